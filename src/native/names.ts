import { digestOf } from '../digest.js';

/** Names of a native site on its host. templates/host/program/native/layout.py has the same ones, and a test compares them. */
export interface NativeNames {
  /** System user, and the beginning of the names of its units. */
  readonly unit: string;
  /** Directory of the sockets, one for each release that runs. */
  readonly sockets: string;
  /** Directory of what the app writes, which outlives releases. */
  readonly state: string;
  /** Beginning of the names of the site's variables in nginx. */
  readonly variables: string;
}

/** A user's name has 32 characters at most (man useradd), and our prefix is one of them. */
export const mostSiteLetters = 24;

export function nativeNames({ project }: { readonly project: string }): NativeNames {
  const unit = `ehd-${project}`;
  return {
    unit,
    sockets: `/run/ehd/${project}`,
    state: `/var/lib/${unit}`,
    variables: variablesOf(project),
  };
}

/** nginx warns of its hash of variables where a name is longer than about 40 characters, and ours go on for 20 more. */
function variablesOf(project: string): string {
  // A variable's name has no `-`; `_` is another one, so that two projects never come to the same name.
  const name = project.replace(/[-_]/g, (sign) => (sign === '-' ? '__' : '_1'));
  // No project begins with `_`, so no other one has this name.
  return name.length <= 12 ? `ehd_${name}` : `ehd__${digestOf(project).slice(0, 8)}`;
}
