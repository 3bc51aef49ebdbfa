#!/bin/sh
# Puts the keys in place that the lab hands in, as cloud-init does at an instance's first boot.
set -eu
given=/run/instance-identity
home=/home/ec2-user

install -m 0644 "$given"/ssh_host_*_key.pub /etc/ssh/
for key in "$given"/ssh_host_*_key; do
  install -m 0600 "$key" /etc/ssh/
done

if [ ! -e "$home/.ssh/authorized_keys" ]; then
  install -d -m 0700 -o ec2-user -g ec2-user "$home/.ssh"
  install -m 0600 -o ec2-user -g ec2-user "$given/authorized_keys" "$home/.ssh/authorized_keys"
fi
