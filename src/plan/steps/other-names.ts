import type { ProxyFinding } from '../../compose/own-proxy/findings.js';
import type { BlankVariable } from '../../compose/blank-variable.js';
import type { BlankName } from '../../compose/own-proxy/blank-names.js';
import type { Failure } from '../../errors/deploy-error.js';
import { namesOf } from '../../inputs/inputs.js';
import type { Planning } from '../context.js';
import { missingValues } from '../values/missing-values.js';

/** Variables that hold the site's name. */
const HOST = /DOMAIN|HOST|SITE|SERVER_NAME|FQDN/i;

/** The stack's own reverse proxy is for other names only, so the site could not be verified. `proxy: own` says that it is not. */
export function otherNamesRefusals(planning: Planning): readonly Failure[] {
  return planning.inputs.proxy === 'own' ? [] : otherNames(planning);
}

/** The same as warnings, where people have decided. */
export function otherNamesWarnings(planning: Planning): readonly string[] {
  return planning.inputs.proxy === 'own' ? otherNames(planning).map(({ what, why }) => `${what}. ${why ?? ''}`) : [];
}

function otherNames(planning: Planning): readonly Failure[] {
  const { facts, inputs } = planning;
  const [domain = ''] = namesOf(inputs);
  return facts.repository.stack.proxyFindings.flatMap(
    (finding) =>
      (finding.kind === 'blank' ? blankFailure(planning, finding.blank, domain) : failureOf(finding, domain)) ?? [],
  );
}

/** A variable that only the host knows may have a value. */
function blankFailure(planning: Planning, blank: readonly BlankName[], domain: string): Failure | undefined {
  const { needed, blank: emptied, passedOn } = missingValues(planning);
  const isOf = ({ places }: BlankVariable): boolean =>
    places.some((place) => blank.some(({ service }) => place.startsWith(`services.${service}.`)));
  const variables = [...emptied, ...passedOn].filter(isOf).map(({ name }) => name);
  // One of several may be the name of a tool.
  const isSite = (name: string): boolean => variables.length === 1 && HOST.test(name);
  if (variables.length === 0 || needed.some(isOf)) return undefined;
  return {
    code: 'domain-not-served',
    what: `The reverse proxy of the stack gets no name of a site: ${blank.map(({ place }) => place).join(', ')}`,
    why: `The name is a variable without a value (${variables.join(', ')}), so that it is empty.`,
    hint: `Add to the workflow step; the name of the site is ${domain}:\nwith:\n  env: |\n${variables.map((name) => `    ${name}=${isSite(name) ? domain : `\${{ secrets.${name} }}`}`).join('\n')}`,
  };
}

function failureOf(finding: Exclude<ProxyFinding, { kind: 'blank' }>, domain: string): Failure | undefined {
  if (finding.kind === 'scheme' || finding.kind === 'names' || isAmong(domain, finding.names)) return undefined;
  if (finding.kind === 'rules') {
    const rules = finding.rules.map(({ rule, place }) => `${rule} (${place})`);
    return {
      code: 'domain-not-served',
      what: `Traefik has no router for ${domain}`,
      why: `It would answer with 404: its routers are for other names, ${rules.join(', ')}.`,
      hint: `Add Host(\`${domain}\`) to the rule of the app. If Traefik has routers that the repository does not show, set proxy: own.`,
    };
  }
  const { product, names, places } = finding;
  return {
    code: 'domain-not-served',
    what: `${product} requests certificates for ${names.join(', ')}, and not for ${domain}`,
    why: `The names are in ${places.join(', ')}. Visitors of https://${domain} would see a certificate error.`,
    hint: `Write ${domain} there, or set the input domain to one of these names. If ${product} has sites that the repository does not show, set proxy: own.`,
  };
}

/** `*.example.com` covers one label. */
export function isAmong(name: string, names: readonly string[]): boolean {
  const parent = name.split('.').slice(1).join('.');
  return names.some((by) => by === name || (by.startsWith('*.') && parent === by.slice(2)));
}
