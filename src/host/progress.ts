import type { ToolLine } from './tool-output.js';

/** How far docker is with building and pulling. */
export interface Progress {
  readonly builds: ReadonlyMap<string, ImageBuild>;
  /** By image: whether it is there. */
  readonly pulls: ReadonlyMap<string, boolean>;
}

interface ImageBuild {
  /** By stage: the last step that was begun, of how many. */
  readonly stages: ReadonlyMap<string, { readonly step: number; readonly of: number }>;
  readonly isExporting: boolean;
}

export const noProgress: Progress = { builds: new Map(), pulls: new Map() };

/** The progress after one more line. */
export function advance(progress: Progress, line: ToolLine): Progress {
  const { builds, pulls } = progress;
  switch (line.kind) {
    case 'layer':
      return progress;
    case 'pulling':
    case 'pulled':
      return { builds, pulls: new Map(pulls).set(line.image, line.kind === 'pulled') };
    case 'exporting': {
      const others = [...builds].filter(([image]) => image !== line.image);
      const stages = builds.get(line.image)?.stages ?? new Map();
      // Last, since the last one is what is shown when all are at their end.
      return { pulls, builds: new Map([...others, [line.image, { stages, isExporting: true }]]) };
    }
    case 'build-step': {
      const stages = builds.get(line.image)?.stages;
      // Steps that do not need each other run at the same time, and are reported in any order.
      const step = Math.max(line.step, stages?.get(line.stage)?.step ?? 0);
      const next = new Map(stages).set(line.stage, { step, of: line.of });
      return { pulls, builds: new Map(builds).set(line.image, { stages: next, isExporting: false }) };
    }
  }
}

/** `building app: step 7/12`; undefined: nothing has been reported yet. */
export function progressText({ builds, pulls }: Progress): string | undefined {
  const open = [...builds].filter(([, { isExporting }]) => !isExporting);
  const shown = open.length > 0 ? open : [...builds].slice(-1);
  const pulled = [...pulls.values()].filter(Boolean).length;
  const isPulling = pulled < pulls.size || builds.size === 0;
  const parts = [
    ...shown.map(([image, build]) => `building ${image === '' ? 'an image' : image}: ${buildText(build)}`),
    ...(pulls.size > 0 && isPulling ? [`pulling images: ${pulled} of ${pulls.size}`] : []),
  ];
  return parts.length === 0 ? undefined : parts.join('; ');
}

function buildText({ stages, isExporting }: ImageBuild): string {
  if (isExporting) return 'exporting the image';
  const all = [...stages.values()];
  // The base image that several builds share is reported for one of them, as step 1 of a stage that this one may not have.
  const begun = all.filter(({ step }) => step > 1);
  const counted = begun.length > 0 ? begun : all.slice(0, 1);
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
  return `step ${sum(counted.map(({ step }) => step))}/${sum(counted.map(({ of }) => of))}`;
}
