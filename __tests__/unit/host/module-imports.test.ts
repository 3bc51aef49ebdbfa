import { expect, test } from '@jest/globals';
import { modulesBehind } from '../../../src/host/module-imports.js';

const modules: Readonly<Record<string, string>> = {
  'a/main.py': 'import os\nfrom typing import List\nfrom b.one import X, Y\nfrom a import rest\n',
  'a/__init__.py': '',
  'a/rest.py': 'def f():\n    from b.two import Z\n',
  'a/other.py': '',
  'b/__init__.py': '',
  'b/one.py': 'from a.main import (\n    main,\n)\nfrom c import (\n    three,\n)\n',
  'b/two.py': '',
  'c/__init__.py': '',
  'c/three.py': '',
};

function read(path: string): string {
  const text = modules[path.replace('host/program/', '')];
  if (text === undefined) throw new Error(`there is no ${path}`);
  return text;
}

test('the modules behind one are those that it imports at any depth, with their packages, and no others', () => {
  expect(modulesBehind('a/main.py', read)).toEqual([
    ...['a/__init__.py', 'a/main.py', 'a/rest.py', 'b/__init__.py', 'b/one.py', 'b/two.py'],
    ...['c/__init__.py', 'c/three.py'],
  ]);
});
