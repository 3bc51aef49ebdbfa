#!/bin/sh
# Takes away releases before the last KEEP_RELEASES, and the images that only they used. The one that ran before stays among
# them, however many failed since: it is what a failed check from outside goes back to. Nothing that this project did not
# make is touched.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

kept=$BUNDLE/kept
find "$RELEASES" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort -r | awk -v keep="$KEEP_RELEASES" -v current="$RELEASE" \
  -v before="$EXPECT_CURRENT" 'BEGIN { left = keep - 1; if (before != "" && before != current) left-- }
  $0 == current || $0 == before || left-- > 0' >"$kept"
while IFS= read -r name; do cat "$RELEASES/$name/$RECORD/images" 2>/dev/null || true; done <"$kept" >"$BUNDLE/kept-images"

find "$RELEASES" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort | while IFS= read -r name; do
  if grep -qxF -e "$name" "$kept"; then continue; fi
  echo "Taking away release $name"
  if [ -f "$RELEASES/$name/$RECORD/images" ]; then
    while IFS= read -r image; do
      if grep -qxF -e "$image" "$BUNDLE/kept-images"; then continue; fi
      engine image rm "$image" >/dev/null 2>&1 || true
    done <"$RELEASES/$name/$RECORD/images"
  fi
  rm -rf "${RELEASES:?}/$name" 2>/dev/null || as_root rm -rf "${RELEASES:?}/$name"
done
