/** The profiles that are active: those of the input, else those of COMPOSE_PROFILES. */
export function activeProfiles(options: {
  readonly profiles: readonly string[] | undefined;
  readonly variables: ReadonlyMap<string, string>;
}): readonly string[] {
  const listed = (options.variables.get('COMPOSE_PROFILES') ?? '').split(',').map((profile) => profile.trim());
  return options.profiles ?? listed.filter((profile) => profile !== '');
}
