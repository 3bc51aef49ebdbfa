import { MAIN, project } from './compose-project.js';
import { pick } from './compose-texts.js';

/** What compose refuses for certain. */
export const refused = pick(
  project({ [MAIN]: 'services: {app: {image: x, extends: app}}\n' }),
  project({ [MAIN]: 'services: {a: {extends: b}, b: {extends: a}}\n' }),
  project({
    [MAIN]: 'services: {a: {extends: {file: o.yaml, service: b}}}\n',
    'o.yaml': 'services: {b: {extends: {file: compose.yaml, service: a}}}\n',
  }),
  project({ [MAIN]: 'include: [compose.yaml]\nservices: {a: {image: x}}\n' }),
  project({ [MAIN]: 'include: [o.yaml]\nservices: {a: {image: x}}\n', 'o.yaml': 'include: [compose.yaml]\n' }),
  project({ [MAIN]: 'include: [none.yaml]\nservices: {a: {image: x}}\n' }),
  project({ [MAIN]: 'services: {a: {image: x, depends_on: [b]}, b: {image: x, depends_on: [a]}}\n' }),
  project({ [MAIN]: 'services: {a: {image: x, extends: none}}\n' }),
  project({ [MAIN]: 'services: {a: {image: x, prots: [80]}}\n' }),
  project({ [MAIN]: 'version: 3.8\nservices: {a: {image: x}}\n' }),
  project({ [MAIN]: 'servces: {a: {image: x}}\n' }),
  project({ [MAIN]: 'services: {a: {image: x, ports: 80}}\n' }),
  project({ [MAIN]: 'services: {a: {restart: always}}\n' }),
  project({ [MAIN]: 'services: {a: {image: x, environment: {1: x}}}\n' }),
  project({ [MAIN]: 'services: {a: {image: x, image: y}}\n' }),
  project({ [MAIN]: 'services: {a: {image: x, volumes: [none:/x]}}\n' }),
);
