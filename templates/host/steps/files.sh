#!/bin/sh
# Makes the release's folder: new and changed files out of the bundle, the rest as hard links to the release before.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

# The paths of a manifest's lines, decoded, each with a NUL behind it.
decoded() {
  awk '
    BEGIN { for (n = 1; n < 256; n++) byte[sprintf("%02X", n)] = sprintf("%c", n) }
    {
      path = $NF
      out = ""
      while ((at = index(path, "%")) > 0) {
        out = out substr(path, 1, at - 1) byte[substr(path, at + 1, 2)]
        path = substr(path, at + 3)
      }
      printf "%s%c", out path, 0
    }'
}

# told KEPT NEW: lines of the manifest before that stay, and new ones, by what the runner told of the changes
# (src/repository/manifest/delta.ts); of both, whether they are wanted.
told() {
  BEFORE=$(record_of "$EXPECT_CURRENT")/manifest awk -v kept="$1" -v new="$2" '
    /^[=-]/ {
      wanted = /^=/ && kept
      for (n = substr($0, 2) + 0; n > 0; n--) {
        if ((getline line <ENVIRON["BEFORE"]) <= 0) exit 1
        if (wanted) print line
      }
      next
    }
    new { print substr($0, 2) }' <"$BUNDLE/manifest.delta"
}

# Each command says for itself that it failed: after a call with `||`, `set -e` does not.
from_before() {
  if [ -d "$BUNDLE/files" ]; then mv "$BUNDLE/files" "$NEXT" || return 1; else mkdir -p "$NEXT" || return 1; fi
  chmod 0755 "$NEXT" || return 1
  [ -f "$BUNDLE/manifest.delta" ] || return 0
  told 1 0 >"$BUNDLE/kept" && decoded <"$BUNDLE/kept" >"$BUNDLE/kept.paths" || return 1
  python3 -B "$BUNDLE/program" tree link "$RELEASES/$EXPECT_CURRENT" "$NEXT" <"$BUNDLE/kept.paths"
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

if [ -f "$BUNDLE/manifest.delta" ]; then told 1 1 >"$BUNDLE/record/manifest" || fail upload-failed "reading the manifest of $EXPECT_CURRENT"; fi
check_manifest || fail upload-failed "the list of files made from that of ${EXPECT_CURRENT:-no release} is not the one that was meant"
rm -rf "$NEXT" "$NEXT_RECORD"
# Links to files of releases that versions before 0.2 made for speed.
rm -rf "$ROOT/ahead"
case $SOURCE in
  git) from_git ;;
  *) from_before || fail upload-failed "putting together $NEXT" ;;
esac
printf '%s\n' "$PROJECT" >"$ROOT/project.next"
mv -f "$ROOT/project.next" "$ROOT/project"
mkdir -p "$NEXT_RECORD"
cp -R "$BUNDLE/record/." "$NEXT_RECORD/"
# How each file lies there: the next look sees by it whether one was changed or lost, as after a power cut.
python3 -B "$BUNDLE/program" tree note "$NEXT" <"$NEXT_RECORD/manifest" >"$NEXT_RECORD/tree"
sync -f "$NEXT"
