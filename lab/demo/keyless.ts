import { parse } from 'yaml';
import { z } from 'zod';
import { openAccount } from '../aws/account.js';
import { claimsOf, type Job } from '../aws/job-claims.js';
import { logInAsJob } from '../aws/log-in.js';
import { startMoto } from '../aws/moto.js';
import { createSiteStack, defaultSubnet, instanceOf, type SiteStack } from '../aws/site-stack.js';
import type { HostName } from '../hosts/definition.js';
import type { Lab } from '../lab.js';
import { fetchFromOutside } from '../outside.js';
import { ensureVenv } from '../python-packages.js';

/** The AWS side of a site, for a host that is its instance. */
export interface AwsSide extends AsyncDisposable {
  readonly stack: SiteStack;
  /** Inputs of the step that the stack prints. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The keys of the stack's role, and where the lab's AWS is. */
  readonly env: Readonly<Record<string, string>>;
}

const stackName = 'django';

const job: Job = {
  ...{ owner: 'example', ownerId: 1_234_567, repository: 'django', repositoryId: 89_012_345 },
  ...{ ref: 'refs/heads/main', environment: 'production' },
};
/** The job, as GitHub describes it to AWS today. */
const claims = claimsOf(job, 'ids');

/** What the lab knows of a host, and a workflow without a stored key does not have. */
const nothingStored = { host: '', 'ssh-key': '', 'host-key': '' };

const stepsSchema = z.tuple([
  z.object({ with: z.object({ 'role-to-assume': z.string() }) }),
  z.object({ with: z.record(z.string(), z.string()) }),
]);

/** Creates the stack of templates/aws/site.yaml in the lab's AWS, and logs in to its role as a job. */
export async function createAwsSide(
  lab: Lab,
  host: HostName,
  domain: string,
  say: (line: string) => void,
): Promise<AwsSide> {
  await ensureVenv(say);
  const moto = await startMoto({ cloudFormation: { elasticIp: lab.hosts[host].address } });
  try {
    const SubnetId = await defaultSubnet(moto);
    const zone = { Domain: domain, HostedZoneId: lab.route53.hostedZoneId };
    const stack = await createSiteStack(moto, stackName, { ...zone, Subject: claims.sub, Endpoint: 'true', SubnetId });
    const [login, deploy] = stepsSchema.parse(parse(stack.outputs.get('WorkflowStep') ?? ''));
    const credentials = await logInAsJob(moto, login.with['role-to-assume'], claims);
    const account = await openAccount({ lab, host, moto, made: await instanceOf(moto, stack), credentials });
    return {
      stack,
      inputs: { ...nothingStored, ...deploy.with },
      env: account.env,
      [Symbol.asyncDispose]: () => Promise.resolve(account[Symbol.asyncDispose]()),
    };
  } catch (error) {
    await moto[Symbol.asyncDispose]();
    throw error;
  }
}

/** What the stack consists of, and the step that it prints. */
export function describeAwsSide({ stack }: AwsSide): readonly string[] {
  const step = stack.outputs.get('WorkflowStep') ?? '';
  const created = [...stack.resources].map(([name, id]) => `${name.padEnd(16)} ${id}`);
  return [...created, '', 'The stack prints this step:', '', ...step.split('\n')];
}

/** Throws if a connection to the SSH port is possible from outside. */
export async function checkPortClosed(lab: Lab, host: HostName): Promise<string> {
  const { address, sshPort } = lab.hosts[host];
  const outcome = await fetchFromOutside(`http://${address}:${sshPort}/`, { timeoutMs: 3_000 }).catch(
    (error: unknown) => String(error),
  );
  // An open port refuses HTTP at once; a closed one lets every packet fall.
  if (typeof outcome === 'string' && /abort|timeout|timed out/i.test(outcome)) return `port ${sshPort} closed`;
  throw new Error(`Port ${sshPort} of ${host} is open: ${JSON.stringify(outcome)}`);
}
