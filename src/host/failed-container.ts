import { list, object, oneOf, text, type Read } from './shape.js';

/** Texts of containers may hold anything. */
const anyText = text(/^/);

/** The classes of templates/host/program/health/reason.py. */
export const FAILURE_KINDS = [
  'wrong-architecture',
  'out-of-memory',
  'restart-loop',
  'exited',
  'not-listening',
  'health-check',
  'not-ready',
  'other',
] as const;

/** `text` follows the name of the service in a sentence; `lines` are its last ones, `checks` the last output of its health check. */
export const failedContainerFields = {
  service: anyText,
  kind: oneOf(...FAILURE_KINDS),
  text: anyText,
  lines: list(anyText),
  checks: list(anyText),
};

export const failedContainer = object(failedContainerFields);

export type FailedContainer = Read<typeof failedContainer>;
