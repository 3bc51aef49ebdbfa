import type { ClientChannel } from 'ssh2';
import { messageOf } from '../errors/deploy-error.js';
import type { Completed, Job } from './connection.js';
import { Lines, type Output } from './output.js';

/** A background process of the program may keep the channel open; after the exit this much silence ends it. */
const SILENCE_AFTER_EXIT_MS = 3_000;

/** Result of a program. */
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
 * Writes stdin, collects the output and waits for the end of a program.
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
      const resetSilence = (): void => {
        clearTimeout(silence);
        const known = exit;
        if (known !== undefined) silence = setTimeout(() => resolve(known), SILENCE_AFTER_EXIT_MS);
      };
      deadline = setTimeout(() => resolve(exit ?? { ended: 'timed-out' }), collect.remainingMs());
      channel.on('data', (chunk: Buffer) => {
        collect.stdout.add(chunk);
        if (!over.signal.aborted) guarded(fail, () => lines?.add(chunk));
        resetSilence();
      });
      channel.stderr.on('data', (chunk: Buffer) => {
        collect.stderr.add(chunk);
        resetSilence();
      });
      channel.on('exit', (code: number | null, signal?: string) => {
        exit =
          code === null ? { ended: 'killed', ...(signal === undefined ? {} : { signal }) } : { ended: 'exited', code };
        resetSilence();
      });
      // Writing to an ended program is not an error here: its exit code reports what happened.
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
    // No-op on a closed channel; otherwise the only way to stop the remote process.
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
  // An already ended stream emits no second 'end': piping it would make the program wait forever.
  else if (stdin.readableEnded) channel.end();
  else if (stdin.destroyed) fail(new Error('The stdin stream was destroyed before it was read.'));
  else stdin.pipe(channel);
}

/** A program may end without reading all of stdin; the source stream must be closed then. */
function stopFeeding(channel: ClientChannel, stdin: Job['stdin']): void {
  if (stdin === undefined || Buffer.isBuffer(stdin)) return;
  stdin.unpipe(channel);
  stdin.destroy();
}
