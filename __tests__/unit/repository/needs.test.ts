import { describe, expect, test } from '@jest/globals';
import { DeployError } from '../../../src/errors/deploy-error.js';
import { isNeeded } from '../../../src/compose/blank-variable.js';
import { readProject } from '../../../src/repository/reading.js';

type Texts = Readonly<Record<string, string>>;

function read(files: Texts, given: Texts = {}, isEnvHosts = true, service = 'web') {
  const repository = {
    exists: (path: string) => Object.hasOwn(files, path),
    read: (path: string) => files[path] ?? '',
    list: (folder: string) => (folder === '.' ? Object.keys(files) : []),
  };
  const options = {
    ...{ composeFiles: undefined, profiles: undefined, dockerfile: undefined, target: undefined },
    app: { service: service === '' ? undefined : service, port: undefined, protocol: undefined },
    variables: new Map(Object.entries(given)),
  };
  return readProject(repository, options, { isEnvHosts });
}

/** Of a project with a service web of which these are the lines. */
function needs(web: string, given: Texts = {}, more = '') {
  const found = read({ 'compose.yaml': `services:\n  web:\n    image: x\n    ${web}\n${more}` }, given).needs.variables;
  const names = (all: typeof found): string => all.map(({ name }) => name).join(' ');
  return { needed: names(found.filter(isNeeded)), blank: names(found.filter((one) => !isNeeded(one))) };
}

describe('a variable without a value', () => {
  test.each([
    ['environment: {A: "${A}", B: "$B", C: "${C:-c}", D: "${D-}", E: "x${E:+e}"}', 'A B'],
    ['environment: {A: "${A:-${B}}"}', 'B'],
    ['labels: ["traefik.http.routers.web.rule=Host(`${DOMAIN}`)"]', 'DOMAIN'],
    ['environment: [https_proxy]\n    build: {context: ., args: {HTTP_PROXY: "${HTTP_PROXY}"}}', ''],
    ['environment: {A: "$$A"}', ''],
  ])('is replaced by an empty text in %s', (web, names) => {
    expect(needs(web)).toEqual({ needed: '', blank: names });
  });

  test.each([
    ['environment: [A, B=1]', [['A', true]]],
    ['environment: {A: , B: 1}', [['A', true]]],
    ['environment: [A]\n    command: "run $A"', [['A', false]]],
    ['environment: {A: , B: "${A}"}', [['A', false]]],
  ])('is only passed on, and not made an empty text, in %s', (web, expected) => {
    const { variables } = read({ 'compose.yaml': `services:\n  web:\n    image: x\n    ${web}\n` }).needs;
    expect(variables.map(({ name, isPassedOn }) => [name, isPassedOn])).toEqual(expected);
  });

  test('is none where an item of the environment has a colon in the place of =: nobody can give it that name', () => {
    expect(needs('environment: ["MODE:production", "A B"]')).toEqual({ needed: '', blank: '' });
  });

  test.each([
    ['environment: {A: "${A:?set A}", B: "${B?}"}', 'A B'],
    ['command: "${A:?a} ${B:?b}"', 'A B'],
    ['ports: ["${PORT}:80"]', 'PORT'],
    ['ports: ["8000:${PORT}"]', 'PORT'],
    ['ports: ["${A}:${B}"]', 'A B'],
    ['ports: [{target: 80, published: "${PORT}"}]', 'PORT'],
    ['volumes: ["${DATA}:/data"]', 'DATA'],
    ['volumes: ["${DATA}/db:/data"]', 'DATA'],
    ['volumes: [{type: bind, source: "${DATA}", target: /data}]', 'DATA'],
    ['env_file: [".env.${STAGE}"]', 'STAGE'],
    ['container_name: ${NAME}-web', 'NAME'],
    ['user: "${UID}:${GID}"', 'UID GID'],
    ['deploy: {replicas: "${COUNT}"}', 'COUNT'],
    ['privileged: "${P}"', 'P'],
    ['mem_limit: ${MEMORY}', 'MEMORY'],
  ])('makes the project invalid, or another one, in %s', (web, names) => {
    expect(needs(web)).toEqual({ needed: names, blank: '' });
  });

  test.each([
    ['image: app:${TAG}', 'TAG'],
    ['image: ${REGISTRY}/app:1', 'REGISTRY'],
    ['image: ${IMAGE}', 'IMAGE'],
    ['image: ${PREFIX}-app', 'PREFIX'],
  ])('makes the name of an image invalid in %s', (image, names) => {
    const text = `services:\n  web: {image: x}\n  other:\n    ${image}\n`;
    expect(
      read({ 'compose.yaml': text })
        .needs.variables.filter(isNeeded)
        .map(({ name }) => name)
        .join(' '),
    ).toBe(names);
  });

  test('is no name that an image needs where the image is built', () => {
    const text = 'services: {web: {build: ., image: "${IMAGE}"}}';
    expect(read({ 'compose.yaml': text }).needs.variables).toMatchObject([{ name: 'IMAGE', breaks: [] }]);
  });

  test('matters only where something is started; one that has to be set matters everywhere', () => {
    const more =
      '  tool: {image: "x:${TAG}", profiles: [tools], environment: {A: "${A}"}, command: "${B:?}"}\nx-c: {d: "${D}"}\n';
    expect(needs('restart: always', {}, more)).toEqual({ needed: 'B', blank: '' });
  });

  test('that is given as an empty text is only missing where the project makes no sense with it', () => {
    const given = { A: '', TAG: '', B: '' };
    expect(needs('environment: {A: "${A}", B: "${B:?}"}\n    ports: ["${TAG}:80"]', given)).toEqual({
      needed: 'B TAG',
      blank: '',
    });
  });

  test('is named with its message and its places', () => {
    const { variables } = read({
      'compose.yaml': 'services: {web: {image: "x:${TAG:?the tag}", ports: ["${P}:80"], environment: {P: "${P}"}}}',
    }).needs;
    expect(variables).toMatchObject([
      { name: 'TAG', message: 'the tag', places: ['services.web.image'] },
      { name: 'P', places: ['services.web.ports[]', 'services.web.environment.P'], breaks: ['services.web.ports[]'] },
    ]);
  });
});

describe('a file for development that is left out', () => {
  test('needs no variables', () => {
    const found = read({
      'compose.yaml': 'services:\n  web: {image: x, ports: ["8000:8000"]}\n',
      'compose.override.yaml':
        'services:\n  web: {environment: {A: "${DEV_ONLY:?set it}"}, ports: ["${DEV_PORT}:9229"]}\n',
    });
    expect(found.needs.variables).toEqual([]);
  });
});

describe('the password of a database', () => {
  const begins = (db: string): readonly string[] => {
    const found = read({ 'compose.yaml': `services: {web: {image: x}, db: ${db}}` }).needs.variables;
    return found.flatMap((one) => one.begins.map(() => one.name));
  };

  test.each([
    ['{image: "postgres:16", environment: {POSTGRES_PASSWORD: "${A}"}}', ['A']],
    ['{image: "postgres:16", environment: ["POSTGRES_PASSWORD=${A}", "POSTGRES_USER=${B}"]}', ['A']],
    ['{image: postgis/postgis, environment: [POSTGRES_PASSWORD]}', ['POSTGRES_PASSWORD']],
    ['{image: "bitnami/mariadb", environment: {MARIADB_ROOT_PASSWORD: "${A}", MARIADB_PASSWORD: "${B}"}}', ['A']],
    ['{image: postgres, environment: {POSTGRES_PASSWORD: "${A}", POSTGRES_HOST_AUTH_METHOD: trust}}', []],
    ['{image: postgres, environment: {POSTGRES_PASSWORD: "${A}", POSTGRES_HOST_AUTH_METHOD: scram-sha-256}}', ['A']],
    ['{image: mysql, environment: {MYSQL_ROOT_PASSWORD: "${A}", MYSQL_ALLOW_EMPTY_PASSWORD: "yes"}}', []],
    ['{image: postgres, environment: {POSTGRES_PASSWORD: "x${A}"}}', []],
    ['{image: postgres, environment: {POSTGRES_PASSWORD: "${A:-}"}}', []],
    ['{image: app, environment: {POSTGRES_PASSWORD: "${A}"}}', []],
  ])('is needed at its first start in %s', (db, names) => {
    expect(begins(db)).toEqual(names);
  });
});

test('A project is read with an address where compose wants one', () => {
  const { needs: found } = read({
    'compose.yaml': 'services: {web: {image: "x:${TAG}", ports: ["${IP}:${A}:80", "${B}:${C}"]}}',
  });
  expect(found.isWhyUnread).toBe(true);
  expect(found.variables.map(({ name }) => name)).toEqual(['TAG', 'IP', 'A', 'B', 'C']);
});

describe('a project that cannot be read without its variables', () => {
  const text = `services:
  web: {image: x, ports: ["\${A}:\${B}"], env_file: [web.env, ".env.\${STAGE}"]}
  db: {image: "postgres:\${C}", volumes: ["\${DATA}:/data"]}
  off: {image: x, profiles: [off], env_file: off.env}
`;

  test('names all that is missing, in all of its files, and the env files of what is started', () => {
    const { reading, needs: found } = read({ 'compose.yaml': text });
    expect(reading?.facts).toBeUndefined();
    expect(found.isWhyUnread).toBe(true);
    expect(found.variables.filter(isNeeded).map(({ name }) => name)).toEqual(['A', 'B', 'STAGE', 'C', 'DATA']);
    expect(found.envFiles).toEqual([{ path: 'web.env', services: ['web'] }]);
  });

  test('is no error of the reading where the inputs give the .env, so that all of it is reported at once', () => {
    expect(read({ 'compose.yaml': text }, { A: '1' }, false).needs.variables.map(({ name }) => name)).toContain('C');
  });

  test('keeps its refusal where values would not help', () => {
    const broken = text.replace('image: x,', 'image: x, environment: 7,');
    const { reading, needs: found } = read({ 'compose.yaml': broken }, {}, false);
    expect(reading?.refusal?.why).toContain('environment');
    expect(found.isWhyUnread).toBe(false);
    expect(() =>
      read({ 'compose.yaml': 'services: {web: {image: "${A}", environment: 7}}' }, { A: 'x' }, false),
    ).toThrow(DeployError);
  });

  test('keeps its env files when compose on the host has read it', () => {
    const { told } = read({ 'compose.yaml': text });
    const web = { image: 'x', ports: [{ target: 80, published: '80', protocol: 'tcp' }] };
    const { stack } = told({ files: ['compose.yaml'], facts: { services: { web } } });
    expect(stack.services.find(({ name }) => name === 'web')?.envFiles).toContain('web.env');
  });
});

test('A refusal of a project whose env files are missing is reported with these', () => {
  const text = 'services: {api: {image: x, env_file: .env, ports: ["1:1"]}, site: {image: x, ports: ["2:2"]}}';
  const { reading, needs: found } = read({ 'compose.yaml': text }, {}, false, '');
  expect(reading?.refusal?.code).toBe('entry-unclear');
  expect(found.envFiles).toEqual([{ path: '.env', services: ['api'] }]);
  expect(() => read({ 'compose.yaml': text.replace('env_file: .env, ', '') }, {}, false, '')).toThrow(DeployError);
});

test('A variable that has to be set is no error of the reading: the plan names all of them', () => {
  const text = 'services: {web: {image: x, command: "${A:?}", environment: {B: "${B:?}"}}}';
  const { reading, needs: found } = read({ 'compose.yaml': text }, {}, false);
  expect(reading?.refusal).toBeUndefined();
  expect(found.variables.map(({ name }) => name)).toEqual(['A', 'B']);
});

test('Variables of a second file and of an included one are named too', () => {
  const files = {
    'compose.yaml': 'include: [more.yaml]\nservices: {web: {image: x, environment: {A: "${A}"}}}',
    'compose.prod.yaml': 'services: {web: {environment: {B: "${B}"}, depends_on: [more]}}',
    'more.yaml': 'services: {more: {image: "y:${C}"}}',
  };
  expect(
    read(files)
      .needs.variables.map(({ name }) => name)
      .sort(),
  ).toEqual(['A', 'B', 'C']);
});

test('The example of the .env, and of an env file that is not there, are found', () => {
  const files = {
    'compose.yaml': 'services: {web: {image: x, env_file: [.env, .env.prod, common.env]}}',
    ...{ '.env.example': 'A=1\n', '.env.prod.example': 'B=1\n', 'common.env': 'C=1\n', 'common.env.example': 'C=1\n' },
  };
  const { example, examples } = read(files).needs;
  expect(example?.path).toBe('.env.example');
  expect([...examples.keys()]).toEqual(['.env', '.env.prod']);
});

test('A repository without a compose file names what lies there instead', () => {
  const files = { 'stack.yml': 'services:\n  web: {image: x}\n' };
  try {
    read(files);
  } catch (thrown) {
    expect((thrown as DeployError).hint).toContain('compose-file: stack.yml');
  }
});
