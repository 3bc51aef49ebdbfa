"""Plugins of docker for hosts whose distribution has none: fetched, checked, and only then installed."""
from __future__ import annotations

import hashlib
import os
import shutil
from typing import NamedTuple
from urllib.parse import urlsplit

from bootstrap.packages import Packages
from command.failed import Failed
from command.privileged import Privileged
from steps.report import Report

_FETCH_SECONDS = 300.0
_FOLDER = "/usr/local/lib/docker/cli-plugins"


class Plugin(NamedTuple):
    """`sha256` in hexadecimal digits."""

    url: str
    sha256: str


def fetch(name: str, plugin: Plugin, bundle: str, packages: Packages, privileged: Privileged, report: Report) -> str:
    """Downloads the plugin, `compose` or `buildx`; the path of the file. A wrong download leaves the host as it was.

    :raises Failed: bootstrap-failed, plugin-checksum
    """
    if shutil.which("curl") is None:
        packages.install("curl")
    report.log(f"Fetching {plugin.url}")
    report.waiting_for(plugin.url)
    path = os.path.join(bundle, f"docker-{name}")
    options = ["--fail", "--silent", "--show-error", "--location", "--retry", "3", "--max-time", f"{_FETCH_SECONDS:.0f}"]
    if privileged.commands.show(["curl", *options, "--output", path, "--", plugin.url], _FETCH_SECONDS + 60) != 0:
        raise Failed("bootstrap-failed", f"fetching {plugin.url}{_no_ipv4(plugin.url)}")
    found = _digest(path)
    if found != plugin.sha256:
        raise Failed("plugin-checksum", f"{plugin.url} has the SHA-256 {found}, expected was {plugin.sha256}")
    return path


def install(name: str, path: str, privileged: Privileged) -> None:
    """:raises Failed: bootstrap-failed"""
    target = os.path.join(_FOLDER, f"docker-{name}")
    for words in (["mkdir", "-p", _FOLDER], ["install", "-m", "0755", path, target]):
        if privileged.show(words, 60) != 0:
            raise Failed("bootstrap-failed", f"installing {target}")


def _no_ipv4(url: str) -> str:
    """Why a host without IPv4 cannot fetch it: GitHub has no IPv6 address. '' where that is not the reason."""
    try:
        with open("/proc/net/route", encoding="ascii") as file:
            destinations = [line.split()[1] for line in file.readlines()[1:] if len(line.split()) > 1]
    except OSError:
        return ""
    if "00000000" in destinations or urlsplit(url).hostname != "github.com":
        return ""
    return (
        ": the host has no IPv4 route to the internet, and github.com has no IPv6 address."
        " Install docker compose on the host, or set the input compose-plugin to a mirror that has one"
    )


def _digest(path: str) -> str:
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            digest.update(block)
    return digest.hexdigest()
