#!/bin/sh
# The parts of a deploy of the example, each done alone by plain docker commands, one after the other. Prints a line a part:
# `part NAME MILLISECONDS`. Run on the host as root: parts.sh (first | again) DOMAIN EDGE_IMAGE CERTBOT_IMAGE; on standard
# input the project's folder, as base64 of a tar.
set -eu
kind=$1
domain=$2
edge_image=$3
certbot_image=$4
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

order() {
  docker run --rm --volume parts-certificates:/etc/letsencrypt --volume parts-webroot:/var/www/acme --entrypoint certbot "$certbot_image" \
    certonly --non-interactive --agree-tos --webroot --webroot-path /var/www/acme --cert-name "$domain" --domain "$domain" \
    --server https://acme-v02.api.letsencrypt.org/directory --register-unsafely-without-email
}

rm -rf "$folder"
mkdir -p "$folder"
base64 -d | tar -xzf - -C "$folder"
cd "$folder"
case $kind in
  again)
    part build docker build --tag parts .
    part release-command release_command
    part start start_until_healthy
    docker rm --force parts >/dev/null
    ;;
  first)
    part build docker build --tag parts .
    part pull docker pull --quiet "$edge_image"
    part pull docker pull --quiet "$certbot_image"
    docker run --detach --name parts-edge --publish 80:80 --volume parts-webroot:/usr/share/nginx/html "$edge_image" >/dev/null
    part order order
    # What the bar leaves out, to be told beside it.
    part release-command release_command
    part start start_until_healthy
    ;;
esac
