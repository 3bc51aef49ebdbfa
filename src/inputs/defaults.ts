/** Defaults of the inputs; action.yml has the same ones, and a test compares them. */
export const INPUT_DEFAULTS = {
  user: 'ec2-user',
  port: '22',
  'open-port': 'false',
  'open-web-ports': 'false',
  'start-instance': 'false',
  runtime: 'compose',
  source: 'upload',
  'build-pull': 'false',
  'keep-published-ports': 'false',
  proxy: 'auto',
  'acme-server': 'https://acme-v02.api.letsencrypt.org/directory',
  dns: 'route53',
  'create-hosted-zone': 'false',
  'set-name-servers': 'false',
  'health-path': '/',
  'min-ready': '0s',
  'max-body-size': '10m',
  bootstrap: 'true',
  'dry-run': 'false',
  timeout: '30m',
} as const;

export type DefaultedInput = keyof typeof INPUT_DEFAULTS;
