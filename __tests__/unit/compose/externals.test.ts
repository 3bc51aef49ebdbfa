import { describe, expect, test } from '@jest/globals';
import { readStack } from '../../../src/compose/read.js';
import { read } from './reading.js';

const compose = (text: string) => ({ 'compose.yaml': text });

const WEB = 'services:\n  web: {image: shop/web, ports: ["8000:8000"]';

describe('what a project has outside of itself', () => {
  test.each([
    [`${WEB}, networks: [proxy]}\nnetworks: {proxy: {external: true}}`, ['network proxy: web']],
    [`${WEB}, networks: [p]}\nnetworks: {p: {external: true, name: shop_proxy}}`, ['network shop_proxy: web']],
    [`${WEB}, networks: [p]}\nnetworks: {p: {external: {name: shop_proxy}}}`, ['network shop_proxy: web']],
    [
      `${WEB}}\n  db: {image: postgres}\nnetworks: {default: {external: true, name: shared}}`,
      ['network shared: web,db'],
    ],
    [`${WEB}, volumes: ["data:/d"]}\nvolumes: {data: {external: true}}`, ['volume data: web']],
    [`${WEB}, external_links: [redis_1, "old_db:db"]}`, ['container redis_1: web', 'container old_db: web']],
    // What is not used, or made by docker compose, or there in any case.
    [`${WEB}}\nnetworks: {proxy: {external: true}}\nvolumes: {data: {external: true}}`, []],
    [`${WEB}, networks: [p]}\nnetworks: {p: {name: shop_proxy}}`, []],
    [`${WEB}}\n  job: {image: x, profiles: [jobs], networks: [p]}\nnetworks: {p: {external: true}}`, []],
    [`${WEB}, networks: [p]}\nnetworks: {p: {external: true, name: bridge}}`, []],
    [`${WEB}, external_links: [shop_db]}\n  db: {image: postgres, container_name: shop_db}`, []],
  ])('is found in %s', (text, expected) => {
    const shown = read(compose(text)).externals.map(
      ({ kind, name, services }) => `${kind} ${name}: ${services.join()}`,
    );
    expect(shown).toEqual(expected);
  });

  test.each([
    ['auto', [{ kind: 'network', name: 'default', services: [] }]],
    ['own', []],
  ] as const)('is joined by the bundled reverse proxy where it is the default network: %s', (proxy, expected) => {
    const nginx = 'nginx: {image: nginx, ports: ["80:80", "443:443"], networks: [back]}';
    const networks = 'networks: {back: {}, default: {external: true}}';
    const text = proxy === 'auto' ? `${WEB}, networks: [back]}\n${networks}` : `services:\n  ${nginx}\n${networks}`;
    expect(read(compose(text), { proxy }).externals).toEqual(expected);
  });

  test.each([
    ['networks: [p]', 'networks: {p: {external: true, name: "${NET}"}}', []],
    ['networks: [p]', 'networks: {p: {external: true, name: "${NET:-proxy}"}}', []],
    ['networks: [p]', 'networks: {p: {external: true, name: proxy}}', ['proxy']],
    ['external_links: ["${OTHER}_db"]', '', []],
    ['external_links: [other_db]', '', ['other_db']],
  ])('is not guessed from variables that only the host knows: %s, %s', (use, rest, expected) => {
    const files = compose(`${WEB}, ${use}}\n${rest}\n`);
    const stack = readStack(
      { exists: (path) => Object.hasOwn(files, path), read: () => files['compose.yaml'] },
      {
        ...{ composeFiles: undefined, profiles: undefined, dockerfile: undefined, target: undefined, proxy: 'auto' },
        app: { service: undefined, port: undefined, protocol: undefined },
        variables: new Map(),
        reading: { missing: () => undefined },
      },
    );
    expect(stack.externals.map(({ name }) => name)).toEqual(expected);
  });
});
