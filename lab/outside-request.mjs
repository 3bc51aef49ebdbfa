// Runs inside the lab's network: makes the one request that $REQUEST describes and prints the answer as JSON.
import http from 'node:http';
import https from 'node:https';
import { text } from 'node:stream/consumers';

const { url, method, headers, timeoutMs, ca } = JSON.parse(process.env.REQUEST);
const client = new URL(url).protocol === 'https:' ? https : http;

const request = client.request(url, { method, headers, ca, agent: false, signal: AbortSignal.timeout(timeoutMs) });
request.on('error', fail);
request.on('response', (response) => {
  const certificate = response.socket.getPeerCertificate?.();
  text(response).then((body) => {
    process.stdout.write(
      JSON.stringify({
        status: response.statusCode,
        headers: response.headers,
        body,
        certificate: describe(certificate),
      }),
    );
  }, fail);
});
request.end();

function describe(certificate) {
  if (certificate?.subjectaltname === undefined) return undefined;
  return {
    names: certificate.subjectaltname.split(', ').map((name) => name.replace(/^(DNS|IP Address):/, '')),
    issuer: certificate.issuer.CN ?? certificate.issuer.O ?? '',
    notAfter: new Date(certificate.valid_to).toISOString(),
  };
}

function fail(error) {
  const reason = error.name === 'TimeoutError' ? `no answer within ${timeoutMs / 1000} s` : error.message;
  process.stderr.write(
    `${reason}${error.code === undefined || error.name === 'TimeoutError' ? '' : ` (${error.code})`}\n`,
  );
  process.exitCode = 1;
}
