import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { runMain, say } from './cli/say.js';
import { checkPortClosed, createAwsSide, describeAwsSide } from './demo/keyless.js';
import { type DemoOutcome, describeSite, readDeploy } from './demo/outcome.js';
import { removeRecords } from './demo/zone-records.js';
import { deploy } from './deploy.js';
import { resetHost } from './hosts.js';
import { fetchFromOutside } from './outside.js';
import type { RunResult } from './runner.js';
import { bringUp } from './up.js';

const { values: chosen } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    keyless: { type: 'boolean', default: false },
    runtime: { type: 'string', default: 'compose' },
  },
});
const example = fileURLToPath(new URL('../examples/django', import.meta.url));
const title = (text: string): void => say(`\n== ${text}`);
const indented = (line: string): void => say(`   ${line}`);

await runMain(async () => {
  const outcome = await demonstrate();
  if (chosen.json) say(JSON.stringify(outcome));
  return outcome.again.changed ? 1 : 0;
});

async function demonstrate(): Promise<DemoOutcome> {
  title('The lab: a host, DNS, Route 53, an ACME server and an image registry on this machine');
  const lab = await bringUp(indented);
  const domain = `django.${lab.route53.zone}`;
  await Promise.all([resetHost('fresh', indented), removeRecords(lab, domain)]);
  const isKeyless = chosen.keyless;
  if (isKeyless) title('The AWS side: one CloudFormation stack of templates/aws/site.yaml, in the lab');
  await using aws = isKeyless ? await createAwsSide(lab, 'fresh', domain, indented) : undefined;
  for (const line of aws === undefined ? [] : describeAwsSide(aws)) indented(line);
  const inputs = {
    domain,
    runtime: chosen.runtime,
    ...aws?.inputs,
    env: `DJANGO_SECRET_KEY=${randomBytes(40).toString('base64url')}\n`,
    'release-command': 'python manage.py migrate --noinput',
  };
  const env = aws?.env ?? {};
  const run = (): Promise<RunResult> => deploy({ lab, folder: example, host: 'fresh', inputs, env, onLine: indented });

  title(`First deploy: examples/django to ${lab.hosts.fresh.publicName}, which has neither Docker nor cron`);
  const firstRun = await run();
  const first = readDeploy(firstRun);
  const url = firstRun.outputs['url'] ?? `https://${domain}/`;

  title('From outside, trusting only the root of the ACME server');
  const page = await fetchFromOutside(url, { caFile: lab.acme.rootFile });
  for (const line of describeSite(url, page, first)) indented(line);
  if (isKeyless) indented(`SSH          ${await checkPortClosed(lab, 'fresh')}; no key is stored`);
  indented(`job summary  ${firstRun.files.summary}`);
  indented(`deployed in  ${first.seconds.toFixed(1)} s`);
  if (page.status !== 200)
    throw new Error(`${url} answered ${page.status}: the log of the deploy is ${firstRun.files.log}`);

  title('The same deploy again, with nothing changed');
  const secondRun = await run();
  const again = readDeploy(secondRun);
  indented(
    again.changed
      ? `Something was done again, which should not be: ${again.steps.map((step) => step.title).join('; ')}`
      : `Nothing was done: all was as it should be (${again.seconds.toFixed(1)} s)`,
  );
  const { certificate, status } = page;
  return { url, status, release: firstRun.outputs['release'] ?? '', certificate, first, again };
}
