/** A record set as Route 53 holds it. Names are lower case without the final dot. */
export interface RecordSet {
  readonly name: string;
  readonly type: 'A' | 'AAAA' | 'CNAME';
  readonly ttlSeconds: number;
  readonly values: readonly string[];
  /** A set that is deleted or put back is named with it. */
  readonly healthCheckId?: string;
}

/** A record set that is more than name, type, TTL and values: never overwritten. */
export interface SpecialRecordSet {
  readonly name: string;
  readonly type: string;
  readonly why: 'alias' | 'weighted' | 'latency' | 'failover' | 'geolocation' | 'multivalue' | 'other-routing-policy';
}

export interface Zone {
  /** Empty where the name servers alone were asked (`observeNames`): then nothing is to be changed in it. */
  readonly id: string;
  /** Lower case, without the final dot. */
  readonly name: string;
  /** The name servers of the zone's delegation set, lower case, without the final dot. */
  readonly nameServers: readonly string[];
}

/** What Route 53 and the DNS say of the names, before anything is decided. */
export interface DnsFacts {
  /** The zone of each name (names of one run may lie in different zones). */
  readonly names: readonly NameFacts[];
}

export interface NameFacts {
  readonly name: string;
  readonly zone: Zone;
  readonly current: readonly RecordSet[];
  /** What the zone's name servers answer while the name has no record of its own: a wildcard's records. */
  readonly inherited?: readonly RecordSet[];
  readonly special: readonly SpecialRecordSet[];
  /** Types of the other record sets at the name (MX, TXT, …): with one of them there can be no CNAME. */
  readonly otherTypes: readonly string[];
  /** What the parent says are the zone's name servers; empty: no delegation was found. */
  readonly delegatedTo: readonly string[];
}

/** One atomic change in one zone. */
export interface RecordChange {
  readonly zone: Zone;
  readonly remove: readonly RecordSet[];
  readonly upsert: readonly RecordSet[];
  /** All that the names held when they were looked at. */
  readonly former: readonly RecordSet[];
}

/** The names' DNS, as far as this action changes it. */
export interface Dns {
  /**
   * Finds the zone of each name, its records there and its delegation.
   * @throws DeployError hosted-zone-not-found, hosted-zone-ambiguous, aws-credentials-missing, aws-denied, aws-failed
   */
  observe(names: readonly string[]): Promise<DnsFacts>;
  /**
   * Applies one change and waits until all name servers of the zone have it (INSYNC), for at most `timeoutMs`.
   * @throws DeployError aws-denied, aws-failed, dns-not-insync
   */
  apply(change: RecordChange, timeoutMs: number): Promise<void>;
}
