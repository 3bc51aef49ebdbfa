import { expect, test } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { readFileSync } from 'node:fs';
import { readValues } from '../../../lab/cli/input-values.js';

test('an input of the lab is the text that was given, the content of a file, or a text that begins with @', async () => {
  const file = fileURLToPath(import.meta.url);
  expect(await readValues({ plain: 'true', empty: '', file: `@${file}`, at: '@@x' })).toEqual({
    ...{ plain: 'true', empty: '', at: '@x' },
    file: readFileSync(file, 'utf8'),
  });
});
