import type { Client, ClientChannel } from 'ssh2';
import { loginShellCommand } from './quote.js';

/**
 * A program that was started ahead and waits for its standard input: a run of it saves the two round trips in which the channel is opened
 * and the program started. Where the server refuses (MaxSessions), there is none.
 */
export class Prepared {
  readonly program: string;
  #channel: ClientChannel | undefined;

  constructor(client: Client, program: string) {
    this.program = program;
    try {
      client.exec(loginShellCommand(program), (error, channel) => {
        if (error) return;
        this.#channel = channel;
        for (const event of ['exit', 'close'] as const) channel.once(event, () => (this.#channel = undefined));
        channel.on('error', () => undefined);
      });
    } catch {
      // The connection is lost, which the next run reports.
    }
  }

  /** Its channel, once; undefined if it is not open yet, or not any more. */
  take(): ClientChannel | undefined {
    const channel = this.#channel;
    this.#channel = undefined;
    return channel;
  }
}
