import { ensureContainer } from './containers.js';
import { ensureImage } from './images.js';
import { addresses } from './network.js';
import { execIn, waitForContainer } from './wait.js';

const container = 'ehd-route53';
const zone = 'lab.test';
const api = 'http://127.0.0.1:5000/2013-04-01/hostedzone';
const namespace = 'https://route53.amazonaws.com/doc/2013-04-01/';

export interface Route53Facts {
  /** What AWS_ENDPOINT_URL_ROUTE_53 has to be; any keys are taken. */
  readonly endpoint: string;
  readonly zone: string;
  readonly hostedZoneId: string;
}

/** Brings up the Route 53 API with the public zone lab.test in it. It forgets everything when it is started again. */
export async function ensureRoute53(say: (line: string) => void): Promise<Route53Facts> {
  const image = await ensureImage('route53', say);
  await ensureContainer({ name: container, image, ip: addresses.route53, args: [], command: [] }, say);
  const answers = async (): Promise<boolean> => (await call([])).includes('ListHostedZonesResponse');
  await waitForContainer(container, answers, { what: "Route 53's answer" });
  if ((await findZone()) === undefined) await makeZone(say);
  return readRoute53();
}

/** The facts of a Route 53 that is up; throws if it is not, or has lost its zone. */
export async function readRoute53(): Promise<Route53Facts> {
  const hostedZoneId = await findZone();
  if (hostedZoneId === undefined)
    throw new Error(`The lab's Route 53 does not answer or has no zone ${zone}: run npm run lab -- up`);
  return { endpoint: `http://${addresses.route53}:5000`, zone, hostedZoneId };
}

async function makeZone(say: (line: string) => void): Promise<void> {
  const reference = `<CallerReference>lab-${Date.now()}</CallerReference>`;
  const body = `<CreateHostedZoneRequest xmlns="${namespace}"><Name>${zone}</Name>${reference}</CreateHostedZoneRequest>`;
  const answer = await call(['-H', 'Content-Type: application/xml', '--data-binary', '@-'], body);
  if (!answer.includes('CreateHostedZoneResponse'))
    throw new Error(`Route 53 would not make the zone ${zone}: ${answer}`);
  say(`made the zone ${zone}`);
}

async function findZone(): Promise<string | undefined> {
  const zones = [...(await call([])).matchAll(/<HostedZone>(.*?)<\/HostedZone>/gs)].map(([, text = '']) => text);
  const ours = zones.find((text) => text.includes(`<Name>${zone}.</Name>`) && !text.includes('<PrivateZone>true'));
  return /<Id>(?:\/hostedzone\/)?(\w+)<\/Id>/.exec(ours ?? '')?.[1];
}

async function call(args: readonly string[], input?: string): Promise<string> {
  const signature = 'Authorization: AWS4-HMAC-SHA256 Credential=lab/20260101/us-east-1/route53/aws4_request';
  const { stdout } = await execIn(container, ['curl', '-sS', '-m', '5', '-H', signature, ...args, api], input);
  return stdout;
}
