import { expect, test } from '@jest/globals';
import { renewalModules } from '../../src/plan/release/renewal.js';
import { modulesBehind } from '../support/program-modules.js';

test('the renewal is installed with every module of the host program that it imports, and no other', () => {
  expect([...renewalModules].sort()).toEqual(modulesBehind('renewal/main.py'));
});
