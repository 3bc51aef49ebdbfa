import { posix } from 'node:path';
import type { RepositoryFiles } from '../compose/model/files.js';
import type { Django } from './django.js';
import { withHeldSocket } from './held-socket.js';
import type { NativeOptions } from './project.js';
import type { ProcfileEntry } from './procfile.js';
import { hasPackage, type Requirements } from './requirements.js';
import { findUwsgiIni, readUwsgiIni } from './uwsgi-ini.js';

/** The web process. It takes the socket that systemd holds for it as descriptor 3 (man systemd.socket). */
export interface AppServer {
  /** For `sh -c 'exec …'`. */
  readonly command: string;
  readonly protocol: 'http' | 'uwsgi';
  /** Packages that it needs and that the requirements do not have. */
  readonly packages: readonly string[];
  /** Text of the settings file that the command names (`uwsgi.ini` of the release's record); '' for none. */
  readonly settings: string;
  /** Why this one, as a sentence without a full stop. */
  readonly because: string;
}

/** The file of `AppServer.settings`, relative to the project's folder in the release. */
function settingsPath(folder: string): string {
  const up = posix.relative(posix.join('/releases/release', folder), '/');
  return `${up}/records/"$RELEASE"/uwsgi.ini`;
}

interface Found extends Pick<NativeOptions, 'startCommand' | 'protocol'> {
  /** In which the process runs. */
  readonly folder: string;
  readonly web: ProcfileEntry | undefined;
  readonly django: Django | undefined;
  readonly requirements: Requirements;
}

/** Wheels of uWSGI for Python 3.9 to 3.14, x86_64 and aarch64 (pypi.org/project/pyuwsgi). */
const PYUWSGI = 'pyuwsgi==2.0.30.post1';
/** On SIGTERM uWSGI refuses new connections and finishes those in flight; without the hook it would reload. */
const STOPS = "--hook-master-start 'unix_signal:15 gracefully_kill_them_all'";
/** The buffer is for cookies and long query strings, which need more than the default of 4096 bytes. */
const USUAL =
  '--enable-threads --processes 2 --threads 4 --buffer-size 16384 --harakiri 60 --disable-logging --log-5xx';

/**
 * The web process: the input, else `web:` of the Procfile, else the server that the requirements name, else uWSGI for Django.
 * @throws DeployError native-port-only
 */
export function serverOf(files: RepositoryFiles, found: Found): AppServer | undefined {
  if (found.startCommand !== undefined) return given(found.startCommand, 'start-command starts it', found);
  if (found.web !== undefined) return given(found.web.command, 'the line `web:` of the Procfile starts it', found);
  const { django, requirements, folder } = found;
  if (django?.wsgi === undefined) return undefined;
  if (hasPackage(requirements, 'gunicorn') && !hasPackage(requirements, 'uwsgi', 'pyuwsgi'))
    return {
      command: `gunicorn --workers 2 --threads 4 ${django.wsgi}`,
      protocol: 'http',
      ...{ packages: [], settings: '' },
      because: 'gunicorn starts it, which the requirements name',
    };
  const isNamed = hasPackage(requirements, 'uwsgi', 'pyuwsgi');
  const packages = isNamed ? [] : [PYUWSGI];
  const because = isNamed
    ? 'uWSGI starts it, which the requirements name'
    : 'uWSGI starts it, which comes with the native runtime';
  const module = `--module ${django.wsgi}`;
  const own = readUwsgiIni(files, folder);
  if (own === undefined) {
    const unused = findUwsgiIni(files, folder);
    return {
      ...{
        command: `uwsgi --master --need-app ${STOPS} ${USUAL} ${module}`,
        protocol: 'uwsgi',
        packages,
        settings: '',
      },
      because: unused === undefined ? because : `${because}; ${unused} is not used, since it includes other files`,
    };
  }
  const words = [...(own.namesProcesses ? [] : ['--processes 2']), ...(own.namesModule ? [] : [module])];
  const left = own.leftOut.length === 0 ? '' : `, but for ${own.leftOut.join(', ')}: the native runtime decides these`;
  return {
    command: ['uwsgi', `--ini ${settingsPath(folder)}`, '--master --need-app', STOPS, ...words].join(' '),
    ...{ protocol: 'uwsgi', packages, settings: own.text },
    because: `${because}, with the options of ${own.path}${left}`,
  };
}

/** A command that a person wrote. @throws DeployError native-port-only */
function given(written: string, because: string, { protocol }: Found): AppServer {
  const { command, change } = withHeldSocket(written);
  const isUwsgi = /^(?:\S*\/)?uwsgi(?:\s|$)/.test(command.trim());
  return {
    command,
    protocol: protocol === 'uwsgi' || (protocol === undefined && isUwsgi) ? 'uwsgi' : 'http',
    ...{ packages: [], settings: '' },
    because: change === '' ? because : `${because}, ${change}`,
  };
}
