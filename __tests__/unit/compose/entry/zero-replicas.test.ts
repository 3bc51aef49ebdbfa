import { describe, expect, test } from '@jest/globals';
import { read } from '../reading.js';

describe('a service with zero replicas', () => {
  const compose = (old: string): Readonly<Record<string, string>> => ({
    'compose.yaml': `services:\n  old: {image: shop/old, ports: ["80:80"], ${old}}\n  web: {image: shop/web, ports: ["8000:8000"]}\n`,
  });

  test.each(['deploy: {replicas: 0}', 'scale: 0'])('is not chosen: %s', (old) => {
    expect(read(compose(old)).entry.service).toBe('web');
  });

  test('is not what app-service can name', () => {
    expect(() => read(compose('scale: 0'), { appService: 'old' })).toThrow(/starts no service old/);
  });

  test('is no proxy of the stack’s own', () => {
    const nginx = 'nginx: {image: nginx, ports: ["80:80", "443:443"], scale: 0}';
    const files = { 'compose.yaml': `services:\n  ${nginx}\n  web: {image: shop/web, ports: ["8000:8000"]}\n` };
    expect(read(files)).toMatchObject({ kind: 'app', ownProxy: undefined, entry: { service: 'web' } });
  });
});
