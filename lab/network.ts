import { docker } from './docker.js';

export const networkName = 'ehd-lab';
const subnet = '172.30.0.0/24';

/** The fixed addresses of everything in the lab's network. */
export const addresses = {
  dns: '172.30.0.2',
  route53: '172.30.0.3',
  acme: '172.30.0.4',
  web: '172.30.0.5',
  git: '172.30.0.6',
  fresh: '172.30.0.10',
  amazon: '172.30.0.11',
  ready: '172.30.0.12',
  v5: '172.30.0.13',
  bench: '172.30.0.14',
  second: '172.30.0.15',
  bare: '172.30.0.16',
} as const;

/** The address under which containers of the lab's network reach programs of this machine: the engine takes the subnet's first. */
export const networkGateway = addresses.dns.replace(/\d+$/, '1');

/** Makes the lab's network, again if an earlier one of that name is of another shape. */
export async function ensureNetwork(): Promise<void> {
  const format = '{{range .IPAM.Config}}{{.Subnet}}{{end}}';
  const found = await docker(['network', 'inspect', '--format', format, networkName], { allowFailure: true });
  if (found.exitCode === 0 && found.stdout.trim() === subnet) return;
  if (found.exitCode === 0) await dropNetwork();
  await docker(['network', 'create', '--subnet', subnet, networkName]);
}

async function dropNetwork(): Promise<void> {
  const format = '{{range .Containers}}{{println .Name}}{{end}}';
  const { stdout } = await docker(['network', 'inspect', '--format', format, networkName]);
  for (const name of stdout.split('\n').filter((line) => line !== '')) {
    await docker(['network', 'disconnect', '--force', networkName, name]);
  }
  await docker(['network', 'rm', networkName]);
}
