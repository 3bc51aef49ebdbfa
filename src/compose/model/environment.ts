import type { Lookup } from './template.js';
import { isList, isMapping, mapValues, type Mapping } from './value.js';

/**
 * Gives the variables that lists of `environment` only name the values that they have where the file is loaded: an included file has
 * variables of its own. Mappings get theirs from the whole project, as with compose (compose-go, loader/environment.go).
 */
export function withEnvironment(model: Mapping, lookup: Lookup): Mapping {
  return {
    ...model,
    ...changed(model, 'services', (service) => {
      const { environment } = service;
      return isList(environment)
        ? { ...service, environment: environment.map((item) => resolved(item, lookup)) }
        : service;
    }),
    ...changed(model, 'configs', (config) => {
      const value = typeof config['environment'] === 'string' ? lookup(config['environment']) : undefined;
      return value === undefined ? config : { ...config, content: value };
    }),
  };
}

function changed(model: Mapping, section: string, change: (item: Mapping) => Mapping): Mapping {
  const items = model[section];
  if (!isMapping(items)) return {};
  return { [section]: mapValues(items, (item) => (isMapping(item) ? change(item) : item)) };
}

function resolved(item: unknown, lookup: Lookup): unknown {
  const value = typeof item === 'string' && !item.includes('=') ? lookup(item) : undefined;
  return value === undefined ? item : `${item as string}=${value}`;
}
