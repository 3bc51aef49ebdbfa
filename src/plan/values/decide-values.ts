import type { BlankVariable, RequiredEnvFile } from '../../compose/blank-variable.js';
import type { ErrorCode } from '../../errors/codes.js';
import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';
import type { Decision } from '../step.js';
import { isEnvFile } from '../release/data.js';
import { envSource } from './env-source.js';
import { linesToAdd, linesToSet } from './lines-to-add.js';
import { missingMounts } from './missing-mounts.js';
import { missingValues } from './missing-values.js';

/** Values that the project needs and the repository does not have: what is missing makes the run impossible before anything is changed. */
export function decideValues(planning: Planning): Decision {
  const { needsRelease } = planning;
  const missing = missingValues(planning);
  const outside = missing.files.filter(isOutside);
  const files = missing.files.filter((file) => !isOutside(file));
  const lines = linesToAdd(planning, { ...missing, files }, missingMounts(planning));
  const refusals = [
    ...outside.map((file) => fileFailure([file], outsideHint(file))),
    ...(files.length === 0 ? [] : [fileFailure(files, lines)]),
    ...(missing.needed.length === 0 ? [] : [variableFailure(planning, files.length === 0 ? lines : undefined)]),
  ];
  if (refusals.length > 0 || !needsRelease) return { refusals };
  const blank = missing.blank.length > 0 ? [blankWarning(planning)] : unusedExample(planning);
  return { refusals, warnings: [...blank, ...passedOnNote(planning)] };
}

/** The error whose hint has the lines for all that is missing; undefined: no value is missing. */
export function errorWithLines(planning: Planning): ErrorCode | undefined {
  const { files, needed } = missingValues(planning);
  if (files.some((file) => !isOutside(file))) return 'env-file-missing';
  return needed.length > 0 ? 'variable-missing' : undefined;
}

/** Beside the deployed directory, or anywhere on the host: no input can give it. */
function isOutside({ path }: RequiredEnvFile): boolean {
  return /^(\.\.)?\//.test(path);
}

function outsideHint({ path }: RequiredEnvFile): string {
  return path.startsWith('/')
    ? `Create ${path} on the host, or name a file of the repository in env_file, which the input files can give.`
    : 'It is outside of the deployed directory: move it into that directory, or deploy the directory that contains it (input working-directory).';
}

function fileFailure(files: readonly RequiredEnvFile[], hint: string): Failure {
  const [first] = files;
  const why = 'Compose does not start a service without the files of its env_file, unless they have "required: false".';
  if (first !== undefined && files.length === 1) {
    return {
      code: 'env-file-missing',
      what: `The env file ${first.path} of ${first.services.join(', ')} exists neither in the repository nor on the host`,
      why,
      hint,
    };
  }
  const listed = files.map(({ path, services }) => `${path} (${services.join(', ')})`).join(', ');
  return {
    code: 'env-file-missing',
    what: `Env files exist neither in the repository nor on the host: ${listed}`,
    why,
    hint,
  };
}

/** `lines` is undefined where they are in the hint of another failure. */
function variableFailure(planning: Planning, lines: string | undefined): Failure {
  const { needed, blank } = missingValues(planning);
  const reasons = needed.map(reasonOf);
  return {
    code: 'variable-missing',
    what: `Variables of ${filesOf(planning)} have no value: ${needed.map(({ name }) => name).join(', ')}`,
    why: [...reasons, ...alsoBlank(blank)].join('\n'),
    hint: lines ?? 'They are among the lines to add for env-file-missing.',
  };
}

function reasonOf({ name, message, breaks, begins, isEmpty }: BlankVariable): string {
  const value = `${name} ${isEmpty ? 'is empty' : 'is not set'}`;
  if (message !== undefined) return message === '' ? value : `${value}: ${message}`;
  if (breaks.length > 0) return `${value}, and ${breaks.join(', ')} needs it`;
  return `${value}, and without it the database of ${begins.map(serviceOf).join(', ')} does not start for the first time`;
}

/** Of a place such as `services.db.environment.KEY`. */
function serviceOf(place: string): string {
  return place.split('.').slice(1, -2).join('.');
}

function alsoBlank(blank: readonly BlankVariable[]): readonly string[] {
  if (blank.length === 0) return [];
  return [`docker compose would replace these by an empty text: ${blank.map(({ name }) => name).join(', ')}`];
}

function blankWarning(planning: Planning): string {
  const { blank } = missingValues(planning);
  const names = blank.map(({ name }) => name);
  return [
    `Variables of ${filesOf(planning)} have no value: ${names.join(', ')}. docker compose replaces them by an empty text.`,
    linesToSet(planning, blank),
    `Or write a default into the compose file: \${${names[0] ?? ''}:-}`,
  ].join('\n');
}

/** Names that people read in one line. */
const SHOWN = 8;

/** They may be optional, so one word before the first start is enough. */
function passedOnNote(planning: Planning): readonly string[] {
  const names = missingValues(planning).passedOn.map(({ name }) => name);
  if (names.length === 0 || planning.facts.host.current !== undefined) return [];
  const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
  return [
    `${filesOf(planning)} passes on variables that are not set: ${names.slice(0, SHOWN).join(', ')}${more}. ` +
      'Containers do not get them, and the app has its own defaults. Add those that it needs to the input env.',
  ];
}

/** The project starts without a `.env`, and shows what it should have: worth a word before its first start. */
function unusedExample(planning: Planning): readonly string[] {
  const { stack, needs } = planning.facts.repository;
  const readsIt = Object.values(stack.config.services).some(({ env_file: files = [] }) =>
    files.some(({ path }) => isEnvFile(path, stack.folder)),
  );
  const isFirst = planning.facts.host.current === undefined;
  if (needs?.example === undefined || !isFirst || envSource(planning) !== 'none') return [];
  if (!readsIt && stack.kind !== 'dockerfile' && stack.kind !== 'native') return [];
  const files = [{ path: '.env', services: [] }];
  return [
    [
      `${needs.example.path} shows variables, and neither an input nor the host gives any. If the app needs them:`,
      linesToAdd(planning, { files, needed: [], blank: [] }, []),
    ].join('\n'),
  ];
}

function filesOf({ facts: { repository } }: Planning): string {
  return repository.stack.composeFiles.join(' with ');
}
