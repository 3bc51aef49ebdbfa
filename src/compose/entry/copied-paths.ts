import { DockerfileParser, type Instruction } from 'dockerfile-ast';
import { copiesOf, filledIn, stagesOf, type Stage } from './dockerfile.js';

/**
 * What COPY and ADD take from the build context by name, in the stages that `target` needs (undefined: the last one); relative to the
 * context, `/x` and `./x` as `x`. BuildKit leaves out stages that are not needed. `args` are the build arguments, which win over the defaults
 * of ARG. Pure.
 */
export function copiedPaths(
  text: string,
  target: string | undefined,
  args: ReadonlyMap<string, string> = new Map(),
): readonly string[] {
  const stages = stagesOf(DockerfileParser.parse(text).getInstructions(), new Map());
  const last = target === undefined ? stages.at(-1) : stageOf(stages, target);
  const instructions = [...neededBy(last, stages)].flatMap((stage) => stage.instructions);
  const copies = instructions.filter((one) => /^(COPY|ADD)$/i.test(one.getKeyword())).flatMap(copiesOf);
  const known = new Map([...instructions.flatMap(argumentOf), ...args]);
  return copies.map(({ from }) => filledIn(from, known).replace(/^(\.?\/)+/, ''));
}

function argumentOf(instruction: Instruction): readonly (readonly [string, string])[] {
  if (!/^ARG$/i.test(instruction.getKeyword())) return [];
  const [, name, value] = /^(\w+)=["']?([^"'\s]*)["']?$/.exec(instruction.getArgumentsContent() ?? '') ?? [];
  return name === undefined || value === undefined ? [] : [[name, value]];
}

function neededBy(stage: Stage | undefined, stages: readonly Stage[], seen = new Set<Stage>()): ReadonlySet<Stage> {
  if (stage === undefined || seen.has(stage)) return seen;
  seen.add(stage);
  // A stage can only need those that stand before it.
  const before = stages.slice(0, stages.indexOf(stage));
  for (const name of [stage.base, ...stage.instructions.flatMap(sourcesOf)])
    neededBy(stageOf(before, name), stages, seen);
  return seen;
}

/** Stages that an instruction takes files from: `COPY --from=`, `RUN --mount=type=bind,from=`. */
function sourcesOf(instruction: Instruction): readonly string[] {
  return [...instruction.getTextContent().matchAll(/(?:--|,)from=([^\s,]+)/g)].flatMap(([, name]) => name ?? []);
}

function stageOf(stages: readonly Stage[], name: string): Stage | undefined {
  return (
    stages.find((stage) => stage.name === name.toLowerCase()) ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined)
  );
}
