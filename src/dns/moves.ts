import { setTimeout as sleep } from 'node:timers/promises';
import { asDeployError, DeployError, type Failure } from '../errors/deploy-error.js';
import type { Dns, RecordChange, RecordSet } from './dns.js';
import { afterwards, areSame, recordLines, takenBack } from './taken-back.js';

/** What became of the way back. Both can be there: one of several zones may refuse. */
export interface TakenBack {
  /** One line: what was put back. */
  readonly done: string | undefined;
  /** What was not, with all that a person needs to put it back. */
  readonly problem: string | undefined;
}

type Outcome =
  { readonly kind: 'restored' } | { readonly kind: 'untouched' } | { readonly kind: 'failed'; readonly why: string };

/** Resolvers' memories are waited for no longer than this after a move; also where it is not known how long they are. */
const mostSettleSeconds = 300;

/** For one change; Route 53 usually needs 20 to 60 s. */
const changeLimitMs = 300_000;

/** The records that lead visitors to this host instead of another one: made late, and remembered so that they can be taken back. */
export class RecordMoves {
  readonly #dns: Dns | undefined;
  /** Whether one of them was made is not known if its request failed. */
  readonly #begun: RecordChange[] = [];

  constructor(dns: Dns | undefined) {
    this.#dns = dns;
  }

  /** How long resolvers may still give the former answers. */
  get settleMs(): number {
    const seconds = this.#begun.flatMap(({ former }) =>
      former.length === 0 ? [mostSettleSeconds] : former.map(({ ttlSeconds }) => ttlSeconds),
    );
    return Math.min(mostSettleSeconds, Math.max(0, ...seconds)) * 1000;
  }

  /**
   * Makes the changes, if the names still hold what they held when the run was planned: nothing else could be put back.
   * @throws DeployError state-moved-on, and whatever `dns` throws
   */
  async make(changes: readonly RecordChange[], remainingMs: (capMs: number) => number): Promise<void> {
    if (this.#dns === undefined) return;
    for (const change of changes) {
      const held = await heldNow(this.#dns, change);
      if (!areSame(held, change.former)) throw new DeployError(changedMeanwhile(change, held));
      this.#begun.push(change);
      await this.#dns.apply(change, remainingMs(changeLimitMs));
    }
  }

  /** Puts back what was changed, within a time of its own. Never rejects. */
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
      done: done.length === 0 ? undefined : `Moved back in Route 53: ${done.join('; ')}`,
      problem: problems.length === 0 ? undefined : problems.join('\n'),
    };
  }

  async #restore(change: RecordChange, timeoutMs: number): Promise<Outcome> {
    if (this.#dns === undefined) return { kind: 'untouched' };
    const held = await heldNow(this.#dns, change);
    if (areSame(held, change.former)) return { kind: 'untouched' };
    if (!areSame(held, afterwards(change))) {
      return { kind: 'failed', why: `somebody changed it meanwhile, to ${linesOf(held)}` };
    }
    try {
      await this.#dns.apply(takenBack(change, held), timeoutMs);
    } catch (error) {
      // It is made, and arrives at the last name server by itself.
      if (asDeployError(error).code !== 'dns-not-insync') throw error;
    }
    return { kind: 'restored' };
  }
}

async function heldNow(dns: Dns, change: RecordChange): Promise<readonly RecordSet[]> {
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

/** Each name with what it held. */
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
    `Records in the zone ${name} (${id}) were not moved back: ${why}. Before this run: ${formerText(change)}. ` +
    `This run made: ${linesOf(change.upsert)}. Put them back by hand if this host is not to serve.`
  );
}

function changedMeanwhile(change: RecordChange, held: readonly RecordSet[]): Failure {
  return {
    code: 'state-moved-on',
    what: `The records of ${namesIn(change).join(', ')} were changed by somebody else while this run was under way`,
    why: `They were: ${linesOf(change.former)}. They are now: ${linesOf(held)}.`,
    hint: 'Run the job again: it looks anew.',
  };
}
