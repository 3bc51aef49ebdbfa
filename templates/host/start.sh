#!/bin/sh
# Starts the host program apart from this connection and passes its events on. If the connection dies the program does not.
set -eu
bundle=$1
: >"$bundle/events"
setsid sh "$bundle/apply.sh" "$bundle" >>"$bundle/events" 2>&1 </dev/null &
exec tail -n +1 -s 0.1 -f --pid="$!" "$bundle/events"
