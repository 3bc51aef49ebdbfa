import { execOnHost } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';

const image = 'nginx:1.30-alpine';

/** Puts another image under the name of the proxy's image, as a pull after a security update of nginx does. */
export async function replaceProxyImage(host: HostName): Promise<void> {
  const dockerfile = `FROM ${image}\nLABEL patched="${Date.now()}"\n`;
  const { exitCode, stderr } = await execOnHost(host, ['docker', 'build', '--quiet', '--tag', image, '-'], {
    input: dockerfile,
  });
  if (exitCode !== 0) throw new Error(`The image could not be made: ${stderr}`);
}
