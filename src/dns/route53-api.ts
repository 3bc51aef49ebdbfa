import {
  ChangeResourceRecordSetsCommand,
  GetChangeCommand,
  GetHostedZoneCommand,
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
  type Change,
  type ListResourceRecordSetsCommandInput,
} from '@aws-sdk/client-route-53';
import { awsFailure } from './aws-errors.js';
import type { RecordChange, RecordSet, Zone } from './dns.js';
import { bareId, recordName, type ApiRecordSet } from './record-sets.js';
import { plainName } from './name.js';
import type { ListedZone } from './zone.js';

/** The calls of the Route 53 API that a deploy makes. Each throws DeployError aws-credentials-missing, aws-denied or aws-failed. */
export interface Route53Api {
  listZones(): Promise<readonly ListedZone[]>;
  getZone(id: string): Promise<ListedZone & Pick<Zone, 'nameServers'>>;
  /** All record sets of exactly this name. */
  recordSetsOf(zoneId: string, name: string): Promise<readonly ApiRecordSet[]>;
  /** Sends the whole change as one batch, which Route 53 takes as a whole or not at all. */
  send(change: RecordChange): Promise<ChangeStatus>;
  statusOf(changeId: string): Promise<ChangeStatus>;
}

export interface ChangeStatus {
  readonly id: string;
  readonly isInSync: boolean;
}

/** Enough for the throttling of 5 requests a second an account and for PriorRequestNotComplete. */
const maxAttempts = 8;

/** One API call with all its retries. */
const callTimeoutMs = 60_000;

/** A name has a handful of record sets; a page more is read where it has hundreds of weighted ones. */
const pageSize = 50;

/** The API through the SDK. Route 53 is global: without a region in the environment any will do. */
export function route53Api(): Route53Api {
  const region = process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || 'us-east-1';
  const client = new Route53Client({ region, maxAttempts, customUserAgent: 'ec2-https-deploy' });

  return {
    async listZones() {
      const zones: ListedZone[] = [];
      for (let marker: string | undefined = ''; marker !== undefined;) {
        const command: ListHostedZonesCommand = new ListHostedZonesCommand(marker === '' ? {} : { Marker: marker });
        const page = await ask('route53:ListHostedZones', (limit) => client.send(command, limit));
        zones.push(...(page.HostedZones ?? []).map(listedZone));
        marker = page.IsTruncated === true ? page.NextMarker : undefined;
      }
      return zones;
    },

    async getZone(id) {
      const command = new GetHostedZoneCommand({ Id: id });
      const { HostedZone, DelegationSet } = await ask('route53:GetHostedZone', (limit) => client.send(command, limit));
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
        const page = await ask('route53:ListResourceRecordSets', (limit) => client.send(command, limit));
        sets.push(...(page.ResourceRecordSets ?? []).filter((set) => recordName(set.Name) === name));
        const goesOn = page.IsTruncated === true && recordName(page.NextRecordName) === name;
        start = goesOn
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
      const { ChangeInfo } = await ask('route53:ChangeResourceRecordSets', (limit) => client.send(command, limit));
      return { id: bareId(ChangeInfo?.Id), isInSync: ChangeInfo?.Status === 'INSYNC' };
    },

    async statusOf(changeId) {
      const command = new GetChangeCommand({ Id: changeId });
      const { ChangeInfo } = await ask('route53:GetChange', (limit) => client.send(command, limit));
      return { id: changeId, isInSync: ChangeInfo?.Status === 'INSYNC' };
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

async function ask<T>(action: string, call: (limit: { abortSignal: AbortSignal }) => Promise<T>): Promise<T> {
  try {
    return await call({ abortSignal: AbortSignal.timeout(callTimeoutMs) });
  } catch (error) {
    throw awsFailure(action, error);
  }
}
