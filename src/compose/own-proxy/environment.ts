import type { ServiceConfig } from '../model/config.js';
import { isMapping } from '../model/value.js';

/** The variables of a service that have a value in the compose files. */
export function environmentOf(service: ServiceConfig): ReadonlyMap<string, string> {
  const { environment } = service;
  const entries = isMapping(environment) ? Object.entries(environment) : [];
  return new Map(entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])));
}

/** `${NAME}` and `$NAME` replaced by the variables that are known; the others stay, as `envsubst` of the nginx image leaves nginx's own. */
export function substituted(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, plain?: string) => {
    return variables.get(braced ?? plain ?? '') ?? whole;
  });
}
