#!/bin/sh
# Switches to the release and starts what changed. If it does not come up well, the release before is put back.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"
# shellcheck source=templates/host/health.sh
. "$BUNDLE/health.sh"
# shellcheck source=templates/host/roll.sh
. "$BUNDLE/roll.sh"
# shellcheck source=templates/host/stand-in.sh
. "$BUNDLE/stand-in.sh"

give_up() {
  show_ill
  if [ -n "$EXPECT_CURRENT" ] && [ "$EXPECT_CURRENT" != "$RELEASE" ]; then
    echo "Putting release $EXPECT_CURRENT back"
    switch_to "$EXPECT_CURRENT"
    if [ "$ROLLING" = yes ]; then roll_app "$EXPECT_CURRENT" || echo "$APP_SERVICE of release $EXPECT_CURRENT did not become well"; fi
    up_rest || echo "Release $EXPECT_CURRENT did not start again"
    show_release "$EXPECT_CURRENT"
    fail containers-unhealthy "$1; release $EXPECT_CURRENT was put back"
  fi
  if [ -z "$EXPECT_CURRENT" ]; then rm -f "$CURRENT"; fi
  fail containers-unhealthy "$1; there was no release before to put back"
}

trap end_stand_in EXIT
end_stand_in
note_restarts &
noting=$!
note_replicas
wait "$noting"
switch_to "$RELEASE"
# Found out beside the start of the app, which takes longer.
(if edge_goes; then : >"$BUNDLE/edge-goes"; fi) &
looking=$!
if [ "$ROLLING" = yes ]; then roll_app "$RELEASE" || give_up "the new $APP_SERVICE did not become well; the old one was never stopped"; fi
wait "$looking" || true
if [ -e "$BUNDLE/edge-goes" ]; then stand_in || give_up "the new $EDGE_SERVICE did not become well; the old one was never stopped"; fi
up_rest || give_up 'docker compose up failed'
wait_until_well || give_up "$verdict"
show_release "$RELEASE"
