import type { InboundRule, Instance } from '../aws/ec2.js';
import { instanceText } from './describe.js';
import { openToWorld } from './inbound.js';

interface ExposureFacts {
  readonly instance: Instance;
  readonly rules: readonly InboundRule[];
  /** Port of the SSH server. */
  readonly port: number;
  /** Whether the DNS records point to the instance itself. */
  readonly isDnsTarget: boolean;
}

/** What works today and breaks or hurts later. */
export function exposureWarnings({ instance, rules, port, isDnsTarget }: ExposureFacts): readonly string[] {
  const { publicAddress, isElastic, groups } = instance;
  const fleeting =
    publicAddress !== undefined && !isElastic && isDnsTarget
      ? [
          `The address ${publicAddress} of instance ${instanceText(instance)} is not an Elastic IP: it changes when the instance is stopped and started, and the DNS records then point to another machine until the next deploy. Allocate an Elastic IP and associate it: aws ec2 allocate-address; aws ec2 associate-address --instance-id ${instance.id} --allocation-id ID`,
        ]
      : [];
  const open = openToWorld(rules, port).map(({ groupId, network, id }) => {
    const name = groups.find((group) => group.id === groupId)?.name ?? '';
    return `Security group ${groupId} (${name}) allows port ${port} from ${network ?? ''} (rule ${id}). No deploy needs that: open-port: true admits the runner for the time of the login only, and an EC2 Instance Connect Endpoint needs no open port at all. Remove the rule: aws ec2 revoke-security-group-ingress --group-id ${groupId} --security-group-rule-ids ${id}`;
  });
  return [...fleeting, ...open];
}
