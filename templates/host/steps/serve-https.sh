#!/bin/sh
# Lets the site take up its certificate: our own edge by a reload, a stack's own proxy by a restart, since such proxies
# choose their configuration when they start.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"
# shellcheck source=templates/host/health.sh
. "$BUNDLE/health.sh"
# shellcheck source=templates/host/edge.sh
. "$BUNDLE/edge.sh"

if [ "$OWN_EDGE" = no ]; then
  STEP=serve-https sh "$BUNDLE/steps/edge.sh"
else
  note_restarts
  compose restart "$EDGE_SERVICE" || fail containers-unhealthy "$EDGE_SERVICE did not restart"
  wait_until_well || { show_ill; fail containers-unhealthy "$verdict"; }
  note_loaded "$(running_container "$EDGE_SERVICE")"
fi
