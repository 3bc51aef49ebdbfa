import { ERROR_CODES, type ErrorCode } from '../errors/codes.js';
import { DeployError } from '../errors/deploy-error.js';

interface Words {
  readonly what: string;
  readonly hint: string;
}

/** What the codes that the host program reports mean to a person. */
const words: Partial<Record<ErrorCode, Words>> = {
  'bootstrap-failed': {
    what: 'Installing packages on the host failed',
    hint: 'Read the package manager’s lines above. Can the instance reach the internet (route, NAT, security group egress)? You can also install by hand and set "bootstrap: false".',
  },
  'plugin-checksum': {
    what: 'Checksum mismatch for the downloaded docker compose plugin; it was not installed',
    hint: 'Run this again. If it happens again, something between the host and GitHub changes downloads: find out what. For a mirror of your own, set "compose-plugin".',
  },
  'upload-failed': {
    what: 'Writing the release’s files on the host failed',
    hint: 'Read the lines above: a full disk and files owned by root in the previous release are the usual reasons.',
  },
  'mount-source-missing': {
    what: 'A file that the stack mounts is neither in the repository nor on the host',
    hint: 'Create it in the directory "shared" of the site’s path on the host, at its path in the repository, and run this again.',
  },
  'data-not-writable': {
    what: 'The files that containers share with the host could not be written',
    hint: 'Containers own what they write, and the login user is not root and has no passwordless sudo. Give that user sudo, or ownership of the directory named above.',
  },
  'data-not-written': {
    what: 'The files that containers share with the host could not be brought up to date',
    hint: 'The reason is in the lines above. Nothing that a container wrote was removed.',
  },
  'git-clone-failed': {
    what: 'The host could not fetch the commit from the git server',
    hint: 'Is the public half of "deploy-key" registered in the repository (Settings, Deploy keys), and does the commit exist there?',
  },
  'lock-held': {
    what: 'Another deploy holds the lock on this host',
    hint: 'Wait for it to end and run this again. The lock is released with its process; there is nothing to delete.',
  },
  'stale-plan': {
    what: 'Another run changed the host after this plan was made',
    hint: 'Run this again. A concurrency group in the workflow makes deploys run one at a time.',
  },
  'compose-file-invalid': {
    what: 'docker compose on the host rejects the compose files',
    hint: 'Reproduce it with: docker compose config. A variable that is required but not in "env" is a usual reason.',
  },
  'build-failed': {
    what: 'Building or pulling images failed; the current release is unchanged',
    hint: 'The reason is in the lines above. If the build was killed, the instance ran out of memory: add swap or use a larger instance.',
  },
  'step-timed-out': {
    what: 'A step on the host exceeded its time limit and was stopped',
    hint: 'Read the last lines above for what it was doing. If it only needs more time, raise its limit with the input "limits" (a line such as "build: 40m") and raise "timeout".',
  },
  'disk-full': {
    what: 'A disk of the host is full, or cannot be written to',
    hint: 'Free the space that the reason names, and run this again.',
  },
  'release-command-failed': {
    what: 'The release command failed; the current release is unchanged',
    hint: 'Its output is above: fix what it names and run this again. What it changed in a database before it failed stays changed.',
  },
  'containers-unhealthy': {
    what: 'Containers of the new release did not become healthy',
    hint: 'Read the last lines of the containers above: a variable missing in "env" is the most common reason, then a service that it waits for. Fix it and run this again.',
  },
  'proxy-config-invalid': {
    what: 'nginx rejected the reverse proxy’s configuration',
    hint: 'nginx’s reason is above. If none of your inputs can be the cause, report it with that line.',
  },
  'certificate-request-failed': {
    what: 'No certificate was issued; the site is unchanged',
    hint: 'The certificate authority’s reason is above. Test with acme-server https://acme-staging-v02.api.letsencrypt.org/directory, which has high rate limits.',
  },
  'challenge-unreachable': {
    what: 'The test file could not be put at the HTTP-01 challenge path',
    hint: 'Read the lines above: the certbot container must be able to start and to write into the volume of the ACME webroot.',
  },
  'renewal-test-failed': {
    what: 'The site is up, but the renewal test failed',
    hint: 'Read renew.log in the site’s directory on the host. Without renewal the certificate expires.',
  },
};

/** The error for a failure that the host program reported, or for a step that ended without a word. */
export function hostFailure(failure: {
  readonly code: string;
  readonly text: string;
  readonly lastLines: readonly string[];
}): DeployError {
  const code = ERROR_CODES.find((known) => known === failure.code) ?? 'host-program-failed';
  const said = words[code] ?? {
    what: 'The host program failed',
    hint: 'The reason is in the lines above. Run this again; it continues from there.',
  };
  const lines = failure.lastLines.slice(-12);
  const why = [failure.text, ...(lines.length === 0 ? [] : ['last lines:', ...lines.map((line) => `  ${line}`)])].join(
    '\n',
  );
  return new DeployError({ code, what: said.what, why, hint: said.hint });
}
