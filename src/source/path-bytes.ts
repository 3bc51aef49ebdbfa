import { DeployError } from '../errors.js';

/**
 * A path as text.
 * @throws DeployError bad-input when its bytes are not UTF-8: such a name would arrive as another one
 */
export function decodePath(bytes: Buffer): string {
  const path = bytes.toString('utf8');
  if (Buffer.from(path, 'utf8').equals(bytes)) return path;
  throw new DeployError({
    code: 'bad-input',
    what: `The name of the file '${path}' is not UTF-8`,
    why: 'It could not be carried to the host as it is.',
    hint: 'Rename the file, or leave it out with the input exclude.',
  });
}
