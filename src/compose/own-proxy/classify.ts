import type { ComposeConfig, ServiceConfig } from '../model/config.js';
import type { RepositoryFiles } from '../model/files.js';
import type { OwnProxy } from '../stack.js';
import { acmeOf } from './acme.js';
import { hostsOwn } from './certificate-source.js';
import { certbotOf, feeds, ownWithCertbot, type Certbot } from './certbot.js';
import type { Front } from './front.js';
import { isLeftToScript } from './nginx/loaded.js';
import { shownPlace, type Place } from './place.js';
import { startsWithout } from './start-script.js';
import { switchedOff } from './tls-switch.js';

/** What becomes of a stack's own reverse proxy. */
export type Verdict =
  /** It terminates TLS itself and runs unchanged. */
  | { readonly kind: 'own'; readonly own: OwnProxy }
  /** It serves HTTP only: the bundled proxy terminates TLS in front of it. */
  | { readonly kind: 'fronted' }
  /** It may be either. `why` is a sentence without a full stop. */
  | {
      readonly kind: 'unclear';
      readonly front: Front;
      readonly why: string;
      /** Behind the bundled proxy it works as it is, asked at this port; undefined: at the one that is found. */
      readonly behind?: { readonly port: number | undefined } | undefined;
      /** Its certificate is made while its image is built: no browser trusts it. */
      readonly isSelfSigned?: boolean;
    };

export interface Surroundings {
  readonly config: ComposeConfig;
  readonly files: RepositoryFiles;
}

/** Services that get certificates for a proxy without being certbot. */
const FEEDERS = /(?:^|\/)(?:acme\.sh|lego)(?:[:@]|$)/;

/** Decides for a service that publishes 443 or 80. On 129 public stacks: 94 are fronted, 8 have certbot, 10 get certificates themselves. */
export function classify(front: Front, around: Surroundings): Verdict {
  const acme = acmeOf(front, around.config);
  const off = switchedOff(front);
  if (acme?.kind === 'acme') {
    if (off !== undefined) return withoutSwitch(front, off);
    return { kind: 'own', own: own(front, 'acme', `${acme.product} requests its certificates itself`) };
  }
  if (acme?.kind === 'plain') return { kind: 'fronted' };
  if (acme?.kind === 'unclear') return { kind: 'unclear', front, why: acme.why };
  const certbot = feederOf(front, around.config);
  if (certbot === undefined) return withoutCertbot(front, around);
  if (off !== undefined) return withoutSwitch(front, off);
  const [first] = front.nginx.servers;
  if (first !== undefined && servesWithoutTls(front)) {
    const { redirects } = front.tls;
    // Nobody starts it, so this configuration is the one that serves.
    if (!redirects && around.config.inactive[certbot.name] !== undefined) return { kind: 'fronted' };
    const why = `${front.name} publishes 443 and ${certbot.name} requests certificates for it, but no server of its configuration (${first.file}) listens with TLS`;
    // Behind the bundled proxy it would redirect for ever.
    if (redirects) return { kind: 'unclear', front, why: `${why}, and that at port 80 redirects to https` };
    return { kind: 'unclear', front, why, behind: { port: undefined } };
  }
  return { kind: 'own', own: ownWithCertbot(front, certbot, around) };
}

/** The stack's certbot, if the proxy is to use its certificates. */
function feederOf(front: Front, config: ComposeConfig): Certbot | undefined {
  const certbot = certbotOf(config, front.name);
  const { certificates } = front.tls;
  const hasTls = front.publishes.includes(443) || certificates.length > 0;
  return certbot !== undefined && hasTls && (feeds(certbot, front) || certificates.length === 0) ? certbot : undefined;
}

/** Its configuration is known, and nobody answers https: the file with TLS is put in place by hand, or by a variable. */
function servesWithoutTls({ nginx: { servers }, tls: { certificates } }: Front): boolean {
  return certificates.length === 0 && servers.length > 0 && servers.every(({ listensTls }) => !listensTls);
}

/** The start script has a way without TLS. */
function withoutSwitch(front: Front, variable: string): Verdict {
  const why = `${variable} of ${front.name} is off, so that it serves HTTP only; to serve TLS itself it needs ${variable} switched on, in the variables of the release`;
  return { kind: 'unclear', front, why, behind: { port: undefined } };
}

/** A proxy that is told to run unchanged, whatever its configuration says. */
export function asOwn(front: Front, around: Surroundings): OwnProxy {
  const certbot = acmeOf(front, around.config) === undefined ? feederOf(front, around.config) : undefined;
  if (certbot !== undefined) return ownWithCertbot(front, certbot, around);
  const verdict = classify(front, around);
  return verdict.kind === 'own' ? verdict.own : own(front, 'files', 'the input proxy is own');
}

function withoutCertbot(front: Front, around: Surroundings): Verdict {
  const { publishes, tls, files, service, name } = front;
  if (tls.certificates.length > 0) return withCertificates(front, around);
  const plain = front.nginx.servers.filter(({ listensPlain }) => listensPlain);
  if (plain.length > 0 && plain.every(({ onlyRedirects }) => onlyRedirects) && front.isServer) {
    const [first] = plain;
    const place = first === undefined ? '' : ` (${shownPlace(first)})`;
    const why = `${name} only redirects to https${place}, and no server of its configuration has a certificate`;
    return { kind: 'unclear', front, why };
  }
  const isKnown = files.length > 0 || (service.build === undefined && /(?:^|\/)nginx(?:[:@]|$)/.test(front.image));
  if (isKnown && service.network_mode !== 'host') return { kind: 'fronted' };
  if (!publishes.includes(443) || !publishes.includes(80)) return { kind: 'fronted' };
  const isHost = service.network_mode === 'host' && !(service.ports ?? []).length;
  const what = isHost ? 'uses the network of the host' : 'publishes ports 80 and 443';
  const why = `${name} ${what}, and no file of the repository shows how it comes to a certificate`;
  return { kind: 'unclear', front, why };
}

/** Its configuration names certificates, and no certbot of the stack requests them. */
function withCertificates(front: Front, around: Surroundings): Verdict {
  const { publishes, tls, service, name } = front;
  const feeder = Object.values(around.config.services).find(({ image }) => FEEDERS.test(image ?? ''));
  if (feeder !== undefined && publishes.includes(443)) {
    return { kind: 'own', own: own(front, 'acme', `${feeder.image ?? ''} requests its certificates`) };
  }
  const needed = startsWithout(front, around.files) ? [] : tls.certificates.filter((one) => isRead(one, front));
  for (const certificate of needed) {
    const source = hostsOwn(certificate.path, service, around);
    if (source === undefined) continue;
    const place = `${certificate.path} (${shownPlace(certificate)})`;
    const why = `${name} uses the certificate ${place} from ${source}, and no service of the stack requests it. Without it ${name} does not start`;
    return { kind: 'unclear', front, why };
  }
  const [certificate] = tls.certificates;
  // With TLS alone it is asked by https, and nobody looks at the certificate.
  if (certificate === undefined || !tls.redirects) return { kind: 'fronted' };
  const why = `${name} redirects to https with the certificate ${certificate.path} (${shownPlace(certificate)}), and no service of the stack renews it`;
  const { target } = (service.ports ?? []).find(({ published }) => published === '443') ?? {};
  const behind = target === undefined ? undefined : { port: target };
  return { kind: 'unclear', front, why, behind, isSelfSigned: isOfImage(certificate.path, service) };
}

/** What only a start script takes from a folder of its own does not show that the proxy needs it. */
function isRead({ file }: Place, { files, command }: Front): boolean {
  return !files.some((one) => one.path === file && isLeftToScript(one, files, command));
}

/** A file that no mount brings is in the image. */
function isOfImage(path: string, { build, volumes = [] }: ServiceConfig): boolean {
  return build !== undefined && volumes.every(({ target }) => path !== target && !path.startsWith(`${target}/`));
}

function own({ name }: Front, kind: 'acme' | 'files', because: string): OwnProxy {
  const nothing = { certificateVolume: undefined, certificateVolumeName: undefined, certificateFolder: undefined };
  const none = { certbot: undefined, certificatePath: undefined, webroot: undefined };
  return { kind, proxy: name, because, ...nothing, ...none, lineages: [], needsCertificate: false };
}
