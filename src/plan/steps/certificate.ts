import type { Certificate } from '../../tls/certificate.js';
import type { PreflightCheck } from '../../acme/preflight.js';
import { isInUndelegatedZone } from '../../dns/delegation.js';
import { wordsOf } from '../release/renewal.js';
import { namesOf } from '../../inputs/inputs.js';
import type { Planning } from '../context.js';
import { digestOf } from '../../digest.js';
import type { Decision } from '../step.js';
import { certifiesFirst, foreignLineage } from './first-certificate.js';
import { needOf } from './need.js';
import { decideProxy } from './proxy.js';
import { movedNames } from './records.js';

/**
 * How long port 80 may take to answer after the containers were started. Proxies of the usual tutorials compute DH parameters
 * at their first start, which takes half a minute on a fast machine and minutes on a small one.
 */
const ownProxyStartMs = 600_000;
const bundledProxyStartMs = 30_000;

/** Whether a file can be put where the certificate authority will look. */
export function canProbe(planning: Planning): boolean {
  const { site, inputs } = planning;
  if (certifiesFirst(planning)) return false;
  return site.certbotService !== undefined && site.certbotWebroot !== undefined && inputs.certifyCommand === undefined;
}

export function decideProbe(planning: Planning): Decision {
  if (needOf(planning).kind === 'none' || !canProbe(planning)) return {};
  const title = 'Put a test file at the HTTP-01 challenge path';
  return {
    step: { kind: 'probe', title, because: 'check that the challenge is reachable before requesting a certificate' },
  };
}

export function decidePreflight(planning: Planning): Decision {
  const { facts } = planning;
  if (needOf(planning).kind === 'none') return {};
  const names = namesOf(planning.inputs).join(', ');
  const title = `Check from outside that ${names} resolves to this host${canProbe(planning) ? ' and port 80 responds' : ''}`;
  return {
    step: {
      kind: 'preflight',
      check: preflightCheck(planning),
      undelegated: facts.dns?.names.filter(isInUndelegatedZone) ?? [],
      hasProbe: canProbe(planning),
      probeTimeoutMs: planning.site.hasOwnProxy ? ownProxyStartMs : bundledProxyStartMs,
      title,
      because: 'a failed request counts against the rate limits of the certificate authority',
    },
  };
}

/** What the names have to resolve to, and what a certificate authority would look for. */
function preflightCheck(planning: Planning): PreflightCheck {
  const { inputs, facts } = planning;
  return {
    names: namesOf(inputs),
    addresses: facts.target.kind === 'ip' ? [facts.target.address] : facts.target.addresses,
    nameServers: new Map(facts.dns?.names.map(({ name, zone }) => [name, zone.nameServers])),
    moved: movedNames(planning),
    acmeServer: inputs.acmeServer,
  };
}

export function decideCertify(planning: Planning): Decision {
  const need = needOf(planning);
  if (need.kind === 'none') return { unchanged: need.because };
  const { inputs, site } = planning;
  if (site.certbotService === undefined || (site.certbotWebroot === undefined && inputs.certifyCommand === undefined)) {
    return { refusals: [noWay(planning)] };
  }
  const foreign = foreignLineage(planning);
  if (foreign !== undefined) return { refusals: [foreign] };
  const standalone = certifiesFirst(planning);
  const title = `Request a certificate for ${namesOf(inputs).join(', ')}`;
  return {
    step: {
      kind: 'certify',
      names: namesOf(inputs),
      command: wordsOf(inputs.certifyCommand),
      acmeServer: inputs.acmeServer,
      email: inputs.email,
      standalone,
      title: standalone ? `${title}, before ${site.proxyService} starts` : title,
      because: standalone ? `${need.because}, and ${site.proxyService} does not start without it` : need.because,
    },
  };
}

export function decideServeHttps(planning: Planning): Decision {
  const isNew = needOf(planning).kind !== 'none';
  // The proxy starts afterwards, and reads it then.
  if (certifiesFirst(planning)) return {};
  if (!isNew && (isTakenUp(planning) || decideProxy(planning).step !== undefined)) return {};
  const title = planning.site.hasOwnProxy
    ? `Restart ${planning.site.proxyService} with the certificate`
    : 'Enable HTTPS and redirect HTTP to it';
  const { withCertificate, initial } = planning.proxy;
  const config = withCertificate ?? initial;
  return { step: { kind: 'serve-https', config, title, because: isNew ? 'the certificate is new' : notTakenUp } };
}

const notTakenUp = 'the certificate on the host is not the one being served';

/** Whether the certificate on the host is the one that answers. What is in front of the host may answer with its own. */
function isTakenUp({ facts: { host, certificate, served } }: Planning): boolean {
  if (certificate === undefined || served.kind !== 'tls') return true;
  if (host.proxyLoaded?.certificate === digestOf(`${host.certificatePem ?? ''}\n`)) return true;
  const times = ({ notBefore, notAfter }: Certificate): string => `${notBefore.getTime()} ${notAfter.getTime()}`;
  return served.certificate.issuer === certificate.issuer && times(served.certificate) === times(certificate);
}

function noWay({ facts, site }: Planning): {
  code: 'compose-service-missing';
  what: string;
  why: string;
  hint: string;
} {
  const file = facts.repository.stack.composeFile ?? 'the compose file';
  return {
    code: 'compose-service-missing',
    what: `${file} has a certbot service, but no volume or folder that ${site.certbotService ?? ''} and ${site.proxyService} share for the ACME webroot`,
    why: 'A stack with its own reverse proxy runs unchanged, so its certificate must come from it too.',
    hint: 'Let certbot and the proxy share the webroot too, or set "certify-command", or set "proxy: bundled" so that the bundled reverse proxy terminates TLS.',
  };
}
