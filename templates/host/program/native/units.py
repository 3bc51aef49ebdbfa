"""Texts of the systemd units of a site, and the properties that its one-off commands have too. Pure.

No text names a release: the instance of a unit does. Drop-ins (`UNIT.d/*.conf`) are the user's.
"""
from __future__ import annotations

from typing import Dict, List, Mapping, Optional

from job.native import Native
from native.layout import STATE_FOLDERS, Layout

WEB = "web"
_INSTANCE = "%i"
_HEAD = "# Written by ec2-https-deploy at each deployment; settings of your own go to {unit}.d/*.conf."
# See systemd.exec(5). Without MemoryDenyWriteExecute: ffi and just-in-time compilers write code.
_SANDBOX = """\
NoNewPrivileges=yes
CapabilityBoundingSet=
ProtectSystem=strict
ProtectHome=yes
PrivateTmp=yes
PrivateDevices=yes
ProtectProc=invisible
ProtectKernelTunables=yes
ProtectKernelModules=yes
ProtectKernelLogs=yes
ProtectControlGroups=yes
ProtectClock=yes
ProtectHostname=yes
RestrictSUIDSGID=yes
RestrictRealtime=yes
RestrictNamespaces=yes
LockPersonality=yes
SystemCallArchitectures=native
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6
SystemCallFilter=@system-service
SystemCallErrorNumber=EPERM
InaccessiblePaths=-/etc/letsencrypt
UMask=0027
"""


def unit_texts(layout: Layout, native: Native, group: str) -> Dict[str, str]:
    """By the names of their files. `group` is that of nginx, which connects to the socket."""
    workers = {f"{layout.name}.{worker.name}@.service": _service(layout, native, worker.name) for worker in native.workers}
    return {
        f"{layout.name}@.socket": _socket(layout, group),
        f"{layout.name}@.service": _service(layout, native, WEB),
        **workers,
    }


def properties(layout: Layout, native: Native, release: str) -> List[str]:
    """`Name=value` of a process of a release: who runs it, where, and what it may do."""
    folders = " ".join(f"{layout.state}/{name}:/vol/{name}" for name in STATE_FOLDERS)
    own = [
        f"User={layout.user}",
        f"Group={layout.user}",
        f"WorkingDirectory={layout.tree(release, native.folder)}",
        f"EnvironmentFile={layout.record(release)}/env",
        f"StateDirectory={layout.name}",
        f"BindPaths={folders}",
        *_hidden_sites(layout.root),
    ]
    return [*own, *_SANDBOX.splitlines(), *_memory(native.memory_max_bytes)]


def environment(layout: Layout, native: Native, release: str) -> Dict[str, str]:
    """What holds where the release's env does not set it. The release is read-only for its processes: nothing is compiled into it."""
    path = layout.search_path(release)
    venv = {"VIRTUAL_ENV": f"{layout.record(release)}/venv"} if native.venv else {}
    python = {"PYTHONDONTWRITEBYTECODE": "1", "PYTHONUNBUFFERED": "1"}
    # `--bind 0.0.0.0:$PORT` of a Procfile has to be a valid address, though gunicorn takes the socket of systemd in its place.
    return {"PATH": path, **venv, "RELEASE": release, "PORT": "8000", **python, **native.environment}


def _hidden_sites(root: str) -> List[str]:
    """The code of other sites is none of this one's business."""
    return ["TemporaryFileSystem=/srv:ro", f"BindReadOnlyPaths={root}"] if root.startswith("/srv/") else []


def _memory(most_bytes: Optional[int]) -> List[str]:
    return [] if most_bytes is None else [f"MemoryMax={most_bytes}", "OOMPolicy=kill"]


def _socket(layout: Layout, group: str) -> str:
    return f"""{_HEAD.format(unit=f"{layout.name}@.socket")}
[Unit]
Description=Socket of {layout.site}, release %i

[Socket]
ListenStream={layout.socket_path(_INSTANCE)}
DirectoryMode=0755
SocketUser=root
SocketGroup={group}
SocketMode=0660
RemoveOnStop=yes
# A release that falls over again and again is started again and again: visitors find it when it comes.
TriggerLimitIntervalSec=0

[Install]
WantedBy=sockets.target
"""


def _service(layout: Layout, native: Native, process: str) -> str:
    plain = Layout(layout.root.replace("%", "%%"), layout.site, layout.name)
    native = native._replace(folder=native.folder.replace("%", "%%"))
    unit = f"{layout.name}@.service" if process == WEB else f"{layout.name}.{process}@.service"
    socket = plain.socket_unit(_INSTANCE)
    needs = f"Wants={socket}\nAfter=network.target {socket}" if process == WEB else "After=network.target"
    settings = [_setting(name, value) for name, value in _escaped(environment(plain, native, _INSTANCE)).items()]
    lines = "\n".join([*properties(plain, native, _INSTANCE), *settings])
    return f"""{_HEAD.format(unit=unit)}
[Unit]
Description={process} of {layout.site}, release %i
{needs}
# After however many failures it is started once more.
StartLimitIntervalSec=0

[Service]
Type=exec
ExecStart={quoted(plain.start_script(_INSTANCE, process))}
Restart=always
RestartSec=1
# SIGTERM for the first process alone, which lets the others finish what they do.
KillMode=mixed
TimeoutStopSec=30
SyslogIdentifier={unit.partition("@")[0]}
{lines}

[Install]
WantedBy=multi-user.target
"""


def _escaped(values: Mapping[str, str]) -> Dict[str, str]:
    """Percent signs of values are no specifiers; those of ours are."""
    ours = ("PATH", "VIRTUAL_ENV", "RELEASE")
    return {name: value if name in ours else value.replace("%", "%%") for name, value in values.items()}


def _setting(name: str, value: str) -> str:
    return f"Environment={quoted(f'{name}={value}')}"


def quoted(text: str) -> str:
    """A word in a unit's text (systemd.syntax(7))."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'
