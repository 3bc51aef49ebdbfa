import { ListResourceRecordSetsCommand, Route53Client } from '@aws-sdk/client-route-53';
import { docker } from '../../../lab/docker.js';
import type { StorySite } from './site.js';

/*
 * Left out: what is no disk; logs (a login writes some); resolv.conf, which is the engine's around the host; the time of /tmp
 * itself, where every health check of a container has a file for a moment; and the files of volumes such as the database's,
 * which its health check opens. Docker's folder and /tmp are file systems of their own here, so they are looked at by themselves.
 */
const files = `find / -xdev '(' -path /proc -o -path /sys -o -path /dev -o -path /run -o -path /var/log -o -path /tmp -o -path /etc/resolv.conf ')' \
    -prune -o -printf '%p|%y|%m|%U:%G|%s|%T@|%i|%l\\n' | sort
  find /tmp -mindepth 1 -name 'runc-process*' -prune -o -printf '%p|%y|%m|%s|%T@\\n' | sort
  find /var/lib/docker/volumes -mindepth 2 -path '*_data/*' -prune -o -printf '%p|%y|%m|%s|%T@|%l\\n' | sort`;

const containers = `docker ps --all --no-trunc --format '{{.ID}} {{.Names}} {{.State}} {{.Image}}' | sort
  docker image ls --all --no-trunc --format '{{.ID}} {{.Repository}}:{{.Tag}}' | sort
  docker volume ls --quiet | sort
  docker network ls --no-trunc --format '{{.ID}} {{.Name}}' | sort`;

/** All that a run could leave behind anywhere, as lines: on the host, in Route 53, at the ACME server. */
export async function wholeState(site: StorySite): Promise<readonly string[]> {
  const host = [files, containers, 'crontab -l -u ec2-user; crontab -l -u root 2>/dev/null || true'];
  const lines = (await Promise.all(host.map((script) => site.onHost(script)))).flatMap((text) => text.split('\n'));
  return [...lines, ...(await records(site)), `${await validations(site)} validations at the ACME server`];
}

async function records(site: StorySite): Promise<readonly string[]> {
  const credentials = { accessKeyId: 'lab', secretAccessKey: 'lab' };
  const client = new Route53Client({ endpoint: site.lab.route53.endpoint, region: 'us-east-1', credentials });
  try {
    const { ResourceRecordSets: sets = [] } = await client.send(
      new ListResourceRecordSetsCommand({ HostedZoneId: site.lab.route53.hostedZoneId }),
    );
    return sets.filter(({ Name = '' }) => Name.endsWith(`${site.domain}.`)).map((set) => JSON.stringify(set));
  } finally {
    client.destroy();
  }
}

/** How often the ACME server has come to look at the site: every order of a new account makes it come. */
async function validations(site: StorySite): Promise<number> {
  const { stdout, stderr } = await docker(['logs', 'ehd-acme']);
  return `${stdout}\n${stderr}`.split(`http://${site.domain}:80/`).length - 1;
}
