/** A line of a file of the repository; lines count from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

export function shownPlace({ file, line }: Place): string {
  return `${file}:${line}`;
}
