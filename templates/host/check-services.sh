#!/bin/sh
# Observes a project's containers once, while no step runs on the host. Before this text come, as quoted assignments: LOADER (load.py),
# MODULES (the host program's modules as JSON), PROJECT, and BEFORE, what the observation before printed for this one.
exec python3 -BE -c "$LOADER" "$MODULES" watch "$PROJECT" "$BEFORE"
