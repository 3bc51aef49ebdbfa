import type { BlankUse } from './model/blank-uses.js';
import type { ComposeConfig, ServiceConfig } from './model/config.js';
import { mappingOf } from './model/value.js';

/**
 * What the official images want before they make a database (docker-entrypoint.sh of postgres, mysql and mariadb), and the variables that
 * do instead of it. Images made from them want the same.
 */
const RULES: readonly {
  readonly image: RegExp;
  /** The name that images of all versions know. */
  readonly name: string;
  readonly password: RegExp;
  readonly instead: RegExp;
}[] = [
  {
    image: /(^|\/)(postgres|postgis|pgvector|timescaledb(-ha)?)(:|@|$)/,
    name: 'POSTGRES_PASSWORD',
    password: /^POSTGRES_PASSWORD$/,
    // Of the methods only `trust` asks for no password.
    instead: /^(POSTGRES_PASSWORD_FILE|ALLOW_EMPTY_PASSWORD|POSTGRES_HOST_AUTH_METHOD)$/,
  },
  {
    image: /(^|\/)(mysql|mysql-server|mariadb|percona|percona-server)(:|@|$)/,
    name: 'MYSQL_ROOT_PASSWORD',
    password: /^(MYSQL|MARIADB)_ROOT_PASSWORD$/,
    instead:
      /^((MYSQL|MARIADB)_(ROOT_PASSWORD(_FILE|_HASH)?|RANDOM_ROOT_PASSWORD|ALLOW_EMPTY_(ROOT_)?PASSWORD)|ALLOW_EMPTY_PASSWORD)$/,
  },
];

/** Whether a database ends at its first start, since its password is empty here and nothing else is given instead. */
export function isDatabasePassword({ place, isWhole }: BlankUse, { services }: ComposeConfig): boolean {
  const [section, name = '', key, variable = ''] = place;
  const { image = '', environment } = services[name] ?? {};
  if (section !== 'services' || key !== 'environment' || !isWhole) return false;
  const given = Object.entries(mappingOf(environment));
  return RULES.some(
    (rule) =>
      rule.image.test(image) &&
      rule.password.test(variable) &&
      !given.some(([other, value]) => other !== variable && rule.instead.test(other) && isInstead(other, value)),
  );
}

function isInstead(name: string, value: unknown): boolean {
  return name === 'POSTGRES_HOST_AUTH_METHOD' ? value === 'trust' : value !== null && value !== '';
}

/** The variable of its password that a database is given neither by its environment nor by these variables of its env files. */
export function missingPassword(
  { image = '', environment }: ServiceConfig,
  keys: readonly string[],
): string | undefined {
  const rule = RULES.find((one) => one.image.test(image));
  const own = Object.entries(mappingOf(environment)).filter(
    ([name, value]) => name !== 'POSTGRES_HOST_AUTH_METHOD' || isInstead(name, value),
  );
  const given = [...own.map(([name]) => name), ...keys];
  const isGiven = rule === undefined || given.some((key) => rule.password.test(key) || rule.instead.test(key));
  return isGiven ? undefined : rule.name;
}
