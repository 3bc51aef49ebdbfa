#!/bin/sh
# The part of the look at a host that tells what the edge does and whether the last switch came to its end; observe.sh comes after it
# and calls it. Only functions.

observe_edge() {
  # The release that the edge asks: after a reboot in the middle of a switch it may be another than `current`.
  live=$(shown_by "${root:?}/edge/live/current") && fact edge-release "$live"
  first_line hsts "$root/hsts"
  # What it has taken up: digests of its configuration, and of the site's certificate (proxy/loaded.py, renew.sh).
  first_line edge-loaded "$root/edge.loaded"
  [ -d "$root/edge" ] || return 0
  fact edge-digest "$(bare "$(cd "$root/edge" && find . -type f ! -name '*.tmp' -exec sha256sum {} + | sort -k 2 | sha256sum)")"
}

# What ran when the release had come up, and whether it waits to be seen from outside. Releases made before 0.2 note neither.
observe_switch() {
  if [ -r "$root/unverified" ]; then
    unverified=''
    previous=''
    while IFS='=' read -r key value; do
      case $key in release) unverified=$value ;; previous) previous=$value ;; esac
    done <"$root/unverified"
    fact unverified "$unverified|$previous"
  fi
  switched=$(shown_by "$root/current") && [ -d "$root/records/$switched" ] || return 0
  if [ ! -r "$root/records/$switched/up" ]; then fact up-noted no; return; fi
  fact up-noted yes
  fact_lines up <"$root/records/$switched/up"
}
