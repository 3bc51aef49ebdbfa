import { parseImage } from '../images/reference.js';
import { isMatch, ruleFinder, type Path, type Rules } from './value.js';

/** A value whose variable `name` was replaced by an empty text. */
interface Blank {
  readonly written: string;
  readonly text: string;
  readonly name: string;
}

type Rule = (blank: Blank) => boolean;

const always: Rule = () => true;
const isNothing: Rule = ({ text }) => text === '';
const isInvalidName: Rule = ({ text }) => text !== '' && !/^[A-Za-z0-9]/.test(text);

/** `${DATA}/db` would be a directory of the host's root. */
const begins: Rule = ({ written, text, name }) => text === '' || new RegExp(`^\\$\\{?${name}\\b`).test(written);

/** A port without its published part is published at any port. Of `address:published:target` the address may be missing. */
const hasNoPort: Rule = ({ text }) =>
  /^$|^:[^:]*$|:(?:[:/]|$)|^\/|-(?:[:/]|$)|(?:^|:)-/.test(text.replace(/\[[^\]]*\]/, 'address'));

const hasNoPart: Rule = (blank) => begins(blank) || /^:|::|:$/.test(blank.text);

const ofServices = (rule: Rule, ...keys: readonly string[]): Rules<Rule> =>
  keys.map((key) => [`services.*.${key}`, rule] as const);

const RULES: Rules<Rule> = [
  ...ofServices(({ text }) => parseImage(text) === undefined, 'image'),
  ...ofServices(hasNoPort, 'ports.[]'),
  ...ofServices(hasNoPart, 'volumes.[]'),
  ...ofServices(begins, 'volumes.[].source', 'build', 'build.context'),
  ...ofServices(isNothing, 'ports.[].published', 'ports.[].target', 'volumes.[].target'),
  ...ofServices(({ text }) => text !== '', 'build.dockerfile'),
  ...ofServices(always, 'env_file', 'env_file.[]', 'env_file.[].path', 'extends.file', 'extends.service'),
  ...ofServices(isInvalidName, 'container_name'),
  ...ofServices(({ text }) => /^:|:$/.test(text), 'user'),
  ...ofServices(({ text }) => /[:=]$/.test(text), 'extra_hosts.[]'),
  ...ofServices(isNothing, 'mem_limit', 'mem_reservation', 'memswap_limit', 'shm_size', 'stop_grace_period'),
  ...ofServices(isNothing, 'healthcheck.interval', 'healthcheck.timeout', 'healthcheck.start_period'),
  ...ofServices(isNothing, 'deploy.resources.limits.*', 'deploy.resources.reservations.*'),
  ...['include.[]', 'include.[].path', 'include.[].path.[]', 'include.[].env_file', 'include.[].env_file.[]'].map(
    (place) => [place, always] as const,
  ),
  ['secrets.*.file', always],
  ['configs.*.file', always],
  ['volumes.*.driver_opts.device', begins],
  ['volumes.*.name', isInvalidName],
  ['networks.*.name', isInvalidName],
];

const ruleAt = ruleFinder(RULES);

const PATHS = [
  ...['volumes.[]', 'volumes.[].source', 'build', 'build.context'].map((key) => `services.*.${key}`),
  'volumes.*.driver_opts.device',
].map((pattern) => pattern.split('.'));

/** Whether a value is invalid, or another one than was meant, now that one of its variables is replaced by an empty text. */
export function breaksWhenBlank(place: Path, blank: Blank): boolean {
  return ruleAt(place)?.(blank) === true;
}

/** Whether the path of a file, or of a directory, stands there. */
export function isPathAt(place: Path): boolean {
  return PATHS.some((pattern) => isMatch(place, pattern));
}
