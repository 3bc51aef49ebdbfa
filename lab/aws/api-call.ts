import type { Overlay } from './ec2-overlay.js';

/** A call to the account, as its caller made it. */
export interface ApiCall {
  /** IAM action: `ec2:DescribeInstances`. */
  readonly action: string;
  /** Fields of the form, or of the JSON document. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** An error with which the account answers a call in place of carrying it out. */
export interface Fault {
  /** As AWS calls it: `RequestLimitExceeded`. */
  readonly name: string;
  /** How many calls it strikes, from now on. */
  readonly times: number;
}

/** The error that a call meets, which counts as one of its times; undefined: none. */
export function strike({ denied, faults }: Overlay, action: string): { name: string; message: string } | undefined {
  if (denied.has(action))
    return { name: 'UnauthorizedOperation', message: `You are not authorized to perform: ${action}` };
  const fault = faults.get(action);
  if (fault === undefined) return undefined;
  if (fault.times > 1) faults.set(action, { ...fault, times: fault.times - 1 });
  else faults.delete(action);
  return { name: fault.name, message: `${fault.name} for ${action}` };
}
