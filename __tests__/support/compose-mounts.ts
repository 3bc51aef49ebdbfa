import fc, { type Arbitrary } from 'fast-check';
import { pick } from './compose-texts.js';
import type { Yaml } from './compose-yaml.js';

export const VOLUMES = ['data', 'media', 'certs'] as const;

export const port: Arbitrary<Yaml> = fc.oneof(
  pick<Yaml>(
    '80',
    '8000:80',
    '8000:80/udp',
    '127.0.0.1:8001:81',
    '127.0.0.1::82',
    '[::1]:8002:83',
    '9000-9002:9000-9002',
    '9100-9102:90',
    '7000-7001',
    443,
    80,
  ),
  pick<Yaml>(
    '${PORT}:80',
    '${UNSET:-8081}:80',
    '${PORT:-1}:${UNSET:-82}',
    '0.0.0.0:8443:443',
    '53:53/TCP',
    '5000:5000/sctp',
    '8003:84/tcp',
    '${UNSET}:85',
  ),
  fc.record(
    {
      target: pick<Yaml>(80, 81, '82', '${PORT}'),
      published: pick<Yaml>('8080', 8081, '9000-9001', '${PORT}', ''),
      protocol: pick('tcp', 'udp'),
      host_ip: pick('127.0.0.1', '::1'),
      mode: pick('host', 'ingress'),
    },
    { requiredKeys: ['target'] },
  ),
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 1, max: 400 })
      .chain((n) =>
        n < 4 ? pick<Yaml>('a:80', '80:80/icmp', '1-2:1-3', '70000:80', '1.2.3:80:80', '') : pick<Yaml>('8100:80'),
      ),
  },
);

const mode = pick('', ':ro', ':rw', ':z', ':ro,Z', ':nocopy', ':rslave', ':ro,rw', ':cached');

const shortMount = fc
  .oneof(
    fc.tuple(
      pick(
        './data',
        '.',
        '..',
        '../beside',
        './a/../b/',
        '/var/log',
        '~/home',
        '${DIR}',
        '${UNSET:-./u}',
        '${PWD}/pwd',
        '${PWD}',
      ),
      pick('/one', '/two', '/three/', '/four/../five'),
      mode,
    ),
    fc.tuple(pick(...VOLUMES, '${UNSET:-data}'), pick('/one', '/two', '/six/'), mode),
  )
  .map((parts) => `${parts[0]}:${parts[1]}${parts[2]}`);

export const mount: Arbitrary<Yaml> = fc.oneof(
  { weight: 4, arbitrary: shortMount },
  pick('/anonymous', '/anon/b/', 'x', '/x', 'C:\\data:/win', 'v:/v:ro', 'D:/d:/drive'),
  fc.record(
    {
      type: pick('bind'),
      source: pick('./long', '../out', 'plain', '/abs', '~/h', '.', '${DIR}/x'),
      target: pick('/one', '/two', '/seven/'),
      read_only: pick<Yaml>(true, false, 'yes', '${YES}'),
      bind: pick<Yaml>({ propagation: 'rshared' }, { selinux: 'z', create_host_path: true }),
    },
    { requiredKeys: ['type', 'source', 'target'] },
  ),
  fc.record(
    {
      type: pick('volume'),
      source: pick(...VOLUMES),
      target: pick('/one', '/eight'),
      read_only: pick(true, false),
      volume: pick<Yaml>({ nocopy: true }),
    },
    { requiredKeys: ['type', 'target'] },
  ),
  fc.record({ type: pick('tmpfs'), target: pick('/tmp', '/run') }),
  {
    weight: 1,
    arbitrary: fc
      .integer({ min: 1, max: 100 })
      .chain((n) =>
        n < 3 ? pick<Yaml>('unknown:/u', 'a::b', 'data:/a:ro:x', { type: 'bind', target: '/x' }) : pick<Yaml>('/fine'),
      ),
  },
);
