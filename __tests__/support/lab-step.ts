import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { deploy, type DeployOptions } from '../../lab/deploy.js';
import type { HostName } from '../../lab/hosts/definition.js';
import type { Lab } from '../../lab/lab.js';
import type { RunResult } from '../../lab/runner.js';

/** A folder that a test deploys and changes between deploys. */
export interface SmallRepository {
  readonly folder: string;
  /** Writes files, making their folders; undefined takes a file away. */
  write(files: Readonly<Record<string, string | undefined>>): Promise<void>;
  remove(): Promise<void>;
}

/** A repository whose last part of the path is `name`, from which the lab takes the name of the site. */
export async function makeRepository(name: string, files: Readonly<Record<string, string>>): Promise<SmallRepository> {
  const parent = await mkdtemp(path.join(tmpdir(), 'small-repository-'));
  const folder = path.join(parent, name);
  const repository: SmallRepository = {
    folder,
    async write(changes) {
      for (const [file, text] of Object.entries(changes)) {
        const place = path.join(folder, file);
        await mkdir(path.dirname(place), { recursive: true });
        await (text === undefined ? rm(place) : writeFile(place, text));
      }
    },
    remove: () => rm(parent, { recursive: true, force: true }),
  };
  await mkdir(folder);
  await repository.write(files);
  return repository;
}

/** One run of the action, and what it says of itself. */
export interface StepRun extends RunResult {
  /** The code of the error that ended the run. */
  readonly code: string | undefined;
  /** The log from the error on, with what to do. */
  readonly error: string;
  /** Kinds of the steps that were begun, in order. */
  readonly begun: readonly string[];
}

const planSchema = z.object({ steps: z.array(z.object({ kind: z.string(), state: z.string() })) });

/** Runs the action on a host of the lab as a step of a workflow. Throws when it told of more than one error. */
export async function runStep(
  lab: Lab,
  host: HostName,
  folder: string,
  inputs: Readonly<Record<string, string>>,
  more: Pick<DeployOptions, 'env' | 'onLine' | 'signal'> = {},
): Promise<StepRun> {
  const result = await deploy({ lab, folder, host, inputs, ...more });
  const codes = [...result.log.matchAll(/More: the section "([a-z0-9-]+)" of docs\/errors\.md/g)].map(
    ([, code = '']) => code,
  );
  if (codes.length > 1) throw new Error(`The run told of ${codes.length} errors, not of one:\n${result.log}`);
  const plan = result.outputs['plan'] ?? '';
  return {
    ...result,
    code: codes[0],
    error: result.log.slice(Math.max(0, result.log.search(/^##\[error\]|^.*\[[a-z0-9-]+\]$/m))),
    begun:
      plan === ''
        ? []
        : planSchema
            .parse(JSON.parse(plan))
            .steps.filter(({ state }) => state !== 'not reached')
            .map(({ kind }) => kind),
  };
}

/** The run's result if it went well; throws with the end of its log if not. */
export function wentWell(run: StepRun): StepRun {
  if (run.exitCode === 0) return run;
  throw new Error(`The deploy ended with ${run.exitCode}:\n${run.log.split('\n').slice(-60).join('\n')}`);
}
