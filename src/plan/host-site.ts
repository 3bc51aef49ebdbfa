import type { HostSite } from '../host/job.js';
import type { Site } from './site.js';

/** The site's names as the host program reads them. */
export function hostSite(site: Site): HostSite {
  return {
    root: site.root,
    project: site.project,
    proxy_service: site.proxyService,
    has_own_proxy: site.hasOwnProxy,
    certificate_name: site.certificateName,
    certificate_volume: site.certificateVolume ?? null,
    certbot_service: site.certbotService ?? null,
    certbot_webroot: site.certbotWebroot ?? null,
    webroot_volume: site.webrootVolume ?? null,
    temporary_proxy: site.temporaryProxy,
    cron_mark: site.cronMark,
  };
}
