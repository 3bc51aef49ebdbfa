import { Secret } from '../secret.js';
import { maskSecret } from './mask.js';
import type { RegistryLogin } from './inputs.js';
import type { InputReader } from './reader.js';

const HOST = /^(?=.{1,253}(?::|$))[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?$/;
const DOCKER_HUB = /^(?:(?:index\.|registry-1\.)?docker\.io|hub\.docker\.com)$/;

/** The input `registries`: lines `host username password`. Passwords are masked before a problem can be shown, and never part of one. */
export function readRegistries(reader: InputReader, mask: (value: string) => void): readonly RegistryLogin[] {
  const lines = (reader.lines('registries') ?? '').split(/\r?\n/).map((line) => line.trim());
  const given = lines
    .filter((line) => line !== '')
    .map((line) => /^(\S+)(?:\s+(\S+))?(?:\s+(\S.*))?$/.exec(line) ?? []);
  // Of a line of another form any word may be the password.
  for (const [, host = '', username, password] of given) maskLogin(username ?? '', password ?? username ?? host, mask);
  const logins: RegistryLogin[] = [];
  given.forEach(([, host = '', username = '', password = ''], index) => {
    const registry = hostOf(host);
    const problem =
      password === ''
        ? `line ${index + 1} must have the form \`host username password\``
        : registry === undefined
          ? `line ${index + 1} does not begin with the name of a registry, such as ghcr.io or registry.example.com:5000`
          : /\p{Cc}/u.test(password)
            ? `line ${index + 1}: the password contains a control character`
            : logins.some((other) => other.registry === registry)
              ? `${registry} is given twice`
              : undefined;
    if (problem !== undefined) reader.addProblem('registries', problem);
    else if (registry !== undefined) logins.push({ registry, username, password: new Secret(password) });
  });
  return logins;
}

/** undefined: no name of a registry. */
function hostOf(text: string): string | undefined {
  const host = text
    .toLowerCase()
    .replace(/^https:\/\//, '')
    .replace(/\/(?:v[12]\/?)?$/, '');
  if (DOCKER_HUB.test(host)) return 'docker.io';
  return HOST.test(host) ? host : undefined;
}

/** The password, and the form in which docker keeps a login: `auth` of config.json. */
export function maskLogin(username: string, password: string, mask: (value: string) => void): void {
  maskSecret(password, mask);
  if (password.length > 2) mask(Buffer.from(`${username}:${password}`).toString('base64'));
}
