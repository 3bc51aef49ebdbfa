import { describe, expect, test } from '@jest/globals';
import { digestOf } from '../../../src/digest.js';
import { LEAST, problemsOf, read, type Reading } from './reading.js';

const ACCOUNT = JSON.stringify(
  { type: 'service_account', private_key: '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADAN\n' },
  null,
  2,
);

const files = ({ inputs }: Reading): readonly (readonly string[])[] =>
  (inputs?.files ?? []).map(({ path, content }) => [path, content.reveal()]);

describe('files', () => {
  test('are lines that name a variable of the job, with blank lines and comments', () => {
    const text = '# for compose\n.envs/production.env < PRODUCTION\n\n  my certs/a.pem<CERT \r\n';
    const given = read({ ...LEAST, files: text }, {}, { PRODUCTION: 'A=1\n', CERT: 'pem' });
    expect(files(given)).toEqual([
      ['.envs/production.env', 'A=1\n'],
      ['my certs/a.pem', 'pem'],
    ]);
    expect(given.inputs?.files[0]?.digest).toBe(digestOf('A=1\n'));
  });

  test('are a JSON object of contents by path, byte for byte, one of which may be empty', () => {
    const given = read({ ...LEAST, files: JSON.stringify({ './b/../b': ' x\r\n한글', a: '' }) });
    expect(given.error?.why).toBe('- files: "./b/../b" contains a parent directory (..)');
    expect(files(read({ ...LEAST, files: JSON.stringify({ './b': ' x\r\n한글', a: '' }) }))).toEqual([
      ['a', ''],
      ['b', ' x\r\n한글'],
    ]);
  });

  test.each([
    ['/etc/app.env', 'must be relative'],
    ['../app.env', 'contains a parent directory (..)'],
    ['a/../../app.env', 'contains a parent directory (..)'],
    ['.env', 'is the `.env` of the release; use the input `env`'],
    ['./.env', 'is the `.env` of the release; use the input `env`'],
    ['.git/hooks/post-checkout', 'is in a directory that is not deployed'],
    ['certs/', 'is a directory, not a file'],
    ['-x', 'begins with a dash'],
    ['a\\b', 'contains a backslash'],
    ['a\nb', 'is no path, or contains a control character'],
    ['', 'is no path, or contains a control character'],
  ])('are not written to %j', (path, problem) => {
    expect(problemsOf({ ...LEAST, files: JSON.stringify({ [path]: 'content' }) }).join()).toContain(problem);
  });

  test('are checked for all problems at once, and no content is printed', () => {
    const text = 'a < UNSET\nb < EMPTY\nhunter2-in-a-wrong-place\nc < SET\nc < SET\nc/d < SET';
    const problems = problemsOf({ ...LEAST, files: text }, {}, { EMPTY: '', SET: 'x' });
    expect(problems).toEqual([
      "files: line 3 is not `path < VARIABLE`, with the content in a variable of the step's `env:`",
      'files: "a" is read from the variable UNSET, which is not set; add `UNSET: ${{ secrets.UNSET }}` to the `env:` of the step',
      'files: "b" is read from the variable EMPTY, which is empty; check that its secret exists under exactly this name',
      'files: "c" is listed twice',
      'files: "c" is a file, and the directory of "c/d"',
    ]);
  });

  test.each([
    ['{"a": "hunter2-x"', /^files: begins with { but is not a JSON object: syntax error/],
    ['{"a": {"b": "hunter2-x"}}', /^files: "a" is an object; the content of a file is a string$/],
    ['{"a": 5}', /^files: "a" is a number/],
  ])('that are no object of strings are reported without a value: %s', (text, expected) => {
    const problems = problemsOf({ ...LEAST, files: text });
    expect(problems).toEqual([expect.stringMatching(expected)]);
    expect(problems.join()).not.toContain('hunter2');
  });

  test('are masked before anything is checked: keys, values of env files and of JSON documents, lines, and the digest', () => {
    const content = {
      'a.env': 'PASSWORD=hunter2-env\n',
      'a.json': ACCOUNT,
      'a.pem': 'first-long-line\nsecond-long-line\n',
    };
    const { masked, error } = read({ ...LEAST, port: 'x', files: JSON.stringify(content) });
    expect(error?.code).toBe('invalid-input');
    for (const secret of ['hunter2-env', 'MIIEvQIBADAN', 'service_account', 'first-long-line', 'second-long-line']) {
      expect(masked.some((one) => secret.includes(one) || one === secret)).toBe(true);
    }
    expect(masked).toContain(digestOf(ACCOUNT));
  });

  test('of a JSON object that cannot be read are masked too', () => {
    expect(read({ ...LEAST, files: '{"a": "hunter2-json",}' }).masked.join('\n')).toContain('hunter2-json');
  });

  test('do not hide their own paths, or what is printed anyway', () => {
    const { masked } = read({
      ...LEAST,
      files: JSON.stringify({ 'service_account.json': ACCOUNT, 'b.env': 'HOST=app.example.com' }),
    });
    expect(masked).not.toContain('service_account');
    expect(masked).not.toContain('app.example.com');
  });
});
