/**
 * A `docker` whose engine is the site's folder. `app` holds a line a container of the app: id|state|release|replicas|service; `edges` the
 * edge's containers; `spent` one-shots that ended: id|service|status; `failing` what becomes of them. Containers that are started
 * become what `becomes` says: status, health and restarts. `present` has the services with containers: service|folder.
 */
export function rollingEngine(root: string, becomes: string): string {
  const [status = '', health = '', restarts = '0'] = becomes.split(' ');
  const found = `app|${status}|${health === 'none' ? '' : health}|0|${restarts}|`;
  return `cd '${root}'
  case "$*" in
    'ps '*config-hash*) sed 's/^\\([^|]*\\)|.*/app|hash|\\1/' app ;;
    'ps '*release*) cat app ;;
    'ps '*working_dir*) cat present 2>/dev/null || echo 'app|' ;;
    'ps '*Names*) sed 's/^\\([^|]*\\)|.*/app|\\1/' app ;;
    'ps '*service=edge*) cat edges 2>/dev/null ;;
    'ps '*status=exited*) cat spent 2>/dev/null ;;
    'ps '*) cut -d '|' -f 1 app ;;
    *'{{.State.Pid}} {{json .NetworkSettings'*) echo '0 {"site_default":{"IPAddress":"127.0.0.1"}}' ;;
    *'{{.State.Pid}}'*) echo 0 ;;
    *'{{.State.ExitCode}} '*) echo 0 ;;
    *'{{.State.Status}}|'*) shift 3; check=$(cat check 2>/dev/null || echo null)
      for id; do case $id in new*) echo '${found}'"$id|$check" ;; *) echo "app|running|healthy|0|0|$id|$check" ;; esac; done ;;
    'inspect '*) exit 1 ;;
    *' --scale app='*' app')
      [ ! -e failing ] || { echo 'did not complete successfully'; cp failing spent; exit 1; }
      [ ! -e spent ] || { echo 'the old one-shot ran' >&2; exit 1; }
      scale=\${*##*--scale app=}; scale=\${scale%% *}
      while [ "$(grep -vc '|web$' app)" -lt "$scale" ]; do echo "new$(wc -l <app)|${status}|$(basename "$(readlink current)")|1" >>app; done ;;
    'top '*) echo "$(cat reloads 2>/dev/null | wc -l) nginx: worker process" ;;
    'exec edge1 '*) cat edge/site.conf >>reloads ;;
    'cp '*) exit 1 ;;
    'stop '*) readlink edge/live/current >>asked-at-stop; [ ! -e unstoppable ] ;;
    'rm spent'*) echo "$*" >>removed; rm -f spent ;;
    'rm '*) echo "$*" >>removed; shift; for id; do grep -v "^$id|" app >app.next || :; mv app.next app; done ;;
    logs*) echo 'the last words' ;;
    *' up --detach'*) ;;
    *) echo "$*" >&2; exit 97 ;;
  esac`;
}
