import { digestOf } from '../../digest.js';
import { stringify } from 'yaml';
import type { BuildInput, InputFile } from '../../inputs/inputs.js';
import type { Site } from '../site.js';
import type { FileEntry } from '../../repository/manifest/manifest.js';
import { movedServices } from '../../compose/network-mode.js';
import type { Stack } from '../../compose/stack.js';
import { dataPlaces, type DataPlace } from './data.js';
import { entrySettings } from './entry-settings.js';
import type { DataFacts } from '../../host/data-facts.js';
import { envFileSettings } from './env-files.js';
import { imageRepository } from './image-repository.js';
import { placeInputFiles } from './input-files.js';
import { envFileSources, mountSources } from './mount-sources.js';
import { mountsDigest } from './mounts-digest.js';
import type { PlacedFile } from './placed-file.js';
import { buildSettings, startedAlways } from './service-settings.js';
import { withoutProxyPorts } from './proxy-ports.js';
import { removedValue } from './yaml-tags.js';
import { persistentMounts, persistentSections } from './persistent.js';

/** What is laid over the repository's compose file. */
export interface Overlay {
  /** The repository's own compose files, in the order in which compose reads them, relative to the release. Ours come after them. */
  readonly composeFiles: readonly string[];
  /** Writes our compose files of the release's record: takes some 10 ms, which a run with nothing to do has no use for. */
  readonly files: () => readonly { readonly path: string; readonly content: string }[];
  readonly built: readonly BuiltImage[];
  /** What of the repository outlives releases. */
  readonly data: readonly DataPlace[];
  /** The files of the input `files`. */
  readonly placed: readonly PlacedFile[];
  /** sha256 over all of this but the release's name. */
  readonly digest: string;
}

/** A service that runs an image built for the release. */
export interface BuiltImage {
  readonly service: string;
  /** The service whose build makes the image. */
  readonly builtBy: string;
  /** Repository of the image on the host, without a tag. */
  readonly repository: string;
  /** The name that the compose file gives the image itself. */
  readonly declared: string | undefined;
}

export interface OverlayRequest {
  readonly stack: Stack;
  readonly build: BuildInput;
  /** Whether the entry's published ports stay. */
  readonly keepsPorts: boolean;
  readonly site: Site;
  readonly files: readonly FileEntry[];
  readonly release: string;
  /** Paths that outlived releases until now. */
  readonly placesBefore: readonly string[];
  /** What the host has at paths that may outlive releases. */
  readonly hostPlaces: DataFacts['places'];
  readonly inputFiles: readonly InputFile[];
  /** The rendered texts of the bundled compose files. */
  readonly bundled: { readonly app: string; readonly edge: string };
}

/** Decides which compose files a release is run with. Pure. */
export function overlayOf(request: OverlayRequest): Overlay {
  const { stack, bundled } = request;
  const ours = [
    ...(stack.kind === 'dockerfile' ? [{ path: 'app.compose.yml', content: bundled.app }] : []),
    ...(stack.kind === 'whole' ? [] : [{ path: 'edge.compose.yml', content: bundled.edge }]),
  ];
  const built = builtImages(request);
  const given = new Set(request.inputFiles.map(({ path }) => path));
  const data = dataPlaces(stack, request.files, { before: request.placesBefore, given });
  const placed = placeInputFiles(request.inputFiles, stack, data);
  const settings = {
    name: 'release.compose.yml',
    of: (release: string) => releaseSettings(request, { built, data, placed, release }),
  };
  const theirs = stack.composeFiles;
  return {
    composeFiles: theirs,
    files: () => [...ours, { path: settings.name, content: stringify(settings.of(request.release)) }],
    built,
    data,
    placed,
    digest: digestOf(
      JSON.stringify([
        ...[theirs, ours, settings.of('RELEASE'), built, data.map(({ path }) => path), askedAt(request)],
        ...(placed.length === 0 ? [] : [placed]),
      ]),
    ),
  };
}

/** How our proxy reaches the app: a change is a new release, since it takes effect with the switch and goes with a rollback. */
function askedAt({ stack }: OverlayRequest): readonly (string | number)[] {
  const { ports, protocol } = stack.entry;
  return stack.kind === 'whole' ? [] : [...ports, protocol ?? ''];
}

function builtImages({ stack, site }: OverlayRequest): readonly BuiltImage[] {
  if (stack.kind === 'dockerfile') return [builtImage(site, stack.entry.service, stack.entry.service, undefined)];
  // A service of a profile is only run by hand; but the certificate's, which we run.
  const used = stack.services.filter(({ name, hasProfile }) => !hasProfile || name === site.certbotService);
  const builders = used.filter(({ isBuilt }) => isBuilt);
  return used.flatMap((service): readonly BuiltImage[] => {
    const declared = service.image;
    if (service.isBuilt) return [builtImage(site, service.name, service.name, declared)];
    // A worker that runs the app's image by its declared name has to change together with the app.
    const builder = declared === undefined ? undefined : builders.find(({ image }) => image === declared);
    return builder === undefined ? [] : [builtImage(site, service.name, builder.name, undefined)];
  });
}

function builtImage(site: Site, service: string, builtBy: string, declared: string | undefined): BuiltImage {
  return { service, builtBy, repository: imageRepository(site.project, builtBy), declared };
}

/** What a compose file says of the release's services. */
function releaseSettings(
  request: OverlayRequest,
  { built, data, placed, release }: Pick<Overlay, 'built' | 'data' | 'placed'> & { readonly release: string },
): object {
  const { stack, keepsPorts, site, files } = request;
  const entry = stack.entry.service;
  const sourceOf = mountSources(site.root, data, placed);
  const tracked = new Set(files.map(({ path }) => path));
  const envSourceOf = envFileSources(site.root, placed, { places: request.hostPlaces, tracked });
  const names = stack.kind === 'dockerfile' ? [entry] : stack.services.map(({ name }) => name);
  const services = names.map((name): readonly [string, Readonly<Record<string, unknown>>] => {
    const image = built.find(({ service }) => service === name);
    const service = stack.services.find((found) => found.name === name);
    const mounts = mountsDigest(stack, name, { files, placed });
    const tagged = image === undefined ? {} : { image: `${image.repository}:${release}` };
    const labels = {
      ...(mounts === undefined ? {} : { 'ec2-https-deploy.mounts': mounts }),
      ...(name === entry ? { 'ec2-https-deploy.release': release } : {}),
      ...(name === entry ? { 'ec2-https-deploy.replicas': `${service?.replicas ?? 1}` } : {}),
    };
    const labelled = Object.keys(labels).length === 0 ? {} : { labels };
    const mounted = { ...persistentMounts(service, sourceOf), ...envFileSettings(stack, name, envSourceOf) };
    const made = stack.kind === 'dockerfile' ? buildSettings(request.build) : startedAlways(stack, name);
    return [
      name,
      {
        ...made,
        ...tagged,
        ...labelled,
        ...mounted,
        ...withoutProxyPorts(stack, name),
        ...(movedServices(stack).includes(name) ? { network_mode: removedValue() } : {}),
        ...(name === entry ? entrySettings(stack, { release, keepsPorts }) : {}),
      },
    ];
  });
  return {
    services: Object.fromEntries(services.filter(([, content]) => Object.keys(content).length > 0)),
    ...persistentSections(stack, sourceOf),
  };
}
