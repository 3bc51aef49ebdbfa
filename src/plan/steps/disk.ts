import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';
import type { Decision } from '../step.js';
import { keptReleases } from './kept-releases.js';
import { size } from './release.js';

/** Room for an image build or pull with its layers; an EC2 host starts with 8 GiB of which some 6 are free. */
const imageBytes = 1024 ** 3;
/** Room for the packages of a virtual environment, and pip's cache of them. */
const venvBytes = 400 * 1024 ** 2;
/** Of a release without new images: its record, containers and their logs. */
const recordBytes = 64 * 1024 ** 2;
const leastFreeInodes = 10_000;
/** While the disk is too full: the current release and the one to come. */
const keptOnFullDisk = 2;

/** Bytes that the new release may take: its files, and where images are built or pulled their layers. 0 without a new release. */
export function diskNeeded({ needsRelease, difference, facts: { repository }, native }: Planning): number {
  if (!needsRelease) return 0;
  const { filesChanged, settingsChanged, imageChanges, isFirst, files } = difference;
  if (!(isFirst || filesChanged || settingsChanged || imageChanges.length > 0)) return recordBytes + files.bytes;
  return (
    (native === undefined ? imageBytes : venvBytes) +
    3 * repository.files.reduce((sum, file) => sum + (file.kind === 'file' ? file.size : 0), 0)
  );
}

/** What is removed before a release is made: where the disk is too full for it, and what runs that failed have left. Pure. */
export function decideRoom(planning: Planning): Decision {
  const { needsRelease, facts } = planning;
  const { releaseCount } = facts.host;
  const because = shortages(planning).map(({ what }) => what);
  // With an unfinished release this run has made room before, and that release has to stay.
  if (!needsRelease || releaseCount === 0 || facts.repository.unfinished !== undefined) return {};
  if (because.length === 0 && releaseCount <= keptReleases) return {};
  const keep = because.length > 0 ? keptOnFullDisk : keptReleases;
  const needs = because.length > 0 ? { bytes: diskNeeded(planning), inodes: leastFreeInodes } : { bytes: 0, inodes: 0 };
  return {
    step: {
      kind: 'prune',
      keep,
      needs,
      title: `Remove old releases and ${onlyTheirs(planning)}, before a release is made; ${keep} stay with it`,
      because: because.length > 0 ? because.join('; ') : `${releaseCount} releases are on the host`,
    },
  };
}

/** What a release has on the host besides its files, as the end of a sentence. */
export function onlyTheirs({ native }: Pick<Planning, 'native'>): string {
  return `the ${native === undefined ? 'images' : 'packages'} that only they used`;
}

/** Where there is nothing of this site to remove. */
export function diskRefusals(planning: Planning): readonly Failure[] {
  return planning.facts.host.releaseCount > 0 ? [] : shortages(planning);
}

function shortages(planning: Planning): readonly Failure[] {
  const { root, disk } = planning.facts.host;
  if (!planning.needsRelease) return [];
  const needed = diskNeeded(planning);
  const code = 'insufficient-disk';
  const why = `This is the fuller of the disks that hold ${root} and Docker's images. A deploy must not fill the disk halfway.`;
  const hint =
    'Enlarge the volume, or free some space: df -h, docker system df and sudo du -xh --max-depth=2 /var show what uses it. Remove only what is yours: images and volumes may belong to other sites on the host.';
  const bytes: Failure = {
    code,
    what: `The host has ${size(disk.freeBytes)} of free disk space, a deploy needs ${size(needed)}`,
    why,
    hint,
  };
  const inodes: Failure = {
    code,
    what: `The host has ${disk.freeInodes} free inodes, a deploy needs ${leastFreeInodes}`,
    why,
    hint,
  };
  return [...(disk.freeBytes < needed ? [bytes] : []), ...(disk.freeInodes < leastFreeInodes ? [inodes] : [])];
}
