import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { readConfig } from '../../../../src/compose/model/project.js';
import type { ComposeConfig, MountConfig } from '../../../../src/compose/model/config.js';
import { bundledNames, reservedNames } from '../../../../src/proxy/names.js';
import { read } from '../../compose/reading.js';
import { freshFacts, planOf } from '../../../support/facts.js';

const reserved = reservedNames('app');

/** Names that people give to services, volumes and profiles, and that a reverse proxy could have as well. */
const PLAIN = [
  ...['proxy', 'nginx', 'certbot', 'static', 'certificates', 'certs', 'acme-webroot', 'acme', 'webroot', 'letsencrypt'],
  ...['reverse-proxy', 'edge-api', 'edges', 'renewal', 'live', 'app', 'web', 'data', 'media', 'release', 'default'],
];
/** Places of the bundled reverse proxy, and others. */
const TARGETS = ['/vol/static', '/vol', '/vol/static/uploads', '/var/www/acme', '/etc/letsencrypt', '/data'];

interface OwnService {
  readonly image: string;
  readonly volumes: readonly string[];
  readonly tmpfs?: string;
  readonly networks?: readonly string[];
  readonly profiles?: readonly string[];
}
interface OwnProject {
  readonly services: Readonly<Record<string, OwnService>>;
  readonly volumes: Readonly<Record<string, object | null>>;
  readonly networks: Readonly<Record<string, null>>;
}

/** The project as compose reads it alone, and with all that is laid over it. */
function bothOf(
  project: OwnProject,
  appService: string,
): { readonly own: ComposeConfig; readonly laid: ComposeConfig } {
  const files = { 'compose.yaml': stringify(project) };
  const stack = read(files, { appService });
  const facts = freshFacts();
  const made = planOf({ ...facts, repository: { ...facts.repository, stack } });
  expect(made.blockers).toEqual([]);
  const ours = made.planning.overlay.files();
  const all = { ...files, ...Object.fromEntries(ours.map(({ path, content }) => [path, content])) };
  const composeFiles = ['compose.yaml', ...ours.map(({ path }) => path)];
  const config = (of: Readonly<Record<string, string>>, paths: readonly string[]): ComposeConfig =>
    readConfig(
      { exists: (path) => Object.hasOwn(of, path), read: (path) => of[path] ?? '', list: () => [] },
      { composeFiles: paths, variables: new Map(), profiles: ['certbot'] },
    );
  return { own: config(files, ['compose.yaml']), laid: config(all, composeFiles) };
}

const placed = (mounts: readonly MountConfig[] = []): readonly string[] =>
  mounts.map(({ source, target }) => `${source ?? ''}:${target}`).sort();

function expectKept(project: OwnProject, appService: string): void {
  const { own, laid } = bothOf(project, appService);
  for (const section of ['services', 'inactive'] as const) {
    for (const [name, service] of Object.entries(own[section])) {
      const { networks, labels, environment, volumes, ...rest } = laid[section][name] ?? {};
      if (name === appService) expect(service).toMatchObject(rest);
      else expect({ ...rest, ...(networks && { networks }), ...(volumes && { volumes }) }).toEqual(service);
      const added = placed(volumes).filter((mount) => !placed(service.volumes).includes(mount));
      expect(placed(volumes)).toEqual(expect.arrayContaining([...placed(service.volumes)]));
      expect(added.filter((mount) => mount !== `${bundledNames.staticVolume}:/vol/static`)).toEqual([]);
      if (name !== appService) expect([added, labels, environment]).toEqual([[], undefined, undefined]);
    }
  }
  const ofOurs = Object.entries({ ...laid.services, ...laid.inactive }).filter(
    ([name]) => own.services[name] === undefined && own.inactive[name] === undefined,
  );
  expect(ofOurs.map(([name]) => name).sort()).toEqual([...reserved.services].sort());
  expect(laid.services).not.toHaveProperty(bundledNames.certbotService);
  for (const [, { volumes = [] }] of ofOurs) {
    const named = volumes.flatMap(({ type, source }) => (type === 'volume' ? source : []));
    expect(named.filter((volume) => volume === undefined || !reserved.volumes.includes(volume))).toEqual([]);
  }
  expect(laid.volumes).toEqual({ ...own.volumes, ...Object.fromEntries(reserved.volumes.map((key) => [key, {}])) });
  expect(laid.networks).toEqual(expect.objectContaining(own.networks));
}

const plain = fc.constantFrom(...PLAIN);
const mount = fc.tuple(plain, fc.constantFrom(...TARGETS));
const service = fc.record(
  {
    image: fc.constant('x'),
    mounts: fc.uniqueArray(mount, { maxLength: 3, selector: ([, target]) => target }),
    tmpfs: fc.constantFrom('/vol/static', '/run'),
    networks: fc.constant(['default']),
    profiles: fc.uniqueArray(plain, { minLength: 1, maxLength: 2 }),
  },
  { requiredKeys: ['image', 'mounts'] },
);

describe('a project that has the plain names of a reverse proxy', () => {
  const all: OwnProject = {
    services: Object.fromEntries(
      PLAIN.map((name, index) => [
        name,
        { image: name, volumes: [`${name}:${TARGETS[index % TARGETS.length] ?? ''}`, `${name}:/more`] },
      ]),
    ),
    volumes: Object.fromEntries(PLAIN.map((name) => [name, null])),
    networks: Object.fromEntries(PLAIN.map((name) => [name, null])),
  };

  test.each(PLAIN)('keeps all of its services and volumes, unmerged, with %s as the service of the site', (name) => {
    expectKept(all, name);
  });

  test('keeps them whatever it mounts at which place', () => {
    const services = fc.dictionary(plain, service, { minKeys: 1, maxKeys: 6 });
    const project = fc.record({ services, labelled: fc.boolean() }).map(({ services: found, labelled }) => ({
      services: Object.fromEntries(
        Object.entries(found).map(([name, { mounts, tmpfs, ...rest }]) => [
          name,
          {
            ...rest,
            // One thing at a place.
            ...(tmpfs === undefined || mounts.some(([, target]) => target === tmpfs) ? {} : { tmpfs }),
            volumes: mounts.map(([volume, target]) => `${volume}:${target}`),
          },
        ]),
      ),
      volumes: Object.fromEntries(PLAIN.map((name) => [name, labelled ? { labels: { owner: 'me' } } : null])),
      networks: {},
    }));
    const started = project.map((one) => {
      const [[name = '', body] = []] = Object.entries(one.services);
      const { profiles, ...app } = body ?? { image: 'x', volumes: [] };
      return { project: { ...one, services: { ...one.services, [name]: app } }, name, profiles };
    });
    fc.assert(
      fc.property(started, ({ project: one, name }) => {
        expectKept(one, name);
      }),
      { numRuns: 200 },
    );
  });

  test('shares static files with the app only where it mounts nothing of its own at that place or around it', () => {
    const mountedIn = (own: Partial<OwnService>): readonly string[] => {
      const project = { ...all, services: { web: { image: 'x', volumes: [], ...own } } };
      return placed(bothOf(project, 'web').laid.services['web']?.volumes);
    };
    expect(mountedIn({})).toEqual(['edge-static:/vol/static']);
    expect(mountedIn({ volumes: ['static:/vol/static/'] })).toEqual(['static:/vol/static']);
    expect(mountedIn({ volumes: ['/vol'] })).toEqual([':/vol']);
    expect(mountedIn({ tmpfs: '/vol/static:size=1m' })).toEqual([]);
    expect(mountedIn({ volumes: ['data:/vol/static/up', 'data:/vol/stat'] })).toEqual([
      'data:/vol/stat',
      'data:/vol/static/up',
      'edge-static:/vol/static',
    ]);
  });
});
