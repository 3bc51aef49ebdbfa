/** One file of a release. Directories are implied. */
export type FileEntry =
  | {
      readonly kind: 'file';
      /** Relative to the repository's root, `/` between parts, as bytes decoded from UTF-8. */
      readonly path: string;
      /** Permission bits, such as 0o644. */
      readonly mode: number;
      readonly size: number;
      readonly sha256: string;
    }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string };
