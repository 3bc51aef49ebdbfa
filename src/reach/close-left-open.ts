import { isOfRun } from '../access/port-rule.js';
import type { Ec2 } from '../aws/ec2.js';
import { DeployError, messageOf } from '../errors/deploy-error.js';
import { OPEN_PORT_STATE, type OpenPortState } from './open-port.js';

interface CloseLog {
  readonly say: (line: string) => void;
  readonly warn: (text: string) => void;
}

/** Removes the rules that a run which failed or was cancelled has left. `saved`: the state it kept; '' if it left none. Never rejects. */
export async function closeLeftOpen(saved: string, ec2: () => Promise<Ec2>, { say, warn }: CloseLog): Promise<void> {
  if (saved === '') return;
  try {
    const { run, group } = JSON.parse(saved) as OpenPortState;
    const client = await ec2();
    const left = (await client.inboundRules([group])).filter((rule) => isOfRun(rule, run));
    await client.removeRules(
      group,
      left.map(({ id }) => id),
    );
    for (const { id, network } of left) say(`Removed the rule ${id} for ${network ?? ''} from ${group.id}`);
  } catch (error) {
    warn(
      `A rule of this run may be left in the security group; the next run removes it when it has expired. ${reasonOf(error)}`,
    );
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof DeployError)) return messageOf(error);
  return [error.what, error.why ?? '', error.hint].filter((part) => part !== '').join('\n');
}

/** The same with the state of the main step, through the AWS SDK, which is loaded only if there is something to remove. */
export async function closeThroughAws(state: (name: string) => string, log: CloseLog): Promise<void> {
  await closeLeftOpen(state(OPEN_PORT_STATE), async () => (await import('../aws/ec2-api.js')).ec2Api(), log);
}
