import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

const API = 'services:\n  api: {build: ., ports: ["80:8000"]}\n';
const SITE = 'services:\n  page: {build: page, ports: ["3000:80"]}\n  api: {build: .}\n';

const filesOf = (readme: string, more: Files = {}): Files => ({
  'docker-compose.yml': API,
  'docker-compose.full.yml': SITE,
  'README.md': readme,
  ...more,
});

describe('a README that starts other compose files than the one of the usual name', () => {
  test('is asked about, with both as lines to add', () => {
    const error = failure(filesOf('Start it all:\n\n```\ndocker-compose -f docker-compose.full.yml up -d\n```\n'));
    expect(error).toMatchObject({
      code: 'compose-file-unclear',
      what: 'The files do not show whether docker-compose.yml or docker-compose.full.yml is for production',
      why: 'The README starts docker-compose.full.yml, and not docker-compose.yml',
    });
    expect(error.hint).toMatch(
      / {2}compose-file: docker-compose\.full\.yml\nor\n {2}compose-file: docker-compose\.yml$/,
    );
  });

  test.each([
    ['it starts the usual one, too', 'docker compose up\ndocker compose -f docker-compose.full.yml up\n', {}],
    ['it starts both together', 'docker compose -f docker-compose.yml -f docker-compose.full.yml up\n', {}],
    [
      'the other one is for development',
      'docker compose -f docker-compose.dev.yml up\n',
      { 'docker-compose.dev.yml': SITE },
    ],
    ['the other one is not there', 'docker compose -f other.yml up\n', {}],
    ['it is one of Swarm', 'docker stack deploy -c docker-compose.full.yml shop\n', {}],
    ['it only shows logs', 'docker compose -f docker-compose.full.yml logs\n', {}],
    [
      'the other one serves no visitors',
      'docker compose -f db.yml up\n',
      { 'db.yml': 'services:\n  db: {image: postgres}\n' },
    ],
  ])('is no question where %s', (_why, readme, more) => {
    expect(read(filesOf(readme, more)).composeFiles).toEqual(['docker-compose.yml']);
  });
});
