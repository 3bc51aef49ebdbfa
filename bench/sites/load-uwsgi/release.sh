#!/bin/sh
# release.sh FOLDER: without Docker, adds the style sheet of this release to a folder that nginx serves. In one move: another deploy of the
# same release must not empty the file that visitors load.
set -eu
release=$(cat release.txt)
printf '/* release=%s; */\n' "$release" >"$1/site.$release.css.next"
mv "$1/site.$release.css.next" "$1/site.$release.css"
