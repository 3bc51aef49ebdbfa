import { expect, test } from '@jest/globals';
import { heldLines } from '../../../lab/held-lines.js';

test('lines are held until they are released, and then said as they come', () => {
  const said: string[] = [];
  const lines = heldLines((line) => void said.push(line));
  lines.hold('one');
  lines.hold('two');
  expect(said).toEqual([]);
  lines.release();
  lines.hold('three');
  expect(said).toEqual(['one', 'two', 'three']);
});
