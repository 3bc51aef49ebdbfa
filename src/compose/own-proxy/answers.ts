import { behindOwnProxy } from '../entry/behind.js';
import type { Candidate } from '../entry/candidate.js';
import { entryCandidates } from '../entry/candidates.js';
import { kindOf } from '../entry/kind.js';
import { entryLines } from '../entry/unclear.js';
import { caddyFileLocations } from './caddy-files.js';
import type { Surroundings } from './classify.js';
import type { Front } from './front.js';
import { shownPlace } from './place.js';

/** As many paths as a person reads. */
const PATHS = 4;

/** The answer that keeps the proxy with all that it does: nginx without TLS works behind the bundled proxy, without any input. */
export function withoutTls({ name, nginx, tls }: Front): readonly string[] {
  const [certificate] = nginx.certificates;
  if (certificate === undefined || !nginx.servers.some(({ listensTls }) => listensTls)) return [];
  const redirect = tls.redirects ? ', the redirect to https' : '';
  const edit = `change ${certificate.file} to serve HTTP only: let the server of the site listen on 80 without ssl, and remove ssl_certificate${redirect} and the mount of the certificates`;
  return [`to keep ${name} behind the bundled reverse proxy, which then terminates TLS, ${edit}. No input is needed`];
}

/**
 * The answer that takes the proxy out of the way of requests, with what it does that nobody does then. None where the app speaks FastCGI, or
 * is the proxy itself, which redirects.
 */
export function withoutTheProxy(
  front: Front,
  { files, config, appService }: Surroundings & { readonly appService: string | undefined },
): readonly string[] {
  const needed =
    front.tls.certificates.length === 0
      ? ''
      : `, and remove ${front.name} from the compose files if it does not start without its certificate`;
  const candidates = entryCandidates(files, config);
  const named = candidates.find(({ name }) => name === appService);
  const app = named ?? behindOwnProxy(candidates, { proxy: front.name, certbot: undefined }).service;
  if (kindOf(app) === 'fastcgi' || (app.name === front.name && front.tls.redirects)) return [];
  const lost = [...filesOf(front, app), ...othersBehind(front, app)].map((sentence) => `\n${sentence}`).join('');
  const what = 'to have the bundled reverse proxy terminate TLS and pass requests to the app directly';
  return [`${what}${needed}:\n  proxy: bundled\n${entryLines(app)}${lost}`];
}

function filesOf({ name, nginx, files }: Front, app: Candidate): readonly string[] {
  const locations = [...nginx.fileLocations, ...files.flatMap(caddyFileLocations)];
  const isPages = ({ path }: { readonly path: string }): boolean => path === '/';
  const [first] = locations;
  if (first === undefined || app.name === name) return [];
  const others = [...new Set(locations.filter((one) => !isPages(one)).map(({ path }) => path))];
  const paths = [...(locations.some(isPages) ? ['the pages (/)'] : []), ...others];
  const shown = paths.slice(0, PATHS).join(', ') + (paths.length > PATHS ? ' …' : '');
  return [
    `${name} serves ${shown} from files (${shownPlace(locations.find(isPages) ?? first)}); without it ${app.name} has to serve them`,
  ];
}

function othersBehind({ name, passesTo }: Front, app: Candidate): readonly string[] {
  const others = passesTo.filter((one) => one !== app.name);
  if (others.length === 0 || app.name === name) return [];
  return [`${name} also passes requests to ${others.join(', ')}; without it all requests go to ${app.name}`];
}
