export const id = 1;
export const ids = [1];
export const modules = {

/***/ 7414:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ describePublicKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2572);


/** @throws RangeError when the bytes are not a public key. */
function describePublicKey(blob) {
    return {
        type: new _wire_js__WEBPACK_IMPORTED_MODULE_1__/* .WireReader */ .ZT(blob).text(),
        fingerprint: `SHA256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(blob).digest('base64').replace(/=+$/, '')}`,
        base64: blob.toString('base64'),
    };
}


/***/ }),

/***/ 7372:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   u: () => (/* binding */ openSshEd25519)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2572);


const MAGIC = Buffer.from('openssh-key-v1\0');
const BLOCK_SIZE = 8;
/** An ed25519 key in OpenSSH's own format without passphrase: the only format in which SSH clients read such keys. */
function openSshEd25519(key) {
    const seed = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
    const point = Buffer.from((0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createPublicKey)(key).export({ format: 'jwk' }).x ?? '', 'base64url');
    const publicBlob = Buffer.concat([(0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .wireString */ .f9)('ssh-ed25519'), (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .wireString */ .f9)(point)]);
    // The two equal numbers detect a wrong passphrase; without a passphrase they are arbitrary.
    const secrets = Buffer.concat([
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .uint32 */ .S8)(0),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .uint32 */ .S8)(0),
        publicBlob,
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .wireString */ .f9)(Buffer.concat([seed, point])),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .wireString */ .f9)(''),
    ]);
    const padding = Buffer.from(Array.from({ length: -secrets.length & (BLOCK_SIZE - 1) }, (_, index) => index + 1));
    const body = Buffer.concat([
        MAGIC,
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .wireString */ .f9)('none'),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .wireString */ .f9)('none'),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .wireString */ .f9)(''),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .uint32 */ .S8)(1),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .wireString */ .f9)(publicBlob),
        (0,_wire_js__WEBPACK_IMPORTED_MODULE_1__/* .wireString */ .f9)(Buffer.concat([secrets, padding])),
    ]);
    const lines = body.toString('base64').match(/.{1,64}/g) ?? [];
    return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}


/***/ }),

/***/ 7001:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  givenKey: () => (/* binding */ givenKey),
  keyObjectOf: () => (/* binding */ keyObjectOf),
  loginKeyOf: () => (/* binding */ loginKeyOf),
  publicKeyOf: () => (/* binding */ publicKeyOf),
  repairPrivateKey: () => (/* binding */ repairPrivateKey)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/ssh2/lib/index.js
var lib = __webpack_require__(5472);
// EXTERNAL MODULE: ./.build/compiled/errors/deploy-error.js
var deploy_error = __webpack_require__(5004);
// EXTERNAL MODULE: ./.build/compiled/secret.js
var compiled_secret = __webpack_require__(1746);
// EXTERNAL MODULE: ./.build/compiled/ssh/keys/fingerprint.js
var fingerprint = __webpack_require__(7414);
;// CONCATENATED MODULE: ./.build/compiled/ssh/keys/pem.js
const PRIVATE_LABEL = /^(OPENSSH |RSA |EC |ENCRYPTED )?PRIVATE KEY$/;
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/;
const LINE_LENGTH = 64;
/** Repairs paste damage of a key's text. Does not parse the key itself. */
function unwrapKeyText(pasted) {
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
    if (block === null)
        return { kind: 'problem', ...describeOtherText(text) };
    const [, label = '', body = ''] = block;
    if (!PRIVATE_LABEL.test(label))
        return { kind: 'problem', ...otherLabel(label) };
    return { kind: 'key', label, pem: `-----BEGIN ${label}-----\n${repairBody(body)}\n-----END ${label}-----\n` };
}
function stripQuotes(text) {
    const quote = text[0];
    const isQuoted = (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote);
    return isQuoted ? text.slice(1, -1) : text;
}
/** Users often encode a complete key file in base64 to keep it on one line. */
function decodedBase64(text) {
    return /^[A-Za-z0-9+/=\s]+$/.test(text) ? Buffer.from(text, 'base64').toString('latin1') : '';
}
/** Headers such as `DEK-Info: …` stay on separate lines; everything else is base64 and is wrapped again. */
function repairBody(body) {
    const headers = [...body.matchAll(/(Proc-Type: *\d+,ENCRYPTED|DEK-Info: *[A-Z0-9-]+,[0-9A-Fa-f]+)/g)].map(([all]) => all);
    const base64 = headers.reduce((rest, header) => rest.replace(header, ''), body).replace(/\s+/g, '');
    const folded = base64.match(new RegExp(`.{1,${LINE_LENGTH}}`, 'g')) ?? [];
    return [...headers, ...(headers.length > 0 ? [''] : []), ...folded].join('\n');
}
function otherLabel(label) {
    if (label.includes('PUBLIC KEY'))
        return PUBLIC;
    if (label.includes('CERTIFICATE'))
        return { what: 'is a certificate' };
    return { what: `is a PEM block of another type ('${label}')` };
}
const PUBLIC = {
    what: 'is a public key',
    hint: 'Use the private key: the file of the same name without .pub, which begins with -----BEGIN.',
};
function describeOtherText(text) {
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
    if (text.includes('-----END'))
        return { what: "is incomplete: it has an '-----END' line but no '-----BEGIN' line" };
    if (/^[~./\\]|^[A-Z]:\\|\.(pem|key|ppk)$/.test(text) && !/\s/.test(text)) {
        return { what: 'is a file name, not the contents of the file' };
    }
    return { what: "is not a key in a known format: it has no '-----BEGIN … PRIVATE KEY-----' line" };
}

// EXTERNAL MODULE: ./.build/compiled/ssh/keys/openssh.js
var openssh = __webpack_require__(7372);
;// CONCATENATED MODULE: ./.build/compiled/ssh/keys/private-key.js







const WHERE_TO_GET_IT = 'Paste the complete private key file (the .pem from EC2, or ~/.ssh/id_ed25519) into the secret';
/**
 * The same private key, without passphrase, in a format that the SSH client reads: repairs CRLF, a missing final newline,
 * literal `\n`, indentation, surrounding quotes and a body on one line; converts PKCS#8. A second repair changes nothing.
 * @throws DeployError ssh-key-unreadable, ssh-key-passphrase; no message contains any part of the key.
 */
function repairPrivateKey(text, passphrase) {
    const unwrapped = unwrapKeyText(text.reveal());
    if (unwrapped.kind === 'problem')
        throw unreadable(unwrapped.what, unwrapped.hint ?? WHERE_TO_GET_IT);
    const secret = passphrase?.reveal();
    return new compiled_secret/* Secret */.z(unwrapped.label === 'OPENSSH PRIVATE KEY' ? readOpenSsh(unwrapped.pem, secret) : readPem(unwrapped.pem, secret));
}
/**
 * The key of the input for each attempt to connect, repaired at the first.
 * @throws DeployError (the returned function) as `repairPrivateKey` does
 */
function givenKey(text, passphrase) {
    let repaired;
    return () => Promise.resolve().then(() => (repaired ??= repairPrivateKey(text, passphrase)));
}
/** The public key of a repaired private key. */
function publicKeyOf(repaired) {
    return (0,fingerprint/* describePublicKey */.a)(parsedOf(repaired).getPublicSSH());
}
/** The repaired key for logging in. */
function loginKeyOf(repaired) {
    return parsedOf(repaired);
}
/** The repaired key as a KeyObject for signing. */
function keyObjectOf(repaired) {
    return (0,external_node_crypto_.createPrivateKey)(parsedOf(repaired).getPrivatePEM());
}
function readOpenSsh(pem, passphrase) {
    const key = parse(pem, passphrase);
    if (!(key instanceof Error))
        return passphrase === undefined ? pem : encode((0,external_node_crypto_.createPrivateKey)(key.getPrivatePEM()));
    const reason = key.message;
    if (/no passphrase given/i.test(reason))
        throw passphraseMissing();
    if (/bad passphrase|integrity check/i.test(reason)) {
        // An unencrypted key that fails the same check is damaged, not encrypted.
        throw isEncryptedOpenSsh(pem) ? passphraseWrong() : unreadable('is damaged', WHERE_TO_GET_IT);
    }
    throw unreadable(`is an unreadable OpenSSH key (${reason})`, WHERE_TO_GET_IT);
}
function readPem(pem, passphrase) {
    const isEncrypted = pem.includes('ENCRYPTED');
    if (isEncrypted && passphrase === undefined)
        throw passphraseMissing();
    try {
        return encode((0,external_node_crypto_.createPrivateKey)(passphrase === undefined ? pem : { key: pem, passphrase }));
    }
    catch (error) {
        if (error instanceof deploy_error/* DeployError */.sH)
            throw error;
        if (isEncrypted)
            throw passphraseWrong();
        throw unreadable(`is truncated or damaged (${(0,deploy_error/* messageOf */.bD)(error)})`, WHERE_TO_GET_IT);
    }
}
/** ssh2 does not read PKCS#8, and reads ed25519 only in OpenSSH's own format. */
function encode(key) {
    switch (key.asymmetricKeyType) {
        case 'rsa':
            return key.export({ type: 'pkcs1', format: 'pem' }).toString();
        case 'ec':
            return checked(key.export({ type: 'sec1', format: 'pem' }).toString());
        case 'ed25519':
            return (0,openssh/* openSshEd25519 */.u)(key);
        default:
            throw unreadable(`is a ${key.asymmetricKeyType ?? 'secret'} key, which SSH does not support`, "Create a supported key: ssh-keygen -t ed25519 -f deploy -N ''");
    }
}
function checked(pem) {
    const key = parse(pem, undefined);
    if (!(key instanceof Error))
        return pem;
    throw unreadable(`uses a curve that SSH does not support (${key.message})`, "Create another key: ssh-keygen -t ed25519 -f deploy -N ''");
}
function parsedOf(repaired) {
    const key = parse(repaired.reveal(), undefined);
    if (key instanceof Error)
        throw unreadable('was not repaired before use', WHERE_TO_GET_IT);
    return key;
}
/** ssh2 also returns arrays (several keys in one file, which OpenSSH does not write) and throws on invalid base64. */
function parse(pem, passphrase) {
    try {
        const parsed = lib.utils.parseKey(pem, passphrase);
        if (parsed instanceof Error)
            return parsed;
        const key = [parsed].flat()[0];
        return key?.isPrivateKey() === true ? key : new Error('it contains no private key');
    }
    catch (error) {
        return new Error((0,deploy_error/* messageOf */.bD)(error));
    }
}
function isEncryptedOpenSsh(pem) {
    const body = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
    return !body.subarray(0, 40).includes('\0\0\0\x04none');
}
function unreadable(what, hint) {
    return new deploy_error/* DeployError */.sH({ code: 'ssh-key-unreadable', what: `The private key ${what}`, hint });
}
function passphraseMissing() {
    return new deploy_error/* DeployError */.sH({
        code: 'ssh-key-passphrase',
        what: 'The private key needs a passphrase, and the input ssh-key-passphrase is empty',
        why: 'If the workflow sets a passphrase: maybe the secret is not configured or its name is misspelt.',
        hint: 'Set the input ssh-key-passphrase, or use a separate deployment key without a passphrase.',
    });
}
function passphraseWrong() {
    return new deploy_error/* DeployError */.sH({
        code: 'ssh-key-passphrase',
        what: 'The passphrase does not decrypt the private key',
        hint: 'Test it: ssh-keygen -y -f KEYFILE asks for the passphrase. Check for spaces and newlines at the ends of the secret.',
    });
}


/***/ })

};
