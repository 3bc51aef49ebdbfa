import type { ServiceConfig } from '../model/config.js';
import { parseDotenv } from '../model/dotenv.js';
import { isFile, type RepositoryFiles } from '../model/files.js';
import { Problem } from '../model/invalid.js';
import { isMapping } from '../model/value.js';

/** The variables of a service that have a value in the compose files. */
export function environmentOf(service: ServiceConfig): ReadonlyMap<string, string> {
  const { environment } = service;
  const entries = isMapping(environment) ? Object.entries(environment) : [];
  return new Map(entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value] as const] : [])));
}

/** The same with those of env files that are in the repository, as far as they can be read. */
export function variablesOf(files: RepositoryFiles, service: ServiceConfig): ReadonlyMap<string, string> {
  const paths = (service.env_file ?? []).map(({ path }) => path).filter((path) => isFile(files, path));
  return new Map([...paths.flatMap((path) => [...fileVariables(files.read(path))]), ...environmentOf(service)]);
}

/** Those of an env file that can be read; none of another one. */
export function fileVariables(text: string): ReadonlyMap<string, string> {
  try {
    return parseDotenv(text, () => undefined);
  } catch (thrown) {
    if (thrown instanceof Problem) return new Map();
    throw thrown;
  }
}

/** `${NAME}` and `$NAME` replaced by the variables that are known; the others stay, as `envsubst` of the nginx image leaves nginx's own. */
export function substituted(text: string, variables: ReadonlyMap<string, string>): string {
  return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced?: string, plain?: string) => {
    return variables.get(braced ?? plain ?? '') ?? whole;
  });
}
