/** The user and password of a URL; a password may have any character but those that end the authority, and is up to the last `@`. */
const USER_INFO = /\b[a-z][a-z0-9+.-]{0,20}:\/\/([^\s/?#:@]*)(?::([^\s/?#]*))?@/gi;
/** `password=…` in a query, in a connection string, or among words. */
const NAMED = /(?:^|[?&;,\s])[\w.-]*(?:passw(?:or)?d|pwd|secret|token|key)\s*=\s*([^\s;&,]{6,})/gi;
/** A user without a password of its own that is as long as this is a token. */
const SHORTEST_TOKEN = 16;
/** Fields of JSON documents are often plain words; a secret that is shorter is masked by its field's name. */
const SHORTEST_FIELD = 8;
const SECRET_NAME = /pass|pwd|secret|token|key|credential|auth/i;

/** What is secret in a value by itself, and is printed without the rest: passwords in URLs, fields of a JSON document. Pure. */
export function partsOf(value: string): readonly string[] {
  return [value, ...fieldsIn(value)].flatMap((text) => (text === value ? insideOf(text) : [text, ...insideOf(text)]));
}

function insideOf(text: string): readonly string[] {
  const users = [...text.matchAll(USER_INFO)].flatMap(([, user = '', password]) =>
    password === undefined || password === user ? (user.length >= SHORTEST_TOKEN ? [user] : []) : [password],
  );
  const named = [...text.matchAll(NAMED)].map(([, secret = '']) => secret);
  return [...users, ...named].flatMap((part) => [part, decoded(part)]);
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function fieldsIn(value: string): readonly string[] {
  if (!/^\s*[[{]/.test(value)) return [];
  try {
    return textsIn(JSON.parse(value), '');
  } catch {
    return [];
  }
}

function textsIn(value: unknown, name: string): readonly string[] {
  if (typeof value === 'string') return value.length >= SHORTEST_FIELD || SECRET_NAME.test(name) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, Array.isArray(value) ? name : key));
}
