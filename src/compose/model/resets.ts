import { isList, isMapping, isMatch, type Mapping, type Path } from './value.js';

/** A model without what `!reset` and `!override` of a later file take away. Items of lists stay, as with compose. */
export function withoutResets(model: Mapping, resets: readonly Path[]): Mapping {
  return resets.length === 0 ? model : (without(model, [], resets) as Mapping);
}

function without(value: unknown, path: Path, resets: readonly Path[]): unknown {
  if (isList(value)) return value.map((item, index) => without(item, [...path, `[${index}]`], resets));
  if (!isMapping(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, item]) => {
      const next = [...path, key];
      return resets.some((reset) => isMatch(next, reset)) ? [] : [[key, without(item, next, resets)]];
    }),
  );
}
