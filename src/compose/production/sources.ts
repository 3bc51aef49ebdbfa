import { posix } from 'node:path';
import type { ComposeConfig, ServiceConfig } from '../model/config.js';
import { attempt, type Pair } from './pair.js';

/**
 * What the file for everyday work would mount over an image of the file for production: the source that this image was built from, which
 * production has no use for. A sentence's end; undefined: nothing.
 */
export function sourceOverImage(alone: ComposeConfig, both: ComposeConfig): string | undefined {
  for (const [name, { image, build, volumes: own = [] }] of Object.entries(alone.services)) {
    const merged = both.services[name];
    if (image === undefined || build !== undefined || merged?.build === undefined) continue;
    const { context } = merged.build;
    const source = (merged.volumes ?? []).find(
      (mount) => holds(mount, context) && own.every(({ target }) => target !== mount.target),
    )?.source;
    if (source !== undefined)
      return `would mount ${source === '.' ? 'the repository' : source} over the image of ${name}`;
  }
  return undefined;
}

function holds({ type, source = '/' }: NonNullable<ServiceConfig['volumes']>[number], context: string): boolean {
  if (type !== 'bind' || /^[/~]|^\.\.(?:\/|$)/.test(source)) return false;
  const path = posix.relative(source, context);
  return path !== '..' && !path.startsWith('../');
}

/**
 * Why a file for production that compose refuses is a whole project all the same, which has to be corrected and not merged: each of its
 * services has an image or a build, and needs no service of the other file. A sentence; undefined: it is none.
 */
export function wholeThoughRefused(pair: Pair): string | undefined {
  const { deploy, base } = pair;
  const alone = attempt(pair, [deploy], { isChecked: false });
  const both = attempt(pair, [base, deploy]);
  if (alone.kind !== 'read' || both.kind !== 'read' || !isWhole(alone.config)) return undefined;
  const over = sourceOverImage(alone.config, both.config);
  return over === undefined ? undefined : `each service of ${deploy} has an image or a build, and ${base} ${over}`;
}

/** Whether each of its services has an image or a build, and depends on no service of another file. */
export function isWhole({ services }: ComposeConfig): boolean {
  return Object.values(services).every(({ image, build, depends_on: dependencies = {}, network_mode: mode = '' }) => {
    const others = [...Object.keys(dependencies), ...(/^service:(.*)$/.exec(mode) ?? []).slice(1)];
    return (build !== undefined || (image ?? '') !== '') && others.every((other) => services[other] !== undefined);
  });
}
