import { describe, expect, test } from '@jest/globals';
import { Secret } from '../../../src/secret.js';
import type { InputFile, Source } from '../../../src/inputs/inputs.js';
import { withoutInputs } from '../../../src/repository/input-paths.js';
import { deployedPaths } from '../../../src/repository/deployed.js';
import { releaseFiles, workspaceFiles } from '../../../src/repository/release-files.js';
import { listTracked } from '../../../src/repository/tracked.js';
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
  const of = async (files: readonly InputFile[] = [], source = upload()) => {
    const deployed = await deployedPaths(at.folder, source, listTracked(at.folder, process.platform));
    return releaseFiles(workspaceFiles(at.folder, deployed), files);
  };

  test('are those of the input files before those of the workspace', async () => {
    at.track('a.env');
    const files = await of([given('a.env', 'A=1'), given('b.env')]);
    expect([files.read('a.env'), files.exists('b.env'), files.exists('c.env')]).toEqual(['A=1', true, false]);
  });

  test('are listed by folders, with those of the input files; what is no folder has none', async () => {
    at.track('conf/b.conf', 'conf/below/c.conf');
    at.write('conf/made.conf');
    const files = await of([given('conf/a.conf'), given('conf/deeper/c.conf')]);
    expect(files.list?.('conf')).toEqual(['a.conf', 'b.conf', 'below']);
    expect(files.list?.('.')).toEqual(['conf']);
    expect([files.list?.('conf/b.conf'), files.list?.('conf/b.conf/x'), files.list?.('none')]).toEqual([[], [], []]);
  });

  test.each(['.env', 'compose.prod.yaml', 'conf/made.conf'])(
    'have a %s only if it is deployed: tracked, or named by include, and not excluded',
    async (path) => {
      at.track('a', 'conf/x');
      at.write(path);
      expect((await of()).exists(path)).toBe(false);
      expect((await of()).isLeftBehind?.(path)).toBe(true);
      expect((await of([], upload([`./${path}`]))).exists(path)).toBe(true);
      expect((await of([], upload(['**/*'], [path]))).exists(path)).toBe(false);
      at.git('add', '-f', path);
      expect((await of()).exists(path)).toBe(true);
      expect((await of()).isLeftBehind?.(path)).toBe(false);
      const excluded = await of([], upload([], [path]));
      expect([excluded.exists(path), excluded.isLeftBehind?.(path)]).toEqual([false, false]);
    },
  );

  test('have what a tracked link leads to only if that is deployed', async () => {
    at.track('deploy/compose.yaml', 'conf/a.conf');
    at.write('made/compose.yaml');
    at.link('deploy', 'linked');
    at.link('made', 'loose');
    at.link('/etc/hostname', 'outside');
    at.git('add', 'linked', 'loose', 'outside');
    const files = await of();
    expect(['linked/compose.yaml', 'outside', './conf/../conf/a.conf', 'conf'].map(files.exists)).toEqual(
      Array(4).fill(true),
    );
    expect(['loose/compose.yaml', 'made/compose.yaml', 'linked/none', '../x'].map(files.exists)).toEqual(
      Array(4).fill(false),
    );
  });

  test('of a folder that is no git repository are all, less a .env: the listing says what is wrong', async () => {
    at.write('.env', 'TAG=1');
    at.write('compose.yaml');
    const files = await of();
    expect(['.env', 'compose.yaml'].map(files.exists)).toEqual([false, true]);
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
