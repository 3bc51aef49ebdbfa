import type { Benchmark } from './benchmark.js';
import { downtime } from './benchmarks/downtime.js';
import { firstDeploy } from './benchmarks/first-deploy.js';
import { firstUpload } from './benchmarks/first-upload.js';
import { growth } from './benchmarks/growth.js';
import { memory } from './benchmarks/memory.js';
import { noOp } from './benchmarks/no-op.js';
import { oneFile } from './benchmarks/one-file.js';
import { redeploy } from './benchmarks/redeploy.js';
import { roundTrips } from './benchmarks/round-trips.js';
import { start } from './benchmarks/start.js';

/** All of them, in the order in which they run. */
export const benchmarks: readonly Benchmark[] = [
  start,
  roundTrips,
  noOp,
  redeploy,
  firstDeploy,
  oneFile,
  firstUpload,
  memory,
  growth,
  ...downtime,
];
