#!/bin/sh
# Runs the release command once in the new image, with what the app depends on running, before anything is switched.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

set --
while IFS= read -r service; do set -- "$@" "$service"; done <"$BUNDLE/depends"
if [ "$#" -gt 0 ]; then
  waiting_for "what $APP_SERVICE depends on to start: $*"
  compose_at "$NEXT" up --detach --no-recreate --wait --wait-timeout "$HEALTH_SECONDS" "$@" ||
    fail release-command-failed "what $APP_SERVICE depends on did not start: $*"
fi
waiting_for "the release command in a container of $APP_SERVICE"
run_at "$NEXT" --no-deps "$APP_SERVICE" sh -c "$RELEASE_COMMAND" || fail release-command-failed "exit status $?"
