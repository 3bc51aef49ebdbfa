import { nginxTokens, type Token } from './tokens.js';

/** `name args… ;`, or with a block `name args… { … }`. */
export interface Directive {
  readonly name: string;
  readonly args: readonly string[];
  readonly line: number;
  /** undefined: it ends with `;`. */
  readonly block: readonly Directive[] | undefined;
}

/**
 * Reads an nginx configuration. `include` is not followed, and what is not well formed, such as a template's own syntax, is read as far as
 * it can be. Pure.
 */
export function nginxDirectives(text: string): readonly Directive[] {
  const tokens = nginxTokens(text);
  let at = 0;
  const readBlock = (): readonly Directive[] => {
    const found: Directive[] = [];
    let words: Token[] = [];
    for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
      at += 1;
      if (token.kind === '}') break;
      if (token.kind === 'word') words.push(token);
      else {
        const block = token.kind === '{' ? readBlock() : undefined;
        const [first, ...rest] = words;
        if (first !== undefined)
          found.push({ name: first.text, args: rest.map((word) => word.text), line: first.line, block });
        words = [];
      }
    }
    return found;
  };
  const all: Directive[] = [];
  // More than one round only after a `}` too many.
  while (at < tokens.length) all.push(...readBlock());
  return all;
}

/** All directives, at any depth. */
export function everyDirective(directives: readonly Directive[]): readonly Directive[] {
  return directives.flatMap((directive) => [directive, ...everyDirective(directive.block ?? [])]);
}
