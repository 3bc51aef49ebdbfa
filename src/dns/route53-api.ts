import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  GetChangeCommand,
  GetHostedZoneCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  type Change,
  type ListResourceRecordSetsCommandInput,
} from '@aws-sdk/client-route-53';
import { route53Arn } from '../aws/arn.js';
import type { AwsCall } from '../aws/statement.js';
import { route53Failure } from './route53-failure.js';
import type { RecordChange, RecordSet, Zone } from './dns.js';
import { bareId, recordName, type ApiRecordSet } from './record-sets.js';
import { plainName } from './name.js';
import type { ListedZone } from './zone.js';

/** The calls of the Route 53 API that a deploy makes. Each throws DeployError aws-credentials-missing, aws-denied or aws-error. */
export interface Route53Api {
  listZones(): Promise<readonly ListedZone[]>;
  getZone(id: string): Promise<ListedZone & Pick<Zone, 'nameServers'>>;
  /** All record sets of exactly this name. */
  recordSetsOf(zoneId: string, name: string): Promise<readonly ApiRecordSet[]>;
  /** Sends the change as one batch, which Route 53 applies completely or not at all. */
  send(change: RecordChange): Promise<ChangeStatus>;
  statusOf(changeId: string): Promise<ChangeStatus>;
  /** Creates a public zone. Route 53 rejects a caller reference that was used before: HostedZoneAlreadyExists. */
  createZone(name: string, callerReference: string): Promise<Zone>;
}

export interface ChangeStatus {
  readonly id: string;
  readonly isInSync: boolean;
}

/** Enough for the API limit of 5 requests per second per account and for PriorRequestNotComplete. */
const maxAttempts = 8;

/** Time limit of one API call with all its retries. */
const callTimeoutMs = 60_000;

/** A name usually has a few record sets; more pages are read for hundreds of weighted ones. */
const pageSize = 50;

/** The API through the SDK. Route 53 is global: if the environment sets no region, any region works. */
export function route53Api(): Route53Api {
  const region = process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || 'us-east-1';
  const client = new Route53Client({ region, maxAttempts, customUserAgent: 'ec2-https-deploy' });
  const zoneArn = (id: string): string => route53Arn(region, `hostedzone/${id}`);

  return {
    async listZones() {
      const zones: ListedZone[] = [];
      for (let marker: string | undefined = ''; marker !== undefined;) {
        const command: ListHostedZonesCommand = new ListHostedZonesCommand(marker === '' ? {} : { Marker: marker });
        const page = await call({ action: 'route53:ListHostedZones', resource: '*' }, (limit) =>
          client.send(command, limit),
        );
        zones.push(...(page.HostedZones ?? []).map(listedZone));
        marker = page.IsTruncated === true ? page.NextMarker : undefined;
      }
      return zones;
    },

    async getZone(id) {
      const command = new GetHostedZoneCommand({ Id: id });
      const { HostedZone, DelegationSet } = await call(
        { action: 'route53:GetHostedZone', resource: zoneArn(id) },
        (limit) => client.send(command, limit),
      );
      return { ...listedZone(HostedZone ?? {}), nameServers: (DelegationSet?.NameServers ?? []).map(plainName) };
    },

    async recordSetsOf(zoneId, name) {
      const sets: ApiRecordSet[] = [];
      let start: Partial<ListResourceRecordSetsCommandInput> | undefined = { StartRecordName: name };
      while (start !== undefined) {
        const command: ListResourceRecordSetsCommand = new ListResourceRecordSetsCommand({
          HostedZoneId: zoneId,
          MaxItems: pageSize,
          ...start,
        });
        const page = await call({ action: 'route53:ListResourceRecordSets', resource: zoneArn(zoneId) }, (limit) =>
          client.send(command, limit),
        );
        sets.push(...(page.ResourceRecordSets ?? []).filter((set) => recordName(set.Name) === name));
        const hasMore = page.IsTruncated === true && recordName(page.NextRecordName) === name;
        start = hasMore
          ? {
              StartRecordName: page.NextRecordName,
              StartRecordType: page.NextRecordType,
              StartRecordIdentifier: page.NextRecordIdentifier,
            }
          : undefined;
      }
      return sets;
    },

    async send(change) {
      const command = new ChangeResourceRecordSetsCommand({
        HostedZoneId: change.zone.id,
        ChangeBatch: {
          Comment: 'ec2-https-deploy',
          Changes: [
            ...change.remove.map((set) => apiChange('DELETE', set)),
            ...change.upsert.map((set) => apiChange('UPSERT', set)),
          ],
        },
      });
      const { ChangeInfo } = await call(
        { action: 'route53:ChangeResourceRecordSets', resource: zoneArn(change.zone.id) },
        (limit) => client.send(command, limit),
      );
      return { id: bareId(ChangeInfo?.Id), isInSync: ChangeInfo?.Status === 'INSYNC' };
    },

    async statusOf(changeId) {
      const command = new GetChangeCommand({ Id: changeId });
      const resource = route53Arn(region, `change/${changeId}`);
      const { ChangeInfo } = await call({ action: 'route53:GetChange', resource }, (limit) =>
        client.send(command, limit),
      );
      return { id: changeId, isInSync: ChangeInfo?.Status === 'INSYNC' };
    },

    async createZone(name, callerReference) {
      const command = new CreateHostedZoneCommand({
        Name: name,
        CallerReference: callerReference,
        HostedZoneConfig: { Comment: 'ec2-https-deploy' },
      });
      const { HostedZone, DelegationSet } = await call({ action: 'route53:CreateHostedZone', resource: '*' }, (limit) =>
        client.send(command, limit),
      );
      return { id: bareId(HostedZone?.Id), name, nameServers: (DelegationSet?.NameServers ?? []).map(plainName) };
    },
  };
}

function listedZone(zone: {
  readonly Id?: string | undefined;
  readonly Name?: string | undefined;
  readonly Config?: { readonly PrivateZone?: boolean | undefined } | undefined;
}): ListedZone {
  return { id: bareId(zone.Id), name: recordName(zone.Name), isPrivate: zone.Config?.PrivateZone === true };
}

function apiChange(action: 'DELETE' | 'UPSERT', set: RecordSet): Change {
  const records = set.values.map((value) => ({ Value: value }));
  const health = set.healthCheckId === undefined ? {} : { HealthCheckId: set.healthCheckId };
  return {
    Action: action,
    ResourceRecordSet: { Name: set.name, Type: set.type, TTL: set.ttlSeconds, ResourceRecords: records, ...health },
  };
}

async function call<T>(about: AwsCall, send: (limit: { abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
  try {
    return await send({ abortSignal: AbortSignal.timeout(callTimeoutMs) });
  } catch (error) {
    throw route53Failure(about, error);
  }
}
