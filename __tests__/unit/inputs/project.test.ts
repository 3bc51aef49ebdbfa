import { describe, expect, test } from '@jest/globals';
import { inputReader } from '../../../src/inputs/reader.js';
import { readProjectInput, readWorkspace } from '../../../src/inputs/project.js';

function read(given: Readonly<Record<string, string>>) {
  const reader = inputReader((name) => given[name] ?? '');
  const input = { ...readProjectInput(reader), workspace: readWorkspace(reader, '/checkout') };
  return { input, problems: reader.problems };
}

describe('the inputs of the project', () => {
  test('without any, everything is looked for', () => {
    const build = { dockerfile: undefined, target: undefined, args: [] };
    expect(read({})).toEqual({
      input: { composeFiles: undefined, profiles: undefined, build, workspace: '/checkout' },
      problems: [],
    });
  });

  test('compose-file takes several files, one per line, and keeps their order', () => {
    const { input } = read({ 'compose-file': ' compose.yaml\r\n\n ./deploy/prod file.yaml \n' });
    expect(input.composeFiles).toEqual(['compose.yaml', 'deploy/prod file.yaml']);
  });

  test('profiles are separated by commas, spaces or lines', () => {
    expect(read({ profiles: 'web, jobs\ncron *' }).input.profiles).toEqual(['web', 'jobs', 'cron', '*']);
  });

  test('the build of a Dockerfile is described by three inputs', () => {
    const { input } = read({
      dockerfile: './docker/App.Dockerfile',
      target: 'prod',
      'build-args': 'A=1\nB=x = $y\nC=',
    });
    expect(input.build).toEqual({
      dockerfile: 'docker/App.Dockerfile',
      target: 'prod',
      args: [
        { name: 'A', value: '1' },
        { name: 'B', value: 'x = $y' },
        { name: 'C', value: '' },
      ],
    });
  });

  test.each(['apps/web', './apps/web/', 'apps//web'])('working-directory %s is a folder of the checkout', (folder) => {
    expect(read({ 'working-directory': folder }).input.workspace).toBe('/checkout/apps/web');
  });

  test('working-directory may be the root of the checkout', () => {
    expect(read({ 'working-directory': '.' }).input.workspace).toBe('/checkout');
  });

  test.each([
    [{ 'compose-file': 'a.yaml\n../b.yaml' }, /^compose-file: "\.\.\/b\.yaml": is outside the repository/],
    [{ 'compose-file': 'a|b.yaml' }, /contains a \|/],
    [{ 'compose-file': 'a\u0007.yaml' }, /control character/],
    [{ profiles: 'web;rm' }, /^profiles: "web;rm": is no profile/],
    [{ dockerfile: '/etc/Dockerfile' }, /^dockerfile: .*relative to the repository/],
    [{ target: 'a b' }, /^target: "a b" is no name of a stage/],
    [{ 'build-args': 'A=1\nB' }, /^build-args: "B": is not KEY=value/],
    [{ 'working-directory': '../other' }, /^working-directory: .*outside the repository/],
    [{ 'working-directory': 'web', source: 'git' }, /^working-directory: needs `source: upload`/],
  ])('%j is refused', (given, problem) => {
    expect(read(given).problems).toEqual([expect.stringMatching(problem)]);
  });
});
