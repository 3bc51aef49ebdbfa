import { renewalFiles, type RenewalFiles } from '../../src/plan/release/renewal.js';
import { cronMark } from '../../src/plan/site.js';
import { readTemplate } from '../../src/templates.js';

/** The renewal of a usual site in this folder. */
export function renewalAt(root: string, renewCommand?: string): RenewalFiles {
  const site = {
    ...{ project: 'site', root, proxyService: 'edge', hasOwnProxy: false, cronMark: cronMark('site') },
    ...{ certificateName: 'a.example.com', certificateVolume: 'site_certificates', certbotService: 'certbot' },
    ...{ certbotWebroot: '/var/www/acme', webrootVolume: 'site_acme-webroot' },
  };
  const inputs = { renewCommand, renewSchedule: undefined, domain: 'a.example.com' };
  return renewalFiles({ inputs, site, readTemplate });
}
