import type { ReadTemplate } from '../../templates.js';
import type { Planning } from '../context.js';
import { renewalFiles } from '../release/renewal.js';
import type { Decision } from '../step.js';

/** The renewal of the certificate, which cron runs on the host. */
export function decideRenewal(planning: Planning, readTemplate: ReadTemplate): Decision {
  const { facts, site } = planning;
  if (site.certbotService === undefined) return {};
  const wanted = renewalFiles({ ...planning, readTemplate });
  const { host } = facts;
  if (host.renewalDigest === wanted.digest && host.cron.running)
    return { unchanged: `Certificate renewal is installed (${wanted.schedule})` };
  const because = host.renewalDigest === undefined ? 'there is none yet' : 'its configuration changed';
  return {
    step: {
      kind: 'renewal',
      files: wanted,
      title: `Install certificate renewal (${wanted.schedule}) and test it`,
      because,
    },
  };
}
