import { beforeAll, describe, expect, jest, test } from '@jest/globals';
import { dockerHost } from '../../lab/docker-host.js';
import { docker } from '../../lab/docker.js';
import { execOnHost, startWhenNamed } from '../../lab/hosts.js';
import { ensureImage } from '../../lab/images.js';
import { openLab, type Lab } from '../../lab/lab.js';
import { networkName } from '../../lab/network.js';
import { ensureStandIns, rareStandIns, standIns } from '../../lab/registry.js';

/*
 * The lab's images do what Dockerfiles, start scripts and health checks ask of the images whose names they carry: one script an image,
 * which fails where the image does not.
 */
jest.setTimeout(600_000);

const quiet = (): void => undefined;
const retry =
  'retry() { for _ in $(seq 150); do if "$@" >/dev/null 2>&1; then return 0; fi; sleep 0.2; done; "$@"; }\n';

const typical: Readonly<Record<string, string>> = {
  standin: `
    apk add --no-cache libc6-compat
    addgroup --gid 1001 -S app && adduser -S web -u 1001 -G app && test "$(id -u web):$(id -gn web)" = 1001:app
    addgroup --system --gid 1002 nodejs && adduser --system --uid 1002 nextjs && id nextjs
  `,
  python: `
    pip install --upgrade pip
    echo 'idna==3.10' >requirements.txt && pip install --no-cache-dir -r requirements.txt
    test -d /usr/local/lib/python3.12/site-packages/idna && python3.12 -c 'import idna'
    python -m venv /venv && /venv/bin/pip install --upgrade pip && python -m pip --version
  `,
  nginx: `
    mkdir /etc/nginx/templates
    echo 'server { listen 8080; location / { return 200 "$GREETING $host"; } }' >/etc/nginx/templates/site.conf.template
    echo 'touch /tmp/launched' >/docker-entrypoint.d/40-mine.sh && sed -i '1i #!/bin/sh' /docker-entrypoint.d/40-mine.sh
    chmod +x /docker-entrypoint.d/40-mine.sh
    GREETING=hello /docker-entrypoint.sh nginx-debug -g 'daemon off;' &
    retry curl -sf http://127.0.0.1:8080/
    test "$(curl -s http://127.0.0.1:8080/)" = 'hello 127.0.0.1' && test -e /tmp/launched && nginx -s quit
  `,
  node: `
    npm --version && npx --version && yarn --version && corepack --version
    docker-entrypoint.sh --version && echo 'console.log(6 * 7)' >a.js && test "$(docker-entrypoint.sh a.js)" = 42
    mkdir /app && cd /app && npm init -y && npm install is-odd@3.0.1 && test "$(id -u node)" = 1000
  `,
  certbot: 'certbot --version && certbot certificates',
  redis: `
    docker-entrypoint.sh redis-server --requirepass secret &
    retry redis-cli -a secret ping
    test "$(redis-cli -a secret --no-auth-warning incr n)" = 1 && gosu redis id -u
  `,
  postgres: `
    echo 'create table t (n int);' >/docker-entrypoint-initdb.d/t.sql
    export POSTGRES_USER=shop POSTGRES_PASSWORD="p'w" POSTGRES_INITDB_ARGS=--data-checksums
    docker-entrypoint.sh postgres -c max_connections=20 &
    retry pg_isready -h 127.0.0.1 -U shop
    test "$(PGPASSWORD="p'w" psql -h 127.0.0.1 -U shop -Atc 'show data_checksums')" = on
    PGPASSWORD="p'w" pg_dump -h 127.0.0.1 -U shop shop | grep -q 'TABLE public.t'
  `,
  mariadb: `
    echo 'create table t (n int);' >/docker-entrypoint-initdb.d/t.sql
    export MARIADB_ROOT_PASSWORD="r'o\\ot" MARIADB_DATABASE=shop MARIADB_USER=shop MARIADB_PASSWORD=secret
    docker-entrypoint.sh mariadbd --character-set-server=utf8mb4 &
    retry healthcheck.sh --connect --innodb_initialized
    mariadb-admin ping -h 127.0.0.1 -ushop -psecret && mysqladmin ping -uroot -p"r'o\\ot"
    test "$(mysql -h 127.0.0.1 -ushop -psecret -N -e 'show tables' shop)" = t && mysqldump -uroot -p"r'o\\ot" shop >/dev/null
  `,
  mysql: `
    export MYSQL_ROOT_PASSWORD=root MYSQL_DATABASE=shop MYSQL_USER=shop MYSQL_PASSWORD=secret
    docker-entrypoint.sh --default-authentication-plugin=mysql_native_password --collation-server=utf8mb4_0900_ai_ci &
    retry mysqladmin ping -h 127.0.0.1 -u root -proot
    test "$(mysql -h 127.0.0.1 -ushop -psecret -N -e 'select database()' shop)" = shop && mysqldump -h 127.0.0.1 -ushop -psecret shop
  `,
  memcached: `
    docker-entrypoint.sh -m 32 &
    retry sh -c 'printf "version\\r\\nquit\\r\\n" | nc -w 1 127.0.0.1 11211 | grep -q VERSION'
  `,
  rabbitmq: `
    export RABBITMQ_DEFAULT_USER=shop RABBITMQ_DEFAULT_PASS=secret
    docker-entrypoint.sh rabbitmq-server &
    retry rabbitmq-diagnostics -q ping
    retry rabbitmq-diagnostics -q check_port_connectivity
    rabbitmqctl authenticate_user shop secret && retry curl -sf -u shop:secret http://127.0.0.1:15672/api/overview
  `,
  'nginx-unprivileged': `
    test "$(id -un)" = nginx && test -w /etc/nginx/conf.d/default.conf
    /docker-entrypoint.sh nginx -g 'daemon off;' &
    retry curl -sf http://127.0.0.1:8080/
    test -s /tmp/nginx.pid && nginx -s quit
  `,
  caddy: `
    printf ':80 {\\n\\treverse_proxy 127.0.0.1:8080\\n}\\n:8080 {\\n\\trespond "behind {host}"\\n}\\n' >/etc/caddy/Caddyfile
    caddy validate --config /etc/caddy/Caddyfile && caddy fmt --overwrite /etc/caddy/Caddyfile
    caddy run --config /etc/caddy/Caddyfile --adapter caddyfile &
    retry curl -sf http://127.0.0.1/
    test "$(curl -s http://127.0.0.1/)" = 'behind 127.0.0.1' && caddy reload --config /etc/caddy/Caddyfile
  `,
};

let lab: Lab;

beforeAll(async () => {
  lab = await openLab();
  await startWhenNamed(dockerHost);
});

test('every stand-in has a script of typical commands', () => {
  expect(new Set(Object.keys(typical))).toEqual(new Set([...standIns.values(), ...rareStandIns.values()]));
});

describe('typical commands work in the stand-in', () => {
  test.each(Object.keys(typical))('%s', async (name) => {
    const image = await ensureImage(name, quiet);
    const place = ['--rm', '--init', '--network', networkName, '--dns', lab.dns.address, '--entrypoint', 'sh'];
    const script = `set -eu\n${retry}${typical[name] ?? ''}`;
    const { exitCode, stdout, stderr } = await docker(['run', ...place, image, '-c', script], { allowFailure: true });
    expect(exitCode === 0 ? '' : `${stdout}\n${stderr}`.slice(-2000)).toBe('');
  });
});

test('a host pulls a rare stand-in by any tag once a repository has named it', async () => {
  await ensureStandIns(
    new Map([
      ['library/caddy', 'caddy'],
      ['library/alpine', 'standin'],
    ]),
    quiet,
  );
  for (const image of ['caddy:2.8-alpine', 'alpine:3.20']) {
    expect(await execOnHost(dockerHost, ['docker', 'pull', '--quiet', image])).toMatchObject({ exitCode: 0 });
  }
});
