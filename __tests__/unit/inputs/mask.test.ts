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
    expect(read({ ...LEAST, env }).masked.filter((value) => !KEY.includes(value))).toEqual([]);
  });
});

test('never shows a private key that was put in the wrong place', () => {
  const { error } = read({ ...LEAST, host: KEY, domain: KEY });
  expect(error?.why).not.toContain('b3BlbnNzaC1rZXktdjEAAAAA');
});
