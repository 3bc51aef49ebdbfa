import { posix } from 'node:path';
import type { ServiceConfig } from '../model/config.js';
import { isFile, type RepositoryFiles } from '../model/files.js';
import { fileVariables, variablesOf } from '../own-proxy/environment.js';
import { argumentsOf, configurations, FOR_BROWSERS, hostsIn } from './addresses.js';
import type { Candidate } from './candidate.js';
import type { Hosts } from './passes-to.js';
import { reach } from './reach.js';

/** Variables that name what pages ask; others name the pages themselves, a map, or what counts visitors. */
const OF_APIS = /(?:^|_)(?:API|BACKEND|SERVER|GRAPHQL|SOCKET|WS)(?:_|$)/;
const OF_OTHERS = /MAPS?|GOOGLE|SUPABASE|SENTRY|STRIPE|FIREBASE|ANALYTICS|KEY|TOKEN|SECRET|ID$/;

/** SvelteKit's, which its server reads: an empty one means the site itself. */
const AT_RUN_TIME = /^PUBLIC_/;

/** Env files that bundlers read in the folder that they build. */
const OF_BUNDLERS = ['.env', '.env.production'];

/**
 * The variables with addresses of other hosts that the pages of a service get when they are built: browsers ask there, whatever the domain is.
 * Their values may be secrets of a workflow, so nothing of these is kept.
 */
export function pageApisOf(service: ServiceConfig, files: RepositoryFiles, hosts: Hosts): readonly string[] {
  const { build } = service;
  if (build === undefined) return [];
  const read = OF_BUNDLERS.map((name) => posix.join(build.context, name)).filter((path) => isFile(files, path));
  const given = new Map([
    ...read.flatMap((path) => [...fileVariables(files.read(path))]),
    ...variablesOf(files, service),
    ...argumentsOf(service),
  ]);
  return [...given].flatMap(([key, value]) => {
    const host = /^(?:https?|wss?):\/\/([\w-]+(?:\.[\w-]+)+)(?=[:/]|$)/.exec(value)?.[1];
    return host === undefined || !isOfApi(key) || hosts.has(host) || /^127\.|^0\.0\.0\.0$/.test(host) ? [] : [key];
  });
}

/**
 * Whether browsers are given an address of an API that is no path of the site, or that only the host knows, and the server of the pages has no
 * configuration that passes requests on: then what it asks itself does not join the two.
 */
export function isApiApart(service: ServiceConfig, files: RepositoryFiles, hosts: Hosts): boolean {
  if (service.build === undefined) return false;
  if (configurations(service, files).some((text) => hostsIn(text).some((host) => hosts.has(host)))) return false;
  return [...variablesOf(files, service)].some(
    ([key, value]) =>
      isOfApi(key) &&
      !AT_RUN_TIME.test(key) &&
      !/^\/(?!\/)/.test(value) &&
      !hostsIn(value).some((host) => hosts.has(host)),
  );
}

function isOfApi(key: string): boolean {
  return FOR_BROWSERS.test(key) && OF_APIS.test(key) && !OF_OTHERS.test(key);
}

/** An API that is built here, and that neither visitors nor the entry can reach. */
export interface LostApi {
  readonly api: Candidate;
  /** The variable that has the address which the pages ask instead. */
  readonly key: string;
}

/**
 * The API of the entry's pages that nothing passes requests to, while the pages ask another host; undefined: there is none, or several could be it.
 */
export function lostApi(entry: Candidate, all: readonly Candidate[], web: readonly Candidate[]): LostApi | undefined {
  const [key] = entry.pageApis;
  if (key === undefined) return undefined;
  const reached = reach(entry, all, ({ passesTo, calls }) => [...passesTo, ...calls]);
  const others = web.filter((one) => one.isBuilt && !reached.has(one.name));
  const [api] = others;
  return api === undefined || others.length > 1 ? undefined : { key, api };
}
