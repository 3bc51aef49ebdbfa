import { createServer } from 'node:http';
import { z } from 'zod';
import { startRelay } from './relay.js';

/*
 * The program of the distance's container: a relay for SSH, HTTP and HTTPS, and on the control port `GET /counts`,
 * `POST /reset` and `POST /round-trip/<milliseconds>`.
 */

const { HOST, RTT_MS, PORTS, CONTROL_PORT } = z
  .object({ HOST: z.string(), RTT_MS: z.coerce.number(), PORTS: z.string(), CONTROL_PORT: z.coerce.number() })
  .parse(process.env);
const ports = PORTS.split(' ').map((port) => ({ listen: Number(port), connect: Number(port) }));
const relay = await startRelay({ host: HOST, ports, rttMs: RTT_MS });

createServer((request, response) => {
  const { method = '', url = '' } = request;
  const roundTrip = /^\/round-trip\/([\d.]+)$/.exec(url)?.[1];
  if (method === 'POST' && url === '/reset') relay.reset();
  else if (method === 'POST' && roundTrip !== undefined) relay.setRoundTrip(Number(roundTrip));
  else if (url !== '/counts') return response.writeHead(404).end();
  return response.end(JSON.stringify(relay.counts()));
}).listen(Number(CONTROL_PORT));
