#!/bin/sh
# Puts a file where the certificate authority will look for its own, so that the way can be tried before an order is spent.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

challenges=.well-known/acme-challenge
# A container only for this would take a second.
if webroot=$(webroot_on_disk); then
  as_root sh "$BUNDLE/write-probe.sh" "$webroot/$challenges" "$PROBE_TOKEN"
else
  compose run --rm -T --quiet-pull --no-deps --entrypoint sh "$CERTBOT_SERVICE" -c "$(cat "$BUNDLE/write-probe.sh")" write-probe \
    "$CERTBOT_WEBROOT/$challenges" "$PROBE_TOKEN"
fi || fail probe-not-served 'the probe file could not be written into the ACME webroot'
