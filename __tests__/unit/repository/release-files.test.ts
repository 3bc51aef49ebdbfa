import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../../src/secret.js';
import type { InputFile, Source } from '../../../src/inputs/inputs.js';
import { withoutInputs } from '../../../src/repository/input-paths.js';
import { releaseFiles, workspaceFiles } from '../../../src/repository/release-files.js';
import type { FileEntry } from '../../../src/repository/manifest/manifest.js';
import { workspaceForEachTest } from '../../support/git-workspace.js';

const given = (path: string, content = 'given'): InputFile => ({ path, content: new Secret(content), digest: '' });
const upload = (include: readonly string[] = [], exclude: readonly string[] = []): Source => ({
  kind: 'upload',
  include,
  exclude,
});

describe('the files of a release', () => {
  const at = workspaceForEachTest();
  const of = (files: readonly InputFile[] = [], source = upload()) =>
    releaseFiles(workspaceFiles({ workspace: at.folder, source }), files);

  test('are those of the input files before those of the workspace', () => {
    at.track('a.env');
    const files = of([given('a.env', 'A=1'), given('b.env')]);
    expect([files.read('a.env'), files.exists('b.env'), files.exists('c.env')]).toEqual(['A=1', true, false]);
  });

  test('are listed by folders, with those of the input files; what is no folder has none', () => {
    at.track('conf/b.conf');
    const files = of([given('conf/a.conf'), given('conf/deeper/c.conf')]);
    expect(files.list?.('conf')).toEqual(['a.conf', 'b.conf']);
    expect([files.list?.('conf/b.conf'), files.list?.('conf/b.conf/x'), files.list?.('none')]).toEqual([[], [], []]);
  });

  test('have a .env only if it is sent: tracked, or named by include, and not excluded', () => {
    at.track('a');
    at.write('.env', 'TAG=1');
    expect(of().exists('.env')).toBe(false);
    expect(of([], upload(['./.env'])).exists('.env')).toBe(true);
    at.git('add', '-f', '.env');
    expect(of().exists('.env')).toBe(true);
    expect(of([], upload([], ['.env'])).exists('.env')).toBe(false);
  });

  test('have no .env of a folder that is no git repository', () => {
    at.write('.env', 'TAG=1');
    expect(of().exists('.env')).toBe(false);
  });
});

describe('the tracked files', () => {
  const file = (path: string): FileEntry => ({ kind: 'file', path, mode: 0o644, size: 1, blob: 'a' });

  test('are less those that the input files replaces', () => {
    const { files, replaced } = withoutInputs(
      [file('a'), file('conf/x'), file('conf/y')],
      [given('conf/x'), given('conf/z')],
    );
    expect([files.map(({ path }) => path), replaced]).toEqual([['a', 'conf/y'], ['conf/x']]);
  });

  test.each([
    ['conf', 'conf/x'],
    ['conf/x', 'conf'],
  ])('that need %s to be a file and a directory are refused', (tracked, path) => {
    expect(() => withoutInputs([file(tracked)], [given(path)])).toThrow('cannot be added to the repository');
  });
});
