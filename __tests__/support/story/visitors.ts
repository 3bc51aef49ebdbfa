import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { removeContainer } from '../../../lab/containers.js';
import { docker } from '../../../lab/docker.js';
import { ensureImage } from '../../../lab/images.js';
import { addresses, networkName } from '../../../lab/network.js';
import type { StorySite } from './site.js';

const program = fileURLToPath(new URL('visit-until-told.mjs', import.meta.url));

const reportSchema = z.object({
  asked: z.number(),
  /** How often each status (`GET 200`) and each release (`release …`) came back. */
  answers: z.record(z.string(), z.number()),
  /** Requests without a whole answer, or with one of 500 or more: when, and what happened. */
  lost: z.array(z.string()),
});

/** What visitors met. */
export type VisitorsReport = z.infer<typeof reportSchema>;

/** Does something while visitors ask for a page forty times a second, GET and POST, and tells what they met. */
export async function whileVisited<T>(
  site: Pick<StorySite, 'domain' | 'lab' | 'name'>,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly visitors: VisitorsReport }> {
  const visit = JSON.stringify({ url: `https://${site.domain}/`, ca: await readFile(site.lab.acme.rootFile, 'utf8') });
  const place = [
    '--network',
    networkName,
    '--dns',
    addresses.dns,
    '-v',
    `${program}:/visit-until-told.mjs:ro`,
    '-e',
    'VISIT',
    '-e',
    'NODE_EXTRA_CA_CERTS=',
  ];
  const image = await ensureImage('runner', () => undefined);
  const container = `ehd-visitors-of-${site.name}`;
  await removeContainer(container);
  await docker(
    [
      'run',
      '--detach',
      '--init',
      '--name',
      container,
      '--label',
      'ec2-https-deploy-lab=run',
      ...place,
      image,
      'node',
      '/visit-until-told.mjs',
    ],
    {
      env: { VISIT: visit },
    },
  );
  try {
    const result = await work();
    await docker(['stop', '--time', '30', container]);
    const { stdout, stderr } = await docker(['logs', container]);
    if (stdout === '') throw new Error(`The visitors ended without a report: ${stderr}`);
    return { result, visitors: reportSchema.parse(JSON.parse(stdout)) };
  } finally {
    await removeContainer(container);
  }
}
