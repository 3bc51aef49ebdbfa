import type { ComposeConfig } from './model/config.js';
import type { RepositoryFiles } from './model/files.js';
import { mappingOf, type Mapping } from './model/value.js';
import type { Place } from './own-proxy/place.js';

/** A line of `environment` that gives a service less than it seems to. */
export interface EnvironmentSlip extends Place {
  /**
   * `colon`: the item `NAME:value` of a list stands for a variable of that whole name, without a value. `empty`: a secret that a framework
   * wants is an empty text there.
   */
  readonly kind: 'colon' | 'empty';
  readonly name: string;
}

/** Secrets without which Laravel, Symfony, Django, Rails, NextAuth and what signs tokens does not work. */
const SECRETS =
  /^(?:APP_KEY|APP_SECRET|(?:DJANGO_)?SECRET_KEY|SECRET_KEY_BASE|(?:NEXTAUTH|AUTH|BETTER_AUTH|JWT|SESSION)_SECRET|JWT_SECRET_KEY)$/;

/** Those of services that are started, in the order of the services. What another line or file gives the same variable counts. Pure but for the files. */
export function environmentSlips(
  files: RepositoryFiles,
  { services }: ComposeConfig,
  composeFiles: readonly string[],
): readonly EnvironmentSlip[] {
  const lines = (): readonly (Place & { readonly text: string })[] =>
    composeFiles
      .filter((path) => files.exists(path))
      .flatMap((file) =>
        files
          .read(file)
          .split(/\r?\n/)
          .map((text, index) => ({ file, line: index + 1, text })),
      );
  const placesOf = ({ kind, name }: Pick<EnvironmentSlip, 'kind' | 'name'>): readonly EnvironmentSlip[] => {
    const written = kind === 'colon' ? withColon(name) : withNothing(name);
    return lines()
      .filter(({ text }) => written.test(text))
      .map(({ file, line }) => ({ kind, name, file, line }));
  };
  const found = Object.values(services).flatMap(({ environment }) => slipsIn(mappingOf(environment)));
  const places = found.flatMap(placesOf).map((one) => [`${one.kind} ${one.file} ${one.line}`, one] as const);
  return [...new Map(places).values()];
}

function slipsIn(environment: Mapping): readonly Pick<EnvironmentSlip, 'kind' | 'name'>[] {
  return Object.entries(environment).flatMap(([key, value]): readonly Pick<EnvironmentSlip, 'kind' | 'name'>[] => {
    const name = /^([A-Za-z_]\w*)\s*:/.exec(key)?.[1];
    if (name !== undefined) return value === null && environment[name] === undefined ? [{ kind: 'colon', name }] : [];
    return value === '' && SECRETS.test(key) ? [{ kind: 'empty', name: key }] : [];
  });
}

function withColon(name: string): RegExp {
  return new RegExp(`^\\s*-\\s+["']?${name}\\s*:\\S`);
}

/** Literally: `${NAME:-}` says that it may be empty. */
function withNothing(name: string): RegExp {
  return new RegExp(`^\\s*(?:["']?${name}["']?\\s*:\\s+(?:""|'')|-\\s+["']?${name}=["']?)\\s*(?:#.*)?$`);
}
