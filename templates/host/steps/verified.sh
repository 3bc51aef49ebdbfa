#!/bin/sh
# The release was seen from outside to hold: it is what a rollback goes back to from now on.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

rm -f "$ROOT/unverified"
