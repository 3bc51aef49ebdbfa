/** A private key's text as PEM writes it, or what it is instead. */
export type KeyText =
  | { readonly kind: 'key'; readonly label: string; readonly pem: string }
  | { readonly kind: 'problem'; readonly what: string; readonly hint?: string };

const PRIVATE_LABEL = /^(OPENSSH |RSA |EC |ENCRYPTED )?PRIVATE KEY$/;
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/;
const LINE_LENGTH = 64;

/** Undoes what pasting does to a key. The key itself is not looked into. */
export function unwrapKeyText(pasted: string): KeyText {
  const text = stripQuotes(pasted.replace(/^\uFEFF/, '').trim())
    .replace(/\\r/g, '')
    .replace(/\\n/g, '\n');
  if (text.trim() === '') {
    return {
      kind: 'problem',
      what: 'is empty',
      hint: 'Maybe the secret has not been configured or its name is misspelt: GitHub puts nothing in the place of a secret that it does not know, and gives none to workflows of forks.',
    };
  }
  const block = BLOCK.exec(text) ?? BLOCK.exec(decodedOnceMore(text));
  if (block === null) return { kind: 'problem', ...whatElse(text) };
  const [, label = '', body = ''] = block;
  if (!PRIVATE_LABEL.test(label)) return { kind: 'problem', ...otherLabel(label) };
  return { kind: 'key', label, pem: `-----BEGIN ${label}-----\n${mendBody(body)}\n-----END ${label}-----\n` };
}

function stripQuotes(text: string): string {
  const quote = text[0];
  const isQuoted = (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote);
  return isQuoted ? text.slice(1, -1) : text;
}

/** A whole key file in base64 is a common way to keep it on one line. */
function decodedOnceMore(text: string): string {
  return /^[A-Za-z0-9+/=\s]+$/.test(text) ? Buffer.from(text, 'base64').toString('latin1') : '';
}

/** Headers such as `DEK-Info: …` stay lines of their own; everything else is base64 and is folded anew. */
function mendBody(body: string): string {
  const headers = [...body.matchAll(/(Proc-Type: *\d+,ENCRYPTED|DEK-Info: *[A-Z0-9-]+,[0-9A-Fa-f]+)/g)].map(
    ([all]) => all,
  );
  const base64 = headers.reduce((rest, header) => rest.replace(header, ''), body).replace(/\s+/g, '');
  const folded = base64.match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? [];
  return [...headers, ...(headers.length > 0 ? [''] : []), ...folded].join('\n');
}

interface Otherwise {
  readonly what: string;
  readonly hint?: string;
}

function otherLabel(label: string): Otherwise {
  if (label.includes('PUBLIC KEY')) return PUBLIC;
  if (label.includes('CERTIFICATE')) return { what: 'is a certificate' };
  return { what: `is a block of another kind ('${label}')` };
}

const PUBLIC: Otherwise = {
  what: 'is a public key',
  hint: 'The private key is needed: the file of the same name without .pub, which begins with -----BEGIN.',
};

function whatElse(text: string): Otherwise {
  if (/^PuTTY-User-Key-File-/.test(text)) {
    return {
      what: 'is a PuTTY key',
      hint: 'Convert it: puttygen key.ppk -O private-openssh -o key.pem (in PuTTYgen: Conversions, Export OpenSSH key).',
    };
  }
  if (/^(ssh-(rsa|ed25519|dss)|ecdsa-sha2-\S+|sk-\S+) AAAA/.test(text) || text.includes('BEGIN SSH2 PUBLIC KEY'))
    return PUBLIC;
  if (text.includes('-----BEGIN'))
    return { what: "is half a key: it has a '-----BEGIN' line but no matching '-----END' line" };
  if (text.includes('-----END')) return { what: "is half a key: it has an '-----END' line but no '-----BEGIN' line" };
  if (/^[~./\\]|^[A-Z]:\\|\.(pem|key|ppk)$/.test(text) && !/\s/.test(text)) {
    return { what: 'is the name of a file, not its contents' };
  }
  return { what: "is no key in any known format: it has no '-----BEGIN … PRIVATE KEY-----' line" };
}
