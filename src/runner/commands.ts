import { EOL } from 'node:os';

/*
 * What a runner understands, written as @actions/core writes it
 * (https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands). That library brings an HTTP client for
 * OpenID Connect along and takes longer to load than SSH; a test holds the two together.
 */

/** A line for standard output: `::name title=…::message`, with its line's end. */
export function commandLine(name: string, message: string, properties: { readonly title?: string } = {}): string {
  const title = properties.title === undefined ? '' : ` title=${escapeProperty(properties.title)}`;
  return `::${name}${title}::${escapeMessage(message)}${EOL}`;
}

/**
 * An output for the file that GITHUB_OUTPUT names. The delimiter is a line that the value does not hold: a random one, or a
 * value of several lines could set other outputs.
 */
export function outputEntry(name: string, value: string, delimiter: string): string {
  return `${name}<<${delimiter}${EOL}${value}${EOL}${delimiter}${EOL}`;
}

function escapeMessage(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
