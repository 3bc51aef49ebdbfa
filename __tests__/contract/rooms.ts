/** What a folder of `src/` holds, and which others it may import. docs/architecture.md shows this table (`npm run readme`). */
export interface Room {
  readonly holds: string;
  readonly mayImport: readonly string[];
}

/** From the ground up: a room imports only rooms above it in this list. */
export const ROOMS: Readonly<Record<string, Room>> = {
  'secret.ts': { holds: 'a value that prints as `***`', mayImport: [] },
  'digest.ts': { holds: 'sha256 of a text', mayImport: [] },
  'templates.ts': { holds: 'reads `templates/`', mayImport: [] },
  errors: { holds: 'the error that users see, its codes and its page', mayImport: [] },
  dotenv: { holds: 'the grammar of `.env`, both ways', mayImport: ['secret.ts'] },
  ssh: { holds: 'connect, host keys, keys, the deploy key’s agent, exec', mayImport: ['errors', 'secret.ts'] },
  inputs: {
    holds: 'every input, parsed and validated in one place',
    mayImport: ['errors', 'secret.ts', 'digest.ts', 'dotenv', 'ssh'],
  },
  aws: {
    holds: 'EC2, EC2 Instance Connect and its tunnel behind small interfaces; failures with the policy to add',
    mayImport: ['errors', 'secret.ts', 'inputs'],
  },
  access: {
    holds: 'which instance it is, which way in, which host key and which rule: pure decisions',
    mayImport: ['errors', 'inputs', 'ssh', 'aws'],
  },
  reach: {
    holds: 'finds the instance and gets in',
    mayImport: ['errors', 'secret.ts', 'inputs', 'ssh', 'aws', 'access'],
  },
  'deadline.ts': { holds: 'the end of the run’s time', mayImport: ['errors', 'inputs'] },
  http: { holds: 'one HTTP GET with a pinned address', mayImport: ['errors'] },
  tls: { holds: 'certificates, what is served, HSTS', mayImport: ['errors'] },
  dns: {
    holds: 'records, zones, delegations, resolvers, Route 53',
    mayImport: ['errors', 'digest.ts', 'inputs', 'aws'],
  },
  acme: { holds: 'when to certify, and the preflight check', mayImport: ['errors', 'dns', 'http', 'tls'] },
  compose: { holds: 'the repository’s compose file, read on the runner', mayImport: ['errors', 'inputs'] },
  native: {
    holds: 'the repository as it runs straight on the host: Procfile, Django, requirements',
    mayImport: ['digest.ts', 'errors', 'compose'],
  },
  proxy: { holds: 'nginx and override files rendered from `templates/proxy`', mayImport: ['templates.ts', 'native'] },
  repository: {
    holds: 'which files go, and their manifest',
    mayImport: ['errors', 'secret.ts', 'digest.ts', 'dotenv', 'inputs', 'compose', 'native'],
  },
  registries: {
    holds: 'logins for the registries of images',
    mayImport: ['errors', 'secret.ts', 'inputs', 'compose'],
  },
  host: {
    holds: 'what crosses the connection: facts, job document, bundle, events',
    mayImport: ['errors', 'secret.ts', 'digest.ts', 'templates.ts', 'ssh', 'tls'],
  },
  plan: {
    holds: 'every decision: facts in, phases of steps with their reasons out; pure',
    mayImport: [
      ...['errors', 'digest.ts', 'templates.ts', 'dotenv', 'inputs', 'access', 'tls', 'dns', 'acme', 'compose'],
      ...['native', 'proxy', 'repository', 'host'],
    ],
  },
  verify: {
    holds: 'requests to the site, and the external check',
    mayImport: ['errors', 'deadline.ts', 'http', 'tls', 'proxy', 'plan'],
  },
  runner: { holds: 'GitHub: inputs, log, annotations, outputs, summary', mayImport: ['errors'] },
  report: {
    holds: 'plan, outcome and summary as text',
    mayImport: ['errors', 'inputs', 'dns', 'host', 'plan', 'verify', 'runner'],
  },
  'ports.ts': {
    holds: 'the effects that a run needs, as interfaces',
    mayImport: ['access', 'dns', 'host', 'inputs', 'compose', 'reach', 'runner', 'ssh', 'templates.ts', 'verify'],
  },
  observe: {
    holds: 'gathers the facts: host, DNS, site',
    mayImport: [
      ...['errors', 'deadline.ts', 'templates.ts', 'inputs', 'dns', 'tls', 'compose', 'repository', 'host', 'ssh'],
      ...['plan', 'reach', 'verify', 'ports.ts'],
    ],
  },
  apply: {
    holds: 'carries out the phases, moves back and rolls back',
    mayImport: [
      ...['errors', 'deadline.ts', 'templates.ts', 'inputs', 'dotenv', 'dns', 'acme', 'repository', 'host'],
      ...['ssh', 'plan', 'verify', 'runner', 'report', 'observe', 'ports.ts'],
    ],
  },
  'main.ts': {
    holds: 'one run: observe, plan, apply, verify, report',
    mayImport: [
      ...['errors', 'deadline.ts', 'inputs', 'repository', 'ssh', 'plan', 'observe', 'apply', 'report', 'ports.ts'],
    ],
  },
  'real-ports.ts': {
    holds: 'the composition root',
    mayImport: [
      ...['errors', 'secret.ts', 'templates.ts', 'inputs', 'dns', 'ssh', 'verify', 'runner', 'registries', 'report'],
      ...['apply', 'main.ts', 'ports.ts'],
    ],
  },
  'index.ts': {
    holds: 'reads the inputs and starts',
    mayImport: ['errors', 'inputs', 'runner', 'ssh', 'real-ports.ts'],
  },
};

/** The table of docs/architecture.md. */
export function roomsTable(): string {
  const rows = Object.entries(ROOMS).map(([name, { holds, mayImport }]) => {
    const folder = name.endsWith('.ts') ? `src/${name}` : `src/${name}/`;
    return `| \`${folder}\` | ${holds} | ${mayImport.join(', ')} |`;
  });
  return ['| room | what it holds | may import |', '| --- | --- | --- |', ...rows].join('\n');
}
