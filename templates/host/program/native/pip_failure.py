"""Why packages could not be installed, by what pip printed. Pure."""
from __future__ import annotations

import re
from typing import List, Optional

_LAST_LINES = 12
_NEEDS_PYTHON = re.compile(r"ERROR: Package '?([^' ]+)'? requires a different Python: (\S+) not in '?([^']+)'?")
_IGNORED = re.compile(r"Ignored the following versions that require a different python version: (.+)")
_NO_MATCH = re.compile(r"ERROR: No matching distribution found for (.+)")
_NO_WHEEL = re.compile(r"Failed building wheel for (\S+)|Failed to build (?:'|installable wheels for )?([^' ]+)")
_COMPILER = re.compile(
    r"(?:command|unable to execute) '?(?:\S*/)?([\w.+-]*(?:gcc|cc|clang|g\+\+|c\+\+))'?(?: failed|: No such file)|"
    r"(can't find Rust compiler|cargo, the Rust package manager, is not installed|Python\.h: No such file)|"
    r"No such file or directory: '(?:\S*-)?(?:gcc|cc|clang|g\+\+|c\+\+)'|"
    r"you need a C compiler|(pg_config|mysql_config|pkg-config)\W.*(?:not found|not find|required)"
)
_UNREACHABLE = re.compile(
    r"Failed to establish a new connection|Temporary failure in name resolution|Connection to \S+ timed out|ReadTimeoutError"
)
_NO_ENSUREPIP = re.compile(r"ensurepip is not\s*$|ensurepip is not available|No module named ensurepip")
# pip handles packages one after the other: the last one named before the failure is the one that fails.
_PACKAGE = re.compile(r"(?:Collecting|Building wheel for|Preparing metadata for) ([A-Za-z0-9][\w.-]*)")
_FAILED = re.compile(r"error: subprocess-exited-with-error")
# What a build that asks for this needs on Debian and Ubuntu, besides a compiler and the headers of Python.
_LIBRARIES = (("pg_config", "libpq-dev"), ("mysql", "default-libmysqlclient-dev pkg-config"), ("c?ffi", "libffi-dev"))
_NO_FILE = re.compile(r"ERROR: Could not open requirements file: .*'([^']+)'")


def explain(lines: List[str], python: str) -> str:
    """The reason in a sentence, and the end of what was printed. `python` is the version that the virtual environment has."""
    reason = _reason(lines, python)
    end = " ".join(line.strip() for line in lines[-_LAST_LINES:] if line.strip())
    return f"{reason}. The last lines: {end}" if reason else end or "pip printed nothing"


def _reason(lines: List[str], python: str) -> Optional[str]:
    return (
        _of_python(lines, python)
        or _of_compiler(lines)
        or _first(lines, _NO_ENSUREPIP, "the host's Python cannot make virtual environments: install python3-venv, or set bootstrap: true")
        or _first(lines, _UNREACHABLE, "the package index cannot be reached")
        or _first(lines, _NO_FILE, "the requirements file {} is not in the release")
        or _first(lines, _NO_MATCH, "no version of {} can be installed")
        or _of_build(lines, python)
    )


def _of_python(lines: List[str], python: str) -> Optional[str]:
    found = _match(lines, _NEEDS_PYTHON)
    if found is not None:
        return f"{found.group(1)} needs Python {found.group(3)}, and the virtual environment has {found.group(2)}"
    ignored, missing = _match(lines, _IGNORED), _match(lines, _NO_MATCH)
    if ignored is None or missing is None:
        return None
    wanted = re.findall(r"Requires-Python ([^;]+)", ignored.group(1))
    needed = f" (Requires-Python {wanted[-1].strip()})" if wanted else ""
    return f"{missing.group(1)} needs another Python than {python}{needed}"


def _of_compiler(lines: List[str]) -> Optional[str]:
    if _match(lines, _COMPILER) is None:
        return None
    package = _failed_package(lines)
    text = "\n".join(lines)
    more = "".join(f" {library}" for word, library in _LIBRARIES if re.search(rf"\b{word}", text))
    return (
        f"{package} has no wheel for this Python and CPU, and the host has no compiler or headers to build it: choose a version with a"
        f" wheel, or set system-packages; on Debian and Ubuntu: gcc libc6-dev python3-dev{more}"
    )


def _of_build(lines: List[str], python: str) -> Optional[str]:
    if _match(lines, _NO_WHEEL) is None and _match(lines, _FAILED) is None:
        return None
    return f"{_failed_package(lines)} could not be built for Python {python}: choose a version with a wheel for it"


def _failed_package(lines: List[str]) -> str:
    found = _match(lines, _NO_WHEEL)
    if found is not None:
        return next((name for name in found.groups() if name), "a package")
    failed = next((at for at, line in enumerate(lines) if _FAILED.search(line)), len(lines))
    named = [match.group(1) for match in map(_PACKAGE.search, lines[:failed]) if match is not None]
    return re.split("[=<>!~;]", named[-1])[0] if named else "a package"


def _first(lines: List[str], pattern: re.Pattern[str], text: str) -> Optional[str]:
    found = _match(lines, pattern)
    return None if found is None else text.format(*found.groups())


def _match(lines: List[str], pattern: re.Pattern[str]) -> Optional[re.Match[str]]:
    return next((found for found in map(pattern.search, lines) if found is not None), None)
