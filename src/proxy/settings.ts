/** What the reverse proxy has to know of a site. */
export interface ProxySettings {
  /** The domain and its aliases, lower case, at least one. */
  readonly names: readonly string[];
  /** As nginx writes sizes: `10m`; `0` is no limit. */
  readonly maxBodySize: string;
  /** Between two parts of a response; undefined: a minute for uwsgi, two for http. */
  readonly readSeconds?: number | undefined;
  /** False until there is a certificate: nginx does not start on a certificate that is missing. */
  readonly tls: boolean;
  /** 0: no Strict-Transport-Security header. Subdomains are never included: they may not be ours to promise for. */
  readonly hstsMaxAgeSeconds: number;
  /** certbot's `--cert-name`: the folder under `live/`. */
  readonly certificateName: string;
}

const PLAIN = /^[A-Za-z0-9_.:/@~+-]+$/;

/**
 * The value itself, if a configuration file can hold it as one plain word; else throws. The inputs are checked long
 * before: this is the last door before text that nginx and compose would obey.
 */
export function plainWord(what: string, value: string): string {
  if (!PLAIN.test(value))
    throw new Error(`${what} cannot be written into a configuration file: ${JSON.stringify(value)}`);
  return value;
}
