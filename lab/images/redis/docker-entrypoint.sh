#!/bin/sh
# Options or a configuration file alone mean redis-server; the server does not run as root.
set -eu

case ${1-} in
  -* | *.conf) set -- redis-server "$@" ;;
esac
if [ "${1-}" != redis-server ]; then
  exec "$@"
fi
if [ "$(id -u)" = 0 ]; then
  chown -R redis:redis .
  set -- setpriv --reuid redis --regid redis --init-groups -- "$@"
fi
# As in the original: other containers may connect without a password.
exec "$@" --protected-mode no
