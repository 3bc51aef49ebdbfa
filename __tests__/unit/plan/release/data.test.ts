import { describe, expect, test } from '@jest/globals';
import { dataPlaces } from '../../../../src/plan/release/data.js';
import { stopFirstBecause } from '../../../../src/plan/release/stop-first.js';
import type { FileEntry } from '../../../../src/repository/manifest/manifest.js';
import { noData } from '../../../support/facts.js';
import { someBind, someService, someStack } from '../../../support/stacks.js';

const file = (path: string): FileEntry => ({ kind: 'file', path, mode: 0o644, size: 1, blob: 'a'.repeat(40) });
const ro = { readOnly: true };
const places = (binds: Parameters<typeof someBind>[], tracked: readonly string[], before: readonly string[] = []) =>
  dataPlaces(someStack([someService('app', { binds: binds.map((bind) => someBind(...bind)) })]), tracked.map(file), {
    before,
  });
const paths = (...given: Parameters<typeof places>): readonly string[] => places(...given).map(({ path }) => path);

describe('what outlives releases', () => {
  test('is a read-write mount, though the repository has a placeholder in it', () => {
    expect(places([['media']], ['media/.gitkeep'])).toEqual([
      { path: 'media', kind: 'tracked', because: 'app may write to it' },
    ]);
  });

  test('is the whole repository where a container may write to all of it', () => {
    expect(paths([['']], ['manage.py'])).toEqual(['']);
  });

  test('is a mount of what the repository does not have, read-only or not', () => {
    expect(paths([['certs', ro], ['data']], ['app.py'])).toEqual(['certs', 'data']);
  });

  test('is no read-only mount of tracked files: that belongs to the release', () => {
    expect(paths([['nginx.conf', ro]], ['nginx.conf'])).toEqual([]);
  });

  test('is a read-only mount too that overlaps with a read-write one, since both show the same files', () => {
    expect(places([['', ro], ['media']], ['app.py', 'media/.gitkeep'])).toEqual([
      { path: '', kind: 'tracked', because: 'it overlaps with ./media' },
      { path: 'media', kind: 'tracked', because: 'app may write to it' },
    ]);
  });

  test('stays what was one before: a mount that became read-only shows what containers wrote', () => {
    expect(paths([['media', ro]], ['media/.gitkeep'], ['media'])).toEqual(['media']);
  });

  test('is never the .env, which belongs to the release', () => {
    expect(paths([['.env', { target: '/app/.env' }]], [])).toEqual([]);
  });

  test.each([
    ['service-account.json', '/run/secrets/account', 'file'],
    ['acme.json', '/acme.json', 'file'],
    ['conf.d', '/etc/nginx/conf.d', 'directory'],
    ['data', '/data', 'directory'],
    ['.htpasswd', '/etc/nginx/.htpasswd', 'file'],
    ['uploads.v2', '/uploads', 'directory'],
    ['.env.production', '/app/.env', 'file'],
    ['.env.local', '/app/.env.local', 'file'],
    ['secrets/production', '/app/.env', 'file'],
    ['secrets/x.p8', '/k/AuthKey.p8', 'file'],
    ['secrets/apple', '/k/AuthKey.P8', 'file'],
    ['tls/site.pem', '/etc/ssl/site', 'file'],
    ['Procfile', '/app/Procfile', 'file'],
    ['id_ed25519', '/root/.ssh/id_ed25519', 'file'],
    ['rates.xyz', '/app/other.xyz', 'file'],
    ['example.com', '/var/www/example.com', 'directory'],
    ['v1.2', '/srv/v1.2', 'directory'],
    ['.cache', '/root/.cache', 'directory'],
    ['.ssh', '/root/.ssh', 'directory'],
    ['nginx.conf.d', '/etc/nginx/conf.d', 'directory'],
  ])('tells that %s, mounted at %s, has to be a %s', (path, target, kind) => {
    expect(places([[path, { target }]], [])[0]?.kind).toBe(kind);
  });

  test('is the directory behind a named volume, and an untracked file of a secret', () => {
    const stack = someStack([someService('app')], {
      deviceVolumes: [{ key: 'db', path: 'pgdata', options: {} }],
      contentFiles: [
        { section: 'secrets', key: 'password', path: 'secrets/password.txt' },
        { section: 'configs', key: 'settings', path: 'settings.toml' },
      ],
    });
    expect(dataPlaces(stack, [file('settings.toml')]).map(({ path, kind }) => [path, kind])).toEqual([
      ['pgdata', 'directory'],
      ['secrets/password.txt', 'file'],
    ]);
  });
});

describe('an app that must end before its successor starts', () => {
  const app = someService('app', { binds: [someBind('data')] });

  test.each([
    [
      'has a database file of the repository mounted',
      ['data/db.sqlite3'],
      noData,
      /database file \.\/data\/db\.sqlite3/,
    ],
    [
      'has a database file on the host',
      ['data/.gitkeep'],
      { ...noData, databases: [{ service: 'app', what: 'app.db in site_data' }] },
      /database file \(app\.db in site_data\)/,
    ],
    ['keeps files in an anonymous volume', [], { ...noData, anonymous: ['app'] }, /anonymous volume/],
  ])('%s', (_what, tracked, data, expected) => {
    expect(stopFirstBecause(someStack([app]), false, tracked.map(file), data)).toMatch(expected);
  });

  test('is not one whose files are no database, nor one beside a database of another service', () => {
    const data = { ...noData, databases: [{ service: 'db', what: 'PG_VERSION in site_pg' }] };
    expect(
      stopFirstBecause(someStack([app]), false, [file('data/photo.jpg'), file('data/.env.prod.db')], data),
    ).toBeUndefined();
  });
});
