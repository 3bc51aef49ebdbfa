import type { InboundRule, Instance } from '../aws/ec2.js';

/** What AWS knows of the host. */
export interface InstanceFacts {
  readonly instance: Instance;
  /** Inbound rules of its security groups; undefined: they could not be read. */
  readonly rules: readonly InboundRule[] | undefined;
}
