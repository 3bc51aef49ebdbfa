/** Whether AWS answered with one of these error names. */
export function codeIn(error: unknown, ...names: readonly string[]): boolean {
  return error instanceof Error && names.includes(error.name);
}
