/** An executable file. */
export const script = 'odd/run me.sh';
/** A file that a later release no longer has. */
export const shortLived = "odd/it's short-lived.txt";

/** Files whose names are hard to carry, with their contents. */
export const oddFiles: ReadonlyMap<string, string> = new Map([
  [script, '#!/bin/sh\necho run\n'],
  [shortLived, 'soon gone\n'],
  ['odd/two\nlines "quoted" $HOME.txt', 'two lines\n'],
  ['odd/한글 é.txt', 'letters\n'],
  ['odd/-rf', 'no flag\n'],
  ['odd/.hidden', 'dot\n'],
]);
