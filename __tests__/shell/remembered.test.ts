import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, copyFileSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assignments } from '../../src/host/assignments.js';
import type { HostFacts } from '../../src/host/facts.js';
import { lookProgram } from '../../src/host/observe-script.js';
import { parseObservation } from '../../src/host/parse-facts.js';
import { quote } from '../../src/ssh/quote.js';
import { readTemplate } from '../../src/templates.js';
import { SHELLS, TestHost } from '../support/host-program.js';

jest.setTimeout(60_000);

describe.each(SHELLS)('what a deploy notes of Docker for the next look (%s)', (shell) => {
  let host: TestHost;
  let engine: ChildProcess;
  let plugin: string;

  /** A program that is one, as the real client and plugin are: the shell, which takes their first word for a script to run. */
  const program = (file: string): void => {
    rmSync(file, { force: true });
    copyFileSync('/bin/dash', file);
  };
  const script = (word: string, body: string): void =>
    writeFileSync(join(host.home, word), `printf '%s\\n' "${word} $*" >>"$HOME/asked"\n${body}\n`);
  const startEngine = async (): Promise<void> => {
    copyFileSync('/bin/sleep', join(host.folder, 'dockerd'));
    engine = spawn(join(host.folder, 'dockerd'), ['60'], { stdio: 'ignore' });
    await once(engine, 'spawn');
    writeFileSync(host.engineAt.ENGINE_PID_FILE, `${engine.pid ?? ''}`);
  };

  beforeEach(async () => {
    host = new TestHost(shell);
    plugin = join(host.home, '.docker/cli-plugins/docker-compose');
    mkdirSync(join(host.home, '.docker/cli-plugins'), { recursive: true });
    writeFileSync(host.engineAt.ENGINE_SOCKET, '');
    program(join(host.folder, 'bin/docker'));
    program(plugin);
    script('context', 'echo default');
    script('version', 'case $* in --short) echo 2.40.2 ;; *) echo 28.5.1 ;; esac');
    script('volume', `[ -d '${host.root}/volume' ] && echo '${host.root}/volume'`);
    script('ps', ':');
    host.write('volume/live/a.example.com/fullchain.pem', 'PEM\n');
    await startEngine();
  });
  afterEach(() => {
    engine.kill();
    host[Symbol.dispose]();
  });

  const deploy = async (): Promise<void> => {
    rmSync(join(host.root, 'docker-noted'), { force: true });
    expect((await host.deploy({ steps: [] })).done).toBe('applied');
  };
  /** What a look finds, and the first words of what it asked Docker and the plugin. */
  const look = (env: Readonly<Record<string, string>> = {}): { facts: HostFacts; asked: readonly string[] } => {
    rmSync(join(host.home, 'asked'), { force: true });
    const values = {
      ...{ ROOT_INPUT: host.root, PROJECT: 'site', SOURCE: 'upload', MANIFEST_DIGEST: '', MANIFEST_CHUNKS: '' },
      ...{ CERTIFICATE_NAME: 'a.example.com', CERTIFICATE_VOLUME: 'site_certificates', CRON_MARK: '# mark' },
      ...{ CRON_PID_FILE: '/run/no-such-file', ...host.engineAt },
    };
    const text = `cd ${quote(host.home)}\n${assignments(values)}${lookProgram(readTemplate)}`;
    const facts = parseObservation(host.run(['-c', text], '', env).stdout);
    const asked = host.run(['-c', 'cut -d " " -f 1,2 "$HOME/asked" | sort']).stdout;
    return { facts, asked: asked.split('\n').slice(0, -1) };
  };
  /** The containers, and those of other projects. */
  const only = ['ps --all', 'ps --all'];
  const everything = [...only, 'version --format', 'version --short', 'volume inspect'];
  const found = {
    docker: { version: '28.5.1', access: 'direct', compose: '2.40.2' },
    certificatePem: 'PEM',
  };

  test('is not asked again, and found the same', async () => {
    expect(look()).toMatchObject({ facts: found, asked: everything });
    await deploy();
    const { facts, asked } = look();
    expect({ facts, asked }).toMatchObject({ facts: found, asked: only });
  });

  test('is asked again of an engine that was started anew', async () => {
    await deploy();
    engine.kill();
    await once(engine, 'exit');
    await startEngine();
    script('version', 'case $* in --short) echo 2.40.2 ;; *) echo 29.0.0 ;; esac');
    expect(look()).toMatchObject({
      facts: { docker: { version: '29.0.0' } },
      asked: everything.filter((word) => word !== 'version --short'),
    });
  });

  test('is asked again of a plugin that was replaced, even by one of the same size', async () => {
    await deploy();
    program(`${plugin}.new`);
    renameSync(`${plugin}.new`, plugin);
    script('version', 'case $* in --short) echo 2.41.0 ;; *) echo 28.5.1 ;; esac');
    expect(look()).toMatchObject({ facts: { docker: { compose: '2.41.0' } }, asked: [...only, 'version --short'] });
  });

  test('is asked again where the client leads elsewhere', async () => {
    await deploy();
    const elsewhere = everything.filter((word) => word !== 'version --short');
    expect(look({ DOCKER_HOST: 'tcp://elsewhere' }).asked).toEqual(elsewhere);
    writeFileSync(join(host.home, '.docker/config.json'), '{"currentContext":"elsewhere"}');
    expect(look().asked).toEqual(elsewhere);
  });

  test('is asked again where the note cannot be read or is cut short, and of another user', async () => {
    await deploy();
    const noted = host.read('docker-noted');
    for (const text of [
      '',
      noted.slice(0, 30),
      noted.replaceAll('|', ' '),
      'engine |1\ncompose |1\nvolume |site_certificates|/x\n',
    ]) {
      host.write('docker-noted', text);
      expect(look()).toMatchObject({ facts: found, asked: everything });
    }
    host.write('docker-noted', noted);
    mkdirSync(join(host.folder, 'other/cli-plugins'), { recursive: true });
    program(join(host.folder, 'other/cli-plugins/docker-compose'));
    expect(look({ DOCKER_CONFIG: join(host.folder, 'other') }).asked).toEqual([...only, 'version --short']);
    rmSync(host.engineAt.ENGINE_SOCKET);
    expect(look().asked).toEqual(everything.filter((word) => word !== 'version --short'));
  });

  test('does not bring back a certificate volume that is gone, or one that lies elsewhere', async () => {
    await deploy();
    host.run(['-c', 'rm -rf "$1/volume"', 'sh', host.root]);
    expect(look()).toMatchObject({ facts: { certificatePem: undefined }, asked: [...only, 'volume inspect'] });
    host.write('moved/live/a.example.com/fullchain.pem', 'NEW\n');
    script('volume', `echo '${host.root}/moved'`);
    expect(look().facts.certificatePem).toBe('NEW');
  });

  test('is nothing where a script stands for the program, which may hand on to anything', async () => {
    host.stub('docker', `cd '${host.home}' && exec /bin/dash "$@"`);
    rmSync(plugin);
    writeFileSync(plugin, `#!/bin/sh\ncd '${host.home}' && exec /bin/dash "$@"\n`, { mode: 0o755 });
    await deploy();
    expect(host.read('docker-noted')).toBe('');
    expect(look()).toMatchObject({ facts: found, asked: everything });
  });

  test('is nothing where the client was told of another engine', async () => {
    script('context', 'echo elsewhere');
    await deploy();
    expect(host.read('docker-noted')).not.toMatch(/engine|volume/);
  });

  test('is not noted anew while it holds', async () => {
    await deploy();
    appendFileSync(join(host.root, 'docker-noted'), '\n');
    const noted = host.read('docker-noted');
    await host.deploy({ steps: [] });
    expect(host.read('docker-noted')).toBe(noted);
  });

  test('fails no deploy where it cannot be written', async () => {
    mkdirSync(join(host.root, 'docker-noted/in the way'), { recursive: true });
    expect((await host.deploy({ steps: [] })).done).toBe('applied');
    expect(existsSync(join(host.root, 'docker-noted/in the way'))).toBe(true);
  });
});
