import { setTimeout as sleep } from 'node:timers/promises';
import type { ReadTemplate } from '../templates.js';
import { DeployError } from '../errors/deploy-error.js';
import { failedContainer, type FailedContainer } from './failed-container.js';
import { servicesProgram, type ServicesQuestion } from './inspection.js';
import { list, object, text, type Read } from './shape.js';
import type { Connection } from '../ssh/connection.js';

/** Texts of containers' logs may hold anything. */
const anyText = text(/^/);

/** What templates/host/program/health/watch.py prints. */
const look = object({
  unhealthy: list(failedContainer),
  before: anyText,
});

export interface ServiceWatch extends Omit<ServicesQuestion, 'before'> {
  readonly connection: Connection;
  readonly readTemplate: ReadTemplate;
  readonly say: (line: string) => void;
  readonly unhealthy: (found: FailedContainer) => void;
  readonly everyMs?: number;
}

/**
 * Looks at the project's containers again and again while only the runner works, until the signal. A host that does not answer is no
 * reason to fail: whoever needs it next will tell.
 * @throws DeployError containers-unhealthy
 */
export async function watchServices(watch: ServiceWatch, signal: AbortSignal): Promise<void> {
  const { connection, project, root, site, services, readTemplate, say, everyMs = 5_000 } = watch;
  let before = '';
  for (;;) {
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const job = {
      program: servicesProgram({ project, root, site, services, before }, readTemplate),
      timeoutMs: 60_000,
      label: 'checking the containers',
    };
    const done = await connection.run(job).catch(() => undefined);
    const found = done === undefined ? undefined : read(done.stdout);
    const [first] = found?.unhealthy ?? [];
    if (first !== undefined && !signal.aborted) {
      watch.unhealthy(first);
      say(`--- ${first.service} ${first.text}; its last lines:`);
      first.lines.forEach(say);
      throw unhealthy(first);
    }
    before = found?.before ?? before;
  }
}

function read(stdout: string): Read<typeof look> | undefined {
  try {
    return look.read(JSON.parse(stdout), '');
  } catch {
    return undefined;
  }
}

function unhealthy({ service, text, lines }: FailedContainer): DeployError {
  return new DeployError({
    code: 'containers-unhealthy',
    what: `The service ${service} ${text} during the external check`,
    why: ['its last lines:', ...lines.slice(-12).map((line) => `  ${line}`)].join('\n'),
    hint: 'Read the lines above. The most common reason is a program or a variable that is missing in the container. Fix it and run the job again.',
  });
}
