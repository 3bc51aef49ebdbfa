#!/bin/sh
# release.sh FOLDER: without Docker, adds the style sheet of this release to a folder that nginx serves.
set -eu
release=$(cat release.txt)
printf '/* release=%s; */\n' "$release" >"$1/site.$release.css"
