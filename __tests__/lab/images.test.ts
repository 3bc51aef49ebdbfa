import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { cleanHost } from '../../lab/clean-host.js';
import { dockerHost } from '../../lab/docker-host.js';
import { fetchFromOutside } from '../../lab/outside.js';
import { privateRegistry } from '../../lab/registry.js';
import { LabStack, planSteps } from '../support/lab-stack.js';

/* Images of a registry behind a login: a tag that another job pushes again, and what becomes of a site without the registry. */
const minutes = 60_000;
jest.setTimeout(5 * minutes);

const { name, username, password, ecr } = privateRegistry;
const login = { registries: `${name} ${username} ${password}` };
const stack = new LabStack('images', dockerHost);
const images = `
services:
  app:
    image: ${name}/shop/app:latest
  store:
    image: redis:8
    restart: always
`;
const server = (text: string): string =>
  `require('http').createServer((_, response) => response.end('${text}')).listen(8000)`;

/** Builds an image on the host, pushes it, and leaves nothing of it there. */
async function push(
  text: string,
  repository = `${name}/shop/app`,
  credentials = `${username}:${password}`,
): Promise<void> {
  const auth = Buffer.from(credentials).toString('base64');
  const registry = repository.split('/')[0] ?? '';
  await stack.onHost(`set -e; folder=$(mktemp -d); cd "$folder"
    printf '%s\\n' 'FROM node:24' 'COPY server.js /' 'CMD ["node", "/server.js"]' >Dockerfile
    cat >server.js <<'EOT'
${server(text)}
EOT
    printf '%s' '{"auths":{"${registry}":{"auth":"${auth}"}}}' >config.json
    docker build -q -t ${repository}:pushed . >/dev/null
    docker tag ${repository}:pushed ${repository}:latest
    DOCKER_CONFIG=$folder docker push -q ${repository}:latest >/dev/null
    docker image rm ${repository}:pushed ${repository}:latest >/dev/null; rm -r "$folder"`);
}

const containers = async (service: string): Promise<string> =>
  await stack.onHost(`docker ps -q --no-trunc --filter label=com.docker.compose.service=${service}`);

beforeAll(async () => {
  await cleanHost(dockerHost);
  await stack.open({ 'compose.yaml': images });
  await push('the first');
}, 5 * minutes);
afterAll(async () => await stack.close());

describe('an image of a private registry', () => {
  test('is refused without a login before anything is changed, with the line to add', async () => {
    const result = await stack.deploy();
    expect(result.exitCode).toBe(1);
    expect(result.log).toContain('[registry-denied]');
    expect(result.log).toContain(`${name} <username> <password or token>`);
    expect(await stack.onHost(`ls -A ${stack.root}/releases 2>/dev/null || true`)).toBe('');
  });

  test('is deployed with a login, of which nothing is left on the host or in the log', async () => {
    const result = await stack.deploy(login);
    expect(result.exitCode).toBe(0);
    expect((await fetchFromOutside('https://images.lab.test/')).body).toBe('the first');
    expect(result.log).not.toContain(password);
    const auth = Buffer.from(`${username}:${password}`).toString('base64');
    expect(await stack.onHost(`grep -rlsE '${password}|${auth}' /home /root /tmp || true`)).toBe('');
    expect(
      await stack.onHost('ls -d /home/ec2-user/.docker /home/ec2-user/.ec2-https-deploy.* 2>/dev/null || true'),
    ).toBe('');
  });

  test('is no reason to do anything while its tag means the same', async () => {
    const result = await stack.deploy(login);
    expect(planSteps(result)).toEqual([]);
    expect(result.outputs['changed']).toBe('false');
  });

  test('is deployed again when its tag was pushed again, and only its service is recreated', async () => {
    const store = await containers('store');
    await push('the second');
    const result = await stack.deploy(login);
    expect(result.exitCode).toBe(0);
    expect(planSteps(result)[0]?.because).toMatch(
      /shop\/app:latest is a new image in its registry \(sha256:\w+ → sha256:\w+\)/,
    );
    expect((await fetchFromOutside('https://images.lab.test/')).body).toBe('the second');
    expect(await containers('store')).toBe(store);
    expect(planSteps(await stack.deploy(login))).toEqual([]);
  });

  test('stays as it is while its registry cannot be reached, with a warning', async () => {
    await stack.onHost(`echo '127.0.0.9 ${name}' >>/etc/hosts`);
    try {
      const result = await stack.deploy(login);
      expect(result.exitCode).toBe(0);
      expect(planSteps(result)).toEqual([]);
      expect(result.log).toContain(`${name} could not be queried for a newer image`);
    } finally {
      await stack.onHost(`grep -v '${name}' /etc/hosts >/tmp/hosts; cat /tmp/hosts >/etc/hosts; rm /tmp/hosts`);
    }
  });

  test('of Amazon needs no login but the AWS credentials of the job', async () => {
    await push('of Amazon', `${ecr}/shop/app`, 'AWS:123456789012-auth-token');
    await stack.change({ 'compose.yaml': images.replace(name, ecr) });
    const result = await stack.deploy();
    expect(result.exitCode).toBe(0);
    expect((await fetchFromOutside('https://images.lab.test/')).body).toBe('of Amazon');
  });
});
