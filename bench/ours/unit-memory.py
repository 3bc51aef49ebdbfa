"""unit-memory.py UNIT STOP: samples the memory of a unit of systemd, ten times a second until the file STOP exists (at most 5 minutes).

UNIT is a part of the names of control groups. Several units that match count together. Prints the first sample and the highest, in
kibibytes: the proportional set size (PSS) of all processes, in which shared pages count once. Run on the host as root.
"""

import glob
import os
import sys
import time


def main(unit, stop):
    samples = [memory_of(unit)]
    until = time.monotonic() + 300
    while not os.path.exists(stop) and time.monotonic() < until:
        time.sleep(0.1)
        samples.append(memory_of(unit))
    os.unlink(stop)
    print(samples[0], max(samples))


def memory_of(unit):
    return sum(proportional_size(process) for process in glob.glob('/proc/[0-9]*') if is_in(unit, process))


def is_in(unit, process):
    return unit in text_of(f'{process}/cgroup')


def proportional_size(process):
    lines = text_of(f'{process}/smaps_rollup').splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith('Pss:'))


def text_of(file):
    """Empty for a process that has ended."""
    try:
        with open(file, encoding='utf-8') as opened:
            return opened.read()
    except OSError:
        return ''


main(*sys.argv[1:])
