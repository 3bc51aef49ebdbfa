#!/bin/sh
# The tree linked ahead: the running release's files as hard links once more, made when a deploy has ended well, for the next
# release to be made of (steps/files.sh). Nothing depends on it. Only functions, since the bundle is gone while they are at work.
AHEAD=$ROOT/ahead

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

# Runs a program such that it is in nobody's way.
aside() {
  if command -v ionice >/dev/null; then set -- ionice -t -c 3 "$@"; fi
  nice -n 19 "$@"
}

current_release() { shown=$(readlink "$CURRENT") && printf '%s' "${shown##*/}"; }

# Of trees other than $1's, and of one half made. Under another name first: half a tree must not be found by its name.
sweep_ahead() {
  for tree in "$AHEAD"/*; do
    if [ -d "$tree" ] && [ "$tree" != "$AHEAD/$1" ]; then mv "$tree" "$AHEAD/.swept.${tree##*/}"; fi
  done
  rm -rf "$AHEAD"/.swept.* "$AHEAD/.made" 2>/dev/null || as_root rm -rf "$AHEAD"/.swept.* "$AHEAD/.made"
}

# All files of release $1 are in the tree that is being made. Counted, since a pipe does not tell that its first half has failed.
is_whole() {
  [ "$(find "$AHEAD/.made" ! -type d -printf . | wc -c)" -eq "$(wc -l <"$RELEASES/$1/$RECORD/manifest")" ]
}

# The tree gets its name, the release's, when it is whole. One program at a time is at this; a deploy waits for none of them.
link_ahead() {
  mkdir -p "$AHEAD"
  exec 6<"$AHEAD"
  flock -w 600 6
  release=$(current_release)
  sweep_ahead "$release"
  # A release from git is checked out whole.
  if [ -e "$AHEAD/$release" ] || [ "$SOURCE" = git ]; then return 0; fi
  trap 'rm -rf "$AHEAD/.made"' EXIT
  mkdir "$AHEAD/.made"
  (cd "$RELEASES/$release" && decoded <"$RECORD/manifest" | aside xargs -0 -r cp -P -l --parents -t "$AHEAD/.made" --)
  if is_whole "$release" && [ "$(current_release)" = "$release" ]; then mv -T "$AHEAD/.made" "$AHEAD/$release"; fi
}
