import { appendFile, cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The example project, which is not to be changed. */
export const example = fileURLToPath(new URL('../../examples/django', import.meta.url));

/** A copy of the example that may be changed; it is deleted on disposal. */
export interface ExampleCopy extends AsyncDisposable {
  readonly folder: string;
  /** Changes code, so that the image's layers from there on are built again. */
  change(): Promise<void>;
}

export async function copyExample(): Promise<ExampleCopy> {
  const place = await mkdtemp(path.join(tmpdir(), 'ec2-https-deploy-bench-'));
  const folder = path.join(place, 'site');
  await cp(example, folder, { recursive: true });
  let changes = 0;
  return {
    folder,
    change: () => appendFile(path.join(folder, 'visits', 'views.py'), `\n# ${Date.now()} ${(changes += 1)}\n`),
    [Symbol.asyncDispose]: () => rm(place, { recursive: true, force: true }),
  };
}
