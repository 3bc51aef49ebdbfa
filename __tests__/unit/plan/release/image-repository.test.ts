import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { imageRepository } from '../../../../src/plan/release/image-repository.js';

/** https://github.com/distribution/reference/blob/v0.6.0/regexp.go: what docker accepts. */
const ACCEPTED = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const serviceName = fc.stringMatching(/^[a-zA-Z0-9._-]{1,12}$/);

describe('the repository of an image', () => {
  test('is the name of the project and the service, as docker compose makes it', () => {
    expect(imageRepository('shop', 'web')).toBe('shop-web');
    expect(imageRepository('shop', 'db.main_2')).toBe('shop-db.main_2');
  });

  test('is one that docker accepts, whatever compose allows a service to be called', () => {
    fc.assert(
      fc.property(serviceName, (service) => ACCEPTED.test(imageRepository('shop', service))),
      { seed: 7 },
    );
  });

  test('belongs to one service only, though names differ by case or by signs alone', () => {
    const names = ['Db', 'db', 'DB', '_db', 'db_', '.db', 'a__-b', 'a_-b', 'a-b'];
    expect(new Set(names.map((name) => imageRepository('shop', name))).size).toBe(names.length);
  });
});
