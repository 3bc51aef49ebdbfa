import type { ProxyFile } from '../entry/proxy-files.js';
import { linesOf, type Line } from './caddy.js';
import type { Place } from './place.js';

/** Directives whose block is for the requests of their matcher. */
const HANDLERS = /^(?:handle|handle_path|route)$/;

/** Directives that leave a request to another server. */
const PASSES = /^(?:reverse_proxy|php_fastcgi)$/;

/**
 * Paths of the site that a Caddyfile answers with files; `/` for whatever nothing else answers. Matchers by name are not followed. Pure.
 */
export function caddyFileLocations({ path: file, text }: ProxyFile): readonly (Place & { readonly path: string })[] {
  if (!file.endsWith('Caddyfile')) return [];
  const lines = linesOf(text);
  return lines.flatMap((one, index) => {
    if (one.words[0] !== 'file_server') return [];
    const start = lines.slice(0, index).findLast(({ opens, depth }) => opens && depth < one.depth);
    const [handler = '', ofBlock] = start?.words ?? [];
    const matchers = [one.words[1], HANDLERS.test(handler) ? ofBlock : undefined].filter(isMatcher);
    const path = matchers.find((matcher) => matcher.startsWith('/'));
    if (path !== undefined) return [{ file, line: one.line, path }];
    const isNamed = matchers.some((matcher) => matcher.startsWith('@'));
    return isNamed || isPassedOn(one, start, lines) ? [] : [{ file, line: one.line, path: '/' }];
  });
}

function isMatcher(word: string | undefined): word is string {
  return word !== undefined && /^[/@]/.test(word);
}

/** Whether the same block leaves requests of any path to another server. */
function isPassedOn(one: Line, start: Line | undefined, lines: readonly Line[]): boolean {
  const from = start === undefined ? 0 : lines.indexOf(start) + 1;
  const end = lines.findIndex(({ depth }, index) => index >= from && depth < one.depth);
  return lines
    .slice(from, end === -1 ? undefined : end)
    .some(
      ({ words: [name = '', matcher = ''], depth }) =>
        depth === one.depth && PASSES.test(name) && !matcher.startsWith('/'),
    );
}
