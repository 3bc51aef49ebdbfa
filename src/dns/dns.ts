/** A record set as Route 53 holds it. Names are lower case without the final dot. */
export interface RecordSet {
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME';
  readonly ttlSeconds: number;
  readonly values: readonly string[];
  /** Needed to delete or to recreate the exact set. */
  readonly healthCheckId?: string;
}

/** A record set that is more than name, type, TTL and values: never overwritten. */
export interface SpecialRecordSet {
  readonly name: string;
  readonly type: string;
  readonly why: 'alias' | 'weighted' | 'latency' | 'failover' | 'geolocation' | 'multivalue' | 'other-routing-policy';
  /** Empty for an alias. */
  readonly values: readonly string[];
  /** `SetIdentifier`, which tells the sets of one name and type apart. */
  readonly identifier?: string;
  readonly weight?: number;
  readonly failover?: string;
}

export interface Zone {
  /** Empty if only the name servers were queried (`lookupRecords`), since nothing in the zone has to change then; or if it is missing. */
  readonly id: string;
  /** Lower case, without the final dot. */
  readonly name: string;
  /** The name servers of the zone's delegation set, lower case, without the final dot. */
  readonly nameServers: readonly string[];
  /** There is no such zone: it is to be created, and has neither id nor name servers yet. */
  readonly isMissing?: true;
}

/** The state of the names in Route 53 and in the DNS, before anything is decided. */
export interface DnsFacts {
  /** The zone of each name (names of one run may lie in different zones). */
  readonly names: readonly NameFacts[];
}

export interface NameFacts {
  readonly name: string;
  readonly zone: Zone;
  readonly current: readonly RecordSet[];
  /** The records of a wildcard that the name servers answer with while the name has no record of its own. */
  readonly inherited?: readonly RecordSet[];
  readonly special: readonly SpecialRecordSet[];
  /** Types of the other record sets at the name (MX, TXT, …): they exclude a CNAME. */
  readonly otherTypes: readonly string[];
  /** The name servers that the parent zone delegates to; empty: no delegation was found. */
  readonly delegatedTo: readonly string[];
  /** Of the zone's domain; only known where the zone is not delegated. */
  readonly registration?: Registration;
}

/** A domain that is registered with Route 53 in this account. */
export interface Registration {
  /** What the registry has, lower case, without the final dot. */
  readonly nameServers: readonly string[];
  /** Whether one of them serves the domain, as far as is known: records that only they have would be lost with another delegation. */
  readonly isServed: boolean;
  readonly hasDnssec: boolean;
  readonly isOnHold: boolean;
}

/** One atomic change in one zone. */
export interface RecordChange {
  readonly zone: Zone;
  readonly remove: readonly RecordSet[];
  readonly upsert: readonly RecordSet[];
  /** All records of the names at the time of the inspection. */
  readonly former: readonly RecordSet[];
}

/** The part of the names' DNS that this action manages. */
export interface Dns {
  /**
   * Finds the zone of each name, its records there and its delegation.
   * @throws DeployError hosted-zone-not-found, hosted-zone-ambiguous, aws-credentials-missing, aws-denied, aws-error
   */
  observe(names: readonly string[]): Promise<DnsFacts>;
  /**
   * Applies one change and waits until all name servers of the zone have it (INSYNC), for at most `timeoutMs`.
   * @throws DeployError aws-denied, aws-error, dns-propagation-timeout
   */
  apply(change: RecordChange, timeoutMs: number): Promise<void>;
  /**
   * Creates a public zone and returns it. One that exists by now is returned as it is.
   * @throws DeployError aws-denied, aws-error
   */
  createZone(name: string): Promise<Zone>;
  /**
   * Has the registry delegate a domain that is registered with Route 53 to its zone, which takes minutes.
   * @throws DeployError aws-denied, aws-error
   */
  delegate(zone: Zone): Promise<void>;
}
