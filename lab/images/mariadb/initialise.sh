#!/bin/sh
# Makes the system tables in the directory $1, and what MARIADB_… or MYSQL_… (or …_FILE) and the scripts in /docker-entrypoint-initdb.d ask
# for. The server's options follow.
set -eu

data=$1
shift
socket=/run/mysqld/initialise.sock

# The value of MARIADB_$1 or MYSQL_$1, or of the file that MARIADB_$1_FILE or MYSQL_$1_FILE names.
setting() {
  for prefix in MARIADB MYSQL; do
    direct='' file=''
    eval "direct=\${${prefix}_$1-} file=\${${prefix}_$1_FILE-}"
    if [ -n "$file" ]; then
      direct=$(cat "$file")
    fi
    if [ -n "$direct" ]; then
      printf '%s' "$direct"
      return 0
    fi
  done
}

quoted() {
  printf "'%s'" "$(printf '%s' "$1" | sed -e 's/\\/\\\\/g' -e "s/'/''/g")"
}

root_password=$(setting ROOT_PASSWORD)
if [ -z "$root_password" ] && [ -n "$(setting RANDOM_ROOT_PASSWORD)" ]; then
  root_password=$(head -c 24 /dev/urandom | base64)
  echo "GENERATED ROOT PASSWORD: $root_password"
fi
if [ -z "$root_password" ] && [ -z "$(setting ALLOW_EMPTY_ROOT_PASSWORD)$(setting ALLOW_EMPTY_PASSWORD)" ]; then
  cat >&2 <<'MESSAGE'
[ERROR] [Entrypoint]: Database is uninitialized and password option is not specified
    You need to specify one of MARIADB_ROOT_PASSWORD, MARIADB_ALLOW_EMPTY_ROOT_PASSWORD and MARIADB_RANDOM_ROOT_PASSWORD
    (MySQL: MYSQL_ROOT_PASSWORD, MYSQL_ALLOW_EMPTY_PASSWORD and MYSQL_RANDOM_ROOT_PASSWORD)
MESSAGE
  exit 1
fi
database=$(setting DATABASE)
user=$(setting USER)
password=$(setting PASSWORD)

mariadb-install-db --datadir="$data" --skip-test-db --auth-root-authentication-method=normal --skip-log-bin >/dev/null
# Not reachable from outside before it is whole, so that nobody takes it for ready.
mariadbd "$@" --datadir="$data" --skip-networking --socket="$socket" &
server=$!
tries=0
until mariadb-admin --socket="$socket" --user=root ping >/dev/null 2>&1; do
  tries=$((tries + 1))
  if [ "$tries" -gt 300 ] || ! kill -0 "$server" 2>/dev/null; then
    echo '[ERROR] [Entrypoint]: Unable to start server.' >&2
    exit 1
  fi
  sleep 0.1
done

sql() {
  printf '%s;\n' "$*"
}

{
  sql "CREATE USER IF NOT EXISTS root@'%' IDENTIFIED BY $(quoted "$root_password")"
  sql "GRANT ALL ON *.* TO root@'%' WITH GRANT OPTION"
  health_password=$(head -c 18 /dev/urandom | base64)
  for host in 127.0.0.1 ::1 localhost; do
    sql "CREATE USER healthcheck@'$host' IDENTIFIED BY $(quoted "$health_password")"
  done
  printf '[mariadb-client]\nuser=healthcheck\npassword=%s\nport=3306\n' "$health_password" >"$data/.my-healthcheck.cnf"
  if [ -n "$database" ]; then
    sql "CREATE DATABASE IF NOT EXISTS \`$database\`"
  fi
  if [ -n "$user" ] && [ -n "$password" ]; then
    sql "CREATE USER $(quoted "$user")@'%' IDENTIFIED BY $(quoted "$password")"
    if [ -n "$database" ]; then
      sql "GRANT ALL ON \`$(printf '%s' "$database" | sed 's/_/\\_/g')\`.* TO $(quoted "$user")@'%'"
    fi
  fi
  sql "ALTER USER root@localhost IDENTIFIED BY $(quoted "$root_password")"
} | mariadb --socket="$socket" --user=root --database=mysql

export MYSQL_PWD="$root_password"
client() {
  mariadb --socket="$socket" --user=root ${database:+"--database=$database"}
}
for file in /docker-entrypoint-initdb.d/*; do
  case $file in
    *.sh) if [ -x "$file" ]; then "$file"; else sh "$file"; fi ;;
    *.sql) client <"$file" ;;
    *.sql.gz) gunzip -c "$file" | client ;;
  esac
done
mariadb-admin --socket="$socket" --user=root shutdown
unset MYSQL_PWD
wait "$server"
echo '[Note] [Entrypoint]: MariaDB init process done. Ready for start up.'
