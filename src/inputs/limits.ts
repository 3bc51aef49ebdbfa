import { isLimited, limitedNames, type Limited, type Limits } from './limit-table.js';
import { parseDurationMs } from './parsers/number.js';
import { shown } from './parsers/parsed.js';
import type { InputReader } from './reader.js';

/** The input `limits`: lines `step: duration`. */
export function readLimits(reader: InputReader): Limits {
  const lines = (reader.lines('limits') ?? '').split(/\r?\n/).map((line) => line.trim());
  const limits: Partial<Record<Limited, number>> = {};
  for (const line of lines.filter((text) => text !== '')) {
    const [, name = '', duration = ''] = /^([^:]*?)\s*:\s*(.*)$/.exec(line) ?? [];
    if (name === '') reader.addProblem('limits', `${shown(line)} must have the form \`step: duration\``);
    else if (!isLimited(name))
      reader.addProblem('limits', `${shown(name)} is not a step; steps are ${limitedNames.join(', ')}`);
    else if (limits[name] !== undefined) reader.addProblem('limits', `${name} has two limits`);
    else {
      const parsed = parseDurationMs(duration);
      if ('problem' in parsed) reader.addProblem('limits', `${name}: ${shown(duration)} ${parsed.problem}`);
      else limits[name] = parsed.value / 1000;
    }
  }
  return limits;
}
