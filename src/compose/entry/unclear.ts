import { DeployError } from '../../errors/deploy-error.js';
import type { Candidate } from './candidate.js';
import type { Unclear } from './choice.js';
import type { Elsewhere } from './elsewhere.js';
import { httpPorts } from './http-ports.js';
import { likeliestFirst } from './likeliest.js';
import type { LostApi } from './page-apis.js';
import { entryPort } from './port.js';

/** As many suggestions as a person reads. */
const SUGGESTIONS = 4;

/** Asks which service visitors are to reach, with the lines to add. `where`: the compose files. */
export function entryUnclear({ candidates, why }: Unclear, where: string, elsewhere: Elsewhere): DeployError {
  const ordered = likeliestFirst(candidates);
  const listed = ordered.map(shown).join(', ');
  const unbuilt = ordered.length === 0 && elsewhere.manifest !== undefined;
  const because = unbuilt ? `${why}, and no service is built from ${elsewhere.manifest ?? ''}` : why;
  return unclearIn(where, {
    why: listed === '' ? because : `${because}: ${listed}`,
    hint: ordered.length === 0 ? withoutCandidates(elsewhere) : amongCandidates(ordered),
  });
}

/** `where`: the compose files; `why`: a sentence without a full stop. */
export function unclearIn(where: string, more: { readonly why: string; readonly hint: string }): DeployError {
  return new DeployError({
    code: 'entry-unclear',
    what: `${where} does not show which service the reverse proxy is to pass requests to`,
    ...more,
  });
}

/** Asks about pages that ask another host than the site's, beside an API of the stack that nothing passes requests to. */
export function pagesAskElsewhere(pages: Candidate, { key, api }: LostApi, where: string): DeployError {
  return unclearIn(where, {
    why: `The pages of ${pages.name} get ${key} when they are built, an address of another host, and nothing passes requests to ${api.name}`,
    hint: [
      `Set ${key} to an address of your domain, such as https://<domain>/api, and let a web server in the stack pass these requests to ${api.name}.`,
      `If that host is right and served by something else, add to the workflow step:\n${entryLines(pages)}`,
    ].join('\n'),
  });
}

function amongCandidates(ordered: readonly Candidate[]): string {
  return [
    `Add the service that has your pages to the workflow step${ordered.length > 1 ? ', one of these' : ', such as'}:`,
    ordered.slice(0, SUGGESTIONS).map(entryLines).join('\nor\n'),
    'If it is in a profile, add `profiles`. If the browser calls a second service directly, let a web server in the stack pass requests to it.',
  ].join('\n');
}

function withoutCandidates({ manifest, composeFiles, profiles }: Elsewhere): string {
  const lines = (key: string, values: readonly string[]): string =>
    values.map((value) => `  ${key}: ${value}`).join('\n');
  return [
    ...(profiles.length === 0
      ? []
      : [`If it is in a profile, add one of these lines:\n${lines('profiles', profiles)}`]),
    ...(composeFiles.length === 0
      ? []
      : [`If another file has your app, add one of these lines:\n${lines('compose-file', composeFiles)}`]),
    `If it is in none, add it to the compose files${manifest === undefined ? '' : ', as a service with `build`'}.`,
    'If it is one of the services that are there, name it:\n  app-service: <service>',
  ].join('\n');
}

/** The inputs that name a service, with the port that its files show. */
export function entryLines(candidate: Candidate): string {
  const [port] = entryPort(candidate).candidates;
  const lines = [`app-service: ${candidate.name}`, ...(port === undefined ? [] : [`app-port: ${port}`])];
  return lines.map((line) => `  ${line}`).join('\n');
}

function shown(candidate: Candidate): string {
  const ports = httpPorts(candidate).map(({ container }) => container);
  return ports.length === 0 ? candidate.name : `${candidate.name} (${ports.join(', ')})`;
}
