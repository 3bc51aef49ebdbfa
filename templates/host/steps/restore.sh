#!/bin/sh
# Puts the release before back after the new one was found wanting from outside: its files, its settings, its images. By the
# same changeover as forwards, since the new release may answer most visitors well.
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
  fail containers-unhealthy "$1"
}

# Why it did not answer well may stand nowhere else: the container is about to go.
show_app() {
  app_containers | while IFS='|' read -r id _; do
    echo "--- $APP_SERVICE: the last lines of what release $EXPECT_CURRENT said:"
    engine logs --tail 30 "$id" 2>&1 || true
  done
}

[ -d "$(record_of "$RELEASE")" ] || fail containers-unhealthy "release $RELEASE is no longer on the host"
show_app
trap end_stand_in EXIT
end_stand_in
note_restarts &
noting=$!
note_replicas
wait "$noting"
switch_to "$RELEASE"
if [ "$ROLLING" = yes ]; then roll_app "$RELEASE" || give_up "$APP_SERVICE of release $RELEASE did not become well"; fi
if edge_goes; then stand_in || give_up "$EDGE_SERVICE of release $RELEASE did not become well"; fi
up_rest || give_up "release $RELEASE did not start again"
wait_until_well || give_up "$verdict"
show_release "$RELEASE"
