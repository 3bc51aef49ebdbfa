import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const root = fileURLToPath(new URL('../../samples', import.meta.url));

/** See the table in samples/README.md. */
const expectationSchema = z.strictObject({
  about: z.string(),
  entry: z.string().optional(),
  port: z.number().nullable().optional(),
  files: z.array(z.string()).optional(),
  data: z.array(z.string()).optional(),
  warns: z.string().optional(),
  refused: z.string().optional(),
  names: z.array(z.string()).optional(),
  proxy: z.enum(['own', 'own-acme']).optional(),
  plans: z.literal(true).optional(),
  page: z.string().optional(),
  inputs: z.record(z.string(), z.string()).optional(),
});

export type Expectation = z.infer<typeof expectationSchema>;

/** A small project in a shape that people have, and what is to be found in it. */
export interface Sample {
  readonly name: string;
  readonly folder: string;
  readonly expected: Expectation;
}

/** All samples, by name. Throws for one whose expect.json is not as samples/README.md has it. */
export function readSamples(): readonly Sample[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .map(readSample);
}

export function readSample(name: string): Sample {
  const folder = path.join(root, name);
  const expected = expectationSchema.safeParse(JSON.parse(readFileSync(path.join(folder, 'expect.json'), 'utf8')));
  if (!expected.success) throw new Error(`samples/${name}/expect.json: ${z.prettifyError(expected.error)}`);
  return { name, folder, expected: expected.data };
}

/** Whether a sample is there to be deployed, and not only to be planned or refused. */
export function isDeployed({ expected }: Sample): boolean {
  return expected.refused === undefined && expected.plans !== true;
}
