#!/bin/sh
# parts.sh DOMAIN: the parts of a redeploy of the example, each done alone by plain docker commands, one after the other. Run on
# the host as root, with the project's folder on standard input, as base64 of a tar. Prints a line per part: `part NAME MILLISECONDS`.
set -eu
domain=$1
folder=/root/parts

part() {
  name=$1
  shift
  begun=$(date +%s%N)
  "$@" >/root/parts.log 2>&1 </dev/null || { cat /root/parts.log >&2; exit 1; }
  printf 'part %s %s\n' "$name" "$((($(date +%s%N) - begun) / 1000000))"
}

app() { docker run --env DJANGO_SECRET_KEY=bench --env "DOMAIN=$domain" --volume parts-data:/vol/data "$@"; }
release_command() { app --rm parts python manage.py migrate --noinput; }
start_until_healthy() {
  app --detach --name parts parts
  until [ "$(docker inspect --format '{{.State.Health.Status}}' parts)" = healthy ]; do sleep 0.05; done
}

rm -rf "$folder"
mkdir -p "$folder"
base64 -d | tar -xzf - -C "$folder"
cd "$folder"
part build docker build --tag parts .
part release-command release_command
part start start_until_healthy
docker rm --force parts >/dev/null
