import type { TrustedHostKey } from '../access/host-key-source.js';
import {
  chooseEndpoint,
  chooseWay,
  directAddress,
  endpointMissing,
  portClosed,
  tunnelAddress,
  type Way,
} from '../access/way.js';
import type { ConnectEndpoint } from '../aws/ec2.js';
import { DeployError } from '../errors/deploy-error.js';
import { connect, type ConnectOptions, type LoginKey } from '../ssh/connect.js';
import type { Connection } from '../ssh/connection.js';
import { dialling, type Dial } from '../ssh/dial.js';
import { givenKey } from '../ssh/keys/private-key.js';
import { explainAccess } from './explain.js';
import type { FoundHost } from './find-host.js';
import { rememberHostKey, trustedHostKey } from './host-key.js';
import { OpenPort } from './open-port.js';
import type { ReachPorts } from './ports.js';
import { pushedKey } from './pushed-key.js';
import { tunnelDial } from './tunnel-dial.js';

export type AccessOptions = Pick<ConnectOptions, 'timeoutMs' | 'signal' | 'agent'>;

/** How long the host is dialled directly before an endpoint is looked for. */
const DIRECT_MS = 15_000;
/** The same for an instance that has just been started: its SSH server needs that long. */
const STARTED_MS = 90_000;
/** No tunnel lasts longer (EC2 User Guide, "EC2 Instance Connect Endpoint": considerations). */
const MOST_TUNNEL_SECONDS = 3_600;

/** The ways into one instance. Whatever way worked first is used for further connections. */
export class InstanceAccess {
  readonly #found: FoundHost;
  readonly #ports: ReachPorts;
  readonly #key: LoginKey;
  #hostKey: Promise<TrustedHostKey> | undefined;
  #endpoint: ConnectEndpoint | 'none' | undefined;
  #isRemembered = false;

  constructor(found: FoundHost, ports: ReachPorts) {
    this.#found = found;
    this.#ports = ports;
    const { sshKey, sshKeyPassphrase, user } = ports.inputs;
    this.#key =
      sshKey === undefined
        ? pushedKey(found.instance, user, ports.instanceConnect)
        : givenKey(sshKey, sshKeyPassphrase);
  }

  /** @throws DeployError endpoint-missing, ssh-port-closed, runner-address-unknown, tunnel-refused, those of `connect` and of AWS */
  async connect(options: AccessOptions): Promise<Connection> {
    const { instance } = this.#found;
    const hostKey = await (this.#hostKey ??= trustedHostKey(instance, this.#ports));
    const connection = await this.#connect(hostKey, options);
    if (hostKey.source === 'console' && !this.#isRemembered) {
      this.#isRemembered = true;
      await rememberHostKey(instance, connection.fingerprint, this.#ports);
    }
    return connection;
  }

  async #connect(hostKey: TrustedHostKey, options: AccessOptions): Promise<Connection> {
    const { inputs, say } = this.#ports;
    const way = chooseWay(inputs, this.#found);
    const endpoint = await this.#firstEndpoint(way);
    if (endpoint !== undefined) {
      if (this.#endpoint !== endpoint)
        say(`Access: through the EC2 Instance Connect Endpoint ${endpoint.id}, because ${way.because}`);
      return await this.#throughTunnel(endpoint, hostKey, options);
    }
    if (!way.mayTunnelLater || this.#endpoint === 'none') return await this.#directly(hostKey, options);
    const triedMs = Math.min(options.timeoutMs, this.#found.wasStarted ? STARTED_MS : DIRECT_MS);
    try {
      return await this.#directly(hostKey, { ...options, timeoutMs: triedMs });
    } catch (error) {
      const other = isUnreachable(error) ? await this.#endpointIfAny() : undefined;
      const leftMs = options.timeoutMs - triedMs;
      if (other === undefined && isUnreachable(error) && leftMs > 0)
        return await this.#directly(hostKey, { ...options, timeoutMs: leftMs });
      if (other === undefined) throw error;
      say(
        `Access: through the EC2 Instance Connect Endpoint ${other.id}, because port ${inputs.port} is not reachable`,
      );
      return await this.#throughTunnel(other, hostKey, options);
    }
  }

  async #firstEndpoint({ kind }: Way): Promise<ConnectEndpoint | undefined> {
    if (this.#endpoint !== undefined && this.#endpoint !== 'none') return this.#endpoint;
    if (kind === 'direct') return undefined;
    const found = kind === 'tunnel' ? await this.#lookUpEndpoint() : await this.#endpointIfAny();
    if (found === undefined && kind === 'tunnel') throw new DeployError(endpointMissing(this.#found.instance));
    return found;
  }

  async #lookUpEndpoint(): Promise<ConnectEndpoint | undefined> {
    const { instance } = this.#found;
    if (instance.vpcId === undefined) return undefined;
    return chooseEndpoint(await (await this.#ports.ec2()).endpointsIn(instance.vpcId), instance);
  }

  /** One that is not required: without the permission to list them there is none. */
  async #endpointIfAny(): Promise<ConnectEndpoint | undefined> {
    try {
      const found = await this.#lookUpEndpoint();
      if (found === undefined) this.#endpoint = 'none';
      return found;
    } catch (error) {
      if (!(error instanceof DeployError) || error.code !== 'aws-denied') throw error;
      this.#ports.warn(`EC2 Instance Connect Endpoints were not searched: ${error.what}\n${error.hint}`);
      this.#endpoint = 'none';
      return undefined;
    }
  }

  async #directly(hostKey: TrustedHostKey, options: AccessOptions): Promise<Connection> {
    const { inputs } = this.#ports;
    const { instance } = this.#found;
    const closed = portClosed(inputs, this.#found);
    if (closed !== undefined) throw new DeployError(closed);
    const host = inputs.host ?? directAddress(instance) ?? tunnelAddress(instance);
    const tcp = dialling({ host, port: inputs.port });
    if (!inputs.opensPort) return await this.#logIn(host, tcp, hostKey, options);
    await using port = new OpenPort(instance, host, this.#ports);
    const admitted: Dial = async (timeoutMs, signal) => {
      await port.admit();
      return await tcp(timeoutMs, signal);
    };
    return await this.#logIn(host, admitted, hostKey, options);
  }

  async #throughTunnel(
    endpoint: ConnectEndpoint,
    hostKey: TrustedHostKey,
    options: AccessOptions,
  ): Promise<Connection> {
    const { inputs, instanceConnect, openTunnel } = this.#ports;
    const address = tunnelAddress(this.#found.instance);
    const seconds = Math.min(MOST_TUNNEL_SECONDS, Math.ceil(inputs.timeoutMs / 1000));
    const dial = tunnelDial({ endpoint, address, port: inputs.port, seconds }, instanceConnect, openTunnel);
    const connection = await this.#logIn(address, dial, hostKey, options, endpoint);
    this.#endpoint = endpoint;
    return connection;
  }

  async #logIn(
    host: string,
    dial: Dial,
    hostKey: TrustedHostKey,
    options: AccessOptions,
    endpoint?: ConnectEndpoint,
  ): Promise<Connection> {
    const { inputs, say } = this.#ports;
    const { port, user } = inputs;
    try {
      return await connect({
        ...options,
        host,
        port,
        user,
        key: this.#key,
        dial,
        hostKey: hostKey.policy,
        onRetry: say,
      });
    } catch (error) {
      const isPushedKey = inputs.sshKey === undefined;
      throw explainAccess(error, { instance: this.#found.instance, user, isPushedKey, endpoint, hostKey });
    }
  }
}

function isUnreachable(error: unknown): boolean {
  return error instanceof DeployError && error.code === 'host-unreachable';
}
