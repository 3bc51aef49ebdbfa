import { DeployError } from '../errors/deploy-error.js';

/** A command that uses the socket which systemd holds for it. */
export interface OfHeldSocket {
  readonly command: string;
  /** What was changed, as the end of a sentence; '' for nothing. */
  readonly change: string;
}

interface Server {
  /** Options with a value that would open another port. */
  readonly without?: RegExp;
  readonly with: string;
  /** The command has it already. */
  readonly has: RegExp;
}

/**
 * Servers that take a socket as a file descriptor, which is 3 (sd_listen_fds(3)). gunicorn and uWSGI find it by themselves. Options:
 * uvicorn.org/settings, hypercorn.readthedocs.io/en/latest/how_to_guides/binds.html.
 */
const SERVERS: Readonly<Record<string, Server>> = {
  uvicorn: { with: '--fd 3', has: /\s--(?:fd|uds)[\s=]/ },
  hypercorn: { with: '--bind fd://3', has: /fd:\/\/3/, without: /\s(?:-b|--bind)(?:\s+|=)\S+/g },
};

/** Servers that cannot: what they serve runs with one that can. */
const PORT_ONLY: readonly (readonly [command: RegExp, instead: string])[] = [
  [/\bmanage\.py\s+runserver\b/, 'gunicorn config.wsgi'],
  [/^flask\s+(?:\S+\s+)*run\b/, 'gunicorn app:app'],
  // It takes a descriptor for a TCP socket (Twisted's endpoint `fd:`), and answers nothing at that of systemd.
  [/^daphne\b/, 'uvicorn config.asgi:application --fd 3'],
  [/^waitress-serve\b/, 'gunicorn app:app'],
  [/^fastapi\s+(?:run|dev)\b/, 'uvicorn main:app --fd 3'],
];

/**
 * Has the last program of a command use the socket of systemd. A program that nobody knows here is left as it is: it may do so itself.
 * @throws DeployError native-port-only if it can only open a port of its own
 */
export function withHeldSocket(command: string): OfHeldSocket {
  const { before, last } = lastCommand(command);
  const words = last.replace(/^(?:exec\s+|[A-Za-z_]\w*=\S*\s+|python[\d.]*\s+-m\s+)*/, '');
  const only = PORT_ONLY.find(([pattern]) => pattern.test(words));
  if (only !== undefined) throw portOnly(command, only[1]);
  const server = SERVERS[(/^\S+/.exec(words)?.[0] ?? '').replace(/^.*\//, '')];
  if (server === undefined || server.has.test(last)) return { command, change: '' };
  const kept = server.without === undefined ? last : last.replace(server.without, '');
  return {
    command: `${before}${kept.trimEnd()} ${server.with}`,
    change: `with \`${server.with}\`: systemd holds the socket`,
  };
}

/** What a shell runs last: the server, where others prepare something for it. */
function lastCommand(command: string): { readonly before: string; readonly last: string } {
  const [, before = '', last = command] = /^(.*(?:&&|;)\s*)([^;&]+)$/s.exec(command) ?? [];
  return { before, last };
}

function portOnly(command: string, instead: string): DeployError {
  return new DeployError({
    code: 'native-port-only',
    what: `The command "${command}" opens a port of its own`,
    why: 'With runtime: native systemd holds the socket of each release, and the server takes it from there',
    hint: `Set a server that takes it, such as: start-command: ${instead}`,
  });
}
