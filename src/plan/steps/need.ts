import { certificateNeed, type CertificateNeed } from '../../acme/certificate-need.js';
import { namesOf } from '../../inputs/inputs.js';
import type { Planning } from '../context.js';

/** Whether a certificate has to be requested. A proxy that comes to its certificates by itself, or by a person, needs none of ours. */
export function needOf({ inputs, facts, now }: Pick<Planning, 'inputs' | 'facts' | 'now'>): CertificateNeed {
  const own = facts.repository.stack.ownProxy;
  if (own !== undefined && own.kind !== 'certbot') return { kind: 'none', because: own.because };
  return certificateNeed(facts.certificate, namesOf(inputs), now);
}
