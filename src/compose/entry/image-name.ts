/** Last parts of names that say nothing by themselves: `mssql/server` is called by the part before. */
const GENERIC = /^(?:server|db|database|edge|express|free|enterprise|all-in-one|standalone|core|community|ui)$/;

/** How an image calls its product, without registry, tag and digest: `docker.io/bitnami/postgresql:16` is `postgresql`. */
export function productOf(image: string): string {
  const [last = '', owner] = partsOf(image);
  return owner !== undefined && GENERIC.test(last) ? `${owner}/${last}` : last;
}

/** Whose image it is: `grafana` of `docker.io/grafana/tempo`; '' for an official one. */
export function ownerOf(image: string): string {
  return partsOf(image)[1] ?? '';
}

/** The parts of the name, the last one first. */
function partsOf(image: string): readonly string[] {
  const [name = ''] = image.toLowerCase().split('@');
  return name
    .replace(/:[^:/]*$/, '')
    .split('/')
    .reverse();
}

/** A pattern for any of these words, which spaces and line breaks separate. */
export function anyOf(words: string): string {
  return `(?:${words.trim().split(/\s+/).join('|')})`;
}
