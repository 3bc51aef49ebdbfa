import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { HostName } from '../../../lab/hosts/definition.js';
import { certificates } from './certificates.js';
import { changes } from './changes.js';
import { disruptions } from './disruptions.js';
import { failures } from './failures.js';
import { firstDeploy } from './first-deploy.js';
import { StorySite } from './site.js';

/**
 * The life of one site on a host, in order: each chapter goes on from where the one before it left the site. `prologue` has tests of
 * the host as it is when new.
 */
export function story(
  host: HostName,
  { isBare = false, prologue }: { readonly isBare?: boolean; readonly prologue?: (site: StorySite) => void },
): void {
  jest.setTimeout(180_000);
  const site = new StorySite(host);

  beforeAll(() => site.open(), 900_000);
  afterAll(() => site.close());

  prologue?.(site);
  firstDeploy(site, isBare);
  changes(site);
  failures(site);
  disruptions(site);
  certificates(site);

  test('all of it leaves nothing in the home folders but the site', async () => {
    const listed = (await site.onHost('ls -A /home/ec2-user')).split('\n').sort();
    expect(listed).toEqual(['.bash_logout', '.bashrc', '.profile', '.ssh', site.name]);
    // Until the user is in the group that may use Docker, builds are those of root.
    expect((await site.onHost('ls -A /root')).split('\n')).not.toContain('.docker');
  });
}
