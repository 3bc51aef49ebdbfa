import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';
import { diskRefusals } from './disk.js';
import { missingExternals } from './externals.js';
import { healthWaitRefusals } from './health-waits.js';
import { otherNamesRefusals } from './other-names.js';
import { postgresMountRefusals } from './postgres-mounts.js';
import { reservedNameRefusals } from './reserved-names.js';
import { rootUserRefusals } from './root-users.js';
import { startlessRefusals } from './startless.js';
import { unreachableEntry } from './unreachable-entry.js';
import { webPortRefusals } from './web-ports.js';

/** What the host or the repository is like that makes a deploy impossible. All of it at once. */
export function hostRefusals(planning: Planning): readonly Failure[] {
  return [
    ...hostConditions(planning),
    ...reservedNameRefusals(planning),
    ...healthWaitRefusals(planning),
    ...postgresMountRefusals(planning),
    ...rootUserRefusals(planning),
    ...startlessRefusals(planning),
    ...otherNamesRefusals(planning),
    ...unreachableEntry(planning),
    ...missingExternals(planning),
  ];
}

/** Those of the host, whatever the repository asks for. */
export function hostConditions(planning: Planning): readonly Failure[] {
  return [...webPortRefusals(planning), ...ports(planning), ...diskRefusals(planning), ...place(planning)];
}

function ports({ facts, native }: Planning): readonly Failure[] {
  // A native site shares the nginx of the host with others; a container on these ports is another runtime's, even if it is of this site.
  const isOurs = (ours: boolean): boolean => (native === undefined ? ours : native.facts.nginxHoldsPorts);
  const taken = facts.host.ports.filter(({ ours }) => !isOurs(ours));
  return [...new Set(taken.map(({ holder }) => holder))].map((holder) => {
    const held = taken.filter((one) => one.holder === holder).map(({ port }) => port);
    return {
      code: 'port-in-use',
      what: `Port ${held.join(' and ')} of the host is in use by ${holder}`,
      why: 'It is not part of this site, so it is not stopped. One host serves one site on ports 80 and 443.',
      hint: [
        `To find out what it is (read-only): ${howToLook(held[0] ?? 80, holder)}`,
        'Then deploy this site to another host (input host). If the program is yours and no longer needed, stop it the way it was started, and run the job again.',
      ].join('\n'),
    };
  });
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

function place({ facts: { host }, inputs, native }: Planning): readonly Failure[] {
  if (host.rootWritable) return [];
  // The host program makes it with the rights of root.
  if (native !== undefined && host.privilege !== 'none') return [];
  return [
    {
      code: 'path-not-writable',
      what: `${host.user} cannot write to ${host.root} (path: ${inputs.path})`,
      hint: `Choose a path below the home directory, such as ~/app, or make the user its owner: sudo install -d -o ${host.user} ${host.root}`,
    },
  ];
}
