import { describe, expect, test } from '@jest/globals';
import { inputReader } from '../../../src/inputs/reader.js';
import { readRuntime } from '../../../src/inputs/runtime.js';

function read(given: Readonly<Record<string, string>>) {
  const reader = inputReader((name) => given[name] ?? (name === 'runtime' ? 'native' : ''));
  return { input: readRuntime(reader), problems: reader.problems };
}

describe('the inputs of the native runtime', () => {
  test('name its Python, and the packages of the distribution that it needs', () => {
    const { input, problems } = read({
      'python-version': '3.12',
      'system-packages': 'gcc, libstdc++-dev\npython3-dev  ImageMagick-devel',
    });
    const systemPackages = ['gcc', 'libstdc++-dev', 'python3-dev', 'ImageMagick-devel'];
    expect([input, problems]).toMatchObject([{ pythonVersion: '3.12', systemPackages }, []]);
  });

  test.each(['-o=Dir::Etc=/tmp', '../x', 'gcc;reboot', '$(id)', 'a/b'])('name no package %j', (name) => {
    expect(read({ 'system-packages': `gcc ${name}` }).problems).toEqual([
      `system-packages: "${name}": is no name of a package`,
    ]);
  });

  test('cannot install packages where nothing may be installed', () => {
    expect(read({ 'system-packages': 'gcc', bootstrap: 'false' }).problems).toEqual([
      'system-packages: needs `bootstrap: true`, which is the default',
    ]);
  });

  test.each(['start-command', 'python-version', 'system-packages'])('%s is refused without it', (name) => {
    expect(read({ runtime: 'compose', [name]: '3.12' }).problems).toEqual([`${name}: needs \`runtime: native\``]);
  });

  test.each(['compose-file', 'dockerfile', 'registries'])('%s is refused with it', (name) => {
    expect(read({ [name]: 'x' }).problems).toEqual([`${name}: cannot be used with \`runtime: native\``]);
  });
});
