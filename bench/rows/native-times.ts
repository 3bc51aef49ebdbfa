import { resetHost } from '../../lab/hosts.js';
import type { BenchContext, Benchmark } from '../benchmark.js';
import { exampleInputs, runAction } from '../ours/action.js';
import type { Row } from '../results/row.js';
import { compare } from '../rounds/compare.js';
import { inTurn } from '../rounds/in-turn.js';
import { copyExample } from '../trees/example.js';
import { openNativeSides, secondsOf } from './native-sides.js';

const hosts = ['bareHost', 'host'] as const;

/** Nothing changed: the whole action without Docker, compared with a deploy by hand and with the action and containers. */
export const nativeNoOp: Benchmark = {
  name: 'native-no-op',
  hosts,
  title: 'Without Docker, nothing changed: the whole action, compared with a deploy by hand and with containers',
  measure: (context) => measureTimes('nothing changed', context),
};

/** Changed code: the same sides. */
export const nativeRedeploy: Benchmark = {
  name: 'native-redeploy',
  hosts,
  title: 'Without Docker, changed code: the whole action, compared with a deploy by hand and with containers',
  measure: (context) => measureTimes('changed code', context),
};

async function measureTimes(what: 'nothing changed' | 'changed code', context: BenchContext): Promise<readonly Row[]> {
  const { lab, host, rounds, say } = context;
  const changes = what === 'changed code';
  await using sides = await openNativeSides(context);
  await using example = await copyExample();
  await resetHost(host, say);
  const inputs = exampleInputs(`native-${host}`, lab.route53.zone);
  const deployOurs = () => runAction({ lab, folder: example.folder, host, inputs });
  say('first deploy with containers');
  await deployOurs();
  const inContainers = async (): Promise<number> => secondsOf(await deployOurs(), changes);
  const before = async (_round: number, side: string): Promise<void> => {
    if (!changes) return;
    await (side === 'the action, with containers' ? example.change() : sides.change());
  };
  const turns = await inTurn({ rounds, before }, [
    { name: 'ours', run: () => sides.ours(changes) },
    { name: 'by hand, with restarts', run: () => sides.byHand() },
    { name: 'the action, with containers', run: inContainers },
  ]);
  const row = (theirs: 'by hand, with restarts' | 'the action, with containers', remark: string): Row =>
    compare({
      name: `without Docker, ${what}: whole action, compared with ${theirs}`,
      turns,
      ours: 'ours',
      theirs,
      unit: 's',
      remark,
    });
  return [
    row(
      'by hand, with restarts',
      changes ? handRemark : `${handRemark} It restarts uWSGI and nginx also when nothing changed.`,
    ),
    row('the action, with containers', 'Both whole actions, each with a host of its own.'),
  ];
}

const handRemark =
  'By hand the time begins when the files are on the host: it leaves out the connection, sending them, and every check but one request.';
