import { posix } from 'node:path';
import {
  DockerfileParser,
  Keyword,
  type Instruction,
  type JSONInstruction,
  type PropertyInstruction,
} from 'dockerfile-ast';

/** What a Dockerfile says of the image that it makes, as far as the choice of the entry asks. */
export interface DockerfileFacts {
  /** The image that the stage starts from, through stages of the same file; undefined: `scratch`, or a variable without a value. */
  readonly base: string | undefined;
  /** TCP ports of EXPOSE. */
  readonly expose: readonly number[];
  /** ENTRYPOINT and CMD as one line; '' for none. */
  readonly command: string;
  /** Sources of COPY and ADD from the build context, with where they go in the image. */
  readonly copies: readonly { readonly from: string; readonly to: string }[];
  /** Of ENV, as far as the values are written there. */
  readonly environment: ReadonlyMap<string, string>;
  /** The last WORKDIR, as far as it is written there; `/` where there is none. */
  readonly workdir: string;
  /** Whether a web server is installed or configured in it. */
  readonly hasWebServer: boolean;
}

/** Files of configuration, which are looked up where another stage has them too. */
const CONFIGURATION = /\.conf(?:\.\w+)?$|Caddyfile$/;

const WEB_SERVER = /\b(?:nginx|apache2|httpd|caddy|lighttpd|openresty|frankenphp)\b/i;

const NOTHING: DockerfileFacts = {
  ...{ base: undefined, expose: [], command: '', copies: [] },
  ...{ environment: new Map(), workdir: '/', hasWebServer: false },
};

/** From a FROM to the next one. */
export interface Stage {
  readonly name: string | undefined;
  readonly base: string;
  readonly instructions: readonly Instruction[];
}

/** Reads a Dockerfile's stage, the last one unless `target` names another. `args` are the build arguments. Pure. */
export function readDockerfile(
  text: string,
  target: string | undefined,
  args: ReadonlyMap<string, string> = new Map(),
): DockerfileFacts {
  const file = DockerfileParser.parse(text);
  const values = new Map([...globalArguments(file.getInitialARGs()), ...args]);
  const stages = stagesOf(file.getInstructions(), values);
  const own = stages.find(({ name }) => name !== undefined && name === target?.toLowerCase()) ?? stages.at(-1);
  if (own === undefined) return NOTHING;
  const chain = chainOf(own, stages);
  const instructions = chain.flatMap((stage) => stage.instructions);
  const environment = new Map(instructions.filter(isKeyword(Keyword.ENV)).flatMap((one) => variablesOf(one, values)));
  const known = new Map([...environment, ...values]);
  const base = chain[0]?.base;
  return {
    base: base === undefined || base === 'scratch' || base.includes('$') ? undefined : base,
    expose: [...new Set(instructions.filter(isKeyword(Keyword.EXPOSE)).flatMap((one) => portsOf(one, known)))],
    command: [Keyword.ENTRYPOINT, Keyword.CMD]
      .map((keyword) => lastLine(instructions, keyword))
      .join(' ')
      .trim(),
    copies: instructions
      .filter((one) => isKeyword(Keyword.COPY)(one) || isKeyword(Keyword.ADD)(one))
      .flatMap((one) => [...copiesOf(one), ...configurationsOf(one)]),
    environment,
    workdir: instructions
      .filter(isKeyword(Keyword.WORKDIR))
      .map((one) => filledIn((one.getArgumentsContent() ?? '').replace(/^["']|["']$/g, ''), known))
      .reduce((at, path) => posix.resolve('/', at, path), '/'),
    hasWebServer: instructions.some(
      (one) =>
        [Keyword.RUN, Keyword.COPY, Keyword.ADD].some((keyword) => isKeyword(keyword)(one)) &&
        WEB_SERVER.test(one.getArgumentsContent() ?? ''),
    ),
  };
}

function globalArguments(args: readonly Instruction[]): ReadonlyMap<string, string> {
  return new Map(
    args.flatMap((instruction) => {
      const [, name, value] = /^(\w+)=["']?([^"']*)["']?$/.exec(instruction.getArgumentsContent() ?? '') ?? [];
      return name === undefined || value === undefined ? [] : [[name, value] as const];
    }),
  );
}

/** The stages of a Dockerfile; `values` are its arguments, for names of images. */
export function stagesOf(instructions: readonly Instruction[], values: ReadonlyMap<string, string>): readonly Stage[] {
  const stages: { name: string | undefined; base: string; instructions: Instruction[] }[] = [];
  for (const instruction of instructions) {
    if (isKeyword(Keyword.FROM)(instruction)) {
      const words = instruction
        .getArguments()
        .map((word) => word.getValue())
        .filter((word) => !word.startsWith('--'));
      const name = words[1]?.toLowerCase() === 'as' ? words[2]?.toLowerCase() : undefined;
      stages.push({ name, base: filledIn(words[0] ?? '', values), instructions: [] });
    } else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** A stage with those of the same file that it starts from, the first one first. */
function chainOf(stage: Stage, stages: readonly Stage[]): readonly Stage[] {
  const before = stages.slice(0, stages.indexOf(stage));
  const parent = before.find(({ name }) => name !== undefined && name === stage.base.toLowerCase());
  return parent === undefined ? [stage] : [...chainOf(parent, stages), stage];
}

function isKeyword(keyword: Keyword): (instruction: Instruction) => boolean {
  return (instruction) => instruction.getKeyword().toUpperCase() === (keyword as string);
}

function portsOf(instruction: Instruction, values: ReadonlyMap<string, string>): readonly number[] {
  return instruction
    .getArguments()
    .map((word) => filledIn(word.getValue(), values))
    .filter((word) => !/\/udp$/i.test(word))
    .map((word) => Number.parseInt(word, 10))
    .filter((port) => port > 0 && port < 65_536);
}

function variablesOf(
  instruction: Instruction,
  values: ReadonlyMap<string, string>,
): readonly (readonly [string, string])[] {
  return (instruction as PropertyInstruction)
    .getProperties()
    .map((property) => [property.getName(), filledIn(property.getValue() ?? '', values)]);
}

function lastLine(instructions: readonly Instruction[], keyword: Keyword): string {
  const last = instructions.findLast(isKeyword(keyword));
  if (last === undefined) return '';
  const words = (last as JSONInstruction).getJSONStrings();
  if (words.length > 0) return words.map((word) => word.getJSONValue()).join(' ');
  return last.getArgumentsContent() ?? '';
}

/** What a COPY or ADD takes from the build context. */
export function copiesOf(instruction: Instruction): DockerfileFacts['copies'] {
  return isFromStage(instruction) ? [] : copied(instruction);
}

/** Configurations that a COPY takes from another stage, by the paths at which the build context may have them. */
function configurationsOf(instruction: Instruction): DockerfileFacts['copies'] {
  if (!isFromStage(instruction)) return [];
  const configurations = copied(instruction).filter(({ from }) => CONFIGURATION.test(from));
  return configurations.flatMap(({ from, to }) => endsOf(from).map((end) => ({ from: end, to })));
}

function isFromStage(instruction: Instruction): boolean {
  return (instruction as JSONInstruction).getFlags().some((flag) => flag.getName() === 'from');
}

function copied(instruction: Instruction): DockerfileFacts['copies'] {
  // A text of the Dockerfile itself.
  if (/<<-?["']?\w/.test(instruction.getArgumentsContent() ?? '')) return [];
  const quoted = (instruction as JSONInstruction).getJSONStrings().map((word) => word.getJSONValue());
  const paths = quoted.length > 0 ? quoted : instruction.getArguments().map((word) => word.getValue());
  const to = paths.at(-1);
  return to === undefined ? [] : paths.slice(0, -1).map((from) => ({ from, to }));
}

/** Where a file of another stage may be in the build context: that stage copied it to some folder of its own. */
function endsOf(path: string): readonly string[] {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return parts.map((_, index) => parts.slice(index).join('/'));
}

/** `$NAME`, `${NAME}` and `${NAME:-default}` replaced by the values that are known. */
export function filledIn(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(
    /\$(?:(\w+)|\{(\w+)(?::-([^}]*))?\})/g,
    (whole, plain: string, braced: string, fallback?: string) => {
      return values.get(plain ?? braced) ?? fallback ?? whole;
    },
  );
}
