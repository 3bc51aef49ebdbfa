import { deflateSync } from 'node:zlib';
import type { ReadTemplate } from '../templates.js';
import { withoutComments } from './program-files.js';

/** The program that looks at a host, to be put after its values; what it prints is for `parseObservation`. */
export function lookProgram(readTemplate: ReadTemplate): string {
  const parts = ['remembered', 'manifest-changes', 'observe-docker', 'observe-data', 'observe-edge', 'observe'];
  return parts
    .map((name) => `${name}.sh`)
    .map((name) => withoutComments(readTemplate(`host/${name}`)))
    .join('');
}

/** The Python part of the look, packed: with the rest of the look it goes on a command line, which is not compressed. */
export function lookData(readTemplate: ReadTemplate): string {
  return deflateSync(readTemplate('host/look_data.py')).toString('base64');
}
