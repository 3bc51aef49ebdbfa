#!/bin/sh
# Starts the host program apart from this connection and passes its events on. If the connection dies the program does not.
set -eu
bundle=$1
: >"$bundle/events"
# Opened before the program starts, since the program takes its folder away when it ends.
exec 4<"$bundle/events"
setsid sh "$bundle/apply.sh" "$bundle" >>"$bundle/events" 2>&1 </dev/null 4<&- &
program=$!
tail -n +1 -s 0.02 -f --pid="$program" <&4 &
# The shell stays to take the program's exit status: until somebody has, the tail of older coreutils (9.1 of Debian 12
# among them) sees a program that has ended as one that runs, and would follow it for ever.
wait "$program" || true
wait "$!"
