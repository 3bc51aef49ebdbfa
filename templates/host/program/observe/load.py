"""Loads modules that were sent as text, so that nothing is written to the host: `python3 -BES -c LOAD`.

Standard input is a line of JSON: the texts of the modules by name, the module whose `main` is called, and its question.
"""
from __future__ import annotations

import importlib
import json
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Dict, Optional


class Sent:
    """A finder and loader in one. It does not derive from `importlib.abc`, which takes longer to load than all else here."""

    def __init__(self, modules: Dict[str, str]) -> None:
        self._modules = modules

    def find_spec(self, name: str, path: object, target: object = None) -> Optional[ModuleSpec]:
        if name not in self._modules:
            return None
        is_package = any(other.startswith(name + ".") for other in self._modules)
        loader: Any = self
        return ModuleSpec(name, loader, origin=name, is_package=is_package)

    def create_module(self, spec: ModuleSpec) -> None:
        """As Python makes it."""

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self._modules[module.__name__], module.__name__, "exec"), module.__dict__)


def main() -> None:
    sent: Dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    sys.meta_path.insert(0, Sent(sent["modules"]))
    importlib.import_module(sent["main"]).main(sent)


if __name__ == "__main__":
    main()
