import type { Candidate } from './candidate.js';
import { mayBeHttp } from './http-ports.js';
import { isServerCommand, isWorkerCommand } from './workers.js';
import { isOneShotCommand } from './one-shot-command.js';

/** PHP-FPM's own port. */
const FASTCGI_PORT = 9000;

/** Images of PHP-FPM alone; those with a web server in them name it. */
const IMAGE = /(?:^|[-_/:.\d])(?:php[-_]?)?fpm(?:[-_.\d]|$)/;
/** Images of PHP that do not say how it is started: their own port does. */
const PHP = /(?:^|[-_/])php[\d.]*(?:[-_:]|$)/;
/** Nothing but PHP-FPM is started, whatever ports are published. */
const ALONE = /^\s*(?:\S*docker-php-entrypoint\s+)?\S*php-fpm[\d.]*(?:\s+-\S+)*\s*$/;
const WITH_SERVER = /nginx|apache|caddy|frankenphp|unit|roadrunner|litespeed|supervisor|s6-/;

/** Whether a service speaks FastCGI alone, as PHP-FPM does: a web server has to stand in front of it. */
export function isFastCgi(service: Candidate): boolean {
  const { image = '', command, hasWebServer, ports, expose, imageExpose } = service;
  if (hasWebServer || WITH_SERVER.test(image) || WITH_SERVER.test(command)) return false;
  if (ALONE.test(command)) return true;
  const isStarted = /\bphp-fpm[\d.]*\b/.test(command);
  const own = [...ports.map(({ container }) => container), ...expose, ...imageExpose];
  const isPhp = PHP.test(image) && own.includes(FASTCGI_PORT);
  if (!isStarted && !isPhp && !IMAGE.test(image)) return false;
  if (own.some((port) => port !== FASTCGI_PORT && mayBeHttp(port))) return false;
  return isStarted || !(isServerCommand(command) || isWorkerCommand(command) || isOneShotCommand(command));
}
