/** How the host is authenticated. */
export type HostKeyPolicy =
  | { readonly kind: 'pinned'; readonly pins: readonly HostKeyPin[] }
  | { readonly kind: 'accept-any' }
  | { readonly kind: 'unknown' };

/** A known_hosts line's key, or a fingerprint as `ssh-keygen -l` prints it (`SHA256:…`, base64 without padding). */
export type HostKeyPin =
  | { readonly kind: 'key'; readonly type: string; readonly base64: string }
  | { readonly kind: 'fingerprint'; readonly sha256: string };
