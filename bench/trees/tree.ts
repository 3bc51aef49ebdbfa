import { createCipheriv, createHash } from 'node:crypto';
import { appendFile, cp, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { example } from './example.js';

export interface TreeSize {
  readonly files: number;
  readonly bytes: number;
}

/** The tree of the bars: 10,000 files, 200 MB. */
export const usualTree: TreeSize = { files: 10_000, bytes: 200_000_000 };

/** The tree of `--quick`. */
export const smallTree: TreeSize = { files: 1_000, bytes: 2_000_000 };

const filesInFolder = 50;

/**
 * The example with a folder `assets` of so many files in addition to its code, as a git checkout. The assets are no part of its
 * image, so a change to one of them leaves every container alone. The same size gives the same bytes: of three files two
 * are text that compresses to about a fifth, one is as good as random, like pictures. Few are large: sizes follow a power law.
 */
export async function makeTree(folder: string, { files, bytes }: TreeSize): Promise<void> {
  await cp(example, folder, { recursive: true });
  await appendFile(path.join(folder, '.dockerignore'), '\nassets\n');
  const weights = Array.from({ length: files }, (_, index) => 1 / (1 + ((index * 7919) % files) / (files / 20)));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  for (const [index, weight] of weights.entries()) {
    const place = path.join(folder, assetName(index));
    if (index % filesInFolder === 0) await mkdir(path.dirname(place), { recursive: true });
    await writeFile(place, contents(index, Math.round((weight / total) * bytes)));
  }
  await commitTree(folder);
}

/** The path of one of the tree's files, below its root. */
function assetName(index: number): string {
  const group = Math.floor(index / filesInFolder);
  return `assets/group-${String(group % 20)}/part-${String(group)}/item-${String(index)}.${index % 3 === 2 ? 'jpg' : 'js'}`;
}

const changedFile = assetName(467);

/** Gives one file of the tree new contents, 20 kB of text that differ in each round. */
export async function changeOne(folder: string, round: number): Promise<void> {
  await writeFile(path.join(folder, changedFile), contents(1_000_000 + round * 3, 20_000));
  await commitTree(folder);
}

/** Adds a file that cannot be compressed and is quickly made. */
export async function addLargeFile(folder: string, name: string, bytes: number): Promise<void> {
  const stream = createCipheriv('aes-128-ctr', Buffer.alloc(16), Buffer.alloc(16, name));
  const zeros = Buffer.alloc(10_000_000);
  for (let at = 0; at < bytes; at += zeros.length) {
    await appendFile(path.join(folder, 'assets', name), stream.update(zeros.subarray(0, bytes - at)));
  }
  await commitTree(folder);
}

const words = [
  'const',
  'return',
  'function',
  'export',
  'value',
  'index',
  'items',
  'length',
  'await',
  'import',
  '(',
  ')',
];

function contents(seed: number, bytes: number): Buffer {
  return seed % 3 === 2 ? noise(seed, bytes) : text(seed, bytes);
}

/** A stream of digests: it cannot be compressed. */
function noise(seed: number, bytes: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(bytes / 32) }, (_, block) =>
    createHash('sha256')
      .update(`${String(seed)} ${String(block)}`)
      .digest(),
  );
  return Buffer.concat(blocks).subarray(0, bytes);
}

function text(seed: number, bytes: number): Buffer {
  const parts: string[] = [];
  let state = seed + 1;
  for (let length = 0; length < bytes;) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const word = words[(state >>> 16) % words.length] ?? '';
    const part = (state >>> 8) % 5 === 0 ? `${word}${String(state % 1000)};\n` : `${word} `;
    parts.push(part);
    length += part.length;
  }
  return Buffer.from(parts.join('')).subarray(0, bytes);
}

/** Commits whatever has changed in a tree. */
export async function commitTree(folder: string): Promise<void> {
  const git = (...args: readonly string[]) =>
    execa('git', ['-c', 'core.compression=0', '-c', 'user.name=Lab', '-c', 'user.email=lab@lab.test', ...args], {
      cwd: folder,
    });
  await git('init', '--quiet', '--initial-branch=main');
  await git('add', '--all');
  await git('commit', '--quiet', '--message', 'What is to be deployed');
}
