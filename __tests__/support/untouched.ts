import { execOnHost } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';
import type { Lab } from '../../lab/lab.js';
import { recordsOf } from './lab-zone.js';

// Where a deploy would leave anything: its folders, packages, users' crontabs, Docker.
const places = ['/home', '/root', '/etc', '/opt', '/srv', '/tmp', '/usr', '/var/lib', '/var/spool'];
const mark = '/run/untouched-since';

/** Watches a host and the records of names that end in `ending`; the function returned tells what was changed since. */
export async function watch(lab: Lab, host: HostName, ending: string): Promise<() => Promise<readonly string[]>> {
  await execOnHost(host, ['touch', mark]);
  const before = await recordsOf(lab, ending);
  return async () => {
    // Times of files are no finer than the kernel's tick, and systemd's own notes are no work of a deploy.
    const found = await execOnHost(host, ['find', ...places, '-xdev', '-newer', mark, '-not', '-path', '*/systemd/*']);
    const after = await recordsOf(lab, ending);
    return [
      ...found.stdout.split('\n').filter((line) => line !== ''),
      ...after.filter((record) => !before.includes(record)),
      ...before.filter((record) => !after.includes(record)),
    ];
  };
}
