#!/bin/sh
# Removes releases before the last KEEP_RELEASES, and the images that only they used. The one that ran before stays among
# them, however many failed since: it is what a rollback goes back to. Only what has a record of ours is removed, never what lies
# on another file system, and never what a container wrote.
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

# Whether a file system is mounted somewhere below a release: what lies there is not ours (man 5 proc_pid_mountinfo; a space is \040).
has_file_system() { awk -v under="$RELEASES/$1/" '{ gsub(/\\040/, " ", $5) } index($5 "/", under) == 1 { found = 1 } END { exit !found }' /proc/self/mountinfo; }

# Releases by name, newest first. A folder without a record of ours is somebody else's.
releases() {
  find "$RELEASES" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort -r | while IFS= read -r name; do
    if [ -f "$(record_of "$name")/manifest" ]; then printf '%s\n' "$name"
    else echo "Not touched: $RELEASES/$name has no record of a release" >&2
    fi
  done
}

remove_images() {
  [ -f "$1/images" ] || return 0
  while IFS= read -r image; do
    if grep -qxF -e "$image" "$BUNDLE/kept-images"; then continue; fi
    engine image rm "$image" >/dev/null 2>&1 || true
  done <"$1/images"
}

# Removes a release's folder and record, its own file system only. What cannot be removed is told, and no reason to fail: the new
# release is live.
remove_release() {
  for place in "$RELEASES/$1" "$ROOT/records/$1"; do
    [ -e "$place" ] || continue
    rm -rf --one-file-system -- "$place" 2>/dev/null || as_root rm -rf --one-file-system -- "$place" ||
      echo "Kept: $place could not be removed"
  done
}

note_mounts
kept=$BUNDLE/kept
releases >"$BUNDLE/releases"
awk -v keep="$KEEP_RELEASES" -v current="$RELEASE" -v before="$EXPECT_CURRENT" '
  BEGIN { left = keep - 1; if (before != "" && before != current) left-- }
  $0 == current || $0 == before || left-- > 0' "$BUNDLE/releases" >"$kept"
while IFS= read -r name; do cat "$(record_of "$name")/images" 2>/dev/null || true; done <"$kept" >"$BUNDLE/kept-images"

sort "$BUNDLE/releases" | while IFS= read -r name; do
  if grep -qxF -e "$name" "$kept"; then continue; fi
  record=$(record_of "$name")
  remove_images "$record"
  if is_mounted "$name"; then
    echo "Keeping the files of release $name: a container that no release has changed since runs with them"
    rm -f "$record/images"
  elif has_file_system "$name"; then
    echo "Keeping release $name: another file system is mounted below $RELEASES/$name"
  elif [ -f "$record/holds-data" ]; then
    echo "Keeping release $name: containers wrote files into it ($record/holds-data names them)"
  else
    echo "Removing release $name"
    remove_release "$name"
  fi
done
