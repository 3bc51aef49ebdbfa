#!/bin/sh
# Puts the edge's nginx configuration in place, unless it speaks of an app that does not serve yet: that is for the switch to do.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"
# shellcheck source=templates/host/edge.sh
. "$BUNDLE/edge.sh"

# Whether the release that serves is asked in another way: by another protocol, at another port or service.
serves_otherwise() {
  [ "$1" != "$RELEASE" ] || return 1
  serving=$(spoken_by "$1")
  [ -n "$serving" ] && [ "$serving" != "$(spoken_by "$RELEASE")" ] && [ -n "$(running_container "$EDGE_SERVICE")" ]
}

current=$(current_release)
mkdir -p "$ROOT/edge"
chmod 0755 "$ROOT" "$ROOT/edge"
if [ -n "$current" ] && [ "$current" != "$RELEASE" ]; then keep_edge "$current"; fi
# Until a release says otherwise the edge asks the service by its name, as it has done before.
if [ ! -e "$ROOT/edge/live/current" ]; then
  (
    use_app_of "${EXPECT_CURRENT:-$RELEASE}"
    turn_edge "$APP_SERVICE:$APP_PORT" "${EXPECT_CURRENT:-$RELEASE}"
  )
fi
if [ -n "$current" ] && serves_otherwise "$current"; then
  echo "Release $RELEASE is asked in another way than $current: $EDGE_SERVICE takes that up at the switch"
elif ! put_edge "$BUNDLE/edge"; then
  fail proxy-config-invalid "$EDGE_SERVICE did not take the configuration up; the one before stays in place"
fi
if [ -d "$(record_of "$RELEASE")" ]; then mirror "$BUNDLE/edge" "$(record_of "$RELEASE")/edge"; fi
if [ "$(cut -d ' ' -f 1 "$ROOT/hsts" 2>/dev/null || true)" != "$HSTS_SECONDS" ]; then
  printf '%s %s\n' "$HSTS_SECONDS" "$(date +%s)" >"$ROOT/hsts.next"
  mv -f "$ROOT/hsts.next" "$ROOT/hsts"
fi
