import type { Planning } from '../context.js';
import { imageRepository } from '../release/image-repository.js';
import { PROXY_IMAGE } from '../../proxy/names.js';
import type { PulledImage } from '../step.js';
import { activeServices } from '../expected-services.js';

/** The services of a release whose images come from registries, or from nowhere: `pull_policy: never`. */
export function pulledImages(planning: Planning): readonly PulledImage[] {
  const { overlay, images, facts, site } = planning;
  const built = new Set(overlay.built.map(({ service }) => service));
  const moved = new Set(images.moved.flatMap(({ services }) => services));
  const known = new Map(facts.repository.images.services.map((image) => [image.service, image]));
  return activeServices(planning).flatMap((service): readonly PulledImage[] => {
    const image = known.get(service);
    if (built.has(service) || image?.rule.isPulled === false) return [];
    // What is named by its digest is the same image anyway; the bundled reverse proxy goes with the version of this action.
    const pin = image === undefined || image.at.digest !== undefined ? undefined : image.name;
    const isOurs = service === site.proxyService && !site.hasOwnProxy;
    const name = isOurs ? PROXY_IMAGE : image?.name;
    const repository = imageRepository(site.project, service);
    return [{ service, repository, pin, image: name, isMoved: moved.has(service) }];
  });
}
