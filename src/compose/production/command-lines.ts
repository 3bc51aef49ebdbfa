/** The command lines of a text; those that a backslash continues are one. */
export function commandLines(text: string): readonly string[] {
  return text.replace(/\\\r?\n/g, ' ').split(/\r?\n|&&|\|\||[;|]/);
}

/** Compose files that a command line names by `-f` or `COMPOSE_FILE`, as it writes them. */
export function composeFilesOf(line: string): readonly string[] {
  return [...filesOf(line), ...composeFileOf(line)];
}

/** Whether a command line starts containers, or is the beginning of such a command that is kept in a variable. */
export function isStart(line: string): boolean {
  return STARTS.test(line);
}

/** Whether a command line starts what compose finds by itself. */
export function isBareStart(line: string): boolean {
  return /\bdocker[- ]compose\s/.test(line) && /\sup(?=\s|["'`]|$)/.test(line) && !/\s(?:-f|--file)[\s=]/.test(line);
}

/** `up` on the line, or the beginning of a command that is kept in a variable; `stack deploy` of Swarm. */
const STARTS = /\sup(?=\s|["'`]|$)|^\s*(?:export\s+)?\w+\s*[:?]?=|\sstack\s+deploy\s/;

function filesOf(line: string): readonly string[] {
  const flags = /(?:^|[\s"'`(])(?:-f|--file|-c|--compose-file)(?:\s+|=)["']?([^\s"'`]+\.ya?ml)/g;
  return [...line.matchAll(flags)].map(([, path]) => path ?? '');
}

/** `COMPOSE_FILE=a:b`; the lines were cut at `;` before. */
function composeFileOf(line: string): readonly string[] {
  const listed = /\bCOMPOSE_FILE\s*[:?]?[=:]\s*["']?([^\s"']+)/.exec(line)?.[1];
  return listed === undefined ? [] : listed.split(':');
}
