import type { Candidate } from '../entry/candidate.js';
import { entryCandidates } from '../entry/candidates.js';
import { kindOf } from '../entry/kind.js';
import { isWebServer } from '../entry/web-servers.js';
import type { ComposeConfig } from '../model/config.js';
import { usageOf } from './commands.js';
import { clash, lacks, repeats } from './likeness.js';
import { findNeeds, type Finding, type Projects } from './needs.js';
import { attempt, type Attempt, type Pair } from './pair.js';
import { isWhole, sourceOverImage, wholeThoughRefused } from './sources.js';
import { unclear } from './unclear.js';
import { servesVisitors } from './visitors.js';

/** Whether a file for production is used alone or on top of the one for everyday work, and why, as a sentence without a full stop. */
export interface Production {
  readonly isAlone: boolean;
  readonly because: string;
}

/**
 * A file for production is either a whole project, or has only what differs from the file for everyday work. The first that decides: it makes
 * no sense alone; the repository's own command lines; what its services need; what it repeats (docs/decisions/production-file.md).
 * @throws DeployError compose-file-unclear
 */
export function productionOf(pair: Pair): Production {
  const { deploy, base } = pair;
  const alone = attempt(pair, [deploy]);
  const usage = usageOf(pair);
  if (alone.kind === 'refused') {
    const whole = usage?.isAlone === false ? undefined : wholeThoughRefused(pair);
    if (whole !== undefined) return { isAlone: true, because: whole };
    return together(`${deploy} has only what differs from ${base}`);
  }
  const both = attempt(pair, [base, deploy]);
  if (both.kind === 'refused' && alone.kind === 'read')
    return { isAlone: true, because: `${deploy} cannot be merged over ${base}` };
  if (usage !== undefined) {
    const { isAlone, where } = usage;
    return { isAlone, because: `a command line in ${where} uses ${deploy} ${isAlone ? 'without' : 'with'} ${base}` };
  }
  if (alone.kind !== 'read' || both.kind !== 'read') throw unclear(pair, undecided(alone, both));
  const read = attempt(pair, [base]);
  if (read.kind === 'read' && !servesVisitors(pair, alone.config) && servesVisitors(pair, read.config))
    return withoutPages(pair, { alone: alone.config, base: read.config });
  return byContent(pair, alone.config, both.config);
}

function undecided(...attempts: readonly Attempt[]): string {
  const why = attempts.flatMap((one) => (one.kind === 'read' ? [] : [one.why]))[0];
  return `The files cannot be read without the host: ${why ?? ''}`;
}

function byContent(pair: Pair, alone: ComposeConfig, both: ComposeConfig): Production {
  const { deploy, base } = pair;
  const read = attempt(pair, [base]);
  const projects: Projects = { alone, base: read.kind === 'read' ? read.config : both };
  const findings = findNeeds(pair, projects, toolsOf(pair, projects));
  const of = (kind: Finding['kind']): Finding | undefined => findings.find((finding) => finding.kind === kind);
  const whole = repeats(projects);
  const against = whole ?? clash(both);
  const isOverSource = whole !== undefined && sourceOverImage(alone, both) !== undefined;
  const needed = of('needed') ?? (isOverSource ? undefined : of('prepared'));
  if (needed !== undefined) {
    const why = `${deploy} does not have the service ${needed.missing}, which ${base} has: ${needed.because}`;
    if (against !== undefined) throw unclear(pair, `${why}. But ${against}`);
    return together(why);
  }
  const open = of('unclear');
  if (open !== undefined && whole === undefined)
    throw unclear(pair, `${deploy} does not have the service ${open.missing}, which ${base} has: ${open.because}`);
  return byRest(pair, projects, { both, whole, findings });
}

interface Rest {
  readonly both: ComposeConfig;
  readonly whole: string | undefined;
  readonly findings: readonly Finding[];
}

/** Nothing shows that a service of the other file is needed. */
function byRest(pair: Pair, projects: Projects, { both, whole, findings }: Rest): Production {
  const { deploy, base } = pair;
  const stands = { isAlone: true, because: `${deploy} stands alone, so ${base} is not used` };
  if (whole !== undefined) return stands;
  if (isWhole(projects.alone) && bringsApp(pair, projects)) return stands;
  const lost = lostServices(pair, projects).filter((name) => findings.every(({ missing }) => missing !== name));
  const [first] = lost;
  const part = lacks(projects);
  const against = clash(both);
  if (first === undefined) {
    if (part === undefined || against !== undefined || bringsServices(pair, projects)) return stands;
    return together(`${deploy} has only what differs from ${base}: ${part}`);
  }
  const why = `${deploy} does not have the service ${first}, which ${base} has`;
  if (!isPart(pair, projects)) return stands;
  if (findings.length > 0 || against !== undefined)
    throw unclear(pair, `${why}. But ${against ?? findings[0]?.because ?? ''}`);
  return together(why);
}

/** Services of the file for everyday work that help developers; production has no need of them. */
function toolsOf({ files }: Pair, { base }: Projects): ReadonlySet<string> {
  return new Set(entryCandidates(files, base).flatMap((one) => (kindOf(one) === 'tool' ? [one.name] : [])));
}

/** Services that are started by the file for everyday work and would not be without it, less tools for developers. */
function lostServices(pair: Pair, { alone, base }: Projects): readonly string[] {
  const tools = toolsOf(pair, { alone, base });
  return Object.entries(base.services).flatMap(([name, { profiles = [] }]) =>
    alone.services[name] === undefined && profiles.length === 0 && !tools.has(name) ? [name] : [],
  );
}

/** Whether the file for production may be a part of the other one: it has a service of it, or nothing but what stands in front of services. */
function isPart(pair: Pair, { alone, base }: Projects): boolean {
  return (
    Object.keys(alone.services).some((name) => base.services[name] !== undefined) ||
    !bringsServices(pair, { alone, base })
  );
}

/** A file for production whose services nobody visits changes the other one; or it is for something else. */
function withoutPages(pair: Pair, projects: Projects): Production {
  const why = `no service of ${pair.deploy} serves visitors, and ${pair.base} has one`;
  if (!isPart(pair, projects)) throw unclear(pair, why);
  return together(why);
}

/** Whether it has services of its own that do not only stand in front of others. */
function bringsServices({ files }: Pair, { alone, base }: Projects): boolean {
  return entryCandidates(files, alone).some(
    (one) => base.services[one.name] === undefined && !standsInFront(one) && kindOf(one) !== 'tool',
  );
}

/** Whether it has an app of its own that is no service of the other file: there the app has another name. */
function bringsApp({ files }: Pair, { alone, base }: Projects): boolean {
  return entryCandidates(files, alone).some(
    (one) => base.services[one.name] === undefined && !standsInFront(one) && kindOf(one) === 'web',
  );
}

/** FrankenPHP that is built here has the app in it. */
function standsInFront({ image = '', isBuilt }: Candidate): boolean {
  return isWebServer(image) && !(isBuilt && image.includes('frankenphp'));
}

function together(because: string): Production {
  return { isAlone: false, because };
}
