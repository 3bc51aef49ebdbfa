import { withEnvironment } from './environment.js';
import { withExtends } from './extends.js';
import { readFile } from './files.js';
import { withIncludes } from './include.js';
import { interpolate } from './interpolate.js';
import { canonical } from './canonical.js';
import { naming } from './invalid.js';
import type { Loading } from './loading.js';
import { merge } from './merge.js';
import { rebased } from './relative-paths.js';
import { withoutResets } from './resets.js';
import { checkShape } from './shape.js';
import { unique } from './unique.js';
import type { Mapping } from './value.js';
import { readDocuments } from './yaml.js';

/**
 * Compose files put together, in the order of compose-go's loadYamlModel, with relative paths that start from where `loading.folder` does.
 * @throws DeployError compose-file-invalid
 */
export function loadFiles(paths: readonly string[], loading: Loading, from: string): Mapping {
  const model = paths.reduce<Mapping>((before, path) => loadFile(path, before, loading), {});
  const last = paths.at(-1) ?? '';
  return naming(last, () => withEnvironment(rebased(model, from) as Mapping, loading.lookup));
}

function loadFile(file: string, before: Mapping, loading: Loading): Mapping {
  return readDocuments(file, readFile(loading.files, file)).reduce<Mapping>((model, { content, resets }) => {
    const own = naming(file, () => interpolate(content, loading.lookup));
    const part = withIncludes({ file, content: own, resets }, loading, loadFiles);
    return naming(file, () => {
      const kept = withoutResets(model, resets);
      const extended = withExtends(part, loading);
      const merged = unique(merge(kept, extended)) as Mapping;
      checkShape(merged);
      return unique(canonical(merged)) as Mapping;
    });
  }, before);
}
