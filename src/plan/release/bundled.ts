import { mountTargets } from '../../compose/mounts.js';
import { renderAppCompose, renderProxyCompose } from '../../proxy/compose.js';
import { bundledFolders } from '../../proxy/names.js';
import type { ReadTemplate } from '../../templates.js';
import type { Inputs } from '../../inputs/inputs.js';
import type { Stack } from '../../compose/stack.js';
import { isWithin } from './data.js';
import type { Site } from '../site.js';

/** The bundled compose files, with this site's names in them. */
export function bundledCompose(
  { domain, aliases }: Pick<Inputs, 'domain' | 'aliases'>,
  stack: Pick<Stack, 'entry' | 'config' | 'storage'>,
  { site, read }: { readonly site: Site; readonly read: ReadTemplate },
): { readonly app: string; readonly edge: string } {
  const appService = stack.entry.service;
  const sharesStatic = !hasOwnStatic(stack);
  return {
    app: renderAppCompose({ appService, domain, aliases, storage: stack.storage }, read),
    edge: renderProxyCompose({ appService, edgeFolder: `${site.root}/edge`, sharesStatic }, read),
  };
}

/** Whether the app mounts something of its own where the static files are shared, or around it: a mount of ours would hide that. */
function hasOwnStatic({ entry, config }: Pick<Stack, 'entry' | 'config'>): boolean {
  return mountTargets(config.services[entry.service]).some((target) => isWithin(bundledFolders.static, target));
}
