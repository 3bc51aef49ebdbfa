import { follow, type Answer, type Path, type VisitPorts } from './exchange.js';
import { rejectsHost } from './host-rejected.js';
import { warning, type Remark } from './remark.js';

/** What visitors would notice at `/`, where it is not what the health check requests. Never rejects. */
export async function requestFrontPage(path: Path, ports: VisitPorts): Promise<readonly Remark[]> {
  const { url, result, problems, loop } = await follow(path, ports);
  const found = problems.map(warning);
  if (loop !== undefined) return [...found, warning(`${path.url.href} redirects in a loop, so browsers show an error`)];
  // A page that does not answer in time may compute for longer than a check waits.
  return result.kind === 'failed' ? found : [...found, ...frontPageRemarks(url, result)];
}

function frontPageRemarks(url: URL, answer: Answer): readonly Remark[] {
  const { status, body } = answer;
  if (status >= 500) return [warning(`${url.href} returned ${status}, although the health path is healthy`)];
  if (rejectsHost(status, body)) {
    const where = 'Django: ALLOWED_HOSTS';
    return [warning(`${url.href} returned ${status}: the app may reject the host name ${url.hostname} (${where})`)];
  }
  return emptyPage(url, answer);
}

/** A page that passes every check and shows nothing. Pure. */
export function emptyPage(url: URL, { status, body }: Answer): readonly Remark[] {
  return status === 200 && body.trim() === '' ? [warning(`${url.href} returned 200 with an empty page`)] : [];
}
