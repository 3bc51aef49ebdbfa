/** The commands that this action gives to its runner (GitHub's documentation: "Workflow commands"). */
export type CommandName = 'add-mask' | 'endgroup' | 'error' | 'group' | 'save-state' | 'set-output' | 'warning';

/**
 * The line that gives a command, as `@actions/core` writes it. That takes 20 ms to load, and by then the key would have been used
 * before it is masked. Nothing in the values can end the line or the command.
 */
export function commandLine(name: CommandName, properties: Readonly<Record<string, string>>, value: string): string {
  const pairs = Object.entries(properties).map(([key, text]) => `${key}=${escapeProperty(text)}`);
  return `::${name}${pairs.length === 0 ? '' : ` ${pairs.join(',')}`}::${escapeData(value)}\n`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
