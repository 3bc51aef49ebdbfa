import { posix } from 'node:path';
import type { Located } from './locate.js';
import { NO_CONFIG } from './model/config.js';
import { activeProfiles } from './profiles.js';
import type { Stack } from './stack.js';

/** A project of which only the names of its files are known, until compose on the host has read them. */
export function unreadStack({ paths, because }: Located, options: Parameters<typeof activeProfiles>[0]): Stack {
  const [composeFile] = paths;
  const folder = posix.dirname(composeFile ?? '.');
  return {
    kind: 'whole',
    name: undefined,
    ...{ composeFile, composeFiles: paths, composeBecause: because, composeDigest: '' },
    folder: folder === '.' ? '' : folder,
    profiles: activeProfiles(options),
    config: NO_CONFIG,
    ...{ services: [], volumes: [], deviceVolumes: [], contentFiles: [], unreadable: [], proxyFindings: [] },
    externals: [],
    ownProxy: undefined,
    // A name has to stand there; no step of the question uses it.
    commandService: 'app',
    entry: { service: 'app', ports: [], hasSurePorts: false, protocol: undefined, because: '' },
  };
}
