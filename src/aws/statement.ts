/** A statement of an IAM policy. */
export interface Statement {
  readonly Effect: 'Allow';
  readonly Action: string | readonly string[];
  readonly Resource: string;
  readonly Condition?: Condition;
}

/** Operator, condition key, value. */
export type Condition = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What a call needs to be allowed. */
export interface AwsCall {
  /** IAM action: `ec2:DescribeInstances`. */
  readonly action: string;
  /** ARN; `*` for actions that IAM cannot limit to one. */
  readonly resource: string;
  /** As narrow as the call allows. */
  readonly condition?: Condition | undefined;
}

/** The smallest statement that allows the call. */
export function statementOf({ action, resource, condition }: AwsCall): Statement {
  return {
    Effect: 'Allow',
    Action: action,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  };
}

/** Statements as they stand in a policy. */
export function statementsText(statements: readonly Statement[]): string {
  return JSON.stringify(statements, undefined, 2);
}
