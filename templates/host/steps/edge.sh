#!/bin/sh
# Puts the edge's nginx configuration in place. A running edge takes it up by a reload, and only if nginx finds it sound;
# otherwise the configuration before stays.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"
edge=$ROOT/edge

# Copies the files of one folder over another's, each in one move, and takes away what is no longer there. The folder
# itself stays the same one, since the container has it mounted.
mirror() {
  mkdir -p "$2"
  for file in "$1"/*; do
    [ -f "$file" ] || continue
    cp "$file" "$2/${file##*/}.tmp"
    chmod 0644 "$2/${file##*/}.tmp"
    mv -f "$2/${file##*/}.tmp" "$2/${file##*/}"
  done
  for file in "$2"/*; do
    if [ -f "$file" ] && [ ! -e "$1/${file##*/}" ]; then rm -f "$file"; fi
  done
}

running() { [ -n "$(containers_of --filter status=running --filter "label=com.docker.compose.service=$EDGE_SERVICE")" ]; }

rm -rf "$ROOT/edge.before"
mkdir -p "$edge" "$ROOT/edge.before"
chmod 0755 "$ROOT" "$edge"
mirror "$edge" "$ROOT/edge.before"
mirror "$BUNDLE/edge" "$edge"
# Until a release says otherwise the edge asks the service by its name, as it has done before.
if [ ! -e "$edge/live/current" ]; then turn_edge "$APP_SERVICE:$APP_PORT" "${EXPECT_CURRENT:-$RELEASE}"; fi
if running && ! reload_edge; then
  mirror "$ROOT/edge.before" "$edge"
  fail edge-config-invalid 'nginx refused the configuration; the one before stays in place'
fi
if [ "$(cut -d ' ' -f 1 "$ROOT/hsts" 2>/dev/null || true)" != "$HSTS_SECONDS" ]; then
  printf '%s %s\n' "$HSTS_SECONDS" "$(date +%s)" >"$ROOT/hsts.next"
  mv -f "$ROOT/hsts.next" "$ROOT/hsts"
fi
