import { describe, expect, it } from '@jest/globals';
import { filesBelow, importsOf, read } from './source-files.js';

const SOURCES = filesBelow('src').filter((path) => path.endsWith('.ts'));

/** Libraries and modules of Node that are loaded when a file is, by whatever way; what stands in `import()` is not. */
function loadedWith(start: string): readonly string[] {
  const files = new Set([start]);
  const others = new Set<string>();
  for (const path of files) {
    for (const { target, isTypeOnly } of importsOf(path)) {
      if (isTypeOnly) continue;
      if (SOURCES.includes(target)) files.add(target);
      else others.add(target);
    }
  }
  return [...others].sort();
}

const libraries = (start: string): readonly string[] =>
  loadedWith(start).filter((target) => !target.startsWith('node:'));

describe('what is loaded, and when', () => {
  it('before the host is called: what reads the inputs and opens a connection, and nothing that takes its time', () => {
    expect(libraries('src/index.ts')).toEqual(['jsonc-parser', 'tldts']);
    const slow = /^node:(crypto|fs\/promises|child_process|https?|tls|zlib|stream)/;
    expect(loadedWith('src/index.ts').filter((target) => slow.test(target))).toEqual([]);
  });

  it('while the first packet is on its way: SSH', () => {
    expect(libraries('src/ssh/connect.ts')).toEqual(['node-ssh', 'p-retry', 'ssh2']);
  });

  it('the HTTP clients of GitHub’s libraries: never', () => {
    const bundle = filesBelow('dist').filter((path) => path.endsWith('.js'));
    expect(bundle.map(read).filter((text) => /class (ProxyAgent|Octokit)\b/.test(text))).toEqual([]);
  });

  it('of SSH: the client, without what serves, copies files or makes keys', () => {
    const bundle = filesBelow('dist')
      .filter((path) => path.endsWith('.js'))
      .map(read);
    const holders = (name: string): number =>
      bundle.filter((text) => text.includes(`class ${name}{`) || text.includes(`class ${name} `)).length;
    expect(['AgentContext', 'AuthContext', 'SFTP'].map(holders)).toEqual([1, 0, 0]);
    expect(bundle.filter((text) => text.includes('make-dir is not part of this bundle'))).toHaveLength(1);
  });

  it('in a run with nothing to do: nothing of what only a deploy needs', () => {
    const libs = libraries('src/ports.ts');
    expect(libs).toEqual(expect.arrayContaining(['yaml']));
    expect(libs.filter((target) => /^(@actions|@aws-sdk|ssh2|node-ssh|tar-stream|zod|picomatch)/.test(target))).toEqual(
      [],
    );
    expect(libs.filter((target) => target.startsWith('semver'))).toEqual([
      'semver/functions/coerce.js',
      'semver/functions/gte.js',
    ]);
  });

  it('AWS: when Route 53 is asked', () => {
    const askers = SOURCES.filter((path) => importsOf(path).some(({ target }) => target.startsWith('@aws-sdk/')));
    expect(askers).toEqual(['src/dns/route53-api.ts']);
    const users = SOURCES.filter((path) =>
      importsOf(path).some(({ target, isTypeOnly }) => target === 'src/dns/route53-api.ts' && !isTypeOnly),
    );
    expect(users).toEqual([]);
  });
});
