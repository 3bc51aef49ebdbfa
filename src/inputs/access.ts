import { Secret } from '../secret.js';
import { parseHostName } from './parsers/host-name.js';
import { parseInstance, type InstanceQuery } from './parsers/instance.js';
import { parseChoice, parseFlag } from './parsers/number.js';
import type { InputReader } from './reader.js';

export const ACCESS_CHOICES = ['key', 'instance-connect', 'instance-connect-endpoint'] as const;

/** How to get in: with the given key, with a key that AWS hands to the instance, or with one of both through an endpoint in its VPC. */
export type AccessChoice = (typeof ACCESS_CHOICES)[number];

/** Which host it is, and how to get in. */
export interface AccessInput {
  /** DNS name or address; undefined: that of the instance. */
  readonly host: string | undefined;
  /** undefined: the host is not looked up at AWS. */
  readonly instance: InstanceQuery | undefined;
  /** undefined: it is chosen. */
  readonly access: AccessChoice | undefined;
  /** As pasted; undefined: a key pair is made for this run. */
  readonly sshKey: Secret | undefined;
  readonly sshKeyPassphrase: Secret | undefined;
  /** Whether the security group admits the runner for the time of a login. */
  readonly opensPort: boolean;
  /** Whether the security group gets rules that admit visitors, where they are missing. */
  readonly opensWebPorts: boolean;
  /** Whether a stopped instance is started. */
  readonly startsInstance: boolean;
}

/** Reads these inputs, and checks them against each other. */
export function readAccess(reader: InputReader, passphrase: string): AccessInput {
  const key = reader.text('ssh-key');
  const input: AccessInput = {
    host: reader.optional('host', parseHostName),
    instance: reader.optional('instance', parseInstance),
    access: reader.optional('access', (text) => parseChoice(text, ACCESS_CHOICES)),
    sshKey: key === '' ? undefined : new Secret(key),
    sshKeyPassphrase: passphrase === '' ? undefined : new Secret(passphrase),
    opensPort: reader.withDefault('open-port', parseFlag),
    opensWebPorts: reader.withDefault('open-web-ports', parseFlag),
    startsInstance: reader.withDefault('start-instance', parseFlag),
  };
  if (reader.text('host') === '' && reader.text('instance') === '')
    reader.addProblem('host', 'is required but not set; set it, or `instance`');
  checkKey(reader, input);
  if (reader.text('instance') === '') checkNothingNeedsInstance(reader, input);
  return input;
}

function checkKey(reader: InputReader, { sshKey, access }: AccessInput): void {
  const isNeeded = access === 'key' || reader.text('instance') === '';
  if (sshKey === undefined && isNeeded)
    reader.addProblem(
      'ssh-key',
      'is empty; check that the secret exists under exactly this name (workflows of forks receive no secrets), or log in without a stored key: set `instance`',
    );
  if (sshKey !== undefined && access === 'instance-connect')
    reader.addProblem(
      'access',
      '`instance-connect` uses a key pair of its own; remove `ssh-key`, or set `access: key`',
    );
}

function checkNothingNeedsInstance(reader: InputReader, input: AccessInput): void {
  const { access, opensPort, opensWebPorts, startsInstance } = input;
  if (access !== undefined && access !== 'key')
    reader.addProblem('access', `\`${access}\` needs the input \`instance\``);
  if (opensPort) reader.addProblem('open-port', 'needs the input `instance`');
  if (opensWebPorts) reader.addProblem('open-web-ports', 'needs the input `instance`');
  if (startsInstance) reader.addProblem('start-instance', 'needs the input `instance`');
}
