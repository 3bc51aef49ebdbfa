import { setTimeout as sleep } from 'node:timers/promises';
import type { Client, Outcome } from './http1.js';
import { anyQuestion, askAsset, askPage, type Answer, type Question, readPage } from './question.js';
import type { Exchange, Failure, Way } from './record.js';

export interface Visit {
  readonly origin: string;
  readonly way: Way;
  readonly thinkMs: number;
  /** When it is aborted, no further request is sent; one in flight is finished. */
  readonly stop: AbortSignal;
  readonly onExchange: (exchange: Exchange) => void;
}

/** Sends a request, checks the whole response, pauses, and so on. A page is followed by its release's style sheet. */
export async function visit(client: Client, options: Visit): Promise<void> {
  await think(options, Math.random());
  while (!options.stop.aborted) {
    const answer = await askOnce(client, options, anyQuestion());
    const page = answer === undefined ? undefined : readPage(answer.body);
    await think(options, 0.5 + Math.random());
    if (page === undefined || options.stop.aborted || Math.random() > 0.3) continue;
    await askOnce(client, options, askAsset(page.release, page.asset));
    await think(options, 0.5 + Math.random());
  }
}

/** Loads a page and stays on it for about twenty seconds, in which it requests its style sheet again and again. */
export async function linger(client: Client, options: Visit): Promise<void> {
  await think(options, Math.random());
  while (!options.stop.aborted) {
    const answer = await askOnce(client, options, askPage());
    const page = answer === undefined ? undefined : readPage(answer.body);
    for (let looks = 0; looks < 20 && !options.stop.aborted; looks += 1) {
      await think(options, 0.5 + Math.random());
      if (page === undefined) break;
      await askOnce(client, options, askAsset(page.release, page.asset));
    }
  }
}

async function askOnce(client: Client, options: Visit, question: Question): Promise<Answer | undefined> {
  const first = await timed(client, options.origin, options, question);
  const elsewhere = first === undefined ? undefined : secureOrigin(first, options.origin, question);
  return elsewhere === undefined ? first : timed(client, elsewhere, options, question);
}

async function timed(client: Client, origin: string, options: Visit, question: Question): Promise<Answer | undefined> {
  const at = Date.now();
  const began = performance.now();
  const outcome = await client.ask(origin, question);
  const ms = Math.round((performance.now() - began) * 10) / 10;
  const failure = judge(outcome, origin, question);
  const page = outcome.answer === undefined ? undefined : readPage(outcome.answer.body);
  const release = question.release ?? page?.release;
  options.onExchange({ at, ms, work: question.work, way: options.way, reused: outcome.reused, release, failure });
  return failure === undefined ? outcome.answer : undefined;
}

function judge({ answer, failure }: Outcome, origin: string, question: Question): Failure | undefined {
  if (answer === undefined) return failure;
  if (secureOrigin(answer, origin, question) !== undefined) return undefined;
  if (answer.status !== 200) return { kind: 'status', said: `${answer.status} for ${question.path}` };
  const fault = question.fault(answer.body);
  return fault === undefined ? undefined : { kind: 'body', said: `${question.path}: ${fault}` };
}

/** Where a site that has just received its certificate redirects a visitor of http. */
function secureOrigin(answer: Answer, origin: string, question: Question): string | undefined {
  const secure = origin.replace(/^http:/, 'https:');
  const moved =
    answer.status === 301 && secure !== origin && answer.headers['location'] === `${secure}${question.path}`;
  return moved ? secure : undefined;
}

async function think({ thinkMs, stop }: Visit, factor: number): Promise<void> {
  await sleep(thinkMs * factor, undefined, { signal: stop }).catch(() => undefined);
}
