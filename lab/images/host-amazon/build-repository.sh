#!/bin/sh
# Makes the look-alike's dnf repository in the folder $1: Debian's programs as rpm packages under Amazon's names.
set -eu
repository=$1
work=/tmp/build
mkdir -p "$repository" "$work/debs"
cd "$work/debs"
xargs apt-get download -q cronie cron-daemon-common docker.io docker-cli docker-buildx containerd runc tini iptables libip4tc2 libip6tc2 \
  nginx nginx-common python3.13-minimal </packages/certbot-programs

# Unpacks Debian packages into the tree of the rpm package $1; the rest of the arguments are their names.
unpack() {
  tree="$work/$1"
  shift
  mkdir -p "$tree"
  for name in "$@"; do
    dpkg-deb --extract "$work/debs/${name}"_*.deb "$tree"
  done
  rm -rf "$tree/etc/init.d" "$tree/usr/share/doc" "$tree/usr/share/man" "$tree/usr/share/lintian" "$tree/usr/share/bash-completion" \
    "$tree/usr/share/apport" "$tree/usr/share/locale"
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

# Amazon's configuration, unit and user of nginx; nothing of Debian's sites-enabled.
unpack nginx nginx nginx-common
nginx="$work/nginx"
mv "$nginx/etc/nginx" "$work/nginx-of-debian"
rm -f "$nginx/usr/share/nginx/modules"
mkdir -p "$nginx/etc/nginx/conf.d" "$nginx/etc/nginx/default.d" "$nginx/usr/share/nginx/modules"
(cd "$work/nginx-of-debian" && cp fastcgi.conf fastcgi_params koi-utf koi-win mime.types scgi_params uwsgi_params win-utf "$nginx/etc/nginx")
cp /packages/nginx.conf "$nginx/etc/nginx/nginx.conf"
cp /packages/nginx.service "$nginx/usr/lib/systemd/system/nginx.service"
rm -rf "$nginx/etc/default" "$nginx/etc/ufw" "$nginx/etc/logrotate.d" "$nginx/usr/share/vim"

# certbot belongs to the system's Python, in Amazon's folder; its timer has a name of its own, and is not enabled.
set -- certbot
while read -r name; do set -- "$@" "$name"; done </packages/certbot-programs
unpack "$@"
certbot="$work/certbot"
rm -rf "$certbot/etc/cron.d" "$certbot/etc/logrotate.d" "$certbot/etc/letsencrypt/cli.ini"
units="$certbot/usr/lib/systemd/system"
for kind in service timer; do mv "$units/certbot.$kind" "$units/certbot-renew.$kind"; done
mkdir "$certbot/usr/lib/python3.9"
mv "$certbot/usr/lib/python3/dist-packages" "$certbot/usr/lib/python3.9/site-packages"

# A newer Python next to that of the system, whose library it shares here.
unpack python3.13 python3.13-minimal
rm -rf "$work/python3.13/usr/lib" "$work/python3.13/usr/share"

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
build python3.13 "$(version python3.13-minimal)" 'Provides: python3.13-libs' ''
build certbot "$(version certbot)" 'Provides: python3-certbot, python3-acme
Requires: python3' ''
build nginx "$(version nginx)" 'Provides: nginx-core, nginx-filesystem
Requires(pre): /bin/sh' '%pre
getent group nginx >/dev/null || groupadd --system nginx
getent passwd nginx >/dev/null || useradd --system --gid nginx --home-dir /var/lib/nginx --no-create-home --shell /sbin/nologin nginx'

createrepo_c --quiet "$repository"
