import type { OutsideAnswer } from '../outside.js';
import type { RunResult } from '../runner.js';
import { pageText } from './page-text.js';
import { type CarriedOutStep, parsePlanOutput } from './plan-output.js';

/** One deploy of the demo. */
export interface DemoDeploy {
  readonly changed: boolean;
  readonly seconds: number;
  readonly steps: readonly CarriedOutStep[];
}

/** What `npm run demo -- --json` prints as its last line. */
export interface DemoOutcome {
  readonly url: string;
  readonly status: number;
  readonly release: string;
  readonly certificate: OutsideAnswer['certificate'];
  readonly first: DemoDeploy;
  readonly again: DemoDeploy;
}

/** Reads a deploy's outputs. Throws when the step failed, with where its log lies. */
export function readDeploy(result: RunResult): DemoDeploy {
  if (result.exitCode !== 0)
    throw new Error(`The deploy failed with exit code ${result.exitCode}: its log is ${result.files.log}`);
  const steps = parsePlanOutput(result.outputs['plan']);
  return { changed: result.outputs['changed'] === 'true', seconds: rounded(result.seconds), steps };
}

/** What the demo tells at its end about the site and how it got there. */
export function describeSite(url: string, page: OutsideAnswer, deploy: DemoDeploy): readonly string[] {
  const { certificate } = page;
  return [
    `URL          ${url}  (status ${page.status})`,
    `page         ${pageText(page.body)}`,
    `certificate  ${certificate?.names.join(', ') ?? 'none'}; until ${certificate?.notAfter ?? '-'}; by ${certificate?.issuer ?? '-'}`,
    'carried out',
    ...deploy.steps.map(({ title, because, seconds }) => `  ${secondsColumn(seconds)}  ${title}: ${because}`),
  ];
}

function secondsColumn(seconds: number | undefined): string {
  return (seconds === undefined ? '' : `${seconds.toFixed(1)} s`).padStart(8);
}

function rounded(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
