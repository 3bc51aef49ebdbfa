import type { ReadTemplate } from '../edge/settings.js';
import { withoutComments } from './program-text.js';

/** The program that looks at a host, to be put after its values; what it prints is for `parseObservation`. */
export function lookProgram(readTemplate: ReadTemplate): string {
  return ['remembered.sh', 'manifest-changes.sh', 'observe-docker.sh', 'observe-edge.sh', 'observe.sh']
    .map((name) => withoutComments(readTemplate(`host/${name}`)))
    .join('');
}
