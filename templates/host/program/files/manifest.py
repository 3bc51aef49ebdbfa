"""The list of a release's files (src/repository/manifest/manifest.ts): a line each, `f MODE BLOB SIZE PATH` or `l TARGET PATH`."""
from __future__ import annotations

import hashlib
import os
from typing import Dict, Iterable, List, NamedTuple, Optional
from urllib.parse import unquote


class Entry(NamedTuple):
    """A file or a symbolic link of a release."""

    blob: str  # Git's id of the content (sha1 or sha256, hexadecimal); of a link, `-> ` and its target
    mode: int  # permission bits; 0 for a link


class Release(NamedTuple):
    """A release on the host: its files and its record."""

    name: str
    tree: str
    record: str
    is_legacy: bool  # made before 0.2: the record lies in the tree, and containers wrote into the tree


def find(root: str, name: str) -> Optional[Release]:
    """The release of that name; None where there is no record of it."""
    tree = os.path.join(root, 'releases', name)
    for record, is_legacy in ((os.path.join(root, 'records', name), False), (os.path.join(tree, '.ec2-https-deploy'), True)):
        if name and os.path.isfile(os.path.join(record, 'manifest')):
            return Release(name, tree, record, is_legacy)
    return None


def all_releases(root: str) -> List[Release]:
    """Every release with a record, newest first."""
    place = os.path.join(root, 'releases')
    names = sorted(os.listdir(place), reverse=True) if os.path.isdir(place) else []
    return [release for release in (find(root, name) for name in names) if release is not None]


def read(release: Release) -> Dict[str, Entry]:
    """The files of a release, by path."""
    with open(os.path.join(release.record, 'manifest'), encoding='utf-8') as lines:
        return dict(parse(line.rstrip('\n')) for line in lines)


def parse(line: str) -> tuple[str, Entry]:
    """A line of a manifest. Paths are percent-encoded."""
    words = line.split(' ')
    path = unquote(words[-1])
    if words[0] == 'l':
        return path, Entry('-> ' + unquote(words[1]), 0)
    return path, Entry(words[2], int(words[1], 8))


def blob_of(chunks: Iterable[bytes], size: int, like: str) -> str:
    """Git's id of a content of that many bytes, by the same digest as `like` (40 digits are sha1, 64 are sha256)."""
    digest = hashlib.new('sha256' if len(like) == 64 else 'sha1')
    digest.update(b'blob %d\0' % size)
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def is_within(path: str, place: str) -> bool:
    """Whether a path is the place itself or lies below it; everything lies below the place ''."""
    return place == '' or path == place or path.startswith(place + '/')
