import { DeployError } from '../../../src/errors/deploy-error.js';
import { parseInputs } from '../../../src/inputs/parse.js';
import type { Inputs } from '../../../src/inputs/inputs.js';

export const SHA = 'c0ffee'.padEnd(40, '0');
export const KEY = '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n-----END OPENSSH PRIVATE KEY-----\n';
export const PIN = `SHA256:${'A'.repeat(43)}`;
export const LEAST = { host: '203.0.113.7', 'ssh-key': KEY, domain: 'app.example.com' };

export interface Reading {
  readonly inputs: Inputs | undefined;
  readonly error: DeployError | undefined;
  readonly masked: readonly string[];
}

export function read(
  given: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>> = {},
  variables: Readonly<Record<string, string>> = {},
): Reading {
  const masked: string[] = [];
  const readFile = (path: string): string => {
    const text = files[path];
    if (text === undefined) throw Object.assign(new Error(`ENOENT: no such file, open '${path}'`), { code: 'ENOENT' });
    return text;
  };
  const variable = (name: string): string | undefined => variables[name];
  const environment = { workspace: '/workspace', repository: 'octo/my-site', sha: SHA, variable };
  try {
    const inputs = parseInputs(
      (name) => given[name] ?? '',
      environment,
      (value) => masked.push(value),
      readFile,
    );
    return { inputs, error: undefined, masked };
  } catch (thrown) {
    if (thrown instanceof DeployError) return { inputs: undefined, error: thrown, masked };
    throw thrown;
  }
}

/** The problems told, or none. */
export function problemsOf(
  given: Readonly<Record<string, string>>,
  files?: Readonly<Record<string, string>>,
  variables?: Readonly<Record<string, string>>,
): readonly string[] {
  const { error } = read(given, files, variables);
  return error?.why?.split('\n').map((line) => line.replace(/^- /, '')) ?? [];
}
