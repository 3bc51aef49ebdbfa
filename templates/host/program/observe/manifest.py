"""In what the host's manifest differs from the runner's, see src/repository/manifest/chunks.ts."""
from __future__ import annotations

from io import BytesIO
from itertools import islice
from typing import Dict, Iterator, List, Optional, Tuple


def manifest_changes(manifest: bytes, note: str, index: str) -> bytes:
    """The manifest less the chunks that the runner has too: a run of them is `= FIRST LAST`, by the runner's count.

    `index` is the threshold and the digests of the runner's chunks. All of the manifest where the note of its chunks is missing, or
    tells of other cuts.
    """
    known = index.split(" ")
    places: Dict[str, int] = {}
    for at, digest in enumerate(known[1:]):
        places.setdefault(digest, at)
    lines = iter(BytesIO(manifest))
    changes: List[bytes] = []
    run: Optional[Tuple[int, int]] = None
    for digest, count in _chunks(note, known[0]):
        place = places.get(digest)
        chunk = list(islice(lines, count))
        if place is not None and run is not None and place == run[1] + 1:
            run = (run[0], place)
            continue
        changes += _reference(run)
        run = None if place is None else (place, place)
        if place is None:
            changes += chunk
    return b"".join([*changes, *_reference(run), *lines])


def _chunks(note: str, threshold: str) -> Iterator[Tuple[str, int]]:
    """The digest and the number of lines of each chunk."""
    first, *chunks = note.rstrip("\n").split("\n")
    if first != threshold:
        return
    for chunk in chunks:
        digest, _, count = chunk.partition(" ")
        if not count.isdigit():
            return
        yield digest, int(count)


def _reference(run: Optional[Tuple[int, int]]) -> List[bytes]:
    return [] if run is None else [b"= %d %d\n" % run]
