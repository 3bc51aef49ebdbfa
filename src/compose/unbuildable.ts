import { posix } from 'node:path';
import { copiedPaths } from './entry/copied-paths.js';
import type { RepositoryFiles } from './model/files.js';

/** Commands that need a package.json. */
const INSTALLS = /^\s*RUN\s[^\n]*\b(?:npm\s+(?:ci|i|install)|yarn|pnpm\s+(?:i|install))\b/im;

/**
 * The package.json that a Dockerfile installs from and that its context does not have; undefined: that is not so. A pattern of COPY that fits
 * nothing copies nothing, and the build stops at the installation.
 */
export function missingPackage(files: RepositoryFiles, dockerfile: string): string | undefined {
  const text = files.read(dockerfile);
  if (!INSTALLS.test(text)) return undefined;
  const manifests = copiedPaths(text, undefined)
    .filter((path) => /^package[\w-]*\*[\w.*-]*$/.test(posix.basename(path)))
    .map((path) => posix.join(posix.dirname(path), 'package.json'));
  return manifests.find((path) => !/[*?$]/.test(path) && !files.exists(path));
}
