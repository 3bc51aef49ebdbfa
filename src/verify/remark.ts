/** What is said of a site that passes: a line of the log, or, if visitors would notice, an annotation. */
export interface Remark {
  readonly isWarning: boolean;
  readonly text: string;
}

export const note = (text: string): Remark => ({ isWarning: false, text });

export const warning = (text: string): Remark => ({ isWarning: true, text });
