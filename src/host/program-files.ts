import type { ReadTemplate } from '../templates.js';

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
  const rollback = steps.includes('up') ? ['restore'] : [];
  const called = [...steps, ...rollback].map((step) => `steps/${step}.sh`);
  for (const path of ['start.sh', 'lib.sh', 'remember.sh', ...called]) need(path);
  const supervisor = SUPERVISOR.map((name) => `supervisor/${name}.py`);
  const data = called.some((path) => USES_DATA.has(path)) ? DATA.map((name) => `data/${name}.py`) : [];
  if (data.length > 0) need('steps/data.sh');
  return [
    ...[...found].map(([path, content]) => ({ path, content })),
    ...[...supervisor, ...data].map((path) => ({ path, content: readTemplate(`host/${path}`) })),
  ];
}

/** The modules of the host program; they are sent as they lie. */
export const SUPERVISOR: readonly string[] = [
  ...['containers', 'courier', 'descriptors', 'disk', 'events', 'job', 'journal', 'lines', 'lock', 'main', 'outcome'],
  ...[
    'process',
    'program',
    'reports',
    'rollback',
    'runner',
    'step',
    'steps',
    'survey',
    'sweep',
    'times',
    'watch',
    'worker',
  ],
];

/** The program that looks after the files of a release and after what containers write (templates/host/data). */
export const DATA: readonly string[] = ['__main__', 'inside', 'legacy', 'manifest', 'places', 'sync', 'tree'];
const USES_DATA: ReadonlySet<string> = new Set(['files', 'data', 'restore', 'prune'].map((step) => `steps/${step}.sh`));

/** How a program uses another one of the bundle. */
const USED = /(?:\.|\bsh|\bcat) "\$BUNDLE\/([\w/-]+\.sh)"/g;

/** A program less the lines that only people read: without them a small deploy sends a third less. */
export function withoutComments(program: string): string {
  const [first = '', ...lines] = program.split('\n');
  return [first, ...lines.filter((line) => !/^\s*#/.test(line))].join('\n');
}
