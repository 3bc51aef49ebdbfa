#!/bin/sh
# What the original's health check knows of, as far as people use it: --connect and --innodb_initialized (also as --innodb_initialised).
set -eu

data=/var/lib/mysql
ask() {
  mariadb --defaults-extra-file="$data/.my-healthcheck.cnf" --host=127.0.0.1 --protocol=tcp --skip-column-names --batch --execute "$1"
}

for check in "$@"; do
  case $check in
    --connect) ask 'SELECT 1' >/dev/null ;;
    --innodb_initialized | --innodb_initialised)
      [ "$(ask "SELECT 1 FROM information_schema.ENGINES WHERE engine = 'innodb' AND support IN ('YES', 'DEFAULT')")" = 1 ]
      ;;
    --su-mysql | --su=* | --no-connect | --defaults-*) ;;
    *)
      echo "healthcheck.sh: '$check' is not known to this stand-in: it knows --connect and --innodb_initialized" >&2
      exit 1
      ;;
  esac
done
