import type { StorySite } from './story/site.js';

/** What systemd and the kernel show of a site without Docker. */
export class SystemdSite {
  readonly #site: StorySite;

  constructor(site: StorySite) {
    this.#site = site;
  }

  /** The web process of the current release, less the ending of its name. */
  async unit(): Promise<string> {
    return `ehd-${this.#site.name}@${(await this.#site.current()).trim()}`;
  }

  /** A property of a unit, such as `ActiveState`. */
  async property(unit: string, name: string): Promise<string> {
    return (await this.#site.onHost('systemctl show --value --property="$2" "$1"', [unit, name])).trim();
  }

  /** The environment of the web process that runs, byte for byte. */
  async environment(): Promise<Readonly<Record<string, string>>> {
    const process = await this.property(`${await this.unit()}.service`, 'MainPID');
    const printed = await this.#site.onHost('cat "/proc/$1/environ"', [process]);
    const entries = printed
      .split('\0')
      .filter((entry) => entry !== '')
      .map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)]);
    return Object.fromEntries(entries) as Readonly<Record<string, string>>;
  }

  /** Units of the site that run, sorted. */
  async running(): Promise<readonly string[]> {
    const list = `systemctl list-units --plain --no-legend --state=active "ehd-$1@*" | cut -d' ' -f1 | sort`;
    return (await this.#site.onHost(list, [this.#site.name])).split('\n').filter((line) => line !== '');
  }

  /** Processes of nginx: the same after a deploy if it was not reloaded. */
  async nginxProcesses(): Promise<string> {
    return this.#site.onHost(
      'for dir in /proc/[0-9]*; do [ "$(cat "$dir/comm" 2>/dev/null)" != nginx ] || echo "$dir"; done',
    );
  }

  /** Pages of a web server that is not the site's, seen on port 80 until `stop`; ten times a second. */
  async watchForWelcome(): Promise<() => Promise<string>> {
    const watch = `: >/run/welcome-watch
      for _ in $(seq 6000); do
        [ -f /run/welcome-watch ] || exit 0
        wget -q -O - -T 1 -t 1 --max-redirect 0 http://127.0.0.1/ 2>/dev/null | grep -i welcome >>/run/welcome-seen
        sleep 0.1
      done`;
    await this.#site.onHost(`: >/run/welcome-seen; (${watch}) >/dev/null 2>&1 </dev/null &`);
    return () => this.#site.onHost('rm -f /run/welcome-watch; cat /run/welcome-seen');
  }
}
