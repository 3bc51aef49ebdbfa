import type { Stack } from '../../src/compose/stack.js';
import type { Reading } from './reading.js';
import type { Expectation } from './samples.js';

/** Service and port, with the stack's own proxy in front where it has one; `?` for a port that only the container shows. */
export function shownEntry({ entry: { service, ports }, ownProxy }: Stack): string {
  const app = `${service}:${ports.join('|') || '?'}`;
  return ownProxy === undefined || ownProxy.proxy === service ? app : `${ownProxy.proxy} > ${app}`;
}

/** How a reading differs from what is expected of it; what only the plan knows is not looked at. Pure. */
export function unexpected(expected: Expectation, reading: Reading): readonly string[] {
  const isAsked = expected.refused === 'entry-unclear';
  if (reading.kind === 'refused') {
    const { code, what, why = '' } = reading.error;
    if (code !== expected.refused) return [`${code}: ${what}`];
    return (expected.names ?? [])
      .filter((name) => !`${what} ${why}`.includes(name))
      .map((name) => `does not name ${name}`);
  }
  const { stack } = reading;
  if (isAsked) return [`entry: ${shownEntry(stack)}, expected a question`];
  const isOwn = expected.proxy !== undefined;
  const service = isOwn ? stack.ownProxy?.proxy : stack.entry.service;
  return [
    ...differs('files', stack.composeFiles.join(' '), expected.files?.join(' ')),
    ...differs('proxy', stack.ownProxy === undefined ? 'ours' : 'own', isOwn ? 'own' : 'ours'),
    ...differs('entry', service ?? 'none', expected.entry),
    ...differs('port', stack.entry.ports.join(), expected.port === null ? '' : expected.port?.toString()),
  ];
}

function differs(what: string, found: string, expected: string | undefined): readonly string[] {
  return expected === undefined || expected === found
    ? []
    : [`${what}: ${found || 'none'}, expected ${expected || 'none'}`];
}
