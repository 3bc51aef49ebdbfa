import { addressesOf } from '../../access/check-host.js';
import { instanceText } from '../../access/describe.js';
import type { InstanceFacts } from '../../access/instance-facts.js';
import { openingRule, webPortsOf, type WebPort, type WebRule } from '../../access/web-ports.js';
import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';
import type { Decision } from '../step.js';
import { isAsking } from './confirm.js';
import { closedText, consequences, limitedText, limitedWarning, openingHint, portsText } from './web-ports-text.js';

/** Whether the security groups admit visitors, and the step that makes them do so. */
export function decideWebPorts(planning: Planning): Decision {
  const known = planning.facts.instance;
  if (known?.rules === undefined) return {};
  const missing = webPortsOf(known).filter(({ openTo }) => openTo !== 'all');
  if (missing.length === 0)
    return { unchanged: `Ports 80 and 443 of instance ${instanceText(known.instance)} are open to all addresses` };
  const opened = openedPorts(planning, missing);
  const refused = refusedPorts(planning, known);
  const left = missing.filter((one) => !opened.includes(one) && refused.every(({ port }) => port !== one.port));
  const limited = left.filter(({ openTo }) => openTo === 'some');
  const closed = left.filter(({ openTo }) => openTo === 'none');
  const rules = opened.flatMap((port) => openingRule(port, known.instance) ?? []);
  const isElsewhere = planning.inputs.dns.kind === 'route53' && !pointsTo(planning, known);
  return {
    ...(rules.length === 0 ? {} : { step: stepOf(rules) }),
    ...(limited.length > 0 && isElsewhere ? { unchanged: limitedText(limited, known) } : {}),
    warnings: [
      ...(limited.length > 0 && !isElsewhere ? [limitedWarning(limited, known)] : []),
      ...(closed.length > 0 ? [closedText(closed, known)] : []),
    ],
  };
}

/** A port that no one gets to, where the records point to the instance itself: there would be no site. */
export function webPortRefusals(planning: Planning): readonly Failure[] {
  const known = planning.facts.instance;
  if (known?.rules === undefined) return [];
  const closed = refusedPorts(planning, known);
  if (closed.length === 0) return [];
  const { groups } = known.instance;
  return [
    {
      code: 'web-port-closed',
      what: `No security group of instance ${instanceText(known.instance)} allows visitors to use port ${portsText(closed)}`,
      why: `${consequences(closed)} Its security groups are ${groups.map(({ id, name }) => `${id} (${name})`).join(', ')}.`,
      hint: `Set open-web-ports: true, which adds rules for all addresses. ${openingHint(closed, known)}`,
    },
  ];
}

function refusedPorts(planning: Planning, known: InstanceFacts): readonly WebPort[] {
  const { inputs } = planning;
  if (inputs.dns.kind === 'none' || !pointsTo(planning, known) || inputs.opensWebPorts) return [];
  const all = webPortsOf(known);
  const isClosed = (port: number): boolean => all.every((one) => one.port !== port || one.openTo === 'none');
  return all.filter(({ port }) => isClosed(port) && (port === 443 || needsHttp01(planning)));
}

/** Whether the records that are ours point to the instance itself. */
function pointsTo({ facts: { target } }: Planning, { instance }: InstanceFacts): boolean {
  const targets = target.kind === 'ip' ? [target.address] : target.addresses;
  return addressesOf(instance).some((address) => targets.includes(address));
}

/** A proxy of the stack's own, or a command, may come to a certificate without port 80. */
function needsHttp01({ inputs, facts }: Planning): boolean {
  const own = facts.repository.stack.ownProxy;
  const isKnown = !isAsking(facts.repository);
  return isKnown && (own === undefined || own.kind === 'certbot') && inputs.certifyCommand === undefined;
}

/** Where a load balancer or a CDN is admitted, someone has decided that visitors come through it. */
function openedPorts({ inputs }: Planning, missing: readonly WebPort[]): readonly WebPort[] {
  return inputs.opensWebPorts ? missing.filter(({ isChosen }) => !isChosen) : [];
}

function stepOf(rules: readonly WebRule[]): Extract<Decision['step'], { readonly kind: 'web-ports' }> {
  const groups = [...new Set(rules.map(({ group: { id, name } }) => `${id} (${name})`))].join(', ');
  const networks = [...new Set(rules.map(({ network }) => network))].join(' and ');
  return {
    kind: 'web-ports',
    rules,
    title: `Open port ${portsText(rules)} in security group ${groups}`,
    because: `no rule of the instance allows ${networks} there (open-web-ports: true)`,
  };
}
