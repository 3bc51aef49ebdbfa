import { Problem } from './invalid.js';
import { isList, isMapping, textOf, type Mapping } from './value.js';
import type { ComposeConfig, ServiceConfig } from './config.js';

const DURATION = /^([-+]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h|d|w))+$|^0$/;

/** What compose refuses in a project that is put together (compose-go, loader/validate.go). @throws Problem */
export function checkConsistency(config: ComposeConfig): void {
  for (const [name, service] of Object.entries({ ...config.services, ...config.inactive }))
    checkDurations(name, service);
  for (const [name, service] of Object.entries(config.services)) {
    checkImage(name, service, config);
    checkNetworks(name, service, config);
    checkReferences(name, service, config);
    checkScale(name, service);
    checkMounts(name, service);
  }
  for (const [key, volume] of Object.entries(config.volumes)) {
    const other = Object.keys(volume).find((one) => one !== 'name' && one !== 'external' && !one.startsWith('x-'));
    if (volume.external === true && other !== undefined)
      throw new Problem(`volumes.${key} is external, so it cannot have \`${other}\``);
  }
  for (const [key, secret] of Object.entries(config.secrets)) {
    const isGiven =
      secret.external === true ||
      secret.file !== undefined ||
      secret['environment'] !== undefined ||
      secret.driver !== undefined;
    if (!isGiven) throw new Problem(`secrets.${key} has neither \`file\` nor \`environment\``);
  }
  checkCircles(config);
}

function checkDurations(name: string, { healthcheck, stop_grace_period: grace }: ServiceConfig): void {
  const { interval, timeout, start_period: period, start_interval: early } = healthcheck ?? {};
  for (const [key, value] of Object.entries({ interval, timeout, period, early, grace })) {
    if (typeof value === 'string' && !DURATION.test(value))
      throw new Problem(`services.${name} has ${value} where a duration such as 1m30s belongs (${key})`);
  }
}

function checkImage(name: string, { image, build, ...service }: ServiceConfig, config: ComposeConfig): void {
  if (build === undefined && (image ?? '') === '' && service['provider'] === undefined)
    throw new Problem(`services.${name} has neither \`image\` nor \`build\``);
  if (build === undefined) return;
  if (build.dockerfile !== undefined && build.dockerfile_inline !== undefined)
    throw new Problem(`services.${name}.build has both \`dockerfile\` and \`dockerfile_inline\``);
  for (const context of Object.values(build.additional_contexts ?? {})) {
    const other = /^service:(.*)$/.exec(context)?.[1];
    if (other !== undefined && config.services[other]?.build === undefined)
      throw new Problem(`services.${name}.build.additional_contexts names ${other}, which is no service that is built`);
  }
  for (const secret of isList(build['secrets']) ? build['secrets'].filter(isMapping) : [])
    checkKnown(`services.${name}.build.secrets`, textOf(secret['source']), config.secrets, 'secrets');
}

function checkNetworks(
  name: string,
  { network_mode: mode, networks, healthcheck }: ServiceConfig,
  config: ComposeConfig,
): void {
  if (mode !== undefined && mode !== '' && Object.keys(networks ?? {}).length > 0)
    throw new Problem(`services.${name} has both \`network_mode\` and \`networks\``);
  for (const network of Object.keys(networks ?? {}))
    checkKnown(`services.${name}.networks`, network, config.networks, 'networks');
  const other = /^service:(.*)$/.exec(mode ?? '')?.[1];
  if (other !== undefined) checkKnown(`services.${name}.network_mode`, other, config.services, 'services');
  const first = healthcheck?.test?.[0];
  if (first !== undefined && !['CMD', 'CMD-SHELL', 'NONE'].includes(first))
    throw new Problem(`services.${name}.healthcheck.test begins with neither CMD, CMD-SHELL nor NONE`);
}

function checkReferences(name: string, service: ServiceConfig, config: ComposeConfig): void {
  for (const [other, { required }] of Object.entries(service.depends_on ?? {})) {
    if (config.services[other] !== undefined || (config.inactive[other] !== undefined && !required)) continue;
    const why =
      config.inactive[other] === undefined ? 'which is not there' : 'which is in a profile that is not active';
    throw new Problem(`services.${name}.depends_on names the service ${other}, ${why}`);
  }
  for (const { type, source } of service.volumes ?? []) {
    if (type === 'volume' && source !== undefined && source !== '')
      checkKnown(`services.${name}.volumes`, source, config.volumes, 'volumes');
  }
  for (const section of ['secrets', 'configs'] as const) {
    for (const { source } of service[section] ?? [])
      checkKnown(`services.${name}.${section}`, source, config[section], section);
  }
}

function checkKnown(place: string, name: string, known: Mapping, section: string): void {
  if (!Object.hasOwn(known, name)) throw new Problem(`${place} names ${name}, which \`${section}\` does not have`);
}

function checkScale(name: string, { scale, deploy, container_name: container }: ServiceConfig): void {
  const replicas = deploy?.replicas;
  if (scale !== undefined && replicas !== undefined && scale !== replicas)
    throw new Problem(`services.${name} has a \`scale\` and a \`deploy.replicas\` that differ`);
  const count = scale ?? replicas ?? 1;
  if (count < 0) throw new Problem(`services.${name} has fewer than 0 replicas`);
  if (count > 1 && container !== undefined && container !== '')
    throw new Problem(`services.${name} has a \`container_name\`, so there can be only one of it`);
}

function checkMounts(name: string, { volumes = [] }: ServiceConfig): void {
  for (const { type, target, source } of volumes) {
    if (typeof target !== 'string' && type !== 'tmpfs')
      throw new Problem(`services.${name}.volumes has an item without a target`);
    if (type === 'bind' && source === undefined)
      throw new Problem(`services.${name}.volumes has a bind mount without a source`);
  }
}

function checkCircles({ services }: ComposeConfig): void {
  const done = new Set<string>();
  const visit = (name: string, trail: readonly string[]): void => {
    if (trail.includes(name))
      throw new Problem(`services.${name}.depends_on has a cycle: ${[...trail, name].join(' -> ')}`);
    if (done.has(name)) return;
    for (const other of Object.keys(services[name]?.depends_on ?? {})) visit(other, [...trail, name]);
    done.add(name);
  };
  for (const name of Object.keys(services)) visit(name, []);
}
