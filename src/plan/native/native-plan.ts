import { digestOf } from '../../digest.js';
import type { HostFacts } from '../../host/facts.js';
import type { NativeFacts } from '../../host/native-facts.js';
import type { Inputs } from '../../inputs/inputs.js';
import { nativeNames, type NativeNames } from '../../native/names.js';
import type { NativeProject } from '../../native/project.js';
import type { Overlay } from '../release/overlay.js';
import { distribution } from './distribution.js';

/** What a release is that runs straight on the host. */
export interface NativePlan {
  readonly project: NativeProject;
  readonly names: NativeNames;
  readonly facts: NativeFacts;
  /** The program that makes the virtual environment. */
  readonly python: string;
  /** `3.13`; undefined: the host has none, and it is not known which one it gets. */
  readonly pythonVersion: string | undefined;
  /** Key of the virtual environment, 16 hexadecimal digits: releases with the same packages share it. '' without packages. */
  readonly venv: string;
}

export interface NativeRequest {
  readonly inputs: Pick<Inputs, 'pythonVersion' | 'sha'>;
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
  const given = inputs.pythonVersion ?? distribution(host.os)?.newerPython;
  const found = /^\d+\.\d+/.exec(facts.python)?.[0];
  const pythonVersion = given ?? found ?? distribution(host.os)?.python;
  return {
    ...{ project, facts, pythonVersion },
    names: nativeNames(site),
    python: given === undefined ? 'python3' : `python${given}`,
    venv: venvKey(project, `${pythonVersion ?? ''} ${host.architecture}`, inputs.sha),
  };
}

/** By all that decides which packages pip installs. What refers to the repository itself is different for each commit. */
function venvKey({ requirements }: NativeProject, python: string, sha: string): string {
  const { files, packages, texts, isOfRelease } = requirements;
  if (files.length + packages.length === 0) return '';
  const content = [python, files, packages, [...texts], isOfRelease ? sha : ''];
  return digestOf(JSON.stringify(content)).slice(0, 16);
}

/** A release without containers: nothing is laid over compose files, and what makes it another release is in the digest. Pure. */
export function nativeOverlay({ project, venv, python }: NativePlan): Overlay {
  const { folder, server, workers, staticCommand, environment } = project;
  const made = [folder, server, workers, staticCommand ?? '', [...environment], venv, python];
  return {
    composeFiles: [],
    files: () => [],
    built: [],
    data: [],
    placed: [],
    digest: digestOf(JSON.stringify(made)),
  };
}
