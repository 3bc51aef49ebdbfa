import { expect, jest, test } from '@jest/globals';
import type { Dns } from '../../src/dns/dns.js';
import { planRecords } from '../../src/dns/records.js';
import { awsError, type Fault } from '../support/fault-proxy.js';
import { useRoute53 } from '../support/route53.js';

// Real servers on a machine that may be busy.
jest.setTimeout(30_000);

const api = useRoute53();
const name = 'app.example.com';
// AWS does not always name the resource in its message.
const answer = awsError(403, 'AccessDenied', 'User: arn:aws:iam::1:user/ci is not authorized to perform this action');
const pending = (body: string) => body.replace(/<Status>\w+<\/Status>/, '<Status>PENDING</Status>');

async function deploys(dns: Dns, faults: readonly Fault[]): Promise<void> {
  api.proxy().strike(...faults);
  const observed = await dns.observe([name]);
  const { additions } = planRecords([name], observed, { kind: 'ip', address: '3.34.1.2' });
  for (const change of additions) await dns.apply(change, 5000);
}

test.each<[string, string, (id: string) => readonly Fault[]]>([
  ['route53:ListHostedZones', '', () => [{ call: 'GET /hostedzone', times: 1, answer }]],
  ['route53:GetHostedZone', 'hostedzone', (id) => [{ call: `GET /hostedzone/${id}`, times: 1, answer }]],
  ['route53:ListResourceRecordSets', 'hostedzone', (id) => [{ call: `GET /hostedzone/${id}/rrset`, times: 1, answer }]],
  [
    'route53:ChangeResourceRecordSets',
    'hostedzone',
    (id) => [{ call: `POST /hostedzone/${id}/rrset`, times: 1, answer }],
  ],
  [
    'route53:GetChange',
    'change',
    (id) => [
      { call: `POST /hostedzone/${id}/rrset`, times: 1, rewrite: pending },
      { call: 'GET /change/', times: 1, answer },
    ],
  ],
])('denied %s is named, with its resource and the statement to add', async (action, kind, faultsOf) => {
  const { id } = await api.makeZone('example.com');
  const error = await deploys(api.dns(), faultsOf(id)).catch((thrown: unknown) => thrown);
  const on =
    { '': '', hostedzone: ` on arn:aws:route53:::hostedzone/${id}` }[kind] ?? ' on arn:aws:route53:::change/\\w+';
  expect(error).toMatchObject({
    code: 'aws-denied',
    what: expect.stringMatching(new RegExp(`^AWS denied ${action}${on} to the credentials of this job$`)),
    hint: expect.stringContaining(`"${action}"`),
  });
  if (kind === 'hostedzone') {
    expect(error).toMatchObject({ hint: expect.stringContaining(`"arn:aws:route53:::hostedzone/${id}"`) });
  }
});
