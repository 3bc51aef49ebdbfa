import { isAlias, isMap, isScalar, isSeq, parseAllDocuments, type Document, type Node, type Scalar } from 'yaml';
import { invalid } from './invalid.js';
import { isList, isMapping, type Mapping, type Path } from './value.js';

/** One document of a compose file. */
export interface ComposeDocument {
  readonly content: Mapping;
  /** What `!reset` and `!override` take away of the files before. */
  readonly resets: readonly Path[];
}

/** More nodes than any compose file has, aliases counted wherever they stand: a bomb. */
const MOST_NODES = 100_000;

const REMOVED = Symbol('removed');

/** Of a merge key that is written with its tag: `!!merge <<`. */
const MERGE = 'tag:yaml.org,2002:merge';

/** @throws DeployError compose-file-invalid */
export function readDocuments(file: string, text: string): readonly ComposeDocument[] {
  const documents = parseAllDocuments(text, { prettyErrors: true, logLevel: 'silent', intAsBigInt: true });
  if (!Array.isArray(documents)) return [];
  return documents.map((document: Document) => {
    const [error] = document.errors;
    if (error !== undefined) {
      const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
      const message = (error.message.split('\n')[0] ?? '').replace(/ at line.*$/, '');
      throw invalid(file, `line ${line}, column ${col}: ${message}`);
    }
    return new Resolver(file, document).resolve();
  });
}

/** Anchors, merge keys and the two tags of compose, resolved as compose does. */
class Resolver {
  readonly #file: string;
  readonly #document: Document;
  readonly #resets: Path[] = [];
  readonly #open = new Set<Node>();
  #visits = 0;

  constructor(file: string, document: Document) {
    this.#file = file;
    this.#document = document;
  }

  resolve(): ComposeDocument {
    const content = this.#plain(this.#document.contents, []);
    if (!isMapping(content)) throw invalid(this.#file, 'line 1, column 1: it is not a mapping with `services:`');
    return { content, resets: this.#resets };
  }

  #plain(node: unknown, path: Path): unknown {
    this.#visits += 1;
    if (this.#visits > MOST_NODES) throw invalid(this.#file, `it has more than ${MOST_NODES} values, aliases resolved`);
    if (isAlias(node)) return this.#alias(node.resolve(this.#document), node.source, path);
    if (isScalar(node) || isMap(node) || isSeq(node)) {
      if (node.tag === '!reset' || node.tag === '!override') this.#resets.push(path);
      if (node.tag === '!reset') return REMOVED;
    }
    if (isSeq(node))
      return node.items.map((item) => this.#plain(item, [...path, '[]'])).filter((item) => item !== REMOVED);
    if (isMap(node)) return this.#mapping(node.items, path);
    return isScalar(node) ? scalar(node) : null;
  }

  #alias(target: Node | undefined, name: string, path: Path): unknown {
    if (target === undefined) throw invalid(this.#file, `Unresolved alias ${name}`);
    if (this.#open.has(target)) throw invalid(this.#file, `the anchor ${name} contains itself`);
    this.#open.add(target);
    const value = this.#plain(target, path);
    this.#open.delete(target);
    return value;
  }

  #mapping(items: readonly { key: unknown; value: unknown }[], path: Path): Mapping {
    const own: [string, unknown][] = [];
    const merged: Mapping[] = [];
    for (const { key, value } of items) {
      const name = isScalar(key) ? (key.tag === MERGE ? '<<' : key.value) : undefined;
      if (typeof name !== 'string') throw invalid(this.#file, `a key of ${path.join('.') || 'the file'} is not a text`);
      if (name === '<<') merged.push(...this.#merged(this.#plain(value, path)));
      else {
        const plain = this.#plain(value, [...path, name]);
        if (plain !== REMOVED) own.push([name, plain]);
      }
    }
    return Object.fromEntries([...merged.reverse().flatMap((one) => Object.entries(one)), ...own]);
  }

  #merged(value: unknown): readonly Mapping[] {
    if (value === REMOVED) return [];
    const all = isList(value) ? value : [value];
    return all.map((one) => {
      if (isMapping(one)) return one;
      throw invalid(this.#file, 'a merge key (<<) stands for something that is not a mapping');
    });
  }
}

/** Numbers as YAML 1.1 writes them, which compose reads; a whole number that JavaScript cannot hold stays a text. */
function scalar(node: Scalar): unknown {
  const { value, source = '', type } = node;
  const isPlain = type === 'PLAIN';
  const sign = source.startsWith('-') ? -1 : 1;
  if (isPlain && /^[-+]?0[0-7_]+$/.test(source)) return sign * parseInt(source.replace(/[-+_]/g, ''), 8);
  if (isPlain && typeof value === 'string' && /^[-+]?[0-9][0-9_]*$/.test(source))
    return Number(source.replace(/_/g, ''));
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  return value ?? null;
}
