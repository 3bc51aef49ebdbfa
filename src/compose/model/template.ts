import { Problem } from './invalid.js';

/** The value of a variable; undefined: it is not set. */
export interface Lookup {
  (name: string): string | undefined;
  /** It is told of variables that are not set here, but may be where compose runs: then one that has to be set counts as empty. */
  readonly missing?: ((name: string) => void) | undefined;
}

export function lookupIn(variables: ReadonlyMap<string, string>, missing: Lookup['missing']): Lookup {
  const find = (name: string): string | undefined => {
    const value = variables.get(name);
    if (value === undefined) missing?.(name);
    return value;
  };
  return Object.assign(find, { missing });
}

const PATTERN =
  /\$(?:(?<escaped>\$)|(?<named>[_a-z][_a-z0-9]*)|\{(?:(?<braced>[_a-z][_a-z0-9]*(?::?[-+?](.*))?)\}|))/gi;

const OPERATORS = [':?', '?', ':-', '-', ':+', '+'] as const;
type Operator = (typeof OPERATORS)[number];

/**
 * Puts variables in the place of `$X`, `${X}`, `${X-d}`, `${X:-d}`, `${X?e}`, `${X:?e}`, `${X+o}` and `${X:+o}`, nested ones too, and
 * `$` in the place of `$$`: in the same way, and with the same oddities, as compose does (compose-go, template.go).
 * @throws Problem
 */
export function substitute(text: string, lookup: Lookup): string {
  if (!text.includes('$')) return text;
  return text.replace(PATTERN, (found) => replacement(found, text, lookup));
}

function replacement(found: string, whole: string, lookup: Lookup): string {
  const operator = operatorOf(found);
  const close = firstClosing(found);
  const own = close < 0 ? found : found.slice(0, close + 1);
  const rest = close < 0 ? '' : found.slice(close + 1);
  const groups = new RegExp(PATTERN.source, 'i').exec(own)?.groups ?? {};
  if (groups['escaped'] !== undefined) return '$';
  if (groups['named'] !== undefined) return lookup(groups['named']) ?? '';
  const braced = groups['braced'];
  if (braced === undefined)
    throw new Problem(`${JSON.stringify(whole)} has a $ that begins no variable; write $$ for a $`);
  const value = braced.includes(operator) ? operate(braced, operator, lookup) : (lookup(braced) ?? '');
  return braced.includes(operator) ? value + substitute(rest, lookup) : value;
}

/** The operator that stands first. */
function operatorOf(found: string): Operator {
  const present = OPERATORS.filter((operator) => found.includes(operator));
  return present.sort((one, other) => found.indexOf(one) - found.indexOf(other))[0] ?? ':?';
}

function firstClosing(text: string): number {
  let open = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '}') {
      open -= 1;
      if (open === 0) return at;
    }
    if (text[at] === '{') {
      open += 1;
      at += 1;
    }
  }
  return -1;
}

function operate(braced: string, operator: Operator, lookup: Lookup): string {
  const at = braced.indexOf(operator);
  const [name, operand] = [braced.slice(0, at), braced.slice(at + operator.length)];
  const value = lookup(name);
  const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
  if (operator.endsWith('+')) return isSet ? substitute(operand, lookup) : (value ?? '');
  if (isSet) return value;
  if (operator.endsWith('-')) return substitute(operand, lookup);
  if (lookup.missing !== undefined) return '';
  const reason = substitute(operand, lookup);
  throw new Problem(`the variable ${name} has to be set${reason === '' ? '' : `: ${reason}`}`);
}
