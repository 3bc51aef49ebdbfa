import { z } from 'zod';

const statementSchema = z.object({
  Effect: z.literal('Allow'),
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: z.string(),
  Condition: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())]))).optional(),
});

/** A statement of an IAM policy. */
export type PolicyStatement = z.infer<typeof statementSchema>;

/** What a deploy can do with AWS, and the statements that it needs for it. */
export interface AwsFeature {
  readonly name: string;
  readonly statements: readonly PolicyStatement[];
}

/** The section of docs/aws.md that has the statements, which are nowhere else. */
const PERMISSIONS = /^## Permissions\n([^]*?)(?=^## |(?![^]))/m;

/** The features of docs/aws.md: a heading of the section Permissions, and the JSON below it. @throws Error if a feature has none or two */
export function featuresOf(page: string): readonly AwsFeature[] {
  const [, section = ''] = PERMISSIONS.exec(page) ?? [];
  return section
    .split(/^### /m)
    .slice(1)
    .map((text) => {
      const [, name = ''] = /^`([a-z0-9-]+)`\n/.exec(text) ?? [];
      const [block, ...others] = [...text.matchAll(/^```json\n([^]*?)^```/gm)].map(([, json = '']) => json);
      if (name === '' || block === undefined || others.length > 0)
        throw new Error(`Below this heading of docs/aws.md there must be one block of JSON: ${text.split('\n')[0]}`);
      return { name, statements: z.array(statementSchema).parse(JSON.parse(block)) };
    });
}

/** What stands in the statements of docs/aws.md, as JSON, by the option that replaces it. Values of a list are separated by commas. */
export const PLACEHOLDERS = {
  region: 'REGION',
  account: 'ACCOUNT-ID',
  instance: 'INSTANCE-ID',
  group: 'GROUP-ID',
  endpoint: 'ENDPOINT-ID',
  zone: 'ZONE-ID',
  repository: 'REPOSITORY',
  domain: 'app.example.com","www.app.example.com',
  user: 'ec2-user',
} as const;

export type PlaceholderValues = Readonly<Partial<Record<keyof typeof PLACEHOLDERS, string>>>;

/** The smallest policy for these features; a placeholder without a value stays. @throws Error for a feature that is not known */
export function policyFor(
  features: readonly AwsFeature[],
  names: readonly string[],
  values: PlaceholderValues = {},
): { readonly Version: string; readonly Statement: readonly PolicyStatement[] } {
  const chosen = names.map((name) => {
    const feature = features.find((one) => one.name === name);
    if (feature !== undefined) return feature;
    throw new Error(`Unknown feature: ${name}. There are: ${features.map((one) => one.name).join(', ')}`);
  });
  const statements = chosen.flatMap((feature) => feature.statements);
  return { Version: '2012-10-17', Statement: merged(statements).map((statement) => filledIn(statement, values)) };
}

/** Statements for the same resource under the same condition are one. */
function merged(statements: readonly PolicyStatement[]): readonly PolicyStatement[] {
  const groups = new Map<string, PolicyStatement>();
  for (const statement of statements) {
    const key = JSON.stringify([statement.Resource, statement.Condition]);
    const before = groups.get(key);
    const actions = [...new Set([before?.Action ?? [], statement.Action].flat())];
    groups.set(key, { ...statement, Action: actions.length === 1 ? statement.Action : actions });
  }
  return [...groups.values()];
}

function filledIn(statement: PolicyStatement, values: PlaceholderValues): PolicyStatement {
  const names = Object.keys(PLACEHOLDERS) as (keyof typeof PLACEHOLDERS)[];
  const text = names.reduce((all, name) => {
    const value = values[name];
    if (value === undefined) return all;
    return all.replaceAll(new RegExp(`\\b${PLACEHOLDERS[name]}\\b`, 'g'), () => value.split(',').join('","'));
  }, JSON.stringify(statement));
  return statementSchema.parse(JSON.parse(text));
}
