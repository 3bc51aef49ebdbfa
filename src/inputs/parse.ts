import type { HostKeyPolicy } from '../ssh/host-keys/pin.js';
import { DeployError } from '../errors/deploy-error.js';
import { parseHostKeyPolicy } from '../ssh/host-keys/known-hosts.js';
import { Secret } from '../secret.js';
import { parseEmail, parseUserName } from './parsers/account.js';
import { parseComposePlugin } from './parsers/compose-plugin.js';
import { parseCronSchedule } from './parsers/cron-schedule.js';
import { parseHostName } from './parsers/host-name.js';
import { parseHostedZoneId } from './parsers/hosted-zone-id.js';
import { parseChoice, parseDurationMs, parseFlag, parseNginxSize, parsePort } from './parsers/number.js';
import { parseRemotePath, parseRepositoryPath } from './parsers/path.js';
import { parseProjectName } from './parsers/project-name.js';
import { parseServiceName } from './parsers/service-name.js';
import { shellWords } from './parsers/shell-words.js';
import { parseHealthPath, parseHttpsUrl } from './parsers/url.js';
import { readEnv } from './env.js';
import { readLimits } from './limits.js';
import { maskKey, maskSecret } from './mask.js';
import { inputReader, type InputReader } from './reader.js';
import { readSite } from './domains.js';
import { readOrigin, type Origin } from './source.js';
import type { DnsInput, Inputs } from './inputs.js';

/** What the runner says of the job. */
export interface Environment {
  /** Absolute path of the checked-out repository. */
  readonly workspace: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly sha: string;
}

/**
 * Reads and checks every input. `get` gives an input's text untrimmed ('' when it is not given), since blanks at the end of
 * `env` belong to its last value. Every secret is given to `mask` before anything can throw.
 * @throws DeployError bad-input, one for all problems
 */
export function parseInputs(
  get: (name: string) => string,
  environment: Environment,
  mask: (value: string) => void,
  readFile: (path: string) => string,
): Inputs {
  const reader = inputReader(get);
  maskKey(get('ssh-key'), mask);
  maskKey(get('deploy-key'), mask);
  maskSecret(get('ssh-key-passphrase').trim(), mask);
  const env = readEnv(
    {
      text: get('env'),
      file: reader.text('env-file'),
      workspace: environment.workspace,
      readFile,
      shown: printedAnyway(reader),
      mask,
    },
    reader,
  );

  const origin = readOrigin(reader, environment);
  const host = reader.required('host', parseHostName, '');
  // A line break at the end comes from how the secret was stored (`echo … | gh secret set`), never from the passphrase.
  const passphrase = get('ssh-key-passphrase').replace(/\r?\n$/, '');
  const inputs: Inputs = {
    host,
    port: reader.defaulted('port', parsePort),
    user: reader.defaulted('user', parseUserName),
    sshKey: readSshKey(reader),
    sshKeyPassphrase: passphrase === '' ? undefined : new Secret(passphrase),
    hostKey: readHostKey(reader),
    ...readSite(reader),
    path: readPath(reader, origin),
    projectName: reader.optional('project-name', parseProjectName),
    repository: environment.repository,
    workspace: environment.workspace,
    sha: origin.sha,
    source: origin.source,
    env,
    composeFile: reader.optional('compose-file', parseRepositoryPath),
    app: {
      service: reader.defaulted('app-service', parseServiceName),
      port: reader.defaulted('app-port', parsePort),
      protocol: reader.defaulted('app-protocol', (text) => parseChoice(text, ['uwsgi', 'http'] as const)),
    },
    releaseCommand: reader.lines('release-command'),
    certifyCommand: readWords(reader, 'certify-command'),
    renewCommand: readWords(reader, 'renew-command'),
    email: reader.optional('email', parseEmail),
    acmeServer: reader.defaulted('acme-server', parseHttpsUrl),
    renewSchedule: reader.optional('renew-schedule', parseCronSchedule),
    dns: readDns(reader, host),
    healthPath: reader.defaulted('health-path', parseHealthPath),
    maxBodySize: reader.defaulted('max-body-size', parseNginxSize),
    bootstrap: reader.defaulted('bootstrap', parseFlag),
    composePlugin: reader.optional('compose-plugin', parseComposePlugin),
    dryRun: reader.defaulted('dry-run', parseFlag),
    limits: readLimits(reader),
    timeoutMs: reader.defaulted('timeout', parseDurationMs),
  };
  if (reader.problems.length > 0) throw badInput(reader.problems);
  return inputs;
}

function badInput(problems: readonly string[]): DeployError {
  const count = problems.length === 1 ? 'a problem' : `${problems.length} problems`;
  return new DeployError({
    code: 'bad-input',
    what: `The inputs have ${count}; nothing was touched`,
    why: problems.map((problem) => `- ${problem}`).join('\n'),
    hint: "Mend them in the workflow step's `with:`; README.md says what each input takes.",
  });
}

/** Names and addresses that the log and the outputs show: a variable that holds one of them is no secret. */
function printedAnyway(reader: InputReader): readonly string[] {
  const domain = reader.text('domain').toLowerCase();
  const aliases = reader
    .text('aliases')
    .toLowerCase()
    .split(/[\s,]+/);
  const names = [domain, ...aliases, ...aliases.map((alias) => `${alias}.${domain}`)].filter((name) => name !== '');
  const rest = ['host', 'user', 'path', 'email', 'acme-server', 'repository', 'app-service'].map((name) =>
    reader.text(name),
  );
  return [...names.map((name) => `https://${name}/`), ...rest];
}

function readSshKey(reader: InputReader): Secret {
  const text = reader.text('ssh-key');
  if (text === '') {
    reader.complain(
      'ssh-key',
      'is empty; does its secret exist, under this very name? (Runs from forks are given no secrets.)',
    );
  }
  return new Secret(text);
}

function readHostKey(reader: InputReader): HostKeyPolicy {
  const policy = parseHostKeyPolicy(reader.lines('host-key') ?? '');
  if ('kind' in policy) return policy;
  reader.complain('host-key', policy.problem);
  return { kind: 'unknown' };
}

function readPath(reader: InputReader, { name }: Origin): string {
  const given = reader.optional('path', parseRemotePath);
  const isAskedFor = name === undefined && reader.text('repository') === '' && reader.text('path') === '';
  if (isAskedFor) {
    reader.complain('path', 'is needed, as the name of the repository is not known');
  }
  return given ?? `~/${name ?? 'site'}`;
}

/** The text itself, checked to be words. */
function readWords(reader: InputReader, name: 'certify-command' | 'renew-command'): string | undefined {
  const text = reader.lines(name);
  const words = text === undefined ? undefined : shellWords(text);
  if (words === undefined) return undefined;
  // Words reach the host as lines of a file.
  const hasBreak = 'value' in words && words.value.some((word) => word.includes('\n'));
  if ('problem' in words) reader.complain(name, words.problem);
  else if (hasBreak)
    reader.complain(name, 'has a line break inside quotes; put such a program into a script of the image');
  return text;
}

function readDns(reader: InputReader, host: string): DnsInput {
  const kind = reader.defaulted('dns', (text) => parseChoice(text, ['route53', 'none'] as const));
  const hostedZoneId = reader.optional('hosted-zone-id', parseHostedZoneId);
  const target = reader.optional('dns-target', parseHostName) ?? host;
  return kind === 'none' ? { kind } : { kind, hostedZoneId, target };
}
