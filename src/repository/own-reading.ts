import { isNeeded } from '../compose/blank-variable.js';
import type { Located } from '../compose/locate.js';
import { BlankUses, isFilled } from '../compose/model/blank-uses.js';
import { NO_CONFIG, type ComposeConfig } from '../compose/model/config.js';
import type { RepositoryFiles } from '../compose/model/files.js';
import { isLocal } from '../compose/model/invalid.js';
import { readConfig } from '../compose/model/project.js';
import { mapValues } from '../compose/model/value.js';
import { activeProfiles } from '../compose/profiles.js';
import { readStack, type StackOptions } from '../compose/read.js';
import type { Stack } from '../compose/stack.js';
import { unreadStack } from '../compose/unread-stack.js';
import { DeployError } from '../errors/deploy-error.js';
import { needsOf, type ProjectNeeds } from './needs.js';

/** What the runner makes of the compose files, without the host. */
export interface OwnReading {
  /** One of which only the files are known where it cannot be read. */
  readonly stack: Stack;
  /** The project as far as it can be read: what compose on the host leaves open is taken from here. */
  readonly config: ComposeConfig;
  /** Why the runner cannot read it, and compose on the host, or the runner with values for its variables, may. */
  readonly refusal: DeployError | undefined;
  /** Whether it is about what only the host may have, apart from variables: a file, a newer compose. */
  readonly isLocal: boolean;
  /** Variables whose values only the host may know. */
  readonly unknown: readonly string[];
  readonly needs: ProjectNeeds;
}

interface Where {
  readonly located: Located;
  readonly isEnvHosts: boolean;
}

/** @throws DeployError compose-file-invalid, compose-service-missing, entry-unclear */
export function readOwn(files: RepositoryFiles, options: StackOptions, { located, isEnvHosts }: Where): OwnReading {
  const missing = new Set<string>();
  const note = (name: string): void => void (/^COMPOSE_/.test(name) || missing.add(name));
  const blanks = new BlankUses();
  try {
    const reading = { ...options.reading, blanks, missing: isEnvHosts ? note : undefined };
    const stack = readStack(files, { ...options, reading }, located);
    const { config, folder } = stack;
    const needs = needsOf({ config, uses: blanks.found, isWhyUnread: false }, files, folder);
    return { stack, config, refusal: undefined, isLocal: false, unknown: [...missing], needs };
  } catch (thrown) {
    if (!(thrown instanceof DeployError)) throw thrown;
    const found = refused(files, options, { located, thrown, blanks });
    if (missing.size === 0 && !isLocal(thrown) && !hasNeeds(found.needs, files)) throw thrown;
    return { ...found, isLocal: isLocal(found.refusal), unknown: [...missing] };
  }
}

/** Whether something is missing that is to be reported together with the refusal. */
function hasNeeds({ variables, envFiles }: ProjectNeeds, files: RepositoryFiles): boolean {
  return variables.some(isNeeded) || envFiles.some(({ path }) => !files.exists(path));
}

interface Refused extends Pick<Where, 'located'> {
  readonly thrown: DeployError;
  readonly blanks: BlankUses;
}

/** What can be known of a project that cannot be read: with something in the place of variables, if that is what it takes. */
function refused(
  files: RepositoryFiles,
  options: StackOptions,
  { located, thrown, blanks }: Refused,
): Pick<OwnReading, 'stack' | 'config' | 'needs'> & { readonly refusal: DeployError } {
  const { variables, reading } = options;
  const stack = unreadStack(located, options);
  const fills = new BlankUses({ fills: true });
  const of = { composeFiles: located.paths, variables, profiles: activeProfiles(options), ...reading, blanks: fills };
  const filled = resultOf(() => readConfig(files, of));
  if (filled instanceof DeployError) {
    const needs = needsOf({ config: NO_CONFIG, uses: blanks.found, isWhyUnread: false }, files, stack.folder);
    // What is wrong with values for all variables is what has to be fixed.
    return { stack, config: NO_CONFIG, needs, refusal: isFilled(filled.why ?? '') ? thrown : filled };
  }
  const isWhyUnread = thrown.code === 'compose-file-invalid';
  const needs = needsOf({ config: filled, uses: fills.found, isWhyUnread }, files, stack.folder);
  return { stack, config: envFilesOnly(filled), needs, refusal: thrown };
}

function resultOf(read: () => ComposeConfig): ComposeConfig | DeployError {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof DeployError) return thrown;
    throw thrown;
  }
}

/** Of these no value is a filler, and compose on the host is not asked about them. */
function envFilesOnly(config: ComposeConfig): ComposeConfig {
  const only = (services: ComposeConfig['services']): ComposeConfig['services'] =>
    mapValues(services, (service) => {
      const { env_file: files } = service as ComposeConfig['services'][string];
      return files === undefined ? {} : { env_file: files };
    }) as ComposeConfig['services'];
  return { ...NO_CONFIG, services: only(config.services), inactive: only(config.inactive) };
}
