import { expect, test } from '@jest/globals';
import { parseComposePlugin } from '../../../../src/inputs/parsers/compose-plugin.js';
import { shown } from '../../../../src/inputs/parsers/parsed.js';
import { parsePattern, parseRemotePath, parseRepositoryPath } from '../../../../src/inputs/parsers/path.js';
import { parseCommit, parseRepository } from '../../../../src/inputs/parsers/repository.js';
import { parseServiceName } from '../../../../src/inputs/parsers/service-name.js';
import { parseHealthPath, parseHttpsUrl } from '../../../../src/inputs/parsers/url.js';
import { testTables } from './tables.js';

const HASH = 'a1'.repeat(32);

testTables({
  'remote path': {
    parse: parseRemotePath,
    good: [
      ['~/site', '~/site'],
      ['/srv/site/', '/srv/site'],
      ['/srv//a/./b', '/srv/a/b'],
      ['/app', '/app'],
      ['~/a@b+c', '~/a@b+c'],
    ],
    bad: [
      'site',
      '~',
      '~/',
      '/',
      '/etc',
      '/home/',
      '/srv/../etc',
      '~other/x',
      '/srv/a b',
      "/srv/a'",
      '/srv/$x',
      '/srv/a\nb',
      '/a*',
    ],
  },
  'repository path': {
    isFree: true,
    parse: (text) =>
      /\p{Cc}|^$/u.test(text) ? { problem: 'refused by the reader of inputs' } : parseRepositoryPath(text),
    good: [
      ['./deploy/compose.yml', 'deploy/compose.yml'],
      ['a b$(x).yml', 'a b$(x).yml'],
      ['-x'.padStart(4, './'), '-x'],
    ],
    bad: ['/etc/passwd', '../x', 'a/../../x', '-x', 'a/', 'a\\b', 'C:/x'],
  },
  pattern: {
    isFree: true,
    parse: parsePattern,
    good: [
      ['./a/**', 'a/**'],
      ['*.txt', '*.txt'],
    ],
    bad: ['!a', '/a', '../a', 'a/../b'],
  },
  service: {
    parse: parseServiceName,
    good: [
      ['app', 'app'],
      ['my_app-1.x', 'my_app-1.x'],
    ],
    bad: ['.app', 'a/b', 'a'.repeat(64)],
  },
  'https url': {
    parse: parseHttpsUrl,
    good: [
      ['https://acme.example/dir?x=1', 'https://acme.example/dir?x=1'],
      ['https://h:14000/dir', 'https://h:14000/dir'],
    ],
    bad: ['http://acme.example/dir', 'acme.example', 'https://u:p@h/', 'https://', 'https://h/a b', 'https://h/"x'],
  },
  'health path': {
    parse: parseHealthPath,
    good: [
      ['/', '/'],
      ['/health?full=1', '/health?full=1'],
    ],
    bad: ['health', '//evil.example', '/a b', '/a#b', '/a"b', '/a\nb'],
  },
  plugin: {
    parse: parseComposePlugin,
    good: [[`https://h/p  ${HASH.toUpperCase()}`, { url: 'https://h/p', sha256: HASH }]],
    bad: ['https://h/p', `http://h/p ${HASH}`, `https://h/p ${HASH.slice(1)}`, `https://h/p ${HASH} x`],
  },
  commit: {
    parse: parseCommit,
    good: [
      [HASH.toUpperCase(), HASH],
      ['b'.repeat(40), 'b'.repeat(40)],
    ],
    bad: ['main', 'abc123', 'v1'],
  },
  repository: {
    parse: parseRepository,
    good: [
      ['o/my.site', { url: 'git@github.com:o/my.site.git', name: 'my.site', isOnGithub: true }],
      ['ssh://git@h.test:2222/srv/x.git', { url: 'ssh://git@h.test:2222/srv/x.git', name: 'x', isOnGithub: false }],
      ['git@github.com:o/n.git', { url: 'git@github.com:o/n.git', name: 'n', isOnGithub: true }],
    ],
    bad: [
      'https://github.com/o/n',
      'ssh://-oProxyCommand=x/y',
      'ssh://git@-oProxyCommand=x/y',
      'git@h:-x',
      'o/..',
      'o',
      'ext::sh -c x',
    ],
  },
});

test('never shows a private key, and cuts what is long', () => {
  expect(shown('-----BEGIN OPENSSH PRIVATE KEY-----\nabc')).not.toContain('abc');
  expect(shown('x'.repeat(1000)).length).toBeLessThan(100);
});
