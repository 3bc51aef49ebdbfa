import { posix } from 'node:path';
import type { Parsed } from './parsed.js';

/** Folders that belong to the system: a release folder lies below them, never in their place. */
const SYSTEM_FOLDERS = new Set(
  'bin boot dev etc home lib lib64 media mnt opt proc root run sbin snap srv sys tmp usr var'.split(' '),
);

/** Absolute or beginning with `~/`; no `..`, and only characters that mean nothing to a shell, to cron or to compose. */
export function parseRemotePath(text: string): Parsed<string> {
  if (!/^(~\/|\/)/.test(text)) return { problem: 'is neither absolute nor begins with ~/' };
  if (!/^~?[A-Za-z0-9._/@+-]*$/.test(text)) return { problem: 'may hold only letters, digits and . _ / @ + -' };
  if (text.split('/').includes('..')) return { problem: 'leads upwards (..)' };
  if (text.length > 200) return { problem: 'is longer than 200 characters' };
  const path = posix.normalize(text).replace(/\/$/, '');
  if (path === '' || path === '~') return { problem: 'names no folder of its own' };
  if (SYSTEM_FOLDERS.has(path.slice(1))) return { problem: 'is a folder of the system; name one below it' };
  return { value: path };
}

/** A file below the repository's root, normalised; its characters are free, except control characters. */
export function parseRepositoryPath(text: string): Parsed<string> {
  if (text.startsWith('/') || /^[A-Za-z]:[\\/]/.test(text))
    return { problem: "must be relative to the repository's root" };
  if (text.startsWith('-')) return { problem: 'begins with a dash; write ./ before it' };
  if (text.includes('\\')) return { problem: 'has a backslash; write / between folders' };
  const path = posix.normalize(text);
  if (path === '..' || path.startsWith('../')) return { problem: 'leads out of the repository' };
  return path === '.' || path.endsWith('/') ? { problem: 'is a folder, not a file' } : { value: path };
}

/** A pattern of repository paths for picomatch. */
export function parsePattern(text: string): Parsed<string> {
  if (text.startsWith('!'))
    return { problem: 'begins with !; patterns cannot be turned round, use include and exclude' };
  if (text.startsWith('/')) return { problem: "must be relative to the repository's root" };
  return text.split('/').includes('..') ? { problem: 'leads upwards (..)' } : { value: text.replace(/^\.\//, '') };
}
