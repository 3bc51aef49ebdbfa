/** Lower case and without the final dot, as this action writes names. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/\.$/, '');
}
