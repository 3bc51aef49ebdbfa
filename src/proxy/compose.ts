import type { ReadTemplate } from '../templates.js';
import { bundledFolders, bundledNames, PROXY_IMAGE } from './names.js';
import { plainWord } from './settings.js';
import { renderTemplate } from './template.js';

/** `edge.compose.yml`: nginx and certbot, as an override file of the app's compose file. */
export function renderProxyCompose(
  settings: {
    readonly appService: string;
    /** Absolute path on the host that outlives releases; nginx reads `*.conf` in it. */
    readonly edgeFolder: string;
    /** Whether the app shares the static files with the proxy: compose replaces a mount of its own at that place. */
    readonly sharesStatic: boolean;
  },
  read: ReadTemplate,
): string {
  const shared = `${bundledNames.staticVolume}:${bundledFolders.static}`;
  return renderTemplate(read('proxy/edge.compose.yml'), {
    ...bundledNames,
    proxyImage: PROXY_IMAGE,
    webroot: bundledFolders.webroot,
    staticFolder: bundledFolders.static,
    appService: plainWord('The app service', settings.appService),
    appVolumes: JSON.stringify(settings.sharesStatic ? [shared] : []),
    edgeFolder: plainWord('The proxy folder', settings.edgeFolder),
  });
}

/** `app.compose.yml`: the app of a repository that has only a Dockerfile. The app is told the names of its site. */
export function renderAppCompose(
  settings: {
    readonly appService: string;
    readonly domain: string;
    readonly aliases: readonly string[];
    /** Path of the image where the app keeps data of its own accord; undefined: none is known. */
    readonly storage: string | undefined;
  },
  read: ReadTemplate,
): string {
  return renderTemplate(read('proxy/app.compose.yml'), {
    appService: plainWord('The app service', settings.appService),
    domain: plainWord('The domain', settings.domain),
    aliases: settings.aliases.map((alias) => plainWord('The alias', alias)).join(','),
    storageMount: settings.storage === undefined ? '' : `- ${JSON.stringify(`storage:${settings.storage}`)}`,
    storageVolume: settings.storage === undefined ? '' : 'storage:',
  });
}
