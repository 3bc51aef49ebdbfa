import type { Instance } from '../aws/ec2.js';
import type { Failure } from '../errors/deploy-error.js';
import { describeQuery, type InstanceQuery } from '../inputs/parsers/instance.js';
import { instanceLine, instanceText } from './describe.js';

/** The instance, and what it needs before it can be reached: nothing, time, or a start. */
export interface Chosen {
  readonly instance: Instance;
  readonly needs: 'nothing' | 'time' | 'start';
}

interface ChooseOptions {
  readonly region: string;
  readonly startsInstance: boolean;
  readonly dryRun: boolean;
}

/** The one instance that a query means: a running one; a stopped one if none is running. */
export function chooseInstance(
  query: InstanceQuery,
  found: readonly Instance[],
  options: ChooseOptions,
): { readonly chosen: Chosen } | { readonly failure: Failure } {
  const existing = found.filter(({ state }) => state !== 'terminated' && state !== 'shutting-down');
  const started = existing.filter(({ state }) => state === 'running' || state === 'pending');
  const candidates = started.length > 0 ? started : existing;
  const [instance, ...others] = candidates;
  if (instance === undefined) return { failure: notFound(query, found, options.region) };
  if (others.length > 0) return { failure: ambiguous(query, candidates) };
  if (instance.isWindows) return { failure: windows(instance) };
  if (instance.state === 'running') return { chosen: { instance, needs: 'nothing' } };
  if (instance.state === 'pending') return { chosen: { instance, needs: 'time' } };
  const starts = options.startsInstance && !options.dryRun;
  return starts ? { chosen: { instance, needs: 'start' } } : { failure: notRunning(instance, options) };
}

function notFound(query: InstanceQuery, found: readonly Instance[], region: string): Failure {
  return {
    code: 'instance-not-found',
    what: `There is no instance ${describeQuery(query)} in region ${region}`,
    why:
      found.length === 0
        ? 'AWS lists instances of one region and one account only.'
        : `Found, but terminated:\n${found.map(instanceLine).join('\n')}`,
    hint:
      query.kind === 'id'
        ? 'Check the ID, the account of the credentials, and aws-region in the step aws-actions/configure-aws-credentials.'
        : 'Check the tag (upper and lower case differ), the account of the credentials, and aws-region in the step aws-actions/configure-aws-credentials.',
  };
}

function ambiguous(query: InstanceQuery, candidates: readonly Instance[]): Failure {
  return {
    code: 'instance-ambiguous',
    what: `${candidates.length} instances match ${describeQuery(query)}`,
    why: candidates.map(instanceLine).join('\n'),
    hint: 'Set the input instance to the ID of one of them, or to a tag that only one of them has.',
  };
}

function windows(instance: Instance): Failure {
  return {
    code: 'os-unsupported',
    what: `Instance ${instanceText(instance)} runs Windows`,
    hint: 'Use an instance with Amazon Linux 2023, Ubuntu or Debian.',
  };
}

function notRunning(instance: Instance, { startsInstance, dryRun }: ChooseOptions): Failure {
  return {
    code: 'instance-not-running',
    what: `Instance ${instanceText(instance)} is ${instance.state}`,
    ...(startsInstance && dryRun ? { why: 'A dry run starts no instance.' } : {}),
    hint:
      startsInstance && dryRun
        ? 'Run without dry-run, or start the instance first.'
        : `Set start-instance: true, or start it: aws ec2 start-instances --instance-ids ${instance.id}`,
  };
}
