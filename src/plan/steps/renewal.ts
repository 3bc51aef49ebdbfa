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
    return { unchanged: `The renewal is installed (${wanted.schedule})` };
  const because =
    host.renewalDigest === undefined
      ? 'there is none yet'
      : 'the renewal on the host is not the one that belongs to these inputs';
  return {
    step: {
      kind: 'renewal',
      files: wanted,
      command: wordsOf(planning.inputs.renewCommand),
      title: `Install the renewal (${wanted.schedule}) and prove that it runs`,
      because,
    },
  };
}
