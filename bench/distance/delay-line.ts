interface Waiting {
  readonly at: number;
  readonly give: () => void;
}

/** Calls functions after a delay, in order, and none before `notBefore` (of `performance.now()`). */
export class DelayLine {
  readonly #delayMs: number;
  readonly #notBefore: number;
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isStopped = false;

  constructor(delayMs: number, notBefore: number) {
    this.#delayMs = delayMs;
    this.#notBefore = notBefore;
  }

  /** Calls `give` after the delay; at once when there is none. */
  push(give: () => void): void {
    if (this.#isStopped) return;
    if (this.#delayMs === 0) return give();
    const now = performance.now();
    const at = Math.max(now + this.#delayMs, this.#notBefore);
    this.#waiting.push({ at, give });
    this.#timer ??= setTimeout(() => this.#giveDue(), at - now);
  }

  /** Drops everything that is still waiting. */
  stop(): void {
    this.#isStopped = true;
    this.#waiting = [];
    clearTimeout(this.#timer);
  }

  #giveDue(): void {
    // Timers are accurate to a millisecond: what is due within half of one is called now.
    const now = performance.now() + 0.5;
    const next = this.#waiting.findIndex(({ at }) => at > now);
    const due = next < 0 ? this.#waiting : this.#waiting.slice(0, next);
    this.#waiting = next < 0 ? [] : this.#waiting.slice(next);
    for (const { give } of due) give();
    const [first] = this.#waiting;
    this.#timer = first === undefined ? undefined : setTimeout(() => this.#giveDue(), Math.max(0, first.at - now));
  }
}
