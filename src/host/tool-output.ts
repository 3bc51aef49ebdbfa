/** What a line of docker's plain progress reports; `layer`: how far one layer is, several times a second. */
export type ToolLine =
  | {
      readonly kind: 'build-step';
      readonly image: string;
      readonly stage: string;
      readonly step: number;
      readonly of: number;
    }
  | { readonly kind: 'exporting'; readonly image: string }
  | { readonly kind: 'pulling' | 'pulled'; readonly image: string }
  | { readonly kind: 'layer' };

/** `#7 [app builder 3/4] RUN …`; without compose there is no name of an image, and without a second stage no name of a stage. */
const BUILD_STEP = /^#\d+ \[(?:([^\]]*) )?(\d+)\/(\d+)\] /;
const EXPORTING = /^#\d+ (?:\[([^\] ]+)\] )?exporting to image$/;
/** Of the builder that docker used before BuildKit. */
const CLASSIC_STEP = /^Step (\d+)\/(\d+) : /;
/** From compose 2.40 on the word `Image` stands before the image's name; before that it is the service's name. */
const PULL = /^ ?(?:Image )?(\S+) (Pulling|Pulled) *$/;
const LAYER =
  /^ ?[0-9a-f]{12}:? (?:Pulling fs layer|Already exists|Waiting|Downloading|Verifying Checksum|Download complete|Extracting|Pull complete)\b/;
/** Of a base image, as BuildKit pulls it. */
const BASE_LAYER = /^#\d+ (?:sha256:[0-9a-f]{64} [\d.]+\S*B \/ |extracting (?:sha256:)?[0-9a-f]{12})/;

/** undefined: the line reports no progress. */
export function parseToolLine(line: string): ToolLine | undefined {
  if (LAYER.test(line) || BASE_LAYER.test(line)) return { kind: 'layer' };
  const pull = PULL.exec(line);
  if (pull !== null) return { kind: pull[2] === 'Pulled' ? 'pulled' : 'pulling', image: pull[1] ?? '' };
  const exporting = EXPORTING.exec(line);
  if (exporting !== null) return { kind: 'exporting', image: exporting[1] ?? '' };
  const classic = CLASSIC_STEP.exec(line);
  if (classic !== null)
    return { kind: 'build-step', image: '', stage: '', step: Number(classic[1]), of: Number(classic[2]) };
  const step = BUILD_STEP.exec(line);
  if (step === null) return undefined;
  // A build for several platforms names the platform too.
  const names = (step[1] ?? '').split(' ').filter((name) => !name.includes('/'));
  return {
    kind: 'build-step',
    image: names[0] ?? '',
    stage: names[1] ?? '',
    step: Number(step[2]),
    of: Number(step[3]),
  };
}
