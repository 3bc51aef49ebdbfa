import type { HostFacts } from '../../src/host/facts.js';
import { inspectionProgram, type InspectionQuestion } from '../../src/host/inspection.js';
import { parseObservation } from '../../src/host/parse-facts.js';
import { certificateVolumeOf } from '../../src/plan/site.js';
import { quote } from '../../src/ssh/quote.js';
import { readTemplate } from '../../src/templates.js';
import type { TestHost } from './host-program.js';
import { someStack } from './stacks.js';

/** Inspects a test host for the site `site`, whose domain is a.example.com. */
export class Inspection {
  readonly #host: TestHost;

  constructor(host: TestHost) {
    this.#host = host;
  }

  /** The program as it is sent. */
  program(question: Partial<InspectionQuestion> = {}): string {
    const usual = {
      ...{ root: this.#host.root, project: 'site', project_before: 'site', source: 'upload' as const },
      ...{
        certificate_name: 'a.example.com',
        certificate_volume: certificateVolumeOf(someStack()),
        certificate_folder: null,
      },
      ...{ cron_pid_file: '/run/no-such-file', repository: 'o/site', compose_digest: '', native: null, data_paths: [] },
      ...{ env_path: '.env', env_names: [] },
      manifest: { digest: '', chunks: '' },
      ...{ images: [], externals: [], awaits_logins: false, native: null },
    };
    return inspectionProgram({ ...usual, ...question }, readTemplate);
  }

  /** What it prints. */
  print(question: Partial<InspectionQuestion> = {}, stdin = ''): string {
    const run = this.#host.run(['-c', this.program(question)], stdin);
    if (run.status !== 0 || run.stderr !== '') throw new Error(`status ${run.status}: ${run.stderr}`);
    return run.stdout;
  }

  facts(question: Partial<InspectionQuestion> = {}, stdin = ''): HostFacts {
    return parseObservation(this.print(question, stdin));
  }
}

export interface FakeContainer {
  readonly name: string;
  /** Labels of compose, less `com.docker.compose.`. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly state?: string;
  readonly health?: string;
  readonly exitCode?: number;
  /** Its restart policy; undefined: it has none. */
  readonly restart?: string;
  /** `80/tcp` and where it is bound. */
  readonly ports?: Readonly<Record<string, readonly string[]>>;
  /** Volumes by their names, directories by their paths. */
  readonly mounts?: readonly { readonly volume?: string; readonly source: string; readonly target?: string }[];
}

/** As `docker inspect` tells of containers. */
export function inspected(containers: readonly FakeContainer[]): string {
  return JSON.stringify(
    containers.map(
      ({ name, labels = {}, state = 'running', health, exitCode = 0, restart, ports = {}, mounts = [] }) => ({
        Id: name,
        Name: `/${name}`,
        HostConfig: { RestartPolicy: { Name: restart ?? 'no', MaximumRetryCount: 0 } },
        State: { Status: state, ExitCode: exitCode, ...(health === undefined ? {} : { Health: { Status: health } }) },
        Config: {
          Labels: Object.fromEntries(
            Object.entries(labels).map(([key, value]) => [`com.docker.compose.${key}`, value]),
          ),
        },
        NetworkSettings: {
          Ports: Object.fromEntries(
            Object.entries(ports).map(([port, places]) => [
              port,
              places.length === 0 ? null : places.map((place) => ({ HostIp: '0.0.0.0', HostPort: place })),
            ]),
          ),
        },
        Mounts: mounts.map(({ volume, source, target = '/mounted' }) => ({
          Type: volume === undefined ? 'bind' : 'volume',
          ...(volume === undefined ? {} : { Name: volume }),
          ...{ Source: source, Destination: target },
        })),
      }),
    ),
  );
}

/** Cases of a stub of docker that answers for these containers. */
export function listing(containers: readonly FakeContainer[]): string {
  return `'ps --all --quiet --no-trunc') printf '%s\\n' ${containers.map(({ name }) => quote(name)).join(' ') || "''"} ;;
    'inspect --type container'*) printf '%s\\n' ${quote(inspected(containers))} ;;`;
}
