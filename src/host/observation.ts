import { count, dictionary, flag, lenient, list, object, oneOf, optional, text, type Read } from './shape.js';

/** One line of text without control characters. */
const LINE = /^[^\p{Cc}\u2028\u2029]*$/u;
const SHA256 = /^[0-9a-f]{64}$/;
const IMAGE_DIGEST = /^sha256:[0-9a-f]{64}$/;
const VERSION = /^[\w.+~:-]+$/;
const SERVICE = /^[\w.-]*$/;
/** A path may hold anything but a control character that ends a line. */
const PATH = /^[^\p{Cc}]*$/u;
const RELEASE = /^\w[\w.+-]*$/;
const MAYBE_RELEASE = /^[\w.+-]*$/;
const ENV_NAME = /^[A-Za-z_]\w*$/;
const PROJECT = /^[\w.-]*$/;
const UNIT = /^[\w@:.\\-]+$/;

/** What is known of every host, with python3 or without. */
const basics = {
  system: object({
    os_id: text(/^[\w.-]*$/),
    os_version: text(/^[\w.+~-]*$/),
    os_name: text(LINE),
    architecture: text(/^[\w.-]*$/),
    user: text(LINE),
    privilege: oneOf('root', 'sudo', 'none'),
    root: text(/^\/[^\p{Cc}]*$/u),
    is_root_writable: flag,
    free_bytes: optional(count),
    free_inodes: optional(count),
    memory_bytes: optional(count),
    available_bytes: optional(count),
    swap_bytes: optional(count),
    free_swap_bytes: optional(count),
  }),
  programs: object({
    has_docker: flag,
    has_git: flag,
    ssh_version: lenient(text(VERSION)),
    has_cron: flag,
    is_cron_running: flag,
  }),
  ports: list(object({ port: count, holder: text(PATH), is_ours: flag })),
  project: object({ name: text(/^[a-z0-9][a-z0-9_-]*$/), source: oneOf('record', 'by-hand', 'new') }),
  env: optional(
    object({
      path: text(PATH),
      digest: optional(text(SHA256)),
      names: optional(object({ given: list(text(ENV_NAME)), empty: list(text(ENV_NAME)) })),
    }),
  ),
};

/** What templates/host/observe.sh prints of a host without python3. */
export const basicObservation = object(basics);

/**
 * What templates/host/program/observe prints; its document.py has the same fields. A value of another form ends the run: without it
 * there would be a plan for another host than this one, one without a running release, say. Lenient are versions, for which any
 * program may answer, and records that a power cut can spoil: without them a plan does more than it must, never less.
 */
export const observation = object({
  python: text(VERSION),
  ...basics,
  docker: object({
    access: oneOf('direct', 'sudo', 'none'),
    version: lenient(text(VERSION)),
    compose: lenient(text(VERSION)),
    buildx: lenient(text(VERSION)),
    has_compose_v1: flag,
  }),
  containers: list(
    object({
      service: text(SERVICE),
      state: text(/^[a-z]*$/),
      health: optional(text(/^[a-z]*$/)),
      exit_code: count,
      is_stopped: flag,
      config: text(LINE),
      image: text(LINE),
    }),
  ),
  missing: list(object({ kind: oneOf('network', 'volume', 'container'), name: text(LINE) })),
  images: list(
    object({
      name: text(LINE),
      is_present: flag,
      held: list(text(IMAGE_DIGEST)),
      base: optional(text(IMAGE_DIGEST)),
      since: optional(count),
      found: optional(text(IMAGE_DIGEST)),
      problem: optional(oneOf('not-found', 'denied', 'rate-limit', 'unreachable')),
      why: text(LINE),
      until: optional(count),
      is_anonymous: flag,
    }),
  ),
  certificate: optional(text(/^[\t\r\n -~]*$/)),
  proxy: object({
    digest: optional(text(SHA256)),
    loaded: lenient(object({ config: text(/^[!-~]+$/), certificate: text(/^[!-~]*$/) })),
    release: optional(text(RELEASE)),
  }),
  hsts: lenient(object({ max_age_seconds: count, since: count })),
  renewal_digest: optional(text(SHA256)),
  program_digest: optional(text(SHA256)),
  release_count: count,
  release: optional(
    object({
      name: text(RELEASE),
      manifest_digest: text(SHA256),
      manifest_gz: optional(text(/^[A-Za-z0-9+/=]+$/)),
      env_digest: optional(text(SHA256)),
      env_key_digests: lenient(dictionary(/^[A-Za-z_]\w*$/, /^\w+$/)),
      input_files: lenient(dictionary(PATH, /^([0-9a-f]{64})?$/)),
      confirmed: lenient(
        object({
          env_digest: text(/^[0-9a-f]*$/),
          reading_digest: text(/^[0-9a-f]*$/),
          project: optional(text(/^[^\p{Cc}]*$/u)),
        }),
      ),
      settings_digest: lenient(text(/^\w+$/)),
      compose_files: lenient(list(text(PATH))),
      commit: lenient(text(/^[0-9a-f]{40,64}$/)),
      came_up: oneOf('noted', 'unfinished', 'unknown'),
      up: list(text(/^[ -~]*$/)),
    }),
  ),
  unverified: optional(object({ release: text(MAYBE_RELEASE), previous: text(MAYBE_RELEASE) })),
  data: object({
    places: list(object({ path: text(PATH), kind: oneOf('shared', 'by-hand', 'missing') })),
    places_before: list(text(PATH)),
    synced: optional(text(MAYBE_RELEASE)),
    differing: list(text(PATH)),
    damaged: list(text(PATH)),
    databases: list(object({ service: text(SERVICE), what: text(PATH) })),
    anonymous: list(text(SERVICE)),
    stacks: list(
      object({
        project: text(PROJECT),
        folder: text(PATH),
        likeness: oneOf('remote', 'file', 'other'),
        services: list(text(SERVICE)),
      }),
    ),
    volumes: list(object({ project: text(PROJECT), key: text(PROJECT), name: text(/^[\w.-]+$/) })),
    foreign: list(text(PATH)),
    layout: optional(oneOf('legacy', 'present')),
  }),
  native: optional(
    object({
      nginx: lenient(text(VERSION)),
      certbot: lenient(text(VERSION)),
      python: text(VERSION),
      has_venv: flag,
      venvs: list(text(/^[0-9a-f]{16}$/)),
      is_active: flag,
      failed: list(text(UNIT)),
      other_root: optional(text(PATH)),
      memory_current: optional(count),
      nginx_holds_ports: flag,
      has_ipv6: flag,
      pythons: dictionary(/^python3\.\d+$/, VERSION),
    }),
  ),
});

export type BasicObservation = Read<typeof basicObservation>;
export type Observation = Read<typeof observation>;
