import type { RepositoryFiles } from '../model/files.js';
import type { BuildConfig } from '../model/config.js';
import type { Stack } from '../stack.js';
import { baseImages } from './base-images.js';
import { pullRule, type PullRule } from './pull-rule.js';
import { parseImage, type ImageReference } from './reference.js';

/** An image that a service runs and that is not built here. */
export interface ServiceImage {
  readonly service: string;
  readonly name: string;
  readonly at: ImageReference;
  readonly rule: PullRule;
}

/** An image that a service's build starts from. */
export interface BaseImage {
  readonly builder: string;
  readonly name: string;
  readonly at: ImageReference;
  /** Whether a new one is a reason to build again. */
  readonly isPulled: boolean;
}

/** The images of a project that come from registries. */
export interface ProjectImages {
  readonly services: readonly ServiceImage[];
  readonly bases: readonly BaseImage[];
}

export interface ImageOptions {
  /** Whether every build gets the newest base images, whatever the compose file says. */
  readonly buildPull: boolean;
  /** The build of a repository without a compose file. */
  readonly onlyBuild: BuildConfig;
  /** The service of that build. */
  readonly appService: string;
  /** Whether all variables are known: an `.env` that is only on the host may give an image another name. */
  readonly areVariablesKnown: boolean;
}

/** What of the project comes from registries. Services of inactive profiles are not among them. Pure but for the files. */
export function readImages(stack: Stack, files: RepositoryFiles, options: ImageOptions): ProjectImages {
  const services = Object.entries(stack.config.services);
  const texts = options.areVariablesKnown ? [] : stack.composeFiles.map((path) => files.read(path));
  const isCertain = (name: string): boolean => options.areVariablesKnown || texts.some((text) => text.includes(name));
  const declared = new Set(services.flatMap(([, { build, image }]) => (build === undefined ? [] : (image ?? []))));
  const builds = buildsIn(stack, options);
  return {
    services: services.flatMap(([service, { build, image, pull_policy: policy }]): readonly ServiceImage[] => {
      if (build !== undefined || image === undefined || declared.has(image) || !isCertain(image)) return [];
      const at = parseImage(image);
      return at === undefined ? [] : [{ service, name: image, at, rule: pullRule(policy) }];
    }),
    bases: builds.flatMap(([builder, build]) =>
      baseImages(build, files).flatMap((name): readonly BaseImage[] => {
        const at = parseImage(name);
        const isPulled = options.buildPull || build['pull'] === true || build['pull'] === 'true';
        return at === undefined ? [] : [{ builder, name, at, isPulled }];
      }),
    ),
  };
}

/** The builds of services that are started, or that of a repository without a compose file. */
export function buildsIn(
  { kind, config }: Pick<Stack, 'kind' | 'config'>,
  { appService, onlyBuild }: Pick<ImageOptions, 'appService' | 'onlyBuild'>,
): readonly (readonly [service: string, build: BuildConfig])[] {
  if (kind === 'dockerfile') return [[appService, onlyBuild]];
  return Object.entries(config.services).flatMap(([name, { build }]) => (build === undefined ? [] : [[name, build]]));
}

/** An image that its registry is asked about: a tag that may mean another image by now. */
export type ComparedImage = Pick<ServiceImage, 'name' | 'at'>;

/** What is compared with the registries, each name once. */
export function comparedImages({ services, bases }: ProjectImages): readonly ComparedImage[] {
  const compared = [...services.filter(({ rule }) => rule.isCompared), ...bases.filter(({ isPulled }) => isPulled)];
  const moving = compared.filter(({ at }) => at.digest === undefined);
  return [...new Map(moving.map(({ name, at }) => [name, { name, at }])).values()];
}

/** The registries that the project's images come from. */
export function registriesOf({ services, bases }: ProjectImages): readonly string[] {
  const pulled = [...services.filter(({ rule }) => rule.isPulled), ...bases];
  return [...new Set(pulled.map(({ at }) => at.registry))];
}
