import type { ReadTemplate } from '../edge/settings.js';

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
  for (const path of ['start.sh', 'apply.sh', ...steps.map((step) => `steps/${step}.sh`)]) need(path);
  const data = steps.some((step) => USES_DATA.has(step)) ? DATA.map((name) => `data/${name}.py`) : [];
  return [
    ...[...found].map(([path, content]) => ({ path, content })),
    // Python is sent as it lies.
    ...data.map((path) => ({ path, content: readTemplate(`host/${path}`) })),
  ];
}

/** The program that looks after the files of a release and after what containers write (templates/host/data). */
const DATA = ['__main__', 'inside', 'legacy', 'manifest', 'places', 'sync', 'tree'];
const USES_DATA: ReadonlySet<string> = new Set(['files', 'data', 'restore', 'prune']);

/** How a program uses another one of the bundle. */
const USED = /(?:\.|\bsh|\bcat) "\$BUNDLE\/([\w/-]+\.sh)"/g;

/** A program less the lines that only people read: without them a small deploy sends a third less. */
export function withoutComments(program: string): string {
  const [first = '', ...lines] = program.split('\n');
  return [first, ...lines.filter((line) => !/^\s*#/.test(line))].join('\n');
}
