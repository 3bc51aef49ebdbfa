#!/bin/sh
# Takes away releases before the last KEEP_RELEASES, and the images that only they used. The one that ran before stays among
# them, however many failed since: it is what a failed check from outside goes back to. Nothing that this project did not
# make is touched.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

# Notes what running containers see of this site's files. A service that no release changed goes on with the files of the release
# that it was started in, and would find a folder empty if that were taken away. A mount's place in its file system is the
# fourth word of a line (man 5 proc_pid_mountinfo); of a container that cannot be asked, anything may be mounted.
note_mounts() {
  engine ps --quiet --filter "label=com.docker.compose.project=$PROJECT" | while IFS= read -r id; do
    binds=$(engine inspect --format '{{.State.Pid}} {{range .Mounts}}{{if eq .Type "bind"}}{{.Source}} {{end}}{{end}}' "$id") || continue
    case $binds in *" $ROOT/"*) ;; *) continue ;; esac
    as_root cat "/proc/${binds%% *}/mountinfo" 2>/dev/null || engine exec "$id" cat /proc/self/mountinfo 2>/dev/null || echo '- - - ?'
  done | awk '{ print $4 "/" }' >"$BUNDLE/mounts"
}

is_mounted() { grep -qF "/releases/$1/" "$BUNDLE/mounts" || grep -qxF '?/' "$BUNDLE/mounts"; }

note_mounts
kept=$BUNDLE/kept
find "$RELEASES" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort -r | awk -v keep="$KEEP_RELEASES" -v current="$RELEASE" \
  -v before="$EXPECT_CURRENT" 'BEGIN { left = keep - 1; if (before != "" && before != current) left-- }
  $0 == current || $0 == before || left-- > 0' >"$kept"
while IFS= read -r name; do cat "$RELEASES/$name/$RECORD/images" 2>/dev/null || true; done <"$kept" >"$BUNDLE/kept-images"

find "$RELEASES" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort | while IFS= read -r name; do
  if grep -qxF -e "$name" "$kept"; then continue; fi
  if [ -f "$RELEASES/$name/$RECORD/images" ]; then
    while IFS= read -r image; do
      if grep -qxF -e "$image" "$BUNDLE/kept-images"; then continue; fi
      engine image rm "$image" >/dev/null 2>&1 || true
    done <"$RELEASES/$name/$RECORD/images"
  fi
  if is_mounted "$name"; then
    echo "Keeping the files of release $name: a container that no release has changed since runs with them"
    rm -f "$RELEASES/$name/$RECORD/images"
    continue
  fi
  echo "Taking away release $name"
  rm -rf "${RELEASES:?}/$name" 2>/dev/null || as_root rm -rf "${RELEASES:?}/$name"
done
