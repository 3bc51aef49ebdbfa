import { describe, expect, test } from '@jest/globals';
import { freshFacts, planOf } from '../../support/facts.js';
import { read } from '../compose/reading.js';

const warnings = (environment: string, more = ''): readonly string[] => {
  const text = `services:\n  web:\n    image: me/app\n    ports: ["80:80"]\n    environment:\n${environment}\n${more}`;
  const facts = freshFacts();
  return planOf({ ...facts, repository: { ...facts.repository, stack: read({ 'compose.yaml': text }) } }).warnings;
};

describe('An item of the environment with a colon in the place of =', () => {
  test('is a warning with its line and the line to write, and without the value', () => {
    expect(warnings('      - A=1\n      - MODE:s3cret')).toEqual([
      'Items of a list of environment are NAME=value. These have a colon, and set nothing. Write:\ncompose.yaml:7: MODE=…',
    ]);
  });

  test.each([
    ['a value has one', '      - URL=http://x:80'],
    ['it is a mapping', '      MODE: "a:b"'],
  ])('is not meant where %s', (_name, environment) => {
    expect(warnings(environment)).toEqual([]);
  });
});

describe('A secret that the compose file itself gives as an empty text', () => {
  test.each([['      APP_KEY: "" # paste it here'], ["      - 'APP_KEY='"], ['      - APP_KEY=']])(
    'is a warning with the lines that give it: %s',
    (environment) => {
      expect(warnings(environment)).toEqual([
        'compose.yaml:6 gives APP_KEY an empty text, and the app may need it. Write ${APP_KEY:?} as its value, and add to the step:\n' +
          'with:\n  env: |\n    APP_KEY=${{ secrets.APP_KEY }}',
      ]);
    },
  );

  test.each([
    ['has a colon in a name that has a value', '      - ConnectionStrings:Default=Host=db', ''],
    ['may be empty', '      APP_KEY: ${APP_KEY:-}', ''],
    ['is no secret of a framework', '      MAIL_KEY: ""', ''],
    [
      'is of a service that is not started',
      '      A: 1',
      '  t: {image: x, profiles: [t], environment: {APP_KEY: ""}}\n',
    ],
  ])('is planned without a word where it %s', (_name, environment, more) => {
    expect(warnings(environment, more)).toEqual([]);
  });
});
