import { describe, expect, test } from '@jest/globals';
import { readProject } from '../../../src/repository/reading.js';
import { freshFacts, planOf } from '../../support/facts.js';
import { read } from '../compose/reading.js';

const refused = (db: string) => {
  const facts = freshFacts();
  const stack = read({ 'compose.yaml': `services:\n  web: {image: me/web, ports: ["80:8000"]}\n  db: ${db}\n` });
  const { blockers } = planOf({ ...facts, repository: { ...facts.repository, stack } });
  return blockers.filter(({ code }) => code === 'compose-file-invalid').map(({ what }) => what);
};

describe('A MySQL whose further user is root', () => {
  test('is refused, since it would end at its first start', () => {
    expect(refused('{image: "mysql:8.4", environment: {MYSQL_USER: root, MYSQL_ROOT_PASSWORD: x}}')).toEqual([
      'compose.yaml has MYSQL_USER: root for db, and mysql:8.4 does not start with it',
    ]);
  });

  test.each([
    '{image: "mysql:8.4", environment: {MYSQL_USER: app, MYSQL_ROOT_PASSWORD: x}}',
    '{image: "mysql:8.4", environment: {MYSQL_ROOT_PASSWORD: x}}',
    '{image: "mariadb:11", environment: {MYSQL_USER: root, MYSQL_ROOT_PASSWORD: x}}',
    '{image: "me/mysql:8.4", environment: {MYSQL_USER: root, MYSQL_ROOT_PASSWORD: x}}',
  ])('is none in %s', (db) => {
    expect(refused(db)).toEqual([]);
  });
});

describe('A variable whose example is the user root', () => {
  const files: Readonly<Record<string, string>> = {
    'compose.yaml': `services:
  web: {image: me/web, ports: ["80:8000"], environment: {DB_USER: "\${DB_USER}"}}
  db: {image: "mysql:8.4", environment: {MYSQL_USER: "\${DB_USERNAME}", MYSQL_ROOT_PASSWORD: "\${DB_PASSWORD:?}"}}
`,
    '.env.example': 'DB_USERNAME=root\nDB_USER=root\nDB_PASSWORD=\n',
  };

  test('gets another one in the lines to add, where MySQL makes a further user of it', () => {
    const repository = {
      exists: (path: string) => Object.hasOwn(files, path),
      read: (path: string) => files[path] ?? '',
      list: (folder: string) => (folder === '.' ? Object.keys(files) : []),
    };
    const options = {
      ...{ composeFiles: undefined, profiles: undefined, dockerfile: undefined, target: undefined },
      app: { service: undefined, port: undefined, protocol: undefined },
      variables: new Map<string, string>(),
    };
    const { stack, needs } = readProject(repository, options, { isEnvHosts: false });
    const facts = freshFacts();
    const { blockers } = planOf({ ...facts, repository: { ...facts.repository, stack, needs } });
    const hint = blockers.find(({ code }) => code === 'variable-missing')?.hint;
    expect(hint).toContain('    DB_USERNAME=app\n    DB_USER=root\n');
  });
});
