import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readStack } from '../../../src/compose/read.js';
import type { Stack } from '../../../src/compose/stack.js';

const ROOT = join(import.meta.dirname, '..', '..', '..');

function readFolder(folder: string): Stack {
  const at = (path: string): string => join(ROOT, folder, path);
  const files = {
    exists: (path: string) => existsSync(at(path)),
    read: (path: string) => readFileSync(at(path), 'utf8'),
  };
  return readStack(files, {
    composeFiles: undefined,
    profiles: undefined,
    dockerfile: undefined,
    app: { service: undefined, port: undefined, protocol: undefined },
    target: undefined,
    variables: new Map(),
  });
}

describe('the repositories that are deployed for real', () => {
  test('examples/django is only a Dockerfile', () => {
    expect(readFolder('examples/django')).toMatchObject({ kind: 'dockerfile', entry: { service: 'app' } });
  });

  test('examples/compose-app is an app without an edge', () => {
    expect(readFolder('examples/compose-app')).toMatchObject({
      kind: 'app',
      composeFile: 'compose.yaml',
      unreadable: [],
    });
  });

  test('the stack in the layout of the seed document is whole, and its parts are found', () => {
    expect(readFolder('__tests__/lab/stacks/seed-layout')).toMatchObject({
      kind: 'whole',
      entry: { service: 'app' },
      composeFile: 'docker-compose-deploy.yml',
      ownProxy: {
        proxy: 'proxy',
        certbot: 'certbot',
        certificateVolume: 'certbot-certs',
        webroot: { certbot: '/vol/www', proxy: '/vol/www' },
      },
      unreadable: [],
    });
  });
});
