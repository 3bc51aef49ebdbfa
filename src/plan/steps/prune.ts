import type { Planning } from '../context.js';
import type { Decision } from '../step.js';
import { decideRoom, onlyTheirs } from './disk.js';
import { keptReleases } from './kept-releases.js';

export function decidePrune(planning: Planning): Decision {
  const { needsRelease, facts } = planning;
  if (decideRoom(planning).step !== undefined) return {};
  const releases = facts.host.releaseCount + (needsRelease ? 1 : 0);
  if (!needsRelease || releases <= keptReleases) return {};
  const title = `Remove all but the last ${keptReleases} releases and ${onlyTheirs(planning)}`;
  return {
    step: {
      kind: 'prune',
      keep: keptReleases,
      needs: { bytes: 0, inodes: 0 },
      title,
      because: `there are ${releases} releases`,
    },
  };
}
