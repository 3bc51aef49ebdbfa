#!/bin/sh
# Makes the release's folder: new and changed files out of the bundle, the rest as hard links to the release before.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

# shellcheck source=templates/host/ahead.sh
. "$BUNDLE/ahead.sh"

# told KEPT GONE NEW: lines of the manifest before, and new ones, by what the runner told of the changes
# (src/source/manifest-delta.ts); of each of the three, whether it is wanted.
told() {
  BEFORE=$RELEASES/$EXPECT_CURRENT/$RECORD/manifest awk -v kept="$1" -v gone="$2" -v new="$3" '
    /^[=-]/ {
      wanted = /^=/ ? kept : gone
      for (n = substr($0, 2) + 0; n > 0; n--) {
        if ((getline line <ENVIRON["BEFORE"]) <= 0) exit 1
        if (wanted) print line
      }
      next
    }
    new { print substr($0, 2) }' <"$BUNDLE/manifest.delta"
}

is_mostly_kept() {
  awk '/^=/ { kept += substr($0, 2) } /^-/ { other += substr($0, 2) } /^\+/ { other++ } END { exit kept < other }' "$BUNDLE/manifest.delta"
}

# Takes away what goes or changes, and folders that this leaves empty: parents before children, since of an empty folder
# within an empty one both go at once.
take_away() {
  told 0 1 0 >"$BUNDLE/gone" && decoded <"$BUNDLE/gone" >"$BUNDLE/gone.paths" || return 1
  sed -n 's|^.* \(.*\)/[^/]*$|\1|p' "$BUNDLE/gone" | sort -u >"$BUNDLE/folders" || return 1
  decoded <"$BUNDLE/folders" >"$BUNDLE/folders.paths" || return 1
  (cd "$NEXT" && xargs -0 -r rm -f -- <"$BUNDLE/gone.paths" &&
    xargs -0 -r rmdir -p --ignore-fail-on-non-empty -- <"$BUNDLE/folders.paths")
}

# By links where the bundle lies in the same file system. Never into a file that is there: other releases have it too.
put_in() {
  [ -d "$BUNDLE/files" ] || return 0
  cp -al --remove-destination -T "$BUNDLE/files" "$NEXT" 2>/dev/null || cp -a --remove-destination -T "$BUNDLE/files" "$NEXT"
}

# Out of the tree that the deploy before has linked ahead.
from_ahead() {
  if [ ! -f "$BUNDLE/manifest.delta" ] || [ ! -d "$AHEAD/${EXPECT_CURRENT:?}" ]; then return 1; fi
  is_mostly_kept || return 1
  mv -T "$AHEAD/$EXPECT_CURRENT" "$NEXT" || return 1
  if take_away && put_in && chmod 0755 "$NEXT"; then return 0; fi
  rm -rf "$NEXT"
  return 1
}

# Each command says for itself that it failed: after a call with `||`, `set -e` does not.
from_before() {
  if [ -d "$BUNDLE/files" ]; then mv "$BUNDLE/files" "$NEXT" || return 1; else mkdir -p "$NEXT" || return 1; fi
  chmod 0755 "$NEXT" || return 1
  [ -f "$BUNDLE/manifest.delta" ] || return 0
  told 1 0 0 >"$BUNDLE/kept" && decoded <"$BUNDLE/kept" >"$BUNDLE/kept.paths" || return 1
  (cd "$RELEASES/$EXPECT_CURRENT" && xargs -0 -r cp -P -l --parents -t "$NEXT" -- <"$BUNDLE/kept.paths")
}

# What is there has to be what the runner knows is there, or files would be missing.
check_manifest() {
  made=$(sha256sum <"$BUNDLE/record/manifest")
  [ "${made%% *}" = "$MANIFEST_DIGEST" ]
}

from_git() {
  mkdir -p "$NEXT"
  git --git-dir="$ROOT/repository.git" --work-tree="$NEXT" checkout --quiet --force "$GIT_SHA" -- . ||
    fail git-clone-failed "checking out $GIT_SHA"
}

# Folders that the stack mounts but the repository does not hold are data: they outlive releases, under shared/.
link_data() {
  while IFS= read -r place; do
    if [ -e "$NEXT/$place" ] || [ -L "$NEXT/$place" ]; then continue; fi
    mkdir -p "$ROOT/shared/$place" "$(dirname -- "$NEXT/$place")"
    # With a data folder within another one, it is there now.
    if [ -e "$NEXT/$place" ]; then continue; fi
    ln -s "$ROOT/shared/$place" "$NEXT/$place"
  done <"$BUNDLE/data"
}

if [ -f "$BUNDLE/manifest.delta" ]; then told 1 0 1 >"$BUNDLE/record/manifest" || fail upload-failed "reading the manifest of $EXPECT_CURRENT"; fi
check_manifest || fail upload-failed "the list of files made from that of ${EXPECT_CURRENT:-no release} is not the one that was meant"
rm -rf "$NEXT"
case $SOURCE in
  git) from_git ;;
  *) from_ahead || from_before || fail upload-failed "putting together $NEXT" ;;
esac
link_data
mkdir -p "$NEXT/$RECORD"
cp -R "$BUNDLE/record/." "$NEXT/$RECORD/"
