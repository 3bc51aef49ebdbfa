import type { ImageFacts, ImageProblem } from '../../host/facts.js';
import type { Failure } from '../../errors/deploy-error.js';
import { officialImage, type ImageReference } from '../../compose/images/reference.js';
import type { Planning } from '../context.js';
import type { Decision } from '../step.js';
import { deniedHint } from './denied-hint.js';

/** What is wrong with images before anything is changed: a registry without an answer is no reason to stop a site that runs. */
export function decideImages({ facts, needsRelease }: Planning): Decision {
  const { services, bases } = facts.repository.images;
  const found = new Map(facts.host.images.map((image) => [image.name, image]));
  const uses = new Map<string, Use>([
    ...bases.map(({ name, at }) => [name, { name, at, isRequired: false, isBase: true }] as const),
    ...services.map(({ name, at, rule }) => [name, { name, at, isRequired: rule.isRequired, isBase: false }] as const),
  ]);
  const asked = [...uses.values()].flatMap(({ name, at, isRequired, isBase }) => {
    const image = found.get(name);
    if (image?.problem === undefined) return [];
    const isMissing = !image.isPresent && image.held.length === 0 && !isBase;
    return [{ image, at, problem: image.problem, isFatal: isRequired || (isMissing && needsRelease) }];
  });
  const refused = asked.filter(({ problem, isFatal }) => isFatal && ['not-found', 'denied'].includes(problem.kind));
  return {
    refusals: refused.map(({ image, at, problem }) => refusal(image.name, at, problem)),
    warnings: asked
      .filter((one) => !refused.includes(one) && isOfRegistry(one.image))
      .map(({ image, at, problem }) => `${warning(image.name, at, problem)}.`),
  };
}

interface Use {
  readonly name: string;
  readonly at: ImageReference;
  readonly isRequired: boolean;
  readonly isBase: boolean;
}

/** An image that was made on the host has no digest: no registry knows it, and none has to. */
function isOfRegistry(image: ImageFacts): boolean {
  return !image.isPresent || image.held.length > 0;
}

function warning(name: string, { registry }: ImageReference, { kind, why, until }: ImageProblem): string {
  const kept = 'The image on the host is used';
  switch (kind) {
    case 'not-found':
      return `${registry} has no image ${name} any more (${why}). ${kept}`;
    case 'denied':
      return `${registry} denied the request for the image ${name} (${why}). ${kept}. ${deniedHint(registry)}`;
    case 'rate-limit':
      return `${registry} limits the rate of requests (${name}: ${why})${until === undefined ? '' : `, until ${until.toISOString()} at the latest`}. ${kept}`;
    case 'unreachable':
      return `${registry} could not be queried for a newer image ${name}: ${why}. ${kept}`;
  }
}

function refusal(name: string, { registry }: ImageReference, { kind, why }: ImageProblem): Failure {
  if (kind === 'not-found') {
    return {
      code: 'image-not-found',
      what: `${registry} has no image ${name}`,
      why,
      hint: 'Check the name and the tag in the compose file. If an earlier job pushes it, let this job need that one.',
    };
  }
  return {
    code: 'registry-denied',
    what: `${registry} denies access to the image ${name}`,
    why: `${why}. A registry answers so too where there is no such image`,
    // Official images need no login, so one does not help.
    hint: officialImage(name)
      ? `Without a user in its name it is an official image of Docker Hub, or one that was only built on another machine. If a Dockerfile of the repository makes ${name}, add its folder to the service: build: .`
      : deniedHint(registry),
  };
}
