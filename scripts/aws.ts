import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { featuresOf, PLACEHOLDERS, policyFor } from './aws-features.js';

/** npm run aws: prints the CloudFormation template of a site, or the smallest IAM policy for a role of one's own. */
const read = (path: string): string => readFileSync(join(import.meta.dirname, '..', path), 'utf8');
const features = featuresOf(read('docs/aws.md'));
const usage = `usage: npm run -s aws -- template
       npm run -s aws -- policy --features NAME,NAME… [--OPTION VALUE]…
features: ${features.map(({ name }) => name).join(', ')}
options, for what the statements leave open: ${Object.keys(PLACEHOLDERS)
  .map((option) => `--${option}`)
  .join(', ')}
`;

try {
  process.stdout.write(answerTo(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exitCode = 1;
}

function answerTo(argv: readonly string[]): string {
  const names = [...Object.keys(PLACEHOLDERS), 'features'];
  const options = Object.fromEntries(names.map((name) => [name, { type: 'string' as const }]));
  const { positionals, values } = parseArgs({ args: [...argv], options, allowPositionals: true });
  const { features: chosen = '', ...replaced } = values;
  const [verb, ...others] = positionals;
  if (others.length > 0) throw new Error(`Unexpected: ${others.join(' ')}`);
  if (verb === 'template') return read('templates/aws/site.yaml');
  if (verb !== 'policy') throw new Error('The first word is template or policy.');
  const wanted = chosen.split(/[\s,]+/).filter((name) => name !== '');
  if (wanted.length === 0) throw new Error('--features is missing.');
  return `${JSON.stringify(policyFor(features, wanted, replaced), undefined, 2)}\n`;
}
