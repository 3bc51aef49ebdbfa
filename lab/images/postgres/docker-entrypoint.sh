#!/bin/sh
# Makes the database at the first start from POSTGRES_USER, POSTGRES_PASSWORD (or …_FILE), POSTGRES_DB and the scripts in
# /docker-entrypoint-initdb.d, then runs the server as the user postgres.
set -eu

secret() {
  direct='' file=''
  eval "direct=\${$1-} file=\${$1_FILE-}"
  if [ -n "$file" ]; then
    cat "$file"
  else
    printf '%s' "$direct"
  fi
}

initialise() {
  user=$(secret POSTGRES_USER)
  password=$(secret POSTGRES_PASSWORD)
  database=$(secret POSTGRES_DB)
  user=${user:-postgres}
  database=${database:-$user}
  method=${POSTGRES_HOST_AUTH_METHOD:-scram-sha-256}
  if [ -z "$password" ] && [ "$method" != trust ]; then
    echo 'Error: the database is not initialised and no superuser password is given: set POSTGRES_PASSWORD' >&2
    exit 1
  fi
  secret_file=$(mktemp)
  printf '%s\n' "$password" >"$secret_file"
  set -- --username "$user" --encoding UTF8
  if [ -n "$password" ]; then
    set -- "$@" --pwfile "$secret_file"
  fi
  printf '%s\n' "${POSTGRES_INITDB_ARGS-}" | xargs initdb "$@" >/dev/null
  rm -f "$secret_file"
  printf '\nhost all all all %s\n' "$method" >>"$PGDATA/pg_hba.conf"

  # Not reachable from outside before it is whole, so that nobody takes it for ready.
  pg_ctl -D "$PGDATA" -o "-c listen_addresses=''" -w start >/dev/null
  export PGPASSWORD="$password"
  if [ "$database" != postgres ]; then
    createdb --username "$user" --maintenance-db postgres "$database"
  fi
  for file in /docker-entrypoint-initdb.d/*; do
    case $file in
      *.sh) if [ -x "$file" ]; then "$file"; else sh "$file"; fi ;;
      *.sql) psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$user" --dbname "$database" --file "$file" ;;
      *.sql.gz) gunzip -c "$file" | psql -v ON_ERROR_STOP=1 --no-psqlrc --username "$user" --dbname "$database" ;;
    esac
  done
  unset PGPASSWORD
  pg_ctl -D "$PGDATA" -m fast -w stop >/dev/null
  echo 'PostgreSQL init process complete; ready for start up.'
}

case ${1-} in
  -*) set -- postgres "$@" ;;
esac
if [ "${1-}" = postgres ]; then
  if [ "$(id -u)" = 0 ]; then
    mkdir -p "$PGDATA"
    chown -R postgres:postgres "$PGDATA" /run/postgresql
    chmod 700 "$PGDATA"
    exec setpriv --reuid postgres --regid postgres --init-groups -- "$0" "$@"
  fi
  if [ ! -s "$PGDATA/PG_VERSION" ]; then
    initialise
  fi
  exec "$@"
fi
exec "$@"
