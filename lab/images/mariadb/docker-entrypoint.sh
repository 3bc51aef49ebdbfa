#!/bin/sh
# Makes the database at the first start, then runs the server as the user mysql. Under the name mysqld it takes MySQL's options: those
# that MariaDB does not know are passed over.
set -eu

case ${1-} in
  -*) set -- "${LAB_SERVER:-mariadbd}" "$@" ;;
esac
case ${1-} in
  mariadbd | mysqld) ;;
  *) exec "$@" ;;
esac

data=/var/lib/mysql
is_question=no
name=$1
shift
for option in "$@"; do
  shift
  case $option in
    --datadir=*) data=${option#*=} ;;
    --help | --version | --print-defaults | -V | -?) is_question=yes ;;
  esac
  case $name:$option in
    mysqld:--verbose | mysqld:--help | mysqld:--version) ;;
    mysqld:--*) option=--loose-${option#--} ;;
  esac
  set -- "$@" "$option"
done

if [ "$is_question" = no ]; then
  if [ "$(id -u)" = 0 ]; then
    mkdir -p "$data"
    chown -R mysql:mysql "$data" /run/mysqld
    exec setpriv --reuid mysql --regid mysql --init-groups -- "$0" "$name" "$@"
  fi
  if [ ! -d "$data/mysql" ]; then
    initialise.sh "$data" "$@"
  fi
fi
exec mariadbd "$@"
