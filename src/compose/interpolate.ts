const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;

/**
 * Puts variables in the place of `$X`, `${X}`, `${X:-default}`, `${X-default}`, `${X:+other}` and `${X+other}`, nested ones
 * too, and `$` in the place of `$$`, as compose does. A variable that is not set, `${X:?…}` among them, becomes nothing.
 */
export function interpolate(text: string, variables: ReadonlyMap<string, string>): string {
  let result = '';
  let at = 0;
  while (at < text.length) {
    const dollar = text.indexOf('$', at);
    if (dollar < 0) return result + text.slice(at);
    result += text.slice(at, dollar);
    const name = NAME.exec(text.slice(dollar + 1))?.[0];
    const close = text.charAt(dollar + 1) === '{' ? closingBrace(text, dollar + 2) : -1;
    if (name !== undefined) {
      result += variables.get(name) ?? '';
      at = dollar + 1 + name.length;
    } else if (close > 0) {
      result += expand(text.slice(dollar + 2, close), variables);
      at = close + 1;
    } else {
      result += '$';
      at = dollar + (text.charAt(dollar + 1) === '$' ? 2 : 1);
    }
  }
  return result;
}

function closingBrace(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text.startsWith('${', at)) depth += 1;
    if (text.charAt(at) === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return -1;
}

/** The inside of `${…}`. */
function expand(inside: string, variables: ReadonlyMap<string, string>): string {
  const [, name = '', colon, operator, operand = ''] =
    /^([A-Za-z_][A-Za-z0-9_]*)(?:(:?)([-+?])([^]*))?$/.exec(inside) ?? [];
  const value = variables.get(name);
  const isSet = value !== undefined && !(colon === ':' && value === '');
  if (operator === '+') return isSet ? interpolate(operand, variables) : '';
  if (isSet) return value;
  return operator === '-' ? interpolate(operand, variables) : '';
}
