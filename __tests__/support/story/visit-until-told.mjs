// Asks for a page forty times a second, each time over a new connection, until it is told to end (SIGTERM) or ten minutes
// have passed; then prints what came back as one line of JSON. Runs inside the lab's network.
import https from 'node:https';

const { url, ca } = JSON.parse(process.env.VISIT);
const answers = {};
const lost = [];
let asked = 0;
let open = 0;
let isEnding = false;

const count = (what) => {
  answers[what] = (answers[what] ?? 0) + 1;
};

function visit() {
  const began = Date.now();
  const method = asked % 4 === 3 ? 'POST' : 'GET';
  asked += 1;
  open += 1;
  const end = (failure) => {
    if (failure !== undefined)
      lost.push(`${new Date(began).toISOString()} ${method}: ${failure} after ${Date.now() - began} ms`);
    open -= 1;
    if (isEnding && open === 0) report();
  };
  const request = https.request(url, { method, ca, agent: false, signal: AbortSignal.timeout(20_000) }, (response) => {
    response.on('error', () => undefined);
    response.resume().on('close', () => {
      count(`${method} ${response.statusCode}`);
      count(`release ${response.headers['x-ec2-https-deploy-release']}`);
      if (!response.complete) end('the answer was cut off');
      else end(response.statusCode >= 500 ? `status ${response.statusCode}` : undefined);
    });
  });
  let isOver = false;
  request.on('error', (error) => {
    if (!isOver && request.res === undefined) end(error.message);
    isOver = true;
  });
  if (method === 'POST') request.end('a=b');
  else request.end();
}

function report() {
  process.stdout.write(`${JSON.stringify({ asked, answers, lost })}\n`);
  process.exit(0);
}

function finish() {
  if (isEnding) return;
  isEnding = true;
  clearInterval(asking);
  if (open === 0) report();
}

const asking = setInterval(visit, 25);
setTimeout(finish, 600_000);
process.on('SIGTERM', finish);
