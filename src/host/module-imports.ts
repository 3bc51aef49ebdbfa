import type { ReadTemplate } from '../templates.js';

/** A module of the Python program and all that it imports of the program, at any depth; by their paths in it, sorted. Pure. */
export function modulesBehind(path: string, readTemplate: ReadTemplate): readonly string[] {
  const found = new Set<string>();
  const need = (module: string): void => {
    const text = found.has(module) ? undefined : textOf(module, readTemplate);
    if (text === undefined) return;
    found.add(module);
    need(`${module.slice(0, module.lastIndexOf('/'))}/__init__.py`);
    for (const [, from = '', listed, names = listed ?? ''] of text.matchAll(IMPORTED)) {
      const place = from.replaceAll('.', '/');
      for (const other of [place, ...names.split(',').map((name) => `${place}/${name.trim()}`)]) need(`${other}.py`);
    }
  };
  need(path);
  return [...found].sort();
}

/** Names in brackets may be on several lines. */
const IMPORTED = /^\s*from ([\w.]+) import (?:\(([^)]*)\)|([\w, ]+))/gm;

/** The text of a module; undefined: it is none of the program's. */
function textOf(module: string, readTemplate: ReadTemplate): string | undefined {
  try {
    return readTemplate(`host/program/${module}`);
  } catch {
    return undefined;
  }
}
