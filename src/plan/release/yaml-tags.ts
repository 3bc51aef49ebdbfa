import { Document, Scalar, YAMLSeq } from 'yaml';

/** `!reset null`: compose drops what earlier files say of a key (2.24.4 and later). */
export function removedValue(): Scalar {
  const nothing = new Scalar(null);
  nothing.tag = '!reset';
  return nothing;
}

/** `!reset []`: the same of a list. */
export function removedList(): YAMLSeq {
  const nothing = new YAMLSeq();
  nothing.flow = true;
  nothing.tag = '!reset';
  return nothing;
}

/** `!override […]`: compose takes this list instead of what earlier files say. */
export function replacedList(items: readonly unknown[]): YAMLSeq {
  const list = new Document(items).contents;
  if (!(list instanceof YAMLSeq)) throw new Error('A list was expected');
  list.tag = '!override';
  return list;
}
