import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { checkPortClosed, createAwsSide, type AwsSide } from '../../lab/demo/keyless.js';
import { resetHost } from '../../lab/hosts.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { makeRepository, runStep, wentWell, type SmallRepository } from '../support/lab-step.js';

// What `npm run demo -- --keyless` begins with, up to the plan.
const domain = 'stack.lab.test';
const minutes = 60_000;
let lab: Lab;
let aws: AwsSide;
let site: SmallRepository;

beforeAll(async () => {
  lab = await openLab();
  site = await makeRepository('stack', {
    Dockerfile: 'FROM python:3.12-slim\nEXPOSE 8000\nCMD ["python", "-m", "http.server", "8000"]\n',
  });
  await resetHost('fresh');
  aws = await createAwsSide(lab, 'fresh', domain, () => undefined);
  // On a machine without the AWS CLI and moto they are installed now.
}, 8 * minutes);

afterAll(async () => {
  await aws[Symbol.asyncDispose]();
  await site.remove();
}, minutes);

test(
  'the step that the stack prints gets in to an instance whose port 22 is closed, with the keys of its role and no other',
  async () => {
    expect(await checkPortClosed(lab, 'fresh')).toBe('port 22 closed');
    const run = await runStep(lab, 'fresh', site.folder, { ...aws.inputs, 'dry-run': 'true' }, { env: aws.env });
    const { log } = wentWell(run);
    const endpoint = aws.stack.resources.get('ConnectEndpoint') ?? '';
    expect(log).toContain(`Access: through the EC2 Instance Connect Endpoint ${endpoint}`);
    expect(log).toContain(`The host key is taken from the console output of ${aws.stack.resources.get('Instance')}`);
    expect(log).toMatch(/Upsert the Route 53 record of stack\.lab\.test/);
    expect(aws.env).toMatchObject({ AWS_SESSION_TOKEN: expect.stringMatching(/./) as unknown });
  },
  2 * minutes,
);
