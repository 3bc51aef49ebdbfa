"""Observes the processes of a release while a step runs that needs them."""
from __future__ import annotations

import threading
from typing import Dict, Optional, Tuple

from health.diagnosis import Diagnosis
from health.reason import Reason
from health.redaction import SiteValues
from native.fault import fault_of
from native.layout import Layout
from native.release_units import ReleaseUnits
from native.systemd import Systemd, UnitState

# One that its server or the kernel ended may come up again by itself.
_MOST_RESTARTS = 2


class UnitWatcher:
    """In a thread, as that of containers. `before` are the restarts that each unit had at first, which are noted for the next one."""

    code = "release-unhealthy"

    def __init__(
        self, systemd: Systemd, layout: Layout, release: str, values: SiteValues, before: Dict[str, int], seconds: float
    ) -> None:
        self._systemd = systemd
        self._layout = layout
        self._processes = [unit for unit in ReleaseUnits(layout, systemd).all(release) if unit.endswith(".service")]
        self._values = values
        self._before = before
        self._seconds = seconds
        self._found: Optional[Tuple[str, Reason]] = None
        self._over = threading.Event()
        threading.Thread(target=self._observe, daemon=True).start()

    @property
    def fault(self) -> Optional[str]:
        return None if self._found is None else f"{self._layout.process_of(self._found[0])} {self._found[1].text}"

    def end(self) -> None:
        self._over.set()

    def diagnosis(self) -> Optional[Diagnosis]:
        if self._found is None:
            return None
        unit, reason = self._found
        redaction = self._values.redaction()
        lines = self._systemd.last_lines(unit, self._systemd.state(unit).invocation)
        return Diagnosis(self._layout.process_of(unit), reason, [redaction.of(line) for line in lines], [])

    def _observe(self) -> None:
        while self._found is None:
            states = self._systemd.states(self._processes) or {}
            if self._over.is_set():
                return
            faults = [(unit, self._fault(unit, state)) for unit, state in states.items()]
            self._found = next(((unit, fault) for unit, fault in faults if fault is not None), None)
            if self._over.wait(self._seconds):
                return

    def _fault(self, unit: str, state: UnitState) -> Optional[Reason]:
        # Somebody may have started it anew, which counts from the beginning.
        before = self._before[unit] = min(self._before.get(unit, state.restarts), state.restarts)
        is_down = state.active == "failed" or state.restarts - before > _MOST_RESTARTS
        return fault_of(self._layout.process_of(unit), state, before) if is_down else None
