import { parse } from 'yaml';
import { z } from 'zod';

const actionSchema = z.object({
  inputs: z.record(
    z.string(),
    z.object({ description: z.string(), required: z.boolean().optional(), default: z.string().optional() }),
  ),
  outputs: z.record(z.string(), z.object({ description: z.string() })),
});

const wordsSchema = z.object({
  heading: z.object({ input: z.string(), default: z.string(), output: z.string(), meaning: z.string() }),
  required: z.string(),
  inputs: z.record(z.string(), z.string()),
  outputs: z.record(z.string(), z.string()),
});

export type Action = z.infer<typeof actionSchema>;

/** What the reference says in a language other than that of action.yml. */
export type Words = z.infer<typeof wordsSchema>;

export function parseAction(text: string): Action {
  return actionSchema.parse(parse(text));
}

export function parseWords(text: string): Words {
  return wordsSchema.parse(parse(text));
}

/** The tables of inputs and outputs; without `words` in the words of action.yml itself. */
export function referenceOf(action: Action, words: Words = ownWords(action)): string {
  const { heading } = words;
  const inputs = Object.entries(action.inputs).map(([name, input]) => {
    const isGiven = input.default !== undefined && input.default !== '';
    const value = input.required === true ? words.required : isGiven ? `\`${input.default}\`` : '';
    return row(`\`${name}\``, value, wordOf(words.inputs, name));
  });
  const outputs = Object.keys(action.outputs).map((name) => row(`\`${name}\``, wordOf(words.outputs, name)));
  return [
    row(heading.input, heading.default, heading.meaning),
    row('---', '---', '---'),
    ...inputs,
    '',
    row(heading.output, heading.meaning),
    row('---', '---'),
    ...outputs,
  ].join('\n');
}

const BEGIN = '<!-- reference: begin, written by `npm run readme` from action.yml -->';
const END = '<!-- reference: end -->';

/** The same text with what stands between the marks replaced. @throws Error when the marks are missing */
export function withReference(text: string, reference: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`The marks ${BEGIN} and ${END} are missing`);
  return `${text.slice(0, begin)}${BEGIN}\n\n${reference}\n\n${text.slice(end)}`;
}

function ownWords(action: Action): Words {
  const descriptions = (entries: Action['outputs']): Record<string, string> =>
    Object.fromEntries(Object.entries(entries).map(([name, { description }]) => [name, description]));
  return {
    heading: { input: 'Input', default: 'Default', output: 'Output', meaning: 'Meaning' },
    required: '**required**',
    inputs: descriptions(action.inputs),
    outputs: descriptions(action.outputs),
  };
}

function wordOf(words: Readonly<Record<string, string>>, name: string): string {
  const word = words[name];
  if (word === undefined) throw new Error(`There are no words for ${name}`);
  return word;
}

function row(...cells: readonly string[]): string {
  return `| ${cells
    .map((cell) =>
      cell
        .trim()
        .replace(/\s*\n\s*/g, ' ')
        .replaceAll('|', '\\|'),
    )
    .join(' | ')} |`;
}
