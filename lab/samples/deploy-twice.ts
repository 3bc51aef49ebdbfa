import { cleanHost } from '../clean-host.js';
import { deploy, slugOf } from '../deploy.js';
import { parsePlanOutput } from '../demo/plan-output.js';
import type { HostName } from '../hosts/definition.js';
import { execOnHost } from '../hosts.js';
import type { Lab } from '../lab.js';
import { fetchFromOutside } from '../outside.js';
import type { RunResult } from '../runner.js';
import type { Sample } from './samples.js';

/** What came of a sample that was deployed twice to a host without a site. */
export interface DeployedTwice {
  readonly sample: string;
  readonly firstSeconds: number;
  readonly secondSeconds: number;
  /** What is not as it should be; empty: all is. */
  readonly problems: readonly string[];
}

export interface DeployTwiceOptions {
  readonly lab: Lab;
  readonly host: HostName;
  readonly onLine?: (line: string) => void;
}

/** Deploys a sample to a host of the lab twice: after the first run its page must be served over HTTPS, the second must do nothing. */
export async function deployTwice(sample: Sample, options: DeployTwiceOptions): Promise<DeployedTwice> {
  const { host } = options;
  await cleanHost(host);
  const first = await deploySample(sample, options);
  const outcome = { sample: sample.name, firstSeconds: first.seconds, secondSeconds: 0 };
  if (first.exitCode !== 0) return { ...outcome, problems: [`the first run failed:\n${lastLines(first)}`] };
  const page = await pageProblems(sample, options.lab);
  const before = await containersOn(host);
  const second = await deploySample(sample, options);
  const after = await containersOn(host);
  const problems = [
    ...page,
    ...secondRunProblems(second),
    ...(before === after ? [] : ['the second run replaced containers']),
  ];
  return { ...outcome, secondSeconds: second.seconds, problems };
}

async function deploySample({ folder, expected }: Sample, options: DeployTwiceOptions): Promise<RunResult> {
  const { lab, host, onLine } = options;
  return deploy({ lab, folder, host, inputs: expected.inputs ?? {}, ...(onLine === undefined ? {} : { onLine }) });
}

async function pageProblems({ name, folder, expected }: Sample, lab: Lab): Promise<readonly string[]> {
  const url = `https://${slugOf(folder)}.${lab.route53.zone}/`;
  try {
    const { status, body } = await fetchFromOutside(url);
    const text = expected.page ?? name;
    return status === 200 && body.includes(text)
      ? []
      : [`${url} answered ${status} without "${text}": ${body.slice(0, 200)}`];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

function secondRunProblems(run: RunResult): readonly string[] {
  if (run.exitCode !== 0) return [`the second run failed:\n${lastLines(run)}`];
  const steps = parsePlanOutput(run.outputs['plan']).map(({ title, because }) => `${title}: ${because}`);
  return run.outputs['changed'] === 'false' && steps.length === 0
    ? []
    : [`the second run did something: ${steps.join('; ')}`];
}

async function containersOn(host: HostName): Promise<string> {
  return (await execOnHost(host, ['sh', '-c', 'docker ps --quiet --no-trunc | sort'])).stdout;
}

function lastLines({ log }: RunResult): string {
  return log.split('\n').slice(-25).join('\n');
}
