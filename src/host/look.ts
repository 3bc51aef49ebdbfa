import type { ReadTemplate } from '../edge/settings.js';
import { withoutComments } from './program-text.js';

/** The program that looks at a host, to be put after its values; what it prints is for `parseObservation`. */
export function lookProgram(readTemplate: ReadTemplate): string {
  return ['host/observe-docker.sh', 'host/observe.sh'].map((path) => withoutComments(readTemplate(path))).join('');
}
