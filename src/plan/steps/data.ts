import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';
import { isWithin, shown } from '../release/data.js';
import type { Decision } from '../step.js';
import { errorWithLines } from '../values/decide-values.js';
import { missingBuilds, type MissingBuild } from '../values/missing-builds.js';
import { missingMounts } from '../values/missing-mounts.js';
import { filesHint } from './files-hint.js';
import { adoptedStack } from './identity.js';

/** What containers write outlives releases: see `dataPlaces`. */
export function decideData(planning: Planning): Decision {
  const { facts, needsRelease, overlay, release } = planning;
  const { data } = facts.host;
  const refusals = dataRefusals(planning);
  const isAdopting = adoptedStack(planning) !== undefined;
  const isBehind = data.synced !== undefined && data.synced !== release;
  const isIdle = overlay.data.length === 0 && data.placesBefore.length === 0 && data.layout !== 'legacy';
  if ((isIdle && !isAdopting) || (!needsRelease && !isBehind)) {
    const kept = differing(planning);
    return { refusals, ...(kept === '' ? {} : { unchanged: kept }) };
  }
  const because = [
    ...overlay.data.map(({ path, because }) => `${shown(path)}: ${because}`),
    ...adoptions(planning),
    ...forgotten(planning),
    differing(planning),
    data.layout === 'legacy' ? 'files that containers wrote into older releases are adopted' : '',
  ];
  const paths = overlay.data.map(({ path }) => shown(path)).join(', ');
  const title = `Keep what containers write, and update the tracked files there: ${paths === '' ? 'nothing anymore' : paths}`;
  return { refusals, step: { kind: 'data', title, because: because.filter(Boolean).join('; ') } };
}

/** What a stack that was started by hand in the site's directory has, and this site goes on with. */
function adoptions(planning: Planning): readonly string[] {
  const { facts, overlay, site } = planning;
  const found = overlay.data.filter(({ path }) => facts.host.data.places.get(path) === 'by-hand');
  const stack = adoptedStack(planning);
  return [
    ...found.map(({ path }) => `${site.root}/${path} existed before this site and is used in place`),
    ...(stack === undefined ? [] : [`the project ${stack.project} was started by hand here: its volumes are kept`]),
  ];
}

/** What no service mounts any more stays on the host. */
function forgotten({ facts, overlay, site }: Planning): readonly string[] {
  return facts.host.data.placesBefore
    .filter((before) => !overlay.data.some(({ path }) => isWithin(before, path)))
    .map((path) => `${site.root}/shared/${path} stays on the host, although nothing mounts ${shown(path)} any more`);
}

function differing({ facts }: Planning): string {
  const { differing } = facts.host.data;
  if (differing.length === 0) return '';
  return `changed by a container and kept: ${differing.slice(0, 10).join(', ')}${differing.length > 10 ? ' …' : ''}`;
}

function dataRefusals(planning: Planning): readonly Failure[] {
  const { facts, overlay, site } = planning;
  const missing = missingMounts(planning);
  const other = errorWithLines(planning);
  const adopted = adoptedStack(planning);
  const outside = facts.repository.stack.services.some(({ mountsOutside }) => mountsOutside);
  const isWhole = overlay.data.some(({ path }) => path === '');
  return [
    ...(missing.length === 0
      ? []
      : [
          {
            code: 'mount-source-missing' as const,
            what: `The stack mounts ${missing.map(shown).join(', ')}, which exists neither in the repository nor on the host`,
            why: 'Docker would create an empty directory instead of a file.',
            hint:
              other !== undefined
                ? `The files are among the lines to add for ${other}.`
                : `${filesHint(missing)}\nOr create it on the host: ${missing.map((path) => `${site.root}/shared/${path}`).join(', ')}. It stays there for all releases.`,
          },
        ]),
    ...missingBuilds(planning).map((build) => buildFailure(planning, build)),
    ...(adopted !== undefined && (isWhole || outside)
      ? [
          {
            code: 'existing-stack-found' as const,
            what: `The compose project ${adopted.project} was started by hand in ${adopted.folder}, and its data cannot be adopted automatically`,
            why: isWhole
              ? 'It mounts the whole repository, so its data is mixed with the files of the clone.'
              : 'It mounts directories outside the clone (`../`).',
            hint: `Choose another "path", copy the data into <path>/shared by hand, and give "project-name: ${adopted.project}" when the old stack is stopped.`,
          },
        ]
      : []),
  ];
}

function buildFailure({ inputs }: Planning, { path, service }: MissingBuild): Failure {
  return {
    code: 'mount-source-missing',
    what: `The stack mounts ${shown(path)}, which exists neither in the repository nor on the host`,
    why: `A build makes it, and no service of the stack does. Docker would create an empty directory, and ${service} would have no pages to show.`,
    hint: [
      `Build it in the Dockerfile of an image for ${service}, and remove the mount. Or build it in an earlier step of the job, and add to the step:`,
      'with:',
      ...(inputs.source.kind === 'git' ? ['  source: upload'] : []),
      `  include: ${path}/**`,
    ].join('\n'),
  };
}
