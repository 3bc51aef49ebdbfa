import { isInUndelegatedZone } from '../dns/delegation.js';
import type { Zone } from '../dns/dns.js';
import { code } from './markdown.js';
import type { Outcome } from './outcome.js';

/** What has to be entered at the registrar: the name servers of zones that are not delegated, or that the run created. */
export function nameServerTable(outcome: Outcome): readonly string[] {
  const zones = zonesToDelegate(outcome);
  if (zones.length === 0) return [];
  const rows = zones.map(({ id, name, nameServers }) => {
    return `| ${code(name)} (${code(id)}) | ${nameServers.map(code).join('<br>')} |`;
  });
  return ['| hosted zone | name servers to enter at the registrar |', '| --- | --- |', ...rows, ''];
}

function zonesToDelegate({ plan, createdZones }: Outcome): readonly Zone[] {
  const names = plan.planning.facts.dns?.names ?? [];
  const undelegated = names.filter(isInUndelegatedZone).map(({ zone }) => zone);
  const existing = [...undelegated, ...createdZones].filter(({ isMissing }) => isMissing !== true);
  return [...new Map(existing.map((zone) => [zone.id, zone])).values()];
}
