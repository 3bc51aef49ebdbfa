import type { Failure, FailureKind } from './record.js';

/** What an error of a connection means to a visitor. */
export function failureOf(
  error: Error & { readonly code?: unknown },
  when: 'before the answer' | 'within the answer',
): Failure {
  const code = typeof error.code === 'string' ? error.code : error.name;
  return { kind: kindOf(code, when), said: `${code}: ${error.message}` };
}

function kindOf(code: string, when: 'before the answer' | 'within the answer'): FailureKind {
  if (code === 'ABORT_ERR' || code === 'TimeoutError') return 'timed-out';
  if (code === 'ECONNREFUSED') return 'refused';
  if (/^(EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|ENOTFOUND|EAI_AGAIN)$/.test(code)) return 'unreachable';
  if (/CERT|ALTNAME|SIGNATURE|VERIFY/.test(code)) return 'certificate';
  return when === 'before the answer' ? 'reset' : 'cut-short';
}
