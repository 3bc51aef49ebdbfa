import type { Benchmark } from '../benchmark.js';
import { measureNativeEvent } from '../downtime/measure-native.js';
import { nativeEvents } from '../downtime/native-events.js';
import { nativeMemory } from './native-memory.js';
import { nativeNoOp, nativeRedeploy } from './native-times.js';

/** Requests lost without Docker: a minute of load across each event, compared with a deploy that restarts uWSGI and nginx. */
const lost: readonly Benchmark[] = nativeEvents.map((event) => ({
  name: event.name,
  hosts: ['bareHost'],
  title: `Requests lost: ${event.title}`,
  measure: (context) => measureNativeEvent(event, context),
}));

/** The benchmarks of `runtime: native`. */
export const native: readonly Benchmark[] = [nativeNoOp, nativeRedeploy, nativeMemory, ...lost];
