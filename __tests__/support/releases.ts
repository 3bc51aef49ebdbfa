import { digestOf } from '../../src/digest.js';
import type { BundlePart } from '../../src/host/tar.js';
import { manifestText, type FileEntry } from '../../src/repository/manifest/manifest.js';
import { manifestDelta } from '../../src/repository/manifest/delta.js';
import type { Deployed, TestHost, TestStep } from './host-program.js';
import { parseManifest } from './manifests.js';

/** Names that a shell could take for something else. */
export const ODD_NAMES = [
  ...[
    'with space',
    "it's",
    'say "hi"',
    'two\nlines',
    '한글 ✓',
    '-rf',
    '$(touch ran)',
    '*',
    '.hidden',
    'a\\b',
    '50%',
    '%41',
  ],
] as const;

/** A file of a release, which holds its own path unless said otherwise. */
export function file(path: string, content = path, mode = 0o644): BundlePart {
  return { path: `files/${path}`, mode, content };
}

export interface ReleaseFiles {
  /** Those that are sent. */
  readonly files?: readonly BundlePart[];
  /** Paths of those that the release before has. */
  readonly keep?: readonly string[];
  /** The release before. */
  readonly from?: string;
  /** Of the step that makes the folder. */
  readonly data?: Readonly<Record<string, string>>;
  /** Further parts of the bundle. */
  readonly parts?: readonly BundlePart[];
  /** What follows the step that makes the folder. */
  readonly then?: readonly TestStep[];
}

/** The step that makes a release the running one. */
export const SWITCH: TestStep = { name: 'up', text: 'switch_to "$RELEASE"' };

/** What a runner sends to a host for one release after the other. */
export class TestReleases {
  readonly #manifests = new Map<string, string>();

  readonly #host: TestHost;

  constructor(host: TestHost) {
    this.#host = host;
  }

  manifest(release: string): string {
    return this.#manifests.get(release) ?? '';
  }

  async put(release: string, given: ReleaseFiles): Promise<Deployed> {
    const { files = [], keep = [], from = '', data = {}, parts = [], then = [] } = given;
    const before = this.manifest(from);
    const kept = parseManifest(before).filter(({ path }) => keep.includes(path));
    const manifest = manifestText([...files.map(entryOf), ...kept]);
    this.#manifests.set(release, manifest);
    return await this.#host.deploy({
      steps: ['files', ...then],
      job: { release: release, expected_release: from },
      data: { files: { manifest_digest: digestOf(manifest), ...data } },
      parts: [
        ...files,
        ...parts,
        { path: 'record/settings-digest', mode: 0o644, content: `settings of ${release}` },
        before === ''
          ? { path: 'record/manifest', mode: 0o644, content: manifest }
          : { path: 'manifest.delta', mode: 0o644, content: manifestDelta(before, manifest) },
      ],
    });
  }
}

/** A part of a bundle as the manifest has it. */
function entryOf(part: BundlePart): FileEntry {
  const path = part.path.replace('files/', '');
  if ('symlink' in part) return { kind: 'symlink', path, target: part.symlink };
  const content = 'content' in part ? String(part.content) : '';
  return {
    kind: 'file',
    path,
    mode: part.mode,
    size: Buffer.byteLength(content),
    blob: digestOf(content).slice(0, 40),
  };
}
