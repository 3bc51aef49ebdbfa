import ts from 'typescript';
import { read } from './source-files.js';

/** The texts in a TypeScript file that can be sentences, one per line; values are `…`. Comments and names of modules are not texts. */
export function textsInTypeScript(path: string): string {
  const source = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true);
  return textsBelow(source).map(quotedLeftOut).filter(isSentence).join('\n');
}

/** The same of a Python file, without its docstrings. */
export function textsInPython(path: string): string {
  const code = read(path).replace(/"""[^]*?"""/g, '');
  const literals = code.matchAll(/(?:"((?:[^"\\\n]|\\.)*)"|'((?:[^'\\\n]|\\.)*)')|#.*/g);
  return [...literals]
    .map(([, double, single]) => (double ?? single ?? '').replace(/\{[^}]*\}/g, '…'))
    .map(quotedLeftOut)
    .filter(isSentence)
    .join('\n');
}

function textsBelow(node: ts.Node): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  const own = ts.isTemplateExpression(node)
    ? [node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')]
    : [];
  const below: string[] = [];
  ts.forEachChild(node, (child) => {
    below.push(...textsBelow(child));
  });
  return [...own, ...below];
}

/** Names of steps, services and inputs may be quoted as they are. */
function quotedLeftOut(text: string): string {
  return text.replace(/`[^`]*`|"[^"]*"|'[^' ]*'/g, '…').replaceAll('\n', ' ');
}

function isSentence(text: string): boolean {
  return /[\p{L}…] [\p{L}…]/u.test(text);
}
