import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { renderAppCompose, renderProxyCompose } from '../../../src/proxy/compose.js';
import { readTemplate } from './site.js';

interface Compose {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}
const parseCompose = (text: string): Compose => parse(text) as Compose;

describe('renderProxyCompose', () => {
  const edge = parseCompose(
    renderProxyCompose({ appService: 'web', edgeFolder: '/home/ec2-user/shop/edge' }, readTemplate),
  );

  test('adds to the app only its share of the static files and the network of the edge', () => {
    expect(edge.services['web']).toEqual({ networks: { default: null }, volumes: ['static:/vol/static'] });
  });

  test('mounts the folder that outlives releases and does not wait for the app', () => {
    expect(edge.services['edge']?.['volumes']).toContainEqual({
      type: 'bind',
      source: '/home/ec2-user/shop/edge',
      target: '/etc/nginx/conf.d',
      read_only: true,
    });
    expect(edge.services['edge']).not.toHaveProperty('depends_on');
  });

  test('does not start certbot with the rest', () => {
    expect(edge.services['certbot']?.['profiles']).toEqual(['certbot']);
  });

  test('pins every image and declares every volume', () => {
    for (const name of ['edge', 'certbot']) expect(edge.services[name]?.['image']).toMatch(/:v?\d+\.\d+/);
    expect(Object.keys(edge.volumes).sort()).toEqual(['acme-webroot', 'certificates', 'static']);
  });

  test('refuses a folder that compose would read as something else', () => {
    expect(() => renderProxyCompose({ appService: 'web', edgeFolder: '/srv/${HOME}' }, readTemplate)).toThrow(
      'The proxy folder',
    );
  });
});

describe('renderAppCompose', () => {
  test('tells the app the names of its site, unless .env says otherwise', () => {
    const app = parseCompose(
      renderAppCompose(
        { appService: 'app', domain: 'a.example.com', aliases: ['b.example.com', 'c.example.com'] },
        readTemplate,
      ),
    );
    expect(app.services['app']?.['environment']).toEqual({
      DOMAIN: '${DOMAIN-a.example.com}',
      DOMAIN_ALIASES: '${DOMAIN_ALIASES-b.example.com,c.example.com}',
    });
  });

  test('goes without aliases', () => {
    const app = parseCompose(
      renderAppCompose({ appService: 'app', domain: 'a.example.com', aliases: [] }, readTemplate),
    );
    expect(app.services['app']?.['environment']).toMatchObject({ DOMAIN_ALIASES: '${DOMAIN_ALIASES-}' });
  });
});
