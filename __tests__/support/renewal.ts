import { renewalFiles, type RenewalFiles } from '../../src/plan/release/renewal.js';
import { readTemplate } from '../../src/templates.js';
import { usualSite } from './usual-site.js';

/** The renewal of a usual site in this folder. */
export function renewalAt(root: string, renewCommand?: string): RenewalFiles {
  const inputs = { renewCommand, renewSchedule: undefined, domain: 'a.example.com' };
  return renewalFiles({ inputs, site: usualSite(root), readTemplate });
}
