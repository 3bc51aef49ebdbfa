import type { Failure } from '../errors/deploy-error.js';
import { excerpt } from '../http/get.js';

/** What Rails and Vite answer with 403 to a host name that they do not know; webpack with any status. */
const BLOCKED = /blocked hosts?:|blocked request\. this host/i;
const INVALID = /^\s*invalid host header\s*$/i;

/** Whether a response means that the app does not accept the host name of the request. Pure. */
export function rejectsHost(status: number, body: string): boolean {
  return status === 400 || status === 421 || INVALID.test(body) || (status === 403 && BLOCKED.test(body));
}

/** The app does not answer under the site's own name. */
export function hostRejected(url: URL, status: number, body: string): Failure {
  const text = excerpt(body);
  return {
    code: 'host-name-rejected',
    what: `${url.href} returned ${status}: the app rejects requests for the host name ${url.hostname}`,
    ...(text === '' ? {} : { why: `The response: ${text}` }),
    hint:
      `Add ${url.hostname} to the host names that the app accepts: ALLOWED_HOSTS in Django, config.hosts in Rails, ` +
      'AllowedHosts in ASP.NET Core, TrustedHostMiddleware in FastAPI and Starlette, trusted_hosts in Symfony. If the path ' +
      'returns this status for another reason, set "health-path" to a page that everyone can open, or "health-status".',
  };
}
