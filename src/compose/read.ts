import { createHash } from 'node:crypto';
import { besideOverride } from './beside-override.js';
import { withLikelyBuilds } from './likely-builds.js';
import { locateFiles, type Located } from './locate.js';
import { folderOf, type RepositoryFiles } from './model/files.js';
import { readConfig, type ProjectOptions } from './model/project.js';
import { allServices, NO_CONFIG, type ComposeConfig } from './model/config.js';
import { findOwnProxy, noProxy } from './own-proxy.js';
import { usedDockerfile } from './dockerfile-path.js';
import { environmentSlips } from './environment-slips.js';
import { hiddenPackages } from './hidden-packages.js';
import { railsStorage } from './rails-storage.js';
import { proxyFindings } from './own-proxy/findings.js';
import { externalResources } from './externals.js';
import { contentFiles, deviceVolumes } from './sources.js';
import { readService, unreadableOf } from './service.js';
import { activeProfiles } from './profiles.js';
import type { Stack } from './stack.js';
import type { AppInput, ProxyChoice } from '../inputs/inputs.js';
import { dockerfileCandidate, entryCandidates } from './entry/candidates.js';
import { commandService } from './entry/command-service.js';
import { elsewhereOf, type Elsewhere } from './entry/elsewhere.js';
import { findEntry, onlyEntry } from './entry/entry.js';
import { startlessBase } from './entry/startless.js';
import { inactiveServices } from './entry/inactive.js';
import { checkUpstreams } from './entry/upstreams.js';

export interface StackOptions {
  /** The input; undefined: look for them. */
  readonly composeFiles: readonly string[] | undefined;
  /** The input; undefined: COMPOSE_PROFILES says. */
  readonly profiles: readonly string[] | undefined;
  /** The input, for a repository without a compose file; undefined: `Dockerfile`. */
  readonly dockerfile: string | undefined;
  readonly app: AppInput;
  /** undefined: `auto`. */
  readonly proxy?: ProxyChoice;
  /** Build stage of the Dockerfile, for a repository without a compose file; undefined: the last one. */
  readonly target: string | undefined;
  /** The release's variables, for `${…}` in the compose file. */
  readonly variables: ReadonlyMap<string, string>;
  /** How the project is read here. */
  readonly reading?: Pick<ProjectOptions, 'project' | 'named' | 'missing' | 'blanks'>;
  /** The project as compose on the host reads it; undefined: it is read here. */
  readonly config?: ComposeConfig | undefined;
}

/** @throws DeployError compose-file-missing, compose-file-unclear, nothing-to-deploy */
export function locateStack(
  files: RepositoryFiles,
  { composeFiles: given, dockerfile, variables }: StackOptions,
): Located {
  return locateFiles(files, { given, dockerfile, variables });
}

/**
 * What the repository asks to run, as far as its compose files tell.
 * @throws DeployError compose-file-missing, compose-file-unclear, compose-file-invalid, compose-service-missing, entry-unclear, nothing-to-deploy
 */
export function readStack(
  files: RepositoryFiles,
  options: StackOptions,
  located: Located = locateStack(files, options),
): Stack {
  if (located.leftOut === undefined) return readLocated(files, located, options);
  // What only the override misses is not needed.
  const told = { ...options.reading, missing: () => undefined, blanks: undefined };
  return besideOverride({ ...located, leftOut: located.leftOut }, (paths) =>
    readLocated(files, { ...located, paths }, paths === located.paths ? options : { ...options, reading: told }),
  );
}

function readLocated(
  files: RepositoryFiles,
  { paths: composeFiles, because: composeBecause }: Located,
  options: StackOptions,
): Stack {
  const [composeFile] = composeFiles;
  const found = { composeFile, composeFiles, composeBecause };
  if (composeFile === undefined) {
    if (options.proxy === 'own') noProxy();
    const nothing = {
      services: [],
      volumes: [],
      deviceVolumes: [],
      contentFiles: [],
      externals: [],
      unreadable: [],
      profiles: [],
    };
    const empty = {
      name: undefined,
      composeDigest: '',
      folder: '',
      ownProxy: undefined,
      config: NO_CONFIG,
      proxyFindings: [],
    };
    const app = dockerfileCandidate(files, options.dockerfile ?? 'Dockerfile', options.target);
    const entry = onlyEntry(app, options.app);
    const dockerfile = usedDockerfile(options.dockerfile ?? 'Dockerfile', files.exists);
    const storage = railsStorage(files, dockerfile, options.target);
    const rest = { entry, commandService: entry.service, startlessBase: startlessBase(app), storage };
    return { kind: 'dockerfile', ...found, ...empty, ...nothing, ...rest };
  }
  const profiles = activeProfiles(options);
  const { variables, reading } = options;
  const config = options.config ?? readConfig(files, { composeFiles, variables, profiles, ...reading });
  const isPartlyKnown = options.config === undefined && reading?.missing !== undefined;
  const services = allServices(config).map(([name, service]) => readService(name, service, config));
  const choice = options.proxy ?? 'auto';
  const likely = withLikelyBuilds(files, config, composeFiles);
  const ownProxy = findOwnProxy({ files, config: likely, services, choice, appService: options.app.service });
  const where = composeFiles.join(' with ');
  const candidates = entryCandidates(files, likely);
  const elsewhere = (): Elsewhere => elsewhereOf(files, candidates, { config, read: composeFiles });
  const entry = findEntry(candidates, options.app, {
    ...{ ownProxy, where, elsewhere },
    inactive: inactiveServices(files, config, profiles),
  });
  const { service: first } = ownProxy === undefined ? entry : { service: ownProxy.proxy };
  checkUpstreams(files, likely, first, { composeFiles, others: () => elsewhere().composeFiles });
  const folder = folderOf(composeFile);
  return {
    kind: ownProxy === undefined ? 'app' : 'whole',
    ...found,
    name: config.name,
    // One that only the host has is not known here.
    composeDigest: files.exists(composeFile) ? sha256(files.read(composeFile)) : '',
    folder: folder === '.' ? '' : folder,
    profiles,
    config,
    services,
    volumes: Object.keys(config.volumes),
    deviceVolumes: deviceVolumes(config),
    contentFiles: contentFiles(config),
    externals: externalResources(config, {
      hasBundledProxy: ownProxy === undefined,
      unknown: isPartlyKnown ? { files, paths: composeFiles } : undefined,
    }),
    ownProxy,
    entry,
    commandService: commandService(candidates, entry.service),
    hiddenPackages: hiddenPackages(files, likely, services),
    environmentSlips: environmentSlips(files, config, composeFiles),
    proxyFindings: proxyFindings({ files, config: likely, services, entry: entry.service, ownProxy }),
    unreadable: allServices(config).flatMap(([name, service]) => unreadableOf(name, service)),
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
