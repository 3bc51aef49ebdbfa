import type { ProxyFile } from '../../entry/proxy-files.js';
import { substituted } from '../environment.js';
import type { Place } from '../place.js';
import { everyDirective, nginxDirectives, type Directive } from './directives.js';

/** A `server` block of a configuration. */
export interface NginxServer extends Place {
  /** Values of `server_name`. */
  readonly names: readonly string[];
  readonly listensPlain: boolean;
  /** Ports at which it listens for HTTP. */
  readonly plainPorts: readonly number[];
  readonly listensTls: boolean;
  /** Whether it sends visitors to https. */
  readonly redirects: boolean;
  /** Whether it does so with all requests but some paths, whatever scheme a proxy in front says. */
  readonly onlyRedirects: boolean;
  /** Whether it answers all requests with an error, or closes the connection (444). */
  readonly refuses: boolean;
}

export interface NginxFacts {
  readonly servers: readonly NginxServer[];
  /** Values of `ssl_certificate`. */
  readonly certificates: readonly (Place & { readonly path: string })[];
  /** Lines that pass on the scheme by which nginx was asked as the visitor's. */
  readonly overwrittenSchemes: readonly (Place & { readonly directive: string; readonly header: string })[];
  /** Paths of the site that it answers with files; `/` for whatever nothing else answers. */
  readonly fileLocations: readonly (Place & { readonly path: string })[];
}

/** Files that a start script puts variables into. */
const TEMPLATE = /\.(?:template|tpl|tmpl)$/;

/** What nginx configuration files say of TLS, names and headers. `variables` fill in templates of the nginx image. Pure. */
export function nginxFacts(files: readonly ProxyFile[], variables: ReadonlyMap<string, string>): NginxFacts {
  const read = files.map(({ path: file, text }) => ({
    file,
    directives: everyDirective(nginxDirectives(TEMPLATE.test(file) ? substituted(text, variables) : text)),
  }));
  const of = <T extends object>(find: (directive: Directive) => T | undefined): readonly (Place & T)[] =>
    read.flatMap(({ file, directives }) =>
      directives.flatMap((directive) => {
        const found = find(directive);
        return found === undefined ? [] : [{ file, line: directive.line, ...found }];
      }),
    );
  return {
    servers: of(serverOf),
    certificates: of(certificateOf),
    overwrittenSchemes: of(schemeOf),
    fileLocations: of(fileLocationOf),
  };
}

function serverOf({ name, block }: Directive): Omit<NginxServer, keyof Place> | undefined {
  if (name !== 'server' || block === undefined) return undefined;
  const listens = block.filter((directive) => directive.name === 'listen').map(({ args }) => args);
  const isTls = (args: readonly string[]): boolean => args.includes('ssl') || args.includes('quic');
  const allTls = block.some((directive) => directive.name === 'ssl' && directive.args[0] === 'on');
  const plain = allTls ? [] : listens.filter((args) => !isTls(args)).map(([address = '']) => portOf(address));
  return {
    names: block.filter((directive) => directive.name === 'server_name').flatMap(({ args }) => args),
    listensPlain: !allTls && (listens.length === 0 || plain.length > 0),
    // Without `listen` it is port 80.
    plainPorts: !allTls && listens.length === 0 ? [80] : plain,
    listensTls: allTls || listens.some(isTls),
    redirects: everyDirective(block.filter((directive) => !isForScheme(directive))).some(isRedirect),
    onlyRedirects: [...block, ...rootBlock(block)].some(isRedirect),
    refuses: block.some((directive) => directive.name === 'return' && /^4\d\d$/.test(directive.args[0] ?? '')),
  };
}

/** An address without a port stands for port 80. */
function portOf(address: string): number {
  return Number(/^(?:.*:)?(\d+)$/.exec(address)?.[1] ?? '80');
}

function rootBlock(block: readonly Directive[]): readonly Directive[] {
  return block.find(({ name, args }) => name === 'location' && args.join(' ') === '/')?.block ?? [];
}

/** A condition on the visitor's scheme, which the bundled proxy passes on: it redirects nobody who came by https. */
function isForScheme({ name, args }: Directive): boolean {
  return name === 'if' && /forwarded_proto|forwarded_scheme/i.test(args.join(' '));
}

function isRedirect({ name, args }: Directive): boolean {
  const leads = args.some((arg) => /^https:\/\//i.test(arg));
  return leads && (name === 'rewrite' || (name === 'return' && /^(30[12378]|https:)/i.test(args[0] ?? '')));
}

function certificateOf({ name, args }: Directive): { readonly path: string } | undefined {
  const [path] = args;
  return name === 'ssl_certificate' && path !== undefined ? { path } : undefined;
}

function schemeOf({ name, args }: Directive): { readonly directive: string; readonly header: string } | undefined {
  const [header = '', value] = args;
  const isScheme = /^(http_)?x[-_]forwarded[-_]proto$/i.test(header) && value === '$scheme';
  return isScheme && /^(proxy_set_header|grpc_set_header|\w+_param)$/.test(name)
    ? { directive: name, header }
    : undefined;
}

function fileLocationOf({ name, args, block = [] }: Directive): { readonly path: string } | undefined {
  const path = args.at(-1) ?? '';
  if (name !== 'location' || !path.startsWith('/') || path.includes('acme-challenge')) return undefined;
  const has = (pattern: RegExp): boolean => block.some((directive) => pattern.test(directive.name));
  const tried = block.find((directive) => directive.name === 'try_files')?.args.at(-1);
  // What is no file is asked elsewhere.
  const isPassed = has(/_pass$|^return$/) || (path === '/' && /^@|\.php/.test(tried ?? ''));
  const isOfFiles = has(/^(?:alias|root)$/) || (path === '/' && tried !== undefined);
  return isOfFiles && !isPassed ? { path } : undefined;
}
