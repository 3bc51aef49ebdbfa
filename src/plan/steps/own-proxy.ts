import type { ProxyFinding } from '../../compose/own-proxy/findings.js';
import { shownPlace } from '../../compose/own-proxy/place.js';
import { namesOf } from '../../inputs/inputs.js';
import type { Planning } from '../context.js';
import { droppedPorts } from '../release/proxy-ports.js';
import type { Decision } from '../step.js';
import { isAmong, otherNamesWarnings } from './other-names.js';

type ServerNames = Extract<ProxyFinding, { kind: 'names' }>;
type Scheme = Extract<ProxyFinding, { kind: 'scheme' }>;

/** What the stack's own reverse proxy does that visitors would notice, and what becomes of its ports. */
export function decideOwnProxy(planning: Planning): Decision {
  const { facts, inputs } = planning;
  const { stack } = facts.repository;
  const names = namesOf(inputs);
  const schemes = stack.proxyFindings.filter((finding) => finding.kind === 'scheme');
  const servers = stack.proxyFindings.filter((finding) => finding.kind === 'names');
  const found = [...schemeWarnings(schemes), ...servers.flatMap((finding) => warningOf(finding, names) ?? [])];
  const passedBy = stack.services.flatMap(({ name }) => {
    const ports = droppedPorts(stack, name).map(({ published }) => published);
    if (ports.length === 0) return [];
    return [
      `${name} does not publish port ${ports.join(' and ')} any more: the bundled reverse proxy has it, and passes requests to ${stack.entry.service}. ` +
        `To run ${name} unchanged, set proxy: own.`,
    ];
  });
  const warnings = [...found, ...otherNamesWarnings(planning), ...passedBy];
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

function warningOf(finding: ServerNames, names: readonly string[]): string | undefined {
  if (names.some((name) => isAmong(name, finding.names))) return undefined;
  const [domain = ''] = names;
  return `${shownPlace(finding)}: server_name names ${finding.names.join(', ')}, and none of them is ${domain}. Add ${domain} to it: for other names nginx uses its first server.`;
}
