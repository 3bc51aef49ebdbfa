import type { Parsed } from './parsed.js';

/** How an EC2 instance is named: by its id, or by a tag. */
export type InstanceQuery =
  { readonly kind: 'id'; readonly id: string } | { readonly kind: 'tag'; readonly key: string; readonly value: string };

/** Of early instances the id has 8 digits, of later ones 17. */
const ID = /^i-(?:[0-9a-f]{8}|[0-9a-f]{17})$/;

/** Keys have at most 128 characters, values 256, of letters, digits, spaces and `_ . : / = + - @` (EC2 User Guide, "Tag restrictions"). */
const TAG = /^tag:([\p{L}\p{N} _.:/+\-@]{1,128})=([\p{L}\p{N} _.:/=+\-@]{1,256})$/u;

/** `i-…`, or `tag:KEY=VALUE`. A `*` or `?` in a value would match several instances, and is refused. */
export function parseInstance(text: string): Parsed<InstanceQuery> {
  if (ID.test(text)) return { value: { kind: 'id', id: text } };
  const [, key, value] = TAG.exec(text) ?? [];
  if (key !== undefined && value !== undefined) return { value: { kind: 'tag', key, value } };
  return {
    problem: text.startsWith('tag:')
      ? 'is not a tag filter such as tag:Name=shop (one key, one value, no wildcards)'
      : 'is neither an instance ID (i- and 8 or 17 hex digits) nor a tag filter such as tag:Name=shop',
  };
}

/** The query as the input has it. */
export function describeQuery(query: InstanceQuery): string {
  return query.kind === 'id' ? query.id : `tag:${query.key}=${query.value}`;
}
