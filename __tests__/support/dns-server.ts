import { createSocket } from 'node:dgram';
import { encode, decode, type Answer } from 'dns-packet';

/** A record that the server gives. `data` as dns-packet takes it for the type. */
export type Served =
  | { readonly name: string; readonly type: 'A' | 'AAAA' | 'CNAME' | 'NS'; readonly data: string }
  | {
      readonly name: string;
      readonly type: 'CAA';
      readonly tag: string;
      readonly value: string;
      readonly critical?: boolean;
    };

export interface DnsServer {
  readonly port: number;
  /** What it answers from; may be changed at any time. */
  readonly records: Served[];
  /** Names for which it answers SERVFAIL. */
  readonly broken: Set<string>;
  /** `TYPE name` of each question so far. */
  readonly questions: string[];
  [Symbol.asyncDispose](): Promise<void>;
}

const authoritative = 0x0400;
const nameError = 3;
const serverFailure = 2;

/** An authoritative DNS server on a free UDP port of the given loopback address. It follows aliases that it knows. */
export async function startDns(address: string, port = 0): Promise<DnsServer> {
  const records: Served[] = [];
  const broken = new Set<string>();
  const questions: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (message, peer) => {
    const query = decode(message);
    const [question] = query.questions ?? [];
    if (question === undefined) return;
    const name = question.name.toLowerCase();
    questions.push(`${question.type} ${name}`);
    const answers = chase(records, name, question.type);
    const isKnown = records.some((record) => record.name === name);
    const code = broken.has(name) ? serverFailure : isKnown ? 0 : nameError;
    const packet = { type: 'response' as const, id: query.id ?? 0, flags: authoritative | code, questions: [question] };
    socket.send(encode({ ...packet, answers: answers.map(toAnswer) }), peer.port, peer.address);
  });
  await new Promise<void>((resolve) => socket.bind(port, address, resolve));
  return {
    port: socket.address().port,
    records,
    broken,
    questions,
    [Symbol.asyncDispose]: async () => await new Promise<void>((resolve) => void socket.close(() => resolve())),
  };
}

function chase(records: readonly Served[], name: string, type: string): readonly Served[] {
  const direct = records.filter((record) => record.name === name && record.type === type);
  const alias = records.find((record) => record.name === name && record.type === 'CNAME');
  if (direct.length > 0 || alias === undefined || alias.type === 'CAA') return direct;
  return [alias, ...chase(records, alias.data, type)];
}

function toAnswer(record: Served): Answer {
  const { name } = record;
  if (record.type !== 'CAA') return { name, type: record.type, ttl: 1, data: record.data };
  const { tag, value, critical = false } = record;
  // dns-packet sends any tag, though its types know only three.
  const data = Object.assign({ tag: 'issue' as const, value, issuerCritical: critical }, { tag });
  return { name, type: 'CAA', ttl: 1, data };
}
