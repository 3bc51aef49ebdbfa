#!/bin/sh
# Puts the release before back after the new one was found wanting from outside: its files, its settings, its images.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"
# shellcheck source=templates/host/health.sh
. "$BUNDLE/health.sh"

[ -d "$NEXT/$RECORD" ] || fail containers-unhealthy "release $RELEASE is no longer on the host"
note_restarts
switch_to "$RELEASE"
compose up --detach --remove-orphans || fail containers-unhealthy "release $RELEASE did not start again"
wait_until_well || { show_ill; fail containers-unhealthy "$verdict"; }
