import { digestOf } from '../digest.js';
import { listModules, type ReadTemplate } from '../templates.js';
import type { BundlePart } from './tar.js';

/**
 * The host program with its launchers, as parts of a bundle. Of a host that keeps the same program (`kept`: the digest of its
 * `program.json`) only the launchers are sent. The inspection of the host is sent by itself, without a bundle.
 */
export function programParts(
  root: string,
  kept: string | undefined,
  readTemplate: ReadTemplate,
): readonly BundlePart[] {
  const program = packedProgram(readTemplate);
  const digest = digestOf(program);
  const at = JSON.stringify({ path: `${root}/program.json`, sha256: digest });
  return [
    ...['start.sh', 'start.py'].map((path) => ({ path, mode: 0o755, content: readTemplate(`host/${path}`) })),
    kept === digest
      ? { path: 'program-at', mode: 0o644, content: at }
      : { path: 'program.json', mode: 0o644, content: program },
  ];
}

/** The modules of the host program as JSON, text by path: the same text for the same version of the action. */
export function packedProgram(readTemplate: ReadTemplate): string {
  const paths = listModules('host/program').filter((path) => !path.startsWith('observe/'));
  return JSON.stringify(Object.fromEntries(paths.map((path) => [path, readTemplate(`host/program/${path}`)])));
}

/** A shell program less the lines that only people read: the inspection goes on a command line, in the first packets. */
export function withoutComments(program: string): string {
  const [first = '', ...lines] = program.split('\n');
  return [first, ...lines.filter((line) => !/^\s*#/.test(line))].join('\n');
}
