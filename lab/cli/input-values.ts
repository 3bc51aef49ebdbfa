import { readFile } from 'node:fs/promises';

/** The inputs as they are meant: `@FILE` is the content of a file, `@@x` the text `@x`. @throws Error for a file that cannot be read */
export async function readValues(inputs: Readonly<Record<string, string>>): Promise<Readonly<Record<string, string>>> {
  const entries = Object.entries(inputs).map(async ([name, value]): Promise<[string, string]> => {
    if (value.startsWith('@@')) return [name, value.slice(1)];
    return [name, value.startsWith('@') ? await readFile(value.slice(1), 'utf8') : value];
  });
  return Object.fromEntries(await Promise.all(entries));
}
