import type { Candidate } from './candidate.js';
import { anyOf, ownerOf, productOf } from './image-name.js';

/** Images whose own command is a shell or an interpreter without input, which ends at once. */
const STARTS_NOTHING = new RegExp(
  `^${anyOf(`
  python pypy miniconda3 anaconda3 uv node bun deno ruby golang go rust php openjdk eclipse-temurin amazoncorretto gradle maven
  elixir erlang swift perl dart sdk aspnet runtime debian ubuntu alpine fedora centos rockylinux almalinux amazonlinux busybox
`)}$`,
);

/** Who makes them; somebody else's image of such a name may start a program. */
const OWNERS = new RegExp(`^${anyOf('library oven denoland astral-sh continuumio dotnet')}$`);

/** PHP with a server, and images whose last instructions come from their base. */
const WITH_SERVER = /fpm|apache|onbuild/;

/** The base image of an image that starts no program, since neither of the two says how; undefined: it may start one. Pure. */
export function startlessBase({ image = '', command }: Pick<Candidate, 'image' | 'command'>): string | undefined {
  const owner = ownerOf(image);
  const isOfficial = owner === '' || OWNERS.test(owner);
  if (command !== '' || !isOfficial || WITH_SERVER.test(image) || !STARTS_NOTHING.test(productOf(image)))
    return undefined;
  return image;
}
