#!/bin/sh
# The server does not run as root. RABBITMQ_DEFAULT_USER, …_PASS and …_VHOST are read by the server itself; their …_FILE here.
set -eu

if [ "${1-}" = rabbitmq-server ]; then
  for name in USER PASS; do
    file=''
    eval "file=\${RABBITMQ_DEFAULT_${name}_FILE-}"
    if [ -n "$file" ]; then
      export "RABBITMQ_DEFAULT_$name=$(cat "$file")"
    fi
  done
  # Here and not by whoever comes first: a health check that runs as root would make one that the server may not read.
  cookie=/var/lib/rabbitmq/.erlang.cookie
  if [ ! -e "$cookie" ]; then
    (umask 077 && head -c 15 /dev/urandom | base64 | tr -d '+/=' >"$cookie")
  fi
  if [ "$(id -u)" = 0 ]; then
    chown -R rabbitmq:rabbitmq /var/lib/rabbitmq
    set -- setpriv --reuid rabbitmq --regid rabbitmq --init-groups -- "$@"
  fi
fi
exec "$@"
