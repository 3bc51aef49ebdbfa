import { describe, expect, test } from '@jest/globals';
import { readStack } from '../../../src/compose/read.js';
import { failure, read } from './reading.js';

const APP = 'services:\n  app:\n    image: x\n';

describe('the file', () => {
  test('is the first of the known names', () => {
    const all = {
      'docker-compose.yml': APP,
      'compose.yaml': APP,
      'compose.prod.yml': APP,
      'docker-compose-deploy.yml': APP,
    };
    expect(read(all).composeFile).toBe('docker-compose-deploy.yml');
    expect(read({ 'docker-compose.yml': APP, 'compose.yaml': APP, Dockerfile: '' }).composeFile).toBe('compose.yaml');
    expect(read({ 'docker-compose.yml': APP, 'compose.production.yaml': APP }).composeFile).toBe(
      'compose.production.yaml',
    );
  });

  test('is the one asked for', () => {
    const stack = read({ 'a/b.yml': APP, 'compose.yml': APP }, { composeFiles: ['a/b.yml'] });
    expect(stack).toMatchObject({ composeFile: 'a/b.yml', folder: 'a', kind: 'app' });
  });

  test('missing is told with what there is', () => {
    const error = failure({ 'compose.yml': APP }, { composeFiles: ['deploy.yml'] });
    expect(error.code).toBe('compose-file-missing');
    expect(`${error.what} ${error.why}`).toMatch(/deploy\.yml.*compose\.yml/);
  });

  test('may be none where there is a Dockerfile', () => {
    expect(read({ Dockerfile: '' })).toMatchObject({ kind: 'dockerfile', composeFile: undefined, services: [] });
    expect(failure({ 'README.md': '' }).code).toBe('nothing-to-deploy');
  });

  test.each([
    ['a broken line', 'services:\n  app:\n   image: "x\n', /^line 4, column 1: Missing closing/],
    ['a key given twice', 'services:\n  app: {image: x}\n  app: {image: y}\n', /^line 3, column 3: /],
    ['a tab', 'services:\n\tapp: {}\n', /^line 2, column 1: /],
    ['a list', '- a\n', /not a mapping/],
    ['no services', 'volumes: {}\n', /no services/],
    ['a service that is none', 'services:\n  app: x\n', /service app is not a mapping/],
    ['services that are none', 'services: [app]\n', /`services` is not a mapping/],
    ['an anchor that is not there', 'services: {app: *x}\n', /line 1|Unresolved alias/],
  ])('with %s is invalid, and where is told', (_, text, why) => {
    const error = failure({ 'compose.yml': text });
    expect(error.code).toBe('compose-file-invalid');
    expect(error.what).toContain('compose.yml');
    expect(error.why).toMatch(why);
  });

  test('that cannot be opened is invalid, and why is told', () => {
    const read = (): string => {
      throw new Error('EISDIR: illegal operation on a directory');
    };
    const options = {
      ...{ composeFiles: ['deploy'], profiles: undefined, dockerfile: undefined },
      app: { service: undefined, port: undefined, protocol: undefined },
      ...{ target: undefined, variables: new Map<string, string>() },
    };
    expect(() => readStack({ exists: () => true, read }, options)).toThrow('The compose file deploy cannot be read');
  });

  test('that is invalid together with another one is checked by a command that has both', () => {
    const texts = { 'compose.yml': 'services: {app: {image: x}}\n', 'more.yml': 'services: {job: {restart: "no"}}\n' };
    const error = failure(texts, { composeFiles: ['compose.yml', 'more.yml'] });
    expect(error.what).toBe('The compose file compose.yml, more.yml cannot be read');
    expect(error.hint).toContain('`docker compose -f compose.yml -f more.yml config`');
  });

  test('with an alias bomb is invalid rather than a full memory', () => {
    const levels = 'abcdefghi'.split('').map((name, at, all) => {
      const before = all[at - 1];
      return `${name}: &${name} [${Array.from({ length: 9 }, () => (before === undefined ? '1' : `*${before}`)).join(', ')}]`;
    });
    expect(failure({ 'compose.yml': `${levels.join('\n')}\nservices: {app: {image: x}}\n` }).code).toBe(
      'compose-file-invalid',
    );
  });
});
