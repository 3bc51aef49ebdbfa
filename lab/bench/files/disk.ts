import { execOnHost } from '../../hosts.js';
import type { HostName } from '../../hosts/definition.js';

/** What a release takes of the host's disk beyond what it shares with the release before. */
export interface ReleaseDisk {
  /** Bytes of the repository's files that no other release holds. */
  readonly newFiles: number;
  /** Bytes of what the action notes beside them: above all the list of all files. */
  readonly notes: number;
  /** Folders cannot be shared. */
  readonly folders: number;
  /** Inodes that are the release's own: new files, notes, folders, links. */
  readonly inodes: number;
}

/** Weighs the current release of the site at `root` on the host (find(1): a file that releases share has several links). */
export async function weighRelease(host: HostName, root: string): Promise<ReleaseDisk> {
  const release = `${root}/current/`;
  const find = ['find', release, '(', '-type', 'd', '-o', '-links', '1', ')', '-printf', '%y %s %P\\n'];
  const { exitCode, stdout, stderr } = await execOnHost(host, find);
  if (exitCode !== 0) throw new Error(`The release at ${release} cannot be weighed: ${stderr.trim()}`);
  const own = stdout
    .trim()
    .split('\n')
    .map((line) => /^(?<kind>.) (?<bytes>\d+) (?<path>.*)$/.exec(line)?.groups ?? {});
  const isNote = (path = ''): boolean => path.startsWith('.ec2-https-deploy/') || path === '.env';
  const files = own.filter(({ kind }) => kind === 'f');
  const bytesOf = (some: typeof files): number => some.reduce((sum, { bytes }) => sum + Number(bytes), 0);
  return {
    newFiles: bytesOf(files.filter(({ path }) => !isNote(path))),
    notes: bytesOf(files.filter(({ path }) => isNote(path))),
    folders: own.filter(({ kind }) => kind === 'd').length,
    inodes: own.length,
  };
}
