import type { ReadTemplate } from '../templates.js';
import { assignments } from './assignments.js';
import { modulesBehind } from './module-imports.js';
import { withoutComments } from './program-files.js';

/** What the host is asked; templates/host/program/observe/question.py reads it. */
export interface InspectionQuestion {
  /** As the user gave it: it may begin with `~`. */
  readonly root: string;
  /** The compose project's name of a site that is new on this host. */
  readonly project: string;
  /** The name that a site made before 0.2 has. */
  readonly project_before: string;
  readonly source: 'upload' | 'git';
  readonly certificate_name: string;
  /** `{project}` at its beginning stands for the project's name; null: there is none that we can see. */
  readonly certificate_volume: string | null;
  /** A folder instead of a volume, relative to what the site keeps of its repository, or absolute; null: there is none. */
  readonly certificate_folder: string | null;
  readonly cron_pid_file: string;
  /** OWNER/NAME */
  readonly repository: string;
  readonly compose_digest: string;
  /** The site's word in the names of its user and units; null: docker compose runs the release. */
  readonly native: string | null;
  /** Paths of the repository that may outlive releases. */
  readonly data_paths: readonly string[];
  /** Path of the release's `.env`: somebody may have prepared one there. */
  readonly env_path: string;
  /** Names of variables: the host says which of them its `.env` has, and nothing else of it. */
  readonly env_names: readonly string[];
  /** What the runner's manifest holds; null: it is not known yet, and is told on standard input, as `DIGEST CHUNKS`. */
  readonly manifest: { readonly digest: string; readonly chunks: string } | null;
  /** Tags that may mean another image by now, and where to ask. */
  readonly images: readonly ImageQuestion[];
  /** What has to be on the host already. */
  readonly externals: readonly { readonly kind: 'network' | 'volume' | 'container'; readonly name: string }[];
  /** Whether logins for registries come first on standard input, as a line of JSON: nothing secret is on a command line. */
  readonly awaits_logins: boolean;
}

export interface ImageQuestion {
  /** As the compose file or the Dockerfile has it. */
  readonly name: string;
  readonly registry: string;
  readonly repository: string;
  readonly tag: string;
}

/** What asks registries; only sent if there is something to ask. */
const REGISTRIES = /^observe\/(images|logins|registry|registry_http|said)\.py$/;

/** What looks for nginx, certbot, Python and the site's units; only sent for a site without Docker. */
const NATIVE = /^observe\/native(_units)?\.py$/;

/** The program that inspects a host. What it prints is for `parseObservation`. */
export function inspectionProgram(question: InspectionQuestion, readTemplate: ReadTemplate): string {
  const isNeeded = (path: string): boolean =>
    (question.images.length > 0 || !REGISTRIES.test(path)) &&
    (question.native !== null || !NATIVE.test(path)) &&
    (question.externals.length > 0 || path !== 'observe/externals.py');
  // With the rights of root it loads itself once more (observe/privileged.py).
  const modules = [...modulesBehind('observe/main.py', readTemplate).filter(isNeeded), 'observe/load.py'];
  return sentProgram(
    { main: 'observe.main', modules, question, root: question.root, project: question.project },
    readTemplate,
  );
}

/** What a look at the containers of a project is told; `before` is what the look before said for this one. */
export interface ServicesQuestion {
  readonly project: string;
  /** The site's folder. */
  readonly root: string;
  /** The site's name. */
  readonly site: string;
  readonly before: string;
  /** Those that count: others of the project are of profiles that are not active. */
  readonly services: readonly string[];
}

/** The program that looks at the containers once, see services.ts. */
export function servicesProgram(question: ServicesQuestion, readTemplate: ReadTemplate): string {
  const modules = modulesBehind('health/watch.py', readTemplate);
  return sentProgram({ main: 'health.watch', modules, question, root: '', project: question.project }, readTemplate);
}

/** Which commit the host fetches, and from where; templates/host/program/files/fetch_commit.py reads it. */
export interface CommitRequest {
  /** The site's folder. */
  readonly root: string;
  readonly url: string;
  readonly sha: string;
  /** known_hosts lines of the git server. */
  readonly known_hosts: string;
}

/** The program that fetches a commit into the site's repository on the host. */
export function fetchProgram(question: CommitRequest, readTemplate: ReadTemplate): string {
  const modules = modulesBehind('files/fetch_commit.py', readTemplate);
  return sentProgram({ main: 'files.fetch_commit', modules, question, root: question.root, project: '' }, readTemplate);
}

interface SentProgram {
  /** The module whose `main` is called. */
  readonly main: string;
  /** Paths below templates/host/program. */
  readonly modules: readonly string[];
  readonly question: object;
  readonly root: string;
  readonly project: string;
}

/** A part of the Python program as a POSIX sh program that starts it, see templates/host/observe.sh. */
function sentProgram({ main, modules, question, root, project }: SentProgram, readTemplate: ReadTemplate): string {
  const texts = modules.map((path) => [moduleName(path), withoutWords(readTemplate(`host/program/${path}`))]);
  return (
    assignments({
      LOAD: withoutWords(readTemplate('host/program/observe/load.py')),
      SENT: JSON.stringify({ main, modules: Object.fromEntries(texts) as object, question }),
      ROOT_INPUT: root,
      PROJECT: project,
    }) + withoutComments(readTemplate('host/observe.sh'))
  );
}

/** A module less what only people read: the program goes on a command line, and should fit into the first packets of a connection. */
function withoutWords(module: string): string {
  return module
    .replace(/^( *)"""[^]*?"""\n/gm, '$1""\n')
    .replace(/^ *#.*\n/gm, '')
    .replace(/\n{2,}/g, '\n');
}

function moduleName(path: string): string {
  return path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
}
