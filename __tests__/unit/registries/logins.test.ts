import { describe, expect, test } from '@jest/globals';
import { parseImage } from '../../../src/compose/images/reference.js';
import type { ProjectImages } from '../../../src/compose/images/images.js';
import { usefulLogins } from '../../../src/apply/useful-logins.js';
import { loginsOf, type LoginPorts } from '../../../src/registries/logins.js';
import { Secret } from '../../../src/secret.js';
import { freshFacts, planOf } from '../../support/facts.js';

const ecr = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';

function imagesOf(...names: readonly string[]): ProjectImages {
  return {
    services: [],
    bases: names.flatMap((name) => {
      const at = parseImage(name);
      return at === undefined ? [] : [{ builder: 'app', name, at, isPulled: false }];
    }),
  };
}

function ports(changes: Partial<LoginPorts> = {}): LoginPorts {
  const ecrLogin = (registry: string) =>
    Promise.resolve({ registry, username: 'AWS', password: new Secret('an-aws-token') });
  return { ecrLogin, mask: () => undefined, warn: () => undefined, ...changes };
}

const token = new Secret('a-github-token');
const nothing = { registries: [], githubToken: undefined };

describe('the logins of a run', () => {
  test('are none where all images are public', () => {
    expect(loginsOf(imagesOf('nginx'), { registries: [], githubToken: token }, ports())).toBeUndefined();
  });

  test('take the token of the job for ghcr.io, unless the input has another', async () => {
    const images = imagesOf('ghcr.io/acme/app');
    expect(await loginsOf(images, { registries: [], githubToken: token }, ports())).toEqual([
      { registry: 'ghcr.io', username: 'x-access-token', password: token },
    ]);
    const own = { registry: 'ghcr.io', username: 'bot', password: new Secret('own') };
    expect(await loginsOf(images, { registries: [own], githubToken: token }, ports())).toEqual([own]);
  });

  test('get a token of Amazon for its registries, which is masked', async () => {
    const masked: string[] = [];
    const found = loginsOf(imagesOf(`${ecr}/app`), nothing, ports({ mask: (value) => masked.push(value) }));
    expect(await found).toMatchObject([{ registry: ecr, username: 'AWS' }]);
    expect(masked).toContain('an-aws-token');
  });

  test('are a warning where Amazon gives no token: the host may have its own', async () => {
    const warnings: string[] = [];
    const failing = ports({
      ecrLogin: () => Promise.reject(new Error('no credentials')),
      warn: (text) => warnings.push(text),
    });
    expect(await loginsOf(imagesOf(`${ecr}/app`), nothing, failing)).toEqual([]);
    expect(warnings).toEqual([expect.stringContaining(`no login for ${ecr}`)]);
  });

  test('leave out one that a registry refused although it gives the image to everyone', () => {
    const images = imagesOf('ghcr.io/acme/app');
    const facts = freshFacts({
      images: [
        {
          ...{ name: 'ghcr.io/acme/app', isPresent: false, held: [], base: undefined, since: undefined },
          ...{ found: `sha256:${'a'.repeat(64)}`, problem: undefined, isAnonymous: true },
        },
      ],
    });
    const made = planOf({ ...facts, repository: { ...facts.repository, images } });
    const login = { registry: 'ghcr.io', username: 'x', password: token };
    expect(usefulLogins([login], made)).toEqual([]);
    expect(usefulLogins([{ ...login, registry: 'quay.io' }], made)).toHaveLength(1);
  });
});
