#!/bin/sh
# Makes the look-alike's dnf repository in the folder $1: Debian's programs as rpm packages under Amazon's names.
set -eu
repository=$1
work=/tmp/build
mkdir -p "$repository" "$work/debs"
cd "$work/debs"
apt-get download -q cronie cron-daemon-common docker.io docker-cli docker-buildx containerd runc tini iptables libip4tc2 libip6tc2

# Unpacks Debian packages into the tree of the rpm package $1; the rest of the arguments are their names.
unpack() {
  tree="$work/$1"
  shift
  mkdir -p "$tree"
  for name in "$@"; do
    dpkg-deb --extract "$work/debs/${name}"_*.deb "$tree"
  done
  rm -rf "$tree/etc/init.d" "$tree/usr/share/doc" "$tree/usr/share/man" "$tree/usr/share/lintian" "$tree/usr/share/bash-completion"
}

# The upstream version of the Debian package $1.
version() {
  dpkg-deb --field "$work/debs/${1}"_*.deb Version | sed -e 's/^[0-9]*://' -e 's/[~+-].*//'
}

# Builds the rpm package $1 in version $2 from its tree; $3 is more of the spec's head, $4 its scripts.
build() {
  tree="$work/$1"
  (cd "$tree" && find . ! -type d -o -empty | sed -e 's|^\.||' -e 's|.*|"&"|') >"$work/$1.files"
  [ "$1" != cronie ] || sed -i 's|^"/usr/bin/crontab"$|%attr(4755, root, root) &|' "$work/$1.files"
  cat >"$work/$1.spec" <<SPEC
Name: $1
Version: $2
Release: 1.amzn2023
Summary: $1 as the Amazon Linux look-alike has it
License: various
AutoReqProv: no
$3
%description
Debian's programs in a package of Amazon Linux's name.
%install
cp -a $tree/. %{buildroot}/
%files -f $work/$1.files
$4
SPEC
  rpmbuild -bb --quiet --define "_rpmdir $repository" --define "_topdir $work/rpmbuild" \
    --define "__os_install_post %{nil}" --define "debug_package %{nil}" --define "_binary_payload w1.zstdio" "$work/$1.spec"
}

unpack cronie cronie cron-daemon-common
units="$work/cronie/usr/lib/systemd/system"
mv "$units/cronie.service" "$units/crond.service"
unpack containerd containerd
unpack runc runc
unpack iptables-nft iptables libip4tc2 libip6tc2
for name in iptables iptables-save iptables-restore ip6tables ip6tables-save ip6tables-restore; do
  ln -s xtables-nft-multi "$work/iptables-nft/usr/sbin/$name"
done
unpack docker docker.io docker-cli docker-buildx tini

mkdir -p "$work/system-release/etc"
echo 'Amazon Linux release 2023 (Amazon Linux)' >"$work/system-release/etc/system-release"

build system-release 2023.9 "$(cat /packages/system-release)" ''
build cronie "$(version cronie)" 'Provides: crontabs' ''
build containerd "$(version containerd)" '' ''
build runc "$(version runc)" '' ''
build iptables-nft "$(version iptables)" 'Provides: iptables' ''
build docker "$(version docker.io)" 'Requires: containerd, runc, iptables-nft
Requires(pre): /bin/sh' '%pre
getent group docker >/dev/null || groupadd --system docker'

createrepo_c --quiet "$repository"
