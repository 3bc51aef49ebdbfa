/**
 * The line that makes a runner hide a value from there on (workflow commands, "Masking a value in a log"), as `setSecret` of
 * `@actions/core` writes it. That takes 20 ms to load, and by then the key would have been used.
 */
export function maskLine(value: string): string {
  const data = value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
  return `::add-mask::${data}\n`;
}
