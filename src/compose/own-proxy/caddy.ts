import type { Place } from './place.js';
import type { ProxyFile } from '../entry/proxy-files.js';

/**
 * How Caddy comes to its certificates: `acme` by itself, `plain` not at all, `local` from an authority of its own that no browser trusts,
 * `files` from files that it is given.
 */
export type CaddyTls = 'acme' | 'plain' | 'local' | 'files';

export interface CaddySite extends Place {
  readonly address: string;
  readonly tls: CaddyTls;
}

/** A line's words, with blocks as depth. */
export interface Line {
  readonly words: readonly string[];
  readonly line: number;
  readonly depth: number;
  readonly opens: boolean;
}

/**
 * The sites of a Caddyfile, by the rules of Caddy's automatic HTTPS (caddyserver.com/docs/automatic-https). A variable without a value
 * counts as a name. `import` is not followed. Pure.
 */
export function caddySites(
  { path: file, text }: ProxyFile,
  variables: ReadonlyMap<string, string>,
): readonly CaddySite[] {
  const lines = linesOf(filledIn(text, variables));
  const isOff = lines.some(({ words, depth }) => depth === 1 && words[0] === 'auto_https' && words[1] === 'off');
  const isLocal = lines.some(({ words, depth }) => depth === 1 && words[0] === 'local_certs');
  return siteLines(lines).flatMap(({ words, line }, index, all) => {
    const end = all[index + 1]?.line ?? Number.POSITIVE_INFINITY;
    const own = lines.filter((one) => one.line >= line && one.line < end);
    const tls = own.find((one) => one.depth <= 1 && one.words[0] === 'tls');
    const isOnDemand = own.some((one) => one.depth === 2 && one.words[0] === 'on_demand');
    return words.map((address) => {
      const found = isOnDemand && !/^http:/i.test(address) ? 'acme' : tlsOf(address, tls?.words.slice(1) ?? []);
      return { file, line, address, tls: isOff ? 'plain' : isLocal && found === 'acme' ? 'local' : found };
    });
  });
}

/** Variables without a default that are whole addresses of sites: `{$DOMAIN} {`. Pure. */
export function siteVariables({ path: file, text }: ProxyFile): readonly (Place & { readonly variable: string })[] {
  return siteLines(linesOf(text)).flatMap(({ words, line }) =>
    words.flatMap((word) => {
      const variable = /^\{\$(\w+)\}$/.exec(word)?.[1];
      return variable === undefined ? [] : [{ file, line, variable }];
    }),
  );
}

/** Variables with a default that are whole addresses of sites: `{$SERVER_NAME:localhost} {`. Pure. */
export function defaultVariables({ path, text }: ProxyFile): readonly string[] {
  if (!path.endsWith('Caddyfile')) return [];
  return siteLines(linesOf(text)).flatMap(({ words }) =>
    words.flatMap((word) => /^\{\$(\w+):[^}]*\}$/.exec(word)?.[1] ?? []),
  );
}

/** Whether further sites may be in files that are not read here. */
export function importsFiles({ path, text }: ProxyFile): boolean {
  const imports = path.endsWith('Caddyfile') ? linesOf(text).filter(({ words }) => words[0] === 'import') : [];
  return imports.some(({ depth, words }) => depth === 0 && /[/*.]/.test(words[1] ?? ''));
}

/** How one address is served, `tls` being the arguments of its `tls` directive. */
export function tlsOf(address: string, tls: readonly string[] = []): CaddyTls {
  if (/^http:\/\//i.test(address)) return 'plain';
  const [, host = '', port] = /^(?:https:\/\/)?(\[[^\]]*\]|[^:/]*)(?::(\d+))?/i.exec(address) ?? [];
  if (port === '80' || (host === '' && port !== undefined && port !== '443')) return 'plain';
  if (tls[0] === 'internal') return 'local';
  if (tls.length > 1) return 'files';
  return host === '' || /(^|\.)(localhost|local|internal|home\.arpa)$|^[\d.]+$|^\[/i.test(host) ? 'local' : 'acme';
}

/** The lines that begin a site, without what configures all of them, snippets and named routes. */
function siteLines(lines: readonly Line[]): readonly Line[] {
  const all = lines.filter(({ depth, words }) => depth === 0 && words[0] !== 'import');
  const hasBlock = all.some(({ opens, words }) => opens && ADDRESS.test(words[0] ?? ''));
  const outer = hasBlock ? all.filter((line) => !isPlaceholder(line)) : all;
  const [first] = outer.filter(({ words }) => words.length > 0);
  // A Caddyfile of one site may leave its braces out.
  const isOne = first !== undefined && !first.opens && first.words.at(-1)?.endsWith(',') === false;
  const own = isOne ? [first] : outer.filter(({ opens }) => opens);
  return joined(lines, own).filter(({ words }) => words.length > 0 && !/^[(&]/.test(words[0] ?? ''));
}

/** What an address begins with; directives of a site without braces may open blocks, too. */
const ADDRESS = /^(?:\$|:\d|https?:|localhost|[\w*-]+[.:])/;

/** A variable that stands for whole lines, which are not known. */
function isPlaceholder({ words, opens }: Line): boolean {
  return !opens && words.length === 1 && /^\$\w+$/.test(words[0] ?? '');
}

/** Addresses may go on over lines that end with a comma. */
function joined(lines: readonly Line[], own: readonly Line[]): readonly Line[] {
  return own.map((line) => {
    const words = [...line.words];
    for (let at = lines.indexOf(line) - 1; at >= 0; at -= 1) {
      const before = lines[at];
      if (before === undefined || before.depth !== 0 || !before.words.at(-1)?.endsWith(',')) break;
      words.unshift(...before.words);
    }
    return { ...line, words: words.flatMap((word) => word.split(',')).filter((word) => word !== '') };
  });
}

/** The lines of a Caddyfile, without comments and closing braces. Pure. */
export function linesOf(text: string): readonly Line[] {
  let depth = 0;
  return text.split('\n').flatMap((whole, index): readonly Line[] => {
    const words = whole
      .replace(/(^|\s)#.*$/, '')
      .split(/\s+/)
      .filter(Boolean);
    const at = depth;
    const opens = words.at(-1) === '{';
    if (words[0] === '}') depth = Math.max(0, depth - 1);
    if (opens) depth += 1;
    if (words.length === 0 || words[0] === '}') return [];
    return [{ words: opens ? words.slice(0, -1) : words, line: index + 1, depth: at, opens }];
  });
}

/** `{$NAME}` and `{$NAME:default}`; Caddy puts them in before it reads anything else. */
function filledIn(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\{\$(\w+)(?::([^}]*))?\}/g, (_, name: string, fallback?: string) => {
    return variables.get(name) ?? fallback ?? `$${name}`;
  });
}
