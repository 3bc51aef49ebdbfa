#!/bin/sh
# The release's .env: the one sent, else the one that is in use, else the one a person left, else empty. 0600, in one move.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"
umask 077

if [ -f "$BUNDLE/env" ]; then
  from=$BUNDLE/env
elif [ -f "$CURRENT/.env" ]; then
  from=$CURRENT/.env
  if [ -f "$CURRENT/$RECORD/env-digests" ]; then cp "$CURRENT/$RECORD/env-digests" "$NEXT/$RECORD/env-digests"; fi
elif [ -f "$NEXT/.env" ]; then
  from=$NEXT/.env
elif [ -f "$ROOT/.env" ]; then
  from=$ROOT/.env
else
  from=/dev/null
fi
cat "$from" >"$NEXT/.env.next"
chmod 0600 "$NEXT/.env.next"
mv -f "$NEXT/.env.next" "$NEXT/.env"

# A compose file in a folder of its own has its env_file paths start there.
folder=$(cat "$NEXT/$RECORD/compose-folder")
if [ -n "$folder" ] && [ ! -e "$NEXT/$folder/.env" ]; then ln -s "$NEXT/.env" "$NEXT/$folder/.env"; fi
