import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import {
  ChangeResourceRecordSetsCommand,
  CreateHostedZoneCommand,
  Route53Client,
  type ResourceRecordSet,
} from '@aws-sdk/client-route-53';
import type { Dns } from '../../src/dns/dns.js';
import type { Resolver } from '../../src/dns/resolver.js';
import { route53 } from '../../src/dns/route53.js';
import type { NewZone } from '../../src/inputs/parsers/new-zone.js';
import { startFaultProxy, type FaultProxy } from './fault-proxy.js';
import { startMoto, type Moto } from '../../lab/aws/moto.js';

/** A real Route 53 API with a proxy that can put faults in front of it, and the tools to fill it. */
export interface Route53Fixture {
  readonly proxy: () => FaultProxy;
  readonly admin: () => Route53Client;
  /** What was said to the user since the test began. */
  readonly said: readonly string[];
  /** What the parents delegate to, by zone. */
  readonly delegations: Map<string, readonly string[]>;
  readonly dns: (hostedZoneId?: string, newZone?: NewZone) => Dns;
  /** The same, set to create zones and to set name servers. */
  readonly settingDns: () => Dns;
  readonly makeZone: (
    name: string,
    options?: { readonly isPrivate?: boolean },
  ) => Promise<{ readonly id: string; readonly name: string; readonly nameServers: readonly string[] }>;
  readonly put: (zoneId: string, set: ResourceRecordSet) => Promise<void>;
}

/** Starts it for the tests of one file, emptied before each test. */
export function useRoute53(): Route53Fixture {
  let moto: Moto;
  let proxy: FaultProxy;
  let admin: Route53Client;
  const said: string[] = [];
  const delegations = new Map<string, readonly string[]>();

  beforeAll(async () => {
    moto = await startMoto();
    proxy = await startFaultProxy(moto.endpoint);
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    admin = new Route53Client({ endpoint: moto.endpoint, region: 'us-east-1', credentials });
    // On a machine without moto it is installed now, which takes a minute or more.
  }, 400_000);
  afterAll(async () => {
    await proxy[Symbol.asyncDispose]();
    await moto[Symbol.asyncDispose]();
  });

  beforeEach(async () => {
    await fetch(`${moto.endpoint}/moto-api/reset`, { method: 'POST' });
    delegations.clear();
    said.length = 0;
    proxy.strike();
    process.env['AWS_ENDPOINT_URL_ROUTE_53'] = proxy.url;
    process.env['AWS_ENDPOINT_URL_ROUTE_53_DOMAINS'] = proxy.url;
    process.env['AWS_ACCESS_KEY_ID'] = 'test';
    process.env['AWS_SECRET_ACCESS_KEY'] = 'test';
    process.env['AWS_EC2_METADATA_DISABLED'] = 'true';
    delete process.env['AWS_REGION'];
    delete process.env['AWS_DEFAULT_REGION'];
  });

  const none = () => Promise.resolve([]);
  const resolver: Resolver = {
    resolve4: none,
    resolve6: none,
    resolveCname: none,
    resolveCaa: none,
    resolveNs: (name) => Promise.resolve(delegations.get(name) ?? []),
    at: () => resolver,
  };

  const dns = (hostedZoneId?: string, newZone?: NewZone): Dns =>
    route53({
      ...{ hostedZoneId, resolver, ...(newZone && { newZone }) },
      say: (line) => void said.push(line),
      pollMs: 20,
    });

  const settingDns = (): Dns => {
    const more = { newZone: 'registrable-domain', setsNameServers: true } as const;
    return route53({ resolver, say: (line) => void said.push(line), pollMs: 20, ...more });
  };

  async function makeZone(name: string, { isPrivate = false } = {}) {
    const { HostedZone, DelegationSet } = await admin.send(
      new CreateHostedZoneCommand({
        Name: name,
        CallerReference: `${name}-${Math.random()}`,
        HostedZoneConfig: { PrivateZone: isPrivate },
        ...(isPrivate ? { VPC: { VPCId: 'vpc-1', VPCRegion: 'us-east-1' } } : {}),
      }),
    );
    const id = (HostedZone?.Id ?? '').replace('/hostedzone/', '');
    const nameServers = DelegationSet?.NameServers ?? [];
    if (!isPrivate) delegations.set(name, nameServers);
    return { id, name, nameServers };
  }

  async function put(zoneId: string, set: ResourceRecordSet): Promise<void> {
    const ChangeBatch = { Changes: [{ Action: 'UPSERT' as const, ResourceRecordSet: set }] };
    await admin.send(new ChangeResourceRecordSetsCommand({ HostedZoneId: zoneId, ChangeBatch }));
  }

  return { proxy: () => proxy, admin: () => admin, said, delegations, dns, settingDns, makeZone, put };
}
