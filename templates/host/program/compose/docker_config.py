"""Docker's configuration for one run: that of this host, with the logins that the runner sent. It lies in the bundle and goes with it;
nothing is written where a person keeps theirs, neither by us nor by a build (BuildKit, session/auth/authprovider/tokenseed.go).
"""
from __future__ import annotations

import base64
import json
import os
from typing import Any, Dict, List, Mapping

from command.privileged import Privileged
from compose.releases import read_text
from engine.docker import Docker

_HUB = "https://index.docker.io/v1/"
_READ_SECONDS = 20.0
_CONFIG = "config.json"
# What builds write; buildx has a place of its own (BUILDX_CONFIG).
_WRITTEN = ("buildx", ".token_seed", ".token_seed.lock")


def docker_config(bundle: str, docker: Docker, privileged: Privileged) -> str:
    """The folder for DOCKER_CONFIG.

    :raises OSError: the disk is full
    """
    folder = os.path.join(bundle, "docker-config")
    config = os.path.join(folder, _CONFIG)
    # It comes last: where it is, the rest is too.
    if os.path.lexists(config):
        return folder
    os.makedirs(folder, mode=0o700, exist_ok=True)
    home = os.path.join(docker.home(), ".docker")
    names = _names(home, privileged)
    # Plugins and contexts stay those of this host.
    for name in names:
        if name not in (_CONFIG, *_WRITTEN) and not os.path.lexists(os.path.join(folder, name)):
            os.symlink(os.path.join(home, name), os.path.join(folder, name))
    logins = json.loads(read_text(os.path.join(bundle, "registries.json")) or "[]")
    if logins or _CONFIG not in names:
        own = _own(os.path.join(home, _CONFIG), privileged) if _CONFIG in names else {}
        descriptor = os.open(config, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            json.dump(with_logins(own, logins), file)
    else:
        os.symlink(os.path.join(home, _CONFIG), config)
    return folder


def with_logins(config: Mapping[str, Any], logins: List[Mapping[str, str]]) -> Dict[str, Any]:
    """A config.json with these logins. Where a helper keeps the others, an empty name has docker read one from the file
    (getConfiguredCredentialStore, cli/config/configfile/file.go). Pure.
    """
    auths = dict(config.get("auths") or {})
    helpers = dict(config.get("credHelpers") or {})
    for login in logins:
        key = _HUB if login["registry"] == "docker.io" else login["registry"]
        auths[key] = {"auth": base64.b64encode(f"{login['username']}:{login['password']}".encode()).decode()}
        if config.get("credsStore") or key in helpers:
            helpers[key] = ""
    return {**config, "auths": auths, **({"credHelpers": helpers} if helpers else {})}


def _own(path: str, privileged: Privileged) -> Dict[str, Any]:
    text = read_text(path) if os.access(path, os.R_OK) else privileged.commands.output(privileged.words(["cat", path]), _READ_SECONDS)
    try:
        found = json.loads(text or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _names(folder: str, privileged: Privileged) -> List[str]:
    if os.access(folder, os.R_OK | os.X_OK):
        return os.listdir(folder)
    if os.access(os.path.dirname(folder), os.X_OK) and not os.path.lexists(folder):
        return []
    return privileged.commands.output(privileged.words(["ls", "-A", folder]), _READ_SECONDS).splitlines()
