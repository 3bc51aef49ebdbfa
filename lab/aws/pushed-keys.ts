/** How long EC2 Instance Connect lets a pushed key in. */
const VALID_MS = 60_000;

interface PushedKey {
  readonly user: string;
  readonly line: string;
  readonly until: number;
}

/** Puts the lines of authorized_keys where the sshd of the instance reads those of a user. */
export type WriteKeys = (user: string, lines: string) => Promise<void>;

/** The keys that an instance lets in for a while. */
export class PushedKeys {
  readonly #write: WriteKeys;
  readonly #validMs: number;
  #keys: readonly PushedKey[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(write: WriteKeys, validMs = VALID_MS) {
    this.#write = write;
    this.#validMs = validMs;
  }

  async add(user: string, line: string): Promise<void> {
    this.#keys = [...this.#keys, { user, line, until: Date.now() + this.#validMs }];
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      void this.#update(user);
    }, this.#validMs + 1);
    this.#timers.add(timer);
    await this.#update(user);
  }

  /** Keys that are let in now. */
  get count(): number {
    return this.#keys.filter(({ until }) => until > Date.now()).length;
  }

  /** Ends all of them now. */
  async end(): Promise<void> {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    const users = new Set(this.#keys.map(({ user }) => user));
    this.#keys = [];
    for (const user of users) await this.#update(user);
  }

  async #update(user: string): Promise<void> {
    this.#keys = this.#keys.filter(({ until }) => until > Date.now());
    const lines = this.#keys.filter((key) => key.user === user).map(({ line }) => `${line}\n`);
    await this.#write(user, lines.join(''));
  }
}
