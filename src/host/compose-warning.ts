/** A warning that docker compose prints with every command. */
export type ComposeWarning =
  | { readonly kind: 'obsolete-version'; readonly file: string }
  | { readonly kind: 'unset-variable'; readonly name: string }
  | { readonly kind: 'other'; readonly text: string };

const LOGFMT = /^time="[^"]*" level=warning msg="((?:[^"\\]|\\.)*)"\s*$/;
const UNSET = /^The "([^"]+)" variable is not set\. Defaulting to a blank string\.$/;
const OBSOLETE = /^(?:(.*): )?(?:the attribute )?`version` is obsolete/;

/** undefined: the line is no warning of compose. */
export function parseComposeWarning(line: string): ComposeWarning | undefined {
  const quoted = LOGFMT.exec(line)?.[1];
  if (quoted === undefined) return undefined;
  const text = quoted.replace(/\\(.)/g, (_, character: string) =>
    character === 'n' || character === 't' ? ' ' : character,
  );
  const name = UNSET.exec(text)?.[1];
  if (name !== undefined) return { kind: 'unset-variable', name };
  const obsolete = OBSOLETE.exec(text);
  if (obsolete !== null) return { kind: 'obsolete-version', file: baseName(obsolete[1]) };
  return { kind: 'other', text };
}

/**
 * One warning for all that are about the compose files; undefined: there is nothing to do. `known` are variables of the compose files of
 * which the plan has warned where it matters. The name of any other is not shown: it may be what follows a `$` in a secret of `.env`.
 */
export function composeAdvice(warnings: readonly ComposeWarning[], known: ReadonlySet<string>): string | undefined {
  const hasOther = warnings.some((one) => one.kind === 'unset-variable' && !known.has(one.name));
  const files = [...new Set(warnings.flatMap((one) => (one.kind === 'obsolete-version' ? [one.file] : [])))].sort();
  const advice = [
    ...(hasOther
      ? [
          'docker compose replaces a variable by an empty text: it is not set. Its name is not shown, because it may be a part of a value. In a .env, write values that contain a $ in single quotes.',
        ]
      : []),
    ...files.map((file) => `${file} has the attribute "version", which docker compose ignores. Remove that line.`),
  ];
  return advice.length === 0 ? undefined : advice.join('\n');
}

function baseName(path: string | undefined): string {
  return path?.split('/').at(-1) ?? 'The compose file';
}
