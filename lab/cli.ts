import { parseCommandLine, usage, UsageError } from './cli/command-line.js';
import { deployFromCommandLine } from './cli/deploy.js';
import { takeDown } from './cli/down.js';
import { runMain, say } from './cli/say.js';
import { resetHost } from './hosts.js';
import { openLab, startedHosts } from './lab.js';
import { statusAsJson, statusAsText } from './status.js';
import { bringUp } from './up.js';

await runMain(() => run(process.argv.slice(2)));

async function run(args: readonly string[]): Promise<number> {
  try {
    return await carryOut(parseCommandLine(args));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}\n`);
    return 2;
  }
}

async function carryOut(command: ReturnType<typeof parseCommandLine>): Promise<number> {
  switch (command.verb) {
    case 'help':
      say(usage);
      return 0;
    case 'up': {
      const began = Date.now();
      const lab = await bringUp(say);
      for (const line of statusAsText(lab, await startedHosts(lab))) say(line);
      say(`The lab is up (${((Date.now() - began) / 1000).toFixed(0)} s).`);
      return 0;
    }
    case 'down':
      await takeDown(say);
      return 0;
    case 'status': {
      const lab = await openLab();
      const started = await startedHosts(lab);
      for (const line of command.json ? [statusAsJson(lab, started)] : statusAsText(lab, started)) say(line);
      return 0;
    }
    case 'reset':
      await openLab();
      await Promise.all(command.hosts.map((name) => resetHost(name, say)));
      return 0;
    case 'deploy':
      return deployFromCommandLine(command, say);
  }
}
