import type { Inputs } from '../../inputs/inputs.js';
import { cronMark, type Site } from '../site.js';

/** Where the host's certbot keeps certificates, and puts the files of HTTP-01. */
export const certificateFolder = '/etc/letsencrypt';
const webroot = '/var/www/acme';

/** Names of a site that runs straight on its host. */
export function nativeSite(
  inputs: Pick<Inputs, 'domain'>,
  host: { readonly root: string; readonly project: string },
): Site {
  return {
    ...host,
    certificateName: inputs.domain,
    certificateVolume: undefined,
    proxyService: 'nginx',
    certbotService: 'certbot',
    certbotWebroot: webroot,
    webrootVolume: undefined,
    temporaryProxy: '',
    hasOwnProxy: false,
    cronMark: cronMark(host.project),
  };
}
