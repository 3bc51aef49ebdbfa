import { isInUndelegatedZone } from '../dns/delegation.js';
import { namesOf, type Inputs } from '../inputs/inputs.js';
import type { Planning } from './context.js';

/** What the site has to show to somebody outside. */
export interface SiteCheck {
  /** The site's name first, then its aliases. */
  readonly names: readonly string[];
  /** Begins with `/`. */
  readonly healthPath: string;
  readonly healthStatus: Inputs['healthStatus'];
  /** Whether http:// must redirect to https://: the bundled reverse proxy does. */
  readonly expectRedirect: boolean;
  readonly release: string;
  /** The addresses that are this host's. */
  readonly host: readonly string[];
  /** Whether the proxy names the release that it serves. */
  readonly namesRelease: boolean;
  /** Whether the stack's own proxy requests its certificate, which takes a while the first time. */
  readonly awaitsCertificate: boolean;
  /** Whether the zone's own name servers are those that the internet asks. */
  readonly isDelegated: boolean;
}

export function siteCheck({ inputs, facts, site, release }: Planning): SiteCheck {
  return {
    names: namesOf(inputs),
    healthPath: inputs.healthPath,
    healthStatus: inputs.healthStatus,
    expectRedirect: !site.hasOwnProxy,
    release,
    host: facts.target.kind === 'ip' ? [facts.target.address] : facts.target.addresses,
    namesRelease: !site.hasOwnProxy,
    awaitsCertificate: facts.repository.stack.ownProxy?.kind === 'acme',
    isDelegated: facts.dns?.names.some(isInUndelegatedZone) === false,
  };
}
