import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ReadTemplate } from '../templates.js';
import { DeployError } from '../errors/deploy-error.js';
import { assignments } from './assignments.js';
import { programModules } from './program-files.js';
import type { Connection } from '../ssh/connection.js';

const lookSchema = z.object({
  ill: z.array(z.object({ service: z.string(), reason: z.string(), lines: z.array(z.string()) })),
  before: z.string(),
});

export interface ServiceWatch {
  readonly connection: Connection;
  readonly project: string;
  readonly readTemplate: ReadTemplate;
  readonly say: (line: string) => void;
  readonly everyMs?: number;
}

/**
 * Looks at the project's containers again and again while only the runner works, until the signal. A host that does not answer is no
 * reason to fail: whoever needs it next will tell.
 * @throws DeployError containers-unhealthy
 */
export async function watchServices(watch: ServiceWatch, signal: AbortSignal): Promise<void> {
  const { connection, project, readTemplate, say, everyMs = 5_000 } = watch;
  let before = '';
  for (;;) {
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const values = assignments({
      LOADER: readTemplate('host/load.py'),
      MODULES: JSON.stringify(watchModules(readTemplate)),
      PROJECT: project,
      BEFORE: before,
    });
    const job = {
      program: readTemplate('host/look.sh'),
      stdin: Buffer.from(values + readTemplate('host/check-services.sh')),
      timeoutMs: 60_000,
      label: 'looking at the containers',
    };
    const done = await connection.run(job).catch(() => undefined);
    const look = done === undefined ? undefined : read(done.stdout);
    const [first] = look?.ill ?? [];
    if (first !== undefined && !signal.aborted) {
      say(`--- ${first.service} ${first.reason}; its last lines:`);
      first.lines.forEach(say);
      throw unhealthy(first.service, first.reason, first.lines);
    }
    before = look?.before ?? before;
  }
}

/** The part of the host program that observes containers, text by path. */
function watchModules(readTemplate: ReadTemplate): Readonly<Record<string, string>> {
  const modules = programModules(readTemplate).map(
    ({ path, content }) => [path.replace('program/', ''), content] as const,
  );
  return Object.fromEntries(modules.filter(([path]) => WATCH_MODULES.test(path)));
}

const WATCH_MODULES = /^(__main__\.py|(health|command|engine)\/.*)$/;

function read(stdout: string): z.infer<typeof lookSchema> | undefined {
  try {
    return lookSchema.safeParse(JSON.parse(stdout)).data;
  } catch {
    return undefined;
  }
}

function unhealthy(service: string, reason: string, lines: readonly string[]): DeployError {
  return new DeployError({
    code: 'containers-unhealthy',
    what: `The service ${service} ${reason} while the site was looked at from outside`,
    why: ['its last lines:', ...lines.slice(-12).map((line) => `  ${line}`)].join('\n'),
    hint: 'Read the lines above: a program or a variable that the container lacks is the commonest reason. Mend it and run this again.',
  });
}
