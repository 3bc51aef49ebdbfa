#!/bin/sh
# The release's .env: the one sent, else the repository's own, else the one that is in use, else the one a person left, else empty.
# 0600, in one move. An app that is only a Dockerfile has its in the record, since the folder is its build context.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"
umask 077

# Whether the repository itself has a .env: its line in the manifest is the one that ends in that name alone.
is_tracked() { [ -f "$NEXT/.env" ] && grep -q '^f [0-7]* [0-9a-f]* [0-9]* \.env$' "$NEXT_RECORD/manifest"; }

current=$(current_release)
if [ -f "$BUNDLE/env" ]; then
  from=$BUNDLE/env
elif is_tracked; then
  from=$NEXT/.env
elif [ -n "$current" ] && [ -f "$(env_of "$current")" ]; then
  from=$(env_of "$current")
  digests=$(record_of "$current")/env-digests
  if [ -f "$digests" ]; then cp "$digests" "$NEXT_RECORD/env-digests"; fi
elif [ -f "$ROOT/.env" ]; then
  from=$ROOT/.env
else
  from=/dev/null
fi
case $ENV_PLACE in
  record) place=$NEXT_RECORD/env ;;
  *) place=$NEXT/.env ;;
esac
cat "$from" >"$place.next"
chmod 0600 "$place.next"
mv -f "$place.next" "$place"
[ "$ENV_PLACE" != record ] || exit 0

# A compose file in a folder of its own has its env_file paths start there.
folder=$(cat "$NEXT_RECORD/compose-folder")
if [ -n "$folder" ] && [ ! -e "$NEXT/$folder/.env" ]; then ln -s "$NEXT/.env" "$NEXT/$folder/.env"; fi
