import { describe, expect, test } from '@jest/globals';
import { inputReader } from '../../../src/inputs/reader.js';
import { readRegistries } from '../../../src/inputs/registries.js';

function reading(text: string) {
  const reader = inputReader((name) => (name === 'registries' ? text : ''));
  const masked: string[] = [];
  const logins = readRegistries(reader, (value) => masked.push(value));
  const revealed = logins.map(({ registry, username, password }) => [registry, username, password.reveal()]);
  return { logins: revealed, problems: reader.problems, masked };
}

describe('the input registries', () => {
  test('gives a login a line, whose password may have spaces', () => {
    expect(reading('registry.example.com:5000 deploy s3cret-token\n\n  GHCR.IO  bot  a long pass \n')).toMatchObject({
      logins: [
        ['registry.example.com:5000', 'deploy', 's3cret-token'],
        ['ghcr.io', 'bot', 'a long pass'],
      ],
      problems: [],
    });
  });

  test.each(['docker.io', 'index.docker.io', 'https://index.docker.io/v1/', 'hub.docker.com'])(
    'knows Docker Hub as %s',
    (host) => {
      expect(reading(`${host} me token-1`).logins).toEqual([['docker.io', 'me', 'token-1']]);
    },
  );

  test('masks each password before any problem is printed, and the form in which docker keeps it', () => {
    const { masked } = reading('r.example.com me s3cret-token\nr.example.com only-a-token\nlonely-token');
    expect(masked).toEqual(expect.arrayContaining(['s3cret-token', 'only-a-token', 'lonely-token']));
    expect(masked).toContain(Buffer.from('me:s3cret-token').toString('base64'));
  });

  test.each([
    ['r.example.com me', /^registries: line 1 must have the form `host username password`$/],
    ['https://r.example.com/team me token', /^registries: line 1 does not begin with the name of a registry/],
    ['r.example.com me t1\nr.example.com you t2', /^registries: r\.example\.com is given twice$/],
  ])('refuses %j without a word of it that may be secret', (text, problem) => {
    expect(reading(text).problems).toEqual([expect.stringMatching(problem)]);
    expect(reading(text).problems.join()).not.toMatch(/token|t1|t2/);
  });
});
