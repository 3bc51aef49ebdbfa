import { posix } from 'node:path';
import type { RepositoryFiles } from '../compose/model/files.js';

/** The uWSGI settings of a project, without what systemd, nginx and the action decide. */
export interface UwsgiSettings {
  /** Of the project's file. */
  readonly path: string;
  /** The settings that are used, as another ini file. */
  readonly text: string;
  /** Options of the file that are left out, by name. */
  readonly leftOut: readonly string[];
  /** Whether the file names the module itself. */
  readonly namesModule: boolean;
  /** Whether the file has a number of processes. */
  readonly namesProcesses: boolean;
}

/** The usual places, below the project and at the root of the repository; the one for a server first. */
const PLACES = ['', 'uwsgi/', '.config/uwsgi/', 'config/uwsgi/', 'deploy/'].flatMap((folder) =>
  (folder === '' ? ['uwsgi'] : ['deploy', 'production', 'prod', 'uwsgi']).map((name) => `${folder}${name}.ini`),
);

/**
 * What the file may not decide here, with the reason (uwsgi-docs.readthedocs.io, Options):
 * - sockets: systemd holds one for each release, and nginx expects the uwsgi protocol at it
 * - files that two releases would share, or whose removal at exit would take the socket away
 * - the user, the folders and the virtual environment, which are those of the unit; the journal, which has the log
 * - die-on-term, which ends requests in flight
 * - plugins, which are files of a distribution's uWSGI; the wheel has Python built in
 */
const LEFT_OUT = new RegExp(
  `^(?:${[
    '(?:[a-z0-9]+-)?socket|http|https|http-to|http-modifier1|fastrouter|shared-socket|map-socket|protocol',
    'chmod-socket|chown-socket|vacuum|shutdown-sockets|stats|stats-server|master-fifo',
    'daemonize2?|pidfile2?|safe-pidfile2?|uid|gid|immediate-(?:uid|gid)|add-gid|chroot',
    'chdir2?|home|virtualenv|venv|pyhome|logto2?|logger|req-logger|log-maxsize|log-backupname',
    'die-on-term|emperor(?:-[a-z-]+)?|plugins?|need-plugins?|plugins?-dir',
  ].join('|')})$`,
);
/** Other files of settings, which would have options of these kinds, too. */
const INCLUDES = /^(?:ini|include|inherit|config|ya?ml|json|xml)$/;
const MODULE = /^(?:module|wsgi|wsgi-file|file|mount|eval)$/;
const PROCESSES = /^(?:processes|workers)$/;

interface Line {
  readonly text: string;
  readonly key: string | undefined;
}

/** The settings file of a project; undefined: it has none (`findUwsgiIni` is undefined, too), or one that includes other files. */
export function readUwsgiIni(files: RepositoryFiles, folder: string): UwsgiSettings | undefined {
  const path = findUwsgiIni(files, folder);
  if (path === undefined) return undefined;
  const lines = linesOf(files.read(path), posix.relative(folder, path));
  const keys = lines.flatMap(({ key }) => key ?? []);
  if (keys.some((key) => INCLUDES.test(key))) return undefined;
  return {
    path,
    text: `${lines
      .filter(({ key }) => key === undefined || !LEFT_OUT.test(key))
      .map(({ text }) => text)
      .join('\n')}\n`,
    leftOut: [...new Set(keys.filter((key) => LEFT_OUT.test(key)))],
    namesModule: keys.some((key) => MODULE.test(key)),
    namesProcesses: keys.some((key) => PROCESSES.test(key)),
  };
}

/** Path of the project's uWSGI settings; undefined: there is none. */
export function findUwsgiIni(files: RepositoryFiles, folder: string): string | undefined {
  const places = [...new Set([folder, ''])].flatMap((place) => PLACES.map((path) => posix.join(place, path)));
  return places.find((path) => files.exists(path) && /^\s*\[uwsgi\]/m.test(files.read(path)));
}

/** `path` is that of the file within the project: `%d` and the like are about it, and the file that is read lies elsewhere. */
function linesOf(text: string, path: string): readonly Line[] {
  return text.split(/\r?\n/).map((line) => {
    const [, key, value = ''] = /^\s*([A-Za-z0-9_-]+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key === undefined) return { text: line, key: undefined };
    // uWSGI takes a comment behind a value for a part of it, so `master = true ; …` is not true.
    const own = value.replace(/\s+;.*$/, '').trim();
    return { text: `${key} = ${withPlaces(own, path)}`, key: key.toLowerCase() };
  });
}

/** Magic variables of uWSGI that are about the file itself (uwsgi-docs.readthedocs.io, Configuration). */
function withPlaces(value: string, path: string): string {
  const { name, base, dir } = posix.parse(path);
  const places: Readonly<Record<string, string>> = { p: path, d: `${dir === '' ? '.' : dir}/`, s: base, n: name };
  return value.replace(/%([%pdsn])/g, (all, letter: string) => places[letter] ?? all);
}
