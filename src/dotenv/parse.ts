import { parseEnvJson } from './json.js';
import { parseEnvLines } from './lines.js';
import type { EnvReading } from './reading.js';

/**
 * Parses the text of `env` or of an env file: a JSON object if it begins with `{`, otherwise lines. Without interpolation.
 * Returns the valid entries even if others have problems, so that their values can be masked.
 */
export function parseEnv(text: string): EnvReading {
  const bare = text.replace(/^\uFEFF/, '');
  return bare.trimStart().startsWith('{') ? parseEnvJson(bare) : parseEnvLines(bare);
}
