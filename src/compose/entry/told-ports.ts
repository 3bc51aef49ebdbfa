/** Variables whose ports a program's server listens at: .NET's, and the one that most platforms set. */
const ADDRESSES = ['ASPNETCORE_URLS', 'URLS', 'DOTNET_URLS'] as const;
const PORTS = ['ASPNETCORE_HTTP_PORTS', 'HTTP_PORTS', 'PORT'] as const;

/**
 * Ports at which its variables let a service listen (learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints). `PORT` is only
 * a convention, so it comes last. Pure.
 */
export function toldPorts(variables: ReadonlyMap<string, string>): readonly number[] {
  const listed = (names: readonly string[]): readonly string[] =>
    names.flatMap((name) => (variables.get(name) ?? '').split(/[;,\s]+/));
  const addresses = listed(ADDRESSES).flatMap((url) => /^http:\/\/[^/]*:(\d+)\/?$/.exec(url)?.[1] ?? []);
  const ports = listed(PORTS).filter((text) => /^\d+$/.test(text));
  return [...new Set([...addresses, ...ports].map(Number))].filter((port) => port > 0 && port < 65_536);
}
