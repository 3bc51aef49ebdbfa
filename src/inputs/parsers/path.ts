import { posix } from 'node:path';
import type { Parsed } from './parsed.js';

/** System directories: a site's directory may be inside, but never one of them. */
const SYSTEM_DIRECTORIES = new Set(
  'bin boot dev etc home lib lib64 media mnt opt proc root run sbin snap srv sys tmp usr var'.split(' '),
);

/** Absolute or beginning with `~/`; no `..`, and no characters that are special in a shell, cron or compose. */
export function parseRemotePath(text: string): Parsed<string> {
  if (!/^(~\/|\/)/.test(text)) return { problem: 'is neither absolute nor begins with ~/' };
  if (!/^~?[A-Za-z0-9._/@+-]*$/.test(text)) return { problem: 'may contain only letters, digits and . _ / @ + -' };
  if (text.split('/').includes('..')) return { problem: 'contains a parent directory (..)' };
  if (text.length > 200) return { problem: 'is longer than 200 characters' };
  const path = posix.normalize(text).replace(/\/$/, '');
  if (path === '' || path === '~') return { problem: 'is the root or home directory; use a directory inside it' };
  if (SYSTEM_DIRECTORIES.has(path.slice(1))) return { problem: 'is a system directory; use a directory inside it' };
  return { value: path };
}

/** A file inside the repository, normalized; any characters except control characters. */
export function parseRepositoryPath(text: string): Parsed<string> {
  if (text.startsWith('/') || /^[A-Za-z]:[\\/]/.test(text))
    return { problem: "must be relative to the repository's root" };
  if (text.startsWith('-')) return { problem: 'begins with a dash; write ./ in front of it' };
  if (text.includes('\\')) return { problem: 'contains a backslash; use / between directories' };
  const path = posix.normalize(text);
  if (path === '..' || path.startsWith('../')) return { problem: 'is outside the repository' };
  return path === '.' || path.endsWith('/') ? { problem: 'is a directory, not a file' } : { value: path };
}

/** A path for a file that the input `files` adds to the repository, normalized. */
export function parseInputPath(text: string): Parsed<string> {
  if (/\p{Cc}/u.test(text) || text.trim() === '') return { problem: 'is no path, or contains a control character' };
  if (text.split('/').includes('..')) return { problem: 'contains a parent directory (..)' };
  const parsed = parseRepositoryPath(text);
  if ('problem' in parsed) return parsed;
  const parts = parsed.value.split('/');
  if (parts.some((part) => part.length > 200)) return { problem: 'has a name of more than 200 characters' };
  if (parsed.value === '.env') return { problem: 'is the `.env` of the release; use the input `env`' };
  if (parts.includes('.git') || parts.includes('.ec2-https-deploy'))
    return { problem: `is in a directory that is not deployed` };
  return parsed;
}

/** A folder inside the repository, normalized; '' for its root. */
export function parseRepositoryFolder(text: string): Parsed<string> {
  const parsed = parseRepositoryPath(posix.join(text, '_'));
  return 'problem' in parsed ? parsed : { value: posix.dirname(parsed.value).replace(/^\.$/, '') };
}

/** A pattern of repository paths for picomatch. */
export function parsePattern(text: string): Parsed<string> {
  if (text.startsWith('!')) return { problem: 'begins with !; patterns cannot be negated, use include and exclude' };
  if (text.startsWith('/')) return { problem: "must be relative to the repository's root" };
  return text.split('/').includes('..')
    ? { problem: 'contains a parent directory (..)' }
    : { value: text.replace(/^\.\//, '') };
}
