import { ERROR_CODES, type ErrorCode } from '../errors/codes.js';
import { DeployError } from '../errors/deploy-error.js';

interface Text {
  readonly what: string;
  readonly hint: string;
}

/** The errors that the host program reports, for a person. */
const texts = {
  'bootstrap-failed': {
    what: 'Installing Docker, compose or cron on the host failed',
    hint: 'Read the output of the package manager above. Check that the instance can reach the internet (route table, NAT, security group egress). Or install the components yourself and set "bootstrap: false".',
  },
  'plugin-checksum': {
    what: 'Checksum mismatch for the downloaded docker compose plugin; it was not installed',
    hint: 'Run the job again. If it fails again, something between the host and GitHub modifies downloads: find out what. For your own mirror set "compose-plugin".',
  },
  'upload-failed': {
    what: 'The files of the release could not be put in place on the host',
    hint: 'Read the lines above. Usual reasons are a full disk, and files owned by root in the directory of the previous release.',
  },
  'mount-source-missing': {
    what: 'A file that the stack mounts exists neither in the repository nor on the host',
    hint: 'Put it into the directory "shared" of the site on the host, under its path in the repository, and run the job again.',
  },
  'data-not-writable': {
    what: 'The data directories shared with containers are not writable',
    hint: 'Containers own the files that they write, and the login user is not root and has no passwordless sudo. Give the user sudo, or give it the directory named above.',
  },
  'data-not-written': {
    what: 'The data directories shared with containers could not be updated',
    hint: 'Read the lines above. No file that a container wrote was removed.',
  },
  'data-in-container': {
    what: 'A database is in the container of the running release, and would be lost with it',
    hint: 'Mount a volume at the directory of the database (a Dockerfile without a compose file has one at /vol/data), and copy the database there once. If it may be lost with each release, mount a tmpfs there.',
  },
  'git-clone-failed': {
    what: 'The host could not fetch the commit from the git server',
    hint: 'Check that the public half of "deploy-key" is registered for the repository (Settings, Deploy keys), and that the commit is pushed.',
  },
  'lock-held': {
    what: 'Another deploy holds the lock on this host',
    hint: 'Wait until it ends, then run the job again. The lock belongs to a process and ends with it; there is nothing to delete.',
  },
  'stale-plan': {
    what: 'Another run changed the host after this plan was made',
    hint: 'Run the job again. A concurrency group in the workflow makes deploys run one at a time.',
  },
  'newer-run-deployed': {
    what: 'A newer run of this workflow deployed while this run waited; its release stays',
    hint: 'Nothing has to be done. To deploy the older commit on purpose, run this job again ("Re-run jobs"), or start the workflow with workflow_dispatch.',
  },
  'insufficient-disk': {
    what: 'The host has too little free disk space for another release',
    hint: 'Enlarge the volume, or free some space: df -h, docker system df and sudo du -xh --max-depth=2 /var show what uses it. Remove only what is yours: images and volumes may belong to other sites on the host.',
  },
  'compose-file-invalid': {
    what: 'docker compose on the host rejects the compose files',
    hint: 'Reproduce it with: docker compose config. A usual reason is a required variable that is missing in "env".',
  },
  'build-failed': {
    what: 'The new release could not be built; the running release was not changed',
    hint: 'Read the lines above: they are those of the build.',
  },
  'build-out-of-memory': {
    what: 'The host ran out of memory during the build; the running release was not changed',
    hint: 'Use an instance type with more memory, or build the image in the workflow, push it to a registry and name it as "image:". Where little memory is free and there is no swap, "bootstrap: true" adds a swap file before a build.',
  },
  'image-not-found': {
    what: 'An image does not exist in its registry; the running release was not changed',
    hint: 'Check its name and tag in the compose file or the Dockerfile. If an earlier job pushes it, let this job need that one.',
  },
  'registry-denied': {
    what: 'A registry denies access to an image; the running release was not changed',
    hint: 'Add the login of the registry to the input "registries". For ghcr.io set "github-token" and "permissions: packages: read"; for Amazon ECR the role of the job needs ecr:GetAuthorizationToken and ecr:BatchGetImage.',
  },
  'registry-rate-limit': {
    what: 'A registry limits the rate of pulls; the running release was not changed',
    hint: 'Wait until the limit ends, or log in with the input "registries" (docker.io <user> <access token>): Docker Hub counts pulls of a login apart from those of an address.',
  },
  'registry-unreachable': {
    what: 'The host cannot reach a registry; the running release was not changed',
    hint: 'Check that the instance can reach the internet (route table, NAT, security group egress, DNS), and run the job again.',
  },
  'image-platform': {
    what: 'An image is made for another processor architecture than that of the host; the running release was not changed',
    hint: 'Build it for the architecture of the host (docker buildx build --platform), or use an instance type of that architecture: Graviton types (t4g, m7g) are arm64, the others amd64.',
  },
  'step-timed-out': {
    what: 'A step on the host exceeded its time limit and was stopped',
    hint: 'Read the last lines above to see what it was doing. If it needs more time, raise the input "limits" (for example "build: 40m") and "timeout".',
  },
  'disk-full': {
    what: 'A disk of the host is full or read-only',
    hint: 'Free some space as described above, and run the job again.',
  },
  'release-command-failed': {
    what: 'The release command failed; the running release was not changed',
    hint: 'Read its output above, fix the problem, and run the job again. Changes that it made to a database before it failed are not reverted.',
  },
  'containers-unhealthy': {
    what: 'Containers of the new release did not become healthy',
    hint: 'Read the last lines of the containers above. The most common reason is a missing variable in "env", the next a service that it depends on. Fix it and run the job again.',
  },
  'release-unhealthy': {
    what: 'The new release did not become ready',
    hint: 'Read its last lines above, or journalctl on the host. The most common reasons are a missing variable in "env" and a start command that does not take the socket of systemd. Fix it and run the job again.',
  },
  'proxy-config-invalid': {
    what: 'nginx rejected the configuration of the reverse proxy',
    hint: "Read nginx's message above. If none of your inputs can be the reason, report it with that line.",
  },
  'certificate-request-failed': {
    what: 'The certificate authority did not issue a certificate; the site was not changed',
    hint: 'Read its message above. For tests use acme-server https://acme-staging-v02.api.letsencrypt.org/directory, which has higher rate limits.',
  },
  'challenge-unreachable': {
    what: 'The HTTP-01 test file could not be written to the ACME webroot',
    hint: 'Read the lines above. The certbot container must start and be able to write to the volume of the ACME webroot.',
  },
  'renewal-test-failed': {
    what: 'The site is up, but the test run of the certificate renewal failed',
    hint: 'Read renew.log in the directory of the site on the host. Without a working renewal the certificate expires.',
  },
  'host-program-failed': {
    what: 'The host program failed',
    hint: 'Read the lines above, and run the job again; it continues from the current state.',
  },
} satisfies Partial<Record<ErrorCode, Text>>;

/** The error for a failure that the host program reported, or for a step that ended without a message. */
export function hostFailure(failure: {
  readonly code: string;
  readonly text: string;
  readonly lastLines: readonly string[];
}): DeployError {
  const code = ERROR_CODES.find((known) => known === failure.code) ?? 'host-program-failed';
  const { what, hint } = textOf(code);
  const lines = failure.lastLines.slice(-12);
  const why = [failure.text, ...(lines.length === 0 ? [] : ['last lines:', ...lines.map((line) => `  ${line}`)])].join(
    '\n',
  );
  return new DeployError({ code, what, why, hint });
}

function textOf(code: ErrorCode): Text {
  const known: Partial<Record<ErrorCode, Text>> = texts;
  return known[code] ?? texts['host-program-failed'];
}
