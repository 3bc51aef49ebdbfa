#!/bin/sh
# Gives Debian's Python the paths of the original. Dockerfiles copy them from one stage to another under the version that they ask for.
set -eu

version=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
packages=/usr/local/lib/python$version
mkdir -p "$packages/site-packages"
rm -rf "$packages/dist-packages"
ln -s site-packages "$packages/dist-packages"
ln -s /usr/bin/python3 /usr/local/bin/python
ln -s /usr/bin/python3 /usr/local/bin/python3
for minor in 8 9 10 11 12 13 14; do
  if [ ! -e "/usr/local/lib/python3.$minor" ]; then
    ln -s "python$version" "/usr/local/lib/python3.$minor"
  fi
  if [ ! -e "/usr/local/bin/python3.$minor" ]; then
    ln -s /usr/bin/python3 "/usr/local/bin/python3.$minor"
  fi
done

# From the wheels that venv uses: unlike Debian's package, pip in /usr/local has a record of its files, so that it can be upgraded.
wheels=/usr/share/python-wheels
PYTHONPATH=$(echo "$wheels"/pip-*.whl) python3 -m pip install --quiet --root-user-action ignore \
  --no-cache-dir --no-index --find-links "$wheels" pip setuptools
