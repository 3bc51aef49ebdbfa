import { removeContainer } from '../containers.js';
import { docker } from '../docker.js';
import { labContainers } from '../lab.js';
import { networkName } from '../network.js';

/** Stops and removes the lab's containers and its network. Does nothing where there is none, or no engine answers. */
export async function takeDown(say: (line: string) => void): Promise<void> {
  const { exitCode } = await docker(['version'], { allowFailure: true });
  if (exitCode !== 0) return say('No Docker Engine answers, so nothing of the lab runs.');
  const unfinished = await docker(['ps', '--all', '--quiet', '--filter', 'label=ec2-https-deploy-lab=run']);
  const runs = unfinished.stdout.split('\n').filter((id) => id !== '');
  await Promise.all([...labContainers, ...runs].map(removeContainer));
  await docker(['network', 'rm', networkName], { allowFailure: true });
  say('The lab is down. Images, keys and the registry are kept; npm run lab -- up brings it back.');
}
