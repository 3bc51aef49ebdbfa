/** White space that a runner skips at the start of a line: all of JavaScript's, and NEL. Line ends are none of it. */
const COMMAND_AT_START = /(?<![^\r\n])((?:[^\S\r\n]|\u0085)*)::/g;

/**
 * The same text, with nothing in it that a runner would carry out: `##[` becomes `##\[`, and a line that begins with `::` begins
 * with `\::`. Hosts, servers, apps and their visitors write much of what is printed.
 *
 * A runner knows two grammars (actions/runner, `ActionCommand`): `::name key=value::text` at the start of a line, and
 * `##[name key=value]text` anywhere in it, so no prefix protects from it. Lines end at a bare `\r` too.
 */
export function plainText(text: string): string {
  return text.replaceAll('##[', '##\\[').replace(COMMAND_AT_START, '$1\\::');
}
