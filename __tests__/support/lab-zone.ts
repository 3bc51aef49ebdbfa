import {
  ChangeResourceRecordSetsCommand,
  DeleteHostedZoneCommand,
  GetHostedZoneCommand,
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

/** The zones of a name, which a test may have left or a run may have created. */
export async function zonesNamed(lab: Lab, name: string): Promise<readonly TestZone[]> {
  const client = clientOf(lab);
  const { HostedZones: zones = [] } = await client.send(new ListHostedZonesCommand({}));
  const own = zones.filter(({ Name }) => Name === `${name}.`);
  return await Promise.all(
    own.map(async ({ Id }) => {
      const { DelegationSet } = await client.send(new GetHostedZoneCommand({ Id }));
      return {
        id: (Id ?? '').replace('/hostedzone/', ''),
        nameServers: DelegationSet?.NameServers ?? [],
        remove: () => removeZone(client, Id),
      };
    }),
  );
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
