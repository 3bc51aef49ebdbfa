import { digestOf } from '../../digest.js';

/** The grammar of a repository's last part: https://github.com/distribution/reference/blob/v0.6.0/regexp.go (path-component). */
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;

/**
 * The image repository, without a tag, of a service's images on the host. Compose allows names that an image cannot have, such as
 * `Database` or `_db`; such a name is told from its likes by 8 hexadecimal digits of its sha256.
 */
export function imageRepository(project: string, service: string): string {
  const plain = `${project}-${service}`;
  if (COMPONENT.test(plain)) return plain;
  const words = plain.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return [...words, digestOf(plain).slice(0, 8)].join('-');
}
