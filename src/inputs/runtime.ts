import { parseChoice } from './parsers/number.js';
import type { Parsed } from './parsers/parsed.js';
import type { InputReader } from './reader.js';
import { RUNTIMES, type Inputs } from './inputs.js';

/** Inputs that have no meaning without containers. */
const OF_COMPOSE = [
  ...(['compose-file', 'profiles', 'dockerfile', 'target', 'build-args', 'registries', 'app-service'] as const),
  ...(['project-name', 'certify-command', 'renew-command'] as const),
] as const;
const OF_NATIVE = ['start-command', 'python-version'] as const;

/** What runs the release. An input that the chosen runtime cannot use is a problem: it would be ignored in silence. */
export function readRuntime(reader: InputReader): Pick<Inputs, 'runtime' | 'startCommand' | 'pythonVersion'> {
  const runtime = reader.withDefault('runtime', (text) => parseChoice(text, RUNTIMES));
  const isNative = runtime === 'native';
  for (const name of isNative ? OF_COMPOSE : OF_NATIVE) {
    if (reader.text(name) === '') continue;
    reader.addProblem(name, isNative ? 'cannot be used with `runtime: native`' : 'needs `runtime: native`');
  }
  if (isNative && reader.text('proxy') === 'own')
    reader.addProblem('proxy', 'own cannot be used with `runtime: native`');
  return {
    runtime,
    startCommand: reader.optional('start-command', (text) => ({ value: text })),
    pythonVersion: reader.optional('python-version', parsePythonVersion),
  };
}

function parsePythonVersion(text: string): Parsed<string> {
  return /^3\.\d{1,2}$/.test(text) ? { value: text } : { problem: 'is no version of Python such as 3.13' };
}
