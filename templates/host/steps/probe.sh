#!/bin/sh
# Puts a file where the certificate authority will look for its own, so that the way can be tried before an order is spent.
set -eu
. "$BUNDLE/lib.sh"

compose run --rm -T --no-deps --entrypoint sh "$CERTBOT_SERVICE" -c \
  'umask 022; mkdir -p "$1" && printf %s "$2" >"$1/$2"' probe "$CERTBOT_WEBROOT/.well-known/acme-challenge" "$PROBE_TOKEN" ||
  fail probe-not-served 'the probe file could not be written into the ACME webroot'
