import { Document, Scalar, YAMLSeq, type Node } from 'yaml';

/** `!reset null`: compose drops what earlier files say of a key. */
export function removed(): Scalar {
  const nothing = new Scalar(null);
  nothing.tag = '!reset';
  return nothing;
}

/** `!override […]`: compose takes this list instead of what earlier files say. */
export function replaced(items: readonly unknown[]): Node {
  const list = new Document(items).contents;
  if (!(list instanceof YAMLSeq)) throw new Error('A list was expected');
  list.tag = '!override';
  return list;
}
