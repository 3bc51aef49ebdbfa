import { DeployError } from '../errors/deploy-error.js';
import { notAnswering, redirectLoop } from './errors.js';
import { follow, type Answer, type Path, type VisitPorts } from './exchange.js';
import { isIn, judgeHealth, type StatusRule } from './health-status.js';
import { note, warning, type Remark } from './remark.js';

export interface Healthy {
  readonly url: URL;
  readonly answer: Answer;
  readonly remarks: readonly Remark[];
}

/**
 * Requests the health path and judges where its redirects within the same host end. A redirect whose status the rule has is not followed.
 * @throws DeployError https-unreachable, health-check-failed, host-name-rejected
 */
export async function requestHealthPath(path: Path, rule: StatusRule, ports: VisitPorts): Promise<Healthy> {
  const isLast = (status: number): boolean => rule !== undefined && isIn(status, rule);
  const { url, result, problems, loop } = await follow({ ...path, isLast }, ports);
  if (result.kind === 'failed') throw new DeployError(notAnswering(path.url.hostname, `${url.href}: ${result.why}`));
  if (loop !== undefined) throw new DeployError(redirectLoop(path.url, url, loop));
  const remark = judgeHealth({ url, status: result.status, body: result.body }, rule);
  return {
    url,
    answer: result,
    remarks: [...problems.map(warning), ...(remark === undefined ? [] : [note(remark)])],
  };
}
