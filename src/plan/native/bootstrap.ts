import type { Failure } from '../../errors/deploy-error.js';
import type { HostFacts } from '../../host/facts.js';
import type { Planning } from '../context.js';
import type { Decision } from '../step.js';
import { osFamily } from '../steps/bootstrap.js';
import type { NativePlan } from './native-plan.js';

/** Packages that a native site needs: `python3.13` where an input names that Python. */
function needsOf({ inputs, facts: { host } }: Planning, { facts, python, venv }: NativePlan): readonly string[] {
  const isThere = python.program === 'python3' || facts.pythons.has(python.program);
  return [
    ...(inputs.source.kind === 'git' && !host.gitInstalled ? ['git'] : []),
    ...(facts.nginx === undefined ? ['nginx'] : []),
    ...(facts.certbot === undefined ? ['certbot'] : []),
    ...(isThere ? [] : [python.program]),
    ...(venv !== '' && !facts.hasVenv ? ['venv'] : []),
    ...(host.cron.installed && host.cron.running ? [] : ['cron']),
  ];
}

const NAMES: Readonly<Record<string, string>> = { venv: 'Python’s venv' };

export function decideNativeBootstrap(planning: Planning, native: NativePlan): Decision {
  const { inputs, facts } = planning;
  const { host } = facts;
  const needs = needsOf(planning, native);
  if (needs.length === 0) {
    const { nginx = '', certbot = '', python } = native.facts;
    return { unchanged: `nginx ${nginx}, certbot ${certbot}, Python ${python} and cron are installed` };
  }
  const list = needs.map((need) => NAMES[need] ?? need).join(', ');
  const refusals = [...pythonMissing(needs, host, native), ...refusalsFor(list, host, inputs.bootstrap)].slice(0, 1);
  if (refusals.length > 0) return { refusals };
  return {
    step: {
      ...{ kind: 'bootstrap', needs, plugin: undefined, buildxPlugin: undefined, swapBytes: 0 },
      osFamily: osFamily(host) ?? '',
      title: `Install ${list} on ${host.os.name}`,
      because: 'missing on the host, or not running',
    },
  };
}

/** Debian and Ubuntu have one Python each; Amazon Linux has several. */
function pythonMissing(needs: readonly string[], host: HostFacts, { python, facts }: NativePlan): readonly Failure[] {
  if (osFamily(host) !== 'apt' || !needs.includes(python.program)) return [];
  const others = [...(facts.python === '' ? [] : [facts.python]), ...facts.pythons.values()];
  const isInput = python.source === 'python-version';
  const hosts = 'a host whose distribution has that Python: Debian 13 has 3.13, Ubuntu 24.04 has 3.12.';
  return [
    {
      code: 'python-version-missing',
      what: `The host has no ${python.program}, which ${python.source ?? 'the project'} names`,
      why: `${host.os.name} has Python ${[...new Set(others)].join(', ') || 'of no version'}, and no packages of another one`,
      hint: isInput ? `Leave out python-version, or use ${hosts}` : `Use ${hosts}`,
    },
  ];
}

function refusalsFor(list: string, host: HostFacts, mayInstall: boolean): readonly Failure[] {
  if (!mayInstall)
    return [
      {
        code: 'native-programs-missing',
        what: `On the host, ${list} is missing or not running, and "bootstrap" is false`,
        hint: 'Set "bootstrap: true", or install it yourself with the packages of the distribution.',
      },
    ];
  if (osFamily(host) === undefined)
    return [
      {
        code: 'os-unsupported',
        what: `${list} cannot be installed on ${host.os.name || 'this system'} (${host.os.id} ${host.os.versionId})`,
        hint: 'Use Amazon Linux 2023, Ubuntu or Debian, or install nginx, certbot, Python with venv, and cron yourself.',
      },
    ];
  if (host.privilege !== 'none') return [];
  return [
    {
      code: 'sudo-required',
      what: `${list} must be installed, but ${host.user} is not root and has no passwordless sudo`,
      hint: `Log in as a user with sudo (ec2-user, ubuntu or admin on EC2), or install ${list} yourself.`,
    },
  ];
}
