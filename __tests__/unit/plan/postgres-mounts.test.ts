import { describe, expect, test } from '@jest/globals';
import { freshFacts, planOf } from '../../support/facts.js';
import { read } from '../compose/reading.js';

const plan = (db: string) => {
  const facts = freshFacts();
  const stack = read({
    'compose.yaml': `services:\n  web: {image: me/web, ports: ["80:8000"]}\n  db: ${db}\nvolumes: {data: }\n`,
  });
  const { blockers, warnings } = planOf({ ...facts, repository: { ...facts.repository, stack } });
  return { refused: blockers.filter(({ code }) => code === 'compose-file-invalid'), warnings };
};
const AT_OLD_PLACE = 'volumes: ["data:/var/lib/postgresql/data"]';

describe('A PostgreSQL with a mount at the place of older versions', () => {
  test.each(['postgres:18', 'postgres:18.1-alpine', 'docker.io/library/postgres:19beta2'])(
    'is refused as %s, which would end at once',
    (image) => {
      const { refused } = plan(`{image: "${image}", ${AT_OLD_PLACE}}`);
      expect(refused).toHaveLength(1);
      expect(refused[0]?.what).toBe(
        `compose.yaml mounts /var/lib/postgresql/data of db, and ${image} does not start with it`,
      );
      expect(refused[0]?.hint).toContain('Mount the volume of db at /var/lib/postgresql,');
    },
  );

  test.each(['postgres', 'postgres:latest', 'postgres:alpine'])(
    'is a warning as %s, which may be an older one of the host',
    (image) => {
      const { refused, warnings } = plan(`{image: "${image}", ${AT_OLD_PLACE}}`);
      expect(refused).toEqual([]);
      expect(warnings).toEqual([expect.stringContaining('may be PostgreSQL 18 or later')]);
    },
  );

  test.each([
    `{image: "postgres:17-alpine", ${AT_OLD_PLACE}}`,
    '{image: "postgres:18", volumes: ["data:/var/lib/postgresql"]}',
    `{image: "postgres:18", environment: {PGDATA: /var/lib/postgresql/data}, ${AT_OLD_PLACE}}`,
    `{image: "me/postgres:18", ${AT_OLD_PLACE}}`,
    `{build: ./db, image: "postgres:18", ${AT_OLD_PLACE}}`,
  ])('is planned as %s', (db) => {
    expect(plan(db)).toEqual({ refused: [], warnings: [] });
  });
});
