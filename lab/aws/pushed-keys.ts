import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** How long EC2 Instance Connect lets a pushed key in. */
const VALID_MS = 60_000;

interface PushedKey {
  readonly user: string;
  readonly line: string;
  readonly until: number;
}

/** The keys that an instance lets in for a while: one file a user, as sshd reads it (`AuthorizedKeysFile <folder>/%u`). */
export class PushedKeys {
  readonly #folder: string;
  readonly #validMs: number;
  #keys: readonly PushedKey[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(folder: string, validMs = VALID_MS) {
    this.#folder = folder;
    this.#validMs = validMs;
  }

  add(user: string, line: string): void {
    this.#keys = [...this.#keys, { user, line, until: Date.now() + this.#validMs }];
    this.#write(user);
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      this.#write(user);
    }, this.#validMs + 1);
    this.#timers.add(timer);
  }

  /** Keys that are let in now. */
  get count(): number {
    return this.#keys.filter(({ until }) => until > Date.now()).length;
  }

  /** Ends all of them now. */
  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
    const users = new Set(this.#keys.map(({ user }) => user));
    this.#keys = [];
    for (const user of users) rmSync(path.join(this.#folder, user), { force: true });
  }

  #write(user: string): void {
    this.#keys = this.#keys.filter(({ until }) => until > Date.now());
    const lines = this.#keys.filter((key) => key.user === user).map(({ line }) => `${line}\n`);
    writeFileSync(path.join(this.#folder, user), lines.join(''), { mode: 0o644 });
  }
}
