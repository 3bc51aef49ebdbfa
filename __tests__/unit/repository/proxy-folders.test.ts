import { describe, expect, test } from '@jest/globals';
import { openRepository } from '../../../src/repository/repository.js';
import { someInputs } from '../../support/facts.js';
import { workspaceForEachTest } from '../../support/git-workspace.js';

const TLS = `server { listen 80; location / { return 301 https://$host$request_uri; } }
server { listen 443 ssl; ssl_certificate /etc/letsencrypt/live/app.example.com/fullchain.pem; location / { proxy_pass http://web:8000; } }
`;
const PASSING =
  'server { listen 80; location / { proxy_set_header X-Forwarded-Proto $scheme; proxy_pass http://web; } }\n';

describe('Folders with the configuration of a reverse proxy are read in a real repository', () => {
  const at = workspaceForEachTest();
  const open = async (files: Readonly<Record<string, string>>) => {
    for (const [path, text] of Object.entries(files)) at.write(path, text);
    at.track();
    const { stack, listing } = await openRepository(someInputs({ workspace: at.folder, env: undefined }));
    await listing;
    return stack;
  };
  const nginx = (volumes: string, more = ''): string =>
    `services:\n  web: {image: shop/web}\n  nginx: {image: nginx, ports: ["80:80", "443:443"], volumes: [${volumes}]}\n${more}`;

  test('F4: nginx whose configuration has a name of its own needs the certificate before it starts', async () => {
    const shared = '"./certbot/conf:/etc/letsencrypt", "./certbot/www:/var/www/certbot"';
    const certbot = `  certbot: {image: certbot/certbot, volumes: [${shared}]}\n`;
    const stack = await open({
      'compose.yaml': nginx(`"./nginx:/etc/nginx/conf.d", ${shared}`, certbot),
      'nginx/myapp.conf': TLS,
    });
    expect(stack.ownProxy).toMatchObject({ kind: 'certbot', needsCertificate: true });
    expect(stack.ownProxy?.lineages).toEqual([{ name: 'app.example.com', file: 'nginx/myapp.conf', line: 2 }]);
  });

  test('F4: also where a Dockerfile copies the folder', async () => {
    const shared = '"certs:/etc/letsencrypt", "www:/var/www/certbot"';
    const stack = await open({
      'compose.yaml': `services:
  web: {image: shop/web}
  nginx: {build: proxy, ports: ["80:80", "443:443"], volumes: [${shared}]}
  certbot: {image: certbot/certbot, volumes: [${shared}]}
volumes: {certs: , www: }
`,
      'proxy/Dockerfile': 'FROM nginx\nCOPY conf.d /etc/nginx/conf.d\n',
      'proxy/conf.d/myapp.conf': TLS,
    });
    expect(stack.ownProxy).toMatchObject({ kind: 'certbot', needsCertificate: true });
  });

  test('F1: a redirect with certificates that nothing renews is a question, not a redirect loop', async () => {
    const files = {
      'compose.yaml': nginx('"./nginx:/etc/nginx/conf.d", "/etc/letsencrypt:/etc/letsencrypt:ro"'),
      'nginx/app.example.com.conf': TLS,
    };
    await expect(open(files)).rejects.toMatchObject({ code: 'entry-unclear' });
  });

  test.each([
    ['file: ./tls.conf', { 'tls.conf': TLS }],
    [`content: ${JSON.stringify(TLS.split('$').join('$$'))}`, {}],
  ])('F1: so it is where the compose file gives the configuration as configs, by %#', async (given, files) => {
    const compose = `services:
  web: {image: shop/web}
  nginx: {image: nginx, ports: ["80:80", "443:443"], configs: [{source: site, target: /etc/nginx/conf.d/site.conf}]}
configs: {site: {${given}}}
`;
    await expect(open({ 'compose.yaml': compose, ...files })).rejects.toMatchObject({
      code: 'entry-unclear',
      why: expect.stringMatching(/certificate .* \((?:tls\.conf|configs\.site):2\)/),
    });
  });

  test('F3: Traefik with a certificate resolver in its folder requests its certificates itself', async () => {
    const stack = await open({
      'compose.yaml': `services:
  web: {image: shop/web}
  traefik: {image: "traefik:v3", ports: ["80:80", "443:443"], volumes: ["./traefik:/etc/traefik"]}
`,
      'traefik/traefik.yml': 'certificatesResolvers:\n  le:\n    acme: {email: a@b.c}\n',
    });
    expect(stack.ownProxy).toMatchObject({ kind: 'acme', proxy: 'traefik' });
  });

  test('a header that says http to the app is a finding with file and line', async () => {
    const stack = await open({ 'compose.yaml': nginx('"./conf:/etc/nginx/conf.d"'), 'conf/gateway.conf': PASSING });
    expect(stack.proxyFindings).toContainEqual(
      expect.objectContaining({ kind: 'scheme', file: 'conf/gateway.conf', line: 1 }),
    );
  });

  test('D3: a production file with nginx alone is used on top of the file that has the app', async () => {
    const stack = await open({
      'compose.yaml': 'services:\n  web: {build: ., ports: ["8000:8000"]}\n',
      'compose.prod.yaml':
        'services:\n  nginx: {image: nginx, ports: ["80:80"], volumes: ["./conf:/etc/nginx/conf.d"]}\n',
      'conf/gateway.conf': PASSING,
      Dockerfile: 'FROM nginx\n',
    });
    expect(stack.composeFiles).toEqual(['compose.yaml', 'compose.prod.yaml']);
    expect(stack.composeBecause).toContain('conf/gateway.conf of nginx passes requests to it');
  });

  test('compose files under other names and in other folders are printed as the lines to add', async () => {
    const files = { 'stack.yml': 'services: {a: {image: x}}\n', 'deploy/compose.yaml': 'services: {a: {image: x}}\n' };
    await expect(open(files)).rejects.toMatchObject({
      code: 'nothing-to-deploy',
      hint: expect.stringMatching(/compose-file: stack\.yml\nworking-directory: deploy$/),
    });
  });

  test('A folder where a service names an env file is no file to read, and the run goes on to what is missing', async () => {
    const files = {
      'deploy/compose.yaml':
        'services:\n  web: {image: shop/web, ports: ["80:8000"], env_file: ["${ENV_FILE}", ../deploy]}\n',
      'deploy/other': '',
    };
    expect((await open(files)).entry.service).toBe('web');
  });
});
