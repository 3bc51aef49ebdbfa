import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ecrLogin } from '../../src/registries/ecr.js';
import { startMoto, type Moto } from '../../lab/aws/moto.js';

jest.setTimeout(120_000);

const registry = '123456789012.dkr.ecr.eu-west-1.amazonaws.com';
const names = ['AWS_ENDPOINT_URL_ECR', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const;

describe('a login for Amazon ECR', () => {
  const before = Object.fromEntries(names.map((name) => [name, process.env[name]]));
  let moto: Moto;
  beforeAll(async () => {
    moto = await startMoto();
  });
  afterAll(async () => await moto[Symbol.asyncDispose]());
  afterEach(() => {
    for (const name of names) {
      if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = before[name];
    }
  });

  const give = (endpoint: string): void => {
    Object.assign(process.env, {
      AWS_ENDPOINT_URL_ECR: endpoint,
      AWS_ACCESS_KEY_ID: 'AKIATEST',
      AWS_SECRET_ACCESS_KEY: 'secret',
    });
  };

  test('comes from a signed GetAuthorizationToken of the region that the registry is in', async () => {
    give(moto.endpoint);
    const login = await ecrLogin(registry);
    expect(login).toMatchObject({ registry, username: 'AWS' });
    expect(login.password.reveal()).not.toBe('');
  });

  test('says why there is none', async () => {
    give(`${moto.endpoint}/nowhere`);
    await expect(ecrLogin(registry)).rejects.toThrow(/^AWS answered \d+/);
  });
});
