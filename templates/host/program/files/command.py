"""The data of a site: `python3 -B program data <command> <root> <uid> <gid> <failure file> …`. A failure is written
there: its code, and what it is about.

prepare RELEASE CURRENT   makes the persistent directories of a release, takes over what older layouts have, writes the tracked files
sync RELEASE              writes the tracked files of a release, as a rollback needs it
"""
from __future__ import annotations

from typing import List

from files.legacy import migrate
from files.manifest import find
from files.places import Refused, Shared, read_places
from files.sync import Sync


def main(command: str, root: str, uid: str, gid: str, name: str, *rest: str) -> None:
    """Runs one command.

    :raises Refused: mount-source-missing, upload-failed
    """
    shared = Shared(root, (int(uid), int(gid)))
    release = find(root, name)
    if release is None:
        raise Refused('upload-failed', f'release {name} has no record on the host')
    places = read_places(release)
    if command == 'prepare':
        migrate(shared, places, rest[0] if rest else '')
        for place in places:
            shared.prepare(place)
    # A release of an older layout has its files in its own folder.
    if not release.is_legacy and (places or shared.is_used()):
        Sync(shared, release, places).run()


def guarded(command: str, root: str, uid: str, gid: str, failure: str, rest: List[str]) -> int:
    """Runs one command; the exit status."""
    try:
        main(command, root, uid, gid, *rest)
        return 0
    except Refused as refused:
        said = f'{refused.code} {refused}'
    except PermissionError as error:
        said = f'data-not-writable {error.filename}: {error.strerror}'
    with open(failure, 'w', encoding='utf-8') as file:
        file.write(said)
    return 1
