import type { Observation } from './observation.js';

/** What the inspection found for a site without Docker (templates/host/program/observe/native.py). */
export interface NativeFacts {
  /** Version of the host's nginx; undefined: there is none. */
  readonly nginx: string | undefined;
  /** Version of the host's certbot; undefined: there is none. */
  readonly certbot: string | undefined;
  /** Version of `python3`. */
  readonly python: string;
  /** Whether `python3 -m venv` can make an environment with pip. */
  readonly hasVenv: boolean;
  /** Keys of the virtual environments that are complete. */
  readonly venvs: readonly string[];
  /** Whether the web process of the current release runs, and systemd holds its socket. */
  readonly isActive: boolean;
  /** The site's systemd units that have failed, or do not run although they start with the host. */
  readonly failed: readonly string[];
  /** The folder of another site whose units have the names of this one's; undefined: there is none. */
  readonly otherRoot: string | undefined;
  /** Bytes of the running web unit; undefined: none runs, or the host does not count them. */
  readonly memoryCurrent: number | undefined;
  /** Whether those of the ports 80 and 443 that are held are held by the host's nginx, which systemd runs; at least one is. */
  readonly nginxHoldsPorts: boolean;
  /** Whether a program can listen on IPv6 addresses at all. */
  readonly hasIpv6: boolean;
  /** Versions of the interpreters that have a version in their name: `python3.13` is 3.13.5. */
  readonly pythons: ReadonlyMap<string, string>;
}

export function nativeFacts(found: Observation['native']): NativeFacts | undefined {
  if (found === undefined) return undefined;
  return {
    ...{ nginx: found.nginx, certbot: found.certbot, python: found.python, hasVenv: found.has_venv },
    ...{ venvs: found.venvs, isActive: found.is_active, failed: found.failed, otherRoot: found.other_root },
    memoryCurrent: found.memory_current,
    nginxHoldsPorts: found.nginx_holds_ports,
    hasIpv6: found.has_ipv6,
    pythons: found.pythons,
  };
}
