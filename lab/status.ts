import type { Lab, LabHost } from './lab.js';

/** The lab as one JSON object: what another tool needs to use it. The shape is promised to other tools; add to it only. */
export function statusAsJson(lab: Lab, started: readonly LabHost[]): string {
  return JSON.stringify({ ...lab, hosts: started });
}

/** The lab as lines for people. */
export function statusAsText(lab: Lab, started: readonly LabHost[]): readonly string[] {
  const hosts = started.map(
    ({ name, address, user, keyFile, knownHostsFile }) =>
      `host ${name.padEnd(7)} ssh -i ${keyFile} -o UserKnownHostsFile=${knownHostsFile} ${user}@${address}`,
  );
  const parts: readonly (readonly [string, string])[] = [
    ['dns', `${lab.dns.address} port ${lab.dns.port}`],
    ['route 53', `${lab.route53.endpoint}  zone ${lab.route53.zone} (${lab.route53.hostedZoneId})`],
    ['acme', `${lab.acme.directory}  root ${lab.acme.rootFile}`],
    ['git', `${lab.git.url}  deploy key ${lab.git.deployKeyFile}`],
    ['registry', `${lab.registry.url}  ${lab.registry.images.join(', ')}`],
    ['download', lab.downloads.composePlugin.url],
  ];
  return [...hosts, ...parts.map(([name, text]) => `${name.padEnd(12)} ${text}`)];
}
