#!/bin/sh
# Switches to the release and starts what changed. It only goes forward: if this fails, or is ended, rollback.sh puts the release before
# back.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"
# shellcheck source=templates/host/health.sh
. "$BUNDLE/health.sh"
# shellcheck source=templates/host/edge.sh
. "$BUNDLE/edge.sh"
# shellcheck source=templates/host/one-shots.sh
. "$BUNDLE/one-shots.sh"
# shellcheck source=templates/host/roll.sh
. "$BUNDLE/roll.sh"
# shellcheck source=templates/host/stand-in.sh
. "$BUNDLE/stand-in.sh"

give_up() {
  show_ill
  fail containers-unhealthy "$1"
}

# Until somebody has seen from outside that the release holds, it is known as one that may have to be taken back.
note_unverified() {
  [ "$EXPECT_CURRENT" != "$RELEASE" ] || return 0
  printf 'release=%s\nprevious=%s\n' "$RELEASE" "$EXPECT_CURRENT" >"$ROOT/unverified.next" && mv -f "$ROOT/unverified.next" "$ROOT/unverified"
}

trap end_stand_in EXIT
end_stand_in
note_restarts &
noting=$!
note_replicas
edge_before=$(edge_started)
wait "$noting"
forget_up "$RELEASE" || fail containers-unhealthy "the record of release $RELEASE cannot be changed"
note_unverified || fail containers-unhealthy "$ROOT/unverified could not be written; nothing was changed"
switch_to "$RELEASE" || fail containers-unhealthy "$CURRENT could not be turned to release $RELEASE (is the disk full?); nothing was stopped"
# Found out beside the start of the app, which takes longer.
(if edge_goes; then : >"$BUNDLE/edge-goes"; fi) &
looking=$!
if [ "$ROLLING" = yes ]; then roll_app "$RELEASE" || give_up "the new $APP_SERVICE did not take over: $reason"; fi
wait "$looking" || true
if [ -e "$BUNDLE/edge-goes" ]; then stand_in || give_up "the new $EDGE_SERVICE did not become well; the old one was never stopped"; fi
up_rest || give_up "docker compose up failed$(failed_one_shots)"
wait_until_well || give_up "$verdict"
show_release "$RELEASE" || give_up "$EDGE_SERVICE could not be turned to release $RELEASE (is the disk full?)"
note_started "$edge_before"
note_up "$RELEASE" || fail containers-unhealthy "the record of release $RELEASE cannot be written (is the disk full?)"
