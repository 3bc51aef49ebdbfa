import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const exec = promisify(execFile);
const MAX_LISTING_BYTES = 512 * 1024 * 1024;

/**
 * What a git command prints.
 * @throws as execFile does
 */
export async function gitListing(workspace: string, args: readonly string[]): Promise<Buffer> {
  // The workspace often belongs to another user than the step's (containers), and its configuration may name a program
  // to run as file system monitor: neither matters for a list of names.
  const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'];
  const options = { cwd: workspace, encoding: 'buffer', maxBuffer: MAX_LISTING_BYTES } as const;
  return (await exec('git', [...settings, ...args], options)).stdout;
}
