import { isWebServer } from '../../compose/entry/web-servers.js';
import type { Planning } from '../context.js';
import { isWithin } from '../release/data.js';

/** A folder that a build makes, which a web server is to show and nobody has. */
export interface MissingBuild {
  readonly path: string;
  readonly service: string;
}

/** What tools for front ends and sites write into, by the end of the path. Folders that an app fills, such as `static`, have other names. */
const OUTPUT = /(?:^|\/)(?:dist(?:\/[^/]+(?:\/browser)?)?|build|out|_site|\.output)$/;

/** Where web servers have the files that they show. */
const WEB_ROOT = /^(?:\/usr\/share\/(?:nginx|caddy)|\/var\/www|\/srv|\/usr\/local\/apache2\/htdocs)(?:\/|$)/;

/**
 * Mounted outputs of builds that exist neither in the repository nor on the host, and that no other service mounts, which could make them:
 * Docker would make empty folders of them, and visitors would find no pages. Pure.
 */
export function missingBuilds({ facts, overlay }: Pick<Planning, 'facts' | 'overlay'>): readonly MissingBuild[] {
  const { services, config, deviceVolumes } = facts.repository.stack;
  const isMissing = (path: string): boolean =>
    facts.host.data.places.get(path) === 'missing' &&
    overlay.data.some((place) => place.path === path && place.kind === 'directory');
  const mounts = services.flatMap(({ name, binds }) => binds.map((bind) => ({ name, ...bind })));
  const others = (name: string): readonly string[] => [
    ...mounts.filter((mount) => mount.name !== name).map(({ path }) => path),
    ...deviceVolumes.map(({ path }) => path),
  ];
  const found = services
    .filter(({ hasProfile, replicas }) => !hasProfile && replicas > 0)
    .flatMap(({ name, binds }) =>
      binds
        .filter(({ path, target }) => OUTPUT.test(path) && (isServer(config.services[name]) || WEB_ROOT.test(target)))
        .filter(({ path }) => isMissing(path) && !others(name).some((other) => overlaps(path, other)))
        .map(({ path }) => ({ path, service: name })),
    );
  return [...new Map(found.map((one) => [one.path, one])).values()];
}

function isServer(service: { readonly image?: string | undefined; readonly build?: unknown } | undefined): boolean {
  return service?.build === undefined && isWebServer(service?.image);
}

function overlaps(one: string, other: string): boolean {
  return isWithin(one, other) || isWithin(other, one);
}
