/** What begins the commands that end: migrations, collecting and copying files. */
const WORK = new RegExp(
  `^(?:${[
    String.raw`(?:python3?(?:\.\d+)?\s+)?(?:\./)?manage\.py\s+(?:migrate|makemigrations|collectstatic|compilemessages|loaddata|createsuperuser|check|test|wait_for_\w+)`,
    String.raw`(?:python3?\s+-m\s+)?alembic\s+(?:-\S+\s+)*upgrade`,
    String.raw`flask\s+db\s+upgrade`,
    String.raw`(?:npx\s+)?prisma\s+(?:migrate|db|generate)`,
    String.raw`(?:bundle\s+exec\s+)?(?:\S*/)?(?:rake|rails)\s+(?:db|assets):[\w:]+`,
    String.raw`php\s+artisan\s+(?:migrate|db:seed|storage:link|\w+:(?:cache|clear))`,
    '(?:npm|yarn|pnpm)\\s+(?:run\\s+)?(?:ci|install|build|test)',
    'pytest|tox',
    'cp|chown|chmod|mkdir|rsync|rm|ln|mv',
  ].join('|')})(?=\\s|$)`,
);

/** What may stand beside them in a chain and ends too. */
const BESIDE =
  /^(?:cd|export|set|source|\.|echo|printf|sleep|true|exit|wait|test|\[|until|while|do|done|if|then|else|fi|nc|pg_isready|mc|wait-for|\S*wait[-_]for[-_]?\S*)(?=\s|$)/;

/** What only starts another command. */
const BEFORE =
  /^(?:exec\s+|time\s+|nohup\s+|sudo\s+|env\s+|[A-Za-z_]\w*=\S*\s+|(?:poetry|pipenv|pdm|uv)\s+run\s+(?:--\S+\s+)*)+/;

/**
 * Whether a command does some work and ends: each part of the chain does. A migration before the start of a server is the usual
 * way to start a server.
 */
export function isOneShotCommand(command: string): boolean {
  const parts = command
    .replace(/^\s*(?:\/\S*\/)?(?:(?:ba|da|a)?sh\s+-\w*c\s+)?["']?/, '')
    .replace(/["']\s*$/, '')
    .replace(/\\\n/g, ' ')
    .split(/&&?|\|\|?|;|\n|\s--\s/)
    .map((part) => part.trim().replace(BEFORE, ''))
    .filter((part) => part !== '');
  return parts.some((part) => WORK.test(part)) && parts.every((part) => WORK.test(part) || BESIDE.test(part));
}
