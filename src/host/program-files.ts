import { hasTemplate, listModules, type ReadTemplate } from '../templates.js';

/** A file of the host program, by its path in the bundle. */
interface ProgramFile {
  readonly path: string;
  readonly content: string;
}

/** The files of the host program that these steps need, and no others: what they read in, run, or hand on. */
export function programsFor(steps: readonly string[], readTemplate: ReadTemplate): readonly ProgramFile[] {
  const found = new Map<string, string>();
  const need = (path: string): void => {
    if (found.has(path)) return;
    const content = withoutComments(readTemplate(`host/${path}`));
    found.set(path, content);
    for (const [, other = ''] of content.matchAll(USED)) need(other);
  };
  // A rollback brings back the files of its release as well.
  const rollback = steps.some((step) => step === 'up' || step === 'rollback') ? ['rollback', 'data'] : [];
  const called = [...new Set([...steps, ...rollback])].map((step) => `steps/${step}.sh`);
  for (const path of ['start.sh', 'lib.sh', ...called.filter((path) => hasTemplate(`host/${path}`))]) need(path);
  return [...[...found].map(([path, content]) => ({ path, content })), ...programModules(readTemplate)];
}

/** The Python part of the host program, as it lies; the inspection of the host is sent by itself. */
export function programModules(readTemplate: ReadTemplate): readonly ProgramFile[] {
  return listModules('host/program')
    .filter((path) => !path.startsWith('observe/'))
    .map((path) => ({ path: `program/${path}`, content: readTemplate(`host/program/${path}`) }));
}

/** How a program uses another one of the bundle. */
const USED = /(?:\.|\bsh|\bcat) "\$BUNDLE\/([\w/-]+\.sh)"/g;

/** A program less the lines that only people read: without them a small deploy sends a third less. */
export function withoutComments(program: string): string {
  const [first = '', ...lines] = program.split('\n');
  return [first, ...lines.filter((line) => !/^\s*#/.test(line))].join('\n');
}
