const ENDINGS = ['yml', 'yaml'] as const;

/** Files that are meant for a deployment, in this order. */
export const DEPLOY_FILES: readonly string[] = [
  'docker-compose-deploy',
  'docker-compose.deploy',
  'compose.deploy',
  'compose.prod',
  'compose.production',
  'docker-compose.prod',
  'docker-compose.production',
].flatMap((name) => ENDINGS.map((ending) => `${name}.${ending}`));

/** Files for everyday work, in the order in which compose looks for them. */
export const BASE_FILES: readonly string[] = [
  'compose.yaml',
  'compose.yml',
  'docker-compose.yml',
  'docker-compose.yaml',
];

/** What compose lays over those by itself, which is meant for development. */
export const OVERRIDE_FILES: readonly string[] = ['compose.override', 'docker-compose.override'].flatMap((name) =>
  ENDINGS.map((ending) => `${name}.${ending}`),
);
