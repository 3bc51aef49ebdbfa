#!/bin/sh
# The release was seen from outside to hold: it is what a rollback goes back to from now on. Unless another one was switched to
# meanwhile. Before this text come, as quoted assignments: ROOT RELEASE
set -eu
if grep -qxF -e "release=${RELEASE:?}" "${ROOT:?}/unverified" 2>/dev/null; then rm -f "$ROOT/unverified"; fi
