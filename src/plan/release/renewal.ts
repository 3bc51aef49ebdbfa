import { createHash } from 'node:crypto';
import { digestOf } from '../../digest.js';
import { modulesBehind } from '../../host/module-imports.js';
import type { Inputs } from '../../inputs/inputs.js';
import { shellWords } from '../../inputs/parsers/shell-words.js';
import type { ReadTemplate } from '../../templates.js';
import { hostSite } from '../host-site.js';
import type { Site } from '../site.js';
import { folderDigest } from './proxy-config.js';

/** What is installed on the host for the renewal: a part of the host program, and its cron entry. */
export interface RenewalFiles {
  /** By their paths in the folder of the renewal. */
  readonly program: readonly { readonly path: string; readonly content: string }[];
  readonly cronLine: string;
  /** What the line has cron run. */
  readonly cronCommand: string;
  readonly schedule: string;
  /** As the inspection of the host computes it from what it finds. */
  readonly digest: string;
}

export interface RenewalRequest {
  readonly inputs: Pick<Inputs, 'renewCommand' | 'renewSchedule' | 'domain'>;
  readonly site: Site;
  /** What runs straight on the host; undefined: docker compose runs the release. */
  readonly native?: object | undefined;
  readonly readTemplate: ReadTemplate;
}

/** A deploy waits for the lock that the renewal holds, so each of its commands has a limit; this is the longest. */
const certbotSeconds = 600;

/** Writes the renewal for a site. Pure. */
export function renewalFiles({ inputs, site, native, readTemplate }: RenewalRequest): RenewalFiles {
  const module = (path: string): string => readTemplate(`host/program/${path}`);
  const config = {
    ...{ site: hostSite(site), command: wordsOf(inputs.renewCommand), certbot_seconds: certbotSeconds },
    // Whether certbot and nginx are the host's own.
    native: native !== undefined,
  };
  const program = [
    { path: '__main__.py', content: module('renewal/__main__.py') },
    ...modulesBehind('renewal/main.py', readTemplate).map((path) => ({ path, content: module(path) })),
    { path: 'renewal.json', content: `${JSON.stringify(config, undefined, 2)}\n` },
  ];
  const schedule = inputs.renewSchedule ?? ownSchedule(`${site.project} ${inputs.domain}`);
  const cronCommand = `python3 -BE ${site.root}/renewal/current`;
  const cronLine = `${schedule} ${cronCommand} ${site.cronMark}`;
  return { program, cronLine, cronCommand, schedule, digest: digestOf(`${folderDigest(program)}\n${cronLine}\n`) };
}

/**
 * Twice a day, twelve hours apart, at a minute and hour that differ from site to site but never for one: certificate
 * authorities ask clients not to come all at once (letsencrypt.org/docs/integration-guide).
 */
function ownSchedule(name: string): string {
  const number = createHash('sha256').update(name).digest().readUInt32BE(0);
  const hour = Math.floor(number / 60) % 12;
  return `${number % 60} ${hour},${hour + 12} * * *`;
}

/** The words of a command that `parseInputs` has already found to be one; none where there is no command. */
export function wordsOf(command: string | undefined): readonly string[] {
  const words = command === undefined ? { value: [] } : shellWords(command);
  return 'value' in words ? words.value : [];
}
