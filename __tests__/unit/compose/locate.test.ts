import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

const APP = 'services:\n  app: {image: x}\n';
const BASE = 'services:\n  app: {build: ., depends_on: [db]}\n  db: {image: postgres}\n';

const located = (files: Files, options: Parameters<typeof read>[1] = {}) => {
  const { composeFiles, composeBecause } = read(files, options);
  return [composeFiles, composeBecause];
};

describe('the compose files', () => {
  test('of a production file that stands alone are this one', () => {
    const whole = 'services:\n  app: {image: x, depends_on: [db]}\n  db: {image: postgres}\n';
    expect(located({ 'compose.yaml': BASE, 'compose.prod.yaml': whole })).toEqual([
      ['compose.prod.yaml'],
      'compose.prod.yaml stands alone, so compose.yaml is not used',
    ]);
  });

  test.each(['compose.prod.yaml', 'compose.production.yml', 'compose.deploy.yaml', 'docker-compose.prod.yml'])(
    'of a %s that only overrides are both, the base first',
    (deploy) => {
      const [files, because] = located({
        'docker-compose.yml': BASE,
        [deploy]: 'services:\n  app: {restart: always}\n',
      });
      expect(files).toEqual(['docker-compose.yml', deploy]);
      expect(because).toBe(`${deploy} has only what differs from docker-compose.yml`);
    },
  );

  test.each([
    'docker-compose-prod.yml',
    'docker-compose.prd.yml',
    'compose_production.yaml',
    'production.yml',
    'prod.yml',
    'compose.public.yaml',
    'compose.live.yml',
  ])('of a %s beside the one for everyday work are not those of everyday work alone', (deploy) => {
    expect(located({ 'docker-compose.yml': BASE, [deploy]: 'services:\n  app: {restart: always}\n' })[0]).toEqual([
      'docker-compose.yml',
      deploy,
    ]);
    expect(located({ [deploy]: APP })[0]).toEqual([deploy]);
  });

  test('are both where the production file only overrides, and needs a variable that is not given yet', () => {
    const prod = 'services:\n  app: {environment: {KEY: "${KEY:?give a key}"}}\n';
    expect(failure({ 'compose.yaml': BASE, 'compose.prod.yaml': prod }).why).toMatch(/KEY has to be set: give a key/);
    expect(located({ 'compose.yaml': BASE, 'compose.prod.yaml': prod }, { variables: { KEY: 'x' } })[0]).toEqual([
      'compose.yaml',
      'compose.prod.yaml',
    ]);
  });

  test('are not a production.yml of another program', () => {
    expect(located({ 'compose.yaml': APP, 'production.yml': 'database: {pool: 5}\n' })[0]).toEqual(['compose.yaml']);
  });

  test('under a name that nothing is known of are printed as the lines to add', () => {
    const files: Files = { 'stack.yml': APP, 'ci.yml': 'jobs: {}\n', 'infra/compose.yaml': APP };
    expect(failure(files).hint).toMatch(/compose-file: stack\.yml\nworking-directory: infra$/);
  });

  test('is named by its file in a folder that it leads out of', () => {
    const hintOf = (lines: string, more: Files = {}) =>
      failure({ 'docker/docker-compose.yml': `services:\n  web:\n    ${lines}\n`, ...more }).hint;
    expect(hintOf('build: {context: ..}')).toMatch(/compose-file: docker\/docker-compose\.yml$/);
    expect(hintOf('build: ../app')).toContain('compose-file: docker/');
    const twice = { 'local.yml': APP };
    expect(hintOf('volumes: ["./a..b:/c", "x:/d/../e"]', twice)).toContain('working-directory: docker');
    const more = { 'docker/docker-compose.prod.yml': 'services:\n  web: {restart: always}\n' };
    expect(hintOf('build: ..', more)).toContain(
      'compose-file: |\n  docker/docker-compose.yml\n  docker/docker-compose.prod.yml',
    );
  });

  test('are both where the production file names an image but leaves its database to the base', () => {
    const [files, because] = located({ 'compose.yaml': BASE, 'compose.prod.yaml': APP });
    expect(files).toEqual(['compose.yaml', 'compose.prod.yaml']);
    expect(because).toContain('does not have the service db');
  });

  test('are the production file alone where it tells its app by the environment where the database is', () => {
    const prod = 'services:\n  app: {image: x, environment: {DATABASE_URL: "postgres://elsewhere"}}\n';
    expect(located({ 'compose.yaml': BASE, 'compose.prod.yaml': prod })[0]).toEqual(['compose.prod.yaml']);
  });

  test('are both where the environment of the production file tells no address', () => {
    const prod = 'services:\n  app: {build: ., environment: {NODE_ENV: production}}\n';
    expect(located({ 'compose.yaml': BASE, 'compose.prod.yaml': prod })[0]).toEqual([
      'compose.yaml',
      'compose.prod.yaml',
    ]);
    const other = `${prod.trimEnd().replace('}}', '}, depends_on: [store]}')}\n  store: {image: postgres}\n`;
    expect(located({ 'compose.yaml': BASE, 'compose.prod.yaml': other })[0]).toEqual(['compose.prod.yaml']);
  });

  test('are the production file alone where its services have dependencies of their own', () => {
    const base = 'services:\n  nginx: {build: ., depends_on: [api, page]}\n  api: {build: .}\n  page: {build: .}\n';
    const prod = 'services:\n  nginx: {build: ., ports: ["80:80"], depends_on: [api]}\n  api: {build: .}\n';
    expect(located({ 'compose.yaml': base, 'compose.prod.yaml': prod })[0]).toEqual(['compose.prod.yaml']);
  });

  test('are both where the production file ties its service to nothing', () => {
    const base = 'services:\n  app: {build: ., ports: ["3000:3000"]}\n  db: {image: mongo}\n';
    const prod = (more: string) => `services:\n  app: {build: {context: ., args: {NODE_ENV: production}}${more}}\n`;
    for (const more of ['', ', ports: ["80:3000"]']) {
      expect(located({ 'compose.yaml': base, 'compose.prod.yaml': prod(more) })[0]).toEqual([
        'compose.yaml',
        'compose.prod.yaml',
      ]);
    }
  });

  test('name the files for production that are passed over', () => {
    const files = { 'compose.prod.yaml': APP, 'docker-compose-deploy.yml': APP };
    expect(located(files)[1]).toContain('compose.prod.yaml is passed over');
  });

  test('are asked about where those for production serve no visitors, and the base does', () => {
    const files = {
      'docker-compose.yml': 'services: {web: {build: ., ports: ["8000:8000"]}}',
      'docker-compose-deploy.yml':
        'services: {gcloud: {image: "google/cloud-sdk:latest", volumes: [".:/app"], environment: {A: b}}}',
    };
    expect(() => located(files)).toThrow(expect.objectContaining({ code: 'compose-file-unclear' }));
  });

  test('include no file for development, and that is said', () => {
    const [files, because] = located({ 'compose.yaml': APP, 'compose.override.yaml': 'services: {app: {image: dev}}' });
    expect(files).toEqual(['compose.yaml']);
    expect(because).toContain('compose.override.yaml is for development and left out');
  });

  test('are those of the input, before those of COMPOSE_FILE', () => {
    const files = { 'compose.yaml': BASE, 'a.yaml': APP, 'b.yaml': 'services: {app: {restart: always}}' };
    const variables = { COMPOSE_FILE: 'compose.yaml' };
    expect(located(files, { composeFiles: ['a.yaml', 'b.yaml'], variables })).toEqual([
      ['a.yaml', 'b.yaml'],
      'the input `compose-file` names them',
    ]);
  });

  test.each([[{ COMPOSE_FILE: 'a.yaml:b.yaml' }], [{ COMPOSE_FILE: 'a.yaml;b.yaml', COMPOSE_PATH_SEPARATOR: ';' }]])(
    'are those of %j, before those of a usual name',
    (variables) => {
      const files = { 'compose.yaml': BASE, 'a.yaml': APP, 'b.yaml': 'services: {app: {restart: always}}' };
      expect(located(files, { variables })).toEqual([['a.yaml', 'b.yaml'], '`COMPOSE_FILE` names them']);
    },
  );

  test('that COMPOSE_FILE names but that are missing are told, and by whom', () => {
    const error = failure({ 'compose.yaml': APP }, { variables: { COMPOSE_FILE: 'none.yaml' } });
    expect(error.code).toBe('compose-file-missing');
    expect(`${error.what} ${error.hint ?? ''}`).toMatch(/none\.yaml.*`COMPOSE_FILE`/);
  });

  test('in a folder have their project there, whichever file comes after', () => {
    const stack = read(
      { 'a/compose.yaml': 'services: {app: {build: .}}', 'b/more.yaml': 'services: {app: {env_file: x}}' },
      {
        composeFiles: ['a/compose.yaml', 'b/more.yaml'],
      },
    );
    expect(stack.folder).toBe('a');
    expect(stack.services[0]?.envFiles).toEqual(['a/x']);
    expect(stack.config.services['app']?.build?.context).toBe('a');
  });
});

test('A project in a folder is built there where its build has no context; $PWD is the root, where compose is run', () => {
  const text = 'services: {app: {build: {target: prod}, volumes: ["$PWD/data:/data", "./own:/own"]}}';
  const { config } = read({ 'a/compose.yaml': text }, { composeFiles: ['a/compose.yaml'] });
  expect(config.services['app']?.build?.context).toBe('a');
  expect(config.services['app']?.volumes?.map(({ source }) => source)).toEqual(['data', 'a/own']);
});

describe('profiles', () => {
  const files = {
    'compose.yaml': `${APP}  tool: {image: y, profiles: [tools]}\n  job: {image: z, profiles: [jobs, all]}\n`,
  };
  const started = (options: Parameters<typeof read>[1]) =>
    read(files, { appService: 'app', ...options })
      .services.filter(({ hasProfile }) => !hasProfile)
      .map(({ name }) => name);

  test('are those of COMPOSE_PROFILES, unless the input says others', () => {
    expect(started({})).toEqual(['app']);
    expect(started({ variables: { COMPOSE_PROFILES: 'tools, all' } })).toEqual(['app', 'tool', 'job']);
    expect(started({ variables: { COMPOSE_PROFILES: 'tools' }, profiles: ['jobs'] })).toEqual(['app', 'job']);
    expect(started({ profiles: ['*'] })).toEqual(['app', 'tool', 'job']);
  });
});

test('the project has the name of COMPOSE_PROJECT_NAME, else the last `name:`, as compose writes it', () => {
  const files = { 'a.yaml': `name: first\n${APP}`, 'b.yaml': 'name: My-${SHOP}\n' };
  const name = (variables: Files) => read(files, { composeFiles: ['a.yaml', 'b.yaml'], variables }).name;
  expect(name({ SHOP: 'Shop.1' })).toBe('my-shop1');
  expect(name({ COMPOSE_PROJECT_NAME: 'other' })).toBe('other');
  expect(failure(files, { composeFiles: ['a.yaml'], variables: { COMPOSE_PROJECT_NAME: 'Not' } }).why).toContain('Not');
});
