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
      printf '%s\n' "$tag" "$PROJECT-$built:$RELEASE" >>"$NEXT/$RECORD/images"
    done <"$BUNDLE/built"
  } >"$NEXT/$RECORD/images.compose.yml.next"
  mv "$NEXT/$RECORD/images.compose.yml.next" "$NEXT/$RECORD/images.compose.yml"
}

# The record of the release is not for its images, which are often copied from the whole folder: it holds digests of the values
# of .env, and it is new with each release, so nothing would ever come from the build cache. A link, always the same one,
# stands in for it meanwhile.
build() {
  aside=$ROOT/building
  rm -rf "$aside"
  mv "$NEXT/$RECORD" "$aside"
  ln -s "$aside" "$NEXT/$RECORD"
  rc=0
  compose_at "$NEXT" build || rc=$?
  rm -f "$NEXT/$RECORD"
  mv "$aside" "$NEXT/$RECORD"
  return "$rc"
}

rm -f "$NEXT/$RECORD/images.compose.yml" "$NEXT/$RECORD/images"
compose_at "$NEXT" config --quiet || fail compose-file-invalid "read together, in this order: $(sed 's/|/, /g' "$NEXT/$RECORD/compose-files")"
build || fail build-failed "docker compose build of release $RELEASE"
if [ -s "$BUNDLE/built" ]; then name_images; fi
compose_at "$NEXT" pull --quiet --ignore-buildable --policy missing || fail build-failed 'pulling images'
