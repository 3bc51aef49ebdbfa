/** A text in our compose files: compose puts variables in the place of `$NAME` there too. */
export function literal(text: string): string {
  return text.replaceAll('$', '$$$$');
}
