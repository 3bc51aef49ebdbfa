/** What to do where a registry asks for a login, as sentences. */
export function deniedHint(registry: string): string {
  if (registry === 'ghcr.io') {
    return 'Set `github-token: ${{ github.token }}` and give the job `permissions: packages: read`; the package must grant this repository access (Package settings, Manage Actions access)';
  }
  if (/\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/.test(registry)) {
    return 'Give the role of the job ecr:GetAuthorizationToken and, on the repository, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer (aws-actions/configure-aws-credentials in an earlier step)';
  }
  return `Add a line \`${registry} <username> <password or token>\` to the input \`registries\`, from a secret`;
}
