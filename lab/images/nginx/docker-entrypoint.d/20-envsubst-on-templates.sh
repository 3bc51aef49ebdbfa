#!/bin/sh
# Fills the templates in with the variables of the environment (only those that are set, and match the filter).
set -eu

templates=${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
suffix=${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}
output=${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}
filter=${NGINX_ENVSUBST_FILTER:-}

if [ ! -d "$templates" ]; then
  exit 0
fi
if [ ! -w "$output" ]; then
  echo "$0: cannot write to $output: the templates are left alone" >&2
  exit 0
fi
# Names from the environment itself: a value of several lines may hold a line that looks like another variable.
known=$(awk -v filter="$filter" 'BEGIN { for (name in ENVIRON) if (name ~ filter) printf "${%s} ", name }')
find "$templates" -follow -type f -name "*$suffix" | while IFS= read -r template; do
  relative=${template#"$templates"/}
  target=$output/${relative%"$suffix"}
  mkdir -p "$(dirname "$target")"
  [ -n "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "$0: Running envsubst on $template to $target" >&2
  envsubst "$known" <"$template" >"$target"
done
