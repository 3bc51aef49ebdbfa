import { describe, expect, test } from '@jest/globals';
import { exposureWarnings } from '../../../src/access/exposure.js';
import { someInstance, someRule } from '../../support/instances.js';

const safe = {
  instance: someInstance(),
  rules: [someRule({ network: '198.51.100.0/24' })],
  port: 22,
  isDnsTarget: true,
};

test('an Elastic IP and a port for known addresses give no warning', () => {
  expect(exposureWarnings(safe)).toEqual([]);
});

describe('a warning', () => {
  const fleeting = someInstance({ isElastic: false });

  test('names an address that is not an Elastic IP, and what happens at the next stop', () => {
    expect(exposureWarnings({ ...safe, instance: fleeting })).toEqual([
      expect.stringMatching(
        /203\.0\.113\.7 of instance i-0123456789abcdef0 \(shop\) is not an Elastic IP.*another machine/,
      ),
    ]);
  });

  test('of such an address is not given where the records point elsewhere, or where there is none', () => {
    expect(exposureWarnings({ ...safe, instance: fleeting, isDnsTarget: false })).toEqual([]);
    expect(
      exposureWarnings({ ...safe, instance: someInstance({ publicAddress: undefined, isElastic: false }) }),
    ).toEqual([]);
  });

  test.each(['0.0.0.0/0', '::/0'])(
    'names the group and the rule that opens the port to %s, and the alternatives',
    (network) => {
      expect(exposureWarnings({ ...safe, rules: [someRule({ network })] })).toEqual([
        expect.stringMatching(/sg-1 \(web\) allows port 22 from .*sgr-1.*open-port: true.*Instance Connect Endpoint/),
      ]);
    },
  );

  test('is about the port of the SSH server, not about ports of the site', () => {
    const https = someRule({ fromPort: 443, toPort: 443 });
    expect(exposureWarnings({ ...safe, rules: [https] })).toEqual([]);
    expect(exposureWarnings({ ...safe, rules: [https], port: 443 })).toHaveLength(1);
  });
});
