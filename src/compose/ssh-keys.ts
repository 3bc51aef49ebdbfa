import type { BuildConfig } from './model/config.js';
import { isList, mappingOf, textOf } from './model/value.js';

/** Names of the keys that a build gets from an SSH agent (`build.ssh`), without their paths, in alphabetical order. */
export function sshKeys({ ssh }: Pick<BuildConfig, 'ssh'>): readonly string[] {
  const names = isList(ssh) ? ssh.map((key) => textOf(key).replace(/=[^]*$/, '')) : Object.keys(mappingOf(ssh));
  return names.sort();
}
