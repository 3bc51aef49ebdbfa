import { describe, expect, test } from '@jest/globals';
import { hostFailure } from '../../../src/host/errors.js';
import { explain } from '../../../src/errors/deploy-error.js';

const failed = (code: string, lastLines: readonly string[] = []) =>
  hostFailure({ code, text: 'what the step said', lastLines });

/** For each failure of the host program: what a person has to read of what happened, and of what to do. */
const table = [
  ['bootstrap-failed', /Installing Docker.*failed/, /reach the internet.*"bootstrap: false"/],
  ['plugin-checksum', /Checksum mismatch.*compose plugin; it was not installed/, /"compose-plugin"/],
  ['upload-failed', /files of the release could not be put in place/, /full disk/],
  ['git-clone-failed', /could not fetch the commit/, /"deploy-key".*Deploy keys/],
  ['lock-held', /Another deploy holds the lock on this host/, /Wait.*nothing to delete/],
  ['stale-plan', /Another run changed the host after this plan/, /concurrency group/],
  ['newer-run-deployed', /newer run of this workflow deployed.*its release stays/, /older commit on purpose/],
  ['insufficient-disk', /too little free disk space for another release/, /Enlarge the volume/],
  ['compose-file-invalid', /docker compose.*rejects the compose files/, /docker compose config/],
  ['build-failed', /new release could not be built; the running release was not changed/, /those of the build/],
  ['release-command-failed', /release command failed; the running release was not changed/, /database.*not reverted/],
  ['containers-unhealthy', /did not become healthy/, /containers.*above/],
  ['proxy-config-invalid', /nginx rejected/, /nginx's message above/],
  ['certificate-request-failed', /did not issue a certificate; the site was not changed/, /acme-staging-v02/],
  ['challenge-unreachable', /test file could not be written/, /certbot container/],
  ['renewal-test-failed', /site is up, but the test run.*failed/, /renew\.log/],
] as const;

describe('a failure on the host', () => {
  test.each(table)('%s is reported with what happened and what to do', (code, what, hint) => {
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

  test.each(['', 'no-such-code'])('with the code %j is host-program-failed, whose job can be run again', (code) => {
    const error = failed(code, ['sh: out of memory']);
    expect(error.code).toBe('host-program-failed');
    expect(error.why).toContain('sh: out of memory');
    expect(error.hint).toMatch(/run the job again/);
  });
});
