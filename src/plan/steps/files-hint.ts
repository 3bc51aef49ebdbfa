/** What to add to the workflow step for files that are not in the repository: the lines themselves. */
export function filesHint(paths: readonly string[]): string {
  const named = paths.map((path) => ({ path, variable: variableOf(path) }));
  return [
    'Store the content as a secret, and add to the step:',
    'with:',
    '  files: |',
    ...named.map(({ path, variable }) => `    ${path} < ${variable}`),
    'env:',
    ...named.map(({ variable }) => `  ${variable}: \${{ secrets.${variable} }}`),
  ].join('\n');
}

function variableOf(path: string): string {
  const name = path
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '');
  return /^(?!GITHUB_)[A-Z]/.test(name) ? name : `FILE_${name}`;
}
