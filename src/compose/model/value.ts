/** A mapping as a compose file holds them. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Keys that lead to a value; an item of a list stands under `[]`. */
export type Path = readonly string[];

/** A rule for the values at the paths that a pattern such as `services.*.ports` stands for. */
export type Rules<Rule> = readonly (readonly [pattern: string, rule: Rule])[];

export function isMapping(value: unknown): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The mapping itself; an empty one for anything else. */
export function mappingOf(value: unknown): Mapping {
  return isMapping(value) ? value : {};
}

export function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

export function mapValues(mapping: Mapping, change: (value: unknown, key: string) => unknown): Mapping {
  return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, change(value, key)]));
}

/** Looks up rules by path: `*` in a pattern stands for any key, not for an item of a list. */
export function ruleFinder<Rule>(rules: Rules<Rule>): (path: Path) => Rule | undefined {
  const split = rules.map(([pattern, rule]) => ({ parts: pattern.split('.'), rule }));
  return (path) => split.find(({ parts }) => isMatch(path, parts))?.rule;
}

export function isMatch(path: Path, pattern: Path): boolean {
  return (
    path.length === pattern.length &&
    pattern.every((part, index) => part === path[index] || (part === '*' && path[index] !== '[]'))
  );
}

/** A scalar as compose writes it into a list of `KEY=value`. */
export function textOf(value: unknown): string {
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** As Go's `%v`: an exponent below 1e-4 and from 1e21. */
function numberText(value: number): string {
  if (value === 0 || Number.isInteger(value) || Math.abs(value) >= 1e-4)
    return String(value).replace(/^(-?)(Infinity)$/, '$1Inf');
  return value.toExponential().replace(/e-(\d)$/, 'e-0$1');
}
