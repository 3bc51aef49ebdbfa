import type { ExternalResource } from '../../compose/externals.js';
import { mappingOf } from '../../compose/model/value.js';
import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';

/** Networks and volumes that are declared as external, and linked containers of others, that the host does not have. */
export function missingExternals(planning: Planning): readonly Failure[] {
  const { host, repository } = planning.facts;
  const { externals } = repository.stack;
  const isMissing = ({ kind, name }: ExternalResource): boolean =>
    !host.docker.installed || host.missing.some((one) => one.kind === kind && one.name === name);
  return [...externals.filter(isMissing).map((one) => failureOf(one, planning)), ...unsupported(planning)];
}

function failureOf(external: ExternalResource, planning: Planning): Failure {
  const { kind, name, services } = external;
  const users = services.length === 0 ? 'the bundled reverse proxy' : services.join(', ');
  if (kind === 'container') {
    return {
      code: 'external-resource-missing',
      what: `The container ${name} in external_links of ${users} is not on the host`,
      why: 'docker compose does not start it: it belongs to another project. The containers that are linked to it would not start.',
      hint: `Start the project that has ${name} on this host first, or remove it from external_links.`,
    };
  }
  return {
    code: 'external-resource-missing',
    what: `The external ${kind} ${name}, used by ${users}, is not on the host`,
    why: `docker compose does not create what is declared as external: the deploy would fail when its containers start.`,
    hint: [
      `${withoutDocker(planning)}To create it, run on the host: docker ${kind} create ${quoted(name)}`,
      `Or remove "external: true" from it in the compose file, and docker compose creates one for this site${kind === 'volume' ? ', which is empty' : ''}.`,
      ...(isOfProxy(external, planning) ? [ofProxy(planning)] : []),
    ].join('\n'),
  };
}

function withoutDocker({ facts: { host } }: Planning): string {
  if (host.docker.installed) return '';
  return 'Docker is not installed on the host yet, so install it first (sudo apt-get install docker.io, or sudo dnf install docker). ';
}

const PROXY_NETWORK = /traefik|proxy|caddy|nginx|npm|swag|ingress/i;
const PROXY_LABEL = /^(traefik|caddy)([._]|$)/;

/** Whether a network is that of a reverse proxy that runs as a project of its own, with sites of others behind it. */
function isOfProxy({ kind, name, services }: ExternalResource, { facts }: Planning): boolean {
  const { kind: stackKind, config } = facts.repository.stack;
  if (kind !== 'network' || stackKind !== 'app') return false;
  const isBehind = (service: string): boolean => {
    const { labels = {}, environment } = config.services[service] ?? {};
    return Object.keys(labels).some((label) => PROXY_LABEL.test(label)) || 'VIRTUAL_HOST' in mappingOf(environment);
  };
  return PROXY_NETWORK.test(name) || services.some(isBehind);
}

function ofProxy({ facts }: Planning): string {
  const { service } = facts.repository.stack.entry;
  return (
    `If it is the network of a reverse proxy in another project, such as Traefik: this site has the bundled one on ports 80 and 443, ` +
    `which reaches ${service} without that network. Then remove the network from the compose file.`
  );
}

/** Only swarms have these. */
function unsupported({ facts }: Planning): readonly Failure[] {
  const { config, composeFiles } = facts.repository.stack;
  return (['secrets', 'configs'] as const).flatMap((section) => {
    const used = new Set(
      Object.values(config.services).flatMap((one) => (one[section] ?? []).map(({ source }) => source)),
    );
    const names = Object.entries(config[section]).flatMap(([name, { external }]) =>
      external === true && used.has(name) ? [name] : [],
    );
    return names.map((name) => ({
      code: 'compose-file-invalid' as const,
      what: `${composeFiles.join(' with ')} has ${name} under ${section} as external, which docker compose does not support`,
      why: 'External secrets and configs exist in Docker Swarm only.',
      hint: `Give ${name} a "file" or an "environment", and its content with the input "files" or "env".`,
    }));
  });
}

function quoted(name: string): string {
  return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", String.raw`'\''`)}'`;
}
