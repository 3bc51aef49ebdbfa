import { UsageError } from './cli/command-line.js';
import { runMain, say } from './cli/say.js';
import { openLab } from './lab.js';
import { parseSamplesCommand, usage } from './samples/command-line.js';
import { deployTwice } from './samples/deploy-twice.js';
import { rotated } from './samples/rotation.js';
import { isDeployed, readSamples, type Sample } from './samples/samples.js';
import { rowOf, tableOf } from './samples/table.js';

await runMain(() => run(process.argv.slice(2)));

async function run(args: readonly string[]): Promise<number> {
  try {
    const command = parseSamplesCommand(args);
    const samples = readSamples();
    switch (command.verb) {
      case 'help':
        say(usage);
        return 0;
      case 'plan':
        return await printTable(samples);
      case 'rotate':
        return await deployAll(rotated(samples.filter(isDeployed), command.count, new Date()));
      case 'deploy':
        return await deployAll(command.names.map((name) => named(samples, name)));
    }
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`${error.message}\n\n${usage}\n`);
    return 2;
  }
}

async function printTable(samples: readonly Sample[]): Promise<number> {
  const rows = await Promise.all(samples.map(rowOf));
  for (const line of tableOf(rows)) say(line);
  const wrong = rows.filter(({ problems }) => problems.length > 0).length;
  say(`\n${rows.length - wrong} of ${rows.length} as expected`);
  return wrong === 0 ? 0 : 1;
}

function named(samples: readonly Sample[], name: string): Sample {
  const sample = samples.find((one) => one.name === name);
  if (sample === undefined) throw new UsageError(`There is no sample "${name}": see the folders of samples/`);
  if (!isDeployed(sample))
    throw new UsageError(`The sample "${name}" is planned and not deployed: see its expect.json`);
  return sample;
}

async function deployAll(samples: readonly Sample[]): Promise<number> {
  const lab = await openLab();
  let failed = 0;
  for (const sample of samples) {
    const { firstSeconds, secondSeconds, problems } = await deployTwice(sample, { lab, host: 'ready' });
    const seconds = `${firstSeconds.toFixed(1)} s, again ${secondSeconds.toFixed(1)} s`;
    say(`${sample.name}: ${problems.length === 0 ? 'as expected' : 'NOT AS EXPECTED'} (${seconds})`);
    for (const problem of problems) say(`  ${problem.replaceAll('\n', '\n  ')}`);
    if (problems.length > 0) failed += 1;
  }
  say(`\n${samples.length - failed} of ${samples.length} as expected`);
  return failed === 0 ? 0 : 1;
}
