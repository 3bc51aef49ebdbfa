import { setTimeout as sleep } from 'node:timers/promises';
import { asDeployError, DeployError, type Failure } from '../errors/deploy-error.js';
import type { Dns, RecordChange, RecordSet } from './dns.js';
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

/** The record changes that redirect visitors from another host to this one: made late, and kept so that they can be rolled back. */
export class RecordMoves {
  readonly #dns: Records | undefined;
  /** If a request failed, it is unknown whether its change was made. */
  readonly #begun: RecordChange[] = [];

  constructor(dns: Records | undefined) {
    this.#dns = dns;
  }

  /** How long resolvers may still return the previous answers. */
  get settleMs(): number {
    const seconds = this.#begun.flatMap(({ former }) =>
      former.length === 0 ? [maxSettleSeconds] : former.map(({ ttlSeconds }) => ttlSeconds),
    );
    return Math.min(maxSettleSeconds, Math.max(0, ...seconds)) * 1000;
  }

  /**
   * Makes the changes if the records are still as they were when the run was planned: only those could be rolled back.
   * @throws DeployError stale-plan, and whatever `dns` throws
   */
  async make(changes: readonly RecordChange[], remainingMs: (capMs: number) => number): Promise<void> {
    if (this.#dns === undefined) return;
    for (const change of changes) {
      const current = await currentRecords(this.#dns, change);
      if (!areSame(current, change.former)) throw new DeployError(changedMeanwhile(change, current));
      this.#begun.push(change);
      await this.#dns.apply(change, remainingMs(changeLimitMs));
    }
  }

  /** Rolls back the changes, within its own time limit. Never rejects. */
  async takeBack(limitMs: number): Promise<TakenBack> {
    const end = Date.now() + limitMs;
    const done: string[] = [];
    const problems: string[] = [];
    for (const change of this.#begun.splice(0).reverse()) {
      const leftMs = Math.max(0, end - Date.now());
      const outcome = await Promise.race([
        this.#restore(change, leftMs).catch((error: unknown) => failed(asDeployError(error))),
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

  async #restore(change: RecordChange, timeoutMs: number): Promise<Outcome> {
    if (this.#dns === undefined) return { kind: 'untouched' };
    const current = await currentRecords(this.#dns, change);
    if (areSame(current, change.former)) return { kind: 'untouched' };
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
