import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { createServer as createHttpServer } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from '@jest/globals';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

test('secrets are masked before the host is called, so before the key is used', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const program = spawn(process.execPath, ['dist/index.js'], {
    env: {
      PATH: process.env['PATH'],
      INPUT_HOST: '127.0.0.1',
      INPUT_PORT: String((server.address() as AddressInfo).port),
      INPUT_DOMAIN: 'app.example.com',
      'INPUT_HOST-KEY': 'accept-any',
      INPUT_EMAIL: 'ops@example.com',
      INPUT_ENV: 'PASSWORD=correct-horse',
      'INPUT_SSH-KEY': privateKey,
      GITHUB_REPOSITORY: 'octo/app',
      GITHUB_WORKSPACE: `${process.cwd()}/examples/compose-app`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  server.on('connection', (socket) => {
    program.kill('SIGKILL');
    socket.destroy();
  });
  const said = (await text(program.stdout)).split('\n');
  server.close();
  expect(program.signalCode ?? (await once(program, 'exit'))[1]).toBe('SIGKILL');
  expect(said).toContain('::add-mask::correct-horse');
  expect(said).toContain(`::add-mask::${privateKey.split('\n')[1]}`);
  const isMask = (line: string): boolean => line.startsWith('::add-mask::');
  const others = said.filter((line) => line !== '' && !isMask(line));
  // Nothing else is printed before the last mask.
  expect(said.findLastIndex(isMask)).toBeLessThan(others.length === 0 ? said.length : said.indexOf(others[0] ?? ''));
});

test('the post step of a run that left nothing at AWS does nothing', async () => {
  const program = spawn(process.execPath, ['dist/post.js'], {
    env: { PATH: process.env['PATH'], 'STATE_open-port': '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(program, 'exit');
  expect(await Promise.all([text(program.stdout), text(program.stderr)])).toEqual(['', '']);
  expect((await ended)[0]).toBe(0);
});

test('the post step of a run that was ended with an open port removes the rule', async () => {
  const calls: string[] = [];
  const server = createHttpServer((request, response) => {
    void text(request).then((body) => {
      const form = new URLSearchParams(body);
      calls.push(
        [form.get('Action'), form.get('GroupId'), form.get('SecurityGroupRuleId.1')].filter(Boolean).join(' '),
      );
      const rule = (id: string, description: string) =>
        `<item><securityGroupRuleId>${id}</securityGroupRuleId><groupId>sg-1</groupId><isEgress>false</isEgress><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort><toPort>22</toPort><cidrIpv4>192.0.2.1/32</cidrIpv4><description>${description}</description></item>`;
      const rules = rule('sgr-1', 'office') + rule('sgr-2', 'ec2-https-deploy o/r run 1.1 until 2030-01-01T00:00:00Z');
      response.end(`<Response><securityGroupRuleSet>${rules}</securityGroupRuleSet><return>true</return></Response>`);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const group = { id: 'sg-1', name: 'web', arn: 'arn:aws:ec2:eu-west-1:123456789012:security-group/sg-1' };
  const program = spawn(process.execPath, ['dist/post.js'], {
    env: {
      PATH: process.env['PATH'],
      'STATE_open-port': JSON.stringify({ run: 'o/r run 1.1', group }),
      AWS_REGION: 'eu-west-1',
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_ENDPOINT_URL_EC2: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  expect(await text(program.stdout)).toContain('Removed the rule sgr-2 for 192.0.2.1/32 from sg-1');
  expect(calls).toEqual(['DescribeSecurityGroupRules', 'RevokeSecurityGroupIngress sg-1 sgr-2']);
  server.close();
});
