import type { Planning } from '../context.js';
import { renewalFiles, wordsOf } from '../release/renewal.js';
import type { Decision } from '../step.js';

/** `renewScript` is the text of templates/host/renew.sh. */
export function decideRenewal(planning: Planning, renewScript: string): Decision {
  const { facts, site } = planning;
  if (site.certbotService === undefined) return {};
  const wanted = renewalFiles({ ...planning, renewScript });
  const { host } = facts;
  if (host.renewalDigest === wanted.digest && host.cron.running)
    return { unchanged: `Certificate renewal is installed (${wanted.schedule})` };
  const because = host.renewalDigest === undefined ? 'there is none yet' : 'its configuration changed';
  return {
    step: {
      kind: 'renewal',
      files: wanted,
      command: wordsOf(planning.inputs.renewCommand),
      title: `Install certificate renewal (${wanted.schedule}) and test it`,
      because,
    },
  };
}
