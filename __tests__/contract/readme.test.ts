import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseAction, parseWords, referenceOf, withReference } from '../../scripts/reference.js';
import { filesBelow, read, ROOT } from './source-files.js';

const action = parseAction(read('action.yml'));
const words = parseWords(read('docs/reference.ko.yml'));
const REFERENCES = [
  ['README.md', referenceOf(action)],
  ['README.ko.md', referenceOf(action, words)],
] as const;

describe.each(REFERENCES)('%s', (path, reference) => {
  const text = read(path);

  test('has the reference that action.yml gives (npm run readme)', () => {
    expect(withReference(text, reference).split('\n')).toEqual(text.split('\n'));
  });

  test('shows a step with inputs that exist', () => {
    const [step = ''] = /- uses: \.\/\.github\/actions\/ec2-https-deploy[^]*?(?=```)/.exec(text) ?? [];
    const [parsed] = parse(step) as readonly { readonly with: Readonly<Record<string, string>> }[];
    expect(Object.keys(parsed?.with ?? {})).toEqual(expect.arrayContaining(['instance', 'domain']));
    expect(Object.keys(parsed?.with ?? {}).filter((name) => !(name in action.inputs))).toEqual([]);
  });

  test('speaks of commands that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Readonly<Record<string, string>> };
    const named = [...text.matchAll(/npm (?:run )?(test:unit|test|demo|lab|readme)\b/g)].map(([, name = '']) => name);
    expect(named).toEqual(expect.arrayContaining(['demo', 'test']));
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  test('links to files that exist', () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, link = '']) => link);
    expect(links.filter((link) => !existsSync(join(ROOT, link)))).toEqual([]);
  });
});

test('has words for every input and output in both languages, and for nothing else', () => {
  expect(Object.keys(words.inputs)).toEqual(Object.keys(action.inputs));
  expect(Object.keys(words.outputs)).toEqual(Object.keys(action.outputs));
});

test('says the same in both languages, section for section', () => {
  const shape = (text: string): readonly string[] => [...text.matchAll(/^(#+ |```\w*)/gm)].map(([, mark = '']) => mark);
  expect(shape(read('README.ko.md'))).toEqual(shape(read('README.md')));
});

describe('a text that users read or copy', () => {
  const texts = [
    ...['README.md', 'README.ko.md', 'SECURITY.md', 'CHANGELOG.md', 'action.yml', 'docs/reference.ko.yml'],
    ...filesBelow('docs').filter((path) => path.endsWith('.md')),
    ...filesBelow('examples').filter((path) => /\.(md|ya?ml)$/.test(path)),
    ...filesBelow('templates'),
  ];

  test('names no owner of this action who is not known: that account could be anyone’s', () => {
    // The subjects of a trust policy are of the reader's own repository.
    const rest = (path: string): string => read(path).replace(/repo:OWNER(?:@[\w-]+)?\//g, '');
    expect(texts.filter((path) => /\bOWNER\b|\bstand-in\.sh\b/.test(rest(path)))).toEqual([]);
  });

  test('uses the copy of the action in the reader’s repository', () => {
    const used = texts.flatMap((path) =>
      [...read(path).matchAll(/uses: (\S*ec2-https-deploy\S*)/g)].map(([, name]) => name),
    );
    expect(new Set(used)).toEqual(new Set(['./.github/actions/ec2-https-deploy']));
    expect(used.length).toBeGreaterThanOrEqual(6);
  });
});
