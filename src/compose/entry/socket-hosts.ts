import { posix } from 'node:path';
import { isWithin } from '../within.js';
import type { ComposeConfig, ServiceConfig } from '../model/config.js';
import { isOneShotCommand } from './one-shot-command.js';
import type { Hosts } from './passes-to.js';
import { isStore } from './stores.js';
import { isOneShotName, isWorkerCommand, isWorkerName } from './workers.js';

/** Sockets that nginx passes requests to: `server unix:///run/app.sock`, `proxy_pass http://unix:/run/app.sock`. */
const SOCKETS = /^[^#\n]*\b(?:server|\w+_pass)\s+(?:\w+:\/\/)?unix:(?:\/\/)?(\/[^\s;:"'}]+)/gm;

/** What nginx calls each of them. */
const SOCKET = 'unix';

/** The service behind the sockets that a web server passes requests to: the only one that has their folder from the same volume and may serve. */
export function socketHosts(configurations: readonly string[], { services }: ComposeConfig, from: string): Hosts {
  const paths = configurations.flatMap((text) => [...text.matchAll(SOCKETS)].map(([, path = '']) => path));
  const places = paths.flatMap((path) => placeOf(services[from], posix.dirname(path)) ?? []);
  const sharing = Object.entries(services).filter(
    ([name, service]) => name !== from && mayServe(name, service) && places.some((place) => has(service, place)),
  );
  const [found] = sharing;
  return new Map(found === undefined || sharing.length > 1 ? [] : [[SOCKET, found[0]]]);
}

/** A named volume, or a path of the repository or of the host. */
interface SharedPlace {
  readonly type: string;
  readonly source: string;
}

/** What a folder of a container is mounted from. */
function placeOf({ volumes = [] }: ServiceConfig = {}, folder: string): SharedPlace | undefined {
  const mounts = volumes.filter(({ target }) => isWithin(folder, target));
  const [mount] = mounts.sort((one, other) => other.target.length - one.target.length);
  if (mount?.source === undefined || mount.source === '') return undefined;
  const { type, source, target } = mount;
  return { type, source: type === 'bind' ? posix.join(source, posix.relative(target, folder)) : source };
}

function has({ volumes = [] }: ServiceConfig, place: SharedPlace): boolean {
  return volumes.some(
    ({ type, source = '' }) =>
      type === place.type &&
      source !== '' &&
      (type === 'bind' ? isWithin(place.source, source) : source === place.source),
  );
}

function mayServe(name: string, { image = '', command, entrypoint }: ServiceConfig): boolean {
  const line = [...(entrypoint ?? []), ...(command ?? [])].join(' ');
  const isOther = isStore(image) || isWorkerCommand(line) || isOneShotCommand(line);
  return !isOther && !isWorkerName(name) && !isOneShotName(name);
}
