import type { Planning } from '../context.js';
import type { Decision } from '../step.js';
import type { NativePlan } from './native-plan.js';

/** What the new release needs besides its files: packages, static files, and what starts it. */
export function decideNativeBuild({ needsRelease, facts }: Planning, native: NativePlan): Decision {
  if (!needsRelease) return {};
  const { venv, project, systemPackages } = native;
  const parts = [
    ...(systemPackages.length === 0 ? [] : [`Install ${systemPackages.join(', ')} where missing`]),
    ...(venv === ''
      ? []
      : [native.facts.venvs.includes(venv) ? `Use virtual environment ${venv}` : `Make virtual environment ${venv}`]),
    ...(project.staticCommand === undefined ? [] : ['collect static files']),
  ];
  const title = parts.length === 0 ? 'Write how the release is started' : parts.join('; ');
  const first = facts.host.current === undefined;
  return {
    step: {
      ...{ kind: 'build', built: [], pulled: [], pullsBases: false, envOverlay: '', namesEnv: false },
      title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
      because: [...(first ? project.because : []), packages(native)].filter(Boolean).join('; '),
    },
  };
}

function packages({ venv, facts, project, python }: NativePlan): string {
  if (venv === '') return 'the project has no packages';
  const of = [...project.requirements.files, ...project.requirements.packages].join(', ');
  if (facts.venvs.includes(venv)) return `an earlier release has the packages of ${of} already`;
  const named = python.source === undefined ? '' : `, which ${python.source} names`;
  const passedOver = python.passedOver === undefined ? '' : `; the host does not have ${python.passedOver}`;
  return `no release has the packages of ${of} with Python ${python.version ?? ''}${named}${passedOver}`;
}

export function decideNativeReleaseCommand({ inputs, needsRelease }: Planning, { project }: NativePlan): Decision {
  const command = inputs.releaseCommand ?? project.releaseCommand;
  if (!needsRelease || command === undefined) return {};
  const from = inputs.releaseCommand === undefined ? 'the line `release:` of the Procfile' : 'release-command';
  return {
    step: {
      ...{ kind: 'release-command', command, service: 'app', dependencies: [], oneShots: [] },
      title: `Run "${command}" once with the new release`,
      because: `${from} runs before each switch`,
    },
  };
}

export function decideNativeUp(planning: Planning, native: NativePlan): Decision {
  const because = reasonToSwitch(planning, native);
  if (because === undefined) return { unchanged: 'The release runs, and nginx passes requests to it' };
  const order =
    planning.stopFirst === undefined
      ? 'start it next to the old one, check its health, lead nginx to it, stop the old one after its last response'
      : 'stop the old one, then start it';
  const isFirst = planning.difference.isFirst;
  const title = `Switch to release ${planning.release}: ${isFirst ? 'start it, check its health, lead nginx to it' : order}`;
  return { step: { kind: 'up', oneShots: [], title, because } };
}

/** undefined: nothing has to be started. */
function reasonToSwitch(
  { needsRelease, difference, facts, stopFirst }: Planning,
  native: NativePlan,
): string | undefined {
  if (needsRelease) {
    if (difference.isFirst) return 'nothing is running yet';
    return stopFirst === undefined ? 'new release' : `new release; the app ${stopFirst}`;
  }
  const { current, proxyRelease } = facts.host;
  if (current?.up === 'unfinished') return 'the switch to it did not complete';
  if (proxyRelease !== undefined && proxyRelease !== current?.name)
    return `an earlier switch was interrupted: requests are still served by release ${proxyRelease}`;
  if (native.facts.failed.length > 0) return `not running: ${native.facts.failed.join(', ')}`;
  return native.facts.isActive ? undefined : 'it does not run';
}

/** Why two releases do not run at the same time, as the end of a sentence that begins with the app; undefined: they do. */
export function nativeStopFirst({ facts }: Pick<Planning, 'facts'>, native: NativePlan): string | undefined {
  const { memoryCurrent } = native.facts;
  const { available, freeSwap } = facts.host.memory;
  if (memoryCurrent === undefined || available + freeSwap >= spare * memoryCurrent) return undefined;
  const mebibytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MiB`;
  return `uses ${mebibytes(memoryCurrent)} of memory, and the host has ${mebibytes(available + freeSwap)} for a second one`;
}

/** Of what the running release uses: the new one starts with more than it needs later. */
const spare = 1.2;
