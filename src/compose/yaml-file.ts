import { isNode, parseDocument, visit, type Document } from 'yaml';
import { DeployError } from '../errors/deploy-error.js';

/** A mapping as a compose file holds them. */
export type Mapping = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * A YAML file as plain values: anchors and merge keys resolved, `!reset` values left out, other tags (`!override`)
 * without effect.
 * @throws DeployError compose-file-invalid
 */
export function readYaml(path: string, text: string): Mapping {
  const document = parseDocument(text, { merge: true, prettyErrors: true, logLevel: 'silent' });
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
    throw invalid(
      path,
      `line ${line}, column ${col}: ${(error.message.split('\n')[0] ?? '').replace(/ at line.*$/, '')}`,
    );
  }
  const contents = plain(path, document);
  if (!isMapping(contents)) throw invalid(path, 'line 1, column 1: it is not a mapping with `services:`');
  return contents;
}

export function invalid(path: string, why: string): DeployError {
  return new DeployError({
    code: 'compose-file-invalid',
    what: `The compose file ${path} cannot be read`,
    why,
    hint: `Mend it; \`docker compose -f ${path} config\` checks it on any machine with Docker.`,
  });
}

function plain(path: string, document: Document): unknown {
  visit(document, {
    Pair: (_, pair) => (isNode(pair.value) && pair.value.tag === '!reset' ? visit.REMOVE : undefined),
  });
  try {
    return document.toJS({ maxAliasCount: 1000 });
  } catch (thrown) {
    throw invalid(path, thrown instanceof Error ? thrown.message : String(thrown));
  }
}
