#!/bin/sh
# Puts a file where the certificate authority will look for its own, so that the way can be tried before an order is spent.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

compose run --rm -T --quiet-pull --no-deps --entrypoint sh "$CERTBOT_SERVICE" -c "$(cat "$BUNDLE/write-probe.sh")" write-probe \
  "$CERTBOT_WEBROOT/.well-known/acme-challenge" "$PROBE_TOKEN" ||
  fail probe-not-served 'the probe file could not be written into the ACME webroot'
