import type { ConnectEndpoint, Instance } from './ec2.js';
import type { Secret } from '../secret.js';

/** What is tunnelled where. */
export interface TunnelRequest {
  readonly endpoint: ConnectEndpoint;
  /** Private IPv4 address or IPv6 address of the instance. */
  readonly address: string;
  readonly port: number;
  /** Until AWS closes the tunnel; at most 3600. */
  readonly seconds: number;
}

/** EC2 Instance Connect. Each call throws DeployError as those of `Ec2` do. */
export interface InstanceConnect {
  /** Hands a public key (`ssh-ed25519 AAAA…`, without comment) to the instance, which admits it for this user within the next 60 s. */
  readonly pushKey: (instance: Instance, user: string, publicKey: string) => Promise<void>;
  /** The signed `wss:` URL of a tunnel. It holds the session's token, and is valid for 60 s. */
  readonly tunnelUrl: (request: TunnelRequest) => Promise<Secret>;
}
