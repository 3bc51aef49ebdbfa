#!/bin/sh
# Runs the release command once in the new image, with what the app depends on running, before anything is switched.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"
# shellcheck source=templates/host/one-shots.sh
. "$BUNDLE/one-shots.sh"

# `--wait` takes one that has done its work for one that fell over.
set --
while IFS= read -r service; do
  if ! grep -qxF -e "$service" "$BUNDLE/oneshots"; then set -- "$@" "$service"; fi
done <"$BUNDLE/depends"
if [ "$#" -gt 0 ]; then
  waiting_for "what $APP_SERVICE depends on to start: $*"
  compose_at "$NEXT" up --detach --no-recreate --wait --wait-timeout "$HEALTH_SECONDS" "$@" ||
    fail release-command-failed "what $APP_SERVICE depends on did not start: $*"
fi
set --
while IFS= read -r service; do set -- "$@" "$service"; done <"$BUNDLE/oneshots"
if [ "$#" -gt 0 ]; then
  remove_one_shots
  waiting_for "$* to complete"
  compose_at "$NEXT" up --detach --no-recreate "$@" || fail release-command-failed "what $APP_SERVICE depends on did not start: $*"
  one_shot_containers >"$BUNDLE/waited"
  while IFS='|' read -r id service _; do
    ended=$(engine wait "$id")
    [ "$ended" = 0 ] || { engine logs --tail 30 "$id" 2>&1 || true; fail release-command-failed "$service ended with $ended"; }
  done <"$BUNDLE/waited"
fi
waiting_for "the release command in a container of $APP_SERVICE"
run_at "$NEXT" --no-deps "$APP_SERVICE" sh -c "$RELEASE_COMMAND" || fail release-command-failed "exit status $?"
