import type { ExampleEntry } from '../../dotenv/example.js';

/** What a step of a workflow is to be given. */
export interface GivenByStep {
  /** Lines of the input `env`. */
  readonly env?: readonly string[];
  /** Files of the input `files`. `lines` are those of an env file whose variables are known. */
  readonly files?: readonly { readonly path: string; readonly lines?: readonly string[] | undefined }[];
}

/** The lines to paste into the step: `with:`, and the variables of the job that `files` reads. */
export function workflowLines({ env = [], files = [] }: GivenByStep): readonly string[] {
  const named = files.map((file) => ({ ...file, variable: variableOf(file.path) }));
  return [
    'with:',
    ...(env.length === 0 ? [] : ['  env: |', ...env.map((line) => `    ${line}`)]),
    ...(named.length === 0 ? [] : ['  files: |', ...named.map(({ path, variable }) => `    ${path} < ${variable}`)]),
    ...(named.length === 0 ? [] : ['env:', ...named.flatMap(variableLines)]),
  ];
}

function variableLines(file: {
  readonly variable: string;
  readonly lines?: readonly string[] | undefined;
}): readonly string[] {
  const { variable, lines = [] } = file;
  if (lines.length === 0) return [`  ${variable}: \${{ secrets.${variable} }}`];
  return [`  ${variable}: |`, ...lines.map((line) => `    ${line}`)];
}

/** A line of the input `env`: with the value of an example if that is no secret and stands for none, else with a secret of that name. */
export function envLine({ key, value }: ExampleEntry): string {
  if (value !== undefined) return `${key}=${value}`;
  return `${key}=${MULTILINE.test(key) ? `'${secret(key)}'` : secret(key)}`;
}

/** Keys and certificates have several lines, which only a value in quotes may have. */
const MULTILINE = /PRIVATE|CERT|PEM|RSA/i;

/** A line of an env file, which compose reads: in single quotes a `$` is a `$`. */
export function envFileLine({ key, value }: ExampleEntry): string {
  return value === undefined ? `${key}='${secret(key)}'` : `${key}=${value}`;
}

function secret(key: string): string {
  return `\${{ secrets.${secretName(key)} }}`;
}

/** GitHub keeps names that begin with GITHUB_ to itself. */
function secretName(key: string): string {
  const name = key.toUpperCase();
  return name.startsWith('GITHUB_') ? `ENV_${name}` : name;
}

function variableOf(path: string): string {
  const name = path
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^(?!GITHUB_)[A-Z]/.test(name) ? name : `FILE_${name}`;
}
