import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderProxy } from '../../src/proxy/render.js';
import type { ProxySettings } from '../../src/proxy/settings.js';
import { serveAppName, type AppName } from './app-name.js';
import { serveHttp, type AppServer } from './app-server.js';
import { ask, type Answer, type Question } from './ask.js';
import { freePort } from './free-port.js';
import { adapt, makeEdgeFolder, startNginx, testConfiguration, type EdgePorts, type Nginx } from './nginx.js';

/** The first of the site's names. */
export const NAME = 'app.example.com';

const settings: ProxySettings = {
  names: [NAME, 'www.example.com'],
  maxBodySize: '10m',
  trustedProxies: [],
  tls: true,
  hstsMaxAgeSeconds: 0,
  certificateName: 'site',
};

/** The rendered edge on the machine's own nginx, with one app behind it that echoes and a name server that finds it. */
export interface Edge {
  readonly app: AppServer;
  readonly appName: AppName;
  readonly healthPort: number;
  check(change: Partial<ProxySettings>): { readonly ok: boolean; readonly says: string };
  start(change?: Partial<ProxySettings>): Promise<void>;
  /** Renders again, renames the file into place and reloads. */
  change(change: Partial<ProxySettings>): Promise<void>;
  /** Lets the edge ask this release at this `host:port` from the next request on, as a deployment does. */
  turn(release: string, target: string, protocol?: string): void;
  /** The last errors that nginx wrote. */
  errors(): readonly string[];
  /** Puts a file into the folder that stands for the ACME webroot or `/vol`. */
  put(volume: 'acme' | 'vol', path: string, content: string): void;
  readonly port: number;
  readonly tlsPort: number;
  overHttp(question?: Partial<Question>): Promise<Answer>;
  overHttps(question?: Partial<Question>): Promise<Answer>;
  close(): Promise<void>;
}

/** An app that sends back what it was asked, of the body its length; request headers `x-answer-…` come back as headers of the answer. */
export function echo(at = { address: '127.0.0.1', port: 0 }, says = 'app'): Promise<AppServer> {
  return serveHttp((request, response) => {
    for (const [name, value] of Object.entries(request.headers)) {
      if (name.startsWith('x-answer-')) response.setHeader(name.slice('x-answer-'.length), value ?? '');
    }
    response.setHeader('content-type', 'application/json');
    const { url, headers } = request;
    let body = 0;
    request.on('data', (chunk: Buffer) => (body += chunk.length));
    request.on('end', () => response.end(JSON.stringify({ says, url, headers, body })));
  }, at);
}

/** Nothing runs yet but the app and its name server; `start` starts nginx. */
export async function openEdge(): Promise<Edge> {
  const folder = makeEdgeFolder();
  makeCertificate(join(folder, 'letsencrypt/live/site'));
  const [appName, app] = [await serveAppName('app'), await echo()];
  appName.addresses = ['127.0.0.1'];
  const [http, https, health] = await Promise.all([freePort(), freePort(), freePort()]);
  const ports: EdgePorts = { http, https, health, dns: appName.port };
  let nginx: Nginx | undefined;
  const turnTo: Edge['turn'] = (release, target, protocol = 'http') =>
    turn(join(folder, 'conf.d/live'), `${protocol}/${target}/${release}`);
  turnTo('edge-release', `app:${app.port}`);

  const render = (change: Partial<ProxySettings>): string => {
    const files = renderProxy({ ...settings, ...change }, readTemplate);
    return adapt(files[0]?.content ?? '', folder, ports);
  };
  return {
    app,
    appName,
    healthPort: health,
    port: http,
    tlsPort: https,
    check: (change) => testConfiguration(folder, render(change)),
    async start(change = {}) {
      nginx = await startNginx(folder, render(change), http);
    },
    change: async (change) => nginx?.replace(render(change)),
    turn: turnTo,
    errors: () => nginx?.errors().slice(-5) ?? [],
    put: (volume, path, content) => writeFileSync(join(folder, volume, path), content),
    overHttp: (question) => ask({ port: http, host: NAME, ...question }),
    overHttps: (question) => ask({ port: https, host: NAME, tls: true, ...question }),
    async close() {
      await nginx?.stop();
      await app.close();
      appName.close();
    },
  };
}

function turn(live: string, place: string): void {
  mkdirSync(join(live, place), { recursive: true });
  symlinkSync(place, join(live, 'current.next'));
  renameSync(join(live, 'current.next'), join(live, 'current'));
}

/** Tests run from the root of the repository. */
function readTemplate(relative: string): string {
  return readFileSync(join('templates', relative), 'utf8');
}

export function makeCertificate(folder: string): void {
  const run = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
    ...['-subj', `/CN=${NAME}`, '-keyout', join(folder, 'privkey.pem'), '-out', join(folder, 'fullchain.pem')],
  ]);
  if (run.status !== 0) throw new Error('This test needs openssl: apt-get install openssl');
}
