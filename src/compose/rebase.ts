import { posix } from 'node:path';
import { isMapping, type Mapping } from './yaml-file.js';

/**
 * A service that is extended from a file of another folder, with its relative paths as the extending file would write them: they
 * start from the folder of the file that has them (Compose specification, `extends`, "Relative paths").
 */
export function rebased(body: Mapping, from: string, to: string): Mapping {
  const way = posix.relative(to === '' ? '.' : to, from === '' ? '.' : from);
  if (way === '') return body;
  const at = (path: unknown): unknown => (typeof path === 'string' && isRelative(path) ? dotted(way, path) : path);
  return {
    ...body,
    ...(Array.isArray(body['volumes'])
      ? { volumes: body['volumes'].map((volume: unknown) => rebasedMount(volume, at)) }
      : {}),
    ...(body['build'] === undefined ? {} : { build: rebasedBuild(body['build'], at) }),
    ...(body['env_file'] === undefined ? {} : { env_file: rebasedFiles(body['env_file'], at) }),
  };
}

type At = (path: unknown) => unknown;

function isRelative(path: string): boolean {
  return path !== '' && !/^[/~]/.test(path) && !/^[a-z+]+:\/\/|^git@/.test(path);
}

function dotted(way: string, path: string): string {
  const joined = posix.join(way, path);
  return joined.startsWith('../') || joined === '..' ? joined : `./${joined}`;
}

function rebasedMount(volume: unknown, at: At): unknown {
  if (typeof volume === 'string') {
    const [source = '', ...rest] = volume.split(':');
    return rest.length > 0 && source.startsWith('.') ? [at(source), ...rest].join(':') : volume;
  }
  return isMapping(volume) && volume['type'] === 'bind' ? { ...volume, source: at(volume['source']) } : volume;
}

function rebasedBuild(build: unknown, at: At): unknown {
  return isMapping(build) ? { ...build, context: at(build['context'] ?? '.') } : at(build);
}

function rebasedFiles(files: unknown, at: At): unknown {
  if (Array.isArray(files)) return files.map((file: unknown) => rebasedFiles(file, at));
  return isMapping(files) ? { ...files, path: at(files['path']) } : at(files);
}
