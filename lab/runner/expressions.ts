/** Values for expressions, by their dotted name: `github.repository`, `env.HOME`. */
export type ExpressionContext = Readonly<Record<string, string>>;

/**
 * Puts values in the place of `${{ name }}`. Dotted names, quoted strings and `a || b` are known; a name that the context lacks is an
 * empty text, as on a runner. Throws at any other expression.
 */
export function evaluateExpressions(text: string, context: ExpressionContext): string {
  return text.replace(/\$\{\{([^]*?)\}\}/g, (_, expression: string) => evaluate(expression, context));
}

function evaluate(expression: string, context: ExpressionContext): string {
  for (const term of expression.split('||').map((part) => part.trim())) {
    const value = evaluateTerm(term, context);
    if (value !== '') return value;
  }
  return '';
}

function evaluateTerm(term: string, context: ExpressionContext): string {
  const quoted = /^'((?:[^']|'')*)'$/.exec(term);
  if (quoted !== null) return (quoted[1] ?? '').replaceAll("''", "'");
  if (/^[a-z_][\w-]*(\.[\w-]+)+$/i.test(term)) return context[term] ?? '';
  throw new Error(
    `The lab's runner cannot evaluate \${{ ${term} }}: only names such as github.sha, quoted strings and || are known`,
  );
}
