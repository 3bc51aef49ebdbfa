"""Lays the host program out in the bundle and starts it: `python3 -BES start.py BUNDLE`. Any Python 3 runs this file.

The program is `program.json` of the bundle, text by path. If the host keeps the same one from an earlier run, the bundle has `program-at`
instead, which says where it lies and what its digest is. Next to it may lie the folder that the earlier run used, with Python's byte code:
a run starts up to ten processes, which then load faster. A run takes the folder away and gives it back when it has ended well
(program/supervisor/kept.py), so that no two share it, and a damaged one is not used twice.
"""
import errno
import hashlib
import json
import os
import runpy
import shutil
import sys
import time


def main(bundle):
    program = os.path.join(bundle, "program")
    try:
        if not take_laid_out(bundle, program):
            packed = read_program(bundle)
            if packed is None:
                return refuse(bundle, "stale-plan", "the program that the host keeps has changed")
            lay_out(packed, program)
    except (OSError, ValueError, KeyError) as error:
        is_full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
        return refuse(bundle, "disk-full" if is_full else "host-program-failed", "the host program could not be laid out: {}".format(error))
    sys.dont_write_bytecode = False
    # Its argument is ours: the bundle.
    runpy.run_path(program, run_name="__main__")
    return 0


def refuse(bundle, code, text):
    """The bundle holds secrets, so it goes first."""
    shutil.rmtree(bundle, ignore_errors=True)
    print(json.dumps({"event": "failure", "step": "", "code": code, "text": text}))
    print(json.dumps({"event": "done", "text": "failed"}), flush=True)
    return 1


def take_laid_out(bundle, program):
    """Whether there is one of this program that was laid out since the machine started: a power cut can spoil what was written before."""
    try:
        kept = read_kept(bundle)
        place = os.path.join(os.path.dirname(kept["path"]), "host-program")
        with open(os.path.join(place, "origin"), encoding="utf-8") as file:
            if file.read() != origin_of(kept["sha256"]):
                return False
        os.rename(place, program)
        return True
    except OSError:
        return False


def origin_of(sha256):
    """The program, and this start of the machine. Where that cannot be told apart from others, no later run finds the same."""
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="utf-8") as file:
            return "{} {}\n".format(sha256, file.read().strip())
    except OSError:
        return "{} {}\n".format(sha256, time.time())


def lay_out(packed, program):
    for path, text in json.loads(packed.decode("utf-8")).items():
        place = os.path.join(program, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as file:
            file.write(text)
    with open(os.path.join(program, "origin"), "w", encoding="utf-8") as file:
        file.write(origin_of(hashlib.sha256(packed).hexdigest()))


def read_kept(bundle):
    with open(os.path.join(bundle, "program-at"), encoding="utf-8") as file:
        return json.load(file)


def read_program(bundle):
    """None: the one that the host keeps is not the one that the runner means."""
    sent = os.path.join(bundle, "program.json")
    if os.path.exists(sent):
        with open(sent, "rb") as file:
            return file.read()
    kept = read_kept(bundle)
    try:
        with open(kept["path"], "rb") as file:
            packed = file.read()
    except OSError:
        return None
    return packed if hashlib.sha256(packed).hexdigest() == kept["sha256"] else None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
