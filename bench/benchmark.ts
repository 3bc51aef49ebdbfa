import type { HostName } from '../lab/hosts/definition.js';
import type { Lab } from '../lab/lab.js';
import type { Row } from './results/row.js';

export interface BenchContext {
  readonly lab: Lab;
  /** The host to use up: benchmarks reset it and deploy to it. */
  readonly host: HostName;
  /** The same for benchmarks of `runtime: native`: a host without Docker. */
  readonly bareHost: HostName;
  /** How many rounds of A B A B … count; most benchmarks run one more first, as a warm-up. */
  readonly rounds: number;
  /** Fewer rounds and smaller sizes: shows that a benchmark works. */
  readonly quick: boolean;
  readonly say: (line: string) => void;
}

/** Rows that are measured together, from a setup of their own: each benchmark also runs alone. */
export interface Benchmark {
  /** Its name for `--only`, in kebab-case. */
  readonly name: string;
  /** The hosts that it uses up, of those in the context; `host` alone unless set. */
  readonly hosts?: readonly ('host' | 'bareHost')[];
  /** One line, printed before it starts. */
  readonly title: string;
  /** May leave the host in any state; the next benchmark resets it. */
  readonly measure: (context: BenchContext) => Promise<readonly Row[]>;
}
