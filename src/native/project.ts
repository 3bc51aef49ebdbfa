import { DeployError } from '../errors/deploy-error.js';
import type { RepositoryFiles } from '../compose/model/files.js';
import { djangoOf, type Django } from './django.js';
import { procfileOf, type ProcfileEntry } from './procfile.js';
import { readPythonWanted, type PythonWanted } from './python-wanted.js';
import { readRequirements, type Requirements } from './requirements.js';
import { serverOf, type AppServer } from './server.js';

/** What a repository asks to run straight on the host, read from its files. */
export interface NativeProject {
  /** Folder of the project within the repository; '' for its root. Commands run there. */
  readonly folder: string;
  readonly server: AppServer;
  /** Processes that answer no visitors. */
  readonly workers: readonly ProcfileEntry[];
  /** Run once before each switch, unless an input says otherwise; undefined: nothing. */
  readonly releaseCommand: string | undefined;
  /** Collects the static files of Django; undefined: the project has none to collect. */
  readonly staticCommand: string | undefined;
  readonly requirements: Requirements;
  /** undefined: any will do. */
  readonly python: PythonWanted | undefined;
  /** Variables that the project needs and that say nothing secret, such as the settings module. */
  readonly environment: ReadonlyMap<string, string>;
  /** How all this was found, as sentences without a full stop. */
  readonly because: readonly string[];
}

export interface NativeOptions {
  /** The input; undefined: it is found. */
  readonly startCommand: string | undefined;
  /** undefined: as the command shows. */
  readonly protocol: 'http' | 'https' | 'uwsgi' | undefined;
  /** Variables of the release's `.env` that are known on the runner. */
  readonly variables: ReadonlyMap<string, string>;
}

/**
 * Reads a project for the native runtime: its Procfile, manage.py, settings and requirements.
 * @throws DeployError nothing-to-deploy, native-project-unclear, native-port-only
 */
export function readNativeProject(files: RepositoryFiles, options: NativeOptions): NativeProject {
  const procfile = procfileOf(files);
  const django = djangoOf(files, options.variables);
  const folder = procfile === undefined ? (django?.folder ?? '') : '';
  const requirements = readRequirements(files, folder);
  const web = procfile?.find(({ name }) => name === 'web');
  const isElsewhere = procfile !== undefined && django !== undefined && django.folder !== folder;
  if (isElsewhere && web === undefined && options.startCommand === undefined) throw withoutWeb(django.folder);
  const server = serverOf(files, { ...options, folder, web, django, requirements });
  if (server === undefined) throw nothingToStart(django);
  const release = procfile?.find(({ name }) => name === 'release');
  return {
    folder,
    server,
    workers: (procfile ?? []).filter(({ name }) => name !== 'web' && name !== 'release'),
    releaseCommand: release?.command,
    staticCommand: django?.staticCommand,
    requirements: { ...requirements, packages: server.packages },
    python: readPythonWanted(files, folder),
    environment: new Map(django === undefined ? [] : [['DJANGO_SETTINGS_MODULE', django.settings]]),
    because: [server.because, ...(django === undefined ? [] : [django.because]), requirements.because],
  };
}

/** What a Procfile starts runs at the root, where this project cannot be imported. */
function withoutWeb(folder: string): DeployError {
  return new DeployError({
    code: 'native-project-unclear',
    what: `The Procfile has no line web: for the Django project in ${folder}`,
    why: 'The processes of a Procfile run at the root of the repository',
    hint: `Add a line such as \`web: gunicorn --chdir ${folder} config.wsgi\` to the Procfile, or the input \`start-command\`.`,
  });
}

function nothingToStart(django: Django | undefined): DeployError {
  return new DeployError({
    code: 'nothing-to-deploy',
    what: 'The repository shows no web process for runtime: native',
    why:
      django === undefined
        ? 'It has neither a Procfile with a line `web:` nor a manage.py'
        : `Django is in ${django.folder || 'the root'}, but no wsgi.py is next to its settings`,
    hint: 'Add the input `start-command`, such as `gunicorn config.wsgi`, or a Procfile with a line `web: gunicorn config.wsgi`.',
  });
}
