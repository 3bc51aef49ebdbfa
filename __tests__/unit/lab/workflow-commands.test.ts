import { describe, expect, test } from '@jest/globals';
import { parseWorkflowCommand } from '../../../lab/runner/workflow-commands.js';
import { createSecretMask } from '../../../lab/runner/secret-mask.js';
import { createStepLog } from '../../../lab/runner/step-log.js';

describe('a line of a step', () => {
  test.each([
    ['::add-mask::s3cret', { name: 'add-mask', properties: {}, value: 's3cret' }],
    ['  ::group::Plan', { name: 'group', properties: {}, value: 'Plan' }],
    ['::endgroup::', { name: 'endgroup', properties: {}, value: '' }],
    ['::ERROR::x', { name: 'error', properties: {}, value: 'x' }],
    [
      '::error title=No%2C really%3A%0Ano,file=a.ts::two%0Alines%0D 100%25',
      { name: 'error', properties: { title: 'No, really:\nno', file: 'a.ts' }, value: 'two\nlines\r 100%' },
    ],
    [
      '::debug::%250A is a written-out percent code',
      { name: 'debug', properties: {}, value: '%0A is a written-out percent code' },
    ],
    ['::notice::a::b', { name: 'notice', properties: {}, value: 'a::b' }],
    ['\u0085\u3000::notice::x', { name: 'notice', properties: {}, value: 'x' }],
    [
      '::warning Title==a=b,=file=f,line=,x::y',
      { name: 'warning', properties: { title: 'a=b', file: 'f' }, value: 'y' },
    ],
    ['GET /##[set-output name=url]forged', { name: 'set-output', properties: { name: 'url' }, value: 'forged' }],
    ['  │ ##[Error]x', { name: 'error', properties: {}, value: 'x' }],
    [
      '##[error title=a,b;file=c%3Bd%5D]e%0Af%5D 100%25',
      { name: 'error', properties: { title: 'a,b', file: 'c;d]' }, value: 'e\nf] 100%' },
    ],
    ['::none::##[debug]x', { name: 'debug', properties: {}, value: 'x' }],
    ['::error::##[debug]x', { name: 'error', properties: {}, value: '##[debug]x' }],
  ])('%s is a command', (line, command) => {
    expect(parseWorkflowCommand(line)).toEqual(command);
  });

  test.each([
    ...['plain', 'x ::error::no', '| ::error::from the host', ':: error::no', '::error', '\ufeff::error::no'],
    ...[
      '##[error',
      '## [error]no',
      '##[ error]no',
      '##[none]##[error]no',
      '::unknown::x',
      '##[internal-set-repo-path]x',
    ],
  ])('%s is none', (line) => {
    expect(parseWorkflowCommand(line)).toBeUndefined();
  });
});

describe('the log of a step', () => {
  const show = (...lines: readonly string[]): readonly string[] => {
    const log = createStepLog({ mask: createSecretMask(), showsDebug: false });
    return lines.flatMap((line) => log.show(line));
  };

  test('hides a masked value from the next line on, each line of it too, in errors and titles as well', () => {
    expect(
      show(
        'before: key-1',
        '::add-mask::key-1%0Akey-22%0A',
        'a key-1 b',
        'key-22',
        '::error title=key-22::key-1',
        '::group::key-1',
      ),
    ).toEqual(['before: key-1', 'a *** b', '***', 'Error: ***: ***', '***']);
  });

  test('hides a value whole that contains another hidden one', () => {
    expect(show('::add-mask::pass', '::add-mask::password1', 'password1 pass')).toEqual(['*** ***']);
  });

  test('a blank mask hides nothing', () => {
    expect(show('::add-mask::', '::add-mask:: ', 'a b')).toEqual(['a b']);
  });

  test('indents groups and survives one endgroup too many', () => {
    expect(
      show('::group::Outer', 'in', '::group::Inner', 'deep', '::endgroup::', '::endgroup::', '::endgroup::', 'out'),
    ).toEqual(['Outer', '  in', '  Inner', '    deep', 'out']);
  });

  test('shows annotations with their words and leaves debug lines out', () => {
    expect(show('::warning::careful', '::notice title=Done::yes', '::debug::inner', '::error::bad%0Aworse')).toEqual([
      'Warning: careful',
      'Notice: Done: yes',
      'Error: bad',
      'worse',
    ]);
  });

  test('stops carrying out commands between stop-commands and its token', () => {
    expect(show('::stop-commands::halt-9', '::add-mask::x', '::error::x', '::halt-9::', '::error::y')).toEqual([
      '::stop-commands::halt-9',
      '::add-mask::x',
      '::error::x',
      '::halt-9::',
      'Error: y',
    ]);
  });

  test('ends lines at a bare carriage return', () => {
    expect(show('50%\r::error::x\r\nrest')).toEqual(['50%', 'Error: x', 'rest']);
  });

  test('sets outputs and saves state that a line of either grammar asks for', () => {
    const log = createStepLog({ mask: createSecretMask(), showsDebug: false });
    log.show('GET /##[set-output name=url]https://other.example\r::save-state name=key::1');
    expect([log.outputs(), log.state(), log.hasFailed()]).toEqual([
      { url: 'https://other.example' },
      { key: '1' },
      false,
    ]);
  });

  test('fails the step by a command that runners no longer carry out', () => {
    const log = createStepLog({ mask: createSecretMask(), showsDebug: false });
    expect(log.show('a ##[set-env name=PATH]/tmp')[0]).toContain('Unable to process command');
    expect(log.hasFailed()).toBe(true);
  });
});
