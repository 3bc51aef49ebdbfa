import type { Ec2 } from '../aws/ec2.js';
import type { InstanceConnect } from '../aws/instance-connect.js';
import type { TunnelOptions } from '../aws/tunnel.js';
import type { Inputs } from '../inputs/inputs.js';
import type { Transport } from '../ssh/dial.js';

/** The effects that finding an instance and getting in need. */
export interface ReachPorts {
  readonly inputs: Inputs;
  /** Loads the client on first use. */
  readonly ec2: () => Promise<Ec2>;
  readonly instanceConnect: () => Promise<InstanceConnect>;
  readonly openTunnel: (url: string, options: TunnelOptions) => Promise<Transport>;
  /** The public address of this runner in the family. @throws Error */
  readonly runnerAddress: (family: 4 | 6) => Promise<string>;
  /** The addresses of a DNS name; none if it does not resolve. */
  readonly addressesOf: (name: string) => Promise<readonly string[]>;
  /** As the description of a rule names this run. */
  readonly run: string;
  readonly say: (line: string) => void;
  readonly warn: (text: string) => void;
  /** Keeps a value for the post step. */
  readonly saveState: (name: string, value: string) => Promise<void>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
}
