import { digestOf } from '../../digest.js';
import type { HostFacts } from '../../host/facts.js';
import type { NativeFacts } from '../../host/native-facts.js';
import type { Inputs } from '../../inputs/inputs.js';
import { nativeNames, type NativeNames } from '../../native/names.js';
import type { NativeProject } from '../../native/project.js';
import type { Overlay } from '../release/overlay.js';
import type { PlacedFile } from '../release/placed-file.js';
import { distribution } from './distribution.js';
import { choosePython, type ChosenPython } from './python.js';

/** What a release is that runs straight on the host. */
export interface NativePlan {
  readonly project: NativeProject;
  readonly names: NativeNames;
  readonly facts: NativeFacts;
  readonly python: ChosenPython;
  /** Packages of the distribution that the app or its Python packages need. */
  readonly systemPackages: readonly string[];
  /** Key of the virtual environment, 16 hexadecimal digits: releases with the same packages share it. '' without packages. */
  readonly venv: string;
}

export interface NativeRequest {
  readonly inputs: Pick<Inputs, 'pythonVersion' | 'systemPackages' | 'sha'>;
  readonly project: NativeProject;
  readonly site: { readonly project: string };
  readonly host: Pick<HostFacts, 'native' | 'os' | 'architecture'>;
}

const NOTHING: NativeFacts = {
  nginx: undefined,
  certbot: undefined,
  python: '',
  hasVenv: false,
  venvs: [],
  isActive: false,
  failed: [],
  otherRoot: undefined,
  memoryCurrent: undefined,
  nginxHoldsPorts: false,
  hasIpv6: false,
  pythons: new Map(),
};

/** Pure. */
export function nativePlan({ inputs, project, site, host }: NativeRequest): NativePlan {
  const facts = host.native ?? NOTHING;
  const system = distribution(host.os);
  const usual =
    system?.newerPython === undefined
      ? { program: 'python3', version: /^\d+\.\d+/.exec(facts.python)?.[0] ?? system?.python }
      : { program: `python${system.newerPython}`, version: system.newerPython };
  const python = choosePython(inputs.pythonVersion, project.python, {
    ...{ usual, pythons: facts.pythons, mayInstall: system?.newerPython !== undefined },
  });
  return {
    ...{ project, facts, python, systemPackages: inputs.systemPackages },
    names: nativeNames(site),
    venv: venvKey(project, `${python.version ?? ''} ${host.architecture}`, inputs.sha),
  };
}

/** By all that decides which packages pip installs. What refers to the repository itself is different for each commit. */
function venvKey({ requirements }: NativeProject, python: string, sha: string): string {
  const { files, packages, texts, isOfRelease } = requirements;
  if (files.length + packages.length === 0) return '';
  const content = [python, files, packages, [...texts], isOfRelease ? sha : ''];
  return digestOf(JSON.stringify(content)).slice(0, 16);
}

/**
 * A release without containers: nothing is laid over compose files, and what makes it another release is in the digest. The files of the
 * input `files` are in its directory. Pure.
 */
export function nativeOverlay(
  { project, venv, python, systemPackages }: NativePlan,
  inputFiles: Inputs['files'],
): Overlay {
  const placed = inputFiles.map(({ path, digest }): PlacedFile => ({ path, digest, place: 'tree', mode: 0o600 }));
  const { folder, server, workers, staticCommand, environment } = project;
  const made = [
    folder,
    server,
    workers,
    staticCommand ?? '',
    [...environment],
    venv,
    python.program,
    placed,
    systemPackages,
  ];
  return {
    composeFiles: [],
    files: () => (server.settings === '' ? [] : [{ path: 'uwsgi.ini', content: server.settings }]),
    built: [],
    data: [],
    placed,
    digest: digestOf(JSON.stringify(made)),
  };
}
