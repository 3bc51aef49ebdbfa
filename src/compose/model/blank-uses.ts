import { breaksWhenBlank, isPathAt } from './blank-places.js';
import { Problem } from './invalid.js';
import { readPorts } from './port-form.js';
import { substitute, type Lookup } from './template.js';
import type { Path } from './value.js';

/** A place of a compose file where a variable has no value. */
export interface BlankUse {
  readonly name: string;
  /** Keys that lead there from the root of its file. */
  readonly place: Path;
  /** The message of `${X:?message}`; undefined: it may be unset. */
  readonly message: string | undefined;
  /** Whether an empty text in the place of the variable makes the value invalid, or another one than was meant. */
  readonly breaks: boolean;
  /** Whether nothing is left of the value. */
  readonly isWhole: boolean;
  /** It is set, to an empty text. */
  readonly isEmpty: boolean;
}

/** Where a text stands, and what compose makes of it there. */
interface Position {
  readonly path: Path;
  readonly lookup: Lookup;
  readonly cast?: ((text: string) => unknown) | undefined;
}

/** What is put in the place of a variable by `fills`. */
const FILLER = '\uE001';

/** Notes which variables have no value while a project's files are read. */
export class BlankUses {
  readonly found: BlankUse[] = [];
  readonly #fills: boolean;

  /** `fills`: something is put in their place, so that a project that makes no sense without them can be read to its end. */
  constructor({ fills }: { readonly fills: boolean } = { fills: false }) {
    this.#fills = fills;
  }

  /** The text with its variables filled in. @throws Problem a `$` begins no variable */
  fill(written: string, { path, lookup, cast }: Position): string {
    const blanks: Pick<BlankUse, 'name' | 'message' | 'isEmpty'>[] = [];
    const text = substitute(written, lookup, (name, message, isEmpty) => {
      blanks.push({ name, message, isEmpty });
      return '';
    });
    if (blanks.length === 0) return text;
    const { place, value } = placeOf(path, text);
    for (const blank of blanks) {
      const breaks = !isAccepted(text, cast) || breaksWhenBlank(path, { written, text, name: blank.name });
      this.found.push({ ...blank, place, breaks, isWhole: value === '' });
    }
    return this.#fills ? filled(written, { path, lookup, cast }) : text;
  }
}

/** An item `KEY=value` of a list stands where it would in a mapping. */
function placeOf(path: Path, text: string): { readonly place: Path; readonly value: string } {
  const [, key, value = ''] = /^([^=]+)=([^]*)$/.exec(text) ?? [];
  if (key === undefined || path[2] !== 'environment' || path[3] !== '[]') return { place: path, value: text };
  return { place: [...path.slice(0, 3), key], value };
}

/** Whether a text has the place of a variable that was filled. */
export function isFilled(text: string): boolean {
  return text.includes(FILLER);
}

/** With a number where compose wants one, `true` where it wants a truth, and an address where it wants that. */
function filled(written: string, { path, lookup, cast }: Position): string {
  const start = isPathAt(path) && written.startsWith('$') ? './' : '';
  const fill = (...fillers: readonly string[]): string => {
    let at = -1;
    return start + substitute(written, lookup, () => fillers[Math.min((at += 1), fillers.length - 1)] ?? '');
  };
  const read = path[2] === 'ports' && path[3] === '[]' && path.length === 4 ? readPorts : cast;
  const texts = read === undefined ? [fill(FILLER)] : [fill('1'), fill('true'), fill('127.0.0.1', '1')];
  return texts.find((text) => isAccepted(text, read)) ?? '';
}

function isAccepted(text: string, cast: Position['cast']): boolean {
  try {
    cast?.(text);
    return true;
  } catch (thrown) {
    if (thrown instanceof Problem) return false;
    throw thrown;
  }
}
