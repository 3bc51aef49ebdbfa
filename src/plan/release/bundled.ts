import { renderAppCompose, renderProxyCompose } from '../../proxy/compose.js';
import type { ReadTemplate } from '../../templates.js';
import type { Inputs } from '../../inputs/inputs.js';
import type { Site } from '../site.js';

/** The bundled compose files, with this site's names in them. */
export function bundledCompose(
  inputs: Pick<Inputs, 'app' | 'domain' | 'aliases'>,
  site: Site,
  read: ReadTemplate,
): { readonly app: string; readonly edge: string } {
  const appService = inputs.app.service;
  return {
    app: renderAppCompose({ appService, domain: inputs.domain, aliases: inputs.aliases }, read),
    edge: renderProxyCompose({ appService, edgeFolder: `${site.root}/edge` }, read),
  };
}
