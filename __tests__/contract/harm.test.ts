import { describe, expect, test } from '@jest/globals';
import { harmIn, harmInProgram } from '../support/harm.js';
import { filesBelow, read } from './source-files.js';

/** A line that may stand, and why. Whole lines, so that what is added beside one is seen. */
interface Allowed {
  readonly path: string;
  readonly line: string;
  readonly reason: string;
}

const SAYS_WHAT_DOCKER_DOES = 'a comment on what a signal means; it tells nobody to do anything';
const ALLOWED: readonly Allowed[] = [
  {
    path: 'examples/django/uwsgi.ini',
    line: '; On SIGTERM (docker stop): refuse new connections, so that the proxy uses the next container at once, finish',
    reason: SAYS_WHAT_DOCKER_DOES,
  },
  {
    path: 'examples/compose-app/server.js',
    line: '// docker stop: accept no new connections, finish in-flight requests, then exit.',
    reason: SAYS_WHAT_DOCKER_DOES,
  },
];

/** What a program on the host may do to what is the site's own, and how it knows that it is. */
const OWN: readonly { readonly path: string; readonly command: string; readonly reason: string }[] = [
  {
    path: 'templates/host/program/bootstrap/nginx.py',
    command: '"systemctl", "mask"',
    reason: 'the unit of the nginx that is being installed, until it is',
  },
  {
    path: 'templates/host/program/files/adoption.py',
    command: 'docker.run("stop"',
    reason: "containers by the project's labels",
  },
  {
    path: 'templates/host/program/certificates/standalone.py',
    command: 'docker.show("stop"',
    reason: "containers by the project's labels; what ran is started again",
  },
  {
    path: 'templates/host/program/renewal/certbot.py',
    command: 'docker.run("rm"',
    reason: "one-off containers of the project's certbot",
  },
  {
    path: 'templates/host/program/prune/containers.py',
    command: 'docker.run("image", "rm"',
    reason: 'images in the record of the release',
  },
  {
    path: 'templates/host/program/steps/prune.py',
    command: 'docker.run("image", "prune"',
    reason: "images without a name that carry the label of the site's project",
  },
  {
    path: 'templates/host/program/rollout/stopping.py',
    command: 'docker.ask("stop"',
    reason: "containers by the project's labels",
  },
  {
    path: 'templates/host/program/rollout/takeover.py',
    command: 'docker.run("rm"',
    reason: "containers by the project's labels",
  },
  {
    path: 'templates/host/program/rollout/stopping.py',
    command: 'docker.run("rm"',
    reason: "containers by the project's labels",
  },
  {
    path: 'templates/host/program/rollout/temporary_proxy.py',
    command: 'docker.run("rm"',
    reason: 'the container that the program itself named',
  },
  {
    path: 'templates/host/program/rollout/container_databases.py',
    command: 'docker.run("rm"',
    reason: 'a container that the program made a moment ago and never started',
  },
  {
    path: 'templates/host/program/rollout/data_guard.py',
    command: 'docker stop',
    reason: "for a person: the app's container, by the project's labels",
  },
  {
    path: 'templates/host/program/rollout/data_guard.py',
    command: 'docker rm',
    reason: 'for a person: the container that the line before makes',
  },
  {
    path: 'templates/host/program/rollout/one_shots.py',
    command: 'docker.run("rm"',
    reason: "exited containers by the project's labels",
  },
  {
    path: 'templates/host/program/supervisor/left_commands.py',
    command: 'docker.run("rm"',
    reason: 'one-off containers with the label of the run',
  },
  {
    path: 'templates/host/program/supervisor/left_commands.py',
    command: '"systemctl", "stop"',
    reason: 'the unit of one command, which has the token of the run in its name',
  },
];

const documents = ['README.md', 'README.ko.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md', 'action.yml'];
const told = [...documents, ...['src', 'docs', 'examples'].flatMap(filesBelow)].filter((path) => !/\.svg$/.test(path));
const programs = filesBelow('templates');

/** A sentence of a hint may be put together from several literals: read them as the one text that the user sees. */
function linesOf(path: string): readonly string[] {
  const text = read(path).replaceAll(/(['"`]) \+\n\s*['"`]/g, '');
  return text.split('\n').map((line) => line.trim());
}

function offences(paths: readonly string[], harm: (text: string) => readonly string[]): readonly string[] {
  return paths.flatMap((path) =>
    linesOf(path)
      .filter((line) => !ALLOWED.some((allowed) => allowed.path === path && allowed.line === line))
      .filter((line) => harm(line).some((hit) => !OWN.some((own) => own.path === path && own.command === hit)))
      .map((line) => `${path}: ${line}`),
  );
}

describe('what belongs to somebody else', () => {
  test('is in no hint, log line or document the target of a command that removes or stops it', () => {
    expect(offences(told, harmIn)).toEqual([]);
  });

  test('is not removed or stopped by a program that runs on the host', () => {
    expect(offences(programs, harmInProgram)).toEqual([]);
  });

  test('has no exception that nothing needs any more', () => {
    expect(ALLOWED.filter(({ path, line }) => !linesOf(path).includes(line))).toEqual([]);
    expect(OWN.filter(({ path, command }) => !harmInProgram(read(path)).includes(command))).toEqual([]);
  });
});

describe('the search for harmful commands', () => {
  test.each([
    'docker rm -f web on the host',
    'docker volume rm shop_data',
    'docker container prune',
    'docker image prune',
    'docker system prune -af',
    'docker compose down',
    'docker compose -p shop down -v',
    'docker compose down --remove-orphans --volumes',
    'sudo systemctl disable --now nginx',
    'systemctl stop nginx',
    'sudo journalctl --vacuum-size=100M',
    'rm -rf ~/shop',
    'rm -fr ~/shop',
    'aws route53 delete-hosted-zone --id Z1',
  ])('finds: %s', (command) => {
    expect(harmIn(`If nobody needs it: ${command}.`)).not.toEqual([]);
  });

  test.each([
    'self._host.docker.run("stop", *ids)',
    'docker.show("image", "rm", name, limit_seconds=60)',
    'compose.run(release, "down", limit_seconds=60)',
    '["sudo", "systemctl", "stop", "nginx"]',
  ])('finds in a program: %s', (line) => {
    expect(harmInProgram(line)).not.toEqual([]);
  });

  test.each([
    'docker ps --filter name=web',
    'docker compose ls --all',
    'docker system df',
    'systemctl status 123',
    'docker compose run --rm certbot renew',
    'the containers of a compose project are put down in the journal',
  ])('lets pass: %s', (command) => {
    expect(harmIn(command)).toEqual([]);
  });
});
