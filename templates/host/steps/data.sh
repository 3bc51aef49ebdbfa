#!/bin/sh
# Makes the release's persistent directories and writes its tracked files into them. With ROLLBACK_TO, those of that release again.
# As root where we may be: containers own what they write.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

# Whether a release is of the layout in which containers wrote into the releases themselves.
is_legacy() { [ -n "$1" ] && [ ! -d "$ROOT/records/$1" ] && [ -d "$RELEASES/$1/.ec2-https-deploy" ]; }

# Stops what has a whole release mounted: its files are about to get a second place, and a database must not be written meanwhile.
stop_writers() {
  for id in $(containers_of --filter status=running); do
    writes=$(engine inspect --format '{{range .Mounts}}{{if and (eq .Type "bind") .RW}}{{println .Source}}{{end}}{{end}}' "$id")
    printf '%s\n' "$writes" | grep -qxF -e "$CURRENT" || continue
    echo "Stopping $(engine inspect --format '{{.Name}}' "$id"): it has the whole repository mounted, whose files move to $ROOT/shared"
    engine stop "$id" >/dev/null
  done
}

run_data() {
  rm -f "$BUNDLE/data.failure"
  set -- python3 -B "$BUNDLE/program" data "$1" "$ROOT" "$(id -u)" "$(id -g)" "$BUNDLE/data.failure" "$2" "$3"
  if [ "$(id -u)" -eq 0 ] || ! sudo -n true 2>/dev/null; then "$@" && return 0; else sudo -n "$@" && return 0; fi
  said=$(cat "$BUNDLE/data.failure" 2>/dev/null || true)
  if [ -n "$said" ]; then fail "${said%% *}" "${said#* }"; else fail data-not-written "see the lines above"; fi
}

if [ -n "${ROLLBACK_TO:-}" ]; then
  run_data sync "$ROLLBACK_TO" ''
else
  if is_legacy "$EXPECT_CURRENT" && grep -qx 'tracked ' "$NEXT_RECORD/places"; then stop_writers; fi
  run_data prepare "$RELEASE" "$EXPECT_CURRENT"
fi
