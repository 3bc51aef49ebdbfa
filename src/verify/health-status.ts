import { DeployError } from '../errors/deploy-error.js';
import type { SiteCheck } from '../plan/site-check.js';
import { unhealthy } from './errors.js';
import { hostRejected, rejectsHost } from './host-rejected.js';

/** A response to the health path. */
export interface HealthAnswer {
  readonly url: URL;
  readonly status: number;
  readonly body: string;
}

/** The input `health-status`. */
export type StatusRule = SiteCheck['healthStatus'];

/**
 * A remark on a response that passes; undefined: there is none to make. With a rule its statuses pass and no others. Without one, 5xx
 * fails, and so does what means that the app does not know its host name.
 * @throws DeployError health-check-failed, host-name-rejected
 */
export function judgeHealth({ url, status, body }: HealthAnswer, rule: StatusRule): string | undefined {
  if (rule !== undefined) {
    if (isIn(status, rule)) return undefined;
    if (rejectsHost(status, body)) throw new DeployError(hostRejected(url, status, body));
    throw new DeployError(unhealthy(url, `it returned ${status}, and "health-status" is ${ruleText(rule)}`, body));
  }
  if (status >= 500) throw new DeployError(unhealthy(url, `it returned ${status}`, body));
  if (rejectsHost(status, body)) throw new DeployError(hostRejected(url, status, body));
  return status < 400
    ? undefined
    : `${url.href} returned ${status}: accepted as healthy because the app responds; set "health-status" for another rule`;
}

export function isIn(status: number, rule: NonNullable<StatusRule>): boolean {
  return rule.some(({ from, to }) => from <= status && status <= to);
}

function ruleText(rule: NonNullable<StatusRule>): string {
  return rule.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}
