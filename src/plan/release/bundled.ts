import { renderAppCompose, renderProxyCompose } from '../../proxy/compose.js';
import type { ReadTemplate } from '../../templates.js';
import type { Inputs } from '../../inputs/inputs.js';
import type { Stack } from '../../compose/stack.js';
import type { Site } from '../site.js';

/** The bundled compose files, with this site's names in them. */
export function bundledCompose(
  { domain, aliases }: Pick<Inputs, 'domain' | 'aliases'>,
  { entry }: Pick<Stack, 'entry'>,
  { site, read }: { readonly site: Site; readonly read: ReadTemplate },
): { readonly app: string; readonly edge: string } {
  const appService = entry.service;
  return {
    app: renderAppCompose({ appService, domain, aliases }, read),
    edge: renderProxyCompose({ appService, edgeFolder: `${site.root}/edge` }, read),
  };
}
