import { describe, expect, test } from '@jest/globals';
import { gte } from 'semver';
import { composePlugin } from '../../../../src/plan/release/compose-plugin.js';

describe('the docker compose plugin that is installed where the distribution has none', () => {
  test.each(['x86_64', 'aarch64'])('is pinned for %s by its digest, without CVE-2025-62725', (architecture) => {
    const { url = '', sha256 = '' } = composePlugin(architecture, undefined) ?? {};
    const [, version = ''] = /\/v([0-9.]+)\/docker-compose-linux-/.exec(url) ?? [];
    expect(url).toMatch(new RegExp(`-linux-${architecture}$`));
    expect(gte(version, '2.40.2')).toBe(true);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test('is the one of the inputs if they name one, and none for other architectures', () => {
    const override = { url: 'https://example.com/compose', sha256: 'a'.repeat(64) };
    expect(composePlugin('x86_64', override)).toBe(override);
    expect(composePlugin('riscv64', undefined)).toBeUndefined();
  });
});
