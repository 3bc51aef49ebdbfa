import fc, { type Arbitrary } from 'fast-check';
import { AROUND, MAIN, project, type SomeProject } from './compose-project.js';
import { refused } from './compose-refused.js';
import { VOLUMES } from './compose-mounts.js';
import { pick } from './compose-texts.js';
import { bodyOf, FILES, NAMES, NETWORKS, source, without, type Body } from './compose-services.js';
import { anchored, Raw, tagged, yamlText, type Yaml } from './compose-yaml.js';

const named = (names: readonly string[], forms: Arbitrary<Yaml>): Arbitrary<Body> =>
  fc.tuple(...names.map(() => forms)).map((all) => Object.fromEntries(names.map((name, index) => [name, all[index]])));

const top: Arbitrary<Body> = fc.record({
  volumes: named(
    VOLUMES,
    pick<Yaml>(
      null,
      {},
      { name: 'fixed-${SET}' },
      { external: true },
      { external: { name: 'old' } },
      { driver: 'local', driver_opts: { type: 'none', o: 'bind', device: './device' } },
      { external: true, name: 'n' },
    ),
  ),
  networks: named(
    NETWORKS,
    pick<Yaml>(null, { driver: 'bridge' }, { external: true }, { name: 'net', external: '${YES}' }),
  ),
  secrets: named(
    FILES,
    pick<Yaml>(
      { file: './one.txt' },
      { file: 'parts/../two.txt' },
      { external: true },
      { file: '/abs/s' },
      { environment: 'SET' },
    ),
  ),
  configs: named(
    FILES,
    pick<Yaml>({ file: './one.txt' }, { content: 'text ${SET}' }, { external: true, name: 'c' }, { file: '~/c' }),
  ),
});

/** Some services with all that they refer to. */
function servicesOf(most: number): Arbitrary<Record<string, Body>> {
  return fc.integer({ min: 1, max: most }).chain((count) => {
    const names = NAMES.slice(0, count);
    const bodies = names.map((name) =>
      fc.tuple(source, bodyOf(name)).map(([from, body]): Body => ({ ...from, ...body })),
    );
    return fc
      .tuple(...bodies)
      .map((all: readonly Body[]) =>
        Object.fromEntries(all.map((body, index): [string, Body] => [names[index] ?? '', body])),
      );
  });
}

/** Parts of services that a later file lays over them, some with a tag. */
function overrideOf(names: readonly string[]): Arbitrary<Record<string, Yaml>> {
  const one = (name: string): Arbitrary<Yaml> =>
    fc
      .tuple(bodyOf(name), fc.option(source, { nil: {}, freq: 3 }), fc.infiniteStream(fc.integer({ min: 0, max: 11 })))
      .map(([body, from, dice]) =>
        Object.fromEntries(
          Object.entries({ ...body, ...from }).map(([key, value]) => {
            const roll = dice.next().value as number;
            return [key, roll === 0 ? tagged('!reset', null) : roll === 1 ? tagged('!override', value) : value];
          }),
        ),
      );
  return fc
    .tuple(...names.map((name) => fc.option(one(name), { nil: undefined })))
    .map((all: readonly Yaml[]) =>
      Object.fromEntries(
        names.map((name, index): [string, Yaml] => [name, all[index]]).filter(([, body]) => body !== undefined),
      ),
    );
}

const oneFile = fc
  .tuple(top, servicesOf(4), fc.option(pick('shop', '${SET}-Shop', '_X.y'), { nil: undefined }))
  .map(([rest, services, name]) => project({ [MAIN]: yamlText({ name, services, ...rest }) }));

const severalFiles = fc.tuple(top, servicesOf(3)).chain(([rest, services]) =>
  fc
    .tuple(
      overrideOf(Object.keys(services)),
      fc.option(overrideOf(Object.keys(services)), { nil: undefined }),
      pick('prod.yaml', 'deploy/prod.yaml'),
      top,
    )
    .map(([second, third, path, more]) =>
      project(
        {
          [MAIN]: yamlText({ services, ...rest }),
          [path]: yamlText({ services: second, ...(third === undefined ? {} : { networks: more['networks'] }) }),
          ...(third === undefined ? {} : { 'third.yaml': yamlText({ name: 'third', services: third }) }),
        },
        [MAIN, path, ...(third === undefined ? [] : ['third.yaml'])],
      ),
    ),
);

const anchors = fc
  .tuple(top, source, bodyOf('app'), bodyOf('app'), bodyOf('db'))
  .map(([rest, from, base, own, other]) =>
    project({
      [MAIN]: yamlText({
        'x-base': anchored('base', { ...from, ...base }),
        'x-more': anchored('more', own),
        services: {
          db: { image: 'postgres', ...other },
          app: { '<<': new Raw('*base'), ...own },
          web: { '<<': new Raw('[*more, *base]') },
          cache: new Raw('*base'),
        },
        ...rest,
      }),
    }),
  );

const extending = fc
  .tuple(
    top,
    servicesOf(2),
    bodyOf('app'),
    bodyOf('app'),
    bodyOf('app'),
    pick<Yaml>(
      { file: 'common/base.yaml', service: 'base' },
      { file: './common/base.yaml', service: 'middle' },
      'app',
      { service: 'app' },
      { file: 'common/base.yaml', service: 'outer' },
    ),
    overrideOf(['web']),
  )
  .map(([rest, services, base, middle, own, how, tags]) => {
    const plain = without(base, 'depends_on', 'links', 'volumes_from', 'network_mode');
    return project({
      [MAIN]: yamlText({
        services: { ...services, web: { ...own, ...(tags['web'] as Body | undefined), extends: how } },
        ...rest,
      }),
      'common/base.yaml': yamlText({
        services: {
          base: { build: '.', ...plain },
          middle: { ...middle, extends: 'base' },
          outer: { extends: { file: '../other/more.yaml', service: 'more' }, ...middle },
        },
      }),
      'other/more.yaml': yamlText({
        services: { more: { image: 'more', volumes: ['./m:/m', 'data:/d'], ports: ['1:1'] } },
      }),
    });
  });

const including = fc
  .tuple(
    top,
    servicesOf(2),
    pick<Yaml>(
      'parts/inc.yaml',
      { path: 'parts/inc.yaml' },
      { path: ['parts/inc.yaml', 'parts/over.yaml'] },
      { path: 'parts/inc.yaml', project_directory: '.' },
      { path: './parts/inc.yaml', env_file: 'parts/other.env' },
      { path: 'parts/inc.yaml', env_file: ['a.env', 'parts/other.env'], project_directory: 'parts/deep' },
    ),
    bodyOf('db'),
    bodyOf('db'),
    fc.boolean(),
  )
  .map(([rest, services, include, own, over, isDeep]) => {
    const plain = without(own, 'depends_on', 'links', 'volumes_from', 'network_mode', 'secrets', 'configs', 'networks');
    const small = without(
      over,
      'depends_on',
      'links',
      'volumes_from',
      'network_mode',
      'secrets',
      'configs',
      'networks',
      'volumes',
      'container_name',
    );
    const volumes = { data: null, media: null, certs: null };
    const others = without(rest, 'volumes');
    const goesDeeper = isDeep && !JSON.stringify(include).includes('project_directory');
    return project({
      [MAIN]: yamlText({ include: [include], services, ...others }),
      'parts/inc.yaml': yamlText({
        ...(goesDeeper ? { include: ['deep/inner.yaml'] } : {}),
        services: { extra: { image: 'extra:${UNSET:-none}', ...plain } },
        volumes,
      }),
      'parts/over.yaml': yamlText({ services: { extra: { labels: { over: '${ONLY}' }, ...small } } }),
      'parts/deep/inner.yaml': yamlText({
        services: {
          inner: { build: './inner', volumes: ['./i:/i'], env_file: 'a.env', environment: { U: '${UNSET}' } },
        },
      }),
    });
  });

/** The first file is in a folder, which has a `.env` too: `-f` names it, or COMPOSE_FILE of the `.env` at the root. */
const inFolder = fc.tuple(top, servicesOf(3), fc.boolean()).map(([rest, services, isNamed]) => {
  const file = 'deploy/compose.yaml';
  const named = project(
    {
      [file]: yamlText({ services, ...rest }),
      'deploy/.env': 'SET=deploy-set\nONLY=${SET}-${YES:-no}\nUNSET=from-deploy\nPORT=8181\n',
      ...{ 'deploy/a.env': 'FILE_A=deploy\n', 'deploy/b.env': 'FILE_B=${UNSET}\n' },
      ...{ 'deploy/one.txt': '1', 'deploy/two.txt': '2' },
    },
    [file],
  );
  const env = `COMPOSE_FILE=${file}\n${AROUND['.env'] ?? ''}`;
  return isNamed ? named : { ...named, files: { ...named.files, '.env': env }, composeFiles: [] };
});

/** Any project that people write, and some that compose refuses. */
export const someProject: Arbitrary<SomeProject> = fc
  .tuple(
    fc.oneof(
      { weight: 4, arbitrary: oneFile },
      { weight: 4, arbitrary: severalFiles },
      { weight: 3, arbitrary: extending },
      { weight: 3, arbitrary: including },
      { weight: 2, arbitrary: anchors },
      { weight: 2, arbitrary: inFolder },
      { weight: 1, arbitrary: refused },
    ),
    pick<readonly string[]>([], ['one'], ['two', 'set'], ['*']),
  )
  .map(([made, profiles]) => ({ ...made, profiles }));
