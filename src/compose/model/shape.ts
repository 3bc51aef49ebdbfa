import { LocalProblem, Problem } from './invalid.js';
import { SHAPES, TOP_KEYS, type Kind, type Shape } from './shapes.js';
import { isList, isMapping, ruleFinder, type Path } from './value.js';

const shapeAt = ruleFinder(SHAPES);

/** What compose's schema refuses, as far as it concerns what is read here; a wrong key names its place. @throws Problem */
export function checkShape(value: unknown, path: Path = []): void {
  const shape = shapeAt(path);
  if (shape !== undefined && !shape.kinds.includes(kindOf(value)))
    throw new Problem(`${described(path)} is not ${shape.kinds.map((kind) => ARTICLES[kind]).join(' or ')}`);
  if (
    isList(value) &&
    shape?.isUnique === true &&
    new Set(value.map((item) => JSON.stringify(item))).size < value.length
  )
    throw new Problem(`${described(path)} has the same item twice`);
  if (isList(value)) for (const item of value) checkShape(item, [...path, '[]']);
  if (!isMapping(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (path.length === 0 && !key.startsWith('x-') && !TOP_KEYS.has(key)) throw unknownKey(path, key);
    if (!isAllowed(key, shape?.keys)) throw unknownKey(path, key);
    if (!key.startsWith('x-')) checkShape(item, [...path, key]);
  }
}

const ARTICLES: Readonly<Record<Kind, string>> = {
  text: 'a text',
  number: 'a number',
  truth: 'true or false',
  null: 'empty',
  list: 'a list',
  mapping: 'a mapping',
};

function isAllowed(key: string, allowed: Shape['keys']): boolean {
  if (allowed === undefined) return true;
  return allowed instanceof RegExp ? allowed.test(key) : key.startsWith('x-') || allowed.has(key);
}

function unknownKey(path: Path, key: string): Problem {
  return new LocalProblem(
    `${path.length === 0 ? 'it' : described(path)} has the key ${key}, which compose does not know`,
  );
}

function described(path: Path): string {
  const [section, name] = path;
  if (path.length === 1) return `\`${section ?? ''}\``;
  return path.length === 2 && section === 'services'
    ? `the service ${name ?? ''}`
    : path.join('.').replaceAll('.[]', '[]');
}

function kindOf(value: unknown): Kind {
  if (value === null || value === undefined) return 'null';
  if (isList(value)) return 'list';
  if (isMapping(value)) return 'mapping';
  return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'truth' : 'text';
}
