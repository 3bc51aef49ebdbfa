import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProxySettings } from '../../../src/proxy/settings.js';

/** Settings of a site with everything ordinary. */
export const site: ProxySettings = {
  names: ['app.example.com', 'www.example.com'],
  maxBodySize: '10m',
  tls: true,
  hstsMaxAgeSeconds: 300,
  certificateName: 'app.example.com',
};

/** Tests run from the root of the repository. */
export function readTemplate(relative: string): string {
  return readFileSync(join('templates', relative), 'utf8');
}
