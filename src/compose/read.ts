import { createHash } from 'node:crypto';
import { DeployError } from '../errors/deploy-error.js';
import { COMPOSE_FILES } from './compose-files.js';
import { findOwnEdge } from './own-proxy.js';
import { contentFiles, deviceVolumes } from './sources.js';
import { folderOf, readProject, type RepositoryFiles, type Variables } from './project.js';
import { readService, unreadableOf } from './service.js';
import type { Service, Stack } from './stack.js';

export interface StackOptions {
  /** The input; undefined: look for one. */
  readonly composeFile: string | undefined;
  /** The service that the bundled edge talks to. */
  readonly appService: string;
  /** The release's variables, for `${…}` in the compose file. */
  readonly variables: Variables;
}

/**
 * What the repository asks to run, as far as its compose file tells.
 * @throws DeployError compose-file-missing, compose-file-invalid, compose-service-missing, nothing-to-deploy
 */
export function readStack(files: RepositoryFiles, options: StackOptions): Stack {
  const composeFile = chooseFile(files, options.composeFile);
  if (composeFile === undefined) {
    const nothing = {
      composeDigest: '',
      services: [],
      volumes: [],
      deviceVolumes: [],
      contentFiles: [],
      unreadable: [],
    };
    return { kind: 'dockerfile', name: undefined, composeFile, folder: '', ownEdge: undefined, ...nothing };
  }
  // Where compose is run, $PWD is the folder that relative paths start from.
  const project = readProject(files, composeFile, new Map([...options.variables, ['PWD', '.']]));
  const services = [...project.services].map(([name, service]) => readService(name, service));
  const ownEdge = findOwnEdge(project, services);
  if (ownEdge === undefined) checkAppService(composeFile, services, options.appService);
  const unreadable = [...project.services].flatMap(([name, service]) => unreadableOf(name, service));
  return {
    kind: ownEdge === undefined ? 'app' : 'whole',
    composeFile,
    name: project.name,
    composeDigest: createHash('sha256').update(files.read(composeFile)).digest('hex'),
    folder: folderOf(composeFile),
    services,
    volumes: Object.keys(project.volumes),
    deviceVolumes: deviceVolumes(project, folderOf(composeFile)),
    contentFiles: contentFiles(project, folderOf(composeFile)),
    ownEdge,
    unreadable: [...project.unreadable, ...unreadable],
  };
}

/** undefined: there is none, but a Dockerfile. */
function chooseFile(files: RepositoryFiles, given: string | undefined): string | undefined {
  const present = COMPOSE_FILES.filter((path) => files.exists(path));
  if (given !== undefined) {
    if (files.exists(given)) return given;
    throw new DeployError({
      code: 'compose-file-missing',
      what: `The repository has no compose file ${given}`,
      why: present.length === 0 ? 'It has no compose file under a usual name either' : `It has ${present.join(', ')}`,
      hint: 'Correct the input `compose-file`, or leave it out to have the file found. Is it committed?',
    });
  }
  if (present[0] !== undefined || files.exists('Dockerfile')) return present[0];
  throw new DeployError({
    code: 'nothing-to-deploy',
    what: 'The repository has neither a compose file nor a Dockerfile at its root',
    why: `Looked for ${COMPOSE_FILES.join(', ')} and Dockerfile`,
    hint: 'Add one, or name the compose file as `compose-file`. Did actions/checkout run before this step?',
  });
}

function checkAppService(composeFile: string, services: readonly Service[], appService: string): void {
  const service = services.find(({ name }) => name === appService);
  if (service !== undefined && !service.hasProfile) return;
  const startable = services.filter(({ hasProfile }) => !hasProfile).map(({ name }) => name);
  throw new DeployError({
    code: 'compose-service-missing',
    what:
      service === undefined
        ? `${composeFile} has no service ${appService} for the bundled nginx to talk to`
        : `The service ${appService} of ${composeFile} is in a profile, so it is not started`,
    why: `No service publishes port 80 or 443, so the bundled nginx is laid over the services: ${startable.join(', ')}`,
    hint: 'Name the service that answers HTTP or uWSGI as `app-service`, with its `app-port` and `app-protocol`.',
  });
}
