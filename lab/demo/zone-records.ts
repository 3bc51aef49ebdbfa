import {
  type Change,
  ChangeResourceRecordSetsCommand,
  ListResourceRecordSetsCommand,
  type ResourceRecordSet,
  Route53Client,
} from '@aws-sdk/client-route-53';
import type { Lab } from '../lab.js';

/** Removes the records of a name from the lab's zone, so that a demo begins where a new site begins. Does nothing when there are none. */
export async function removeRecords(lab: Lab, name: string): Promise<void> {
  const client = clientOf(lab);
  const zone = { HostedZoneId: lab.route53.hostedZoneId };
  try {
    const { ResourceRecordSets: records = [] } = await client.send(new ListResourceRecordSetsCommand(zone));
    const ours = records.filter((record) => record.Name === `${name}.`);
    if (ours.length === 0) return;
    const changes = ours.map((record): Change => ({ Action: 'DELETE', ResourceRecordSet: record }));
    await client.send(new ChangeResourceRecordSetsCommand({ ...zone, ChangeBatch: { Changes: changes } }));
  } finally {
    client.destroy();
  }
}

/** Writes a record set into the lab's zone. */
export async function putRecord(lab: Lab, ResourceRecordSet: ResourceRecordSet): Promise<void> {
  const client = clientOf(lab);
  const ChangeBatch = { Changes: [{ Action: 'UPSERT' as const, ResourceRecordSet }] };
  try {
    await client.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: lab.route53.hostedZoneId, ChangeBatch }));
  } finally {
    client.destroy();
  }
}

function clientOf(lab: Lab): Route53Client {
  const credentials = { accessKeyId: 'lab', secretAccessKey: 'lab' };
  return new Route53Client({ endpoint: lab.route53.endpoint, region: 'us-east-1', credentials });
}
