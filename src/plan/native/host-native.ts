import type { HostNative } from '../../host/job.js';
import type { Inputs } from '../../inputs/inputs.js';
import type { NativePlan } from './native-plan.js';

/** What the host program reads of a native release. */
export function hostNative(
  { project, names, venv, python, systemPackages }: NativePlan,
  { domain, aliases }: Pick<Inputs, 'domain' | 'aliases'>,
): HostNative {
  const { folder, server, workers, requirements, staticCommand, environment } = project;
  return {
    name: names.unit,
    folder,
    start: server.command,
    workers,
    venv,
    requirements: requirements.files,
    packages: requirements.packages,
    python: python.program,
    system_packages: systemPackages,
    static_command: staticCommand ?? '',
    // As containers of a Dockerfile get them: settings name the site's hosts by these.
    environment: { DOMAIN: domain, DOMAIN_ALIASES: aliases.join(','), ...Object.fromEntries(environment) },
    memory_max_bytes: null,
  };
}
