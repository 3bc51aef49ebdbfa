const REPOSITORY = /^[A-Za-z0-9][A-Za-z0-9-]*\/[A-Za-z0-9._-]+$/;

/**
 * The page with a section for each error code, at the version of the action that runs. undefined: the action is used by a local path
 * (`uses: ./`), for which a runner names no repository.
 */
export function errorsPageOf(environment: NodeJS.ProcessEnv): string | undefined {
  const repository = environment['GITHUB_ACTION_REPOSITORY'] ?? '';
  const ref = environment['GITHUB_ACTION_REF'] ?? '';
  if (!REPOSITORY.test(repository) || ref === '') return undefined;
  const server = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
  const version = ref.split('/').map(encodeURIComponent).join('/');
  return `${server}/${repository}/blob/${version}/docs/errors.md`;
}
