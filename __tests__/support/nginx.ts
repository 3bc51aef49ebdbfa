import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { lt } from 'semver';

/** Where the edge listens in a test, instead of on the ports of a whole container. */
export interface EdgePorts {
  readonly http: number;
  readonly https: number;
  readonly health: number;
  /** UDP port of the name server on 127.0.0.1 that stands in for Docker's. */
  readonly dns: number;
}

/** The machine's nginx with a rendered site; the folder stands in for the volumes. */
export interface Nginx {
  readonly folder: string;
  /** Renames the configuration into place and reloads, as a deployment does. */
  replace(site: string): Promise<void>;
  /** The errors that nginx has written so far. */
  errors(): readonly string[];
  stop(): Promise<void>;
}

const BINARY = 'nginx';

/** Version of the machine's nginx. Throws with the command that installs it. */
export function nginxVersion(): string {
  const run = spawnSync(BINARY, ['-v'], { encoding: 'utf8' });
  const version = /nginx\/(\d+\.\d+\.\d+)/.exec(run.stderr)?.[1];
  if (version === undefined) throw new Error('This test needs nginx: apt-get install nginx-light');
  return version;
}

/** Makes the folder that one nginx lives in. */
export function makeEdgeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'edge-'));
  for (const part of [
    'conf.d',
    'log',
    'temp',
    'acme/.well-known/acme-challenge',
    'vol/static',
    'letsencrypt/live/site',
  ]) {
    mkdirSync(join(folder, part), { recursive: true });
  }
  return folder;
}

/**
 * The same configuration on this machine's ports and paths. Each replacement has to find what it replaces as often as is
 * said, so that a test cannot pass on a text that was not the rendered one. nginx before 1.25.1 does not know `http2 on`, nor
 * the one before 1.27.4 keepalive_min_timeout: what they do is shown in the lab, on the version that users get.
 */
export function adapt(site: string, folder: string, ports: EdgePorts): string {
  const hasTls = site.includes('listen 443');
  const swap = (text: string, what: string, by: string, times: number): string => {
    const found = text.split(what).length - 1;
    if (found !== times)
      throw new Error(`Expected ${times} × ${JSON.stringify(what)} in the configuration, found ${found}`);
    return text.replaceAll(what, by);
  };
  const tls = hasTls ? 1 : 0;
  const swaps: readonly (readonly [string, string, number])[] = [
    ['resolver 127.0.0.11 ', `resolver 127.0.0.1:${ports.dns} `, 1],
    ['listen 80', `listen 127.0.0.1:${ports.http}`, 2],
    ['listen 443 ', `listen 127.0.0.1:${ports.https} `, 2 * tls],
    ['listen 127.0.0.1:8081;', `listen 127.0.0.1:${ports.health};`, 1],
    ['/var/log/nginx/', `${folder}/log/`, 2 + tls],
    ['root /var/www/acme;', `root ${folder}/acme;`, 2],
    ['/etc/nginx/conf.d/', `${folder}/conf.d/`, 1],
    ['root /vol;', `root ${folder}/vol;`, 1],
    ['/etc/letsencrypt/', `${folder}/letsencrypt/`, 2 * tls],
    ...(lt(nginxVersion(), '1.27.4') ? ([['keepalive_min_timeout 65s;', '', 1]] as const) : []),
    ...(lt(nginxVersion(), '1.25.1') ? ([['http2 on;', '', 2 * tls]] as const) : []),
  ];
  return swaps.reduce((text, [what, by, times]) => swap(text, what, by, times), site);
}

function writeSite(folder: string, site: string): void {
  writeFileSync(join(folder, 'site.conf.new'), site);
  renameSync(join(folder, 'site.conf.new'), join(folder, 'conf.d/site.conf'));
}

function mainConfiguration(folder: string): string {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return [
    'daemon off;',
    ...(process.getuid?.() === 0 ? ['user root;'] : []),
    `worker_processes 1; pid ${folder}/nginx.pid; error_log ${folder}/log/error.log notice;`,
    'events { worker_connections 256; }',
    'http { include /etc/nginx/mime.types; default_type application/octet-stream;',
    ...temporary.map((name) => `${name}_temp_path ${folder}/temp/${name};`),
    `include ${folder}/conf.d/*.conf; }`,
  ].join('\n');
}

/** What `nginx -t` says of an adapted site. */
export function testConfiguration(folder: string, site: string): { readonly ok: boolean; readonly says: string } {
  writeFileSync(join(folder, 'nginx.conf'), mainConfiguration(folder));
  writeSite(folder, site);
  const run = spawnSync(BINARY, ['-t', '-c', join(folder, 'nginx.conf')], { encoding: 'utf8' });
  return { ok: run.status === 0, says: run.stderr };
}

/** Starts nginx on an adapted site and waits until it listens on `port`. */
export async function startNginx(folder: string, site: string, port: number): Promise<Nginx> {
  const tested = testConfiguration(folder, site);
  if (!tested.ok) throw new Error(tested.says);
  const child = spawn(BINARY, ['-c', join(folder, 'nginx.conf')], { stdio: 'ignore' });
  const exited = once(child, 'exit');
  await waitForPort(port);
  const leaving = (): number =>
    readFileSync(join(folder, 'log/error.log'), 'utf8').split('gracefully shutting down').length;
  const reload = async (): Promise<void> => {
    const before = leaving();
    child.kill('SIGHUP');
    await sleep(300);
    // On a busy machine the worker with the former configuration takes requests for longer.
    for (let looks = 0; looks < 100 && leaving() === before; looks += 1) await sleep(50);
  };
  return {
    folder,
    errors: () =>
      readFileSync(join(folder, 'log/error.log'), 'utf8')
        .split('\n')
        .filter((line) => line.includes('[error]')),
    async replace(next) {
      const checked = testConfiguration(folder, next);
      if (!checked.ok) throw new Error(checked.says);
      await reload();
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function waitForPort(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const answered = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (answered) return;
    await sleep(50);
  }
  throw new Error(`nginx does not listen on port ${port} after 5 s`);
}
