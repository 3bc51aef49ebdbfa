import { setDefaultCACertificates } from 'node:tls';
import { freshClient, keptClient, secureContext } from './http1.js';
import { http2Client } from './http2.js';
import { parseLoadPlan } from './plan.js';
import type { Exchange } from './record.js';
import { linger, visit } from './visitor.js';
import { keepSocket } from './web-socket.js';

/* The load generator, a process of its own. Prints each exchange as a line of JSON. */

const plan = parseLoadPlan(process.env['LOAD'] ?? '');
const stopping = new AbortController();
process.once('SIGTERM', () => stopping.abort());
setTimeout(() => stopping.abort(), plan.seconds * 1000).unref();

const { origin, thinkMs } = plan;
const onExchange = (exchange: Exchange): void => void process.stdout.write(`${JSON.stringify(exchange)}\n`);
const shared = { origin, thinkMs, stop: stopping.signal, onExchange };
// For WebSockets, which have no option for roots.
setDefaultCACertificates(plan.trust.split(/(?<=-----END CERTIFICATE-----\n)/));
const context = secureContext(plan.trust);
const times = <T>(count: number, make: () => T): readonly T[] => Array.from({ length: count }, make);

await Promise.all([
  ...times(plan.lingering, () => linger(keptClient(context), { ...shared, way: 'kept' })),
  ...times(plan.kept - plan.lingering, () => visit(keptClient(context), { ...shared, way: 'kept' })),
  ...times(plan.fresh, () => visit(freshClient(context), { ...shared, way: 'fresh' })),
  ...times(plan.http2, () => visit(http2Client(context), { ...shared, way: 'http2' })),
  ...times(plan.sockets, () => keepSocket(shared)),
]);
process.exit(0);
