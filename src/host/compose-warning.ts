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

/** One warning for all that are about the compose files; undefined: there is nothing to do. */
export function composeAdvice(warnings: readonly ComposeWarning[]): string | undefined {
  const names = [...new Set(warnings.flatMap((one) => (one.kind === 'unset-variable' ? [one.name] : [])))].sort();
  const files = [...new Set(warnings.flatMap((one) => (one.kind === 'obsolete-version' ? [one.file] : [])))].sort();
  const one = names.length === 1;
  const advice = [
    ...(names.length === 0
      ? []
      : [
          `The compose file uses ${one ? 'a variable that is' : 'variables that are'} not set: ${names.join(', ')}. docker compose replaces ${one ? 'it' : 'them'} by an empty text. Add ${one ? 'it' : 'them'} to the input "env", or write a default into the compose file: \${${names[0] ?? ''}:-}.`,
        ]),
    ...files.map((file) => `${file} has the attribute "version", which docker compose ignores. Remove that line.`),
  ];
  return advice.length === 0 ? undefined : advice.join('\n');
}

function baseName(path: string | undefined): string {
  return path?.split('/').at(-1) ?? 'The compose file';
}
