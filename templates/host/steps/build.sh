#!/bin/sh
# Builds and pulls what the release runs, while the old release goes on serving. Images are then called after what they
# hold, so that a service whose image did not change is not started again; and after the release, so that it can come back.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

name_images() {
  {
    printf 'services:\n'
    while IFS='|' read -r service built declared; do
      id=$(engine image inspect --format '{{.Id}}' "$PROJECT-$built:$RELEASE")
      id=${id#sha256:}
      tag=$PROJECT-$built:$(printf '%s' "$id" | cut -c 1-12)
      engine tag "$PROJECT-$built:$RELEASE" "$tag"
      if [ -n "$declared" ]; then engine tag "$PROJECT-$built:$RELEASE" "$declared"; fi
      printf '  %s:\n    image: %s\n' "$service" "$tag"
      printf '%s\n' "$tag" "$PROJECT-$built:$RELEASE" >>"$NEXT_RECORD/images"
    done <"$BUNDLE/built"
  } >"$NEXT_RECORD/images.compose.yml.next"
  mv "$NEXT_RECORD/images.compose.yml.next" "$NEXT_RECORD/images.compose.yml"
}

refuse_file() { fail compose-file-invalid "read together, in this order: $(compose_files_of "$RELEASE" | sed 's/|/, /g')"; }

# What is pulled and what is built do not need each other.
rm -f "$NEXT_RECORD/images.compose.yml" "$NEXT_RECORD/images"
timeout --foreground -k 10 "$PULL_SECONDS" sh "$BUNDLE/pull.sh" 2>&1 &
pulling=$!
waiting_for 'the images to be built and pulled'
built=0
set --
cut -d '|' -f 2 "$BUNDLE/built" | sort -u >"$BUNDLE/builders"
while IFS= read -r service; do set -- "$@" "$service"; done <"$BUNDLE/builders"
# Named, since a service of a profile is built only then, as the certificate's may be.
if [ "$#" -gt 0 ]; then compose_at "$NEXT" build "$@" || built=$?; fi
pulled=0
# Of a failed build one wants to hear at once, however much there still is to pull.
if [ "$built" -eq 0 ]; then
  waiting_for 'the images to be pulled'
  wait "$pulling" || pulled=$?
elif ! compose_at "$NEXT" config --quiet >/dev/null 2>&1; then pulled=3
fi
[ "$pulled" -ne 124 ] || fail step-timed-out "pulling images did not end within its limit of $PULL_SECONDS s"
[ "$pulled" -ne 3 ] || refuse_file
[ "$built" -eq 0 ] || fail build-failed "docker compose build of release $RELEASE"
[ "$pulled" -eq 0 ] || fail build-failed 'pulling images'
if [ -s "$BUNDLE/built" ]; then name_images; fi
