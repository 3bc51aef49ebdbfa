import type { Benchmark } from './benchmark.js';
import { downtime } from './benchmarks/downtime.js';
import { noOp } from './benchmarks/no-op.js';

/** All of them, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [noOp, ...downtime];
