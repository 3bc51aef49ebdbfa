import type { ImageFacts } from '../../host/facts.js';
import type { ProjectImages, ServiceImage } from '../../compose/images/images.js';

/** A tag that means another image in its registry than on the host. */
export interface ImageChange {
  readonly name: string;
  /** Services that run it, or are built from it. */
  readonly services: readonly string[];
  /** undefined: the running release has not noted it. */
  readonly before: string | undefined;
  readonly after: string;
}

/** What becomes of the images that come from registries. */
export interface ImagePlan {
  /** Services whose image is pulled again. */
  readonly moved: readonly ImageChange[];
  /** Builds whose base image is new. */
  readonly rebased: readonly ImageChange[];
  /** Digests of base images by their names, for the record of a release that is made now. */
  readonly bases: Readonly<Record<string, string>>;
  /** Whether all registries of base images told their digests. */
  readonly areBasesKnown: boolean;
}

/** Compares the tags on the host with those in the registries. Pure. */
export function imagePlan({ services, bases }: ProjectImages, images: readonly ImageFacts[], now: Date): ImagePlan {
  const facts = new Map(images.map((image) => [image.name, image]));
  const pulledBases = bases.filter(({ isPulled }) => isPulled);
  const noted = pulledBases.flatMap(({ name }) => {
    const fact = facts.get(name);
    const digest = fact?.found ?? fact?.base;
    return digest === undefined ? [] : [[name, digest] as const];
  });
  return {
    moved: grouped(services.map((image) => [image.service, change(image, facts.get(image.name), now)] as const)),
    rebased: grouped(pulledBases.map(({ builder, name }) => [builder, rebase(facts.get(name))] as const)),
    bases: Object.fromEntries(noted),
    areBasesKnown: pulledBases.every(({ name }) => facts.get(name)?.problem === undefined),
  };
}

function change({ rule }: ServiceImage, fact: ImageFacts | undefined, now: Date): Change | undefined {
  if (fact?.found === undefined || !rule.isCompared || fact.held.length === 0) return undefined;
  const age = fact.since === undefined ? Infinity : (now.getTime() - fact.since.getTime()) / 1000;
  if (fact.held.includes(fact.found) || age < rule.minimumAge) return undefined;
  return { name: fact.name, before: fact.held[0], after: fact.found };
}

/** The engine does not say what a build was made from: where nothing is noted, it counts as old. */
function rebase(fact: ImageFacts | undefined): Change | undefined {
  if (fact?.found === undefined || fact.base === fact.found) return undefined;
  return { name: fact.name, before: fact.base, after: fact.found };
}

type Change = Omit<ImageChange, 'services'>;

function grouped(changes: readonly (readonly [string, Change | undefined])[]): readonly ImageChange[] {
  const found = new Map<string, ImageChange>();
  for (const [service, one] of changes) {
    if (one === undefined) continue;
    const services = found.get(one.name)?.services ?? [];
    found.set(one.name, { ...one, services: services.includes(service) ? services : [...services, service] });
  }
  return [...found.values()];
}

/** Why images make a release, each as a sentence without a full stop. */
export function imageChanges({ moved, rebased }: ImagePlan): readonly string[] {
  return [
    ...moved.map((change) => changeText(change)),
    ...rebased.map((change) => `${changeText(change)}, and ${change.services.join(', ')} is built from it`),
  ];
}

/** With digests as `docker images` shortens them. */
function changeText({ name, before, after }: ImageChange): string {
  return `${name} is a new image in its registry (${before === undefined ? 'not recorded' : short(before)} → ${short(after)})`;
}

function short(digest: string): string {
  return digest.slice(0, 'sha256:'.length + 12);
}
