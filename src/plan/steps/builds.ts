import type { BuildConfig } from '../../compose/model/config.js';
import type { Planning } from '../context.js';

/** A service's build. */
export interface Build {
  readonly service: string;
  readonly build: BuildConfig;
}

/** The builds of a release, those of inactive profiles left out. */
export function buildsOf({ facts, inputs, overlay }: Pick<Planning, 'facts' | 'inputs' | 'overlay'>): readonly Build[] {
  const { stack } = facts.repository;
  if (stack.kind === 'dockerfile') {
    const { dockerfile = 'Dockerfile' } = inputs.build;
    return [{ service: stack.entry.service, build: { context: '.', dockerfile } }];
  }
  const { services, inactive } = stack.config;
  return [...new Set(overlay.built.map(({ builtBy }) => builtBy))].flatMap((service) => {
    const build = (services[service] ?? inactive[service])?.build;
    return build === undefined ? [] : [{ service, build }];
  });
}
