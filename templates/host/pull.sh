#!/bin/sh
# Pulls what the release runs and nobody builds here. A program of its own, so that it can have a time limit.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

compose_at "$NEXT" config --quiet || exit 3
# Named one by one: a service that runs what another one builds has an image that nobody can pull. Besides what `up` starts,
# the image that the first certificate is asked for with.
set --
while IFS= read -r service; do set -- "$@" "$service"; done <"$BUNDLE/pulled"
if [ -z "$EXPECT_CURRENT" ] && [ -n "$CERTBOT_SERVICE" ]; then set -- "$@" "$CERTBOT_SERVICE"; fi
[ "$#" -gt 0 ] || exit 0
compose_at "$NEXT" pull --quiet --ignore-buildable --policy missing "$@" || exit 1
