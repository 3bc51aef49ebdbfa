import type { HostName } from './hosts/definition.js';
import { execOnHost, resetHost, startWhenNamed } from './hosts.js';

/*
 * What a site leaves on a host: containers, mounts, networks, volumes, the images that were built for it, its folder and its cron entry. Docker
 * itself, images that were pulled and the build cache stay, as on a host on which other projects are deployed too.
 */
const script = `
set -eu
docker ps --all --quiet | xargs --no-run-if-empty docker rm --force --volumes
awk '$2 ~ "^/home/ec2-user/" { print $2 }' /proc/mounts | sort -r | xargs --no-run-if-empty umount --lazy
docker network prune --force
docker volume prune --all --force
docker images --quiet --filter label=com.docker.compose.project | sort -u | xargs --no-run-if-empty docker rmi --force
find /home/ec2-user -mindepth 1 -maxdepth 1 ! -name .ssh ! -name '.bash*' ! -name .profile -exec rm -rf {} +
crontab -u ec2-user -r 2>/dev/null || true
`;

/**
 * Takes every site from a host that has Docker, in a second or two: a new host would pull every image again. Starts it, if it is not
 * running; a host that cannot be cleaned is made anew.
 */
export async function cleanHost(host: HostName): Promise<void> {
  await startWhenNamed(host);
  const { exitCode } = await execOnHost(host, ['sh', '-c', script]);
  if (exitCode !== 0) await resetHost(host);
}
