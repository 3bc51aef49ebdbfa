/** The form of a JSON value that comes from a host, which is not trusted. */
export interface Shape<T> {
  /** @throws RangeError for a value of another form; `path` names it */
  readonly read: (value: unknown, path: string) => T;
  /** The paths of all fields below: `release.name`, `ports[].port`. */
  readonly fields: readonly string[];
}

export type Read<S> = S extends Shape<infer T> ? T : never;

const SHOWN_CHARACTERS = 80;

export function text(form: RegExp): Shape<string> {
  return leaf((value): value is string => typeof value === 'string' && form.test(value));
}

export function oneOf<const T extends string>(...allowed: readonly T[]): Shape<T> {
  return leaf((value): value is T => allowed.some((known) => known === value));
}

export const flag: Shape<boolean> = leaf((value) => typeof value === 'boolean');

/** What somebody else reads. */
export const anything: Shape<unknown> = leaf((value): value is unknown => value !== undefined);

export const number: Shape<number> = leaf((value): value is number => typeof value === 'number');

/** A whole number that is not negative. */
export const count: Shape<number> = leaf(
  (value): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0,
);

/** null is read as undefined. */
export function optional<T>({ read, fields }: Shape<T>): Shape<T | undefined> {
  return { fields, read: (value, path) => (value === null ? undefined : read(value, path)) };
}

/** A field that may be missing. */
export function orMissing<T>({ read, fields }: Shape<T>): Shape<T | undefined> {
  return { fields, read: (value, path) => (value === undefined ? undefined : read(value, path)) };
}

/** What has another form counts as not told. */
export function lenient<T>({ read, fields }: Shape<T>): Shape<T | undefined> {
  return {
    fields,
    read: (value, path) => {
      try {
        return value === null ? undefined : read(value, path);
      } catch (error) {
        if (error instanceof RangeError) return undefined;
        throw error;
      }
    },
  };
}

export function list<T>(item: Shape<T>): Shape<readonly T[]> {
  return {
    fields: item.fields.map((field) => `[]${field.startsWith('[') ? '' : '.'}${field}`),
    read: (value, path) => {
      if (!Array.isArray(value)) throw wrong(path, value);
      return value.map((one: unknown, index) => item.read(one, `${path}[${index}]`));
    },
  };
}

/** An object whose keys are data. */
export function dictionary(key: RegExp, form: RegExp): Shape<ReadonlyMap<string, string>> {
  const entry = text(form);
  return {
    fields: [],
    read: (value, path) =>
      new Map(
        Object.entries(record(value, path)).map(([name, one]) => {
          if (!key.test(name)) throw wrong(path, name);
          return [name, entry.read(one, `${path}.${name}`)];
        }),
      ),
  };
}

/** An object with these fields; others are read by nobody. */
export function object<const F extends Readonly<Record<string, Shape<unknown>>>>(
  fields: F,
): Shape<{ readonly [K in keyof F]: Read<F[K]> }> {
  const shapes = Object.entries(fields);
  return {
    fields: shapes.flatMap(([name, { fields: below }]) => [
      name,
      ...below.map((field) => `${name}${field.startsWith('[') ? '' : '.'}${field}`),
    ]),
    read: (value, path) => {
      const found = record(value, path);
      const read = shapes.map(([name, shape]) => [
        name,
        shape.read(found[name], path === '' ? name : `${path}.${name}`),
      ]);
      return Object.fromEntries(read) as { readonly [K in keyof F]: Read<F[K]> };
    },
  };
}

function leaf<T>(isOne: (value: unknown) => value is T): Shape<T> {
  return {
    fields: [],
    read: (value, path) => {
      if (!isOne(value)) throw wrong(path, value);
      return value;
    },
  };
}

function record(value: unknown, path: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrong(path, value);
  return value as Readonly<Record<string, unknown>>;
}

function wrong(path: string, value: unknown): RangeError {
  const shown = (JSON.stringify(value) ?? 'nothing').slice(0, SHOWN_CHARACTERS);
  return new RangeError(`The host reports "${path}" in a form that it cannot have: ${shown}.`);
}
