import { ERROR_CODES, type ErrorCode } from '../errors/codes.js';
import { DeployError } from '../errors/deploy-error.js';

interface Words {
  readonly what: string;
  readonly hint: string;
}

/** What the codes that the host program reports mean to a person. */
const words: Partial<Record<ErrorCode, Words>> = {
  'bootstrap-failed': {
    what: 'The host could not be made ready',
    hint: 'Look at the package tool’s lines above. Does the instance reach the internet (route, NAT, security group egress)? Installing by hand and "bootstrap: false" works too.',
  },
  'plugin-checksum': {
    what: 'The docker compose plugin that was downloaded is not the one it should be; it was not installed',
    hint: 'Try again. If it stays so, somebody answers for github.com in the host’s network: find out who. For a mirror of your own give "compose-plugin".',
  },
  'upload-failed': {
    what: 'The release’s files could not be put in place',
    hint: 'Look at the lines above: a full disk and files owned by root in the folder of the release before are the usual reasons.',
  },
  'mount-source-missing': {
    what: 'A file that the stack mounts is neither in the repository nor on the host',
    hint: 'Put it into the folder "shared" of the site’s path on the host, under the path that it has in the repository, and run this again.',
  },
  'data-not-writable': {
    what: 'The files that containers share with the host could not be written',
    hint: 'Containers own what they write, and the login user is not root and has no passwordless sudo. Give it sudo, or the folder named above to that user.',
  },
  'data-not-written': {
    what: 'The files that containers share with the host could not be brought up to date',
    hint: 'The reason is in the lines above. Nothing that a container wrote was removed.',
  },
  'git-clone-failed': {
    what: 'The host could not get the commit from the git server',
    hint: 'Is the public half of "deploy-key" entered at the repository (Settings, Deploy keys), and does the commit exist there?',
  },
  'lock-held': {
    what: 'Another run holds this host',
    hint: 'Wait for it to end and run this again. The lock belongs to a process and goes with it; there is nothing to delete.',
  },
  'stale-plan': {
    what: 'The host changed while this run was planning',
    hint: 'Run this again. A concurrency group in the workflow keeps runs from meeting.',
  },
  'compose-file-invalid': {
    what: 'docker compose on the host refuses the compose files',
    hint: 'Try the same with: docker compose config. A variable that is required but not in "env" is a usual reason.',
  },
  'build-failed': {
    what: 'The images could not be built or pulled; the running release was not touched',
    hint: 'The reason is in the lines above. If the build was killed, the instance is short of memory: add swap or take a larger one.',
  },
  'step-timed-out': {
    what: 'A step on the host took longer than its time limit, and was ended',
    hint: 'Look at the last lines above for what it was doing. If it only needs longer, give it more with the input "limits", a line such as "build: 40m", and "timeout" as much too.',
  },
  'disk-full': {
    what: 'A disk of the host is full, or cannot be written to',
    hint: 'Make room as the reason says, and run this again.',
  },
  'release-command-failed': {
    what: 'The release command failed; the running release was not touched',
    hint: 'Its output is above: mend what it names and run this again. What it changed in a database before it failed stays changed.',
  },
  'containers-unhealthy': {
    what: 'The new release did not come up well',
    hint: 'Read the last lines of the containers above: a variable that "env" lacks is the commonest reason, a service that it waits for the next. Mend it and run this again.',
  },
  'proxy-config-invalid': {
    what: 'nginx refused the edge’s configuration',
    hint: 'nginx says why above. If no input of yours can be the reason, report it with that line.',
  },
  'certificate-request-failed': {
    what: 'No certificate was issued; the site stays as it was',
    hint: 'The certificate authority says why above. Try with acme-server https://acme-staging-v02.api.letsencrypt.org/directory until it works: its limits are wide.',
  },
  'challenge-unreachable': {
    what: 'The probe file could not be put where the certificate authority will look',
    hint: 'Look at the lines above: the certbot container has to start and to write into the volume of the ACME webroot.',
  },
  'renewal-test-failed': {
    what: 'The site is up, but its renewal did not run when it was tried',
    hint: 'Look at renew.log in the site’s folder on the host. Without a renewal the certificate ends and the site with it.',
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
    hint: 'The reason is in the lines above. Run this again; it goes on from what is there.',
  };
  const lines = failure.lastLines.slice(-12);
  const why = [failure.text, ...(lines.length === 0 ? [] : ['last lines:', ...lines.map((line) => `  ${line}`)])].join(
    '\n',
  );
  return new DeployError({ code, what: said.what, why, hint: said.hint });
}
