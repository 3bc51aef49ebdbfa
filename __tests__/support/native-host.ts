import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostNative } from '../../src/host/job.js';
import type { BundlePart } from '../../src/host/tar.js';
import { TestHost, type Deployed, type Deployment } from './host-program.js';

/** A host without Docker, as far as the host program sees one: systemd, nginx and pip are stubs that note what they are told. */
export class NativeHost implements Disposable {
  readonly host = new TestHost('dash');
  readonly folder = this.host.folder;
  readonly root = this.host.root;

  constructor() {
    for (const name of ['units', 'state', 'nginx/conf.d', 'systemd'])
      mkdirSync(join(this.folder, name), { recursive: true });
    this.write('nginx/nginx.conf', 'user www-data;\n');
    const { host, folder } = this;
    host.stub('systemctl', systemctl(folder));
    host.stub('journalctl', `echo 'the last line'`);
    host.stub('useradd', 'exit 0');
    // Nobody has the names of owners here.
    host.stub(
      'install',
      'while [ $# -gt 1 ]; do case $1 in -d) ;; -*) shift ;; *) mkdir -p "$1" ;; esac; shift; done; mkdir -p "$1"',
    );
    host.stub('chown', 'exit 0');
    host.stub('chgrp', 'exit 0');
    host.stub('nginx', `cat '${folder}/nginx.says' >&2; [ ! -s '${folder}/nginx.says' ]`);
    host.stub('systemd-run', `for last; do :; done; exec "$last"`);
    host.stub(
      'runuser',
      `case "$*" in
        *'-m venv '*) for last; do :; done; mkdir -p "$last/bin" ;;
        *'-m pip '*) cat '${folder}/pip.says' 2>/dev/null; [ ! -e '${folder}/pip.says' ] ;;
      esac`,
    );
  }

  /** A file below the folder of the test. */
  write(path: string, text: string): void {
    this.host.write(join('../..', path), text);
  }

  read(path: string): string {
    return readFileSync(join(this.folder, path), 'utf8');
  }

  /** From now on a unit falls over when it is started. */
  break(unit: string): void {
    this.write(`units/${unit}.broken`, '');
  }

  async deploy(deployment: Deployment, native: Partial<HostNative> = {}): Promise<Deployed> {
    const { job, parts = [], ...rest } = deployment;
    return await this.host.deploy({
      ...rest,
      parts: [...this.#places(), answers(this.folder), ...parts],
      job: {
        ...job,
        native: { ...usualNative, ...native },
        site: {
          proxy_service: 'nginx',
          certbot_service: null,
          certbot_webroot: join(this.folder, 'acme'),
          ...job?.site,
        },
        app: { ports: [], start_first: true, ...job?.app },
      },
    });
  }

  /** What systemd was told to change, in order; `@` stands for the site's name before a release. */
  changes(): readonly string[] {
    return this.host
      .calls('systemctl')
      .filter((call) => !/^(show|reset-failed|is-active) /.test(call))
      .map((call) => call.replaceAll('ehd-site', '').replace('--quiet ', '').replace('-- ', ''));
  }

  [Symbol.dispose](): void {
    this.host[Symbol.dispose]();
  }

  #places(): readonly BundlePart[] {
    const { folder } = this;
    const places = {
      ...{
        UNITS: 'systemd',
        RUNTIME_UNITS: 'runtime',
        STATE: 'state',
        CACHE: 'cache',
        SOCKETS: 'sockets',
        NGINX: 'nginx',
        RELOADING: 'reloading',
      },
    };
    const text = Object.entries(places).map(([name, place]) => `${name} = ${JSON.stringify(join(folder, place))}\n`);
    return [{ path: 'program/native/places.py', mode: 0o644, content: text.join('') }];
  }
}

const usualNative: HostNative = {
  ...{ name: 'ehd-site', folder: '', start: 'serve --well', workers: [], venv: '', requirements: [], packages: [] },
  ...{ python: 'python3', system_packages: [], static_command: '', environment: {}, memory_max_bytes: null },
};

/** Releases answer as the file `answer` says, 200 if there is none. */
function answers(folder: string): BundlePart {
  const content = `
import os
from typing import NamedTuple

class Target(NamedTuple):
    socket: str
    protocol: str
    request: object

class Question:
    def __init__(self, commands, bundle, target, seconds):
        path = ${JSON.stringify(join(folder, 'answer'))}
        self._status = int(open(path).read()) if os.path.exists(path) else 200

    def is_over(self):
        return True

    def status(self):
        return self._status

    def end(self):
        pass
`;
  return { path: 'program/native/ask.py', mode: 0o644, content };
}

/** Keeps the state of units in files: \`UNIT.up\`, \`UNIT.enabled\`; one that is \`UNIT.broken\` has ended when it is
 * looked at, and one that is \`UNIT.failed\` for good. */
function systemctl(folder: string): string {
  return `cd '${folder}/units'
    word=$1; shift
    case "$word $*" in
      'show --property=MainPID --value nginx.service') [ -e nginx.service.up ] && echo 4194305 || echo 0; exit ;;
    esac
    while [ $# -gt 0 ]; do case $1 in -*) shift ;; *) break ;; esac; done
    for unit; do
      case $word in
        start) : >"$unit.up" ;;
        stop) rm -f "$unit.up" ;;
        enable) : >"$unit.enabled" ;;
        disable) rm -f "$unit.enabled" ;;
        show)
          state='active running'
          [ -e "$unit.up" ] || state='inactive dead'
          [ ! -e "$unit.broken" ] || [ ! -e "$unit.up" ] || state='activating auto-restart'
          [ ! -e "$unit.failed" ] || state='failed failed'
          printf 'Id=%s\\nActiveState=%s\\nSubState=%s\\nExecMainCode=1\\nExecMainStatus=3\\n\\n' "$unit" $state ;;
      esac
    done`;
}
