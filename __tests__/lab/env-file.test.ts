import { beforeAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dockerHost } from '../../lab/docker-host.js';
import { execOnHost, startWhenNamed } from '../../lab/hosts.js';
import type { HostName } from '../../lab/hosts/definition.js';
import { openLab } from '../../lab/lab.js';
import { dotenvText } from '../../src/dotenv/write.js';
import { Secret } from '../../src/secret.js';

/** Reads a `.env` from standard input and a compose file from its argument, and prints what compose makes of both. */
const CONFIG = `
  folder=$(mktemp -d)
  cat >"$folder/.env"
  printf '%s' "$1" >"$folder/compose.yml"
  env -i PATH="$PATH" HOME="$folder" docker compose --project-directory "$folder" -f "$folder/compose.yml" config --format json
  code=$?
  rm -r "$folder"
  exit "$code"`;

type Values = Readonly<Record<string, string>>;

/** What compose on the host reads from our text, by `env_file` and by interpolation. */
async function readByCompose(host: HostName, values: Values): Promise<readonly Values[]> {
  const environment = Object.fromEntries(Object.keys(values).map((key) => [key, `\${${key}}`]));
  const services = { file: { image: 'x', env_file: '.env' }, interpolated: { image: 'x', environment } };
  const input = dotenvText(Object.entries(values).map(([key, value]) => ({ key, value: new Secret(value) })));
  const { exitCode, stdout, stderr } = await execOnHost(
    host,
    ['sh', '-c', CONFIG, 'sh', JSON.stringify({ services })],
    { input },
  );
  if (exitCode !== 0) throw new Error(stderr);
  const config = JSON.parse(stdout) as {
    readonly services: Readonly<Record<string, { readonly environment: Values }>>;
  };
  // `config` prints a compose file again, in which a $ is written twice.
  return Object.values(config.services).map((service) =>
    Object.fromEntries(Object.entries(service.environment).map(([key, value]) => [key, value.replaceAll('$$', '$')])),
  );
}

beforeAll(openLab);

test.each([dockerHost, 'v5'] as const)(
  'compose on %s reads every value byte for byte from the .env that we write',
  async (host) => {
    await startWhenNamed(host);
    const piece = fc.oneof(
      fc.constantFrom(
        ...'\\"\'${}()=:# \n\r\t`;',
        '${K1}',
        '$K2',
        '\\n',
        '\\$',
        "\\'",
        'export ',
        '\u2028',
        '\uFEFF',
        '😀',
      ),
      fc.string({ maxLength: 3 }),
    );
    const value = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join('').replaceAll('\0', ''));
    const samples = fc.sample(value, 1000);
    const values = Object.fromEntries(samples.map((sample, index) => [`K${index}`, sample]));
    expect(await readByCompose(host, values)).toEqual([values, values]);
  },
  900_000,
);
