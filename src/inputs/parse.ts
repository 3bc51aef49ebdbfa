import type { HostKeyPolicy } from '../ssh/host-keys/pin.js';
import { DeployError } from '../errors/deploy-error.js';
import { parseHostKeyPolicy } from '../ssh/host-keys/known-hosts.js';
import { Secret } from '../secret.js';
import { readAccess } from './access.js';
import { parseEmail, parseUserName } from './parsers/account.js';
import { parseComposePlugin } from './parsers/compose-plugin.js';
import { parseCronSchedule } from './parsers/cron-schedule.js';
import { parseEnvironmentName } from './parsers/environment-name.js';
import { parseHealthStatus } from './parsers/health-status.js';
import { parseNetwork } from './parsers/network.js';
import { parseChoice, parseDurationMs, parseFlag, parseNginxSize, parsePort } from './parsers/number.js';
import { parseEach } from './parsers/parsed.js';
import { parseRemotePath } from './parsers/path.js';
import { parseProjectName } from './parsers/project-name.js';
import { parseServiceName } from './parsers/service-name.js';
import { shellWords } from './parsers/shell-words.js';
import { parseHealthPath, parseHttpsUrl } from './parsers/url.js';
import { checkNewZone, readDns } from './dns.js';
import { readEnv } from './env.js';
import { readInputFiles } from './files.js';
import { readLimits } from './limits.js';
import { maskKey, maskSecret } from './mask.js';
import { inputReader, type InputReader } from './reader.js';
import { readProjectInput, readWorkspace } from './project.js';
import { readRegistries } from './registries.js';
import { readRuntime } from './runtime.js';
import { readSite } from './domains.js';
import { checkTimes, inSeconds, readTimes } from './times.js';
import { readOrigin, type Origin } from './source.js';
import { APP_PROTOCOLS, PROXY_CHOICES, type Inputs } from './inputs.js';

/** The job's environment from the runner. */
export interface Environment {
  /** Absolute path of the checked-out repository. */
  readonly workspace: string;
  /** `owner/name`. */
  readonly repository: string;
  readonly sha: string;
  /** A variable of the job; undefined: it is not set. */
  readonly variable: (name: string) => string | undefined;
}

/**
 * Reads and validates all inputs. `get` returns an input's untrimmed text ('' if it is not set), because trailing spaces of
 * `env` belong to its last value. Every secret is passed to `mask` before anything can throw.
 * @throws DeployError invalid-input, one for all problems
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
  maskSecret(get('github-token').trim(), mask);
  const workspace = readWorkspace(reader, environment.workspace);
  const shown = alwaysPrinted(reader);
  const env = readEnv(
    {
      text: get('env'),
      file: reader.text('env-file'),
      workspace,
      readFile,
      shown,
      mask,
    },
    reader,
  );

  const files = readInputFiles({ text: get('files'), variable: environment.variable, shown, mask }, reader);
  const runtime = readRuntime(reader);
  const origin = readOrigin(reader, environment);
  // A final line break comes from storing the secret (`echo … | gh secret set`), never from the passphrase.
  const passphrase = get('ssh-key-passphrase').replace(/\r?\n$/, '');
  const inputs: Inputs = {
    ...readAccess(reader, passphrase),
    port: reader.withDefault('port', parsePort),
    user: reader.withDefault('user', parseUserName),
    hostKey: readHostKey(reader),
    ...readSite(reader),
    ...runtime,
    path: readPath(reader, origin, runtime),
    projectName: reader.optional('project-name', parseProjectName),
    repository: environment.repository,
    workspace,
    sha: origin.sha,
    source: origin.source,
    env,
    files,
    ...readProjectInput(reader),
    buildPull: reader.withDefault('build-pull', parseFlag),
    registries: readRegistries(reader, mask),
    app: {
      service: reader.optional('app-service', parseServiceName),
      port: reader.optional('app-port', parsePort),
      protocol: reader.optional('app-protocol', (text) => parseChoice(text, APP_PROTOCOLS)),
    },
    keepPublishedPorts: reader.withDefault('keep-published-ports', parseFlag),
    proxy: reader.withDefault('proxy', (text) => parseChoice(text, PROXY_CHOICES)),
    trustedProxies: readTrustedProxies(reader),
    releaseCommand: reader.lines('release-command'),
    certifyCommand: readWords(reader, 'certify-command'),
    renewCommand: readWords(reader, 'renew-command'),
    email: reader.optional('email', parseEmail),
    acmeServer: reader.withDefault('acme-server', parseHttpsUrl),
    renewSchedule: reader.optional('renew-schedule', parseCronSchedule),
    dns: readDns(reader),
    healthPath: reader.withDefault('health-path', parseHealthPath),
    healthStatus: reader.optional('health-status', parseHealthStatus),
    maxBodySize: reader.withDefault('max-body-size', parseNginxSize),
    proxySeconds: reader.optional('proxy-timeout', inSeconds(parseDurationMs)),
    bootstrap: reader.withDefault('bootstrap', parseFlag),
    composePlugin: reader.optional('compose-plugin', parseComposePlugin),
    dryRun: reader.withDefault('dry-run', parseFlag),
    githubToken: readGithubToken(reader),
    environment: reader.optional('environment', parseEnvironmentName),
    limits: readLimits(reader),
    times: readTimes(reader),
    timeoutMs: reader.withDefault('timeout', parseDurationMs),
  };
  checkNewZone(reader, inputs);
  checkTimes(reader, inputs.times, inputs.limits, inputs.timeoutMs);
  if (reader.problems.length > 0) throw invalidInput(reader.problems);
  return inputs;
}

function invalidInput(problems: readonly string[]): DeployError {
  const count = problems.length === 1 ? '1 problem' : `${problems.length} problems`;
  return new DeployError({
    code: 'invalid-input',
    what: `Invalid inputs: ${count}; nothing was changed`,
    why: problems.map((problem) => `- ${problem}`).join('\n'),
    hint: "Fix them in the workflow step's `with:`; README.md describes all inputs.",
  });
}

/** Names and addresses that the log and the outputs show: a variable with such a value is not secret. */
function alwaysPrinted(reader: InputReader): readonly string[] {
  const domain = reader.text('domain').toLowerCase();
  const aliases = reader
    .text('aliases')
    .toLowerCase()
    .split(/[\s,]+/);
  const names = [domain, ...aliases, ...aliases.map((alias) => `${alias}.${domain}`)].filter((name) => name !== '');
  const rest = ['host', 'instance', 'user', 'path', 'email', 'acme-server', 'repository', 'app-service'].map((name) =>
    reader.text(name),
  );
  return [...names.map((name) => `https://${name}/`), ...rest];
}

function readGithubToken(reader: InputReader): Secret | undefined {
  const text = reader.text('github-token');
  if (text === '') return undefined;
  // The problem must not show the value.
  if (/^[!-~]+$/.test(text)) return new Secret(text);
  reader.addProblem('github-token', 'contains spaces or other characters that no token has; use `${{ github.token }}`');
  return undefined;
}

function readHostKey(reader: InputReader): HostKeyPolicy {
  const policy = parseHostKeyPolicy(reader.lines('host-key') ?? '');
  if ('kind' in policy) return policy;
  reader.addProblem('host-key', policy.problem);
  return { kind: 'unknown' };
}

function readPath(reader: InputReader, { name }: Origin, { runtime }: Pick<Inputs, 'runtime'>): string {
  const given = reader.optional('path', parseRemotePath);
  const isRequired = name === undefined && reader.text('repository') === '' && reader.text('path') === '';
  if (isRequired) {
    reader.addProblem('path', 'is required because the name of the repository is unknown');
  }
  // nginx and the app's user of a native site do not get into the home directory of another user.
  return given ?? `${runtime === 'native' ? '/srv' : '~'}/${name ?? 'site'}`;
}

function readTrustedProxies(reader: InputReader): readonly string[] {
  const parts = (reader.lines('trusted-proxies') ?? '').split(/[\s,]+/).filter((part) => part !== '');
  const parsed = parseEach(parts, parseNetwork);
  if ('value' in parsed) return [...new Set(parsed.value)];
  reader.addProblem('trusted-proxies', parsed.problem);
  return [];
}

/** The text itself, after a check that it splits into words. */
function readWords(reader: InputReader, name: 'certify-command' | 'renew-command'): string | undefined {
  const text = reader.lines(name);
  const words = text === undefined ? undefined : shellWords(text);
  if (words === undefined) return undefined;
  // The host receives the words as lines of a file.
  const hasBreak = 'value' in words && words.value.some((word) => word.includes('\n'));
  if ('problem' in words) reader.addProblem(name, words.problem);
  else if (hasBreak)
    reader.addProblem(name, 'has a line break inside quotes; put such a program into a script in the image');
  return text;
}
