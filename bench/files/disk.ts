import { execOnHost } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';

/** What a release takes of the host's disk beyond what it shares with the releases before. */
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

/** Weighs the current release of the site at `root` on the host, by the inodes that it shares with other releases. */
export async function weighRelease(host: HostName, root: string): Promise<ReleaseDisk> {
  const find = async (place: string, ...words: readonly string[]): Promise<readonly string[]> => {
    const { exitCode, stdout, stderr } = await execOnHost(host, ['find', place, ...words]);
    if (exitCode !== 0) throw new Error(`${place} cannot be weighed: ${stderr.trim()}`);
    return stdout.split('\n').slice(0, -1);
  };
  const release = (await execOnHost(host, ['readlink', '-f', `${root}/current`])).stdout.trim();
  const others = new Set(await find(`${root}/releases`, '-path', release, '-prune', '-o', '-printf', '%i\\n'));
  const record = release.replace('/releases/', '/records/');
  const notes = (await find(record, '-type', 'f', '-printf', '%s\\n')).reduce((sum, bytes) => sum + Number(bytes), 0);
  const own = (await find(release, '-printf', '%i %y %s %P\\n'))
    .map((line) => /^(?<inode>\d+) (?<kind>.) (?<bytes>\d+) (?<path>.*)$/.exec(line)?.groups ?? {})
    .filter(({ inode = '' }) => !others.has(inode));
  const isNote = (path = ''): boolean => path === '.env';
  const files = own.filter(({ kind }) => kind === 'f');
  const bytesOf = (some: typeof files): number => some.reduce((sum, { bytes }) => sum + Number(bytes), 0);
  return {
    newFiles: bytesOf(files.filter(({ path }) => !isNote(path))),
    notes: notes + bytesOf(files.filter(({ path }) => isNote(path))),
    folders: own.filter(({ kind }) => kind === 'd').length,
    inodes: own.length,
  };
}
