import { createHash } from 'node:crypto';
import { assignments } from '../../host/assignments.js';
import type { Inputs } from '../../inputs/inputs.js';
import type { Site } from '../site.js';
import { digestOf } from '../../digest.js';
import { shellWords } from '../../inputs/parsers/shell-words.js';

/** The renewal script and its cron entry, as they have to lie on the host. */
export interface RenewalFiles {
  readonly script: string;
  readonly cronLine: string;
  readonly schedule: string;
  /** As observe.sh computes it from what it finds. */
  readonly digest: string;
}

export interface RenewalRequest {
  readonly inputs: Pick<Inputs, 'renewCommand' | 'renewSchedule' | 'domain'>;
  readonly site: Site;
  /** Text of templates/host/renew.sh. */
  readonly renewScript: string;
}

/** Writes the renewal for a site. Pure. */
export function renewalFiles({ inputs, site, renewScript }: RenewalRequest): RenewalFiles {
  const [shebang = '', ...rest] = renewScript.split('\n');
  const values = assignments({
    ROOT: site.root,
    PROJECT: site.project,
    EDGE_SERVICE: site.edgeService,
    CERTBOT_SERVICE: site.certbotService ?? '',
    CERTIFICATE_NAME: site.certificateName,
    RENEW_COMMAND: wordsOf(inputs.renewCommand).join('\n'),
  });
  const script = [shebang, values.trimEnd(), ...rest].join('\n');
  const schedule = inputs.renewSchedule ?? ownSchedule(`${site.project} ${inputs.domain}`);
  const cronLine = `${schedule} /bin/sh ${site.root}/renew.sh ${site.cronMark}`;
  return { script, cronLine, schedule, digest: digestOf(`${script}${cronLine}\n`) };
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
