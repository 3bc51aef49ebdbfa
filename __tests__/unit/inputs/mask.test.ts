import { describe, expect, test } from '@jest/globals';
import { KEY, LEAST, read } from './reading.js';

describe('masks', () => {
  test('hides every secret before it complains', () => {
    const { error, masked } = read({
      'ssh-key': KEY,
      'deploy-key': 'x'.repeat(30),
      'ssh-key-passphrase': 'correct horse',
      'github-token': 'ghs_token value',
      env: 'T=hunter2',
    });
    expect(error?.code).toBe('invalid-input');
    expect(error?.why).toContain('github-token: contains spaces');
    expect(error?.why).not.toContain('ghs_token');
    expect(masked).toEqual(
      expect.arrayContaining([
        KEY.trim(),
        'b3BlbnNzaC1rZXktdjEAAAAA',
        'x'.repeat(30),
        'correct horse',
        'hunter2',
        'ghs_token value',
      ]),
    );
  });

  test('hides a value also as it is quoted, encoded and cut into lines', () => {
    const { masked } = read({ ...LEAST, env: '{"T": "it\'s \\"one\\" &\\nsecond line"}' });
    expect(masked).toEqual(
      expect.arrayContaining([
        'it\'s "one" &\nsecond line',
        'second line',
        'it\'s \\"one\\" &\\nsecond line',
        "it's%20%22one%22%20%26%0Asecond%20line",
      ]),
    );
  });

  test('hides the long lines of a value, and not each brace in the log because one line is a brace', () => {
    const account = JSON.stringify({ private_key: 'hunter2-hunter2' }, undefined, 2);
    const { masked } = read({ ...LEAST, env: JSON.stringify({ ACCOUNT: account }) });
    const lines = masked.flatMap((value) => value.split('\n'));
    expect(lines.some((line) => line.includes('hunter2-hunter2'))).toBe(true);
    expect(lines).not.toContain('{');
    expect(lines).not.toContain('}');
  });

  test('hides the values of a text that could not be read', () => {
    const { masked, error } = read({ ...LEAST, env: 'A = hunter2\nB="hunter3\\q"\nhunter4\n' });
    expect(masked).toEqual(expect.arrayContaining(['hunter2', 'hunter3\\q', 'hunter4']));
    expect(error?.why).not.toMatch(/hunter/);
  });

  test('leaves alone what is common, or printed anyway', () => {
    const env = 'A=1\nB=true\nC=8000\nD=app.example.com\nE=https://app.example.com\nF=production\nG=\nH=ap';
    const ofKey = read(LEAST).masked;
    expect(read({ ...LEAST, env }).masked.filter((value) => !ofKey.includes(value))).toEqual([]);
  });
});

describe('a secret that a program prints in another form', () => {
  const secret = 'p@ss/w"ör\'d+1';
  /** What is left to read of a text when everything masked is gone. */
  const shownOf = (masked: readonly string[], text: string): string =>
    [...masked].sort((a, b) => b.length - a.length).reduce((rest, value) => rest.replaceAll(value, '***'), text);
  const seen = (value: string, text: string): string =>
    shownOf(read({ ...LEAST, env: JSON.stringify({ T: value }) }).masked, text);
  const base64 = (text: string): string => Buffer.from(text).toString('base64');

  test.each(['', 'a', 'ab', 'user:'])('is hidden within base64, also after %j', (before) => {
    for (const after of ['', '!', '!!']) {
      const encoded = base64(before + secret + after);
      for (const text of [encoded, encoded.replaceAll('+', '-').replaceAll('/', '_')]) {
        // No six characters of the encoded secret are left: three bytes at each end belong to the neighbours as well.
        expect(seen(secret, text).replace('***', '').length).toBeLessThan(
          base64(before).length + base64(after).length + 5,
        );
        expect(seen(secret, text)).toContain('***');
      }
    }
  });

  test.each([
    ['repr() of Python', `'p@ss/w"ör\\'d+1'`, `'***'`],
    ['inspect() of Node', `"p@ss/w\\"ör'd+1"`, '"***"'],
    ['JSON in ASCII', `"p@ss/w\\"\\u00f6r'd+1"`, '"***"'],
    ['JSON with slashes of PHP', `"p@ss\\/w\\"ör'd+1"`, '"***"'],
    ['JSON within JSON', JSON.stringify(JSON.stringify(secret)), '"\\"***\\""'],
    ['a URL', encodeURIComponent(secret), '***'],
    ['a URL with each mark encoded', encodeURIComponent(secret).replaceAll("'", '%27'), '***'],
    ['a URL by quote() of Python', encodeURIComponent(secret).replaceAll('%2F', '/'), '***'],
    ['a shell', "p@ss/w\"ör'\\''d+1", '***'],
  ])('is hidden in %s', (_what, text, expected) => expect(seen(secret, text)).toBe(expected));

  test('is hidden in a form with its spaces as plus signs', () =>
    expect(seen('correct horse battery', 'p=correct+horse+battery')).toBe('p=***'));

  test.each([
    ['postgres://app:s3cr%40t-pw@db/app', ['s3cr%40t-pw', 's3cr@t-pw']],
    ['redis://:s3cr@t-pw@cache:6379/0', ['s3cr@t-pw']],
    ['https://ghs_0123456789abcdef@github.com/o/r', ['ghs_0123456789abcdef']],
    ['https://bucket.example.com/x?sig=a&token=s3cr-tok&b=c', ['s3cr-tok']],
    ['Server=db;User Id=app;Password=s3cr=t-pw;', ['s3cr=t-pw']],
    [
      '{"db": {"password": "s3cr", "url": "mysql://a:s3cr2@db"}, "list": ["not a word", "GET"]}',
      ['s3cr', 's3cr2', 'not a word'],
    ],
  ])('is hidden alone where it is a part of %s', (value, expected) => {
    const { masked } = read({ ...LEAST, env: JSON.stringify({ T: value }) });
    expect(masked).toEqual(expect.arrayContaining([...expected]));
  });

  test.each([
    'postgres://postgres:postgres@db/app',
    'postgres://app:app@db/app',
    '{"methods": ["GET", "POST"], "debug": "true", "password": "password"}',
    'https://app.example.com/?page=2',
  ])('hides no common word or short text because it is a part of %s', (value) => {
    const { masked } = read({ ...LEAST, env: JSON.stringify({ T: value }) });
    const words = ['postgres', 'app', 'db', 'GET', 'POST', 'true', 'password', '2'];
    expect(masked.filter((mask) => words.includes(mask))).toEqual([]);
  });

  test('is found in values of half a megabyte in a second each', () => {
    const began = performance.now();
    for (const piece of ['a-', 'a://', 'key=', '{"', 'x@'])
      read({ ...LEAST, env: `T='${piece.repeat(500_000 / piece.length)}'` });
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

test('never shows a private key that was put in the wrong place', () => {
  const { error } = read({ ...LEAST, host: KEY, domain: KEY });
  expect(error?.why).not.toContain('b3BlbnNzaC1rZXktdjEAAAAA');
});
