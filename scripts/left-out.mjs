// What libraries bring and this action never asks for. A run loads its libraries anew each time and waits for every line of them, so
// the bundle finds copies of those that ask for it first, and in its place a function that says what is missing.
import { cpSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** Copied, since a package looks for others from where it lies itself. */
const askers = ['@actions/core', '@actions/github', '@actions/http-client', 'node-ssh', 'ssh2'];

/** Packages and files of packages, with the names that they are asked for by. Files of ssh2 are CommonJS, all else ES modules. */
const leftOut = {
  // The HTTP client of `@actions/core` is for OpenID Connect; undici is its way through a proxy, a megabyte, and tunnel another.
  undici: ['ProxyAgent'],
  tunnel: ['httpsOverHttps', 'httpsOverHttp', 'httpOverHttps', 'httpOverHttp'],
  // The client for GitHub's API: asked for nothing yet but who is at work, which the job's own context tells.
  '@actions/github/lib/utils.js': ['GitHub', 'getOctokitOptions'],
  // What node-ssh copies folders with: here a tar is sent (docs/decisions/files.md). make-dir brings a semver of its own.
  'make-dir': ['default'],
  'sb-scandir': ['default'],
  // This action is a client that runs commands.
  'ssh2/lib/server.js': [],
  'ssh2/lib/keygen.js': [],
  'ssh2/lib/http-agents.js': ['SSHTTPAgent', 'SSHTTPSAgent'],
  'ssh2/lib/protocol/SFTP.js': ['SFTP'],
};

/**
 * Lays out, in `to`, what the bundle is to find before what is in `from`; both are folders `node_modules`.
 * @throws if something that is to be left out is not there any more
 */
export function layOut(from, to) {
  for (const name of askers) cpSync(path.join(from, name), path.join(to, name), { recursive: true });
  for (const [name, exported] of Object.entries(leftOut)) {
    const isPackage = statSync(path.join(from, name)).isDirectory();
    const file = path.join(to, name, isPackage ? 'index.js' : '');
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(
      file,
      [missing(name), ...exported.map(name.startsWith('ssh2/') ? assignmentOf : exportOf)].join('\n'),
    );
    if (isPackage) writeFileSync(path.join(to, name, 'package.json'), JSON.stringify({ name, type: 'module' }));
  }
}

function missing(name) {
  const text = `${name} is not part of this bundle: see scripts/left-out.mjs`;
  return `function leftOut() { throw new Error(${JSON.stringify(text)}); }`;
}

const exportOf = (name) => `export { leftOut as ${name} };`;
const assignmentOf = (name) => `exports.${name} = leftOut;`;
