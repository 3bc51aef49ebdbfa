import { describe, expect, test } from '@jest/globals';
import { baseImages } from '../../../../src/compose/images/base-images.js';
import { comparedImages, readImages, registriesOf } from '../../../../src/compose/images/images.js';
import { pullRule } from '../../../../src/compose/images/pull-rule.js';
import { parseImage } from '../../../../src/compose/images/reference.js';
import type { ServiceConfig } from '../../../../src/compose/model/config.js';
import { someStack } from '../../../support/stacks.js';

const DIGEST = `sha256:${'a'.repeat(64)}`;

describe('the name of an image', () => {
  test.each([
    ['nginx', 'docker.io', 'library/nginx', 'latest'],
    ['nginx:1.30-alpine', 'docker.io', 'library/nginx', '1.30-alpine'],
    ['bitnami/redis:8', 'docker.io', 'bitnami/redis', '8'],
    ['docker.io/nginx', 'docker.io', 'library/nginx', 'latest'],
    ['index.docker.io/library/nginx', 'docker.io', 'library/nginx', 'latest'],
    ['ghcr.io/acme/shop/app:v1.2', 'ghcr.io', 'acme/shop/app', 'v1.2'],
    ['localhost/app', 'localhost', 'app', 'latest'],
    ['registry.example.com:5000/app', 'registry.example.com:5000', 'app', 'latest'],
    ['127.0.0.1:5000/shop/app:x', '127.0.0.1:5000', 'shop/app', 'x'],
  ])('%s names a registry, a repository and a tag', (name, registry, repository, tag) => {
    expect(parseImage(name)).toEqual({ registry, repository, tag, digest: undefined });
  });

  test('with a digest means one image for ever', () => {
    expect(parseImage(`postgres:16@${DIGEST}`)).toMatchObject({ repository: 'library/postgres', digest: DIGEST });
  });

  test.each(['', 'Nginx', 'app:${TAG}', 'a b', 'ghcr.io/'])('%j is none', (name) => {
    expect(parseImage(name)).toBeUndefined();
  });
});

describe('pull_policy', () => {
  test.each([
    [undefined, { isPulled: true, isCompared: true, minimumAge: 0, isRequired: false }],
    ['always', { isPulled: true, isCompared: true, minimumAge: 0, isRequired: true }],
    ['missing', { isPulled: true, isCompared: false }],
    ['if_not_present', { isPulled: true, isCompared: false }],
    ['never', { isPulled: false, isCompared: false }],
    ['build', { isPulled: false, isCompared: false }],
    ['daily', { isCompared: true, minimumAge: 86_400 }],
    ['weekly', { isCompared: true, minimumAge: 604_800 }],
    ['every_1d12h', { isCompared: true, minimumAge: 129_600 }],
  ])('%s decides whether a tag is compared with its registry', (policy, rule) => {
    expect(pullRule(policy)).toMatchObject(rule);
  });
});

describe('the base images of a build', () => {
  const files = (texts: Readonly<Record<string, string>>) => ({
    exists: (path: string) => path in texts,
    read: (path: string) => texts[path] ?? '',
  });

  test('are those of all stages, with build arguments filled in, and no stage of the file itself', () => {
    const dockerfile = `ARG VERSION=20
ARG TAG
FROM node:\${VERSION}-alpine AS build
RUN true
FROM --platform=linux/amd64 nginx:$TAG
COPY --from=build /app /app
COPY --from=ghcr.io/acme/tools:1 /bin/tool /bin/tool
COPY --from=0 /etc /etc2
FROM scratch
FROM build AS last
`;
    const build = { context: 'web', args: { TAG: '1.30' } };
    expect(baseImages(build, files({ 'web/Dockerfile': dockerfile }))).toEqual([
      'node:20-alpine',
      'nginx:1.30',
      'ghcr.io/acme/tools:1',
    ]);
  });

  test('are not known of a Dockerfile that is not in the repository, or of a variable without a value', () => {
    expect(baseImages({ context: 'https://github.com/o/r.git' }, files({}))).toEqual([]);
    expect(baseImages({ context: '../elsewhere' }, files({}))).toEqual([]);
    expect(baseImages({ context: '.' }, files({ Dockerfile: 'FROM $BASE\n' }))).toEqual([]);
  });

  test('are also those of additional contexts, which may stand for the name of a stage', () => {
    const build = { context: '.', additional_contexts: { base: 'docker-image://alpine:3' } };
    expect(baseImages(build, files({ Dockerfile: 'FROM base\n' }))).toEqual(['alpine:3']);
  });
});

describe('the images of a project', () => {
  const services: Readonly<Record<string, ServiceConfig>> = {
    app: { image: 'shop/app', build: { context: '.', pull: true } },
    worker: { image: 'shop/app' },
    db: { image: 'postgres:16' },
    pinned: { image: `redis:8@${DIGEST}` },
    old: { image: 'ghcr.io/acme/old:1', pull_policy: 'missing' },
    local: { image: 'made/here', pull_policy: 'never' },
  };
  const stack = someStack([], {
    config: { ...someStack().config, services },
  });
  const options = { buildPull: false, onlyBuild: { context: '.' }, appService: 'app', areVariablesKnown: true };
  const images = readImages(stack, { exists: () => true, read: () => 'FROM python:3.13\n' }, options);

  test('are compared with their registries where a tag is followed, and never where a digest is given', () => {
    expect(comparedImages(images).map(({ name }) => name)).toEqual(['postgres:16', 'python:3.13']);
  });

  test('are those that are not built, nor the result of another build', () => {
    expect(images.services.map(({ service }) => service)).toEqual(['db', 'pinned', 'old', 'local']);
  });

  test('come from these registries', () => {
    expect(registriesOf(images)).toEqual(['docker.io', 'ghcr.io']);
  });

  test('are left to compose where an .env on the host may give them another name', () => {
    const files = {
      exists: () => true,
      read: () => 'services: { db: { image: "postgres:16" }, web: { image: "nginx:${TAG:-1}" } }',
    };
    const unknown = someStack([], {
      config: { ...someStack().config, services: { db: { image: 'postgres:16' }, web: { image: 'nginx:1' } } },
    });
    const found = readImages(unknown, files, { ...options, areVariablesKnown: false });
    expect(found.services.map(({ service }) => service)).toEqual(['db']);
  });

  test('compare base images of every build with build-pull', () => {
    const dockerfile = someStack([], { kind: 'dockerfile', composeFiles: [] });
    const files = { exists: () => true, read: () => 'FROM python:3.13\n' };
    expect(comparedImages(readImages(dockerfile, files, options))).toEqual([]);
    expect(comparedImages(readImages(dockerfile, files, { ...options, buildPull: true }))).toHaveLength(1);
  });
});
