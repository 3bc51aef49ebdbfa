export const id = 138;
export const ids = [138,757];
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

/***/ 7235:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ loginShellCommand),
/* harmony export */   h: () => (/* binding */ quote)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);

const SAFE_WORD = /^[\w./:=@%+,-]+$/;
/**
 * One word for a POSIX shell, whatever it holds. Backslashes and `!` stand outside the quotes, so that fish and csh, which
 * treat them specially inside, read the same word; csh alone has no way to write a newline, see `loginShellCommand`.
 * @throws RangeError on NUL, which no shell can hold.
 */
function quote(text) {
    if (text.includes('\0'))
        throw new RangeError('A shell word cannot hold NUL.');
    if (SAFE_WORD.test(text))
        return text;
    return `'${text.replace(/['\\!]/g, (special) => `'\\${special}'`)}'`;
}
/** Puts the program together again from one argument a line: no newline has to pass through the login shell. */
const REJOIN = 'program=$(printf "%s\\n" "$@"); set --; eval "$program"';
/** The same of a program that was packed. */
const UNPACK = 'program=$(printf "%s\\n" "$@" | base64 -d | gzip -dc); set --; eval "$program"';
/** From this length on packing saves more of the line than its three processes on the host cost: some 3 ms. */
const PACKED_FROM_CHARACTERS = 2_000;
/** tcsh of some systems takes no longer words than 1024 characters. */
const PIECE = /.{1,1000}/g;
/**
 * The command line that runs a POSIX sh program under any login shell: sshd gives the line to the user's own shell, which
 * may be zsh, fish or csh. A long program travels packed, since SSH itself does not; the host then needs base64 and gzip.
 */
function loginShellCommand(program) {
    const lines = program.split('\n');
    if (lines.length === 1)
        return `exec sh -c ${quote(program)}`;
    const [start, words] = program.length < PACKED_FROM_CHARACTERS
        ? [REJOIN, lines]
        : [UNPACK, (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.gzipSync)(program, { level: 9 }).toString('base64').match(PIECE) ?? []];
    return ['exec sh -c', quote(start), 'sh', ...words.map(quote)].join(' ');
}


/***/ }),

/***/ 4757:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connect: () => (/* binding */ connect)
});

// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
// EXTERNAL MODULE: ./.build/compiled/errors.js
var errors = __webpack_require__(9505);
// EXTERNAL MODULE: ./.build/compiled/host/host-key.js
var host_key = __webpack_require__(4779);
;// CONCATENATED MODULE: ./.build/compiled/host/connect-errors.js


const REASONS = {
    refused: {
        why: 'Something answered at that address, but no SSH server listens on the port: the instance may still be starting, its sshd is stopped or listens on another port, or the address belongs to another machine now.',
        hint: (peer) => `Check that the instance is running and that sshd listens on port ${peer.port} (input port). After a stop and start the address changes unless it is an Elastic IP.`,
    },
    'timed-out': {
        why: 'Nothing answered. Most often the security group does not let the runner in, or the instance is stopped.',
        hint: (peer) => `Check that the instance is running, that its security group allows TCP port ${peer.port} from the runner (GitHub's runners have changing addresses), and that the address is still its own: without an Elastic IP it changes at every stop and start.`,
    },
    unresolvable: {
        why: 'The name has no address: it is misspelt, or it was the public DNS name of an instance that was stopped or terminated.',
        hint: () => 'Check the spelling of the input host. The EC2 console shows the present public DNS name; an Elastic IP or a DNS record of your own stays.',
    },
    'no-route': {
        why: 'The runner has no way to that address, for example because it is a private one (10.…, 172.16–31.…, 192.168.…) or IPv6.',
        hint: () => 'Use the public address of the instance, or a self-hosted runner in its network.',
    },
    'broke-off': {
        why: 'The connection was made, but broke off before SSH was ready: sshd is starting or overloaded, limits connections (MaxStartups, PerSourcePenalties, fail2ban), or the port is not an SSH server.',
        hint: (peer) => `Run the job again in a minute. If it stays so, look on the host: journalctl -u ssh -u sshd -n 50; and check that port ${peer.port} is the SSH port.`,
    },
};
/** After the last attempt. */
function unreachableError(reached, peer, attempts, elapsedMs) {
    const reason = REASONS[reached.kind];
    const tried = attempts === 1 ? 'once' : `${attempts} times in ${Math.round(elapsedMs / 1000)} s`;
    return new errors/* DeployError */.sH({
        code: 'host-unreachable',
        what: `No SSH connection to ${peer.host}, port ${peer.port} (tried ${tried}): ${reached.message}`,
        why: reason.why,
        hint: reason.hint(peer),
        cause: reached,
    });
}
/** Both sides speak SSH, but share no algorithm. Trying again does not help. */
function noCommonAlgorithmError(peer, message) {
    return new errors/* DeployError */.sH({
        code: 'host-unreachable',
        what: `The SSH server of ${(0,host_key/* addressOf */.ci)(peer)} and this action have no algorithm in common: ${message}`,
        hint: 'Allow one of these on the host: key exchange curve25519-sha256 or ecdh-sha2-nistp256, cipher aes128-gcm@openssh.com or aes256-ctr, host key ssh-ed25519 or rsa-sha2-512.',
    });
}
/** The host knows the user or the key not: trying again does not help, and some servers punish it. */
function authRefusedError(peer, refusal) {
    const { user, key, methods } = refusal;
    return new errors/* DeployError */.sH({
        code: 'ssh-auth-refused',
        what: `${(0,host_key/* addressOf */.ci)(peer)} does not let the user '${user}' in with the ${key.type} key ${key.fingerprint}`,
        why: methods !== undefined && !methods.includes('publickey')
            ? `The host takes no keys for this user, only: ${methods.join(', ') || 'nothing at all'}.`
            : `The user does not exist there, or this key is not in its ~/.ssh/authorized_keys (${refusal.message}). It was tried once and not again.`,
        hint: [
            "The input user depends on the image: ec2-user (Amazon Linux, RHEL), ubuntu (Ubuntu), admin (Debian), rocky, fedora. The key must be that of the instance's key pair, or one whose public half was added.",
            `On the host, ssh-keygen -lf ~${user}/.ssh/authorized_keys must list ${key.fingerprint}; that file must belong to the user, with mode 600 (and 700 for ~/.ssh).`,
        ].join('\n'),
    });
}

// EXTERNAL MODULE: ./.build/compiled/host/dial.js
var dial = __webpack_require__(3125);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./node_modules/node-ssh/lib/esm/index.mjs + 2 modules
var esm = __webpack_require__(9487);
// EXTERNAL MODULE: ./.build/compiled/host/fingerprint.js
var fingerprint = __webpack_require__(3219);
// EXTERNAL MODULE: ./.build/compiled/host/private-key.js + 2 modules
var private_key = __webpack_require__(3159);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./.build/compiled/host/output.js

const TAIL_BYTES = 1024 * 1024;
/** Keeps what a program prints: all of it, or only the end. */
class Output {
    #chunks = [];
    #limitBytes;
    #bytes = 0;
    constructor(keep) {
        this.#limitBytes = keep === 'all' ? Infinity : TAIL_BYTES;
    }
    add(chunk) {
        this.#chunks.push(chunk);
        this.#bytes += chunk.length;
        while (this.#bytes - (this.#chunks[0]?.length ?? 0) >= this.#limitBytes) {
            this.#bytes -= this.#chunks.shift()?.length ?? 0;
        }
    }
    /** Decoded as a whole, so that no character is cut where two chunks meet. */
    text() {
        const all = Buffer.concat(this.#chunks);
        return (all.length > this.#limitBytes ? all.subarray(all.length - this.#limitBytes) : all).toString('utf8');
    }
}
/** Cuts a stream of bytes into lines; a line that never ends is given in pieces of 1 MiB. */
class Lines {
    #decoder = new external_node_string_decoder_.StringDecoder('utf8');
    #onLine;
    #rest = '';
    constructor(onLine) {
        this.#onLine = onLine;
    }
    add(chunk) {
        const [first = '', ...others] = this.#decoder.write(chunk).split('\n');
        this.#rest += first;
        for (const next of others) {
            this.#give();
            this.#rest = next;
        }
        if (this.#rest.length > TAIL_BYTES)
            this.#give();
    }
    /** Gives the last line when it had no newline. */
    end() {
        this.#rest += this.#decoder.end();
        if (this.#rest !== '')
            this.#give();
    }
    #give() {
        const line = this.#rest;
        this.#rest = '';
        this.#onLine(line);
    }
}

;// CONCATENATED MODULE: ./.build/compiled/host/channel.js


/** A program that left something running keeps its channel open; after its exit that much silence is the end. */
const SILENCE_AFTER_EXIT_MS = 3_000;
/**
 * Feeds a running program, takes what it prints and waits for its end.
 * @throws whatever `stdin` or `onLine` threw
 */
async function attend(channel, job, collect) {
    const lines = job.onLine === undefined ? undefined : new Lines(job.onLine);
    const over = new AbortController();
    let deadline;
    let silence;
    try {
        const end = await new Promise((resolve, reject) => {
            let exit;
            const fail = (error) => reject(error instanceof Error ? error : new Error((0,errors/* messageOf */.bD)(error)));
            const listen = () => {
                clearTimeout(silence);
                const known = exit;
                if (known !== undefined)
                    silence = setTimeout(() => resolve(known), SILENCE_AFTER_EXIT_MS);
            };
            deadline = setTimeout(() => resolve(exit ?? { ended: 'timed-out' }), collect.remainingMs());
            channel.on('data', (chunk) => {
                collect.stdout.add(chunk);
                if (!over.signal.aborted)
                    guarded(fail, () => lines?.add(chunk));
                listen();
            });
            channel.stderr.on('data', (chunk) => {
                collect.stderr.add(chunk);
                listen();
            });
            channel.on('exit', (code, signal) => {
                exit =
                    code === null ? { ended: 'killed', ...(signal === undefined ? {} : { signal }) } : { ended: 'exited', code };
                listen();
            });
            // Writing to a program that has ended is no failure of ours: its exit code says what happened.
            channel.on('error', () => undefined);
            channel.on('close', () => resolve(exit ?? { ended: 'connection-lost' }));
            feed(channel, job.stdin, fail);
        });
        lines?.end();
        return end;
    }
    finally {
        over.abort();
        clearTimeout(deadline);
        clearTimeout(silence);
        stopFeeding(channel, job.stdin);
        // Does nothing to a channel that is closed; else it is the only way to tell the program that nobody listens any more.
        channel.signal('TERM');
        channel.close();
    }
}
function guarded(fail, act) {
    try {
        act();
    }
    catch (error) {
        fail(error);
    }
}
function feed(channel, stdin, fail) {
    if (stdin === undefined || Buffer.isBuffer(stdin)) {
        channel.end(stdin);
        return;
    }
    stdin.on('error', fail);
    if (stdin.errored !== null)
        fail(stdin.errored);
    // A stream that has ended already never says so again: piping it would leave the program waiting for ever.
    else if (stdin.readableEnded)
        channel.end();
    else if (stdin.destroyed)
        fail(new Error('The data for stdin was destroyed before it was read.'));
    else
        stdin.pipe(channel);
}
/** A program may end without reading everything; its source must not stay open for that. */
function stopFeeding(channel, stdin) {
    if (stdin === undefined || Buffer.isBuffer(stdin))
        return;
    stdin.unpipe(channel);
    stdin.destroy();
}

// EXTERNAL MODULE: ./.build/compiled/host/quote.js
var quote = __webpack_require__(7235);
;// CONCATENATED MODULE: ./.build/compiled/host/session.js




/** Runs one job over a channel of its own. `whyLost` tells what is known of the connection's end. See `Connection.run`. */
async function runJob(client, whyLost, job) {
    const startedMs = performance.now();
    const stdout = new Output(job.onLine === undefined ? 'all' : 'tail');
    const stderr = new Output('tail');
    const remainingMs = () => Math.max(0, job.timeoutMs - (performance.now() - startedMs));
    const channel = await session_open(client, whyLost, job);
    if (typeof channel !== 'string')
        job.onStarted?.();
    const end = typeof channel === 'string' ? { ended: channel } : await attend(channel, job, { stdout, stderr, remainingMs });
    return {
        code: end.code,
        signal: end.signal,
        stdout: stdout.text(),
        stderr: stderr.text(),
        ended: end.ended,
        why: end.ended === 'connection-lost' ? (whyLost() ?? 'the host closed the connection') : undefined,
        durationMs: performance.now() - startedMs,
    };
}
/** The program's channel, or why there is none. */
function session_open(client, whyLost, job) {
    return new Promise((resolve, reject) => {
        const fail = (error) => {
            clearTimeout(deadline);
            const isLost = whyLost() !== undefined || /^(Not connected|No response from server)$/.test((0,errors/* messageOf */.bD)(error));
            if (isLost)
                resolve('connection-lost');
            else
                reject(notStarted(job, error));
        };
        let isLate = false;
        const deadline = setTimeout(() => {
            isLate = true;
            resolve('timed-out');
        }, job.timeoutMs);
        try {
            client.exec((0,quote/* loginShellCommand */.$)(job.program), (error, channel) => {
                clearTimeout(deadline);
                if (error)
                    fail(error);
                else if (isLate)
                    channel.close();
                else
                    resolve(channel);
            });
        }
        catch (error) {
            fail(error);
        }
    });
}
function notStarted(job, error) {
    return new errors/* DeployError */.sH({
        code: 'host-program-failed',
        what: `The host would not start the program for ${job.label}: ${(0,errors/* messageOf */.bD)(error)}`,
        why: 'The SSH server let us in but refused to run anything, for example because of MaxSessions, AllowAgentForwarding or a login shell that does not exist.',
        hint: 'Try it by hand: ssh USER@HOST true. Look on the host: journalctl -u ssh -u sshd -n 50.',
        cause: error,
    });
}

;// CONCATENATED MODULE: ./.build/compiled/host/login.js









const DEFAULT_KEEPALIVE_MS = 15_000;
const UNANSWERED_KEEPALIVES = 3;
const CLOSE_PATIENCE_MS = 1_000;
/** The host and we have no algorithm in common. */
class NoCommonAlgorithm extends Error {
}
/** One TCP connection on its way to become an SSH connection. */
class Attempt {
    #options;
    #key;
    #refusedTypes;
    #socket;
    #phase = 'handshake';
    #methods;
    #lost;
    /** The key that the host showed. */
    shown;
    constructor(options, key, refusedTypes, socket) {
        this.#options = options;
        this.#key = key;
        this.#refusedTypes = refusedTypes;
        this.#socket = socket;
    }
    async login(timeoutMs) {
        const ssh = new esm/* NodeSSH */.H();
        const connecting = ssh.connect(this.#config(timeoutMs));
        const client = ssh.connection;
        if (client === null) {
            await connecting;
            throw new dial/* Unreached */.YX('broke-off', 'the connection ended at once', undefined);
        }
        // node-ssh takes its own listener away when it is connected; without ours, a reset would end the process.
        client.on('error', (error) => (this.#lost ??= error.message));
        client.on('handshake', () => (this.#phase = 'authentication'));
        client.on('close', () => (this.#lost ??= 'the host closed the connection'));
        await connecting;
        return this.#connection(client);
    }
    #config(readyTimeout) {
        const { host, port, user, hostKey, agent, keepaliveMs } = this.#options;
        return {
            host,
            port,
            sock: this.#socket,
            username: user,
            privateKey: this.#key.reveal(),
            readyTimeout,
            keepaliveInterval: keepaliveMs ?? DEFAULT_KEEPALIVE_MS,
            keepaliveCountMax: UNANSWERED_KEEPALIVES,
            algorithms: { serverHostKey: (0,host_key/* hostKeyAlgorithms */.Qb)(hostKey, this.#refusedTypes) },
            hostVerifier: (blob) => {
                this.shown = (0,fingerprint/* describePublicKey */.a)(blob);
                return (0,host_key/* isTrusted */.W2)(hostKey, this.shown);
            },
            // Only our key, once: the agent's keys are for the host's use, not for logging in.
            authHandler: (methods, _isPartial, next) => {
                if (methods === null)
                    return next('publickey');
                this.#methods = methods;
                this.#socket.destroy();
            },
            ...(agent === undefined ? {} : { agent, agentForward: true }),
        };
    }
    /** Sorts the error that ended this attempt: thrown on as it is when trying again may help. */
    explain(error) {
        if (error instanceof dial/* Unreached */.YX)
            return error;
        const message = (0,errors/* messageOf */.bD)(error);
        const level = external_node_util_.types.isNativeError(error) && 'level' in error ? error.level : undefined;
        if (/no matching/i.test(message)) {
            return this.#refusedTypes.size > 0
                ? new NoCommonAlgorithm(message)
                : noCommonAlgorithmError(this.#options, message);
        }
        if (this.#methods !== undefined || (this.#phase === 'authentication' && isDisconnection(error))) {
            const { user } = this.#options;
            const said = this.#methods === undefined ? message : 'permission denied';
            return authRefusedError(this.#options, {
                user,
                key: (0,private_key/* publicKeyOf */.kc)(this.#key),
                methods: this.#methods,
                message: said,
            });
        }
        if (level === 'client-timeout')
            return new dial/* Unreached */.YX('timed-out', message, error);
        return external_node_util_.types.isNativeError(error) ? (0,dial/* unreached */.iq)(error) : new dial/* Unreached */.YX('broke-off', message, error);
    }
    #connection(client) {
        const { shown } = this;
        if (shown === undefined)
            throw new Error('The host key was not verified.');
        const options = this.#options;
        const socket = this.#socket;
        const whyLost = () => this.#lost;
        let execs = 0;
        return {
            fingerprint: shown.fingerprint,
            warnings: options.hostKey.kind === 'accept-any' ? [(0,host_key/* acceptAnyWarning */.pp)(shown, options)] : [],
            run(job) {
                execs += 1;
                return runJob(client, whyLost, job);
            },
            get traffic() {
                return { execs, bytesSent: socket.bytesWritten, bytesReceived: socket.bytesRead };
            },
            [Symbol.asyncDispose]: () => login_close(client, socket),
        };
    }
}
/** The server said goodbye by SSH's own message, which carries a number as its reason. */
function isDisconnection(error) {
    return external_node_util_.types.isNativeError(error) && 'code' in error && typeof error.code === 'number';
}
/** Says goodbye (RFC 4253, section 11.1) and hangs up as soon as that is sent: nobody waits for the host to do so too. */
function login_close(client, socket) {
    if (socket.closed)
        return Promise.resolve();
    return new Promise((resolve) => {
        const timer = setTimeout(() => socket.destroy(), CLOSE_PATIENCE_MS);
        socket.once('finish', () => socket.destroy());
        socket.once('close', () => {
            clearTimeout(timer);
            resolve();
        });
        client.end();
    });
}

;// CONCATENATED MODULE: ./.build/compiled/host/ssh.js







const ATTEMPT_MS = dial/* FIRST_DIAL_MS */.bH;
/** A name that does not resolve is mostly misspelt; only the DNS of a new instance gets this long to appear. */
const UNRESOLVABLE_PATIENCE_MS = 15_000;
/**
 * Connects, proves the host's key and logs in. An unreachable host is tried again with growing pauses until `timeoutMs`;
 * a refused key or an untrusted host is not.
 * @throws DeployError ssh-key-unreadable, ssh-key-passphrase, host-unreachable, host-key-unknown, host-key-mismatch,
 * ssh-auth-refused
 */
async function connect(options) {
    const key = (0,private_key/* mendPrivateKey */.Tk)(options.key, options.passphrase);
    const startedMs = performance.now();
    const elapsedMs = () => performance.now() - startedMs;
    let attempts = 0;
    try {
        return await (0,p_retry/* default */.Ay)((attempt) => {
            attempts = attempt;
            return connectOnce(attempt === 1 ? options : { ...options, dialed: undefined }, key, new Set(), Math.min(ATTEMPT_MS, Math.max(1_000, options.timeoutMs - elapsedMs())));
        }, {
            retries: Infinity,
            minTimeout: 500,
            maxTimeout: 10_000,
            maxRetryTime: options.timeoutMs,
            signal: options.signal,
            shouldRetry: ({ error, attemptNumber }) => {
                if (!(error instanceof dial/* Unreached */.YX))
                    return false;
                if (error.kind === 'unresolvable' && elapsedMs() > UNRESOLVABLE_PATIENCE_MS)
                    return false;
                options.onRetry?.(`Attempt ${attemptNumber} to reach ${options.host} failed (${error.message}). Trying again.`);
                return true;
            },
        });
    }
    catch (error) {
        throw error instanceof dial/* Unreached */.YX ? unreachableError(error, options, attempts, elapsedMs()) : error;
    }
}
async function connectOnce(options, key, refusedTypes, timeoutMs) {
    const startedMs = performance.now();
    const { signal } = options;
    const socket = await (options.dialed ?? (0,dial/* dial */.zy)(options, timeoutMs, signal));
    const giveUp = () => void socket.destroy();
    signal?.addEventListener('abort', giveUp);
    if (signal?.aborted === true)
        giveUp();
    const attempt = new Attempt(options, key, refusedTypes, socket);
    try {
        return await attempt.login(Math.max(1_000, timeoutMs - (performance.now() - startedMs)));
    }
    catch (error) {
        socket.destroy();
        const shown = attempt.shown;
        if (shown !== undefined && !(0,host_key/* isTrusted */.W2)(options.hostKey, shown)) {
            if (!(0,host_key/* mayHaveAnotherKey */.E4)(options.hostKey))
                throw (0,host_key/* hostKeyError */.c1)(options.hostKey, shown, options);
            return connectForAnotherKey(options, key, new Set([...refusedTypes, shown.type]), { shown, timeoutMs });
        }
        throw attempt.explain(error);
    }
    finally {
        signal?.removeEventListener('abort', giveUp);
    }
}
/** Only fingerprints are pinned: asks the host for its keys of the other types before calling it a stranger. */
async function connectForAnotherKey(options, key, refusedTypes, before) {
    const stranger = (0,host_key/* hostKeyError */.c1)(options.hostKey, before.shown, options);
    if ((0,host_key/* hostKeyAlgorithms */.Qb)(options.hostKey, refusedTypes).length === 0)
        throw stranger;
    try {
        return await connectOnce({ ...options, dialed: undefined }, key, refusedTypes, before.timeoutMs);
    }
    catch (error) {
        const isAnotherStranger = error instanceof errors/* DeployError */.sH && error.code === 'host-key-mismatch';
        throw isAnotherStranger || error instanceof NoCommonAlgorithm ? stranger : error;
    }
}


/***/ }),

/***/ 4995:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ay: () => (/* binding */ pRetry)
});

// UNUSED EXPORTS: AbortError, makeRetriable

;// CONCATENATED MODULE: ./node_modules/is-network-error/index.js
const objectToString = Object.prototype.toString;

const isError = value => objectToString.call(value) === '[object Error]';

const errorMessages = new Set([
	'network error', // Chrome
	'NetworkError when attempting to fetch resource.', // Firefox
	'The Internet connection appears to be offline.', // Safari 16
	'Network request failed', // `cross-fetch`
	'fetch failed', // Undici (Node.js)
	'terminated', // Undici (Node.js)
	' A network error occurred.', // Bun (WebKit)
	'Network connection lost', // Cloudflare Workers (fetch)
]);

function isNetworkError(error) {
	const isValid = error
		&& isError(error)
		&& error.name === 'TypeError'
		&& typeof error.message === 'string';

	if (!isValid) {
		return false;
	}

	const {message, stack} = error;

	// Safari 17+ has generic message but no stack for network errors
	if (message === 'Load failed' || (message.startsWith('Load failed (') && message.endsWith(')'))) {
		return stack === undefined
			// Sentry adds its own stack trace to the fetch error, so also check for that
			|| '__sentry_captured__' in error;
	}

	// Deno network errors start with specific text
	if (message.startsWith('error sending request for url')) {
		return true;
	}

	// Chrome: exact "Failed to fetch" or with hostname: "Failed to fetch (example.com)"
	if (message === 'Failed to fetch' || (message.startsWith('Failed to fetch (') && message.endsWith(')'))) {
		return true;
	}

	// Standard network error messages
	return errorMessages.has(message);
}

;// CONCATENATED MODULE: ./node_modules/p-retry/index.js


function validateRetries(retries) {
	if (typeof retries === 'number') {
		if (retries < 0) {
			throw new TypeError('Expected `retries` to be a non-negative number.');
		}

		if (Number.isNaN(retries)) {
			throw new TypeError('Expected `retries` to be a valid number or Infinity, got NaN.');
		}
	} else if (retries !== undefined) {
		throw new TypeError('Expected `retries` to be a number or Infinity.');
	}
}

function validateNumberOption(name, value, {min = 0, allowInfinity = false} = {}) {
	if (value === undefined) {
		return;
	}

	if (typeof value !== 'number' || Number.isNaN(value)) {
		throw new TypeError(`Expected \`${name}\` to be a number${allowInfinity ? ' or Infinity' : ''}.`);
	}

	if (!allowInfinity && !Number.isFinite(value)) {
		throw new TypeError(`Expected \`${name}\` to be a finite number.`);
	}

	if (value < min) {
		throw new TypeError(`Expected \`${name}\` to be \u2265 ${min}.`);
	}
}

class AbortError extends Error {
	constructor(message) {
		super();

		if (message instanceof Error) {
			this.originalError = message;
			({message} = message);
		} else {
			this.originalError = new Error(message);
			this.originalError.stack = this.stack;
		}

		this.name = 'AbortError';
		this.message = message;
	}
}

function calculateDelay(retriesConsumed, options) {
	const attempt = Math.max(1, retriesConsumed + 1);
	const random = options.randomize ? (Math.random() + 1) : 1;

	let timeout = Math.round(random * options.minTimeout * (options.factor ** (attempt - 1)));
	timeout = Math.min(timeout, options.maxTimeout);

	return timeout;
}

function calculateRemainingTime(start, max) {
	if (!Number.isFinite(max)) {
		return max;
	}

	return max - (performance.now() - start);
}

async function onAttemptFailure({error, attemptNumber, retriesConsumed, startTime, options}) {
	const normalizedError = error instanceof Error
		? error
		: new TypeError(`Non-error was thrown: "${error}". You should only throw errors.`);

	if (normalizedError instanceof AbortError) {
		throw normalizedError.originalError;
	}

	const retriesLeft = Number.isFinite(options.retries)
		? Math.max(0, options.retries - retriesConsumed)
		: options.retries;

	const maxRetryTime = options.maxRetryTime ?? Number.POSITIVE_INFINITY;

	const context = Object.freeze({
		error: normalizedError,
		attemptNumber,
		retriesLeft,
		retriesConsumed,
	});

	await options.onFailedAttempt(context);

	if (calculateRemainingTime(startTime, maxRetryTime) <= 0) {
		throw normalizedError;
	}

	const consumeRetry = await options.shouldConsumeRetry(context);

	const remainingTime = calculateRemainingTime(startTime, maxRetryTime);

	if (remainingTime <= 0 || retriesLeft <= 0) {
		throw normalizedError;
	}

	if (normalizedError instanceof TypeError && !isNetworkError(normalizedError)) {
		if (consumeRetry) {
			throw normalizedError;
		}

		options.signal?.throwIfAborted();
		return false;
	}

	if (!await options.shouldRetry(context)) {
		throw normalizedError;
	}

	if (!consumeRetry) {
		options.signal?.throwIfAborted();
		return false;
	}

	const delayTime = calculateDelay(retriesConsumed, options);
	const finalDelay = Math.min(delayTime, remainingTime);

	options.signal?.throwIfAborted();

	if (finalDelay > 0) {
		await new Promise((resolve, reject) => {
			const onAbort = () => {
				clearTimeout(timeoutToken);
				options.signal?.removeEventListener('abort', onAbort);
				reject(options.signal.reason);
			};

			const timeoutToken = setTimeout(() => {
				options.signal?.removeEventListener('abort', onAbort);
				resolve();
			}, finalDelay);

			if (options.unref) {
				timeoutToken.unref?.();
			}

			options.signal?.addEventListener('abort', onAbort, {once: true});
		});
	}

	options.signal?.throwIfAborted();

	return true;
}

async function pRetry(input, options = {}) {
	options = {...options};

	validateRetries(options.retries);

	if (Object.hasOwn(options, 'forever')) {
		throw new Error('The `forever` option is no longer supported. For many use-cases, you can set `retries: Infinity` instead.');
	}

	options.retries ??= 10;
	options.factor ??= 2;
	options.minTimeout ??= 1000;
	options.maxTimeout ??= Number.POSITIVE_INFINITY;
	options.maxRetryTime ??= Number.POSITIVE_INFINITY;
	options.randomize ??= false;
	options.onFailedAttempt ??= () => {};
	options.shouldRetry ??= () => true;
	options.shouldConsumeRetry ??= () => true;

	// Validate numeric options and normalize edge cases
	validateNumberOption('factor', options.factor, {min: 0, allowInfinity: false});
	validateNumberOption('minTimeout', options.minTimeout, {min: 0, allowInfinity: false});
	validateNumberOption('maxTimeout', options.maxTimeout, {min: 0, allowInfinity: true});
	validateNumberOption('maxRetryTime', options.maxRetryTime, {min: 0, allowInfinity: true});

	// Treat non-positive factor as 1 to avoid zero backoff or negative behavior
	if (!(options.factor > 0)) {
		options.factor = 1;
	}

	options.signal?.throwIfAborted();

	let attemptNumber = 0;
	let retriesConsumed = 0;
	const startTime = performance.now();

	while (Number.isFinite(options.retries) ? retriesConsumed <= options.retries : true) {
		attemptNumber++;

		try {
			options.signal?.throwIfAborted();

			const result = await input(attemptNumber);

			options.signal?.throwIfAborted();

			return result;
		} catch (error) {
			if (await onAttemptFailure({
				error,
				attemptNumber,
				retriesConsumed,
				startTime,
				options,
			})) {
				retriesConsumed++;
			}
		}
	}

	// Should not reach here, but in case it does, throw an error
	throw new Error('Retry attempts exhausted without throwing an error.');
}

function makeRetriable(function_, options) {
	return function (...arguments_) {
		return pRetry(() => function_.apply(this, arguments_), options);
	};
}


/***/ })

};
