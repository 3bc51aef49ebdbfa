import { StringDecoder } from 'node:string_decoder';

const TAIL_BYTES = 1024 * 1024;

/** Collects the output of a program: all of it, or only the end. */
export class Output {
  readonly #chunks: Buffer[] = [];
  readonly #limitBytes: number;
  #bytes = 0;

  constructor(keep: 'all' | 'tail') {
    this.#limitBytes = keep === 'all' ? Infinity : TAIL_BYTES;
  }

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    while (this.#bytes - (this.#chunks[0]?.length ?? 0) >= this.#limitBytes) {
      this.#bytes -= this.#chunks.shift()?.length ?? 0;
    }
  }

  /** Decoded as a whole, so that no character is split between two chunks. */
  text(): string {
    const all = Buffer.concat(this.#chunks);
    return (all.length > this.#limitBytes ? all.subarray(all.length - this.#limitBytes) : all).toString('utf8');
  }
}

/** Splits a byte stream into lines; an endless line is delivered in pieces of 1 MiB. */
export class Lines {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string) => void;
  #rest = '';

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  add(chunk: Buffer): void {
    const [first = '', ...others] = this.#decoder.write(chunk).split('\n');
    this.#rest += first;
    for (const next of others) {
      this.#deliver();
      this.#rest = next;
    }
    if (this.#rest.length > TAIL_BYTES) this.#deliver();
  }

  /** Delivers the last line if it has no newline. */
  end(): void {
    this.#rest += this.#decoder.end();
    if (this.#rest !== '') this.#deliver();
  }

  #deliver(): void {
    const line = this.#rest;
    this.#rest = '';
    this.#onLine(line);
  }
}
