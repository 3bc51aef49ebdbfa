import { listModules, type ReadTemplate } from '../templates.js';

/** A file of the host program, by its path in the bundle. */
interface ProgramFile {
  readonly path: string;
  readonly content: string;
}

/** The host program as it lies in templates/, with its launcher. The inspection of the host is sent by itself, without a bundle. */
export function programFiles(readTemplate: ReadTemplate): readonly ProgramFile[] {
  const modules = listModules('host/program').filter((path) => !path.startsWith('observe/'));
  return [
    { path: 'start.sh', content: readTemplate('host/start.sh') },
    ...modules.map((path) => ({ path: `program/${path}`, content: readTemplate(`host/program/${path}`) })),
  ];
}

/** A shell program less the lines that only people read: the inspection goes on a command line, in the first packets. */
export function withoutComments(program: string): string {
  const [first = '', ...lines] = program.split('\n');
  return [first, ...lines.filter((line) => !/^\s*#/.test(line))].join('\n');
}
