import type { Overlay } from './ec2-overlay.js';

/** A call to the account, as its caller made it. */
export interface ApiCall {
  /** IAM action: `ec2:DescribeInstances`. */
  readonly action: string;
  /** Fields of the form, or of the JSON document. */
  readonly parameters: Readonly<Record<string, string>>;
}

/** An error with which the account answers calls. */
export interface Fault {
  /** As AWS calls it: `RequestLimitExceeded`. */
  readonly name: string;
  /** How many calls it strikes, from now on. */
  readonly times: number;
  /** The call is carried out nevertheless, as when an answer is lost on its way. */
  readonly isCarriedOut?: boolean;
}

export interface ApiError {
  readonly name: string;
  readonly message: string;
  readonly isCarriedOut: boolean;
}

/** The error that a call meets, which counts as one of its times; undefined: none. */
export function strike({ denied, faults }: Overlay, action: string): ApiError | undefined {
  if (denied.has(action)) {
    const message = `You are not authorized to perform: ${action}`;
    return { name: 'UnauthorizedOperation', message, isCarriedOut: false };
  }
  const fault = faults.get(action);
  if (fault === undefined) return undefined;
  const { name, times, isCarriedOut = false } = fault;
  if (times > 1) faults.set(action, { ...fault, times: times - 1 });
  else faults.delete(action);
  return { name, message: `${name} for ${action}`, isCarriedOut };
}
