import { officialImage } from '../../compose/images/reference.js';
import { mappingOf } from '../../compose/model/value.js';
import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';

/** A MySQL that would not make its database: `MYSQL_USER` is for another user than root (docker-entrypoint.sh of docker-library/mysql). */
export function rootUserRefusals({ facts }: Planning): readonly Failure[] {
  // A database that was made is not made again.
  if (facts.host.current !== undefined) return [];
  const { config, composeFiles } = facts.repository.stack;
  return Object.entries(config.services).flatMap(([service, { image = '', build, environment }]) => {
    const isMysql = build === undefined && officialImage(image)?.name === 'mysql';
    if (!isMysql || mappingOf(environment)['MYSQL_USER'] !== 'root') return [];
    return [
      {
        code: 'compose-file-invalid' as const,
        what: `${composeFiles.join(' with ')} has MYSQL_USER: root for ${service}, and ${image} does not start with it`,
        why: 'The user root is there in any case, with the password in MYSQL_ROOT_PASSWORD. MYSQL_USER names a further one.',
        hint: 'Remove MYSQL_USER and MYSQL_PASSWORD from the service, or give MYSQL_USER another name, and the app the same.',
      },
    ];
  });
}
