import type { Candidate } from './candidate.js';
import { firstOf, only, type Choice } from './choice.js';
import { httpPorts } from './http-ports.js';
import { idleBecause } from './idle.js';
import { kindOf, type ServiceKind } from './kind.js';
import { PUBLISHED } from './rules/published.js';
import { UNPUBLISHED } from './rules/unpublished.js';

/** Chooses the service that the reverse proxy passes requests to. Published ports come first; names decide nothing. Pure. */
export function chooseEntry(services: readonly Candidate[]): Choice {
  const of = (kind: ServiceKind): readonly Candidate[] => services.filter((service) => kindOf(service) === kind);
  const [web, fastCgi] = [of('web'), of('fastcgi')];
  const published = unlessLabelled(withoutBots(web.filter((service) => httpPorts(service).length > 0)), web);
  const choice =
    firstOf(PUBLISHED, published, services) ??
    (published.length === 0 ? firstOf(UNPUBLISHED, web, services) : undefined) ??
    (web.length === 0 && fastCgi.length === 0 ? pages(of('tool')) : undefined) ??
    unclear(web, published, services);
  const [behind] = fastCgi;
  return behind === undefined || web.some(({ hasWebServer }) => hasWebServer)
    ? choice
    : withoutWebServer(choice, behind);
}

/** What answers a chat, or works off a queue, and publishes a port for that is not the site beside a service that may be. */
function withoutBots(published: readonly Candidate[]): readonly Candidate[] {
  const others = published.filter(({ name }) => !/(^|[-_])(bot|worker|celery|cron|scheduler)([-_\d]|$)/.test(name));
  return others.length > 0 ? others : published;
}

/** Labels for a reverse proxy lead visitors to other services: what these publish no port for, and a part of the stack does, is for itself. */
function unlessLabelled(published: readonly Candidate[], web: readonly Candidate[]): readonly Candidate[] {
  // A web server with labels is the front of what it passes requests to, and of nothing else.
  const labelled = web.filter(({ isRouted, isWebServer }) => isRouted && !isWebServer);
  const isForVisitors = (one: Candidate): boolean =>
    one.isRouted || one.isWebServer || labelled.some(({ name }) => [...one.passesTo, ...one.calls].includes(name));
  return labelled.length > 0 && !published.some(isForVisitors) ? [] : published;
}

function pages(tools: readonly Candidate[]): Choice | undefined {
  const found = tools.filter((service) => httpPorts(service).length > 0);
  if (found.length > 1) return { kind: 'unclear', candidates: found, why: `${found.length} tools have a page` };
  return only(found, 'is the only service with a page', false);
}

/** What else there is, such as a server for the site's assets, is not the site. */
function withoutWebServer(choice: Choice, { name }: Candidate): Choice {
  const candidates = choice.kind === 'unclear' ? choice.candidates : [choice.service];
  const why = `${name} is PHP-FPM, which speaks only FastCGI, and no web server of the project passes requests to it`;
  return { kind: 'unclear', candidates, why };
}

function unclear(web: readonly Candidate[], published: readonly Candidate[], services: readonly Candidate[]): Choice {
  if (web.length === 0) {
    const idle = services.find((one) => httpPorts(one).length > 0 && idleBecause(one) !== undefined);
    const more = idle === undefined ? '' : `; nothing listens in ${idle.name}, ${idleBecause(idle) ?? ''}`;
    return { kind: 'unclear', candidates: [], why: `the files show no service that serves HTTP${more}` };
  }
  const candidates = published.length > 0 ? published : web;
  const what = published.length > 0 ? 'publish a port' : 'may answer visitors';
  return { kind: 'unclear', candidates, why: `${candidates.length} services ${what}` };
}
