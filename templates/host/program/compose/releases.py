"""Where things of a site lie on its host, see docs/architecture.md."""
from __future__ import annotations

import os
from typing import FrozenSet, List, Optional

from compose.env_place import env_path
from job.document import App
from job.fields import WrongField


def read_text(path: str) -> str:
    """A file's text; '' if there is none."""
    try:
        with open(path, encoding="utf-8", errors="surrogateescape") as file:
            return file.read()
    except OSError:
        return ""


def replace_text(path: str, text: str, mode: int = 0o644) -> None:
    """Writes a file in one move: a reader, and a power cut, find the old or the new one.

    :raises OSError: the disk is full, or may not be written
    """
    new = f"{path}.next"
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8", errors="surrogateescape") as file:
        os.fchmod(file.fileno(), mode)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    os.replace(new, path)


def replace_link(path: str, target: str) -> None:
    """Points a link there in one move, and reads it back: on a disk that went read-only nothing may be stopped for it.

    :raises OSError: it could not be changed
    """
    new = f"{path}.next"
    if os.path.lexists(new):
        os.unlink(new)
    os.symlink(target, new)
    os.rename(new, path)
    if os.readlink(path) != target:
        raise OSError(f"{path} still points to {os.readlink(path)}")


class Releases:
    """The releases of a site and their records, by name."""

    def __init__(self, root: str, project: str) -> None:
        self.root = root
        self.project = project
        self.link = os.path.join(root, "current")

    def folder(self, release: str) -> str:
        """The repository's files."""
        return os.path.join(self.root, "releases", release)

    def record(self, release: str) -> str:
        """The folder with a release's record. Releases made before 0.2 keep it among the repository's files."""
        own = os.path.join(self.root, "records", release)
        return own if os.path.isdir(own) else os.path.join(self.folder(release), ".ec2-https-deploy")

    def has(self, release: str) -> bool:
        return release != "" and os.access(os.path.join(self.record(release), "manifest"), os.R_OK)

    def is_only(self, release: str) -> bool:
        """Whether the host has no other release."""
        return os.listdir(os.path.dirname(self.folder(release))) == [release]

    def current(self) -> str:
        """The release that `current` leads to; '' if there is none."""
        try:
            return os.path.basename(os.readlink(self.link))
        except OSError:
            return ""

    def switch_to(self, release: str) -> None:
        """Points `current` at a release.

        :raises OSError: it could not be changed
        """
        replace_link(self.link, f"releases/{release}")

    def services(self, release: str) -> Optional[FrozenSet[str]]:
        """Those that have containers in a release, which alone count for its health: others of the project are of profiles that are not
        active, and were started by a person. None for a release whose record does not name them: then all count.
        """
        return frozenset(read_text(os.path.join(self.record(release), "services")).split()) or None

    def services_apart(self, release: str) -> List[str]:
        """Services that compose can bring up without the app and what has to run before it (src/compose/apart.ts); none if it cannot."""
        return read_text(os.path.join(self.record(release), "apart")).split()

    def env_file(self, release: str) -> str:
        """The release's .env: in its record where the repository's Dockerfile is all there is, else where compose reads it."""
        record = self.record(release)
        kept = os.path.join(record, "env")
        return kept if os.path.isfile(kept) else os.path.join(self.folder(release), env_path(record))

    def compose_files(self, release: str) -> List[str]:
        """The compose files in their order: the repository's own, relative to the release, then ours."""
        record = self.record(release)
        own = [name for name in read_text(os.path.join(record, "compose-files")).strip().split("|") if name]
        is_new = record.startswith(os.path.join(self.root, "records"))
        names = ["app", "edge", "release", "contents", "images"] if is_new else ["images"]
        overlays = [os.path.join(record, f"{name}.compose.yml") for name in names]
        return own + [path for path in overlays if os.path.isfile(path)]

    def app(self, release: str, default: App) -> App:
        """What a release's record says of its app, a line `service|ports|protocol|yes or no|replicas`: a rollback goes to another
        port, too. What was found out by asking its container is known from then on. Releases made before 0.2 say nothing.
        """
        record = self.record(release)
        words = read_text(os.path.join(record, "app")).strip().split("|")
        if len(words) != 5:
            return default
        try:
            ports = [int(port) for port in words[1].split(",") if port]
            app = App(words[0], ports, True, words[2] or None, default.health_path, int(words[4]), words[3] == "yes")
            found = read_text(os.path.join(record, "entry")).split()
            return app._replace(protocol=found[0], ports=[int(found[1])]) if len(found) == 2 else app
        except ValueError as error:
            raise WrongField(f"the record of release {release}: {error}") from error

    def newest(self, planned: str) -> str:
        """The release that runs; before there is one, the planned one."""
        return self.current() or planned

    def at(self, release: str) -> Optional[str]:
        """The folder to work in: through `current` where that is the release, so that paths stay the same from release to release."""
        return self.link if release == self.current() else self.folder(release)
