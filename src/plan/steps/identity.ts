import type { Failure } from '../../errors/deploy-error.js';
import type { StackFacts } from '../../host/data-facts.js';
import { reservedNames } from '../../proxy/names.js';
import type { Planning } from '../context.js';

/**
 * What makes it unsafe to deploy under this site's name: another project that has it, a stack of this repository that runs elsewhere
 * with its data, and files in the site's directory that this action did not make. All of it at once.
 */
export function identityRefusals(planning: Planning): readonly Failure[] {
  return [
    ...unseen(planning),
    ...foreignFiles(planning),
    ...renamed(planning),
    ...taken(planning),
    ...runningElsewhere(planning),
  ];
}

/** The stack that was started by hand in the site's own directory, whose volumes and directories this site goes on with. */
export function adoptedStack({ facts, site }: Planning): StackFacts | undefined {
  if (facts.host.current !== undefined) return undefined;
  return facts.host.data.stacks.find(({ project, folder }) => project === site.project && isBelow(folder, site.root));
}

/** Without Python the host cannot tell of other projects and of what lies in the site's directory. */
function unseen({ facts: { host } }: Planning): readonly Failure[] {
  if (host.hasPython || !host.docker.installed) return [];
  return [
    {
      code: 'python-missing',
      what: 'The host has Docker but no python3, so its containers and data cannot be inspected',
      hint: 'Install python3 on the host (apt-get install python3, or dnf install python3), and run the job again.',
    },
  ];
}

function foreignFiles({ facts, site }: Planning): readonly Failure[] {
  const [first] = facts.host.data.foreign;
  if (first === undefined) return [];
  return [
    {
      code: 'path-in-use',
      what: `${first} was not made by this action`,
      why: `${site.root} would hold the releases of this site, but something else keeps files there.`,
      hint: 'Choose another "path" for this site: nothing in that directory is touched.',
    },
  ];
}

function renamed({ facts, inputs, site }: Planning): readonly Failure[] {
  const { projectName } = inputs;
  if (projectName === undefined || facts.host.project.from !== 'record' || projectName === site.project) return [];
  return [
    {
      code: 'project-name-taken',
      what: `This site is already the compose project ${site.project}, but "project-name" asks for ${projectName}`,
      why: 'Volumes belong to a project: under another name the site would start with empty ones.',
      hint: `Set "project-name: ${site.project}", or leave it out. For a second site choose another "path".`,
    },
  ];
}

function taken({ facts, site }: Planning): readonly Failure[] {
  const other = facts.host.data.stacks.find(
    ({ project, folder }) => project === site.project && !isBelow(folder, site.root) && folder !== '',
  );
  if (other === undefined) return [];
  return [
    {
      code: 'project-name-taken',
      what: `The compose project ${site.project} on the host runs from ${other.folder}, and this site (${site.root}) would have the same project name`,
      why: `Its containers (${other.services.join(', ')}) and volumes would be replaced by this site's.`,
      hint:
        `If it is another site, set a different "project-name" for this one. If it is this stack, started by ` +
        `hand, adopt it with its data: "path: ${other.folder}" and "project-name: ${site.project}".`,
    },
  ];
}

/** Only before the first deploy, and not where a name was given: then somebody has decided. */
function runningElsewhere(planning: Planning): readonly Failure[] {
  const { facts, inputs, site } = planning;
  const { host } = facts;
  if (host.current !== undefined || host.project.from !== 'new' || inputs.projectName !== undefined) return [];
  const others = host.data.stacks.filter(({ project, folder }) => project !== site.project && !isManaged(folder));
  const same = others.find((stack) => stack.likeness !== 'other' || isSameStack(stack, planning));
  if (same !== undefined) {
    return [
      {
        code: 'existing-stack-found',
        what: `This stack seems to be running on the host already: the compose project ${same.project} in ${same.folder}`,
        why: `${howAlike(same)}. This site would be the project ${site.project} in ${site.root}, with empty volumes.`,
        hint:
          `To adopt it with its data, set "path: ${same.folder}" and "project-name: ${same.project}". ` +
          `For a second one alongside it, set "project-name: ${site.project}".`,
      },
    ];
  }
  // Those of a bundled reverse proxy are no data of a stack.
  const bundled = reservedNames(site.project).volumes;
  const volumes = facts.repository.stack.volumes.filter((key) => !bundled.includes(key));
  const left = host.data.volumes.find(
    ({ project, key }) =>
      project !== site.project && volumes.includes(key) && !host.data.stacks.some((stack) => stack.project === project),
  );
  if (left === undefined) return [];
  return [
    {
      code: 'existing-stack-found',
      what: `The host has a volume ${left.name} of the compose project ${left.project}, which has no containers now`,
      why: `This stack has a volume ${left.key} too. This site would be the project ${site.project}, with an empty one.`,
      hint: `To use that data, set "project-name: ${left.project}". Otherwise set "project-name: ${site.project}".`,
    },
  ];
}

function isSameStack({ services, folder }: StackFacts, { facts, inputs }: Planning): boolean {
  const own = facts.repository.stack.services.filter(({ hasProfile }) => !hasProfile).map(({ name }) => name);
  const isSame = own.length > 0 && own.length === services.length && own.every((name) => services.includes(name));
  const name = inputs.repository.split('/').at(-1)?.toLowerCase();
  return isSame && (own.length > 1 || folder.split('/').at(-1)?.toLowerCase() === name);
}

function howAlike({ likeness, services }: StackFacts): string {
  if (likeness === 'remote') return 'The directory is a clone of this repository';
  if (likeness === 'file') return 'Its compose file is the one of this repository';
  return `It has the same services (${services.join(', ')})`;
}

/** A directory that this action runs compose in: `<root>/current`, or a folder of it. */
function isManaged(folder: string): boolean {
  return /\/(current|releases\/[^/]+)(\/|$)/.test(folder);
}

function isBelow(folder: string, root: string): boolean {
  return folder === root || folder.startsWith(`${root}/`);
}
