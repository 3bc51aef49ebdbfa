/** A release is called after when it was made and from what: `20261122T104500Z-1a2b3c4`. Names sort by time. */
export function releaseName(now: Date, sha: string): string {
  const time = now
    .toISOString()
    .replace(/[-:]/g, '')
    .replace(/\.\d+Z$/, 'Z');
  const commit = /^[0-9a-f]{7,}$/i.test(sha) ? sha.slice(0, 7).toLowerCase() : 'unknown';
  return `${time}-${commit}`;
}
