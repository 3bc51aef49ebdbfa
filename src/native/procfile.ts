import type { RepositoryFiles } from '../compose/model/files.js';
import { DeployError } from '../errors/deploy-error.js';

/** A process of a Procfile, one line of it: `name: command` (https://devcenter.heroku.com/articles/procfile). */
export interface ProcfileEntry {
  readonly name: string;
  /** For `sh -c`. */
  readonly command: string;
}

/** undefined: the repository has no Procfile at its root. @throws DeployError native-project-unclear */
export function procfileOf(files: RepositoryFiles): readonly ProcfileEntry[] | undefined {
  return files.exists('Procfile') ? parseProcfile(files.read('Procfile')) : undefined;
}

/** @throws DeployError native-project-unclear */
export function parseProcfile(text: string): readonly ProcfileEntry[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const entries = lines.filter((line) => line !== '' && !line.startsWith('#')).map(parseLine);
  const twice = entries.find(({ name }, at) => entries.findIndex((one) => one.name === name) !== at);
  if (twice !== undefined) throw invalidProcfile(`it has two lines ${twice.name}:`);
  return entries;
}

function parseLine(line: string): ProcfileEntry {
  const [, name = '', command = ''] = /^([A-Za-z0-9_-]+):\s*(\S.*)$/.exec(line) ?? [];
  if (name === '') throw invalidProcfile(`this line is not \`name: command\`: ${line}`);
  // The name becomes a part of a unit's name.
  if (!/^[a-z0-9][a-z0-9-]{0,19}$/.test(name))
    throw invalidProcfile(`the name ${name} is not 1 to 20 lower case letters, digits and -`);
  return { name, command };
}

function invalidProcfile(why: string): DeployError {
  return new DeployError({
    code: 'native-project-unclear',
    what: `The Procfile cannot be read: ${why}`,
    hint: 'Write one line for each process, such as `web: gunicorn config.wsgi` and `worker: celery -A config worker`.',
  });
}
