import { readFileSync } from 'node:fs';
import ssh2 from 'ssh2';
import { DeployError } from '../../src/errors/deploy-error.js';
import type { Inputs } from '../../src/inputs/inputs.js';
import { parseInputs } from '../../src/inputs/parse.js';
import { openRepository } from '../../src/repository/repository.js';
import type { Stack } from '../../src/compose/stack.js';
import type { FileEntry } from '../../src/repository/manifest/manifest.js';
import type { Sample } from './samples.js';

/** What the action finds in a sample before it has a host, or with which error it stops there. */
export type Reading =
  | { readonly kind: 'read'; readonly stack: Stack; readonly files: readonly FileEntry[] }
  | { readonly kind: 'refused'; readonly error: DeployError };

const loginKey = ssh2.utils.generateKeyPairSync('ed25519', { comment: 'samples' }).private;

/** The inputs of a workflow that sets only host, key and domain, and what the sample's shape needs. */
export function inputsOf({ name, folder, expected }: Sample): Inputs {
  const given: Readonly<Record<string, string>> = {
    host: 'host.example.com',
    'ssh-key': loginKey,
    domain: `${name}.lab.test`,
    ...expected.inputs,
  };
  const job = { repository: `example/${name}`, sha: '0'.repeat(40), variable: () => undefined };
  const read = (file: string): string => readFileSync(file, 'utf8');
  return parseInputs(
    (input) => given[input] ?? '',
    { workspace: folder, ...job },
    () => undefined,
    read,
  );
}

/** Reads a sample as the action does on the runner. Throws what is no DeployError. */
export async function readingOf(sample: Sample): Promise<Reading> {
  try {
    const { stack, listing } = await openRepository(inputsOf(sample));
    return { kind: 'read', stack, files: (await listing).files };
  } catch (error) {
    if (error instanceof DeployError) return { kind: 'refused', error };
    throw error;
  }
}
