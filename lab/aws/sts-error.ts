/** An error with which STS answers, in its words. */
export class StsError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** HTTP status and document of an answer. */
export function stsAnswer({ code, message }: StsError): { readonly status: number; readonly body: string } {
  const error = `<Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error>`;
  const namespace = 'https://sts.amazonaws.com/doc/2011-06-15/';
  return {
    status: code === 'AccessDenied' ? 403 : 400,
    body: `<ErrorResponse xmlns="${namespace}">${error}<RequestId>req-1</RequestId></ErrorResponse>`,
  };
}
