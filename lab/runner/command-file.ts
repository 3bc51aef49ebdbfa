/**
 * The entries of a file such as GITHUB_OUTPUT or GITHUB_STATE: `name=value` lines and `name<<END … END` blocks; the last
 * of two entries with one name counts. Throws at a line that is neither, as a runner fails the step there.
 */
export function parseCommandFile(text: string): Readonly<Record<string, string>> {
  const entries = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (line === '') continue;
    const block = /^([^=]+?)<<(.+)$/.exec(line);
    if (block === null) {
      const equals = line.indexOf('=');
      if (equals < 1) throw new Error(`The step wrote a line that is neither name=value nor name<<END: ${line}`);
      entries.set(line.slice(0, equals), line.slice(equals + 1));
      continue;
    }
    const [, name = '', end = ''] = block;
    const last = lines.indexOf(end, index + 1);
    if (last === -1) throw new Error(`The step wrote ${name}<<${end} without a line ${end} to end it`);
    entries.set(name, lines.slice(index + 1, last).join('\n'));
    index = last;
  }
  return Object.fromEntries(entries);
}
