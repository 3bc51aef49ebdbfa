/** Text that stands in a YAML file as it is: an alias, a number in another form, a value with a tag. */
export class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Yaml =
  string | number | boolean | null | undefined | Raw | readonly Yaml[] | { readonly [key: string]: Yaml };

/** YAML in flow style, one key of the top level a line; a key without a value (undefined) is left out. */
export function yamlText(mapping: { readonly [key: string]: Yaml }): string {
  return entriesOf(mapping)
    .map(([key, value]) => `${keyText(key)}: ${flow(value)}\n`)
    .join('');
}

/** A value with a tag of compose: `!reset`, `!override`. */
export function tagged(tag: string, value: Yaml): Raw {
  return new Raw(`${tag} ${flow(value)}`);
}

export function anchored(name: string, value: Yaml): Raw {
  return new Raw(`&${name} ${flow(value)}`);
}

function flow(value: Yaml): string {
  if (value instanceof Raw) return value.text;
  if (isList(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${entriesOf(value)
      .map(([key, item]) => `${keyText(key)}: ${flow(item)}`)
      .join(', ')}}`;
  return JSON.stringify(value ?? null);
}

function isList(value: Yaml): value is readonly Yaml[] {
  return Array.isArray(value);
}

function entriesOf(mapping: { readonly [key: string]: Yaml }): readonly [string, Yaml][] {
  return Object.entries(mapping).filter(([, value]) => value !== undefined);
}

function keyText(key: string): string {
  return key === '<<' ? key : JSON.stringify(key);
}
