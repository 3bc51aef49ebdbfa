#!/bin/sh
# Runs what lies in /docker-entrypoint.d before nginx, in the order of the names; nothing for any other program.
set -eu

note() {
  if [ -z "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ]; then
    echo "$0: $*" >&2
  fi
}

prepare() {
  for file in /docker-entrypoint.d/*; do
    if [ ! -x "$file" ]; then
      note "Ignoring $file, not executable"
      continue
    fi
    case $file in
      *.envsh)
        note "Sourcing $file"
        # shellcheck source=/dev/null
        . "$file"
        ;;
      *.sh)
        note "Launching $file"
        "$file"
        ;;
    esac
  done
  note 'Configuration complete; ready for start up'
}

case ${1-} in
  nginx | nginx-debug) prepare ;;
esac
exec "$@"
