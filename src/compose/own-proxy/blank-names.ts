import type { ComposeConfig } from '../model/config.js';
import { TRAEFIK } from './acme.js';
import { importsFiles, siteVariables } from './caddy.js';
import type { Front } from './front.js';
import { shownPlace } from './place.js';
import { traefikRouters } from './traefik/routers.js';

/** Where a name of the site is a variable that is empty. */
export interface BlankName {
  /** The service whose variables or labels have it. */
  readonly service: string;
  /** As a place in a sentence. */
  readonly place: string;
}

const EMPTY_HOST = /\bHost(?:SNI)?\(\s*(["'`])\1\s*\)/;

/**
 * With an empty name Caddy (2.10) takes the site for global options and does not start, and Traefik's router answers nobody. Labels for a
 * Traefik elsewhere decide nothing here. Pure.
 */
export function blankNames(front: Front, { services }: ComposeConfig): readonly BlankName[] {
  const all = TRAEFIK.test(front.image) ? traefikRouters(services, []) : [];
  const routers = all.filter(({ rule }) => EMPTY_HOST.test(rule));
  const labels = routers.flatMap(({ service, place }) => (service === undefined ? [] : [{ service, place }]));
  return [...labels, ...(front.service.env_file === undefined ? caddyNames(front) : [])];
}

function caddyNames({ name, files, variables }: Front): readonly BlankName[] {
  if (files.some(importsFiles)) return [];
  return files
    .filter(({ path }) => path.endsWith('Caddyfile'))
    .flatMap(siteVariables)
    .filter((one) => (variables.get(one.variable) ?? '') === '')
    .map((one) => ({ service: name, place: shownPlace(one) }));
}
