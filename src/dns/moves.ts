import { setTimeout as sleep } from 'node:timers/promises';
import { asDeployError, DeployError, type Failure } from '../errors/deploy-error.js';
import type { Dns, RecordChange, RecordSet } from './dns.js';
import { MOVING_TTL_SECONDS, withLowTtl } from './low-ttl.js';
import { afterwards, areSame, recordLines, takenBack } from './taken-back.js';

/** Result of a rollback of records. Both can be set: one of several zones may fail. */
export interface TakenBack {
  /** One line: what was rolled back. */
  readonly done: string | undefined;
  /** What was not rolled back, with everything needed to do it by hand. */
  readonly problem: string | undefined;
}

/** What moves need of the DNS. */
type Records = Pick<Dns, 'observe' | 'apply'>;

type Outcome =
  { readonly kind: 'restored' } | { readonly kind: 'untouched' } | { readonly kind: 'failed'; readonly why: string };

/** Upper limit of the wait for resolver caches after a move; also used if the TTL is unknown. */
const maxSettleSeconds = 300;

/** Time limit of one change; Route 53 usually needs 20 to 60 s. */
const changeLimitMs = 300_000;

/** `expected`: the records before the change, which may have a lowered TTL already. */
interface Begun {
  readonly change: RecordChange;
  readonly expected: readonly RecordSet[];
}

/** The record changes that redirect visitors from another host to this one: made late, and kept so that they can be rolled back. */
export class RecordMoves {
  readonly #dns: Records | undefined;
  /** If a request failed, it is unknown whether its change was made. */
  readonly #begun: Begun[] = [];
  /** By the zone's id. */
  readonly #lowered = new Map<string, { readonly change: RecordChange; readonly at: number }>();
  /** Of moved records, by the zone's id: what they are to be when the move is known to stay. */
  readonly #planned = new Map<string, RecordChange>();

  constructor(dns: Records | undefined) {
    this.#dns = dns;
  }

  /** How long resolvers may still return the previous answers. */
  get settleMs(): number {
    const seconds = this.#begun.flatMap(({ change }) =>
      change.former.length === 0 ? [maxSettleSeconds] : change.former.map((set) => this.#secondsCached(change, set)),
    );
    return Math.min(maxSettleSeconds, Math.max(0, ...seconds)) * 1000;
  }

  /**
   * Lowers TTLs, early in a run, so that fewer resolvers have the previous answers for long when the records are moved.
   * @throws DeployError stale-plan, and whatever `dns` throws
   */
  async lower(changes: readonly RecordChange[], remainingMs: (capMs: number) => number): Promise<void> {
    for (const change of changes) {
      await this.#begin(change, change.former, remainingMs);
      this.#lowered.set(change.zone.id, { change, at: Date.now() });
    }
  }

  /**
   * Makes the changes if the records are still as they were when the run was planned: only those could be rolled back.
   * @throws DeployError stale-plan, and whatever `dns` throws
   */
  async make(changes: readonly RecordChange[], remainingMs: (capMs: number) => number): Promise<void> {
    for (const change of changes) {
      const lowered = this.#lowered.get(change.zone.id)?.change;
      if (lowered === undefined) {
        await this.#begin(change, change.former, remainingMs);
        continue;
      }
      const moved = { ...change, upsert: change.upsert.map(withLowTtl), remove: removed(change, lowered) };
      await this.#begin(moved, afterwards({ ...change, remove: [], upsert: lowered.upsert }), remainingMs);
      this.#planned.set(change.zone.id, change);
    }
  }

  /** Gives moved records the TTLs that they had: the move stays. What went wrong, or undefined. Never rejects. */
  async keep(): Promise<string | undefined> {
    const problems: string[] = [];
    for (const { zone, upsert, former } of this.#planned.values()) {
      const upsertOnly = { zone, remove: [], upsert, former };
      const problem = await this.#dns?.apply(upsertOnly, 0).catch(unlessAccepted);
      if (problem)
        problems.push(`The TTL of ${namesIn(upsertOnly).join(', ')} stays at ${MOVING_TTL_SECONDS} s: ${problem}`);
    }
    return problems.length === 0 ? undefined : problems.join('\n');
  }

  /** Rolls back the changes, within its own time limit. Never rejects. */
  async takeBack(limitMs: number): Promise<TakenBack> {
    const end = Date.now() + limitMs;
    const done: string[] = [];
    const problems: string[] = [];
    for (const begun of this.#begun.splice(0).reverse()) {
      const { change } = begun;
      const leftMs = Math.max(0, end - Date.now());
      const outcome = await Promise.race([
        this.#restore(begun, leftMs).catch((error: unknown) => failed(asDeployError(error))),
        timeUp(leftMs, limitMs),
      ]);
      if (outcome.kind === 'restored') done.push(formerText(change));
      if (outcome.kind === 'failed') problems.push(notBack(change, outcome.why));
    }
    return {
      done: done.length === 0 ? undefined : `Rolled back in Route 53: ${done.join('; ')}`,
      problem: problems.length === 0 ? undefined : problems.join('\n'),
    };
  }

  /** `expected`: the records as they have to be now. */
  async #begin(
    change: RecordChange,
    expected: readonly RecordSet[],
    remainingMs: (capMs: number) => number,
  ): Promise<void> {
    if (this.#dns === undefined) return;
    const current = await currentRecords(this.#dns, change);
    if (!areSame(current, expected)) throw new DeployError(changedMeanwhile({ ...change, former: expected }, current));
    this.#begun.push({ change, expected });
    await this.#dns.apply(change, remainingMs(changeLimitMs));
  }

  #secondsCached({ zone }: RecordChange, { name, type, ttlSeconds }: RecordSet): number {
    const lowered = this.#lowered.get(zone.id);
    const isLow = lowered?.change.upsert.some((set) => set.name === name && set.type === type);
    if (lowered === undefined || isLow !== true) return ttlSeconds;
    return Math.max(MOVING_TTL_SECONDS, ttlSeconds - Math.floor((Date.now() - lowered.at) / 1000));
  }

  async #restore({ change, expected }: Begun, timeoutMs: number): Promise<Outcome> {
    if (this.#dns === undefined) return { kind: 'untouched' };
    const current = await currentRecords(this.#dns, change);
    if ([change.former, expected].some((sets) => areSame(current, sets))) return { kind: 'untouched' };
    if (!areSame(current, afterwards(change))) {
      return { kind: 'failed', why: `it was changed meanwhile, to ${linesOf(current)}` };
    }
    try {
      await this.#dns.apply(takenBack(change, current), timeoutMs);
    } catch (error) {
      // Route 53 accepted the change and finishes the propagation on its own.
      if (asDeployError(error).code !== 'dns-propagation-timeout') throw error;
    }
    return { kind: 'restored' };
  }
}

/** A DELETE must name the record as it is by now. */
function removed({ remove }: RecordChange, lowered: RecordChange): readonly RecordSet[] {
  return remove.map((set) => lowered.upsert.find(({ name, type }) => name === set.name && type === set.type) ?? set);
}

/** Route 53 accepted a change that it is still propagating. */
function unlessAccepted(error: unknown): string | undefined {
  const { code, what, why } = asDeployError(error);
  return code === 'dns-propagation-timeout' ? undefined : [what, why].filter(Boolean).join(': ');
}

async function currentRecords(dns: Records, change: RecordChange): Promise<readonly RecordSet[]> {
  const { names } = await dns.observe(namesIn(change));
  return names.flatMap(({ current }) => current);
}

function namesIn({ remove, upsert }: Pick<RecordChange, 'remove' | 'upsert'>): readonly string[] {
  return [...new Set([...remove, ...upsert].map(({ name }) => name))];
}

async function timeUp(leftMs: number, limitMs: number): Promise<Outcome> {
  await sleep(leftMs, undefined, { ref: false });
  return { kind: 'failed', why: `it was not done within ${Math.round(limitMs / 1000)} s` };
}

function failed({ what, why }: DeployError): Outcome {
  return { kind: 'failed', why: [what, why].filter(Boolean).join(': ') };
}

function linesOf(sets: readonly RecordSet[]): string {
  return sets.length === 0 ? 'no record' : sets.flatMap(recordLines).join(', ');
}

/** Each name with its previous records. */
function formerText(change: RecordChange): string {
  const texts = namesIn(change).map((name) => {
    const sets = change.former.filter((set) => set.name === name);
    return sets.length === 0 ? `${name} without a record of its own` : linesOf(sets);
  });
  return texts.join('; ');
}

function notBack(change: RecordChange, why: string): string {
  const { name, id } = change.zone;
  return (
    `Records in the zone ${name} (${id}) were not rolled back: ${why}. Before this run: ${formerText(change)}. ` +
    `This run created: ${linesOf(change.upsert)}. Recreate the former records by hand if this host must not serve the site.`
  );
}

function changedMeanwhile(change: RecordChange, current: readonly RecordSet[]): Failure {
  return {
    code: 'stale-plan',
    what: `The records of ${namesIn(change).join(', ')} changed after this run was planned`,
    why: `Planned with: ${linesOf(change.former)}. Now: ${linesOf(current)}.`,
    hint: 'Run the job again: it makes a new plan.',
  };
}
