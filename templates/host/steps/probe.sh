#!/bin/sh
# Puts a file where the certificate authority will look for its own, so that the way can be tried before an order is spent.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

# At a first deploy the edge is there before the app, so that the certificate is had while the app starts.
start_edge() { compose_at "$(newest)" up --detach --no-deps --quiet-pull "$EDGE_SERVICE"; }

if [ "$OWN_EDGE" = no ] && [ -z "$(running_container "$EDGE_SERVICE")" ]; then
  start_edge || fail containers-unhealthy "$EDGE_SERVICE did not start"
fi

challenges=.well-known/acme-challenge
# A container only for this would take a second.
if webroot=$(webroot_on_disk); then
  as_root sh "$BUNDLE/write-probe.sh" "$webroot/$challenges" "$PROBE_TOKEN"
else
  run_at "$(newest)" --quiet-pull --no-deps --entrypoint sh "$CERTBOT_SERVICE" -c "$(cat "$BUNDLE/write-probe.sh")" write-probe \
    "$CERTBOT_WEBROOT/$challenges" "$PROBE_TOKEN"
fi || fail challenge-unreachable 'the probe file could not be written into the ACME webroot'
