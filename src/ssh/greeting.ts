import type { Socket } from 'node:net';

/** What we call ourselves to the host; sshd's log shows it. */
export const SOFTWARE = 'ec2-https-deploy';

/** RFC 4253, section 4.2. */
const GREETING = `SSH-2.0-${SOFTWARE}\r\n`;

/**
 * Greets the host on a new connection before what speaks SSH is loaded: sshd starts the process for its half of the key exchange
 * when it has heard that, which takes it some 15 ms. ssh2 begins by greeting too: that once, nothing is sent.
 */
export function greet(socket: Socket): Socket {
  socket.write(GREETING);
  return Object.assign(socket, {
    write(...said: [string | Uint8Array]): boolean {
      Reflect.deleteProperty(socket, 'write');
      return Buffer.from(said[0]).equals(Buffer.from(GREETING)) || socket.write(...said);
    },
  });
}
