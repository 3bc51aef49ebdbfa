import type { Candidate } from '../candidate.js';
import { chosen, only, type Choice, type Rule } from '../choice.js';
import { httpPorts, isLocal } from '../http-ports.js';
import { reach, reachesAll } from '../reach.js';

/** For web services that publish ports, the surest first. */
export const PUBLISHED: readonly Rule[] = [
  atPort80,
  routedFront,
  onlyOne,
  proxyOfOthers,
  callerOfOthers,
  onlyOpenOne,
  onlyProxy,
];

/**
 * Another published service that depends on it is a page whose API this is; one that it sends browsers to, or that a web server does not pass
 * requests to, would be missing: then it is not the entry for certain.
 */
function atPort80(published: readonly Candidate[], all: readonly Candidate[]): Choice | undefined {
  const found = published.filter((service) => httpPorts(service).some(({ host }) => host === 80));
  const [service] = found;
  if (service === undefined || found.length > 1) return undefined;
  const others = published.filter((other) => other !== service);
  const isInDoubt = ({ name, dependsOn }: Candidate): boolean =>
    dependsOn.includes(service.name) || service.sendsTo.includes(name);
  if (others.some(isInDoubt)) return undefined;
  const reached = reach(service, all, everyWay);
  const isBeside = (other: Candidate): boolean => !reached.has(other.name) && isOpen(other);
  if (service.isWebServer && service.isConfigured && others.some(isBeside)) return undefined;
  return chosen(service, 'publishes port 80');
}

/** Visitors come to it by the labels for a reverse proxy; the ports that the others publish are for developers. */
function routedFront(published: readonly Candidate[], all: readonly Candidate[]): Choice | undefined {
  if (published.length === 0) return undefined;
  const fronts = all.filter((one) => one.isWebServer && one.isRouted && !published.includes(one));
  const found = fronts.filter((one) => reachesAll(one, [...published, one], { all, ways: ({ passesTo }) => passesTo }));
  return only(found, 'has labels for a reverse proxy and passes requests to the services that publish a port');
}

function onlyOne(published: readonly Candidate[]): Choice | undefined {
  return only(published, 'is the only web service that publishes a port');
}

function proxyOfOthers(published: readonly Candidate[], all: readonly Candidate[]): Choice | undefined {
  const found = published.filter((one) => reachesAll(one, published, { all, ways: ({ passesTo }) => passesTo }));
  return only(found, 'is the reverse proxy of the other services that publish a port');
}

/** A page whose browser asks the others by itself does not know them by their names in the project. */
function callerOfOthers(published: readonly Candidate[], all: readonly Candidate[]): Choice | undefined {
  const ways = ({ passesTo, calls }: Candidate): readonly string[] => [...passesTo, ...calls];
  const found = published.filter((one) => reachesAll(one, published, { all, ways }));
  const [service] = found;
  if (service === undefined || service.sendsTo.length > 0 || service.isApiApart) return undefined;
  if (published.some(({ dependsOn }) => dependsOn.includes(service.name))) return undefined;
  return only(found, 'calls the other services that publish a port by their names in the project', false);
}

/** The others are open to the host alone, and it depends on them. */
function onlyOpenOne(published: readonly Candidate[], all: readonly Candidate[]): Choice | undefined {
  const open = published.filter(isOpen);
  const [service] = open;
  if (service === undefined || open.length > 1) return undefined;
  if (!reachesAll(service, published, { all, ways: everyWay })) return undefined;
  return chosen(service, 'is the only one that publishes a port on other addresses than 127.0.0.1');
}

/** It shows the pages; the others are parts behind what it passes requests to, and none of them depends on that. */
function onlyProxy(published: readonly Candidate[], all: readonly Candidate[]): Choice | undefined {
  const proxies = published.filter(({ isWebServer }) => isWebServer);
  const [proxy] = proxies;
  if (proxy === undefined || proxies.length > 1 || proxy.passesTo.length === 0 || !proxy.showsFiles) return undefined;
  const reached = reach(proxy, all, everyWay);
  const behind = published.filter(({ name }) => reached.has(name));
  const others = published.filter(({ name }) => !reached.has(name));
  const isPart = (name: string): boolean => behind.some((one) => one.name === name);
  if (others.some((other) => everyWay(other).some(isPart))) return undefined;
  return chosen(proxy, 'serves the pages and passes requests to the services behind it', false);
}

/** What a web server waits for when it starts says nothing of where it passes requests to, if its configuration does. */
function everyWay({ passesTo, calls, dependsOn, isWebServer, isConfigured }: Candidate): readonly string[] {
  return isWebServer && isConfigured ? passesTo : [...passesTo, ...calls, ...dependsOn];
}

/** Whether browsers reach it at a port of the host that they can know. */
function isOpen(service: Candidate): boolean {
  return httpPorts(service).some((port) => port.host !== undefined && !isLocal(port));
}
