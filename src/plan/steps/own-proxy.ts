import type { ProxyFinding } from '../../compose/own-proxy/findings.js';
import { shownPlace } from '../../compose/own-proxy/place.js';
import { namesOf } from '../../inputs/inputs.js';
import type { Planning } from '../context.js';
import { droppedPorts } from '../release/proxy-ports.js';
import type { Decision } from '../step.js';

/** What the stack's own reverse proxy does that visitors would notice, and what becomes of its ports. */
export function decideOwnProxy({ facts, inputs }: Planning): Decision {
  const { stack } = facts.repository;
  const names = namesOf(inputs);
  const found = stack.proxyFindings.flatMap((finding) => warningOf(finding, names) ?? []);
  const passedBy = stack.services.flatMap(({ name }) => {
    const ports = droppedPorts(stack, name).map(({ published }) => published);
    if (ports.length === 0) return [];
    return [
      `${name} does not publish port ${ports.join(' and ')} any more: the bundled reverse proxy has it, and passes requests to ${stack.entry.service}. ` +
        `To run ${name} unchanged, set proxy: own.`,
    ];
  });
  const warnings = [...found, ...passedBy];
  return warnings.length === 0 ? {} : { warnings };
}

function warningOf(finding: ProxyFinding, names: readonly string[]): string | undefined {
  if (finding.kind === 'scheme') {
    const { directive, header } = finding;
    return (
      `${shownPlace(finding)} overwrites X-Forwarded-Proto with $scheme, which is http behind the bundled reverse proxy: ` +
      `apps then redirect forever or reject forms. Change the line to: ${directive} ${header} $http_x_forwarded_proto;`
    );
  }
  if (finding.names.some((name) => names.some((asked) => isCovered(asked, name)))) return undefined;
  const [domain = ''] = names;
  const listed = finding.names.join(', ');
  if (finding.kind === 'rules') {
    const rules = finding.rules.map(({ rule, place }) => `${rule} (${place})`).join(', ');
    return `Traefik answers with 404 for ${domain}: its routers are for other names, ${rules}. Add Host(\`${domain}\`) to the rule of the app.`;
  }
  if (finding.product !== undefined) {
    return `${finding.product} requests certificates for ${listed}, and none of them is ${domain}. Add ${domain} to its configuration.`;
  }
  const place = finding.file === undefined ? '' : `${finding.file}:${finding.line ?? 1}: `;
  return `${place}server_name names ${listed}, and none of them is ${domain}. Add ${domain} to it: for other names nginx uses its first server.`;
}

/** `*.example.com` covers one label. */
function isCovered(name: string, by: string): boolean {
  return by === name || (by.startsWith('*.') && name.split('.').slice(1).join('.') === by.slice(2));
}
