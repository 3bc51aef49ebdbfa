import { createHash, randomBytes, randomInt } from 'node:crypto';
import type { Work } from './record.js';

/** A complete response. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: Buffer;
}

/** A request, and how to check its response. */
export interface Question {
  /** The release whose style sheet it is. */
  readonly release?: string;
  readonly work: Work;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Sent one after the other, with a pause between them. */
  readonly pieces: readonly Buffer[];
  readonly pauseMs: number;
  readonly timeoutMs: number;
  /** What is wrong with the body of a 200, or undefined. */
  readonly fault: (body: Buffer) => string | undefined;
}

const quick = { pieces: [], pauseMs: 0, timeoutMs: 30_000 } as const;

/** How many of a hundred requests are of which kind; assets follow pages. Few are long, but several of those are always in flight. */
const mix: readonly (readonly [number, () => Question])[] = [
  [52, askPage],
  [43, echo],
  [2, slow],
  [2, upload],
  [1, stream],
];

/** Any of the mix, by chance. */
export function anyQuestion(): Question {
  let left = randomInt(100);
  for (const [share, make] of mix) {
    if (left < share) return make();
    left -= share;
  }
  return askPage();
}

/** The release that a page names, and the path of its style sheet. */
export function readPage(body: Buffer): { readonly release: string; readonly asset: string } | undefined {
  const [, release, asset] = /^release=(\S+) asset=(\S+)$/m.exec(body.toString('latin1')) ?? [];
  return release === undefined || asset === undefined ? undefined : { release, asset };
}

/** The style sheet of a page, which must be available as long as a visitor may stay on the page. */
export function askAsset(release: string, path: string): Question {
  const fault = (body: Buffer): string | undefined => {
    return body.toString('latin1').includes(`release=${release};`) ? undefined : `not the style sheet of ${release}`;
  };
  return { ...quick, work: 'asset', release, method: 'GET', path, fault };
}

/** The page, which names its release. */
export function askPage(): Question {
  const fault = (body: Buffer): string | undefined => (readPage(body) === undefined ? 'not the page' : undefined);
  return { ...quick, work: 'page', method: 'GET', path: '/', fault };
}

function echo(): Question {
  const sent = randomBytes(randomInt(16, 16_384));
  const fault = (body: Buffer): string | undefined => {
    return body.equals(sent) ? undefined : `${body.length} bytes came back of ${sent.length}, or others`;
  };
  return { ...quick, work: 'echo', method: 'POST', path: '/echo', pieces: [sent], fault };
}

function slow(): Question {
  const fault = (body: Buffer): string | undefined => (body.toString('latin1') === 'slow\n' ? undefined : 'not "slow"');
  return { ...quick, work: 'slow', method: 'GET', path: '/slow', timeoutMs: 40_000, fault };
}

/** A megabyte over four seconds; what comes back is its digest. */
function upload(): Question {
  const pieces = Array.from({ length: 20 }, () => randomBytes(52_429));
  const digest = createHash('sha256').update(Buffer.concat(pieces)).digest('hex');
  const fault = (body: Buffer): string | undefined => {
    return body.toString('latin1').trim() === digest ? undefined : 'the digest of something else';
  };
  return { ...quick, work: 'upload', method: 'POST', path: '/digest', pieces, pauseMs: 200, timeoutMs: 40_000, fault };
}

/** Sixty lines over six seconds, and `end`. */
function stream(): Question {
  const fault = (body: Buffer): string | undefined => {
    const lines = body.toString('latin1').trim().split('\n');
    const whole =
      lines.length === 61 && lines.every((line, index) => line.startsWith(index === 60 ? 'end' : `${index} `));
    return whole ? undefined : `${lines.length} lines of 61`;
  };
  return { ...quick, work: 'stream', method: 'GET', path: '/stream', timeoutMs: 40_000, fault };
}
