import path from 'node:path';
import { execa } from 'execa';
import { installedPrograms } from '../python-packages.js';

export const MOTO_VERSION = '5.2.5';

const packages = [
  `moto[cloudformation,ec2,route53]==${MOTO_VERSION}`,
  ...['flask~=3.1', 'flask-cors~=6.0', 'awscli==1.46.3', 'cfn-lint==1.58.0'],
];

/** What the AWS CLI and the SDKs of this process need to reach an account of the lab. Keys are not checked there. */
export function accountEnvironment(endpoint: string): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'AKIALAB0000000000000',
    AWS_SECRET_ACCESS_KEY: 'lab-secret-access-key',
    AWS_DEFAULT_REGION: 'ap-northeast-2',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_PAGER: '',
  };
}

/** The folder of the AWS CLI, of cfn-lint, and of a Python that has moto with CloudFormation. */
export function awsTools(): Promise<string> {
  return installedPrograms({ name: 'aws-tools-1', packages });
}

/** Calls the AWS CLI, and returns what it prints as JSON; undefined: nothing. */
export type AwsCli = (...args: readonly string[]) => Promise<unknown>;

/** The AWS CLI for an account of the lab. */
export async function awsCli(endpoint: string): Promise<AwsCli> {
  const program = path.join(await awsTools(), 'aws');
  return async (...args) => {
    const env = accountEnvironment(endpoint);
    const { stdout } = await execa(program, [...args, '--output', 'json'], { env });
    return stdout.startsWith('{') || stdout.startsWith('[') ? (JSON.parse(stdout) as unknown) : undefined;
  };
}
