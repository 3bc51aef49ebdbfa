import { composeAdvice, parseComposeWarning, type ComposeWarning } from '../host/compose-warning.js';
import { advance, noProgress, progressText, type Progress } from '../host/progress.js';
import { parseToolLine } from '../host/tool-output.js';
import type { Runner } from '../runner/runner.js';

const progressEveryMs = 5_000;

/** Of a step that failed: enough for a stack trace or a compiler's errors, and still a log that one reads. */
const mostLines = 200;

/** Steps whose output is that of docker or of a package manager, and what they do until one of these reports its progress. */
const FOLDED: Readonly<Record<string, string>> = { bootstrap: 'installing packages', build: 'preparing the release' };

/**
 * The log of the steps on the host. Output of package managers, builds and pulls is shown as one line of progress, and in full only
 * if the step fails, or with debug logging. Warnings of compose are collected: compose prints them with every command.
 */
export class StepLog {
  readonly #runner: Runner;
  readonly #now: () => number;
  readonly #known: ReadonlySet<string>;
  readonly #warnings: ComposeWarning[] = [];
  readonly #otherWarnings = new Set<string>();
  #fold: Fold | undefined;

  /** `known` are variables of which the plan has warned where it matters. */
  constructor(runner: Runner, now: () => number, known: ReadonlySet<string> = new Set()) {
    this.#runner = runner;
    this.#now = now;
    this.#known = known;
  }

  begin(step: string, title: string): void {
    this.#runner.info(`▸ ${title}`);
    const doing = this.#runner.isDebug ? undefined : FOLDED[step];
    this.#fold = doing === undefined ? undefined : new Fold(doing, this.#now());
  }

  /** `isWaiting`: the supervisor reports what the step waits for, since nothing else was printed. */
  line(text: string, isWaiting = false): void {
    const warning = parseComposeWarning(text);
    if (warning !== undefined) this.#collect(warning);
    else if (this.#fold === undefined || isWaiting) this.#show(text);
    else this.#progress(this.#fold, text);
  }

  end(step: string, isWell: boolean, seconds: number): void {
    if (isWell) this.#fold = undefined;
    this.showFolded();
    this.#runner.info(`${isWell ? '✓' : '✗'} ${step} (${seconds.toFixed(1)} s)`);
  }

  /** Shows the output of a step that did not end well, which was folded until now. */
  showFolded(): void {
    const fold = this.#fold;
    this.#fold = undefined;
    if (fold === undefined) return;
    if (fold.leftOut > 0) this.#show(`… ${fold.leftOut} earlier lines are left out; with debug logging all are shown`);
    fold.lines.forEach((line) => this.#show(line));
  }

  /** One warning for all that compose warned about, with what to do. */
  warn(): void {
    const advice = composeAdvice(this.#warnings, this.#known);
    this.#warnings.length = 0;
    if (advice !== undefined) this.#runner.warning(advice);
  }

  #collect(warning: ComposeWarning): void {
    if (warning.kind !== 'other') this.#warnings.push(warning);
    else if (!this.#otherWarnings.has(warning.text)) {
      this.#otherWarnings.add(warning.text);
      this.#show(warning.text);
    }
  }

  #progress(fold: Fold, text: string): void {
    const now = this.#now();
    fold.add(text);
    if (now - fold.shownMs < progressEveryMs) return;
    fold.shownMs = now;
    this.#show(fold.text(now));
  }

  #show(line: string): void {
    this.#runner.info(`  │ ${line}`);
  }
}

/** The output of one step. */
class Fold {
  readonly lines: string[] = [];
  readonly #doing: string;
  readonly #begunMs: number;
  #progress: Progress = noProgress;
  /** How many lines are not kept. */
  leftOut = 0;
  shownMs: number;

  constructor(doing: string, nowMs: number) {
    this.#doing = doing;
    this.#begunMs = nowMs;
    this.shownMs = nowMs;
  }

  add(text: string): void {
    const found = parseToolLine(text);
    if (found !== undefined) this.#progress = advance(this.#progress, found);
    if (found?.kind === 'layer') return;
    this.lines.push(text);
    if (this.lines.length <= mostLines) return;
    this.lines.shift();
    this.leftOut += 1;
  }

  text(nowMs: number): string {
    const seconds = Math.round((nowMs - this.#begunMs) / 1000);
    return `${progressText(this.#progress) ?? this.#doing}, ${seconds} s`;
  }
}
