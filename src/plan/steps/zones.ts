import { canSetNameServers, delegationProblem, isInUndelegatedZone } from '../../dns/delegation.js';
import type { Planning } from '../context.js';
import type { Decision } from '../step.js';
import { needOf } from './need.js';

/** Hosted zones that no one has created yet. The records of this run are made in them, and wait for the delegation. */
export function decideZones({ facts }: Planning): Decision {
  const missing = facts.dns?.names.filter(({ zone }) => zone.isMissing === true) ?? [];
  if (missing.length === 0) return {};
  const zones = [...new Set(missing.map(({ zone }) => zone.name))];
  const names = missing.map(({ name }) => name).join(', ');
  return {
    step: {
      kind: 'create-zone',
      zones,
      title: `Create the Route 53 hosted zone ${zones.join(', ')}`,
      because: `create-hosted-zone is set, and this AWS account has no public hosted zone for ${names}`,
    },
  };
}

/** The delegation of domains that are registered with Route 53, where that takes nothing away from anyone. */
export function decideNameServers({ inputs, facts }: Planning): Decision {
  if (inputs.dns.kind === 'none' || !inputs.dns.setsNameServers) return {};
  const names = facts.dns?.names.filter(isInUndelegatedZone).filter(canSetNameServers) ?? [];
  const domains = [...new Map(names.map((facts) => [facts.zone.name, facts])).values()];
  if (domains.length === 0) return {};
  const servers = domains.flatMap(({ registration }) => registration?.nameServers ?? []);
  const present = servers.length === 0 ? 'it has none' : `none of the present ones (${servers.join(', ')}) answers`;
  return {
    step: {
      kind: 'set-name-servers',
      zones: domains.map(({ zone }) => zone),
      title: `Set the name servers of ${domains.map(({ zone }) => zone.name).join(', ')} at Route 53 Domains`,
      because: `set-name-servers is set, and ${present}`,
    },
  };
}

/** A site that has a certificate works without its zone; where one is needed, the run ends with this as its error. */
export function decideDelegation(planning: Planning): Decision {
  if (needOf(planning).kind !== 'none') return {};
  const existing = planning.facts.dns?.names.filter(({ zone }) => zone.isMissing !== true) ?? [];
  const problem = delegationProblem(existing.filter(isInUndelegatedZone));
  return problem === undefined ? {} : { warnings: [[problem.what, problem.why, problem.hint].join('. ')] };
}
