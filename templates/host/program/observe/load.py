"""Loads modules that were sent as text, so that nothing is written to the host: `python3 -BE -c LOAD`.

Standard input is a line of JSON: the texts of the modules by name, the module whose `main` is called, and its question.
"""
from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import json
import sys
from typing import Any, Dict, Optional


class Sent(importlib.abc.InspectLoader, importlib.abc.MetaPathFinder):
    def __init__(self, modules: Dict[str, str]) -> None:
        self._modules = modules

    def find_spec(self, name: str, path: object, target: object = None) -> Optional[importlib.machinery.ModuleSpec]:
        return importlib.util.spec_from_loader(name, self) if name in self._modules else None

    def is_package(self, fullname: str) -> bool:
        return any(name.startswith(fullname + ".") for name in self._modules)

    def get_source(self, fullname: str) -> str:
        return self._modules[fullname]


def main() -> None:
    sent: Dict[str, Any] = json.loads(sys.stdin.buffer.readline())
    sys.meta_path.insert(0, Sent(sent["modules"]))
    importlib.import_module(sent["main"]).main(sent)


if __name__ == "__main__":
    main()
