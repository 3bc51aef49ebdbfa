import ts from 'typescript';
import { ERROR_CODES, type ErrorCode } from '../../src/errors/codes.js';
import { filesBelow, read } from './source-files.js';

/** What stands for a value in a message that is compared. */
const VALUE = '<>';

/** The first lines of all errors in `src/`, by code; values are `<>`. */
export function messagesInSource(): ReadonlyMap<ErrorCode, ReadonlySet<string>> {
  const messages = new Map<ErrorCode, Set<string>>(ERROR_CODES.map((code) => [code, new Set()]));
  for (const path of filesBelow('src').filter((name) => name.endsWith('.ts'))) {
    for (const [code, text] of messagesOf(ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true))) {
      messages.get(code)?.add(text);
    }
  }
  return messages;
}

/** The messages with which a section of docs/errors.md begins, in the same form; each ends with its code in brackets. */
export function messagesIn(section = ''): readonly string[] {
  const [, quoted = ''] = /^[\w-]+\n\n```text\n([^]*?)\n```/.exec(section) ?? [];
  return quoted.split('\n').map((line) => line.replace(/<[^>]*>/g, VALUE));
}

function messagesOf(source: ts.SourceFile): readonly (readonly [ErrorCode, string])[] {
  return objectsIn(source).flatMap((object) => {
    const what = valueOf(object, 'what');
    if (what === undefined) return [];
    return codesOf(object).flatMap((code) => textsOf(what).map((text) => [code, text] as const));
  });
}

function objectsIn(node: ts.Node): readonly ts.ObjectLiteralExpression[] {
  const found: ts.ObjectLiteralExpression[] = ts.isObjectLiteralExpression(node) ? [node] : [];
  ts.forEachChild(node, (child) => {
    found.push(...objectsIn(child));
  });
  return found;
}

function valueOf(object: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  for (const property of object.properties) {
    if (property.name?.getText() !== name) continue;
    if (ts.isPropertyAssignment(property)) return property.initializer;
    if (ts.isShorthandPropertyAssignment(property)) return property.name;
  }
  return undefined;
}

/** `code: 'x'` of the object itself, or the key under which a table has it. */
function codesOf(object: ts.ObjectLiteralExpression): readonly ErrorCode[] {
  const code = valueOf(object, 'code');
  if (code !== undefined) return ERROR_CODES.filter((known) => textsOf(code).includes(known));
  const { parent } = object;
  const key = ts.isPropertyAssignment(parent) ? parent.name.getText().replace(/['"]/g, '') : '';
  return ERROR_CODES.filter((known) => known === key);
}

/** The texts that an expression can be, as far as the source tells. */
function textsOf(node: ts.Expression): readonly string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isAsExpression(node)) return textsOf(node.expression);
  if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
  if (ts.isTemplateExpression(node)) {
    return [node.head.text + node.templateSpans.map(({ literal }) => VALUE + literal.text).join('')];
  }
  if (ts.isIdentifier(node)) return constantsCalled(node.text, node.getSourceFile()).flatMap(textsOf);
  return [];
}

function constantsCalled(name: string, node: ts.Node): readonly ts.Expression[] {
  const found: ts.Expression[] = [];
  if (ts.isVariableDeclaration(node) && node.name.getText() === name && node.initializer !== undefined) {
    found.push(node.initializer);
  }
  ts.forEachChild(node, (child) => {
    found.push(...constantsCalled(name, child));
  });
  return found;
}
