import { siteOf, type Site } from '../../src/plan/site.js';
import { someInputs } from './facts.js';
import { someStack } from './stacks.js';

/** The site `site` of a.example.com behind the bundled reverse proxy, in this folder. */
export function usualSite(root: string): Site {
  return siteOf(someInputs({ domain: 'a.example.com' }), someStack(), { root, project: 'site' });
}
