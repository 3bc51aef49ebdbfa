import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { composeAdvice, parseComposeWarning } from '../../../src/host/compose-warning.js';

const lines = readFileSync(path.join(import.meta.dirname, 'samples/compose-build.txt'), 'utf8').split('\n');

test('the warnings that compose prints with every command are known, and nothing else is', () => {
  expect(lines.flatMap((line) => parseComposeWarning(line) ?? [])).toEqual([
    { kind: 'unset-variable', name: 'SECRET_KEY' },
    { kind: 'obsolete-version', file: 'compose.yaml' },
  ]);
});

test('another warning of compose keeps its text', () => {
  const line = String.raw`time="2026-11-26T12:00:00Z" level=warning msg="Found orphan containers ([a \"b\"])"`;
  expect(parseComposeWarning(line)).toEqual({ kind: 'other', text: 'Found orphan containers ([a "b"])' });
});

test('a log line of an app that looks alike is no warning of compose', () => {
  expect(parseComposeWarning('app-1 | time="2026" level=warning msg="disk"')).toBeUndefined();
});

test('a variable of which the plan has warned is no warning again; an outdated attribute is one', () => {
  const warnings = [
    { kind: 'unset-variable', name: 'TOKEN' },
    { kind: 'obsolete-version', file: 'compose.yaml' },
    { kind: 'unset-variable', name: 'TOKEN' },
    { kind: 'obsolete-version', file: 'compose.yaml' },
  ] as const;
  expect(composeAdvice(warnings, new Set(['TOKEN']))).toBe(
    'compose.yaml has the attribute "version", which docker compose ignores. Remove that line.',
  );
  expect(composeAdvice([{ kind: 'other', text: 'x' }], new Set())).toBeUndefined();
});

test('what may be a part of a secret, as it follows a $ in a .env, is not shown', () => {
  const advice = composeAdvice([{ kind: 'unset-variable', name: 'hunter2' }], new Set(['TOKEN']));
  expect(advice).toContain('write values that contain a $ in single quotes');
  expect(advice).not.toContain('hunter2');
});
