import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  DeleteHostedZoneCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import type { Lab } from '../../lab/lab.js';

const theirs = new Set(['NS', 'SOA']);

function clientOf(lab: Lab): Route53Client {
  const credentials = { accessKeyId: 'lab', secretAccessKey: 'lab' };
  return new Route53Client({ endpoint: lab.route53.endpoint, region: 'us-east-1', credentials });
}

/** All records of the lab's zone of names that end in `ending`, as `NAME TYPE VALUE…`. */
export async function recordsOf(lab: Lab, ending: string): Promise<readonly string[]> {
  return (await recordSetsOf(lab, ending)).map(({ Name, Type, ResourceRecords = [] }) =>
    [Name, Type, ...ResourceRecords.map(({ Value }) => Value)].join(' '),
  );
}

/** The record sets of the lab's zone of names that end in `ending`, as Route 53 has them. */
export async function recordSetsOf(lab: Lab, ending: string): Promise<readonly ResourceRecordSet[]> {
  const client = clientOf(lab);
  try {
    const listed = await client.send(new ListResourceRecordSetsCommand({ HostedZoneId: lab.route53.hostedZoneId }));
    return (listed.ResourceRecordSets ?? []).filter(({ Name = '' }) => Name.endsWith(`${ending}.`));
  } finally {
    client.destroy();
  }
}

/** A public zone made for a test, beside the lab's own. */
export interface TestZone {
  readonly id: string;
  readonly nameServers: readonly string[];
  remove(): Promise<void>;
}

/** Makes a zone; one of that name that an earlier test left is removed first. */
export async function makeZone(lab: Lab, name: string): Promise<TestZone> {
  const client = clientOf(lab);
  const { HostedZones: zones = [] } = await client.send(new ListHostedZonesCommand({}));
  for (const { Id, Name } of zones) if (Name === `${name}.`) await removeZone(client, Id);
  const made = await client.send(new CreateHostedZoneCommand({ Name: name, CallerReference: `test-${Date.now()}` }));
  const id = made.HostedZone?.Id;
  return {
    id: (id ?? '').replace('/hostedzone/', ''),
    nameServers: made.DelegationSet?.NameServers ?? [],
    async remove() {
      await removeZone(client, id);
      client.destroy();
    },
  };
}

async function removeZone(client: Route53Client, id: string | undefined): Promise<void> {
  const zone = { HostedZoneId: id };
  const { ResourceRecordSets: all = [] } = await client.send(new ListResourceRecordSetsCommand(zone));
  const ours: readonly ResourceRecordSet[] = all.filter(({ Type }) => Type === undefined || !theirs.has(Type));
  if (ours.length > 0) {
    const Changes = ours.map((ResourceRecordSet) => ({ Action: 'DELETE' as const, ResourceRecordSet }));
    await client.send(new ChangeResourceRecordSetsCommand({ ...zone, ChangeBatch: { Changes } }));
  }
  await client.send(new DeleteHostedZoneCommand({ Id: id }));
}
