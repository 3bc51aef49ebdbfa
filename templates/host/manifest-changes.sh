#!/bin/sh
# The part of the look at a host that tells in what its manifest differs from the runner's. Only a function.

# The manifest, less the chunks that the runner has too, which MANIFEST_CHUNKS says: a run of them is `= FIRST LAST`, by the
# runner's count. See src/source/manifest-chunks.ts.
manifest_changes() {
  chunks=$(mktemp -d) || { cat; return; }
  (
    cd "$chunks" || exit 1
    awk -v below="${MANIFEST_CHUNKS%% *}" '
      chunk == "" { chunk = sprintf("%08d", ++count) }
      { print >chunk }
      $1 == "f" && substr($3, 1, 4) < below { close(chunk); chunk = "" }'
    find . -type f | sort | xargs -r sha256sum | MANIFEST_CHUNKS="$MANIFEST_CHUNKS" awk '
      function tell() { if (first != "") print "=", first, last; first = "" }
      BEGIN { for (count = split(ENVIRON["MANIFEST_CHUNKS"], known, " "); count > 1; count--) place[known[count]] = count - 2 }
      substr($1, 1, 16) in place {
        at = place[substr($1, 1, 16)]
        if (first == "" || at != last + 1) { tell(); first = at }
        last = at
        next
      }
      { tell(); while ((getline line <$2) > 0) print line; close($2) }
      END { tell() }'
  )
  rm -rf "$chunks"
}
