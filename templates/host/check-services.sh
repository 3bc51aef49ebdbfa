#!/bin/sh
# Looks at a project's containers once, while no step runs on the host. Before this text come, as quoted assignments: SURVEY (the
# program's text), PROJECT, and BEFORE, what the look before printed for this one.
exec python3 -BE -c "$SURVEY" "$PROJECT" "$BEFORE"
