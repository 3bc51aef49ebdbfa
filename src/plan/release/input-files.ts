import type { Stack } from '../../compose/stack.js';
import type { InputFile } from '../../inputs/inputs.js';
import { isWithin, type DataPlace } from './data.js';
import { envFilePaths } from './env-files.js';
import type { PlacedFile } from './placed-file.js';

/**
 * What the compose file names is kept outside of the release's directory, which is a build context. The rest is where a build, or a mount of
 * a directory, finds it. Pure.
 */
export function placeInputFiles(
  files: readonly InputFile[],
  stack: Pick<Stack, 'services' | 'deviceVolumes' | 'contentFiles' | 'config' | 'folder'>,
  data: readonly DataPlace[],
): readonly PlacedFile[] {
  const binds = stack.services.flatMap((service) => service.binds);
  const envFiles = envFilePaths(stack);
  return files.map(({ path, digest }) => {
    const around = [...binds, ...stack.deviceVolumes].filter(
      (mount) => mount.path !== path && isWithin(path, mount.path),
    );
    const isOfRelease = around.some((mount) => !data.some((place) => place.path === mount.path));
    const own = binds.filter((bind) => bind.path === path);
    const isContent = stack.contentFiles.some((file) => file.path === path);
    const isNamed = around.length > 0 || own.length > 0 || isContent || envFiles.includes(path);
    const isWritten = around.length > 0 || own.some(({ readOnly }) => !readOnly);
    const mode = isWritten ? 0o644 : own.length > 0 || isContent ? 0o444 : 0o600;
    return { path, digest, place: isNamed && !isOfRelease ? 'private' : 'tree', mode };
  });
}
