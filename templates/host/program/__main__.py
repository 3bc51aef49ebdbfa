"""The host program: `python3 -BES program BUNDLE` carries out a run, `… step KIND BUNDLE` one step of it, in a process of its own. With
`turn` instead of `step` it loads what it needs, and waits for its turn: a byte on standard input.

A run has two processes. The courier holds the SSH channel, and lives as long as that. The worker, in a session of its own, does the
work and goes to its end whether or not anyone listens.
"""
from __future__ import annotations

import os
import shutil
import sys
from typing import List


def refuse(bundle: str) -> None:
    found = ".".join(str(part) for part in sys.version_info[:3])
    print(
        '{"event":"failure","step":"","code":"bootstrap-failed","text":"the host program needs Python 3.9 or newer;'
        f' python3 on the host is {found}"}}\n'
        '{"event":"done","text":"failed"}',
        flush=True,
    )
    shutil.rmtree(bundle, ignore_errors=True)


def supervise(bundle: str) -> int:
    if sys.version_info < (3, 9):  # noqa: UP036 - the host may have an older one
        refuse(bundle)
        return 1
    from supervisor.courier import carry
    from supervisor.descriptors import high_pipe

    events, events_in = high_pipe()
    life, life_in = high_pipe()
    worker = os.fork()
    if worker == 0:
        os.close(events)
        os.close(life_in)
        from supervisor.worker import work

        work(bundle, events_in, life)
    os.close(events_in)
    os.close(life)
    if carry(events, 1):
        os.waitpid(worker, 0)
    return 0


def main(words: List[str]) -> int:
    if words[0] == "step":
        from steps.run import run_step

        return run_step(words[1], words[2])
    if words[0] == "turn":
        from steps.run import run_in_turn

        return run_in_turn(words[1], words[2])
    if words[0] == "ask":
        from native.ask import main as ask

        return ask(words[1:])
    if words[0] == "data":
        from files.command import guarded

        return guarded(words[1], words[2], words[3], words[4], words[5], words[6:])
    return supervise(words[0])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
