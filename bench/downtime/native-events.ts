import type { OurChange } from './events.js';
import type { SiteWithRestarts } from './restarted-site.js';

/** A change of a running site without Docker that has visitors. Its site is load-uwsgi. */
export interface NativeEvent extends OurChange {
  readonly byHand: (site: SiteWithRestarts) => Promise<void>;
}

const requirements = 'pyuwsgi==2.0.30.post1\nitsdangerous==2.2.0\n';

/** The changes of `runtime: native` that must not lose a visitor's request. */
export const nativeEvents: readonly NativeEvent[] = [
  {
    name: 'native-code',
    title: 'without Docker, changed code',
    ours: async (site) => {
      await site.release('r2');
      await site.deploy();
    },
    byHand: async (site) => {
      await site.write('release.txt', 'r2\n');
      await site.deploy();
    },
    leavesRelease: 'r2',
  },
  {
    name: 'native-env',
    title: 'without Docker, changed .env',
    prepare: (site) => Promise.resolve(site.set({ env: 'SETTING=first' })),
    ours: (site) => {
      site.set({ env: 'SETTING=second' });
      return site.deploy();
    },
    byHand: async (site) => {
      await site.write('.env', 'SETTING=second\n');
      await site.deploy();
    },
    leavesRelease: 'r1',
  },
  {
    name: 'native-requirements',
    title: 'without Docker, changed requirements',
    ours: async (site) => {
      await site.write('requirements.txt', requirements);
      await site.deploy();
    },
    byHand: async (site) => {
      await site.write('requirements.txt', requirements);
      await site.deploy();
    },
    leavesRelease: 'r1',
  },
  {
    name: 'native-unhealthy',
    title: 'without Docker, a release that never becomes healthy',
    prepare: (site) => Promise.resolve(site.set({ env: 'UNHEALTHY=no' })),
    ours: async (site) => {
      await site.release('r2');
      // By default three minutes pass before an app that answers with errors is given up.
      site.set({ env: 'UNHEALTHY=yes', 'health-timeout': '30s' });
      await site.deploy('failure');
    },
    byHand: async (site) => {
      await site.write('.env', 'UNHEALTHY=yes\n');
      // Its last part looks at the site, and fails.
      await site.deploy().catch(() => undefined);
    },
    leavesRelease: 'r1',
  },
];
