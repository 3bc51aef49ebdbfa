#!/bin/sh
# Asks for the certificate: by the bundled certbot call, or by the stack's own command.
set -eu
# shellcheck source=templates/host/lib.sh
. "$BUNDLE/lib.sh"

own_command() {
  set --
  while IFS= read -r word; do set -- "$@" "$word"; done <"$BUNDLE/certify-words"
  run_at "$CURRENT" --quiet-pull "$CERTBOT_SERVICE" "$@"
}

# Idempotent by itself: with --keep-until-expiring a certificate that is there and covers the names is left alone.
bundled_command() {
  set -- certonly --non-interactive --agree-tos --webroot --webroot-path "$CERTBOT_WEBROOT" \
    --cert-name "$CERTIFICATE_NAME" --keep-until-expiring --server "$ACME_SERVER"
  if [ -n "$EMAIL" ]; then set -- "$@" --email "$EMAIL"; else set -- "$@" --register-unsafely-without-email; fi
  while IFS= read -r name; do set -- "$@" --domain "$name"; done <"$BUNDLE/names"
  run_at "$(newest)" --quiet-pull --no-deps --entrypoint certbot "$CERTBOT_SERVICE" "$@"
}

ask() { if [ -s "$BUNDLE/certify-words" ]; then own_command; else bundled_command; fi; }

take_probe_away() {
  probe=.well-known/acme-challenge/$PROBE_TOKEN
  if webroot=$(webroot_on_disk); then as_root rm -f "$webroot/$probe"
  else run_at "$(newest)" --no-deps --entrypoint rm "$CERTBOT_SERVICE" -f "$CERTBOT_WEBROOT/$probe"
  fi || true
}

said=$BUNDLE/certify.out
# Shown as it comes, and kept for the error. The status goes through a file, since that of a pipe is its last program's.
ask_aloud() {
  { asked=0; ask 2>&1 || asked=$?; printf '%s' "$asked" >"$said.status"; } | tee "$said"
  [ "$(cat "$said.status")" = 0 ]
}

waiting_for "the certificate, asked for by the service $CERTBOT_SERVICE"
ask_aloud || {
  # The server asked for a new nonce more often than certbot tries by itself: no order was judged, so once more.
  grep -qE 'acme:error:badNonce|invalid anti-replay nonce' "$said" || fail certificate-request-failed "$(tail -n 25 "$said")"
  ask_aloud || fail certificate-request-failed "$(tail -n 25 "$said")"
}
if [ -n "$PROBE_TOKEN" ]; then take_probe_away; fi
