export const id = 417;
export const ids = [417];
export const modules = {

/***/ 3219:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ describePublicKey)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _wire_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2614);


/** @throws RangeError when the bytes are no public key. */
function describePublicKey(blob) {
    return {
        type: new _wire_js__WEBPACK_IMPORTED_MODULE_1__/* .WireReader */ .ZT(blob).text(),
        fingerprint: `SHA256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(blob).digest('base64').replace(/=+$/, '')}`,
        base64: blob.toString('base64'),
    };
}


/***/ }),

/***/ 4779:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ mayHaveAnotherKey),
/* harmony export */   Qb: () => (/* binding */ hostKeyAlgorithms),
/* harmony export */   W2: () => (/* binding */ isTrusted),
/* harmony export */   c1: () => (/* binding */ hostKeyError),
/* harmony export */   ci: () => (/* binding */ addressOf),
/* harmony export */   pp: () => (/* binding */ acceptAnyWarning)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9505);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7235);


/** In the order in which OpenSSH prefers them; SHA-1 signatures are not among them. */
const ALGORITHMS = new Map([
    ['ssh-ed25519', ['ssh-ed25519']],
    ['ecdsa-sha2-nistp256', ['ecdsa-sha2-nistp256']],
    ['ecdsa-sha2-nistp384', ['ecdsa-sha2-nistp384']],
    ['ecdsa-sha2-nistp521', ['ecdsa-sha2-nistp521']],
    ['ssh-rsa', ['rsa-sha2-512', 'rsa-sha2-256']],
]);
/**
 * Algorithms to offer, pinned types first: a host shows the first key that both sides know, so that without this order a
 * pinned RSA key would be met by the host's ed25519 key. `refused` types were already shown and are not among the pins.
 */
function hostKeyAlgorithms(policy, refused) {
    const pinned = policy.kind === 'pinned' ? policy.pins.flatMap((pin) => (pin.kind === 'key' ? [pin.type] : [])) : [];
    const types = [...new Set([...pinned, ...ALGORITHMS.keys()])].filter((type) => !refused.has(type));
    return types.flatMap((type) => ALGORITHMS.get(type) ?? []);
}
/** Whether this key may be the host's. */
function isTrusted(policy, key) {
    switch (policy.kind) {
        case 'accept-any':
            return true;
        case 'unknown':
            return false;
        case 'pinned':
            return policy.pins.some((pin) => matches(pin, key));
        default:
            return policy;
    }
}
function matches(pin, key) {
    return pin.kind === 'key' ? pin.base64 === key.base64 : pin.sha256 === key.fingerprint;
}
/** A fingerprint does not say its key's type: the host may have the pinned key among those that it has not shown. */
function mayHaveAnotherKey(policy) {
    return policy.kind === 'pinned' && policy.pins.some((pin) => pin.kind === 'fingerprint');
}
/** Says what is known of the key that the host showed, and how to find out whether it is the right one. */
function hostKeyError(policy, key, peer) {
    return policy.kind === 'pinned' ? mismatch(policy.pins, key, peer) : unknown(key, peer);
}
function unknown(key, peer) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployError */ .sH({
        code: 'host-key-unknown',
        what: `The host ${addressOf(peer)} is not known yet: it showed the ${key.type} key ${key.fingerprint}`,
        why: 'No host-key was given, so nothing proves that this machine is yours. Nothing was sent to it.',
        hint: [
            `Check the fingerprint, then pin it: set the input host-key to ${key.fingerprint}`,
            ...howToCheck(peer),
        ].join('\n'),
    });
}
function mismatch(pins, key, peer) {
    const expected = pins.map((pin) => (pin.kind === 'key' ? `${pin.type} ${pin.base64}` : pin.sha256));
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployError */ .sH({
        code: 'host-key-mismatch',
        what: `The host ${addressOf(peer)} showed the ${key.type} key ${key.fingerprint}, which is not the pinned one`,
        why: `Pinned: ${expected.join(', ')}. The instance was replaced or reinstalled, the address now belongs to another machine, or someone stands in between. Nothing was sent to it.`,
        hint: [
            `If the instance is a new one, check its fingerprint, then set the input host-key to ${key.fingerprint}`,
            ...howToCheck(peer),
        ].join('\n'),
    });
}
function howToCheck(peer) {
    return [
        'AWS knows it from the first boot: aws ec2 get-console-output --latest --output text --instance-id ID (between BEGIN and END SSH HOST KEY FINGERPRINTS)',
        'On the host itself: for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$f"; done (the ed25519 one is /etc/ssh/ssh_host_ed25519_key.pub)',
        `From a network that you trust, to compare: ssh-keyscan -p ${peer.port} ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .h)(peer.host)} | ssh-keygen -lf -`,
    ];
}
/** `host` or `host:port`, with brackets where the host is an IPv6 address. */
function addressOf(peer) {
    const host = peer.host.includes(':') ? `[${peer.host}]` : peer.host;
    return peer.port === 22 ? peer.host : `${host}:${peer.port}`;
}
/** What to tell the user when any key was accepted. */
function acceptAnyWarning(key, peer) {
    return `The key of ${addressOf(peer)} was not checked (host-key: accept-any). It showed ${key.fingerprint} (${key.type}); set the input host-key to that fingerprint after checking it.`;
}


/***/ }),

/***/ 3159:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  _z: () => (/* binding */ keyObjectOf),
  Tk: () => (/* binding */ mendPrivateKey),
  kc: () => (/* binding */ publicKeyOf)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./node_modules/ssh2/lib/index.js
var lib = __webpack_require__(5472);
// EXTERNAL MODULE: ./.build/compiled/errors.js
var errors = __webpack_require__(9505);
// EXTERNAL MODULE: ./.build/compiled/secret.js
var compiled_secret = __webpack_require__(1746);
// EXTERNAL MODULE: ./.build/compiled/host/fingerprint.js
var fingerprint = __webpack_require__(3219);
;// CONCATENATED MODULE: ./.build/compiled/host/key-text.js
const PRIVATE_LABEL = /^(OPENSSH |RSA |EC |ENCRYPTED )?PRIVATE KEY$/;
const BLOCK = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/;
const LINE_LENGTH = 64;
/** Undoes what pasting does to a key. The key itself is not looked into. */
function unwrapKeyText(pasted) {
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
    if (block === null)
        return { kind: 'problem', ...whatElse(text) };
    const [, label = '', body = ''] = block;
    if (!PRIVATE_LABEL.test(label))
        return { kind: 'problem', ...otherLabel(label) };
    return { kind: 'key', label, pem: `-----BEGIN ${label}-----\n${mendBody(body)}\n-----END ${label}-----\n` };
}
function stripQuotes(text) {
    const quote = text[0];
    const isQuoted = (quote === '"' || quote === "'") && text.length > 1 && text.endsWith(quote);
    return isQuoted ? text.slice(1, -1) : text;
}
/** A whole key file in base64 is a common way to keep it on one line. */
function decodedOnceMore(text) {
    return /^[A-Za-z0-9+/=\s]+$/.test(text) ? Buffer.from(text, 'base64').toString('latin1') : '';
}
/** Headers such as `DEK-Info: …` stay lines of their own; everything else is base64 and is folded anew. */
function mendBody(body) {
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
    return { what: `is a block of another kind ('${label}')` };
}
const PUBLIC = {
    what: 'is a public key',
    hint: 'The private key is needed: the file of the same name without .pub, which begins with -----BEGIN.',
};
function whatElse(text) {
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
    if (text.includes('-----END'))
        return { what: "is half a key: it has an '-----END' line but no '-----BEGIN' line" };
    if (/^[~./\\]|^[A-Z]:\\|\.(pem|key|ppk)$/.test(text) && !/\s/.test(text)) {
        return { what: 'is the name of a file, not its contents' };
    }
    return { what: "is no key in any known format: it has no '-----BEGIN … PRIVATE KEY-----' line" };
}

// EXTERNAL MODULE: ./.build/compiled/host/wire.js
var wire = __webpack_require__(2614);
;// CONCATENATED MODULE: ./.build/compiled/host/openssh-key.js


const MAGIC = Buffer.from('openssh-key-v1\0');
const BLOCK_SIZE = 8;
/** An ed25519 key in OpenSSH's own format without passphrase: the only one in which SSH clients take such keys. */
function openSshEd25519(key) {
    const seed = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
    const point = Buffer.from((0,external_node_crypto_.createPublicKey)(key).export({ format: 'jwk' }).x ?? '', 'base64url');
    const publicBlob = Buffer.concat([(0,wire/* wireString */.f9)('ssh-ed25519'), (0,wire/* wireString */.f9)(point)]);
    // The two equal numbers serve to notice a wrong passphrase; without one they may be anything.
    const secrets = Buffer.concat([
        (0,wire/* uint32 */.S8)(0),
        (0,wire/* uint32 */.S8)(0),
        publicBlob,
        (0,wire/* wireString */.f9)(Buffer.concat([seed, point])),
        (0,wire/* wireString */.f9)(''),
    ]);
    const padding = Buffer.from(Array.from({ length: -secrets.length & (BLOCK_SIZE - 1) }, (_, index) => index + 1));
    const body = Buffer.concat([
        MAGIC,
        (0,wire/* wireString */.f9)('none'),
        (0,wire/* wireString */.f9)('none'),
        (0,wire/* wireString */.f9)(''),
        (0,wire/* uint32 */.S8)(1),
        (0,wire/* wireString */.f9)(publicBlob),
        (0,wire/* wireString */.f9)(Buffer.concat([secrets, padding])),
    ]);
    const lines = body.toString('base64').match(/.{1,64}/g) ?? [];
    return ['-----BEGIN OPENSSH PRIVATE KEY-----', ...lines, '-----END OPENSSH PRIVATE KEY-----', ''].join('\n');
}

;// CONCATENATED MODULE: ./.build/compiled/host/private-key.js







const WHERE_TO_GET_IT = 'Paste the whole private key file (the .pem that EC2 gave you, or ~/.ssh/id_ed25519) into the secret';
/**
 * The same private key, without passphrase, in a form that the SSH client reads: CRLF, a missing final newline, written-out
 * `\n`, indentation, quotes around it and a body on one line are mended, PKCS#8 is converted. Mending twice changes nothing.
 * @throws DeployError ssh-key-unreadable, ssh-key-passphrase; no message holds any part of the key.
 */
function mendPrivateKey(text, passphrase) {
    const unwrapped = unwrapKeyText(text.reveal());
    if (unwrapped.kind === 'problem')
        throw unreadable(unwrapped.what, unwrapped.hint ?? WHERE_TO_GET_IT);
    const secret = passphrase?.reveal();
    return new compiled_secret/* Secret */.z(unwrapped.label === 'OPENSSH PRIVATE KEY' ? readOpenSsh(unwrapped.pem, secret) : readPem(unwrapped.pem, secret));
}
/** The public half of a mended key: what the host is offered. */
function publicKeyOf(mended) {
    const key = parse(mended.reveal(), undefined);
    if (key instanceof Error)
        throw unreadable('is not a key that was mended', WHERE_TO_GET_IT);
    return (0,fingerprint/* describePublicKey */.a)(key.getPublicSSH());
}
/** The mended key for signing. */
function keyObjectOf(mended) {
    const key = parse(mended.reveal(), undefined);
    if (key instanceof Error)
        throw unreadable('is not a key that was mended', WHERE_TO_GET_IT);
    return (0,external_node_crypto_.createPrivateKey)(key.getPrivatePEM());
}
function readOpenSsh(pem, passphrase) {
    const key = parse(pem, passphrase);
    if (!(key instanceof Error))
        return passphrase === undefined ? pem : encode((0,external_node_crypto_.createPrivateKey)(key.getPrivatePEM()));
    const reason = key.message;
    if (/no passphrase given/i.test(reason))
        throw passphraseMissing();
    if (/bad passphrase|integrity check/i.test(reason)) {
        // An unencrypted key that fails the same check was damaged, not locked.
        throw isEncryptedOpenSsh(pem) ? passphraseWrong() : unreadable('is damaged', WHERE_TO_GET_IT);
    }
    throw unreadable(`is an OpenSSH key that cannot be read (${reason})`, WHERE_TO_GET_IT);
}
function readPem(pem, passphrase) {
    const isEncrypted = pem.includes('ENCRYPTED');
    if (isEncrypted && passphrase === undefined)
        throw passphraseMissing();
    try {
        return encode((0,external_node_crypto_.createPrivateKey)(passphrase === undefined ? pem : { key: pem, passphrase }));
    }
    catch (error) {
        if (error instanceof errors/* DeployError */.sH)
            throw error;
        if (isEncrypted)
            throw passphraseWrong();
        throw unreadable(`is cut off or damaged (${(0,errors/* messageOf */.bD)(error)})`, WHERE_TO_GET_IT);
    }
}
/** ssh2 reads neither PKCS#8 nor ed25519 outside of OpenSSH's own format. */
function encode(key) {
    switch (key.asymmetricKeyType) {
        case 'rsa':
            return key.export({ type: 'pkcs1', format: 'pem' }).toString();
        case 'ec':
            return checked(key.export({ type: 'sec1', format: 'pem' }).toString());
        case 'ed25519':
            return openSshEd25519(key);
        default:
            throw unreadable(`is a ${key.asymmetricKeyType ?? 'secret'} key, which SSH does not use`, "Make one that it uses: ssh-keygen -t ed25519 -f deploy -N ''");
    }
}
function checked(pem) {
    const key = parse(pem, undefined);
    if (!(key instanceof Error))
        return pem;
    throw unreadable(`has a curve that SSH does not use (${key.message})`, "Make another: ssh-keygen -t ed25519 -f deploy -N ''");
}
/** ssh2 also returns arrays (keys with several in a file, which OpenSSH does not write) and throws on broken base64. */
function parse(pem, passphrase) {
    try {
        const parsed = lib.utils.parseKey(pem, passphrase);
        if (parsed instanceof Error)
            return parsed;
        const key = [parsed].flat()[0];
        return key?.isPrivateKey() === true ? key : new Error('no private key in it');
    }
    catch (error) {
        return new Error((0,errors/* messageOf */.bD)(error));
    }
}
function isEncryptedOpenSsh(pem) {
    const body = Buffer.from(pem.replace(/-----[^-]+-----/g, ''), 'base64');
    return !body.subarray(0, 40).includes('\0\0\0\x04none');
}
function unreadable(what, hint) {
    return new errors/* DeployError */.sH({ code: 'ssh-key-unreadable', what: `The private key ${what}`, hint });
}
function passphraseMissing() {
    return new errors/* DeployError */.sH({
        code: 'ssh-key-passphrase',
        what: 'The private key is locked with a passphrase, and none was given',
        why: 'If a passphrase was meant to be given: maybe the secret has not been configured or its name is misspelt.',
        hint: 'Give the passphrase in the input ssh-key-passphrase, or use a key of its own for deployments without one.',
    });
}
function passphraseWrong() {
    return new errors/* DeployError */.sH({
        code: 'ssh-key-passphrase',
        what: 'The passphrase does not open the private key',
        hint: 'Try it: ssh-keygen -y -f KEYFILE asks for it. Mind spaces and newlines at the ends of the secret.',
    });
}


/***/ }),

/***/ 6417:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  fetchCommit: () => (/* binding */ fetchCommit)
});

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
// EXTERNAL MODULE: ./.build/compiled/errors.js
var errors = __webpack_require__(9505);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./node_modules/ssh2/lib/index.js
var lib = __webpack_require__(5472);
// EXTERNAL MODULE: ./.build/compiled/host/wire.js
var wire = __webpack_require__(2614);
;// CONCATENATED MODULE: ./.build/compiled/host/agent-request.js

/** Type numbers of the SSH agent protocol (draft-ietf-sshm-ssh-agent). */
const AGENT = {
    failure: 5,
    success: 6,
    requestIdentities: 11,
    identitiesAnswer: 12,
    signRequest: 13,
    signResponse: 14,
    extension: 27,
};
/** @throws RangeError when the frame is not what its type says */
function parseAgentRequest(frame) {
    const reader = new wire/* WireReader */.ZT(frame);
    const type = reader.byte();
    switch (type) {
        case AGENT.requestIdentities:
            return { kind: 'identities' };
        case AGENT.signRequest:
            return { kind: 'sign', key: reader.string(), data: reader.string(), flags: reader.uint32() };
        case AGENT.extension: {
            if (reader.text() !== 'session-bind@openssh.com')
                return { kind: 'unknown', type };
            const binding = { hostKey: reader.string(), sessionId: reader.string() };
            return { kind: 'bind', binding, signature: reader.string(), isForwarding: reader.boolean() };
        }
        default:
            return { kind: 'unknown', type };
    }
}
const USERAUTH_REQUEST = 50;
/** Reads the data to be signed; undefined when it is anything but a login with a key. */
function parseLoginRequest(data) {
    try {
        const reader = new wire/* WireReader */.ZT(data);
        const sessionId = reader.string();
        const type = reader.byte();
        const user = reader.text();
        const service = reader.text();
        const method = reader.text();
        const isSigned = reader.boolean();
        reader.string();
        const key = reader.string();
        const isHostbound = method === 'publickey-hostbound-v00@openssh.com';
        const hostKey = isHostbound ? reader.string() : undefined;
        const isLogin = type === USERAUTH_REQUEST && service === 'ssh-connection' && isSigned && reader.isAtEnd;
        return isLogin && (isHostbound || method === 'publickey') ? { sessionId, user, key, hostKey } : undefined;
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./.build/compiled/host/fingerprint.js
var fingerprint = __webpack_require__(3219);
// EXTERNAL MODULE: ./.build/compiled/host/host-key.js
var host_key = __webpack_require__(4779);
// EXTERNAL MODULE: ./.build/compiled/host/private-key.js + 2 modules
var private_key = __webpack_require__(3159);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./.build/compiled/host/signature.js



/** Flags of SSH_AGENTC_SIGN_REQUEST (draft-ietf-sshm-ssh-agent). */
const RSA_SHA2_256 = 2;
const RSA_SHA2_512 = 4;
/** Hash and length of a coordinate in bytes. */
const CURVES = new Map([
    ['ecdsa-sha2-nistp256', { hash: 'sha256', size: 32 }],
    ['ecdsa-sha2-nistp384', { hash: 'sha384', size: 48 }],
    ['ecdsa-sha2-nistp521', { hash: 'sha512', size: 66 }],
]);
const RSA_HASHES = new Map([
    ['rsa-sha2-512', 'sha512'],
    ['rsa-sha2-256', 'sha256'],
]);
/** A signature as SSH writes it; undefined for RSA with SHA-1, which is not given any more. */
function signForSsh(key, type, data, flags) {
    const curve = CURVES.get(type);
    if (curve !== undefined) {
        const raw = (0,external_node_crypto_.sign)(curve.hash, data, { key, dsaEncoding: 'ieee-p1363' });
        const numbers = [raw.subarray(0, curve.size), raw.subarray(curve.size)].map(mpint);
        return Buffer.concat([(0,wire/* wireString */.f9)(type), (0,wire/* wireString */.f9)(Buffer.concat(numbers))]);
    }
    if (type === 'ssh-ed25519')
        return Buffer.concat([(0,wire/* wireString */.f9)(type), (0,wire/* wireString */.f9)((0,external_node_crypto_.sign)(null, data, key))]);
    const algorithm = (flags & RSA_SHA2_512) !== 0 ? 'rsa-sha2-512' : (flags & RSA_SHA2_256) !== 0 ? 'rsa-sha2-256' : '';
    const hash = RSA_HASHES.get(algorithm);
    if (type !== 'ssh-rsa' || hash === undefined)
        return undefined;
    return Buffer.concat([(0,wire/* wireString */.f9)(algorithm), (0,wire/* wireString */.f9)((0,external_node_crypto_.sign)(hash, data, key))]);
}
/** Whether the holder of this public key (as SSH carries it) signed the data. */
function isSignedForSsh(publicBlob, data, signature) {
    const parsed = lib.utils.parseKey(publicBlob);
    if (parsed instanceof Error)
        return false;
    const type = new wire/* WireReader */.ZT(publicBlob).text();
    const reader = new wire/* WireReader */.ZT(signature);
    const algorithm = reader.text();
    const bytes = reader.string();
    const key = (0,external_node_crypto_.createPublicKey)(parsed.getPublicPEM());
    const curve = CURVES.get(type);
    if (curve !== undefined) {
        const numbers = new wire/* WireReader */.ZT(bytes);
        const raw = Buffer.concat([fixed(numbers.string(), curve.size), fixed(numbers.string(), curve.size)]);
        return algorithm === type && (0,external_node_crypto_.verify)(curve.hash, data, { key, dsaEncoding: 'ieee-p1363' }, raw);
    }
    if (type === 'ssh-ed25519')
        return algorithm === type && (0,external_node_crypto_.verify)(null, data, key, bytes);
    const hash = RSA_HASHES.get(algorithm);
    return type === 'ssh-rsa' && hash !== undefined && (0,external_node_crypto_.verify)(hash, data, key, bytes);
}
/** SSH writes numbers without leading zeros, but with one where the sign bit would be set. */
function mpint(value) {
    const first = value.findIndex((byte) => byte !== 0);
    const digits = first === -1 ? Buffer.alloc(0) : value.subarray(first);
    return (0,wire/* wireString */.f9)((digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits);
}
function fixed(value, size) {
    const digits = value.subarray(Math.max(0, value.length - size));
    return Buffer.concat([Buffer.alloc(size - digits.length), digits]);
}

;// CONCATENATED MODULE: ./.build/compiled/host/agent.js









/** Nobody who fetches one repository asks for more. */
const MAX_SIGNATURES = 16;
const MAX_FRAME_BYTES = 256 * 1024;
/**
 * Serves one key to the host over a forwarded connection: the key itself never leaves this process, and signs nothing but
 * logins at the git server that it is for. Made for `connect({ agent })`.
 */
class DeployKeyAgent extends lib.BaseAgent {
    #key;
    #publicBlob;
    #type;
    #options;
    #refusals = [];
    #signatures = 0;
    /** @throws DeployError ssh-key-unreadable, ssh-key-passphrase */
    constructor(options) {
        super();
        const mended = (0,private_key/* mendPrivateKey */.Tk)(options.key);
        const { type, base64 } = (0,private_key/* publicKeyOf */.kc)(mended);
        this.#key = (0,private_key/* keyObjectOf */._z)(mended);
        this.#type = type;
        this.#publicBlob = Buffer.from(base64, 'base64');
        this.#options = options;
    }
    /** What was asked for and not given, in words: why a fetch failed. */
    get refusals() {
        return this.#refusals;
    }
    /** Logins signed so far. */
    get signatures() {
        return this.#signatures;
    }
    getStream(callback) {
        callback(undefined, this.#stream());
    }
    /** Only the host uses this key: logging in with it is not offered. */
    getIdentities(callback) {
        callback(new Error('The deploy key is not for logging in to the host.'));
    }
    sign() {
        throw new Error('The deploy key is not for logging in to the host.');
    }
    /** The agent's end of one forwarded connection. A frame is always taken whole, also one that is not understood. */
    #stream() {
        let pending = Buffer.alloc(0);
        let binding;
        const answer = (frame) => {
            try {
                const request = parseAgentRequest(frame);
                // Whoever is at the other end of a refused session must not be served as if there had been no session.
                if (binding === 'refused')
                    return Buffer.from([AGENT.failure]);
                if (request.kind !== 'bind')
                    return this.#answer(request, binding);
                const problem = binding === undefined ? this.#problemOfBinding(request) : 'it was bound already';
                binding = problem === undefined ? request.binding : 'refused';
                return problem === undefined
                    ? Buffer.from([AGENT.success])
                    : this.#refuse(`a session was not bound: ${problem}`);
            }
            catch (error) {
                return this.#refuse(`a request could not be read: ${(0,errors/* messageOf */.bD)(error)}`);
            }
        };
        const stream = new external_node_stream_.Transform({
            transform(chunk, _encoding, done) {
                pending = Buffer.concat([pending, chunk]);
                while (pending.length >= 4) {
                    const length = pending.readUInt32BE();
                    if (length > MAX_FRAME_BYTES)
                        return done(new RangeError(`The agent was sent a frame of ${length} bytes.`));
                    if (pending.length < 4 + length)
                        break;
                    this.push((0,wire/* wireString */.f9)(answer(pending.subarray(4, 4 + length))));
                    pending = pending.subarray(4 + length);
                }
                done();
            },
        });
        // The connection pipes through this stream without listening for its errors: without a listener they end the process.
        stream.on('error', (error) => this.#refusals.push(error.message));
        return stream;
    }
    #answer(request, binding) {
        switch (request.kind) {
            case 'identities':
                return Buffer.concat([
                    Buffer.from([AGENT.identitiesAnswer]),
                    (0,wire/* uint32 */.S8)(1),
                    (0,wire/* wireString */.f9)(this.#publicBlob),
                    (0,wire/* wireString */.f9)('deploy key'),
                ]);
            case 'sign': {
                const problem = this.#problemOfSigning(request.key, request.data, binding);
                if (problem !== undefined)
                    return this.#refuse(`nothing was signed: ${problem}`);
                const signature = signForSsh(this.#key, this.#type, request.data, request.flags);
                if (signature === undefined)
                    return this.#refuse('nothing was signed: RSA with SHA-1 was asked for');
                this.#signatures += 1;
                return Buffer.concat([Buffer.from([AGENT.signResponse]), (0,wire/* wireString */.f9)(signature)]);
            }
            case 'unknown':
                return Buffer.from([AGENT.failure]);
            default:
                return request;
        }
    }
    #problemOfBinding(request) {
        const { hostKey, sessionId } = request.binding;
        const key = (0,fingerprint/* describePublicKey */.a)(hostKey);
        if (request.isForwarding)
            return 'the host wanted to forward the key further';
        if (!(0,host_key/* isTrusted */.W2)(this.#options.server, key))
            return `${key.fingerprint} (${key.type}) is not a key of the git server`;
        return isSignedForSsh(hostKey, sessionId, request.signature)
            ? undefined
            : `the signature by ${key.fingerprint} is wrong`;
    }
    #problemOfSigning(key, data, binding) {
        const login = parseLoginRequest(data);
        const user = this.#options.user ?? 'git';
        if (!key.equals(this.#publicBlob))
            return 'another key was asked for';
        if (login === undefined)
            return 'the data is not an SSH login';
        if (!login.key.equals(key))
            return 'the login is with another key';
        if (login.user !== user)
            return `the login is as '${login.user}', not as '${user}'`;
        if (this.#signatures >= MAX_SIGNATURES)
            return `there were ${MAX_SIGNATURES} logins already`;
        if (binding === undefined) {
            if (this.#options.allowUnbound === true)
                return undefined;
            return 'the ssh of the host does not say which server it talks to (OpenSSH 8.9 or later does)';
        }
        const isSameServer = login.hostKey === undefined || login.hostKey.equals(binding.hostKey);
        return isSameServer && login.sessionId.equals(binding.sessionId) ? undefined : 'the login is at another server';
    }
    #refuse(why) {
        this.#refusals.push(why);
        return Buffer.from([AGENT.failure]);
    }
}

// EXTERNAL MODULE: ./.build/compiled/host/assignments.js
var assignments = __webpack_require__(6033);
;// CONCATENATED MODULE: ./.build/compiled/host/github-host-keys.js

/**
 * The host keys that GitHub publishes for github.com.
 * Source: https://docs.github.com/authentication/keeping-your-account-and-data-secure/githubs-ssh-key-fingerprints
 */
const GITHUB_KNOWN_HOSTS = [
    'github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl',
    'github.com ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=',
    'github.com ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQCj7ndNxQowgcQnjshcLrqPEiiphnt+VTTvDP6mHBL9j1aNUkY4Ue1gvwnGLVlOhGeYrnZaMgRK6+PKCUXaDbC7qtbW8gIkhL7aGCsOr/C56SJMy/BCZfxd1nWzAOxSDPgVsmerOBYfNqltV9/hWCqBywINIR+5dIg6JTJ72pcEpEjcYgXkE2YEFXV1JHnsKgbLWNlhScqb2UmyRkQyytRLtL+38TGxkxCflmO+5Z8CSSNY7GidjMIZ7Q4zMjA2n1nGrlTDkzwDCsw+wqFPGQA179cnfGWOWRVruj16z6XyvxvjJwbz0wQZ75XK5tKSb7FNyeIEs4TT4jk+S4dhPeAUC5y+bDYirYgM4GC7uEnztnZyaVWQ7B381AK4Qdrwt51ZqExKbQpTUNn+EjqoTwvqNj4kqx5QUCI0ThS/YkOxJCXmPUWZbhjpCg56i+2aB6CmK2JGhn57K5mj0MNdBXA4/WnwH6XoPWJzK5Nyu2zB3nAZp+S5hpQs+p1vN1/wsjk=',
];
/** The same keys, described. */
function githubHostKeys() {
    return GITHUB_KNOWN_HOSTS.map((line) => describePublicKey(Buffer.from(line.split(' ')[2] ?? '', 'base64')));
}
/** What a server must show to be github.com. */
function githubHostKeyPolicy() {
    return { kind: 'pinned', pins: githubHostKeys().map(({ type, base64 }) => ({ kind: 'key', type, base64 })) };
}

// EXTERNAL MODULE: ./.build/compiled/host/known-hosts.js
var known_hosts = __webpack_require__(650);
;// CONCATENATED MODULE: ./.build/compiled/source/fetch-commit.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});






/** From this version on ssh tells an agent which server it talks to (session-bind, OpenSSH PROTOCOL.agent). */
const bindsSessions = '8.9.0';
/**
 * Lets the host fetch the commit into its bare repository, with the deploy key served over the connection. Only what the
 * host lacks travels.
 * @throws DeployError git-clone-failed
 */
async function fetchCommit(inputs, host, ports) {
    const env_1 = { stack: [], error: void 0, hasError: false };
    try {
        const { source } = inputs;
        if (source.kind !== 'git')
            return;
        const knownHosts = source.knownHosts ?? GITHUB_KNOWN_HOSTS.join('\n');
        const server = (0,known_hosts/* parseHostKeyPolicy */.Z)(knownHosts);
        if ('problem' in server)
            throw new errors/* DeployError */.sH(failed(`repository-host-key: ${server.problem}`));
        const agent = new DeployKeyAgent({ key: source.deployKey, server, allowUnbound: !doesBind(host.sshVersion) });
        const connection = __addDisposableResource(env_1, await ports.connect(agent), true);
        const values = (0,assignments/* assignments */.T)({ ROOT: host.root, URL: source.url, SHA: source.sha, KNOWN_HOSTS: knownHosts });
        const { code, stderr } = await connection.run({
            program: ports.readTemplate('host/look.sh'),
            stdin: Buffer.from(values + ports.readTemplate('host/git-fetch.sh')),
            timeoutMs: 300_000,
            label: 'fetching the commit',
        });
        if (code !== 0)
            throw new errors/* DeployError */.sH(failed([...agent.refusals, stderr.trim()].filter(Boolean).join('\n')));
    }
    catch (e_1) {
        env_1.error = e_1;
        env_1.hasError = true;
    }
    finally {
        const result_1 = __disposeResources(env_1);
        if (result_1)
            await result_1;
    }
}
function doesBind(version) {
    const found = semver.coerce(version);
    return found === null || semver.gte(found, bindsSessions);
}
function failed(why) {
    return {
        code: 'git-clone-failed',
        what: 'The host could not get the commit from the git server',
        why,
        hint: 'Is the public half of "deploy-key" entered at the repository (Settings, Deploy keys), does the commit exist there, and does the host’s sshd allow agent forwarding (AllowAgentForwarding)?',
    };
}


/***/ })

};
