import fc, { type Arbitrary } from 'fast-check';
import { Raw, type Yaml } from './compose-yaml.js';

/** Variables of the `.env` of each project. */
export const VARIABLES = {
  SET: 'set',
  PORT: '8080',
  EMPTY: '',
  DIR: './dir',
  YES: 'yes',
  TWO: '2',
  LIST: 'a b',
} as const;

export const pick = <T>(...all: readonly T[]): Arbitrary<T> => fc.constantFrom(...all);

/** A text with variables in all forms. */
export const words: Arbitrary<string> = fc.oneof(
  {
    weight: 40,
    arbitrary: pick(
      'x',
      'text',
      '1',
      'true',
      '',
      '$SET',
      '${SET}',
      'a-${SET}-b',
      '${EMPTY}',
      '$$SET',
      '$${SET}',
      'a$$b',
    ),
  },
  {
    weight: 30,
    arbitrary: pick(
      ...[
        '${UNSET:-d}',
        '${UNSET-d}',
        '${EMPTY:-d}',
        '${EMPTY-d}',
        '${SET:-d}',
        '${SET-d}',
        '${UNSET:-}',
        '${SET:+o}',
        '${SET+o}',
        '${EMPTY:+o}',
      ],
      ...[
        '${EMPTY+o}',
        '${UNSET:+o}',
        '${UNSET+o}',
        '${SET:?e}',
        '${SET?e}',
        '${EMPTY?e}',
        '${UNSET}',
        '$UNSET',
        '${UNSET:-http://x:1/?a=b}',
      ],
      ...[
        '${UNSET:-${SET}}',
        '${UNSET:-a${EMPTY:-b}c}',
        '${EMPTY:+${SET}}',
        '${SET:+${UNSET:-y}}',
        '${SET}${PORT}',
        '${UNSET:-{}}',
        '${UNSET:-a}-${SET:-b}',
      ],
      ...[
        '${UNSET:-$SET}',
        '${UNSET-x-y}',
        '${UNSET:-x?y}',
        '$SET$PORT',
        '${COMPOSE_PROJECT_NAME}',
        'é${SET}ü',
        '${SET:-a}b}',
        '${UNSET:-a:b}',
      ],
    ),
  },
  {
    weight: 1,
    arbitrary: pick(
      '${UNSET:?must be set}',
      '${EMPTY:?}',
      '${UNSET?}',
      '${',
      '$1',
      '${1}',
      'a $ b',
      '${SET',
      '${UNSET:?a ${SET}}',
      '${A B}',
    ),
  },
);

export const scalar: Arbitrary<Yaml> = fc.oneof(
  { weight: 4, arbitrary: words },
  pick<Yaml>(
    1,
    true,
    false,
    null,
    1.5,
    0.00001,
    new Raw('yes'),
    new Raw('0o17'),
    new Raw('017'),
    new Raw('1_000'),
    new Raw('~'),
    new Raw('0x1F'),
    new Raw('1.10'),
  ),
);

export const listOrMapping = (key: Arbitrary<string>): Arbitrary<Yaml> =>
  fc.oneof(
    fc.dictionary(key, scalar, { maxKeys: 3 }),
    fc.uniqueArray(
      fc.oneof(
        fc.tuple(key, words).map(([k, v]) => `${k}=${v}`),
        key,
      ),
      { maxLength: 3, selector: (item) => item.split('=')[0] },
    ),
  );

export const variable = pick('A', 'B', 'C', 'SET', 'UNSET');
export const label = pick('com.x', 'com.y', 'z');

export const command: Arbitrary<Yaml> = fc.oneof(
  pick<Yaml>(
    'run',
    'sh -c "a && b"',
    'a && b',
    "echo 'a b' c\\ d",
    'x > y',
    'x 2>&1',
    '',
    null,
    [],
    ['a', 'b c'],
    'a "" b',
    '`a b`',
    'echo $(id -u)',
    'a;b',
    'sh -c \'echo "$$X"\'',
    'a\tb  c',
    '"a"b\'c\'',
  ),
  fc.array(words, { maxLength: 3 }),
  words.filter((text) => !/[()]/.test(text)),
);
