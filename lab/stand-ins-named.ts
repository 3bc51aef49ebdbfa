import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { rareStandIns } from './registry.js';

const mayNameImages = /(?:^|[./-])dockerfile|\.ya?ml$/i;
const naming = /^.*(?:\bimage:|\bFROM\s|--from=).*$/gim;

/** The stand-ins that are made at need and that a compose file or a Dockerfile of this folder names. */
export async function standInsNamedIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && mayNameImages.test(entry.name));
  const texts = await Promise.all(files.map(({ parentPath, name }) => readFile(path.join(parentPath, name), 'utf8')));
  return rareStandInsIn(texts.join('\n'));
}

/** Names in lines that name images; one that only looks like an image's costs time, and nothing else. Pure. */
export function rareStandInsIn(text: string): ReadonlyMap<string, string> {
  const lines = [...text.matchAll(naming)].map(([line]) => line).join('\n');
  return new Map(
    [...rareStandIns].filter(([repository]) => {
      const name = path.posix.basename(repository);
      return new RegExp(`(?:^|[\\s"'=/]|:-)${name}(?=[:@\\s"'}]|$)`, 'm').test(lines);
    }),
  );
}
