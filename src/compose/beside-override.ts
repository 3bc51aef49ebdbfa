import { DeployError } from '../errors/deploy-error.js';
import type { Located } from './locate.js';
import type { Stack } from './stack.js';

/** What a project is read from, and the file that compose would lay over it. */
type WithOverride = Located & { readonly leftOut: string };

/**
 * Reads a project without its file for development, unless the app depends on that file.
 * @throws DeployError entry-unclear, and what `read` throws
 */
export function besideOverride(located: WithOverride, read: (paths: readonly string[]) => Stack): Stack {
  const { paths, leftOut } = located;
  const alone = attempt(() => read(paths));
  const both = attempt(() => read([...paths, leftOut]));
  if (alone instanceof DeployError) {
    if (both instanceof DeployError && both.code !== 'entry-unclear') throw alone;
    const isNone = alone.code === 'compose-file-invalid' || isWithoutApp(alone);
    if (both instanceof DeployError && !isNone) throw alone;
    const then = both instanceof DeployError ? `Then: ${both.hint}` : undefined;
    throw dependsOnIt(located, `Without it: ${alone.why ?? alone.what}`, then);
  }
  if (both instanceof DeployError) return alone;
  const why = differenceOf(alone, both);
  if (why !== undefined) throw dependsOnIt(located, why);
  return alone;
}

/** Why the one project is not what people know from their machines, as a sentence without a full stop. */
function differenceOf(alone: Stack, both: Stack): string | undefined {
  const [service, other] = [alone.entry.service, both.entry.service];
  if (service !== other) return `Without it the entry is ${service}, and with it ${other}`;
  const { build, image = '' } = alone.config.services[service] ?? {};
  const isBuilt = both.config.services[service]?.build !== undefined;
  if (build === undefined && isBuilt && !image.includes('/'))
    return `It builds ${service}, whose image ${image} is in no registry`;
  return undefined;
}

function dependsOnIt({ paths, leftOut }: WithOverride, why: string, then?: string): DeployError {
  const lines = [...paths, leftOut].map((path) => `    ${path}`);
  return new DeployError({
    code: 'entry-unclear',
    what: `${leftOut} is for development and left out, but the app depends on it`,
    why,
    hint: [
      'To deploy with it, add to the workflow step:',
      `  compose-file: |\n${lines.join('\n')}`,
      `To deploy without it, name the other files alone:\n  compose-file: ${paths.join(' ')}`,
      ...(then === undefined ? [] : [then]),
    ].join('\n'),
  });
}

/** It has no candidate for the entry at all. */
function isWithoutApp({ code, why }: DeployError): boolean {
  return code === 'entry-unclear' && (why?.includes('no service that serves HTTP') ?? false);
}

function attempt(read: () => Stack): Stack | DeployError {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof DeployError) return thrown;
    throw thrown;
  }
}
