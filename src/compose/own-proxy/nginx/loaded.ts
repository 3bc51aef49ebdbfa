import { posix } from 'node:path';
import { fitsPattern } from '../../name-pattern.js';
import type { ProxyFile } from '../../entry/proxy-files.js';
import { everyDirective, nginxDirectives, type Directive } from './directives.js';

/** What the nginx image reads by itself; it makes files of conf.d from templates. */
const LOADED =
  /^\/etc\/nginx\/(?:nginx\.conf|conf\.d\/[^/]+\.conf|http\.d\/[^/]+\.conf|templates\/(?:[^/]+\/)*[^/]+\.template)$/;

/** A folder of nginx's that is read only where something includes it, or where a start script takes files from it. */
const OTHER_FOLDER = /^\/etc\/nginx\/(?!(?:conf\.d|http\.d|sites-enabled|sites-available|templates)\/)[^/]+\//;

/** What packages of nginx bring. It has no upstream blocks. */
const USUAL =
  /^\/etc\/nginx\/(?:mime\.types|(?:fastcgi|uwsgi|scgi|proxy)_params|fastcgi\.conf|modules-enabled\/\*\.conf|(?:conf\.d|http\.d)\/\*(?:\.conf)?|default\.d\/\*\.conf|sites-enabled\/\*(?:\.conf)?)$|^\/usr\/share\/nginx\/modules\//;

/** Whether nginx reads a file for sure when it starts. `all` are the files that are known. Pure. */
export function isLoaded({ target }: ProxyFile, all: readonly ProxyFile[]): boolean {
  if (target === undefined || !LOADED.test(target)) return false;
  const main = all.filter((file) => file.target === '/etc/nginx/nginx.conf');
  if (main.length === 0 || target === '/etc/nginx/nginx.conf') return true;
  const made = target.replace(/^\/etc\/nginx\/templates\/(.+)\.template$/, '/etc/nginx/conf.d/$1');
  return main.flatMap(includesOf).some((pattern) => isMatch(made, pattern));
}

/** Whether nothing but a start script can have nginx read a file, which may then take another one. Pure. */
export function isLeftToScript({ target }: ProxyFile, all: readonly ProxyFile[], command: string): boolean {
  if (target === undefined || !OTHER_FOLDER.test(target) || command.includes(target)) return false;
  return !all.flatMap(includesOf).some((pattern) => isMatch(target, pattern));
}

/** Whether upstream blocks may be in files that are not known. Pure. */
export function includesUnknown(all: readonly ProxyFile[]): boolean {
  return all
    .flatMap(({ text }) => outer(nginxDirectives(text)).flatMap(patternOf))
    .some(
      (pattern) => !USUAL.test(pattern) && !all.some(({ target }) => target !== undefined && isMatch(target, pattern)),
    );
}

/** The directives of the file itself and of its `http` block: upstream blocks stand nowhere else. */
function outer(directives: readonly Directive[]): readonly Directive[] {
  return [...directives, ...directives.flatMap(({ name, block }) => (name === 'http' ? (block ?? []) : []))];
}

function includesOf({ text }: ProxyFile): readonly string[] {
  return everyDirective(nginxDirectives(text)).flatMap(patternOf);
}

function patternOf({ name, args }: Directive): readonly string[] {
  const [path] = args;
  return name === 'include' && path !== undefined ? [posix.resolve('/etc/nginx', path)] : [];
}

/** `*` stands for a part of a name, and not for several. */
function isMatch(path: string, pattern: string): boolean {
  const [names, parts] = [path.split('/'), pattern.split('/')];
  return names.length === parts.length && parts.every((part, index) => fitsPattern(names[index] ?? '', part));
}
