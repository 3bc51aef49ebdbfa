#!/bin/sh
# Installs the renewal script and its one cron entry, and proves that they work by running exactly that entry, as cron would.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

cp "$BUNDLE/renew.sh" "$ROOT/renew.sh.next"
chmod 0755 "$ROOT/renew.sh.next"
mv -f "$ROOT/renew.sh.next" "$ROOT/renew.sh"
line=$(cat "$BUNDLE/cron-line")
# Ours is known by its mark: replaced, never doubled; all other entries are kept as they are.
{ crontab -l 2>/dev/null | grep -vF "$CRON_MARK" || true; printf '%s\n' "$line"; } | crontab - ||
  fail renewal-test-failed 'the cron entry could not be installed'

echo 'Running the renewal once, as cron will'
waiting_for 'the renewal, as cron will run it'
# By sudo, so that a user who was put in the docker group a moment ago is in it. Once, even if it fails.
as_login() {
  if [ "$(id -u)" -ne 0 ] && sudo -n -u "$(id -un)" true 2>/dev/null; then sudo -n -u "$(id -un)" "$@"; else "$@"; fi
}
as_login env -i "HOME=$HOME" "LOGNAME=$(id -un)" PATH=/usr/bin:/bin SHELL=/bin/sh RENEW_WITHIN_DEPLOY=yes /bin/sh "$ROOT/renew.sh" </dev/null ||
  fail renewal-test-failed "$(tail -n 15 "$ROOT/renew.log" 2>/dev/null || true)"
tail -n 2 "$ROOT/renew.log"
{ systemctl is-active --quiet cron || systemctl is-active --quiet crond; } || fail renewal-test-failed 'the cron daemon does not run'
