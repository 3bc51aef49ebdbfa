#!/bin/sh
# As many workers as there are processors for this container, if that is asked for.
set -eu

if [ -n "${NGINX_ENTRYPOINT_WORKER_PROCESSES_AUTOTUNE:-}" ] && [ -w /etc/nginx/nginx.conf ]; then
  sed -i "s/^worker_processes.*/worker_processes $(nproc);/" /etc/nginx/nginx.conf
fi
