import { describe, expect, test } from '@jest/globals';
import { failure, read, type Files } from './reading.js';

const APP = 'services:\n  app: {image: x, ports: ["8000:8000"]}\n';
const PROD = 'services:\n  app: {image: x, ports: ["80:8000"], depends_on: [db]}\n  db: {image: postgres}\n';

const steps = (...lines: readonly string[]): string =>
  `jobs:\n  deploy:\n    runs-on: ubuntu-latest\n    steps:\n${lines.map((line) => `      - ${line}\n`).join('')}`;
const overSsh = (script: string): string =>
  steps('uses: actions/checkout@v4', `uses: appleboy/ssh-action@v1\n        with: {script: "${script}"}`);

const pathsOf = (files: Files) => read(files).composeFiles;

describe('the compose files that a workflow starts on a server', () => {
  const both = { 'docker-compose.yml': APP, 'docker-compose.production.yml': PROD, 'docker-compose-stage.yml': PROD };
  const among = (workflow: string, files: Files = both) =>
    pathsOf({ ...files, '.github/workflows/main.yml': workflow });

  test('are deployed, whatever else there is', () => {
    const twice = 'docker compose -f docker-compose.yml -f docker-compose.production.yml up -d';
    expect(among(overSsh(twice))).toEqual(['docker-compose.yml', 'docker-compose.production.yml']);
    const { 'docker-compose-stage.yml': stage, 'docker-compose.yml': base } = both;
    const staged = { 'docker-compose.yml': base, 'docker-compose-stage.yml': stage };
    const workflow = steps('run: ssh me@host "cd /srv/shop; docker compose -f docker-compose-stage.yml up -d"');
    expect(among(workflow, staged)).toEqual(['docker-compose-stage.yml']);
    const { composeBecause } = read({ ...staged, '.github/workflows/cd.yaml': workflow });
    expect(composeBecause).toBe('.github/workflows/cd.yaml starts it on a server');
  });

  test('are the base alone where a bare command starts them and no other file is copied', () => {
    const copied = 'uses: appleboy/scp-action@v1\n        with: {source: docker-compose.yml}';
    const bare = 'uses: appleboy/ssh-action@v1\n        with: {script: "docker compose pull; docker compose up -d"}';
    expect(among(steps(copied, bare))).toEqual(['docker-compose.yml']);
    const renamed = copied.replace('source: docker-compose.yml', 'source: docker-compose.production.yml');
    expect(among(steps(renamed, bare))).toEqual(['docker-compose.production.yml']);
  });

  test('are not those of monitoring that is started beside the site', () => {
    const monitoring = {
      'monitoring/compose.yml': 'services:\n  grafana: {image: grafana/grafana, ports: ["3000:3000"]}\n',
    };
    const start = 'docker compose -f monitoring/compose.yml up -d';
    expect(among(overSsh(start), { ...both, ...monitoring })).toEqual(['docker-compose.production.yml']);
    const site = 'docker compose -f docker-compose.yml up -d';
    expect(among(overSsh(`${start}; ${site}`), { ...both, ...monitoring })).toEqual(['docker-compose.yml']);
  });

  test('are found where they lie in a folder, and those of COMPOSE_FILE', () => {
    const files = { 'infra/prod.yml': PROD, 'docker-compose.yml': APP };
    expect(among(overSsh('docker-compose -f infra/prod.yml up -d'), files)).toEqual(['infra/prod.yml']);
    const workflow = steps(
      'env: {COMPOSE_FILE: infra/prod.yml}\n        run: |\n          export DOCKER_HOST=ssh://me@host\n          docker compose up -d',
    );
    expect(among(workflow, files)).toEqual(['infra/prod.yml']);
  });

  test.each([
    ['a workflow for tests', steps('run: docker compose -f docker-compose-stage.yml up -d')],
    ['one for trials', overSsh('docker compose -f docker-compose-stage.yml up -d')],
    [
      'two that contradict each other',
      overSsh('docker compose -f docker-compose.yml up -d; docker compose -f docker-compose-stage.yml up -d'),
    ],
    ['a file that is not there', overSsh('docker compose -f docker-compose.live.yml up -d')],
    [
      'a bare command, where nothing brings the files to the server',
      overSsh('cd shop; docker compose pull; docker compose up -d'),
    ],
    ['a stack of Swarm', overSsh('docker stack deploy -c docker-compose.yml shop')],
    ['a command that stops them', overSsh('docker compose -f docker-compose-stage.yml down')],
    ['no YAML', 'jobs: {'],
  ])('are not taken from %s', (_name, workflow) => {
    expect(among(workflow)).toEqual(['docker-compose.production.yml']);
  });

  test('are those of the project and not those of a folder that the command enters', () => {
    const files = { 'docker-compose.yml': APP, 'docker-compose.prod.yml': PROD, 'tools/docker-compose.yml': APP };
    expect(among(overSsh('cd shop/tools && docker compose up -d'), files)).toEqual(['docker-compose.prod.yml']);
    expect(among(overSsh('cd shop && git pull && docker compose up -d'), files)).toEqual(['docker-compose.yml']);
  });

  test('are those of the job for production, where another job starts others', () => {
    const step = (file: string) => `    steps: [{run: ssh me@host "docker compose -f ${file} up -d"}]\n`;
    const workflow = (environment: string) =>
      `jobs:\n  one:\n    environment: qa\n${step('docker-compose.yml')}  two:\n    environment: ${environment}\n${step('docker-compose-stage.yml')}`;
    const { 'docker-compose.yml': base, 'docker-compose-stage.yml': stage } = both;
    const files = { 'docker-compose.yml': base, 'docker-compose-stage.yml': stage };
    expect(among(workflow('{name: production}'), files)).toEqual(['docker-compose-stage.yml']);
    expect(among(workflow('pre-production'), files)).toEqual(['docker-compose.yml']);
  });

  test('are those that it stops or queries there, where the start itself is not shown', () => {
    const shown = 'docker compose -f \\"$ROOT/docker-compose.yml\\" -f \\"$ROOT/docker-compose.production.yml\\" ps';
    expect(among(overSsh(`deploy_all; ${shown}`))).toEqual(['docker-compose.yml', 'docker-compose.production.yml']);
  });

  test('are started by a script for deploying as well', () => {
    const script = { 'scripts/deploy.sh': 'git pull\ndocker compose -f docker-compose-stage.yml up -d --build\n' };
    const { 'docker-compose.yml': base, 'docker-compose-stage.yml': stage } = both;
    const files = { 'docker-compose.yml': base, 'docker-compose-stage.yml': stage, ...script };
    expect(pathsOf(files)).toEqual(['docker-compose-stage.yml']);
  });
});

describe('a README', () => {
  const files = { 'docker-compose.yml': APP, 'docker-compose-stage.yml': PROD };
  const readme = (title: string) =>
    `# Shop\n\n### Development\n\n\`\`\`\n# Production, one day\ndocker-compose up\n\`\`\`\n\n### ${title}\n\n\`\`\`sh\ndocker-compose -f docker-compose-stage.yml up -d\n\`\`\`\n`;

  test('decides by its section about production where no file has a name for production', () => {
    const { composeFiles, composeBecause } = read({ ...files, 'README.md': readme('Production/Staging setup') });
    expect(composeFiles).toEqual(['docker-compose-stage.yml']);
    expect(composeBecause).toBe('README.md starts it in its section about production');
  });

  test('decides nothing where its section about production also has a bare command', () => {
    const both = readme('Production').replace('-d\n', '-d\ndocker compose up -d\n');
    expect(pathsOf({ ...files, 'README.md': both })).toEqual(['docker-compose.yml']);
  });

  test('decides nothing by a file that is for development by its name or its comment', () => {
    const text = readme('Deployment').replace('docker-compose-stage.yml', 'compose.dev.yml');
    expect(pathsOf({ ...files, 'compose.dev.yml': PROD, 'README.md': text })).toEqual(['docker-compose.yml']);
    const commented = { ...files, 'docker-compose-stage.yml': `# For local development only.\n${PROD}` };
    expect(pathsOf({ ...commented, 'README.md': readme('Deployment') })).toEqual(['docker-compose.yml']);
  });

  test('may be a folder, or a script for deploying may be one', () => {
    const folders = { 'readme/index.html': '', 'deploy.sh/notes.txt': '', '.env.example/x': '' };
    expect(pathsOf({ ...files, ...folders })).toEqual(['docker-compose.yml']);
  });

  test('decides nothing by a section about something else', () => {
    expect(pathsOf({ ...files, 'README.md': readme('Local staging tests') })).toEqual(['docker-compose.yml']);
  });
});

describe('a workflow that enters a folder', () => {
  const step = (folder: string, run: string) =>
    `jobs:\n  deploy:\n    runs-on: self-hosted\n    steps:\n      - uses: actions/checkout@v5\n      - working-directory: ${folder}\n        run: ${run}\n`;
  const files = (workflow: string) => ({
    '.github/workflows/deploy.yml': workflow,
    'docker-compose.yml': APP,
    'deploy/docker-compose.yml': PROD,
    'deploy/docker-compose.prod.yml': PROD,
  });
  const chosen = (workflow: string) => read(files(workflow)).composeFiles;

  test('starts the compose files of that folder', () => {
    expect(chosen(step('deploy', 'docker compose up -d'))).toEqual(['deploy/docker-compose.yml']);
    expect(chosen(step('./deploy', 'docker compose -f docker-compose.prod.yml up -d'))).toEqual([
      'deploy/docker-compose.prod.yml',
    ]);
  });

  test('of the server starts what is not known', () => {
    expect(() => chosen(step('/srv/deploy', 'docker compose up -d'))).toThrow('is for production');
  });
});

describe('several files for production', () => {
  test('are chosen from by the command line of a document', () => {
    const whole = 'services:\n  web: {image: me/web, ports: ["80:8000"]}\n';
    const files = { 'docker-compose.prod.yml': whole, 'docker-compose.production.yml': whole };
    const line = 'Run `docker compose -f docker-compose.production.yml up -d`.\n';
    expect(read(files).composeFiles).toEqual(['docker-compose.prod.yml']);
    expect(read({ ...files, 'DEPLOYMENT.md': line }).composeFiles).toEqual(['docker-compose.production.yml']);
    const both = `${line}Or \`docker compose -f docker-compose.prod.yml up -d\`.\n`;
    expect(read({ ...files, 'DEPLOYMENT.md': both }).composeFiles).toEqual(['docker-compose.prod.yml']);
  });
});

describe('a Dockerfile without a compose file of a usual name', () => {
  const alone = { Dockerfile: 'FROM python:3.12\nCMD ["gunicorn", "shop.wsgi"]\n' };

  test('is not deployed alone where another compose file builds it with more services', () => {
    const text = 'services:\n  web: {build: ., depends_on: [db]}\n  db: {image: postgres}\n';
    const { code, hint } = failure({ ...alone, 'docker-compose.dev.yml': text });
    expect(code).toBe('compose-file-unclear');
    expect(hint).toContain('compose-file: docker-compose.dev.yml');
    expect(hint).toContain('dockerfile: Dockerfile');
    const below = failure({ ...alone, 'docker/compose.yaml': text.replace('build: .', 'build: ..') });
    expect(below.hint).toContain('compose-file: docker/compose.yaml');
  });

  test('is not deployed alone where an example of a compose file shows its volumes', () => {
    const text =
      'services:\n  app: {image: "ghcr.io/me/app", ports: ["3030:3030"], volumes: ["store:/app/storage"]}\nvolumes: {store: }\n';
    for (const name of ['docker-compose.example.yml', 'compose.yml.dist', 'docker-compose.sample.yaml']) {
      const { code, hint, why } = failure({ ...alone, [name]: text });
      expect(code).toBe('compose-file-unclear');
      expect(why).toContain(`${name} shows how it is run`);
      expect(hint).toContain(`compose-file: ${name}`);
    }
    expect(read({ ...alone, 'openapi.example.yml': 'services: none\n' }).kind).toBe('dockerfile');
  });

  test('that starts no program is deployed with the only compose file that builds it, unless that is for development', () => {
    const startless = { Dockerfile: 'FROM python:3.12\nCOPY . .\n' };
    const text = 'services:\n  web:\n    build: .\n    command: gunicorn shop.wsgi -b :8000\n  db: {image: postgres}\n';
    expect(read({ ...startless, 'stack.yml': text })).toMatchObject({
      composeFiles: ['stack.yml'],
      composeBecause: 'Dockerfile starts no program, and no other compose file builds it',
    });
    expect(failure({ ...startless, 'stack.dev.yml': text }).code).toBe('compose-file-unclear');
    expect(failure({ ...startless, 'stack.yml': text, 'other.yml': text }).code).toBe('compose-file-unclear');
  });

  test('has the file that another one depends on in the lines to add', () => {
    const files = {
      'diary.yml': 'services:\n  web:\n    build: .\n    depends_on: [postgres]\n',
      'postgres.yml': 'services:\n  postgres: {image: postgres}\n',
    };
    expect(failure({ ...alone, ...files }).hint).toContain('  compose-file: |\n    diary.yml\n    postgres.yml\n');
  });

  test('is deployed alone where the other compose files do not build it, or only test it', () => {
    const stores = 'services:\n  db: {image: postgres}\n';
    const tests = 'services:\n  web: {build: .}\n';
    const files = { ...alone, 'docker-compose.dev.yml': stores, 'docker-compose.test.yml': tests };
    expect(read(files).kind).toBe('dockerfile');
  });
});
