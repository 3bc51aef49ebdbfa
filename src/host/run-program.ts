import { DeployError } from '../errors/deploy-error.js';
import type { Completed, Connection } from '../ssh/connection.js';
import { Contradiction } from './contradiction.js';
import { parseComposeWarning } from './compose-warning.js';
import { parseEvent, type HostEvent } from './events.js';
import { hostFailure } from './errors.js';
import type { FailedContainer } from './failed-container.js';
import { parseToolLine } from './tool-output.js';
import { sentBundle } from './receive.js';
import type { BundlePart } from './tar.js';

/** What is told of the host program while it runs. */
export interface ProgramWatcher {
  begin(step: string): void;
  /** `isWaiting`: what the step waits for, since its program prints nothing. */
  log(line: string, isWaiting: boolean): void;
  /** A container that made the run fail. */
  unhealthy(found: FailedContainer): void;
  end(step: string, isWell: boolean, seconds: number): void;
}

export interface ProgramRun {
  readonly parts: readonly BundlePart[];
  /** See `receiveProgram`. */
  readonly receive: string;
  readonly timeoutMs: number;
  readonly watcher: ProgramWatcher;
  /** Modification time of what is sent. */
  readonly now: Date;
}

/**
 * Sends the bundle and follows the host program to its end, in one exec.
 * @throws DeployError as the host program reported; Contradiction, connection-lost, timed-out
 */
export async function runHostProgram(connection: Connection, run: ProgramRun): Promise<void> {
  const stdin = sentBundle(run.parts, { mtime: run.now });
  const state = follow(run.watcher);
  const completed = await connection.run({
    program: run.receive,
    stdin,
    onLine: state.onLine,
    timeoutMs: run.timeoutMs,
    label: 'deploying',
  });
  // It may not have been read to its end, or at all.
  stdin.destroy();
  const { failure, contradiction, isApplied, lastLines, lastStep } = state;
  if (failure() !== undefined)
    throw hostFailure({ code: failure()?.code ?? '', text: failure()?.text ?? '', lastLines: lastLines() });
  const found = contradiction();
  if (found !== undefined) throw new Contradiction(found.differs, { files: found.files, facts: found.facts });
  if (isApplied()) return;
  throw unfinished(completed, lastStep(), lastLines());
}

function follow(watcher: ProgramWatcher) {
  let failure: Extract<HostEvent, { event: 'failure' }> | undefined;
  let contradiction: Extract<HostEvent, { event: 'contradiction' }> | undefined;
  let isApplied = false;
  let step = '';
  let lines: string[] = [];
  let saidBefore: string[] | undefined;
  const take = (event: HostEvent): void => {
    switch (event.event) {
      case 'begin':
        // What the way back says is shown; the error tells of the step that failed.
        if (failure === undefined) {
          step = event.step;
          lines = [];
        }
        return watcher.begin(event.step);
      case 'log':
        if ((failure === undefined || event.step === step) && mayBeReason(event.text))
          lines = [...lines.slice(-29), event.text];
        return watcher.log(event.text, event.is_waiting === true);
      case 'unhealthy':
        // What becomes unhealthy on the way back is another story.
        if (failure === undefined && event.step !== 'rollback') watcher.unhealthy(event);
        return undefined;
      case 'failure':
        // What comes after it is the way back: what failed first is what the run is about. Of a failed switch, its reason is told with
        // what became of the release before, after the way back.
        saidBefore ??= lines;
        if (failure === undefined || failure.code === '') failure = event;
        return undefined;
      case 'contradiction':
        contradiction = event;
        return undefined;
      case 'end':
        if (event.rc !== 0) {
          saidBefore ??= lines;
          failure ??= { event: 'failure', step, code: '', text: `the step ${step} ended with status ${event.rc}` };
        }
        return watcher.end(event.step, event.rc === 0, event.milliseconds / 1000);
      case 'done':
        isApplied = event.text === 'applied';
        return undefined;
      default:
        return event satisfies never;
    }
  };
  const onLine = (line: string): void => {
    const event = parseEvent(line);
    if (event !== undefined) take(event);
    else if (line.trim() !== '') lines = [...lines.slice(-29), line];
  };
  return {
    onLine,
    failure: () => failure,
    contradiction: () => contradiction,
    isApplied: () => isApplied,
    lastStep: () => step,
    lastLines: () => saidBefore ?? lines,
  };
}

/** Whether a line may say why a step failed. Layers that are downloaded would push the reason out of the last lines. */
function mayBeReason(line: string): boolean {
  return parseToolLine(line)?.kind !== 'layer' && parseComposeWarning(line) === undefined;
}

function unfinished(completed: Completed, step: string, lastLines: readonly string[]): DeployError {
  const at = step === '' ? 'before its first step' : `in the step ${step}`;
  if (completed.ended === 'connection-lost') {
    return new DeployError({
      code: 'connection-lost',
      what: `The connection to the host was lost ${at}`,
      why: `${completed.why ?? 'no reason was given'}. Before the switch the host program stops when the connection ends, and the running site is not affected; after the switch has begun, it finishes or rolls back on its own.`,
      hint: 'Run the job again: it continues from the current state.',
    });
  }
  if (completed.ended === 'timed-out') {
    return new DeployError({
      code: 'timed-out',
      what: `Timed out while the host program was still ${at}`,
      why: 'Before the switch it stops now, and the running site is not affected; after the switch has begun, it finishes or rolls back on its own.',
      hint: 'Raise "timeout", or find out from the lines above why the step takes so long.',
    });
  }
  const full = /^.*(No space left on device|Disk quota exceeded|Read-only file system).*$/m.exec(completed.stderr);
  if (full !== null) return hostFailure({ code: 'disk-full', text: full[0], lastLines });
  const status = completed.signal ?? `status ${completed.code ?? 'unknown'}`;
  return hostFailure({ code: '', text: `it ended with ${status} ${at}. ${completed.stderr.trim()}`.trim(), lastLines });
}
