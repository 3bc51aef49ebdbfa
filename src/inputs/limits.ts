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
    if (name === '') reader.complain('limits', `${shown(line)} is not of the form \`step: duration\``);
    else if (!isLimited(name))
      reader.complain('limits', `${shown(name)} is no step; steps are ${limitedNames.join(', ')}`);
    else if (limits[name] !== undefined) reader.complain('limits', `${name} has two limits`);
    else {
      const parsed = parseDurationMs(duration);
      if ('problem' in parsed) reader.complain('limits', `${name}: ${shown(duration)} ${parsed.problem}`);
      else limits[name] = parsed.value / 1000;
    }
  }
  return limits;
}
