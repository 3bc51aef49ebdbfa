import type { Client, ClientChannel } from 'ssh2';
import { DeployError, messageOf } from '../errors/deploy-error.js';
import { attend, type End } from './exec-channel.js';
import type { Completed, Job } from './connection.js';
import { Output } from './output.js';
import { loginShellCommand } from './quote.js';

/**
 * Runs one job over its own channel, or over that of its program if it was started before. `whyLost` returns the known reason of a lost
 * connection. See `Connection.run`.
 */
export async function runJob(
  client: Client,
  whyLost: () => string | undefined,
  job: Job,
  started: ClientChannel | undefined,
): Promise<Completed> {
  const startedMs = performance.now();
  const stdout = new Output(job.onLine === undefined ? 'all' : 'tail');
  const stderr = new Output('tail');
  const remainingMs = (): number => Math.max(0, job.timeoutMs - (performance.now() - startedMs));

  const channel = started ?? (await open(client, whyLost, job));
  const end: End =
    typeof channel === 'string' ? { ended: channel } : await attend(channel, job, { stdout, stderr, remainingMs });
  return {
    code: end.code,
    signal: end.signal,
    stdout: stdout.text(),
    stderr: stderr.text(),
    ended: end.ended,
    why: end.ended === 'connection-lost' ? (whyLost() ?? 'the host closed the connection') : undefined,
    durationMs: performance.now() - startedMs,
  };
}

/** The program's channel, or why there is none. */
function open(
  client: Client,
  whyLost: () => string | undefined,
  job: Job,
): Promise<ClientChannel | 'timed-out' | 'connection-lost'> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown): void => {
      clearTimeout(deadline);
      const isLost = whyLost() !== undefined || /^(Not connected|No response from server)$/.test(messageOf(error));
      if (isLost) resolve('connection-lost');
      else reject(notStarted(job, error));
    };
    let isLate = false;
    const deadline = setTimeout(() => {
      isLate = true;
      resolve('timed-out');
    }, job.timeoutMs);
    try {
      client.exec(loginShellCommand(job.program), (error, channel) => {
        clearTimeout(deadline);
        if (error) fail(error);
        else if (isLate) channel.close();
        else resolve(channel);
      });
    } catch (error) {
      fail(error);
    }
  });
}

function notStarted(job: Job, error: unknown): DeployError {
  return new DeployError({
    code: 'host-program-failed',
    what: `The host refused to start the program for ${job.label}: ${messageOf(error)}`,
    why: 'The SSH login succeeded, but the server refused to run a command, for example because of MaxSessions, AllowAgentForwarding or a missing login shell.',
    hint: 'Try it by hand: ssh USER@HOST true. Check the log on the host: journalctl -u ssh -u sshd -n 50.',
    cause: error,
  });
}
