import { expect, test } from '@jest/globals';
import { hasPackage, readRequirements } from '../../../src/native/requirements.js';
import { someRepository } from '../../support/some-files.js';

test('those for a server come before those at the root, and their includes count', () => {
  const files = someRepository({
    'requirements.txt': 'pytest\n',
    'requirements/deploy.txt': '-r base.txt\n-c pins.txt\n',
    'requirements/base.txt': 'Django==5.2\n',
    'requirements/pins.txt': 'sqlparse==0.5\n',
  });
  const found = readRequirements(files, '');
  expect(found.files).toEqual(['requirements/deploy.txt']);
  expect([...found.texts.keys()]).toEqual([
    'requirements/deploy.txt',
    'requirements/base.txt',
    'requirements/pins.txt',
  ]);
  expect([hasPackage(found, 'django'), hasPackage(found, 'pytest')]).toEqual([true, false]);
});

test('those next to the project come before those at the root', () => {
  const files = someRepository({ 'requirements.txt': '', 'app/requirements.txt': '' });
  expect(readRequirements(files, 'app').files).toEqual(['app/requirements.txt']);
});

test.each([
  ['Django==5.2', false],
  ['-e .', true],
  ['./libs/own', true],
  ['own @ git+https://example.com/own.git', true],
  ['git+ssh://git@example.com/own.git', true],
])('%s: belongs to one release: %s', (line, isOfRelease) => {
  expect(readRequirements(someRepository({ 'requirements.txt': `${line}\n` }), '')).toMatchObject({ isOfRelease });
});

test('a project without a requirements file has no packages', () => {
  expect(readRequirements(someRepository({}), '')).toMatchObject({ files: [], packages: [] });
});
