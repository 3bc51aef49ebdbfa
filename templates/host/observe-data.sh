#!/bin/sh
# The part of the look at a host that tells whose compose project this site is, and what its data are. Only functions.

# Sets `project` to the name that this site's compose project has: the one that it was given when it was made; before 0.2 the last
# part of the path; else that of a stack started by hand in this very directory; else the one that is asked for.
find_project() {
  from=new
  project=''
  if [ -r "${root:?}/project" ]; then
    from=record
    IFS= read -r project <"$root/project"
  elif [ -e "$root/current/.ec2-https-deploy/manifest" ]; then
    from=record
    project=$PROJECT_BEFORE
  elif command -v docker >/dev/null 2>&1; then
    project=$(as_docker ps --all --filter "label=com.docker.compose.project.working_dir=$root" --format '{{.Label "com.docker.compose.project"}}')
    project=${project%%[!a-z0-9_-]*}
    [ -z "$project" ] || from=by-hand
  fi
  [ -n "$project" ] || project=$PROJECT
  fact project "$project"
  fact project-from "$from"
  # The names of what belongs to the project follow from its own.
  PROJECT=$project
  CRON_MARK="# ec2-https-deploy ($project)"
  export CRON_MARK
  CERTIFICATE_VOLUME=$(printf '%s' "$CERTIFICATE_VOLUME" | sed "s/^{project}/$project/")
}

# As root where we may be: containers own what they write.
observe_data() {
  command -v python3 >/dev/null 2>&1 || return 0
  fact python yes
  unpack='import base64, sys, zlib; exec(zlib.decompress(base64.b64decode(sys.argv.pop())))'
  set -- python3 -B -c "$unpack" "$root" "$PROJECT" "$REPOSITORY" "$COMPOSE_DIGEST" "$DATA_PATHS" "$LOOK_DATA"
  if [ "${uid:?}" -ne 0 ] && sudo -n true </dev/null 2>/dev/null; then set -- sudo -n "$@"; fi
  "$@" </dev/null 2>/dev/null
}
