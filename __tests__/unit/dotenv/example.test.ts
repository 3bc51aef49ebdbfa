import { describe, expect, test } from '@jest/globals';
import { isSecretName, parseExample } from '../../../src/dotenv/example.js';

const shown = (text: string) => parseExample(text).map(({ key, value }) => `${key}=${value ?? '?'}`);

describe('an example of an env file', () => {
  test('gives its variables in their order, each once, and leaves out what is commented out', () => {
    const text =
      '\uFEFF# A\nDEBUG=0\nexport POSTGRES_DB=app # the database\n# OPTIONAL=1\n\nPORT: 8000\r\nDEBUG=off\nnot a line\n';
    expect(shown(text)).toEqual(['DEBUG=off', 'POSTGRES_DB=app', 'PORT=8000']);
  });

  test('has no value where a person has to choose it', () => {
    const texts = ['A=change-me', 'A=<token>', 'A=your_name', 'A=https://app.example.com', 'A=xxxx'];
    expect(texts.flatMap(shown)).toEqual(texts.map(() => 'A=?'));
  });

  test('has no value where that only fits the machine of a developer', () => {
    const texts = [
      'A=localhost,127.0.0.1',
      'A=http://localhost:8000',
      'APP_ENV=local',
      'NODE_ENV=development',
      'DEBUG=True',
    ];
    expect(texts.flatMap(shown).filter((line) => !line.endsWith('=?'))).toEqual([]);
  });

  test('has an empty value where it leaves one empty, unless that is a secret', () => {
    expect(shown('A=\nB=""\nTOKEN=\n')).toEqual(['A=', 'B=', 'TOKEN=?']);
  });

  test('has no value where that is a secret, by the name of the variable or by itself', () => {
    const texts = [
      ...['SECRET_KEY=abc', 'DBPASSWORD=app', 'API_KEY=1', 'AUTH_SALT=1', 'SENTRY_DSN=1', 'TOKENS=2'],
      ...['DATABASE_URL=postgres://app:app@db/app', 'ID=3f2a9b7c1d4e5f60718293a4', 'MAIL=someone@gmail.com'],
    ];
    expect(texts.flatMap(shown).filter((line) => !line.endsWith('=?'))).toEqual([]);
  });

  test('has values that cannot be a secret, as they are', () => {
    const text =
      'HOSTS=\'0.0.0.0, db\'\nURL=http://redis:8000/a?b=c\nENGINE="django.db.backends.postgresql"\nX=[::1] a\n';
    expect(shown(text)).toEqual([
      ...['HOSTS=0.0.0.0, db', 'URL=http://redis:8000/a?b=c', 'ENGINE=django.db.backends.postgresql', 'X=[::1] a'],
    ]);
  });

  test('has no value that a workflow or the input env would read as something else', () => {
    const texts = ['A=${{ secrets.B }}', 'A=${B}', 'A=a\\nb', 'A="\'quoted\'"'];
    expect(texts.flatMap(shown)).toEqual(texts.map(() => 'A=?'));
  });

  test('may have a value over several lines, whose lines are no variables', () => {
    expect(shown('KEY="-----BEGIN\nABC=\nDEF=1\n-----END"\nLAST=1\n')).toEqual(['KEY=?', 'LAST=1']);
  });
});

test.each(['SECRET', 'JWT', 'apiKey', 'SSH_KEYS', 'DB_PASS', 'AWS_ACCESS_KEY_ID', 'GH_PAT'])(
  '%s is the name of a secret',
  (name) => {
    expect(isSecretName(name)).toBe(true);
  },
);

test.each(['DEBUG', 'POSTGRES_USER', 'KEYCLOAK_URL', 'PASSENGER_APP', 'HOST', 'COMPASS'])('%s is not', (name) => {
  expect(isSecretName(name)).toBe(false);
});
