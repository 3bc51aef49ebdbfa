import { ChangeResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import type { Lab } from '../../lab/lab.js';

/** Points a name of the lab's zone at an address, as people do by hand without the action. */
export async function pointRecord(lab: Lab, name: string, address: string): Promise<void> {
  const client = new Route53Client({
    endpoint: lab.route53.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'lab', secretAccessKey: 'lab' },
  });
  const record = { Name: name, Type: 'A', TTL: 60, ResourceRecords: [{ Value: address }] } as const;
  try {
    await client.send(
      new ChangeResourceRecordSetsCommand({
        HostedZoneId: lab.route53.hostedZoneId,
        ChangeBatch: {
          Changes: [
            { Action: 'UPSERT', ResourceRecordSet: { ...record, ResourceRecords: [...record.ResourceRecords] } },
          ],
        },
      }),
    );
  } finally {
    client.destroy();
  }
}
