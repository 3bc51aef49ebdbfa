import { execa } from 'execa';
import { createHash, X509Certificate } from 'node:crypto';
import { access, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { has, installPackages } from './engine.js';
import { ensureStateFolder, statePath } from './state.js';

/** The lab's own certificate authority: what its stand-ins for public services are certified by. */
export interface Authority {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** A key and a certificate of the lab's authority for some names. */
export interface Leaf {
  /** Holds chain.pem and key.pem. */
  readonly folder: string;
  /** Changes whenever the certificate does. */
  readonly digest: string;
}

const machineBundle = '/etc/ssl/certs/ca-certificates.crt';
let authority: Promise<Authority> | undefined;

/** The lab's certificate authority, made at the first call ever and kept for ten years. */
export function ensureAuthority(say: (line: string) => void): Promise<Authority> {
  authority ??= makeAuthority(say);
  return authority;
}

/** A certificate for these names, made again when the names or the authority changed. */
export async function ensureLeaf(label: string, names: readonly string[], say: (line: string) => void): Promise<Leaf> {
  const { certificateFile: ca, keyFile: caKey } = await ensureAuthority(say);
  const folder = await ensureStateFolder('tls', label);
  const [key, certificate] = [`${folder}/key.pem`, `${folder}/chain.pem`];
  if (!(await covers(certificate, names, ca))) {
    const request = await certificateRequest();
    const subject = [
      '-subj',
      `/CN=${label} of the lab`,
      '-addext',
      `subjectAltName=${names.map((name) => `DNS:${name}`).join(',')}`,
    ];
    const usage = ['-addext', 'basicConstraints=critical,CA:FALSE', '-addext', 'extendedKeyUsage=serverAuth'];
    await execa('openssl', [
      ...request,
      ...subject,
      ...usage,
      '-CA',
      ca,
      '-CAkey',
      caKey,
      '-keyout',
      key,
      '-out',
      `${certificate}.new`,
    ]);
    await rename(`${certificate}.new`, certificate);
  }
  const digest = createHash('sha256')
    .update(await readFile(certificate))
    .digest('hex')
    .slice(0, 12);
  return { folder, digest };
}

/**
 * What an image has to trust besides the distribution's own set, one certificate a file: the lab's root, and whatever this
 * machine trusts beyond the public set (a company's proxy, for one).
 */
export async function trustedCertificates(say: (line: string) => void): Promise<ReadonlyMap<string, string>> {
  const { certificateFile } = await ensureAuthority(say);
  const bundle = await readFile(machineBundle, 'utf8').catch(() => '');
  const known = new Set(rootCertificates.map((pem) => new X509Certificate(pem).fingerprint256));
  const own = (bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [])
    .map((pem) => ({ pem, fingerprint: new X509Certificate(pem).fingerprint256 }))
    .filter(({ fingerprint }) => !known.has(fingerprint))
    .sort((a, b) => a.fingerprint.localeCompare(b.fingerprint));
  return new Map([
    ['lab-root.crt', await readFile(certificateFile, 'utf8')],
    ...own.map(({ pem }, index): [string, string] => [`machine-${index + 1}.crt`, `${pem}\n`]),
  ]);
}

async function makeAuthority(say: (line: string) => void): Promise<Authority> {
  const folder = await ensureStateFolder('ca');
  const made = { certificateFile: statePath('ca', 'root.pem'), keyFile: statePath('ca', 'root.key') };
  if (!(await has('openssl'))) await installPackages(['openssl'], say);
  if (await exists(made.certificateFile)) return made;
  const half = `${folder}/root.pem.new`;
  await rm(half, { force: true });
  const request = await certificateRequest();
  const extensions = [
    '-addext',
    'basicConstraints=critical,CA:TRUE',
    '-addext',
    'keyUsage=critical,keyCertSign,cRLSign',
  ];
  await execa('openssl', [...request, '-subj', '/CN=Lab root', ...extensions, '-keyout', made.keyFile, '-out', half]);
  await rename(half, made.certificateFile);
  say('made the certificate authority of the lab');
  return made;
}

/** The part of the command line that every certificate of the lab shares. */
async function certificateRequest(): Promise<readonly string[]> {
  // OpenSSL's own configuration file adds basicConstraints too, which twice in one certificate would be invalid.
  const configuration = statePath('ca', 'request.cnf');
  await writeFile(configuration, '[req]\ndistinguished_name = name\n[name]\n');
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  return ['req', '-x509', '-config', configuration, ...key, '-days', '3650'];
}

async function covers(certificateFile: string, names: readonly string[], caFile: string): Promise<boolean> {
  const pem = await readFile(certificateFile, 'utf8').catch(() => undefined);
  if (pem === undefined) return false;
  const leaf = new X509Certificate(pem);
  const root = new X509Certificate(await readFile(caFile, 'utf8'));
  return (
    leaf.checkIssued(root) && names.every((name) => leaf.subjectAltName?.split(', ').includes(`DNS:${name}`) === true)
  );
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
