import type { Candidate } from '../candidate.js';
import { chosen, only, type Choice, type Rule } from '../choice.js';
import { httpPorts, isLocal } from '../http-ports.js';
import { reach, reachesAll } from '../reach.js';
import { isWebServer } from '../web-servers.js';

/** For web services that publish ports, the surest first. */
export const PUBLISHED: readonly Rule[] = [atPort80, onlyOne, proxyOfOthers, callerOfOthers, onlyOpenOne, onlyProxy];

/**
 * Another published service that depends on it is a page whose API this is, and one that it sends browsers to would be missing: then it is
 * not the entry for certain.
 */
function atPort80(published: readonly Candidate[]): Choice | undefined {
  const found = published.filter((service) => httpPorts(service).some(({ host }) => host === 80));
  const [service] = found;
  if (service === undefined || found.length > 1) return undefined;
  const others = published.filter((other) => other !== service);
  if (others.some(({ name, dependsOn }) => dependsOn.includes(service.name) || service.sendsTo.includes(name)))
    return undefined;
  return chosen(service, 'publishes port 80');
}

function onlyOne(published: readonly Candidate[]): Choice | undefined {
  return only(published, 'is the only web service that publishes a port');
}

function proxyOfOthers(published: readonly Candidate[]): Choice | undefined {
  const found = published.filter((one) => reachesAll(one, published, ({ passesTo }) => passesTo));
  return only(found, 'is the reverse proxy of the other services that publish a port');
}

/** A page whose browser asks the others by itself does not know them by their names in the project. */
function callerOfOthers(published: readonly Candidate[]): Choice | undefined {
  const found = published.filter((one) => reachesAll(one, published, ({ passesTo, calls }) => [...passesTo, ...calls]));
  const [service] = found;
  if (service === undefined || service.sendsTo.length > 0) return undefined;
  if (published.some(({ dependsOn }) => dependsOn.includes(service.name))) return undefined;
  return only(found, 'asks the other services that publish a port inside the project', false);
}

/** The others are open to the host alone, and it depends on them. */
function onlyOpenOne(published: readonly Candidate[]): Choice | undefined {
  const open = published.filter((service) => httpPorts(service).some((port) => !isLocal(port)));
  const [service] = open;
  if (service === undefined || open.length > 1) return undefined;
  if (!reachesAll(service, published, ({ dependsOn, passesTo }) => [...dependsOn, ...passesTo])) return undefined;
  return chosen(service, 'is the only one that publishes a port on other addresses than 127.0.0.1');
}

/** The others are parts behind what it passes requests to: none of them depends on that. */
function onlyProxy(published: readonly Candidate[]): Choice | undefined {
  const proxies = published.filter(({ image }) => isWebServer(image));
  const [proxy] = proxies;
  if (proxy === undefined || proxies.length > 1 || proxy.passesTo.length === 0) return undefined;
  const reached = reach(proxy, published, ({ passesTo, calls, dependsOn }) => [...passesTo, ...calls, ...dependsOn]);
  const others = published.filter(({ name }) => !reached.has(name));
  if (others.some(({ dependsOn, calls }) => [...dependsOn, ...calls].some((name) => reached.has(name)))) return undefined;
  return chosen(proxy, 'is the only reverse proxy among the services that publish a port', false);
}
