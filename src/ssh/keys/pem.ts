/** The PEM text of a private key, or what the text is instead. */
export type KeyText =
  | { readonly kind: 'key'; readonly label: string; readonly pem: string }
  | { readonly kind: 'problem'; readonly what: string; readonly hint?: string };

const PRIVATE_LABEL = /^(OPENSSH |RSA |EC |ENCRYPTED )?PRIVATE KEY$/;
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/;
const LINE_LENGTH = 64;

/** Repairs paste damage of a key's text. Does not parse the key itself. */
export function unwrapKeyText(pasted: string): KeyText {
  const text = stripQuotes(pasted.replace(/^\uFEFF/, '').trim())
    .replace(/\\r/g, '')
    .replace(/\\n/g, '\n');
  if (text.trim() === '') {
    return {
      kind: 'problem',
      what: 'is empty',
      hint: 'Maybe the secret is not configured or its name is misspelt: GitHub replaces an unknown secret by an empty text and passes no secrets to workflows of forks.',
    };
  }
  const block = BLOCK.exec(text) ?? BLOCK.exec(decodedBase64(text));
  if (block === null) return { kind: 'problem', ...describeOtherText(text) };
  const [, label = '', body = ''] = block;
  if (!PRIVATE_LABEL.test(label)) return { kind: 'problem', ...otherLabel(label) };
  return { kind: 'key', label, pem: `-----BEGIN ${label}-----\n${repairBody(body)}\n-----END ${label}-----\n` };
}

function stripQuotes(text: string): string {
  const quote = text[0];
  const isQuoted = (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote);
  return isQuoted ? text.slice(1, -1) : text;
}

/** Users often encode a complete key file in base64 to keep it on one line. */
function decodedBase64(text: string): string {
  return /^[A-Za-z0-9+/=\s]+$/.test(text) ? Buffer.from(text, 'base64').toString('latin1') : '';
}

/** Headers such as `DEK-Info: …` stay on separate lines; everything else is base64 and is wrapped again. */
function repairBody(body: string): string {
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
  return { what: `is a PEM block of another type ('${label}')` };
}

const PUBLIC: Otherwise = {
  what: 'is a public key',
  hint: 'Use the private key: the file of the same name without .pub, which begins with -----BEGIN.',
};

function describeOtherText(text: string): Otherwise {
  if (/^PuTTY-User-Key-File-/.test(text)) {
    return {
      what: 'is a PuTTY key',
      hint: 'Convert it: puttygen key.ppk -O private-openssh -o key.pem (in PuTTYgen: Conversions, Export OpenSSH key).',
    };
  }
  if (/^(ssh-(rsa|ed25519|dss)|ecdsa-sha2-\S+|sk-\S+) AAAA/.test(text) || text.includes('BEGIN SSH2 PUBLIC KEY'))
    return PUBLIC;
  if (text.includes('-----BEGIN'))
    return { what: "is incomplete: it has a '-----BEGIN' line but no matching '-----END' line" };
  if (text.includes('-----END')) return { what: "is incomplete: it has an '-----END' line but no '-----BEGIN' line" };
  if (/^[~./\\]|^[A-Z]:\\|\.(pem|key|ppk)$/.test(text) && !/\s/.test(text)) {
    return { what: 'is a file name, not the contents of the file' };
  }
  return { what: "is not a key in a known format: it has no '-----BEGIN … PRIVATE KEY-----' line" };
}
