import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import packet from 'dns-packet';

/** A name server for a service, as Docker's is: it answers with the addresses of the containers of now. */
export interface AppName {
  readonly port: number;
  /** None: the name does not exist, as while no container runs. */
  addresses: readonly string[];
  /** The addresses of further names. */
  readonly aliases: Map<string, readonly string[]>;
  close(): void;
}

/** Listens on 127.0.0.1, UDP. */
export async function serveAppName(name: string): Promise<AppName> {
  const socket = createSocket('udp4');
  const server: AppName = { port: 0, addresses: [], aliases: new Map(), close: () => socket.close() };
  socket.on('message', (message, sender) => {
    const query = packet.decode(message);
    const asked = query.questions?.[0];
    const known = asked?.name === name ? server.addresses : (server.aliases.get(asked?.name ?? '') ?? []);
    const isKnown = known.length > 0;
    const answers =
      asked?.type === 'A' ? known.map((data) => ({ type: 'A' as const, name: asked.name, ttl: 600, data })) : [];
    const reply = packet.encode({
      type: 'response',
      id: query.id ?? 0,
      // 3: no such name.
      flags: packet.RECURSION_DESIRED | packet.RECURSION_AVAILABLE | (isKnown ? 0 : 3),
      questions: query.questions ?? [],
      answers,
    });
    socket.send(reply, sender.port, sender.address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return Object.assign(server, { port: socket.address().port });
}
