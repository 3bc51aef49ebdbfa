"""Bytes into lines."""
from __future__ import annotations

from typing import List


class Lines:
    """Of a line without an end only as much is kept as can be shown, and one byte more to tell that it was longer."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._rest = b""

    def add(self, chunk: bytes) -> List[bytes]:
        *whole, rest = chunk.split(b"\n")
        lines: List[bytes] = []
        for piece in whole:
            lines.append(self._joined(piece))
            self._rest = b""
        self._rest = self._joined(rest)
        return lines

    def end(self) -> List[bytes]:
        rest, self._rest = self._rest, b""
        return [rest] if rest else []

    def _joined(self, piece: bytes) -> bytes:
        return self._rest + piece[: max(0, self._most + 1 - len(self._rest))]
