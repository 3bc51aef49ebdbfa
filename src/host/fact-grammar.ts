/** One line of text without control characters. */
const LINE = /^[^\p{Cc}\u2028\u2029]*$/u;
const YES_OR_NO = /^(yes|no)$/;
const COUNT = /^\d+$/;
const SHA256 = /^[0-9a-f]{64}$/;
/** `docker version` of a user who may not ask the engine begins with an empty line. */
const VERSION = /^\s*[\w.+~:-]*\s*$/;
const SERVICE = /^[\w.-]*$/;
/** A path may hold anything but a control character that ends a line. */
const PATH = /^[^\p{Cc}]*$/u;
const RELEASE = /^\w[\w.+-]*$/;

/** Names of the facts, and what the host program prints of each. Facts of several lines: the form of one of them. */
export const FACTS: Readonly<Record<string, RegExp | 'bytes'>> = {
  // SERVICE
  anonymous: SERVICE,
  architecture: /^[\w.-]*$/,
  certificate: /^[\t\r -~]*$/,
  complete: /^yes$/,
  compose: VERSION,
  'compose-v1': YES_OR_NO,
  // SERVICE|STATE|STATUS
  container: /^[\w.-]*\|[a-z]*\|[^\p{Cc}]*$/u,
  'cron-installed': YES_OR_NO,
  'cron-running': YES_OR_NO,
  damaged: PATH,
  // SERVICE|WHAT
  database: /^[\w.-]*\|[^\p{Cc}]*$/u,
  differs: PATH,
  'docker-access': /^(direct|sudo|none)$/,
  'docker-installed': YES_OR_NO,
  'docker-version': VERSION,
  'edge-digest': SHA256,
  // CONFIGURATION CERTIFICATE
  'edge-loaded': /^[ -~]*$/,
  'edge-release': RELEASE,
  'env-digest': SHA256,
  // KEY DIGEST
  'env-digests': /^[A-Za-z_]\w* \w+$/,
  foreign: PATH,
  'free-inodes': /^\d*$/,
  'free-kib': /^\d*$/,
  'git-installed': YES_OR_NO,
  // MAX-AGE SINCE
  hsts: /^\d+ \d+\s*$/,
  layout: /^(legacy|present)$/,
  'manifest-digest': SHA256,
  'manifest-gz': 'bytes',
  'os-id': /^[\w.-]*$/,
  'os-name': LINE,
  'os-version': /^[\w.+~-]*$/,
  // KIND|PATH
  place: /^(shared|by-hand|missing)\|[^\p{Cc}]*$/u,
  'place-before': PATH,
  // PORT|OURS|HOLDER
  port: /^\d+\|(yes|no)\|[^\p{Cc}]*$/u,
  privilege: /^(root|sudo|none)$/,
  project: /^[a-z0-9][a-z0-9_-]*$/,
  'project-from': /^(record|by-hand|new)$/,
  python: YES_OR_NO,
  release: RELEASE,
  'release-count': COUNT,
  'renewal-digest': SHA256,
  root: /^\/[^\p{Cc}]*$/u,
  'root-writable': YES_OR_NO,
  'settings-digest': /^\w+\s*$/,
  'ssh-version': VERSION,
  // PROJECT|LIKENESS|SERVICES|FOLDER
  stack: /^[\w.-]*\|(remote|file|other)\|[\w.,-]*\|[^\p{Cc}]*$/u,
  synced: /^[\w.+-]*$/,
  // RELEASE|PREVIOUS
  unverified: /^[\w.+-]*\|[\w.+-]*$/,
  up: /^[ -~]*$/,
  'up-noted': YES_OR_NO,
  user: LINE,
  // PROJECT|KEY|NAME
  volume: /^[\w.-]*\|[\w.-]*\|[\w.-]+$/,
};

/**
 * Facts that count as not told when they have another form: versions, for which any program may answer, and records that a power
 * cut can spoil. Without them a plan does more than it must, never less.
 */
const MAY_BE_MISSING = new Set(['compose', 'docker-version', 'env-digests', 'hsts', 'settings-digest', 'ssh-version']);

const SHOWN_CHARACTERS = 80;

/**
 * The facts of which every value has the form of its name. Other names are read by nobody.
 * @throws RangeError for a value of another form. Without it there would be a plan for another host than this one: one without a
 * running release, say. So nothing is planned.
 */
export function checkedFacts(told: ReadonlyMap<string, readonly Buffer[]>): ReadonlyMap<string, readonly Buffer[]> {
  const checked = [...told].map(([name, values]): [string, readonly Buffer[]] => [
    name,
    values.filter((value) => isOfForm(name, value)),
  ]);
  return new Map(checked.filter(([, values]) => values.length > 0));
}

function isOfForm(name: string, value: Buffer): boolean {
  const form = Object.hasOwn(FACTS, name) ? FACTS[name] : undefined;
  if (form === undefined) return false;
  if (form === 'bytes' || form.test(value.toString('utf8'))) return true;
  if (MAY_BE_MISSING.has(name)) return false;
  const shown = JSON.stringify(value.toString('utf8').slice(0, SHOWN_CHARACTERS));
  throw new RangeError(`The host tells of its "${name}" what cannot be one: ${shown}.`);
}
