/** Text of others must not become markup: neither a cell's end nor a tag nor a link. */
export function cell(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\|<>[\]*_`]/g, (character) => `\\${character}`);
}

/** For a name in the text. */
export function code(text: string): string {
  return `\`${text.replace(/[`|\r\n]/g, '')}\``;
}

/** A text over several lines, as it is. */
export function fence(text: string): string {
  return ['~~~text', text.replaceAll('~~~', '~ ~ ~'), '~~~'].join('\n');
}
