import { digestOf } from '../../digest.js';
import type { FileEntry } from '../../repository/manifest/manifest.js';
import type { Stack } from '../../compose/stack.js';
import { isWithin } from './data.js';
import type { PlacedFile } from './placed-file.js';

/**
 * Paths of mounts stay the same from release to release (they go through `current`), so compose would not see that the files behind them
 * changed, nor those of secrets and configs: a label with their digest makes it start just those services again. undefined: there are none.
 */
export function mountsDigest(
  { services, contentFiles, config }: Pick<Stack, 'services' | 'contentFiles' | 'config'>,
  name: string,
  { files, placed }: { readonly files: readonly FileEntry[]; readonly placed: readonly PlacedFile[] },
): string | undefined {
  const body = config.services[name] ?? config.inactive[name];
  const used = (['secrets', 'configs'] as const).flatMap((section) =>
    (body?.[section] ?? []).flatMap(({ source }) =>
      contentFiles.flatMap((file) => (file.section === section && file.key === source ? [file.path] : [])),
    ),
  );
  const binds = services.find((service) => service.name === name)?.binds ?? [];
  const mounts = [...binds.map(({ path }) => path), ...used];
  if (mounts.length === 0) return undefined;
  const isMounted = ({ path }: { readonly path: string }): boolean => mounts.some((mount) => isWithin(path, mount));
  const lines = [
    ...files.filter(isMounted).map((file) => `${file.path} ${file.kind === 'file' ? file.blob : file.target}`),
    ...placed.filter(isMounted).map(({ path, digest }) => `${path} ${digest}`),
  ];
  return lines.length === 0 ? undefined : digestOf(lines.join('\n'));
}
