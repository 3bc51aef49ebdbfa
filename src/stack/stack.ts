/** What the repository asks to run, read from its compose file on the runner. */
export interface Stack {
  /** 1: a whole stack with its own edge; 2: a compose app, the edge is laid over it; 3: only a Dockerfile. */
  readonly kind: 'whole' | 'app' | 'dockerfile';
  /** The repository's own compose file; undefined for `dockerfile`. */
  readonly composeFile: string | undefined;
  readonly services: readonly Service[];
  /** The whole stack's own proxy and certbot; undefined unless `kind` is `whole`. */
  readonly ownEdge: OwnEdge | undefined;
}

export interface Service {
  readonly name: string;
  readonly image: string | undefined;
  readonly isBuilt: boolean;
  readonly dependsOn: readonly string[];
  /** Published host ports. */
  readonly publishes: readonly number[];
  /** Sources of bind mounts inside the repository, relative to its root. */
  readonly binds: readonly string[];
  readonly hasContainerName: boolean;
  readonly hasHealthcheck: boolean;
  /** Only started when asked for (a profile). */
  readonly hasProfile: boolean;
}

export interface OwnEdge {
  /** The service that publishes 443. */
  readonly proxy: string;
  readonly certbot: string | undefined;
  /** Named volume, as the compose file calls it, that both mount for certificates. */
  readonly certificateVolume: string | undefined;
  /** Where certbot and the proxy see the ACME webroot. */
  readonly webroot: { readonly certbot: string; readonly proxy: string } | undefined;
}
