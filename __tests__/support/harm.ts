/** Commands by which a reader, or the action itself, could take down or delete what belongs to somebody else. `engine` is docker on the host. */
const HARMFUL: readonly RegExp[] = [
  /\b(?:docker|engine)(?: container)? (?:rm|stop|kill)\b/,
  /\b(?:docker|engine) (?:system|image|container|volume|network|builder|buildx) (?:rm|prune)\b/,
  /\b(?:docker|engine) rmi\b/,
  /\bcompose(?:_at \S+)?(?: -\S+(?: [^-\s]\S*)?)* (?:down|rm|stop|kill)\b/,
  /\bdown (?:\S+ )*(?:-v|--volumes)\b/,
  /\bsystemctl (?:-\S+ )*(?:disable|stop|mask|kill)\b/,
  /\b(?:pkill|killall|fuser -k)\b/,
  /\bjournalctl --vacuum/,
  /\bcrontab -r\b/,
  /\baws \S+ (?:delete|terminate|stop)-/,
];

/** Removing files is everyday work of the action's own programs, and nothing to tell a reader. */
const HARMFUL_TO_TELL: readonly RegExp[] = [...HARMFUL, /\brm -[a-z]*r/i];

/** Each harmful command of a text that somebody reads: a hint, a log line, a document. */
export function harmIn(text: string): readonly string[] {
  return find(text, HARMFUL_TO_TELL);
}

/** The same as words of a Python program: `docker.run("rm", …)`. */
const HARMFUL_WORDS: readonly RegExp[] = [
  /docker\.\w+\("(?:container", ")?(?:rm|rmi|stop|kill)"/,
  /docker\.\w+\("(?:system|image|container|volume|network|builder|buildx)", "(?:rm|prune)"/,
  /compose\.\w+\([^")]*"(?:down|rm|stop|kill)"/,
  /"systemctl", (?:"-\S+", )*"(?:disable|stop|mask|kill)"/,
];

/** The same of a program, which may remove files of its own. */
export function harmInProgram(text: string): readonly string[] {
  return find(text, [...HARMFUL, ...HARMFUL_WORDS]);
}

function find(text: string, patterns: readonly RegExp[]): readonly string[] {
  return patterns.flatMap((pattern) =>
    [...text.matchAll(new RegExp(pattern, `g${pattern.flags}`))].map(([hit]) => hit),
  );
}
