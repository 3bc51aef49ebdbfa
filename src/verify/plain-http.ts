import { DeployError } from '../errors/deploy-error.js';
import { siteUrl } from '../http/get.js';
import { locationOf, notRedirecting } from './errors.js';
import { get, type VisitPorts } from './exchange.js';
import { redirectOf, redirectProblem } from './redirect.js';
import { note, warning, type Remark } from './remark.js';

interface PlainHttp {
  readonly names: readonly string[];
  readonly healthPath: string;
  /** Whether http:// must redirect to https:// (the bundled proxy). */
  readonly expectRedirect: boolean;
}

/**
 * What http:// does for a name; undefined: it redirects to https://, as it should.
 * @throws DeployError health-check-failed if it must, and does not
 */
export async function checkPlainHttp(name: string, site: PlainHttp, ports: VisitPorts): Promise<Remark | undefined> {
  const url = siteUrl('http', name, site.healthPath);
  const result = await get(url, ports);
  const redirect = result.kind === 'answer' ? redirectOf(result.status, result.headers.location, url) : undefined;
  const problem = redirect === undefined ? undefined : redirectProblem(redirect, url, site.names);
  const target = redirect?.target;
  const isRedirected = target?.protocol === 'https:' && site.names.includes(target.hostname);
  if (isRedirected && problem === undefined) return undefined;
  if (site.expectRedirect && !isRedirected) throw new DeployError(notRedirecting(name, result));
  if (problem !== undefined) return warning(problem);
  if (result.kind === 'failed') return note(`http://${name} does not redirect to https:// (${result.why})`);
  const found = `it returns ${result.status}${locationOf(result)}`;
  if (result.status >= 200 && result.status < 300) {
    const why = `${url.href} is served over plain HTTP (${found}): visitors and their passwords are not protected`;
    return warning(`${why}; let the proxy redirect it to https://`);
  }
  return note(`http://${name} does not redirect to https:// (${found})`);
}
