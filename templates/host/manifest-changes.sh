#!/bin/sh
# The part of the look at a host that tells in what its manifest differs from the runner's. Only a function.

# manifest_changes RECORD: the manifest in it, less the chunks that the runner has too, which MANIFEST_CHUNKS says: a run of them is
# `= FIRST LAST`, by the runner's count. All of it where the note of its chunks is missing, or tells of other cuts. See
# src/repository/manifest/chunks.ts.
manifest_changes() {
  note=$1/manifest-chunks
  [ -r "$note" ] || note=/dev/null
  MANIFEST=$1/manifest MANIFEST_CHUNKS="$MANIFEST_CHUNKS" awk '
    function tell() { if (first != "") print "=", first, last; first = "" }
    # Of the manifest, one line each.
    function pass_over(lines) { for (; lines > 0; lines--) getline line <ENVIRON["MANIFEST"] }
    function print_on() { if ((getline line <ENVIRON["MANIFEST"]) > 0) { print line; return 1 } }
    BEGIN { count = split(ENVIRON["MANIFEST_CHUNKS"], known, " ") }
    NR == 1 {
      if ($1 == known[1]) for (; count > 1; count--) place[known[count]] = count - 2
      next
    }
    $1 in place {
      if (first == "" || place[$1] != last + 1) { tell(); first = place[$1] }
      last = place[$1]
      pass_over($2)
      next
    }
    { tell(); for (lines = $2; lines > 0; lines--) print_on() }
    END { tell(); while (print_on()) continue }' <"$note"
}
