import type { Benchmark } from '../benchmark.js';
import { downtime } from './downtime.js';
import { firstUpload } from './first-upload.js';
import { memory } from './memory.js';
import { native } from './native.js';
import { noOp } from './no-op.js';
import { oneFile } from './one-file.js';
import { redeploy } from './redeploy.js';
import { roundTrips } from './round-trips.js';

/** All benchmarks, in the order in which they run: one for each bar of the project, ten for requests lost, and those without Docker. */
export const benchmarks: readonly Benchmark[] = [
  roundTrips,
  noOp,
  oneFile,
  firstUpload,
  redeploy,
  memory,
  ...downtime,
  ...native,
];
