import { officialImage } from '../../compose/images/reference.js';
import type { ServiceConfig } from '../../compose/model/config.js';
import type { Failure } from '../../errors/deploy-error.js';
import type { Planning } from '../context.js';

/** Health checks for official images without one of their own (docker-library/official-images, their Dockerfiles have no HEALTHCHECK). */
const CHECKS: ReadonlyMap<string, string> = new Map([
  ['postgres', '["CMD-SHELL", "pg_isready -U $${POSTGRES_USER:-postgres}"]'],
  ['mysql', '["CMD", "mysqladmin", "ping", "-h", "127.0.0.1"]'],
  ['mariadb', '["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]'],
  ['redis', '["CMD", "redis-cli", "ping"]'],
  ['mongo', '["CMD", "mongosh", "--quiet", "--eval", "db.adminCommand(\'ping\')"]'],
  ['rabbitmq', '["CMD", "rabbitmq-diagnostics", "-q", "ping"]'],
]);

/** Services that wait for the health of one that has no health check: docker compose would stop instead of starting them. */
export function healthWaitRefusals({ facts }: Planning): readonly Failure[] {
  const { config, composeFiles, services } = facts.repository.stack;
  const checked = new Set(services.flatMap(({ name, hasHealthcheck }) => (hasHealthcheck ? [name] : [])));
  return Object.entries(config.services).flatMap(([name, dependency]) => {
    const check = checkOf(dependency);
    const waiting = Object.entries(config.services).flatMap(([other, { depends_on: dependsOn }]) =>
      dependsOn?.[name]?.condition === 'service_healthy' ? [other] : [],
    );
    if (check === undefined || waiting.length === 0 || checked.has(name)) return [];
    return [
      {
        code: 'compose-file-invalid' as const,
        what: `${composeFiles.join(' with ')} lets ${waiting.join(', ')} wait until ${name} is healthy, and ${name} has no health check`,
        why: `The image ${dependency.image ?? ''} has none either, so docker compose would stop when it starts them.`,
        hint: `Add to the service ${name}:\n    healthcheck:\n      test: ${check}\n      interval: 5s\n      retries: 20\nOr write "condition: service_started".`,
      },
    ];
  });
}

function checkOf({ image = '', build }: ServiceConfig): string | undefined {
  return build === undefined ? CHECKS.get(officialImage(image)?.name ?? '') : undefined;
}
