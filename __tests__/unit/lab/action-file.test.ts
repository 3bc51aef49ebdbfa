import { describe, expect, test } from '@jest/globals';
import { fillInputs, parseActionFile } from '../../../lab/runner/action-file.js';
import { parseCommandFile } from '../../../lab/runner/command-file.js';
import { expressionContext, inputVariables, jobEnvironment } from '../../../lab/runner/environment.js';
import { evaluateExpressions } from '../../../lab/runner/expressions.js';

const action = parseActionFile(`
name: x
inputs:
  host: { description: a, required: true }
  port: { default: 22 }
  dry-run: { default: false }
  repository: { default: '\${{ github.repository }}' }
  sha: { default: "\${{ github.sha }}" }
  token: { default: "\${{ github.token }}" }
  bare:
runs: { using: node24, main: dist/index.js, post: dist/post/index.js }
`);
const context = expressionContext({ ...jobEnvironment('a'.repeat(40)), GITHUB_REPOSITORY: 'example/shop' });

describe('action.yml', () => {
  test('gives the programs and a default for every input', () => {
    expect(action.main).toBe('dist/index.js');
    expect(action.post).toBe('dist/post/index.js');
    expect(fillInputs(action, {}, context)).toEqual({
      inputs: {
        host: '',
        port: '22',
        'dry-run': 'false',
        repository: 'example/shop',
        sha: 'a'.repeat(40),
        token: '',
        bare: '',
      },
      unexpected: [],
    });
  });

  test('what is given wins over a default, an empty value too; an undeclared name is told', () => {
    const { inputs, unexpected } = fillInputs(action, { port: '', hots: 'x', sha: '${{ github.actor }}' }, context);
    expect(inputs).toMatchObject({ port: '', hots: 'x', sha: '${{ github.actor }}' });
    expect(unexpected).toEqual(['hots']);
  });

  test.each(['using: docker', 'using: composite'])('refuses %s', (using) => {
    expect(() => parseActionFile(`runs: { ${using}, main: x }`)).toThrow(/runs only node actions/);
  });

  test.each([
    ['', true],
    [', post-if: always()', true],
    [', post-if: failure() || cancelled()', false],
  ])('post after a job that went well: {…%s}', (condition, runs) => {
    expect(parseActionFile(`runs: { using: node24, main: x, post: y${condition} }`).postRunsAlways).toBe(runs);
  });

  test('refuses a condition of post that it does not understand', () => {
    expect(() => parseActionFile('runs: { using: node24, main: x, post: y, post-if: success() }')).toThrow(/post-if/);
  });

  test('says what is missing', () => {
    expect(() => parseActionFile('runs: { using: node24 }')).toThrow(/main/);
  });
});

describe('expressions', () => {
  test.each([
    ['plain $x {{ y }}', 'plain $x {{ y }}'],
    ['${{ github.repository }}@${{github.ref_name}}', 'example/shop@main'],
    ["${{ github.token || 'it''s none' }}", "it's none"],
    ['${{ github.nothing }}', ''],
  ])('%s', (text, value) => {
    expect(evaluateExpressions(text, context)).toBe(value);
  });

  test('one that is not understood is an error, not an empty text', () => {
    expect(() => evaluateExpressions('${{ fromJSON(github.x) }}', context)).toThrow(/cannot evaluate/);
  });
});

test('inputs become variables with their hyphens kept', () => {
  expect(inputVariables({ 'ssh-key': 'k', 'odd name': 'v' })).toEqual({ 'INPUT_SSH-KEY': 'k', INPUT_ODD_NAME: 'v' });
});

describe('GITHUB_OUTPUT', () => {
  test('holds single lines and blocks; the last of a name counts; values may hold = and <<', () => {
    const text = 'a=1\nb<<END\nx=1\n\ny<<z\nEND\nurl=https://x/?a=b\na=2\nempty<<E\nE\n';
    expect(parseCommandFile(text)).toEqual({ a: '2', b: 'x=1\n\ny<<z', url: 'https://x/?a=b', empty: '' });
  });

  test.each(['no equals sign', 'a<<END\nnever ended'])('%j is refused', (text) => {
    expect(() => parseCommandFile(text)).toThrow(/The step wrote/);
  });
});
