import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { renderAppCompose, renderProxyCompose } from '../../../src/proxy/compose.js';
import { bundledNames, reservedNames } from '../../../src/proxy/names.js';
import { readTemplate } from './site.js';

interface Compose {
  readonly services: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly volumes: Readonly<Record<string, unknown>>;
}
const parseCompose = (text: string): Compose => parse(text) as Compose;

describe('renderProxyCompose', () => {
  const rendered = (sharesStatic = true): Compose =>
    parseCompose(
      renderProxyCompose({ appService: 'web', edgeFolder: '/home/ec2-user/shop/edge', sharesStatic }, readTemplate),
    );
  const edge = rendered();
  const { proxyService, certbotService } = bundledNames;

  test('adds to the app only its share of the static files and the network of the edge', () => {
    expect(edge.services['web']).toEqual({ networks: { default: null }, volumes: ['edge-static:/vol/static'] });
    expect(rendered(false).services['web']).toEqual({ networks: { default: null }, volumes: [] });
  });

  test('mounts the folder that outlives releases and does not wait for the app', () => {
    expect(edge.services[proxyService]?.['volumes']).toContainEqual({
      type: 'bind',
      source: '/home/ec2-user/shop/edge',
      target: '/etc/nginx/conf.d',
      read_only: true,
    });
    expect(edge.services[proxyService]).not.toHaveProperty('depends_on');
  });

  test('does not start certbot with the rest, nor with a profile that the project may have', () => {
    expect(edge.services[certbotService]?.['profiles']).toEqual(['edge-certbot']);
  });

  test('brings nothing but names that begin with edge, all of them reserved', () => {
    const { services, volumes } = reservedNames('shop');
    expect(Object.keys(edge.services).sort()).toEqual([...services, 'web'].sort());
    expect(Object.keys(edge.volumes).sort()).toEqual([...volumes].sort());
    expect([...Object.values(bundledNames)].filter((name) => !/^edge(-|$)/.test(name))).toEqual([]);
    expect(Object.keys(edge).sort()).toEqual(['services', 'volumes']);
  });

  test('pins every image', () => {
    for (const name of [proxyService, certbotService]) expect(edge.services[name]?.['image']).toMatch(/:v?\d+\.\d+/);
  });

  test('refuses a folder that compose would read as something else', () => {
    expect(() =>
      renderProxyCompose({ appService: 'web', edgeFolder: '/srv/${HOME}', sharesStatic: true }, readTemplate),
    ).toThrow('The proxy folder');
  });
});

describe('renderAppCompose', () => {
  test('tells the app the names of its site, unless .env says otherwise', () => {
    const app = parseCompose(
      renderAppCompose(
        { appService: 'app', domain: 'a.example.com', aliases: ['b.example.com', 'c.example.com'], storage: undefined },
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
      renderAppCompose({ appService: 'app', domain: 'a.example.com', aliases: [], storage: undefined }, readTemplate),
    );
    expect(app.services['app']?.['environment']).toMatchObject({ DOMAIN_ALIASES: '${DOMAIN_ALIASES-}' });
  });

  test('mounts a volume where the app keeps data of its own accord', () => {
    const appWith = (storage: string | undefined) =>
      parseCompose(
        renderAppCompose({ appService: 'app', domain: 'a.example.com', aliases: [], storage }, readTemplate),
      );
    expect(appWith('/rails/storage').services['app']?.['volumes']).toEqual([
      'data:/vol/data',
      'media:/vol/media',
      'storage:/rails/storage',
    ]);
    expect(appWith(undefined).services['app']?.['volumes']).toEqual(['data:/vol/data', 'media:/vol/media']);
  });
});
