import { parseChoice } from './parsers/number.js';
import type { Parsed } from './parsers/parsed.js';
import { listed } from './project.js';
import type { InputReader } from './reader.js';
import { RUNTIMES, type Inputs } from './inputs.js';

/** Inputs that have no meaning without containers. */
const OF_COMPOSE = [
  ...(['compose-file', 'profiles', 'dockerfile', 'target', 'build-args', 'registries', 'app-service'] as const),
  ...(['project-name', 'certify-command', 'renew-command'] as const),
] as const;
const OF_NATIVE = ['start-command', 'python-version', 'system-packages'] as const;

type Chosen = Pick<Inputs, 'runtime' | 'startCommand' | 'pythonVersion' | 'systemPackages'>;

/** What runs the release. An input that the chosen runtime cannot use is a problem: it would be ignored in silence. */
export function readRuntime(reader: InputReader): Chosen {
  const runtime = reader.withDefault('runtime', (text) => parseChoice(text, RUNTIMES));
  const isNative = runtime === 'native';
  for (const name of isNative ? OF_COMPOSE : OF_NATIVE) {
    if (reader.text(name) === '') continue;
    reader.addProblem(name, isNative ? 'cannot be used with `runtime: native`' : 'needs `runtime: native`');
  }
  if (isNative && reader.text('proxy') === 'own')
    reader.addProblem('proxy', 'own cannot be used with `runtime: native`');
  const systemPackages = listed(reader, 'system-packages', /[\s,]+/, parsePackage) ?? [];
  if (systemPackages.length > 0 && reader.text('bootstrap') === 'false')
    reader.addProblem('system-packages', 'needs `bootstrap: true`, which is the default');
  return {
    runtime,
    systemPackages,
    startCommand: reader.optional('start-command', (text) => ({ value: text })),
    pythonVersion: reader.optional('python-version', parsePythonVersion),
  };
}

/** By the rules of Debian and of RPM; no option of a package tool begins so. */
function parsePackage(text: string): Parsed<string> {
  return /^[A-Za-z0-9][A-Za-z0-9.+_-]*$/.test(text) ? { value: text } : { problem: 'is no name of a package' };
}

function parsePythonVersion(text: string): Parsed<string> {
  return /^3\.\d{1,2}$/.test(text) ? { value: text } : { problem: 'is no version of Python such as 3.13' };
}
