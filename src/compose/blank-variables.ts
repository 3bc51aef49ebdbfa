import { isNeeded, type BlankVariable, type RequiredEnvFile } from './blank-variable.js';
import { isDatabasePassword } from './database-password.js';
import { isFilled, type BlankUse } from './model/blank-uses.js';
import type { ComposeConfig } from './model/config.js';
import { mappingOf } from './model/value.js';

interface Project {
  readonly config: ComposeConfig;
  /** Whether compose accepts the project without these variables. */
  readonly isValid: boolean;
}

/** Programs read these of their surroundings, and do without them. */
const OPTIONAL = /^(https?|ftp|no|all)_proxy$/i;

/** A name that programs and `.env` files can have. */
const VARIABLE = /^[A-Za-z_][\w.-]*$/;

/** The variables without a value that matter, in the order of the files. Pure. */
export function blankVariables(uses: readonly BlankUse[], project: Project): readonly BlankVariable[] {
  const found = new Map<string, BlankVariable>();
  const passed = passedOn(project.config);
  for (const use of [...uses, ...passed]) {
    if (!matters(use, project)) continue;
    const place = use.place.join('.').replaceAll('.[]', '[]');
    const before = found.get(use.name);
    found.set(use.name, {
      name: use.name,
      message: before?.message ?? use.message,
      places: withPlace(before?.places, place),
      breaks: breaks(use, project) ? withPlace(before?.breaks, place) : (before?.breaks ?? []),
      begins: isDatabasePassword(use, project.config) ? withPlace(before?.begins, place) : (before?.begins ?? []),
      isEmpty: use.isEmpty,
      isPassedOn: before?.isPassedOn !== false && passed.includes(use),
    });
  }
  const all = [...found.values()];
  if (!project.isValid && !all.some(isNeeded))
    return all.map((one) => (one.isPassedOn ? one : { ...one, breaks: one.places }));
  // One that was given as an empty text was meant to be, unless the project makes no sense with it.
  return all.filter((one) => isNeeded(one) || one.begins.length > 0 || !one.isEmpty);
}

function withPlace(places: readonly string[] = [], place: string): readonly string[] {
  return places.includes(place) ? places : [...places, place];
}

/** `environment: [KEY]` passes a variable on. What cannot be the name of one has no value either, and nobody can give it one. */
function passedOn({ services }: ComposeConfig): readonly BlankUse[] {
  return Object.entries(services).flatMap(([service, { environment }]) =>
    Object.entries(mappingOf(environment))
      .filter(([name, value]) => value === null && VARIABLE.test(name))
      .map(([name]) => ({
        ...{ name, place: ['services', service, 'environment', name], message: undefined },
        ...{ breaks: false, isWhole: true, isEmpty: false },
      })),
  );
}

/** Compose wants a value for `${X:?}` and for what it has to read wherever that stands; the rest only matters where something is started. */
function matters({ name, message, place }: BlankUse, { config, isValid }: Project): boolean {
  if (message !== undefined) return true;
  const [section = '', service = ''] = place;
  if (section.startsWith('x-') || OPTIONAL.test(name)) return false;
  return section !== 'services' || config.inactive[service] === undefined || !isValid;
}

/** A service that is built needs no name of an image. */
function breaks({ place, breaks: isBroken, isWhole }: BlankUse, { config }: Project): boolean {
  const [section, service = '', key] = place;
  const isImage = section === 'services' && key === 'image';
  return isBroken && !(isImage && isWhole && config.services[service]?.build !== undefined);
}

/** Those of services that are started, in the order of the files. Pure. */
export function requiredEnvFiles({ services }: ComposeConfig): readonly RequiredEnvFile[] {
  const users = new Map<string, readonly string[]>();
  for (const [service, { env_file: files = [] }] of Object.entries(services)) {
    for (const { path, required } of files)
      if (required && !isFilled(path)) users.set(path, [...(users.get(path) ?? []), service]);
  }
  return [...users].map(([path, names]) => ({ path, services: names }));
}
