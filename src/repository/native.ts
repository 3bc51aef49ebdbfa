import { NO_CONFIG } from '../compose/model/config.js';
import type { RepositoryFiles } from '../compose/model/files.js';
import type { Stack } from '../compose/stack.js';
import type { Inputs } from '../inputs/inputs.js';
import { readNativeProject, type NativeProject } from '../native/project.js';
import { needsOf } from './needs.js';
import type { ReadProject } from './reading.js';

/** The name of the web process where plans and logs name it. */
const WEB = 'app';

/**
 * Reads a repository for the native runtime. Its stack has no compose file and no service: what runs is in `native`.
 * @throws DeployError nothing-to-deploy, native-project-unclear, native-port-only
 */
export function readNative(
  files: RepositoryFiles,
  inputs: Pick<Inputs, 'startCommand' | 'app'>,
  variables: ReadonlyMap<string, string>,
): ReadProject {
  const { startCommand, app } = inputs;
  const native = readNativeProject(files, { startCommand, protocol: app.protocol, variables });
  const needs = needsOf({ config: NO_CONFIG, uses: [], isWhyUnread: false }, files, native.folder);
  const read = { stack: stackOf(native), native, reading: undefined, needs };
  return { ...read, told: () => readNative(files, inputs, variables) };
}

function stackOf({ server }: NativeProject): Stack {
  return {
    kind: 'native',
    name: undefined,
    composeFile: undefined,
    composeFiles: [],
    composeBecause: '',
    composeDigest: '',
    folder: '',
    profiles: [],
    config: NO_CONFIG,
    services: [],
    volumes: [],
    deviceVolumes: [],
    contentFiles: [],
    externals: [],
    ownProxy: undefined,
    proxyFindings: [],
    unreadable: [],
    entry: { service: WEB, ports: [], hasSurePorts: true, protocol: server.protocol, because: server.because },
    commandService: WEB,
  };
}
