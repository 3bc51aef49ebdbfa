import type { NativeFacts } from '../../src/host/native-facts.js';
import type { Facts } from '../../src/plan/facts.js';
import type { Plan } from '../../src/plan/plan.js';
import { digestOf } from '../../src/digest.js';
import { environmentFileText } from '../../src/dotenv/systemd.js';
import { readNative } from '../../src/repository/native.js';
import { factsAfter, freshFacts, now, someInputs } from './facts.js';
import { someRepository } from './some-files.js';

const project = {
  'manage.py': "os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'config.settings')\n",
  'config/settings.py': '',
  'config/wsgi.py': '',
  'requirements.txt': 'Django>=5\n',
};

/** A host without Docker and without any program of the native runtime. */
export const bareNative: NativeFacts = {
  ...{ nginx: undefined, certbot: undefined, python: '3.13.5', hasVenv: false, venvs: [] },
  ...{ isActive: false, failed: [], otherRoot: undefined, memoryCurrent: undefined, nginxHoldsPorts: false },
  hasIpv6: true,
  pythons: new Map([['python3.13', '3.13.5']]),
};

export function nativeFacts(host: Partial<NativeFacts> = {}, files: Readonly<Record<string, string>> = {}): Facts {
  const facts = freshFacts();
  const { stack, native, needs } = readNative(
    someRepository({ ...project, ...files }),
    someInputs({ runtime: 'native' }),
    new Map(),
  );
  return {
    ...facts,
    host: {
      ...facts.host,
      root: '/srv/shop',
      project: { name: 'shop', from: 'new' },
      native: { ...bareNative, ...host },
    },
    repository: { ...facts.repository, stack, native, needs },
  };
}

/** What a look finds after a plan of the native runtime was carried out. */
export function nativeFactsAfter(done: Plan): Facts {
  const facts = factsAfter(done, now);
  const { current } = facts.host;
  const envDigest = digestOf(environmentFileText(done.planning.env?.entries ?? []));
  return {
    ...facts,
    host: {
      ...facts.host,
      containers: [],
      current: current && { ...current, envDigest, up: [] },
      ports: [80, 443].map((port) => ({ port, holder: 'nginx', ours: false })),
      native: {
        ...{ ...bareNative, nginx: '1.26.3', certbot: '4.0.0', hasVenv: true, isActive: true, nginxHoldsPorts: true },
        venvs: [done.planning.native?.venv ?? ''],
      },
    },
  };
}
