#!/bin/sh
set -e
rm -f /tmp/server.pid
exec "$@"
