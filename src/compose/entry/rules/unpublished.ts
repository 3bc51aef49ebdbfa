import type { Candidate } from '../candidate.js';
import { only, type Choice, type Rule } from '../choice.js';
import { reachesAll } from '../reach.js';

/** For web services of which none publishes a port; what they find is a guess. */
export const UNPUBLISHED: readonly Rule[] = [onlyRouted, onlyOne, onlyWebServer, onlyExposed, inFrontOfAll];

function onlyRouted(web: readonly Candidate[]): Choice | undefined {
  const routed = web.filter(({ isRouted }) => isRouted);
  // The rest of the site is somewhere else.
  if (routed.length === 1 && routed.every(({ isRoutedInPart }) => isRoutedInPart)) return undefined;
  if (routed.length < 2) return only(routed, 'is the only one that labels for a reverse proxy name', false);
  const why = `labels for a reverse proxy lead visitors to ${routed.length} services`;
  return { kind: 'unclear', candidates: routed, why };
}

function onlyOne(web: readonly Candidate[]): Choice | undefined {
  return only(web, 'is the only service that is no database, tool, worker or one-shot', false);
}

function onlyWebServer(web: readonly Candidate[]): Choice | undefined {
  const found = web.filter(({ isWebServer }) => isWebServer);
  return only(found, 'is the only web server', false);
}

function onlyExposed(web: readonly Candidate[]): Choice | undefined {
  const found = web.filter(({ expose, imageExpose }) => expose.length + imageExpose.length > 0);
  return only(found, 'is the only service that exposes a port', false);
}

function inFrontOfAll(web: readonly Candidate[], all: readonly Candidate[]): Choice | undefined {
  const found = web.filter((one) => reachesAll(one, web, { all, ways: ({ dependsOn }) => dependsOn }));
  return only(found, 'depends on all others', false);
}
