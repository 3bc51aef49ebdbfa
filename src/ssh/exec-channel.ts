import type { ClientChannel } from 'ssh2';
import { messageOf } from '../errors/deploy-error.js';
import type { Completed, Job } from './connection.js';
import { Lines, type Output } from './output.js';

/** A program that left something running keeps its channel open; after its exit that much silence is the end. */
const SILENCE_AFTER_EXIT_MS = 3_000;

/** How a program ended. */
export interface End {
  readonly ended: Completed['ended'];
  readonly code?: number;
  readonly signal?: string;
}

interface Collect {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly remainingMs: () => number;
}

/**
 * Feeds a running program, takes what it prints and waits for its end.
 * @throws whatever `stdin` or `onLine` threw
 */
export async function attend(channel: ClientChannel, job: Job, collect: Collect): Promise<End> {
  const lines = job.onLine === undefined ? undefined : new Lines(job.onLine);
  const over = new AbortController();
  let deadline: NodeJS.Timeout | undefined;
  let silence: NodeJS.Timeout | undefined;
  try {
    const end = await new Promise<End>((resolve, reject) => {
      let exit: End | undefined;
      const fail = (error: unknown): void => reject(error instanceof Error ? error : new Error(messageOf(error)));
      const listen = (): void => {
        clearTimeout(silence);
        const known = exit;
        if (known !== undefined) silence = setTimeout(() => resolve(known), SILENCE_AFTER_EXIT_MS);
      };
      deadline = setTimeout(() => resolve(exit ?? { ended: 'timed-out' }), collect.remainingMs());
      channel.on('data', (chunk: Buffer) => {
        collect.stdout.add(chunk);
        if (!over.signal.aborted) guarded(fail, () => lines?.add(chunk));
        listen();
      });
      channel.stderr.on('data', (chunk: Buffer) => {
        collect.stderr.add(chunk);
        listen();
      });
      channel.on('exit', (code: number | null, signal?: string) => {
        exit =
          code === null ? { ended: 'killed', ...(signal === undefined ? {} : { signal }) } : { ended: 'exited', code };
        listen();
      });
      // Writing to a program that has ended is no failure of ours: its exit code says what happened.
      channel.on('error', () => undefined);
      channel.on('close', () => resolve(exit ?? { ended: 'connection-lost' }));
      feed(channel, job.stdin, fail);
    });
    lines?.end();
    return end;
  } finally {
    over.abort();
    clearTimeout(deadline);
    clearTimeout(silence);
    stopFeeding(channel, job.stdin);
    // Does nothing to a channel that is closed; else it is the only way to tell the program that nobody listens any more.
    channel.signal('TERM');
    channel.close();
  }
}

function guarded(fail: (error: unknown) => void, act: () => void): void {
  try {
    act();
  } catch (error) {
    fail(error);
  }
}

function feed(channel: ClientChannel, stdin: Job['stdin'], fail: (error: unknown) => void): void {
  if (stdin === undefined || Buffer.isBuffer(stdin)) {
    channel.end(stdin);
    return;
  }
  stdin.on('error', fail);
  if (stdin.errored !== null) fail(stdin.errored);
  // A stream that has ended already never says so again: piping it would leave the program waiting for ever.
  else if (stdin.readableEnded) channel.end();
  else if (stdin.destroyed) fail(new Error('The data for stdin was destroyed before it was read.'));
  else stdin.pipe(channel);
}

/** A program may end without reading everything; its source must not stay open for that. */
function stopFeeding(channel: ClientChannel, stdin: Job['stdin']): void {
  if (stdin === undefined || Buffer.isBuffer(stdin)) return;
  stdin.unpipe(channel);
  stdin.destroy();
}
