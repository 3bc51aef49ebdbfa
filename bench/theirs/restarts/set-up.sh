#!/bin/sh
# set-up.sh DOMAIN PORT MODULE THREADS: prepares a Debian host for deploy.sh, the way of many tutorials: one uWSGI as a service of
# systemd, nginx in front of it. Run on the host as root. The certificate is already there: chain.pem and key.pem in /etc/ssl/by-hand.
set -eu
domain=$1
port=$2
module=$3
threads=$4
root=/srv/by-hand

export DEBIAN_FRONTEND=noninteractive
apt-get update -q
apt-get install -q -y --no-install-recommends nginx python3-venv
rm -f /etc/nginx/sites-enabled/default

id by-hand >/dev/null 2>&1 || useradd --system --no-create-home --shell /usr/sbin/nologin by-hand
install -d "$root" "$root/code"
install -d -o by-hand -g by-hand "$root/data" "$root/code/collected-static"
python3 -m venv "$root/venv"

cat >"$root/uwsgi.ini" <<END
[uwsgi]
chdir = $root/code
module = $module
home = $root/venv
socket = /run/uwsgi/by-hand.sock
chmod-socket = 660
master = true
processes = 2
threads = $threads
enable-threads = true
buffer-size = 16384
disable-logging = true
vacuum = true
END

# No Emperor, since the wheel of uWSGI cannot be one. KillSignal is that of the service in uWSGI's documentation.
cat >/etc/systemd/system/uwsgi.service <<END
[Unit]
Description=uWSGI

[Service]
ExecStart=$root/venv/bin/uwsgi --ini $root/uwsgi.ini
User=by-hand
Group=www-data
EnvironmentFile=$root/code/.env
RuntimeDirectory=uwsgi
Restart=always
KillSignal=SIGQUIT
Type=notify
NotifyAccess=all

[Install]
WantedBy=multi-user.target
END
systemctl daemon-reload
systemctl enable -q uwsgi

cat >/etc/nginx/conf.d/by-hand.conf <<END
server {
    listen $port ssl;
    http2 on;
    server_name $domain;
    ssl_certificate     /etc/ssl/by-hand/chain.pem;
    ssl_certificate_key /etc/ssl/by-hand/key.pem;
    client_max_body_size 10m;

    location /static/ {
        alias $root/code/collected-static/;
    }

    location / {
        include uwsgi_params;
        uwsgi_pass unix:/run/uwsgi/by-hand.sock;
    }
}
END
nginx -t
