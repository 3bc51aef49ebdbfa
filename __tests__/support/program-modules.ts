import { listModules, readTemplate } from '../../src/templates.js';

const IMPORTED = /^\s*from ([\w.]+) import ([\w, ]+)/gm;

/** A module of the host program and all that it imports of it, at any depth; by their paths in it, sorted. */
export function modulesBehind(path: string): readonly string[] {
  const all = new Set(listModules('host/program'));
  const found = new Set<string>();
  const need = (module: string): void => {
    if (found.has(module) || !all.has(module)) return;
    found.add(module);
    need(`${module.slice(0, module.lastIndexOf('/'))}/__init__.py`);
    for (const [, from = '', names = ''] of readTemplate(`host/program/${module}`).matchAll(IMPORTED)) {
      const place = from.replaceAll('.', '/');
      need(`${place}.py`);
      for (const name of names.split(',')) need(`${place}/${name.trim()}.py`);
    }
  };
  need(path);
  return [...found].sort();
}
