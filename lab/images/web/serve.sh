#!/bin/sh
# Registry and web server; when one of them ends the container does, and the lab's next "up" makes it again.
set -eu

ended=/run/ended
rm -f "$ended"
mkfifo "$ended"
trap 'exit 0' TERM INT QUIT
{
  docker-registry serve /etc/lab-registry.yml || true
  echo 'the registry' >"$ended"
} &
{
  nginx -g 'daemon off;' || true
  echo 'nginx' >"$ended"
} &
read -r which <"$ended"
echo "$which ended" >&2
exit 1
