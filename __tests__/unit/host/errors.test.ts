import { describe, expect, test } from '@jest/globals';
import { hostFailure } from '../../../src/host/errors.js';
import { explain } from '../../../src/errors/deploy-error.js';

const failed = (code: string, lastLines: readonly string[] = []) =>
  hostFailure({ code, text: 'what the step said', lastLines });

/** For each failure of the host program: what a person has to read of what happened, and of what to do. */
const table = [
  ['bootstrap-failed', /could not be made ready/, /reach the internet.*"bootstrap: false"/],
  ['plugin-checksum', /compose plugin.*not the one it should be; it was not installed/, /"compose-plugin"/],
  ['upload-failed', /files could not be put in place/, /full disk/],
  ['git-clone-failed', /could not get the commit/, /"deploy-key".*Deploy keys/],
  ['lock-held', /Another run holds this host/, /Wait.*nothing to delete/],
  ['stale-plan', /changed while this run was planning/, /concurrency group/],
  ['compose-file-invalid', /docker compose.*refuses the compose files/, /docker compose config/],
  ['build-failed', /could not be built or pulled; the running release was not touched/, /memory: add swap/],
  ['release-command-failed', /release command failed; the running release was not touched/, /database.*stays changed/],
  ['containers-unhealthy', /did not come up well/, /containers.*above/],
  ['proxy-config-invalid', /nginx refused/, /nginx says why above/],
  ['certificate-request-failed', /No certificate was issued; the site stays as it was/, /acme-staging-v02/],
  ['challenge-unreachable', /probe file could not be put/, /certbot container/],
  ['renewal-test-failed', /site is up, but its renewal did not run/, /renew\.log/],
] as const;

describe('a failure on the host', () => {
  test.each(table)('%s says what happened and what to do', (code, what, hint) => {
    const error = failed(code);
    expect(error.code).toBe(code);
    expect(error.what).toMatch(what);
    expect(error.hint).toMatch(hint);
    expect(explain(error)).toContain(`[${code}]\nWhy: what the step said\nWhat to do: `);
  });

  test('keeps the last twelve lines, the last of them included', () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${index + 1}`);
    const { why = '' } = failed('build-failed', lines);
    expect(why.split('\n')).toEqual([
      'what the step said',
      'last lines:',
      ...lines.slice(18).map((line) => `  ${line}`),
    ]);
  });

  test.each(['', 'no-such-code'])('with the code %j is host-program-failed, and can be run again', (code) => {
    const error = failed(code, ['sh: out of memory']);
    expect(error.code).toBe('host-program-failed');
    expect(error.why).toContain('sh: out of memory');
    expect(error.hint).toMatch(/Run this again/);
  });
});
