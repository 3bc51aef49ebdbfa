import type { Failure } from '../../errors/deploy-error.js';
import type { FileEntry } from '../../repository/manifest/manifest.js';
import type { Planning } from '../context.js';
import { size } from './release.js';
import { reservedNameRefusals } from './reserved-names.js';

/** Room for an image build with its layers; an EC2 host starts with 8 GiB of which some 6 are free. */
const leastFreeBytes = 1024 ** 3;
const leastFreeInodes = 10_000;

/** What the host or the repository is like that makes a deploy impossible. All of it at once. */
export function hostRefusals(planning: Planning): readonly Failure[] {
  return [...hostConditions(planning), ...reservedNameRefusals(planning), ...entry(planning)];
}

/** Those of the host, whatever the repository asks for. */
export function hostConditions(planning: Planning): readonly Failure[] {
  return [...ports(planning), ...disk(planning), ...place(planning)];
}

function ports({ facts }: Planning): readonly Failure[] {
  return facts.host.ports
    .filter(({ ours }) => !ours)
    .map(({ port, holder }) => ({
      code: 'port-in-use',
      what: `Port ${port} of the host is in use by ${holder}`,
      why: 'It is not part of this site, so it is not stopped. One host serves one site on ports 80 and 443.',
      hint: [
        `To find out what it is (read-only): ${howToLook(port, holder)}`,
        'Then deploy this site to another host (input host). If the program is yours and no longer needed, stop it the way it was started, and run the job again.',
      ].join('\n'),
    }));
}

/** Commands that only read. A holder is `container NAME (project PROJECT)`, `container NAME`, or the name of a program. */
function howToLook(port: number, holder: string): string {
  const [, name, project] = /^container (\S+)(?: \(project (\S+)\))?/.exec(holder) ?? [];
  if (name === undefined) {
    return `sudo ss -ltnp 'sport = :${port}' shows the process, and systemctl status PID the service that it belongs to.`;
  }
  if (project === undefined) return `docker ps --filter name=${name} shows its image and its age.`;
  return `docker compose ls --all --filter name=${project} shows the project's compose files. Files below a directory "releases" are those of another site that this action deployed.`;
}

/** Bytes that a deploy of these files may take. */
export function diskNeeded(files: readonly FileEntry[]): number {
  return leastFreeBytes + 3 * files.reduce((sum, file) => sum + (file.kind === 'file' ? file.size : 0), 0);
}

function disk({ facts: { host, repository } }: Planning): readonly Failure[] {
  const needed = diskNeeded(repository.files);
  const { freeBytes, freeInodes } = host.disk;
  const why = `This is the fuller of the disks that hold ${host.root} and Docker's images. A deploy must not fill the disk halfway.`;
  const hint =
    'Enlarge the volume, or free some space: df -h, docker system df and sudo du -xh --max-depth=2 /var show what uses it. Remove only what is yours: images and volumes may belong to other sites on the host.';
  return [
    ...(freeBytes < needed
      ? [
          {
            code: 'insufficient-disk' as const,
            what: `The host has ${size(freeBytes)} of free disk space, a deploy needs ${size(needed)}`,
            why,
            hint,
          },
        ]
      : []),
    ...(freeInodes < leastFreeInodes
      ? [
          {
            code: 'insufficient-disk' as const,
            what: `The host has ${freeInodes} free inodes, a deploy needs ${leastFreeInodes}`,
            why,
            hint,
          },
        ]
      : []),
  ];
}

function place({ facts: { host }, inputs }: Planning): readonly Failure[] {
  if (host.rootWritable) return [];
  return [
    {
      code: 'path-not-writable',
      what: `${host.user} cannot write to ${host.root} (path: ${inputs.path})`,
      hint: `Choose a path below the home directory, such as ~/app, or make the user its owner: sudo install -d -o ${host.user} ${host.root}`,
    },
  ];
}

function entry({ facts }: Planning): readonly Failure[] {
  const { kind, config, entry: found } = facts.repository.stack;
  const mode = kind === 'app' ? config.services[found.service]?.network_mode : undefined;
  if (mode === undefined || mode === 'bridge') return [];
  return [
    {
      code: 'entry-unreachable',
      what: `The service ${found.service} uses network_mode ${mode}, so the bundled reverse proxy cannot reach it`,
      why: 'The reverse proxy passes requests to it through a network of the project',
      hint: `Remove network_mode from ${found.service}, or name another service as app-service.`,
    },
  ];
}
