import { describe, expect, test } from '@jest/globals';
import { freshFacts, planOf } from '../../support/facts.js';
import { read } from '../compose/reading.js';

describe('A service that waits until a database is healthy', () => {
  const refused = (db: string, condition = 'service_healthy') => {
    const facts = freshFacts();
    const text = `services:\n  web: {image: me/web, ports: ["80:8000"], depends_on: {db: {condition: ${condition}}}}\n  db: ${db}\n`;
    const stack = read({ 'compose.yaml': text });
    const made = planOf({ ...facts, repository: { ...facts.repository, stack } });
    return made.blockers.filter(({ code }) => code === 'compose-file-invalid');
  };

  test('is refused where neither the compose file nor the image has a health check, with one to add', () => {
    const [failure, ...others] = refused('{image: "postgres:17"}');
    expect(others).toEqual([]);
    expect(failure?.what).toBe('compose.yaml lets web wait until db is healthy, and db has no health check');
    expect(failure?.hint).toContain('healthcheck:\n      test: ["CMD-SHELL", "pg_isready');
    expect(refused('{image: "docker.io/library/mysql:8", healthcheck: {disable: true}}')).toHaveLength(1);
  });

  test.each([
    ['the compose file has one', '{image: "postgres:17", healthcheck: {test: [CMD, pg_isready]}}', undefined],
    ['the image is somebody’s own', '{image: "acme/postgres:17"}', undefined],
    ['it is built', '{image: "postgres:17", build: .}', undefined],
    ['it only waits for the start', '{image: "postgres:17"}', 'service_started'],
  ])('is planned where %s', (_name, db, condition) => {
    expect(refused(db, condition)).toEqual([]);
  });
});
