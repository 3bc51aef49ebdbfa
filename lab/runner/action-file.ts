import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { evaluateExpressions, type ExpressionContext } from './expressions.js';

/** Those that the lab's runner understands; GitHub's default comes first. */
const postCondition = z.enum(['always()', 'failure() || cancelled()']).default('always()');

const schema = z.object({
  inputs: z
    .record(z.string(), z.object({ default: z.union([z.string(), z.number(), z.boolean()]).optional() }).nullable())
    .default({}),
  runs: z.object({ using: z.string(), main: z.string(), post: z.string().optional(), 'post-if': postCondition }),
});

/** What a runner reads from action.yml. */
export interface ActionFile {
  /** Each declared input with its default, expressions not yet evaluated; an input without a default has ''. */
  readonly defaults: Readonly<Record<string, string>>;
  readonly main: string;
  readonly post: string | undefined;
  /** Whether post runs after a job that went well, too. */
  readonly postRunsAlways: boolean;
}

/** Reads `action.yml` of a folder. Throws when there is none, it does not parse, or it is no JavaScript action. */
export async function readActionFile(folder: string): Promise<ActionFile> {
  const file = path.join(folder, 'action.yml');
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`There is no ${file}: the lab's runner needs the folder of an action`, { cause });
  });
  return parseActionFile(text);
}

export function parseActionFile(text: string): ActionFile {
  const parsed = schema.safeParse(parse(text));
  if (!parsed.success)
    throw new Error(`action.yml is not that of a JavaScript action: ${z.prettifyError(parsed.error)}`);
  const { inputs, runs } = parsed.data;
  if (!/^node\d+$/.test(runs.using))
    throw new Error(`action.yml says "using: ${runs.using}": the lab's runner runs only node actions`);
  const defaults = Object.entries(inputs).map(([name, input]): [string, string] => [
    name,
    String(input?.default ?? ''),
  ]);
  return {
    defaults: Object.fromEntries(defaults),
    main: runs.main,
    post: runs.post,
    postRunsAlways: runs['post-if'] === 'always()',
  };
}

/** The values that the action gets: what was given, then the evaluated defaults; and the given names that action.yml does not declare. */
export function fillInputs(
  action: ActionFile,
  given: Readonly<Record<string, string>>,
  context: ExpressionContext,
): { readonly inputs: Readonly<Record<string, string>>; readonly unexpected: readonly string[] } {
  const defaults = Object.entries(action.defaults).map(([name, value]): [string, string] => [
    name,
    evaluateExpressions(value, context),
  ]);
  return {
    inputs: { ...Object.fromEntries(defaults), ...given },
    unexpected: Object.keys(given).filter((name) => !(name in action.defaults)),
  };
}
