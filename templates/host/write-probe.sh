#!/bin/sh
# Runs in the certbot container: write-probe FOLDER TOKEN.
umask 022
mkdir -p "$1" && printf %s "$2" >"$1/$2"
