import { describe, expect, test } from '@jest/globals';
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
