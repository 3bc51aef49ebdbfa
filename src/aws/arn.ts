/** Where a resource is; `account` as twelve digits. */
export interface Place {
  readonly region: string;
  readonly account: string;
}

/** ARN of a resource of EC2: `arn:aws:ec2:eu-west-1:123456789012:instance/i-0123…`. */
export function ec2Arn({ region, account }: Place, resource: string): string {
  return `arn:${partitionOf(region)}:ec2:${region}:${account}:${resource}`;
}

/** ARN of a resource of Route 53, which is global: `arn:aws:route53:::hostedzone/Z0123…`. */
export function route53Arn(region: string, resource: string): string {
  return `arn:${partitionOf(region)}:route53:::${resource}`;
}

/** China and the US government have partitions of their own (AWS General Reference, "Amazon Resource Names"). */
function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}
