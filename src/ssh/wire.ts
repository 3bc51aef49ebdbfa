/** Reads SSH wire data (RFC 4251, section 5). Every method throws RangeError when the data ends too early. */
export class WireReader {
  readonly #data: Buffer;
  #at = 0;

  constructor(data: Buffer) {
    this.#data = data;
  }

  byte(): number {
    return this.#take(1).readUInt8();
  }

  boolean(): boolean {
    return this.byte() !== 0;
  }

  uint32(): number {
    return this.#take(4).readUInt32BE();
  }

  string(): Buffer {
    return this.#take(this.uint32());
  }

  text(): string {
    return this.string().toString('utf8');
  }

  get isAtEnd(): boolean {
    return this.#at === this.#data.length;
  }

  #take(length: number): Buffer {
    if (this.#at + length > this.#data.length) throw new RangeError('The SSH data ends too early.');
    const part = this.#data.subarray(this.#at, this.#at + length);
    this.#at += length;
    return part;
  }
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Length and bytes: SSH's `string`. */
export function wireString(value: Buffer | string): Buffer {
  const bytes = typeof value === 'string' ? Buffer.from(value, 'utf8') : value;
  return Buffer.concat([uint32(bytes.length), bytes]);
}
