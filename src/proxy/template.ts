const PLACEHOLDER = /\{\{([A-Za-z]\w*)\}\}/g;

/**
 * Fills in `{{name}}`. A value of several lines is indented as its placeholder is. Throws on a name that has no value
 * and on a value that no placeholder asks for: either is a mistake in the template or in its caller.
 */
export function renderTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const unused = new Set(Object.keys(values));
  const text = template.replace(PLACEHOLDER, (placeholder: string, name: string, offset: number) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Error(`The template asks for ${placeholder}, which has no value`);
    unused.delete(name);
    return value.trimEnd().replace(/\n(?!\n|$)/g, `\n${indentAt(template, offset)}`);
  });
  if (unused.size > 0) throw new Error(`The template does not use: ${[...unused].join(', ')}`);
  return text;
}

/** The blanks before the placeholder, if nothing else stands before it on its line. */
function indentAt(template: string, offset: number): string {
  const before = template.slice(template.lastIndexOf('\n', offset - 1) + 1, offset);
  return before.trim() === '' ? before : '';
}
