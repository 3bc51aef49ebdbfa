"""What the reverse proxy was last seen to load (`<root>/edge.loaded`): what was written and not loaded is found by the next run, and by
the renewal."""
from __future__ import annotations

import hashlib
import io
import os
from typing import NamedTuple, Optional, Protocol

from compose.releases import read_text, replace_text
from engine.docker import Docker
from proxy.config_folder import config_digest

# Of a proxy of the repository's own, whose configuration is its own affair.
OWN_CONFIG = "-"
_LIVE = "/etc/letsencrypt/live"


class Loaded(NamedTuple):
    """Digests of the configuration, of the site's certificate, and of all that certbot keeps for the proxy: it holds links, which lead
    elsewhere after each renewal.
    """

    config: str
    certificate: str
    live: str


class Certificates(Protocol):
    """What certbot keeps for a proxy."""

    def chain(self) -> bytes:
        """The site's certificate, and those of its authorities; nothing if there is none."""

    def live(self) -> bytes:
        """What leads elsewhere when one of the certificates is renewed."""


class ContainerCertificates:
    """As the proxy's container sees them; without one there are none. Copied out by the engine: to run something in a container costs
    several times as much.
    """

    def __init__(self, docker: Docker, container: Optional[str], name: str) -> None:
        self._docker = docker
        self._container = container
        self._name = name

    def chain(self) -> bytes:
        return _unpacked(self._copied(f"/{self._name}/fullchain.pem", "-L"))

    def live(self) -> bytes:
        return self._copied("")

    def _copied(self, path: str, *options: str) -> bytes:
        return self._docker.read("cp", *options, f"{self._container}:{_LIVE}{path}", "-") if self._container else b""


def present(root: str, certificates: Certificates, has_own_proxy: bool) -> Loaded:
    """What there is to be loaded."""
    return Loaded(
        config=OWN_CONFIG if has_own_proxy else config_digest(os.path.join(root, "edge")) or OWN_CONFIG,
        certificate=hashlib.sha256(_first_certificate(certificates.chain())).hexdigest(),
        live=hashlib.sha256(certificates.live()).hexdigest(),
    )


def read_loaded(root: str) -> Optional[Loaded]:
    """What was noted last; None if nothing was."""
    words = read_text(os.path.join(root, "edge.loaded")).split()
    return Loaded(*words) if len(words) == 3 else None


def note(root: str, loaded: Loaded) -> None:
    """:raises OSError: the disk is full, or may not be written"""
    replace_text(os.path.join(root, "edge.loaded"), f"{' '.join(loaded)}\n")


def _unpacked(packed: bytes) -> bytes:
    """The content of the one file in a tar archive; nothing if it is none."""
    # Only what compares certificates needs it, and it takes long to load.
    import tarfile

    try:
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            files = [archive.extractfile(member) for member in archive if member.isfile()]
            return b"".join(file.read() for file in files if file is not None)
    except tarfile.TarError:
        return b""


def _first_certificate(chain: bytes) -> bytes:
    end = chain.find(b"-----END CERTIFICATE-----")
    if end < 0:
        return chain
    line_end = chain.find(b"\n", end)
    return chain if line_end < 0 else chain[: line_end + 1]
