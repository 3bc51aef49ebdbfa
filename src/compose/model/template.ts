import type { BlankUses } from './blank-uses.js';
import { Problem } from './invalid.js';

/** Who is told of variables without a value. */
export interface Noting {
  /** It is told of variables that are not set here, but may be where compose runs: then one that has to be set counts as empty. */
  readonly missing?: ((name: string) => void) | undefined;
  /** Where variables without a value are noted: then, too, one that has to be set counts as empty. */
  readonly blanks?: BlankUses | undefined;
}

/** The value of a variable; undefined: it is not set. */
export interface Lookup extends Noting {
  (name: string): string | undefined;
}

/** What stands in the place of a variable that is not set, or is empty. `message` is that of `${X:?message}`; undefined: it may be unset. */
export type OnBlank = (name: string, message: string | undefined, isEmpty: boolean) => string;

export function lookupIn(variables: ReadonlyMap<string, string>, { missing, blanks }: Noting): Lookup {
  const find = (name: string): string | undefined => {
    const value = variables.get(name);
    if (value === undefined) missing?.(name);
    return value;
  };
  return Object.assign(find, { missing, blanks });
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
export function substitute(text: string, lookup: Lookup, onBlank?: OnBlank): string {
  if (!text.includes('$')) return text;
  return text.replace(PATTERN, (found) => replacement(found, text, { lookup, onBlank }));
}

interface Values {
  readonly lookup: Lookup;
  readonly onBlank: OnBlank | undefined;
}

function replacement(found: string, whole: string, values: Values): string {
  const operator = operatorOf(found);
  const close = firstClosing(found);
  const own = close < 0 ? found : found.slice(0, close + 1);
  const rest = close < 0 ? '' : found.slice(close + 1);
  const groups = new RegExp(PATTERN.source, 'i').exec(own)?.groups ?? {};
  if (groups['escaped'] !== undefined) return '$';
  if (groups['named'] !== undefined) return valueOf(groups['named'], values);
  const braced = groups['braced'];
  if (braced === undefined)
    throw new Problem(`${JSON.stringify(whole)} has a $ that begins no variable; write $$ for a $`);
  if (!braced.includes(operator)) return valueOf(braced, values);
  return operate(braced, operator, values) + substitute(rest, values.lookup, values.onBlank);
}

function valueOf(name: string, { lookup, onBlank }: Values): string {
  const value = lookup(name);
  if (value !== undefined && value !== '') return value;
  return onBlank?.(name, undefined, value !== undefined) ?? '';
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

function operate(braced: string, operator: Operator, { lookup, onBlank }: Values): string {
  const at = braced.indexOf(operator);
  const [name, operand] = [braced.slice(0, at), braced.slice(at + operator.length)];
  const value = lookup(name);
  const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
  if (operator.endsWith('+')) return isSet ? substitute(operand, lookup, onBlank) : (value ?? '');
  if (isSet) return value;
  if (operator.endsWith('-')) return substitute(operand, lookup, onBlank);
  if (onBlank !== undefined) return onBlank(name, operand, value !== undefined);
  if (lookup.missing !== undefined) return '';
  const reason = substitute(operand, lookup);
  throw new Problem(`the variable ${name} has to be set${reason === '' ? '' : `: ${reason}`}`);
}
