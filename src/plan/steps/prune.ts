import type { Planning } from '../context.js';
import type { Decision } from '../step.js';

/** Releases that stay on the host, the running one among them. */
export const keptReleases = 5;

export function decidePrune({ needsRelease, facts }: Planning): Decision {
  const releases = facts.host.releaseCount + (needsRelease ? 1 : 0);
  if (!needsRelease || releases <= keptReleases) return {};
  const title = `Remove all but the last ${keptReleases} releases and the images that only they used`;
  return { step: { kind: 'prune', keep: keptReleases, title, because: `there are ${releases} releases` } };
}
