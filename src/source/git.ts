import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const MAX_LISTING_BYTES = 512 * 1024 * 1024;

/**
 * What a git command prints with `-z`, cut at each NUL.
 * @throws as execFile does
 */
export async function gitListing(workspace: string, args: readonly string[]): Promise<readonly Buffer[]> {
  // The workspace often belongs to another user than the step's (containers), and its configuration may name a program
  // to run as file system monitor: neither matters for a list of names.
  const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'];
  const options = { cwd: workspace, encoding: 'buffer', maxBuffer: MAX_LISTING_BYTES } as const;
  return splitAtNul((await exec('git', [...settings, ...args], options)).stdout);
}

function splitAtNul(bytes: Buffer): readonly Buffer[] {
  const parts: Buffer[] = [];
  for (let start = 0, end = bytes.indexOf(0); end !== -1; start = end + 1, end = bytes.indexOf(0, start)) {
    parts.push(bytes.subarray(start, end));
  }
  return parts;
}
