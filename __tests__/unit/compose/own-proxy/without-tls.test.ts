import { describe, expect, test } from '@jest/globals';
import { failure } from '../reading.js';
import { BOTH, kindOf, nginx, PLAIN, REDIRECTING, stack, tls } from './fronts.js';

const certbot = (more = ''): string =>
  `  certbot: {image: certbot/certbot, ${more}volumes: ["le:/etc/letsencrypt"]}\nvolumes: {le: }\n`;
const front = (more = ''): string => nginx(BOTH, ['"le:/etc/letsencrypt"']).replace('{image', `{${more}image`);
const CERTIFICATE = '/etc/letsencrypt/live/shop.example/fullchain.pem';

describe('a proxy with a certbot', () => {
  test('that redirects to https and does not serve it is not run as it is, and not placed behind the bundled one', () => {
    for (const more of ['', 'profiles: [tools], ']) {
      const { why, hint } = failure({ 'compose.yaml': stack(front(), certbot(more)), 'nginx.conf': REDIRECTING });
      expect(why).toContain(
        'no server of its configuration (nginx.conf) listens with TLS, and that at port 80 redirects',
      );
      expect(hint).toContain('proxy: own');
      expect(hint).not.toContain('app-service: front');
    }
  });

  test.each(['CERTBOT_ENABLED: "${CERTBOT_ENABLED:-false}"', 'ENABLE_SSL: "0"', 'USE_HTTPS: "off"'])(
    'whose TLS a variable switches off is asked about: %s',
    (variable) => {
      const files = {
        'compose.yaml': stack(front(`environment: {${variable}}, `), certbot()),
        'nginx.conf': REDIRECTING + tls(CERTIFICATE),
      };
      const { why, hint } = failure(files);
      expect(why).toContain(`${variable.split(':')[0] ?? ''} of front is off`);
      expect(hint).toContain('proxy: bundled\n  app-service: front\nor, to run it unchanged');
    },
  );

  test('whose TLS a variable switches on runs unchanged', () => {
    const files = {
      'compose.yaml': stack(front('environment: {CERTBOT_ENABLED: "true"}, '), certbot()),
      'nginx.conf': REDIRECTING + tls(CERTIFICATE),
    };
    expect(kindOf(files)).toBe('certbot');
  });
});

describe('a proxy whose certificate lies in a directory of the repository', () => {
  const files = {
    'compose.yaml': stack(nginx(BOTH, ['"./certs:/certs:ro"'])),
    'nginx.conf': PLAIN + tls('/certs/site.pem'),
    Dockerfile: 'FROM python:3.12\nEXPOSE 8000\nCMD ./start\n',
  };

  test('is asked about where the file is not there, since it does not start without it', () => {
    const { why, hint } = failure(files);
    expect(why).toContain('from certs/site.pem, which is not in the repository');
    expect(hint).toContain('proxy: bundled\n  app-service: app');
  });

  test('is placed behind the bundled one where it is there, or where a script makes it', () => {
    expect(kindOf({ ...files, 'certs/site.pem': 'x' })).toBe('app: front');
    const scripted = files['compose.yaml'].replace('{image', '{command: ["/start.sh"], image');
    expect(kindOf({ ...files, 'compose.yaml': scripted })).toBe('app: front');
  });
});

describe('a proxy that only redirects to https, without a certificate', () => {
  const redirecting = 'server { listen 80; location / { return 301 https://$host$request_uri; } }\n';
  const site = 'server { listen 443 ssl; location / { proxy_pass http://app:8000; } }\n';
  const compose = { 'compose.yaml': stack(nginx('"80:80"')) };

  test('is asked about, since behind the bundled one it would redirect for ever', () => {
    const { why, hint } = failure({ ...compose, 'nginx.conf': redirecting + site });
    expect(why).toBe(
      'front only redirects to https (nginx.conf:1), and no server of its configuration has a certificate',
    );
    expect(hint).toContain('proxy: bundled\n  app-service: app');
  });

  test.each([
    [
      'the scheme that a proxy in front says is looked at',
      'if ($http_x_forwarded_proto = http) { return 301 https://$host; }',
    ],
    ['only some paths are redirected', 'location /old { return 301 https://$host/new; }'],
  ])('is placed behind it where %s', (_name, text) => {
    const conf = PLAIN.replace('listen 80;', `listen 80; ${text}`);
    expect(kindOf({ ...compose, 'nginx.conf': conf })).toBe('app: front');
  });
});

test('The lines that are suggested do not include PHP-FPM as the app, which speaks no HTTP', () => {
  const php = 'services:\n  app: {image: "php:8.3-fpm"}\n';
  const { hint } = failure({
    'compose.yaml': `${php}  front: ${nginx(BOTH, ['"./certs:/certs:ro"'])}\n`,
    'nginx.conf': tls('/certs/site.pem').replace('proxy_pass http://app:8000', 'fastcgi_pass app:9000'),
  });
  expect(hint).toContain('proxy: own');
  expect(hint).not.toContain('app-service: app');
});
