#!/bin/sh
# Puts a release back: its files, its settings, its images, its configuration of the edge. By the same changeover as forwards, since
# the one that goes may answer most visitors well. ROLLBACK_TO is the one to put back after RELEASE failed, empty if there is none;
# without it RELEASE itself is put back, since another was found wanting from outside.
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
to=${ROLLBACK_TO-$RELEASE}

give_up() {
  show_ill
  fail containers-unhealthy "$1"
}

# Why it did not answer well may stand nowhere else: the container is about to go.
show_app() {
  app_containers | while IFS='|' read -r id _ release _; do
    [ "$release" != "$to" ] || continue
    echo "--- $APP_SERVICE: the last lines of what release $release said:"
    engine logs --tail 30 "$id" 2>&1 || true
  done
}

# The same release once more: there is nothing to go back to.
if [ "${ROLLBACK_TO-}" = "$RELEASE" ]; then exit 0; fi
if [ -z "$to" ]; then
  if [ "$(current_release)" = "$RELEASE" ]; then rm -f "$CURRENT"; fi
  rm -f "$ROOT/unverified"
  exit 0
fi
[ -d "$(record_of "$to")" ] || fail containers-unhealthy "release $to is no longer on the host"
echo "Putting release $to back"
# Files of the failed release may lie where containers read them.
if [ -f "$ROOT/synced.json" ]; then
  # They must not keep a site down that can be up.
  ROLLBACK_TO=$to sh "$BUNDLE/steps/data.sh" || echo "The files of release $to could not be brought back to where its containers read them"
fi
if [ -z "${ROLLBACK_TO+set}" ]; then show_app; fi
use_app_of "$to"
trap end_stand_in EXIT
end_stand_in
note_restarts &
noting=$!
note_replicas
edge_before=$(edge_started)
wait "$noting"
forget_up "$to" || true
switch_to "$to" || fail containers-unhealthy "$CURRENT could not be turned to release $to (is the disk full?); nothing was stopped"
# Of the release that failed. Compose would replace them, and with them, needlessly, all that depends on them: the app that serves.
remove_one_shots || true
if [ "$ROLLING" = yes ]; then roll_app "$to" || give_up "$APP_SERVICE of release $to did not take over: $reason"; fi
if edge_goes; then stand_in || give_up "$EDGE_SERVICE of release $to did not become well"; fi
up_rest || give_up "release $to did not start again"
wait_until_well || give_up "$verdict"
show_release "$to" || give_up "$EDGE_SERVICE could not be turned to release $to (is the disk full?)"
note_started "$edge_before"
note_up "$to"
rm -f "$ROOT/unverified"
