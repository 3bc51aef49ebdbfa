import { registriesOf, type ProjectImages } from '../compose/images/images.js';
import { messageOf } from '../errors/deploy-error.js';
import { maskLogin } from '../inputs/registries.js';
import type { Inputs, RegistryLogin } from '../inputs/inputs.js';
import { isEcr } from './ecr.js';

/** What finding the logins of a run needs besides the inputs. */
export interface LoginPorts {
  readonly ecrLogin: (registry: string) => Promise<RegistryLogin>;
  readonly mask: (value: string) => void;
  readonly warn: (text: string) => void;
}

/** GitHub's registry takes any name with a token. */
const githubUser = 'x-access-token';

/**
 * The logins for a project's images: those of the input, and of registries that need none there. undefined: there are none. A registry
 * of Amazon that gives none is a warning: the host may have a credential helper, or a role of its own.
 */
export function loginsOf(
  images: ProjectImages,
  { registries: given, githubToken }: Pick<Inputs, 'registries' | 'githubToken'>,
  ports: LoginPorts,
): Promise<readonly RegistryLogin[]> | undefined {
  const used = registriesOf(images).filter((registry) => given.every((login) => login.registry !== registry));
  const github =
    githubToken !== undefined && used.includes('ghcr.io')
      ? [{ registry: 'ghcr.io', username: githubUser, password: githubToken }]
      : [];
  const amazon = used.filter(isEcr);
  if (given.length + github.length + amazon.length === 0) return undefined;
  const found = Promise.all(amazon.map(async (registry) => await amazonLogin(registry, ports)));
  return found.then((logins) => [...given, ...github, ...logins.flat()]);
}

async function amazonLogin(registry: string, { ecrLogin, mask, warn }: LoginPorts): Promise<readonly RegistryLogin[]> {
  try {
    const login = await ecrLogin(registry);
    maskLogin(login.username, login.password.reveal(), mask);
    return [login];
  } catch (error) {
    warn(
      `There is no login for ${registry}: ecr:GetAuthorizationToken failed (${messageOf(error)}). The host's own credentials are used, if it has any.`,
    );
    return [];
  }
}
