/** What a look at the host found of a site that runs without containers. */
export interface NativeFacts {
  /** Version of the distribution's nginx; undefined: there is none. */
  readonly nginx: string | undefined;
  readonly certbot: string | undefined;
  /** Of `python3`. */
  readonly python: string;
  /** Whether that can make virtual environments. */
  readonly hasVenv: boolean;
  /** Keys of the complete virtual environments of the site. */
  readonly venvs: readonly string[];
  /** The web unit of the current release is active, and its socket listens. */
  readonly isActive: boolean;
  /** Units of the site that failed, or do not run although they are enabled. */
  readonly failed: readonly string[];
  /** Directory of another site that has units of this name; undefined: there is none. */
  readonly otherRoot: string | undefined;
  /** Bytes of memory that the running web unit uses; undefined: it does not run, or the host does not count. */
  readonly memoryCurrent: number | undefined;
  /** Ports 80 and 443 are those of the distribution's nginx. */
  readonly nginxHoldsPorts: boolean;
  /** Versions of the Pythons that are there, by program: `python3.13`. */
  readonly pythons: ReadonlyMap<string, string>;
}
