import type { InboundRule, SecurityGroup } from '../aws/ec2.js';

/** How long a rule may stay: a login takes five minutes at most, and a killed runner cannot remove its rule. */
export const RULE_MINUTES = 10;

/** `OWNER/NAME run ID.ATTEMPT`, as it stands in the description of a rule. */
export function runName(run: { readonly repository: string; readonly id: string; readonly attempt: string }): string {
  const name = `${run.repository || 'unknown'} run ${run.id || '0'}.${run.attempt || '1'}`;
  return name.replace(/[^A-Za-z0-9 ._\-:/]/g, '-').slice(0, 180);
}

/** The group that gets the rule: one that is named for it, else the first. */
export function groupForRule(groups: readonly SecurityGroup[]): SecurityGroup | undefined {
  return groups.find(({ name }) => name.startsWith('ec2-https-deploy')) ?? groups[0];
}

const DESCRIPTION = /^ec2-https-deploy (.+) until (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/;

/** At most 255 characters of those that EC2 accepts in a description. */
export function ruleDescription(run: string, now: Date): string {
  const until = new Date(now.getTime() + RULE_MINUTES * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
  return `ec2-https-deploy ${run} until ${until}`;
}

/** The same of a rule that stays, for visitors. */
export function webRuleDescription(run: string): string {
  return `ec2-https-deploy ${run} for visitors (open-web-ports)`;
}

/** Whether this run made the rule. */
export function isOfRun({ description }: InboundRule, run: string): boolean {
  return DESCRIPTION.exec(description)?.[1] === run;
}

/** Rules of this action that a run has left behind. A rule that something else made is never one of them. */
export function expiredRules(rules: readonly InboundRule[], now: Date): readonly InboundRule[] {
  return rules.filter(({ description }) => {
    const until = DESCRIPTION.exec(description)?.[2];
    return until !== undefined && new Date(until) < now;
  });
}

/** A network of one address. */
export function networkOf(address: string): string {
  return address.includes(':') ? `${address}/128` : `${address}/32`;
}
