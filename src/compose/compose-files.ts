/** The compose files that are looked for, in this order: those meant for a deployment before those for everyday work. */
export const COMPOSE_FILES: readonly string[] = [
  ...bothEndings('docker-compose-deploy'),
  ...bothEndings('docker-compose.deploy'),
  ...bothEndings('compose.deploy'),
  ...bothEndings('compose.prod'),
  ...bothEndings('compose.production'),
  ...bothEndings('docker-compose.prod'),
  ...bothEndings('docker-compose.production'),
  'compose.yaml',
  'compose.yml',
  'docker-compose.yaml',
  'docker-compose.yml',
];

function bothEndings(name: string): readonly string[] {
  return [`${name}.yml`, `${name}.yaml`];
}
