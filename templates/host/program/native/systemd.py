"""systemd, by its command line."""
from __future__ import annotations

from typing import Dict, List, NamedTuple, Optional, Sequence

from command.privileged import Privileged

_QUESTION_SECONDS = 20.0
_CHANGE_SECONDS = 60.0
_LAST_LINES = 30
_SHOWN = "Id,ActiveState,SubState,NRestarts,InvocationID,Result,ExecMainCode,ExecMainStatus,NeedDaemonReload"


class UnitState(NamedTuple):
    """`active` is active, reloading, inactive, failed, activating or deactivating; `sub` of one that is started again after a while
    `auto-restart`. `result` says why it ended: `success`, `exit-code`, `signal`, `oom-kill`, …; `exit_code` is None where a signal ended
    it. `invocation` names its present or last run.
    """

    active: str = "inactive"
    sub: str = "dead"
    restarts: int = 0
    invocation: str = ""
    result: str = "success"
    exit_code: Optional[int] = 0
    needs_reload: bool = False

    @property
    def is_up(self) -> bool:
        """Whether it runs, or is about to."""
        return self.active in ("active", "reloading", "activating")


class Systemd:
    def __init__(self, privileged: Privileged) -> None:
        self._privileged = privileged

    def states(self, units: Sequence[str]) -> Optional[Dict[str, UnitState]]:
        """By unit; None if systemd does not answer."""
        if not units:
            return {}
        found = self._privileged.commands.run(["systemctl", "show", f"--property={_SHOWN}", "--", *units], _QUESTION_SECONDS)
        return parse_states(found.output) if found.is_ok else None

    def state(self, unit: str) -> UnitState:
        return (self.states([unit]) or {}).get(unit, UnitState())

    def start(self, units: Sequence[str], limit_seconds: float = _CHANGE_SECONDS, waits: bool = True) -> bool:
        """What failed before is started as if it had not. Without `waits` it may take its time to start."""
        self._privileged.run(["systemctl", "reset-failed", "--", *units], _CHANGE_SECONDS)
        return self._change(["start", *([] if waits else ["--no-block"])], units, limit_seconds)

    def stop(self, units: Sequence[str], limit_seconds: float = _CHANGE_SECONDS) -> bool:
        return self._change(["stop"], units, limit_seconds)

    def enable(self, units: Sequence[str]) -> bool:
        """At the next start of the host they are started."""
        return self._change(["enable", "--quiet"], units, _CHANGE_SECONDS)

    def disable(self, units: Sequence[str]) -> bool:
        return self._change(["disable", "--quiet"], units, _CHANGE_SECONDS)

    def reload(self) -> bool:
        """Has systemd read the files of units again."""
        return self._privileged.show(["systemctl", "daemon-reload"], _CHANGE_SECONDS) == 0

    def last_lines(self, unit: str, invocation: str) -> List[str]:
        """What a run of a unit printed last, and what systemd says of it; of the unit in general where no run is known."""
        of_run = [f"_SYSTEMD_INVOCATION_ID={invocation}", "+", f"INVOCATION_ID={invocation}"] if invocation else ["--unit", unit]
        words = ["journalctl", "--quiet", "--no-pager", "--output=cat", f"--lines={_LAST_LINES}", *of_run]
        return self._privileged.run(words, _QUESTION_SECONDS).output.splitlines()[-_LAST_LINES:]

    def _change(self, words: List[str], units: Sequence[str], limit_seconds: float) -> bool:
        """It prints what it cannot do into the log."""
        return not units or self._privileged.show(["systemctl", *words, "--", *units], limit_seconds) == 0


def parse_states(text: str) -> Dict[str, UnitState]:
    """What `systemctl show` prints of several units: lines `Name=value`, with an empty line between two. Pure."""
    blocks = [dict(line.partition("=")[::2] for line in block.splitlines()) for block in text.split("\n\n")]
    return {block["Id"]: _state(block) for block in blocks if block.get("Id")}


def _state(of: Dict[str, str]) -> UnitState:
    # CLD_EXITED of sigaction(2); 0 of one that has not ended.
    has_exited = of.get("ExecMainCode", "0") in ("0", "1")
    return UnitState(
        active=of.get("ActiveState", "inactive"),
        sub=of.get("SubState", "dead"),
        restarts=_number(of.get("NRestarts", "")),
        invocation=of.get("InvocationID", ""),
        result=of.get("Result", "success"),
        exit_code=_number(of.get("ExecMainStatus", "")) if has_exited else None,
        needs_reload=of.get("NeedDaemonReload") == "yes",
    )


def _number(text: str) -> int:
    return int(text) if text.isdigit() else 0
