#!/bin/sh
# Options alone mean memcached.
set -eu

case ${1-} in
  -*) set -- memcached "$@" ;;
esac
exec "$@"
