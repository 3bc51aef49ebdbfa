import type { Failure } from '../../errors/deploy-error.js';
import { namesOf } from '../../inputs/inputs.js';
import type { Planning } from '../context.js';
import { needOf } from './need.js';

/**
 * Whether the certificate is requested before the release is switched to: the stack's own nginx does not start while it is missing. One
 * that runs is left running where nothing else has to change.
 */
export function certifiesFirst(planning: Planning): boolean {
  const { facts, inputs, site, needsRelease } = planning;
  const own = facts.repository.stack.ownProxy;
  if (own?.needsCertificate !== true || inputs.certifyCommand !== undefined) return false;
  if (needOf(planning).kind !== 'missing' || site.certbotWebroot === undefined) return false;
  const runs = facts.host.containers.some(({ service, state }) => service === site.proxyService && state === 'running');
  return needsRelease || !runs;
}

/** The stack's proxy reads a certificate of another name than the site's, which nobody can request for it. */
export function foreignLineage({ facts, inputs, site }: Planning): Failure | undefined {
  const lineages = facts.repository.stack.ownProxy?.lineages ?? [];
  const [first] = lineages;
  const names = namesOf(inputs);
  if (first === undefined || inputs.certifyCommand !== undefined || names.includes(site.certificateName))
    return undefined;
  return {
    code: 'compose-file-invalid',
    what: `${first.file}:${first.line} names the certificate ${first.name}, which is not one of the site’s names (${names.join(', ')})`,
    why: 'certbot keeps a certificate under the name that it is requested for, and it does not exist on the host yet',
    hint: `Write live/${inputs.domain}/ in the paths of ssl_certificate and ssl_certificate_key.`,
  };
}
