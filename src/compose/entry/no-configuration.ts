import { DeployError } from '../../errors/deploy-error.js';
import { isLoaded } from '../own-proxy/nginx/loaded.js';
import { nginxTokens } from '../own-proxy/nginx/tokens.js';
import type { ProxyFile } from './proxy-files.js';

/**
 * Checks that what a service reads as the configuration of nginx has a directive: a file of another kind at that place is a mistake.
 * @throws DeployError compose-file-invalid if one has none
 */
export function checkConfiguration(name: string, configuration: readonly ProxyFile[]): void {
  const wrong = configuration.find((file) => isLoaded(file, configuration) && hasNoDirective(file.text));
  if (wrong === undefined) return;
  throw new DeployError({
    code: 'compose-file-invalid',
    what: `${wrong.path}, which ${name} reads as ${wrong.target ?? ''}, is no configuration of nginx`,
    why: 'It has no directive that ends with ; or begins a block, so nginx does not start.',
    hint: 'Write the configuration into it, or correct the source of the mount.',
  });
}

/** Nothing but comments is none, and valid. */
function hasNoDirective(text: string): boolean {
  const tokens = nginxTokens(text);
  return tokens.length > 0 && tokens.every(({ kind }) => kind === 'word');
}
