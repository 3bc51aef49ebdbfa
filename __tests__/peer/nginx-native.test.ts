import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostDialect } from '../../src/proxy/dialect.js';
import { renderProxy } from '../../src/proxy/render.js';
import { readTemplate } from '../../src/templates.js';
import { makeCertificate } from '../support/edge.js';
import { ask, type Answer } from '../support/ask.js';
import { freePort } from '../support/free-port.js';
import { makeEdgeFolder, nginxVersion, startNginx, type Nginx } from '../support/nginx.js';

/* Two native sites behind the one nginx of a host, each with an app on a Unix socket for each release. */

let folder: string;
let ports: { readonly http: number; readonly https: number };
let nginx: Nginx;
let servers: Server[];

beforeEach(async () => {
  folder = makeEdgeFolder();
  servers = [];
  ports = { http: await freePort(), https: await freePort() };
  const sites = ['shop', 'my-blog'].map((project) => {
    mkdirSync(join(folder, 'run', project), { recursive: true });
    mkdirSync(join(folder, project, 'edge/live'), { recursive: true });
    mkdirSync(join(folder, `letsencrypt/live/${project}.example.com`), { recursive: true });
    makeCertificate(join(folder, `letsencrypt/live/${project}.example.com`));
    return rendered(project);
  });
  // What sites share is the same text from each of them.
  expect(sites[0]?.[0]).toEqual(sites[1]?.[0]);
  const text = [sites[0]?.[0], sites[0]?.[1], sites[1]?.[1]].join('\n');
  nginx = await startNginx(folder, text, ports.http);
});

afterEach(async () => {
  await nginx.stop();
  servers.forEach((server) => server.close());
});

/** The two files of a site on this machine's ports and paths. */
function rendered(project: string): readonly string[] {
  const name = `${project}.example.com`;
  const settings = {
    ...{ names: [name], maxBodySize: '10m', trustedProxies: [], tls: true, hstsMaxAgeSeconds: 0 },
    certificateName: name,
  };
  const dialect = hostDialect({ project, root: join(folder, project) }, { version: nginxVersion(), hasIpv6: true });
  const files = renderProxy(settings, readTemplate, dialect);
  expect(files.map(({ path }) => path)).toEqual(['00-ehd.conf', 'site.conf']);
  return files.map(({ content }) =>
    content
      .replaceAll('unix:/run/ehd/', `unix:${folder}/run/`)
      .replaceAll('listen [::]:80', `listen [::]:${ports.http}`)
      .replaceAll('listen [::]:443 ', `listen [::]:${ports.https} `)
      .replaceAll('listen 80', `listen 127.0.0.1:${ports.http}`)
      .replaceAll('listen 443 ', `listen 127.0.0.1:${ports.https} `)
      .replaceAll('/var/log/nginx/', `${folder}/log/`)
      .replaceAll('root /var/www/acme;', `root ${folder}/acme;`)
      .replaceAll('/var/lib/ehd-', `${folder}/state-`)
      .replaceAll('/run/ehd-nginx-reload', join(folder, 'reloading'))
      .replaceAll('/etc/letsencrypt/', `${folder}/letsencrypt/`),
  );
}

/** Starts an app on the socket of a release. */
async function serve(project: string, release: string): Promise<void> {
  const server = createServer((request, response) => response.end(`${project} ${release} ${request.url ?? ''}`));
  await new Promise<void>((resolve) => server.listen(join(folder, 'run', project, `${release}.sock`), resolve));
  servers.push(server);
}

function turn(project: string, release: string): void {
  const live = join(folder, project, 'edge/live');
  const target = join(live, 'http', 'unix', release);
  mkdirSync(target, { recursive: true });
  symlinkSync(join('http', 'unix', release), join(live, 'next'));
  renameSync(join(live, 'next'), join(live, 'current'));
}

const over = (project: string, path = '/'): Promise<Answer> =>
  ask({ port: ports.https, host: `${project}.example.com`, path, tls: true });

test('each site reaches its own release, and another one as soon as its link is turned', async () => {
  await Promise.all([serve('shop', 'r1'), serve('shop', 'r2'), serve('my-blog', 'r1')]);
  turn('shop', 'r1');
  turn('my-blog', 'r1');
  expect((await over('shop', '/a?b=c d'.replace(' ', '%20'))).body).toBe('shop r1 /a?b=c%20d');
  expect((await over('my-blog')).body).toBe('my-blog r1 /');
  turn('shop', 'r2');
  const { body, headers } = await over('shop');
  expect([body, headers['x-ec2-https-deploy-release']]).toEqual(['shop r2 /', ['r2']]);
  expect((await over('my-blog')).body).toBe('my-blog r1 /');
});

test('static files are those of the site, and an unknown name gets no page', async () => {
  turn('shop', 'r1');
  mkdirSync(join(folder, 'state-shop/static'), { recursive: true });
  writeFileSync(join(folder, 'state-shop/static/a.css'), 'body{}');
  expect((await over('shop', '/static/a.css')).body).toBe('body{}');
  expect((await ask({ port: ports.http, host: 'other.example.com' })).status).toBe(404);
});

test('before a reload each answer of a site is the last one of its connection, and is complete', async () => {
  await serve('shop', 'r1');
  turn('shop', 'r1');
  mkdirSync(join(folder, 'state-shop/static'), { recursive: true });
  writeFileSync(join(folder, 'state-shop/static/a.css'), 'body{}');
  const headers = { connection: 'keep-alive' };
  const visit = async (path: string): Promise<readonly unknown[]> => {
    const answer = await ask({ ...{ port: ports.https, tls: true, headers }, host: 'shop.example.com', path });
    return [answer.status, answer.headers['connection'], answer.body];
  };
  expect(await visit('/a%2Fb?c=%20')).toEqual([200, ['keep-alive'], 'shop r1 /a%2Fb?c=%20']);
  expect(await visit('/static/a.css')).toEqual([200, ['keep-alive'], 'body{}']);
  writeFileSync(join(folder, 'reloading'), '');
  expect(await visit('/a%2Fb?c=%20')).toEqual([200, ['close'], 'shop r1 /a%2Fb?c=%20']);
  expect(await visit('/static/a.css')).toEqual([200, ['close'], 'body{}']);
  expect(await visit('/static/none.css')).toEqual([200, ['close'], 'shop r1 /static/none.css']);
});

test('before the first release the site answers 503, and nginx logs no error of its configuration', async () => {
  expect((await over('shop')).status).toBe(503);
  expect(readFileSync(join(folder, 'log/error.log'), 'utf8')).not.toContain('[emerg]');
});
