import { DeployError } from '../../errors/deploy-error.js';
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

/** PHP with a server. */
const WITH_SERVER = /fpm|apache/;

/**
 * Checks that the image of a repository that has only a Dockerfile starts a program.
 * @throws DeployError nothing-to-deploy
 */
export function checkStarts({ image = '', command }: Candidate, dockerfile: string): void {
  const owner = ownerOf(image);
  const isOfficial = owner === '' || OWNERS.test(owner);
  if (command !== '' || !isOfficial || WITH_SERVER.test(image) || !STARTS_NOTHING.test(productOf(image))) return;
  throw new DeployError({
    code: 'nothing-to-deploy',
    what: `The ${dockerfile} starts no program`,
    why: `It has no CMD or ENTRYPOINT, and the image ${image} has only a shell or an interpreter, which ends at once`,
    hint: 'Add a CMD to it that starts your app. If a compose file has the command, name that file as `compose-file`.',
  });
}
