import { beforeAll, expect, test } from '@jest/globals';
import { dockerHost } from '../../lab/docker-host.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { deployTwice } from '../../lab/samples/deploy-twice.js';
import { readSample } from '../../lab/samples/samples.js';

/*
 * Shapes that people have, with no input but host, key and domain: the first run serves the page over HTTPS, the second has nothing to do.
 * `npm run samples -- deploy` does the same with the others.
 */
const minutes = 60_000;
const shapes = [
  ...[
    'dockerfile-silent',
    'flask-redis',
    'web-postgres',
    'tutorial-nginx-1337',
    'one-shot-migrate',
    'production-overrides',
  ],
  ...[
    'profiles-active',
    'gateway',
    'container-name',
    'replicas',
    'sqlite',
    'nginx-templates',
    'caddy-http',
    'plain-names',
  ],
];

let lab: Lab;

beforeAll(async () => {
  lab = await openLab();
}, 2 * minutes);

test.each(shapes)(
  '%s is deployed without further inputs, and a second run has nothing to do',
  async (name) => {
    const { problems } = await deployTwice(readSample(name), { lab, host: dockerHost });
    expect(problems.join('\n')).toBe('');
  },
  2 * minutes,
);
