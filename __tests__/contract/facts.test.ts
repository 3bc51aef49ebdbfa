import { describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { basicObservation, observation } from '../../src/host/observation.js';

/** Prints the fields of a TypedDict, and of those below it. */
const FIELDS = `
import sys, typing
sys.path.insert(0, 'templates/host/program')
from observe import document

def fields(kind):
    inner = [one for one in typing.get_args(kind) if one is not type(None)]
    if typing.get_origin(kind) is typing.Union:
        return fields(inner[0])
    if typing.get_origin(kind) is list:
        return ['[]' + ('' if one.startswith('[') else '.') + one for one in fields(inner[0])]
    if not typing.is_typeddict(kind):
        return []
    return [name + path for name, one in typing.get_type_hints(kind).items()
        for path in ['', *(('' if below.startswith('[') else '.') + below for below in fields(one))]]

print('\\n'.join(fields(document.Observation)))`;

describe('the document that the inspection prints', () => {
  test('has the fields that the runner reads, and no others', () => {
    const run = spawnSync('python3', ['-BE', '-c', FIELDS], { encoding: 'utf8' });
    expect(run.stderr).toBe('');
    expect(run.stdout.trim().split('\n').sort()).toEqual([...observation.fields].sort());
  });

  test('has its basic fields first, which a host without python3 gives as well', () => {
    const { fields } = observation;
    expect(['python', ...basicObservation.fields]).toEqual(fields.slice(0, basicObservation.fields.length + 1));
  });
});
