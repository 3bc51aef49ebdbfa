import type { ProxyFinding } from '../../compose/own-proxy/findings.js';
import { shownPlace } from '../../compose/own-proxy/place.js';
import { namesOf } from '../../inputs/inputs.js';
import type { Planning } from '../context.js';
import { droppedPorts } from '../release/proxy-ports.js';
import type { Decision } from '../step.js';

type Scheme = Extract<ProxyFinding, { kind: 'scheme' }>;

/** What the stack's own reverse proxy does that visitors would notice, and what becomes of its ports. */
export function decideOwnProxy({ facts, inputs }: Planning): Decision {
  const { stack } = facts.repository;
  const names = namesOf(inputs);
  const schemes = stack.proxyFindings.filter((finding) => finding.kind === 'scheme');
  const others = stack.proxyFindings.filter((finding) => finding.kind !== 'scheme');
  const found = [...schemeWarnings(schemes), ...others.flatMap((finding) => warningOf(finding, names) ?? [])];
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

/** One for all lines that are to be changed to the same. */
function schemeWarnings(findings: readonly Scheme[]): readonly string[] {
  const lines = new Map<string, readonly Scheme[]>();
  for (const finding of findings) {
    const line = `${finding.directive} ${finding.header} $http_x_forwarded_proto;`;
    lines.set(line, [...(lines.get(line) ?? []), finding]);
  }
  return [...lines].map(([line, places]) => {
    const [verb, what] = places.length === 1 ? ['overwrites', 'the line'] : ['overwrite', 'each line'];
    return (
      `${places.map(shownPlace).join(', ')} ${verb} X-Forwarded-Proto with $scheme, which is http behind the bundled reverse proxy: ` +
      `apps then redirect forever or reject forms. Change ${what} to: ${line}`
    );
  });
}

function warningOf(finding: Exclude<ProxyFinding, Scheme>, names: readonly string[]): string | undefined {
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
