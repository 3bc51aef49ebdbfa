import type { Parsed } from './parsed.js';

export interface Repository {
  /** The URL for git on the host. */
  readonly url: string;
  /** The last part of the path without `.git`. */
  readonly name: string;
  readonly isOnGithub: boolean;
}

const OWNER_AND_NAME = /^[A-Za-z0-9][A-Za-z0-9-]{0,38}\/([A-Za-z0-9._-]{1,100})$/;
const SSH_URL = /^ssh:\/\/[A-Za-z0-9_][A-Za-z0-9_.-]*@([A-Za-z0-9][A-Za-z0-9.-]*)(?::\d{1,5})?\/([A-Za-z0-9._/~+-]+)$/;
const SCP_FORM = /^[A-Za-z0-9_][A-Za-z0-9_.-]*@([A-Za-z0-9][A-Za-z0-9.-]*):([A-Za-z0-9._/~+][A-Za-z0-9._/~+-]*)$/;

/** `owner/name` on github.com, `ssh://git@host/path.git` or `git@host:path.git`; nothing that git could parse as an option. */
export function parseRepository(text: string): Parsed<Repository> {
  if (/^https?:/.test(text))
    return { problem: 'is a web URL; a deploy key needs owner/name or ssh://git@host/path.git' };
  if (text.split(/[/:]/).some((part) => part === '..')) return { problem: 'contains a parent directory (..)' };
  const short = OWNER_AND_NAME.exec(text)?.[1];
  if (short !== undefined) return named(short, `git@github.com:${text.replace(/\.git$/, '')}.git`, 'github.com');
  const [, host, path] = SSH_URL.exec(text) ?? SCP_FORM.exec(text) ?? [];
  if (host === undefined || path === undefined) {
    return { problem: 'is neither owner/name nor ssh://git@host/path.git nor git@host:path.git' };
  }
  return named(path.split('/').at(-1) ?? '', text, host);
}

/** A full commit hash, lower case. */
export function parseCommit(text: string): Parsed<string> {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/i.test(text)
    ? { value: text.toLowerCase() }
    : { problem: 'is not a full commit hash (40 or 64 hex digits)' };
}

function named(lastPart: string, url: string, host: string): Parsed<Repository> {
  const name = lastPart.replace(/\.git$/, '');
  if (/^[.]*$/.test(name) || name.startsWith('-')) return { problem: 'does not end in a repository name' };
  return { value: { url, name, isOnGithub: host.toLowerCase() === 'github.com' } };
}
