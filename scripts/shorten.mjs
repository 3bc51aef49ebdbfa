import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'acorn';
import { minify } from 'terser';

/**
 * Makes a file of the bundle half as long, and so a third less to compile (docs/decisions/start.md): without comments and spaces, with
 * short names of variables. Nothing is computed ahead or moved, and names of classes and functions stay, since libraries look at some.
 */
export async function shorten(file) {
  const options = { module: true, compress: false, keep_classnames: true, keep_fnames: true };
  const { code } = await minify(readFileSync(file, 'utf8'), options);
  writeFileSync(file, inParentheses(code, modulesOf(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }))));
}

/** The functions that ncc makes of modules: values, by number, of one object at the top of a file. */
function modulesOf({ body }) {
  return body
    .flatMap((statement) => (statement.declaration ?? statement).declarations ?? [])
    .flatMap(({ init }) => (init?.type === 'ObjectExpression' ? init.properties : []))
    .filter(({ key, value }) => key?.type === 'Literal' && /Function/.test(value.type))
    .map(({ value }) => value);
}

/**
 * What V8 finds in parentheses it compiles at once, taking it for something that is called at once; anything else it reads twice, the
 * second time when it is called. Nearly every module is called as soon as it is there.
 */
function inParentheses(code, functions) {
  let end = 0;
  const parts = [];
  for (const at of functions) {
    parts.push(code.slice(end, at.start), '(', code.slice(at.start, at.end), ')');
    end = at.end;
  }
  return [...parts, code.slice(end)].join('');
}
