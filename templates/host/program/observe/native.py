"""What a site without Docker needs of its host: nginx, certbot and Python; and whether the site runs. Nothing here needs root's rights."""
from __future__ import annotations

import glob
import os
import platform
import re
from shutil import which
from typing import Dict, List, Optional

from observe.document import Native, Port
from observe.native_units import NativeUnits
from observe.process import Process

_PYTHONS = tuple(f"python3.{minor}" for minor in range(9, 15))
# certbot of the distribution. It takes long to print its version: the folder of its metadata has it in its name.
_CERTBOT = "/usr/bin/certbot"
_PACKAGES = ("/usr/lib/python3/dist-packages", "/usr/lib/python3.*/site-packages")

# There is no such file where the kernel was started without IPv6.
_IPV6 = "/proc/net/if_inet6"


class NativeHost:
    """Starts all programs at once. `site` is the word that the names of the site's units have."""

    def __init__(self, root: str, site: str) -> None:
        self._root = root
        self._units = NativeUnits(root, f"ehd-{site}")
        self._nginx = Process("nginx", "-v")
        self._certbot = _certbot_metadata()
        self._asked = Process("certbot", "--version") if self._certbot is None else None
        self._pythons = {name: Process(name, "--version") for name in _PYTHONS if which(name) is not None}

    def result(self, ports: List[Port]) -> Native:
        """`ports` are those of a web server that are held, as observe/ports.py finds them."""
        return {
            "nginx": _version(r"nginx/(\d[\w.+~-]*)", self._nginx.result().errors),
            "certbot": self._certbot if self._asked is None else _version(r"certbot (\d[\w.+~-]*)", self._asked.output()),
            "python": platform.python_version(),
            "has_venv": _has_venv(),
            "venvs": _complete_venvs(self._root),
            "is_active": self._units.is_active(),
            "failed": self._units.failed(),
            "other_root": self._units.other_root,
            "memory_current": self._units.memory_bytes(),
            "nginx_holds_ports": self._units.is_nginx_running() and _are_nginx(ports),
            "has_ipv6": os.path.exists(_IPV6),
            "pythons": self._python_versions(),
        }

    def _python_versions(self) -> Dict[str, str]:
        found = {name: _version(r"Python (\d[\w.+]*)", process.output()) for name, process in self._pythons.items()}
        return {name: version for name, version in found.items() if version is not None}


def _version(form: str, printed: str) -> Optional[str]:
    found = re.search(form, printed)
    return found.group(1) if found is not None else None


def _certbot_metadata() -> Optional[str]:
    """`certbot-4.0.0.dist-info`, in older packages `certbot-2.6.0-py3.9.egg-info`; None where it is no package of the distribution."""
    if which("certbot") != _CERTBOT:
        return None
    folders = (folder for place in _PACKAGES for folder in glob.glob(os.path.join(place, "certbot-*-info")))
    found = (re.match(r"certbot-(\d[\w.+]*)(-py[\d.]+)?\.(dist|egg)-info$", os.path.basename(folder)) for folder in folders)
    return next((one.group(1) for one in found if one is not None), None)


def _has_venv() -> bool:
    """Debian and Ubuntu have ensurepip, which puts pip into an environment, in the package python3-venv."""
    library = os.path.dirname(os.__file__)
    return all(os.path.isfile(os.path.join(library, module, "__init__.py")) for module in ("venv", "ensurepip"))


def _complete_venvs(root: str) -> List[str]:
    """Environments whose packages are all installed: the file `complete` is written last."""
    files = glob.glob(os.path.join(glob.escape(root), "venvs", "*", "complete"))
    keys = (os.path.basename(os.path.dirname(file)) for file in files)
    return sorted(key for key in keys if re.fullmatch(r"[0-9a-f]{16}", key))


def _are_nginx(ports: List[Port]) -> bool:
    return len(ports) > 0 and all(port["holder"] == "nginx" for port in ports)
