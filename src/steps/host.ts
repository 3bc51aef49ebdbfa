import type { Failure } from '../errors.js';
import type { Planning } from '../planning.js';
import { takenNames } from '../release/overlay.js';
import { size } from './release.js';

/** Room for an image build with its layers; an EC2 host starts with 8 GiB of which some 6 are free. */
const leastFreeBytes = 1024 ** 3;
const leastFreeInodes = 10_000;

/** What the host or the repository is like that makes a deploy impossible. All of it at once. */
export function hostRefusals(planning: Planning): readonly Failure[] {
  return [...ports(planning), ...disk(planning), ...place(planning), ...names(planning)];
}

function ports({ facts }: Planning): readonly Failure[] {
  return facts.host.ports
    .filter(({ ours }) => !ours)
    .map(({ port, holder }) => ({
      code: 'port-taken',
      what: `Port ${port} of the host is held by ${holder}`,
      why: 'The site has to answer on ports 80 and 443, and what holds them is not part of this project.',
      hint: `${howToFree(port, holder)} Then run this again.`,
    }));
}

/** `container NAME…`, or the name of a program. */
function howToFree(port: number, holder: string): string {
  const [kind, name = ''] = holder.split(' ');
  if (kind === 'container') return `If nobody needs it: docker rm -f ${name} on the host; or deploy to another host.`;
  return `On the host, sudo ss -ltnp 'sport = :${port}' shows the process, and systemctl status PID its service: sudo systemctl disable --now SERVICE ends it for good.`;
}

function disk({ facts: { host, repository } }: Planning): readonly Failure[] {
  const files = repository.files.reduce((sum, file) => sum + (file.kind === 'file' ? file.size : 0), 0);
  const needed = leastFreeBytes + 3 * files;
  const { freeBytes, freeInodes } = host.disk;
  const why = `Counted is the fuller one of the disks that hold ${host.root} and Docker's images. A full disk in the middle of a deploy is worse than none.`;
  const hint =
    'Make room (df -h shows the disks; docker system df; docker image prune; sudo journalctl --vacuum-size=100M), or give the instance a larger volume.';
  return [
    ...(freeBytes < needed
      ? [
          {
            code: 'disk-too-small' as const,
            what: `The host has ${size(freeBytes)} free, and a deploy needs ${size(needed)}`,
            why,
            hint,
          },
        ]
      : []),
    ...(freeInodes < leastFreeInodes
      ? [
          {
            code: 'disk-too-small' as const,
            what: `The host has ${freeInodes} free inodes, and a deploy needs ${leastFreeInodes}`,
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
      what: `${host.user} may not write to ${host.root} (path: ${inputs.path})`,
      hint: `Choose a path below the home folder, such as ~/app, or give it to the user: sudo install -d -o ${host.user} ${host.root}`,
    },
  ];
}

function names({ facts }: Planning): readonly Failure[] {
  return takenNames(facts.repository.stack).map((name) => ({
    code: 'compose-file-invalid',
    what: `${facts.repository.stack.composeFile ?? 'The compose file'} has a service called ${name}, which is the name of a service of the bundled edge`,
    hint: `Rename the service ${name}, or publish port 443 by your own proxy so that the bundled edge is not used.`,
  }));
}
