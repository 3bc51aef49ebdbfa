#!/bin/sh
# Makes the release's folder: new and changed files out of the bundle, the rest as hard links to the release before.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

# Each command says for itself that it failed: after a call with `||`, `set -e` does not.
from_bundle() {
  if [ -d "$BUNDLE/files" ]; then mv "$BUNDLE/files" "$NEXT" || return 1; else mkdir -p "$NEXT" || return 1; fi
  chmod 0755 "$NEXT" || return 1
  [ -s "$BUNDLE/keep" ] || return 0
  (cd "$RELEASES/$EXPECT_CURRENT" && xargs -0 cp -P -l --parents -t "$NEXT" -- <"$BUNDLE/keep")
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

rm -rf "$NEXT"
case $SOURCE in
  git) from_git ;;
  *) from_bundle || fail upload-failed "putting together $NEXT" ;;
esac
link_data
mkdir -p "$NEXT/$RECORD"
cp -R "$BUNDLE/record/." "$NEXT/$RECORD/"
