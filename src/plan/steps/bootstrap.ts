// The whole of semver is ten times as much, and read by every run.
import coerce from 'semver/functions/coerce.js';
import gte from 'semver/functions/gte.js';
import type { Failure } from '../../errors/deploy-error.js';
import type { HostFacts } from '../../host/facts.js';
import type { Planning } from '../context.js';
import { composePlugin } from '../release/compose-plugin.js';
import type { Decision } from '../step.js';

/**
 * The oldest compose that does what a release needs: before 2.24 escaped quotes in `.env` were read wrongly
 * (compose-go 81e1e90) and `pull --policy` was missing; before 2.24.4 `!override` was (Docker's page on merging compose files).
 */
export const composeMinimum = '2.24.4';

export type Need = 'docker' | 'compose' | 'cron' | 'git';

export type OsFamily = 'apt' | 'dnf';

/** Which package tool the host has; undefined: a system that this action does not know. */
export function osFamily(host: HostFacts): OsFamily | undefined {
  if (host.os.id === 'debian' || host.os.id === 'ubuntu') return 'apt';
  if (host.os.id === 'amzn' && host.os.versionId.startsWith('2023')) return 'dnf';
  return undefined;
}

/** What the host lacks. */
export function needsOf(host: HostFacts, isGit: boolean): readonly Need[] {
  return [
    ...(isGit && !host.gitInstalled ? (['git'] as const) : []),
    ...(host.docker.access === 'none' ? (['docker'] as const) : []),
    ...(isComposeGood(host) ? [] : (['compose'] as const)),
    ...(host.cron.installed && host.cron.running ? [] : (['cron'] as const)),
  ];
}

export function decideBootstrap({ inputs, facts: { host } }: Planning): Decision {
  const needs = needsOf(host, inputs.source.kind === 'git');
  if (needs.length === 0) {
    return {
      unchanged: `Docker ${host.docker.version ?? ''}, compose ${host.docker.compose ?? ''} and cron are installed`,
    };
  }
  const refusals = refusalsFor(needs, host, inputs.bootstrap);
  if (refusals.length > 0) return { refusals };
  const title = `Install ${needs.map((need) => named[need]).join(', ')} on ${host.os.name}`;
  return {
    step: {
      kind: 'bootstrap',
      needs,
      osFamily: osFamily(host) ?? '',
      plugin: composePlugin(host.architecture, inputs.composePlugin),
      title,
      because: needs.map((need) => lacking(need, host)).join('; '),
    },
  };
}

const named: Readonly<Record<Need, string>> = {
  docker: 'Docker Engine',
  compose: 'docker compose',
  cron: 'cron',
  git: 'git',
};

function isComposeGood({ docker }: HostFacts): boolean {
  const version = coerce(docker.compose);
  return version !== null && gte(version, composeMinimum);
}

function lacking(need: Need, { docker, cron }: HostFacts): string {
  if (need === 'docker')
    return docker.installed ? 'Docker is installed but the engine does not respond' : 'Docker Engine is missing';
  if (need === 'cron') return cron.installed ? 'cron is installed but not running' : 'cron is missing';
  if (need === 'git') return 'git is missing';
  if (docker.compose === undefined) return 'docker compose is missing';
  return `docker compose ${docker.compose} is older than ${composeMinimum}`;
}

function refusalsFor(needs: readonly Need[], host: HostFacts, bootstrap: boolean): readonly Failure[] {
  const list = needs.map((need) => named[need]).join(', ');
  if (!bootstrap) return needs.map((need) => notWanted(need, host));
  if (osFamily(host) === undefined) {
    return [
      {
        code: 'os-unsupported',
        what: `${list} cannot be installed on ${host.os.name || 'this system'} (${host.os.id} ${host.os.versionId})`,
        hint: 'Use Amazon Linux 2023, Ubuntu or Debian, or install Docker Engine with compose v2 and cron yourself.',
      },
    ];
  }
  if (host.privilege === 'none') {
    return [
      {
        code: 'sudo-required',
        what: `${list} must be installed, but ${host.user} is not root and has no passwordless sudo`,
        hint: `Log in as a user with sudo (ec2-user, ubuntu or admin on EC2), or install ${list} yourself.`,
      },
    ];
  }
  return [];
}

function notWanted(need: Need, host: HostFacts): Failure {
  const hint = `Set "bootstrap: true", or install ${named[need]} yourself.`;
  if (need !== 'compose')
    return { code: 'docker-missing', what: `On the host, ${lacking(need, host)}, and "bootstrap" is false`, hint };
  if (host.docker.compose !== undefined)
    return { code: 'compose-too-old', what: `On the host, ${lacking(need, host)}`, hint };
  if (!host.docker.composeV1)
    return { code: 'docker-missing', what: 'docker compose is missing on the host, and "bootstrap" is false', hint };
  return {
    code: 'compose-v1-only',
    what: 'The host has only docker-compose v1, which reached its end of life in 2023 and reads .env files differently',
    hint,
  };
}
