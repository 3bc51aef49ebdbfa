export const id = 438;
export const ids = [438];
export const modules = {

/***/ 206:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   q: () => (/* binding */ contradiction),
/* harmony export */   s: () => (/* binding */ addressesOf)
/* harmony export */ });
/* harmony import */ var _describe_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9630);

/** All addresses of an instance. */
function addressesOf({ publicAddress, privateAddress, ipv6Addresses }) {
    return [publicAddress ?? [], ipv6Addresses, privateAddress ?? []].flat();
}
/** The failure if `host` is not this instance. `resolved`: the addresses that the host is or resolves to. */
function contradiction(host, resolved, instance) {
    const own = addressesOf(instance);
    if (host === instance.publicDnsName || resolved.some((address) => own.includes(address)))
        return undefined;
    const found = resolved.length === 0 ? 'does not resolve' : `is ${resolved.join(', ')}`;
    return {
        code: 'instance-address-mismatch',
        what: `The host ${host} is not the instance ${(0,_describe_js__WEBPACK_IMPORTED_MODULE_0__/* .instanceText */ .tK)(instance)}`,
        why: `${host} ${resolved.includes(host) ? 'is not among its addresses' : found}; the instance has ${own.join(', ') || 'no address'}. A public address that is not an Elastic IP changes when the instance is stopped and started.`,
        hint: 'Remove the input host, so that the address of the instance is used, or correct one of the two.',
    };
}


/***/ }),

/***/ 9630:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   EY: () => (/* binding */ instanceNote),
/* harmony export */   Ut: () => (/* binding */ instanceLine),
/* harmony export */   tK: () => (/* binding */ instanceText)
/* harmony export */ });
/** `i-0123… (shop)` */
function instanceText({ id, name }) {
    return name === undefined || name === '' ? id : `${id} (${name})`;
}
/** One line of a list of instances. */
function instanceLine(instance) {
    const { state, zone, publicAddress, privateAddress } = instance;
    const address = publicAddress ?? privateAddress ?? 'no address';
    return `${instanceText(instance)}, ${state}, ${zone}, ${address}`;
}
/** What a run prints of its instance. */
function instanceNote(instance) {
    const { zone, publicAddress, privateAddress, ipv6Addresses, isElastic, groups } = instance;
    const shown = [
        ...(publicAddress === undefined ? [] : [`${publicAddress} (${isElastic ? 'Elastic IP' : 'no Elastic IP'})`]),
        ...ipv6Addresses,
        ...(privateAddress === undefined ? [] : [`${privateAddress} (private)`]),
    ];
    const names = groups.map(({ id, name }) => `${id} (${name})`).join(', ');
    return `Instance ${instanceText(instance)} in ${zone}: ${shown.join(', ') || 'no address'}; security groups: ${names || 'none'}`;
}


/***/ }),

/***/ 7594:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   FX: () => (/* binding */ mayAdmit),
/* harmony export */   g1: () => (/* binding */ openToWorld),
/* harmony export */   hU: () => (/* binding */ covers)
/* harmony export */ });
/** All addresses. */
const WORLD = new Set(['0.0.0.0/0', '::/0']);
/** Whether a rule is for a TCP port. */
function covers({ protocol, fromPort, toPort }, port) {
    if (protocol === '-1')
        return true;
    return (protocol === 'tcp' || protocol === '6') && fromPort <= port && port <= toPort;
}
/** The rules that admit all addresses to a TCP port. */
function openToWorld(rules, port) {
    return rules.filter((rule) => covers(rule, port) && rule.network !== undefined && WORLD.has(rule.network));
}
/** Whether any rule can admit a runner to a TCP port. One for another security group or a prefix list can, too: a runner may be there. */
function mayAdmit(rules, port) {
    return rules.some((rule) => covers(rule, port));
}


/***/ }),

/***/ 8037:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ plainName)
/* harmony export */ });
/** Lower case and without the final dot, as this action writes names. */
function plainName(name) {
    return name.toLowerCase().replace(/\.$/, '');
}


/***/ }),

/***/ 9349:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d0: () => (/* binding */ sortRecordSets),
/* harmony export */   xD: () => (/* binding */ recordName),
/* harmony export */   yW: () => (/* binding */ bareId)
/* harmony export */ });
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8037);

/** Sorts the record sets of one name into the ones that can be replaced, the special ones, and the rest. */
function sortRecordSets(sets) {
    const current = [];
    const special = [];
    const otherTypes = new Set();
    for (const set of sets) {
        const name = recordName(set.Name);
        const type = set.Type ?? '';
        const why = whySpecial(set);
        if (type !== 'A' && type !== 'AAAA' && type !== 'CNAME')
            otherTypes.add(type);
        else if (why !== undefined)
            special.push({ name, type, why, values: valuesOf(set), ...routingOf(set) });
        else
            current.push({ name, type, ttlSeconds: set.TTL ?? 0, values: valuesOf(set), ...healthCheckOf(set) });
    }
    return { current, special, otherTypes: [...otherTypes] };
}
/** A name as Route 53 writes it (`\052.example.com.` for `*.example.com`) in this action's form. */
function recordName(name) {
    const unescaped = (name ?? '').replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
    return (0,_name_js__WEBPACK_IMPORTED_MODULE_0__/* .plainName */ .M)(unescaped);
}
/** Values exactly as Route 53 returned them: a DELETE must name them exactly. The planner compares them. */
function valuesOf(set) {
    return (set.ResourceRecords ?? []).map((record) => record.Value ?? '');
}
function healthCheckOf({ HealthCheckId }) {
    return HealthCheckId === undefined ? {} : { healthCheckId: HealthCheckId };
}
function routingOf({ SetIdentifier, Weight, Failover }) {
    return {
        ...(SetIdentifier === undefined ? {} : { identifier: SetIdentifier }),
        ...(Weight === undefined ? {} : { weight: Weight }),
        ...(Failover === undefined ? {} : { failover: Failover }),
    };
}
function whySpecial(set) {
    if (set.AliasTarget !== undefined)
        return 'alias';
    if (set.Weight !== undefined)
        return 'weighted';
    if (set.Region !== undefined)
        return 'latency';
    if (set.Failover !== undefined)
        return 'failover';
    if (set.GeoLocation !== undefined)
        return 'geolocation';
    if (set.MultiValueAnswer !== undefined)
        return 'multivalue';
    return set.SetIdentifier !== undefined || set.TrafficPolicyInstanceId !== undefined
        ? 'other-routing-policy'
        : undefined;
}
/** `Z123` of `/hostedzone/Z123`. */
function bareId(id) {
    return (id ?? '').replace(/^\/?[a-z]+\//, '');
}


/***/ }),

/***/ 7438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  runOnce: () => (/* binding */ runOnce)
});

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
// EXTERNAL MODULE: ./.build/compiled/errors/deploy-error.js
var deploy_error = __webpack_require__(5004);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: ./node_modules/ssh2/lib/index.js
var lib = __webpack_require__(5472);
// EXTERNAL MODULE: ./.build/compiled/ssh/wire.js
var wire = __webpack_require__(2572);
;// CONCATENATED MODULE: ./.build/compiled/ssh/agent/protocol.js

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
/** @throws RangeError when the frame does not match its type */
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
/** Parses the data to be signed; undefined for anything but a login with a key. */
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

// EXTERNAL MODULE: ./.build/compiled/ssh/keys/fingerprint.js
var fingerprint = __webpack_require__(7414);
// EXTERNAL MODULE: ./.build/compiled/ssh/host-keys/verify.js
var verify = __webpack_require__(9834);
// EXTERNAL MODULE: ./.build/compiled/ssh/keys/private-key.js + 1 modules
var private_key = __webpack_require__(7001);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./.build/compiled/ssh/agent/signature.js



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
/** A signature in SSH format; undefined for RSA with SHA-1, which is no longer supported. */
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
/** Whether the owner of this public key (SSH wire format) signed the data. */
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
/** SSH `mpint`: no leading zeros, except one if the sign bit would be set. */
function mpint(value) {
    const first = value.findIndex((byte) => byte !== 0);
    const digits = first === -1 ? Buffer.alloc(0) : value.subarray(first);
    return (0,wire/* wireString */.f9)((digits[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), digits]) : digits);
}
function fixed(value, size) {
    const digits = value.subarray(Math.max(0, value.length - size));
    return Buffer.concat([Buffer.alloc(size - digits.length), digits]);
}

;// CONCATENATED MODULE: ./.build/compiled/ssh/agent/deploy-key-agent.js









/** Fetching one repository never needs more. */
const MAX_SIGNATURES = 16;
const MAX_FRAME_BYTES = 256 * 1024;
/**
 * Serves one key to the host over agent forwarding: the key never leaves this process, and it signs only logins at its git
 * server. Used with `connect({ agent })`.
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
        const repaired = (0,private_key.repairPrivateKey)(options.key);
        const { type, base64 } = (0,private_key.publicKeyOf)(repaired);
        this.#key = (0,private_key.keyObjectOf)(repaired);
        this.#type = type;
        this.#publicBlob = Buffer.from(base64, 'base64');
        this.#options = options;
    }
    /** The refused requests, as texts that explain a failed fetch. */
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
    /** Only the host uses this key; it is never offered for the login to the host. */
    getIdentities(callback) {
        callback(new Error('The deploy key must not be used to log in to the host.'));
    }
    sign() {
        throw new Error('The deploy key must not be used to log in to the host.');
    }
    /** The agent's end of one forwarded connection. It always consumes complete frames, even unknown ones. */
    #stream() {
        let pending = Buffer.alloc(0);
        let binding;
        const answer = (frame) => {
            try {
                const request = parseAgentRequest(frame);
                // After a refused binding, no request may be answered as if there had been no binding.
                if (binding === 'refused')
                    return Buffer.from([AGENT.failure]);
                if (request.kind !== 'bind')
                    return this.#answer(request, binding);
                const problem = binding === undefined ? this.#problemOfBinding(request) : 'it is already bound';
                binding = problem === undefined ? request.binding : 'refused';
                return problem === undefined
                    ? Buffer.from([AGENT.success])
                    : this.#refuse(`session binding refused: ${problem}`);
            }
            catch (error) {
                return this.#refuse(`invalid agent request: ${(0,deploy_error/* messageOf */.bD)(error)}`);
            }
        };
        const stream = new external_node_stream_.Transform({
            transform(chunk, _encoding, done) {
                pending = Buffer.concat([pending, chunk]);
                while (pending.length >= 4) {
                    const length = pending.readUInt32BE();
                    if (length > MAX_FRAME_BYTES)
                        return done(new RangeError(`The agent received a frame of ${length} bytes, which is too large.`));
                    if (pending.length < 4 + length)
                        break;
                    this.push((0,wire/* wireString */.f9)(answer(pending.subarray(4, 4 + length))));
                    pending = pending.subarray(4 + length);
                }
                done();
            },
        });
        // The connection pipes through this stream without an error listener; an unhandled error would end the process.
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
                    return this.#refuse(`signing refused: ${problem}`);
                const signature = signForSsh(this.#key, this.#type, request.data, request.flags);
                if (signature === undefined)
                    return this.#refuse('signing refused: the client requested RSA with SHA-1');
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
            return 'the host tried to forward the key to another host';
        if (!(0,verify/* isTrusted */.W2)(this.#options.server, key))
            return `${key.fingerprint} (${key.type}) is not a host key of the git server`;
        return isSignedForSsh(hostKey, sessionId, request.signature)
            ? undefined
            : `the signature by ${key.fingerprint} is invalid`;
    }
    #problemOfSigning(key, data, binding) {
        const login = parseLoginRequest(data);
        const user = this.#options.user ?? 'git';
        if (!key.equals(this.#publicBlob))
            return 'the client requested another key';
        if (login === undefined)
            return 'the data is not an SSH login';
        if (!login.key.equals(key))
            return 'the login uses another key';
        if (login.user !== user)
            return `the login is for user '${login.user}' instead of '${user}'`;
        if (this.#signatures >= MAX_SIGNATURES)
            return `the limit of ${MAX_SIGNATURES} logins is reached`;
        if (binding === undefined) {
            if (this.#options.allowUnbound === true)
                return undefined;
            return 'the ssh client of the host does not report its server (OpenSSH 8.9 or later does)';
        }
        const isSameServer = login.hostKey === undefined || login.hostKey.equals(binding.hostKey);
        return isSameServer && login.sessionId.equals(binding.sessionId) ? undefined : 'the login is at another server';
    }
    #refuse(why) {
        this.#refusals.push(why);
        return Buffer.from([AGENT.failure]);
    }
}

// EXTERNAL MODULE: ./.build/compiled/ssh/quote.js
var quote = __webpack_require__(4065);
;// CONCATENATED MODULE: ./.build/compiled/host/assignments.js

/** Shell assignments, a line each: how values travel to the host. Names are ours; values may be anything but NUL. */
function assignments(values) {
    return Object.entries(values)
        .map(([name, value]) => `${name}=${(0,quote/* quote */.h)(value)}\n`)
        .join('');
}

;// CONCATENATED MODULE: ./.build/compiled/host/module-imports.js
/** A module of the Python program and all that it imports of the program, at any depth; by their paths in it, sorted. Pure. */
function modulesBehind(path, readTemplate) {
    const found = new Set();
    const need = (module) => {
        const text = found.has(module) ? undefined : textOf(module, readTemplate);
        if (text === undefined)
            return;
        found.add(module);
        need(`${module.slice(0, module.lastIndexOf('/'))}/__init__.py`);
        for (const [, from = '', listed, names = listed ?? ''] of text.matchAll(IMPORTED)) {
            const place = from.replaceAll('.', '/');
            for (const other of [place, ...names.split(',').map((name) => `${place}/${name.trim()}`)])
                need(`${other}.py`);
        }
    };
    need(path);
    return [...found].sort();
}
/** Names in brackets may be on several lines. */
const IMPORTED = /^\s*from ([\w.]+) import (?:\(([^)]*)\)|([\w, ]+))/gm;
/** The text of a module; undefined: it is none of the program's. */
function textOf(module, readTemplate) {
    try {
        return readTemplate(`host/program/${module}`);
    }
    catch {
        return undefined;
    }
}

// EXTERNAL MODULE: ./.build/compiled/digest.js
var compiled_digest = __webpack_require__(8286);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./.build/compiled/templates.js


/** The same distance from src/ and from dist/: the bundle reads the templates that were committed with it. */
const folder = external_node_path_.join(import.meta.dirname, '..', 'templates');
/** Reads a text of `templates/`, such as `proxy/edge.compose.yml`. */
function readTemplate(relative) {
    return (0,external_node_fs_.readFileSync)(external_node_path_.join(folder, relative), 'utf8');
}
/** The Python modules below a folder of `templates/`, by their paths below that folder, sorted. */
function listModules(relative) {
    return (0,external_node_fs_.readdirSync)(external_node_path_.join(folder, relative), { recursive: true, encoding: 'utf8' })
        .map((name) => name.replaceAll('\\', '/'))
        .filter((name) => name.endsWith('.py'))
        .sort();
}

;// CONCATENATED MODULE: ./.build/compiled/host/program-files.js


/**
 * The host program with its launchers, as parts of a bundle. Of a host that keeps the same program (`kept`: the digest of its
 * `program.json`) only the launchers are sent. The inspection of the host is sent by itself, without a bundle.
 */
function programParts(root, kept, readTemplate) {
    const program = packedProgram(readTemplate);
    const digest = (0,compiled_digest/* digestOf */.o)(program);
    const at = JSON.stringify({ path: `${root}/program.json`, sha256: digest });
    return [
        ...['start.sh', 'start.py'].map((path) => ({ path, mode: 0o755, content: readTemplate(`host/${path}`) })),
        kept === digest
            ? { path: 'program-at', mode: 0o644, content: at }
            : { path: 'program.json', mode: 0o644, content: program },
    ];
}
/** The modules of the host program as JSON, text by path: the same text for the same version of the action. */
function packedProgram(readTemplate) {
    const paths = listModules('host/program').filter((path) => !path.startsWith('observe/'));
    return JSON.stringify(Object.fromEntries(paths.map((path) => [path, readTemplate(`host/program/${path}`)])));
}
/** A shell program less the lines that only people read: the inspection goes on a command line, in the first packets. */
function withoutComments(program) {
    const [first = '', ...lines] = program.split('\n');
    return [first, ...lines.filter((line) => !/^\s*#/.test(line))].join('\n');
}

;// CONCATENATED MODULE: ./.build/compiled/host/inspection.js



/** What asks registries; only sent if there is something to ask. */
const REGISTRIES = /^observe\/(images|logins|registry|registry_http|said)\.py$/;
/** What looks for nginx, certbot, Python and the site's units; only sent for a site without Docker. */
const NATIVE = /^observe\/native(_units)?\.py$/;
/** The program that inspects a host. What it prints is for `parseObservation`. */
function inspectionProgram(question, readTemplate) {
    const isNeeded = (path) => (question.images.length > 0 || !REGISTRIES.test(path)) &&
        (question.native !== null || !NATIVE.test(path)) &&
        (question.externals.length > 0 || path !== 'observe/externals.py');
    // With the rights of root it loads itself once more (observe/privileged.py).
    const modules = [...modulesBehind('observe/main.py', readTemplate).filter(isNeeded), 'observe/load.py'];
    return sentProgram({ main: 'observe.main', modules, question, root: question.root, project: question.project }, readTemplate);
}
/** The program that looks at the containers once, see services.ts. */
function servicesProgram(question, readTemplate) {
    const modules = modulesBehind('health/watch.py', readTemplate);
    return sentProgram({ main: 'health.watch', modules, question, root: '', project: question.project }, readTemplate);
}
/** The program that fetches a commit into the site's repository on the host. */
function fetchProgram(question, readTemplate) {
    const modules = modulesBehind('files/fetch_commit.py', readTemplate);
    return sentProgram({ main: 'files.fetch_commit', modules, question, root: question.root, project: '' }, readTemplate);
}
/** A part of the Python program as a POSIX sh program that starts it, see templates/host/observe.sh. */
function sentProgram({ main, modules, question, root, project }, readTemplate) {
    const texts = modules.map((path) => [moduleName(path), withoutWords(readTemplate(`host/program/${path}`))]);
    return (assignments({
        LOAD: withoutWords(readTemplate('host/program/observe/load.py')),
        SENT: JSON.stringify({ main, modules: Object.fromEntries(texts), question }),
        ROOT_INPUT: root,
        PROJECT: project,
    }) + withoutComments(readTemplate('host/observe.sh')));
}
/** A module less what only people read: the program goes on a command line, and should fit into the first packets of a connection. */
function withoutWords(module) {
    return module
        .replace(/^( *)"""[^]*?"""\n/gm, '$1""\n')
        .replace(/^ *#.*\n/gm, '')
        .replace(/\n{2,}/g, '\n');
}
function moduleName(path) {
    return path.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
}

;// CONCATENATED MODULE: ./.build/compiled/ssh/host-keys/github.js

/**
 * The host keys that GitHub publishes for github.com.
 * Source: https://docs.github.com/authentication/keeping-your-account-and-data-secure/githubs-ssh-key-fingerprints
 */
const GITHUB_KNOWN_HOSTS = [
    'github.com ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOMqqnkVzrm0SdG6UOoqKLsabgH5C9okWi0dh2l9GKJl',
    'github.com ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBEmKSENjQEezOmxkZMy7opKgwFB9nkt5YRrYMjNuG5N87uRgg6CLrbo5wAdT/y6v0mKV0U2w0WZ2YB/++Tpockg=',
    'github.com ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABgQCj7ndNxQowgcQnjshcLrqPEiiphnt+VTTvDP6mHBL9j1aNUkY4Ue1gvwnGLVlOhGeYrnZaMgRK6+PKCUXaDbC7qtbW8gIkhL7aGCsOr/C56SJMy/BCZfxd1nWzAOxSDPgVsmerOBYfNqltV9/hWCqBywINIR+5dIg6JTJ72pcEpEjcYgXkE2YEFXV1JHnsKgbLWNlhScqb2UmyRkQyytRLtL+38TGxkxCflmO+5Z8CSSNY7GidjMIZ7Q4zMjA2n1nGrlTDkzwDCsw+wqFPGQA179cnfGWOWRVruj16z6XyvxvjJwbz0wQZ75XK5tKSb7FNyeIEs4TT4jk+S4dhPeAUC5y+bDYirYgM4GC7uEnztnZyaVWQ7B381AK4Qdrwt51ZqExKbQpTUNn+EjqoTwvqNj4kqx5QUCI0ThS/YkOxJCXmPUWZbhjpCg56i+2aB6CmK2JGhn57K5mj0MNdBXA4/WnwH6XoPWJzK5Nyu2zB3nAZp+S5hpQs+p1vN1/wsjk=',
];
/** The same keys as PublicKey objects. */
function githubHostKeys() {
    return GITHUB_KNOWN_HOSTS.map((line) => describePublicKey(Buffer.from(line.split(' ')[2] ?? '', 'base64')));
}
/** The host key policy of github.com. */
function githubHostKeyPolicy() {
    return { kind: 'pinned', pins: githubHostKeys().map(({ type, base64 }) => ({ kind: 'key', type, base64 })) };
}

// EXTERNAL MODULE: ./.build/compiled/ssh/host-keys/known-hosts.js
var known_hosts = __webpack_require__(3446);
;// CONCATENATED MODULE: ./.build/compiled/apply/fetch-commit.js
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
            throw new deploy_error/* DeployError */.sH(failed(`repository-host-key: ${server.problem}`));
        const agent = new DeployKeyAgent({ key: source.deployKey, server, allowUnbound: !doesBind(host.sshVersion) });
        const connection = __addDisposableResource(env_1, await ports.connect(agent), true);
        const request = { root: host.root, url: source.url, sha: source.sha, known_hosts: knownHosts };
        const { code, stderr } = await connection.run({
            program: fetchProgram(request, ports.readTemplate),
            timeoutMs: 420_000,
            label: 'fetching the commit',
        });
        if (code !== 0)
            throw new deploy_error/* DeployError */.sH(failed([...agent.refusals, stderr.trim()].filter(Boolean).join('\n')));
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
        what: 'The host could not fetch the commit from the git server',
        why,
        hint: 'Is the public half of "deploy-key" registered in the repository (Settings, Deploy keys), does the commit exist there, and does the host’s sshd allow agent forwarding (AllowAgentForwarding)?',
    };
}

// EXTERNAL MODULE: external "node:dns"
var external_node_dns_ = __webpack_require__(610);
// EXTERNAL MODULE: ./.build/compiled/dns/name.js
var dns_name = __webpack_require__(8037);
;// CONCATENATED MODULE: ./.build/compiled/dns/resolver.js



/** A resolver over node:dns. With the defaults a query takes about 10 s at most. */
function createResolver({ servers, port = 53, timeoutMs = 2000, tries = 3 } = {}) {
    // A new channel for each query: a channel may cache answers, and repeated queries wait for a change.
    const channel = () => {
        const resolver = new external_node_dns_.promises.Resolver({ timeout: timeoutMs, tries });
        if (servers !== undefined)
            resolver.setServers(servers.map((server) => withPort(server, port)));
        return resolver;
    };
    return {
        resolve4: (name) => orNone(() => channel().resolve4(name)),
        resolve6: (name) => orNone(() => channel().resolve6(name)),
        resolveNs: async (name) => (await orNone(() => channel().resolveNs(name))).map(dns_name/* plainName */.M),
        resolveCname: async (name) => (await orNone(() => channel().resolveCname(name))).map(dns_name/* plainName */.M),
        resolveCaa: async (name) => (await orNone(() => channel().resolveCaa(name))).flatMap(properties),
        at: (addresses, limits) => createResolver({ servers: addresses, port, timeoutMs, tries, ...limits }),
    };
}
async function orNone(ask) {
    try {
        return await ask();
    }
    catch (error) {
        const code = (0,deploy_error/* codeOf */.$N)(error);
        if (code === 'ENOTFOUND' || code === 'ENODATA')
            return [];
        throw error;
    }
}
function properties({ critical, ...tags }) {
    return Object.entries(tags)
        .filter((entry) => typeof entry[1] === 'string')
        .map(([tag, value]) => ({ critical: critical !== 0, tag, value }));
}
function withPort(server, port) {
    if (port === 53)
        return server;
    return server.includes(':') ? `[${server}]:${port}` : `${server}:${port}`;
}

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./.build/compiled/dns/delegation.js


/** Codes of a lame delegation: the parent delegates, but the servers do not serve the zone or refuse the query. */
const lame = ['ESERVFAIL', 'EREFUSED', 'EREFUSED_QUERY'];
/**
 * The name servers that a zone is delegated to; empty when no delegation works. A white-label name server is returned by the
 * zone's own name for it when both have the same address.
 * @throws DeployError dns-not-resolving when the resolver itself gives no answer
 */
async function observeDelegation(zone, resolver) {
    const found = await nameServersOf(zone.name, resolver);
    if (found.every((server) => zone.nameServers.includes(server)))
        return found;
    const ours = await Promise.all(zone.nameServers.map(async (name) => ({ name, at: await addresses(name, resolver) })));
    const sameMachine = async (server) => {
        if (zone.nameServers.includes(server))
            return server;
        const at = await addresses(server, resolver);
        return ours.find((own) => own.at.some((address) => at.includes(address)))?.name ?? server;
    };
    return await Promise.all(found.map(sameMachine));
}
/** Whether all public queries for the zone reach Route 53. */
function isDelegated(zone, delegatedTo) {
    return delegatedTo.length > 0 && delegatedTo.every((server) => zone.nameServers.includes(server));
}
/** Interval between two queries for a delegation that is on its way. */
const pollMs = 10_000;
/** Waits, within the time limit, until a zone is delegated. The name servers that it is delegated to then. */
async function untilDelegated(zone, resolver, { say, timeoutMs }) {
    const end = Date.now() + timeoutMs;
    for (;;) {
        const delegatedTo = await observeDelegation(zone, resolver).catch(() => []);
        const leftMs = end - Date.now();
        if (isDelegated(zone, delegatedTo) || leftMs <= 0)
            return delegatedTo;
        say(`${zone.name} is not delegated to its hosted zone yet: waiting for the registry, at most ${Math.ceil(leftMs / 1000)} s`);
        await (0,promises_.setTimeout)(Math.min(pollMs, leftMs));
    }
}
function isInUndelegatedZone({ zone, delegatedTo }) {
    return !isDelegated(zone, delegatedTo);
}
/** What to do about these names' zones; undefined: there are none. Pure. */
function delegationProblem(names) {
    const zones = [...new Map(names.map((facts) => [facts.zone.name, facts])).values()];
    const [first] = zones;
    if (first === undefined)
        return undefined;
    return {
        code: 'zone-not-delegated',
        what: `${first.zone.name} is not delegated to the hosted zone ${first.zone.id}`,
        why: `${zones.map(whatIsDelegated).join(' ')} Records in a zone that is not delegated are not visible to the public, so no certificate can be issued.`,
        hint: zones.map(whatToEnter).join('\n'),
    };
}
function whatIsDelegated({ zone, delegatedTo }) {
    return delegatedTo.length === 0
        ? `No name server answers for ${zone.name}: the parent zone has no delegation, or a broken one.`
        : `The parent zone delegates ${zone.name} to ${delegatedTo.join(', ')}.`;
}
function whatToEnter(facts) {
    const { name, zone, delegatedTo, registration } = facts;
    return [
        `Enter exactly these name servers for ${zone.name} at the registrar (or as NS record in the parent zone), then run again:`,
        ...zone.nameServers.map((server) => `  ${server}`),
        ...(registration === undefined ? [] : registrationHints(zone, registration)),
        ...(delegatedTo.length === 0 ? [] : [whatIsLost(name, zone)]),
    ].join('\n');
}
/** Whether the name servers of the domain can be set without a loss: the present ones do not serve it, and no key signs its records. */
function canSetNameServers({ zone, registration }) {
    if (registration === undefined || registration.isServed || registration.hasDnssec)
        return false;
    return !isEntered(zone, registration);
}
function isEntered({ nameServers }, registration) {
    return isDelegated({ nameServers }, registration.nameServers);
}
function registrationHints(zone, registration) {
    const { name, nameServers } = zone;
    const { hasDnssec, isOnHold, isServed } = registration;
    const servers = nameServers.map((server) => `Name=${server}`).join(' ');
    const command = `aws route53domains update-domain-nameservers --region us-east-1 --domain-name ${name} --nameservers ${servers}`;
    const found = `${name} is registered with Route 53 in this AWS account`;
    const isDone = isEntered(zone, registration);
    return [
        ...(isDone
            ? [
                `${found}, and these name servers are entered. The registry may take an hour to publish them: run the job again.`,
            ]
            : [`${found}: ${isServed || hasDnssec ? command : 'with "set-name-servers: true" the run enters them.'}`]),
        ...(isServed && !isDone
            ? ['set-name-servers does not do that, because the present name servers answer for the domain.']
            : []),
        ...(hasDnssec
            ? [
                `The registry has DNSSEC keys for ${name}, so resolvers reject unsigned records: remove the keys first (Route 53 console, Registered domains).`,
            ]
            : []),
        ...(isOnHold
            ? [
                `The registry does not publish ${name} (clientHold): the registrant has to confirm the email address first (Route 53 console, Registered domains).`,
            ]
            : []),
    ];
}
/** A delegation takes all names of the zone along, and mail is what people forget. */
function whatIsLost(name, zone) {
    return (`Before that, copy all other records of ${zone.name} (MX and TXT for mail, other hosts) into the hosted zone: those at the current ` +
        `name servers have no effect afterwards. To leave the delegation as it is, create the record of ${name} there and set "dns: none".`);
}
async function nameServersOf(name, resolver) {
    try {
        return await resolver.resolveNs(name);
    }
    catch (error) {
        if (lame.includes((0,deploy_error/* codeOf */.$N)(error) ?? ''))
            return [];
        throw new deploy_error/* DeployError */.sH({
            code: 'dns-not-resolving',
            what: `The runner's resolver did not answer a query for the name servers of ${name}`,
            why: (0,deploy_error/* messageOf */.bD)(error),
            hint: 'Run the job again. If it fails again, check the DNS settings of the runner.',
            cause: error,
        });
    }
}
async function addresses(name, resolver) {
    return await resolver.resolve4(name).catch(() => []);
}

// EXTERNAL MODULE: ./.build/compiled/dns/record-sets.js
var record_sets = __webpack_require__(9349);
;// CONCATENATED MODULE: ./.build/compiled/dns/create-zone.js



/** How often the zones are listed to find one that another run created a moment ago. */
const MOST_LISTS = 5;
/**
 * Creates a public zone, unless there is one. Route 53 allows several zones of one name, and only one of them can be delegated. So the zones are
 * listed first, and all runs of a day use the same caller reference: Route 53 rejects the second request with it, whether it is of another run
 * or repeats one whose response was lost.
 * @throws DeployError aws-denied, aws-error
 */
async function createZone(name, api, { now, pollMs }) {
    const existing = await publicZone(name, api);
    if (existing !== undefined)
        return existing;
    try {
        return await api.createZone(name, callerReference(name, now));
    }
    catch (error) {
        if (!isRepeated(error))
            throw error;
        const created = await listedSoon(name, api, pollMs);
        if (created === undefined)
            throw error;
        return created;
    }
}
async function publicZone(name, api) {
    const listed = (await api.listZones()).find((zone) => !zone.isPrivate && zone.name === name);
    if (listed === undefined)
        return undefined;
    const { id, nameServers } = await api.getZone(listed.id);
    return { id, name, nameServers };
}
async function listedSoon(name, api, pollMs) {
    for (let lists = 0; lists < MOST_LISTS; lists += 1) {
        if (lists > 0)
            await (0,promises_.setTimeout)(pollMs);
        const found = await publicZone(name, api);
        if (found !== undefined)
            return found;
    }
    return undefined;
}
/** At most 128 characters; the reference of a deleted zone stays in use, so each day has another one. */
function callerReference(name, now) {
    return `ec2-https-deploy ${now.toISOString().slice(0, 10)} ${(0,compiled_digest/* digestOf */.o)(name)}`;
}
function isRepeated(error) {
    return error instanceof deploy_error/* DeployError */.sH && error.why?.startsWith('HostedZoneAlreadyExists') === true;
}

// EXTERNAL MODULE: ./node_modules/tldts/dist/cjs/index.js
var cjs = __webpack_require__(935);
;// CONCATENATED MODULE: ./.build/compiled/dns/zone.js

/**
 * The public zones with the longest matching suffix: none, one, or several with the same name (Route 53 allows that; only the
 * zone that the parent delegates to receives queries).
 */
function zonesFor(name, zones) {
    const containing = zones.filter((zone) => !zone.isPrivate && isWithin(name, zone.name));
    const longest = Math.max(...containing.map((zone) => zone.name.length));
    return containing.filter((zone) => zone.name.length === longest);
}
/** Whether a name is in a zone: it is the apex or a subdomain. */
function isWithin(name, zone) {
    return name === zone || name.endsWith(`.${zone}`);
}
/** The possible names of this name's zone, longest first, down to the registrable domain. */
function possibleZoneNames(name) {
    const registrable = registrableDomain(name);
    const labels = name.split('.');
    const suffixes = labels.map((_, index) => labels.slice(index).join('.'));
    return suffixes.filter((suffix) => isWithin(suffix, registrable));
}
/** The registrable domain (`example.co.uk` of `www.example.co.uk`); the name itself if there is none. */
function registrableDomain(name) {
    return (0,cjs/* getDomain */.FB)(name, { allowPrivateDomains: true }) ?? name;
}
/** The name of the zone to create for a name that is in none; undefined: none may be created for it. */
function newZoneName(name, newZone) {
    if (newZone === 'none')
        return undefined;
    if (newZone === 'registrable-domain')
        return registrableDomain(name);
    return isWithin(name, newZone.name) ? newZone.name : undefined;
}

;// CONCATENATED MODULE: ./.build/compiled/dns/registration.js


/** Answers of a name server that does not serve the domain. Anything else, such as no answer, does not mean that. */
const NOT_SERVED = ['ESERVFAIL', 'EREFUSED', 'EREFUSED_QUERY', 'ENOTFOUND', 'ENODATA'];
const limits = { timeoutMs: 1000, tries: 2 };
/**
 * The registration of a zone's domain with Route 53 in this account; undefined: there is none, or the zone is that of a subdomain.
 * @throws DeployError aws-credentials-missing, aws-denied, aws-error
 */
async function observeRegistration(zone, domains, resolver) {
    if (registrableDomain(zone.name) !== zone.name)
        return undefined;
    const detail = await domains.detail(zone.name);
    if (detail === undefined)
        return undefined;
    const served = await Promise.all(detail.nameServers.map((server) => serves(server, zone.name, resolver)));
    return { ...detail, isServed: served.includes(true) };
}
/** The server itself is queried: what a resolver has cached, or cannot reach, is no reason to replace it. */
async function serves(server, domain, resolver) {
    try {
        const addresses = await resolver.resolve4(server);
        if (addresses.length === 0)
            return false;
        return (await resolver.at(addresses, limits).resolveNs(domain)).length > 0;
    }
    catch (error) {
        return !NOT_SERVED.includes((0,deploy_error/* codeOf */.$N)(error) ?? '');
    }
}

;// CONCATENATED MODULE: ./.build/compiled/dns/errors.js

/** No public zone holds the name. */
function zoneNotFound(name, listed) {
    const tried = possibleZoneNames(name);
    const closed = listed.filter((zone) => zone.isPrivate && tried.includes(zone.name));
    const domain = registrableDomain(name);
    return {
        code: 'hosted-zone-not-found',
        what: `Route 53 has no public hosted zone for ${name} in this AWS account`,
        why: [
            `Looked for: ${tried.join(', ')}. ${publicZones(listed)}`,
            ...closed.map((zone) => `${zone.name} (${zone.id}) is a private zone, which is not publicly visible.`),
        ].join(' '),
        hint: `If ${domain} is in another account, use credentials of that account. If it has no zone yet, set ` +
            '"create-hosted-zone: true": the zone is created, and its name servers are printed for the registrar. If its DNS ' +
            'is hosted elsewhere, create the record there and set "dns: none".',
    };
}
/** Lists the visible zones: zones of another account show that the credentials are the wrong ones. */
function publicZones(listed) {
    const names = [...new Set(listed.filter(({ isPrivate }) => !isPrivate).map(({ name }) => name))].sort();
    if (names.length === 0)
        return 'The account has no public zone.';
    const rest = names.length > 10 ? ` and ${names.length - 10} more` : '';
    return `The account has ${names.slice(0, 10).join(', ')}${rest}.`;
}
/** The zone with the given id does not exist, or these credentials cannot see it. */
function givenZoneNotFound(id, cause) {
    return {
        code: 'hosted-zone-not-found',
        what: `There is no hosted zone "${id}" in this AWS account`,
        hint: 'Find the id with "aws route53 list-hosted-zones", or remove "hosted-zone-id": the zone is then found by its name.',
        cause,
    };
}
/** The zone with the given id cannot contain the name, or is private. */
function givenZoneUnfit(name, zone) {
    const why = zone.isPrivate
        ? `${zone.name} (${zone.id}) is a private zone, which is not publicly visible`
        : `${name} is not in the zone ${zone.name} (${zone.id})`;
    return {
        code: 'hosted-zone-not-found',
        what: `The given hosted zone cannot contain ${name}: ${why}`,
        hint: 'Correct "hosted-zone-id", or remove it: the zone of each name is then found by the name.',
    };
}
/** Several public zones have the same name, and the delegation does not identify one of them. */
function zoneAmbiguous(name, zones) {
    const [first] = zones;
    const delegatedTo = first === undefined || first.delegatedTo.length === 0 ? 'nowhere' : first.delegatedTo.join(', ');
    return {
        code: 'hosted-zone-ambiguous',
        what: `There are ${zones.length} public hosted zones for ${name}: ${zones.map((zone) => zone.id).join(', ')}`,
        why: [
            `The parent zone delegates to ${delegatedTo}, which matches none of them or more than one:`,
            ...zones.map((zone) => `  ${zone.id} ${zone.name}: ${zone.nameServers.join(', ')}`),
        ].join('\n'),
        hint: 'Select one with "hosted-zone-id" and enter its name servers at the registrar. The other zones can stay.',
    };
}
/** Route 53 accepted the change but did not propagate it to all of its servers in time. */
function notInSync(zone, timeoutMs) {
    return {
        code: 'dns-propagation-timeout',
        what: `Route 53 did not propagate the change in ${zone.name} to all name servers within ${Math.round(timeoutMs / 1000)} s`,
        why: 'Route 53 accepted the change and continues to propagate it; that usually takes less than a minute.',
        hint: 'Run the job again: it continues from here. If it fails again, check https://health.aws.amazon.com.',
    };
}

;// CONCATENATED MODULE: ./.build/compiled/dns/route53.js









/** Route 53, with credentials and endpoint from the environment. The AWS SDK is loaded on first use, its client for domains only where a zone is not delegated. */
function route53({ resolver, say, pollMs = 2000, ...options }) {
    const { hostedZoneId, newZone = 'none', setsNameServers = false } = options;
    const sdk = once(async () => (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(621), __webpack_require__.e(489)]).then(__webpack_require__.bind(__webpack_require__, 6489))).route53Api());
    const domains = once(async () => (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(213), __webpack_require__.e(532)]).then(__webpack_require__.bind(__webpack_require__, 2532))).domainsApi());
    return {
        async observe(names) {
            const api = await sdk();
            const findZone = zoneFinder(api, resolver, { givenId: hostedZoneId, newZone });
            const findRegistration = onceEach(registrationOf);
            const facts = [];
            // Sequential, because an account has a limit of five requests per second for all of its users.
            for (const name of names.map(dns_name/* plainName */.M)) {
                const known = await observeName(api, name, await findZone(name));
                const isUndelegated = !isDelegated(known.zone, known.delegatedTo);
                const registration = isUndelegated ? await findRegistration(known.zone.name) : undefined;
                facts.push(registration === undefined ? known : { ...known, registration });
            }
            return { names: facts };
        },
        apply: (change, timeoutMs) => apply(change, timeoutMs),
        createZone: async (name) => await createZone(name, await sdk(), { now: new Date(), pollMs }),
        delegate: async ({ name, nameServers }) => await (await domains()).setNameServers(name, nameServers),
    };
    async function registrationOf(zone) {
        try {
            return await observeRegistration({ name: zone }, await domains(), resolver);
        }
        catch (error) {
            if (setsNameServers)
                throw error;
            return undefined;
        }
    }
    async function observeName(api, name, { zone, delegatedTo: pending }) {
        const reading = zone.isMissing === true ? Promise.resolve([]) : api.recordSetsOf(zone.id, name);
        const [sets, delegatedTo] = await Promise.all([reading, pending]);
        return { name, zone, delegatedTo, ...(0,record_sets/* sortRecordSets */.d0)(sets) };
    }
    // Not the SDK's waiter: it treats a denied GetChange as "not yet" and waits silently until the timeout.
    async function apply(change, timeoutMs) {
        const start = Date.now();
        const api = await sdk();
        let status = await api.send(change);
        while (!status.isInSync) {
            const leftMs = start + timeoutMs - Date.now();
            if (leftMs <= 0)
                throw new deploy_error/* DeployError */.sH(notInSync(change.zone, timeoutMs));
            say(`Waiting for DNS propagation to all name servers of ${change.zone.name}: ${seconds(Date.now() - start)} s`);
            await (0,promises_.setTimeout)(Math.min(pollMs, leftMs));
            status = await api.statusOf(status.id);
        }
    }
}
/** Returns a function that finds the zone of a name. It caches the list of zones, each zone and its delegation. */
function zoneFinder(api, resolver, { givenId, newZone }) {
    const listZones = once(() => api.listZones());
    const observe = onceEach((id) => observeZone(api, resolver, id));
    const observeMissing = onceEach((zone) => Promise.resolve(missingZone(zone, resolver)));
    const observeGiven = onceEach((id) => observeGivenZone(api, resolver, id));
    return async (name) => {
        if (givenId !== undefined) {
            const { isPrivate, ...given } = await observeGiven((0,record_sets/* bareId */.yW)(givenId));
            if (!isPrivate && isWithin(name, given.zone.name))
                return given;
            throw new deploy_error/* DeployError */.sH(givenZoneUnfit(name, { ...given.zone, isPrivate }));
        }
        const listed = await listZones();
        const existing = await chooseZone(name, listed, observe);
        if (existing !== undefined)
            return existing;
        const missing = newZoneName(name, newZone);
        if (missing === undefined)
            throw new deploy_error/* DeployError */.sH(zoneNotFound(name, listed));
        return observeMissing(missing);
    };
}
async function chooseZone(name, listed, observe) {
    const fitting = await Promise.all(zonesFor(name, listed).map(({ id }) => observe(id)));
    const [first] = fitting;
    if (fitting.length < 2)
        return first;
    const answers = await Promise.all(fitting.map(async ({ delegatedTo }) => await delegatedTo));
    const delegated = fitting.filter(({ zone }, index) => isDelegated(zone, answers[index] ?? []));
    const [only] = delegated;
    if (only !== undefined && delegated.length === 1)
        return only;
    throw new deploy_error/* DeployError */.sH(zoneAmbiguous(name, fitting.map(({ zone }, index) => ({ ...zone, delegatedTo: answers[index] ?? [] }))));
}
function missingZone(name, resolver) {
    const zone = { id: '', name, nameServers: [], isMissing: true };
    return { zone, delegatedTo: ignoringUnheard(observeDelegation(zone, resolver)) };
}
async function observeZone(api, resolver, id) {
    const { isPrivate, ...zone } = await api.getZone(id);
    const delegatedTo = isPrivate ? Promise.resolve([]) : observeDelegation(zone, resolver);
    return { zone, isPrivate, delegatedTo: ignoringUnheard(delegatedTo) };
}
async function observeGivenZone(api, resolver, id) {
    try {
        return await observeZone(api, resolver, id);
    }
    catch (error) {
        if (!(error instanceof deploy_error/* DeployError */.sH) || error.code !== 'aws-error')
            throw error;
        if (!/^(NoSuchHostedZone|InvalidInput)\b/.test(error.why ?? ''))
            throw error;
        throw new deploy_error/* DeployError */.sH(givenZoneNotFound(id, error));
    }
}
/** Prevents an unhandled rejection; the caller may await it later. */
function ignoringUnheard(answer) {
    answer.catch(() => undefined);
    return answer;
}
function once(ask) {
    let asked;
    return () => (asked ??= ask());
}
function onceEach(ask) {
    const asked = new Map();
    return (key) => {
        const known = asked.get(key) ?? once(() => ask(key));
        asked.set(key, known);
        return known();
    };
}
function seconds(ms) {
    return Math.round(ms / 1000);
}

// EXTERNAL MODULE: ./.build/compiled/inputs/inputs.js
var inputs_inputs = __webpack_require__(423);
;// CONCATENATED MODULE: ./.build/compiled/dns/low-ttl.js
/** TTL of a record while it is moved: soon after the move, or after moving it back, every resolver has the right address. */
const MOVING_TTL_SECONDS = 60;
/** The change that lowers the TTLs of the records that another change replaces; undefined: they are low enough. Pure. */
function loweringOf({ zone, remove, upsert, former }) {
    const isReplaced = (set) => [...remove, ...upsert].some(({ name, type }) => name === set.name && type === set.type);
    const high = former.filter((set) => isReplaced(set) && set.ttlSeconds > MOVING_TTL_SECONDS);
    if (high.length === 0)
        return undefined;
    const names = new Set(high.map(({ name }) => name));
    return { zone, remove: [], upsert: high.map(withLowTtl), former: former.filter(({ name }) => names.has(name)) };
}
/** The same record with a TTL that suits a move. */
function withLowTtl(set) {
    return { ...set, ttlSeconds: Math.min(set.ttlSeconds, MOVING_TTL_SECONDS) };
}
/** Seconds for people: `90 s`, `5 min`, `24 h`, `7 days`. */
function durationText(seconds) {
    if (seconds < 120)
        return `${seconds} s`;
    if (seconds < 7200)
        return `${Math.round(seconds / 60)} min`;
    return seconds < 172_800 ? `${Math.round(seconds / 3600)} h` : `${Math.round(seconds / 86_400)} days`;
}

;// CONCATENATED MODULE: ./.build/compiled/dns/taken-back.js

/**
 * The change that reverts another one, including TTLs and the order of values. `current` holds the present records as Route 53
 * writes them, because a DELETE must name the exact values. Pure.
 */
function takenBack({ zone, remove, upsert, former }, current) {
    const isTouched = (set) => has(remove, set) || has(upsert, set);
    return {
        zone,
        remove: current.filter((set) => has(upsert, set) && !has(former, set)),
        upsert: former.filter(isTouched),
        former: current,
    };
}
/** The records of the names after the change. */
function afterwards({ remove, upsert, former }) {
    return [...former.filter((set) => !has(remove, set) && !has(upsert, set)), ...upsert];
}
/** Whether both lists contain the same sets with the same TTLs and values, ignoring the spelling of names. */
function areSame(some, others) {
    const plain = (set) => ({ ...set, values: set.values.map(dns_name/* plainName */.M) });
    const texts = (sets) => sets.map(plain).flatMap(recordLines).sort().join('\n');
    return texts(some) === texts(others);
}
/** In zone file format, one line per value. */
function recordLines({ name, type, ttlSeconds, values, healthCheckId }) {
    const comment = healthCheckId === undefined ? '' : ` ; health check ${healthCheckId}`;
    return values.map((value) => `${name}. ${ttlSeconds} IN ${type} ${value}${comment}`);
}
function has(sets, { name, type }) {
    return sets.some((set) => set.name === name && set.type === type);
}

;// CONCATENATED MODULE: ./.build/compiled/dns/moves.js




/** Upper limit of the wait for resolver caches after a move; also used if the TTL is unknown. */
const maxSettleSeconds = 300;
/** Time limit of one change; Route 53 usually needs 20 to 60 s. */
const changeLimitMs = 300_000;
/** The record changes that redirect visitors from another host to this one: made late, and kept so that they can be rolled back. */
class RecordMoves {
    #dns;
    /** If a request failed, it is unknown whether its change was made. */
    #begun = [];
    /** By the zone's id. */
    #lowered = new Map();
    /** Of moved records, by the zone's id: what they are to be when the move is known to stay. */
    #planned = new Map();
    constructor(dns) {
        this.#dns = dns;
    }
    /** How long resolvers may still return the previous answers. */
    get settleMs() {
        const seconds = this.#begun.flatMap(({ change }) => change.former.length === 0 ? [maxSettleSeconds] : change.former.map((set) => this.#secondsCached(change, set)));
        return Math.min(maxSettleSeconds, Math.max(0, ...seconds)) * 1000;
    }
    /**
     * Lowers TTLs, early in a run, so that fewer resolvers have the previous answers for long when the records are moved.
     * @throws DeployError stale-plan, and whatever `dns` throws
     */
    async lower(changes, remainingMs) {
        for (const change of changes) {
            await this.#begin(change, change.former, remainingMs);
            this.#lowered.set(change.zone.id, { change, at: Date.now() });
        }
    }
    /**
     * Makes the changes if the records are still as they were when the run was planned: only those could be rolled back.
     * @throws DeployError stale-plan, and whatever `dns` throws
     */
    async make(changes, remainingMs) {
        for (const change of changes) {
            const lowered = this.#lowered.get(change.zone.id)?.change;
            if (lowered === undefined) {
                await this.#begin(change, change.former, remainingMs);
                continue;
            }
            const moved = { ...change, upsert: change.upsert.map(withLowTtl), remove: removed(change, lowered) };
            await this.#begin(moved, afterwards({ ...change, remove: [], upsert: lowered.upsert }), remainingMs);
            this.#planned.set(change.zone.id, change);
        }
    }
    /** Gives moved records the TTLs that they had: the move stays. What went wrong, or undefined. Never rejects. */
    async keep() {
        const problems = [];
        for (const { zone, upsert, former } of this.#planned.values()) {
            const upsertOnly = { zone, remove: [], upsert, former };
            const problem = await this.#dns?.apply(upsertOnly, 0).catch(unlessAccepted);
            if (problem)
                problems.push(`The TTL of ${namesIn(upsertOnly).join(', ')} stays at ${MOVING_TTL_SECONDS} s: ${problem}`);
        }
        return problems.length === 0 ? undefined : problems.join('\n');
    }
    /** Rolls back the changes, within its own time limit. Never rejects. */
    async takeBack(limitMs) {
        const end = Date.now() + limitMs;
        const done = [];
        const problems = [];
        for (const begun of this.#begun.splice(0).reverse()) {
            const { change } = begun;
            const leftMs = Math.max(0, end - Date.now());
            const outcome = await Promise.race([
                this.#restore(begun, leftMs).catch((error) => moves_failed((0,deploy_error/* asDeployError */.y0)(error))),
                timeUp(leftMs, limitMs),
            ]);
            if (outcome.kind === 'restored')
                done.push(formerText(change));
            if (outcome.kind === 'failed')
                problems.push(notBack(change, outcome.why));
        }
        return {
            done: done.length === 0 ? undefined : `Rolled back in Route 53: ${done.join('; ')}`,
            problem: problems.length === 0 ? undefined : problems.join('\n'),
        };
    }
    /** `expected`: the records as they have to be now. */
    async #begin(change, expected, remainingMs) {
        if (this.#dns === undefined)
            return;
        const current = await currentRecords(this.#dns, change);
        if (!areSame(current, expected))
            throw new deploy_error/* DeployError */.sH(changedMeanwhile({ ...change, former: expected }, current));
        this.#begun.push({ change, expected });
        await this.#dns.apply(change, remainingMs(changeLimitMs));
    }
    #secondsCached({ zone }, { name, type, ttlSeconds }) {
        const lowered = this.#lowered.get(zone.id);
        const isLow = lowered?.change.upsert.some((set) => set.name === name && set.type === type);
        if (lowered === undefined || isLow !== true)
            return ttlSeconds;
        return Math.max(MOVING_TTL_SECONDS, ttlSeconds - Math.floor((Date.now() - lowered.at) / 1000));
    }
    async #restore({ change, expected }, timeoutMs) {
        if (this.#dns === undefined)
            return { kind: 'untouched' };
        const current = await currentRecords(this.#dns, change);
        if ([change.former, expected].some((sets) => areSame(current, sets)))
            return { kind: 'untouched' };
        if (!areSame(current, afterwards(change))) {
            return { kind: 'failed', why: `it was changed meanwhile, to ${linesOf(current)}` };
        }
        try {
            await this.#dns.apply(takenBack(change, current), timeoutMs);
        }
        catch (error) {
            // Route 53 accepted the change and finishes the propagation on its own.
            if ((0,deploy_error/* asDeployError */.y0)(error).code !== 'dns-propagation-timeout')
                throw error;
        }
        return { kind: 'restored' };
    }
}
/** A DELETE must name the record as it is by now. */
function removed({ remove }, lowered) {
    return remove.map((set) => lowered.upsert.find(({ name, type }) => name === set.name && type === set.type) ?? set);
}
/** Route 53 accepted a change that it is still propagating. */
function unlessAccepted(error) {
    const { code, what, why } = (0,deploy_error/* asDeployError */.y0)(error);
    return code === 'dns-propagation-timeout' ? undefined : [what, why].filter(Boolean).join(': ');
}
async function currentRecords(dns, change) {
    const { names } = await dns.observe(namesIn(change));
    return names.flatMap(({ current }) => current);
}
function namesIn({ remove, upsert }) {
    return [...new Set([...remove, ...upsert].map(({ name }) => name))];
}
async function timeUp(leftMs, limitMs) {
    await (0,promises_.setTimeout)(leftMs, undefined, { ref: false });
    return { kind: 'failed', why: `it was not done within ${Math.round(limitMs / 1000)} s` };
}
function moves_failed({ what, why }) {
    return { kind: 'failed', why: [what, why].filter(Boolean).join(': ') };
}
function linesOf(sets) {
    return sets.length === 0 ? 'no record' : sets.flatMap(recordLines).join(', ');
}
/** Each name with its previous records. */
function formerText(change) {
    const texts = namesIn(change).map((name) => {
        const sets = change.former.filter((set) => set.name === name);
        return sets.length === 0 ? `${name} without a record of its own` : linesOf(sets);
    });
    return texts.join('; ');
}
function notBack(change, why) {
    const { name, id } = change.zone;
    return (`Records in the zone ${name} (${id}) were not rolled back: ${why}. Before this run: ${formerText(change)}. ` +
        `This run created: ${linesOf(change.upsert)}. Recreate the former records by hand if this host must not serve the site.`);
}
function changedMeanwhile(change, current) {
    return {
        code: 'stale-plan',
        what: `The records of ${namesIn(change).join(', ')} changed after this run was planned`,
        why: `Planned with: ${linesOf(change.former)}. Now: ${linesOf(current)}.`,
        hint: 'Run the job again: it makes a new plan.',
    };
}

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./node_modules/tar-stream/index.js
var tar_stream = __webpack_require__(6118);
;// CONCATENATED MODULE: ./.build/compiled/host/tar.js







/**
 * A `.tar.gz` of the parts in the order given; files are read from disk while the archive is being sent. The archive is the
 * same for the same parts and time. The stream fails with DeployError upload-failed when a file is not what it was (`size`).
 */
function packBundle(parts, options) {
    const archive = (0,tar_stream.pack)();
    // `pipeline` ends the whole when its reader goes away, and hands the reader whatever goes wrong.
    const zipped = (0,external_node_stream_.pipeline)(external_node_stream_.Readable.from(inBlocks(archive), { objectMode: false }), (0,external_node_zlib_.createGzip)(compressionOf(parts)), () => undefined);
    fill(archive, parts, options.mtime).then(() => archive.finalize(), (error) => zipped.destroy(error instanceof Error ? error : new Error((0,deploy_error/* messageOf */.bD)(error))));
    return zipped;
}
/**
 * Of 200 MB, a third of them pictures, level 3 makes 104 MB in 5 s, the default 6 makes 100 MB in 13 s: on a line that takes
 * more than 1 MB/s the higher level loses. What is small takes no time at any level: 40 kB of programs are a tenth smaller at 9.
 */
function compressionOf(parts) {
    const bytes = parts.reduce((sum, part) => sum + sizeOf(part), 0);
    return { level: bytes < SMALL_BYTES ? 9 : 3, memLevel: 9, chunkSize: 256 * 1024 };
}
function sizeOf(part) {
    if ('symlink' in part)
        return 0;
    return 'content' in part ? part.content.length : (part.size ?? Infinity);
}
/** Up to this size a file is read as a whole (a stream costs more than its reading), and a bundle is packed as well as can be. */
const SMALL_BYTES = 1024 * 1024;
const BLOCK_BYTES = 256 * 1024;
/** Each piece that gzip is given costs a turn in the thread pool, and a member of the archive is two or three pieces. */
async function* inBlocks(source) {
    let pieces = [];
    let bytes = 0;
    for await (const piece of source) {
        if (!Buffer.isBuffer(piece))
            throw new TypeError('an archive consists of bytes');
        pieces.push(piece);
        bytes += piece.length;
        if (bytes < BLOCK_BYTES)
            continue;
        yield Buffer.concat(pieces, bytes);
        pieces = [];
        bytes = 0;
    }
    if (bytes > 0)
        yield Buffer.concat(pieces, bytes);
}
async function fill(archive, parts, mtime) {
    for (const part of parts) {
        if (part.path === '' || part.path.startsWith('/') || part.path.split('/').includes('..')) {
            throw uploadError(part.path, 'its name leads out of the bundle');
        }
        if ('symlink' in part) {
            await add(archive, { name: part.path, type: 'symlink', linkname: part.symlink, mode: 0o777, mtime });
        }
        else if ('content' in part) {
            await add(archive, { name: part.path, type: 'file', mode: part.mode, mtime }, Buffer.from(part.content));
        }
        else {
            await addFile(archive, part, mtime);
        }
    }
}
function add(archive, header, content) {
    return new Promise((resolve, reject) => {
        const done = (error) => (error ? reject(error) : resolve());
        if (content === undefined)
            archive.entry(header, done);
        else
            archive.entry({ ...header, size: content.length }, content, done);
    });
}
async function addFile(archive, part, mtime) {
    try {
        const size = part.size ?? (await (0,external_node_fs_promises_.stat)(part.fromFile)).size;
        const header = { name: part.path, type: 'file', mode: part.mode, mtime };
        if (size <= SMALL_BYTES) {
            // At once: through the thread pool a small file would cost some times its reading, and gzip's turns in it.
            const content = (0,external_node_fs_.readFileSync)(part.fromFile);
            checkSize(part.path, size, content.length);
            await add(archive, header, content);
            return;
        }
        const entry = archive.entry({ ...header, size });
        await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(part.fromFile), measured(part.path, size), entry);
    }
    catch (error) {
        if (error instanceof deploy_error/* DeployError */.sH)
            throw error;
        throw uploadError(part.path, (0,deploy_error/* messageOf */.bD)(error), error);
    }
}
/** tar says the size before the contents: a file that changed in between would shift everything behind it. */
function measured(path, size) {
    return async function* measure(source) {
        let seen = 0;
        for await (const chunk of source) {
            seen += chunk.length;
            if (seen > size)
                checkSize(path, size, seen);
            yield chunk;
        }
        checkSize(path, size, seen);
    };
}
function checkSize(path, size, seen) {
    if (seen > size)
        throw uploadError(path, `it grew beyond its ${size} bytes while it was being sent`);
    if (seen < size)
        throw uploadError(path, `it shrank from ${size} to ${seen} bytes while it was being sent`);
}
function uploadError(path, reason, cause) {
    return new deploy_error/* DeployError */.sH({
        code: 'upload-failed',
        what: `The file '${path}' cannot be sent: ${reason}`,
        hint: 'Nothing may write into the workspace while this step runs. Run the job again.',
        cause,
    });
}

;// CONCATENATED MODULE: ./.build/compiled/host/receive.js


/** The program that takes a bundle and starts what is in it. It does nothing until a line comes: it can be started ahead. */
function receiveProgram(readTemplate) {
    return readTemplate('host/receive.sh').trimEnd();
}
/** What it is sent: a line, and the bundle. Fails as `packBundle` does. */
function sentBundle(parts, options) {
    return external_node_stream_.Readable.from(afterLine(packBundle(parts, options)), { objectMode: false });
}
async function* afterLine(bundle) {
    yield Buffer.from('\n');
    yield* bundle;
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./.build/compiled/tls/certificate.js


/**
 * Reads the first certificate of a PEM text (certbot's `fullchain.pem` or `cert.pem`).
 * @throws DeployError certificate-invalid when the text holds no readable certificate
 */
function parsePemCertificate(pem) {
    try {
        return certificateOf(new external_node_crypto_.X509Certificate(pem));
    }
    catch (error) {
        throw new deploy_error/* DeployError */.sH({
            code: 'certificate-invalid',
            what: 'The certificate on the host cannot be read as PEM',
            hint: 'Check the certificate files of this site on the host (live/<domain>). If they are damaged, move them away: the next run requests a new certificate.',
            cause: error,
        });
    }
}
/** The facts about a certificate that this action uses. */
function certificateOf(x509) {
    return {
        names: dnsNames(x509.subjectAltName),
        issuer: x509.issuer.split('\n').join(', '),
        notBefore: new Date(x509.validFrom),
        notAfter: new Date(x509.validTo),
    };
}
/** Whether the certificate is valid for the name; a wildcard covers exactly one label (RFC 6125). */
function covers(certificate, name) {
    const wildcard = name.replace(/^[^.]+/, '*');
    return certificate.names.includes(name) || certificate.names.includes(wildcard);
}
/** Whole days until the certificate expires; negative if it has expired. */
function daysLeft(certificate, now) {
    return Math.floor((certificate.notAfter.getTime() - now.getTime()) / 86_400_000);
}
/** node:crypto writes the extension as `DNS:a.example, DNS:b.example, IP Address:1.2.3.4`. */
function dnsNames(subjectAltName) {
    return (subjectAltName ?? '')
        .split(', ')
        .filter((entry) => entry.startsWith('DNS:'))
        .map((entry) => entry.slice('DNS:'.length).toLowerCase());
}

// EXTERNAL MODULE: ./.build/compiled/inputs/parsers/ip-address.js
var ip_address = __webpack_require__(8711);
;// CONCATENATED MODULE: ./.build/compiled/dns/routing.js

/** undefined: the name has no such records. Pure. */
function routedTo({ special }, target) {
    if (special.length === 0)
        return undefined;
    const answering = special.filter((set) => isAnswered(set, special));
    const here = answering.filter((set) => pointsTo(target, set));
    if (here.length === 0)
        return 'elsewhere';
    return here.length === answering.length ? 'here' : 'shared';
}
/** `A weighted "blue" (weight 10) 192.0.2.1` */
function describeSpecial({ type, why, identifier, weight, failover, values }) {
    const name = identifier === undefined ? '' : ` "${identifier}"`;
    const share = weight === undefined ? '' : ` (weight ${weight})`;
    const rank = failover === undefined ? '' : ` (${failover.toLowerCase()})`;
    return `${type} ${why}${name}${share}${rank}${values.map((value) => ` ${value}`).join(',')}`;
}
/** A weight of 0 is answered only if all are 0, a secondary one only if the primary one is unhealthy. */
function isAnswered(set, sets) {
    const others = sets.filter(({ type }) => type === set.type);
    if (set.weight === 0)
        return others.every(({ weight }) => weight === 0);
    if (set.failover === 'SECONDARY')
        return !others.some(({ failover }) => failover === 'PRIMARY');
    return true;
}
function pointsTo(target, { type, values }) {
    if (values.length === 0)
        return false;
    if (type === 'CNAME')
        return target.kind === 'name' && values.every((value) => (0,dns_name/* plainName */.M)(value) === (0,dns_name/* plainName */.M)(target.name));
    const addresses = target.kind === 'ip' ? [target.address] : target.addresses;
    return values.every((value) => addresses.includes(value));
}

;// CONCATENATED MODULE: ./.build/compiled/dns/records.js




/**
 * TTL of a new record: Route 53's default of five minutes, so that a change of the host's address takes effect soon. An
 * existing record keeps its TTL, and a different TTL alone is never a reason for a change: users set it on purpose.
 */
const newTtlSeconds = 300;
/** Decides which records must change so that every name resolves to the target. Pure. */
function planRecords(names, facts, target) {
    const known = facts.names.filter(({ name }) => names.includes(name));
    const plans = known.map((name) => ({ name, ...planName(name, target) }));
    const accepted = plans.flatMap(({ name, plan }) => (plan === undefined ? [] : [{ ...plan, name }]));
    const changesOf = (kind) => byZone(accepted.filter(({ change }) => change === kind));
    return {
        additions: changesOf('addition'),
        moves: changesOf('move'),
        because: accepted.map(({ name, change, text }) => ({ name: name.name, change, text })),
        refusals: plans.flatMap(({ refusal }) => refusal ?? []),
    };
}
function planName(facts, target) {
    const routed = routedTo(facts, target);
    if (routed === 'shared' || routed === 'elsewhere')
        return { refusal: routingConflict(facts, routed, target) };
    if (target.kind === 'name' && (0,dns_name/* plainName */.M)(target.name) === facts.name)
        return planItself(facts);
    const wanted = wantedSets(facts, target);
    if (wanted.length === 0)
        return { refusal: targetNotResolving(facts, target) };
    const stray = facts.current.find((set) => isStray(set, wanted, target));
    if (stray !== undefined)
        return { refusal: recordConflict(facts, `${describe([stray])}, which is not an address of this host`) };
    if (routed === 'here')
        return { plan: planRouted(facts) };
    const remove = facts.current.filter((set) => wanted.every((other) => conflict(set, other)));
    const upsert = wanted.filter((set) => !facts.current.some((now) => isSame(now, set)));
    if (remove.length === 0 && upsert.length === 0) {
        return {
            plan: { change: 'none', remove, upsert, text: `${facts.name} already points to ${describe(facts.current)}` },
        };
    }
    const change = currentTargets(facts).length === 0 ? 'addition' : 'move';
    return { plan: { change, remove, upsert, text: explain(facts, wanted, target) } };
}
/** A CNAME if the target is a DNS name and the name can have one; otherwise address records. */
function wantedSets(facts, target) {
    const isApex = facts.name === facts.zone.name;
    if (target.kind === 'name' && !isApex && facts.otherTypes.length === 0) {
        return [recordSet(facts, 'CNAME', [(0,dns_name/* plainName */.M)(target.name)])];
    }
    const addresses = target.kind === 'ip' ? [target.address] : target.addresses;
    const v6 = addresses.filter((address) => (0,ip_address/* isIpv6 */.s)(address));
    const v4 = addresses.filter((address) => !(0,ip_address/* isIpv6 */.s)(address));
    return [
        ...(v4.length === 0 ? [] : [recordSet(facts, 'A', v4)]),
        ...(v6.length === 0 ? [] : [recordSet(facts, 'AAAA', v6)]),
    ];
}
/** A health check that someone has set for the record stays, also when a record of another type takes its place. */
function recordSet(facts, type, values) {
    const kept = facts.current.find((set) => set.type === type);
    const set = { name: facts.name, type, ttlSeconds: kept?.ttlSeconds ?? newTtlSeconds, values };
    const replaced = facts.current.find((now) => now.healthCheckId !== undefined && conflict(now, set));
    const healthCheckId = (kept ?? replaced)?.healthCheckId;
    return healthCheckId === undefined ? set : { ...set, healthCheckId };
}
/**
 * An address record of the other address family, such as an AAAA next to our A. If it stayed, it would send some visitors and
 * the certificate authority to another machine; if it were removed silently, its owner might miss it.
 */
function isStray(set, wanted, target) {
    if (set.type === 'CNAME' || wanted.some((other) => other.type === set.type))
        return false;
    if (wanted.some((other) => other.type === 'CNAME') && set.type === 'A')
        return false;
    return target.kind === 'ip' || !set.values.every((value) => target.addresses.includes(value));
}
function conflict(a, b) {
    return (a.type === 'CNAME') !== (b.type === 'CNAME');
}
function isSame(a, b) {
    return a.type === b.type && comparable(a) === comparable(b);
}
function comparable(set) {
    return set.values.map(dns_name/* plainName */.M).sort().join(' ');
}
/** The records that the name resolves to now: its own, or those of a wildcard if it has none. */
function currentTargets({ current, inherited = [] }) {
    return current.length > 0 ? current : inherited;
}
function byZone(plans) {
    const keyOf = ({ id, name }) => (id === '' ? name : id);
    const zones = new Map(plans.map(({ name }) => [keyOf(name.zone), name.zone]));
    return [...zones.values()].map((zone) => {
        const inZone = plans.filter(({ name }) => keyOf(name.zone) === keyOf(zone));
        return {
            zone,
            remove: inZone.flatMap(({ remove }) => remove),
            upsert: inZone.flatMap(({ upsert }) => upsert),
            former: inZone.flatMap(({ name }) => name.current),
        };
    });
}
/** The name itself is the target: its record is the source of the address, so there is nothing to point it to. */
function planItself(facts) {
    if (facts.current.length > 0) {
        const text = `${facts.name} is the name of the host itself; its record (${describe(facts.current)}) stays unchanged`;
        return { plan: { change: 'none', remove: [], upsert: [], text } };
    }
    return { refusal: targetNotResolving(facts, { kind: 'name', name: facts.name, addresses: [] }) };
}
/** Records that someone made with a routing policy, for a reason that is theirs: right as they are. */
function planRouted({ name, special }) {
    const text = `${name} already points to this host by ${special.map(describeSpecial).join(' and ')}; records with a routing policy are never changed`;
    return { change: 'none', remove: [], upsert: [], text };
}
function explain(facts, wanted, target) {
    const change = `set it to ${describe(wanted)}${whyNoCname(facts, target)}${keptHealthCheck(wanted)}`;
    const targets = currentTargets(facts);
    if (targets.length === 0)
        return `${facts.name} has no address yet; ${change}`;
    const wildcard = facts.current.length === 0 ? ' (wildcard record)' : '';
    const where = targets.flatMap(({ values }) => values).join(', ');
    return (`${facts.name} resolves to ${where}${wildcard}: changed only when this host serves the site, rolled back if the run fails ` +
        `before HTTPS is verified; ${change}${howLongCached(facts)}`);
}
/** The TTL of a wildcard's answer is not known. */
function howLongCached({ current }) {
    const ttl = Math.max(0, ...current.map(({ ttlSeconds }) => ttlSeconds));
    return ttl > MOVING_TTL_SECONDS
        ? `; resolvers may cache the previous address for ${durationText(ttl)} (its TTL), so keep the previous host running that long`
        : '';
}
function whyNoCname(facts, target) {
    if (target.kind === 'ip')
        return '';
    if (facts.name === facts.zone.name)
        return ' (the apex of a zone cannot be a CNAME)';
    return facts.otherTypes.length === 0
        ? ''
        : ` (a CNAME cannot coexist with ${facts.otherTypes.join(' and ')} records)`;
}
function keptHealthCheck(wanted) {
    const id = wanted.find(({ healthCheckId }) => healthCheckId !== undefined)?.healthCheckId;
    return id === undefined ? '' : ` with the health check ${id}, as before`;
}
function describe(sets) {
    return sets.map((set) => `${set.type} ${set.values.join(', ')}`).join(' and ');
}
function recordConflict(facts, found) {
    return {
        code: 'record-conflict',
        what: `${facts.name} has ${found} in the zone ${facts.zone.name} (${facts.zone.id})`,
        why: 'The action did not create it and cannot know its purpose, so it is not overwritten.',
        hint: `Delete that record if ${facts.name} should resolve to this host, or keep it and set "dns: none".`,
    };
}
function routingConflict(facts, routed, target) {
    const host = target.kind === 'ip' ? target.address : target.name;
    const found = facts.special.map(describeSpecial).join(' and ');
    const conflict = recordConflict(facts, found);
    if (routed === 'elsewhere' && facts.special.some(({ why }) => why === 'alias'))
        return conflict;
    return routed === 'shared'
        ? {
            ...conflict,
            why: `Other records than that of this host (${host}) answer as well: the certificate authority and visitors would reach different hosts, of which only this one has the site.`,
            hint: `Set the weight of the other records of ${facts.name} to 0, or delete them. For several hosts, put a load balancer or CDN in front of them, and set "dns: none".`,
        }
        : {
            ...conflict,
            hint: `Point one of these records to ${host} and set the weight of the others to 0 if ${facts.name} should resolve to this host, or keep them and set "dns: none".`,
        };
}
function targetNotResolving(facts, target) {
    const name = target.kind === 'name' ? target.name : target.address;
    return {
        code: 'dns-not-resolving',
        what: `${name} has no address, so ${facts.name} cannot point to it`,
        hint: 'Set the input "host" or "dns-target" to the IP address of the host or to its EC2 public DNS name.',
    };
}

;// CONCATENATED MODULE: ./.build/compiled/dns/authoritative.js




/** Short limits for direct queries: if the network blocks outgoing DNS, Route 53 can answer everything. */
const authoritative_limits = { timeoutMs: 500, tries: 1 };
/** How many of a zone's name servers are tried, one after the other. */
const maxServers = 2;
/**
 * Reads the records of the names. The authoritative name servers are queried first: if all records of a name are already as
 * planned, neither Route 53, its SDK nor credentials are needed. Route 53 is called only for the other names.
 * @throws DeployError whatever `dns` throws
 */
async function lookupRecords(names, target, { dns, resolver }) {
    const answered = await queryAll(names.map(dns_name/* plainName */.M), resolver);
    const upToDate = answered.filter((facts) => isUpToDate(facts, target));
    const open = names.filter((name) => upToDate.every((facts) => facts.name !== (0,dns_name/* plainName */.M)(name)));
    if (open.length === 0)
        return { names: upToDate };
    const { names: observed } = await dns.observe(open);
    // A new zone needs all of its records before it is delegated, also those that other name servers have now.
    const newZones = observed.filter(({ zone }) => zone.isMissing === true).map(({ zone }) => zone.name);
    const forNewZone = upToDate.filter(({ name }) => newZones.some((zone) => isWithin(name, zone)));
    const added = forNewZone.length === 0 ? [] : (await dns.observe(forNewZone.map(({ name }) => name))).names;
    return {
        names: [
            ...upToDate.filter((facts) => !forNewZone.includes(facts)),
            ...added,
            ...observed.map((facts) => withInherited(facts, answered)),
        ],
    };
}
/** The answers of the zones' name servers, for the names where they could be queried. Never rejects. */
async function queryAll(names, resolver) {
    const answers = await Promise.all(names.map((name) => queryNameServers(name, resolver).catch(() => undefined)));
    return answers.filter((facts) => facts !== undefined);
}
/**
 * A name that resolves without a record of its own is covered by a wildcard record. Answers from another zone's servers do not
 * count: as long as this zone is not delegated, its records have no effect.
 */
function withInherited(facts, answered) {
    if (!isDelegated(facts.zone, facts.delegatedTo))
        return facts;
    const inherited = answered.find(({ name }) => name === facts.name)?.current ?? [];
    return facts.current.length > 0 || inherited.length === 0 ? facts : { ...facts, inherited };
}
/** Whether the plan changes nothing for these records; a plan with more facts would not change them either. */
function isUpToDate(facts, target) {
    const { because, refusals } = planRecords([facts.name], { names: [facts] }, target);
    return facts.current.length > 0 && refusals.length === 0 && because.every(({ change }) => change === 'none');
}
/** A name as its authoritative servers have it, without any cache; undefined: no server could be queried. */
async function queryNameServers(name, resolver) {
    const zone = await findZone(name, resolver);
    if (zone === undefined)
        return undefined;
    const found = await Promise.all(zone.nameServers.map((server) => resolver.resolve4(server)));
    const addresses = found.flat().slice(0, maxServers);
    if (addresses.length === 0)
        return undefined;
    const current = await recordSets(name, resolver.at(addresses, authoritative_limits));
    return { name, zone, current, special: [], otherTypes: [], delegatedTo: zone.nameServers };
}
/** The most specific zone that can contain the name. */
async function findZone(name, resolver) {
    const candidates = possibleZoneNames(name).map(async (zone) => ({
        id: '',
        name: zone,
        nameServers: await resolver.resolveNs(zone),
    }));
    return (await Promise.all(candidates)).find(({ nameServers }) => nameServers.length > 0);
}
/** A server may add the target's addresses to a CNAME answer: then the CNAME is the record. */
async function recordSets(name, server) {
    const [cname, v4, v6] = await Promise.all([server.resolveCname(name), server.resolve4(name), server.resolve6(name)]);
    const sets = [authoritative_recordSet(name, 'CNAME', cname), authoritative_recordSet(name, 'A', v4), authoritative_recordSet(name, 'AAAA', v6)];
    return sets.filter(({ values }) => values.length > 0).slice(0, cname.length > 0 ? 1 : undefined);
}
/** The TTL is irrelevant because nothing is changed. */
function authoritative_recordSet(name, type, values) {
    return { name, type, ttlSeconds: 0, values };
}

;// CONCATENATED MODULE: ./.build/compiled/host/data-facts.js
/** Of a host where nothing was looked for. */
const NO_DATA = {
    ...{ places: new Map(), placesBefore: [], synced: undefined, differing: [], damaged: [], databases: [] },
    ...{ anonymous: [], stacks: [], volumes: [], foreign: [], layout: undefined },
};
function dataFacts({ places, places_before: placesBefore, ...data }) {
    return { ...data, placesBefore, places: new Map(places.map(({ path, kind }) => [path, kind])) };
}

;// CONCATENATED MODULE: ./.build/compiled/host/shape.js
const SHOWN_CHARACTERS = 80;
function shape_text(form) {
    return leaf((value) => typeof value === 'string' && form.test(value));
}
function oneOf(...allowed) {
    return leaf((value) => allowed.some((known) => known === value));
}
const flag = leaf((value) => typeof value === 'boolean');
/** What somebody else reads. */
const anything = leaf((value) => value !== undefined);
const number = leaf((value) => typeof value === 'number');
/** A whole number that is not negative. */
const count = leaf((value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0);
/** null is read as undefined. */
function optional({ read, fields }) {
    return { fields, read: (value, path) => (value === null ? undefined : read(value, path)) };
}
/** A field that may be missing. */
function orMissing({ read, fields }) {
    return { fields, read: (value, path) => (value === undefined ? undefined : read(value, path)) };
}
/** What has another form counts as not told. */
function lenient({ read, fields }) {
    return {
        fields,
        read: (value, path) => {
            try {
                return value === null ? undefined : read(value, path);
            }
            catch (error) {
                if (error instanceof RangeError)
                    return undefined;
                throw error;
            }
        },
    };
}
function list(item) {
    return {
        fields: item.fields.map((field) => `[]${field.startsWith('[') ? '' : '.'}${field}`),
        read: (value, path) => {
            if (!Array.isArray(value))
                throw wrong(path, value);
            return value.map((one, index) => item.read(one, `${path}[${index}]`));
        },
    };
}
/** An object whose keys are data. */
function dictionary(key, form) {
    const entry = shape_text(form);
    return {
        fields: [],
        read: (value, path) => new Map(Object.entries(record(value, path)).map(([name, one]) => {
            if (!key.test(name))
                throw wrong(path, name);
            return [name, entry.read(one, `${path}.${name}`)];
        })),
    };
}
/** An object with these fields; others are read by nobody. */
function object(fields) {
    const shapes = Object.entries(fields);
    return {
        fields: shapes.flatMap(([name, { fields: below }]) => [
            name,
            ...below.map((field) => `${name}${field.startsWith('[') ? '' : '.'}${field}`),
        ]),
        read: (value, path) => {
            const found = record(value, path);
            const read = shapes.map(([name, shape]) => [
                name,
                shape.read(found[name], path === '' ? name : `${path}.${name}`),
            ]);
            return Object.fromEntries(read);
        },
    };
}
function leaf(isOne) {
    return {
        fields: [],
        read: (value, path) => {
            if (!isOne(value))
                throw wrong(path, value);
            return value;
        },
    };
}
function record(value, path) {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
        throw wrong(path, value);
    return value;
}
function wrong(path, value) {
    const shown = (JSON.stringify(value) ?? 'nothing').slice(0, SHOWN_CHARACTERS);
    return new RangeError(`The host reports "${path}" in a form that it cannot have: ${shown}.`);
}

;// CONCATENATED MODULE: ./.build/compiled/host/host-project.js

/** The fields of a project as compose on the host reads it. */
const hostProjectFields = { files: list(shape_text(/^[^\p{Cc}|]+$/u)), facts: anything };
const hostProject = object(hostProjectFields);

;// CONCATENATED MODULE: ./.build/compiled/host/native-facts.js
function nativeFacts(found) {
    if (found === undefined)
        return undefined;
    return {
        ...{ nginx: found.nginx, certbot: found.certbot, python: found.python, hasVenv: found.has_venv },
        ...{ venvs: found.venvs, isActive: found.is_active, failed: found.failed, otherRoot: found.other_root },
        memoryCurrent: found.memory_current,
        nginxHoldsPorts: found.nginx_holds_ports,
        hasIpv6: found.has_ipv6,
        pythons: found.pythons,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/host/observation.js

/** One line of text without control characters. */
const LINE = /^[^\p{Cc}\u2028\u2029]*$/u;
const SHA256 = /^[0-9a-f]{64}$/;
const IMAGE_DIGEST = /^sha256:[0-9a-f]{64}$/;
const VERSION = /^[\w.+~:-]+$/;
const SERVICE = /^[\w.-]*$/;
/** A path may hold anything but a control character that ends a line. */
const PATH = /^[^\p{Cc}]*$/u;
const RELEASE = /^\w[\w.+-]*$/;
const MAYBE_RELEASE = /^[\w.+-]*$/;
const ENV_NAME = /^[A-Za-z_]\w*$/;
const PROJECT = /^[\w.-]*$/;
const UNIT = /^[\w@:.\\-]+$/;
/** What is known of every host, with python3 or without. */
const basics = {
    system: object({
        os_id: shape_text(/^[\w.-]*$/),
        os_version: shape_text(/^[\w.+~-]*$/),
        os_name: shape_text(LINE),
        architecture: shape_text(/^[\w.-]*$/),
        user: shape_text(LINE),
        privilege: oneOf('root', 'sudo', 'none'),
        root: shape_text(/^\/[^\p{Cc}]*$/u),
        is_root_writable: flag,
        free_bytes: optional(count),
        free_inodes: optional(count),
        memory_bytes: optional(count),
        available_bytes: optional(count),
        swap_bytes: optional(count),
        free_swap_bytes: optional(count),
    }),
    programs: object({
        has_docker: flag,
        has_git: flag,
        ssh_version: lenient(shape_text(VERSION)),
        has_cron: flag,
        is_cron_running: flag,
    }),
    ports: list(object({ port: count, holder: shape_text(PATH), is_ours: flag })),
    project: object({ name: shape_text(/^[a-z0-9][a-z0-9_-]*$/), source: oneOf('record', 'by-hand', 'new') }),
    env: optional(object({
        path: shape_text(PATH),
        digest: optional(shape_text(SHA256)),
        names: optional(object({ given: list(shape_text(ENV_NAME)), empty: list(shape_text(ENV_NAME)) })),
    })),
};
/** What templates/host/observe.sh prints of a host without python3. */
const basicObservation = object(basics);
/**
 * What templates/host/program/observe prints; its document.py has the same fields. A value of another form ends the run: without it
 * there would be a plan for another host than this one, one without a running release, say. Lenient are versions, for which any
 * program may answer, and records that a power cut can spoil: without them a plan does more than it must, never less.
 */
const observation = object({
    python: shape_text(VERSION),
    ...basics,
    docker: object({
        access: oneOf('direct', 'sudo', 'none'),
        version: lenient(shape_text(VERSION)),
        compose: lenient(shape_text(VERSION)),
        buildx: lenient(shape_text(VERSION)),
        has_compose_v1: flag,
    }),
    containers: list(object({
        service: shape_text(SERVICE),
        state: shape_text(/^[a-z]*$/),
        health: optional(shape_text(/^[a-z]*$/)),
        exit_code: count,
        is_stopped: flag,
        config: shape_text(LINE),
        image: shape_text(LINE),
    })),
    missing: list(object({ kind: oneOf('network', 'volume', 'container'), name: shape_text(LINE) })),
    images: list(object({
        name: shape_text(LINE),
        is_present: flag,
        held: list(shape_text(IMAGE_DIGEST)),
        base: optional(shape_text(IMAGE_DIGEST)),
        since: optional(count),
        found: optional(shape_text(IMAGE_DIGEST)),
        problem: optional(oneOf('not-found', 'denied', 'rate-limit', 'unreachable')),
        why: shape_text(LINE),
        until: optional(count),
        is_anonymous: flag,
    })),
    certificate: optional(shape_text(/^[\t\r\n -~]*$/)),
    proxy: object({
        digest: optional(shape_text(SHA256)),
        loaded: lenient(object({ config: shape_text(/^[!-~]+$/), certificate: shape_text(/^[!-~]*$/) })),
        release: optional(shape_text(RELEASE)),
    }),
    hsts: lenient(object({ max_age_seconds: count, since: count })),
    renewal_digest: optional(shape_text(SHA256)),
    program_digest: optional(shape_text(SHA256)),
    release_count: count,
    release: optional(object({
        name: shape_text(RELEASE),
        manifest_digest: shape_text(SHA256),
        manifest_gz: optional(shape_text(/^[A-Za-z0-9+/=]+$/)),
        env_digest: optional(shape_text(SHA256)),
        env_key_digests: lenient(dictionary(/^[A-Za-z_]\w*$/, /^\w+$/)),
        input_files: lenient(dictionary(PATH, /^([0-9a-f]{64})?$/)),
        confirmed: lenient(object({
            env_digest: shape_text(/^[0-9a-f]*$/),
            reading_digest: shape_text(/^[0-9a-f]*$/),
            project: optional(shape_text(/^[^\p{Cc}]*$/u)),
        })),
        settings_digest: lenient(shape_text(/^\w+$/)),
        compose_files: lenient(list(shape_text(PATH))),
        commit: lenient(shape_text(/^[0-9a-f]{40,64}$/)),
        came_up: oneOf('noted', 'unfinished', 'unknown'),
        up: list(shape_text(/^[ -~]*$/)),
    })),
    unverified: optional(object({ release: shape_text(MAYBE_RELEASE), previous: shape_text(MAYBE_RELEASE) })),
    data: object({
        places: list(object({ path: shape_text(PATH), kind: oneOf('shared', 'by-hand', 'missing') })),
        places_before: list(shape_text(PATH)),
        synced: optional(shape_text(MAYBE_RELEASE)),
        differing: list(shape_text(PATH)),
        damaged: list(shape_text(PATH)),
        databases: list(object({ service: shape_text(SERVICE), what: shape_text(PATH) })),
        anonymous: list(shape_text(SERVICE)),
        stacks: list(object({
            project: shape_text(PROJECT),
            folder: shape_text(PATH),
            likeness: oneOf('remote', 'file', 'other'),
            services: list(shape_text(SERVICE)),
        })),
        volumes: list(object({ project: shape_text(PROJECT), key: shape_text(PROJECT), name: shape_text(/^[\w.-]+$/) })),
        foreign: list(shape_text(PATH)),
        layout: optional(oneOf('legacy', 'present')),
    }),
    native: optional(object({
        nginx: lenient(shape_text(VERSION)),
        certbot: lenient(shape_text(VERSION)),
        python: shape_text(VERSION),
        has_venv: flag,
        venvs: list(shape_text(/^[0-9a-f]{16}$/)),
        is_active: flag,
        failed: list(shape_text(UNIT)),
        other_root: optional(shape_text(PATH)),
        memory_current: optional(count),
        nginx_holds_ports: flag,
        has_ipv6: flag,
        pythons: dictionary(/^python3\.\d+$/, VERSION),
    })),
});

;// CONCATENATED MODULE: ./.build/compiled/host/parse-facts.js





/** How the line with the document begins; a login banner, or a profile that prints, may stand before and after it. */
const BEGIN = '{"python":';
/**
 * Reads what the inspection printed.
 * @throws RangeError when it was cut short, since half the facts would lead to a wrong plan; for a fact of a wrong form
 */
function parseObservation(stdout) {
    const line = stdout.split('\n').findLast((one) => one.startsWith(BEGIN));
    const told = line === undefined ? undefined : parseObject(line);
    if (told === undefined)
        throw new RangeError('The inspection of the host was cut short.');
    return told.python === null ? withoutPython(basicObservation.read(told, '')) : hostFacts(observation.read(told, ''));
}
function parseObject(line) {
    try {
        return JSON.parse(line);
    }
    catch {
        return undefined;
    }
}
/** A host that has no python3 yet. Where it has Docker nothing is planned (plan/steps/identity.ts); without it there is nothing more. */
function withoutPython(found) {
    const { has_docker: installed } = found.programs;
    return {
        ...basicFacts(found),
        hasPython: false,
        docker: { installed, access: 'none', version: undefined, compose: undefined, buildx: undefined, composeV1: false },
        releaseCount: 0,
        containers: [],
        missing: [],
        images: [],
        ...{ current: undefined, certificatePem: undefined, proxyDigest: undefined, proxyLoaded: undefined },
        ...{
            proxyRelease: undefined,
            unverified: undefined,
            hsts: undefined,
            renewalDigest: undefined,
            programDigest: undefined,
        },
        data: NO_DATA,
        native: undefined,
    };
}
function hostFacts(found) {
    const { docker, proxy, hsts, unverified } = found;
    return {
        ...basicFacts(found),
        hasPython: true,
        docker: {
            installed: found.programs.has_docker,
            access: docker.access,
            version: docker.version,
            compose: docker.compose,
            buildx: docker.buildx,
            composeV1: docker.has_compose_v1,
        },
        current: currentRelease(found.release),
        releaseCount: found.release_count,
        containers: found.containers.map(({ exit_code: exitCode, is_stopped: isStopped, ...container }) => ({
            ...{ ...container, exitCode, isStopped },
        })),
        missing: found.missing,
        images: found.images.map(imageFacts),
        certificatePem: found.certificate,
        proxyDigest: proxy.digest,
        proxyLoaded: proxy.loaded,
        proxyRelease: proxy.release,
        unverified: unverified && { release: unverified.release, previous: nonEmpty(unverified.previous) },
        hsts: hsts && { maxAgeSeconds: hsts.max_age_seconds, since: new Date(hsts.since * 1000) },
        renewalDigest: found.renewal_digest,
        programDigest: found.program_digest,
        data: dataFacts(found.data),
        native: nativeFacts(found.native),
    };
}
function imageFacts({ problem, why, until, ...image }) {
    return {
        name: image.name,
        isPresent: image.is_present,
        held: image.held,
        base: image.base,
        since: dateOf(image.since),
        found: image.found,
        problem: problem && { kind: problem, why, until: dateOf(until) },
        isAnonymous: image.is_anonymous,
    };
}
function dateOf(seconds) {
    return seconds === undefined ? undefined : new Date(seconds * 1000);
}
function basicFacts({ system, programs, ports, project, env }) {
    return {
        env: env && {
            path: env.path,
            digest: env.digest,
            names: env.names && { given: new Set(env.names.given), empty: new Set(env.names.empty) },
        },
        os: { id: system.os_id, versionId: system.os_version, name: system.os_name },
        architecture: system.architecture,
        user: system.user,
        privilege: system.privilege,
        root: system.root,
        project: { name: project.name, from: project.source },
        rootWritable: system.is_root_writable,
        disk: { freeBytes: known(system.free_bytes), freeInodes: known(system.free_inodes) },
        memory: {
            total: known(system.memory_bytes),
            available: known(system.available_bytes),
            swap: system.swap_bytes ?? 0,
            freeSwap: system.free_swap_bytes ?? 0,
        },
        gitInstalled: programs.has_git,
        sshVersion: programs.ssh_version,
        cron: { installed: programs.has_cron, running: programs.is_cron_running },
        ports: ports.map(({ port, holder, is_ours: ours }) => ({ port, holder, ours })),
    };
}
function currentRelease(release) {
    if (release === undefined)
        return undefined;
    const { manifest_gz: packed, came_up: cameUp } = release;
    return {
        name: release.name,
        manifestDigest: release.manifest_digest,
        manifest: packed === undefined ? undefined : (0,external_node_zlib_.gunzipSync)(Buffer.from(packed, 'base64')).toString('utf8'),
        envDigest: release.env_digest,
        envKeyDigests: release.env_key_digests ?? new Map(),
        inputFiles: release.input_files ?? new Map(),
        confirmed: confirmedRelease(release.confirmed),
        settingsDigest: release.settings_digest,
        composeFiles: release.compose_files,
        commit: release.commit,
        up: cameUp === 'noted' ? release.up : cameUp,
    };
}
/** What is damaged counts as not noted. */
function confirmedRelease(noted) {
    if (noted === undefined)
        return undefined;
    const rest = { envDigest: noted.env_digest, readingDigest: noted.reading_digest };
    if (noted.project === undefined)
        return { ...rest, project: undefined };
    try {
        return { ...rest, project: hostProject.read(JSON.parse(noted.project), 'project') };
    }
    catch (error) {
        if (error instanceof SyntaxError || error instanceof RangeError)
            return undefined;
        throw error;
    }
}
/** A figure that the host could not give (btrfs has no inode count) must not look like an empty disk. */
function known(figure) {
    return figure ?? Number.MAX_SAFE_INTEGER;
}
function nonEmpty(text) {
    return text === '' ? undefined : text;
}

;// CONCATENATED MODULE: ./.build/compiled/host/logins-text.js
/** Logins as the host reads them (observe/logins.py, compose/docker_config.py): the one place where they are revealed. */
function loginsText(logins) {
    return JSON.stringify(logins.map(({ registry, username, password }) => ({ registry, username, password: password.reveal() })));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/file-like.js

/** Endings of names of files, whatever the other side of the mount is called. */
const ENDINGS = new Set(`json jsonc json5 yaml yml conf cfg cnf config ini toml env properties xml plist txt md csv tsv
   pem key crt cer cert csr p7b p8 p12 pfx jks keystore truststore kdb der pub asc gpg pgp lic license token secret passwd htpasswd kubeconfig
   sql dump sh bash py js mjs cjs ts jsx tsx rb php pl lua go rs java jar war wasm css html htm template tpl tmpl j2
   sqlite sqlite3 db db3 rules ovpn zip gz tgz tar bz2 xz`.split(/\s+/));
/** Files whose names have no ending. */
const NAMES = /^(?:\.env(?:\..+)?|\.(?:htpasswd|netrc|pgpass|my\.cnf|dockercfg|vault-token|s3cfg|boto|git-credentials|gitconfig|erlang\.cookie|\w+rc)|[A-Z]\w*file|id_(?:rsa|dsa|ecdsa|ed25519)|authorized_keys|known_hosts|crontab)$/;
/** Ends of names of domains, which folders are called by. */
const DOMAINS = /^(?:com|net|org|io|dev|app|co|me|info|de|fr|nl|uk|eu|us|jp|kr|cn|br|in|ru|ch|at|se|local|test|example)$/;
/**
 * Whether a mount is meant to be of a file: by the name of its source, or of where it goes. Docker makes a directory of a source that is not
 * there. Names of folders may have dots too: `conf.d`, `v1.2`, `example.com`. Pure.
 */
function isFileLike(path, target) {
    const names = [path, target].map((text) => external_node_path_.posix.basename(text));
    if (names.some((name) => NAMES.test(name)))
        return true;
    const [own = '', other = ''] = names.map((name) => external_node_path_.posix.extname(name).slice(1));
    if ([own, other].some((ending) => ENDINGS.has(ending.toLowerCase())))
        return true;
    // `a.xyz` that is mounted as `b.xyz`.
    return own === other && /^[A-Za-z][A-Za-z0-9]{1,7}$/.test(own) && !DOMAINS.test(own);
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/data.js

/** Every path of the repository that a container gets to see by a mount. */
function mountedPaths(stack) {
    return new Set(usesOf(stack).flatMap(({ path }) => (isEnvFile(path, stack.folder) ? [] : [path])));
}
/**
 * The rule, which people can predict: what a service mounts read-write, and what the repository does not have, outlives releases;
 * so does a mount that overlaps with one of these, since in one directory the two would show the same files, and one that did
 * before. All other mounts belong to the release. `.env` is the release's own.
 */
function dataPlaces(stack, files, { before = [], given = new Set() } = {}) {
    const uses = usesOf(stack).filter(({ path }) => !isEnvFile(path, stack.folder) && !given.has(path));
    const tracked = new Map([...new Set(uses.map(({ path }) => path))].map((path) => [path, files.some((file) => data_isWithin(file.path, path))]));
    const reasons = new Map();
    for (const { by, path, readOnly } of uses) {
        if (!readOnly)
            reasons.set(path, `${by} may write to it`);
        else if (tracked.get(path) !== true)
            reasons.set(path, reasons.get(path) ?? 'the repository does not have it');
        else if (before.some((place) => overlaps(place, path))) {
            reasons.set(path, reasons.get(path) ?? 'containers could write to it until now');
        }
    }
    for (let size = -1; size !== reasons.size;) {
        size = reasons.size;
        for (const { path } of uses) {
            const other = [...reasons.keys()].find((place) => overlaps(place, path));
            if (other !== undefined && !reasons.has(path))
                reasons.set(path, `it overlaps with ${shown(other)}`);
        }
    }
    return [...reasons].sort().map(([path, because]) => ({ path, because, kind: kindOf(path, uses, tracked) }));
}
/** A path of the repository as a compose file writes it. */
function shown(path) {
    return path === '' ? 'the whole repository' : `./${path}`;
}
/** Whether a path is a place, or lies below it. */
function data_isWithin(path, place) {
    return place === '' || path === place || path.startsWith(`${place}/`);
}
function overlaps(one, other) {
    return data_isWithin(one, other) || data_isWithin(other, one);
}
function usesOf({ services, deviceVolumes, contentFiles }) {
    return [
        ...services.flatMap(({ name, binds }) => binds.map((bind) => ({ by: name, ...bind }))),
        ...deviceVolumes.map(({ key, path }) => ({ by: `the volume ${key}`, path, readOnly: false, target: '' })),
        ...contentFiles.map(({ key, path }) => ({ by: key, path, readOnly: true, target: path, isFile: true })),
    ];
}
/** Whether a path is that of the release's `.env`, which is in the compose file's folder too. */
function isEnvFile(path, folder) {
    return path === '.env' || path === `${folder}/.env`;
}
function kindOf(path, uses, tracked) {
    if (tracked.get(path) === true)
        return 'tracked';
    const own = uses.filter((use) => use.path === path);
    return own.some(({ target, isFile }) => isFile === true || isFileLike(path, target)) ? 'file' : 'directory';
}

;// CONCATENATED MODULE: ./.build/compiled/proxy/names.js
/**
 * What the bundled reverse proxy adds to the user's compose project. The template, the host program and the tests take the names from here.
 * Compose merges services and volumes of the same name, so each begins with `edge`, and a project that has one of them is refused.
 */
const bundledNames = {
    /** No longer one: another name would leave the container of an older version on ports 80 and 443. */
    proxyService: 'edge',
    certbotService: 'edge-certbot',
    /** A profile of the project's own, such as `certbot` in COMPOSE_PROFILES, must not start it. */
    certbotProfile: 'edge-certbot',
    certificateVolume: 'edge-certificates',
    webrootVolume: 'edge-acme-webroot',
    staticVolume: 'edge-static',
};
/** Of the bundled reverse proxy; its security updates come with versions of the action, and with a pull of the same name. */
const PROXY_IMAGE = 'nginx:1.30-alpine';
/** Places in the containers. */
const bundledFolders = {
    /** Where certbot writes, and nginx serves, the files of HTTP-01. */
    webroot: '/var/www/acme',
    /** What the app writes here is served below `/static/`. */
    static: '/vol/static',
};
/** The container that serves while the proxy is replaced. It has no name that compose would give. */
function temporaryProxyName(project) {
    return `${project}-edge-stand-in`;
}
/** Names that a project with the bundled reverse proxy cannot have itself: keys of services and volumes, and names in the engine. */
function reservedNames(project) {
    const { proxyService, certbotService, certificateVolume, webrootVolume, staticVolume } = bundledNames;
    const volumes = [certificateVolume, webrootVolume, staticVolume];
    return {
        services: [proxyService, certbotService],
        volumes,
        engineVolumes: volumes.map((volume) => engineVolume(project, volume)),
        containers: [`${project}-${proxyService}-1`, temporaryProxyName(project)],
    };
}
/** The engine's name of a volume of a project, where its compose file does not give it another one. */
function engineVolume(project, volume) {
    return `${project}_${volume}`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/site.js


/** Where cron notes the number of its process: Debian's (man cron) and cronie alike. */
const cronPidFile = '/run/crond.pid';
function cronMark(project) {
    return `# ec2-https-deploy (${project})`;
}
/** Docker's name of the volume: compose puts the project's before its own, unless the file says otherwise. */
function certificateVolume(project, own) {
    if (own?.certificateVolumeName !== undefined)
        return own.certificateVolumeName;
    const volume = own === undefined ? bundledNames.certificateVolume : own.certificateVolume;
    return volume === undefined ? undefined : engineVolume(project, volume);
}
/** The volume of a project's certificates, `{project}` standing for its name; null where there is none that we can see. */
function certificateVolumeOf(stack) {
    return certificateVolume('{project}', stack.ownProxy) ?? null;
}
/** Where a stack keeps its certificates, if that is a folder: relative to what the site keeps of its repository, or absolute. */
function certificateFolderOf({ ownProxy }) {
    const folder = ownProxy?.certificateFolder;
    // What lies beside the repository has no place that is known before compose runs.
    return folder === undefined || folder.startsWith('..') ? null : folder;
}
/** Lineage name of the site's certificate: the one that the stack's own proxy reads, else the domain. */
function certificateNameOf(inputs, { ownProxy }) {
    const read = ownProxy?.lineages.map(({ name }) => name) ?? [];
    return (0,inputs_inputs/* namesOf */.eZ)(inputs).find((name) => read.includes(name)) ?? read[0] ?? inputs.domain;
}
function siteOf(inputs, stack, host) {
    const { root, project } = host;
    const own = stack.ownProxy;
    return {
        project,
        root,
        certificateName: certificateNameOf(inputs, stack),
        certificateVolume: certificateVolume(project, own),
        proxyService: own?.proxy ?? bundledNames.proxyService,
        certbotService: own === undefined ? bundledNames.certbotService : own.certbot,
        certbotWebroot: own === undefined ? bundledFolders.webroot : own.webroot?.certbot,
        webrootVolume: own === undefined ? engineVolume(project, bundledNames.webrootVolume) : undefined,
        temporaryProxy: temporaryProxyName(project),
        hasOwnProxy: own !== undefined,
        cronMark: cronMark(project),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/native/site.js

/** Where the host's certbot keeps certificates, and puts the files of HTTP-01. */
const certificateFolder = '/etc/letsencrypt';
const webroot = '/var/www/acme';
/** Names of a site that runs straight on its host. */
function nativeSite(inputs, host) {
    return {
        ...host,
        certificateName: inputs.domain,
        certificateVolume: undefined,
        proxyService: 'nginx',
        certbotService: 'certbot',
        certbotWebroot: webroot,
        webrootVolume: undefined,
        temporaryProxy: '',
        hasOwnProxy: false,
        cronMark: cronMark(host.project),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/config.js
/** All services, the active ones first. */
function allServices({ services, inactive }) {
    return [...Object.entries(services), ...Object.entries(inactive)];
}
/** A project without anything in it. */
const NO_CONFIG = {
    ...{ name: undefined, services: {}, inactive: {}, networks: {}, volumes: {}, secrets: {}, configs: {} },
};

;// CONCATENATED MODULE: ./.build/compiled/plan/release/literal.js
/** A text in our compose files: compose puts variables in the place of `$NAME` there too. */
function literal(text) {
    return text.replaceAll('$', '$$$$');
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./.build/compiled/plan/release/yaml-tags.js

/** `!reset null`: compose drops what earlier files say of a key (2.24.4 and later). */
function removedValue() {
    const nothing = new dist/* Scalar */.X5(null);
    nothing.tag = '!reset';
    return nothing;
}
/** `!reset []`: the same of a list. */
function removedList() {
    const nothing = new dist/* YAMLSeq */.Rw();
    nothing.flow = true;
    nothing.tag = '!reset';
    return nothing;
}
/** `!override […]`: compose takes this list instead of what earlier files say. */
function replacedList(items) {
    const list = new dist/* Document */.yo(items).contents;
    if (!(list instanceof dist/* YAMLSeq */.Rw))
        throw new Error('A list was expected');
    list.tag = '!override';
    return list;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/env-files.js





/**
 * Env files of the stack that may be in the repository or in the site's directory on the host; `.env` is the release's own. `more` are those
 * that are known although the stack could not be read.
 */
function envFilePaths({ config, folder }, more = []) {
    const files = allServices(config).flatMap(([, service]) => service.env_file ?? []);
    return [...new Set([...files, ...more].map(({ path }) => path))].filter((path) => !/^(\/|~|\.\.\/)/.test(path) && !isEnvFile(path, folder));
}
/**
 * The env files of a service where one of them is elsewhere than compose would look for it: all of them, since their order decides which
 * value wins. Relative paths begin at the project directory, as in the first compose file.
 */
function envFileSettings({ config, folder }, name, sourceOf) {
    const files = (config.services[name] ?? config.inactive[name])?.env_file ?? [];
    if (!files.some(({ path }) => sourceOf(path) !== undefined))
        return {};
    const items = files.map(({ path, ...rest }) => ({
        path: sourceOf(path) ?? literal(fromFolder(path, folder)),
        ...rest,
    }));
    return { env_file: replacedList(items) };
}
function fromFolder(path, folder) {
    return /^[/~]/.test(path) ? path : external_node_path_.posix.join(folder.replace(/[^/]+/g, '..'), path);
}

;// CONCATENATED MODULE: ./.build/compiled/repository/project-name.js
/**
 * The compose project's name of a site that is new on its host: the one that is asked for, else the compose file's `name:`, else one
 * made of the whole path, so that `~/prod/app` and `~/staging/app` are two. A site that is there keeps the name that it has.
 */
function projectName(inputs, stack) {
    // Its users and units are the host's: the check of their names finds another site of the same one.
    if (inputs.runtime === 'native')
        return projectNameBefore(inputs.path);
    const fromEnv = inputs.env?.find(({ key }) => key === 'COMPOSE_PROJECT_NAME')?.value.reveal();
    const named = [inputs.projectName, fromEnv, stack.name].find((name) => name !== undefined && name !== '');
    const homes = ['~/', '~', `/home/${inputs.user}/`, '/root/'];
    const home = homes.find((place) => inputs.path.startsWith(place)) ?? '';
    const parts = inputs.path.slice(home.length).split('/').filter(Boolean);
    return composeName(named ?? parts.map((part) => composeName(part)).join('-'));
}
/** The name that sites made before 0.2 have: of the last part of the path alone. */
function projectNameBefore(path) {
    return composeName(path.split('/').filter(Boolean).at(-1) ?? '');
}
/** What compose takes as a project's name (`loader.NormalizeProjectName` of compose-go). */
function composeName(text) {
    const name = text.toLowerCase().replace(/[^a-z0-9_-]/g, '');
    return name.replace(/^[^a-z0-9]+/, '') || 'site';
}

// EXTERNAL MODULE: external "node:buffer"
var external_node_buffer_ = __webpack_require__(4573);
;// CONCATENATED MODULE: ./.build/compiled/repository/paths.js


/**
 * A path as text.
 * @throws DeployError invalid-input when its bytes are not UTF-8: such a name would arrive as another one
 */
function decodePath(bytes) {
    const path = bytes.toString('utf8');
    if (Buffer.from(path, 'utf8').equals(bytes))
        return path;
    throw new deploy_error/* DeployError */.sH({
        code: 'invalid-input',
        what: `The name of the file '${path}' is not UTF-8`,
        why: 'It cannot be transferred to the host unchanged.',
        hint: 'Rename the file, or leave it out with the input exclude.',
    });
}
/**
 * Names as git lists them with `-z`, each with a NUL behind it.
 * @throws DeployError invalid-input as decodePath does
 */
function decodeNames(listing) {
    // As a whole: one by one, 10,000 names take longer than git needs to list them.
    if ((0,external_node_buffer_.isUtf8)(listing))
        return listing.toString('utf8').split('\0').slice(0, -1);
    const names = [];
    for (let start = 0, end = listing.indexOf(0); end !== -1; start = end + 1, end = listing.indexOf(0, start)) {
        names.push(decodePath(listing.subarray(start, end)));
    }
    return names;
}
/** In the order of the paths' bytes, as `sort` sees them in the C locale. What is in order already is given back itself. */
function sortByPath(items) {
    const compare = items.some(({ path }) => SURROGATE.test(path)) ? comparePaths : compareUnits;
    const isInOrder = items.every((item, index) => compare(items[index - 1]?.path ?? '', item.path) <= 0);
    return isInOrder ? items : [...items].sort((a, b) => compare(a.path, b.path));
}
/**
 * Compares as `sort` does in the C locale: by the bytes of UTF-8. JavaScript compares by UTF-16, in which what is beyond U+FFFF
 * stands as two surrogates (U+D800 to U+DFFF), before U+E000 to U+FFFF.
 */
function comparePaths(a, b) {
    for (let at = 0; at < a.length && at < b.length; at += 1) {
        const one = a.charCodeAt(at);
        const other = b.charCodeAt(at);
        if (one !== other)
            return rankOf(one) - rankOf(other);
    }
    return a.length - b.length;
}
const SURROGATE = /[\ud800-\udfff]/;
/** The same for paths without surrogates, many times as fast. */
function compareUnits(a, b) {
    if (a === b)
        return 0;
    return a < b ? -1 : 1;
}
function rankOf(unit) {
    const isSurrogate = unit >= 0xd800 && unit < 0xe000;
    return isSurrogate ? unit + 0x10000 : unit;
}
/** `a`, `a/b` and `a/b/c` of `a/b/c`. */
function foldersAnd(path) {
    return path.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'));
}

;// CONCATENATED MODULE: ./.build/compiled/repository/manifest/diff.js

/**
 * What makes one manifest out of the other, from the first line to the last. Both are sorted by path, so they are read side by
 * side, and nothing is kept of them: 100,000 files would weigh a multiple of their text. Were they not, the runs would still
 * make the one out of the other, only more of them.
 */
function* manifestRuns(previous, next) {
    let begun = 'same';
    let lines = 0;
    let start = 0;
    let end = 0;
    for (let before = 0, after = 0; before < previous.length || after < next.length;) {
        const kind = compareLines(previous, before, next, after);
        if (kind !== begun) {
            if (lines > 0)
                yield { kind: begun, lines, start, end };
            begun = kind;
            lines = 0;
            start = kind === 'gone' ? before : after;
        }
        lines += 1;
        if (kind !== 'new')
            end = before = endOf(previous, before);
        if (kind !== 'gone')
            end = after = endOf(next, after);
    }
    if (lines > 0)
        yield { kind: begun, lines, start, end };
}
function compareLines(previous, before, next, after) {
    if (before >= previous.length)
        return 'new';
    if (after >= next.length)
        return 'gone';
    const line = next.slice(after, endOf(next, after));
    if (previous.startsWith(line, before))
        return 'same';
    const old = previous.slice(before, endOf(previous, before));
    return comparePaths(pathOf(old), pathOf(line)) <= 0 ? 'gone' : 'new';
}
function pathOf(line) {
    return decodeURIComponent(line.slice(line.lastIndexOf(' ') + 1, -1));
}
/** Behind the line that begins there. */
function endOf(manifest, start) {
    const newline = manifest.indexOf('\n', start);
    return newline === -1 ? manifest.length : newline + 1;
}

;// CONCATENATED MODULE: ./.build/compiled/repository/manifest/manifest.js



/**
 * The files of a release as text, the same text for the same files: a line each, in the order of the paths' bytes,
 * `f MODE BLOB SIZE PATH` or `l TARGET PATH`. MODE is octal; `%`, space and control characters of paths and targets
 * are percent-encoded, so that a shell can read a line by its words.
 */
function manifestText(files) {
    const known = texts.get(files);
    if (known !== undefined)
        return known;
    const sorted = sortByPath(files);
    const parts = [];
    for (let at = 0; at < sorted.length; at += LINES_AT_ONCE) {
        parts.push(sorted
            .slice(at, at + LINES_AT_ONCE)
            .map((file) => `${lineOf(file)}\n`)
            .join(''));
    }
    const text = parts.join('');
    texts.set(files, text);
    return text;
}
/** A run needs the text of the same files several times, and with 100,000 of them it takes its time. */
const texts = new WeakMap();
/** The manifest's digest, which names this set of files. */
function manifestDigest(files) {
    const digest = digests.get(files) ?? (0,compiled_digest/* digestOf */.o)(manifestText(files));
    digests.set(files, digest);
    return digest;
}
const digests = new WeakMap();
/** A line is made of pieces that weigh more than itself: they are let go before the next lines are made. */
const LINES_AT_ONCE = 1_000;
function lineOf(file) {
    const path = encode(file.path);
    return file.kind === 'symlink'
        ? `l ${encode(file.target)} ${path}`
        : `f ${file.mode.toString(8).padStart(3, '0')} ${file.blob} ${file.size} ${path}`;
}
/** `previous` as a manifest's text. A file whose contents, mode or kind changed is sent. */
function compareManifests(next, previous) {
    const files = sortByPath(next);
    const send = [];
    const gone = [];
    let at = 0;
    for (const run of manifestRuns(previous, manifestText(next))) {
        if (run.kind === 'gone') {
            for (const path of pathsOf(previous.slice(run.start, run.end)))
                gone.push(path);
            continue;
        }
        if (run.kind === 'new')
            for (const file of files.slice(at, at + run.lines))
                send.push(file);
        at += run.lines;
    }
    const changed = new Set(send.map(({ path }) => path));
    return { send, kept: files.length - send.length, removed: gone.filter((path) => !changed.has(path)) };
}
function pathsOf(lines) {
    return lines
        .split('\n')
        .slice(0, -1)
        .map((line) => decodeURIComponent(line.slice(line.lastIndexOf(' ') + 1)));
}
/** Also U+0085, U+00A0 and the other characters that count as white space somewhere. */
function encode(text) {
    return text.replace(/[%\s\p{Cc}]/gu, (character) => [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''));
}

;// CONCATENATED MODULE: ./.build/compiled/repository/manifest/chunks.js

/** Enough that no two chunks of one release are ever the same by chance; what is put together is checked as a whole. */
const DIGEST_CHARACTERS = 16;
function cutManifest(manifest) {
    const threshold = thresholdOf(manifest);
    const chunks = textsOf(manifest, threshold).map((text) => ({
        digest: (0,compiled_digest/* digestOf */.o)(text).slice(0, DIGEST_CHARACTERS),
        lines: linesIn(text),
    }));
    return { threshold, chunks };
}
/** What the look tells the host: the threshold and the digest of each chunk, as words. */
function chunkIndex({ threshold, chunks }) {
    return [threshold, ...chunks.map(({ digest }) => digest)].join(' ');
}
/** What lies beside a release's manifest, for later looks: the threshold, then a line `DIGEST LINES` for each chunk. */
function chunkNote({ threshold, chunks }) {
    return [threshold, ...chunks.map(({ digest, lines }) => `${digest} ${lines}`), ''].join('\n');
}
/**
 * The host's manifest from its answer: its lines, and `= FIRST LAST` for a run of chunks that stand in ours as well.
 * undefined when it is not the one that `digest` names: then nothing is known of what the host has.
 */
function rebuildManifest(ours, answer, digest) {
    const chunks = textsOf(ours, thresholdOf(ours));
    const parts = answer.split(/(?<=\n)/).map((line) => {
        const [, first, last] = /^= (\d+) (\d+)\n$/.exec(line) ?? [];
        return first === undefined ? line : chunks.slice(Number(first), Number(last) + 1).join('');
    });
    const manifest = parts.join('');
    return (0,compiled_digest/* digestOf */.o)(manifest) === digest ? manifest : undefined;
}
function textsOf(manifest, threshold) {
    const chunks = [];
    let start = 0;
    for (let end = manifest.indexOf('\n') + 1, line = 0; end > 0; line = end, end = manifest.indexOf('\n', line) + 1) {
        if (!endsChunk(manifest, line, threshold))
            continue;
        chunks.push(manifest.slice(start, end));
        start = end;
    }
    return start < manifest.length ? [...chunks, manifest.slice(start)] : chunks;
}
/** `line`: where the line begins; of a file's the third word is the digest, behind a mode of three or four digits. */
function endsChunk(manifest, line, threshold) {
    if (manifest[line] !== 'f')
        return false;
    const digest = manifest.indexOf(' ', line + 2) + 1;
    return manifest.slice(digest, digest + 4) < threshold;
}
/**
 * With N files some √5N chunks: their digests then weigh about as much as the lines of a chunk that differs. A power of two, so that
 * a few files more or less do not move every cut.
 */
function thresholdOf(manifest) {
    const halvings = Math.round(Math.log2(Math.sqrt(Math.max(5, linesIn(manifest)) / 5)));
    return Math.min(0xffff, 0x10000 >> halvings)
        .toString(16)
        .padStart(4, '0');
}
function linesIn(text) {
    let lines = 0;
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1))
        lines += 1;
    return lines;
}

// EXTERNAL MODULE: ./node_modules/dockerfile-ast/lib/main.js
var main = __webpack_require__(8390);
;// CONCATENATED MODULE: ./.build/compiled/compose/model/invalid.js

/** Several files: what they make together is wrong. */
function invalid(files, why, cause) {
    const paths = [files].flat();
    return new deploy_error/* DeployError */.sH({
        code: 'compose-file-invalid',
        what: `The compose file ${paths.join(', ')} cannot be read`,
        why,
        cause,
        hint: `Fix it; \`docker compose ${paths.map((path) => `-f ${path}`).join(' ')} config\` checks it on any machine with Docker.`,
    });
}
function invalidEnvFile(path, why, cause) {
    return new deploy_error/* DeployError */.sH({
        code: 'compose-file-invalid',
        what: `The env file ${path} cannot be read`,
        why,
        cause,
        hint: 'Fix it: compose on the host would reject it as well.',
    });
}
/** A problem at a place of a file that is not known here; whoever reads the file names it. */
class Problem extends Error {
}
/** One that is none where compose has what is missing here: a file of the host, a key that a newer version knows. */
class LocalProblem extends Problem {
}
/** Whether compose on the host may have another opinion than the runner. */
function isLocal(thrown) {
    return thrown instanceof deploy_error/* DeployError */.sH && thrown.cause instanceof LocalProblem;
}
/** Does something with what a file says, or several; a problem becomes an error that names them. */
function naming(files, work, error = invalid) {
    try {
        return work();
    }
    catch (thrown) {
        throw thrown instanceof Problem ? error(files, thrown.message, thrown) : thrown;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/value.js
function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/** The mapping itself; an empty one for anything else. */
function mappingOf(value) {
    return isMapping(value) ? value : {};
}
function isList(value) {
    return Array.isArray(value);
}
function mapValues(mapping, change) {
    return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, change(value, key)]));
}
/** Looks up rules by path: `*` in a pattern stands for any key, not for an item of a list. */
function ruleFinder(rules) {
    const split = rules.map(([pattern, rule]) => ({ parts: pattern.split('.'), rule }));
    return (path) => split.find(({ parts }) => isMatch(path, parts))?.rule;
}
function isMatch(path, pattern) {
    return (path.length === pattern.length &&
        pattern.every((part, index) => part === path[index] || (part === '*' && path[index] !== '[]')));
}
/** A scalar as compose writes it into a list of `KEY=value`. */
function value_textOf(value) {
    if (typeof value === 'number')
        return numberText(value);
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
/** As Go's `%v`: an exponent below 1e-4 and from 1e21. */
function numberText(value) {
    if (value === 0 || Number.isInteger(value) || Math.abs(value) >= 1e-4)
        return String(value).replace(/^(-?)(Infinity)$/, '$1Inf');
    return value.toExponential().replace(/e-(\d)$/, 'e-0$1');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/relative-paths.js



const ruleAt = ruleFinder([
    ['services.*.build.context', context],
    ['services.*.build.additional_contexts.*', context],
    ['services.*.env_file.[].path', path],
    ['services.*.label_file.[]', path],
    ['services.*.extends.file', path],
    ['services.*.volumes.[]', mount],
    ['configs.*.file', path],
    ['secrets.*.file', path],
    ['volumes.*', device],
]);
/** A model whose relative paths start from where `folder` starts, instead of from `folder` (compose-go, paths/resolve.go). @throws Problem */
function rebased(value, folder, at = []) {
    const rule = ruleAt(at);
    if (rule !== undefined)
        return rule(value, folder);
    if (isList(value))
        return value.map((item) => rebased(item, folder, [...at, '[]']));
    return isMapping(value) ? mapValues(value, (item, key) => rebased(item, folder, [...at, key])) : value;
}
/** A path from `folder`, in its normal form; `~` is the home of whoever runs compose, so it stays. */
function join(folder, file) {
    if (file.startsWith('~') || external_node_path_.posix.isAbsolute(file))
        return file;
    return external_node_path_.posix.join(folder, file).replace(/(.)\/$/, '$1');
}
function path(value, folder) {
    return typeof value === 'string' && value !== '' ? join(folder, value) : value;
}
function context(value, folder) {
    if (typeof value !== 'string' || isElsewhere(value))
        return value;
    return path(value, folder);
}
/** Git repositories, archives, images, and the images of other services. */
function isElsewhere(buildContext) {
    return buildContext.includes('://') || /^(service:|github\.com\/|git@)/.test(buildContext);
}
function mount(value, folder) {
    if (!isMapping(value) || value['type'] !== 'bind')
        return value;
    const { source } = value;
    if (typeof source !== 'string')
        throw new Problem('a bind mount has no source');
    return { ...value, source: unixPath(source, folder) };
}
function unixPath(value, folder) {
    return /^([A-Za-z]:[\\/]|\\\\)/.test(value) ? value : join(folder, value);
}
/** A named volume that is a directory: `driver: local`, `driver_opts: {o: bind, device: ./data}`. */
function device(value, folder) {
    if (!isMapping(value) || value['driver'] !== 'local' || !isMapping(value['driver_opts']))
        return value;
    const options = value['driver_opts'];
    if (options['o'] !== 'bind' || typeof options['device'] !== 'string')
        return value;
    return { ...value, driver_opts: { ...options, device: unixPath(options['device'], folder) } };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/dockerfile-path.js


/**
 * The Dockerfile that a build reads, relative to the repository's root, whether it is there or not; undefined: its text is in the compose
 * file, or it comes with a context that is elsewhere.
 */
function dockerfilePath({ context, dockerfile = 'Dockerfile', dockerfile_inline: inline }, exists) {
    if (inline !== undefined || isElsewhere(context))
        return undefined;
    const path = external_node_path_.posix.isAbsolute(dockerfile) ? dockerfile : external_node_path_.posix.join(context, dockerfile);
    return /^[/~]/.test(path) ? undefined : usedDockerfile(path, exists);
}
/** Buildx takes `dockerfile` where there is no `Dockerfile` of that name (docker/buildx, build/opt.go, handleLowercaseDockerfile). */
function usedDockerfile(path, exists) {
    if (external_node_path_.posix.basename(path) !== 'Dockerfile' || exists(path))
        return path;
    const small = external_node_path_.posix.join(external_node_path_.posix.dirname(path), 'dockerfile');
    return exists(small) ? small : path;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/images/base-images.js


/** The images that a build starts from or copies from, each once; [] where its Dockerfile is not in the repository. */
function baseImages(build, files) {
    const text = dockerfileOf(build, files);
    const contexts = Object.entries(build.additional_contexts ?? {});
    const images = contexts.flatMap(([, context]) => /^docker-image:\/\/(.+)$/.exec(context)?.[1] ?? []);
    const replaced = new Set(contexts.map(([name]) => name.toLowerCase()));
    const named = text === undefined ? [] : namedImages(text, build.args ?? {});
    return [...new Set([...named.filter((name) => !replaced.has(name.toLowerCase())), ...images])];
}
function dockerfileOf(build, files) {
    if (build.dockerfile_inline !== undefined)
        return build.dockerfile_inline;
    const path = dockerfilePath(build, files.exists);
    return path === undefined || path.startsWith('../') || !files.exists(path) ? undefined : files.read(path);
}
/** `FROM image` and `COPY --from=image`, less the stages of the same file. */
function namedImages(text, args) {
    const file = main.DockerfileParser.parse(text);
    const values = new Map();
    for (const instruction of file.getInitialARGs()) {
        const [, name, value] = /^(\w+)(?:=["']?([^"']*)["']?)?$/.exec(instruction.getArgumentsContent() ?? '') ?? [];
        const given = name === undefined ? undefined : (args[name] ?? value);
        if (name !== undefined && given !== undefined)
            values.set(name, given);
    }
    const stages = new Set();
    const images = [];
    for (const instruction of file.getInstructions()) {
        const words = instruction.getArguments().map((word) => word.getValue());
        const keyword = instruction.getKeyword().toUpperCase();
        const [image = '', as, name] = words.filter((word) => !word.startsWith('--'));
        const source = /--from=(\S+)/.exec(instruction.getTextContent())?.[1] ?? '';
        const used = filledIn(keyword === 'FROM' ? image : keyword === 'COPY' ? source : '', values);
        if (used !== '' && used !== 'scratch' && !/^\d+$|\$/.test(used) && !stages.has(used.toLowerCase()))
            images.push(used);
        if (keyword === 'FROM' && as?.toLowerCase() === 'as' && name !== undefined)
            stages.add(name.toLowerCase());
    }
    return images;
}
function filledIn(text, values) {
    return text.replace(/\$(?:(\w+)|\{(\w+)(?::?-([^}]*))?\})/g, (whole, plain, braced, fallback) => values.get(plain ?? braced ?? '') ?? fallback ?? whole);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/images/pull-rule.js
const SECONDS = { w: 604_800, d: 86_400, h: 3_600, m: 60, s: 1 };
const TAG = { isPulled: true, isCompared: true, minimumAge: 0, isRequired: false };
/** Values of the Compose specification (05-services.md, pull_policy). Without one a tag is followed, so that a deploy means the same on every host. */
function pullRule(policy) {
    switch (policy) {
        case 'always':
            return { ...TAG, isRequired: true };
        case 'missing':
        case 'if_not_present':
            return { ...TAG, isCompared: false };
        case 'never':
        case 'build':
            return { ...TAG, isPulled: false, isCompared: false };
        case 'daily':
            return { ...TAG, minimumAge: 86_400 };
        case 'weekly':
            return { ...TAG, minimumAge: 604_800 };
        default:
            return { ...TAG, minimumAge: typeof policy === 'string' ? everySeconds(policy) : 0 };
    }
}
/** `every_1d12h` */
function everySeconds(policy) {
    const [, duration = ''] = /^every_(.*)$/.exec(policy) ?? [];
    const parts = [...duration.matchAll(/(\d+)([wdhms])/g)];
    return parts.reduce((sum, [, count, unit = '']) => sum + Number(count) * (SECONDS[unit] ?? 0), 0);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/images/reference.js
const REFERENCE = /^([a-z0-9._/:-]+?)(?::([\w][\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$/i;
/** undefined: no name of an image, or one with a variable that has no value here. */
function parseImage(text) {
    const [, name = '', tag, digest] = REFERENCE.exec(text) ?? [];
    const { registry, path } = splitName(name);
    if (!/^[a-z0-9]+(?:[._/-]+[a-z0-9]+)*$/.test(path))
        return undefined;
    const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
    return { registry, repository, tag: tag ?? 'latest', digest };
}
/** The first part is a registry if no user of Docker Hub can have that name. */
function splitName(name) {
    const slash = name.indexOf('/');
    const first = name.slice(0, slash);
    const isRegistry = slash !== -1 && (/[.:A-Z]/.test(first) || first === 'localhost');
    if (!isRegistry)
        return { registry: 'docker.io', path: name };
    const registry = first.toLowerCase();
    return { registry: isDockerHub(registry) ? 'docker.io' : registry, path: name.slice(slash + 1) };
}
function isDockerHub(registry) {
    return ['docker.io', 'index.docker.io', 'registry-1.docker.io'].includes(registry);
}
/** The name and tag of an official image of Docker Hub, whatever form its name has; undefined: it is none. */
function officialImage(text) {
    const { registry = '', repository = '', tag = '' } = parseImage(text) ?? {};
    const name = /^library\/([^/]+)$/.exec(repository)?.[1];
    return name === undefined || !isDockerHub(registry) ? undefined : { name, tag };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/images/images.js



/** What of the project comes from registries. Services of inactive profiles are not among them. Pure but for the files. */
function readImages(stack, files, options) {
    const services = Object.entries(stack.config.services);
    const texts = options.areVariablesKnown ? [] : stack.composeFiles.map((path) => files.read(path));
    const isCertain = (name) => options.areVariablesKnown || texts.some((text) => text.includes(name));
    const declared = new Set(services.flatMap(([, { build, image }]) => (build === undefined ? [] : (image ?? []))));
    const builds = buildsIn(stack, options);
    return {
        services: services.flatMap(([service, { build, image, pull_policy: policy }]) => {
            if (build !== undefined || image === undefined || declared.has(image) || !isCertain(image))
                return [];
            const at = parseImage(image);
            return at === undefined ? [] : [{ service, name: image, at, rule: pullRule(policy) }];
        }),
        bases: builds.flatMap(([builder, build]) => baseImages(build, files).flatMap((name) => {
            const at = parseImage(name);
            const isPulled = options.buildPull || build['pull'] === true || build['pull'] === 'true';
            return at === undefined ? [] : [{ builder, name, at, isPulled }];
        })),
    };
}
/** The builds of services that are started, or that of a repository without a compose file. */
function buildsIn({ kind, config }, { appService, onlyBuild }) {
    if (kind === 'dockerfile')
        return [[appService, onlyBuild]];
    return Object.entries(config.services).flatMap(([name, { build }]) => (build === undefined ? [] : [[name, build]]));
}
/** What is compared with the registries, each name once. */
function comparedImages({ services, bases }) {
    const compared = [...services.filter(({ rule }) => rule.isCompared), ...bases.filter(({ isPulled }) => isPulled)];
    const moving = compared.filter(({ at }) => at.digest === undefined);
    return [...new Map(moving.map(({ name, at }) => [name, { name, at }])).values()];
}
/** The registries that the project's images come from. */
function registriesOf({ services, bases }) {
    const pulled = [...services.filter(({ rule }) => rule.isPulled), ...bases];
    return [...new Set(pulled.map(({ at }) => at.registry))];
}

;// CONCATENATED MODULE: ./.build/compiled/observe/observe.js

















/**
 * Looks at the names' records and at what the host serves, both at the same time. Changes nothing. The visit may still be on its way:
 * if there is nothing to do it is the proof of that, and costs no time of its own. Aborting the signal ends it.
 */
async function observeWorld(inputs, repository, ports, signal) {
    const { dns: route53, resolver } = ports;
    const host = await ports.host();
    const target = await observeTarget(inputs, resolver, host);
    const visiting = visitHost(inputs, repository, { target, visit: ports.visit, signal });
    const asking = route53 && lookupRecords((0,inputs_inputs/* namesOf */.eZ)(inputs), target, { dns: route53, resolver });
    const [dns, served] = await Promise.all([asking, visiting.served]);
    return { instance: host.instance, target, dns, served, visit: visiting.visit };
}
/** Looks at the host, and at the world at the same time. Changes nothing. */
async function observe(inputs, repository, at, deadline) {
    const looking = observeHost(inputs, repository, at, deadline);
    // The host looks while we compute.
    const [seen, { visit, ...world }, { files, chunks, replaced = [], gaps }] = await Promise.all([
        looking,
        at.world,
        repository.listing,
    ]);
    const host = withManifest(seen, manifestText(files));
    const pem = host.certificatePem;
    const certificate = pem === undefined ? undefined : parsePemCertificate(pem);
    const { stack, native, images, buildCopies, missingStages, reading, needs } = repository;
    const { dotenv, secondEnv, trackedEnv, leftBehind } = repository;
    const builds = { images, buildCopies, missingStages };
    const own = { stack, native, ...builds, reading, needs, dotenv, secondEnv, trackedEnv, leftBehind };
    const read = { ...own, files, replaced, chunks, ...(gaps && { gaps }) };
    return { facts: { ...world, host, certificate, repository: read }, visit };
}
/** A visit that goes to this host, whatever the names lead to. Aborting the signal ends it. */
function visitHost(inputs, repository, { target, visit, signal }) {
    const connectTo = target.kind === 'ip' ? target.address : target.addresses[0];
    return visit(visitRequest(inputs, repository), { connectTo, signal });
}
/** What a visitor of the site expects. */
function visitRequest(inputs, { stack }) {
    return {
        names: (0,inputs_inputs/* namesOf */.eZ)(inputs),
        healthPath: inputs.healthPath,
        healthStatus: inputs.healthStatus,
        expectRedirect: stack.ownProxy === undefined,
    };
}
/** What the host is asked, as far as it depends on the project. */
function hostQuestion(inputs, { stack, native, images, needs, dotenv }) {
    const hostFiles = needs.envFiles.map(({ path }) => path).filter((path) => path.startsWith('/'));
    return {
        project: projectName(inputs, stack),
        certificate_name: certificateNameOf(inputs, stack),
        certificate_volume: native === undefined ? certificateVolumeOf(stack) : null,
        certificate_folder: native === undefined ? certificateFolderOf(stack) : certificateFolder,
        native: native === undefined ? null : projectName(inputs, stack),
        compose_digest: stack.composeDigest,
        data_paths: [...new Set([...mountedPaths(stack), ...envFilePaths(stack, needs.envFiles), ...hostFiles])],
        env_path: dotenv,
        env_names: needs.variables.map(({ name }) => name),
        images: comparedImages(images).map(({ name, at: { registry, repository, tag } }) => ({
            ...{ name, registry, repository, tag },
        })),
        externals: stack.externals.map(({ kind, name }) => ({ kind, name })),
    };
}
async function observeHost(inputs, repository, { connection, readTemplate, logins }, deadline) {
    const { listing, listed } = repository;
    const known = listed();
    const ofProject = hostQuestion(inputs, repository);
    const awaited = ofProject.images.length === 0 ? undefined : logins;
    const question = {
        root: inputs.path,
        project_before: projectNameBefore(inputs.path),
        source: inputs.source.kind,
        cron_pid_file: cronPidFile,
        repository: inputs.repository,
        ...ofProject,
        manifest: known === undefined ? null : { digest: known.digest, chunks: known.index },
        awaits_logins: awaited !== undefined,
    };
    const completed = await connection.run({
        // What is known goes with the program: standard input can only be sent once the host has said that it runs.
        program: inspectionProgram(question, readTemplate),
        ...(known === undefined || awaited !== undefined
            ? { stdin: external_node_stream_.Readable.from(toldLater(awaited, known === undefined ? listing : undefined)) }
            : {}),
        // Reading what git does not know the contents of, such as gigabytes of LFS, may take minutes.
        timeoutMs: known === undefined ? deadline.remainingMs() : deadline.remainingMs(120_000),
        label: 'inspecting the host',
    });
    try {
        return parseObservation(completed.stdout);
    }
    catch (error) {
        throw new deploy_error/* DeployError */.sH({
            code: completed.ended === 'connection-lost' ? 'connection-lost' : 'host-program-failed',
            what: `Inspecting the host failed (${completed.ended.replace('-', ' ')})`,
            why: [(0,deploy_error/* messageOf */.bD)(error), completed.why, completed.stderr.trim()].filter(Boolean).join('; '),
            hint: 'Run the job again. If it fails again: can the user run sh, base64, gzip and python3 on the host?',
            cause: error,
        });
    }
}
/** Logins first, since registries take longest to answer. */
async function* toldLater(logins, listing) {
    if (logins !== undefined)
        yield `${loginsText(await logins)}\n`;
    if (listing === undefined)
        return;
    const { digest, index } = await listing;
    yield `${digest} ${index}\n`;
}
/** The host said only in what its manifest differs from ours. */
function withManifest(host, ours) {
    const { current } = host;
    if (current?.manifest === undefined)
        return host;
    const manifest = rebuildManifest(ours, current.manifest, current.manifestDigest) ?? '';
    return { ...host, current: { ...current, manifest } };
}
/** The addresses that are this host's, as the world is told them. A host without any is reached by the site's name alone. */
async function observeTarget(inputs, resolver, { publicAddress }) {
    const { dns, domain } = inputs;
    const name = (dns.kind === 'route53' ? dns.target : undefined) ?? publicAddress ?? domain;
    if ((0,external_node_net_.isIP)(name) !== 0)
        return { kind: 'ip', address: name };
    const [v4, v6] = await Promise.all([resolver.resolve4(name), resolver.resolve6(name).catch(() => [])]);
    return { kind: 'name', name, addresses: [...v4, ...v6] };
}

// EXTERNAL MODULE: external "node:dns/promises"
var external_node_dns_promises_ = __webpack_require__(1553);
// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
;// CONCATENATED MODULE: ./.build/compiled/tls/handshake.js



/**
 * Makes one TLS handshake for the domain and checks the certificate. Sends no data, never rejects. The connection stays open:
 * the caller must destroy the socket if there is one.
 */
async function openTls(domain, options = {}) {
    const { port = 443, timeoutMs = 10_000, connectTo, ca, signal } = options;
    return await new Promise((resolve) => {
        const socket = (0,external_node_tls_.connect)({
            host: connectTo ?? domain,
            port,
            servername: domain,
            // The certificate is needed in any case; socket.authorizationError holds the result of the check.
            rejectUnauthorized: false,
            ...(ca === undefined ? {} : { ca }),
        });
        const finish = (handshake) => {
            clearTimeout(timer);
            signal?.removeEventListener('abort', cancel);
            if (handshake.kind === 'nothing')
                socket.destroy();
            resolve({ handshake, socket: handshake.kind === 'nothing' ? undefined : socket });
        };
        const timer = setTimeout(() => finish({ kind: 'nothing', why: `no TLS response within ${timeoutMs / 1000} s` }), timeoutMs);
        const cancel = () => finish({ kind: 'nothing', why: 'it was cancelled' });
        signal?.addEventListener('abort', cancel, { once: true });
        socket.once('secureConnect', () => finish(handshakeOf(socket)));
        // Stays registered: a late error of a destroyed socket must not become an uncaught exception.
        socket.on('error', (error) => finish({ kind: 'nothing', why: (0,deploy_error/* messageOf */.bD)(error) }));
        socket.once('close', () => finish({ kind: 'nothing', why: 'the connection was closed during the handshake' }));
    });
}
function handshakeOf(socket) {
    const presented = socket.getPeerX509Certificate();
    if (presented === undefined)
        return { kind: 'nothing', why: 'the server presented no certificate' };
    return {
        kind: 'tls',
        certificate: certificateOf(presented),
        fingerprint: presented.fingerprint256,
        address: socket.remoteAddress ?? '',
        problem: socket.authorized ? undefined : String(socket.authorizationError),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/proxy/release-header.js
/** By which our proxy names the release that answers, in lower case. What an app sends under this name reaches nobody. */
const RELEASE_HEADER = 'x-ec2-https-deploy-release';

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
;// CONCATENATED MODULE: ./.build/compiled/http/get.js



const maxBodyBytes = 65_536;
/**
 * One GET request over a new connection (or the given one), without following redirects. The time limit covers everything.
 * Never rejects.
 */
async function httpGet(url, options) {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
    try {
        return await readAnswer(await send(url, options, signal));
    }
    catch (error) {
        if (timeout.aborted)
            return { kind: 'failed', reason: 'timeout', why: `no response within ${options.timeoutMs / 1000} s` };
        return { kind: 'failed', reason: (0,deploy_error/* codeOf */.$N)(error) === 'ECONNREFUSED' ? 'refused' : 'other', why: reasonOf(error) };
    }
}
/** A URL of the site. `path` may begin with anything, even `//` or `@`: it cannot change the host. */
function siteUrl(protocol, name, path) {
    return new URL(`${protocol}://${name}${path.startsWith('/') ? '' : '/'}${path}`);
}
/** The first characters of a response for messages: one line, without terminal control characters or workflow commands. */
function excerpt(body, characters = 300) {
    const oneLine = body.replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
    return oneLine.length <= characters ? oneLine : `${oneLine.slice(0, characters)}…`;
}
async function send(url, options, signal) {
    const isTls = url.protocol === 'https:';
    const standardPort = isTls ? (options.httpsPort ?? 443) : (options.httpPort ?? 80);
    const settings = {
        host: options.connectTo ?? url.hostname,
        port: url.port === '' ? standardPort : Number(url.port),
        path: `${url.pathname}${url.search}`,
        headers: { host: url.host, 'user-agent': 'ec2-https-deploy', accept: '*/*', connection: 'close' },
        signal,
    };
    const { over } = options;
    return await new Promise((resolve, reject) => {
        const request = isTls
            ? (0,external_node_https_.request)({
                ...settings,
                ...(over === undefined ? { agent: false } : { createConnection: () => over }),
                servername: url.hostname,
                rejectUnauthorized: options.verifiesTls,
                ...(options.ca === undefined ? {} : { ca: options.ca }),
            })
            : (0,external_node_http_.request)({ ...settings, agent: false });
        request.once('response', resolve);
        request.on('error', reject);
        request.end();
    });
}
async function readAnswer(message) {
    const chunks = [];
    let size = 0;
    for await (const chunk of message.iterator()) {
        if (!Buffer.isBuffer(chunk))
            continue;
        chunks.push(chunk);
        size += chunk.length;
        if (size >= maxBodyBytes)
            break;
    }
    const body = Buffer.concat(chunks).subarray(0, maxBodyBytes).toString('utf8');
    return { kind: 'answer', status: message.statusCode ?? 0, headers: message.headers, body };
}
/** Several failed addresses result in an AggregateError, whose own message is empty. */
function reasonOf(error) {
    if (error instanceof AggregateError)
        return error.errors.map(deploy_error/* messageOf */.bD).join('; ');
    return (0,deploy_error/* messageOf */.bD)(error);
}

;// CONCATENATED MODULE: ./.build/compiled/verify/errors.js


/** No TLS or HTTPS response under the name. */
function notAnswering(name, why) {
    return {
        code: 'https-unreachable',
        what: `https://${name} does not respond`,
        why,
        hint: 'Allow TCP port 443 from 0.0.0.0/0 in the security group of the instance, and check in the log above that the ' +
            'reverse proxy is running. The release itself is deployed on the host.',
    };
}
const problems = {
    CERT_HAS_EXPIRED: 'it has expired',
    CERT_NOT_YET_VALID: 'it is not valid yet',
    ERR_TLS_CERT_ALTNAME_INVALID: 'it was issued for other names',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
    SELF_SIGNED_CERT_IN_CHAIN: 'browsers do not trust its root',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'browsers do not trust its issuer',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'browsers do not trust its issuer, or the certificate chain is incomplete',
};
/** Browsers would reject the certificate that is served for the name. */
function certificateNotValid(name, shown) {
    const { names, issuer, notAfter } = shown.certificate;
    const problem = shown.problem ?? '';
    return {
        code: 'certificate-invalid',
        what: `https://${name} serves an invalid certificate: ${problems[problem] ?? problem}`,
        why: `Names: ${names.join(', ')}; issuer: ${issuer}; expires: ${notAfter.toISOString()}; served by ${shown.address}.`,
        hint: 'If the issuer is a test server (a staging "acme-server"), this is expected. Otherwise check that the name ' +
            'resolves to this host, and that the reverse proxy uses the certificate from certbot.',
    };
}
/** A required redirect from HTTP to HTTPS is missing. */
function notRedirecting(name, result) {
    return {
        code: 'health-check-failed',
        what: `http://${name} does not redirect to https://${name}`,
        why: result.kind === 'failed' ? result.why : `It returned ${result.status}${locationOf(result)}.`,
        hint: 'Check that the security group allows TCP port 80 from 0.0.0.0/0, and that no other proxy answers for the name.',
    };
}
/** The health path returned a status that is not healthy. */
function unhealthy(url, why, body) {
    const text = excerpt(body);
    return {
        code: 'health-check-failed',
        what: `${url.href} is not healthy: ${why}`,
        ...(text === '' ? {} : { why: `The response: ${text}` }),
        hint: 'Check the application\'s log on the host (docker compose logs; with runtime: native journalctl), and the input "health-path".',
    };
}
/** Redirects of the health path have no end. */
function redirectLoop(first, last, loop) {
    const why = `too many redirects, the last one to ${loop === 'to itself' ? 'itself, ' : ''}${last.href}`;
    return {
        code: 'health-check-failed',
        what: `${first.href} is not healthy: ${why}`,
        hint: 'An app that redirects HTTPS to HTTPS does not know that visitors use HTTPS: let it trust X-Forwarded-Proto (Django: ' +
            'SECURE_PROXY_SSL_HEADER; Rails: config.assume_ssl; Laravel: TrustProxies; Express: trust proxy), or switch its own redirect off.',
    };
}
/** A different release than the deployed one answers. */
function wrongRelease(name, expected, answered) {
    return {
        code: 'release-mismatch',
        what: `https://${name} serves release ${excerpt(answered, 80)} instead of ${expected}`,
        why: 'An old container still answers, or the name resolves to another host or a cache.',
        hint: 'Check the address of the name, and "docker ps" on the host. If another deploy ran meanwhile, this is expected.',
    };
}
/** The host answers, but without the release header of our proxy. */
function namelessRelease(name, address) {
    return {
        code: 'release-mismatch',
        what: `https://${name} is served by this host (${address}), but the response does not name its release`,
        why: `The action's reverse proxy sends ${RELEASE_HEADER} with every response, so another server answers on port 443.`,
        hint: 'Check what listens on port 443 of the host ("ss -ltnp", "docker ps"), and whether a proxy in front of it removes headers.',
    };
}
/** The responding machine cannot be identified as this host. */
function answeredElsewhere(name, { address, host, directly, }) {
    return {
        code: 'dns-mismatch',
        what: `https://${name} is served by ${address}, which is not this host (${host.join(', ')})`,
        why: `${directly}The response comes from another server, or through one that presents its own certificate.`,
        hint: `Point ${name} to this host, or set its public address as "dns-target" or "host". For a CDN in front of your own ` +
            `reverse proxy, send the header ${RELEASE_HEADER} with the value of RELEASE from the app's environment.`,
    };
}
/** ` with Location …` if the response has one. */
function locationOf(result) {
    const location = result.kind === 'answer' ? result.headers.location : undefined;
    return location === undefined ? '' : ` with Location ${excerpt(location, 200)}`;
}

;// CONCATENATED MODULE: ./.build/compiled/verify/proof.js



/**
 * The problem with the responding machines; undefined: this host answered for every name. The release header of our proxy
 * identifies it. A stack's own proxy is identified by its address, or by the certificate that the host also serves when
 * connected directly (as behind a load balancer that passes TLS through). Never rejects.
 */
async function findOtherHost(answerers, proof, ports) {
    for (const answerer of answerers) {
        const failure = await checkAnswerer(answerer, proof, ports);
        if (failure !== undefined)
            return failure;
    }
    return undefined;
}
async function checkAnswerer({ name, address, fingerprint, release }, { release: asked, host, namesRelease }, ports) {
    if (release !== undefined)
        return release === asked ? undefined : wrongRelease(name, asked, release);
    const isHere = isOneOf(address, host);
    if (namesRelease) {
        return isHere ? namelessRelease(name, address) : answeredElsewhere(name, { address, host, directly: '' });
    }
    if (isHere)
        return undefined;
    const presented = await Promise.all(host.map((direct) => fingerprintOf(direct, name, ports)));
    if (presented.includes(fingerprint))
        return undefined;
    const other = presented.some((found) => found !== 'nothing') ? 'another certificate' : 'no certificate';
    const directly = `Connected directly, this host presents ${other}. `;
    return answeredElsewhere(name, { address, host, directly });
}
/** The fingerprint of the certificate that a machine presents for a name. */
async function fingerprintOf(address, name, ports) {
    const { ca, httpsPort: port = 443, exchangeTimeoutMs: timeoutMs = 10_000, signal } = ports;
    const { handshake, socket } = await openTls(name, { connectTo: address, ca, port, timeoutMs, signal });
    socket?.destroy();
    return handshake.kind === 'tls' ? handshake.fingerprint : 'nothing';
}
/** Whether an address is in the list, regardless of notation. */
function isOneOf(address, others) {
    const list = new external_node_net_.BlockList();
    for (const other of others)
        if ((0,external_node_net_.isIP)(other) !== 0)
            list.addAddress(other, familyOf(other));
    return (0,external_node_net_.isIP)(address) !== 0 && list.check(address, familyOf(address));
}
function familyOf(address) {
    return (0,external_node_net_.isIP)(address) === 6 ? 'ipv6' : 'ipv4';
}

;// CONCATENATED MODULE: ./.build/compiled/tls/served.js
/**
 * Facts of a handshake. `trusted`: the chain ends in a root that Node trusts (including NODE_EXTRA_CA_CERTS), and the
 * certificate is current and valid for the domain.
 */
function servedBy(seen) {
    if (seen.kind === 'nothing')
        return seen;
    const { certificate, address, problem } = seen;
    return { kind: 'tls', certificate, address, trusted: problem === undefined };
}

;// CONCATENATED MODULE: ./.build/compiled/verify/redirect.js


/** Browsers take the first part of the path for the host of such an address. */
const WITHOUT_HOST = /^(?:https?:)?[\\/]{2}(?:[\\/:?#]|$)/i;
/** undefined: it is no redirect. */
function redirectOf(status, location, from) {
    if (status < 300 || status >= 400 || location === undefined)
        return undefined;
    const hasHost = !WITHOUT_HOST.test(location.trim());
    const target = hasHost && URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
    return { location, target };
}
/**
 * What is wrong with a redirect for a visitor, as a sentence; undefined: nothing. `names`: those of the site. A redirect to another
 * public host is none of our business: it may be a login page. Pure.
 */
function redirectProblem({ location, target }, from, names) {
    const begun = `${from.href} redirects to ${excerpt(location, 200)}`;
    if (target === undefined) {
        const example = 'in nginx write "return 301 https://$host$request_uri;"';
        return `${begun}, which has no host name, so browsers show an error; ${example}`;
    }
    if (target.protocol !== 'http:' && target.protocol !== 'https:')
        return undefined;
    if (!names.includes(target.hostname)) {
        return isPublic(target.hostname) ? undefined : `${begun}: visitors cannot reach ${target.hostname}`;
    }
    if (target.port !== '') {
        const why = `port ${target.port} belongs to a server inside the host in most cases`;
        return `${begun}: ${why}; let the proxy in front of the app send the Host header without a port`;
    }
    if (from.protocol === 'https:' && target.protocol === 'http:') {
        const why = 'the app does not know that visitors use HTTPS';
        return `${begun}, back to plain HTTP: ${why}; let it trust X-Forwarded-Proto (Django: SECURE_PROXY_SSL_HEADER)`;
    }
    return target.href === from.href ? `${begun}, to itself` : undefined;
}
/** Whether a host name may mean something on the internet. */
function isPublic(hostname) {
    const isPrivateAddress = /^(?:127|10|0|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./.test(hostname);
    if ((0,external_node_net_.isIP)(hostname.replace(/^\[|\]$/g, '')) !== 0)
        return !isPrivateAddress && hostname !== '[::1]';
    return hostname.includes('.') && !/\.(?:local|internal|localhost)$/.test(hostname);
}

;// CONCATENATED MODULE: ./.build/compiled/verify/exchange.js


/** One request, over the given connection or a new one. Never rejects. */
async function get(url, ports, over) {
    const { connectTo, httpPort, httpsPort, ca, signal } = ports;
    const timeoutMs = ports.exchangeTimeoutMs ?? 10_000;
    return await httpGet(url, { connectTo, httpPort, httpsPort, ca, timeoutMs, over, signal, verifiesTls: true });
}
function header(answer, name) {
    const value = answer.headers[name];
    return typeof value === 'string' ? value : value?.[0];
}
const maxRedirects = 5;
/** Requests a page as a browser would, as far as redirects stay on its host and at the usual ports. Never rejects. */
async function follow({ url: first, names, over, isLast }, ports) {
    const problems = [];
    let url = first;
    for (let redirects = 0;; redirects += 1) {
        const result = await get(url, ports, redirects === 0 ? over : undefined);
        const redirect = result.kind === 'answer' ? redirectOf(result.status, result.headers.location, url) : undefined;
        const end = { url, result, problems };
        if (redirect === undefined || (result.kind === 'answer' && isLast?.(result.status) === true)) {
            return { ...end, loop: undefined };
        }
        const { target } = redirect;
        if (target?.href === url.href)
            return { ...end, loop: 'to itself' };
        const problem = redirectProblem(redirect, url, names);
        if (problem !== undefined)
            problems.push(problem);
        const isWithin = target !== undefined && target.hostname === first.hostname && target.port === '';
        if (!isWithin || !/^https?:$/.test(target.protocol))
            return { ...end, loop: undefined };
        if (redirects === maxRedirects)
            return { ...end, loop: 'through other pages' };
        url = target;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/verify/host-rejected.js

/** What Rails and Vite answer with 403 to a host name that they do not know; webpack with any status. */
const BLOCKED = /blocked hosts?:|blocked request\. this host/i;
const INVALID = /^\s*invalid host header\s*$/i;
/** Whether a response means that the app does not accept the host name of the request. Pure. */
function rejectsHost(status, body) {
    return status === 400 || status === 421 || INVALID.test(body) || (status === 403 && BLOCKED.test(body));
}
/** The app does not answer under the site's own name. */
function hostRejected(url, status, body) {
    const text = excerpt(body);
    return {
        code: 'host-name-rejected',
        what: `${url.href} returned ${status}: the app rejects requests for the host name ${url.hostname}`,
        ...(text === '' ? {} : { why: `The response: ${text}` }),
        hint: `Add ${url.hostname} to the host names that the app accepts: ALLOWED_HOSTS in Django, config.hosts in Rails, ` +
            'AllowedHosts in ASP.NET Core, TrustedHostMiddleware in FastAPI and Starlette, trusted_hosts in Symfony. If the path ' +
            'returns this status for another reason, set "health-path" to a page that everyone can open, or "health-status".',
    };
}

;// CONCATENATED MODULE: ./.build/compiled/verify/remark.js
const note = (text) => ({ isWarning: false, text });
const warning = (text) => ({ isWarning: true, text });

;// CONCATENATED MODULE: ./.build/compiled/verify/front-page.js



/** What visitors would notice at `/`, where it is not what the health check requests. Never rejects. */
async function requestFrontPage(path, ports) {
    const { url, result, problems, loop } = await follow(path, ports);
    const found = problems.map(warning);
    if (loop !== undefined)
        return [...found, warning(`${path.url.href} redirects in a loop, so browsers show an error`)];
    // A page that does not answer in time may compute for longer than a check waits.
    return result.kind === 'failed' ? found : [...found, ...frontPageRemarks(url, result)];
}
function frontPageRemarks(url, answer) {
    const { status, body } = answer;
    if (status >= 500)
        return [warning(`${url.href} returned ${status}, although the health path is healthy`)];
    if (rejectsHost(status, body)) {
        const where = 'Django: ALLOWED_HOSTS';
        return [warning(`${url.href} returned ${status}: the app may reject the host name ${url.hostname} (${where})`)];
    }
    return emptyPage(url, answer);
}
/** A page that passes every check and shows nothing. Pure. */
function emptyPage(url, { status, body }) {
    return status === 200 && body.trim() === '' ? [warning(`${url.href} returned 200 with an empty page`)] : [];
}

;// CONCATENATED MODULE: ./.build/compiled/verify/health-status.js



/**
 * A remark on a response that passes; undefined: there is none to make. With a rule its statuses pass and no others. Without one, 5xx
 * fails, and so does what means that the app does not know its host name.
 * @throws DeployError health-check-failed, host-name-rejected
 */
function judgeHealth({ url, status, body }, rule) {
    if (rule !== undefined) {
        if (isIn(status, rule))
            return undefined;
        if (rejectsHost(status, body))
            throw new deploy_error/* DeployError */.sH(hostRejected(url, status, body));
        throw new deploy_error/* DeployError */.sH(unhealthy(url, `it returned ${status}, and "health-status" is ${ruleText(rule)}`, body));
    }
    if (status >= 500)
        throw new deploy_error/* DeployError */.sH(unhealthy(url, `it returned ${status}`, body));
    if (rejectsHost(status, body))
        throw new deploy_error/* DeployError */.sH(hostRejected(url, status, body));
    return status < 400
        ? undefined
        : `${url.href} returned ${status}: accepted as healthy because the app responds; set "health-status" for another rule`;
}
function isIn(status, rule) {
    return rule.some(({ from, to }) => from <= status && status <= to);
}
function ruleText(rule) {
    return rule.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',');
}

;// CONCATENATED MODULE: ./.build/compiled/verify/health-path.js





/**
 * Requests the health path and judges where its redirects within the same host end. A redirect whose status the rule has is not followed.
 * @throws DeployError https-unreachable, health-check-failed, host-name-rejected
 */
async function requestHealthPath(path, rule, ports) {
    const isLast = (status) => rule !== undefined && isIn(status, rule);
    const { url, result, problems, loop } = await follow({ ...path, isLast }, ports);
    if (result.kind === 'failed')
        throw new deploy_error/* DeployError */.sH(notAnswering(path.url.hostname, `${url.href}: ${result.why}`));
    if (loop !== undefined)
        throw new deploy_error/* DeployError */.sH(redirectLoop(path.url, url, loop));
    const remark = judgeHealth({ url, status: result.status, body: result.body }, rule);
    return {
        url,
        answer: result,
        remarks: [...problems.map(warning), ...(remark === undefined ? [] : [note(remark)])],
    };
}

;// CONCATENATED MODULE: ./.build/compiled/verify/plain-http.js






/**
 * What http:// does for a name; undefined: it redirects to https://, as it should.
 * @throws DeployError health-check-failed if it must, and does not
 */
async function checkPlainHttp(name, site, ports) {
    const url = siteUrl('http', name, site.healthPath);
    const result = await get(url, ports);
    const redirect = result.kind === 'answer' ? redirectOf(result.status, result.headers.location, url) : undefined;
    const problem = redirect === undefined ? undefined : redirectProblem(redirect, url, site.names);
    const target = redirect?.target;
    const isRedirected = target?.protocol === 'https:' && site.names.includes(target.hostname);
    if (isRedirected && problem === undefined)
        return undefined;
    if (site.expectRedirect && !isRedirected)
        throw new deploy_error/* DeployError */.sH(notRedirecting(name, result));
    if (problem !== undefined)
        return warning(problem);
    if (result.kind === 'failed')
        return note(`http://${name} does not redirect to https:// (${result.why})`);
    const found = `it returns ${result.status}${locationOf(result)}`;
    if (result.status >= 200 && result.status < 300) {
        const why = `${url.href} is served over plain HTTP (${found}): visitors and their passwords are not protected`;
        return warning(`${why}; let the proxy redirect it to https://`);
    }
    return note(`http://${name} does not redirect to https:// (${found})`);
}

;// CONCATENATED MODULE: ./.build/compiled/verify/visit.js













/** Checks the site once, as a browser would: certificate of every name, health path, redirect to HTTPS. New connections only. */
function beginVisit(request, ports) {
    const { connectTo, ca, httpsPort = 443, exchangeTimeoutMs: timeoutMs = 10_000, signal } = ports;
    const opening = request.names.map((name) => openTls(name, { connectTo, ca, port: httpsPort, timeoutMs, signal }));
    const visit = Promise.all(opening).then((opened) => checkSite(request, opened, ports));
    // Prevents an unhandled rejection; the caller may await it later.
    visit.catch(() => undefined);
    return { served: firstOf(opening).then(({ handshake }) => servedBy(handshake)), visit };
}
async function checkSite(request, opened, ports) {
    const { names, healthPath } = request;
    const domain = names[0] ?? '';
    try {
        const seen = opened.map(({ handshake }, index) => shownBy(names[index] ?? '', handshake));
        const certificates = seen.map((shown, index) => certificateRemark(names[index] ?? '', shown, request));
        const redirecting = Promise.all(names.map((name) => checkPlainHttp(name, request, ports)));
        const asked = names.slice(1).map(async (alias, index) => {
            const isReachable = certificates[index + 1] === undefined;
            return isReachable ? await requestAlias(alias, request, opened[index + 1]?.socket, ports) : noAlias;
        });
        const front = healthPath.startsWith('/?') || healthPath === '/' ? undefined : frontPage(request, ports);
        // All run in parallel; but an unhealthy site is reported first.
        redirecting.catch(() => undefined);
        const path = { url: siteUrl('https', domain, healthPath), names, over: opened[0]?.socket };
        const { answer, url, remarks } = await requestHealthPath(path, request.healthStatus, ports);
        const notRedirected = (await redirecting).filter((remark) => remark !== undefined);
        const aliases = await Promise.all(asked);
        const releases = [header(answer, RELEASE_HEADER), ...aliases.map(({ release }) => release)];
        return {
            status: answer.status,
            url,
            certificate: firstOf(seen).certificate,
            redirects: notRedirected.length === 0,
            answerers: seen.map(({ address, fingerprint }, index) => ({
                ...{ name: names[index] ?? '', address, fingerprint },
                release: releases[index],
            })),
            remarks: [
                ...[...certificates, ...aliases.map(({ remark }) => remark)].filter((remark) => remark !== undefined),
                ...[...notRedirected, ...remarks],
                ...(front === undefined ? emptyPage(url, answer) : await front),
            ],
        };
    }
    finally {
        for (const open of opened)
            open.socket?.destroy();
    }
}
function frontPage({ names }, ports) {
    return requestFrontPage({ url: siteUrl('https', names[0] ?? '', '/'), names, over: undefined }, ports);
}
/** @throws DeployError https-unreachable */
function shownBy(name, handshake) {
    if (handshake.kind === 'nothing')
        throw new deploy_error/* DeployError */.sH(notAnswering(name, handshake.why));
    return handshake;
}
/**
 * undefined: browsers accept the certificate.
 * @throws DeployError certificate-invalid
 */
function certificateRemark(name, shown, { names, expectRedirect }) {
    if (shown.problem === undefined)
        return undefined;
    const isOther = shown.problem === 'ERR_TLS_CERT_ALTNAME_INVALID';
    if (!isOther || expectRedirect || name === names[0])
        throw new deploy_error/* DeployError */.sH(certificateNotValid(name, shown));
    const found = shown.certificate.names.join(', ');
    return warning(`The certificate does not cover the alias ${name} (its names: ${found}), so browsers show an error there`);
}
const noAlias = { release: undefined, remark: undefined };
/** The release that answers for an alias, whose health is that of its site. Never rejects. */
async function requestAlias(name, { healthPath, healthStatus }, socket, ports) {
    const url = siteUrl('https', name, healthPath);
    const result = await get(url, ports, socket);
    if (result.kind === 'failed')
        return noAlias;
    const { status, body } = result;
    const isRejected = rejectsHost(status, body) && !(healthStatus !== undefined && isIn(status, healthStatus));
    const text = `${url.href} returned ${status}: the app may reject the alias ${url.hostname} (Django: ALLOWED_HOSTS)`;
    return { release: header(result, RELEASE_HEADER), remark: isRejected ? warning(text) : undefined };
}
function firstOf([first]) {
    if (first === undefined)
        throw new Error('A request needs the name of a site');
    return first;
}

;// CONCATENATED MODULE: ./.build/compiled/verify/verify.js







/**
 * External check of the site, repeated until it passes or the time limit is reached: certificate of every name, redirect from
 * HTTP to HTTPS, health path, release. Each attempt uses new connections.
 * @throws DeployError https-unreachable, certificate-invalid, health-check-failed, host-name-rejected, dns-mismatch,
 *   release-mismatch
 */
async function verify_verify(request, ports) {
    const start = Date.now();
    let firstWrongAnswer;
    const mayTryAgain = (error) => {
        if (error.code === 'unexpected')
            return false;
        const isAwaited = request.awaitsCertificate === true && error.code === 'certificate-invalid';
        if (isAwaited || isWaitedFor.has(error.code))
            return Date.now() - start < request.timeoutMs;
        firstWrongAnswer ??= Date.now();
        const graceMs = Math.min(ports.graceMs ?? 20_000, request.timeoutMs);
        return Date.now() - firstWrongAnswer < graceMs;
    };
    const attempt = async () => await judge(await beginVisit(request, ports).visit, request, ports);
    return await (0,p_retry/* default */.Ay)(async () => await attempt().catch((error) => Promise.reject((0,deploy_error/* asDeployError */.y0)(error))), {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: 500,
        factor: 1.5,
        maxTimeout: 5000,
        shouldRetry: ({ error }) => {
            const shouldRetry = mayTryAgain((0,deploy_error/* asDeployError */.y0)(error));
            if (shouldRetry)
                ports.say(`Retrying: ${error.message}`);
            return shouldRetry;
        },
    });
}
/** Failures that resolve on their own while containers start and DNS changes propagate. */
const isWaitedFor = new Set(['https-unreachable', 'dns-mismatch']);
const systemLookup = async (name) => (await (0,external_node_dns_promises_.lookup)(name, { all: true })).map(({ address }) => address);
/**
 * Verifies the site with a check that ran during the inspection. Its result is still valid if nothing has changed since and the
 * names still resolve to the addresses that it used. undefined: it is not valid, or the check failed; then the check must be
 * repeated.
 */
async function verifiedBy(visit, request, { say, warn }, resolve = systemLookup) {
    try {
        const seen = await visit;
        const resolved = await Promise.all(seen.answerers.map(async ({ name, address }) => (await resolve(name)).includes(address)));
        return resolved.every(Boolean) ? await judge(seen, request, { say, warn }) : undefined;
    }
    catch {
        // The check that follows reports the error.
        return undefined;
    }
}
/**
 * After a record change: waits, within the time limit, until this machine's resolver returns the host for every name. false: it
 * still caches a previous address.
 */
async function untilLedHere({ names, host }, ports) {
    const { say, timeoutMs, resolve = systemLookup, pollMs = 5000 } = ports;
    const end = Date.now() + timeoutMs;
    for (const name of names) {
        for (;;) {
            const found = await resolve(name).catch(() => []);
            const leftMs = end - Date.now();
            if (found.some((address) => isOneOf(address, host)))
                break;
            if (leftMs <= 0)
                return false;
            const where = found.length === 0 ? 'does not resolve yet' : `still resolves to ${found.join(', ')}`;
            say(`${name} ${where}: waiting for DNS propagation, at most ${Math.ceil(leftMs / 1000)} s`);
            await (0,promises_.setTimeout)(Math.min(pollMs, leftMs));
        }
    }
    return true;
}
/** The checks beyond a single visit: whether this host answered, with the expected release. */
async function judge(visit, request, ports) {
    const { status, certificate, redirects, remarks, answerers } = visit;
    const otherHost = await findOtherHost(answerers, request, ports);
    if (otherHost !== undefined)
        throw new deploy_error/* DeployError */.sH(otherHost);
    const [release] = answerers.map((answerer) => answerer.release);
    for (const { isWarning, text } of remarks)
        (isWarning ? ports.warn : ports.say)(text);
    return {
        url: `https://${request.names[0] ?? ''}`,
        status,
        certificate,
        daysLeft: daysLeft(certificate, new Date()),
        ...(release === undefined ? {} : { answeredRelease: release }),
        redirects,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/verify/external-check.js

const siteMs = 60_000;
/** For a proxy that requests its certificate itself, when it starts for the first time. */
const ownCertificateMs = 120_000;
/** Of the time that is kept for a rollback. */
const leastSiteMs = 20_000;
/**
 * Verifies the site from outside. A visit that began when nothing was left to change is enough, if it met a healthy site; else the site
 * gets its time.
 * @throws DeployError as `verify`
 */
async function verifySite({ isDelegated, ...check }, visit, { say, warn, settleMs, deadline }) {
    const longestMs = check.awaitsCertificate ? ownCertificateMs : siteMs;
    const request = { ...check, timeoutMs: deadline.workMs(longestMs, leastSiteMs) };
    const before = visit === undefined ? undefined : await verifiedBy(visit, request, { say, warn });
    if (before !== undefined)
        return before;
    const isLed = settleMs === 0 || (await untilLedHere(request, { say, timeoutMs: deadline.remainingMs(settleMs) }));
    // A resolver that caches for a day must not make every run fail: the zone's servers have the record, if they are the ones asked.
    const isPinned = !isLed && isDelegated;
    if (isPinned)
        say('The zone’s name servers resolve to this host, so it is checked directly.');
    const connectTo = isPinned ? request.host[0] : undefined;
    return await verify_verify({ ...request, timeoutMs: deadline.remainingMs(longestMs) }, { say, warn, connectTo });
}

;// CONCATENATED MODULE: ./.build/compiled/host/contradiction.js

/** Compose on the host makes something else of the files than the plan was made from. Nothing was built or stopped. */
class Contradiction extends deploy_error/* DeployError */.sH {
    /** Names of the facts, such as `services.web.ports`. */
    differs;
    project;
    constructor(differs, project) {
        super({
            code: 'stale-plan',
            what: `docker compose on the host reads the project differently again: ${differs.join(', ')}`,
            why: 'The plan was made from what it had read before. Nothing was built or stopped.',
            hint: 'Run the job again. Does anyone edit the .env on the host meanwhile?',
        });
        this.differs = differs;
        this.project = project;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/host/compose-warning.js
const LOGFMT = /^time="[^"]*" level=warning msg="((?:[^"\\]|\\.)*)"\s*$/;
const UNSET = /^The "([^"]+)" variable is not set\. Defaulting to a blank string\.$/;
const OBSOLETE = /^(?:(.*): )?(?:the attribute )?`version` is obsolete/;
/** undefined: the line is no warning of compose. */
function parseComposeWarning(line) {
    const quoted = LOGFMT.exec(line)?.[1];
    if (quoted === undefined)
        return undefined;
    const text = quoted.replace(/\\(.)/g, (_, character) => character === 'n' || character === 't' ? ' ' : character);
    const name = UNSET.exec(text)?.[1];
    if (name !== undefined)
        return { kind: 'unset-variable', name };
    const obsolete = OBSOLETE.exec(text);
    if (obsolete !== null)
        return { kind: 'obsolete-version', file: baseName(obsolete[1]) };
    return { kind: 'other', text };
}
/**
 * One warning for all that are about the compose files; undefined: there is nothing to do. `known` are variables of the compose files of
 * which the plan has warned where it matters. The name of any other is not shown: it may be what follows a `$` in a secret of `.env`.
 */
function composeAdvice(warnings, known) {
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
function baseName(path) {
    return path?.split('/').at(-1) ?? 'The compose file';
}

;// CONCATENATED MODULE: ./.build/compiled/host/failed-container.js

/** Texts of containers may hold anything. */
const anyText = shape_text(/^/);
/** The classes of templates/host/program/health/reason.py. */
const FAILURE_KINDS = [
    'wrong-architecture',
    'out-of-memory',
    'restart-loop',
    'exited',
    'not-listening',
    'health-check',
    'not-ready',
    'other',
];
/** `text` follows the name of the service in a sentence; `lines` are its last ones, `checks` the last output of its health check. */
const failedContainerFields = {
    service: anyText,
    kind: oneOf(...FAILURE_KINDS),
    text: anyText,
    lines: list(anyText),
    checks: list(anyText),
};
const failedContainer = object(failedContainerFields);

;// CONCATENATED MODULE: ./.build/compiled/host/events.js



/** Texts of programs may hold anything. */
const events_anyText = shape_text(/^/);
/**
 * A line that the host program prints. The host is not trusted: what is not one of these is passed over, and texts are
 * shown as plain text (runner/plain-text.ts), so that none of them can be a workflow command.
 */
const EVENTS = {
    begin: object({ event: oneOf('begin'), step: events_anyText }),
    log: object({ event: oneOf('log'), step: events_anyText, text: events_anyText, is_waiting: orMissing(flag) }),
    failure: object({ event: oneOf('failure'), step: events_anyText, code: events_anyText, text: events_anyText }),
    unhealthy: object({ event: oneOf('unhealthy'), step: events_anyText, ...failedContainerFields }),
    contradiction: object({ event: oneOf('contradiction'), step: events_anyText, differs: list(events_anyText), ...hostProjectFields }),
    end: object({ event: oneOf('end'), step: events_anyText, rc: number, milliseconds: number }),
    done: object({ event: oneOf('done'), text: oneOf('applied', 'failed', 'replan') }),
};
/** The event of a line, or undefined for anything else. */
function parseEvent(line) {
    if (!line.startsWith('{'))
        return undefined;
    try {
        const parsed = JSON.parse(line);
        const kind = object({ event: oneOf(...KINDS) }).read(parsed, '').event;
        return EVENTS[kind].read(parsed, '');
    }
    catch (error) {
        if (error instanceof SyntaxError || error instanceof RangeError)
            return undefined;
        throw error;
    }
}
const KINDS = Object.keys(EVENTS);

;// CONCATENATED MODULE: ./.build/compiled/errors/codes.js
/** All error codes. Each is an anchor in docs/errors.md and has a test. */
const ERROR_CODES = [
    'invalid-input',
    'ssh-key-unreadable',
    'ssh-key-passphrase',
    'ssh-auth-failed',
    'host-unreachable',
    'host-key-unknown',
    'host-key-mismatch',
    'connection-lost',
    'timed-out',
    'host-program-failed',
    'preconditions-failed',
    'instance-not-found',
    'instance-ambiguous',
    'instance-not-running',
    'instance-address-mismatch',
    'instance-without-address',
    'ssh-port-closed',
    'web-port-closed',
    'endpoint-missing',
    'tunnel-refused',
    'runner-address-unknown',
    'aws-credentials-missing',
    'aws-region-missing',
    'aws-denied',
    'aws-error',
    'hosted-zone-not-found',
    'hosted-zone-ambiguous',
    'record-conflict',
    'dns-propagation-timeout',
    'zone-not-delegated',
    'dns-not-resolving',
    'dns-mismatch',
    'challenge-unreachable',
    'os-unsupported',
    'sudo-required',
    'docker-missing',
    'python-missing',
    'compose-v1-only',
    'compose-too-old',
    'buildx-too-old',
    'port-in-use',
    'insufficient-disk',
    'path-not-writable',
    'path-in-use',
    'project-name-taken',
    'existing-stack-found',
    'env-file-missing',
    'variable-missing',
    'mount-source-missing',
    'external-resource-missing',
    'data-not-writable',
    'data-not-written',
    'data-in-container',
    'nothing-to-deploy',
    'native-project-unclear',
    'native-port-only',
    'native-programs-missing',
    'native-name-taken',
    'python-version-missing',
    'compose-file-missing',
    'compose-file-unclear',
    'compose-file-invalid',
    'compose-service-missing',
    'name-reserved',
    'entry-unclear',
    'entry-unreachable',
    'domain-not-served',
    'workspace-empty',
    'build-source-missing',
    'git-source-incomplete',
    'bootstrap-failed',
    'plugin-checksum',
    'upload-failed',
    'git-clone-failed',
    'lock-held',
    'stale-plan',
    'newer-run-deployed',
    'build-failed',
    'build-out-of-memory',
    'image-not-found',
    'registry-denied',
    'registry-rate-limit',
    'registry-unreachable',
    'image-platform',
    'step-timed-out',
    'disk-full',
    'release-command-failed',
    'containers-unhealthy',
    'release-unhealthy',
    'proxy-config-invalid',
    'certificate-request-failed',
    'renewal-test-failed',
    'https-unreachable',
    'certificate-invalid',
    'health-check-failed',
    'host-name-rejected',
    'release-mismatch',
    'unexpected',
];

;// CONCATENATED MODULE: ./.build/compiled/host/errors.js


/** The errors that the host program reports, for a person. */
const errors_texts = {
    'bootstrap-failed': {
        what: 'Installing Docker, compose or cron on the host failed',
        hint: 'Read the output of the package manager above. Check that the instance can reach the internet (route table, NAT, security group egress). Or install the components yourself and set "bootstrap: false".',
    },
    'plugin-checksum': {
        what: 'Checksum mismatch for the downloaded docker compose plugin; it was not installed',
        hint: 'Run the job again. If it fails again, something between the host and GitHub modifies downloads: find out what. For your own mirror set "compose-plugin".',
    },
    'upload-failed': {
        what: 'The files of the release could not be put in place on the host',
        hint: 'Read the lines above. Usual reasons are a full disk, and files owned by root in the directory of the previous release.',
    },
    'mount-source-missing': {
        what: 'A file that the stack mounts exists neither in the repository nor on the host',
        hint: 'Put it into the directory "shared" of the site on the host, under its path in the repository, and run the job again.',
    },
    'data-not-writable': {
        what: 'The data directories shared with containers are not writable',
        hint: 'Containers own the files that they write, and the login user is not root and has no passwordless sudo. Give the user sudo, or give it the directory named above.',
    },
    'data-not-written': {
        what: 'The data directories shared with containers could not be updated',
        hint: 'Read the lines above. No file that a container wrote was removed.',
    },
    'data-in-container': {
        what: 'A database is in the container of the running release, and would be lost with it',
        hint: 'Mount a volume at the directory of the database (a Dockerfile without a compose file has one at /vol/data), and copy the database there once. If it may be lost with each release, mount a tmpfs there.',
    },
    'git-clone-failed': {
        what: 'The host could not fetch the commit from the git server',
        hint: 'Check that the public half of "deploy-key" is registered for the repository (Settings, Deploy keys), and that the commit is pushed.',
    },
    'lock-held': {
        what: 'Another deploy holds the lock on this host',
        hint: 'Wait until it ends, then run the job again. The lock belongs to a process and ends with it; there is nothing to delete.',
    },
    'stale-plan': {
        what: 'Another run changed the host after this plan was made',
        hint: 'Run the job again. A concurrency group in the workflow makes deploys run one at a time.',
    },
    'newer-run-deployed': {
        what: 'A newer run of this workflow deployed while this run waited; its release stays',
        hint: 'Nothing has to be done. To deploy the older commit on purpose, run this job again ("Re-run jobs"), or start the workflow with workflow_dispatch.',
    },
    'insufficient-disk': {
        what: 'The host has too little free disk space for another release',
        hint: 'Enlarge the volume, or free some space: df -h, docker system df and sudo du -xh --max-depth=2 /var show what uses it. Remove only what is yours: images and volumes may belong to other sites on the host.',
    },
    'compose-file-invalid': {
        what: 'docker compose on the host rejects the compose files',
        hint: 'Reproduce it with: docker compose config. A usual reason is a required variable that is missing in "env".',
    },
    'build-failed': {
        what: 'The new release could not be built; the running release was not changed',
        hint: 'Read the lines above: they are those of the build.',
    },
    'build-out-of-memory': {
        what: 'The host ran out of memory during the build; the running release was not changed',
        hint: 'Use an instance type with more memory, or build the image in the workflow, push it to a registry and name it as "image:". Where little memory is free and there is no swap, "bootstrap: true" adds a swap file before a build.',
    },
    'image-not-found': {
        what: 'An image does not exist in its registry; the running release was not changed',
        hint: 'Check its name and tag in the compose file or the Dockerfile. If an earlier job pushes it, let this job need that one.',
    },
    'registry-denied': {
        what: 'A registry denies access to an image; the running release was not changed',
        hint: 'Add the login of the registry to the input "registries". For ghcr.io set "github-token" and "permissions: packages: read"; for Amazon ECR the role of the job needs ecr:GetAuthorizationToken and ecr:BatchGetImage.',
    },
    'registry-rate-limit': {
        what: 'A registry limits the rate of pulls; the running release was not changed',
        hint: 'Wait until the limit ends, or log in with the input "registries" (docker.io <user> <access token>): Docker Hub counts pulls of a login apart from those of an address.',
    },
    'registry-unreachable': {
        what: 'The host cannot reach a registry; the running release was not changed',
        hint: 'Check that the instance can reach the internet (route table, NAT, security group egress, DNS), and run the job again.',
    },
    'image-platform': {
        what: 'An image is made for another processor architecture than that of the host; the running release was not changed',
        hint: 'Build it for the architecture of the host (docker buildx build --platform), or use an instance type of that architecture: Graviton types (t4g, m7g) are arm64, the others amd64.',
    },
    'step-timed-out': {
        what: 'A step on the host exceeded its time limit and was stopped',
        hint: 'Read the last lines above to see what it was doing. If it needs more time, raise the input "limits" (for example "build: 40m") and "timeout".',
    },
    'disk-full': {
        what: 'A disk of the host is full or read-only',
        hint: 'Free some space as described above, and run the job again.',
    },
    'release-command-failed': {
        what: 'The release command failed; the running release was not changed',
        hint: 'Read its output above, fix the problem, and run the job again. Changes that it made to a database before it failed are not reverted.',
    },
    'containers-unhealthy': {
        what: 'Containers of the new release did not become healthy',
        hint: 'Read the last lines of the containers above. The most common reason is a missing variable in "env", the next a service that it depends on. Fix it and run the job again.',
    },
    'release-unhealthy': {
        what: 'The new release did not become ready',
        hint: 'Read its last lines above, or journalctl on the host. The most common reasons are a missing variable in "env" and a start command that does not take the socket of systemd. Fix it and run the job again.',
    },
    'proxy-config-invalid': {
        what: 'nginx rejected the configuration of the reverse proxy',
        hint: "Read nginx's message above. If none of your inputs can be the reason, report it with that line.",
    },
    'certificate-request-failed': {
        what: 'The certificate authority did not issue a certificate; the site was not changed',
        hint: 'Read its message above. For tests use acme-server https://acme-staging-v02.api.letsencrypt.org/directory, which has higher rate limits.',
    },
    'challenge-unreachable': {
        what: 'The HTTP-01 test file could not be written to the ACME webroot',
        hint: 'Read the lines above. The certbot container must start and be able to write to the volume of the ACME webroot.',
    },
    'renewal-test-failed': {
        what: 'The site is up, but the test run of the certificate renewal failed',
        hint: 'Read renew.log in the directory of the site on the host. Without a working renewal the certificate expires.',
    },
    'host-program-failed': {
        what: 'The host program failed',
        hint: 'Read the lines above, and run the job again; it continues from the current state.',
    },
};
/** The error for a failure that the host program reported, or for a step that ended without a message. */
function hostFailure(failure) {
    const code = ERROR_CODES.find((known) => known === failure.code) ?? 'host-program-failed';
    const { what, hint } = errors_textOf(code);
    const lines = failure.lastLines.slice(-12);
    const why = [failure.text, ...(lines.length === 0 ? [] : ['last lines:', ...lines.map((line) => `  ${line}`)])].join('\n');
    return new deploy_error/* DeployError */.sH({ code, what, why, hint });
}
function errors_textOf(code) {
    const known = errors_texts;
    return known[code] ?? errors_texts['host-program-failed'];
}

;// CONCATENATED MODULE: ./.build/compiled/host/tool-output.js
/** `#7 [app builder 3/4] RUN …`; without compose there is no name of an image, and without a second stage no name of a stage. */
const BUILD_STEP = /^#\d+ \[(?:([^\]]*) )?(\d+)\/(\d+)\] /;
const EXPORTING = /^#\d+ (?:\[([^\] ]+)\] )?exporting to image$/;
/** Of the builder that docker used before BuildKit. */
const CLASSIC_STEP = /^Step (\d+)\/(\d+) : /;
/** From compose 2.40 on the word `Image` stands before the image's name; before that it is the service's name. */
const PULL = /^ ?(?:Image )?(\S+) (Pulling|Pulled) *$/;
const LAYER = /^ ?[0-9a-f]{12}:? (?:Pulling fs layer|Already exists|Waiting|Downloading|Verifying Checksum|Download complete|Extracting|Pull complete)\b/;
/** Of a base image, as BuildKit pulls it. */
const BASE_LAYER = /^#\d+ (?:sha256:[0-9a-f]{64} [\d.]+\S*B \/ |extracting (?:sha256:)?[0-9a-f]{12})/;
/** undefined: the line reports no progress. */
function parseToolLine(line) {
    if (LAYER.test(line) || BASE_LAYER.test(line))
        return { kind: 'layer' };
    const pull = PULL.exec(line);
    if (pull !== null)
        return { kind: pull[2] === 'Pulled' ? 'pulled' : 'pulling', image: pull[1] ?? '' };
    const exporting = EXPORTING.exec(line);
    if (exporting !== null)
        return { kind: 'exporting', image: exporting[1] ?? '' };
    const classic = CLASSIC_STEP.exec(line);
    if (classic !== null)
        return { kind: 'build-step', image: '', stage: '', step: Number(classic[1]), of: Number(classic[2]) };
    const step = BUILD_STEP.exec(line);
    if (step === null)
        return undefined;
    // A build for several platforms names the platform too.
    const names = (step[1] ?? '').split(' ').filter((name) => !name.includes('/'));
    return {
        kind: 'build-step',
        image: names[0] ?? '',
        stage: names[1] ?? '',
        step: Number(step[2]),
        of: Number(step[3]),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/host/run-program.js







/**
 * Sends the bundle and follows the host program to its end, in one exec.
 * @throws DeployError as the host program reported; Contradiction, connection-lost, timed-out
 */
async function runHostProgram(connection, run) {
    const stdin = sentBundle(run.parts, { mtime: run.now });
    const state = run_program_follow(run.watcher);
    const completed = await connection.run({
        program: run.receive,
        stdin,
        onLine: state.onLine,
        timeoutMs: run.timeoutMs,
        label: 'deploying',
    });
    // It may not have been read to its end, or at all.
    stdin.destroy();
    const { failure, contradiction, isApplied, lastLines, lastStep } = state;
    if (failure() !== undefined)
        throw hostFailure({ code: failure()?.code ?? '', text: failure()?.text ?? '', lastLines: lastLines() });
    const found = contradiction();
    if (found !== undefined)
        throw new Contradiction(found.differs, { files: found.files, facts: found.facts });
    if (isApplied())
        return;
    throw unfinished(completed, lastStep(), lastLines());
}
function run_program_follow(watcher) {
    let failure;
    let contradiction;
    let isApplied = false;
    let step = '';
    let lines = [];
    let saidBefore;
    const take = (event) => {
        switch (event.event) {
            case 'begin':
                // What the way back says is shown; the error tells of the step that failed.
                if (failure === undefined) {
                    step = event.step;
                    lines = [];
                }
                return watcher.begin(event.step);
            case 'log':
                if ((failure === undefined || event.step === step) && mayBeReason(event.text))
                    lines = [...lines.slice(-29), event.text];
                return watcher.log(event.text, event.is_waiting === true);
            case 'unhealthy':
                // What becomes unhealthy on the way back is another story.
                if (failure === undefined && event.step !== 'rollback')
                    watcher.unhealthy(event);
                return undefined;
            case 'failure':
                // What comes after it is the way back: what failed first is what the run is about. Of a failed switch, its reason is told with
                // what became of the release before, after the way back.
                saidBefore ??= lines;
                if (failure === undefined || failure.code === '')
                    failure = event;
                return undefined;
            case 'contradiction':
                contradiction = event;
                return undefined;
            case 'end':
                if (event.rc !== 0) {
                    saidBefore ??= lines;
                    failure ??= { event: 'failure', step, code: '', text: `the step ${step} ended with status ${event.rc}` };
                }
                return watcher.end(event.step, event.rc === 0, event.milliseconds / 1000);
            case 'done':
                isApplied = event.text === 'applied';
                return undefined;
            default:
                return event;
        }
    };
    const onLine = (line) => {
        const event = parseEvent(line);
        if (event !== undefined)
            take(event);
        else if (line.trim() !== '')
            lines = [...lines.slice(-29), line];
    };
    return {
        onLine,
        failure: () => failure,
        contradiction: () => contradiction,
        isApplied: () => isApplied,
        lastStep: () => step,
        lastLines: () => saidBefore ?? lines,
    };
}
/** Whether a line may say why a step failed. Layers that are downloaded would push the reason out of the last lines. */
function mayBeReason(line) {
    return parseToolLine(line)?.kind !== 'layer' && parseComposeWarning(line) === undefined;
}
function unfinished(completed, step, lastLines) {
    const at = step === '' ? 'before its first step' : `in the step ${step}`;
    if (completed.ended === 'connection-lost') {
        return new deploy_error/* DeployError */.sH({
            code: 'connection-lost',
            what: `The connection to the host was lost ${at}`,
            why: `${completed.why ?? 'no reason was given'}. Before the switch the host program stops when the connection ends, and the running site is not affected; after the switch has begun, it finishes or rolls back on its own.`,
            hint: 'Run the job again: it continues from the current state.',
        });
    }
    if (completed.ended === 'timed-out') {
        return new deploy_error/* DeployError */.sH({
            code: 'timed-out',
            what: `Timed out while the host program was still ${at}`,
            why: 'Before the switch it stops now, and the running site is not affected; after the switch has begun, it finishes or rolls back on its own.',
            hint: 'Raise "timeout", or find out from the lines above why the step takes so long.',
        });
    }
    const full = /^.*(No space left on device|Disk quota exceeded|Read-only file system).*$/m.exec(completed.stderr);
    if (full !== null)
        return hostFailure({ code: 'disk-full', text: full[0], lastLines });
    const status = completed.signal ?? `status ${completed.code ?? 'unknown'}`;
    return hostFailure({ code: '', text: `it ended with ${status} ${at}. ${completed.stderr.trim()}`.trim(), lastLines });
}

;// CONCATENATED MODULE: ./.build/compiled/plan/step.js
/** The kinds of step that the runner takes by itself; all others are the host's. */
const RUNNER_KINDS = [
    ...['web-ports', 'create-zone', 'records', 'set-name-servers', 'lower-ttl', 'fetch-commit'],
    ...['move-records', 'preflight'],
];
/** All kinds of step. `rollback` is in no plan: it follows a failure. */
const STEP_KINDS = [
    'web-ports',
    'create-zone',
    'records',
    'set-name-servers',
    'lower-ttl',
    'bootstrap',
    'fetch-commit',
    'files',
    'input-files',
    'env',
    'confirm',
    'build',
    'data',
    'release-command',
    'proxy',
    'up',
    'probe',
    'move-records',
    'preflight',
    'certify',
    'serve-https',
    'renewal',
    'prune',
    'rollback',
];
function isHostStep(step) {
    return !RUNNER_KINDS.some((kind) => kind === step.kind);
}
function isRunnerStep(step) {
    return !isHostStep(step);
}
/** Whether a step changes nothing that visitors meet. */
function isBackground(kind) {
    return kind === 'renewal' || kind === 'prune';
}

;// CONCATENATED MODULE: ./.build/compiled/dotenv/systemd.js
/**
 * Unicode's noncharacters, which systemd takes for invalid UTF-8: the whole unit would not start (unichar_is_valid of
 * systemd's src/basic/utf8.c).
 */
const NONCHARACTER = /[\u{FDD0}-\u{FDEF}]|[\u{FFFE}\u{FFFF}]/u;
/** The longest value that a program can be started with: MAX_ARG_STRLEN of Linux, less the name and the end. */
const MOST_BYTES = 131_072;
/**
 * The text of a file for `EnvironmentFile=` from which systemd (247 or later) passes exactly these values on, in the given order. In
 * double quotes four signs are escaped, and a line break stands for itself (man systemd.exec; parse_env_file of src/basic/env-file.c).
 */
function environmentFileText(entries) {
    return entries.map(({ key, value }) => `${key}="${value.reveal().replace(/[\\"$`]/g, '\\$&')}"\n`).join('');
}
/** Keys whose values systemd cannot pass on, with the reason as the end of a sentence. No value is shown. */
function notForSystemd(entries) {
    return entries.flatMap(({ key, value }) => {
        const text = value.reveal();
        if (hasNoncharacter(text))
            return [{ key, why: 'has a Unicode noncharacter' }];
        return Buffer.byteLength(`${key}=${text}`) >= MOST_BYTES ? [{ key, why: 'is longer than 128 KiB' }] : [];
    });
}
/** Each plane ends with two of them. */
function hasNoncharacter(text) {
    return NONCHARACTER.test(text) || [...text].some((sign) => ((sign.codePointAt(0) ?? 0) & 0xfffe) === 0xfffe);
}

// EXTERNAL MODULE: ./.build/compiled/dotenv/write.js
var write = __webpack_require__(4124);
// EXTERNAL MODULE: ./.build/compiled/inputs/limit-table.js
var limit_table = __webpack_require__(8262);
;// CONCATENATED MODULE: ./.build/compiled/compose/one-shots.js

/** Services that a service starts after only when they have done their work, as its `depends_on` says. */
function completedBefore(body) {
    const dependsOn = body['depends_on'];
    if (!isMapping(dependsOn))
        return [];
    return Object.entries(dependsOn)
        .filter(([, how]) => isMapping(how) && how['condition'] === 'service_completed_successfully')
        .map(([name]) => name);
}
/** What has to have done its work before the app starts, at any depth: migrations, as a rule. */
function oneShots({ services }, appService) {
    const found = new Set();
    const seen = new Set();
    const visit = (service) => {
        if (service === undefined || seen.has(service.name))
            return;
        seen.add(service.name);
        for (const name of service.completedBefore)
            found.add(name);
        for (const name of service.dependsOn)
            visit(services.find((other) => other.name === name));
    };
    visit(services.find(({ name }) => name === appService));
    return [...found];
}

;// CONCATENATED MODULE: ./.build/compiled/compose/apart.js

/**
 * Services that compose can bring up without the app and its one-shots: the old app may stop meanwhile, and no one-shot runs a second time.
 * undefined if another service needs one of those, or if the app is restarted with one of the others: then compose has to see all of them. Pure.
 */
function servicesApart(stack) {
    const { services } = stack.config;
    const app = stack.entry.service;
    const leftAlone = new Set([app, ...oneShots(stack, app)]);
    const isWaiting = (name) => withDependencies(name, services).some((one) => leftAlone.has(one));
    const names = Object.keys(services);
    const waiting = names.filter(isWaiting);
    const apart = names.filter((name) => !waiting.includes(name));
    const isRestarted = waiting.some((name) => Object.entries(services[name]?.depends_on ?? {}).some(([one, { restart }]) => restart === true && apart.includes(one)));
    return isRestarted || waiting.some((name) => !leftAlone.has(name)) ? undefined : apart;
}
/** A service and all that it depends on, at any depth. */
function withDependencies(name, services) {
    const found = new Set([name]);
    for (const one of found)
        for (const next of Object.keys(services[one]?.depends_on ?? {}))
            found.add(next);
    return [...found];
}

;// CONCATENATED MODULE: ./.build/compiled/plan/expected-services.js

/** Services that a release starts: those of the project whose profile is active, if they have one, and our proxy. */
function activeServices({ facts, site }) {
    const { stack } = facts.repository;
    if (stack.kind === 'native')
        return [];
    const own = stack.kind === 'dockerfile'
        ? [stack.entry.service]
        : stack.services.filter(({ hasProfile }) => !hasProfile).map(({ name }) => name);
    return stack.kind === 'whole' ? own : [...own, site.proxyService];
}
/**
 * Those of them that have containers, which alone count for the health of a release: not one with zero replicas. A container of any other
 * service was started by a person, and is left alone.
 */
function expectedServices(planning) {
    const { services } = planning.facts.repository.stack;
    const none = new Set(services.filter(({ replicas }) => replicas === 0).map(({ name }) => name));
    return activeServices(planning).filter((name) => !none.has(name));
}
/** Those that compose can bring up without the app and its one-shots (`servicesApart`). Our proxy needs neither. */
function servicesApartOf(planning) {
    const { stack } = planning.facts.repository;
    const apart = servicesApart(stack);
    if (apart === undefined)
        return [];
    return activeServices(planning).filter((name) => apart.includes(name) || name === planning.site.proxyService);
}

;// CONCATENATED MODULE: ./.build/compiled/plan/noted-containers.js
/** What ran when a release had come up; empty where that is not known. */
function notedContainers(current) {
    const up = current?.up ?? 'unknown';
    if (up === 'unknown' || up === 'unfinished')
        return [];
    return up.map((line) => {
        const [service = '', config = '', image = '', state] = line.split('|');
        return { service, config, image, state };
    });
}

;// CONCATENATED MODULE: ./.build/compiled/plan/service-states.js


function serviceStates(planning) {
    const { containers } = planning.facts.host;
    const lasting = lastingServices(planning);
    const reached = new Set([planning.facts.repository.stack.entry.service, planning.site.proxyService]);
    const spent = spentServices(planning);
    const without = expectedServices(planning).filter((service) => !containers.some((found) => found.service === service && isWell(found, lasting)));
    const stopped = without.flatMap((name) => {
        const found = containers.filter(({ service, isStopped }) => service === name && isStopped);
        return found.length === 0 || reached.has(name)
            ? []
            : [{ name, isPaused: found.some(({ state }) => state === 'paused') }];
    });
    return {
        missing: without
            .filter((service) => !stopped.some(({ name }) => name === service) && !spent.has(service))
            .map((name) => service_states_describe(name, containers)),
        stopped,
    };
}
/**
 * One that ended without an error has done its work, unless it is there to answer: then somebody stopped it. One whose
 * health is still being found out, as after a reboot, gets its time: starting it again would only begin that time anew,
 * and the check from outside tells whether the site answers.
 */
function isWell({ service, state, health, exitCode }, lasting) {
    if (state === 'running')
        return health !== 'unhealthy';
    return state === 'exited' && exitCode === 0 && !lasting.has(service);
}
function lastingServices({ facts, site }) {
    const { services, entry } = facts.repository.stack;
    const kept = services.filter(({ keepsRunning }) => keepsRunning).map(({ name }) => name);
    return new Set([entry.service, site.proxyService, ...kept]);
}
/** One-shots that did their work for this release and whose containers were pruned since. */
function spentServices({ facts: { host, repository } }) {
    const noted = notedContainers(host.current);
    const left = new Set(host.containers.map(({ service }) => service));
    const awaited = new Set(repository.stack.services.flatMap(({ completedBefore }) => completedBefore));
    const done = noted.filter(({ service, state }) => state === 'exited' || awaited.has(service));
    return new Set(done.map(({ service }) => service).filter((service) => !left.has(service)));
}
function service_states_describe(name, containers) {
    const found = containers.find(({ service }) => service === name);
    if (found === undefined)
        return `${name} (no container)`;
    // The health of a container that has ended is that of its last moment.
    return `${name} (${found.state === 'running' ? (found.health ?? found.state) : found.state})`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/counted-services.js


/** Services whose health counts after the switch. A run that starts no containers leaves out those that a person stopped. */
function countedServices({ steps, planning }) {
    const expected = expectedServices(planning);
    if (steps.some(({ kind }) => kind === 'up'))
        return expected;
    const { stopped } = serviceStates(planning);
    return expected.filter((service) => !stopped.some(({ name }) => name === service));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/host-site.js
/** The site's names as the host program reads them. */
function hostSite(site) {
    return {
        root: site.root,
        project: site.project,
        proxy_service: site.proxyService,
        has_own_proxy: site.hasOwnProxy,
        certificate_name: site.certificateName,
        certificate_volume: site.certificateVolume ?? null,
        certbot_service: site.certbotService ?? null,
        certbot_webroot: site.certbotWebroot ?? null,
        webroot_volume: site.webrootVolume ?? null,
        temporary_proxy: site.temporaryProxy,
        cron_mark: site.cronMark,
    };
}

// EXTERNAL MODULE: ./node_modules/semver/functions/coerce.js
var coerce = __webpack_require__(5385);
// EXTERNAL MODULE: ./node_modules/semver/functions/gte.js
var gte = __webpack_require__(1236);
;// CONCATENATED MODULE: ./.build/compiled/plan/steps/buildx.js


/** The oldest buildx with which docker compose 5 builds (docker/compose, pkg/compose/build_bake.go); compose 2 has a builder of its own. */
const buildxMinimum = '0.17.0';
const composeThatNeedsIt = '5.0.0';
const version = 'v0.25.0';
/** By what `uname -m` prints. The digests are those that the official Docker image checks (docker-library/docker, 28/cli/Dockerfile at 0724988). */
const pinned = {
    x86_64: { asset: 'linux-amd64', sha256: '4104d79a791a8744c0b43fd5bd0a6172dff29040c5229946a1cdb2d27b0b5bfa' },
    aarch64: { asset: 'linux-arm64', sha256: 'f07063844bb750172c1f25cef61b07a8314d24bedffc015517b3ec4016b16de8' },
};
function buildxPlugin(architecture) {
    const found = pinned[architecture];
    if (found === undefined)
        return undefined;
    const url = `https://github.com/docker/buildx/releases/download/${version}/buildx-${version}.${found.asset}`;
    return { url, sha256: found.sha256 };
}
/** Whether images cannot be built with the compose that is there, for lack of a buildx that is new enough. */
function lacksBuildx({ docker }) {
    const compose = coerce(docker.compose);
    if (docker.access === 'none' || compose === null || !gte(compose, composeThatNeedsIt))
        return false;
    const buildx = coerce(docker.buildx);
    return buildx === null || !gte(buildx, buildxMinimum);
}
function lackingBuildx({ docker }) {
    const found = docker.buildx === undefined ? 'there is none' : `there is ${docker.buildx}`;
    return `docker compose ${docker.compose ?? ''} builds with buildx ${buildxMinimum} or newer, and ${found}`;
}
function buildxRefusal(host) {
    return {
        code: 'buildx-too-old',
        what: `On the host, ${lackingBuildx(host)}`,
        hint: 'Set "bootstrap: true", or install a newer buildx plugin yourself.',
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/compose-plugin.js
/** At least 2.40.2: an older one writes outside its cache for a compose file of an OCI artifact (CVE-2025-62725). */
const compose_plugin_version = 'v2.40.3';
/**
 * The docker compose plugin for hosts whose distribution has none, by what `uname -m` prints. The digests are those that the
 * official Docker image checks (docker-library/docker, 28/cli/Dockerfile at 8a57d8b).
 */
const sha256 = {
    x86_64: 'dba9d98e1ba5bfe11d88c99b9bd32fc4a0624a30fafe68eea34d61a3e42fd372',
    aarch64: 'd26373b19e89160546d15407516cc59f453030d9bc5b43ba7faf16f7b4980137',
};
/** Where the plugin for an architecture is fetched and what it must be; undefined: none is pinned for it. */
function composePlugin(architecture, override) {
    if (override !== undefined)
        return override;
    const digest = sha256[architecture];
    if (digest === undefined)
        return undefined;
    return {
        url: `https://github.com/docker/compose/releases/download/${compose_plugin_version}/docker-compose-linux-${architecture}`,
        sha256: digest,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/behind-proxy.js
/** Ports of the host that belong to the reverse proxy, whoever asks for them. */
const PROXY_PORTS = ['80', '443'];
/**
 * Takes from the entry the host ports that lead to what the proxy asks, the likeliest of several that are published, and its container
 * name. Other ports stay, such as SSH of a git server; and all stay with `keepsPorts`, but for the proxy's own. Pure.
 */
function behindProxy(stack, keepsPorts) {
    const body = stack.kind === 'app' ? stack.config.services[stack.entry.service] : undefined;
    const ports = body?.ports ?? [];
    const likeliest = stack.entry.ports.find((port) => ports.some(({ target }) => target === port));
    const isAsked = ({ target, protocol }) => protocol !== 'udp' && !keepsPorts && target === likeliest;
    const dropped = ports.filter((port) => PROXY_PORTS.includes(port.published ?? '') || isAsked(port));
    return {
        dropped,
        kept: ports.filter((port) => !dropped.includes(port)),
        containerName: keepsPorts ? undefined : body?.container_name,
    };
}
/** The entry as compose runs it behind the proxy; undefined: it is not in a compose file. */
function entryBody(stack, keepsPorts) {
    const body = stack.config.services[stack.entry.service];
    if (body === undefined)
        return undefined;
    const { kept, containerName } = behindProxy(stack, keepsPorts);
    const { container_name: name, ...rest } = body;
    return {
        ...rest,
        ports: kept,
        ...(name === undefined || containerName !== undefined ? {} : { container_name: name }),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/dependencies.js
/** What a service depends on, at any depth: it must run before the release command does. */
function dependencies({ services }, app) {
    const found = new Set();
    const visit = (name) => {
        for (const next of services.find((service) => service.name === name)?.dependsOn ?? []) {
            if (found.has(next) || next === app)
                continue;
            found.add(next);
            visit(next);
        }
    };
    visit(app);
    return [...found];
}

// EXTERNAL MODULE: ./.build/compiled/dotenv/reading.js
var reading = __webpack_require__(2787);
;// CONCATENATED MODULE: ./.build/compiled/dotenv/digests.js


/** sha256 (hex) of each value by key, in the given order. A tracked `.env` may have keys of other characters: the host records none for them. */
function envKeyDigests(entries) {
    return new Map(entries
        .filter(({ key }) => reading/* ENV_KEY */.yG.test(key))
        .map(({ key, value }) => [key, (0,external_node_crypto_.createHash)('sha256').update(value.reveal(), 'utf8').digest('hex')]));
}
/** Which keys differ between two sets of digests, each list sorted. */
function changedKeys(before, after) {
    const added = [...after.keys()].filter((key) => !before.has(key));
    const changed = [...after]
        .filter(([key, digest]) => before.has(key) && before.get(key) !== digest)
        .map(([key]) => key);
    const removed = [...before.keys()].filter((key) => !after.has(key));
    return { added: added.sort(), changed: changed.sort(), removed: removed.sort() };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/placed-file.js


/** Where a private file is: by its content, so that a mount changes exactly when the content does. */
function privatePath(root, { digest, path }) {
    return `${root}/input-files/${digest}/${external_node_path_.posix.basename(path)}`;
}
/** What the record of a release has of them: a line `DIGEST MODE PLACE PATH` each. */
function inputFilesText(placed) {
    return placed
        .map(({ digest, mode, place, path }) => `${digest} ${mode.toString(8)} ${place} ${encode(path)}\n`)
        .join('');
}

;// CONCATENATED MODULE: ./.build/compiled/repository/manifest/delta.js

/**
 * How the host makes one manifest out of the other: `=N` takes over the next N lines, `-N` passes over N, `+LINE` puts a new
 * one in. What is taken over is what a release shares with the one before.
 */
function manifestDelta(previous, next) {
    const delta = [];
    for (const { kind, lines, start, end } of manifestRuns(previous, next)) {
        if (kind === 'new')
            delta.push(`+${next.slice(start, end - 1).replaceAll('\n', '\n+')}\n`);
        else
            delta.push(`${kind === 'same' ? '=' : '-'}${lines}\n`);
    }
    return delta.join('');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/stack.js
/** Containers of a service that the compose file asks for. */
function replicasOf({ services }, service) {
    return services.find(({ name }) => name === service)?.replicas ?? 1;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/diff.js




/** Compares the release to be with the one that the host runs. Pure. */
function differenceOf(next) {
    const { current } = next;
    const text = manifestText(next.files);
    const damaged = (next.damaged ?? []).filter((path) => next.files.some((file) => file.path === path));
    const filesChanged = manifestDigest(next.files) !== current?.manifestDigest || damaged.length > 0;
    const held = heldManifest(text, { current, damaged, unfinished: next.unfinished });
    const { send, kept, removed } = compareManifests(next.files, held);
    const envKeys = changedEnvKeys(next.env, current);
    return {
        files: { sent: send.length, kept, removed: removed.length, bytes: diff_sizeOf(send) },
        filesChanged,
        damaged,
        envKeys,
        envChanged: envKeys.length > 0 || isEdited(next, current) || isEditedThere(next),
        inputFiles: changedInputFiles(next.inputFiles ?? [], current),
        settingsChanged: next.settingsDigest !== current?.settingsDigest,
        imageChanges: next.imageChanges ?? [],
        isFirst: current === undefined,
    };
}
/** The manifest of what the host has of the release to be, and what does not have to be sent again. */
function heldManifest(nextText, host) {
    if (host.unfinished !== undefined)
        return nextText;
    return withoutLines(previousManifest(nextText, host.current), host.damaged);
}
/** Text of the current release's manifest; empty without one. The host sends its own only when it differs from ours. */
function previousManifest(nextText, current) {
    return current === undefined ? '' : (current.manifest ?? nextText);
}
/** A manifest's text less the lines of some paths: what is damaged on the host is sent as if it were not there. */
function withoutLines(manifest, paths) {
    if (paths.length === 0)
        return manifest;
    const gone = new Set(paths.map(encode));
    return manifest
        .split('\n')
        .filter((line) => !gone.has(line.slice(line.lastIndexOf(' ') + 1)))
        .join('\n');
}
function changedEnvKeys(env, current) {
    if (env === undefined)
        return [];
    const { added, changed, removed } = changedKeys(current?.envKeyDigests ?? new Map(), envKeyDigests(env));
    return [...added, ...changed, ...removed].sort();
}
function changedInputFiles(files, current) {
    const before = current?.inputFiles ?? new Map();
    const now = new Map(files.map(({ path, digest }) => [path, digest]));
    return [...new Set([...now.keys(), ...before.keys()])].filter((path) => now.get(path) !== before.get(path)).sort();
}
/** Whether somebody changed the `.env` on the host by hand: what is asked for wins. */
function isEdited({ env, envText = write/* dotenvText */.Q }, current) {
    return env !== undefined && current !== undefined && current.envDigest !== (0,compiled_digest/* digestOf */.o)(envText(env));
}
/** The same of a `.env` that only the host has: it is asked for as it is there. */
function isEditedThere({ env, current, envThere }) {
    const noted = current?.confirmed?.envDigest;
    return env === undefined && noted !== undefined && (envThere ?? current?.envDigest ?? '') !== noted;
}
function diff_sizeOf(files) {
    return files.reduce((sum, file) => sum + (file.kind === 'file' ? file.size : 0), 0);
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/record.js









/** What a new release is made of. Pure. */
function releaseFiles(planning) {
    const { inputs, facts, overlay, difference, images } = planning;
    const { files, stack, chunks, dotenv = '.env', unfinished } = facts.repository;
    const { source } = inputs;
    const manifest = manifestText(files);
    const previous = unfinished === undefined ? previousManifest(manifest, facts.host.current) : manifest;
    const { current } = facts.host;
    const { send } = compareManifests(files, heldManifest(manifest, { current, damaged: difference.damaged, unfinished }));
    return {
        source: source.kind,
        sha: source.kind === 'git' ? source.sha : '',
        manifestDigest: manifestDigest(files),
        unfinished: unfinished ?? '',
        manifest: previous === ''
            ? { path: 'record/manifest', content: manifest }
            : { path: 'manifest.delta', content: manifestDelta(previous, manifest) },
        record: [
            { path: 'record/manifest-chunks', content: chunkNote(chunks) },
            { path: 'record/settings-digest', content: overlay.digest },
            { path: 'record/commit', content: inputs.sha },
            { path: 'record/compose-files', content: overlay.composeFiles.join('|') },
            { path: 'record/app', content: `${appLine(planning)}\n` },
            { path: 'record/compose-folder', content: stack.folder },
            { path: 'record/env-folder', content: external_node_path_.posix.dirname(dotenv) },
            {
                path: 'record/services',
                content: expectedServices(planning)
                    .map((name) => `${name}\n`)
                    .join(''),
            },
            {
                path: 'record/apart',
                content: servicesApartOf(planning)
                    .map((name) => `${name}\n`)
                    .join(''),
            },
            { path: 'record/places', content: overlay.data.map(({ kind, path }) => `${kind} ${encode(path)}\n`).join('') },
            ...overlay.files().map((file) => overlayFile(file, overlay)),
            ...inputFiles(overlay),
            { path: 'record/base-images', content: JSON.stringify(images.bases) },
            ...envDigests(planning.env?.entries),
        ],
        send: source.kind === 'upload' ? send : [],
    };
}
/** What a rollback to this release has to know of its app. */
function appLine({ facts, stopFirst }) {
    const { stack } = facts.repository;
    const { service, ports, protocol } = stack.entry;
    const startsFirst = stopFirst === undefined ? 'yes' : 'no';
    return [service, ports.join(','), protocol ?? '', startsFirst, replicasOf(stack, service)].join('|');
}
/** By these the next run knows which files of the input `files` the release has. */
function inputFiles({ placed }) {
    return placed.length === 0 ? [] : [{ path: 'record/input-files', content: inputFilesText(placed), mode: 0o600 }];
}
/** A path that has a digest in it is for the owner: a short content could be guessed. */
function overlayFile({ path, content }, { placed }) {
    const hasDigests = placed.length > 0 && path.endsWith('.compose.yml');
    return { path: `record/${path}`, content, ...(hasDigests ? { mode: 0o600 } : {}) };
}
/** By these the next run knows what changed in `.env` without seeing values. */
function envDigests(env) {
    if (env === undefined)
        return [];
    const content = [...envKeyDigests(env)].map(([key, digest]) => `${key} ${digest}\n`).join('');
    return [{ path: 'record/env-digests', content, mode: 0o600 }];
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/deployed.js


/** As many links follow each other at most (Linux, MAXSYMLINKS). */
const MOST_LINKS = 40;
/** Finds what is deployed at a path relative to the repository's root; links are followed. Pure. */
function deployedAt(files, placed) {
    const links = new Map(files.flatMap((file) => (file.kind === 'symlink' ? [[file.path, file.target]] : [])));
    const added = placed.filter(({ place }) => place === 'tree');
    const isFile = (path) => [...files, ...added].some((file) => file.path === path);
    const isDirectory = (path) => path === '.' || [...files, ...added].some((file) => file.path.startsWith(`${path}/`));
    const find = (path, left) => {
        if (/^[/~]/.test(path))
            return 'elsewhere';
        const clean = external_node_path_.posix.normalize(path).replace(/(.)\/+$/, '$1');
        if (clean === '..' || clean.startsWith('../'))
            return 'outside';
        const link = foldersAnd(clean).find((one) => links.has(one));
        if (link !== undefined)
            return left === 0 ? 'missing' : find(behind(clean, link, links.get(link) ?? ''), left - 1);
        if (isFile(clean))
            return 'file';
        return isDirectory(clean) ? 'directory' : 'missing';
    };
    return (path) => find(path, MOST_LINKS);
}
function behind(path, link, target) {
    const start = external_node_path_.posix.isAbsolute(target) ? target : external_node_path_.posix.join(external_node_path_.posix.dirname(link), target);
    return external_node_path_.posix.join(start, path.slice(link.length));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/without-env-files.js





/**
 * The settings that take away the env files of services: those of the input `files`, and those that were prepared on the host, do not lie
 * where the project looks for them, and no fact and no build comes from them. `more` are services that are known although the stack could not
 * be read.
 */
function withoutEnvFiles({ config }, more = []) {
    const read = allServices(config).flatMap(([name, { env_file: files = [] }]) => (files.length === 0 ? [] : [name]));
    return Object.fromEntries([...new Set([...read, ...more])].map((name) => [name, { env_file: removedList() }]));
}
/**
 * The compose file that is laid over a release while its images are built and `.env` is in its record: services do not read it there, and a
 * build that gets it as a secret reads it in the record. '' where the project does not name it.
 */
function buildOverlay(stack, { root, release }) {
    const named = stack.contentFiles.filter(({ section, path }) => section === 'secrets' && isEnvFile(path, stack.folder));
    const file = literal(`${root}/records/${release}/env`);
    const secrets = Object.fromEntries(named.map(({ key }) => [key, { file }]));
    return composeText({ services: withoutEnvFiles(stack), secrets });
}
/** The text of a compose file of these sections; '' if all are empty. */
function composeText(sections) {
    const filled = Object.entries(sections).filter(([, items]) => Object.keys(items).length > 0);
    return filled.length === 0 ? '' : (0,dist/* stringify */.As)(Object.fromEntries(filled));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/builds.js
/** The builds of a release, those of inactive profiles left out. */
function buildsOf({ facts, inputs, overlay }) {
    const { stack } = facts.repository;
    if (stack.kind === 'dockerfile') {
        const { dockerfile = 'Dockerfile' } = inputs.build;
        return [{ service: stack.entry.service, build: { context: '.', dockerfile } }];
    }
    const { services, inactive } = stack.config;
    return [...new Set(overlay.built.map(({ builtBy }) => builtBy))].flatMap((service) => {
        const build = (services[service] ?? inactive[service])?.build;
        return build === undefined ? [] : [{ service, build }];
    });
}

;// CONCATENATED MODULE: ./.build/compiled/plan/values/workflow-lines.js
/** The lines to paste into the step: `with:`, and the variables of the job that `files` reads. */
function workflowLines({ env = [], files = [] }) {
    const named = files.map((file) => ({ ...file, variable: variableOf(file.path) }));
    return [
        'with:',
        ...(env.length === 0 ? [] : ['  env: |', ...env.map((line) => `    ${line}`)]),
        ...(named.length === 0 ? [] : ['  files: |', ...named.map(({ path, variable }) => `    ${path} < ${variable}`)]),
        ...(named.length === 0 ? [] : ['env:', ...named.flatMap(variableLines)]),
    ];
}
function variableLines(file) {
    const { variable, lines = [] } = file;
    if (lines.length === 0)
        return [`  ${variable}: \${{ secrets.${variable} }}`];
    return [`  ${variable}: |`, ...lines.map((line) => `    ${line}`)];
}
/** A line of the input `env`: with the value of an example if that is no secret and stands for none, else with a secret of that name. */
function envLine({ key, value }) {
    if (value !== undefined)
        return `${key}=${value}`;
    return `${key}=${MULTILINE.test(key) ? `'${secret(key)}'` : secret(key)}`;
}
/** Keys and certificates have several lines, which only a value in quotes may have. */
const MULTILINE = /PRIVATE|CERT|PEM|RSA/i;
/** A line of an env file, which compose reads: in single quotes a `$` is a `$`. */
function envFileLine({ key, value }) {
    return value === undefined ? `${key}='${secret(key)}'` : `${key}=${value}`;
}
function secret(key) {
    return `\${{ secrets.${secretName(key)} }}`;
}
/** GitHub keeps names that begin with GITHUB_ to itself. */
function secretName(key) {
    const name = key.toUpperCase();
    return name.startsWith('GITHUB_') ? `ENV_${name}` : name;
}
function variableOf(path) {
    const name = path
        .toUpperCase()
        .replace(/[^A-Z0-9]+/g, '_')
        .replace(/^_+|_+$/g, '');
    return /^(?!GITHUB_)[A-Z]/.test(name) ? name : `FILE_${name}`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/files-hint.js

/** What to add to the workflow step for files that are not in the repository: the lines themselves. */
function filesHint(paths) {
    const lines = workflowLines({ files: paths.map((path) => ({ path })) });
    return ['Store the content as a secret, and add to the step:', ...lines].join('\n');
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/build-env.js






/** Variables that bundlers write into the pages that they build (Next.js, Vite, Create React App, Vue CLI, Gatsby, Expo). */
const OF_PAGES = /^(NEXT_PUBLIC|VITE|REACT_APP|VUE_APP|GATSBY|EXPO_PUBLIC)_/;
/** How images are built while the `.env` of the release is in no build context (docs/decisions/env-in-builds.md). */
function envOfBuild({ facts, site, release, overlay }) {
    const { stack, reading } = facts.repository;
    const isBuilt = overlay.built.length > 0;
    return {
        envOverlay: isBuilt ? buildOverlay(stack, { root: site.root, release }) : '',
        namesEnv: reading?.namesEnv === true,
    };
}
/** A page that is built without its variables looks like one that is built with them. */
function buildEnvWarnings(planning) {
    const { inputs, overlay, facts } = planning;
    // Compose on the host reports no arguments of builds.
    if (overlay.built.length === 0 || facts.repository.reading?.isTold === true)
        return [];
    const args = [
        ...buildsOf(planning).flatMap(({ build }) => Object.entries(build.args ?? {})),
        ...inputs.build.args.map(({ name, value }) => [name, value]),
    ];
    // An argument of another name may have the value.
    const keys = (inputs.env ?? [])
        .filter(({ key }) => OF_PAGES.test(key))
        .filter(({ key, value }) => !args.some(([name, given]) => name === key || given === value.reveal()))
        .map(({ key }) => key);
    if (keys.length === 0)
        return [];
    return [
        `${keys.join(', ')}: variables of env that are usually read while pages are built, and a build does not get the .env. ` +
            `Pass them as build arguments: ${howToPass(planning, keys[0] ?? '')}, with ARG ${keys[0] ?? ''} in the Dockerfile.`,
    ];
}
const INSTEAD = 'Remove the line from the Dockerfile, and let the container have the variables with `env_file` in the compose file. A value that the build itself needs can be a build argument (`args: {NAME: ${NAME}}` below `build:`), or a build secret with `environment: NAME`.';
/** Of a `.env` that no build gets, a Dockerfile can copy nothing. */
function envCopyRefusals(planning) {
    const { files, buildCopies = [], dotenv = '.env', trackedEnv, stack } = planning.facts.repository;
    const find = deployedAt(files, planning.overlay.placed);
    const isThere = (path) => find(path) === 'file' || (path === dotenv && trackedEnv !== undefined);
    const isSecret = (path) => isEnvFile(path, stack.folder) || planning.inputs.files.some((file) => file.path === path);
    return buildCopies
        .filter(({ path }) => external_node_path_.posix.basename(path) === '.env' && !isThere(path))
        .map(({ service, path }) => ({
        code: 'build-source-missing',
        what: `The Dockerfile of ${service} copies ${path}, which no build gets`,
        why: isSecret(path)
            ? 'Its secrets would be in a layer of the image, so it is in no build context.'
            : 'It is not among the deployed files, so docker compose on the host would stop the build.',
        hint: isSecret(path) ? INSTEAD : `${filesHint([path])}\nOr: ${INSTEAD}`,
    }));
}
function howToPass({ facts }, key) {
    return facts.repository.stack.kind === 'dockerfile'
        ? `a line ${key}=value in build-args`
        : `${key}: \${${key}} below build: args: of the service`;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/ssh-keys.js

/** Names of the keys that a build gets from an SSH agent (`build.ssh`), without their paths, in alphabetical order. */
function sshKeys({ ssh }) {
    const names = isList(ssh) ? ssh.map((key) => value_textOf(key).replace(/=[^]*$/, '')) : Object.keys(mappingOf(ssh));
    return names.sort();
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/gaps.js
/** More of them are counted. */
const MOST_NAMED = 10;
/** With `source: git` the host has what is in the one commit that it fetches, and nothing that the commit only refers to. */
function gapRefusals({ inputs, facts, needsRelease }) {
    if (inputs.source.kind !== 'git' || !needsRelease)
        return [];
    const { submodules, lfsFiles } = gapsOf(facts);
    const upload = 'Set `source: upload` and remove `deploy-key`, and add to the step with actions/checkout:\nwith:\n  ';
    return [
        ...(submodules.length === 0
            ? []
            : [
                {
                    code: 'git-source-incomplete',
                    what: `With source: git, the submodules would be empty directories on the host: ${named(submodules)}`,
                    why: 'The host fetches one commit of one repository. Submodules are other repositories.',
                    hint: `${upload}${submoduleLine(submodules)}`,
                },
            ]),
        ...(lfsFiles.length === 0
            ? []
            : [
                {
                    code: 'git-source-incomplete',
                    what: `With source: git, the files of Git LFS would be pointer files on the host: ${named(lfsFiles)}`,
                    why: 'The host fetches the commit, which has pointers in their place.',
                    hint: `${upload}lfs: true`,
                },
            ]),
    ];
}
/** What the runner's own checkout did not bring. */
function decideGaps({ inputs, facts }) {
    if (inputs.source.kind === 'git')
        return {};
    const gaps = gapsOf(facts);
    const empty = gaps.submodules.filter(({ isCheckedOut }) => !isCheckedOut);
    const pointers = gaps.lfsFiles.filter(({ isPointer }) => isPointer);
    const warnings = [
        ...(empty.length === 0
            ? []
            : [
                `Submodules are empty in the workspace, so their files are not deployed: ${named(empty)}. ` +
                    `Add ${submoduleLine(empty)} to the inputs of actions/checkout.`,
            ]),
        ...(pointers.length === 0
            ? []
            : [
                `Files of Git LFS are pointer files in the workspace, and are deployed as such: ${named(pointers)}. ` +
                    'Add lfs: true to the inputs of actions/checkout.',
            ]),
    ];
    return warnings.length === 0 ? {} : { warnings };
}
/** The submodule without its files that a path is in; undefined: there is none. */
function emptySubmoduleOf(path, facts) {
    return gapsOf(facts).submodules.find((one) => !one.isCheckedOut && `${path}/`.startsWith(`${one.path}/`));
}
/** The input of actions/checkout that brings them. */
function submoduleLine(submodules) {
    return submodules.some(({ isNested }) => isNested) ? 'submodules: recursive' : 'submodules: true';
}
function gapsOf({ repository }) {
    return repository.gaps ?? { submodules: [], lfsFiles: [] };
}
function named(items) {
    const names = items.slice(0, MOST_NAMED).map(({ path }) => path);
    const more = items.length - names.length;
    return `${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/build-source-hint.js

/** Why docker compose on the host would not find it, and what would follow. */
function missingSourceReason({ kind, found }) {
    const then = 'docker compose on the host would stop the build.';
    if (found === 'elsewhere')
        return 'It is a path of one machine, and not of the commit: a host has nothing there, or something else.';
    if (found === 'outside')
        return `It is outside of the deployed directory, so ${then}`;
    if (found === 'missing')
        return `A release has the files that the plan lists and no others, so ${then}`;
    return `There is a ${found} of that name where the build needs a ${kind}, so ${then}`;
}
/** What to do, with the lines to add to the step where some help. */
function missingSourceHint(source, planning) {
    const { path, kind, found } = source;
    if (found === 'elsewhere')
        return 'Write it relative to the compose file, such as context: .';
    if (found === 'outside') {
        return 'Move it into the deployed directory, or deploy the directory that contains it (`working-directory`).';
    }
    if (found !== 'missing')
        return `Correct the path ${path} in the compose file.`;
    const submodule = emptySubmoduleOf(path, planning.facts);
    if (submodule !== undefined) {
        return `It is in the submodule ${submodule.path}, which is not checked out. Add to the step with actions/checkout:\nwith:\n  ${submoduleLine([submodule])}`;
    }
    const { files } = planning.facts.repository;
    const similar = similarTo(path, kind, files);
    if (similar !== undefined)
        return `There is ${similar}. On the host small and capital letters differ: correct one of the two names.`;
    const { source: from } = planning.inputs;
    const commit = kind === 'file' ? 'Commit it' : 'Commit at least one file in it, since git does not keep empty directories';
    if (from.kind === 'git')
        return `${commit}. With \`source: git\` the host has the files of the commit and no others.`;
    const excluded = from.exclude.length === 0 ? '' : ` Check that \`exclude\` does not name it (${from.exclude.join(', ')}).`;
    return `${commit}, and check that .gitignore does not name it. If an earlier step of the job makes it, add to the step:\nwith:\n  include: |\n    ${path}${excluded}`;
}
/** A deployed path that differs in small and capital letters alone. */
function similarTo(path, kind, files) {
    const parts = path.split('/').length;
    const paths = files.map((file) => file.path).filter((one) => kind === 'directory' || one.split('/').length === parts);
    const same = paths.map((one) => one.split('/').slice(0, parts).join('/'));
    return same.find((one) => one.toLowerCase() === path.toLowerCase() && one !== path);
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/build-copies.js



/** Paths that Dockerfiles copy and that are not deployed: each build would stop, minutes later. */
function copyRefusals(planning, builds) {
    const { files, buildCopies = [] } = planning.facts.repository;
    const find = deployedAt(files, planning.overlay.placed);
    // Without its context nothing of it is there, which is reported as one thing.
    const services = builds.flatMap(({ service, build }) => (find(build.context) === 'directory' ? [service] : []));
    const missing = buildCopies.filter(({ service, path }) => services.includes(service) && external_node_path_.posix.basename(path) !== '.env' && find(withoutPattern(path)) === 'missing');
    const paths = [...new Set(missing.map(({ path }) => path))];
    return paths.map((path) => {
        const source = { path, kind: 'file', found: 'missing' };
        const named = new Set(missing.filter((one) => one.path === path).map(({ service }) => service));
        return {
            code: 'build-source-missing',
            what: `The Dockerfile of ${[...named].join(', ')} copies ${path}, which is not among the deployed files`,
            why: missingSourceReason(source),
            hint: missingSourceHint(source, planning),
        };
    });
}
/** The folder of a pattern has to be there; that nothing in it fits may be meant. */
function withoutPattern(path) {
    const parts = path.split('/');
    const at = parts.findIndex((part) => /[*?]/.test(part));
    return at === -1 ? path : parts.slice(0, at).join('/') || '.';
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/build-stages.js
/** Stages that builds ask for and that their Dockerfiles do not have: each build would stop. */
function stageRefusals({ facts }, builds) {
    const built = new Set(builds.map(({ service }) => service));
    const missing = (facts.repository.missingStages ?? []).filter(({ service }) => built.has(service));
    return missing.map(({ service, target, dockerfile, stages }) => ({
        code: 'build-source-missing',
        what: `The build of ${service} has the target ${target}, which is no stage of ${dockerfile}`,
        why: stages.length === 0
            ? `${dockerfile} has no stage with a name, so docker compose on the host would stop the build.`
            : `${dockerfile} has ${stages.join(', ')}, so docker compose on the host would stop the build.`,
        hint: `Correct the target, name the Dockerfile that has this stage, or name a stage in ${dockerfile}: FROM <image> AS ${target}`,
    }));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/build-sources.js











/** Builds that docker compose on the host would stop, since it does not have what they read. */
function buildRefusals(planning) {
    const builds = buildsOf(planning);
    const missing = missingSources(builds, planning);
    return [
        ...missing,
        ...envCopyRefusals(planning),
        ...copyRefusals(planning, builds),
        ...stageRefusals(planning, builds),
        ...overSsh(builds),
    ];
}
function missingSources(builds, planning) {
    const find = deployedAt(planning.facts.repository.files, planning.overlay.placed);
    const missing = builds.flatMap((build) => missingOf(build, planning, find));
    const groups = new Map();
    for (const source of missing) {
        const key = `${source.name} ${source.path}`;
        groups.set(key, [...(groups.get(key) ?? []), source]);
    }
    return [...groups.values()].flatMap((same) => failureOf(same, find, planning));
}
/** Of what is in a directory that is missing, the directory alone. */
function missingOf(build, planning, find) {
    const missing = sourcesOf(build, planning, (path) => find(path) === 'file').filter(({ path, kind }) => find(path) !== kind && (find(path) !== 'elsewhere' || /^[/~]/.test(path)));
    return missing.filter(({ path }) => !missing.some((other) => other.kind === 'directory' && other.path !== path && data_isWithin(path, other.path)));
}
function failureOf(same, find, planning) {
    const [source] = same;
    if (source === undefined)
        return [];
    const missing = { ...source, found: find(source.path) };
    const services = same.map(({ service }) => service).join(', ');
    return [
        {
            code: 'build-source-missing',
            what: `The ${source.name} of ${services} is not among the deployed files: ${source.path}`,
            why: missingSourceReason(missing),
            hint: missingSourceHint(missing, planning),
        },
    ];
}
function sourcesOf({ service, build }, { facts: { repository } }, isFile) {
    const { context, additional_contexts: more = {}, secrets = [] } = build;
    const contexts = [
        { name: 'build context', path: context },
        ...Object.entries(more).map(([name, path]) => ({ name: `additional build context ${name}`, path })),
    ];
    // A directory of the host may be meant; where the repository has its Dockerfile, it is a clone on another machine.
    const isCopy = isFile(build.dockerfile ?? 'Dockerfile');
    const dockerfile = dockerfilePath(build, isFile);
    const dockerfiles = dockerfile === undefined ? [] : [{ name: 'Dockerfile', path: dockerfile }];
    // One inside the repository is to the plan like a mounted file, which may also be on the host.
    const outside = secrets.flatMap(({ source }) => {
        const { file = '' } = repository.stack.config.secrets[source] ?? {};
        return file.startsWith('../') ? [{ name: `build secret ${source}`, path: file }] : [];
    });
    return [
        ...contexts
            .filter(({ path }) => !isElsewhere(path) && (!/^[/~]/.test(path) || isCopy))
            .map(({ name, path }) => ({ service, name, path: external_node_path_.posix.join(path, '.'), kind: 'directory' })),
        ...[...dockerfiles, ...outside].map((file) => ({ service, ...file, kind: 'file' })),
    ];
}
/** The host has no agent, and no key of the runner leaves it. */
function overSsh(builds) {
    return builds.flatMap(({ service, build }) => {
        const keys = sshKeys(build);
        const contexts = [build.context, ...Object.values(build.additional_contexts ?? {})];
        const remote = contexts.find((context) => /^(ssh:\/\/|git@)/.test(context));
        if (keys.length === 0 && remote === undefined)
            return [];
        const setting = keys.length === 0 ? `build context ${withoutLogin(remote ?? '')}` : `build.ssh: ${keys.join(', ')}`;
        return [
            {
                code: 'build-source-missing',
                what: `The build of ${service} needs an SSH agent (${setting})`,
                why: 'The host has no SSH agent, and keys of the runner are not sent to it, so docker compose on the host would stop the build.',
                hint: 'Give the build a token or a deploy key as a build secret: `build.secrets` with a file of the input `files`, and an https address. Or build the image in an earlier job, push it to a registry, and use `image:` instead of `build:`.',
            },
        ];
    });
}
function withoutLogin(address) {
    return address.replace(/:\/\/[^/@]*@/, '://');
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/image-repository.js

/** The grammar of a repository's last part: https://github.com/distribution/reference/blob/v0.6.0/regexp.go (path-component). */
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
/**
 * The image repository, without a tag, of a service's images on the host. Compose allows names that an image cannot have, such as
 * `Database` or `_db`; such a name is told from its likes by 8 hexadecimal digits of its sha256.
 */
function imageRepository(project, service) {
    const plain = `${project}-${service}`;
    if (COMPONENT.test(plain))
        return plain;
    const words = plain.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    return [...words, (0,compiled_digest/* digestOf */.o)(plain).slice(0, 8)].join('-');
}

;// CONCATENATED MODULE: ./.build/compiled/plan/images/pulled-images.js



/** The services of a release whose images come from registries, or from nowhere: `pull_policy: never`. */
function pulledImages(planning) {
    const { overlay, images, facts, site } = planning;
    const built = new Set(overlay.built.map(({ service }) => service));
    const moved = new Set(images.moved.flatMap(({ services }) => services));
    const known = new Map(facts.repository.images.services.map((image) => [image.service, image]));
    return activeServices(planning).flatMap((service) => {
        const image = known.get(service);
        if (built.has(service) || image?.rule.isPulled === false)
            return [];
        // What is named by its digest is the same image anyway; the bundled reverse proxy goes with the version of this action.
        const pin = image === undefined || image.at.digest !== undefined ? undefined : image.name;
        const isOurs = service === site.proxyService && !site.hasOwnProxy;
        const name = isOurs ? PROXY_IMAGE : image?.name;
        const repository = imageRepository(site.project, service);
        return [{ service, repository, pin, image: name, isMoved: moved.has(service) }];
    });
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/release.js







/** Files of a new release: only what the host lacks travels. */
function decideFiles(planning) {
    const { inputs, difference, needsRelease, release } = planning;
    if (!needsRelease)
        return { unchanged: 'The files are up to date' };
    const { sent, kept, removed, bytes } = difference.files;
    const title = inputs.source.kind === 'git'
        ? `Check out ${inputs.source.sha.slice(0, 7)} into release ${release}`
        : `Make release ${release}: send ${counted(sent, 'file')} (${size(bytes)}), link ${kept} that are on the host already`;
    return { step: { kind: 'files', ...releaseFiles(planning), title, because: releaseReason(planning, removed) } };
}
function decideEnv(planning) {
    const { env: merged, difference, facts, needsRelease } = planning;
    if (!needsRelease)
        return { unchanged: 'The .env is up to date' };
    const place = ['dockerfile', 'native'].includes(facts.repository.stack.kind) ? 'record' : 'tree';
    const repositoryEnv = merged === undefined ? undefined : facts.repository.trackedEnv?.text;
    const env = { kind: 'env', place, entries: merged?.entries, repositoryEnv };
    const { dotenv = '.env', secondEnv } = facts.repository;
    const also = secondEnv === undefined ? '' : `; compose reads ${secondEnv} too, and ${dotenv} wins`;
    if (merged === undefined && facts.repository.files.some(({ path }) => path === dotenv)) {
        const because = `neither env nor env-file is given${also}`;
        return { step: { ...env, title: `Use the repository's own ${dotenv}`, because } };
    }
    if (merged === undefined) {
        const { title, because } = ofHost(planning, dotenv);
        return { step: { ...env, title, because: `${because}${also}` }, ...unreadEnv(facts) };
    }
    const title = `Write ${dotenv} with ${counted(merged.entries.length, 'variable')}${origins(merged, dotenv)}`;
    return { step: { ...env, title, because: `${envReason(difference)}${also}` } };
}
/** A tracked `.env` at the root, where compose does not read it. */
function unreadEnv({ repository: { dotenv = '.env', files, stack } }) {
    const isThere = dotenv !== '.env' && files.some(({ path }) => path === '.env');
    const isNamed = stack.services.some(({ envFiles }) => envFiles.includes('.env'));
    if (!isThere || isNamed)
        return {};
    return {
        warnings: [
            `The variables of .env are not used: compose reads ${dotenv}, next to ${stack.composeFile ?? 'the compose file'}. ` +
                'To use them, add to the inputs: env-file: .env',
        ],
    };
}
/** What the release has as its `.env` where no input and no tracked file gives one. */
function ofHost({ facts: { host } }, dotenv) {
    const because = 'neither env nor env-file is given';
    const { path } = host.env ?? {};
    if (path === undefined && host.current === undefined)
        return { title: `Make an empty ${dotenv}`, because: `${because}, and the host has none` };
    const isOfRelease = ['current', 'records'].some((folder) => path?.startsWith(`${host.root}/${folder}/`) === true);
    if (path !== undefined && !isOfRelease)
        return { title: `Use ${path}, which was prepared on the host`, because };
    return { title: `Keep the ${dotenv} on the host`, because };
}
/** How many variables come from where, if from more than the inputs. */
function origins({ tracked, given, replaced }, dotenv) {
    if (tracked + replaced === 0)
        return '';
    const over = replaced === 0 ? '' : `, ${replaced} of them in place of a tracked value`;
    return `: ${tracked} of the tracked ${dotenv}, ${given} of env and env-file${over}`;
}
/** Fetches the commit onto the host, for `source: git`: by the runner, over a connection that serves the deploy key. */
function decideFetchCommit({ inputs: { source }, needsRelease }) {
    if (!needsRelease || source.kind !== 'git')
        return {};
    const title = `Fetch commit ${source.sha.slice(0, 7)} of ${source.url} onto the host`;
    return { step: { kind: 'fetch-commit', title, because: 'source is git' } };
}
function decideBuild(planning) {
    const { needsRelease, overlay } = planning;
    if (!needsRelease)
        return {};
    const services = [...new Set(overlay.built.map(({ builtBy }) => builtBy))];
    const moved = planning.images.moved.map(({ name }) => name);
    const pulls = moved.length === 0 ? 'pull missing images' : `pull ${moved.join(', ')} and missing images`;
    const title = services.length === 0
        ? `P${pulls.slice(1)}`
        : `Build ${services.join(', ')}; ${pulls.replace('missing', 'other missing')}`;
    // Without a registry's answer the base images that the host has are good enough; a compose file's own `pull: true` is compose's.
    const pullsBases = planning.inputs.buildPull && planning.images.areBasesKnown;
    const because = 'the new release must be ready before the old one stops';
    const images = { built: overlay.built, pulled: pulledImages(planning), pullsBases };
    return {
        step: { kind: 'build', ...images, ...envOfBuild(planning), title, because },
        refusals: buildRefusals(planning),
        warnings: buildEnvWarnings(planning),
    };
}
function decideReleaseCommand({ inputs, needsRelease, facts }) {
    if (!needsRelease || inputs.releaseCommand === undefined)
        return {};
    const { stack } = facts.repository;
    const { commandService: service } = stack;
    const title = `Run "${inputs.releaseCommand}" once in the new ${service}`;
    return {
        step: {
            kind: 'release-command',
            command: inputs.releaseCommand,
            service,
            dependencies: dependencies(stack, service),
            oneShots: oneShots(stack, service),
            title,
            because: 'release-command runs before each switch',
        },
    };
}
function releaseReason(planning, removed) {
    const { difference } = planning;
    return [
        difference.isFirst ? 'no release is on the host yet' : changes(difference, removed),
        ...composeReason(planning),
        ...entryReason(planning),
    ].join('; ');
}
/** Which compose files these are, and why these. */
function composeReason({ facts: { repository } }) {
    const { composeFiles, composeBecause, profiles } = repository.stack;
    if (composeFiles.length === 0)
        return [];
    const active = profiles.length === 0 ? [] : [`profiles ${profiles.join(', ')}`];
    return [`compose reads ${composeFiles.join(' and then ')}, because ${composeBecause}`, ...active];
}
/** Which service visitors reach, and what the reverse proxy takes from it. */
function entryReason({ facts: { repository }, inputs }) {
    const { stack } = repository;
    if (stack.kind === 'whole' || stack.kind === 'native')
        return [];
    const { dropped, containerName } = behindProxy(stack, inputs.keepPublishedPorts);
    const published = dropped.map(({ published, target }) => `${published ?? 'any'}:${target}`).join(', ');
    return [
        `the reverse proxy passes requests to ${stack.entry.service}: ${stack.entry.because}`,
        ...(published === ''
            ? []
            : [`its published ports ${published} are removed, since the reverse proxy asks it inside`]),
        ...(containerName === undefined ? [] : [`its container_name ${containerName} becomes a name in its networks`]),
    ];
}
function changes(difference, removed) {
    const reasons = [
        ...(difference.damaged.length > 0
            ? [`${counted(difference.damaged.length, 'file')} of the current release changed or missing on the host`]
            : []),
        ...(difference.filesChanged
            ? [`${counted(difference.files.sent, 'file')} new or changed, ${removed} removed`]
            : []),
        ...(difference.envChanged ? [envReason(difference)] : []),
        ...(difference.inputFiles.length > 0
            ? [`new, changed or removed in files: ${difference.inputFiles.join(', ')}`]
            : []),
        ...(difference.settingsChanged ? ['the compose settings changed'] : []),
        ...difference.imageChanges,
    ];
    return reasons.join('; ');
}
function envReason({ envKeys, envChanged, isFirst }) {
    if (isFirst)
        return 'there is none yet';
    if (envKeys.length > 0)
        return `changed: ${envKeys.join(', ')}`;
    return envChanged ? 'the .env on the host was edited' : 'each release has its own .env; the values are unchanged';
}
function counted(count, noun) {
    return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
/** Bytes for people. */
function size(bytes) {
    const units = ['B', 'KiB', 'MiB', 'GiB'];
    const power = Math.min(units.length - 1, bytes < 1 ? 0 : Math.floor(Math.log2(bytes) / 10));
    return `${(bytes / 1024 ** power).toFixed(power === 0 ? 0 : 1)} ${units[power] ?? ''}`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/kept-releases.js
/** Releases that stay on the host, the running one among them. */
const keptReleases = 5;

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/disk.js


/** Room for an image build or pull with its layers; an EC2 host starts with 8 GiB of which some 6 are free. */
const imageBytes = 1024 ** 3;
/** Room for the packages of a virtual environment, and pip's cache of them. */
const venvBytes = 400 * 1024 ** 2;
/** Of a release without new images: its record, containers and their logs. */
const recordBytes = 64 * 1024 ** 2;
const leastFreeInodes = 10_000;
/** While the disk is too full: the current release and the one to come. */
const keptOnFullDisk = 2;
/** Bytes that the new release may take: its files, and where images are built or pulled their layers. 0 without a new release. */
function diskNeeded({ needsRelease, difference, facts: { repository }, native }) {
    if (!needsRelease)
        return 0;
    const { filesChanged, settingsChanged, imageChanges, isFirst, files } = difference;
    if (!(isFirst || filesChanged || settingsChanged || imageChanges.length > 0))
        return recordBytes + files.bytes;
    return ((native === undefined ? imageBytes : venvBytes) +
        3 * repository.files.reduce((sum, file) => sum + (file.kind === 'file' ? file.size : 0), 0));
}
/** What is removed before a release is made: where the disk is too full for it, and what runs that failed have left. Pure. */
function decideRoom(planning) {
    const { needsRelease, facts } = planning;
    const { releaseCount } = facts.host;
    const because = shortages(planning).map(({ what }) => what);
    // With an unfinished release this run has made room before, and that release has to stay.
    if (!needsRelease || releaseCount === 0 || facts.repository.unfinished !== undefined)
        return {};
    if (because.length === 0 && releaseCount <= keptReleases)
        return {};
    const keep = because.length > 0 ? keptOnFullDisk : keptReleases;
    const needs = because.length > 0 ? { bytes: diskNeeded(planning), inodes: leastFreeInodes } : { bytes: 0, inodes: 0 };
    return {
        step: {
            kind: 'prune',
            keep,
            needs,
            title: `Remove old releases and ${onlyTheirs(planning)}, before a release is made; ${keep} stay with it`,
            because: because.length > 0 ? because.join('; ') : `${releaseCount} releases are on the host`,
        },
    };
}
/** What a release has on the host besides its files, as the end of a sentence. */
function onlyTheirs({ native }) {
    return `the ${native === undefined ? 'images' : 'packages'} that only they used`;
}
/** Where there is nothing of this site to remove. */
function diskRefusals(planning) {
    return planning.facts.host.releaseCount > 0 ? [] : shortages(planning);
}
function shortages(planning) {
    const { root, disk } = planning.facts.host;
    if (!planning.needsRelease)
        return [];
    const needed = diskNeeded(planning);
    const code = 'insufficient-disk';
    const why = `This is the fuller of the disks that hold ${root} and Docker's images. A deploy must not fill the disk halfway.`;
    const hint = 'Enlarge the volume, or free some space: df -h, docker system df and sudo du -xh --max-depth=2 /var show what uses it. Remove only what is yours: images and volumes may belong to other sites on the host.';
    const bytes = {
        code,
        what: `The host has ${size(disk.freeBytes)} of free disk space, a deploy needs ${size(needed)}`,
        why,
        hint,
    };
    const inodes = {
        code,
        what: `The host has ${disk.freeInodes} free inodes, a deploy needs ${leastFreeInodes}`,
        why,
        hint,
    };
    return [...(disk.freeBytes < needed ? [bytes] : []), ...(disk.freeInodes < leastFreeInodes ? [inodes] : [])];
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/swap.js


/** Below this much memory and swap for a build, it may take what the running site needs: docs/decisions/build-memory.md. */
const enough = 1.5 * 1024 ** 3;
/** The sizes of a swap file, as the disk allows. */
const sizes = [2 * 1024 ** 3, 1024 ** 3];
/** Pure. */
function swapFor(planning) {
    const { inputs, facts, needsRelease, overlay } = planning;
    const { host } = facts;
    const { available, freeSwap, swap, total } = host.memory;
    if (!needsRelease || overlay.built.length === 0 || available + freeSwap >= enough)
        return { kind: 'none' };
    const swapText = swap === 0 ? 'no swap' : `${size(freeSwap)} of swap free`;
    const because = `the build has ${size(available)} of the host's ${size(total)} of memory, and ${swapText}`;
    const room = host.disk.freeBytes - diskNeeded(planning);
    const bytes = sizes.find((one) => one <= room);
    const mayAdd = inputs.bootstrap && host.privilege !== 'none' && swap === 0;
    if (mayAdd && bytes !== undefined)
        return { kind: 'add', bytes, because };
    const why = !mayAdd || bytes !== undefined ? '' : ', and the disk has no room for a swap file';
    return {
        kind: 'warn',
        warning: `A build may run out of memory: ${because}${why}. Use an instance with more memory, add swap, or build the image in the workflow and push it to a registry.`,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/bootstrap.js
// The whole of semver is ten times as much, and read by every run.






/**
 * The oldest compose that does what a release needs: before 2.24 escaped quotes in `.env` were read wrongly
 * (compose-go 81e1e90) and `pull --policy` was missing; before 2.24.4 `!override` was (Docker's page on merging compose files).
 */
const composeMinimum = '2.24.4';
/** Which package tool the host has; undefined: a system that this action does not know. */
function osFamily(host) {
    if (host.os.id === 'debian' || host.os.id === 'ubuntu')
        return 'apt';
    if (host.os.id === 'amzn' && host.os.versionId.startsWith('2023'))
        return 'dnf';
    return undefined;
}
/** What the host lacks. */
function needsOf({ inputs, facts: { host }, overlay }) {
    const isGit = inputs.source.kind === 'git';
    return [
        ...(isGit && !host.gitInstalled ? ['git'] : []),
        ...(host.docker.access === 'none' ? ['docker'] : []),
        ...(isComposeGood(host) ? [] : ['compose']),
        ...(overlay.built.length > 0 && lacksBuildx(host) ? ['buildx'] : []),
        ...(host.cron.installed && host.cron.running ? [] : ['cron']),
    ];
}
function decideBootstrap(planning) {
    const { inputs, facts } = planning;
    const { host } = facts;
    const needs = needsOf(planning);
    const swap = swapFor(planning);
    const warnings = swap.kind === 'warn' ? [swap.warning] : [];
    if (needs.length === 0 && swap.kind !== 'add') {
        const unchanged = `Docker ${host.docker.version ?? ''}, compose ${host.docker.compose ?? ''} and cron are installed`;
        return { unchanged, warnings };
    }
    const refusals = needs.length === 0 ? [] : refusalsFor(needs, host, inputs.bootstrap);
    if (refusals.length > 0)
        return { refusals, warnings };
    const swapBytes = swap.kind === 'add' ? swap.bytes : 0;
    const titles = [
        ...(needs.length === 0 ? [] : [`install ${needs.map((need) => bootstrap_named[need]).join(', ')} on ${host.os.name}`]),
        ...(swap.kind === 'add' ? [`add a swap file of ${size(swap.bytes)}`] : []),
    ];
    const title = titles.join('; ');
    return {
        warnings,
        step: {
            kind: 'bootstrap',
            needs: swap.kind === 'add' ? [...needs, 'swap'] : needs,
            osFamily: osFamily(host) ?? '',
            plugin: composePlugin(host.architecture, inputs.composePlugin),
            buildxPlugin: buildxPlugin(host.architecture),
            swapBytes,
            title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
            because: [...needs.map((need) => lacking(need, host)), ...(swap.kind === 'add' ? [swap.because] : [])].join('; '),
        },
    };
}
const bootstrap_named = {
    docker: 'Docker Engine',
    compose: 'docker compose',
    buildx: 'docker buildx',
    swap: 'a swap file',
    cron: 'cron',
    git: 'git',
};
function isComposeGood({ docker }) {
    const version = coerce(docker.compose);
    return version !== null && gte(version, composeMinimum);
}
function lacking(need, host) {
    const { docker, cron } = host;
    if (need === 'docker')
        return docker.installed ? 'Docker is installed but the engine does not respond' : 'Docker Engine is missing';
    if (need === 'cron')
        return cron.installed ? 'cron is installed but not running' : 'cron is missing';
    if (need === 'git')
        return 'git is missing';
    if (need === 'buildx')
        return lackingBuildx(host);
    if (docker.compose === undefined)
        return 'docker compose is missing';
    return `docker compose ${docker.compose} is older than ${composeMinimum}`;
}
function refusalsFor(needs, host, bootstrap) {
    const list = needs.map((need) => bootstrap_named[need]).join(', ');
    if (!bootstrap)
        return needs.map((need) => notWanted(need, host));
    if (osFamily(host) === undefined) {
        return [
            {
                code: 'os-unsupported',
                what: `${list} cannot be installed on ${host.os.name || 'this system'} (${host.os.id} ${host.os.versionId})`,
                hint: 'Use Amazon Linux 2023, Ubuntu or Debian, or install Docker Engine with compose v2 and cron yourself.',
            },
        ];
    }
    if (host.privilege === 'none') {
        return [
            {
                code: 'sudo-required',
                what: `${list} must be installed, but ${host.user} is not root and has no passwordless sudo`,
                hint: `Log in as a user with sudo (ec2-user, ubuntu or admin on EC2), or install ${list} yourself.`,
            },
        ];
    }
    return [];
}
function notWanted(need, host) {
    if (need === 'buildx')
        return buildxRefusal(host);
    const hint = `Set "bootstrap: true", or install ${bootstrap_named[need]} yourself.`;
    if (need !== 'compose')
        return { code: 'docker-missing', what: `On the host, ${lacking(need, host)}, and "bootstrap" is false`, hint };
    if (host.docker.compose !== undefined)
        return { code: 'compose-too-old', what: `On the host, ${lacking(need, host)}`, hint };
    if (!host.docker.composeV1)
        return { code: 'docker-missing', what: 'docker compose is missing on the host, and "bootstrap" is false', hint };
    return {
        code: 'compose-v1-only',
        what: 'The host has only docker-compose v1, which reached its end of life in 2023 and reads .env files differently',
        hint,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/apply/host-job.js





/** The job document of one exec: the plan's steps as the host reads them. Pure. */
function hostJob(plan, steps, run) {
    const { host, release, rollback } = plan;
    const { site, app, limits } = host;
    const limited = (step, left) => ({
        ...stepData(step, run, (0,limit_table/* limitSeconds */.Hh)('pull', limits, left)),
        limit_seconds: (0,limit_table/* limitSeconds */.Hh)(step.kind, limits, left),
    });
    return {
        site: hostSite(site),
        app: {
            service: app.service,
            ports: app.ports,
            sure_ports: app.hasSurePorts,
            protocol: app.protocol ?? null,
            health_path: app.healthPath,
            replicas: app.replicas,
            start_first: app.startsFirst,
        },
        run: {
            holder: run.holder,
            order: run.order ?? null,
            token: run.token,
            lock_wait_seconds: run.lockWaitSeconds,
            work_seconds: run.workSeconds,
            health_seconds: run.healthSeconds,
            health_timeout_seconds: run.healthTimeoutSeconds ?? null,
            drain_seconds: run.drainSeconds ?? null,
            min_ready_seconds: run.minReadySeconds,
            may_install: host.mayInstall,
        },
        native: host.native ?? null,
        release,
        services: countedServices(plan),
        expected_release: run.expectCurrent,
        steps: steps.map((step) => limited(step, run.workSeconds)),
        rollback: limited(rollback, Infinity),
    };
}
function stepData(step, run, pullSeconds) {
    switch (step.kind) {
        case 'bootstrap':
            return {
                kind: step.kind,
                needs: step.needs,
                os_family: step.osFamily,
                compose_minimum: composeMinimum,
                plugin: step.plugin ?? null,
                buildx_minimum: buildxMinimum,
                buildx_plugin: step.buildxPlugin ?? null,
                swap_bytes: step.swapBytes,
            };
        case 'files':
            return {
                kind: step.kind,
                source: step.source,
                sha: step.sha,
                manifest_digest: step.manifestDigest,
                unfinished: step.unfinished,
            };
        case 'env':
            return { kind: step.kind, place: step.place };
        case 'confirm':
            return {
                kind: step.kind,
                compose_files: step.composeFiles,
                may_find_others: step.mayFindOthers,
                profiles: step.profiles,
                sources: step.sources,
                facts: step.facts === undefined ? null : JSON.stringify(step.facts),
                reading_digest: step.readingDigest,
                is_told: step.isTold,
            };
        case 'build':
            return {
                kind: step.kind,
                built: step.built.map(({ service, builtBy, repository, declared }) => ({
                    ...{ service, built_by: builtBy, repository, declared: declared ?? null },
                })),
                pulled: step.pulled.map(({ service, repository, pin, image, isMoved }) => ({
                    ...{ service, repository, pin: pin ?? null, image: image ?? null, moved: isMoved },
                })),
                pull_bases: step.pullsBases,
                names_env: step.namesEnv,
                pull_seconds: pullSeconds,
            };
        case 'release-command':
            return {
                kind: step.kind,
                command: step.command,
                service: step.service,
                dependencies: step.dependencies,
                one_shots: step.oneShots,
            };
        case 'proxy':
        case 'serve-https':
            return { kind: step.kind, hsts_seconds: step.config?.hstsSeconds ?? 0 };
        case 'up':
        case 'rollback':
            return { kind: step.kind, one_shots: step.oneShots };
        case 'probe':
            return { kind: step.kind, token: run.probeToken };
        case 'certify':
            return {
                kind: step.kind,
                names: step.names,
                command: step.command,
                acme_server: step.acmeServer,
                email: step.email ?? null,
                standalone: step.standalone,
                probe_token: run.probeToken,
            };
        case 'renewal':
            return { kind: step.kind, cron_line: step.files.cronLine, cron_command: step.files.cronCommand };
        case 'prune':
            return { kind: step.kind, keep: step.keep, needed_bytes: step.needs.bytes, needed_inodes: step.needs.inodes };
        case 'data':
        case 'input-files':
            return { kind: step.kind };
    }
}

;// CONCATENATED MODULE: ./.build/compiled/apply/bundle.js






/** Everything that the host needs for these steps, as the parts of one tar stream. Pure but for file paths in it. */
function bundleParts({ plan, steps, run, readTemplate, logins }) {
    return [
        ...programParts(plan.host.site.root, plan.host.programDigest, readTemplate),
        bundle_text('job.json', JSON.stringify(hostJob(plan, steps, run)), 0o600),
        ...(logins.length === 0 ? [] : [bundle_text('registries.json', loginsText(logins), 0o600)]),
        ...(plan.host.mayInstall ? [bundle_text('may-install', '')] : []),
        ...steps.flatMap((step) => partsOf(step, plan)),
    ];
}
/** The files that a step brings. */
function partsOf(step, { host }) {
    switch (step.kind) {
        case 'files':
            return [
                textPart(step.manifest),
                ...step.record.map(textPart),
                ...step.send.map((file) => filePart(file, host.workspace)),
            ];
        case 'input-files':
            return step.contents.map(({ digest, content }) => bundle_text(`input-files/${digest}`, content.reveal(), 0o600));
        case 'env': {
            const envText = host.native === undefined ? write/* dotenvText */.Q : environmentFileText;
            return [
                ...(step.entries === undefined ? [] : [bundle_text('env', envText(step.entries), 0o600)]),
                ...(step.repositoryEnv === undefined ? [] : [bundle_text('repository-env', step.repositoryEnv.reveal(), 0o600)]),
            ];
        }
        case 'confirm':
            return step.withoutEnvFiles === '' ? [] : [bundle_text('without-env-files.yml', step.withoutEnvFiles)];
        case 'build':
            return step.envOverlay === '' ? [] : [bundle_text('build.compose.yml', step.envOverlay)];
        case 'proxy':
        case 'serve-https':
            return proxyParts(step.config);
        case 'renewal':
            return step.files.program.map((file) => bundle_text(`renewal/${file.path}`, file.content));
        case 'bootstrap':
        case 'data':
        case 'release-command':
        case 'up':
        case 'rollback':
        case 'probe':
        case 'certify':
        case 'prune':
            return [];
    }
}
/** A folder of its own for each version of nginx that the host may get (templates/host/program/native/nginx_config.py). */
function proxyParts(config) {
    const folders = [
        { folder: 'proxy', files: config?.files ?? [] },
        ...(config?.since ?? []).map(({ version, files }) => ({ folder: `proxy-since/${version}`, files })),
    ];
    return folders.flatMap(({ folder, files }) => files.map(({ path, content }) => bundle_text(`${folder}/${path}`, content)));
}
function textPart({ path, content, mode }) {
    return bundle_text(path, content, mode);
}
function bundle_text(path, content, mode = 0o644) {
    return { path, mode, content };
}
function filePart(file, workspace) {
    if (file.kind === 'symlink')
        return { path: `files/${file.path}`, symlink: file.target };
    return { path: `files/${file.path}`, mode: file.mode, fromFile: external_node_path_.join(workspace, file.path), size: file.size };
}

;// CONCATENATED MODULE: ./.build/compiled/apply/useful-logins.js
/** Without those that a registry refused although it gives the images to everyone: with such a login docker would not get them. */
function usefulLogins(logins, { planning: { facts } }) {
    const { services, bases } = facts.repository.images;
    const registries = new Map([...services, ...bases].map(({ name, at }) => [name, at.registry]));
    const isPublic = facts.host.images.filter(({ isAnonymous }) => isAnonymous).map(({ name }) => registries.get(name));
    return logins.filter(({ registry }) => !isPublic.includes(registry));
}

;// CONCATENATED MODULE: ./.build/compiled/apply/host-run.js






/** Carries out steps on the host: each list of them is one exec. */
class HostRun {
    #plan;
    #session;
    /** Name and content of the file that the preflight check requests. */
    probeToken = `probe-${(0,external_node_crypto_.randomBytes)(12).toString('hex')}`;
    /** The release that runs on the host by now; '' for none. */
    #current;
    constructor(plan, session) {
        this.#plan = plan;
        this.#session = session;
        this.#current = plan.host.current;
    }
    /** Whether the plan's release has been switched to. */
    get isSwitched() {
        return this.#current === this.#plan.release;
    }
    /**
     * Takes the steps. `expected` is the release that has to run, lest the plan be stale.
     * @throws DeployError as the host program reported
     */
    async steps(steps, expected = this.#current) {
        const { connection, ports, deadline, timeline, log, onTrafficSwitched } = this.#session;
        const { readTemplate, now, describeRun, runOrder } = ports;
        const { times } = ports.inputs;
        // A rollback is what the rest of the time is kept for.
        const isRollback = steps.some(({ kind }) => kind === 'rollback');
        const workMs = isRollback ? deadline.remainingMs() : deadline.workMs();
        const run = {
            expectCurrent: expected,
            holder: describeRun(),
            order: runOrder(),
            lockWaitSeconds: Math.min(times.lockSeconds ?? Infinity, Math.ceil(workMs / 1000)),
            workSeconds: Math.ceil(workMs / 1000),
            token: (0,external_node_crypto_.randomBytes)(12).toString('hex'),
            healthSeconds: times.healthSeconds ?? Math.ceil(deadline.remainingMs(180_000) / 1000),
            healthTimeoutSeconds: times.healthSeconds,
            drainSeconds: times.drainSeconds,
            minReadySeconds: times.minReadySeconds,
            probeToken: this.probeToken,
        };
        const lastVisible = this.#plan.steps.map(({ kind }) => kind).findLast((kind) => !isBackground(kind));
        const titles = new Map([...this.#plan.steps, ...steps].map(({ kind, title }) => [kind, title]));
        const logins = (await ports.logins(this.#plan.planning.facts.repository.images)) ?? [];
        await runHostProgram(connection, {
            parts: bundleParts({ plan: this.#plan, steps, run, readTemplate, logins: usefulLogins(logins, this.#plan) }),
            receive: receiveProgram(readTemplate),
            timeoutMs: deadline.remainingMs(),
            now: new Date(now()),
            watcher: {
                begin: (step) => log.begin(step, titles.get(step) ?? step),
                log: (line, isWaiting) => log.line(line, isWaiting),
                unhealthy: (found) => timeline.recordContainer(found),
                end: (step, isWell, seconds) => {
                    const kind = STEP_KINDS.find((known) => known === step);
                    if (kind !== undefined)
                        timeline.record(kind, isWell, seconds);
                    log.end(step, isWell, seconds);
                    if (isWell && kind === lastVisible)
                        onTrafficSwitched();
                },
            },
        }).finally(() => log.showFolded());
        if (steps.some(({ kind }) => kind === 'up'))
            this.#current = this.#plan.release;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/acme/dns-check.js


/**
 * The addresses of a name, IPv4 first, as `resolver` returns them. If it returns only a CNAME (an authoritative server does
 * when the target is in another zone), `publicResolver` resolves the target. Never rejects.
 */
async function findAddresses(name, resolver, publicResolver) {
    try {
        const direct = await bothFamilies(name, resolver);
        if (direct.length > 0)
            return { kind: 'addresses', addresses: direct };
        const [target] = await resolver.resolveCname(name);
        if (target === undefined)
            return { kind: 'addresses', addresses: [] };
        return { kind: 'addresses', addresses: await bothFamilies(target, publicResolver) };
    }
    catch (error) {
        return { kind: 'no-answer', why: (0,deploy_error/* messageOf */.bD)(error) };
    }
}
/** A resolver that queries a zone's authoritative name servers; undefined when none of them has an address. */
async function zoneResolver(nameServers, publicResolver) {
    const found = await Promise.all(nameServers.map(async (server) => await publicResolver.resolve4(server).catch(() => [])));
    const addresses = [...new Set(found.flat())];
    return addresses.length === 0 ? undefined : publicResolver.at(addresses);
}
/** Queries the authoritative servers for one name, bypassing resolver caches, and the public resolver for all other names. */
function bypassCache(name, zone, publicResolver) {
    const resolverFor = (queried) => (queried === name ? zone : publicResolver);
    return {
        ...publicResolver,
        resolve4: (queried) => resolverFor(queried).resolve4(queried),
        resolve6: (queried) => resolverFor(queried).resolve6(queried),
        resolveCname: (queried) => resolverFor(queried).resolveCname(queried),
    };
}
/**
 * Whether a name resolves to this host only. An ACME server may connect to any of the addresses and prefers IPv6, so a single
 * foreign address can fail the validation. Pure.
 */
function judgeAnswer(answer) {
    const { name, where, found, expected } = answer;
    const host = expected.join(', ');
    if (found.kind === 'no-answer' || found.addresses.length === 0) {
        return {
            code: 'dns-not-resolving',
            what: `${name} has no address according to ${where}`,
            ...(found.kind === 'no-answer' ? { why: found.why } : {}),
            hint: `Create a DNS record that points ${name} to ${host}. A resolver that was queried before the record existed may cache the negative answer for up to 15 minutes.`,
        };
    }
    const foreign = foreignAddresses(found.addresses, expected);
    if (foreign.length === 0)
        return undefined;
    const isOnlyIpv6 = foreign.every((address) => (0,external_node_net_.isIPv6)(address));
    return {
        code: 'dns-mismatch',
        what: `${name} resolves to ${foreign.join(', ')} according to ${where}; this host is ${host}`,
        why: isOnlyIpv6
            ? 'An ACME server prefers the IPv6 address (AAAA record) and would send the challenge request there.'
            : 'An ACME server would send the challenge request there.',
        hint: isOnlyIpv6
            ? `Remove the AAAA record of ${name}, or set it to this host's IPv6 address.`
            : `Point ${name} to ${host}. If you changed it just now, wait until the TTL of the old record has expired and run the job again.`,
    };
}
/** The addresses that are not this host's, whatever their notation. */
function foreignAddresses(found, expected) {
    const ours = new Set(expected.map(normalAddress));
    return found.filter((address) => !ours.has(normalAddress(address)));
}
async function bothFamilies(name, resolver) {
    const [v4, v6] = await Promise.all([resolver.resolve4(name), resolver.resolve6(name)]);
    return [...v4, ...v6];
}
/** The canonical form of an address: `2001:DB8:0::1` is `2001:db8::1`. */
function normalAddress(address) {
    return (0,external_node_net_.isIPv6)(address) ? new external_node_net_.SocketAddress({ address, family: 'ipv6' }).address : address;
}

;// CONCATENATED MODULE: ./.build/compiled/acme/http01-self-check.js


/** The limit of Let's Encrypt (Boulder). */
const http01_self_check_maxRedirects = 10;
/**
 * Fetches the probe as an ACME server would: port 80, redirects to ports 80 and 443 only, any certificate accepted. Returns
 * undefined when the content matches, otherwise the problem. Never rejects.
 */
async function fetchProbe(name, probe, ports) {
    const first = new URL(`http://${name}/.well-known/acme-challenge/${probe.token}`);
    let url = first;
    for (let redirects = 0; redirects <= http01_self_check_maxRedirects; redirects += 1) {
        const result = await exchange(url, ports);
        const next = redirectTarget(result, url);
        if (next === undefined)
            return judgeProbe({ first, url, result, content: probe.content });
        if (next === 'forbidden') {
            return notServed(first, `${url.href} redirects to a URL that an ACME server does not follow (${where(result)}).`, openHint);
        }
        url = next;
    }
    return notServed(first, `Too many redirects, the last one to ${url.href}.`, proxyHint);
}
/** What a response to the probe means. Pure. */
function judgeProbe(seen) {
    const { first, url, result, content } = seen;
    if (result.kind === 'failed') {
        const why = `${url.href}: ${result.why}.`;
        if (result.reason === 'timeout')
            return notServed(first, `${why} A firewall drops the packets.`, openHint);
        if (result.reason === 'refused') {
            return notServed(first, `${why} The host is reachable, but nothing listens on that port.`, listenHint);
        }
        return notServed(first, why, openHint);
    }
    if (result.status === 200 && result.body.trim() === content.trim())
        return undefined;
    const { server: product } = result.headers;
    const server = typeof product === 'string' ? `from "${excerpt(product, 60)}"` : 'without a Server header';
    const body = excerpt(result.body, 120);
    return notServed(first, `${url.href} answered ${result.status} ${server}: ${body === '' ? '(empty body)' : body}`, proxyHint);
}
const openHint = 'Allow TCP port 80 from 0.0.0.0/0 in the security group of the instance, and in any firewall on the host.';
const listenHint = 'Check that the reverse proxy is running and publishes port 80 ("docker ps" on the host), then run the job again.';
const proxyHint = 'Another server answers for this name on port 80, or the reverse proxy does not serve /.well-known/acme-challenge/ from the ' +
    "webroot that certbot writes to. Fix the proxy's configuration, then run the job again.";
function notServed(first, why, hint) {
    const what = `The HTTP-01 challenge path is not reachable from outside: ${first.href}`;
    return {
        code: 'challenge-unreachable',
        what,
        why: `${why} No certificate was requested, so the CA's rate limit is not affected.`,
        hint,
    };
}
async function exchange(url, ports) {
    const { resolver, httpPort, httpsPort, exchangeTimeoutMs: timeoutMs = 10_000 } = ports;
    const found = await findAddresses(url.hostname, resolver, resolver);
    const connectTo = found.kind === 'addresses' ? found.addresses[0] : undefined;
    if (connectTo === undefined)
        return { kind: 'failed', reason: 'other', why: `${url.hostname} has no address` };
    return await httpGet(url, { connectTo, httpPort, httpsPort, timeoutMs, verifiesTls: false });
}
function redirectTarget(result, from) {
    if (result.kind === 'failed' || result.status < 300 || result.status >= 400)
        return undefined;
    const { location } = result.headers;
    if (location === undefined)
        return undefined;
    if (!URL.canParse(location, from.href))
        return 'forbidden';
    const target = new URL(location, from.href);
    // URL drops the port that is the scheme's own, so what is left is another one.
    const isAllowed = ['http:', 'https:'].includes(target.protocol) && ['', '80', '443'].includes(target.port);
    return isAllowed ? target : 'forbidden';
}
function where(result) {
    return result.kind === 'answer' ? excerpt(result.headers.location ?? '', 200) : '';
}

;// CONCATENATED MODULE: ./.build/compiled/acme/in-front.js



/**
 * The problem with an answer; undefined: the name resolves to this host, or to a CDN or load balancer in front of it. What counts is
 * whether the test file is reachable there, since that is what the certificate authority will do. Never rejects.
 */
async function judgeWithProbe(answer, probe, ports) {
    const failure = judgeAnswer(answer);
    const { name, found, expected } = answer;
    if (failure?.code !== 'dns-mismatch' || probe === undefined || found.kind !== 'addresses')
        return failure;
    const foreign = foreignAddresses(found.addresses, expected);
    if (!(await allServe(name, probe, { ...ports, foreign })))
        return failure;
    ports.foundInFront(name, foreign);
    return undefined;
}
/** What to say of a name that resolves to something in front of this host. */
function inFrontText(name, foreign, expected) {
    return (`${name} resolves to ${foreign.join(', ')}, which is not this host (${expected.join(', ')}), but requests for the test file arrive here: ` +
        'a CDN or load balancer is in front of it. Set trusted-proxies to its networks, so that the app sees the addresses of visitors.');
}
/** Whether the file is served at all of these addresses. An IPv6 address is left out where this machine has no IPv6 itself. */
async function allServe(name, probe, { foreign, ...ports }) {
    const results = await Promise.all(foreign.map(async (address) => {
        const failure = await fetchProbe(name, probe, { ...ports, resolver: in_front_pinned(name, address, ports.resolver) });
        return { isOutOfReach: (0,external_node_net_.isIPv6)(address) && UNREACHABLE.test(failure?.why ?? ''), failure };
    }));
    const counted = results.filter(({ isOutOfReach }) => !isOutOfReach);
    return counted.length > 0 && counted.every(({ failure }) => failure === undefined);
}
const UNREACHABLE = /ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL/;
/** A resolver that knows one address of a name, and all other names as before. */
function in_front_pinned(name, address, resolver) {
    const only = (isAsked) => Promise.resolve(isAsked ? [address] : []);
    return {
        ...resolver,
        resolve4: (asked) => (asked === name ? only(!(0,external_node_net_.isIPv6)(address)) : resolver.resolve4(asked)),
        resolve6: (asked) => (asked === name ? only((0,external_node_net_.isIPv6)(address)) : resolver.resolve6(asked)),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/acme/caa.js


const knownTags = new Set(['issue', 'issuewild', 'issuemail', 'issuevmc', 'iodef', 'contactemail', 'contactphone']);
/** The issuer domain that CAA records use for the certificate authority behind an ACME server; undefined: an unknown authority. */
function caaIssuerOf(acmeServer) {
    const host = URL.canParse(acmeServer) ? new URL(acmeServer).hostname : '';
    return host.endsWith('.letsencrypt.org') ? 'letsencrypt.org' : undefined;
}
/**
 * Finds the CAA record set that applies to a name by climbing the DNS tree (RFC 8659); undefined: there is none. Stops at the
 * registrable domain, because the domains above it belong to a registry. A failed query is logged and skipped.
 */
async function findCaa(name, resolver, say) {
    for (const at of possibleZoneNames(name)) {
        try {
            const records = await resolver.resolveCaa(at);
            if (records.length > 0)
                return { at, records };
        }
        catch (error) {
            say(`The CAA records of ${at} could not be read (${(0,deploy_error/* messageOf */.bD)(error)}): continuing without them`);
        }
    }
    return undefined;
}
/** Why the certificate authority must not issue for the name by HTTP-01, or undefined. Pure. */
function caaProblem(name, caa, issuer) {
    if (caa === undefined)
        return undefined;
    const unknown = caa.records.find(({ critical, tag }) => critical && !knownTags.has(tag.toLowerCase()));
    const issues = caa.records.filter(({ tag }) => tag.toLowerCase() === 'issue');
    const isAllowed = issues.length === 0 || issues.some(({ value }) => allows(value, issuer));
    if (unknown === undefined && isAllowed)
        return undefined;
    const found = caa.records.map(({ tag, value }) => `${tag} "${value}"`).join(', ');
    return {
        code: 'certificate-request-failed',
        what: `The CAA records of ${caa.at} do not allow ${issuer} to issue a certificate for ${name}`,
        why: `The records found: ${found}.`,
        hint: `Add a CAA record to ${caa.at}: 0 issue "${issuer}" (a "validationmethods" parameter, if any, must include http-01).`,
    };
}
/** `letsencrypt.org; validationmethods=dns-01` names an issuer, then parameters (RFC 8657). */
function allows(value, issuer) {
    const [domain = '', ...parameters] = value.split(';').map((part) => part.trim().toLowerCase());
    const methods = parameters.find((parameter) => /^validationmethods\s*=/.test(parameter));
    const isOurMethod = methods === undefined ||
        methods
            .replace(/^.*?=/, '')
            .split(',')
            .map((m) => m.trim())
            .includes('http-01');
    return domain === issuer && isOurMethod;
}

;// CONCATENATED MODULE: ./.build/compiled/acme/preflight.js






/**
 * Checks that a certificate request would succeed before one is sent, because certificate authorities limit failed validations:
 * every name resolves to this host or to a proxy in front of it, CAA records allow the authority, and a test file on port 80 is reachable
 * from outside.
 * @throws DeployError dns-not-resolving, dns-mismatch, certificate-request-failed, challenge-unreachable
 */
async function preflight(request, ports) {
    const dnsTimeoutMs = ports.dnsTimeoutMs ?? 90_000;
    const resolvers = new Map();
    const inFront = new Map();
    const checking = {
        ...ports,
        foundInFront: (name, found) => void inFront.set(name, found),
    };
    await forEachName(request.names, async (name) => {
        const ownServers = request.nameServers.get(name) ?? [];
        // Authoritative servers first: a resolver that is queried before they have the record would cache the negative answer.
        if (ownServers.length > 0) {
            await eventually(() => checkAtZone(name, ownServers, request, checking), dnsTimeoutMs, ports);
        }
        try {
            await eventually(() => checkAtResolver(name, request, checking), dnsTimeoutMs, ports);
        }
        catch (error) {
            const own = await zoneResolver(ownServers, ports.resolver);
            const isCached = request.moved?.has(name) === true && (0,deploy_error/* asDeployError */.y0)(error).code === 'dns-mismatch';
            if (!isCached || own === undefined)
                throw error;
            // A certificate authority queries the authoritative servers, or caches answers for a minute at most.
            ports.say(`The runner's resolver still caches the previous address of ${name}; using the answer of the authoritative name servers`);
            resolvers.set(name, bypassCache(name, own, ports.resolver));
        }
    });
    sayWhere(request, inFront, ports);
    const issuer = caaIssuerOf(request.acmeServer);
    if (issuer !== undefined)
        await forEachName(request.names, (name) => checkCaa(name, issuer, ports));
    const { probe } = request;
    if (probe === undefined)
        return;
    await forEachName(request.names, (name) => eventually(() => fetchProbe(name, probe, { ...ports, resolver: resolvers.get(name) ?? ports.resolver }), ports.probeTimeoutMs ?? 20_000, ports));
    ports.say(`Port 80: the test file is reachable from outside for ${request.names.join(', ')}`);
}
function sayWhere({ names, addresses }, inFront, { say, warn = say }) {
    const here = names.filter((name) => !inFront.has(name));
    if (here.length > 0)
        say(`DNS: ${here.join(', ')} resolve to ${addresses.join(', ')}`);
    for (const [name, found] of inFront)
        warn(inFrontText(name, found, addresses));
}
async function checkAtZone(name, servers, request, ports) {
    const { resolver } = ports;
    const zone = await zoneResolver(servers, resolver);
    const where = `the authoritative name servers (${servers.join(', ')})`;
    const found = zone === undefined
        ? { kind: 'no-answer', why: `the name servers ${servers.join(', ')} have no address` }
        : await findAddresses(name, zone, resolver);
    return await judgeWithProbe({ name, where, found, expected: request.addresses }, request.probe, ports);
}
async function checkAtResolver(name, request, ports) {
    const found = await findAddresses(name, ports.resolver, ports.resolver);
    const answer = { name, where: "the runner's resolver", found, expected: request.addresses };
    return await judgeWithProbe(answer, request.probe, ports);
}
async function checkCaa(name, issuer, ports) {
    const refusal = caaProblem(name, await findCaa(name, ports.resolver, ports.say), issuer);
    if (refusal !== undefined)
        throw new deploy_error/* DeployError */.sH(refusal);
}
/** Checks all names concurrently; waits for all of them, then throws the first failure. */
async function forEachName(names, check) {
    const results = await Promise.allSettled(names.map(check));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined)
        throw (0,deploy_error/* asDeployError */.y0)(failed.reason);
}
/** Repeats a check, with 1 s to 10 s between attempts, until it passes or the time limit is reached. */
async function eventually(check, timeoutMs, { say, signal }) {
    const deadline = Date.now() + timeoutMs;
    const attempt = async () => {
        const failure = await check();
        if (failure !== undefined)
            throw new deploy_error/* DeployError */.sH(failure);
    };
    await (0,p_retry/* default */.Ay)(attempt, {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: 1000,
        factor: 1.6,
        maxTimeout: 10_000,
        signal,
        shouldRetry: ({ error }) => {
            const shouldRetry = error instanceof deploy_error/* DeployError */.sH && Date.now() < deadline;
            if (shouldRetry)
                say(`Retrying: ${error.message}`);
            return shouldRetry;
        },
    });
}

;// CONCATENATED MODULE: ./.build/compiled/host/services.js





/** Texts of containers' logs may hold anything. */
const services_anyText = shape_text(/^/);
/** What templates/host/program/health/watch.py prints. */
const look = object({
    unhealthy: list(failedContainer),
    before: services_anyText,
});
/**
 * Looks at the project's containers again and again while only the runner works, until the signal. A host that does not answer is no
 * reason to fail: whoever needs it next will tell.
 * @throws DeployError containers-unhealthy
 */
async function watchServices(watch, signal) {
    const { connection, project, root, site, services, readTemplate, say, everyMs = 5_000 } = watch;
    let before = '';
    for (;;) {
        await (0,promises_.setTimeout)(everyMs, undefined, { signal }).catch(() => undefined);
        if (signal.aborted)
            return;
        const job = {
            program: servicesProgram({ project, root, site, services, before }, readTemplate),
            timeoutMs: 60_000,
            label: 'checking the containers',
        };
        const done = await connection.run(job).catch(() => undefined);
        const found = done === undefined ? undefined : read(done.stdout);
        const [first] = found?.unhealthy ?? [];
        if (first !== undefined && !signal.aborted) {
            watch.unhealthy(first);
            say(`--- ${first.service} ${first.text}; its last lines:`);
            first.lines.forEach(say);
            throw services_unhealthy(first);
        }
        before = found?.before ?? before;
    }
}
function read(stdout) {
    try {
        return look.read(JSON.parse(stdout), '');
    }
    catch {
        return undefined;
    }
}
function services_unhealthy({ service, text, lines }) {
    return new deploy_error/* DeployError */.sH({
        code: 'containers-unhealthy',
        what: `The service ${service} ${text} during the external check`,
        why: ['its last lines:', ...lines.slice(-12).map((line) => `  ${line}`)].join('\n'),
        hint: 'Read the lines above. The most common reason is a program or a variable that is missing in the container. Fix it and run the job again.',
    });
}

;// CONCATENATED MODULE: ./.build/compiled/apply/zone-steps.js

/** For the registry to publish a delegation; with most it takes a few minutes. */
const registryMs = 600_000;
/** Creates zones and has them delegated. When the plan was made, a zone that is created here had neither id nor name servers. */
class ZoneSteps {
    #session;
    /** By name. */
    #created = new Map();
    /** Names of the zones that this run had the registry delegate to. */
    #delegated = new Set();
    constructor(session) {
        this.#session = session;
    }
    /** @throws DeployError */
    async create(names) {
        const { ports, timeline } = this.#session;
        for (const name of names) {
            const zone = await ports.dns?.createZone(name);
            if (zone === undefined)
                return;
            this.#created.set(name, zone);
            timeline.recordZone(zone);
            this.#say(`${zone.name} is hosted zone ${zone.id}. Name servers to enter at the registrar:`);
            for (const server of zone.nameServers)
                this.#say(`  ${server}`);
        }
    }
    /** @throws DeployError */
    async delegate(zones) {
        for (const zone of zones) {
            await this.#session.ports.dns?.delegate(this.withZone({ zone }).zone);
            this.#delegated.add(zone.name);
        }
    }
    /** The same, with the zone as it is by now. */
    withZone(about) {
        return { ...about, zone: this.#created.get(about.zone.name) ?? about.zone };
    }
    /** Names in zones that are still not delegated. A delegation of this run gets time to be published. */
    async stillUndelegated(names) {
        const now = names.map((facts) => this.withZone(facts));
        const zones = [...new Map(now.map(({ zone }) => [zone.name, zone])).values()];
        const awaited = zones.filter(({ name }) => this.#delegated.has(name));
        // Where another one needs a person anyway, there is nothing to wait for.
        const limitMs = awaited.length === zones.length ? registryMs : 0;
        const waiting = awaited.map(async (zone) => [zone.name, await this.#wait(zone, limitMs)]);
        const found = new Map(await Promise.all(waiting));
        return now.map((facts) => published(facts, found.get(facts.zone.name))).filter(isInUndelegatedZone);
    }
    /** The name servers of each name's zone. */
    nameServersOf({ check, undelegated, }) {
        const created = undelegated.map((facts) => [facts.name, this.withZone(facts).zone.nameServers]);
        return new Map([...check.nameServers, ...created]);
    }
    async #wait(zone, limitMs) {
        const { ports, deadline } = this.#session;
        const say = (line) => this.#say(line);
        return await untilDelegated(zone, ports.resolver, { say, timeoutMs: deadline.workMs(limitMs) });
    }
    #say(line) {
        this.#session.ports.runner.info(`  │ ${line}`);
    }
}
/** The name after its zone's name servers were entered; `delegatedTo` undefined: this run entered none. */
function published(facts, delegatedTo) {
    const { zone, registration } = facts;
    if (delegatedTo === undefined)
        return facts;
    const entered = registration && { registration: { ...registration, nameServers: zone.nameServers } };
    return { ...facts, delegatedTo, ...entered };
}

;// CONCATENATED MODULE: ./.build/compiled/apply/runner-steps.js






/** How long a name may take to resolve to this host at the zone's servers, and then elsewhere, besides what resolvers cache. */
const propagationMs = 90_000;
/** For one change; Route 53 usually needs 20 to 60 s. */
const recordMs = 300_000;
/** Takes the steps that need no program on the host. */
class RunnerSteps {
    #plan;
    #session;
    #host;
    #zones;
    constructor(plan, session, host) {
        this.#plan = plan;
        this.#session = session;
        this.#host = host;
        this.#zones = new ZoneSteps(session);
    }
    /** @throws DeployError */
    async steps(steps) {
        for (const step of steps)
            await this.#timed(step);
    }
    async #timed(step) {
        const { timeline, ports } = this.#session;
        const { runner, now } = ports;
        const begun = now();
        const seconds = () => (now() - begun) / 1000;
        runner.info(`▸ ${step.title}`);
        try {
            await this.#take(step);
        }
        catch (error) {
            timeline.record(step.kind, false, seconds());
            throw error;
        }
        timeline.record(step.kind, true, seconds());
        runner.info(`✓ ${step.kind} (${seconds().toFixed(1)} s)`);
    }
    async #take(step) {
        const { ports, moves, deadline } = this.#session;
        switch (step.kind) {
            case 'create-zone':
                return await this.#zones.create(step.zones);
            case 'web-ports':
                return await ports.openWebPorts?.(step.rules);
            case 'records':
                for (const change of step.changes)
                    await ports.dns?.apply(this.#zones.withZone(change), deadline.remainingMs(recordMs));
                return;
            case 'set-name-servers':
                return await this.#zones.delegate(step.zones);
            case 'lower-ttl':
                return await moves.lower(step.changes, (capMs) => deadline.remainingMs(capMs));
            case 'move-records':
                return await moves.make(step.changes, (capMs) => deadline.remainingMs(capMs));
            case 'fetch-commit':
                return await ports.fetchCommit(this.#plan.planning.facts.host);
            case 'preflight':
                return await this.#preflight(step);
        }
    }
    /** The release's containers, once they have been started, should stay healthy meanwhile. */
    async #preflight(step) {
        const { ports, moves, deadline } = this.#session;
        const problem = delegationProblem(await this.#zones.stillUndelegated(step.undelegated));
        if (problem !== undefined)
            throw new deploy_error/* DeployError */.sH(problem);
        const token = this.#host.probeToken;
        const over = new AbortController();
        const checking = preflight({
            ...step.check,
            nameServers: this.#zones.nameServersOf(step),
            probe: step.hasProbe ? { token, content: token } : undefined,
        }, {
            resolver: ports.resolver,
            say: (line) => ports.runner.info(`  │ ${line}`),
            warn: ports.runner.warning,
            dnsTimeoutMs: deadline.workMs(propagationMs + moves.settleMs),
            probeTimeoutMs: deadline.workMs(step.probeTimeoutMs),
            signal: over.signal,
        });
        try {
            await Promise.race([checking, ...(this.#host.isSwitched ? [this.#watchServices(over.signal)] : [])]);
        }
        finally {
            over.abort();
        }
    }
    async #watchServices(signal) {
        const { connection, ports, timeline } = this.#session;
        const { project, root, certificateName } = this.#plan.host.site;
        const say = (line) => ports.runner.info(`  │ ${line}`);
        const unhealthy = timeline.recordContainer.bind(timeline);
        const services = countedServices(this.#plan);
        const site = { project, root, site: certificateName, services };
        await watchServices({ connection, ...site, readTemplate: ports.readTemplate, say, unhealthy }, signal);
        return await new Promise(() => undefined);
    }
}

;// CONCATENATED MODULE: ./.build/compiled/apply/apply.js


/**
 * Carries out the plan: its phases one after the other, the parts of each in parallel, and nothing else.
 * @throws DeployError
 */
async function apply(plan, session) {
    const host = new HostRun(plan, session);
    const runner = new RunnerSteps(plan, session, host);
    const take = (part) => part.where === 'host' ? host.steps(part.steps) : runner.steps(part.steps);
    for (const phase of plan.phases)
        await carryOut(phase, take);
}
/** A failure of one part must not leave another one running unheard: the first failure counts when all have ended. */
async function carryOut({ parts }, take) {
    const settled = await Promise.allSettled(parts.map(take));
    const failed = settled.find((result) => result.status === 'rejected');
    if (failed === undefined)
        return;
    throw failed.reason;
}

;// CONCATENATED MODULE: ./.build/compiled/apply/rollback.js


/** For moving records back; the run's own time may be over. */
const moveBackMs = 120_000;
/** Rolls the host back, when the new release failed the external check. */
async function rollBack(plan, previous, session) {
    const run = new HostRun({ ...plan, release: previous }, session);
    await run.steps([plan.rollback], plan.release);
}
/**
 * The release that a failed check goes back to: the one that ran before, or, if that was never verified (its run was cancelled), the
 * one before it. undefined: there is none, or it is the verified release itself that fails.
 */
function lastVerified({ planning }) {
    const { facts, needsRelease } = planning;
    const { current, unverified } = facts.host;
    const isUnverified = unverified !== undefined && unverified.release === current?.name;
    if (isUnverified && unverified.previous !== '')
        return unverified.previous;
    return needsRelease ? current?.name : undefined;
}
/** Records on the host that its release passed the check. A failure here is no reason to fail: the next run verifies it again. */
async function rollback_confirm({ planning }, { ports, connection }) {
    const { facts, needsRelease, release, site } = planning;
    if (!needsRelease && facts.host.unverified === undefined)
        return;
    const confirmation = ports.readTemplate('host/program/rollout/confirm.py');
    const values = assignments({ PROGRAM: confirmation, ROOT: site.root, RELEASE: release });
    const program = `${values}exec python3 -BE -c "$PROGRAM" "$ROOT" "$RELEASE"`;
    await connection.run({ program, timeoutMs: 30_000, label: 'recording that the release is verified' });
}
/** Moves DNS records back to where they pointed before this run. */
async function moveBack({ moves, ports, timeline }) {
    const { runner, now } = ports;
    const begun = now();
    const { done, problem } = await moves.takeBack(moveBackMs);
    if (problem !== undefined)
        runner.warning(problem);
    if (done === undefined)
        return;
    runner.info(done);
    const hasMoved = timeline.results().some(({ kind, state }) => kind === 'move-records' && state !== 'not reached');
    if (problem === undefined && hasMoved)
        timeline.record('move-records', false, (now() - begun) / 1000);
}

;// CONCATENATED MODULE: ./.build/compiled/host/progress.js
const noProgress = { builds: new Map(), pulls: new Map() };
/** The progress after one more line. */
function advance(progress, line) {
    const { builds, pulls } = progress;
    switch (line.kind) {
        case 'layer':
            return progress;
        case 'pulling':
        case 'pulled':
            return { builds, pulls: new Map(pulls).set(line.image, line.kind === 'pulled') };
        case 'exporting': {
            const others = [...builds].filter(([image]) => image !== line.image);
            const stages = builds.get(line.image)?.stages ?? new Map();
            // Last, since the last one is what is shown when all are at their end.
            return { pulls, builds: new Map([...others, [line.image, { stages, isExporting: true }]]) };
        }
        case 'build-step': {
            const stages = builds.get(line.image)?.stages;
            // Steps that do not need each other run at the same time, and are reported in any order.
            const step = Math.max(line.step, stages?.get(line.stage)?.step ?? 0);
            const next = new Map(stages).set(line.stage, { step, of: line.of });
            return { pulls, builds: new Map(builds).set(line.image, { stages: next, isExporting: false }) };
        }
    }
}
/** `building app: step 7/12`; undefined: nothing has been reported yet. */
function progressText({ builds, pulls }) {
    const open = [...builds].filter(([, { isExporting }]) => !isExporting);
    const shown = open.length > 0 ? open : [...builds].slice(-1);
    const pulled = [...pulls.values()].filter(Boolean).length;
    const isPulling = pulled < pulls.size || builds.size === 0;
    const parts = [
        ...shown.map(([image, build]) => `building ${image === '' ? 'an image' : image}: ${buildText(build)}`),
        ...(pulls.size > 0 && isPulling ? [`pulling images: ${pulled} of ${pulls.size}`] : []),
    ];
    return parts.length === 0 ? undefined : parts.join('; ');
}
function buildText({ stages, isExporting }) {
    if (isExporting)
        return 'exporting the image';
    const all = [...stages.values()];
    // The base image that several builds share is reported for one of them, as step 1 of a stage that this one may not have.
    const begun = all.filter(({ step }) => step > 1);
    const counted = begun.length > 0 ? begun : all.slice(0, 1);
    const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
    return `step ${sum(counted.map(({ step }) => step))}/${sum(counted.map(({ of }) => of))}`;
}

;// CONCATENATED MODULE: ./.build/compiled/apply/step-log.js



const progressEveryMs = 5_000;
/** Of a step that failed: enough for a stack trace or a compiler's errors, and still a log that one reads. */
const mostLines = 200;
/** Steps whose output is that of docker or of a package manager, and what they do until one of these reports its progress. */
const FOLDED = { bootstrap: 'installing packages', build: 'preparing the release' };
/**
 * The log of the steps on the host. Output of package managers, builds and pulls is shown as one line of progress, and in full only
 * if the step fails, or with debug logging. Warnings of compose are collected: compose prints them with every command.
 */
class StepLog {
    #runner;
    #now;
    #known;
    #warnings = [];
    #otherWarnings = new Set();
    #fold;
    /** `known` are variables of which the plan has warned where it matters. */
    constructor(runner, now, known = new Set()) {
        this.#runner = runner;
        this.#now = now;
        this.#known = known;
    }
    begin(step, title) {
        this.#runner.info(`▸ ${title}`);
        const doing = this.#runner.isDebug ? undefined : FOLDED[step];
        this.#fold = doing === undefined ? undefined : new Fold(doing, this.#now());
    }
    /** `isWaiting`: the supervisor reports what the step waits for, since nothing else was printed. */
    line(text, isWaiting = false) {
        const warning = parseComposeWarning(text);
        if (warning !== undefined)
            this.#collect(warning);
        else if (this.#fold === undefined || isWaiting)
            this.#show(text);
        else
            this.#progress(this.#fold, text);
    }
    end(step, isWell, seconds) {
        if (isWell)
            this.#fold = undefined;
        this.showFolded();
        this.#runner.info(`${isWell ? '✓' : '✗'} ${step} (${seconds.toFixed(1)} s)`);
    }
    /** Shows the output of a step that did not end well, which was folded until now. */
    showFolded() {
        const fold = this.#fold;
        this.#fold = undefined;
        if (fold === undefined)
            return;
        if (fold.leftOut > 0)
            this.#show(`… ${fold.leftOut} earlier lines are left out; with debug logging all are shown`);
        fold.lines.forEach((line) => this.#show(line));
    }
    /** One warning for all that compose warned about, with what to do. */
    warn() {
        const advice = composeAdvice(this.#warnings, this.#known);
        this.#warnings.length = 0;
        if (advice !== undefined)
            this.#runner.warning(advice);
    }
    #collect(warning) {
        if (warning.kind !== 'other')
            this.#warnings.push(warning);
        else if (!this.#otherWarnings.has(warning.text)) {
            this.#otherWarnings.add(warning.text);
            this.#show(warning.text);
        }
    }
    #progress(fold, text) {
        const now = this.#now();
        fold.add(text);
        if (now - fold.shownMs < progressEveryMs)
            return;
        fold.shownMs = now;
        this.#show(fold.text(now));
    }
    #show(line) {
        this.#runner.info(`  │ ${line}`);
    }
}
/** The output of one step. */
class Fold {
    lines = [];
    #doing;
    #begunMs;
    #progress = noProgress;
    /** How many lines are not kept. */
    leftOut = 0;
    shownMs;
    constructor(doing, nowMs) {
        this.#doing = doing;
        this.#begunMs = nowMs;
        this.shownMs = nowMs;
    }
    add(text) {
        const found = parseToolLine(text);
        if (found !== undefined)
            this.#progress = advance(this.#progress, found);
        if (found?.kind === 'layer')
            return;
        this.lines.push(text);
        if (this.lines.length <= mostLines)
            return;
        this.lines.shift();
        this.leftOut += 1;
    }
    text(nowMs) {
        const seconds = Math.round((nowMs - this.#begunMs) / 1000);
        return `${progressText(this.#progress) ?? this.#doing}, ${seconds} s`;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/apply/deploy.js








/** Starts what a deploy begins with on the host, where it waits for the plan: it saves two round trips, and does nothing by itself. */
function prepareDeploy(connection, readTemplate) {
    connection.prepare(receiveProgram(readTemplate));
}
/**
 * Applies the plan and verifies the site from outside. If either fails, moved DNS records are moved back; if the site fails the check,
 * the host rolls back to the release that was last verified. `seen` is the visit that was made while inspecting.
 * @throws DeployError what failed first, whatever becomes of the way back
 */
async function deploy(plan, seen, work) {
    const { ports, connection, timeline, deadline, signal } = work;
    const { runner } = ports;
    let visit = plan.steps.length === 0 ? seen : undefined;
    const moves = new RecordMoves(ports.dns);
    const known = new Set(plan.planning.facts.repository.needs?.blankNames);
    const session = {
        ...{ ports, connection, moves, timeline, deadline, log: new StepLog(runner, ports.now, known) },
        onTrafficSwitched: () => {
            const { target, repository } = plan.planning.facts;
            ({ visit } = visitHost(ports.inputs, repository, { target, visit: ports.visit, signal }));
        },
    };
    let isApplied = false;
    try {
        if (plan.steps.length > 0)
            await runner.group('Deploy', () => apply(plan, session).finally(() => session.log.warn()));
        isApplied = true;
        const verified = await runner.group('Verify', () => verifySite(plan.check, visit, { say: runner.info, warn: runner.warning, settleMs: moves.settleMs, deadline }));
        await rollback_confirm(plan, session);
        const problem = await moves.keep();
        if (problem !== undefined)
            runner.warning(problem);
        return verified;
    }
    catch (error) {
        // Visitors first: where they came from they were served.
        await moveBack(session);
        const previous = isApplied ? lastVerified(plan) : undefined;
        if (previous === undefined)
            throw error;
        runner.info(`External check failed; rolling back to ${previous}.`);
        await runner
            .group('Roll back', () => rollBack(plan, previous, session))
            .catch((second) => runner.warning(`The rollback to ${previous} failed. ${(0,deploy_error/* explain */.WE)((0,deploy_error/* asDeployError */.y0)(second), runner.job.errorsPage)}`));
        throw error;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/apply/next-project.js


/**
 * What to plan again from, where the host was found to be otherwise than planned. Compose's own reading is taken once in a run.
 * @throws DeployError it is another failure, or compose contradicts itself
 */
function nextProject(error, { repository, planned, say }) {
    if ((0,deploy_error/* asDeployError */.y0)(error).code !== 'stale-plan')
        throw error;
    if (!(error instanceof Contradiction)) {
        say('Another run deployed in between: inspecting and planning again.');
        return { repository, unfinished: undefined };
    }
    if (planned.planning.facts.repository.unfinished !== undefined)
        throw error;
    say(repository.reading?.facts === undefined
        ? 'docker compose on the host has read the project: planning from its reading.'
        : `docker compose on the host reads the project differently: ${error.differs.join(', ')}. Planning again from its reading.`);
    return { repository: repository.told(error.project), unfinished: planned.release };
}

;// CONCATENATED MODULE: ./.build/compiled/deadline.js


function deadlineIn(timeoutMs, now) {
    const end = now() + timeoutMs;
    const bounded = (left, capMs) => {
        if (left > 0)
            return Math.min(left, capMs);
        throw new deploy_error/* DeployError */.sH({
            code: 'timed-out',
            what: `The run took longer than its timeout of ${Math.round(timeoutMs / 1000)} seconds`,
            why: 'The host finishes or rolls back the step in progress on its own.',
            hint: 'Check the times of the steps above; raise "timeout" if the slowest step needs it.',
        });
    };
    return {
        remainingMs: (capMs = Number.MAX_SAFE_INTEGER) => bounded(end - now(), capMs),
        workMs: (capMs = Number.MAX_SAFE_INTEGER, leastMs = 0) => {
            const left = end - now();
            return bounded(Math.max(left - (0,limit_table/* reserveMs */.VV)(timeoutMs), Math.min(left, leastMs)), capMs);
        },
    };
}

;// CONCATENATED MODULE: ./.build/compiled/observe/inspect.js


/**
 * Looks at the host and at the world. Where compose on the host read the same files otherwise than the runner when the current release was
 * made, its reading is used; a second look is needed only if other things have to be asked then.
 * @throws DeployError
 */
async function inspect(inputs, repository, { world, logins, ...at }, deadline) {
    const look = (of) => observe(inputs, of, { ...at, world: world(of), logins: logins(of) }, deadline);
    const seen = await look(repository);
    const known = remembered(repository, seen.facts.host.current);
    if (known === undefined)
        return { ...seen, repository };
    const { stack, images, reading } = known;
    if (JSON.stringify(hostQuestion(inputs, known)) === JSON.stringify(hostQuestion(inputs, repository))) {
        const facts = { ...seen.facts, repository: { ...seen.facts.repository, stack, images, reading } };
        return { ...seen, facts, repository: known };
    }
    return { ...(await look(known)), repository: known };
}
/** undefined: the runner's own reading holds, or something was changed since, so that it has to be confirmed anew. */
function remembered(repository, current) {
    const { reading, told } = repository;
    const confirmed = current?.confirmed;
    if (reading === undefined || reading.isTold || confirmed?.project === undefined)
        return undefined;
    if (confirmed.readingDigest !== reading.digest || confirmed.envDigest !== current?.envDigest)
        return undefined;
    try {
        return told(confirmed.project);
    }
    catch (error) {
        // A damaged record: what compose makes of the files is found out again.
        if (error instanceof deploy_error/* DeployError */.sH && error.code === 'host-program-failed')
            return undefined;
        throw error;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/tls/hsts.js
const day = 86_400;
/**
 * HSTS max-age values in seconds, and how long a value must have been in use, with HTTPS verified from outside, before the next
 * one. Early mistakes expire within minutes; one year is reached after about six weeks. Never with includeSubDomains: this
 * action does not manage the other names of the domain.
 */
const maxAgeSteps = [
    { maxAgeSeconds: 300, inUseSeconds: 0 },
    { maxAgeSeconds: day, inUseSeconds: day },
    { maxAgeSeconds: 30 * day, inUseSeconds: 7 * day },
    { maxAgeSeconds: 365 * day, inUseSeconds: 30 * day },
];
/** The HSTS max-age to serve: at most one step above the current one, and only if HTTPS is verified now. */
function nextHsts(current, isVerified, now) {
    if (current === undefined || current.maxAgeSeconds === 0)
        return maxAgeSteps[0]?.maxAgeSeconds ?? 0;
    const inUseSeconds = (now.getTime() - current.since.getTime()) / 1000;
    const next = maxAgeSteps.find((step) => step.maxAgeSeconds > current.maxAgeSeconds);
    const isRaised = isVerified && next !== undefined && inUseSeconds >= next.inUseSeconds;
    return isRaised ? next.maxAgeSeconds : current.maxAgeSeconds;
}

;// CONCATENATED MODULE: ./.build/compiled/native/names.js

/** A user's name has 32 characters at most (man useradd), and our prefix is one of them. */
const mostSiteLetters = 24;
function nativeNames({ project }) {
    const unit = `ehd-${project}`;
    return {
        unit,
        sockets: `/run/ehd/${project}`,
        state: `/var/lib/${unit}`,
        variables: variablesOf(project),
    };
}
/** nginx warns of its hash of variables where a name is longer than about 40 characters, and ours go on for 20 more. */
function variablesOf(project) {
    // A variable's name has no `-`; `_` is another one, so that two projects never come to the same name.
    const name = project.replace(/[-_]/g, (sign) => (sign === '-' ? '__' : '_1'));
    // No project begins with `_`, so no other one has this name.
    return name.length <= 12 ? `ehd_${name}` : `ehd__${(0,compiled_digest/* digestOf */.o)(project).slice(0, 8)}`;
}

;// CONCATENATED MODULE: ./.build/compiled/proxy/settings.js
const PLAIN = /^[A-Za-z0-9_.:/@~+-]+$/;
/**
 * The value itself, if a configuration file can hold it as one plain word; else throws. The inputs are checked long
 * before: this is the last door before text that nginx and compose would obey.
 */
function plainWord(what, value) {
    if (!PLAIN.test(value))
        throw new Error(`${what} cannot be written into a configuration file: ${JSON.stringify(value)}`);
    return value;
}

;// CONCATENATED MODULE: ./.build/compiled/proxy/dialect.js




/** templates/host/program/native/places.py has the same one. */
const RELOADING = '/run/ehd-nginx-reload';
/** For each server, also for what nginx answers before it has read a name. */
const NO_VERSION = 'server_tokens off;';
/** nginx in the container of the bundled reverse proxy: its image is ours, and so is its version. */
function containerDialect(read) {
    return {
        target: '[^/]+:[0-9]+',
        app: "'~/(?<edge_target>[^/]+:[0-9]+)/[^/]+$' $edge_target",
        http: NO_VERSION,
        noName: 'server_name _;',
        inServer: '',
        root: '',
        staticRoot: '/vol',
        tuning: read('proxy/nginx/tuning.conf'),
        listenHttp: (options) => `listen 80${options};`,
        listenTls: (options) => `listen 443 ssl${options};\nhttp2 on;`,
        rejects: true,
        reloading: undefined,
        prefix: undefined,
    };
}
/** The link that a deployment turns (templates/host/program/proxy/live_link.py). */
function liveLink(root) {
    return [root, 'edge', 'live', 'current'].join('/');
}
/** Versions of nginx from which on `hostDialect` is another one, the oldest first. */
const dialectVersions = ['0.0.0', '1.19.4', '1.25.1', '1.27.4'];
/** The distribution's nginx, which other sites may share. */
function hostDialect(site, { version, hasIpv6 }) {
    const names = nativeNames(site);
    const since = (minimum) => gte(coerce(version) ?? '0.0.0', minimum);
    const listen = (what, options) => [what, ...(hasIpv6 ? [`[::]:${what}`] : [])].map((each) => `listen ${each}${options};`).join('\n');
    const keepsIdle = since('1.27.4');
    const socket = `${plainWord('The site', names.sockets)}/$edge_target.sock`;
    return {
        target: 'unix',
        app: `'~/unix/(?<edge_target>[^/]+)$' unix:${socket}`,
        // A distribution's nginx.conf may have it for all servers, and nginx accepts it once.
        http: '',
        // Amazon's nginx.conf has a server of the name `_`: nginx warns of a second one.
        noName: '',
        // For each server, since all sites of the host share the level of `http`. templates/host/program/proxy/last_answers.py waits for
        // as long before a reload.
        inServer: [NO_VERSION, keepsIdle ? 'keepalive_min_timeout 65s;' : 'keepalive_timeout 20s;'].join('\n'),
        root: `root ${plainWord('The path', liveLink(site.root))};`,
        staticRoot: names.state,
        tuning: '',
        // `http2 on` came with 1.25.1, which made the option of `listen` a warning.
        listenHttp: (options) => listen('80', options),
        listenTls: (options) => since('1.25.1') ? `${listen('443 ssl', options)}\nhttp2 on;` : listen('443 ssl http2', options),
        rejects: since('1.19.4'),
        reloading: keepsIdle ? undefined : RELOADING,
        prefix: names.variables,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/proxy/template.js
const PLACEHOLDER = /\{\{([A-Za-z]\w*)\}\}/g;
/**
 * Fills in `{{name}}`. A value of several lines is indented as its placeholder is. Throws on a name that has no value
 * and on a value that no placeholder asks for: either is a mistake in the template or in its caller.
 */
function renderTemplate(template, values) {
    const unused = new Set(Object.keys(values));
    const text = template.replace(PLACEHOLDER, (placeholder, name, offset) => {
        const value = Object.hasOwn(values, name) ? values[name] : undefined;
        if (value === undefined)
            throw new Error(`The template asks for ${placeholder}, which has no value`);
        unused.delete(name);
        return value.trimEnd().replace(/\n(?!\n|$)/g, `\n${indentAt(template, offset)}`);
    });
    if (unused.size > 0)
        throw new Error(`The template does not use: ${[...unused].join(', ')}`);
    return text;
}
/** The blanks before the placeholder, if nothing else stands before it on its line. */
function indentAt(template, offset) {
    const before = template.slice(template.lastIndexOf('\n', offset - 1) + 1, offset);
    return before.trim() === '' ? before : '';
}

;// CONCATENATED MODULE: ./.build/compiled/proxy/render.js



/** What all sites of one nginx share; nginx reads it before them. */
const SHARED_FILE = '00-ehd.conf';
/** Two minutes for WebSockets, which may be quiet for longer than the usual one. */
const READ_SECONDS = { uwsgi: 60, http: 120 };
/**
 * The nginx configuration of a site. What belongs to it is always one file: renaming it into place is the whole change, so nginx never
 * reads half of the old and half of the new. Where sites share an nginx, what they have in common is a second file.
 */
function renderProxy(settings, read, dialect = containerDialect(read)) {
    if (settings.names.length === 0)
        throw new Error('A site needs at least one name');
    const challenge = read('proxy/nginx/challenge.conf');
    const shared = renderTemplate(read('proxy/nginx/shared.conf'), {
        ...{ target: dialect.target, app: dialect.app, tuning: dialect.tuning },
        visitors: renderVisitors(settings),
        reloadMaps: dialect.reloading === undefined ? '' : read('proxy/nginx/reload-maps.conf'),
        hsts: settings.tls && settings.hstsMaxAgeSeconds > 0 ? `max-age=${settings.hstsMaxAgeSeconds}` : '',
    });
    const { http, inServer, noName } = dialect;
    const host = renderTemplate(read('proxy/nginx/host.conf'), {
        ...{ challenge, http, inServer, noName },
        listen: dialect.listenHttp(' default_server'),
    });
    const listen = dialect.listenTls(' default_server');
    const reject = renderTemplate(read('proxy/nginx/reject.conf'), { listen, inServer, noName });
    const server = renderServer(settings, { read, dialect, challenge });
    if (dialect.prefix === undefined) {
        const own = [shared, host, read('proxy/nginx/container.conf'), server, ...(settings.tls ? [reject] : [])];
        return [{ path: 'site.conf', content: own.join('\n') }];
    }
    return [
        { path: SHARED_FILE, content: [host, ...(dialect.rejects ? [reject] : [])].join('\n') },
        { path: 'site.conf', content: withPrefix(`${shared}\n${server}`, dialect.prefix) },
    ];
}
function renderServer(settings, { read, dialect, challenge, }) {
    const site = {
        challenge,
        inServer: [dialect.inServer, dialect.root].filter(Boolean).join('\n'),
        content: renderContent(settings, read, dialect),
        listenHttp: dialect.listenHttp(''),
        names: settings.names.map((name) => plainWord('The name', name)).join(' '),
    };
    return settings.tls
        ? renderTemplate(read('proxy/nginx/https.conf'), {
            ...site,
            listen: dialect.listenTls(''),
            // Nobody asks it twice.
            redirect: dialect.reloading === undefined ? '' : 'keepalive_timeout 0;',
            maxBodySize: bodyLimit(settings),
            certificateName: plainWord('The certificate name', settings.certificateName),
        })
        : renderTemplate(read('proxy/nginx/http.conf'), site);
}
/** Variables, named groups and caches begin with `edge_`: under one name two sites would have the same ones. */
function withPrefix(text, prefix) {
    return text.replace(/\bedge_/g, `${prefix}_`);
}
/** How the visitor's address is found behind a CDN or load balancer; '' where this proxy is the outermost one. */
function renderVisitors({ trustedProxies }) {
    if (trustedProxies.length === 0)
        return '';
    const from = trustedProxies.map((network) => `set_real_ip_from ${plainWord('The network', network)};`);
    return ['', ...from, 'real_ip_header X-Forwarded-For;', 'real_ip_recursive on;', ''].join('\n');
}
function bodyLimit({ maxBodySize }) {
    return plainWord('The body limit', maxBodySize);
}
function renderContent(settings, read, dialect) {
    const { staticRoot, reloading } = dialect;
    const waiting = (usual) => ({ readTimeout: `${settings.readSeconds ?? usual}s` });
    const overHttp = (scheme) => renderTemplate(read('proxy/nginx/pass-http.conf'), { scheme, ...waiting(READ_SECONDS.http) });
    const next = reloading === undefined
        ? { reload: '', next: '$edge_pass', staticFile: '$uri', staticNext: '$edge_pass' }
        : {
            reload: renderTemplate(read('proxy/nginx/reload.conf'), { reloading, staticRoot }),
            ...{ next: '$edge_next', staticFile: '$edge_static_file', staticNext: '$edge_static_next' },
        };
    return renderTemplate(read('proxy/nginx/content.conf'), {
        ...{ staticRoot, ...next },
        maxBodySize: bodyLimit(settings),
        http: overHttp('http'),
        // Inside the host, with a certificate that nobody signed: nginx does not verify it unless told to.
        https: `${overHttp('https')}\nproxy_ssl_server_name on;\nproxy_ssl_name $host;`,
        uwsgi: renderTemplate(read('proxy/nginx/pass-uwsgi.conf'), waiting(READ_SECONDS.uwsgi)),
    });
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/proxy-config.js


/** The bundled reverse proxy's configuration as it has to be on the host. Pure. */
function bundledProxyConfig(request) {
    const { maxBodySize, trustedProxies, readSeconds, site, names, tls, hstsSeconds } = request;
    const { certificateName } = site;
    const settings = {
        ...{ names, maxBodySize, trustedProxies, readSeconds, tls, certificateName },
        hstsMaxAgeSeconds: hstsSeconds,
    };
    const files = renderProxy(settings, request.readTemplate, request.dialect);
    const since = [...(request.dialects ?? [])].map(([version, dialect]) => ({
        version,
        files: renderProxy(settings, request.readTemplate, dialect),
    }));
    return { files, since, digest: folderDigest(files), tls, hstsSeconds };
}
/** As observe.sh computes it: sha256 over `sha256sum`'s lines of the files, sorted by name. */
function folderDigest(files) {
    const line = ({ path, content }) => `${proxy_config_sha256(content)}  ./${path}\n`;
    return proxy_config_sha256([...files]
        .sort((a, b) => (a.path < b.path ? -1 : 1))
        .map(line)
        .join(''));
}
function proxy_config_sha256(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/mounts.js


/** The mounts of a service, in compose's long form. */
function readMounts(volumes) {
    return (volumes ?? []).map(readMount);
}
/** Where in its container a service mounts anything: volumes, directories and tmpfs. Paths without a final slash. */
function mountTargets({ volumes, tmpfs } = {}) {
    const mounted = readMounts(volumes).map(({ target }) => target);
    // One text, or a list of them: `/run:size=64m`.
    const inMemory = [tmpfs ?? []].flat().map((line) => value_textOf(line).split(':')[0] ?? '');
    return [...mounted, ...inMemory].map((target) => trimSlash(external_node_path_.posix.normalize(target)));
}
/** Binds of what lies in the repository, `folder` being where the compose file lies. The last mount of a target is the one in effect. */
function repositoryBinds(mounts, folder) {
    const effective = new Map(mounts.map((mount) => [mount.target, mount]));
    return [...effective.values()].flatMap(({ kind, source, target, readOnly, bind }) => {
        const path = kind === 'bind' ? repositoryPath(source, folder) : undefined;
        return path === undefined ? [] : [{ path, target, readOnly, bind }];
    });
}
/** A path as a compose file in `folder` writes it, relative to the repository's root; undefined: it lies outside. */
function repositoryPath(source, folder) {
    if (source === '' || /^[/~]/.test(source))
        return undefined;
    const path = external_node_path_.posix.join(folder, source).replace(/\/+$/, '');
    if (path === '..' || path.startsWith('../'))
        return undefined;
    return path === '.' ? '' : path;
}
/** Whether a relative source leads out of the repository. */
function isOutside(source, folder) {
    return source !== '' && !/^[/~]/.test(source) && repositoryPath(source, folder) === undefined;
}
function readMount({ type, source = '', target, read_only: readOnly, bind = {} }) {
    // That the source is made is what happens anyway.
    const { create_host_path: isMade, ...options } = bind;
    const rest = {
        ...{ source, target: trimSlash(target), readOnly: readOnly === true },
        bind: isMade === undefined || isMade === true ? options : bind,
    };
    if (type === 'bind')
        return { kind: 'bind', ...rest };
    if (type !== 'volume')
        return { kind: 'other', ...rest };
    return { kind: source === '' ? 'anonymous' : 'volume', ...rest };
}
function trimSlash(path) {
    return path.length > 1 ? path.replace(/\/+$/, '') : path;
}

;// CONCATENATED MODULE: ./.build/compiled/proxy/compose.js



/** `edge.compose.yml`: nginx and certbot, as an override file of the app's compose file. */
function renderProxyCompose(settings, read) {
    const shared = `${bundledNames.staticVolume}:${bundledFolders.static}`;
    return renderTemplate(read('proxy/edge.compose.yml'), {
        ...bundledNames,
        proxyImage: PROXY_IMAGE,
        webroot: bundledFolders.webroot,
        staticFolder: bundledFolders.static,
        appService: plainWord('The app service', settings.appService),
        appVolumes: JSON.stringify(settings.sharesStatic ? [shared] : []),
        edgeFolder: plainWord('The proxy folder', settings.edgeFolder),
    });
}
/** `app.compose.yml`: the app of a repository that has only a Dockerfile. The app is told the names of its site. */
function renderAppCompose(settings, read) {
    return renderTemplate(read('proxy/app.compose.yml'), {
        appService: plainWord('The app service', settings.appService),
        domain: plainWord('The domain', settings.domain),
        aliases: settings.aliases.map((alias) => plainWord('The alias', alias)).join(','),
        storageMount: settings.storage === undefined ? '' : `- ${JSON.stringify(`storage:${settings.storage}`)}`,
        storageVolume: settings.storage === undefined ? '' : 'storage:',
    });
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/bundled.js




/** The bundled compose files, with this site's names in them. */
function bundledCompose({ domain, aliases }, stack, { site, read }) {
    const appService = stack.entry.service;
    const sharesStatic = !hasOwnStatic(stack);
    return {
        app: renderAppCompose({ appService, domain, aliases, storage: stack.storage }, read),
        edge: renderProxyCompose({ appService, edgeFolder: `${site.root}/edge`, sharesStatic }, read),
    };
}
/** Whether the app mounts something of its own where the static files are shared, or around it: a mount of ours would hide that. */
function hasOwnStatic({ entry, config }) {
    return mountTargets(config.services[entry.service]).some((target) => data_isWithin(bundledFolders.static, target));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/mount-sources.js


/** For mounts, secrets and configs: what outlives releases, and files of the input `files`. */
function mountSources(root, data, placed) {
    return (path) => {
        const file = privateFile(placed, path);
        if (file !== undefined)
            return literal(privatePath(root, file));
        return data.some((place) => place.path === path) ? literal(sharedPath(root, path)) : undefined;
    };
}
/** What somebody prepared on the host, at the paths that were inspected: less what the running release put there. */
function preparedPlaces({ data, current }) {
    return new Map([...data.places].filter(([path]) => current?.inputFiles?.has(path) !== true));
}
/** For env files: files of the input `files`, and what somebody prepared on the host. `tracked` has the paths of the release. */
function envFileSources(root, placed, { places, tracked }) {
    return (path) => {
        const file = privateFile(placed, path);
        if (file !== undefined)
            return literal(privatePath(root, file));
        if (path.startsWith('/') || tracked.has(path) || placed.some((one) => one.path === path))
            return undefined;
        const kind = places.get(path);
        if (kind === 'shared')
            return literal(sharedPath(root, path));
        return kind === 'by-hand' ? literal(`${root}/${path}`) : undefined;
    };
}
function privateFile(placed, path) {
    return placed.find((file) => file.path === path && file.place === 'private');
}
function sharedPath(root, path) {
    return path === '' ? `${root}/shared` : `${root}/shared/${path}`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/env.js
/** The repository's own `.env` with the inputs over it; undefined: no input is given, so nothing is merged. Pure. */
function releaseEnv(given, tracked = []) {
    if (given === undefined)
        return undefined;
    const keys = new Set(given.map(({ key }) => key));
    const kept = tracked.filter(({ key }) => !keys.has(key));
    return {
        entries: [...kept, ...given],
        tracked: kept.length,
        given: given.length,
        replaced: tracked.length - kept.length,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/name.js
/** A release is called after when it was made and from what: `20261122T104500Z-1a2b3c4`. Names sort by time. */
function releaseName(now, sha) {
    const time = now
        .toISOString()
        .replace(/[-:]/g, '')
        .replace(/\.\d+Z$/, 'Z');
    const commit = /^[0-9a-f]{7,}$/i.test(sha) ? sha.slice(0, 7).toLowerCase() : 'unknown';
    return `${time}-${commit}`;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/network-mode.js

/** Docker's own network, in which containers do not find each other by name; `default` is another word for it. */
const DEFAULT_BRIDGE = ['bridge', 'default'];
/** A service's `network_mode` where it keeps the service out of all networks of the project; undefined: it does not. */
function foreignNetwork(mode) {
    return mode === undefined || mode === '' || DEFAULT_BRIDGE.includes(mode) ? undefined : mode;
}
/**
 * Services that have to move from Docker's default network into that of the project, since the entry is there and our proxy reaches it
 * through the project's: the entry, and with it those that it may be linked with. Pure.
 */
function movedServices({ kind, config, entry }) {
    const isOnBridge = (mode) => DEFAULT_BRIDGE.includes(mode);
    if (kind !== 'app' || !isOnBridge(config.services[entry.service]?.network_mode))
        return [];
    return allServices(config).flatMap(([name, { network_mode: mode }]) => (isOnBridge(mode) ? [name] : []));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/entry-settings.js



/**
 * What is laid over the entry: it gets its release's name, and behind our proxy the containers of a release have a name of their own in
 * the network. What would keep two of them from running at the same time goes (docker compose 2.24.4: `!reset` and `!override`). Pure.
 */
function entrySettings(stack, { release, keepsPorts }) {
    const environment = { RELEASE: release };
    if (stack.kind === 'whole')
        return { environment };
    const behind = behindProxy(stack, keepsPorts);
    return {
        environment,
        networks: networks(stack, release, behind),
        ...(behind.dropped.length === 0
            ? {}
            : { ports: behind.kept.length === 0 ? removedList() : replacedList(behind.kept) }),
        ...(behind.containerName === undefined ? {} : { container_name: removedValue() }),
    };
}
/** Whoever asks for the container by its old name still finds it, in each network that it is in. */
function networks(stack, release, { containerName }) {
    const own = Object.keys(stack.config.services[stack.entry.service]?.networks ?? {});
    const old = containerName === undefined ? [] : [literal(containerName)];
    const others = old.length === 0 ? [] : own.filter((name) => name !== 'default');
    return {
        default: { aliases: [`release-${release.toLowerCase()}`, ...old] },
        ...Object.fromEntries(others.map((name) => [name, { aliases: old }])),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/input-files.js


/**
 * What the compose file names is kept outside of the release's directory, which is a build context. The rest is where a build, or a mount of
 * a directory, finds it. Pure.
 */
function placeInputFiles(files, stack, data) {
    const binds = stack.services.flatMap((service) => service.binds);
    const envFiles = envFilePaths(stack);
    return files.map(({ path, digest }) => {
        const around = [...binds, ...stack.deviceVolumes].filter((mount) => mount.path !== path && data_isWithin(path, mount.path));
        const isOfRelease = around.some((mount) => !data.some((place) => place.path === mount.path));
        const own = binds.filter((bind) => bind.path === path);
        const isContent = stack.contentFiles.some((file) => file.path === path);
        const isNamed = around.length > 0 || own.length > 0 || isContent || envFiles.includes(path);
        const isWritten = around.length > 0 || own.some(({ readOnly }) => !readOnly);
        const mode = isWritten ? 0o644 : own.length > 0 || isContent ? 0o444 : 0o600;
        return { path, digest, place: isNamed && !isOfRelease ? 'private' : 'tree', mode };
    });
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/mounts-digest.js


/**
 * Paths of mounts stay the same from release to release (they go through `current`), so compose would not see that the files behind them
 * changed, nor those of secrets and configs: a label with their digest makes it start just those services again. undefined: there are none.
 */
function mountsDigest({ services, contentFiles, config }, name, { files, placed }) {
    const body = config.services[name] ?? config.inactive[name];
    const used = ['secrets', 'configs'].flatMap((section) => (body?.[section] ?? []).flatMap(({ source }) => contentFiles.flatMap((file) => (file.section === section && file.key === source ? [file.path] : []))));
    const binds = services.find((service) => service.name === name)?.binds ?? [];
    const mounts = [...binds.map(({ path }) => path), ...used];
    if (mounts.length === 0)
        return undefined;
    const isMounted = ({ path }) => mounts.some((mount) => data_isWithin(path, mount));
    const lines = [
        ...files.filter(isMounted).map((file) => `${file.path} ${file.kind === 'file' ? file.blob : file.target}`),
        ...placed.filter(isMounted).map(({ path, digest }) => `${path} ${digest}`),
    ];
    return lines.length === 0 ? undefined : (0,compiled_digest/* digestOf */.o)(lines.join('\n'));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/service-settings.js


/** How the image of a repository without a compose file is built, laid over the bundled compose file. */
function buildSettings({ dockerfile, target, args }) {
    const build = {
        ...(dockerfile === undefined ? {} : { dockerfile: literal(dockerfile) }),
        ...(target === undefined ? {} : { target }),
        ...(args.length === 0 ? {} : { args: Object.fromEntries(args.map(({ name, value }) => [name, literal(value)])) }),
    };
    return Object.keys(build).length === 0 ? {} : { build };
}
/**
 * A service that a profile starts is started without one: whatever runs compose on the host, a renewal or somebody by hand, then sees
 * the same services, without being told the profiles.
 */
function startedAlways({ config }, name) {
    const profiles = config.services[name]?.profiles ?? [];
    if (profiles.length === 0)
        return {};
    return { profiles: removedList() };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/replicas.js
/** Containers that a service declares. */
function replicasIn({ scale, deploy }) {
    return scale ?? deploy?.replicas ?? 1;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/proxy-ports.js


const proxy_ports_PROXY_PORTS = ['80', '443'];
/** Ports of the host that belong to the bundled proxy, of services that are not the entry: their own proxy, which is passed by. */
function droppedPorts({ kind, config, entry }, service) {
    const body = config.services[service];
    if (kind !== 'app' || service === entry.service || body === undefined || replicasIn(body) === 0)
        return [];
    return (body.ports ?? []).filter(({ published }) => proxy_ports_PROXY_PORTS.includes(published ?? ''));
}
/** What is laid over such a service. Pure. */
function withoutProxyPorts(stack, service) {
    const dropped = droppedPorts(stack, service);
    if (dropped.length === 0)
        return {};
    const kept = (stack.config.services[service]?.ports ?? []).filter((port) => !dropped.includes(port));
    return { ports: kept.length === 0 ? removedList() : replacedList(kept) };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/persistent.js


/**
 * The mounts of a service that lead out of the release's directory. Compose replaces a mount by a later file's of the same target, so
 * nothing stands in that directory for them: a build context holds the repository's files and nothing else.
 */
function persistentMounts(service, sourceOf) {
    const volumes = (service?.binds ?? []).flatMap(({ path, target, readOnly, bind }) => {
        const source = sourceOf(path);
        if (source === undefined)
            return [];
        const mount = { type: 'bind', source, target: literal(target) };
        return [
            { ...mount, ...(readOnly ? { read_only: true } : {}), ...(Object.keys(bind).length === 0 ? {} : { bind }) },
        ];
    });
    return volumes.length === 0 ? {} : { volumes };
}
/** Top-level sections of which something lies elsewhere than in the release's directory. */
function persistentSections({ deviceVolumes, contentFiles }, sourceOf) {
    const section = (name) => contentFiles.flatMap(({ section: of, key, path }) => {
        const file = of === name ? sourceOf(path) : undefined;
        return file === undefined ? [] : [[key, { file }]];
    });
    const volumes = deviceVolumes.map(({ key, path, options }) => [key, { driver_opts: { ...options, device: sourceOf(path) } }]);
    const all = { volumes, secrets: section('secrets'), configs: section('configs') };
    return Object.fromEntries(Object.entries(all).flatMap(([name, entries]) => entries.length === 0 ? [] : [[name, Object.fromEntries(entries)]]));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/overlay.js














/** Decides which compose files a release is run with. Pure. */
function overlayOf(request) {
    const { stack, bundled } = request;
    const ours = [
        ...(stack.kind === 'dockerfile' ? [{ path: 'app.compose.yml', content: bundled.app }] : []),
        ...(stack.kind === 'whole' ? [] : [{ path: 'edge.compose.yml', content: bundled.edge }]),
    ];
    const built = builtImages(request);
    const given = new Set(request.inputFiles.map(({ path }) => path));
    const data = dataPlaces(stack, request.files, { before: request.placesBefore, given });
    const placed = placeInputFiles(request.inputFiles, stack, data);
    const settings = {
        name: 'release.compose.yml',
        of: (release) => releaseSettings(request, { built, data, placed, release }),
    };
    const theirs = stack.composeFiles;
    return {
        composeFiles: theirs,
        files: () => [...ours, { path: settings.name, content: (0,dist/* stringify */.As)(settings.of(request.release)) }],
        built,
        data,
        placed,
        digest: (0,compiled_digest/* digestOf */.o)(JSON.stringify([
            ...[theirs, ours, settings.of('RELEASE'), built, data.map(({ path }) => path), askedAt(request)],
            ...(placed.length === 0 ? [] : [placed]),
        ])),
    };
}
/** How our proxy reaches the app: a change is a new release, since it takes effect with the switch and goes with a rollback. */
function askedAt({ stack }) {
    const { ports, protocol } = stack.entry;
    return stack.kind === 'whole' ? [] : [...ports, protocol ?? ''];
}
function builtImages({ stack, site }) {
    if (stack.kind === 'dockerfile')
        return [builtImage(site, stack.entry.service, stack.entry.service, undefined)];
    // A service of a profile is only run by hand; but the certificate's, which we run.
    const used = stack.services.filter(({ name, hasProfile }) => !hasProfile || name === site.certbotService);
    const builders = used.filter(({ isBuilt }) => isBuilt);
    return used.flatMap((service) => {
        const declared = service.image;
        if (service.isBuilt)
            return [builtImage(site, service.name, service.name, declared)];
        // A worker that runs the app's image by its declared name has to change together with the app.
        const builder = declared === undefined ? undefined : builders.find(({ image }) => image === declared);
        return builder === undefined ? [] : [builtImage(site, service.name, builder.name, undefined)];
    });
}
function builtImage(site, service, builtBy, declared) {
    return { service, builtBy, repository: imageRepository(site.project, builtBy), declared };
}
/** What a compose file says of the release's services. */
function releaseSettings(request, { built, data, placed, release }) {
    const { stack, keepsPorts, site, files } = request;
    const entry = stack.entry.service;
    const sourceOf = mountSources(site.root, data, placed);
    const tracked = new Set(files.map(({ path }) => path));
    const envSourceOf = envFileSources(site.root, placed, { places: request.hostPlaces, tracked });
    const names = stack.kind === 'dockerfile' ? [entry] : stack.services.map(({ name }) => name);
    const services = names.map((name) => {
        const image = built.find(({ service }) => service === name);
        const service = stack.services.find((found) => found.name === name);
        const mounts = mountsDigest(stack, name, { files, placed });
        const tagged = image === undefined ? {} : { image: `${image.repository}:${release}` };
        const labels = {
            ...(mounts === undefined ? {} : { 'ec2-https-deploy.mounts': mounts }),
            ...(name === entry ? { 'ec2-https-deploy.release': release } : {}),
            ...(name === entry ? { 'ec2-https-deploy.replicas': `${service?.replicas ?? 1}` } : {}),
        };
        const labelled = Object.keys(labels).length === 0 ? {} : { labels };
        const mounted = { ...persistentMounts(service, sourceOf), ...envFileSettings(stack, name, envSourceOf) };
        const made = stack.kind === 'dockerfile' ? buildSettings(request.build) : startedAlways(stack, name);
        return [
            name,
            {
                ...made,
                ...tagged,
                ...labelled,
                ...mounted,
                ...withoutProxyPorts(stack, name),
                ...(movedServices(stack).includes(name) ? { network_mode: removedValue() } : {}),
                ...(name === entry ? entrySettings(stack, { release, keepsPorts }) : {}),
            },
        ];
    });
    return {
        services: Object.fromEntries(services.filter(([, content]) => Object.keys(content).length > 0)),
        ...persistentSections(stack, sourceOf),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/image-name.js
/** Last parts of names that say nothing by themselves: `mssql/server` is called by the part before. */
const GENERIC = /^(?:server|db|database|edge|express|free|enterprise|all-in-one|standalone|core|community|ui)$/;
/** How an image calls its product, without registry, tag and digest: `docker.io/bitnami/postgresql:16` is `postgresql`. */
function productOf(image) {
    const [last = '', owner] = image_name_partsOf(image);
    return owner !== undefined && GENERIC.test(last) ? `${owner}/${last}` : last;
}
/** Whose image it is: `grafana` of `docker.io/grafana/tempo`; '' for an official one. */
function ownerOf(image) {
    return image_name_partsOf(image)[1] ?? '';
}
/** The parts of the name, the last one first. */
function image_name_partsOf(image) {
    const [name = ''] = image.toLowerCase().split('@');
    return name
        .replace(/:[^:/]*$/, '')
        .split('/')
        .reverse();
}
/** A pattern for any of these words, which spaces and line breaks separate. */
function anyOf(words) {
    return `(?:${words.trim().split(/\s+/).join('|')})`;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/stores.js

/** Databases, caches, brokers, search engines, object stores, and servers of language models, by the names of their images. */
const PRODUCTS = anyOf(`
  postgres postgresql postgis pgvector pgautoupgrade timescaledb timescale mysql mariadb percona mssql azure-sql-[a-z]+ sqlserver oracle db2 firebird
  mongo mongodb ferretdb couchdb couchbase ravendb rethinkdb arangodb orientdb surrealdb edgedb neo4j memgraph cassandra scylla scylladb
  cockroach cockroachdb yugabyte yugabytedb tidb influxdb clickhouse questdb tarantool aerospike foundationdb immudb dynamodb
  redis redisearch redisjson rejson valkey keydb dragonfly garnet kvrocks memcached hazelcast ignite etcd zookeeper
  rabbitmq activemq artemis kafka redpanda pulsar rocketmq nats mosquitto emqx hivemq vernemq beanstalkd nsq
  elasticsearch opensearch solr meilisearch typesense manticore manticoresearch zincsearch quickwit
  chroma chromadb qdrant weaviate milvus minio seaweedfs azurite localstack s3mock fake-gcs-server
  pgbouncer pgpool pgcat proxysql maxscale schema-registry ksqldb ollama localai vllm text-generation-inference text-embeddings-inference
`);
/** All of whose images are stores. */
const OWNERS = new RegExp(`^${anyOf('debezium confluentinc dxflrs valeriansaliou chrislusf')}$`);
/** What may stand before such a name, and behind it. */
const BEFORE = anyOf('cp docker eclipse amazon custom enterprise my');
const BEHIND = anyOf(`
  server ha ssl alpine stack cluster sentinel repmgr community enterprise oss ce ee standalone single node replica replication primary
  secondary master slave db database local atlas free xe express slim management native kraft broker artemis classic streaming openai
  gis postgis vector pgvector pg arm64 amd64 x86 with for extensions custom aio pro connect rest
`);
const STORE = new RegExp(String.raw `^(?:${BEFORE}[-_])?${PRODUCTS}(?:[-_.]?v?\d[\d.]*|[-_/]${BEHIND}\d*)*$`);
/** `container-registry.oracle.com/database/free`. */
const ORACLE = /^database\/(?:free|express|enterprise)$/;
/** What shows, copies or measures what a store keeps, under the store's name. */
const BESIDE = new RegExp(`^${PRODUCTS}[-_](?:.*[-_])?${anyOf('exporter backup backups commander insight ui gui dashboard dashboards admin browser manager viewer console cron')}(?:[-_].*)?$`);
/** Names of services that are stores where their images do not show it. */
const stores_NAMES = new RegExp(String.raw `^(?:.*[-_])?${anyOf('db database postgres postgresql mysql mariadb mongo mongodb redis cache memcached rabbitmq kafka zookeeper broker elasticsearch minio')}\d*$`);
/** Whether an image keeps data, or serves other services in the same way. */
function isStore(image) {
    const product = productOf(image);
    return STORE.test(product) || ORACLE.test(product) || (OWNERS.test(ownerOf(image)) && !isBesideStore(image));
}
/** Whether an image is a tool for what a store keeps. */
function isBesideStore(image) {
    return BESIDE.test(productOf(image));
}
function isStoreName(service) {
    return stores_NAMES.test(service);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/ports.js

/** The TCP ports of the host that `ports:` takes; a range gives each of its ports, one that the engine chooses gives none. */
function publishedPorts(ports) {
    if (!Array.isArray(ports))
        return [];
    return ports.flatMap((port) => {
        if (typeof port === 'string')
            return readShort(port);
        return isMapping(port) && port['protocol'] !== 'udp' ? readRange(port['published']) : [];
    });
}
/** `[address:][published:]target[/protocol]` */
function readShort(text) {
    const [mapping = '', protocol = 'tcp'] = text.split('/');
    const parts = mapping.replace(/^\[[^\]]*\]:/, '').split(':');
    return protocol === 'tcp' && parts.length > 1 ? readRange(parts.at(-2)) : [];
}
function readRange(value) {
    if (typeof value !== 'string' && typeof value !== 'number')
        return [];
    const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(String(value).trim());
    if (match === null)
        return [];
    const [low, high] = [Number(match[1]), Number(match[2] ?? match[1])];
    return high > 65535 ? [] : Array.from({ length: Math.max(0, high - low + 1) }, (_, index) => low + index);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/single-writer.js





/** Programs that do each thing at its time: two of them do it twice. */
const SCHEDULERS = /\bcelery\b.*(\bbeat\b|\s-B\b|\s--beat\b)|\b(crond|supercronic|ofelia|rqscheduler|django-cron|clockwork)\b/;
/**
 * Why a service must never run twice at the same time, not even for a moment, as the end of a sentence that begins with its
 * name; undefined: nothing in its compose file says so.
 */
function singleBecause(body) {
    const { image, network_mode: mode } = body;
    if (typeof body['container_name'] === 'string')
        return 'has a container_name';
    if (publishedPorts(body['ports']).length > 0)
        return 'publishes a port of the host';
    const network = foreignNetwork(typeof mode === 'string' ? mode : undefined);
    if (network !== undefined)
        return `has network_mode ${network}`;
    if (hasOwnAddress(body['networks']))
        return 'has an address of its own in a network';
    if (SCHEDULERS.test(`${wordsOf(body['entrypoint'])} ${wordsOf(body['command'])}`))
        return 'is a scheduler';
    if (typeof image === 'string' && isStore(image))
        return 'keeps data that two would break';
    if (readMounts(body['volumes']).some(({ kind }) => kind === 'anonymous'))
        return 'keeps files in an anonymous volume, which only its own successor inherits';
    return isStopFirst(body['deploy']) ? 'asks for stop-first in deploy.update_config' : undefined;
}
function hasOwnAddress(networks) {
    if (!isMapping(networks))
        return false;
    return Object.values(networks).some((network) => isMapping(network) && (network['ipv4_address'] ?? network['ipv6_address']) !== undefined);
}
function wordsOf(command) {
    return Array.isArray(command) ? command.join(' ') : typeof command === 'string' ? command : '';
}
/** Compose itself takes no notice of it, and Swarm's default is the same; so only who writes it down asks for it. */
function isStopFirst(deploy) {
    const update = isMapping(deploy) ? deploy['update_config'] : undefined;
    return isMapping(update) && update['order'] === 'stop-first';
}

;// CONCATENATED MODULE: ./.build/compiled/compose/update-order.js


/**
 * Why the app's new containers cannot start beside the old ones, as a sentence's end after the service's name; undefined: they
 * can. Only our own proxy finds the new ones; and some services must never run twice.
 */
function notRolledBecause(stack, keepsPorts) {
    if (stack.kind === 'whole')
        return 'is behind a proxy of its own stack, which would not find the new one';
    const body = entryBody(stack, keepsPorts);
    return body === undefined ? undefined : singleBecause(body);
}
/** What becomes of each service when a release takes over from another, for the person who reads the plan. */
function changeoverText(stack, why) {
    const appService = stack.entry.service;
    const app = why === undefined
        ? `${appService} starts first; the old container finishes in-flight requests, then stops`
        : `${appService} is replaced (stop-first, a short gap), since it ${why}`;
    const others = stack.services.filter(({ name, hasProfile, replicas }) => name !== appService && !hasProfile && replicas > 0);
    if (others.length === 0)
        return app;
    return `${app}; kept unless the release changes them: ${others.map((one) => told(one, stack)).join(', ')}`;
}
/** Only the entry starts next to its old containers: the app behind a web server of the stack is down between the two. */
function told({ name, singleBecause }, { entry, commandService }) {
    if (name === commandService)
        return `${name} (behind ${entry.service}: stop-first, a short gap)`;
    return singleBecause === undefined ? name : `${name} (never run twice: ${singleBecause})`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/release/stop-first.js


/** `.env.prod.db` is an env file of a database service: a usual name in tutorials. */
const DATABASE = /(?<!(^|\/)\.env[^/]*)(\.(sqlite3?|db3?|mdb|duckdb|mv\.db|rdb|realm)|(^|\/)(PG_VERSION|ibdata1|WiredTiger))$/i;
/**
 * Why the app of the release before must end before the new one starts, as the end of a sentence that begins with the service's
 * name; undefined: both may run for a moment. A database in a file or a volume has one writer at a time.
 */
function stopFirstBecause(stack, keepsPorts, files, data) {
    const appService = stack.entry.service;
    const declared = notRolledBecause(stack, keepsPorts);
    if (declared !== undefined)
        return declared;
    const found = data.databases.find(({ service }) => service === appService);
    if (found !== undefined)
        return `has a database file (${found.what}), which must have one writer at a time`;
    if (data.anonymous.includes(appService)) {
        return 'keeps files in an anonymous volume, which only its own successor inherits';
    }
    const binds = stack.services.find(({ name }) => name === appService)?.binds ?? [];
    const writable = binds.filter(({ readOnly }) => !readOnly);
    const tracked = files.find(({ path }) => DATABASE.test(path) && writable.some((bind) => data_isWithin(path, bind.path)));
    return tracked && `has the database file ${shown(tracked.path)} mounted, which must have one writer at a time`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/native/host-native.js
/** What the host program reads of a native release. */
function hostNative({ project, names, venv, python, systemPackages }, { domain, aliases }) {
    const { folder, server, workers, requirements, staticCommand, environment } = project;
    return {
        name: names.unit,
        folder,
        start: server.command,
        workers,
        venv,
        requirements: requirements.files,
        packages: requirements.packages,
        python: python.program,
        system_packages: systemPackages,
        static_command: staticCommand ?? '',
        // As containers of a Dockerfile get them: settings name the site's hosts by these.
        environment: { DOMAIN: domain, DOMAIN_ALIASES: aliases.join(','), ...Object.fromEntries(environment) },
        memory_max_bytes: null,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/host-target.js


function hostTarget({ inputs, facts, site, stopFirst, native }) {
    const { bootstrap, limits, workspace, healthPath } = inputs;
    const { stack } = facts.repository;
    const { service, ports, hasSurePorts, protocol } = stack.entry;
    const replicas = replicasOf(stack, service);
    return {
        ...{ site, limits, workspace, mayInstall: bootstrap, current: facts.host.current?.name ?? '' },
        programDigest: facts.host.programDigest,
        native: native && hostNative(native, inputs),
        app: { service, ports, hasSurePorts, protocol, healthPath, replicas, startsFirst: stopFirst === undefined },
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/phases.js

/**
 * Lays steps out in phases, in their order. Changes of the DNS propagate while the host works: they are the only steps that run in parallel.
 * Pure.
 */
function phasesOf(steps) {
    const records = steps.filter(isRunnerStep).filter(isEarly);
    const parts = runs(steps.filter((step) => !isEarly(step)));
    const phases = parts.map((part) => ({ parts: [part] }));
    if (records.length === 0)
        return phases;
    const own = { where: 'runner', steps: records };
    const firstCheck = parts.findIndex(({ where, steps: taken }) => where === 'runner' && taken.some(needsRecords));
    const alongside = parts
        .slice(0, firstCheck === -1 ? undefined : firstCheck)
        .findLastIndex(({ where }) => where === 'host');
    if (alongside === -1)
        return [{ parts: [own] }, ...phases];
    return phases.map((made, index) => (index === alongside ? { ...made, parts: [own, ...made.parts] } : made));
}
const EARLY = ['create-zone', 'records', 'set-name-servers', 'lower-ttl'];
function isEarly({ kind }) {
    return EARLY.includes(kind);
}
function needsRecords({ kind }) {
    return kind === 'move-records' || kind === 'preflight';
}
/** Neighbours that are taken in the same place, together. */
function runs(steps) {
    const parts = [];
    for (const step of steps) {
        const last = parts.at(-1);
        if (isHostStep(step)) {
            if (last?.where === 'host')
                parts[parts.length - 1] = { where: 'host', steps: [...last.steps, step] };
            else
                parts.push({ where: 'host', steps: [step] });
        }
        else if (isRunnerStep(step)) {
            if (last?.where === 'runner')
                parts[parts.length - 1] = { where: 'runner', steps: [...last.steps, step] };
            else
                parts.push({ where: 'runner', steps: [step] });
        }
    }
    return parts;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/site-check.js


function siteCheck({ inputs, facts, site, release }) {
    return {
        names: (0,inputs_inputs/* namesOf */.eZ)(inputs),
        healthPath: inputs.healthPath,
        healthStatus: inputs.healthStatus,
        expectRedirect: !site.hasOwnProxy,
        release,
        host: facts.target.kind === 'ip' ? [facts.target.address] : facts.target.addresses,
        namesRelease: !site.hasOwnProxy,
        awaitsCertificate: facts.repository.stack.ownProxy?.kind === 'acme',
        isDelegated: facts.dns?.names.some(isInUndelegatedZone) === false,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/values/env-source.js
function envSource({ inputs, facts: { host, repository } }) {
    if (inputs.env !== undefined)
        return 'inputs';
    if (repository.trackedEnv !== undefined)
        return 'tracked';
    return host.env === undefined ? 'none' : 'host';
}
/** Whether the `.env` on the host has a value for a variable, as far as that is known. An empty one is a value where it makes sense. */
function isOnHost(planning, { name }, canBeEmpty) {
    const { env } = planning.facts.host;
    if (env === undefined || envSource(planning) !== 'host')
        return false;
    if (env.names === undefined)
        return true;
    return env.names.given.has(name) || (canBeEmpty && env.names.empty.has(name));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/blank-variable.js
/** Whether the project is not valid, or another one than was meant, without a value for it. */
function isNeeded({ message, breaks: broken }) {
    return message !== undefined || broken.length > 0;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/values/missing-values.js




/** From the inputs, the repository's files, and what the host was found to have. Pure. */
function missingValues(planning) {
    const variables = (planning.facts.repository.needs?.variables ?? []).flatMap((one) => relevant(planning, one));
    const { host } = planning.facts;
    // A database that was made has its password.
    const isFirst = host.current === undefined && host.project.from === 'new';
    const isWanted = (one) => isNeeded(one) || (isFirst && one.begins.length > 0);
    const missing = variables.filter((one) => !isOnHost(planning, one, !isWanted(one)));
    return {
        files: missingFiles(planning),
        needed: missing.filter(isWanted),
        blank: missing.filter((one) => !isWanted(one) && !one.isEmpty && !one.isPassedOn),
        passedOn: missing.filter((one) => !isWanted(one) && !one.isEmpty && one.isPassedOn),
    };
}
/** The ports that the site's service publishes are taken from it, so what they are does not matter. */
function relevant({ inputs, facts }, variable) {
    const { stack, reading } = facts.repository;
    if (stack.kind !== 'app' || inputs.keepPublishedPorts || reading?.facts === undefined)
        return [variable];
    const ports = `services.${stack.entry.service}.ports`;
    const matters = (place) => !place.startsWith(`${ports}[]`);
    const places = variable.places.filter(matters);
    if (places.length === 0 && variable.message === undefined)
        return [];
    return [{ ...variable, places, breaks: variable.breaks.filter(matters) }];
}
function missingFiles(planning) {
    const { inputs, facts } = planning;
    const { stack, files } = facts.repository;
    const places = preparedPlaces(facts.host);
    const known = new Set([...files, ...inputs.files].map(({ path }) => path));
    const hasEnv = envSource(planning) !== 'none';
    return envFilesOf(planning).filter(({ path }) => {
        // Its variable has no value, and is named as missing.
        if (path === '')
            return false;
        // What `~` is for compose is known on the host alone.
        if (path.startsWith('~') || known.has(path))
            return false;
        if (path.startsWith('/'))
            return places.get(path) === 'missing';
        if (isEnvFile(path, stack.folder))
            return !hasEnv;
        return (places.get(path) ?? 'missing') === 'missing';
    });
}
/** Of services that are started. */
function envFilesOf({ facts: { repository } }) {
    const { stack, reading, needs } = repository;
    if (reading !== undefined && reading.facts === undefined)
        return needs?.envFiles ?? [];
    const users = new Map();
    for (const { name, envFiles } of stack.services.filter(({ hasProfile }) => !hasProfile))
        for (const path of envFiles)
            users.set(path, [...(users.get(path) ?? []), name]);
    return [...users].map(([path, services]) => ({ path, services }));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/confirm.js



/** Before anything is built: does compose on the host make the same of the files as the plan does? */
function decideConfirm({ inputs, facts, needsRelease }) {
    if (!needsRelease)
        return {};
    const { stack, reading } = facts.repository;
    return {
        step: {
            kind: 'confirm',
            composeFiles: stack.composeFiles,
            mayFindOthers: inputs.composeFiles === undefined && reading?.isEnvHosts === true,
            profiles: inputs.profiles ?? [],
            sources: reading?.sources ?? [],
            facts: reading?.facts,
            readingDigest: reading?.digest ?? '',
            isTold: reading?.isTold ?? false,
            withoutEnvFiles: composeText({ services: withoutEnvFiles(stack, unreadServices(facts.repository)) }),
            title: stack.composeFiles.length === 0 ? 'Check the compose settings' : 'Confirm the plan with docker compose',
            because: becauseOf(facts.repository),
        },
    };
}
function becauseOf({ reading }) {
    if (reading?.refusal === undefined)
        return 'compose on the host decides what its files mean';
    return `the files cannot be read without the host (${reading.refusal.why ?? reading.refusal.what})`;
}
/** Services with env files, of a project that the runner cannot read. */
function unreadServices({ reading, needs }) {
    return reading?.facts === undefined ? (needs?.envFiles ?? []).flatMap(({ services }) => services) : [];
}
/** Steps by which compose on the host is asked for a project that the runner cannot read. */
const ASKING = ['bootstrap', 'fetch-commit', 'files', 'input-files', 'env', 'confirm'];
/** Of a project that the runner cannot read nothing but the question is planned: the rest is planned from the answer. */
function isAsking({ reading }) {
    return reading !== undefined && reading.facts === undefined;
}
/**
 * Why it is not asked: a dry run changes nothing, without Docker or a `.env` on the host there is nothing to ask, nor where values are missing.
 * If these are the reason, they are reported instead.
 */
function unreadable(planning) {
    const { inputs, facts } = planning;
    const { reading, needs } = facts.repository;
    if (reading?.refusal === undefined || reading.facts !== undefined)
        return [];
    const isMissing = missingValues(planning).needed.length > 0;
    if ((isMissing && needs?.isWhyUnread === true) || isUnknownToDryRun(planning))
        return [];
    const isHosts = envSource(planning) === 'host';
    const hasDocker = facts.host.docker.access !== 'none' || (reading.isEnvHosts && inputs.bootstrap);
    const canAsk = hasDocker && (reading.isLocal || (isHosts && !isMissing)) && !inputs.dryRun;
    return canAsk ? [] : [confirm_failureOf(reading, isHosts)];
}
/** The files would be read with the `.env` of the host, and a dry run sends them nowhere. */
function isUnknownToDryRun(planning) {
    const { needs } = planning.facts.repository;
    return planning.inputs.dryRun && needs?.isWhyUnread === true && envSource(planning) === 'host';
}
function dryRunWarnings(planning) {
    if (!isAsking(planning.facts.repository) || !isUnknownToDryRun(planning))
        return [];
    const { env } = planning.facts.host;
    return [
        `The compose files cannot be read without ${env?.path ?? '.env'} of the host, and a dry run sends nothing: this is only the beginning of the plan. A deploy plans the rest from what docker compose on the host reads.`,
    ];
}
function confirm_failureOf({ refusal, unknown }, isHosts) {
    const { code = 'compose-file-invalid', what = '', why = '', hint = '' } = refusal ?? {};
    const known = !isHosts || unknown.length === 0
        ? []
        : [`Not known to the runner, since they may be in the .env on the host: ${unknown.join(', ')}`];
    const reasons = [...(why === '' ? [] : [why]), ...known];
    return { code, what, ...(reasons.length === 0 ? {} : { why: reasons.join('. ') }), hint };
}
function isOfQuestion(step) {
    // Room for the files, not what is removed at the end of a deploy.
    if (step.kind === 'prune')
        return step.needs.bytes > 0;
    return ASKING.includes(step.kind);
}

// EXTERNAL MODULE: ./.build/compiled/inputs/parsers/shell-words.js
var shell_words = __webpack_require__(5793);
;// CONCATENATED MODULE: ./.build/compiled/plan/release/renewal.js






/** A deploy waits for the lock that the renewal holds, so each of its commands has a limit; this is the longest. */
const certbotSeconds = 600;
/** Writes the renewal for a site. Pure. */
function renewalFiles({ inputs, site, native, readTemplate }) {
    const module = (path) => readTemplate(`host/program/${path}`);
    const config = {
        ...{ site: hostSite(site), command: renewal_wordsOf(inputs.renewCommand), certbot_seconds: certbotSeconds },
        // Whether certbot and nginx are the host's own.
        native: native !== undefined,
    };
    const program = [
        { path: '__main__.py', content: module('renewal/__main__.py') },
        ...modulesBehind('renewal/main.py', readTemplate).map((path) => ({ path, content: module(path) })),
        { path: 'renewal.json', content: `${JSON.stringify(config, undefined, 2)}\n` },
    ];
    const schedule = inputs.renewSchedule ?? ownSchedule(`${site.project} ${inputs.domain}`);
    const cronCommand = `python3 -BE ${site.root}/renewal/current`;
    const cronLine = `${schedule} ${cronCommand} ${site.cronMark}`;
    return { program, cronLine, cronCommand, schedule, digest: (0,compiled_digest/* digestOf */.o)(`${folderDigest(program)}\n${cronLine}\n`) };
}
/**
 * Twice a day, twelve hours apart, at a minute and hour that differ from site to site but never for one: certificate
 * authorities ask clients not to come all at once (letsencrypt.org/docs/integration-guide).
 */
function ownSchedule(name) {
    const number = (0,external_node_crypto_.createHash)('sha256').update(name).digest().readUInt32BE(0);
    const hour = Math.floor(number / 60) % 12;
    return `${number % 60} ${hour},${hour + 12} * * *`;
}
/** The words of a command that `parseInputs` has already found to be one; none where there is no command. */
function renewal_wordsOf(command) {
    const words = command === undefined ? { value: [] } : (0,shell_words/* shellWords */.C)(command);
    return 'value' in words ? words.value : [];
}

;// CONCATENATED MODULE: ./.build/compiled/acme/certificate-need.js

/**
 * Decides from the certificate on the host. A certificate that only expires soon is left to the renewal job. Additional names
 * in it are no reason to request a new one. Pure.
 */
function certificateNeed(certificate, names, now) {
    if (certificate === undefined) {
        return { kind: 'missing', because: `there is no certificate for ${names.join(', ')} on the host` };
    }
    const missing = names.filter((name) => !covers(certificate, name));
    if (missing.length > 0) {
        const because = `the certificate covers ${certificate.names.join(', ')}, but not ${missing.join(', ')}`;
        return { kind: 'names', missing, because };
    }
    const end = certificate.notAfter.toISOString().slice(0, 10);
    if (certificate.notAfter.getTime() <= now.getTime()) {
        return { kind: 'expired', because: `the certificate expired on ${end} and was not renewed` };
    }
    return { kind: 'none', because: `the certificate covers ${names.join(', ')} until ${end}` };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/need.js


/** Whether a certificate has to be requested. A proxy that comes to its certificates by itself, or by a person, needs none of ours. */
function needOf({ inputs, facts, now }) {
    const own = facts.repository.stack.ownProxy;
    if (own !== undefined && own.kind !== 'certbot')
        return { kind: 'none', because: own.because };
    return certificateNeed(facts.certificate, (0,inputs_inputs/* namesOf */.eZ)(inputs), now);
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/first-certificate.js


/**
 * Whether the certificate is requested before the release is switched to: the stack's own nginx does not start while it is missing. One
 * that runs is left running where nothing else has to change.
 */
function certifiesFirst(planning) {
    const { facts, inputs, site, needsRelease } = planning;
    const own = facts.repository.stack.ownProxy;
    if (own?.needsCertificate !== true || inputs.certifyCommand !== undefined)
        return false;
    if (needOf(planning).kind !== 'missing' || site.certbotWebroot === undefined)
        return false;
    const runs = facts.host.containers.some(({ service, state }) => service === site.proxyService && state === 'running');
    return needsRelease || !runs;
}
/** The stack's proxy reads a certificate of another name than the site's, which nobody can request for it. */
function foreignLineage({ facts, inputs, site }) {
    const lineages = facts.repository.stack.ownProxy?.lineages ?? [];
    const [first] = lineages;
    const names = (0,inputs_inputs/* namesOf */.eZ)(inputs);
    if (first === undefined || inputs.certifyCommand !== undefined || names.includes(site.certificateName))
        return undefined;
    return {
        code: 'compose-file-invalid',
        what: `${first.file}:${first.line} names the certificate ${first.name}, which is not one of the site’s names (${names.join(', ')})`,
        why: 'certbot keeps a certificate under the name that it is requested for, and it does not exist on the host yet',
        hint: `Write live/${inputs.domain}/ in the paths of ssl_certificate and ssl_certificate_key.`,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/proxy.js
/**
 * The bundled reverse proxy's nginx configuration. It names no release, so a change of code alone leaves it as it is; and it comes
 * before the containers start, since nginx would not start on a certificate that is missing.
 */
function decideProxy({ proxy, facts }) {
    if (proxy.initial === undefined)
        return {};
    const { proxyDigest, proxyLoaded } = facts.host;
    if (proxyDigest === proxy.initial.digest && proxyLoaded?.config === proxy.initial.digest) {
        return { unchanged: 'The reverse proxy’s configuration is up to date' };
    }
    const title = proxy.initial.tls
        ? 'Configure the reverse proxy for HTTPS'
        : 'Configure the reverse proxy for HTTP, ready for the certificate';
    return {
        step: {
            kind: 'proxy',
            config: proxy.initial,
            title,
            because: proxyDigest === proxy.initial.digest
                ? 'it is on the host, but the proxy has not loaded it'
                : reason(proxy.initial.hstsSeconds, facts.host.hsts?.maxAgeSeconds, proxyDigest),
        },
    };
}
function reason(hsts, before, digest) {
    if (digest === undefined)
        return 'there is none yet';
    if (before !== undefined && before > 0 && hsts > before) {
        return `HTTPS works, so the HSTS max-age rises from ${before} to ${hsts} seconds`;
    }
    return 'the configuration changed';
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/records.js



/** What Route 53 needs; undefined when DNS is somebody else's. */
function recordPlan({ inputs, facts }) {
    return facts.dns === undefined ? undefined : planRecords((0,inputs_inputs/* namesOf */.eZ)(inputs), facts.dns, facts.target);
}
/** The names whose visitors are led elsewhere now, and will be led here. */
function movedNames(planning) {
    const because = recordPlan(planning)?.because ?? [];
    return new Set(because.filter(({ change }) => change === 'move').map(({ name }) => name));
}
/** Records of names that lead nowhere yet: made at once, since nobody is led away by them. */
function decideRecords(planning) {
    const plan = recordPlan(planning);
    if (plan === undefined)
        return { unchanged: 'DNS is managed outside this action (dns: none)' };
    if (plan.refusals.length > 0)
        return { refusals: plan.refusals };
    const added = changing(plan, 'addition');
    if (added === undefined) {
        if (plan.moves.length > 0)
            return {};
        return { unchanged: plan.because.map(({ text }) => text).join('; ') };
    }
    const title = `Upsert the Route 53 record of ${added.names}`;
    return { step: { kind: 'records', changes: plan.additions, title, because: added.because } };
}
/** The TTLs of records that are moved later, lowered while the host works. */
function decideLowerTtl(planning) {
    const plan = recordPlan(planning);
    if (plan === undefined || plan.refusals.length > 0)
        return {};
    const changes = plan.moves.flatMap((change) => loweringOf(change) ?? []);
    if (changes.length === 0)
        return {};
    const names = [...new Set(changes.flatMap(({ upsert }) => upsert.map(({ name }) => name)))];
    const highest = Math.max(...changes.flatMap(({ former }) => former.map(({ ttlSeconds }) => ttlSeconds)));
    return {
        step: {
            kind: 'lower-ttl',
            changes,
            title: `Lower the TTL of the Route 53 record of ${names.join(', ')} to ${MOVING_TTL_SECONDS} s until the move is verified`,
            because: `resolvers cache it for up to ${durationText(highest)}, and it is moved in this run`,
        },
    };
}
/** Records of names that lead elsewhere: made when this host serves, and taken back if the run fails later. */
function decideMoves(planning) {
    const plan = recordPlan(planning);
    if (plan === undefined || plan.refusals.length > 0)
        return {};
    const moved = changing(plan, 'move');
    if (moved === undefined)
        return {};
    const title = `Move the Route 53 record of ${moved.names} to this host`;
    return { step: { kind: 'move-records', changes: plan.moves, title, because: moved.because } };
}
function changing(plan, kind) {
    const found = plan.because.filter(({ change }) => change === kind);
    if (found.length === 0)
        return undefined;
    return {
        names: found.map(({ name }) => name).join(', '),
        because: found.map(({ text }) => text).join('; '),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/certificate.js








/**
 * How long port 80 may take to answer after the containers were started. Proxies of the usual tutorials compute DH parameters
 * at their first start, which takes half a minute on a fast machine and minutes on a small one.
 */
const ownProxyStartMs = 600_000;
const bundledProxyStartMs = 30_000;
/** Whether a file can be put where the certificate authority will look. */
function canProbe(planning) {
    const { site, inputs } = planning;
    if (certifiesFirst(planning))
        return false;
    return site.certbotService !== undefined && site.certbotWebroot !== undefined && inputs.certifyCommand === undefined;
}
function decideProbe(planning) {
    if (needOf(planning).kind === 'none' || !canProbe(planning))
        return {};
    const title = 'Put a test file at the HTTP-01 challenge path';
    return {
        step: { kind: 'probe', title, because: 'check that the challenge is reachable before requesting a certificate' },
    };
}
function decidePreflight(planning) {
    const { facts } = planning;
    if (needOf(planning).kind === 'none')
        return {};
    const names = (0,inputs_inputs/* namesOf */.eZ)(planning.inputs).join(', ');
    const title = `Check from outside that ${names} resolves to this host${canProbe(planning) ? ' and port 80 responds' : ''}`;
    return {
        step: {
            kind: 'preflight',
            check: preflightCheck(planning),
            undelegated: facts.dns?.names.filter(isInUndelegatedZone) ?? [],
            hasProbe: canProbe(planning),
            probeTimeoutMs: planning.site.hasOwnProxy ? ownProxyStartMs : bundledProxyStartMs,
            title,
            because: 'a failed request counts against the rate limits of the certificate authority',
        },
    };
}
/** What the names have to resolve to, and what a certificate authority would look for. */
function preflightCheck(planning) {
    const { inputs, facts } = planning;
    return {
        names: (0,inputs_inputs/* namesOf */.eZ)(inputs),
        addresses: facts.target.kind === 'ip' ? [facts.target.address] : facts.target.addresses,
        nameServers: new Map(facts.dns?.names.map(({ name, zone }) => [name, zone.nameServers])),
        moved: movedNames(planning),
        acmeServer: inputs.acmeServer,
    };
}
function decideCertify(planning) {
    const need = needOf(planning);
    if (need.kind === 'none')
        return { unchanged: need.because };
    const { inputs, site } = planning;
    if (site.certbotService === undefined || (site.certbotWebroot === undefined && inputs.certifyCommand === undefined)) {
        return { refusals: [noWay(planning)] };
    }
    const foreign = foreignLineage(planning);
    if (foreign !== undefined)
        return { refusals: [foreign] };
    const standalone = certifiesFirst(planning);
    const title = `Request a certificate for ${(0,inputs_inputs/* namesOf */.eZ)(inputs).join(', ')}`;
    return {
        step: {
            kind: 'certify',
            names: (0,inputs_inputs/* namesOf */.eZ)(inputs),
            command: renewal_wordsOf(inputs.certifyCommand),
            acmeServer: inputs.acmeServer,
            email: inputs.email,
            standalone,
            title: standalone ? `${title}, before ${site.proxyService} starts` : title,
            because: standalone ? `${need.because}, and ${site.proxyService} does not start without it` : need.because,
        },
    };
}
function decideServeHttps(planning) {
    const isNew = needOf(planning).kind !== 'none';
    // The proxy starts afterwards, and reads it then.
    if (certifiesFirst(planning))
        return {};
    if (!isNew && (isTakenUp(planning) || decideProxy(planning).step !== undefined))
        return {};
    const title = planning.site.hasOwnProxy
        ? `Restart ${planning.site.proxyService} with the certificate`
        : 'Enable HTTPS and redirect HTTP to it';
    const { withCertificate, initial } = planning.proxy;
    const config = withCertificate ?? initial;
    return { step: { kind: 'serve-https', config, title, because: isNew ? 'the certificate is new' : notTakenUp } };
}
const notTakenUp = 'the certificate on the host is not the one being served';
/** Whether the certificate on the host is the one that answers. What is in front of the host may answer with its own. */
function isTakenUp({ facts: { host, certificate, served } }) {
    if (certificate === undefined || served.kind !== 'tls')
        return true;
    if (host.proxyLoaded?.certificate === (0,compiled_digest/* digestOf */.o)(`${host.certificatePem ?? ''}\n`))
        return true;
    const times = ({ notBefore, notAfter }) => `${notBefore.getTime()} ${notAfter.getTime()}`;
    return served.certificate.issuer === certificate.issuer && times(served.certificate) === times(certificate);
}
function noWay({ facts, site }) {
    const file = facts.repository.stack.composeFile ?? 'the compose file';
    return {
        code: 'compose-service-missing',
        what: `${file} has a certbot service, but no volume or folder that ${site.certbotService ?? ''} and ${site.proxyService} share for the ACME webroot`,
        why: 'A stack with its own reverse proxy runs unchanged, so its certificate must come from it too.',
        hint: 'Let certbot and the proxy share the webroot too, or set "certify-command", or set "proxy: bundled" so that the bundled reverse proxy terminates TLS.',
    };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/database-password.js

/**
 * What the official images want before they make a database (docker-entrypoint.sh of postgres, mysql and mariadb), and the variables that
 * do instead of it. Images made from them want the same.
 */
const RULES = [
    {
        image: /(^|\/)(postgres|postgis|pgvector|timescaledb(-ha)?)(:|@|$)/,
        name: 'POSTGRES_PASSWORD',
        password: /^POSTGRES_PASSWORD$/,
        // Of the methods only `trust` asks for no password.
        instead: /^(POSTGRES_PASSWORD_FILE|ALLOW_EMPTY_PASSWORD|POSTGRES_HOST_AUTH_METHOD)$/,
    },
    {
        image: /(^|\/)(mysql|mysql-server|mariadb|percona|percona-server)(:|@|$)/,
        name: 'MYSQL_ROOT_PASSWORD',
        password: /^(MYSQL|MARIADB)_ROOT_PASSWORD$/,
        instead: /^((MYSQL|MARIADB)_(ROOT_PASSWORD(_FILE|_HASH)?|RANDOM_ROOT_PASSWORD|ALLOW_EMPTY_(ROOT_)?PASSWORD)|ALLOW_EMPTY_PASSWORD)$/,
    },
];
/** Whether a database ends at its first start, since its password is empty here and nothing else is given instead. */
function isDatabasePassword({ place, isWhole }, { services }) {
    const [section, name = '', key, variable = ''] = place;
    const { image = '', environment } = services[name] ?? {};
    if (section !== 'services' || key !== 'environment' || !isWhole)
        return false;
    const given = Object.entries(mappingOf(environment));
    return RULES.some((rule) => rule.image.test(image) &&
        rule.password.test(variable) &&
        !given.some(([other, value]) => other !== variable && rule.instead.test(other) && isInstead(other, value)));
}
function isInstead(name, value) {
    return name === 'POSTGRES_HOST_AUTH_METHOD' ? value === 'trust' : value !== null && value !== '';
}
/** The variable of its password that a database is given neither by its environment nor by these variables of its env files. */
function missingPassword({ image = '', environment }, keys) {
    const rule = RULES.find((one) => one.image.test(image));
    const own = Object.entries(mappingOf(environment)).filter(([name, value]) => name !== 'POSTGRES_HOST_AUTH_METHOD' || isInstead(name, value));
    const given = [...own.map(([name]) => name), ...keys];
    const isGiven = rule === undefined || given.some((key) => rule.password.test(key) || rule.instead.test(key));
    return isGiven ? undefined : rule.name;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/values/missing-passwords.js

/**
 * Of databases whose env files are all missing: without a password they do not start for the first time. `known` are the variables that the
 * files will have. Pure.
 */
function missingPasswords({ facts: { repository, host } }, files, known) {
    const { stack } = repository;
    if (host.current !== undefined)
        return [];
    const missing = new Set(files.map(({ path }) => path));
    return stack.services.flatMap(({ name: service, envFiles, hasProfile }) => {
        const [path] = envFiles;
        const body = stack.config.services[service];
        if (path === undefined || body === undefined || hasProfile || !envFiles.every((one) => missing.has(one)))
            return [];
        const name = missingPassword(body, known);
        return name === undefined ? [] : [{ path, service, name }];
    });
}

;// CONCATENATED MODULE: ./.build/compiled/plan/values/lines-to-add.js




/** Where nothing else is known: login users of EC2 have these. */
const USUAL = new Map(['UID', 'GID', 'PUID', 'PGID'].map((key) => [key, '1000']));
/**
 * What a person does about all that is missing: the lines themselves, with the variables of the example files of the repository. `mounted` are
 * paths of files that are missing too.
 */
function linesToAdd(planning, { files: all, needed, blank }, mounted) {
    const { stack, needs } = planning.facts.repository;
    const dotenv = all.filter(({ path }) => isEnvFile(path, stack.folder));
    const others = all.filter((file) => !dotenv.includes(file));
    const variables = entriesOf(planning, [...needed, ...blank], dotenv.length > 0);
    const examples = [...new Set([...others.map(({ path }) => path), ...mounted])].map((path) => ({
        path,
        entries: needs?.examples.get(path)?.entries ?? [],
    }));
    const known = [...variables, ...examples.flatMap(({ entries }) => entries)].map(({ key }) => key);
    const passwords = missingPasswords(planning, all, known);
    const begun = variables.length === 0 && dotenv.length > 0 ? [secretEntry('KEY')] : variables;
    const lines = lines_to_add_textOf(planning, {
        variables: withPasswords(begun, passwords.filter(({ path }) => isEnvFile(path, stack.folder))),
        needsDotenv: dotenv.length > 0,
        files: examples.map(({ path, entries }) => ({
            path,
            entries: entries.length === 0
                ? []
                : withPasswords(entries, passwords.filter((one) => one.path === path)),
        })),
    });
    return [lines, ...passwordNotes(passwords, examples)].join('\n');
}
const secretEntry = (key) => ({ key, value: undefined });
function withPasswords(entries, passwords) {
    return [...entries, ...[...new Set(passwords.map(({ name }) => name))].map(secretEntry)];
}
/** Of files that are given as a whole. */
function passwordNotes(passwords, files) {
    const whole = new Set(files.filter(({ entries }) => entries.length === 0).map(({ path }) => path));
    return passwords
        .filter(({ path }) => whole.has(path))
        .map(({ path, service, name }) => `${path} has to contain ${name}: ${service} does not start without it.`);
}
/** The same of variables alone. */
function linesToSet(planning, blank) {
    return lines_to_add_textOf(planning, { variables: entriesOf(planning, blank, false), needsDotenv: false, files: [] });
}
/** In the order of the example; what it does not have comes last. `isWhole`: all that it has. */
function entriesOf({ facts: { repository } }, variables, isWhole) {
    const entries = repository.needs?.example?.entries ?? [];
    const names = new Set(variables.map(({ name }) => name));
    const known = new Set(entries.map(({ key }) => key));
    const others = [...names].filter((name) => !known.has(name)).map((key) => ({ key, value: USUAL.get(key) }));
    // As MYSQL_USER it is refused, see root-users.ts.
    const noRoot = new Set(variables
        .filter(({ places }) => places.some((place) => place.endsWith('.environment.MYSQL_USER')))
        .map(({ name }) => name));
    const wanted = entries
        .filter(({ key }) => isWhole || names.has(key))
        .map((entry) => (entry.value === 'root' && noRoot.has(entry.key) ? { ...entry, value: 'app' } : entry));
    // Compose wants a value for it: an empty one of the example is none.
    return [
        ...wanted.map((entry) => (entry.value === '' && names.has(entry.key) ? { ...entry, value: undefined } : entry)),
        ...others,
    ];
}
/** The input `env` would replace the `.env` that the host has, so variables are added to that. */
function lines_to_add_textOf(planning, lines) {
    const { variables, files } = lines;
    const isHosts = envSource(planning) === 'host';
    const step = isHosts ? { ...lines, variables: [] } : lines;
    const hasStep = files.length + step.variables.length > 0 || lines.needsDotenv;
    return [
        ...(isHosts && variables.length > 0 ? linesOnHost(planning, variables) : []),
        ...(hasStep ? linesOfStep(planning, step) : []),
    ].join('\n');
}
function linesOnHost({ facts: { host } }, variables) {
    return [
        `Add to ${host.env?.path ?? '.env'} on the host, which is used since neither env nor env-file is given:`,
        ...variables.map(({ key, value }) => `${key}=${value ?? ''}`),
    ];
}
function linesOfStep(planning, { variables, needsDotenv, files }) {
    const { needs } = planning.facts.repository;
    const step = workflowLines({
        env: variables.map(envLine),
        files: files.map(({ path, entries }) => ({ path, lines: entries.map(envFileLine) })),
    });
    return [
        'Store the secrets in the settings of the repository, and add to the step:',
        ...step,
        ...copied([partOf(needs?.example, variables), ...files.map(({ path }) => needs?.examples.get(path))]),
        ...otherWays(planning, { variables, needsDotenv, files }),
    ];
}
function partOf(example, entries) {
    return example && { ...example, entries: example.entries.filter((entry) => entries.includes(entry)) };
}
function copied(examples) {
    const found = examples.filter((one) => one?.entries.some(({ value = '' }) => value !== ''));
    const paths = [...new Set(found.map((one) => one?.path ?? ''))];
    return paths.length === 0
        ? []
        : [`Values that are no secrets are those of ${paths.join(', ')}: check that they fit.`];
}
function otherWays(planning, { variables, needsDotenv, files }) {
    const { inputs, site } = planning;
    const isOpen = envSource(planning) === 'none' && (needsDotenv || variables.length > 0);
    const places = [...(isOpen ? [`${site.root}/.env`] : []), ...files.map(({ path }) => `${site.root}/shared/${path}`)];
    return [
        ...(needsDotenv && inputs.env === undefined
            ? ['Or store all of it as one secret: gh secret set DOTENV < .env, and env: ${{ secrets.DOTENV }}']
            : []),
        ...(places.length === 0 ? [] : [`Or create on the host: ${places.join(', ')}. It stays there for all releases.`]),
    ];
}

;// CONCATENATED MODULE: ./.build/compiled/plan/values/missing-mounts.js
/**
 * Paths of files that a service mounts and that exist neither in the repository nor on the host: Docker would make a directory of each. What
 * only services of inactive profiles mount is not needed.
 */
function missingMounts({ facts, overlay }) {
    const { services } = facts.repository.stack;
    const pathsOf = (isStarted) => services.filter(({ hasProfile }) => hasProfile !== isStarted).flatMap(({ binds }) => binds.map(({ path }) => path));
    const started = pathsOf(true);
    const unused = pathsOf(false).filter((path) => !started.includes(path));
    return overlay.data
        .filter(({ kind, path }) => kind === 'file' && facts.host.data.places.get(path) === 'missing')
        .map(({ path }) => path)
        .filter((path) => !unused.includes(path));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/values/decide-values.js





/** Values that the project needs and the repository does not have: what is missing makes the run impossible before anything is changed. */
function decideValues(planning) {
    const { needsRelease } = planning;
    const missing = missingValues(planning);
    const outside = missing.files.filter(decide_values_isOutside);
    const files = missing.files.filter((file) => !decide_values_isOutside(file));
    const lines = linesToAdd(planning, { ...missing, files }, missingMounts(planning));
    const refusals = [
        ...outside.map((file) => fileFailure([file], outsideHint(file))),
        ...(files.length === 0 ? [] : [fileFailure(files, lines)]),
        ...(missing.needed.length === 0 ? [] : [variableFailure(planning, files.length === 0 ? lines : undefined)]),
    ];
    if (refusals.length > 0 || !needsRelease)
        return { refusals };
    const blank = missing.blank.length > 0 ? [blankWarning(planning)] : unusedExample(planning);
    return { refusals, warnings: [...blank, ...passedOnNote(planning)] };
}
/** The error whose hint has the lines for all that is missing; undefined: no value is missing. */
function errorWithLines(planning) {
    const { files, needed } = missingValues(planning);
    if (files.some((file) => !decide_values_isOutside(file)))
        return 'env-file-missing';
    return needed.length > 0 ? 'variable-missing' : undefined;
}
/** Beside the deployed directory, or anywhere on the host: no input can give it. */
function decide_values_isOutside({ path }) {
    return /^(\.\.)?\//.test(path);
}
function outsideHint({ path }) {
    return path.startsWith('/')
        ? `Create ${path} on the host, or name a file of the repository in env_file, which the input files can give.`
        : 'It is outside of the deployed directory: move it into that directory, or deploy the directory that contains it (input working-directory).';
}
function fileFailure(files, hint) {
    const [first] = files;
    const why = 'Compose does not start a service without the files of its env_file, unless they have "required: false".';
    if (first !== undefined && files.length === 1) {
        return {
            code: 'env-file-missing',
            what: `The env file ${first.path} of ${first.services.join(', ')} exists neither in the repository nor on the host`,
            why,
            hint,
        };
    }
    const listed = files.map(({ path, services }) => `${path} (${services.join(', ')})`).join(', ');
    return {
        code: 'env-file-missing',
        what: `Env files exist neither in the repository nor on the host: ${listed}`,
        why,
        hint,
    };
}
/** `lines` is undefined where they are in the hint of another failure. */
function variableFailure(planning, lines) {
    const { needed, blank } = missingValues(planning);
    const reasons = needed.map(decide_values_reasonOf);
    return {
        code: 'variable-missing',
        what: `Variables of ${filesOf(planning)} have no value: ${needed.map(({ name }) => name).join(', ')}`,
        why: [...reasons, ...alsoBlank(blank)].join('\n'),
        hint: lines ?? 'They are among the lines to add for env-file-missing.',
    };
}
function decide_values_reasonOf({ name, message, breaks, begins, isEmpty }) {
    const value = `${name} ${isEmpty ? 'is empty' : 'is not set'}`;
    if (message !== undefined)
        return message === '' ? value : `${value}: ${message}`;
    if (breaks.length > 0)
        return `${value}, and ${breaks.join(', ')} needs it`;
    return `${value}, and without it the database of ${begins.map(serviceOf).join(', ')} does not start for the first time`;
}
/** Of a place such as `services.db.environment.KEY`. */
function serviceOf(place) {
    return place.split('.').slice(1, -2).join('.');
}
function alsoBlank(blank) {
    if (blank.length === 0)
        return [];
    return [`docker compose would replace these by an empty text: ${blank.map(({ name }) => name).join(', ')}`];
}
function blankWarning(planning) {
    const { blank } = missingValues(planning);
    const names = blank.map(({ name }) => name);
    return [
        `Variables of ${filesOf(planning)} have no value: ${names.join(', ')}. docker compose replaces them by an empty text.`,
        linesToSet(planning, blank),
        `Or write a default into the compose file: \${${names[0] ?? ''}:-}`,
    ].join('\n');
}
/** Names that people read in one line. */
const SHOWN = 8;
/** They may be optional, so one word before the first start is enough. */
function passedOnNote(planning) {
    const names = missingValues(planning).passedOn.map(({ name }) => name);
    if (names.length === 0 || planning.facts.host.current !== undefined)
        return [];
    const more = names.length > SHOWN ? ` and ${names.length - SHOWN} more` : '';
    return [
        `${filesOf(planning)} passes on variables that are not set: ${names.slice(0, SHOWN).join(', ')}${more}. ` +
            'Containers do not get them, and the app has its own defaults. Add those that it needs to the input env.',
    ];
}
/** The project starts without a `.env`, and shows what it should have: worth a word before its first start. */
function unusedExample(planning) {
    const { stack, needs } = planning.facts.repository;
    const readsIt = Object.values(stack.config.services).some(({ env_file: files = [] }) => files.some(({ path }) => isEnvFile(path, stack.folder)));
    const isFirst = planning.facts.host.current === undefined;
    if (needs?.example === undefined || !isFirst || envSource(planning) !== 'none')
        return [];
    if (!readsIt && stack.kind !== 'dockerfile' && stack.kind !== 'native')
        return [];
    const files = [{ path: '.env', services: [] }];
    return [
        [
            `${needs.example.path} shows variables, and neither an input nor the host gives any. If the app needs them:`,
            linesToAdd(planning, { files, needed: [], blank: [] }, []),
        ].join('\n'),
    ];
}
function filesOf({ facts: { repository } }) {
    return repository.stack.composeFiles.join(' with ');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/web-servers.js

const web_servers_PRODUCTS = new RegExp(`^${anyOf(`
  nginx nginx-unprivileged nginx-proxy nginx-proxy-manager nginx-certbot nginx-brotli nginx-alpine nginx-slim openresty angie tengine
  caddy caddy-docker-proxy frankenphp traefik haproxy haproxy-alpine httpd apache apache2 envoy swag https-portal lighttpd kong apisix
`)}$`);
/** Images that people make of one: `shop-nginx`. */
const MADE = /[-_](?:nginx|caddy|haproxy|traefik)$/;
/** Whether an image is a web server that stands in front of others. */
function isWebServer(image) {
    const product = productOf(image ?? '');
    return web_servers_PRODUCTS.test(product) || MADE.test(product);
}

;// CONCATENATED MODULE: ./.build/compiled/plan/values/missing-builds.js


/** What tools for front ends and sites write into, by the end of the path. Folders that an app fills, such as `static`, have other names. */
const OUTPUT = /(?:^|\/)(?:dist(?:\/[^/]+(?:\/browser)?)?|build|out|_site|\.output)$/;
/** Where web servers have the files that they show. */
const WEB_ROOT = /^(?:\/usr\/share\/(?:nginx|caddy)|\/var\/www|\/srv|\/usr\/local\/apache2\/htdocs)(?:\/|$)/;
/**
 * Mounted outputs of builds that exist neither in the repository nor on the host, and that no other service mounts, which could make them:
 * Docker would make empty folders of them, and visitors would find no pages. Pure.
 */
function missingBuilds({ facts, overlay }) {
    const { services, config, deviceVolumes } = facts.repository.stack;
    const isMissing = (path) => facts.host.data.places.get(path) === 'missing' &&
        overlay.data.some((place) => place.path === path && place.kind === 'directory');
    const mounts = services.flatMap(({ name, binds }) => binds.map((bind) => ({ name, ...bind })));
    const others = (name) => [
        ...mounts.filter((mount) => mount.name !== name).map(({ path }) => path),
        ...deviceVolumes.map(({ path }) => path),
    ];
    const found = services
        .filter(({ hasProfile, replicas }) => !hasProfile && replicas > 0)
        .flatMap(({ name, binds }) => binds
        .filter(({ path, target }) => OUTPUT.test(path) && (isServer(config.services[name]) || WEB_ROOT.test(target)))
        .filter(({ path }) => isMissing(path) && !others(name).some((other) => missing_builds_overlaps(path, other)))
        .map(({ path }) => ({ path, service: name })));
    return [...new Map(found.map((one) => [one.path, one])).values()];
}
function isServer(service) {
    return service?.build === undefined && isWebServer(service?.image);
}
function missing_builds_overlaps(one, other) {
    return data_isWithin(one, other) || data_isWithin(other, one);
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/identity.js

/**
 * What makes it unsafe to deploy under this site's name: another project that has it, a stack of this repository that runs elsewhere
 * with its data, and files in the site's directory that this action did not make. All of it at once.
 */
function identityRefusals(planning) {
    return [
        ...unseen(planning),
        ...foreignFiles(planning),
        ...renamed(planning),
        ...taken(planning),
        ...runningElsewhere(planning),
    ];
}
/** The stack that was started by hand in the site's own directory, whose volumes and directories this site goes on with. */
function adoptedStack({ facts, site }) {
    if (facts.host.current !== undefined)
        return undefined;
    return facts.host.data.stacks.find(({ project, folder }) => project === site.project && isBelow(folder, site.root));
}
/** Without Python the host cannot tell of other projects and of what lies in the site's directory. */
function unseen({ facts: { host } }) {
    if (host.hasPython || !host.docker.installed)
        return [];
    return [
        {
            code: 'python-missing',
            what: 'The host has Docker but no python3, so its containers and data cannot be inspected',
            hint: 'Install python3 on the host (apt-get install python3, or dnf install python3), and run the job again.',
        },
    ];
}
function foreignFiles({ facts, site }) {
    const [first] = facts.host.data.foreign;
    if (first === undefined)
        return [];
    return [
        {
            code: 'path-in-use',
            what: `${first} was not made by this action`,
            why: `${site.root} would hold the releases of this site, but something else keeps files there.`,
            hint: 'Choose another "path" for this site: nothing in that directory is touched.',
        },
    ];
}
function renamed({ facts, inputs, site }) {
    const { projectName } = inputs;
    if (projectName === undefined || facts.host.project.from !== 'record' || projectName === site.project)
        return [];
    return [
        {
            code: 'project-name-taken',
            what: `This site is already the compose project ${site.project}, but "project-name" asks for ${projectName}`,
            why: 'Volumes belong to a project: under another name the site would start with empty ones.',
            hint: `Set "project-name: ${site.project}", or leave it out. For a second site choose another "path".`,
        },
    ];
}
function taken({ facts, site }) {
    const other = facts.host.data.stacks.find(({ project, folder }) => project === site.project && !isBelow(folder, site.root) && folder !== '');
    if (other === undefined)
        return [];
    return [
        {
            code: 'project-name-taken',
            what: `The compose project ${site.project} on the host runs from ${other.folder}, and this site (${site.root}) would have the same project name`,
            why: `Its containers (${other.services.join(', ')}) and volumes would be replaced by this site's.`,
            hint: `If it is another site, set a different "project-name" for this one. If it is this stack, started by ` +
                `hand, adopt it with its data: "path: ${other.folder}" and "project-name: ${site.project}".`,
        },
    ];
}
/** Only before the first deploy, and not where a name was given: then somebody has decided. */
function runningElsewhere(planning) {
    const { facts, inputs, site } = planning;
    const { host } = facts;
    if (host.current !== undefined || host.project.from !== 'new' || inputs.projectName !== undefined)
        return [];
    const others = host.data.stacks.filter(({ project, folder }) => project !== site.project && !isManaged(folder));
    const same = others.find((stack) => stack.likeness !== 'other' || isSameStack(stack, planning));
    if (same !== undefined) {
        return [
            {
                code: 'existing-stack-found',
                what: `This stack seems to be running on the host already: the compose project ${same.project} in ${same.folder}`,
                why: `${howAlike(same)}. This site would be the project ${site.project} in ${site.root}, with empty volumes.`,
                hint: `To adopt it with its data, set "path: ${same.folder}" and "project-name: ${same.project}". ` +
                    `For a second one alongside it, set "project-name: ${site.project}".`,
            },
        ];
    }
    // Those of a bundled reverse proxy are no data of a stack.
    const bundled = reservedNames(site.project).volumes;
    const volumes = facts.repository.stack.volumes.filter((key) => !bundled.includes(key));
    const left = host.data.volumes.find(({ project, key }) => project !== site.project && volumes.includes(key) && !host.data.stacks.some((stack) => stack.project === project));
    if (left === undefined)
        return [];
    return [
        {
            code: 'existing-stack-found',
            what: `The host has a volume ${left.name} of the compose project ${left.project}, which has no containers now`,
            why: `This stack has a volume ${left.key} too. This site would be the project ${site.project}, with an empty one.`,
            hint: `To use that data, set "project-name: ${left.project}". Otherwise set "project-name: ${site.project}".`,
        },
    ];
}
function isSameStack({ services, folder }, { facts, inputs }) {
    const own = facts.repository.stack.services.filter(({ hasProfile }) => !hasProfile).map(({ name }) => name);
    const isSame = own.length > 0 && own.length === services.length && own.every((name) => services.includes(name));
    const name = inputs.repository.split('/').at(-1)?.toLowerCase();
    return isSame && (own.length > 1 || folder.split('/').at(-1)?.toLowerCase() === name);
}
function howAlike({ likeness, services }) {
    if (likeness === 'remote')
        return 'The directory is a clone of this repository';
    if (likeness === 'file')
        return 'Its compose file is the one of this repository';
    return `It has the same services (${services.join(', ')})`;
}
/** A directory that this action runs compose in: `<root>/current`, or a folder of it. */
function isManaged(folder) {
    return /\/(current|releases\/[^/]+)(\/|$)/.test(folder);
}
function isBelow(folder, root) {
    return folder === root || folder.startsWith(`${root}/`);
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/data.js






/** What containers write outlives releases: see `dataPlaces`. */
function decideData(planning) {
    const { facts, needsRelease, overlay, release } = planning;
    const { data } = facts.host;
    const refusals = dataRefusals(planning);
    const isAdopting = adoptedStack(planning) !== undefined;
    const isBehind = data.synced !== undefined && data.synced !== release;
    const isIdle = overlay.data.length === 0 && data.placesBefore.length === 0 && data.layout !== 'legacy';
    if ((isIdle && !isAdopting) || (!needsRelease && !isBehind)) {
        const kept = differing(planning);
        return { refusals, ...(kept === '' ? {} : { unchanged: kept }) };
    }
    const because = [
        ...overlay.data.map(({ path, because }) => `${shown(path)}: ${because}`),
        ...adoptions(planning),
        ...forgotten(planning),
        differing(planning),
        data.layout === 'legacy' ? 'files that containers wrote into older releases are adopted' : '',
    ];
    const paths = overlay.data.map(({ path }) => shown(path)).join(', ');
    const title = `Keep what containers write, and update the tracked files there: ${paths === '' ? 'nothing anymore' : paths}`;
    return { refusals, step: { kind: 'data', title, because: because.filter(Boolean).join('; ') } };
}
/** What a stack that was started by hand in the site's directory has, and this site goes on with. */
function adoptions(planning) {
    const { facts, overlay, site } = planning;
    const found = overlay.data.filter(({ path }) => facts.host.data.places.get(path) === 'by-hand');
    const stack = adoptedStack(planning);
    return [
        ...found.map(({ path }) => `${site.root}/${path} existed before this site and is used in place`),
        ...(stack === undefined ? [] : [`the project ${stack.project} was started by hand here: its volumes are kept`]),
    ];
}
/** What no service mounts any more stays on the host. */
function forgotten({ facts, overlay, site }) {
    return facts.host.data.placesBefore
        .filter((before) => !overlay.data.some(({ path }) => data_isWithin(before, path)))
        .map((path) => `${site.root}/shared/${path} stays on the host, although nothing mounts ${shown(path)} any more`);
}
function differing({ facts }) {
    const { differing } = facts.host.data;
    if (differing.length === 0)
        return '';
    return `changed by a container and kept: ${differing.slice(0, 10).join(', ')}${differing.length > 10 ? ' …' : ''}`;
}
function dataRefusals(planning) {
    const { facts, overlay, site } = planning;
    const missing = missingMounts(planning);
    const other = errorWithLines(planning);
    const adopted = adoptedStack(planning);
    const outside = facts.repository.stack.services.some(({ mountsOutside }) => mountsOutside);
    const isWhole = overlay.data.some(({ path }) => path === '');
    return [
        ...(missing.length === 0
            ? []
            : [
                {
                    code: 'mount-source-missing',
                    what: `The stack mounts ${missing.map(shown).join(', ')}, which exists neither in the repository nor on the host`,
                    why: 'Docker would create an empty directory instead of a file.',
                    hint: other !== undefined
                        ? `The files are among the lines to add for ${other}.`
                        : `${filesHint(missing)}\nOr create it on the host: ${missing.map((path) => `${site.root}/shared/${path}`).join(', ')}. It stays there for all releases.`,
                },
            ]),
        ...missingBuilds(planning).map((build) => buildFailure(planning, build)),
        ...(adopted !== undefined && (isWhole || outside)
            ? [
                {
                    code: 'existing-stack-found',
                    what: `The compose project ${adopted.project} was started by hand in ${adopted.folder}, and its data cannot be adopted automatically`,
                    why: isWhole
                        ? 'It mounts the whole repository, so its data is mixed with the files of the clone.'
                        : 'It mounts directories outside the clone (`../`).',
                    hint: `Choose another "path", copy the data into <path>/shared by hand, and give "project-name: ${adopted.project}" when the old stack is stopped.`,
                },
            ]
            : []),
    ];
}
function buildFailure({ inputs }, { path, service }) {
    return {
        code: 'mount-source-missing',
        what: `The stack mounts ${shown(path)}, which exists neither in the repository nor on the host`,
        why: `A build makes it, and no service of the stack does. Docker would create an empty directory, and ${service} would have no pages to show.`,
        hint: [
            `Build it in the Dockerfile of an image for ${service}, and remove the mount. Or build it in an earlier step of the job, and add to the step:`,
            'with:',
            ...(inputs.source.kind === 'git' ? ['  source: upload'] : []),
            `  include: ${path}/**`,
        ].join('\n'),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/input-files.js
/** The files of the input `files`: see `placeInputFiles`. */
function decideInputFiles(planning) {
    const { inputs, needsRelease, overlay } = planning;
    const { placed } = overlay;
    if (placed.length === 0)
        return {};
    if (!needsRelease)
        return { unchanged: 'The files of the input files are up to date' };
    const title = `Write ${placed.length === 1 ? 'the file' : `${placed.length} files`} of the input files: ${listed(placed)}`;
    const contents = inputs.files.map(({ digest, content }) => ({ digest, content }));
    return { step: { kind: 'input-files', contents, title, because: reasonsOf(planning).join('; ') } };
}
function reasonsOf({ difference, facts, native, overlay: { placed } }) {
    const changed = placed.filter(({ path }) => difference.inputFiles.includes(path));
    const replaced = placed.filter(({ path }) => facts.repository.replaced?.includes(path) === true);
    const inTree = placed.filter(({ place }) => place === 'tree');
    const where = native === undefined
        ? 'in the directory of the release, where a build can copy it, since no service mounts it as a file'
        : 'in the directory of the release, which only the app’s user can read';
    return [
        changed.length > 0 ? `new or changed: ${listed(changed)}` : 'each release has its own; the contents are unchanged',
        ...(replaced.length > 0 ? [`in place of the tracked file: ${listed(replaced)}`] : []),
        ...(inTree.length > 0 ? [`${where}: ${listed(inTree)}`] : []),
    ];
}
function listed(files) {
    return files.map(({ path }) => path).join(', ');
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/left-behind.js
/** Files by which compose would decide, in the workspace but not in git: an earlier step of the job made them, or they were not committed. */
function decideLeftBehind({ inputs, facts }) {
    const left = facts.repository.leftBehind ?? [];
    const files = left.filter((path) => !path.endsWith('.env') && inputs.composeFiles === undefined);
    const env = left.filter((path) => path.endsWith('.env') && inputs.env === undefined);
    const warnings = [
        ...files.map((path) => `${path} is in the workspace, but git does not track it, so it is not deployed and not used. ` +
            `To use it, commit it or add to the inputs: include: ${path}`),
        ...env.map((path) => `${path} is in the workspace, but git does not track it, so it is not deployed and its variables are not used. ` +
            `To use it, add to the inputs: env-file: ${path}`),
    ];
    return warnings.length === 0 ? {} : { warnings };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/other-files.js
/**
 * Other compose files than those of the current release, found without an input: services and volumes of the site may change with them, although
 * nobody chose that.
 */
function decideOtherFiles({ inputs, facts: { repository, host } }) {
    const { kind, composeFiles, composeBecause } = repository.stack;
    const before = host.current?.composeFiles;
    // A release without Docker has none.
    if (kind === 'native' || host.native !== undefined || inputs.composeFiles !== undefined || before === undefined)
        return {};
    if (before.join('|') === composeFiles.join('|'))
        return {};
    const old = before.length === 0 ? 'the Dockerfile alone' : before.join(' with ');
    const found = composeFiles.length === 0 ? 'the Dockerfile alone' : composeFiles.join(' with ');
    const warning = `The current release is made of ${old}, and this one is made of ${found}: ${composeBecause}. ` +
        `Services and volumes that only the current one has are not used any more. To stay with it, ${howToStay(before)}`;
    return { warnings: [warning] };
}
function howToStay(before) {
    const [file, ...more] = before;
    if (file === undefined)
        return 'add to the inputs: dockerfile: Dockerfile';
    if (more.length === 0)
        return `add to the inputs: compose-file: ${file}`;
    return `add to the inputs:\ncompose-file: |\n${before.map((path) => `  ${path}`).join('\n')}`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/images/image-plan.js
/** Compares the tags on the host with those in the registries. Pure. */
function imagePlan({ services, bases }, images, now) {
    const facts = new Map(images.map((image) => [image.name, image]));
    const pulledBases = bases.filter(({ isPulled }) => isPulled);
    const noted = pulledBases.flatMap(({ name }) => {
        const fact = facts.get(name);
        const digest = fact?.found ?? fact?.base;
        return digest === undefined ? [] : [[name, digest]];
    });
    return {
        moved: grouped(services.map((image) => [image.service, change(image, facts.get(image.name), now)])),
        rebased: grouped(pulledBases.map(({ builder, name }) => [builder, rebase(facts.get(name))])),
        bases: Object.fromEntries(noted),
        areBasesKnown: pulledBases.every(({ name }) => facts.get(name)?.problem === undefined),
    };
}
function change({ rule }, fact, now) {
    if (fact?.found === undefined || !rule.isCompared || fact.held.length === 0)
        return undefined;
    const age = fact.since === undefined ? Infinity : (now.getTime() - fact.since.getTime()) / 1000;
    if (fact.held.includes(fact.found) || age < rule.minimumAge)
        return undefined;
    return { name: fact.name, before: fact.held[0], after: fact.found };
}
/** The engine does not say what a build was made from: where nothing is noted, it counts as old. */
function rebase(fact) {
    if (fact?.found === undefined || fact.base === fact.found)
        return undefined;
    return { name: fact.name, before: fact.base, after: fact.found };
}
function grouped(changes) {
    const found = new Map();
    for (const [service, one] of changes) {
        if (one === undefined)
            continue;
        const services = found.get(one.name)?.services ?? [];
        found.set(one.name, { ...one, services: services.includes(service) ? services : [...services, service] });
    }
    return [...found.values()];
}
/** Why images make a release, each as a sentence without a full stop. */
function imageChanges({ moved, rebased }) {
    return [
        ...moved.map((change) => changeText(change)),
        ...rebased.map((change) => `${changeText(change)}, and ${change.services.join(', ')} is built from it`),
    ];
}
/** With digests as `docker images` shortens them. */
function changeText({ name, before, after }) {
    return `${name} is a new image in its registry (${before === undefined ? 'not recorded' : image_plan_short(before)} → ${image_plan_short(after)})`;
}
function image_plan_short(digest) {
    return digest.slice(0, 'sha256:'.length + 12);
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/externals.js

/** Networks and volumes that are declared as external, and linked containers of others, that the host does not have. */
function missingExternals(planning) {
    const { host, repository } = planning.facts;
    const { externals } = repository.stack;
    const isMissing = ({ kind, name }) => !host.docker.installed || host.missing.some((one) => one.kind === kind && one.name === name);
    return [...externals.filter(isMissing).map((one) => externals_failureOf(one, planning)), ...unsupported(planning)];
}
function externals_failureOf(external, planning) {
    const { kind, name, services } = external;
    const users = services.length === 0 ? 'the bundled reverse proxy' : services.join(', ');
    if (kind === 'container') {
        return {
            code: 'external-resource-missing',
            what: `The container ${name} in external_links of ${users} is not on the host`,
            why: 'docker compose does not start it: it belongs to another project. The containers that are linked to it would not start.',
            hint: `Start the project that has ${name} on this host first, or remove it from external_links.`,
        };
    }
    return {
        code: 'external-resource-missing',
        what: `The external ${kind} ${name}, used by ${users}, is not on the host`,
        why: `docker compose does not create what is declared as external: the deploy would fail when its containers start.`,
        hint: [
            `${withoutDocker(planning)}To create it, run on the host: docker ${kind} create ${quoted(name)}`,
            `Or remove "external: true" from it in the compose file, and docker compose creates one for this site${kind === 'volume' ? ', which is empty' : ''}.`,
            ...(isOfProxy(external, planning) ? [ofProxy(planning)] : []),
        ].join('\n'),
    };
}
function withoutDocker({ facts: { host } }) {
    if (host.docker.installed)
        return '';
    return 'Docker is not installed on the host yet, so install it first (sudo apt-get install docker.io, or sudo dnf install docker). ';
}
const PROXY_NETWORK = /traefik|proxy|caddy|nginx|npm|swag|ingress/i;
const PROXY_LABEL = /^(traefik|caddy)([._]|$)/;
/** Whether a network is that of a reverse proxy that runs as a project of its own, with sites of others behind it. */
function isOfProxy({ kind, name, services }, { facts }) {
    const { kind: stackKind, config } = facts.repository.stack;
    if (kind !== 'network' || stackKind !== 'app')
        return false;
    const isBehind = (service) => {
        const { labels = {}, environment } = config.services[service] ?? {};
        return Object.keys(labels).some((label) => PROXY_LABEL.test(label)) || 'VIRTUAL_HOST' in mappingOf(environment);
    };
    return PROXY_NETWORK.test(name) || services.some(isBehind);
}
function ofProxy({ facts }) {
    const { service } = facts.repository.stack.entry;
    return (`If it is the network of a reverse proxy in another project, such as Traefik: this site has the bundled one on ports 80 and 443, ` +
        `which reaches ${service} without that network. Then remove the network from the compose file.`);
}
/** Only swarms have these. */
function unsupported({ facts }) {
    const { config, composeFiles } = facts.repository.stack;
    return ['secrets', 'configs'].flatMap((section) => {
        const used = new Set(Object.values(config.services).flatMap((one) => (one[section] ?? []).map(({ source }) => source)));
        const names = Object.entries(config[section]).flatMap(([name, { external }]) => external === true && used.has(name) ? [name] : []);
        return names.map((name) => ({
            code: 'compose-file-invalid',
            what: `${composeFiles.join(' with ')} has ${name} under ${section} as external, which docker compose does not support`,
            why: 'External secrets and configs exist in Docker Swarm only.',
            hint: `Give ${name} a "file" or an "environment", and its content with the input "files" or "env".`,
        }));
    });
}
function quoted(name) {
    return /^[\w.-]+$/.test(name) ? name : `'${name.replaceAll("'", String.raw `'\''`)}'`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/health-waits.js

/** Health checks for official images without one of their own (docker-library/official-images, their Dockerfiles have no HEALTHCHECK). */
const CHECKS = new Map([
    ['postgres', '["CMD-SHELL", "pg_isready -U $${POSTGRES_USER:-postgres}"]'],
    ['mysql', '["CMD", "mysqladmin", "ping", "-h", "127.0.0.1"]'],
    ['mariadb', '["CMD", "healthcheck.sh", "--connect", "--innodb_initialized"]'],
    ['redis', '["CMD", "redis-cli", "ping"]'],
    ['mongo', '["CMD", "mongosh", "--quiet", "--eval", "db.adminCommand(\'ping\')"]'],
    ['rabbitmq', '["CMD", "rabbitmq-diagnostics", "-q", "ping"]'],
]);
/** Services that wait for the health of one that has no health check: docker compose would stop instead of starting them. */
function healthWaitRefusals({ facts }) {
    const { config, composeFiles, services } = facts.repository.stack;
    const checked = new Set(services.flatMap(({ name, hasHealthcheck }) => (hasHealthcheck ? [name] : [])));
    return Object.entries(config.services).flatMap(([name, dependency]) => {
        const check = checkOf(dependency);
        const waiting = Object.entries(config.services).flatMap(([other, { depends_on: dependsOn }]) => dependsOn?.[name]?.condition === 'service_healthy' ? [other] : []);
        if (check === undefined || waiting.length === 0 || checked.has(name))
            return [];
        return [
            {
                code: 'compose-file-invalid',
                what: `${composeFiles.join(' with ')} lets ${waiting.join(', ')} wait until ${name} is healthy, and ${name} has no health check`,
                why: `The image ${dependency.image ?? ''} has none either, so docker compose would stop when it starts them.`,
                hint: `Add to the service ${name}:\n    healthcheck:\n      test: ${check}\n      interval: 5s\n      retries: 20\nOr write "condition: service_started".`,
            },
        ];
    });
}
function checkOf({ image = '', build }) {
    return build === undefined ? CHECKS.get(officialImage(image)?.name ?? '') : undefined;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/other-names.js


/** Variables that hold the site's name. */
const HOST = /DOMAIN|HOST|SITE|SERVER_NAME|FQDN/i;
/** The stack's own reverse proxy is for other names only, so the site could not be verified. `proxy: own` says that it is not. */
function otherNamesRefusals(planning) {
    return planning.inputs.proxy === 'own' ? [] : otherNames(planning);
}
/** The same as warnings, where people have decided. */
function otherNamesWarnings(planning) {
    return planning.inputs.proxy === 'own' ? otherNames(planning).map(({ what, why }) => `${what}. ${why ?? ''}`) : [];
}
function otherNames(planning) {
    const { facts, inputs } = planning;
    const [domain = ''] = (0,inputs_inputs/* namesOf */.eZ)(inputs);
    return facts.repository.stack.proxyFindings.flatMap((finding) => (finding.kind === 'blank' ? blankFailure(planning, finding.blank, domain) : other_names_failureOf(finding, domain)) ?? []);
}
/** A variable that only the host knows may have a value. */
function blankFailure(planning, blank, domain) {
    const { needed, blank: emptied, passedOn } = missingValues(planning);
    const isOf = ({ places }) => places.some((place) => blank.some(({ service }) => place.startsWith(`services.${service}.`)));
    const variables = [...emptied, ...passedOn].filter(isOf).map(({ name }) => name);
    // One of several may be the name of a tool.
    const isSite = (name) => variables.length === 1 && HOST.test(name);
    if (variables.length === 0 || needed.some(isOf))
        return undefined;
    return {
        code: 'domain-not-served',
        what: `The reverse proxy of the stack gets no name of a site: ${blank.map(({ place }) => place).join(', ')}`,
        why: `The name is a variable without a value (${variables.join(', ')}), so that it is empty.`,
        hint: `Add to the workflow step; the name of the site is ${domain}:\nwith:\n  env: |\n${variables.map((name) => `    ${name}=${isSite(name) ? domain : `\${{ secrets.${name} }}`}`).join('\n')}`,
    };
}
function other_names_failureOf(finding, domain) {
    if (finding.kind === 'scheme' || finding.kind === 'names' || isAmong(domain, finding.names))
        return undefined;
    if (finding.kind === 'rules') {
        const rules = finding.rules.map(({ rule, place }) => `${rule} (${place})`);
        return {
            code: 'domain-not-served',
            what: `Traefik has no router for ${domain}`,
            why: `It would answer with 404: its routers are for other names, ${rules.join(', ')}.`,
            hint: `Add Host(\`${domain}\`) to the rule of the app. If Traefik has routers that the repository does not show, set proxy: own.`,
        };
    }
    const { product, names, places } = finding;
    return {
        code: 'domain-not-served',
        what: `${product} requests certificates for ${names.join(', ')}, and not for ${domain}`,
        why: `The names are in ${places.join(', ')}. Visitors of https://${domain} would see a certificate error.`,
        hint: `Write ${domain} there, or set the input domain to one of these names. If ${product} has sites that the repository does not show, set proxy: own.`,
    };
}
/** `*.example.com` covers one label. */
function isAmong(name, names) {
    const parent = name.split('.').slice(1).join('.');
    return names.some((by) => by === name || (by.startsWith('*.') && parent === by.slice(2)));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/postgres-mounts.js



const OLD_PLACE = '/var/lib/postgresql/data';
/** Keeps its database in /var/lib/postgresql/18/docker, and ends if something is mounted at the old place (docker-entrypoint.sh of 18). */
const FIRST_MOVED = 18;
/** Services with the official image of PostgreSQL 18 or later and a mount at the place that older versions used. Pure. */
function wrongPostgresMounts({ services }) {
    return Object.entries(services).flatMap(([service, { image = '', build, volumes, environment }]) => {
        const found = build === undefined ? officialImage(image) : undefined;
        if (found?.name !== 'postgres')
            return [];
        const isOld = readMounts(volumes).some(({ target }) => target === OLD_PLACE);
        if (!isOld || mappingOf(environment)['PGDATA'] !== undefined)
            return [];
        const version = /^\d+/.exec(found.tag)?.[0];
        if (version !== undefined && Number(version) < FIRST_MOVED)
            return [];
        return [{ service, image, isSure: version !== undefined }];
    });
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/postgres-mounts.js

/** A database that would end at once: docker compose starts it, and all that waits for it fails. */
function postgresMountRefusals({ facts }) {
    const { config, composeFiles } = facts.repository.stack;
    const found = wrongPostgresMounts(config).filter(({ isSure }) => isSure);
    return found.map((one) => ({
        code: 'compose-file-invalid',
        what: `${composeFiles.join(' with ')} mounts /var/lib/postgresql/data of ${one.service}, and ${one.image} does not start with it`,
        ...postgres_mounts_textOf(one),
    }));
}
/** The newest image is of such a version, unless the host has an older one that runs. */
function decidePostgresMounts({ facts }) {
    if (facts.host.current !== undefined)
        return {};
    const found = wrongPostgresMounts(facts.repository.stack.config).filter(({ isSure }) => !isSure);
    const warnings = found.map((one) => {
        const { why, hint } = postgres_mounts_textOf(one);
        return `${one.service} mounts /var/lib/postgresql/data, and ${one.image} may be PostgreSQL 18 or later. ${why} ${hint}`;
    });
    return warnings.length === 0 ? {} : { warnings };
}
function postgres_mounts_textOf({ service }) {
    return {
        why: 'Since version 18 the image keeps its database in /var/lib/postgresql/18/docker, and ends when something is mounted at the old place.',
        hint: `Mount the volume of ${service} at /var/lib/postgresql, or name the version that its data is of, such as image: postgres:17.`,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/reserved-names.js



/** Names of the bundled reverse proxy that the project has itself: compose would make one of the two. */
function reservedNameRefusals(planning) {
    const { stack } = planning.facts.repository;
    const reserved = reservedNames(planning.site.project);
    if (stack.kind === 'whole')
        return [];
    if (stack.kind === 'dockerfile')
        return reserved.services.filter((name) => name === stack.entry.service).map(asInput);
    const where = stack.composeFiles.join(' with ');
    return [
        ...uses(stack.config, reserved).map(({ kind, name }) => inFiles(where, kind, name)),
        ...byHand(planning, reserved),
    ];
}
function uses(config, reserved) {
    const services = allServices(config);
    const volumes = Object.entries(config.volumes).flatMap(([key, { name = '' }]) => reserved.volumes.includes(key) ? key : reserved.engineVolumes.filter((one) => one === name));
    const found = [
        { kind: 'service', names: services.map(([name]) => name).filter((name) => reserved.services.includes(name)) },
        { kind: 'volume', names: volumes },
        {
            kind: 'container_name',
            names: services.flatMap(([, { container_name: own }]) => reserved.containers.filter((name) => name === own)),
        },
    ];
    return found.flatMap(({ kind, names }) => names.map((name) => ({ kind, name })));
}
/** The container of a stack that this site goes on with would be taken for the bundled reverse proxy. */
function byHand(planning, reserved) {
    const { folder, services = [] } = adoptedStack(planning) ?? {};
    const own = planning.facts.repository.stack.services.map(({ name }) => name);
    return services
        .filter((name) => reserved.services.includes(name) && !own.includes(name))
        .map((name) => ({
        code: 'name-reserved',
        what: `The stack that was started by hand in ${folder ?? ''} has a service ${name}, a name that the bundled reverse proxy uses`,
        why: 'Its container would be mistaken for the bundled reverse proxy.',
        hint: `Rename the service ${name} there too, and start the stack as you started it before. Then run the job again.`,
    }));
}
function inFiles(where, kind, name) {
    const data = kind === 'volume' ? ' Copy what it contains to the volume of the new name.' : '';
    return {
        code: 'name-reserved',
        what: `${where} has a ${kind} ${name}, a name that the bundled reverse proxy uses`,
        why: 'docker compose would merge the two.',
        hint: `Rename the ${kind} ${name}.${data} If it belongs to your own reverse proxy, set "proxy: own": then nothing is added to the project.`,
    };
}
function asInput(name) {
    return {
        code: 'name-reserved',
        what: `The input app-service is ${name}, a name that the bundled reverse proxy uses`,
        why: 'docker compose would merge the two.',
        hint: 'Choose another name, or leave app-service out.',
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/root-users.js


/** A MySQL that would not make its database: `MYSQL_USER` is for another user than root (docker-entrypoint.sh of docker-library/mysql). */
function rootUserRefusals({ facts }) {
    // A database that was made is not made again.
    if (facts.host.current !== undefined)
        return [];
    const { config, composeFiles } = facts.repository.stack;
    return Object.entries(config.services).flatMap(([service, { image = '', build, environment }]) => {
        const isMysql = build === undefined && officialImage(image)?.name === 'mysql';
        if (!isMysql || mappingOf(environment)['MYSQL_USER'] !== 'root')
            return [];
        return [
            {
                code: 'compose-file-invalid',
                what: `${composeFiles.join(' with ')} has MYSQL_USER: root for ${service}, and ${image} does not start with it`,
                why: 'The user root is there in any case, with the password in MYSQL_ROOT_PASSWORD. MYSQL_USER names a further one.',
                hint: 'Remove MYSQL_USER and MYSQL_PASSWORD from the service, or give MYSQL_USER another name, and the app the same.',
            },
        ];
    });
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/startless.js
/** A repository that has only a Dockerfile, whose container would end at once. */
function startlessRefusals({ facts, inputs }) {
    const { startlessBase } = facts.repository.stack;
    if (startlessBase === undefined)
        return [];
    return [
        {
            code: 'nothing-to-deploy',
            what: `The ${inputs.build.dockerfile ?? 'Dockerfile'} starts no program`,
            why: `It has no CMD or ENTRYPOINT, and the image ${startlessBase} has only a shell or an interpreter, which ends at once.`,
            hint: 'Add a CMD to it that starts your app. If a compose file has the command, name that file as `compose-file`.',
        },
    ];
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/unreachable-entry.js



/** An entry that is in no network of the project: the bundled reverse proxy passes requests through one. */
function unreachableEntry({ facts }) {
    const { stack } = facts.repository;
    const { service } = stack.entry;
    const mode = stack.config.services[service]?.network_mode ?? '';
    const found = stack.kind === 'app' ? (elsewhere(service, mode) ?? linked(stack, service)) : undefined;
    if (found === undefined)
        return [];
    const what = `The service ${service} uses network_mode ${mode}, so the bundled reverse proxy cannot reach it`;
    return [{ code: 'entry-unreachable', what, ...found }];
}
function elsewhere(service, mode) {
    const network = foreignNetwork(mode);
    if (network === undefined)
        return undefined;
    const [kind, name = ''] = network.split(':');
    const through = 'The reverse proxy passes requests through a network of the project';
    const remove = `Remove network_mode from ${service}`;
    const another = 'or name another service as app-service';
    if (kind === 'service') {
        return {
            why: `${through}. ${service} shares the network of the service ${name}, so its port is open there`,
            hint: `${remove}, or set app-service: ${name} and, as app-port, the port on which ${service} listens.`,
        };
    }
    if (kind === 'container') {
        return {
            why: `${through}. ${service} shares the network of the container ${name}`,
            hint: `${remove}, ${another}.`,
        };
    }
    if (kind === 'host')
        return { why: `${through}. ${service} is in the network of the host`, hint: `${remove}, ${another}.` };
    if (kind === 'none')
        return { why: `${through}. ${service} has no network`, hint: `${remove}, ${another}.` };
    return {
        why: `${through}. ${service} is only in the network ${network}`,
        hint: `Write networks: [${network}] instead of network_mode, and declare ${network} as external under networks of the compose file.`,
    };
}
/** Links to containers of other projects work in Docker's default network only, which a service behind the proxy has to leave. */
function linked({ kind, config, entry }, service) {
    const moved = movedServices({ kind, config, entry });
    const links = allServices(config).flatMap(([name, { external_links: found }]) => moved.includes(name) && isList(found) ? found.map(value_textOf) : []);
    if (links.length === 0)
        return undefined;
    return {
        why: `It would be moved into the network of the project, where its external_links do not work: ${links.join(', ')}`,
        hint: `Remove network_mode from ${service}, and put it and the linked containers into one network that is declared as external.`,
    };
}

// EXTERNAL MODULE: ./.build/compiled/access/check-host.js
var check_host = __webpack_require__(206);
// EXTERNAL MODULE: ./.build/compiled/access/describe.js
var access_describe = __webpack_require__(9630);
// EXTERNAL MODULE: ./.build/compiled/access/inbound.js
var inbound = __webpack_require__(7594);
;// CONCATENATED MODULE: ./.build/compiled/access/web-ports.js

/** The ports of every site: HTTP for the certificate authority and for redirects, and HTTPS. */
const WEB_PORTS = [80, 443];
const ALL = { 4: '0.0.0.0/0', 6: '::/0' };
/** Both ports, in each family in which the instance has a public address, or IPv4 if it has none. */
function webPortsOf({ instance, rules = [] }) {
    const { publicAddress, ipv6Addresses } = instance;
    const hasV6 = ipv6Addresses.length > 0;
    const families = [...(publicAddress !== undefined || !hasV6 ? [4] : []), ...(hasV6 ? [6] : [])];
    return WEB_PORTS.flatMap((port) => families.map((family) => webPort(port, family, rules)));
}
function webPort(port, family, rules) {
    const covering = rules.filter((rule) => (0,inbound/* covers */.hU)(rule, port) && isOf(rule, family));
    const isOpen = (0,inbound/* openToWorld */.g1)(covering, port).some(({ network }) => network === ALL[family]);
    const sources = [...new Set(covering.map(({ network, peer }) => network ?? peer ?? 'unknown'))];
    const openTo = isOpen ? 'all' : covering.length > 0 ? 'some' : 'none';
    return { port, family, openTo, sources, isChosen: covering.some(({ network }) => network === undefined) };
}
/** Another group, or a prefix list, may be of either family. */
function isOf({ network }, family) {
    return network === undefined || network.includes(':') === (family === 6);
}
/** The rule that opens a port to all; undefined: the instance has no security group. */
function openingRule({ port, family }, { groups }) {
    // That of the rule for runners is kept for it, so that a role may change it and no other.
    const group = groups.find(({ name }) => !name.startsWith('ec2-https-deploy')) ?? groups[0];
    return group && { group, port, network: ALL[family] };
}
/** The command that adds the rule. */
function openingCommand({ group, port, network }) {
    const ranges = network.includes(':') ? `Ipv6Ranges=[{CidrIpv6=${network}}]` : `IpRanges=[{CidrIp=${network}}]`;
    return `aws ec2 authorize-security-group-ingress --group-id ${group.id} --ip-permissions 'IpProtocol=tcp,FromPort=${port},ToPort=${port},${ranges}'`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/web-ports-text.js


/** What the rules allow of ports that not all addresses may use. */
function limitedText(ports, { instance }) {
    const sources = [...new Set(ports.flatMap((one) => one.sources))];
    const shown = sources.length > 4 ? [...sources.slice(0, 3), `${sources.length - 3} more`] : sources;
    return `The security groups of instance ${(0,access_describe/* instanceText */.tK)(instance)} allow port ${portsText(ports)} from ${shown.join(', ')} only`;
}
/** The same, where visitors may come from other addresses. */
function limitedWarning(ports, known) {
    const isChosen = ports.some((one) => one.isChosen);
    return [
        `${limitedText(ports, known)}. Visitors from other addresses get no response.`,
        ...(hasPort(ports, 80) ? ['Certificates are verified by HTTP-01 from any address, on port 80.'] : []),
        'If a load balancer or CDN is in front of the instance, set dns-target to it, or dns: none.',
        ...(isChosen ? [] : ['Otherwise set open-web-ports: true.']),
        openingHint(ports, known),
    ].join(' ');
}
/** Of ports that no address may use, in one family or in both. */
function closedText(ports, known) {
    const isV6 = ports.every(({ family }) => family === 6);
    const meaning = isV6
        ? 'Visitors with IPv6 get no response if the names have AAAA records for the instance.'
        : consequences(ports);
    return `No security group of instance ${(0,access_describe/* instanceText */.tK)(known.instance)} allows port ${portsText(ports)}${isV6 ? ' over IPv6' : ''}. ${meaning} Unless visitors come in another way, such as through a tunnel, set open-web-ports: true. ${openingHint(ports, known)}`;
}
/** What does not work while they are closed. */
function consequences(ports) {
    return [
        ...(hasPort(ports, 80) ? ['Without port 80 no certificate can be requested or renewed by HTTP-01.'] : []),
        ...(hasPort(ports, 443) ? ['Without port 443 no visitor reaches the site.'] : []),
    ].join(' ');
}
/** The commands that open them. */
function openingHint(ports, { instance }) {
    const rules = ports.flatMap((port) => openingRule(port, instance) ?? []);
    return ['To add the rules yourself:', ...rules.map(openingCommand)].join('\n');
}
/** `80 and 443` */
function portsText(ports) {
    return [...new Set(ports.map(({ port }) => port))].join(' and ');
}
function hasPort(ports, port) {
    return ports.some((one) => one.port === port);
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/web-ports.js





/** Whether the security groups admit visitors, and the step that makes them do so. */
function decideWebPorts(planning) {
    const known = planning.facts.instance;
    if (known?.rules === undefined)
        return {};
    const missing = webPortsOf(known).filter(({ openTo }) => openTo !== 'all');
    if (missing.length === 0)
        return { unchanged: `Ports 80 and 443 of instance ${(0,access_describe/* instanceText */.tK)(known.instance)} are open to all addresses` };
    const opened = openedPorts(planning, missing);
    const refused = refusedPorts(planning, known);
    const left = missing.filter((one) => !opened.includes(one) && refused.every(({ port }) => port !== one.port));
    const limited = left.filter(({ openTo }) => openTo === 'some');
    const closed = left.filter(({ openTo }) => openTo === 'none');
    const rules = opened.flatMap((port) => openingRule(port, known.instance) ?? []);
    const isElsewhere = planning.inputs.dns.kind === 'route53' && !web_ports_pointsTo(planning, known);
    return {
        ...(rules.length === 0 ? {} : { step: stepOf(rules) }),
        ...(limited.length > 0 && isElsewhere ? { unchanged: limitedText(limited, known) } : {}),
        warnings: [
            ...(limited.length > 0 && !isElsewhere ? [limitedWarning(limited, known)] : []),
            ...(closed.length > 0 ? [closedText(closed, known)] : []),
        ],
    };
}
/** A port that no one gets to, where the records point to the instance itself: there would be no site. */
function webPortRefusals(planning) {
    const known = planning.facts.instance;
    if (known?.rules === undefined)
        return [];
    const closed = refusedPorts(planning, known);
    if (closed.length === 0)
        return [];
    const { groups } = known.instance;
    return [
        {
            code: 'web-port-closed',
            what: `No security group of instance ${(0,access_describe/* instanceText */.tK)(known.instance)} allows visitors to use port ${portsText(closed)}`,
            why: `${consequences(closed)} Its security groups are ${groups.map(({ id, name }) => `${id} (${name})`).join(', ')}.`,
            hint: `Set open-web-ports: true, which adds rules for all addresses. ${openingHint(closed, known)}`,
        },
    ];
}
function refusedPorts(planning, known) {
    const { inputs } = planning;
    if (inputs.dns.kind === 'none' || !web_ports_pointsTo(planning, known) || inputs.opensWebPorts)
        return [];
    const all = webPortsOf(known);
    const isClosed = (port) => all.every((one) => one.port !== port || one.openTo === 'none');
    return all.filter(({ port }) => isClosed(port) && (port === 443 || needsHttp01(planning)));
}
/** Whether the records that are ours point to the instance itself. */
function web_ports_pointsTo({ facts: { target } }, { instance }) {
    const targets = target.kind === 'ip' ? [target.address] : target.addresses;
    return (0,check_host/* addressesOf */.s)(instance).some((address) => targets.includes(address));
}
/** A proxy of the stack's own, or a command, may come to a certificate without port 80. */
function needsHttp01({ inputs, facts }) {
    const own = facts.repository.stack.ownProxy;
    const isKnown = !isAsking(facts.repository);
    return isKnown && (own === undefined || own.kind === 'certbot') && inputs.certifyCommand === undefined;
}
/** Where a load balancer or a CDN is admitted, someone has decided that visitors come through it. */
function openedPorts({ inputs }, missing) {
    return inputs.opensWebPorts ? missing.filter(({ isChosen }) => !isChosen) : [];
}
function stepOf(rules) {
    const groups = [...new Set(rules.map(({ group: { id, name } }) => `${id} (${name})`))].join(', ');
    const networks = [...new Set(rules.map(({ network }) => network))].join(' and ');
    return {
        kind: 'web-ports',
        rules,
        title: `Open port ${portsText(rules)} in security group ${groups}`,
        because: `no rule of the instance allows ${networks} there (open-web-ports: true)`,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/blockers.js










/** What the host or the repository is like that makes a deploy impossible. All of it at once. */
function hostRefusals(planning) {
    return [
        ...hostConditions(planning),
        ...reservedNameRefusals(planning),
        ...healthWaitRefusals(planning),
        ...postgresMountRefusals(planning),
        ...rootUserRefusals(planning),
        ...startlessRefusals(planning),
        ...otherNamesRefusals(planning),
        ...unreachableEntry(planning),
        ...missingExternals(planning),
    ];
}
/** Those of the host, whatever the repository asks for. */
function hostConditions(planning) {
    return [...webPortRefusals(planning), ...ports(planning), ...diskRefusals(planning), ...place(planning)];
}
function ports({ facts, native }) {
    // A native site shares the nginx of the host with others; a container on these ports is another runtime's, even if it is of this site.
    const isOurs = (ours) => (native === undefined ? ours : native.facts.nginxHoldsPorts);
    const taken = facts.host.ports.filter(({ ours }) => !isOurs(ours));
    return [...new Set(taken.map(({ holder }) => holder))].map((holder) => {
        const held = taken.filter((one) => one.holder === holder).map(({ port }) => port);
        return {
            code: 'port-in-use',
            what: `Port ${held.join(' and ')} of the host is in use by ${holder}`,
            why: 'It is not part of this site, so it is not stopped. One host serves one site on ports 80 and 443.',
            hint: [
                `To find out what it is (read-only): ${howToLook(held[0] ?? 80, holder)}`,
                'Then deploy this site to another host (input host). If the program is yours and no longer needed, stop it the way it was started, and run the job again.',
            ].join('\n'),
        };
    });
}
/** Commands that only read. A holder is `container NAME (project PROJECT)`, `container NAME`, or the name of a program. */
function howToLook(port, holder) {
    const [, name, project] = /^container (\S+)(?: \(project (\S+)\))?/.exec(holder) ?? [];
    if (name === undefined) {
        return `sudo ss -ltnp 'sport = :${port}' shows the process, and systemctl status PID the service that it belongs to.`;
    }
    if (project === undefined)
        return `docker ps --filter name=${name} shows its image and its age.`;
    return `docker compose ls --all --filter name=${project} shows the project's compose files. Files below a directory "releases" are those of another site that this action deployed.`;
}
function place({ facts: { host }, inputs, native }) {
    if (host.rootWritable)
        return [];
    // The host program makes it with the rights of root.
    if (native !== undefined && host.privilege !== 'none')
        return [];
    return [
        {
            code: 'path-not-writable',
            what: `${host.user} cannot write to ${host.root} (path: ${inputs.path})`,
            hint: `Choose a path below the home directory, such as ~/app, or make the user its owner: sudo install -d -o ${host.user} ${host.root}`,
        },
    ];
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/prune.js


function decidePrune(planning) {
    const { needsRelease, facts } = planning;
    if (decideRoom(planning).step !== undefined)
        return {};
    const releases = facts.host.releaseCount + (needsRelease ? 1 : 0);
    if (!needsRelease || releases <= keptReleases)
        return {};
    const title = `Remove all but the last ${keptReleases} releases and ${onlyTheirs(planning)}`;
    return {
        step: {
            kind: 'prune',
            keep: keptReleases,
            needs: { bytes: 0, inodes: 0 },
            title,
            because: `there are ${releases} releases`,
        },
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/native/distribution.js

/** Package pages of Debian and Ubuntu, and the user guide of Amazon Linux 2023, whose nginx is newer by now: the oldest counts. */
const KNOWN = {
    'debian 12': { python: '3.11', nginx: '1.22.1' },
    'debian 13': { python: '3.13', nginx: '1.26.3' },
    'ubuntu 22.04': { python: '3.10', nginx: '1.18.0' },
    'ubuntu 24.04': { python: '3.12', nginx: '1.24.0' },
    'ubuntu 26.04': { python: '3.14', nginx: '1.28.0' },
    // Its `python3` stays 3.9, which ended in 2025 and runs no Django that is still supported; newer ones are packages of their own.
    'amzn 2023': { python: '3.9', newerPython: '3.13', nginx: '1.24.0' },
};
/** undefined: it is not known. */
function distribution({ id, versionId }) {
    return KNOWN[`${id} ${id === 'amzn' ? (versionId.split('.')[0] ?? '') : versionId}`];
}
/** The nginx of a host, or the one that it gets. One that nobody knows is taken for the oldest, whose configuration all of them read. */
function hostNginx(host) {
    const version = host.native?.nginx ?? distribution(host.os)?.nginx ?? '1.18.0';
    return { version, hasIpv6: host.native?.hasIpv6 ?? false };
}
/** All that a host may need which gets its nginx in this run: a package is updated without its distribution. Empty if nginx is there. */
function dialectsToCome(site, host) {
    if (host.native?.nginx !== undefined)
        return new Map();
    return new Map(dialectVersions.map((version) => [version, hostDialect(site, { version, hasIpv6: host.native?.hasIpv6 ?? false })]));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/native/python.js
/**
 * The input; else the usual Python of the distribution, unless the project names a newer one, or one that the host has besides. What the
 * host does not have is installed, or refused, by its name; but a version that developers chose for themselves refuses nothing.
 */
function choosePython(given, wanted, { usual, pythons, mayInstall }) {
    if (given !== undefined)
        return { program: `python${given}`, version: given, source: 'python-version' };
    const own = { ...usual, source: undefined };
    if (wanted === undefined || usual.version === undefined)
        return own;
    const has = minorOf(usual.version);
    const named = (minor) => ({
        ...{ program: `python3.${minor}`, version: `3.${minor}`, source: wanted.path },
    });
    const isHere = (minor) => pythons.has(`python3.${minor}`);
    const passing = wanted.isPreferred ? { ...own, passedOver: `3.${wanted.minor} of ${wanted.path}` } : own;
    if (has === wanted.minor)
        return own;
    if (has > wanted.minor && !(wanted.isPreferred && isHere(wanted.minor)))
        return passing;
    if (isHere(wanted.minor))
        return named(wanted.minor);
    if (wanted.isPreferred && !mayInstall)
        return passing;
    const newer = [...pythons.keys()]
        .map((name) => minorOf(name.replace('python', '')))
        .filter((one) => one > wanted.minor);
    return named(newer.length === 0 ? wanted.minor : Math.min(...newer));
}
/** Of `3.12.4`. */
function minorOf(version) {
    return Number(version.split('.')[1]);
}

;// CONCATENATED MODULE: ./.build/compiled/plan/native/native-plan.js




const NOTHING = {
    nginx: undefined,
    certbot: undefined,
    python: '',
    hasVenv: false,
    venvs: [],
    isActive: false,
    failed: [],
    otherRoot: undefined,
    memoryCurrent: undefined,
    nginxHoldsPorts: false,
    hasIpv6: false,
    pythons: new Map(),
};
/** Pure. */
function nativePlan({ inputs, project, site, host }) {
    const facts = host.native ?? NOTHING;
    const system = distribution(host.os);
    const usual = system?.newerPython === undefined
        ? { program: 'python3', version: /^\d+\.\d+/.exec(facts.python)?.[0] ?? system?.python }
        : { program: `python${system.newerPython}`, version: system.newerPython };
    const python = choosePython(inputs.pythonVersion, project.python, {
        ...{ usual, pythons: facts.pythons, mayInstall: system?.newerPython !== undefined },
    });
    return {
        ...{ project, facts, python, systemPackages: inputs.systemPackages },
        names: nativeNames(site),
        venv: venvKey(project, `${python.version ?? ''} ${host.architecture}`, inputs.sha),
    };
}
/** By all that decides which packages pip installs. What refers to the repository itself is different for each commit. */
function venvKey({ requirements }, python, sha) {
    const { files, packages, texts, isOfRelease } = requirements;
    if (files.length + packages.length === 0)
        return '';
    const content = [python, files, packages, [...texts], isOfRelease ? sha : ''];
    return (0,compiled_digest/* digestOf */.o)(JSON.stringify(content)).slice(0, 16);
}
/**
 * A release without containers: nothing is laid over compose files, and what makes it another release is in the digest. The files of the
 * input `files` are in its directory. Pure.
 */
function nativeOverlay({ project, venv, python, systemPackages }, inputFiles) {
    const placed = inputFiles.map(({ path, digest }) => ({ path, digest, place: 'tree', mode: 0o600 }));
    const { folder, server, workers, staticCommand, environment } = project;
    const made = [
        folder,
        server,
        workers,
        staticCommand ?? '',
        [...environment],
        venv,
        python.program,
        placed,
        systemPackages,
    ];
    return {
        composeFiles: [],
        files: () => (server.settings === '' ? [] : [{ path: 'uwsgi.ini', content: server.settings }]),
        built: [],
        data: [],
        placed,
        digest: (0,compiled_digest/* digestOf */.o)(JSON.stringify(made)),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/native/blockers.js


/** What makes a native site impossible on this host, or with these inputs. All of it at once. */
function nativeRefusals(planning, native) {
    return [...rights(planning), ...names(planning, native), ...values(planning)];
}
/** Users, units and nginx are the system's. */
function rights({ facts: { host } }) {
    if (host.privilege !== 'none')
        return [];
    return [
        {
            code: 'sudo-required',
            what: `runtime: native makes systemd units, but ${host.user} is not root and has no passwordless sudo`,
            hint: 'Log in as a user with sudo (ec2-user, ubuntu or admin on EC2).',
        },
    ];
}
function names({ site }, { facts, names: { unit } }) {
    if (!/^[a-z0-9][a-z0-9_-]*$/.test(site.project) || site.project.length > mostSiteLetters)
        return [
            {
                code: 'native-name-taken',
                what: `${site.project} cannot be the name of a native site: its system user would be ${unit}`,
                why: `The name comes from path. At most ${mostSiteLetters} lower case letters, digits, _ and - are possible.`,
                hint: 'Set a shorter path, such as: path: /srv/shop',
            },
        ];
    if (facts.otherRoot === undefined)
        return [];
    return [
        {
            code: 'native-name-taken',
            what: `The units ${unit}@ belong to another site, in ${facts.otherRoot}`,
            why: `The name of a site is the last part of its path, and ${site.root} ends with the same word.`,
            hint: 'Set another path for this site, such as: path: /srv/shop-two',
        },
    ];
}
function values({ env, needsRelease }) {
    if (!needsRelease || env === undefined)
        return [];
    const found = notForSystemd(env.entries);
    if (found.length === 0)
        return [];
    return [
        {
            code: 'invalid-input',
            what: `systemd cannot pass these variables on: ${found.map(({ key, why }) => `${key} ${why}`).join(', ')}`,
            hint: 'Encode the value, for example in base64, and decode it in the app; or put it into a file of the repository or of the host.',
        },
    ];
}

;// CONCATENATED MODULE: ./.build/compiled/plan/native/decisions.js
/** What the new release needs besides its files: packages, static files, and what starts it. */
function decideNativeBuild({ needsRelease, facts }, native) {
    if (!needsRelease)
        return {};
    const { venv, project, systemPackages } = native;
    const parts = [
        ...(systemPackages.length === 0 ? [] : [`Install ${systemPackages.join(', ')} where missing`]),
        ...(venv === ''
            ? []
            : [native.facts.venvs.includes(venv) ? `Use virtual environment ${venv}` : `Make virtual environment ${venv}`]),
        ...(project.staticCommand === undefined ? [] : ['collect static files']),
    ];
    const title = parts.length === 0 ? 'Write how the release is started' : parts.join('; ');
    const first = facts.host.current === undefined;
    return {
        step: {
            ...{ kind: 'build', built: [], pulled: [], pullsBases: false, envOverlay: '', namesEnv: false },
            title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
            because: [...(first ? project.because : []), decisions_packages(native)].filter(Boolean).join('; '),
        },
    };
}
function decisions_packages({ venv, facts, project, python }) {
    if (venv === '')
        return 'the project has no packages';
    const of = [...project.requirements.files, ...project.requirements.packages].join(', ');
    if (facts.venvs.includes(venv))
        return `an earlier release has the packages of ${of} already`;
    const named = python.source === undefined ? '' : `, which ${python.source} names`;
    const passedOver = python.passedOver === undefined ? '' : `; the host does not have ${python.passedOver}`;
    return `no release has the packages of ${of} with Python ${python.version ?? ''}${named}${passedOver}`;
}
function decideNativeReleaseCommand({ inputs, needsRelease }, { project }) {
    const command = inputs.releaseCommand ?? project.releaseCommand;
    if (!needsRelease || command === undefined)
        return {};
    const from = inputs.releaseCommand === undefined ? 'the line `release:` of the Procfile' : 'release-command';
    return {
        step: {
            ...{ kind: 'release-command', command, service: 'app', dependencies: [], oneShots: [] },
            title: `Run "${command}" once with the new release`,
            because: `${from} runs before each switch`,
        },
    };
}
function decideNativeUp(planning, native) {
    const because = reasonToSwitch(planning, native);
    if (because === undefined)
        return { unchanged: 'The release runs, and nginx passes requests to it' };
    const order = planning.stopFirst === undefined
        ? 'start it next to the old one, check its health, lead nginx to it, stop the old one after its last response'
        : 'stop the old one, then start it';
    const isFirst = planning.difference.isFirst;
    const title = `Switch to release ${planning.release}: ${isFirst ? 'start it, check its health, lead nginx to it' : order}`;
    return { step: { kind: 'up', oneShots: [], title, because } };
}
/** undefined: nothing has to be started. */
function reasonToSwitch({ needsRelease, difference, facts, stopFirst }, native) {
    if (needsRelease) {
        if (difference.isFirst)
            return 'nothing is running yet';
        return stopFirst === undefined ? 'new release' : `new release; the app ${stopFirst}`;
    }
    const { current, proxyRelease } = facts.host;
    if (current?.up === 'unfinished')
        return 'the switch to it did not complete';
    if (proxyRelease !== undefined && proxyRelease !== current?.name)
        return `an earlier switch was interrupted: requests are still served by release ${proxyRelease}`;
    if (native.facts.failed.length > 0)
        return `not running: ${native.facts.failed.join(', ')}`;
    return native.facts.isActive ? undefined : 'it does not run';
}
/** Why two releases do not run at the same time, as the end of a sentence that begins with the app; undefined: they do. */
function nativeStopFirst({ facts }, native) {
    const { memoryCurrent } = native.facts;
    const { available, freeSwap } = facts.host.memory;
    if (memoryCurrent === undefined || available + freeSwap >= spare * memoryCurrent)
        return undefined;
    const mebibytes = (bytes) => `${Math.round(bytes / 1024 ** 2)} MiB`;
    return `uses ${mebibytes(memoryCurrent)} of memory, and the host has ${mebibytes(available + freeSwap)} for a second one`;
}
/** Of what the running release uses: the new one starts with more than it needs later. */
const spare = 1.2;

;// CONCATENATED MODULE: ./.build/compiled/plan/images/denied-hint.js
/** What to do where a registry asks for a login, as sentences. */
function deniedHint(registry) {
    if (registry === 'ghcr.io') {
        return 'Set `github-token: ${{ github.token }}` and give the job `permissions: packages: read`; the package must grant this repository access (Package settings, Manage Actions access)';
    }
    if (/\.dkr\.ecr(?:-fips)?\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/.test(registry)) {
        return 'Give the role of the job ecr:GetAuthorizationToken and, on the repository, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer (aws-actions/configure-aws-credentials in an earlier step)';
    }
    return `Add a line \`${registry} <username> <password or token>\` to the input \`registries\`, from a secret`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/images/decide-images.js


/** What is wrong with images before anything is changed: a registry without an answer is no reason to stop a site that runs. */
function decideImages({ facts, needsRelease }) {
    const { services, bases } = facts.repository.images;
    const found = new Map(facts.host.images.map((image) => [image.name, image]));
    const uses = new Map([
        ...bases.map(({ name, at }) => [name, { name, at, isRequired: false, isBase: true }]),
        ...services.map(({ name, at, rule }) => [name, { name, at, isRequired: rule.isRequired, isBase: false }]),
    ]);
    const asked = [...uses.values()].flatMap(({ name, at, isRequired, isBase }) => {
        const image = found.get(name);
        if (image?.problem === undefined)
            return [];
        const isMissing = !image.isPresent && image.held.length === 0 && !isBase;
        return [{ image, at, problem: image.problem, isFatal: isRequired || (isMissing && needsRelease) }];
    });
    const refused = asked.filter(({ problem, isFatal }) => isFatal && ['not-found', 'denied'].includes(problem.kind));
    return {
        refusals: refused.map(({ image, at, problem }) => refusal(image.name, at, problem)),
        warnings: asked
            .filter((one) => !refused.includes(one) && isOfRegistry(one.image))
            .map(({ image, at, problem }) => `${decide_images_warning(image.name, at, problem)}.`),
    };
}
/** An image that was made on the host has no digest: no registry knows it, and none has to. */
function isOfRegistry(image) {
    return !image.isPresent || image.held.length > 0;
}
function decide_images_warning(name, { registry }, { kind, why, until }) {
    const kept = 'The image on the host is used';
    switch (kind) {
        case 'not-found':
            return `${registry} has no image ${name} any more (${why}). ${kept}`;
        case 'denied':
            return `${registry} denied the request for the image ${name} (${why}). ${kept}. ${deniedHint(registry)}`;
        case 'rate-limit':
            return `${registry} limits the rate of requests (${name}: ${why})${until === undefined ? '' : `, until ${until.toISOString()} at the latest`}. ${kept}`;
        case 'unreachable':
            return `${registry} could not be queried for a newer image ${name}: ${why}. ${kept}`;
    }
}
function refusal(name, { registry }, { kind, why }) {
    if (kind === 'not-found') {
        return {
            code: 'image-not-found',
            what: `${registry} has no image ${name}`,
            why,
            hint: 'Check the name and the tag in the compose file. If an earlier job pushes it, let this job need that one.',
        };
    }
    return {
        code: 'registry-denied',
        what: `${registry} denies access to the image ${name}`,
        why: `${why}. A registry answers so too where there is no such image`,
        // Official images need no login, so one does not help.
        hint: officialImage(name)
            ? `Without a user in its name it is an official image of Docker Hub, or one that was only built on another machine. If a Dockerfile of the repository makes ${name}, add its folder to the service: build: .`
            : deniedHint(registry),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/native/bootstrap.js

/** Packages that a native site needs: `python3.13` where an input names that Python. */
function bootstrap_needsOf({ inputs, facts: { host } }, { facts, python, venv }) {
    const isThere = python.program === 'python3' || facts.pythons.has(python.program);
    return [
        ...(inputs.source.kind === 'git' && !host.gitInstalled ? ['git'] : []),
        ...(facts.nginx === undefined ? ['nginx'] : []),
        ...(facts.certbot === undefined ? ['certbot'] : []),
        ...(isThere ? [] : [python.program]),
        ...(venv !== '' && !facts.hasVenv ? ['venv'] : []),
        ...(host.cron.installed && host.cron.running ? [] : ['cron']),
    ];
}
const bootstrap_NAMES = { venv: 'Python’s venv' };
function decideNativeBootstrap(planning, native) {
    const { inputs, facts } = planning;
    const { host } = facts;
    const needs = bootstrap_needsOf(planning, native);
    if (needs.length === 0) {
        const { nginx = '', certbot = '', python } = native.facts;
        return { unchanged: `nginx ${nginx}, certbot ${certbot}, Python ${python} and cron are installed` };
    }
    const list = needs.map((need) => bootstrap_NAMES[need] ?? need).join(', ');
    const refusals = [...pythonMissing(needs, host, native), ...bootstrap_refusalsFor(list, host, inputs.bootstrap)].slice(0, 1);
    if (refusals.length > 0)
        return { refusals };
    return {
        step: {
            ...{ kind: 'bootstrap', needs, plugin: undefined, buildxPlugin: undefined, swapBytes: 0 },
            osFamily: osFamily(host) ?? '',
            title: `Install ${list} on ${host.os.name}`,
            because: 'missing on the host, or not running',
        },
    };
}
/** Debian and Ubuntu have one Python each; Amazon Linux has several. */
function pythonMissing(needs, host, { python, facts }) {
    if (osFamily(host) !== 'apt' || !needs.includes(python.program))
        return [];
    const others = [...(facts.python === '' ? [] : [facts.python]), ...facts.pythons.values()];
    const isInput = python.source === 'python-version';
    const hosts = 'a host whose distribution has that Python: Debian 13 has 3.13, Ubuntu 24.04 has 3.12.';
    return [
        {
            code: 'python-version-missing',
            what: `The host has no ${python.program}, which ${python.source ?? 'the project'} names`,
            why: `${host.os.name} has Python ${[...new Set(others)].join(', ') || 'of no version'}, and no packages of another one`,
            hint: isInput ? `Leave out python-version, or use ${hosts}` : `Use ${hosts}`,
        },
    ];
}
function bootstrap_refusalsFor(list, host, mayInstall) {
    if (!mayInstall)
        return [
            {
                code: 'native-programs-missing',
                what: `On the host, ${list} is missing or not running, and "bootstrap" is false`,
                hint: 'Set "bootstrap: true", or install it yourself with the packages of the distribution.',
            },
        ];
    if (osFamily(host) === undefined)
        return [
            {
                code: 'os-unsupported',
                what: `${list} cannot be installed on ${host.os.name || 'this system'} (${host.os.id} ${host.os.versionId})`,
                hint: 'Use Amazon Linux 2023, Ubuntu or Debian, or install nginx, certbot, Python with venv, and cron yourself.',
            },
        ];
    if (host.privilege !== 'none')
        return [];
    return [
        {
            code: 'sudo-required',
            what: `${list} must be installed, but ${host.user} is not root and has no passwordless sudo`,
            hint: `Log in as a user with sudo (ec2-user, ubuntu or admin on EC2), or install ${list} yourself.`,
        },
    ];
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/place.js
function shownPlace({ file, line }) {
    return `${file}:${line}`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/environment-slips.js


/** Lines of `environment` that compose accepts, and that give the app less than was meant. */
function decideEnvironmentSlips({ facts }) {
    const { environmentSlips: found = [] } = facts.repository.stack;
    const warnings = [...withColons(found), ...withoutSecret(found)];
    return warnings.length === 0 ? {} : { warnings };
}
/** Values stand there too: they are not printed. */
function withColons(all) {
    const found = all.filter(({ kind }) => kind === 'colon');
    if (found.length === 0)
        return [];
    const lines = found.map((one) => `${shownPlace(one)}: ${one.name}=…`);
    return [
        `Items of a list of environment are NAME=value. These have a colon, and set nothing. Write:\n${lines.join('\n')}`,
    ];
}
function withoutSecret(all) {
    return all
        .filter(({ kind }) => kind === 'empty')
        .map((one) => [
        `${shownPlace(one)} gives ${one.name} an empty text, and the app may need it. Write \${${one.name}:?} as its value, and add to the step:`,
        ...workflowLines({ env: [`${one.name}=\${{ secrets.${one.name} }}`] }),
    ].join('\n'));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/exposed-stores.js

/** Ports of databases, caches and brokers, which no visitor speaks to. */
const STORE_PORTS = new Set([
    ...[
        1433, 1521, 1883, 2181, 2379, 3306, 4222, 5432, 5672, 6333, 6379, 7687, 7700, 8086, 8108, 9042, 9092, 9200, 9300,
        11211, 11434,
    ],
    ...[15672, 26257, 27017],
]);
const LOCAL = /^(127\.|::1$|\[::1\]$)/;
/**
 * Ports of stores, known by their numbers or their images, that the compose file publishes on all interfaces of the host. Docker's rules
 * come before those of ufw. Pure.
 */
function exposedStores({ config }) {
    return Object.entries(config.services).flatMap(([service, { ports = [], image = '', build }]) => ports
        .filter(({ target }) => STORE_PORTS.has(target) || (build === undefined && isStore(image)))
        .filter(({ host_ip: address }) => !LOCAL.test(address ?? ''))
        .map((port) => ({ service, port })));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/exposure.js

/** Whether something that only containers should reach is open to everybody. */
function decideExposure({ facts }) {
    const warnings = exposedStores(facts.repository.stack).map(({ service, port: { published, target } }) => {
        const host = published ?? `${target}`;
        return (`${service} publishes port ${host} on all interfaces of the host, past a firewall such as ufw. ` +
            `Remove it from ports if only containers use it, or write '127.0.0.1:${host}:${target}'.`);
    });
    return warnings.length === 0 ? {} : { warnings };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/hidden-packages.js
/** On a new site nobody has installed them by hand yet. */
function decideHiddenPackages({ facts, inputs }) {
    const { hiddenPackages = [], composeFiles, commandService } = facts.repository.stack;
    if (facts.host.current !== undefined || inputs.releaseCommand !== undefined)
        return {};
    const groups = new Map();
    for (const found of hiddenPackages) {
        const key = [found.mounted, found.target, found.folder].join('\n');
        groups.set(key, [...(groups.get(key) ?? []), found]);
    }
    const warnings = [...groups.values()].map((found) => hidden_packages_textOf(found, composeFiles.join(' with '), commandService));
    return warnings.length === 0 ? {} : { warnings };
}
/** For services that mount the same. */
function hidden_packages_textOf(found, where, commandService) {
    const [{ mounted = '', target = '', folder = '', command = '' } = {}] = found;
    const services = found.map(({ service }) => service);
    const isCommand = services.includes(commandService);
    return (`${where} mounts ${mounted === '' ? 'the repository' : mounted} at ${target} of ${services.join(', ')}, and git does not track ${folder}: ` +
        `what the image has there is hidden, and its packages may be missing. Remove the mount${isCommand ? ', or add to the step:' : '.'}` +
        (isCommand ? `\nrelease-command: ${command}` : ''));
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/own-proxy.js




/** What the stack's own reverse proxy does that visitors would notice, and what becomes of its ports. */
function decideOwnProxy(planning) {
    const { facts, inputs } = planning;
    const { stack } = facts.repository;
    const names = (0,inputs_inputs/* namesOf */.eZ)(inputs);
    const schemes = stack.proxyFindings.filter((finding) => finding.kind === 'scheme');
    const servers = stack.proxyFindings.filter((finding) => finding.kind === 'names');
    const found = [...schemeWarnings(schemes), ...servers.flatMap((finding) => warningOf(finding, names) ?? [])];
    const passedBy = stack.services.flatMap(({ name }) => {
        const ports = droppedPorts(stack, name).map(({ published }) => published);
        if (ports.length === 0)
            return [];
        return [
            `${name} does not publish port ${ports.join(' and ')} any more: the bundled reverse proxy has it, and passes requests to ${stack.entry.service}. ` +
                `To run ${name} unchanged, set proxy: own.`,
        ];
    });
    const warnings = [...found, ...otherNamesWarnings(planning), ...passedBy];
    return warnings.length === 0 ? {} : { warnings };
}
/** One for all lines that are to be changed to the same. */
function schemeWarnings(findings) {
    const lines = new Map();
    for (const finding of findings) {
        const line = `${finding.directive} ${finding.header} $http_x_forwarded_proto;`;
        lines.set(line, [...(lines.get(line) ?? []), finding]);
    }
    return [...lines].map(([line, places]) => {
        const [verb, what] = places.length === 1 ? ['overwrites', 'the line'] : ['overwrite', 'each line'];
        return (`${places.map(shownPlace).join(', ')} ${verb} X-Forwarded-Proto with $scheme, which is http behind the bundled reverse proxy: ` +
            `apps then redirect forever or reject forms. Change ${what} to: ${line}`);
    });
}
function warningOf(finding, names) {
    if (names.some((name) => isAmong(name, finding.names)))
        return undefined;
    const [domain = ''] = names;
    return `${shownPlace(finding)}: server_name names ${finding.names.join(', ')}, and none of them is ${domain}. Add ${domain} to it: for other names nginx uses its first server.`;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/up.js





function decideUp(planning) {
    const { release, facts, site } = planning;
    const { stack } = facts.repository;
    const { missing, stopped } = serviceStates(planning);
    const because = up_reasonOf(planning, missing);
    if (because === undefined) {
        const healthy = 'All containers of the release are healthy';
        return { unchanged: stopped.length === 0 ? healthy : `${healthy}; ${leftAlone(stopped, site.project)}` };
    }
    const names = stopped.map(({ name }) => name).join(', ');
    const started = names === '' ? '' : `; starts again what was stopped on the host: ${names}`;
    return {
        step: {
            kind: 'up',
            oneShots: oneShots(stack, stack.entry.service),
            title: `Switch to release ${release}: restart changed services and wait until healthy`,
            because: `${because}${started}`,
        },
    };
}
/** undefined: nothing has to be brought up. */
function up_reasonOf(planning, missing) {
    const { needsRelease, difference, facts, stopFirst } = planning;
    if (needsRelease) {
        return difference.isFirst
            ? 'nothing is running yet'
            : `new release: ${changeoverText(facts.repository.stack, stopFirst)}`;
    }
    const shown = releaseShownInstead(planning);
    if (shown !== undefined)
        return `an earlier switch was interrupted: requests are still served by release ${shown}`;
    return brokenOff(planning) ?? (missing.length === 0 ? undefined : `not healthy: ${missing.join(', ')}`);
}
/** As with docker compose: what a person stopped is started by the next `up`, and by nothing before that. */
function leftAlone(stopped, project) {
    const names = stopped.map(({ name }) => name);
    const were = names.length === 1 ? 'was stopped on the host and stays' : 'were stopped on the host and stay';
    const commands = ['start', 'unpause'].flatMap((command) => {
        const which = stopped.filter(({ isPaused }) => isPaused === (command === 'unpause')).map(({ name }) => name);
        return which.length === 0 ? [] : [`docker compose -p ${project} ${command} ${which.join(' ')}`];
    });
    return `${names.join(', ')} ${were} stopped until the next release. To start now: ${commands.join(' and ')}`;
}
/** What the last switch did not come to, or somebody did since: containers of another release, workers and schedulers too. */
function brokenOff(planning) {
    const { host, repository } = planning.facts;
    if (host.current?.up === 'unfinished')
        return 'the switch to it did not complete';
    const noted = notedContainers(host.current);
    const expected = expectedServices(planning);
    const isLeftAlone = (service) => repository.stack.services.some(({ name }) => name === service) && !expected.includes(service);
    const other = host.containers
        .filter(({ service }) => noted.some((one) => one.service === service) && !isLeftAlone(service))
        .filter(({ service, config, image }) => !noted.some((one) => one.service === service && one.config === config && one.image === image))
        .map(({ service }) => service);
    if (other.length === 0)
        return undefined;
    return `not created from this release: ${[...new Set(other)].join(', ')}`;
}
/** The release that our proxy serves although it is not `current`: the host went down before the switch had completed. */
function releaseShownInstead({ facts, site }) {
    const { current, proxyRelease } = facts.host;
    if (site.hasOwnProxy || current === undefined || proxyRelease === current.name)
        return undefined;
    return proxyRelease;
}

;// CONCATENATED MODULE: ./.build/compiled/plan/runtime.js












function runtimeOf(planning) {
    return planning.native === undefined ? compose(planning) : runtime_native(planning, planning.native);
}
function compose(planning) {
    return {
        bootstrap: decideBootstrap(planning),
        confirm: decideConfirm(planning),
        build: decideBuild(planning),
        releaseCommand: decideReleaseCommand(planning),
        up: decideUp(planning),
        checks: [
            decideImages(planning),
            decideExposure(planning),
            decidePostgresMounts(planning),
            decideHiddenPackages(planning),
            decideEnvironmentSlips(planning),
            decideOwnProxy(planning),
        ],
    };
}
function runtime_native(planning, plan) {
    return {
        bootstrap: decideNativeBootstrap(planning, plan),
        confirm: {},
        build: decideNativeBuild(planning, plan),
        releaseCommand: decideNativeReleaseCommand(planning, plan),
        up: decideNativeUp(planning, plan),
        checks: [],
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/renewal.js

/** The renewal of the certificate, which cron runs on the host. */
function decideRenewal(planning, readTemplate) {
    const { facts, site } = planning;
    if (site.certbotService === undefined)
        return {};
    const wanted = renewalFiles({ ...planning, readTemplate });
    const { host } = facts;
    if (host.renewalDigest === wanted.digest && host.cron.running)
        return { unchanged: `Certificate renewal is installed (${wanted.schedule})` };
    const because = host.renewalDigest === undefined ? 'there is none yet' : 'its configuration changed';
    return {
        step: {
            kind: 'renewal',
            files: wanted,
            title: `Install certificate renewal (${wanted.schedule}) and test it`,
            because,
        },
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/steps/zones.js


/** Hosted zones that no one has created yet. The records of this run are made in them, and wait for the delegation. */
function decideZones({ facts }) {
    const missing = facts.dns?.names.filter(({ zone }) => zone.isMissing === true) ?? [];
    if (missing.length === 0)
        return {};
    const zones = [...new Set(missing.map(({ zone }) => zone.name))];
    const names = missing.map(({ name }) => name).join(', ');
    return {
        step: {
            kind: 'create-zone',
            zones,
            title: `Create the Route 53 hosted zone ${zones.join(', ')}`,
            because: `create-hosted-zone is set, and this AWS account has no public hosted zone for ${names}`,
        },
    };
}
/** The delegation of domains that are registered with Route 53, where that takes nothing away from anyone. */
function decideNameServers({ inputs, facts }) {
    if (inputs.dns.kind === 'none' || !inputs.dns.setsNameServers)
        return {};
    const names = facts.dns?.names.filter(isInUndelegatedZone).filter(canSetNameServers) ?? [];
    const domains = [...new Map(names.map((facts) => [facts.zone.name, facts])).values()];
    if (domains.length === 0)
        return {};
    const servers = domains.flatMap(({ registration }) => registration?.nameServers ?? []);
    const present = servers.length === 0 ? 'it has none' : `none of the present ones (${servers.join(', ')}) answers`;
    return {
        step: {
            kind: 'set-name-servers',
            zones: domains.map(({ zone }) => zone),
            title: `Set the name servers of ${domains.map(({ zone }) => zone.name).join(', ')} at Route 53 Domains`,
            because: `set-name-servers is set, and ${present}`,
        },
    };
}
/** A site that has a certificate works without its zone; where one is needed, the run ends with this as its error. */
function decideDelegation(planning) {
    if (needOf(planning).kind !== 'none')
        return {};
    const existing = planning.facts.dns?.names.filter(({ zone }) => zone.isMissing !== true) ?? [];
    const problem = delegationProblem(existing.filter(isInUndelegatedZone));
    return problem === undefined ? {} : { warnings: [[problem.what, problem.why, problem.hint].join('. ')] };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/plan.js













































/** Decides everything from what is asked for and what was seen. Pure: the same arguments give the same plan. */
function plan(inputs, facts, now, readTemplate) {
    const planning = prepare(inputs, facts, now, readTemplate);
    const isQuestion = isAsking(facts.repository);
    const all = decide(planning, readTemplate);
    const ofQuestion = all.filter(({ step }) => step !== undefined && isOfQuestion(step));
    const decisions = [decideValues(planning), ...(isQuestion ? ofQuestion : all)];
    const phases = phasesOf(decisions.flatMap(({ step }) => step ?? []));
    return {
        phases,
        steps: phases.flatMap(({ parts }) => parts.flatMap((part) => part.steps)),
        rollback: rollbackOf(planning),
        release: planning.release,
        host: hostTarget(planning),
        check: siteCheck(planning),
        unchanged: decisions.flatMap(({ unchanged }) => unchanged ?? []),
        warnings: [...dryRunWarnings(planning), ...decisions.flatMap(({ warnings }) => warnings ?? [])],
        blockers: [
            ...unreadable(planning),
            ...(isQuestion ? hostConditions(planning) : hostRefusals(planning)),
            ...identityRefusals(planning),
            ...gapRefusals(planning),
            ...(planning.native === undefined ? [] : nativeRefusals(planning, planning.native)),
            ...decisions.flatMap(({ refusals }) => refusals ?? []),
        ],
        planning,
    };
}
function rollbackOf({ facts }) {
    const { stack } = facts.repository;
    return {
        kind: 'rollback',
        oneShots: oneShots(stack, stack.entry.service),
        title: 'Roll back to the previous release',
        because: 'the new release failed the external check',
    };
}
function decide(planning, readTemplate) {
    const runtime = runtimeOf(planning);
    return [
        decideZones(planning),
        decideWebPorts(planning),
        decideRecords(planning),
        decideNameServers(planning),
        decideLowerTtl(planning),
        runtime.bootstrap,
        decideRoom(planning),
        decideFetchCommit(planning),
        decideFiles(planning),
        decideInputFiles(planning),
        decideEnv(planning),
        runtime.confirm,
        runtime.build,
        decideData(planning),
        // A proxy of the stack's own may not start before its certificate is there.
        ...(certifiesFirst(planning) ? certifying(planning) : []),
        runtime.releaseCommand,
        decideProxy(planning),
        runtime.up,
        ...(certifiesFirst(planning) ? [] : certifying(planning)),
        decideServeHttps(planning),
        decideRenewal(planning, readTemplate),
        decidePrune(planning),
        decideDelegation(planning),
        decideLeftBehind(planning),
        decideOtherFiles(planning),
        ...runtime.checks,
        decideGaps(planning),
    ];
}
/** Visitors who are led elsewhere come here when this host serves, and before what needs the names to resolve to it. */
function certifying(planning) {
    return [decideProbe(planning), decideMoves(planning), decidePreflight(planning), decideCertify(planning)];
}
function prepare(inputs, facts, now, readTemplate) {
    const { stack, files, unfinished } = facts.repository;
    const { current } = facts.host;
    const names = { root: facts.host.root, project: facts.host.project.name };
    const { native: project } = facts.repository;
    const site = project === undefined ? siteOf(inputs, stack, names) : nativeSite(inputs, names);
    const native = project && nativePlan({ inputs, project, site, host: facts.host });
    const { damaged } = facts.host.data;
    const overlayFor = native === undefined
        ? composeOverlay(inputs, facts, site, readTemplate)
        : () => nativeOverlay(native, inputs.files);
    const name = releaseName(now, inputs.sha);
    const settingsDigest = overlayFor(name).digest;
    const images = imagePlan(facts.repository.images, facts.host.images, now);
    const { trackedEnv } = facts.repository;
    // Without compose a tracked .env is read here, and written for systemd.
    const given = inputs.env ?? (native === undefined || trackedEnv === undefined ? undefined : []);
    const env = releaseEnv(given, trackedEnv?.entries);
    const of = {
        files,
        envThere: trackedEnv === undefined ? facts.host.env?.digest : undefined,
        env: env?.entries,
        envText: native === undefined ? write/* dotenvText */.Q : environmentFileText,
        inputFiles: inputs.files,
        settingsDigest,
        current,
        damaged,
        unfinished,
        imageChanges: imageChanges(images),
    };
    const difference = differenceOf(of);
    const needsRelease = plan_isNeeded(difference);
    const release = needsRelease ? name : (current?.name ?? name);
    const overlay = overlayFor(release);
    const stopFirst = native === undefined
        ? stopFirstBecause(stack, inputs.keepPublishedPorts, files, facts.host.data)
        : nativeStopFirst({ facts }, native);
    const base = { inputs, facts, site, now, env, difference, needsRelease, release, overlay, stopFirst, images, native };
    return { ...base, proxy: proxyPlan(base, readTemplate) };
}
function composeOverlay(inputs, { repository: { stack, files }, host }, site, read) {
    const bundled = bundledCompose(inputs, stack, { site, read });
    const hostPlaces = preparedPlaces(host);
    return (release) => overlayOf({
        ...{ stack, build: inputs.build, keepsPorts: inputs.keepPublishedPorts, site, files, release, bundled },
        ...{ placesBefore: host.data.placesBefore, inputFiles: inputs.files, hostPlaces },
    });
}
function plan_isNeeded(difference) {
    const { isFirst, filesChanged, envChanged, inputFiles, settingsChanged, imageChanges: images } = difference;
    return isFirst || filesChanged || envChanged || inputFiles.length + images.length > 0 || settingsChanged;
}
/** HTTPS is configured as soon as a certificate is there, since nginx does not start on one that is missing. */
function proxyPlan(base, readTemplate) {
    const { facts, now, site } = base;
    if (site.hasOwnProxy)
        return { initial: undefined, withCertificate: undefined };
    const need = needOf(base);
    const isVerified = facts.served.kind === 'tls' && facts.served.trusted;
    const hstsSeconds = nextHsts(facts.host.hsts, isVerified, now);
    const names = (0,inputs_inputs/* namesOf */.eZ)(base.inputs);
    const dialect = base.native && hostDialect(site, hostNginx(facts.host));
    const dialects = base.native && dialectsToCome(site, facts.host);
    const { maxBodySize, trustedProxies } = base.inputs;
    const state = (tls, hsts) => bundledProxyConfig({
        ...{ maxBodySize, trustedProxies, readSeconds: base.inputs.proxySeconds },
        ...{ site, names, tls, hstsSeconds: hsts, readTemplate, dialect, dialects },
    });
    if (need.kind === 'missing') {
        return { initial: state(false, 0), withCertificate: state(true, nextHsts(undefined, false, now)) };
    }
    return {
        initial: state(true, hstsSeconds),
        withCertificate: need.kind === 'none' ? undefined : state(true, hstsSeconds),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan/limits.js

/** What the plan says of a step: the most that it can take; undefined for what the runner does by itself. */
function plannedLimit(kind, { limits, timeoutMs }) {
    if (!(0,limit_table/* isLimited */.lU)(kind))
        return undefined;
    return (0,limit_table/* limitSeconds */.Hh)(kind, limits, (timeoutMs - (0,limit_table/* reserveMs */.VV)(timeoutMs)) / 1000);
}

;// CONCATENATED MODULE: ./.build/compiled/report/outcome.js

/** More are not shown, whatever a host sends. */
const mostContainers = 50;
/** Keeps the times of the steps while they are carried out. */
class Timeline {
    #steps;
    #results = new Map();
    #containers = [];
    #zones = [];
    constructor(steps) {
        this.#steps = steps;
    }
    record(kind, isWell, seconds) {
        this.#results.set(kind, { state: isWell ? 'done' : 'failed', seconds });
    }
    recordContainer(found) {
        if (this.#containers.length < mostContainers)
            this.#containers.push(found);
    }
    recordZone(zone) {
        this.#zones.push(zone);
    }
    get createdZones() {
        return this.#zones;
    }
    get failedContainers() {
        return this.#containers;
    }
    /** Whether the host rolled back: no step of the plan, but its undoing. */
    get wasRolledBack() {
        return this.#results.get('rollback')?.state === 'done';
    }
    results() {
        return this.#steps.map(({ kind, title, because }) => {
            const result = this.#results.get(kind);
            return { kind, title, because, state: result?.state ?? 'not reached', seconds: result?.seconds };
        });
    }
}
/** The `plan` output: the steps with their reasons and seconds, and what needed nothing. */
function planJson({ plan, steps, usage, dryRun, seconds }) {
    return JSON.stringify({
        release: plan.planning.release,
        dryRun,
        seconds: round(seconds),
        steps: steps.map((step) => ({
            ...step,
            ...limitOf(step.kind, plan),
            ...(step.seconds === undefined ? {} : { seconds: round(step.seconds) }),
        })),
        unchanged: plan.unchanged,
        blockers: plan.blockers.map(({ code, what, hint }) => ({ code, what, hint })),
        usage,
    });
}
function limitOf(kind, plan) {
    const limitSeconds = plannedLimit(kind, plan.planning.inputs);
    return limitSeconds === undefined ? {} : { limitSeconds };
}
function round(seconds) {
    return Math.round(seconds * 10) / 10;
}

;// CONCATENATED MODULE: ./.build/compiled/report/commit.js

/** undefined: the commit is unknown. `current` is the release that ran before this one. */
function commitOf(inputs, run, current) {
    const { sha } = inputs;
    if (sha === '')
        return undefined;
    const page = repositoryPage(inputs, run.serverUrl);
    const before = current?.commit ?? commitIn(current?.name);
    const previous = before === undefined || sha.startsWith(before) ? undefined : before;
    const at = (path) => (page === undefined ? undefined : `${page}/${path}`);
    return {
        short: sha.slice(0, 7),
        page: at(`commit/${sha}`),
        previous: previous === undefined ? undefined : { short: previous.slice(0, 7), runs: at(`commit/${previous}/checks`) },
        compare: previous === undefined ? undefined : at(`compare/${previous}...${sha}`),
    };
}
function repositoryPage(inputs, serverUrl) {
    const repository = (0,inputs_inputs/* githubRepositoryOf */.hl)(inputs);
    if (repository === undefined)
        return undefined;
    return `${inputs.source.kind === 'git' ? 'https://github.com' : serverUrl}/${repository}`;
}
/** A release's name ends in the first digits of its commit (plan/release/name.ts): for releases whose commit was not recorded. */
function commitIn(release) {
    return /(?:^|-)([0-9a-f]{7,64})$/.exec(release ?? '')?.[1];
}

;// CONCATENATED MODULE: ./.build/compiled/report/markdown.js
/** Text of others must not become markup: neither a cell's end nor a tag nor a link. */
function cell(text) {
    return text.replace(/[\r\n]+/g, ' ').replace(/[\\|<>[\]*_`]/g, (character) => `\\${character}`);
}
/** For a name in the text. */
function code(text) {
    return `\`${text.replace(/[`|\r\n]/g, '')}\``;
}
/** A text over several lines, as it is. */
function fence(text) {
    return ['~~~text', text.replaceAll('~~~', '~ ~ ~'), '~~~'].join('\n');
}

;// CONCATENATED MODULE: ./.build/compiled/report/change.js


/** Which release runs now, and which one it replaced. */
function releaseLine({ plan, dryRun, steps }) {
    const { release, facts, needsRelease } = plan.planning;
    const current = facts.host.current?.name;
    if (dryRun)
        return 'Dry run: nothing was changed.';
    if (steps.length === 0)
        return `Already up to date: release ${code(release)}.`;
    if (!needsRelease || current === undefined)
        return `Release ${code(release)} is live.`;
    return `Release ${code(release)} is live; it replaced ${code(current)}.`;
}
/** The commit, who started the run, and what is new in it. */
function commitLine(outcome, inputs, run) {
    const commit = commitFor(outcome, inputs, run);
    if (commit === undefined)
        return undefined;
    const { compare, previous } = commit;
    const since = compare === undefined || previous === undefined
        ? ''
        : `: ${change_link(`changes since ${code(previous.short)}`, compare)}`;
    return `Commit ${change_link(code(commit.short), commit.page)}${by(run)}${since}.`;
}
/** What the release brought, as far as it was decided from files and variables. */
function changesLine({ plan }) {
    const { difference, needsRelease } = plan.planning;
    const { files, envKeys, isFirst } = difference;
    if (!needsRelease || isFirst)
        return undefined;
    const parts = [
        ...(files.sent > 0 ? [`${change_count(files.sent, 'file')} new or changed`] : []),
        ...(files.removed > 0 ? [`${change_count(files.removed, 'file')} removed`] : []),
        ...(envKeys.length > 0 ? [`${change_count(envKeys.length, 'variable')} changed (${envKeys.map(code).join(', ')})`] : []),
    ];
    return parts.length === 0 ? undefined : `Changes: ${parts.join(', ')}.`;
}
/** How to go back to the previous release; undefined: this run replaced none. */
function rollbackHint(outcome, inputs, run) {
    const { needsRelease, facts } = outcome.plan.planning;
    if (!needsRelease || facts.host.current === undefined)
        return undefined;
    const previous = commitFor(outcome, inputs, run)?.previous;
    if (previous === undefined)
        return undefined;
    return `To roll back, re-run the deploy job of commit ${change_link(code(previous.short), previous.runs)}, or revert the changes and push.`;
}
function commitFor({ plan }, inputs, run) {
    return commitOf(inputs, run, plan.planning.facts.host.current);
}
function by({ actor, serverUrl }) {
    if (actor === '')
        return '';
    // The page of an app, such as `dependabot[bot]`, is elsewhere.
    return ` by ${/^[A-Za-z0-9-]+$/.test(actor) ? change_link(actor, `${serverUrl}/${actor}`) : cell(actor)}`;
}
function change_link(text, url) {
    return url === undefined ? text : `[${text}](${url})`;
}
function change_count(number, noun) {
    return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

;// CONCATENATED MODULE: ./.build/compiled/report/failed-containers.js

const TITLES = {
    'wrong-architecture': 'wrong CPU architecture',
    'out-of-memory': 'killed, out of memory',
    'restart-loop': 'restart loop',
    exited: 'ended',
    'not-listening': 'not listening on its port',
    'health-check': 'health check failed',
    'not-ready': 'not ready in time',
    other: 'unhealthy',
};
/** A summary has 1 MiB at GitHub; a host may send anything. */
const MOST_CONTAINERS = 8;
const MOST_LINES = 30;
const MOST_CHARACTERS = 500;
/** A section of the job summary for each container that made the run fail. */
function failedContainerSections(found) {
    const left = found.length - MOST_CONTAINERS;
    return [
        ...found.slice(0, MOST_CONTAINERS).flatMap(section),
        ...(left > 0 ? [`${left} more containers were unhealthy: see the log.`, ''] : []),
    ];
}
function section({ service, kind, text, lines, checks }) {
    return [
        ...[`### ${code(plain(service))}: ${TITLES[kind]}`, ''],
        ...[`${cell(plain(`${service} ${text}`))}.`, ''],
        ...block('Last output of its health check', checks),
        ...block(`Its last ${lines.length === 1 ? 'line' : `${Math.min(lines.length, MOST_LINES)} lines`}`, lines),
    ];
}
function block(title, lines) {
    if (lines.length === 0)
        return [];
    return [`${title}:`, '', fence(lines.slice(-MOST_LINES).map(plain).join('\n')), ''];
}
/** One line without control characters, as short as one reads. */
function plain(line) {
    const text = line.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, ' ');
    return text.length <= MOST_CHARACTERS ? text : `${text.slice(0, MOST_CHARACTERS)}…`;
}

;// CONCATENATED MODULE: ./.build/compiled/report/name-servers.js


/** What has to be entered at the registrar: the name servers of zones that are not delegated, or that the run created. */
function nameServerTable(outcome) {
    const zones = zonesToDelegate(outcome);
    if (zones.length === 0)
        return [];
    const rows = zones.map(({ id, name, nameServers }) => {
        return `| ${code(name)} (${code(id)}) | ${nameServers.map(code).join('<br>')} |`;
    });
    return ['| hosted zone | name servers to enter at the registrar |', '| --- | --- |', ...rows, ''];
}
function zonesToDelegate({ plan, createdZones }) {
    const names = plan.planning.facts.dns?.names ?? [];
    const undelegated = names.filter(isInUndelegatedZone).map(({ zone }) => zone);
    const existing = [...undelegated, ...createdZones].filter(({ isMissing }) => isMissing !== true);
    return [...new Map(existing.map((zone) => [zone.id, zone])).values()];
}

;// CONCATENATED MODULE: ./.build/compiled/report/summary.js




/** The job summary of a run that went well. */
function outcomeSummary(outcome, { inputs, run }) {
    const { dryRun, steps } = outcome;
    const url = `https://${inputs.domain}`;
    const title = dryRun ? `🔎 Plan for [${inputs.domain}](${url})` : `✅ [${inputs.domain}](${url}) is live`;
    return [
        ...[`## ${title}`, ''],
        ...paragraphs(releaseLine(outcome), commitLine(outcome, inputs, run), changesLine(outcome)),
        ...nameServerTable(outcome),
        ...stepTable(steps),
        ...certificateTable(outcome),
        ...(dryRun ? [] : paragraphs(rollbackHint(outcome, inputs, run))),
        ...unchanged(outcome),
    ].join('\n');
}
/** The job summary of a run that failed: what, why, what to do, what serves the site now, and how far it came. */
function failureSummary(error, known) {
    const { inputs, outcome, run, errorsPage } = known;
    const page = `docs/errors.md#${error.code}`;
    const more = errorsPage === undefined ? code(page) : `[${page}](${errorsPage}#${error.code})`;
    return [
        ...[`## ❌ ${inputs === undefined ? 'The deploy failed' : `The deploy of ${inputs.domain} failed`}`, ''],
        ...[`**${cell(error.what)}**`, ''],
        ...(error.why === undefined ? [] : ['**Why**', '', fence(error.why), '']),
        ...['**What to do**', '', fence(error.hint), '', `More about \`${error.code}\`: ${more}`, ''],
        ...(inputs === undefined || outcome === undefined
            ? []
            : [
                ...paragraphs(stateLine(outcome), commitLine(outcome, inputs, run)),
                ...nameServerTable(outcome),
                ...failedContainerSections(outcome.failedContainers),
                ...stepTable(outcome.steps),
                ...unchanged(outcome),
            ]),
    ].join('\n');
}
/** What visitors meet after a failure, where it is certain. */
function stateLine({ plan, steps, wasRolledBack }) {
    if (wasRolledBack)
        return 'Rolled back: the previous release serves the site again.';
    const current = plan.planning.facts.host.current?.name;
    if (current === undefined)
        return undefined;
    const isUntouched = steps.some(({ kind, state }) => kind === 'up' && state === 'not reached');
    return isUntouched ? `The site still runs release ${code(current)}.` : undefined;
}
function paragraphs(...texts) {
    return texts.flatMap((text) => (text === undefined ? [] : [text, '']));
}
function certificateTable({ verified }) {
    if (verified === undefined)
        return [];
    const { names, issuer, notAfter } = verified.certificate;
    const until = notAfter.toISOString().slice(0, 16).replace('T', ' ');
    return [
        ...['| certificate | |', '| --- | --- |'],
        `| names | ${names.map(code).join(', ')} |`,
        `| issuer | ${cell(issuer)} |`,
        `| expires | ${until} UTC, in ${verified.daysLeft} days |`,
        '',
    ];
}
function stepTable(steps) {
    if (steps.length === 0)
        return [];
    const rows = steps.map((step) => `| ${marks[step.state]} | ${cell(step.title)} | ${cell(step.because)} | ${summary_seconds(step)} |`);
    return ['| | step | because | time |', '| --- | --- | --- | ---: |', ...rows, ''];
}
const marks = { done: '✓', failed: '✗', 'not reached': '·' };
function summary_seconds({ seconds: spent }) {
    return spent === undefined ? '' : `${spent.toFixed(1)} s`;
}
function unchanged({ plan, usage, seconds: total }) {
    const traffic = `${total.toFixed(1)} s in all, ${usage.execs} execs over one connection, ${usage.bytesSent} bytes sent and ${usage.bytesReceived} received.`;
    const lines = plan.unchanged.map((line) => `- ${cell(line)}`);
    return lines.length === 0
        ? [traffic]
        : ['<details><summary>Already up to date</summary>', '', ...lines, '', '</details>', '', traffic];
}

;// CONCATENATED MODULE: ./.build/compiled/report/report.js



/** The plan, in the words that the summary uses too. `warned` are warnings of earlier plans of this run: each is printed once. */
function reportPlan(runner, plan, warned = new Set()) {
    const { steps, blockers } = plan;
    const problems = blockers.length === 1 ? '1 problem' : `${blockers.length} problems`;
    const blocked = blockers.length === 0 ? '' : `, blocked by ${problems}: see the error below`;
    runner.info(`${steps.length === 0 ? 'Plan: nothing to do' : `Plan: ${steps.length} steps`}${blocked}`);
    plan.steps.forEach((step, index) => runner.info(`  ${index + 1}. ${step.title}\n     because ${step.because}`));
    for (const line of plan.unchanged)
        runner.info(`  ✓ ${line}`);
    for (const warning of plan.warnings.filter((one) => !warned.has(one))) {
        runner.warning(warning);
        warned.add(warning);
    }
}
/** Outputs, last lines and summary of a run that went well. */
async function reportOutcome(runner, outcome, inputs) {
    await writeOutputs(runner, outcome, inputs);
    runner.info(closingLine(outcome, inputs));
    const { execs, bytesSent, bytesReceived } = outcome.usage;
    runner.info(`${outcome.seconds.toFixed(1)} s, ${execs} execs, ${bytesSent} bytes sent, ${bytesReceived} received`);
    await runner.summary(outcomeSummary(outcome, { inputs, run: runner.run }));
}
/** The one error of a run that failed: annotation, log, outputs as far as they are known, summary. */
async function reportFailure(runner, error, outcome, inputs) {
    if (outcome !== undefined && inputs !== undefined)
        await writeOutputs(runner, outcome, inputs);
    runner.fail((0,deploy_error/* explain */.WE)(error, runner.job.errorsPage));
    await runner.summary(failureSummary(error, { inputs, outcome, run: runner.run, errorsPage: runner.job.errorsPage }));
}
function closingLine({ plan, verified, dryRun }, inputs) {
    if (dryRun)
        return 'Dry run: nothing was changed.';
    if (verified === undefined)
        return 'Done.';
    const days = `certificate valid for ${verified.daysLeft} days`;
    const release = plan.planning.release;
    return plan.steps.length === 0
        ? `Already up to date: https://${inputs.domain} serves release ${release} (${days}).`
        : `https://${inputs.domain} answers ${verified.status} with release ${release} (${days}).`;
}
async function writeOutputs(runner, outcome, inputs) {
    const { plan, verified, steps, dryRun, wasRolledBack, createdZones } = outcome;
    const { facts, release, needsRelease } = plan.planning;
    const current = facts.host.current?.name ?? '';
    const isDone = (kind) => steps.some((step) => step.kind === kind && step.state === 'done');
    const changed = !dryRun && steps.some(({ state }) => state !== 'not reached');
    const notAfter = (verified?.certificate ?? facts.certificate)?.notAfter;
    const zones = [...(facts.dns?.names.map(({ zone }) => zone) ?? []), ...createdZones];
    const nameServers = [...new Set(zones.flatMap((zone) => zone.nameServers))];
    const isSwitched = isDone('up') && !wasRolledBack;
    await runner.output('url', `https://${inputs.domain}`);
    await runner.output('release', isSwitched || !needsRelease ? release : current);
    await runner.output('previous-release', isSwitched && needsRelease ? current : '');
    await runner.output('changed', `${changed}`);
    await runner.output('plan', planJson(outcome));
    await runner.output('dns-changed', `${isDone('records') || isDone('move-records')}`);
    await runner.output('certificate-expires-at', notAfter?.toISOString() ?? '');
    await runner.output('name-servers', nameServers.join('\n'));
}
/** One error for all that makes the run impossible; nothing has been touched. */
function preconditionsFailed(blockers) {
    const [first] = blockers;
    if (first !== undefined && blockers.length === 1)
        return new deploy_error/* DeployError */.sH(first);
    return new deploy_error/* DeployError */.sH({
        code: 'preconditions-failed',
        what: `Cannot deploy: ${blockers.length} problems found; nothing was changed`,
        why: blockers.map(({ code, what }, index) => `${index + 1}. ${what} [${code}]`).join('\n'),
        hint: blockers.map(({ hint }, index) => `${index + 1}. ${hint}`).join('\n'),
    });
}

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./.build/compiled/repository/commit.js





const MAX_BYTES = 512 * 1024 * 1024;
/** As Linux: a link that leads to links. */
const commit_MOST_LINKS = 40;
/** `100644 blob ID    SIZE⇥PATH`; a submodule has `-` for its size. */
const ENTRY = /^(\d{6}) \w+ ([0-9a-f]{40,64}) +(\d+|-)\t([^]*)$/;
/**
 * Reads the tree of a commit out of the workspace's git.
 * @throws DeployError invalid-input if the workspace does not have it
 */
function openCommit(workspace, sha) {
    const listing = treeOf(workspace, sha);
    let known;
    const entries = () => (known ??= entriesIn(listing));
    const read = new Map();
    const contentOf = ({ id }) => {
        // A link is followed once for each path behind it.
        const content = read.get(id) ?? git(workspace, ['cat-file', 'blob', id]);
        read.set(id, content);
        return content;
    };
    const tracked = commit_filesOf(entries, contentOf);
    const isLeftBehind = (path) => (0,external_node_fs_.existsSync)((0,external_node_path_.join)(workspace, path)) && !tracked.exists(path);
    const files = { ...tracked, isLeftBehind };
    return { files, list: () => [...entries()].flatMap(([path, entry]) => fileEntry(path, entry, contentOf)) };
}
function treeOf(workspace, sha) {
    try {
        return git(workspace, ['ls-tree', '-r', '-l', '-z', '--full-tree', `${sha}^{commit}`]);
    }
    catch (thrown) {
        throw new deploy_error/* DeployError */.sH({
            code: 'invalid-input',
            what: `sha: the workspace does not have commit ${sha}`,
            why: `The plan is made from the files of that commit. git says: ${lastLineOf(thrown)}`,
            hint: 'Let actions/checkout check out what is deployed, in the same job and without "path": its inputs "repository" and "ref" have to be those of this step (repository, sha).',
            cause: thrown,
        });
    }
}
function lastLineOf(thrown) {
    const stderr = thrown instanceof Error && 'stderr' in thrown ? String(thrown.stderr).trim() : '';
    return stderr.split('\n').at(-1) || (0,deploy_error/* messageOf */.bD)(thrown);
}
function git(workspace, args) {
    const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'];
    return (0,external_node_child_process_.execFileSync)('git', [...settings, ...args], { cwd: workspace, stdio: 'pipe', maxBuffer: MAX_BYTES });
}
function entriesIn(listing) {
    const entries = new Map();
    for (const line of decodeNames(listing)) {
        const [, mode = '', id = '', size = '', path = ''] = ENTRY.exec(line) ?? [];
        if (size !== '-' && path !== '')
            entries.set(path, { mode, id, size: Number(size) });
    }
    return entries;
}
function fileEntry(path, entry, contentOf) {
    const { mode, id, size } = entry;
    if (mode === '120000')
        return [{ kind: 'symlink', path, target: contentOf(entry).toString('utf8') }];
    // Ids of a repository with SHA-256 are longer than the manifest's; a part tells contents apart as well.
    return [{ kind: 'file', path, mode: mode === '100755' ? 0o755 : 0o644, size, blob: id.slice(0, 40) }];
}
function commit_filesOf(entries, contentOf) {
    let folders;
    const names = () => (folders ??= foldersOf([...entries().keys()]));
    /** Where a path leads, link by link; undefined: out of the repository, or in a circle. */
    const follow = (path, links = 0) => {
        const parts = external_node_path_.posix.normalize(path).replace(/\/$/, '').split('/');
        for (let count = 1; count <= parts.length; count += 1) {
            const entry = entries().get(parts.slice(0, count).join('/'));
            if (entry?.mode !== '120000')
                continue;
            if (links === commit_MOST_LINKS)
                return undefined;
            const target = contentOf(entry).toString('utf8');
            const led = external_node_path_.posix.join(...parts.slice(0, count - 1), target, ...parts.slice(count));
            return target.startsWith('/') || led.startsWith('..') ? undefined : follow(led, links + 1);
        }
        return parts.join('/');
    };
    return {
        exists(path) {
            const place = follow(path);
            return place !== undefined && (place === '.' || entries().has(place) || names().has(place));
        },
        read(path) {
            const entry = entries().get(follow(path) ?? '');
            if (entry === undefined)
                throw new Error(`${path} is no file of the commit`);
            return contentOf(entry).toString('utf8');
        },
        list: (folder) => [...(names().get(follow(folder) ?? '') ?? [])],
    };
}
/** The names in each folder. */
function foldersOf(paths) {
    const folders = new Map();
    for (const path of paths) {
        for (let at = path; at !== '.'; at = external_node_path_.posix.dirname(at)) {
            const folder = external_node_path_.posix.dirname(at);
            const names = folders.get(folder) ?? new Set();
            if (names.has(external_node_path_.posix.basename(at)))
                break;
            folders.set(folder, names.add(external_node_path_.posix.basename(at)));
        }
    }
    return folders;
}

;// CONCATENATED MODULE: ./.build/compiled/repository/repository-root.js


/** The directory with `.git`, which is a file in a submodule, that a directory is in; undefined: there is none. */
function repositoryRoot(folder) {
    if ((0,external_node_fs_.existsSync)((0,external_node_path_.join)(folder, '.git')))
        return folder;
    const above = (0,external_node_path_.dirname)(folder);
    return above === folder ? undefined : repositoryRoot(above);
}

;// CONCATENATED MODULE: ./.build/compiled/repository/release-files.js



/** What the release will have at a path: a file of the input `files`, else the repository's own. */
function release_files_releaseFiles({ exists, read, list, isLeftBehind, workflows }, files) {
    const given = new Map(files.map((file) => [file.path, file.content]));
    return {
        exists: (relative) => given.has(relative) || exists(relative),
        read: (relative) => given.get(relative)?.reveal() ?? read(relative),
        isGiven: (relative) => given.has(relative),
        list: (folder) => [...new Set([...(list?.(folder) ?? []), ...namesBelow(folder, [...given.keys()])])].sort(),
        isLeftBehind: (relative) => !given.has(relative) && isLeftBehind?.(relative) === true,
        ...(workflows === undefined ? {} : { workflows }),
    };
}
/** The files of the workspace that are deployed. */
function workspaceFiles(workspace, deployed) {
    const at = (relative) => external_node_path_.join(workspace, relative);
    const isThere = (relative) => (0,external_node_fs_.existsSync)(at(relative));
    return {
        exists: (relative) => isThere(relative) && deployed.has(relative),
        read: (relative) => (0,external_node_fs_.readFileSync)(at(relative), 'utf8'),
        list: (folder) => release_files_namesIn(at(folder)).filter((name) => deployed.has(external_node_path_.posix.join(folder, name))),
        isLeftBehind: (relative) => isThere(relative) && !deployed.has(relative) && !deployed.isExcluded(relative),
        workflows: () => workflowsAt(workspace),
    };
}
const WORKFLOWS = external_node_path_.join('.github', 'workflows');
/** Of the folder itself; if it has none, of the git repository that it is a folder of. */
function workflowsAt(workspace) {
    const folders = [workspace, repositoryRoot(workspace) ?? workspace].map((folder) => external_node_path_.join(folder, WORKFLOWS));
    const found = folders.map((folder) => release_files_namesIn(folder)
        .filter((name) => /\.ya?ml$/.test(name) && isFile(external_node_path_.join(folder, name)))
        .map((name) => ({
        path: external_node_path_.posix.join('.github/workflows', name),
        text: (0,external_node_fs_.readFileSync)(external_node_path_.join(folder, name), 'utf8'),
    })));
    return found.find((workflows) => workflows.length > 0) ?? [];
}
function isFile(place) {
    return (0,external_node_fs_.statSync)(place, { throwIfNoEntry: false })?.isFile() === true;
}
function release_files_namesIn(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder);
    }
    catch {
        return [];
    }
}
function namesBelow(folder, paths) {
    return paths.filter((one) => external_node_path_.dirname(one) === external_node_path_.normalize(folder)).map((one) => external_node_path_.basename(one));
}

;// CONCATENATED MODULE: ./.build/compiled/native/django.js


/** Names of the settings that are for a server, in a package of settings. */
const DEPLOYED = ['deploy', 'production', 'prod', 'live'];
const SETTINGS = /DJANGO_SETTINGS_MODULE["']\s*,\s*["']([\w.]+)["']/;
/**
 * Finds the Django project: manage.py, the settings module and the WSGI module. The settings are those of the release's variables, else the
 * ones for a server next to those that manage.py names, else those that wsgi.py or manage.py name.
 * @throws DeployError native-project-unclear
 */
function djangoOf(files, variables) {
    const folder = folderOf(files);
    if (folder === undefined)
        return undefined;
    const at = (path) => external_node_path_.posix.join(folder, path);
    const named = SETTINGS.exec(files.read(at('manage.py')))?.[1];
    const root = named?.split('.')[0] ?? onlyPackage(files, folder);
    const wsgi = wsgiModules(files, folder, root);
    const given = variables.get('DJANGO_SETTINGS_MODULE');
    const found = given ?? deployedSettings(files, folder, named) ?? fromWsgi(files, folder, wsgi) ?? named;
    if (found === undefined)
        throw unclear('names no settings', 'DJANGO_SETTINGS_MODULE', settingsIn(files, folder, root));
    if (!hasModule(files, folder, found))
        throw unclear(`has no settings module ${found}`, 'DJANGO_SETTINGS_MODULE', settingsIn(files, folder, root));
    const module = chosenWsgi(wsgi, found);
    return {
        folder,
        settings: found,
        wsgi: module,
        staticCommand: collects(files, folder, found) ? 'python manage.py collectstatic --noinput' : undefined,
        because: `Django is in ${folder || 'the root'}: settings ${found}${given === undefined ? django_reasonOf(found, named) : ' of the variable DJANGO_SETTINGS_MODULE'}, WSGI module ${module ?? 'none'}`,
    };
}
/** The folder of manage.py: the root, or one folder below it. */
function folderOf(files) {
    if (files.exists('manage.py'))
        return '';
    const below = (files.list?.('.') ?? []).filter((name) => !name.startsWith('.') && files.exists(`${name}/manage.py`));
    if (below.length > 1)
        throw new deploy_error/* DeployError */.sH({
            code: 'native-project-unclear',
            what: `The repository has several Django projects: ${below.join(', ')}`,
            hint: `Set working-directory to one of them, such as: working-directory: ${below[0] ?? ''}`,
        });
    return below[0];
}
/** The settings for a server next to those that manage.py names, which are for development in a project that splits them. */
function deployedSettings(files, folder, named) {
    if (named === undefined)
        return undefined;
    const isPackage = files.exists(external_node_path_.posix.join(folder, django_pathOf(named), '__init__.py')) || !hasFile(files, folder, named);
    const parent = isPackage ? named : named.split('.').slice(0, -1).join('.');
    // Without a package of settings the parent is that of the whole project.
    if (!isPackage && !/(^|\.)settings$/.test(parent))
        return undefined;
    return DEPLOYED.map((name) => `${parent}.${name}`).find((module) => hasFile(files, folder, module));
}
function django_reasonOf(found, named) {
    return found === named ? ' that manage.py names' : `, while manage.py names ${named ?? 'none'}`;
}
/** WSGI modules of the project. A package `wsgi/` hides a module `wsgi.py` next to it (Python's import system). */
function wsgiModules(files, folder, root) {
    if (root === undefined)
        return [];
    const at = external_node_path_.posix.join(folder, root);
    const names = files.list?.(`${at}/wsgi`) ?? [];
    const isPackage = names.some((name) => name.endsWith('.py'));
    if (!isPackage)
        return files.exists(`${at}/wsgi.py`) ? [`${root}.wsgi`] : [];
    const modules = names
        .filter((name) => /^[a-z]\w*\.py$/.test(name))
        .map((name) => `${root}.wsgi.${name.slice(0, -3)}`);
    const isApplication = names.includes('__init__.py') && /\bapplication\b/.test(files.read(`${at}/wsgi/__init__.py`));
    return isApplication ? [`${root}.wsgi`, ...modules] : modules;
}
/** Of several the one with the settings' own name. */
function chosenWsgi(modules, settings) {
    const last = settings.split('.').at(-1) ?? '';
    return modules.find((one) => one.endsWith(`.${last}`)) ?? modules.find((one) => one.endsWith('.wsgi')) ?? modules[0];
}
function fromWsgi(files, folder, modules) {
    const texts = modules
        .filter((module) => hasFile(files, folder, module))
        .map((module) => files.read(`${external_node_path_.posix.join(folder, django_pathOf(module))}.py`));
    return texts.map((text) => SETTINGS.exec(text)?.[1]).find((found) => found !== undefined);
}
/** Whether the settings say where static files are collected; settings that are split may say it in any file of their package. */
function collects(files, folder, settings) {
    const parts = settings.split('.');
    const near = parts.slice(0, -1).join('/');
    const paths = [
        `${django_pathOf(settings)}.py`,
        ...(files.list?.(external_node_path_.posix.join(folder, near)) ?? []).map((name) => `${near}/${name}`),
    ];
    return paths.some((path) => {
        const at = external_node_path_.posix.join(folder, path);
        return at.endsWith('.py') && files.exists(at) && /^\s*STATIC_ROOT\s*=/m.test(files.read(at));
    });
}
function settingsIn(files, folder, root) {
    if (root === undefined)
        return [];
    const names = files.list?.(external_node_path_.posix.join(folder, root, 'settings')) ?? [];
    const modules = names
        .filter((name) => /^[a-z]\w*\.py$/.test(name))
        .map((name) => `${root}.settings.${name.slice(0, -3)}`);
    return files.exists(external_node_path_.posix.join(folder, root, 'settings.py')) ? [`${root}.settings`, ...modules] : modules;
}
function unclear(what, variable, candidates) {
    const [first = 'config.settings'] = candidates;
    return new deploy_error/* DeployError */.sH({
        code: 'native-project-unclear',
        what: `The Django project ${what}`,
        why: candidates.length === 0 ? 'No settings were found next to manage.py' : `There are: ${candidates.join(', ')}`,
        hint: `Set it in the input env, such as:\nenv: |\n  ${variable}=${first}`,
    });
}
function onlyPackage(files, folder) {
    const names = (files.list?.(folder === '' ? '.' : folder) ?? []).filter((name) => ['settings.py', 'settings'].some((part) => files.exists(external_node_path_.posix.join(folder, name, part)) || files.exists(external_node_path_.posix.join(folder, name, part, '__init__.py'))));
    return names.length === 1 ? names[0] : undefined;
}
function hasModule(files, folder, module) {
    return hasFile(files, folder, module) || files.exists(external_node_path_.posix.join(folder, django_pathOf(module), '__init__.py'));
}
function hasFile(files, folder, module) {
    return files.exists(`${external_node_path_.posix.join(folder, django_pathOf(module))}.py`);
}
function django_pathOf(module) {
    return module.replaceAll('.', '/');
}

;// CONCATENATED MODULE: ./.build/compiled/native/procfile.js

/** undefined: the repository has no Procfile at its root. @throws DeployError native-project-unclear */
function procfileOf(files) {
    return files.exists('Procfile') ? parseProcfile(files.read('Procfile')) : undefined;
}
/** @throws DeployError native-project-unclear */
function parseProcfile(text) {
    const lines = text.split(/\r?\n/).map((line) => line.trim());
    const entries = lines.filter((line) => line !== '' && !line.startsWith('#')).map(parseLine);
    const twice = entries.find(({ name }, at) => entries.findIndex((one) => one.name === name) !== at);
    if (twice !== undefined)
        throw invalidProcfile(`it has two lines ${twice.name}:`);
    return entries;
}
function parseLine(line) {
    const [, name = '', command = ''] = /^([A-Za-z0-9_-]+):\s*(\S.*)$/.exec(line) ?? [];
    if (name === '')
        throw invalidProcfile(`this line is not \`name: command\`: ${line}`);
    // The name becomes a part of a unit's name.
    if (!/^[a-z0-9][a-z0-9-]{0,19}$/.test(name))
        throw invalidProcfile(`the name ${name} is not 1 to 20 lower case letters, digits and -`);
    return { name, command };
}
function invalidProcfile(why) {
    return new deploy_error/* DeployError */.sH({
        code: 'native-project-unclear',
        what: `The Procfile cannot be read: ${why}`,
        hint: 'Write one line for each process, such as `web: gunicorn config.wsgi` and `worker: celery -A config worker`.',
    });
}

;// CONCATENATED MODULE: ./.build/compiled/native/python-wanted.js

/** Where a project names its Python, in the order in which they count (pyenv, Heroku, PEP 621, Poetry). */
const PLACES = [
    ['.python-version', /^\s*(?:cpython-?)?3\.(\d+)/m, true],
    ['runtime.txt', /^\s*python-3\.(\d+)/m, true],
    ['pyproject.toml', /^\s*requires-python\s*=\s*["'][^"']*(?:>=|~=|==)\s*3\.(\d+)/m, false],
    ['pyproject.toml', /^\s*python\s*=\s*["'](?:\^|~|>=|==)\s*3\.(\d+)/m, false],
];
/** The Python that a project names, next to it or at the root; undefined: it names none. */
function readPythonWanted(files, folder) {
    for (const place of new Set([folder, '']))
        for (const [name, pattern, isPreferred] of PLACES) {
            const path = external_node_path_.posix.join(place, name);
            const minor = files.exists(path) ? pattern.exec(files.read(path))?.[1] : undefined;
            if (minor !== undefined)
                return { minor: Number(minor), isPreferred, path };
        }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/compiled/native/requirements.js

/** The usual places, the one for production first. The folders are those of the usual split of a project. */
const requirements_PLACES = [
    ...['requirements/deploy.txt', 'requirements/production.txt', 'requirements/prod.txt', 'requirements.txt'],
    ...['requirements/base.txt', '.requirements/deploy.txt', '.requirements/production.txt', '.requirements/base.txt'],
];
const INCLUDE = /^\s*(?:-r|--requirement|-c|--constraint)[=\s]+(\S+)/;
const requirements_LOCAL = /^\s*(?:-e\s|--editable|\.{1,2}(?:\/|\s|$)|file:)|(?:^|@\s*)(?:git|hg|svn|bzr)\+/;
/** Finds the requirements file of a project: next to it, else at the root. No files: the project needs no packages. */
function readRequirements(files, folder) {
    const places = [...new Set([folder, ''])].flatMap((place) => requirements_PLACES.map((path) => external_node_path_.posix.join(place, path)));
    const found = places.find((path) => files.exists(path));
    if (found === undefined)
        return { files: [], packages: [], texts: new Map(), isOfRelease: false, because: 'it has no requirements file' };
    const texts = new Map();
    gather(files, found, texts);
    const isOfRelease = [...texts.values()].some((text) => text.split('\n').some((line) => requirements_LOCAL.test(line)));
    return { files: [found], packages: [], texts, isOfRelease, because: `its packages are those of ${found}` };
}
function gather(files, path, texts) {
    if (texts.has(path) || !files.exists(path))
        return;
    const text = files.read(path);
    texts.set(path, text);
    for (const line of text.split('\n')) {
        const [, included] = INCLUDE.exec(line) ?? [];
        if (included !== undefined)
            gather(files, external_node_path_.posix.join(external_node_path_.posix.dirname(path), included), texts);
    }
}
/** Whether a requirements file names a package, in any spelling (PEP 503). */
function hasPackage({ texts }, ...names) {
    const wanted = new Set(names);
    return [...texts.values()].some((text) => text.split('\n').some((line) => {
        const [, name = ''] = /^\s*([A-Za-z0-9][A-Za-z0-9._-]*)/.exec(line) ?? [];
        return wanted.has(name.toLowerCase().replace(/[-_.]+/g, '-'));
    }));
}

;// CONCATENATED MODULE: ./.build/compiled/native/held-socket.js

/**
 * Servers that take a socket as a file descriptor, which is 3 (sd_listen_fds(3)). gunicorn and uWSGI find it by themselves. Options:
 * uvicorn.org/settings, hypercorn.readthedocs.io/en/latest/how_to_guides/binds.html.
 */
const SERVERS = {
    uvicorn: { with: '--fd 3', has: /\s--(?:fd|uds)[\s=]/ },
    hypercorn: { with: '--bind fd://3', has: /fd:\/\/3/, without: /\s(?:-b|--bind)(?:\s+|=)\S+/g },
};
/** Servers that cannot: what they serve runs with one that can. */
const PORT_ONLY = [
    [/\bmanage\.py\s+runserver\b/, 'gunicorn config.wsgi'],
    [/^flask\s+(?:\S+\s+)*run\b/, 'gunicorn app:app'],
    // It takes a descriptor for a TCP socket (Twisted's endpoint `fd:`), and answers nothing at that of systemd.
    [/^daphne\b/, 'uvicorn config.asgi:application --fd 3'],
    [/^waitress-serve\b/, 'gunicorn app:app'],
    [/^fastapi\s+(?:run|dev)\b/, 'uvicorn main:app --fd 3'],
];
/**
 * Has the last program of a command use the socket of systemd. A program that nobody knows here is left as it is: it may do so itself.
 * @throws DeployError native-port-only if it can only open a port of its own
 */
function withHeldSocket(command) {
    const { before, last } = lastCommand(command);
    const words = last.replace(/^(?:exec\s+|[A-Za-z_]\w*=\S*\s+|python[\d.]*\s+-m\s+)*/, '');
    const only = PORT_ONLY.find(([pattern]) => pattern.test(words));
    if (only !== undefined)
        throw portOnly(command, only[1]);
    const server = SERVERS[(/^\S+/.exec(words)?.[0] ?? '').replace(/^.*\//, '')];
    if (server === undefined || server.has.test(last))
        return { command, change: '' };
    const kept = server.without === undefined ? last : last.replace(server.without, '');
    return {
        command: `${before}${kept.trimEnd()} ${server.with}`,
        change: `with \`${server.with}\`: systemd holds the socket`,
    };
}
/** What a shell runs last: the server, where others prepare something for it. */
function lastCommand(command) {
    const [, before = '', last = command] = /^(.*(?:&&|;)\s*)([^;&]+)$/s.exec(command) ?? [];
    return { before, last };
}
function portOnly(command, instead) {
    return new deploy_error/* DeployError */.sH({
        code: 'native-port-only',
        what: `The command "${command}" opens a port of its own`,
        why: 'With runtime: native systemd holds the socket of each release, and the server takes it from there',
        hint: `Set a server that takes it, such as: start-command: ${instead}`,
    });
}

;// CONCATENATED MODULE: ./.build/compiled/native/uwsgi-ini.js

/** The usual places, below the project and at the root of the repository; the one for a server first. */
const uwsgi_ini_PLACES = ['', 'uwsgi/', '.config/uwsgi/', 'config/uwsgi/', 'deploy/'].flatMap((folder) => (folder === '' ? ['uwsgi'] : ['deploy', 'production', 'prod', 'uwsgi']).map((name) => `${folder}${name}.ini`));
/**
 * What the file may not decide here, with the reason (uwsgi-docs.readthedocs.io, Options):
 * - sockets: systemd holds one for each release, and nginx expects the uwsgi protocol at it
 * - files that two releases would share, or whose removal at exit would take the socket away
 * - the user, the folders and the virtual environment, which are those of the unit; the journal, which has the log
 * - die-on-term, which ends requests in flight
 * - plugins, which are files of a distribution's uWSGI; the wheel has Python built in
 */
const LEFT_OUT = new RegExp(`^(?:${[
    '(?:[a-z0-9]+-)?socket|http|https|http-to|http-modifier1|fastrouter|shared-socket|map-socket|protocol',
    'chmod-socket|chown-socket|vacuum|shutdown-sockets|stats|stats-server|master-fifo',
    'daemonize2?|pidfile2?|safe-pidfile2?|uid|gid|immediate-(?:uid|gid)|add-gid|chroot',
    'chdir2?|home|virtualenv|venv|pyhome|logto2?|logger|req-logger|log-maxsize|log-backupname',
    'die-on-term|emperor(?:-[a-z-]+)?|plugins?|need-plugins?|plugins?-dir',
].join('|')})$`);
/** Other files of settings, which would have options of these kinds, too. */
const INCLUDES = /^(?:ini|include|inherit|config|ya?ml|json|xml)$/;
const MODULE = /^(?:module|wsgi|wsgi-file|file|mount|eval)$/;
const PROCESSES = /^(?:processes|workers)$/;
/** The settings file of a project; undefined: it has none (`findUwsgiIni` is undefined, too), or one that includes other files. */
function readUwsgiIni(files, folder) {
    const path = findUwsgiIni(files, folder);
    if (path === undefined)
        return undefined;
    const lines = uwsgi_ini_linesOf(files.read(path), external_node_path_.posix.relative(folder, path));
    const keys = lines.flatMap(({ key }) => key ?? []);
    if (keys.some((key) => INCLUDES.test(key)))
        return undefined;
    return {
        path,
        text: `${lines
            .filter(({ key }) => key === undefined || !LEFT_OUT.test(key))
            .map(({ text }) => text)
            .join('\n')}\n`,
        leftOut: [...new Set(keys.filter((key) => LEFT_OUT.test(key)))],
        namesModule: keys.some((key) => MODULE.test(key)),
        namesProcesses: keys.some((key) => PROCESSES.test(key)),
    };
}
/** Path of the project's uWSGI settings; undefined: there is none. */
function findUwsgiIni(files, folder) {
    const places = [...new Set([folder, ''])].flatMap((place) => uwsgi_ini_PLACES.map((path) => external_node_path_.posix.join(place, path)));
    return places.find((path) => files.exists(path) && /^\s*\[uwsgi\]/m.test(files.read(path)));
}
/** `path` is that of the file within the project: `%d` and the like are about it, and the file that is read lies elsewhere. */
function uwsgi_ini_linesOf(text, path) {
    return text.split(/\r?\n/).map((line) => {
        const [, key, value = ''] = /^\s*([A-Za-z0-9_-]+)\s*=\s*(.*)$/.exec(line) ?? [];
        if (key === undefined)
            return { text: line, key: undefined };
        // uWSGI takes a comment behind a value for a part of it, so `master = true ; …` is not true.
        const own = value.replace(/\s+;.*$/, '').trim();
        return { text: `${key} = ${withPlaces(own, path)}`, key: key.toLowerCase() };
    });
}
/** Magic variables of uWSGI that are about the file itself (uwsgi-docs.readthedocs.io, Configuration). */
function withPlaces(value, path) {
    const { name, base, dir } = external_node_path_.posix.parse(path);
    const places = { p: path, d: `${dir === '' ? '.' : dir}/`, s: base, n: name };
    return value.replace(/%([%pdsn])/g, (all, letter) => places[letter] ?? all);
}

;// CONCATENATED MODULE: ./.build/compiled/native/server.js




/** The file of `AppServer.settings`, relative to the project's folder in the release. */
function settingsPath(folder) {
    const up = external_node_path_.posix.relative(external_node_path_.posix.join('/releases/release', folder), '/');
    return `${up}/records/"$RELEASE"/uwsgi.ini`;
}
/** Wheels of uWSGI for Python 3.9 to 3.14, x86_64 and aarch64 (pypi.org/project/pyuwsgi). */
const PYUWSGI = 'pyuwsgi==2.0.30.post1';
/** On SIGTERM uWSGI refuses new connections and finishes those in flight; without the hook it would reload. */
const STOPS = "--hook-master-start 'unix_signal:15 gracefully_kill_them_all'";
/** The buffer is for cookies and long query strings, which need more than the default of 4096 bytes. */
const server_USUAL = '--enable-threads --processes 2 --threads 4 --buffer-size 16384 --harakiri 60 --disable-logging --log-5xx';
/**
 * The web process: the input, else `web:` of the Procfile, else the server that the requirements name, else uWSGI for Django.
 * @throws DeployError native-port-only
 */
function serverOf(files, found) {
    if (found.startCommand !== undefined)
        return given(found.startCommand, 'start-command starts it', found);
    if (found.web !== undefined)
        return given(found.web.command, 'the line `web:` of the Procfile starts it', found);
    const { django, requirements, folder } = found;
    if (django?.wsgi === undefined)
        return undefined;
    if (hasPackage(requirements, 'gunicorn') && !hasPackage(requirements, 'uwsgi', 'pyuwsgi'))
        return {
            command: `gunicorn --workers 2 --threads 4 ${django.wsgi}`,
            protocol: 'http',
            ...{ packages: [], settings: '' },
            because: 'gunicorn starts it, which the requirements name',
        };
    const isNamed = hasPackage(requirements, 'uwsgi', 'pyuwsgi');
    const packages = isNamed ? [] : [PYUWSGI];
    const because = isNamed
        ? 'uWSGI starts it, which the requirements name'
        : 'uWSGI starts it, which comes with the native runtime';
    const module = `--module ${django.wsgi}`;
    const own = readUwsgiIni(files, folder);
    if (own === undefined) {
        const unused = findUwsgiIni(files, folder);
        return {
            ...{
                command: `uwsgi --master --need-app ${STOPS} ${server_USUAL} ${module}`,
                protocol: 'uwsgi',
                packages,
                settings: '',
            },
            because: unused === undefined ? because : `${because}; ${unused} is not used, since it includes other files`,
        };
    }
    const words = [...(own.namesProcesses ? [] : ['--processes 2']), ...(own.namesModule ? [] : [module])];
    const left = own.leftOut.length === 0 ? '' : `, but for ${own.leftOut.join(', ')}: the native runtime decides these`;
    return {
        command: ['uwsgi', `--ini ${settingsPath(folder)}`, '--master --need-app', STOPS, ...words].join(' '),
        ...{ protocol: 'uwsgi', packages, settings: own.text },
        because: `${because}, with the options of ${own.path}${left}`,
    };
}
/** A command that a person wrote. @throws DeployError native-port-only */
function given(written, because, { protocol }) {
    const { command, change } = withHeldSocket(written);
    const isUwsgi = /^(?:\S*\/)?uwsgi(?:\s|$)/.test(command.trim());
    return {
        command,
        protocol: protocol === 'uwsgi' || (protocol === undefined && isUwsgi) ? 'uwsgi' : 'http',
        ...{ packages: [], settings: '' },
        because: change === '' ? because : `${because}, ${change}`,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/native/project.js






/**
 * Reads a project for the native runtime: its Procfile, manage.py, settings and requirements.
 * @throws DeployError nothing-to-deploy, native-project-unclear, native-port-only
 */
function readNativeProject(files, options) {
    const procfile = procfileOf(files);
    const django = djangoOf(files, options.variables);
    const folder = procfile === undefined ? (django?.folder ?? '') : '';
    const requirements = readRequirements(files, folder);
    const web = procfile?.find(({ name }) => name === 'web');
    const isElsewhere = procfile !== undefined && django !== undefined && django.folder !== folder;
    if (isElsewhere && web === undefined && options.startCommand === undefined)
        throw withoutWeb(django.folder);
    const server = serverOf(files, { ...options, folder, web, django, requirements });
    if (server === undefined)
        throw nothingToStart(django);
    const release = procfile?.find(({ name }) => name === 'release');
    return {
        folder,
        server,
        workers: (procfile ?? []).filter(({ name }) => name !== 'web' && name !== 'release'),
        releaseCommand: release?.command,
        staticCommand: django?.staticCommand,
        requirements: { ...requirements, packages: server.packages },
        python: readPythonWanted(files, folder),
        environment: new Map(django === undefined ? [] : [['DJANGO_SETTINGS_MODULE', django.settings]]),
        because: [server.because, ...(django === undefined ? [] : [django.because]), requirements.because],
    };
}
/** What a Procfile starts runs at the root, where this project cannot be imported. */
function withoutWeb(folder) {
    return new deploy_error/* DeployError */.sH({
        code: 'native-project-unclear',
        what: `The Procfile has no line web: for the Django project in ${folder}`,
        why: 'The processes of a Procfile run at the root of the repository',
        hint: `Add a line such as \`web: gunicorn --chdir ${folder} config.wsgi\` to the Procfile, or the input \`start-command\`.`,
    });
}
function nothingToStart(django) {
    return new deploy_error/* DeployError */.sH({
        code: 'nothing-to-deploy',
        what: 'The repository shows no web process for runtime: native',
        why: django === undefined
            ? 'It has neither a Procfile with a line `web:` nor a manage.py'
            : `Django is in ${django.folder || 'the root'}, but no wsgi.py is next to its settings`,
        hint: 'Add the input `start-command`, such as `gunicorn config.wsgi`, or a Procfile with a line `web: gunicorn config.wsgi`.',
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/blank-places.js


const always = () => true;
const isNothing = ({ text }) => text === '';
const isInvalidName = ({ text }) => text !== '' && !/^[A-Za-z0-9]/.test(text);
/** `${DATA}/db` would be a directory of the host's root. */
const begins = ({ written, text, name }) => text === '' || new RegExp(`^\\$\\{?${name}\\b`).test(written);
/** A port without its published part is published at any port. Of `address:published:target` the address may be missing. */
const hasNoPort = ({ text }) => /^$|^:[^:]*$|:(?:[:/]|$)|^\/|-(?:[:/]|$)|(?:^|:)-/.test(text.replace(/\[[^\]]*\]/, 'address'));
const hasNoPart = (blank) => begins(blank) || /^:|::|:$/.test(blank.text);
const ofServices = (rule, ...keys) => keys.map((key) => [`services.*.${key}`, rule]);
const blank_places_RULES = [
    ...ofServices(({ text }) => parseImage(text) === undefined, 'image'),
    ...ofServices(hasNoPort, 'ports.[]'),
    ...ofServices(hasNoPart, 'volumes.[]'),
    ...ofServices(begins, 'volumes.[].source', 'build', 'build.context'),
    ...ofServices(isNothing, 'ports.[].published', 'ports.[].target', 'volumes.[].target'),
    ...ofServices(({ text }) => text !== '', 'build.dockerfile'),
    ...ofServices(always, 'env_file', 'env_file.[]', 'env_file.[].path', 'extends.file', 'extends.service'),
    ...ofServices(isInvalidName, 'container_name'),
    ...ofServices(({ text }) => /^:|:$/.test(text), 'user'),
    ...ofServices(({ text }) => /[:=]$/.test(text), 'extra_hosts.[]'),
    ...ofServices(isNothing, 'mem_limit', 'mem_reservation', 'memswap_limit', 'shm_size', 'stop_grace_period'),
    ...ofServices(isNothing, 'healthcheck.interval', 'healthcheck.timeout', 'healthcheck.start_period'),
    ...ofServices(isNothing, 'deploy.resources.limits.*', 'deploy.resources.reservations.*'),
    ...['include.[]', 'include.[].path', 'include.[].path.[]', 'include.[].env_file', 'include.[].env_file.[]'].map((place) => [place, always]),
    ['secrets.*.file', always],
    ['configs.*.file', always],
    ['volumes.*.driver_opts.device', begins],
    ['volumes.*.name', isInvalidName],
    ['networks.*.name', isInvalidName],
];
const blank_places_ruleAt = ruleFinder(blank_places_RULES);
const PATHS = [
    ...['volumes.[]', 'volumes.[].source', 'build', 'build.context'].map((key) => `services.*.${key}`),
    'volumes.*.driver_opts.device',
].map((pattern) => pattern.split('.'));
/** Whether a value is invalid, or another one than was meant, now that one of its variables is replaced by an empty text. */
function breaksWhenBlank(place, blank) {
    return blank_places_ruleAt(place)?.(blank) === true;
}
/** Whether the path of a file, or of a directory, stands there. */
function isPathAt(place) {
    return PATHS.some((pattern) => isMatch(place, pattern));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/port-form.js


/** `[address:][published:]target[/protocol]`, either of the two a range. @throws Problem */
function readPorts(spec) {
    const parts = spec.split(':');
    const [inside = '', proto = ''] = (parts.at(-1) ?? '').split('/');
    const published = parts.at(-2) ?? '';
    const address = addressOf(spec, parts.slice(0, -2).join(':'));
    const protocol = (proto === '' ? 'tcp' : proto).toLowerCase();
    if (!['tcp', 'udp', 'sctp'].includes(protocol))
        throw port_form_wrong(spec, `has the unknown protocol ${proto}`);
    const target = rangeOf(spec, inside);
    const host = published === '' ? undefined : rangeOf(spec, published);
    const isSame = host === undefined || host.last - host.first === target.last - target.first;
    if (!isSame && target.last !== target.first)
        throw port_form_wrong(spec, 'has two ranges of different length');
    const ports = Array.from({ length: target.last - target.first + 1 }, (_, index) => ({
        mode: 'ingress',
        ...(address === '' ? {} : { host_ip: address }),
        target: target.first + index,
        ...(host === undefined ? {} : { published: isSame ? String(host.first + index) : `${host.first}-${host.last}` }),
        protocol,
    }));
    return ports.sort((one, other) => (String(one.target) < String(other.target) ? -1 : 1));
}
function addressOf(spec, text) {
    const address = /^\[(.*)\]$/.exec(text)?.[1] ?? text;
    if (address !== '' && ((0,external_node_net_.isIP)(address.replace(/%.*$/, '')) === 0 || (text.includes(':') && !text.startsWith('['))))
        throw port_form_wrong(spec, `has the invalid address ${text}`);
    return address;
}
function rangeOf(spec, text) {
    const match = /^(\d+)(?:-(\d+))?$/.exec(text);
    const [first, last] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
    if (match === null || first > 65_535 || last > 65_535 || last < first)
        throw port_form_wrong(spec, `has the invalid port ${text}`);
    return { first, last };
}
function port_form_wrong(spec, what) {
    return new Problem(`the port ${spec} ${what}`);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/template.js

function lookupIn(variables, { missing, blanks }) {
    const find = (name) => {
        const value = variables.get(name);
        if (value === undefined)
            missing?.(name);
        return value;
    };
    return Object.assign(find, { missing, blanks });
}
const PATTERN = /\$(?:(?<escaped>\$)|(?<named>[_a-z][_a-z0-9]*)|\{(?:(?<braced>[_a-z][_a-z0-9]*(?::?[-+?](.*))?)\}|))/gi;
const OPERATORS = [':?', '?', ':-', '-', ':+', '+'];
/**
 * Puts variables in the place of `$X`, `${X}`, `${X-d}`, `${X:-d}`, `${X?e}`, `${X:?e}`, `${X+o}` and `${X:+o}`, nested ones too, and
 * `$` in the place of `$$`: in the same way, and with the same oddities, as compose does (compose-go, template.go).
 * @throws Problem
 */
function substitute(text, lookup, onBlank) {
    if (!text.includes('$'))
        return text;
    return text.replace(PATTERN, (found) => replacement(found, text, { lookup, onBlank }));
}
function replacement(found, whole, values) {
    const operator = operatorOf(found);
    const close = firstClosing(found);
    const own = close < 0 ? found : found.slice(0, close + 1);
    const rest = close < 0 ? '' : found.slice(close + 1);
    const groups = new RegExp(PATTERN.source, 'i').exec(own)?.groups ?? {};
    if (groups['escaped'] !== undefined)
        return '$';
    if (groups['named'] !== undefined)
        return template_valueOf(groups['named'], values);
    const braced = groups['braced'];
    if (braced === undefined)
        throw new Problem(`${JSON.stringify(whole)} has a $ that begins no variable; write $$ for a $`);
    if (!braced.includes(operator))
        return template_valueOf(braced, values);
    return operate(braced, operator, values) + substitute(rest, values.lookup, values.onBlank);
}
function template_valueOf(name, { lookup, onBlank }) {
    const value = lookup(name);
    if (value !== undefined && value !== '')
        return value;
    return onBlank?.(name, undefined, value !== undefined) ?? '';
}
/** The operator that stands first. */
function operatorOf(found) {
    const present = OPERATORS.filter((operator) => found.includes(operator));
    return present.sort((one, other) => found.indexOf(one) - found.indexOf(other))[0] ?? ':?';
}
function firstClosing(text) {
    let open = 0;
    for (let at = 0; at < text.length; at += 1) {
        if (text[at] === '}') {
            open -= 1;
            if (open === 0)
                return at;
        }
        if (text[at] === '{') {
            open += 1;
            at += 1;
        }
    }
    return -1;
}
function operate(braced, operator, { lookup, onBlank }) {
    const at = braced.indexOf(operator);
    const [name, operand] = [braced.slice(0, at), braced.slice(at + operator.length)];
    const value = lookup(name);
    const isSet = value !== undefined && !(operator.startsWith(':') && value === '');
    if (operator.endsWith('+'))
        return isSet ? substitute(operand, lookup, onBlank) : (value ?? '');
    if (isSet)
        return value;
    if (operator.endsWith('-'))
        return substitute(operand, lookup, onBlank);
    if (onBlank !== undefined)
        return onBlank(name, operand, value !== undefined);
    if (lookup.missing !== undefined)
        return '';
    const reason = substitute(operand, lookup);
    throw new Problem(`the variable ${name} has to be set${reason === '' ? '' : `: ${reason}`}`);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/blank-uses.js




/** What is put in the place of a variable by `fills`. */
const FILLER = '\uE001';
/** Notes which variables have no value while a project's files are read. */
class BlankUses {
    found = [];
    #fills;
    /** `fills`: something is put in their place, so that a project that makes no sense without them can be read to its end. */
    constructor({ fills } = { fills: false }) {
        this.#fills = fills;
    }
    /** The text with its variables filled in. @throws Problem a `$` begins no variable */
    fill(written, { path, lookup, cast }) {
        const blanks = [];
        const text = substitute(written, lookup, (name, message, isEmpty) => {
            blanks.push({ name, message, isEmpty });
            return '';
        });
        if (blanks.length === 0)
            return text;
        const { place, value } = placeOf(path, text);
        for (const blank of blanks) {
            const breaks = !isAccepted(text, cast) || breaksWhenBlank(path, { written, text, name: blank.name });
            this.found.push({ ...blank, place, breaks, isWhole: value === '' });
        }
        return this.#fills ? filled(written, { path, lookup, cast }) : text;
    }
}
/** An item `KEY=value` of a list stands where it would in a mapping. */
function placeOf(path, text) {
    const [, key, value = ''] = /^([^=]+)=([^]*)$/.exec(text) ?? [];
    if (key === undefined || path[2] !== 'environment' || path[3] !== '[]')
        return { place: path, value: text };
    return { place: [...path.slice(0, 3), key], value };
}
/** Whether a text has the place of a variable that was filled. */
function isFilled(text) {
    return text.includes(FILLER);
}
/** With a number where compose wants one, `true` where it wants a truth, and an address where it wants that. */
function filled(written, { path, lookup, cast }) {
    const start = isPathAt(path) && written.startsWith('$') ? './' : '';
    const fill = (...fillers) => {
        let at = -1;
        return start + substitute(written, lookup, () => fillers[Math.min((at += 1), fillers.length - 1)] ?? '');
    };
    const read = path[2] === 'ports' && path[3] === '[]' && path.length === 4 ? readPorts : cast;
    const texts = read === undefined ? [fill(FILLER)] : [fill('1'), fill('true'), fill('127.0.0.1', '1')];
    return texts.find((text) => isAccepted(text, read)) ?? '';
}
function isAccepted(text, cast) {
    try {
        cast?.(text);
        return true;
    }
    catch (thrown) {
        if (thrown instanceof Problem)
            return false;
        throw thrown;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/compose/blank-variables.js




/** Programs read these of their surroundings, and do without them. */
const OPTIONAL = /^(https?|ftp|no|all)_proxy$/i;
/** A name that programs and `.env` files can have. */
const VARIABLE = /^[A-Za-z_][\w.-]*$/;
/** The variables without a value that matter, in the order of the files. Pure. */
function blankVariables(uses, project) {
    const found = new Map();
    const passed = passedOn(project.config);
    for (const use of [...uses, ...passed]) {
        if (!matters(use, project))
            continue;
        const place = use.place.join('.').replaceAll('.[]', '[]');
        const before = found.get(use.name);
        found.set(use.name, {
            name: use.name,
            message: before?.message ?? use.message,
            places: withPlace(before?.places, place),
            breaks: breaks(use, project) ? withPlace(before?.breaks, place) : (before?.breaks ?? []),
            begins: isDatabasePassword(use, project.config) ? withPlace(before?.begins, place) : (before?.begins ?? []),
            isEmpty: use.isEmpty,
            isPassedOn: before?.isPassedOn !== false && passed.includes(use),
        });
    }
    const all = [...found.values()];
    if (!project.isValid && !all.some(isNeeded))
        return all.map((one) => (one.isPassedOn ? one : { ...one, breaks: one.places }));
    // One that was given as an empty text was meant to be, unless the project makes no sense with it.
    return all.filter((one) => isNeeded(one) || one.begins.length > 0 || !one.isEmpty);
}
function withPlace(places = [], place) {
    return places.includes(place) ? places : [...places, place];
}
/** `environment: [KEY]` passes a variable on. What cannot be the name of one has no value either, and nobody can give it one. */
function passedOn({ services }) {
    return Object.entries(services).flatMap(([service, { environment }]) => Object.entries(mappingOf(environment))
        .filter(([name, value]) => value === null && VARIABLE.test(name))
        .map(([name]) => ({
        ...{ name, place: ['services', service, 'environment', name], message: undefined },
        ...{ breaks: false, isWhole: true, isEmpty: false },
    })));
}
/** Compose wants a value for `${X:?}` and for what it has to read wherever that stands; the rest only matters where something is started. */
function matters({ name, message, place }, { config, isValid }) {
    if (message !== undefined)
        return true;
    const [section = '', service = ''] = place;
    if (section.startsWith('x-') || OPTIONAL.test(name))
        return false;
    return section !== 'services' || config.inactive[service] === undefined || !isValid;
}
/** A service that is built needs no name of an image. */
function breaks({ place, breaks: isBroken, isWhole }, { config }) {
    const [section, service = '', key] = place;
    const isImage = section === 'services' && key === 'image';
    return isBroken && !(isImage && isWhole && config.services[service]?.build !== undefined);
}
/** Those of services that are started, in the order of the files. Pure. */
function requiredEnvFiles({ services }) {
    const users = new Map();
    for (const [service, { env_file: files = [] }] of Object.entries(services)) {
        for (const { path, required } of files)
            if (required && !isFilled(path))
                users.set(path, [...(users.get(path) ?? []), service]);
    }
    return [...users].map(([path, names]) => ({ path, services: names }));
}

;// CONCATENATED MODULE: ./.build/compiled/dotenv/example.js

const example_LINE = /^\s*(?:export\s+)?([^\s=:#]+)\s*[=:][ \t]*(.*?)\s*$/;
/** The variables of an example file, each once, in its order. What is commented out is optional, and left out. */
function parseExample(text) {
    const entries = new Map();
    let openQuote;
    for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
        if (openQuote !== undefined) {
            if (line.includes(openQuote))
                openQuote = undefined;
            continue;
        }
        const [, key = '', written = ''] = example_LINE.exec(line) ?? [];
        if (!reading/* ENV_KEY */.yG.test(key))
            continue;
        const value = unquoted(written);
        if (value === undefined)
            openQuote = written.charAt(0);
        entries.set(key, { key, value: value !== undefined && isPlain(key, value) ? value : undefined });
    }
    return [...entries.values()];
}
/** undefined: the quote is closed on another line. */
function unquoted(written) {
    const quote = /^["']/.exec(written)?.[0];
    if (quote === undefined)
        return /^#/.test(written) ? '' : (written.split(/\s#/, 1)[0] ?? '').trimEnd();
    const end = written.indexOf(quote, 1);
    return end < 0 ? undefined : written.slice(1, end);
}
const SECRET_WORDS = new Set('pass pwd private salt cert certificate dsn webhook jwt license licence cookie hash sid pat bearer signature auth encryption pin otp'.split(' '));
/** By its name: where it is not certain, it is one. */
function isSecretName(key) {
    if (/passw|passphrase|secret|token|credential/i.test(key))
        return true;
    return key
        .toLowerCase()
        .split('_')
        .some((word) => SECRET_WORDS.has(word) || /keys?$/.test(word));
}
/** What people write where a value of their own belongs. */
const example_PLACEHOLDER = /chang|your|xxx|[<>]|\bexample|example\b|replace|todo|secret|passw|insert|\bfill|placeholder|dummy|sample|\.\.\.|\*\*\*|\bmy[-_.]?(domain|site|email|name|user)/i;
/** What is right on the machine of a developer alone. */
const DEVELOPMENT = /localhost|127\.0\.0\.1|^(dev|develop|development|local|debug)$/i;
/** Read the same in the input `env`, without quotes, and no expression of a workflow. */
const LITERAL = /^(?!["' ])[\w.,:/@*+()[\]=&?;%~|!^ "'-]{1,120}$/;
/** Whether a value can be shown, and used: it is no secret by its name, no login, no text that looks random, and stands for no other. */
function isPlain(key, value) {
    if (isSecretName(key))
        return false;
    if (value === '')
        return true;
    const isOther = example_PLACEHOLDER.test(value) || DEVELOPMENT.test(value) || (/debug/i.test(key) && /^(1|true|yes|on)$/i.test(value));
    const isLogin = /:\/\/[^/\s]*@/.test(value) || /^[^\s@]+@[^\s@]+$/.test(value);
    const isRandom = value.length >= 20 && /^[\w+/=-]+$/.test(value) && /\d/.test(value) && /[A-Za-z]/.test(value);
    return LITERAL.test(value) && !isLogin && !isRandom && !isOther;
}

;// CONCATENATED MODULE: ./.build/compiled/repository/example-files.js


/** Words by which such a file is known, the most usual ones first. */
const WORDS = ['example', 'sample', 'template', 'dist', 'tmpl', 'tpl', 'defaults', 'default', 'skeleton'];
/** What an example for one way of running a project is called after; the best for a deploy first. */
const VARIANTS = [
    '',
    'production',
    'prod',
    'deploy',
    'docker',
    'compose',
    'docker compose',
    'staging',
    'local',
    'dev',
    'development',
];
/**
 * The example of an env file, such as `.env.example` of `.env`, `env.prod.sample` of `.env.prod`, `example.env`: in its own folder, else in
 * `elsewhere`. undefined: there is none. Pure but for the files.
 */
function findExample(files, path, elsewhere = []) {
    const own = example_files_wordsOf(external_node_path_.posix.basename(path));
    const variants = own.includes('env') ? VARIANTS.map((variant) => ['env', ...variant.split(' ')]) : [];
    const wanted = [own, ...variants].map(keyOf);
    for (const folder of [external_node_path_.posix.dirname(path), ...elsewhere]) {
        const names = (files.list?.(folder) ?? []).filter((name) => files.isGiven?.(external_node_path_.posix.join(folder, name)) !== true);
        const found = best(names, wanted);
        if (found === undefined)
            continue;
        const place = external_node_path_.posix.join(folder, found);
        const entries = parseExample(example_files_read(files, place));
        if (entries.length > 0)
            return { path: place, entries };
    }
    return undefined;
}
function best(names, wanted) {
    const ranked = names.flatMap((name) => {
        const words = example_files_wordsOf(name);
        const word = WORDS.findIndex((one) => words.includes(one));
        const rank = wanted.indexOf(keyOf(words.filter((one) => one !== WORDS[word])));
        return word < 0 || rank < 0 ? [] : [{ name, rank: rank * WORDS.length + word }];
    });
    return ranked.sort((one, other) => one.rank - other.rank)[0]?.name;
}
/** `.env.prod-example` has the words env, prod and example. */
function example_files_wordsOf(name) {
    return name
        .toLowerCase()
        .replace(/env(?=example|sample|template|dist)/, 'env.')
        .split(/[._-]+/)
        .filter((word) => word !== '' && word !== 'txt');
}
function keyOf(words) {
    return [...words]
        .filter((word) => word !== '')
        .sort()
        .join(' ');
}
/** A folder, or what cannot be read, shows nothing. */
function example_files_read(files, path) {
    try {
        return files.read(path);
    }
    catch {
        return '';
    }
}

;// CONCATENATED MODULE: ./.build/compiled/repository/needs.js



/** `folder` is that of the compose file. */
function needs_needsOf({ config, uses, isWhyUnread }, files, folder) {
    const envFiles = requiredEnvFiles(config);
    return {
        variables: blankVariables(uses, { config, isValid: !isWhyUnread }),
        blankNames: [...new Set(uses.map(({ name }) => name))],
        envFiles,
        example: findExample(files, external_node_path_.posix.join(folder, '.env'), ['.', ...contextsOf(config, Object.keys(config.services))]),
        examples: new Map(envFiles
            .filter(({ path }) => !/^(\.\.\/|[/~])/.test(path) && !files.exists(path))
            .flatMap(({ path, services }) => {
            const example = findExample(files, path, contextsOf(config, services));
            return example === undefined ? [] : [[path, example]];
        })),
        isWhyUnread,
    };
}
/** Folders of the repository that these services are built from: what they need may be shown there. */
function contextsOf({ services }, names) {
    return names
        .flatMap((name) => services[name]?.build?.context ?? [])
        .filter((context) => /^[\w.][\w./-]*$/.test(context));
}

;// CONCATENATED MODULE: ./.build/compiled/repository/native.js



/** The name of the web process where plans and logs name it. */
const WEB = 'app';
/**
 * Reads a repository for the native runtime. Its stack has no compose file and no service: what runs is in `native`.
 * @throws DeployError nothing-to-deploy, native-project-unclear, native-port-only
 */
function readNative(files, inputs, variables) {
    const { startCommand, app } = inputs;
    const native = readNativeProject(files, { startCommand, protocol: app.protocol, variables });
    const needs = needs_needsOf({ config: NO_CONFIG, uses: [], isWhyUnread: false }, files, native.folder);
    const read = { stack: stackOf(native), native, reading: undefined, needs };
    return { ...read, told: () => readNative(files, inputs, variables) };
}
function stackOf({ server }) {
    return {
        kind: 'native',
        name: undefined,
        composeFile: undefined,
        composeFiles: [],
        composeBecause: '',
        composeDigest: '',
        folder: '',
        profiles: [],
        config: NO_CONFIG,
        services: [],
        volumes: [],
        deviceVolumes: [],
        contentFiles: [],
        externals: [],
        ownProxy: undefined,
        proxyFindings: [],
        unreadable: [],
        entry: { service: WEB, ports: [], hasSurePorts: true, protocol: server.protocol, because: server.because },
        commandService: WEB,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/files.js



/** Reads a file that another one names; undefined: it is not in the repository. @throws DeployError compose-file-invalid */
function readNamed(files, path) {
    return isInside(path) && files.exists(path) ? readFile(files, path) : undefined;
}
/** @throws DeployError compose-file-invalid */
function readFile(files, path) {
    try {
        return files.read(path);
    }
    catch (thrown) {
        throw invalid(path, (0,deploy_error/* messageOf */.bD)(thrown));
    }
}
function isInside(path) {
    return path !== '..' && !path.startsWith('../') && !/^[/~]/.test(path);
}
/** Whether there is a file, and not a folder or a link that leads nowhere. Folders without anything in them are not deployed. */
function files_isFile({ exists, list }, path) {
    return exists(path) && (list?.(path).length ?? 0) === 0;
}
/** '.' for the root. */
function files_folderOf(path) {
    return external_node_path_.posix.dirname(path);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/compose-files.js


const compose_files_ENDINGS = ['yml', 'yaml'];
/** Files that are meant for a deployment, in this order. */
const DEPLOY_FILES = ['deploy', 'prod', 'production', 'prd', 'live', 'public'].flatMap((word) => ['docker-compose-', 'docker-compose.', 'docker-compose_', 'compose.', 'compose-', 'compose_'].flatMap((start) => compose_files_ENDINGS.map((ending) => `${start}${word}.${ending}`)));
/** The same under names that other programs use too: it counts if it is a compose file. cookiecutter-django has the second. */
const DEPLOY_FILES_IF_COMPOSE = ['docker-production', 'production', 'prod'].flatMap((name) => compose_files_ENDINGS.map((ending) => `${name}.${ending}`));
/** Whether a text is a compose file at first sight. Render's blueprints have a list of services. */
function looksLikeCompose(text) {
    return /^\uFEFF?services:(?!(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*-\s)/m.test(text);
}
/** `docker-compose.yml.example` is one, too. */
const COMPOSE_NAME = /^[^.].*\.ya?ml(?:[.-](?:example|sample|dist|template|tpl))?$/i;
/** Whether a path is that of a compose file, under any name. */
function isComposeFile(files, path) {
    return COMPOSE_NAME.test(external_node_path_.posix.basename(path)) && files_isFile(files, path) && looksLikeCompose(files.read(path));
}
/** Files for everyday work, in the order in which compose looks for them. */
const BASE_FILES = [
    'compose.yaml',
    'compose.yml',
    'docker-compose.yml',
    'docker-compose.yaml',
];
/** What compose lays over those by itself, which is meant for development. */
const OVERRIDE_FILES = ['compose.override', 'docker-compose.override'].flatMap((name) => compose_files_ENDINGS.map((ending) => `${name}.${ending}`));
/** The files that `COMPOSE_FILE` lists; none if it is not set. */
function listedFiles(variables) {
    const listed = variables.get('COMPOSE_FILE') ?? '';
    const separator = variables.get('COMPOSE_PATH_SEPARATOR') ?? '';
    return listed === '' ? [] : listed.split(separator === '' ? ':' : separator);
}
/** Names of compose files for work on the app, not for visitors. */
const EVERYDAY_NAME = /(?:^|[-_./])(?:dev|devel|development|local|tests?|debug)(?:[-_./]|$)/i;

;// CONCATENATED MODULE: ./.build/compiled/compose/model/dotenv.js


/**
 * An env file as compose reads it (compose-go, dotenv/parser.go): later lines see earlier ones, but what `lookup` has wins in `${…}`.
 * @throws Problem
 */
function parseDotenv(text, lookup, before = new Map()) {
    const values = new Map(before);
    const find = (name) => lookup(name) ?? values.get(name);
    let rest = text.replace(/^\uFEFF/, '');
    for (;;) {
        rest = rest.replace(/^(?:\s+|#[^\n]*)*/, '');
        if (rest === '')
            return values;
        const { key, isInherited, after } = readKey(rest);
        rest = after;
        if (isInherited) {
            const value = find(key);
            if (value !== undefined)
                values.set(key, value);
            continue;
        }
        const quote = /^["']/.exec(rest)?.[0];
        const read = quote === undefined ? readBare(rest) : readQuoted(rest, quote);
        rest = read.after;
        values.set(key, quote === "'" ? read.value : substitute(read.value, find));
    }
}
function readKey(text) {
    const bare = text.replace(/^export\s+/, '');
    const end = /[=:\n]/.exec(bare)?.index ?? -1;
    const written = end < 0 ? '' : bare.slice(0, end);
    const [line = ''] = bare.split('\n');
    if (!/^[\p{L}\p{N}_.\-[\] \t\v\f\r\u0085\u00A0]*$/u.test(end < 0 ? bare : written))
        throw new Problem(`${JSON.stringify(line.split('=')[0])} is no name of a variable`);
    const key = written.trimEnd();
    if (key.includes(' '))
        throw new Problem(`${JSON.stringify(key)} is no name of a variable`);
    const after = bare.slice(end + 1).replace(/^[\t\v\f\r \u0085\u00A0]+/, '');
    return { key, isInherited: bare[end] === '\n', after: end < 0 ? '' : after };
}
function readBare(text) {
    const end = text.indexOf('\n');
    const line = end < 0 ? text : text.slice(0, end);
    return { value: (line.split(' #', 1)[0] ?? '').trimEnd(), after: end < 0 ? '' : text.slice(end + 1) };
}
function readQuoted(text, quote) {
    let value = '';
    let isEscaped = false;
    for (let at = 1; at < text.length; at += 1) {
        const char = text.charAt(at);
        if (char === quote && !isEscaped)
            return { value: quote === '"' ? unescaped(value) : value, after: text.slice(at + 1) };
        if (char === '\\' && !isEscaped) {
            isEscaped = true;
            continue;
        }
        value += isEscaped && char !== quote ? `\\${char}` : char;
        isEscaped = false;
    }
    throw new Problem('a quoted value has no end');
}
const ESCAPES = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
/** `\$` becomes `$$`, which the variables' grammar knows. */
function unescaped(text) {
    return text.replace(/\\(?:([abcfnrtv$"\\])|0(\d{0,3}))/g, (whole, letter, octal) => {
        if (letter === '$')
            return '$$';
        if (letter !== undefined)
            return ESCAPES[letter] ?? (letter === 'c' ? whole : letter);
        return octal?.length === 3 && /^[0-3][0-7]{2}$/.test(octal) ? String.fromCharCode(parseInt(octal, 8)) : whole;
    });
}

// EXTERNAL MODULE: ./.build/compiled/secret.js
var compiled_secret = __webpack_require__(1746);
;// CONCATENATED MODULE: ./.build/compiled/repository/variables.js






/**
 * Reads the variables as compose does; in `${…}` of a `.env` the inputs win too. `find` gives the compose files that no input names.
 * @throws DeployError compose-file-invalid
 */
function readEnv({ env, composeFiles }, files, find = listedFiles) {
    const given = valuesOf(env ?? []);
    const path = dotenvOf(composeFiles ?? []);
    const tracked = trackedEnv(path, files, given);
    const first = new Map([...valuesOf(tracked?.entries ?? []), ...given]);
    const beside = composeFiles === undefined ? dotenvOf(find(first)) : path;
    const more = beside === path ? undefined : trackedEnv(beside, files, first);
    return {
        ...{ path, tracked },
        second: more === undefined ? undefined : beside,
        variables: new Map([...valuesOf(more?.entries ?? []), ...first]),
    };
}
/** The `.env` of the project directory, which is that of the first compose file. */
function dotenvOf([first = '']) {
    const folder = files_folderOf(first);
    return /^(?:\/|~|\.\.(?:\/|$))/.test(folder) ? '.env' : external_node_path_.posix.join(folder, '.env');
}
function trackedEnv(path, files, known) {
    if (!files.exists(path))
        return undefined;
    const text = files.read(path);
    const read = naming(path, () => parseDotenv(text, (key) => known.get(key)), invalidEnvFile);
    const entries = [...read].map(([key, value]) => ({ key, value: new compiled_secret/* Secret */.z(value) }));
    return { entries, text: new compiled_secret/* Secret */.z(text) };
}
function valuesOf(entries) {
    return new Map(entries.map(({ key, value }) => [key, value.reveal()]));
}

;// CONCATENATED MODULE: ./.build/compiled/repository/input-paths.js

/**
 * The repository's files less those that the input `files` replaces.
 * @throws DeployError invalid-input where a path is a file in one of the two and a directory in the other
 */
function withoutInputs(all, given) {
    if (given.length === 0)
        return { files: all, replaced: [] };
    const paths = new Set(given.map(({ path }) => path));
    const folders = new Set([...paths].flatMap(input_paths_foldersOf));
    for (const { path } of all) {
        if (folders.has(path))
            throw input_paths_conflict(path, [...paths].find((one) => one.startsWith(`${path}/`)) ?? path);
        const folder = input_paths_foldersOf(path).find((one) => paths.has(one));
        if (folder !== undefined)
            throw input_paths_conflict(path, folder);
    }
    return {
        files: all.filter(({ path }) => !paths.has(path)),
        replaced: all.flatMap(({ path }) => (paths.has(path) ? [path] : [])),
    };
}
/** `a` and `a/b` of `a/b/c`. */
function input_paths_foldersOf(path) {
    return path
        .split('/')
        .slice(0, -1)
        .map((_, index, parts) => parts.slice(0, index + 1).join('/'));
}
function input_paths_conflict(tracked, given) {
    return new deploy_error/* DeployError */.sH({
        code: 'invalid-input',
        what: `files: ${given} cannot be added to the repository, which has ${tracked}`,
        why: 'One of them is a file or a link, and the other needs a directory of that name',
        hint: 'Give the file another path, in `files` and in the compose file.',
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/dockerfile.js


/** Files of configuration, which are looked up where another stage has them too. */
const CONFIGURATION = /\.conf(?:\.\w+)?$|Caddyfile$/;
const WEB_SERVER = /\b(?:nginx|apache2|httpd|caddy|lighttpd|openresty|frankenphp)\b/i;
const dockerfile_NOTHING = {
    ...{ base: undefined, expose: [], command: '', copies: [] },
    ...{ environment: new Map(), workdir: '/', hasWebServer: false },
};
/** Reads a Dockerfile's stage, the last one unless `target` names another. `args` are the build arguments. Pure. */
function readDockerfile(text, target, args = new Map()) {
    const file = main.DockerfileParser.parse(text);
    const values = new Map([...globalArguments(file.getInitialARGs()), ...args]);
    const stages = stagesOf(file.getInstructions(), values);
    const own = stages.find(({ name }) => name !== undefined && name === target?.toLowerCase()) ?? stages.at(-1);
    if (own === undefined)
        return dockerfile_NOTHING;
    const chain = chainOf(own, stages);
    const instructions = chain.flatMap((stage) => stage.instructions);
    const environment = new Map(instructions.filter(isKeyword(main.Keyword.ENV)).flatMap((one) => dockerfile_variablesOf(one, values)));
    const known = new Map([...environment, ...values]);
    const base = chain[0]?.base;
    return {
        base: base === undefined || base === 'scratch' || base.includes('$') ? undefined : base,
        expose: [...new Set(instructions.filter(isKeyword(main.Keyword.EXPOSE)).flatMap((one) => portsOf(one, known)))],
        command: [main.Keyword.ENTRYPOINT, main.Keyword.CMD]
            .map((keyword) => lastLine(instructions, keyword))
            .join(' ')
            .trim(),
        copies: instructions
            .filter((one) => isKeyword(main.Keyword.COPY)(one) || isKeyword(main.Keyword.ADD)(one))
            .flatMap((one) => [...copiesOf(one), ...configurationsOf(one)]),
        environment,
        workdir: instructions
            .filter(isKeyword(main.Keyword.WORKDIR))
            .map((one) => dockerfile_filledIn((one.getArgumentsContent() ?? '').replace(/^["']|["']$/g, ''), known))
            .reduce((at, path) => external_node_path_.posix.resolve('/', at, path), '/'),
        hasWebServer: instructions.some((one) => [main.Keyword.RUN, main.Keyword.COPY, main.Keyword.ADD].some((keyword) => isKeyword(keyword)(one)) &&
            WEB_SERVER.test(one.getArgumentsContent() ?? '')),
    };
}
function globalArguments(args) {
    return new Map(args.flatMap((instruction) => {
        const [, name, value] = /^(\w+)=["']?([^"']*)["']?$/.exec(instruction.getArgumentsContent() ?? '') ?? [];
        return name === undefined || value === undefined ? [] : [[name, value]];
    }));
}
/** The stages of a Dockerfile; `values` are its arguments, for names of images. */
function stagesOf(instructions, values) {
    const stages = [];
    for (const instruction of instructions) {
        if (isKeyword(main.Keyword.FROM)(instruction)) {
            const words = instruction
                .getArguments()
                .map((word) => word.getValue())
                .filter((word) => !word.startsWith('--'));
            const name = words[1]?.toLowerCase() === 'as' ? words[2]?.toLowerCase() : undefined;
            stages.push({ name, base: dockerfile_filledIn(words[0] ?? '', values), instructions: [] });
        }
        else
            stages.at(-1)?.instructions.push(instruction);
    }
    return stages;
}
/** A stage with those of the same file that it starts from, the first one first. */
function chainOf(stage, stages) {
    const before = stages.slice(0, stages.indexOf(stage));
    const parent = before.find(({ name }) => name !== undefined && name === stage.base.toLowerCase());
    return parent === undefined ? [stage] : [...chainOf(parent, stages), stage];
}
function isKeyword(keyword) {
    return (instruction) => instruction.getKeyword().toUpperCase() === keyword;
}
function portsOf(instruction, values) {
    return instruction
        .getArguments()
        .map((word) => dockerfile_filledIn(word.getValue(), values))
        .filter((word) => !/\/udp$/i.test(word))
        .map((word) => Number.parseInt(word, 10))
        .filter((port) => port > 0 && port < 65_536);
}
function dockerfile_variablesOf(instruction, values) {
    return instruction
        .getProperties()
        .map((property) => [property.getName(), dockerfile_filledIn(property.getValue() ?? '', values)]);
}
function lastLine(instructions, keyword) {
    const last = instructions.findLast(isKeyword(keyword));
    if (last === undefined)
        return '';
    const words = last.getJSONStrings();
    if (words.length > 0)
        return words.map((word) => word.getJSONValue()).join(' ');
    return last.getArgumentsContent() ?? '';
}
/** What a COPY or ADD takes from the build context. */
function copiesOf(instruction) {
    return isFromStage(instruction) ? [] : dockerfile_copied(instruction);
}
/** Configurations that a COPY takes from another stage, by the paths at which the build context may have them. */
function configurationsOf(instruction) {
    if (!isFromStage(instruction))
        return [];
    const configurations = dockerfile_copied(instruction).filter(({ from }) => CONFIGURATION.test(from));
    return configurations.flatMap(({ from, to }) => endsOf(from).map((end) => ({ from: end, to })));
}
function isFromStage(instruction) {
    return instruction.getFlags().some((flag) => flag.getName() === 'from');
}
function dockerfile_copied(instruction) {
    // A text of the Dockerfile itself.
    if (/<<-?["']?\w/.test(instruction.getArgumentsContent() ?? ''))
        return [];
    const quoted = instruction.getJSONStrings().map((word) => word.getJSONValue());
    const paths = quoted.length > 0 ? quoted : instruction.getArguments().map((word) => word.getValue());
    const to = paths.at(-1);
    return to === undefined ? [] : paths.slice(0, -1).map((from) => ({ from, to }));
}
/** Where a file of another stage may be in the build context: that stage copied it to some folder of its own. */
function endsOf(path) {
    const parts = path.split('/').filter((part) => part !== '' && part !== '.');
    return parts.map((_, index) => parts.slice(index).join('/'));
}
/** `$NAME`, `${NAME}` and `${NAME:-default}` replaced by the values that are known. */
function dockerfile_filledIn(text, values) {
    return text.replace(/\$(?:(\w+)|\{(\w+)(?::-([^}]*))?\})/g, (whole, plain, braced, fallback) => {
        return values.get(plain ?? braced) ?? fallback ?? whole;
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/copied-paths.js


/**
 * What COPY and ADD take from the build context by name, in the stages that `target` needs (undefined: the last one); relative to the
 * context, `/x` and `./x` as `x`. BuildKit leaves out stages that are not needed. `args` are the build arguments, which win over the defaults
 * of ARG. Pure.
 */
function copiedPaths(text, target, args = new Map()) {
    const stages = stagesOf(main.DockerfileParser.parse(text).getInstructions(), new Map());
    const last = target === undefined ? stages.at(-1) : stageOf(stages, target);
    const instructions = [...neededBy(last, stages)].flatMap((stage) => stage.instructions);
    const copies = instructions.filter((one) => /^(COPY|ADD)$/i.test(one.getKeyword())).flatMap(copiesOf);
    const known = new Map([...instructions.flatMap(argumentOf), ...args]);
    return copies.map(({ from }) => dockerfile_filledIn(from, known).replace(/^(\.?\/)+/, ''));
}
function argumentOf(instruction) {
    if (!/^ARG$/i.test(instruction.getKeyword()))
        return [];
    const [, name, value] = /^(\w+)=["']?([^"'\s]*)["']?$/.exec(instruction.getArgumentsContent() ?? '') ?? [];
    return name === undefined || value === undefined ? [] : [[name, value]];
}
function neededBy(stage, stages, seen = new Set()) {
    if (stage === undefined || seen.has(stage))
        return seen;
    seen.add(stage);
    // A stage can only need those that stand before it.
    const before = stages.slice(0, stages.indexOf(stage));
    for (const name of [stage.base, ...stage.instructions.flatMap(copied_paths_sourcesOf)])
        neededBy(stageOf(before, name), stages, seen);
    return seen;
}
/** Stages that an instruction takes files from: `COPY --from=`, `RUN --mount=type=bind,from=`. */
function copied_paths_sourcesOf(instruction) {
    return [...instruction.getTextContent().matchAll(/(?:--|,)from=([^\s,]+)/g)].flatMap(([, name]) => name ?? []);
}
function stageOf(stages, name) {
    return (stages.find((stage) => stage.name === name.toLowerCase()) ?? (/^\d+$/.test(name) ? stages[Number(name)] : undefined));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/build-copies.js




/** A set of characters, a variable, an address, or text of the Dockerfile itself. */
const NO_PATH = /[[\]$<"'\\]|:\/\/|^git@/;
/** BuildKit wants the folder of a pattern to be there. */
const build_copies_OPTIONAL = /^[^/]*[*?][^/]*$/;
/** The context itself. */
const build_copies_ALL = /^\.?\/?$/;
/**
 * What the Dockerfiles need in their build contexts, less what variables stand for that have no value there. `builds` are those of a release,
 * by service. Pure but for the files.
 */
function buildCopies(builds, files) {
    return builds.flatMap(([service, build]) => {
        if (isElsewhere(build.context) || external_node_path_.posix.isAbsolute(build.context))
            return [];
        const text = build.dockerfile_inline ?? dockerfileText(build, files) ?? '';
        const args = Object.entries(build.args ?? {}).flatMap(([key, value]) => value === null ? [] : [[key, value]]);
        const copied = copiedPaths(text, build.target, new Map(args)).filter((path) => !NO_PATH.test(path) && !build_copies_ALL.test(path) && !build_copies_OPTIONAL.test(path));
        // BuildKit does not leave the context: there `../x` is `x`.
        const paths = copied.map((path) => external_node_path_.posix.join(build.context, external_node_path_.posix.join('/', path)).replace(/(.)\/$/, '$1'));
        return [...new Set(paths)].map((path) => ({ service, path }));
    });
}
/** The Dockerfile of a build; undefined: it is not in the repository. */
function dockerfileText(build, files) {
    const path = dockerfilePath(build, files.exists);
    return path === undefined || path.startsWith('../') || !files.exists(path) ? undefined : files.read(path);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/build-stages.js




/**
 * The targets of builds that are no stages of their Dockerfiles. `texts` are the compose files: a target that a variable gives is known on the
 * host only; undefined: there are none. Pure but for the files.
 */
function missingStages(builds, files, texts) {
    return builds.flatMap(([service, build]) => {
        const { target = '' } = build;
        const dockerfile = dockerfilePath(build, files.exists);
        const text = dockerfile === undefined ? undefined : dockerfileText(build, files);
        if (dockerfile === undefined || text === undefined || target === '' || /^\d+$/.test(target))
            return [];
        if (texts?.some((one) => isWritten(target, one)) === false)
            return [];
        const stages = stagesOf(main.DockerfileParser.parse(text).getInstructions(), new Map()).flatMap(({ name }) => name ?? []);
        return stages.includes(target.toLowerCase()) ? [] : [{ service, target, dockerfile, stages }];
    });
}
function isWritten(target, text) {
    const lines = text.matchAll(/\btarget["']?[ \t]*:[ \t]*["']?([\w.-]+)["']?[ \t\r]*(?=[,}#\n]|$)/g);
    return [...lines].some(([, written]) => written === target);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/deploying-texts.js




/** Commands and actions that work on another machine. */
const REMOTE = new RegExp([
    String.raw `\b(?:ssh|scp|rsync)\s+\S`,
    String.raw `\b(?:ssh|scp)-(?:action|deploy|remote|pipeline)|action-ssh@`,
    String.raw `DOCKER_HOST\s*[:=]\s*["']?ssh:|\bdocker\s+context\s+(?:create|use)`,
    String.raw `\baws\s+ssm\s`,
].join('|'));
const SCRIPT_FOLDERS = ['.', 'scripts', 'bin', 'deploy', 'deployment', 'ci', 'ops'];
const SCRIPT = /(?:^|[-_./])deploy[^/]*\.(?:ba)?sh$/;
/** The steps of the repository's workflows that reach a server, and its scripts for deploying. */
function deployingTexts(files) {
    const { list = () => [] } = files;
    const scripts = SCRIPT_FOLDERS.flatMap((folder) => list(folder).map((name) => external_node_path_.posix.join(folder, name)));
    const read = scripts
        .filter((path) => SCRIPT.test(path) && files_isFile(files, path))
        .map((path) => ({ path, text: files.read(path) }));
    return [
        ...workflowsOf(files).flatMap(({ path, text: whole }) => {
            const steps = stepsIn(whole);
            const remote = steps.map(({ text }) => text).join('\n');
            return steps.map(({ text, names }) => ({
                ...{ path, text, whole, remote },
                isProduction: [external_node_path_.posix.basename(path), ...names].some((name) => PRODUCTION.test(name)),
            }));
        }),
        ...read.map(({ path, text }) => ({
            ...{ path, text, whole: text, remote: text },
            isProduction: PRODUCTION.test(external_node_path_.posix.basename(path)),
        })),
    ];
}
/** A name that says so. */
const PRODUCTION = /(?<!pre-?|non-?)prod(?:uction)?(?![a-z])|(?:^|[^a-z])live(?![a-z])/i;
/** The workflows, where only a folder of the git repository is deployed as well. */
function workflowsOf({ workflows, list = () => [], read, }) {
    if (workflows !== undefined)
        return workflows();
    const names = list('.github/workflows').filter((name) => /\.ya?ml$/.test(name));
    return names.map((name) => external_node_path_.posix.join('.github/workflows', name)).map((path) => ({ path, text: read(path) }));
}
function stepsIn(workflow) {
    const all = parsed(workflow);
    return Object.entries(mappingOf(all['jobs'])).flatMap(([key, value]) => {
        const job = mappingOf(value);
        const steps = isList(job['steps']) ? job['steps'].map(mappingOf) : [];
        const isOnServer = value_textOf(job['runs-on'] ?? '').includes('self-hosted');
        const given = [all['env'], job['env']].map(deploying_texts_assignments).join('\n');
        const environment = job['environment'];
        const names = [key, job['name'], isMapping(environment) ? environment['name'] : environment];
        return steps.flatMap((step) => {
            const text = textOfStep(step);
            if (!isOnServer && !REMOTE.test(text))
                return [];
            const start = isOnServer ? `# self-hosted\n${given}` : given;
            return [{ text: `${start}\n${text}`, names: [...names, step['name']].map((name) => value_textOf(name ?? '')) }];
        });
    });
}
function parsed(text) {
    try {
        return mappingOf((0,dist/* parse */.qg)(text));
    }
    catch {
        return {};
    }
}
/** What a step runs and uses, as lines. */
function textOfStep(step) {
    const folder = step['working-directory'];
    const lines = [folder === undefined ? '' : `cd ${value_textOf(folder)}`, deploying_texts_assignments(step['env'])];
    return [...lines, ...['uses', 'run', 'with'].flatMap((key) => textsIn(step[key]))].join('\n');
}
function textsIn(value) {
    if (isMapping(value))
        return Object.values(value).flatMap(textsIn);
    return value === undefined || value === null ? [] : [value_textOf(value)];
}
function deploying_texts_assignments(env) {
    return Object.entries(mappingOf(env))
        .map(([key, value]) => `${key}=${value_textOf(value)}`)
        .join('\n');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/consistency.js


const DURATION = /^([-+]?(\d+(\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h|d|w))+$|^0$/;
/** What compose refuses in a project that is put together (compose-go, loader/validate.go). @throws Problem */
function checkConsistency(config) {
    for (const [name, service] of Object.entries({ ...config.services, ...config.inactive }))
        checkDurations(name, service);
    for (const [name, service] of Object.entries(config.services)) {
        checkImage(name, service, config);
        checkNetworks(name, service, config);
        checkReferences(name, service, config);
        checkScale(name, service);
        checkMounts(name, service);
    }
    for (const [key, volume] of Object.entries(config.volumes)) {
        const other = Object.keys(volume).find((one) => one !== 'name' && one !== 'external' && !one.startsWith('x-'));
        if (volume.external === true && other !== undefined)
            throw new Problem(`volumes.${key} is external, so it cannot have \`${other}\``);
    }
    for (const [key, secret] of Object.entries(config.secrets)) {
        const isGiven = secret.external === true ||
            secret.file !== undefined ||
            secret['environment'] !== undefined ||
            secret.driver !== undefined;
        if (!isGiven)
            throw new Problem(`secrets.${key} has neither \`file\` nor \`environment\``);
    }
    checkCircles(config);
}
function checkDurations(name, { healthcheck, stop_grace_period: grace }) {
    const { interval, timeout, start_period: period, start_interval: early } = healthcheck ?? {};
    for (const [key, value] of Object.entries({ interval, timeout, period, early, grace })) {
        if (typeof value === 'string' && !DURATION.test(value))
            throw new Problem(`services.${name} has ${value} where a duration such as 1m30s belongs (${key})`);
    }
}
function checkImage(name, { image, build, ...service }, config) {
    if (build === undefined && (image ?? '') === '' && service['provider'] === undefined)
        throw new Problem(`services.${name} has neither \`image\` nor \`build\``);
    if (build === undefined)
        return;
    if (build.dockerfile !== undefined && build.dockerfile_inline !== undefined)
        throw new Problem(`services.${name}.build has both \`dockerfile\` and \`dockerfile_inline\``);
    for (const context of Object.values(build.additional_contexts ?? {})) {
        const other = /^service:(.*)$/.exec(context)?.[1];
        if (other !== undefined && config.services[other]?.build === undefined)
            throw new Problem(`services.${name}.build.additional_contexts names ${other}, which is no service that is built`);
    }
    for (const secret of isList(build['secrets']) ? build['secrets'].filter(isMapping) : [])
        checkKnown(`services.${name}.build.secrets`, value_textOf(secret['source']), config.secrets, 'secrets');
}
function checkNetworks(name, { network_mode: mode, networks, healthcheck }, config) {
    if (mode !== undefined && mode !== '' && Object.keys(networks ?? {}).length > 0)
        throw new Problem(`services.${name} has both \`network_mode\` and \`networks\``);
    for (const network of Object.keys(networks ?? {}))
        checkKnown(`services.${name}.networks`, network, config.networks, 'networks');
    const other = /^service:(.*)$/.exec(mode ?? '')?.[1];
    if (other !== undefined)
        checkKnown(`services.${name}.network_mode`, other, config.services, 'services');
    const first = healthcheck?.test?.[0];
    if (first !== undefined && !['CMD', 'CMD-SHELL', 'NONE'].includes(first))
        throw new Problem(`services.${name}.healthcheck.test begins with neither CMD, CMD-SHELL nor NONE`);
}
function checkReferences(name, service, config) {
    for (const [other, { required }] of Object.entries(service.depends_on ?? {})) {
        if (config.services[other] !== undefined || (config.inactive[other] !== undefined && !required))
            continue;
        const why = config.inactive[other] === undefined ? 'which is not there' : 'which is in a profile that is not active';
        throw new Problem(`services.${name}.depends_on names the service ${other}, ${why}`);
    }
    for (const { type, source } of service.volumes ?? []) {
        if (type === 'volume' && source !== undefined && source !== '')
            checkKnown(`services.${name}.volumes`, source, config.volumes, 'volumes');
    }
    for (const section of ['secrets', 'configs']) {
        for (const { source } of service[section] ?? [])
            checkKnown(`services.${name}.${section}`, source, config[section], section);
    }
}
function checkKnown(place, name, known, section) {
    if (!Object.hasOwn(known, name))
        throw new Problem(`${place} names ${name}, which \`${section}\` does not have`);
}
function checkScale(name, { scale, deploy, container_name: container }) {
    const replicas = deploy?.replicas;
    if (scale !== undefined && replicas !== undefined && scale !== replicas)
        throw new Problem(`services.${name} has a \`scale\` and a \`deploy.replicas\` that differ`);
    const count = scale ?? replicas ?? 1;
    if (count < 0)
        throw new Problem(`services.${name} has fewer than 0 replicas`);
    if (count > 1 && container !== undefined && container !== '')
        throw new Problem(`services.${name} has a \`container_name\`, so there can be only one of it`);
}
function checkMounts(name, { volumes = [] }) {
    for (const { type, target, source } of volumes) {
        if (typeof target !== 'string' && type !== 'tmpfs')
            throw new Problem(`services.${name}.volumes has an item without a target`);
        if (type === 'bind' && source === undefined)
            throw new Problem(`services.${name}.volumes has a bind mount without a source`);
    }
}
function checkCircles({ services }) {
    const done = new Set();
    const visit = (name, trail) => {
        if (trail.includes(name))
            throw new Problem(`services.${name}.depends_on has a cycle: ${[...trail, name].join(' -> ')}`);
        if (done.has(name))
            return;
        for (const other of Object.keys(services[name]?.depends_on ?? {}))
            visit(other, [...trail, name]);
        done.add(name);
    };
    for (const name of Object.keys(services))
        visit(name, []);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/environment.js

/**
 * Gives the variables that lists of `environment` only name the values that they have where the file is loaded: an included file has
 * variables of its own. Mappings get theirs from the whole project, as with compose (compose-go, loader/environment.go).
 */
function withEnvironment(model, lookup) {
    return {
        ...model,
        ...changed(model, 'services', (service) => {
            const { environment } = service;
            return isList(environment)
                ? { ...service, environment: environment.map((item) => resolved(item, lookup)) }
                : service;
        }),
        ...changed(model, 'configs', (config) => {
            const value = typeof config['environment'] === 'string' ? lookup(config['environment']) : undefined;
            return value === undefined ? config : { ...config, content: value };
        }),
    };
}
function changed(model, section, change) {
    const items = model[section];
    if (!isMapping(items))
        return {};
    return { [section]: mapValues(items, (item) => (isMapping(item) ? change(item) : item)) };
}
function resolved(item, lookup) {
    const value = typeof item === 'string' && !item.includes('=') ? lookup(item) : undefined;
    return value === undefined ? item : `${item}=${value}`;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/volume-form.js


/** `[source:]target[:options]`; a letter before a colon is a drive of Windows, as compose reads it everywhere. @throws Problem */
function readVolume(spec) {
    if (spec === '')
        throw new Problem('a volume is an empty text');
    if (spec.length <= 2)
        return { type: 'volume', target: spec };
    const parts = sections(spec);
    if (parts.includes(''))
        throw new Problem(`the volume ${spec} has nothing between two colons`);
    if (parts.length > 3)
        throw new Problem(`the volume ${spec} has too many colons`);
    const [first = '', second, options = ''] = parts;
    if (second === undefined)
        return { type: 'volume', target: clean(first), volume: {} };
    return { ...volume_form_kindOf(first, options.split(',')), source: first, target: clean(second) };
}
function sections(spec) {
    const parts = [''];
    for (const char of spec) {
        const part = parts.at(-1) ?? '';
        if (char === ':' && !/^\p{L}$/u.test(part))
            parts.push('');
        else
            parts[parts.length - 1] = part + char;
    }
    return parts;
}
function volume_form_kindOf(source, options) {
    const access = options.findLast((option) => option === 'ro' || option === 'rw');
    const propagation = options.findLast((option) => /^r?(private|shared|slave)$/.test(option));
    const selinux = options.findLast((option) => option === 'z' || option === 'Z');
    const bind = { ...(propagation === undefined ? {} : { propagation }), ...(selinux === undefined ? {} : { selinux }) };
    const readOnly = access === 'ro' ? { read_only: true } : {};
    if (isFilePath(source))
        return { type: 'bind', ...readOnly, bind: { ...bind, create_host_path: true } };
    const binding = Object.keys(bind).length === 0 ? {} : { bind };
    return { type: 'volume', ...readOnly, ...binding, volume: options.includes('nocopy') ? { nocopy: true } : {} };
}
function isFilePath(source) {
    return /^[./~]/.test(source) || source.startsWith('\\\\') || /^\p{L}:/u.test(source);
}
/** As Go's `path.Clean`: no slash at the end. */
function clean(path) {
    if (path === '')
        return '';
    const normal = external_node_path_.posix.normalize(path);
    return normal.length > 1 ? normal.replace(/\/$/, '') : normal;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/canonical.js




const canonical_ruleAt = ruleFinder([
    ['services.*.build', (build, path) => (typeof build === 'string' ? { context: build } : inside(build, path))],
    ['services.*.build.secrets.[]', mounted],
    ['services.*.build.additional_contexts', keyValues],
    ['services.*.depends_on', canonical_dependencies],
    ['services.*.env_file', envFiles],
    ['services.*.label_file', oneOrMore],
    ['services.*.dns', oneOrMore],
    ['services.*.extends', (base, path) => (typeof base === 'string' ? { service: base } : inside(base, path))],
    ['services.*.networks', canonical_names],
    ['services.*.models', canonical_names],
    ['services.*.volumes.[]', volume],
    ['services.*.secrets.[]', mounted],
    ['services.*.configs.[]', mounted],
    ['services.*.ports', canonical_ports],
    ...['volumes.*', 'networks.*', 'secrets.*', 'configs.*'].map((pattern) => [pattern, external]),
]);
/** The long forms of everything that has short ones (compose-go, transform/canonical.go). @throws Problem */
function canonical(value, path = []) {
    const rule = canonical_ruleAt(path);
    return rule === undefined ? inside(value, path) : rule(value, path);
}
function inside(value, path) {
    if (isList(value))
        return value.map((item) => canonical(item, [...path, '[]']));
    return isMapping(value) ? mapValues(value, (item, key) => canonical(item, [...path, key])) : value;
}
function mounted(item) {
    return typeof item === 'string' ? { source: item } : item;
}
function oneOrMore(value) {
    return typeof value === 'string' ? [value] : value;
}
function canonical_names(value) {
    return isList(value) ? Object.fromEntries(value.map((name) => [value_textOf(name), null])) : value;
}
function keyValues(value, path) {
    if (!isList(value))
        return value;
    return Object.fromEntries(value.map((item) => {
        const [, key, rest] = /^([^=]*)=([^]*)$/.exec(value_textOf(item)) ?? [];
        if (key === undefined)
            throw new Problem(`${path.join('.')}: ${value_textOf(item)} is not key=value`);
        return [key, rest];
    }));
}
function canonical_dependencies(value, path) {
    if (isList(value))
        return canonical_dependencies(Object.fromEntries(value.map((name) => [value_textOf(name), {}])), path);
    if (!isMapping(value))
        throw new Problem(`${path.join('.')} is neither a list nor a mapping`);
    return mapValues(value, (how, name) => {
        if (!isMapping(how))
            throw new Problem(`${path.join('.')}.${name} is not a mapping`);
        return { ...how, condition: how['condition'] ?? 'service_started', required: how['required'] ?? true };
    });
}
function envFiles(value, path) {
    const all = typeof value === 'string' ? [value] : value;
    if (!isList(all))
        throw new Problem(`${path.join('.')} is neither a text nor a list`);
    return all.map((file) => isMapping(file) ? { ...file, required: file['required'] ?? true } : { path: file, required: true });
}
function volume(value, path) {
    if (typeof value === 'string')
        return readVolume(value);
    if (isMapping(value))
        return value;
    throw new Problem(`${path.slice(0, -1).join('.')} has an item that is neither a text nor a mapping`);
}
function canonical_ports(value, path) {
    if (!isList(value))
        throw new Problem(`${path.join('.')} is not a list`);
    return value.flatMap((item) => {
        if (isMapping(item))
            return [item];
        if (typeof item === 'string' || Number.isInteger(item))
            return readPorts(value_textOf(item));
        throw new Problem(`${path.join('.')} has an item that is neither a text, nor a port, nor a mapping`);
    });
}
/** `external: {name: x}` is the old form of `external: true` with `name: x`. */
function external(value, path) {
    if (!isMapping(value) || !isMapping(value['external']))
        return inside(value, path);
    const { name } = value;
    const outside = value['external']['name'];
    if (name !== undefined && outside !== undefined && name !== outside)
        throw new Problem(`${path.join('.')}: name and external.name differ`);
    return { ...value, external: true, ...(outside === undefined ? {} : { name: outside }) };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/interpolate.js



const SERVICE_CASTS = [
    [
        whole,
        [
            'cpu_count',
            'cpu_period',
            'cpu_quota',
            'cpu_rt_period',
            'cpu_rt_runtime',
            'cpu_shares',
            'oom_score_adj',
            'pids_limit',
            'scale',
        ],
    ],
    [
        whole,
        [
            'deploy.replicas',
            'deploy.update_config.parallelism',
            'deploy.rollback_config.parallelism',
            'deploy.restart_policy.max_attempts',
        ],
    ],
    [
        whole,
        [
            'deploy.placement.max_replicas_per_node',
            'healthcheck.retries',
            'ports.[].target',
            'ulimits.*',
            'ulimits.*.hard',
            'ulimits.*.soft',
        ],
    ],
    [
        decimal,
        ['cpu_percent', 'cpus', 'deploy.update_config.max_failure_ratio', 'deploy.rollback_config.max_failure_ratio'],
    ],
    [
        truth,
        [
            'init',
            'depends_on.*.required',
            'depends_on.*.restart',
            'healthcheck.disable',
            'oom_kill_disable',
            'privileged',
            'read_only',
        ],
    ],
    [truth, ['stdin_open', 'tty', 'volumes.[].read_only', 'volumes.[].volume.nocopy']],
];
const TRUTHS = [
    'networks.*.external',
    'networks.*.internal',
    'networks.*.attachable',
    'networks.*.enable_ipv4',
    'networks.*.enable_ipv6',
];
const CASTS = [
    ...SERVICE_CASTS.flatMap(([cast, keys]) => keys.map((key) => [`services.*.${key}`, cast])),
    ...[...TRUTHS, 'volumes.*.external', 'secrets.*.external', 'configs.*.external'].map((key) => [key, truth]),
];
const castAt = ruleFinder(CASTS);
/** The same values with the variables filled in everywhere but in keys, and texts where compose wants a number or a truth made one. @throws Problem */
function interpolate(content, lookup) {
    return mapValues(content, (value, key) => interpolated(value, [key], lookup));
}
function interpolated(value, path, lookup) {
    if (isList(value))
        return value.map((item) => interpolated(item, [...path, '[]'], lookup));
    if (isMapping(value))
        return mapValues(value, (item, key) => interpolated(item, [...path, key], lookup));
    if (typeof value !== 'string')
        return value;
    try {
        const cast = castAt(path);
        const text = lookup.blanks?.fill(value, { path, lookup, cast }) ?? substitute(value, lookup);
        return cast === undefined ? text : cast(text);
    }
    catch (thrown) {
        throw thrown instanceof Problem ? new Problem(`${path.join('.')}: ${thrown.message}`) : thrown;
    }
}
function whole(text) {
    if (!/^[-+]?\d+$/.test(text))
        throw new Problem(`${JSON.stringify(text)} is not a whole number`);
    return Number(text);
}
function decimal(text) {
    const number = Number(text);
    if (text.trim() === '' || Number.isNaN(number))
        throw new Problem(`${JSON.stringify(text)} is not a number`);
    return number;
}
function truth(text) {
    const lower = text.toLowerCase();
    if (['true', 'y', 'yes', 'on'].includes(lower))
        return true;
    if (['false', 'n', 'no', 'off'].includes(lower))
        return false;
    throw new Problem(`${JSON.stringify(text)} is neither true nor false`);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/merge.js


const STARTED = { condition: 'service_started', required: true };
const merge_ruleAt = ruleFinder([
    ...[
        ...[
            'networks.*.labels',
            'volumes.*.labels',
            'services.*.annotations',
            'services.*.build.args',
            'services.*.build.labels',
        ],
        ...[
            'services.*.build.additional_contexts',
            'services.*.deploy.labels',
            'services.*.dns',
            'services.*.dns_opt',
            'services.*.dns_search',
        ],
        ...[
            'services.*.env_file',
            'services.*.label_file',
            'services.*.environment',
            'services.*.labels',
            'services.*.sysctls',
            'services.*.tmpfs',
        ],
        'services.*.volumes.*.volume.labels',
    ].map((pattern) => [pattern, sequences]),
    ...['services.*.command', 'services.*.entrypoint', 'services.*.healthcheck.test'].map((pattern) => [pattern, later]),
    ...['services.*.extra_hosts', 'services.*.build.extra_hosts'].map((pattern) => [pattern, hosts]),
    ...['services.*.networks', 'services.*.models'].map((pattern) => [pattern, merge_named(null)]),
    ['services.*.depends_on', merge_named(STARTED)],
    ['services.*.build', builds],
    ['services.*.logging', logging],
    ['services.*.ulimits.*', later],
    ['networks.*.ipam.config', ipam],
]);
/** The rules of the Compose specification ("Merge"), in compose-go's words: override/merge.go. @throws Problem */
function merge(earlier, later, path = []) {
    const rule = merge_ruleAt(path);
    if (rule !== undefined)
        return rule(earlier, later, path);
    if (later === null || later === undefined)
        return earlier;
    if (isMapping(earlier)) {
        if (isMapping(later))
            return mappings(earlier, later, path);
        throw new Problem(`${path.join('.')} cannot be overridden by something that is not a mapping`);
    }
    if (isList(earlier)) {
        if (isList(later))
            return [...earlier, ...later];
        throw new Problem(`${path.join('.')} cannot be overridden by something that is not a list`);
    }
    return later;
}
function mappings(earlier, later, path) {
    const changes = Object.entries(later).map(([key, value]) => [
        key,
        Object.hasOwn(earlier, key) && !key.startsWith('x-') ? merge(earlier[key], value, [...path, key]) : value,
    ]);
    return { ...earlier, ...Object.fromEntries(changes) };
}
function later(_, later) {
    return later;
}
function sequences(earlier, later) {
    return [...sequenceOf(earlier), ...sequenceOf(later)];
}
function hosts(earlier, later) {
    const before = sequenceOf(earlier);
    return [...before, ...sequenceOf(later).filter((host) => !before.includes(host))];
}
/** `KEY=value` for each entry of a mapping, in the order of the texts. */
function sequenceOf(value) {
    if (isList(value))
        return value;
    if (typeof value === 'string')
        return [value];
    if (!isMapping(value))
        return [];
    return Object.entries(value)
        .flatMap(([key, item]) => {
        if (item === null)
            return [key];
        return (isList(item) ? item : [item]).map((one) => `${key}=${value_textOf(one)}`);
    })
        .sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
}
function merge_named(value) {
    return (earlier, later, path) => mappings(merge_mappingOf(earlier, value), merge_mappingOf(later, value), path);
}
function merge_mappingOf(names, value) {
    if (isMapping(names))
        return names;
    return isList(names) ? Object.fromEntries(names.map((name) => [value_textOf(name), value])) : {};
}
function builds(earlier, later, path) {
    const long = (build) => typeof build === 'string' ? { context: build } : isMapping(build) ? build : {};
    return mappings(long(earlier), long(later), path);
}
/** Options of the same driver are merged, those of another one replaced. */
function logging(earlier, later, path) {
    if (!isMapping(earlier) || !isMapping(later))
        return later ?? earlier;
    const [before, after] = [earlier['driver'], later['driver']];
    return before === after || before === undefined || after === undefined ? mappings(earlier, later, path) : later;
}
function ipam(earlier, later, path) {
    if (!isList(earlier) || !isList(later))
        throw new Problem(`${path.join('.')} is not a list`);
    const made = [];
    const at = (subnet) => made.findIndex((one) => one['subnet'] === subnet);
    for (const before of earlier.filter(isMapping)) {
        for (const after of later.filter(isMapping)) {
            if (after['subnet'] !== before['subnet'] && at(after['subnet']) < 0)
                made.push(after);
            else {
                const both = mappings(before, after, path);
                const index = at(both['subnet']);
                if (index < 0)
                    made.push(both);
                else
                    made[index] = both;
            }
        }
    }
    return made;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/resets.js

/** A model without what `!reset` and `!override` of a later file take away. Items of lists stay, as with compose. */
function withoutResets(model, resets) {
    return resets.length === 0 ? model : without(model, [], resets);
}
function without(value, path, resets) {
    if (isList(value))
        return value.map((item, index) => without(item, [...path, `[${index}]`], resets));
    if (!isMapping(value))
        return value;
    return Object.fromEntries(Object.entries(value).flatMap(([key, item]) => {
        const next = [...path, key];
        return resets.some((reset) => isMatch(next, reset)) ? [] : [[key, without(item, next, resets)]];
    }));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/unique.js



const unique_ruleAt = ruleFinder([
    ...[
        ...[
            'networks.*.labels',
            'networks.*.ipam.options',
            'services.*.annotations',
            'services.*.build.args',
            'services.*.build.platform',
        ],
        ...[
            'services.*.build.additional_contexts',
            'services.*.build.tags',
            'services.*.build.labels',
            'services.*.cap_add',
            'services.*.cap_drop',
        ],
        ...[
            'services.*.deploy.labels',
            'services.*.dns',
            'services.*.dns_opt',
            'services.*.dns_search',
            'services.*.environment',
        ],
        ...[
            'services.*.labels',
            'services.*.links',
            'services.*.networks.*.aliases',
            'services.*.networks.*.link_local_ips',
        ],
        ...['services.*.profiles', 'services.*.sysctls', 'services.*.tmpfs'],
    ].map((pattern) => [pattern, beforeEquals]),
    ['services.*.devices', target],
    ['services.*.volumes', target],
    ['services.*.configs', mountedAt('')],
    ['services.*.secrets', mountedAt('/run/secrets')],
    ['services.*.env_file', envFile],
    ['services.*.expose', value_textOf],
    ['services.*.ports', port],
]);
/** Of several items of a list that stand for the same thing the last one counts, at the place of the first. @throws Problem */
function unique(value, path = []) {
    if (isMapping(value))
        return mapValues(value, (item, key) => unique(item, [...path, key]));
    const keyOf = isList(value) ? unique_ruleAt(path) : undefined;
    if (!isList(value) || keyOf === undefined)
        return value;
    return [...new Map(value.map((item) => [keyOf(item, path), item])).values()];
}
function beforeEquals(item, path) {
    if (typeof item !== 'string')
        throw new Problem(`${path.join('.')} has an item that is not a text`);
    return item.split('=', 1)[0] ?? '';
}
function target(item, path) {
    if (isMapping(item)) {
        if (typeof item['target'] === 'string')
            return item['target'];
        throw new Problem(`${path.join('.')} has an item without a target`);
    }
    if (typeof item !== 'string')
        return '';
    if (path.at(-1) !== 'devices')
        return readVolume(item).target;
    const [source = '', inside] = item.split(':');
    return inside ?? source;
}
function mountedAt(folder) {
    return (item) => {
        if (isMapping(item))
            return value_textOf(item['target'] ?? `${folder}/${value_textOf(item['source'])}`);
        return `${folder}/${value_textOf(item)}`;
    };
}
function envFile(item, path) {
    if (!isMapping(item))
        return value_textOf(item);
    if (typeof item['path'] !== 'string')
        throw new Problem(`${path.join('.')} has an item without a path`);
    return item['path'];
}
function port(item, path) {
    if (!isMapping(item))
        return value_textOf(item);
    const { target, published, host_ip = '0.0.0.0', protocol = 'tcp', } = item;
    if (target === undefined)
        throw new Problem(`${path.join('.')} has an item without a target`);
    return JSON.stringify([host_ip, published ?? null, target, protocol]);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/yaml.js



/** More nodes than any compose file has, aliases counted wherever they stand: a bomb. */
const MOST_NODES = 100_000;
const REMOVED = Symbol('removed');
/** Of a merge key that is written with its tag: `!!merge <<`. */
const MERGE = 'tag:yaml.org,2002:merge';
/** @throws DeployError compose-file-invalid */
function readDocuments(file, text) {
    const documents = (0,dist/* parseAllDocuments */.hR)(text, { prettyErrors: true, logLevel: 'silent', intAsBigInt: true });
    if (!Array.isArray(documents))
        return [];
    return documents.map((document) => {
        const [error] = document.errors;
        if (error !== undefined) {
            const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
            const message = (error.message.split('\n')[0] ?? '').replace(/ at line.*$/, '');
            throw invalid(file, `line ${line}, column ${col}: ${message}`);
        }
        return new Resolver(file, document).resolve();
    });
}
/** Anchors, merge keys and the two tags of compose, resolved as compose does. */
class Resolver {
    #file;
    #document;
    #resets = [];
    #open = new Set();
    #visits = 0;
    constructor(file, document) {
        this.#file = file;
        this.#document = document;
    }
    resolve() {
        const content = this.#plain(this.#document.contents, []);
        if (!isMapping(content))
            throw invalid(this.#file, 'line 1, column 1: it is not a mapping with `services:`');
        return { content, resets: this.#resets };
    }
    #plain(node, path) {
        this.#visits += 1;
        if (this.#visits > MOST_NODES)
            throw invalid(this.#file, `it has more than ${MOST_NODES} values, aliases resolved`);
        if ((0,dist/* isAlias */.Vj)(node))
            return this.#alias(node.resolve(this.#document), node.source, path);
        if ((0,dist/* isScalar */.jn)(node) || (0,dist/* isMap */.jh)(node) || (0,dist/* isSeq */.oP)(node)) {
            if (node.tag === '!reset' || node.tag === '!override')
                this.#resets.push(path);
            if (node.tag === '!reset')
                return REMOVED;
        }
        if ((0,dist/* isSeq */.oP)(node))
            return node.items.map((item) => this.#plain(item, [...path, '[]'])).filter((item) => item !== REMOVED);
        if ((0,dist/* isMap */.jh)(node))
            return this.#mapping(node.items, path);
        return (0,dist/* isScalar */.jn)(node) ? scalar(node) : null;
    }
    #alias(target, name, path) {
        if (target === undefined)
            throw invalid(this.#file, `Unresolved alias ${name}`);
        if (this.#open.has(target))
            throw invalid(this.#file, `the anchor ${name} contains itself`);
        this.#open.add(target);
        const value = this.#plain(target, path);
        this.#open.delete(target);
        return value;
    }
    #mapping(items, path) {
        const own = [];
        const merged = [];
        for (const { key, value } of items) {
            const name = (0,dist/* isScalar */.jn)(key) ? (key.tag === MERGE ? '<<' : key.value) : undefined;
            if (typeof name !== 'string')
                throw invalid(this.#file, `a key of ${path.join('.') || 'the file'} is not a text`);
            if (name === '<<')
                merged.push(...this.#merged(this.#plain(value, path)));
            else {
                const plain = this.#plain(value, [...path, name]);
                if (plain !== REMOVED)
                    own.push([name, plain]);
            }
        }
        return Object.fromEntries([...merged.reverse().flatMap((one) => Object.entries(one)), ...own]);
    }
    #merged(value) {
        if (value === REMOVED)
            return [];
        const all = isList(value) ? value : [value];
        return all.map((one) => {
            if (isMapping(one))
                return one;
            throw invalid(this.#file, 'a merge key (<<) stands for something that is not a mapping');
        });
    }
}
/** Numbers as YAML 1.1 writes them, which compose reads; a whole number that JavaScript cannot hold stays a text. */
function scalar(node) {
    const { value, source = '', type } = node;
    const isPlain = type === 'PLAIN';
    const sign = source.startsWith('-') ? -1 : 1;
    if (isPlain && /^[-+]?0[0-7_]+$/.test(source))
        return sign * parseInt(source.replace(/[-+_]/g, ''), 8);
    if (isPlain && typeof value === 'string' && /^[-+]?[0-9][0-9_]*$/.test(source))
        return Number(source.replace(/_/g, ''));
    if (typeof value === 'bigint')
        return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
    return value ?? null;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/extends.js











/** A part whose services have what they extend put under them (compose-go, loader/extends.go). @throws Problem */
function withExtends({ file, content, resets }, loading) {
    const { services } = content;
    if (services === undefined || services === null)
        return content;
    if (!isMapping(services))
        throw new Problem('`services` is not a mapping');
    const made = { ...services };
    for (const name of Object.keys(services))
        made[name] = extended(name, { file, services: made, resets }, loading, []);
    return { ...content, services: made };
}
function extended(name, place, loading, trail) {
    const service = place.services[name];
    if (service === null || service === undefined)
        return null;
    if (!isMapping(service))
        throw new Problem(`the service ${name} is not a mapping`);
    const base = service['extends'];
    if (base === undefined)
        return service;
    const ref = isMapping(base) ? base['service'] : base;
    if (typeof ref !== 'string')
        throw new Problem(`services.${name}.extends names no service`);
    const file = isMapping(base) ? base['file'] : undefined;
    const there = typeof file === 'string' ? placeIn(file, name, loading) : place;
    if (!Object.hasOwn(there.services, ref))
        throw new Problem(`services.${name}.extends: ${there.file} has no service ${ref}`);
    // By where it is written: a service may extend one of the same name in another file, which extends another one there.
    const step = `${name} in ${place.file}`;
    if (trail.includes(step))
        throw new Problem(`services.${name}.extends has a cycle: ${[...trail, step].join(', ')}`);
    const found = extended(ref, there, loading, [...trail, step]);
    if (!isMapping(found))
        return service;
    const kept = withoutResets({ services: { [name]: found } }, place.resets);
    const parent = kept['services'][name];
    const merged = merge(parent, service, ['services', 'x']);
    return Object.fromEntries(Object.entries(merged).filter(([key]) => key !== 'extends'));
}
/** The services of another file, with paths that start from the project directory. */
function placeIn(named, name, loading) {
    const file = join(loading.folder, named);
    const text = readNamed(loading.files, file);
    if (text === undefined)
        throw new LocalProblem(`services.${name}.extends: ${named} is not in the repository`);
    let model = {};
    let resets = [];
    for (const document of readDocuments(file, text)) {
        const own = interpolate(document.content, loading.lookup);
        const merged = unique(merge(withoutResets(model, document.resets), own));
        model = unique(canonical(merged));
        resets = document.resets;
    }
    const { services } = rebased(model, external_node_path_.posix.dirname(named));
    if (!isMapping(services))
        throw new Problem(`services.${name}.extends: ${named} has no services`);
    return { file, services, resets };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/include.js









const SECTIONS = ['services', 'volumes', 'networks', 'secrets', 'configs', 'models'];
/** A part with what it includes put under it (compose-go, loader/include.go). @throws DeployError compose-file-invalid */
function withIncludes(part, loading, load) {
    const { include, ...content } = part.content;
    if (include === undefined || include === null)
        return { ...part, content };
    const items = naming(part.file, () => readIncludes(include));
    const including = [...loading.including, part.file];
    const all = items.reduce((model, item) => {
        const imported = naming(part.file, () => importOf(item, { ...loading, including }, load));
        return naming(part.file, () => withImported(imported, model, part.resets));
    }, content);
    return { ...part, content: all };
}
function readIncludes(include) {
    if (!isList(include))
        throw new Problem('`include` is not a list');
    return include.map((item) => {
        const long = isMapping(item) ? item : { path: item };
        const directory = long['project_directory'];
        return {
            paths: include_textsOf(long['path'], 'include.path'),
            projectDirectory: typeof directory === 'string' && directory !== '' ? directory : undefined,
            envFiles: long['env_file'] === undefined ? [] : include_textsOf(long['env_file'], 'include.env_file'),
        };
    });
}
/** Whether compose reads this file only if there is a `.env` that it names. */
function namesDotenv({ include }) {
    if (!isList(include))
        return false;
    const named = include.flatMap((item) => (isMapping(item) ? [item['env_file']].flat() : []));
    return named.some((file) => typeof file === 'string' && external_node_path_.posix.basename(file) === '.env');
}
function include_textsOf(value, key) {
    const all = isList(value) ? value : [value];
    if (all.every((one) => typeof one === 'string'))
        return all;
    throw new Problem(`\`${key}\` is neither a text nor a list of texts`);
}
function importOf({ paths, projectDirectory, envFiles }, loading, load) {
    const files = paths.map((path) => join(loading.folder, path));
    for (const [index, file] of files.entries()) {
        if (/^(https?|git|ssh|oci):\/\/|^git@|^github\.com\//.test(paths[index] ?? ''))
            throw new LocalProblem(`\`include\` names ${paths[index]}, which is outside of the repository`);
        if (readNamed(loading.files, file) === undefined)
            throw new LocalProblem(`\`include\` names ${paths[index]}, which is not in the repository`);
    }
    const [main = ''] = files;
    if (loading.including.includes(main))
        throw new Problem(`\`include\` has a cycle: ${[...loading.including, main].join(', ')}`);
    const from = projectDirectory === undefined ? files_folderOf(paths[0] ?? '') : external_node_path_.posix.normalize(projectDirectory);
    const folder = join(loading.folder, from);
    const variables = include_variablesOf(envFiles, folder, loading);
    return load(files, { ...loading, folder, variables, lookup: lookupIn(variables, loading.lookup) }, from);
}
/** The variables of the including file win over those of the included one's own `.env`. */
function include_variablesOf(envFiles, folder, loading) {
    const own = join(folder, '.env');
    const named = envFiles.filter((file) => file !== '/dev/null').map((file) => join(loading.folder, file));
    const paths = envFiles.length > 0 ? named : loading.files.exists(own) ? [own] : [];
    const read = paths.reduce((before, path) => readEnvFile(path, before, loading), new Map());
    return new Map([...read, ...loading.variables]);
}
function readEnvFile(path, before, { files, lookup }) {
    const text = readNamed(files, path);
    if (text === undefined)
        throw new LocalProblem(`\`include.env_file\` names ${path}, which is not in the repository`);
    return naming(path, () => parseDotenv(text, lookup, before), invalidEnvFile);
}
function withImported(imported, model, resets) {
    const sections = SECTIONS.flatMap((section) => {
        const [from, to] = [imported[section], model[section]];
        if (!isMapping(from))
            return [];
        const own = isMapping(to) ? to : {};
        const both = Object.entries(from).map(([name, value]) => [
            name,
            Object.hasOwn(own, name) ? overridden(section, name, value, own[name], resets) : value,
        ]);
        // What is included stands before what includes it.
        const all = Object.fromEntries(both);
        return [[section, { ...all, ...own, ...all }]];
    });
    return { ...model, ...Object.fromEntries(sections) };
}
function overridden(section, name, imported, own, resets) {
    const kept = withoutResets({ [section]: { [name]: imported } }, resets)[section];
    return merge(kept[name], own, [section, name]);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/shapes.js
const NAME = /^[a-zA-Z0-9._-]+$/;
const SERVICE_KEYS = [
    'develop deploy annotations attach build blkio_config cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count',
    'cpu_percent cpu_shares cpu_quota cpu_period cpu_rt_period cpu_rt_runtime cpus cpuset credential_spec depends_on device_cgroup_rules',
    'devices dns dns_opt dns_search domainname entrypoint env_file label_file environment expose extends provider external_links extra_hosts',
    'gpus group_add healthcheck hostname image init ipc isolation labels links logging mac_address mem_limit mem_reservation mem_swappiness',
    'memswap_limit network_mode models networks oom_kill_disable oom_score_adj pid pids_limit platform ports pre_start post_start pre_stop',
    'privileged profiles pull_policy pull_refresh_after read_only restart runtime scale security_opt shm_size secrets sysctls stdin_open',
    'stop_grace_period stop_signal storage_opt tmpfs tty ulimits use_api_socket user uts userns_mode volumes volumes_from working_dir name',
].join(' ');
const BUILD_KEYS = [
    'context dockerfile dockerfile_inline entitlements args ssh labels cache_from cache_to no_cache no_cache_filter additional_contexts',
    'network provenance sbom pull target shm_size extra_hosts isolation privileged secrets tags ulimits platforms',
].join(' ');
const keys = (words) => new Set(words.split(' '));
const only = (...kinds) => ({ kinds });
const TOP_KEYS = keys('version name include services models networks volumes secrets configs');
/** What compose's schema asks for, as far as it concerns what is read here. */
const SHAPES = [
    ['version', only('text')],
    ['name', only('text')],
    ['services', { kinds: ['mapping'], keys: NAME }],
    ...['volumes', 'networks', 'secrets', 'configs', 'models'].map((key) => [key, { kinds: ['mapping'], keys: NAME }]),
    ['volumes.*', { kinds: ['mapping', 'null'], keys: keys('name driver driver_opts external labels') }],
    [
        'networks.*',
        {
            kinds: ['mapping', 'null'],
            keys: keys('name driver driver_opts ipam external internal enable_ipv4 enable_ipv6 attachable labels'),
        },
    ],
    [
        'secrets.*',
        { kinds: ['mapping'], keys: keys('name environment file external labels driver driver_opts template_driver') },
    ],
    ['configs.*', { kinds: ['mapping'], keys: keys('name content environment file external labels template_driver') }],
    ['services.*', { kinds: ['mapping'], keys: keys(SERVICE_KEYS) }],
    ['services.*.build', { kinds: ['text', 'mapping'], keys: keys(BUILD_KEYS) }],
    [
        'services.*.healthcheck',
        { kinds: ['mapping'], keys: keys('disable interval retries test timeout start_period start_interval') },
    ],
    ['services.*.healthcheck.test', only('text', 'list')],
    ['services.*.healthcheck.test.[]', only('text')],
    [
        'services.*.deploy',
        {
            kinds: ['mapping', 'null'],
            keys: keys('mode endpoint_mode replicas labels rollback_config update_config resources restart_policy placement'),
        },
    ],
    ['services.*.ports', only('list')],
    [
        'services.*.ports.[]',
        { kinds: ['number', 'text', 'mapping'], keys: keys('name mode host_ip target published protocol app_protocol') },
    ],
    ['services.*.volumes', only('list')],
    [
        'services.*.volumes.[]',
        { kinds: ['text', 'mapping'], keys: keys('type source target read_only consistency bind volume tmpfs image') },
    ],
    ['services.*.volumes.[].type', only('text')],
    ['services.*.env_file.[]', { kinds: ['text', 'mapping'], keys: keys('path format required') }],
    ['services.*.env_file', only('text', 'list')],
    ['services.*.depends_on', { kinds: ['list', 'mapping'], keys: NAME }],
    ['services.*.depends_on.*', { kinds: ['mapping'], keys: keys('restart required condition') }],
    ['services.*.networks', { kinds: ['list', 'mapping'], keys: NAME }],
    ['services.*.networks.*', only('mapping', 'null')],
    ...['environment', 'labels', 'build.args', 'build.labels', 'sysctls'].flatMap((key) => [
        [`services.*.${key}`, only('list', 'mapping')],
        [`services.*.${key}.*`, only('text', 'number', 'truth', 'null')],
        [`services.*.${key}.[]`, only('text')],
    ]),
    ...['command', 'entrypoint'].flatMap((key) => [
        [`services.*.${key}`, only('text', 'list', 'null')],
        [`services.*.${key}.[]`, only('text')],
    ]),
    ...[
        'image',
        'container_name',
        'network_mode',
        'restart',
        'hostname',
        'user',
        'working_dir',
        'platform',
        'pull_policy',
    ].map((key) => [`services.*.${key}`, only('text')]),
    ...[
        'secrets',
        'configs',
        'expose',
        'profiles',
        'cap_add',
        'cap_drop',
        'links',
        'external_links',
        'volumes_from',
        'security_opt',
        'devices',
    ].map((key) => [`services.*.${key}`, { kinds: ['list'], isUnique: true }]),
    ...['profiles', 'links', 'cap_add', 'cap_drop', 'volumes_from'].map((key) => [`services.*.${key}.[]`, only('text')]),
    ['services.*.expose.[]', only('text', 'number')],
    ['services.*.build.context', only('text')],
    ['services.*.build.dockerfile', only('text')],
    ['services.*.build.target', only('text')],
];

;// CONCATENATED MODULE: ./.build/compiled/compose/model/shape.js



const shapeAt = ruleFinder(SHAPES);
/** What compose's schema refuses, as far as it concerns what is read here; a wrong key names its place. @throws Problem */
function checkShape(value, path = []) {
    const shape = shapeAt(path);
    if (shape !== undefined && !shape.kinds.includes(shape_kindOf(value)))
        throw new Problem(`${described(path)} is not ${shape.kinds.map((kind) => ARTICLES[kind]).join(' or ')}`);
    if (isList(value) &&
        shape?.isUnique === true &&
        new Set(value.map((item) => JSON.stringify(item))).size < value.length)
        throw new Problem(`${described(path)} has the same item twice`);
    if (isList(value))
        for (const item of value)
            checkShape(item, [...path, '[]']);
    if (!isMapping(value))
        return;
    for (const [key, item] of Object.entries(value)) {
        if (path.length === 0 && !key.startsWith('x-') && !TOP_KEYS.has(key))
            throw unknownKey(path, key);
        if (!isAllowed(key, shape?.keys))
            throw unknownKey(path, key);
        if (!key.startsWith('x-'))
            checkShape(item, [...path, key]);
    }
}
const ARTICLES = {
    text: 'a text',
    number: 'a number',
    truth: 'true or false',
    null: 'empty',
    list: 'a list',
    mapping: 'a mapping',
};
function isAllowed(key, allowed) {
    if (allowed === undefined)
        return true;
    return allowed instanceof RegExp ? allowed.test(key) : key.startsWith('x-') || allowed.has(key);
}
function unknownKey(path, key) {
    return new LocalProblem(`${path.length === 0 ? 'it' : described(path)} has the key ${key}, which compose does not know`);
}
function described(path) {
    const [section, name] = path;
    if (path.length === 1)
        return `\`${section ?? ''}\``;
    return path.length === 2 && section === 'services'
        ? `the service ${name ?? ''}`
        : path.join('.').replaceAll('.[]', '[]');
}
function shape_kindOf(value) {
    if (value === null || value === undefined)
        return 'null';
    if (isList(value))
        return 'list';
    if (isMapping(value))
        return 'mapping';
    return typeof value === 'number' ? 'number' : typeof value === 'boolean' ? 'truth' : 'text';
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/load.js













/**
 * Compose files put together, in the order of compose-go's loadYamlModel, with relative paths that start from where `loading.folder` does.
 * @throws DeployError compose-file-invalid
 */
function loadFiles(paths, loading, from) {
    const model = paths.reduce((before, path) => loadFile(path, before, loading), {});
    const last = paths.at(-1) ?? '';
    return naming(last, () => withEnvironment(rebased(model, from), loading.lookup));
}
function loadFile(file, before, loading) {
    return readDocuments(file, readFile(loading.files, file)).reduce((model, { content, resets }) => {
        const own = naming(file, () => interpolate(content, loading.lookup));
        const part = withIncludes({ file, content: own, resets }, loading, loadFiles);
        return naming(file, () => {
            const kept = withoutResets(model, resets);
            const extended = withExtends(part, loading);
            const merged = unique(merge(kept, extended));
            checkShape(merged);
            return unique(canonical(merged));
        });
    }, before);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/shell-words.js

/**
 * A command as compose splits it (go-shellwords): an operator of a shell such as `&&` ends it, since no shell runs it.
 * @throws Problem
 */
function shellWords(line) {
    const words = [];
    let word = '';
    let isWord = false;
    let quote = '';
    let isEscaped = false;
    const end = () => {
        if (isWord)
            words.push(word);
        word = '';
        isWord = false;
    };
    for (const char of line) {
        if (isEscaped) {
            word += char === 't' ? '\t' : char === 'n' ? '\n' : char;
            isEscaped = false;
            isWord = true;
        }
        else if (char === '\\' && quote !== "'")
            isEscaped = true;
        else if (/[ \t\r\n]/.test(char) && quote === '')
            end();
        else if ((char === '"' || char === "'") && (quote === '' || quote === char)) {
            if (quote === char)
                isWord = true;
            quote = quote === '' ? char : '';
        }
        else if (char === '`' && (quote === '' || quote === '`')) {
            quote = quote === '' ? '`' : '';
            word += char;
            isWord = true;
        }
        else if (char === '(' && quote === '' && word.endsWith('$')) {
            quote = ')';
            word += char;
        }
        else if (char === ')' && quote === ')') {
            quote = '';
            word += char;
            isWord = true;
        }
        else if (quote === '' && (char === '(' || char === ')'))
            throw new Problem(`the command ${line} has a bracket without a quote`);
        else if (quote === '' && ';&|<>'.includes(char)) {
            if (char === '>' && /^\d/.test(word))
                isWord = false;
            break;
        }
        else {
            word += char;
            isWord = true;
        }
    }
    end();
    if (isEscaped || quote !== '')
        throw new Problem(`the command ${line} has no end`);
    return words;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/normal.js



/** A model with defaults, names and implied dependencies put in (compose-go, loader/normalize.go and types). @throws Problem */
function normalised(model, lookup, folder = '.') {
    const around = { lookup, folder };
    const services = mapValues(mappingOf(model['services']), (service) => normal_serviceOf(mappingOf(service), around));
    const networks = mappingOf(model['networks']);
    const usesDefault = Object.values(services).some((service) => Object.hasOwn(mappingOf(mappingOf(service)['networks']), 'default'));
    return {
        ...model,
        services,
        networks: usesDefault && !Object.hasOwn(networks, 'default') ? { ...networks, default: null } : networks,
    };
}
function normal_serviceOf(service, around) {
    const changes = {
        build: isMapping(service['build']) ? buildOf(service['build'], around) : undefined,
        command: normal_wordsOf(service['command']),
        entrypoint: normal_wordsOf(service['entrypoint']),
        environment: normal_valuesOf(service['environment'], around.lookup, true),
        labels: labelsOf(service['labels']),
        expose: isList(service['expose']) ? service['expose'].map(value_textOf) : undefined,
        ports: isList(service['ports']) ? service['ports'].map(portOf) : undefined,
        volumes: isList(service['volumes']) ? service['volumes'].map(mountOf) : undefined,
        secrets: isList(service['secrets']) ? service['secrets'].map(secretOf) : undefined,
        healthcheck: isMapping(service['healthcheck']) ? normal_checkOf(service['healthcheck']) : undefined,
        networks: networksOf(service),
        depends_on: dependenciesOf(service),
        ...scaleOf(service),
    };
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    return { ...service, ...Object.fromEntries(given) };
}
function buildOf(build, { lookup, folder }) {
    const file = build['dockerfile'] ?? (build['dockerfile_inline'] === undefined ? 'Dockerfile' : undefined);
    return {
        ...build,
        context: build['context'] ?? folder,
        ...(file === undefined ? {} : { dockerfile: file }),
        ...(build['args'] === undefined ? {} : { args: normal_valuesOf(build['args'], lookup, false) }),
    };
}
/** `KEY=value` lists and mappings as one mapping; a key without a value has that of the variable, or none. */
function normal_valuesOf(value, lookup, keepsUnset) {
    if (value === undefined)
        return undefined;
    const pairs = isList(value)
        ? value.map((item) => pairOf(value_textOf(item)))
        : Object.entries(mappingOf(value));
    return Object.fromEntries(pairs.flatMap(([key, item]) => {
        const known = item ?? lookup(key) ?? null;
        return known === null && !keepsUnset ? [] : [[key, known === null ? null : value_textOf(known)]];
    }));
}
function pairOf(text) {
    const at = text.indexOf('=');
    return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at + 1)];
}
function labelsOf(labels) {
    if (labels === undefined)
        return undefined;
    const pairs = isList(labels) ? labels.map((label) => pairOf(value_textOf(label))) : Object.entries(mappingOf(labels));
    return Object.fromEntries(pairs.map(([key, value]) => [key, value === null ? '' : value_textOf(value)]));
}
function normal_wordsOf(command) {
    return typeof command === 'string' ? shellWords(command) : command;
}
function portOf(port) {
    const { published, ...rest } = mappingOf(port);
    const host = published === undefined || published === null || published === '' ? {} : { published: value_textOf(published) };
    return { mode: 'ingress', protocol: 'tcp', ...rest, ...host };
}
function mountOf(mount) {
    const volume = mappingOf(mount);
    return typeof volume['target'] === 'string' ? { ...volume, target: clean(volume['target']) } : volume;
}
function secretOf(secret) {
    const mounted = mappingOf(secret);
    return { ...mounted, target: mounted['target'] ?? `/run/secrets/${value_textOf(mounted['source'])}` };
}
function normal_checkOf(check) {
    return typeof check['test'] === 'string' ? { ...check, test: ['CMD-SHELL', check['test']] } : check;
}
function networksOf(service) {
    if (service['network_mode'] !== undefined || service['provider'] !== undefined)
        return service['networks'];
    return Object.keys(mappingOf(service['networks'])).length === 0 ? { default: null } : service['networks'];
}
/** What `depends_on` says, and what follows from sharing something with another service. */
function dependenciesOf(service) {
    const named = listOf(service['links']).map((link) => [link.split(':').length === 2 ? (link.split(':')[0] ?? '') : link, true]);
    const shared = ['network_mode', 'ipc', 'pid', 'uts', 'cgroup'].flatMap((key) => {
        const mode = service[key];
        return typeof mode === 'string' && mode.startsWith('service:')
            ? [[mode.slice('service:'.length), true]]
            : [];
    });
    const volumes = listOf(service['volumes_from'])
        .filter((from) => !from.startsWith('container:'))
        .map((from) => [from.split(':')[0] ?? '', false]);
    const implied = [...named, ...shared, ...volumes].map(([name, restart]) => [
        name,
        { condition: 'service_started', restart, required: true },
    ]);
    const all = { ...Object.fromEntries(implied.reverse()), ...mappingOf(service['depends_on']) };
    return Object.keys(all).length === 0 ? undefined : all;
}
function listOf(value) {
    return isList(value) ? value.map(value_textOf) : [];
}
/** Compose tells `scale` as `deploy.replicas` too where there is a `deploy`. */
function scaleOf(service) {
    const { scale, deploy } = service;
    return typeof scale === 'number' && isMapping(deploy)
        ? { deploy: { ...deploy, replicas: deploy['replicas'] ?? scale } }
        : {};
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/working-directory.js


/** Stands for the folder that compose is run in, which is known on the host only: an absolute path, so that no other folder is put before it. */
const WORKING_DIRECTORY = '/\uE000';
/** A model in which `$PWD` stands for the root of the repository, whichever folder the compose files are in. */
function atRoot(value) {
    if (isList(value))
        return value.map(atRoot);
    if (isMapping(value))
        return mapValues(value, atRoot);
    if (typeof value !== 'string' || !value.includes(WORKING_DIRECTORY))
        return value;
    const rest = value.startsWith(WORKING_DIRECTORY) ? value.slice(WORKING_DIRECTORY.length) : undefined;
    if (rest === '' || rest?.startsWith('/') === true)
        return join('.', `.${rest}`);
    return value.replaceAll(WORKING_DIRECTORY, '.');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/model/project.js









/**
 * The project that compose makes of these files: what `docker compose config --format json` would print.
 * @throws DeployError compose-file-invalid
 */
function readConfig(files, { composeFiles, variables, profiles, project, named, missing, blanks, isChecked = true }) {
    const [first = ''] = composeFiles;
    const folder = files_folderOf(first);
    const given = new Map([['HOME', '~'], ...variables, ['PWD', WORKING_DIRECTORY]]);
    const name = project_projectName(files, composeFiles, lookupIn(given, { missing, blanks }));
    given.set('COMPOSE_PROJECT_NAME', named ?? name ?? project ?? '');
    const lookup = lookupIn(given, { missing, blanks });
    const model = loadFiles(composeFiles, { files, folder, variables: given, lookup, including: [] }, folder);
    return naming(composeFiles, () => {
        const config = configOf(atRoot(normalised(model, lookup, folder)), profiles, name);
        if (isChecked)
            checkConsistency(config);
        return config;
    });
}
/** COMPOSE_PROJECT_NAME, or the last `name:`. */
function project_projectName(files, paths, lookup) {
    const given = lookup('COMPOSE_PROJECT_NAME');
    if (given !== undefined && given !== '') {
        if (/^[a-z0-9][a-z0-9_-]*$/.test(given))
            return given;
        throw invalid(paths, `COMPOSE_PROJECT_NAME is ${JSON.stringify(given)}: small letters, digits, - and _ only`);
    }
    const names = paths.flatMap((path) => readDocuments(path, readFile(files, path)).flatMap(({ content: { name } }) => {
        if (typeof name !== 'string' || name === '')
            return [];
        return [naming(path, () => lookup.blanks?.fill(name, { path: ['name'], lookup }) ?? substitute(name, lookup))];
    }));
    const name = (names.at(-1) ?? '')
        .toLowerCase()
        .replace(/[^a-z0-9_-]/g, '')
        .replace(/^[_-]+/, '');
    return name === '' ? undefined : name;
}
function configOf(model, profiles, name) {
    const services = Object.entries(project_section(model, 'services'));
    if (services.length === 0)
        throw new Problem('it has no services');
    const isActive = ([, service]) => {
        const own = service.profiles ?? [];
        return own.length === 0 || own.some((profile) => profiles.includes('*') || profiles.includes(profile));
    };
    return {
        name,
        services: Object.fromEntries(services.filter(isActive)),
        inactive: Object.fromEntries(services.filter((service) => !isActive(service))),
        networks: project_section(model, 'networks'),
        volumes: project_section(model, 'volumes'),
        secrets: project_section(model, 'secrets'),
        configs: project_section(model, 'configs'),
    };
}
/** Its shape is checked, and all forms are long ones. */
function project_section(model, key) {
    const items = isMapping(model[key]) ? model[key] : {};
    return Object.fromEntries(Object.entries(items).map(([name, item]) => [name, (item ?? {})]));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/pair.js



/**
 * Reads some files with all their profiles. A variable that has to be set is a matter of the deploy, and not of which files it is about:
 * what is wrong whatever the variables hold is wrong with the files. `isChecked`: whether what they name has to be there.
 */
function attempt({ files, variables }, composeFiles, { isChecked = true } = {}) {
    const missing = new Set();
    const options = { files, composeFiles, isChecked };
    const first = readWith(options, variables, (name) => void missing.add(name));
    if (first.kind === 'read' || missing.size === 0)
        return first;
    const others = STAND_INS.map((standIn) => {
        const given = [...missing].map((name) => [name, standIn(name)]);
        return readWith(options, new Map([...given, ...variables]), () => undefined);
    });
    const found = others.find((other) => other.kind === 'read' || other.why === first.why);
    return found ?? { kind: 'undecided', why: first.why };
}
/** What may stand where a variable of some name does: a number, an address, or a folder. */
const STAND_INS = [
    (name) => {
        if (/PORT|CPU|MEM|REPLICA|COUNT|RETRIES|LIMIT|SIZE|WORKERS|SECONDS|^COMPOSE_/.test(name))
            return '1';
        return /HOST|BIND|IP$|ADDR/.test(name) ? '127.0.0.1' : './x';
    },
    () => '1',
];
function readWith({ files, ...options }, variables, missing) {
    try {
        return { kind: 'read', config: readConfig(files, { ...options, variables, profiles: ['*'], missing }) };
    }
    catch (thrown) {
        if (!(thrown instanceof deploy_error/* DeployError */.sH))
            throw thrown;
        return { kind: isLocal(thrown) ? 'undecided' : 'refused', why: thrown.why ?? thrown.what };
    }
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/environment.js




/** The variables of a service that have a value in the compose files. */
function environmentOf(service) {
    const { environment } = service;
    const entries = isMapping(environment) ? Object.entries(environment) : [];
    return new Map(entries.flatMap(([key, value]) => (typeof value === 'string' ? [[key, value]] : [])));
}
/** The same with those of env files that are in the repository, as far as they can be read. */
function environment_variablesOf(files, service) {
    const paths = (service.env_file ?? []).map(({ path }) => path).filter((path) => files_isFile(files, path));
    return new Map([...paths.flatMap((path) => [...fileVariables(files.read(path))]), ...environmentOf(service)]);
}
/** Those of an env file that can be read; none of another one. */
function fileVariables(text) {
    try {
        return parseDotenv(text, () => undefined);
    }
    catch (thrown) {
        if (thrown instanceof Problem)
            return new Map();
        throw thrown;
    }
}
/** `${NAME}` and `$NAME` replaced by the variables that are known; the others stay, as `envsubst` of the nginx image leaves nginx's own. */
function substituted(text, variables) {
    return text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (whole, braced, plain) => {
        return variables.get(braced ?? plain ?? '') ?? whole;
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/addresses.js


/** Variables that bundlers put into pages: browsers ask these addresses. */
const FOR_BROWSERS = /^(?:NEXT_PUBLIC|VITE|REACT_APP|NUXT_PUBLIC|VUE_APP|EXPO_PUBLIC|NG_APP|GATSBY|PUBLIC)_/;
/** Those of frameworks whose own server reads them as well. */
const WITH_SERVER = /^(?:NEXT_PUBLIC|NUXT_PUBLIC)_/;
/** Folders of requests that such a server answers itself, and names of the app's folder. */
const ROUTES = ['app/api', 'pages/api', 'server/api'];
const APP_FOLDER = /^\[\w+\]$/;
/** Addresses of pages, which a service is told for links, redirects and CORS: it does not ask them. */
const addresses_OF_PAGES = /FRONT|CLIENT|CORS|ORIGIN|ALLOWED|REDIRECT|CALLBACK|WEB_?(?:APP_?)?URL|SITE_URL|^(?:APP_)?BASE_URL|APP_URL|PUBLIC|DOMAIN/;
/** Addresses of what only servers ask. */
const OF_SERVERS = /S3|MINIO|STORAGE|ELASTIC|OPENSEARCH|OTEL|METRICS|TELEMETRY|HEALTH/;
/** Variables that hold a host by its name alone; others hold names of users, databases and drivers. */
const HOLDS_HOST = /URL|URI|HOST|ADDR|SERVER|ENDPOINT|NODE|UPSTREAM|BACKEND|FRONTEND|SERVICE|API|BROKER|PROXY|TARGET|DSN|PEER|GATEWAY/i;
const HOLDS_OTHER = /(?<!HOST|SERVER)NAME|USER|DATABASE|PASS|SECRET|ENGINE|DRIVER|_DB$/i;
function mayHoldHost(key, value) {
    return key.toLowerCase() === value.toLowerCase() || (HOLDS_HOST.test(key) && !HOLDS_OTHER.test(key));
}
/** Where servers of pages are told to pass requests on: Next.js, Vite, Nuxt, Angular, Create React App. */
const PAGE_SERVERS = [
    ...['js', 'mjs', 'ts', 'mts', 'cjs'].flatMap((ending) => ['next', 'vite', 'nuxt'].map((name) => `${name}.config.${ending}`)),
    ...['src/setupProxy.js', 'proxy.conf.json', 'proxy.conf.js', 'src/proxy.conf.json', 'package.json'],
];
/** Which services' addresses a service is given. */
function addressesIn(service, files, around) {
    const { hosts, local, own } = around;
    const given = [...environment_variablesOf(files, service), ...argumentsOf(service)];
    const others = given.filter(([key]) => !FOR_BROWSERS.test(key) && !addresses_OF_PAGES.test(key));
    const calling = others.map(([, value]) => value);
    const named = others.filter(([key, value]) => mayHoldHost(key, value)).map(([, value]) => value);
    const shown = given.filter(([key]) => FOR_BROWSERS.test(key)).map(([, value]) => value);
    // Browsers do not know the names of services: only the server of the pages can ask there.
    const byServer = hasServerRoutes(service, files) ? given.filter(([key]) => WITH_SERVER.test(key)) : [];
    // Inside the project nobody answers there: it is for browsers, on the machine of a developer.
    const useless = others.filter(([key]) => !OF_SERVERS.test(key) && service.network_mode !== 'host');
    const ports = useless.flatMap(([, value]) => localPortsIn(value)).filter((port) => !own.includes(port));
    return {
        calls: addresses_unique([
            ...named,
            ...[...calling, ...byServer.map(([, value]) => value)].flatMap(hostsIn),
            ...configurations(service, files).flatMap(hostsIn),
        ].map((host) => hosts.get(host))),
        sendsTo: addresses_unique([...shown.flatMap(localPortsIn), ...ports].map((port) => local.get(port))),
    };
}
/** The arguments of its build that have a value. */
function argumentsOf({ build }) {
    return Object.entries(build?.args ?? {}).flatMap(([key, value]) => (value === null ? [] : [[key, value]]));
}
/** The texts of the configurations with which the server of the pages passes requests on. */
function configurations({ build }, files) {
    if (build === undefined)
        return [];
    const paths = PAGE_SERVERS.map((name) => external_node_path_.posix.join(build.context, name));
    return paths.filter((path) => files.exists(path)).map((path) => files.read(path).replace(/^\s*\/\/.*$/gm, ''));
}
/** Whether the pages' server answers requests of its own, such as `app/api/` or `app/[locale]/api/` of Next.js. */
function hasServerRoutes({ build }, { exists, list = () => [] }) {
    if (build === undefined)
        return false;
    const roots = [build.context, external_node_path_.posix.join(build.context, 'src')];
    const localized = roots
        .map((root) => external_node_path_.posix.join(root, 'app'))
        .flatMap((app) => list(app)
        .filter((name) => APP_FOLDER.test(name))
        .map((name) => external_node_path_.posix.join(app, name, 'api')));
    return [...roots.flatMap((root) => ROUTES.map((route) => external_node_path_.posix.join(root, route))), ...localized].some((path) => exists(path) || list(path).length > 0);
}
/** The hosts of the URLs of a text, or that of a text which is a host with a port. */
function hostsIn(text) {
    const plain = /^([A-Za-z0-9_.-]+):\d+$/.exec(text)?.[1];
    const found = [...text.matchAll(/\b(?:https?|wss?|grpc):\/\/([A-Za-z0-9_.-]+)/g)].map(([, host = '']) => host);
    return plain === undefined ? found : [plain, ...found];
}
function localPortsIn(text) {
    return [...text.matchAll(/\b(?:https?|wss?):\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0):(\d+)/g)].map(([, port]) => Number(port));
}
function addresses_unique(services) {
    return [...new Set(services.filter((service) => service !== undefined))];
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/workers.js

/** Commands of programs that wait for requests. */
const workers_SERVERS = /\b(gunicorn|uvicorn|hypercorn|daphne|granian|uwsgi|waitress|runserver|puma|unicorn|thin|passenger|nginx|httpd|apache2?|caddy|next start|node server|vite preview|serve -s|php-fpm|artisan serve|artisan octane|rails s(erver)?|flask run|fastapi run)\b/;
/** Commands of programs that work off a queue or a timetable. */
const COMMANDS = /\b(celery\b.*\b(worker|beat)|sidekiq|rq\s+worker|rqworker|dramatiq|huey|arq|taskiq\s+worker|queue:(work|listen)|horizon|schedule:(run|work)|messenger:consume|crond?|supercronic|ofelia|rqscheduler|clockwork|bullmq|resque|delayed_job|good_job|solid_queue|run_huey|qcluster|process_tasks|start-worker|start-?celery\w*|worker\.(py|js|ts|rb)|cloudflared|tail -f \/dev\/null|sleep infinity)\b/;
/** At the end of a command that starts nothing else that serves. */
const IDLE_END = /(?:^|[\s;&"'])(?:tail\s+-[fF]\s+\/(?:dev\/null|etc\/\S+?)|sleep\s+inf(?:inity)?)["')\s]*$/;
/** The whole command, with its shell: `sleep 3600`, `while true; do sleep 60; done`. */
const IDLE_ONLY = /^(?:\S*\/)?(?:(?:ba|da|a)?sh\s+-c\s+)?["']?(?:(?:exec\s+)?sleep\s+\d+[smhd]?|while\s+(?:true|:|sleep\s+\d+[smhd]?)\s*;\s*do\s+(?:sleep\s+\d+[smhd]?|:|true)\s*;\s*done)["'\s;]*$/;
/** A shell or an interpreter and nothing for it to run, the whole command. */
const SHELL = /^(?:\S*\/)?(?:(?:ba|da|a|z)?sh|node|python3?|irb)(?:\s+-[il]+)?$/;
/** Servers of WebSockets alone, which stand beside a site. */
const SOCKETS = /\b(reverb:start|websockets:serve|laravel-echo-server|soketi|centrifugo)\b/;
const workers_NAMES = /(^|[-_])(worker|workers|beat|celery\w*|cron|crontab|scheduler|queue|bot|batch|consumer|sidekiq|jobs?)([-_\d]|$)/;
/** Images that do some work and end. */
const ONE_SHOT_IMAGES = new RegExp(`^${anyOf('mc flyway liquibase migrate dbmate curl awscli aws-cli')}$`);
const ONE_SHOT_NAMES = /(^|[-_])(migrations?|migrate|migrator|seed|seeder|init|initializer|setup|bootstrap|create\w*bucket\w*|installer|tests?|e2e)([-_\d]|$)/;
function isServerCommand(command) {
    return workers_SERVERS.test(command);
}
function isWorkerCommand(command) {
    return COMMANDS.test(command);
}
/** Whether a command only keeps its container running, for people who start something in it; a server before that may serve. */
function isIdleCommand(command) {
    return IDLE_ONLY.test(command) || SHELL.test(command.trim()) || (IDLE_END.test(command) && !isServerCommand(command));
}
function isSocketCommand(command) {
    return SOCKETS.test(command);
}
function isWorkerName(service) {
    return workers_NAMES.test(service);
}
function isOneShotImage(image) {
    return ONE_SHOT_IMAGES.test(productOf(image));
}
function isOneShotName(service) {
    return ONE_SHOT_NAMES.test(service);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/command-ports.js

const PATTERNS = [
    /(?:0\.0\.0\.0|\[::\]|\*):(\d{2,5})\b/g,
    /(?:--bind|--listen|--http-socket|--http|--socket|-b|-l)[= ]+(?:[\w.[\]*]*:)(\d{2,5})\b/g,
    /(?:--port|-p|\bPORT)[= ]+(\d{2,5})\b/g,
];
/** Ports that a command line binds to: `0.0.0.0:8000`, `--bind :8000`, `--port 8000`, `-b 8000`, `-p 8000`, `PORT=8000`. */
function commandPorts(command) {
    const found = PATTERNS.flatMap((pattern) => [...command.matchAll(pattern)].map(([, port]) => Number(port)));
    return [...new Set(found)].filter((port) => port > 0 && port < 65_536);
}
/** Those of the web servers among the programs that it starts; of all of them where none is known as one. */
function serverPorts(command) {
    const servers = command.split(/&&?|\|\|?|[;\n]/).filter(isServerCommand);
    const ports = [...new Set(servers.flatMap(commandPorts))];
    return ports.length > 0 ? ports : commandPorts(command);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/development.js



/** Servers of the assets of a Rails app, which its pages name; only Rails has them in `bin`. */
const RAILS_ASSETS = /(?:^|[\s"'])(?:\.\/|\/(?!usr\/)\S+\/)?bin\/(?:webpack(?:er)?-dev-server|shakapacker-dev-server|vite(?:\s+dev)?)(?:\s+-\S+)*["'\s]*$/;
/** Something that goes on beside it. */
const IN_BACKGROUND = /[^&]&(?!&)/;
/** Plugins with which Vite serves the assets of pages that another server makes. */
const ASSET_PLUGINS = /\b(?:laravel-vite-plugin|vite-plugin-(?:laravel|ruby|rails|symfony))\b/;
const VITE_FILES = ['js', 'mjs', 'ts', 'mts', 'cjs'].map((ending) => `vite.config.${ending}`);
/** Vite itself, started without anything else. */
const VITE = /^(?:(?:npx|yarn|bunx|pnpm(?:\s+exec)?)\s+)?(?:\S*\/)?vite(?:\s+(?:dev|serve))?(?:\s+-[^&|;]*)?$/;
/** A script of package.json. */
const development_SCRIPT = /^(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?([\w:-]+)(?:\s+-[^&|;]*)?$/;
const TEST_NAME = /(?:^|[-_])(?:tests?|e2e)(?:[-_]|$)/;
/** Whether a service only serves developers: the assets of pages that another one makes, or tests, as a copy of another one. */
function isForDevelopment(of, config, files) {
    return isTestCopy(of, config) || servesAssets(of, files);
}
/** Called a test, and built in the same way as a service with another name that publishes a port. */
function isTestCopy({ name, service: { build } }, { services }) {
    if (build === undefined || !TEST_NAME.test(name))
        return false;
    const key = JSON.stringify(build);
    return Object.entries(services).some(([other, { build: same, ports = [] }]) => !TEST_NAME.test(other) && ports.length > 0 && same !== undefined && JSON.stringify(same) === key);
}
function servesAssets({ command, service, workdir }, files) {
    if (isServerCommand(command) || IN_BACKGROUND.test(command))
        return false;
    if (RAILS_ASSETS.test(command))
        return true;
    const parts = command.replace(/^\s*(?:\/\S*\/)?(?:ba|da|a)?sh\s+-\w*c\s+/, '').replace(/^["'\s]+|["'\s]+$/g, '');
    const steps = parts.split(/&&|;|\n/).map((step) => step.trim().replace(/^exec\s+/, ''));
    const last = steps.at(-1) ?? '';
    if (steps.some((step) => /^cd\s/.test(step)))
        return false;
    return development_foldersOf(service, workdir).some((folder) => {
        const hasPlugin = VITE_FILES.map((name) => external_node_path_.posix.join(folder, name)).some((path) => files.exists(path) && ASSET_PLUGINS.test(files.read(path)));
        return hasPlugin && VITE.test(scriptIn(files, folder, last) ?? last);
    });
}
/** Folders of the repository in which its command may be started. */
function development_foldersOf({ build, volumes = [], ...service }, workdir) {
    const own = service['working_dir'];
    const at = typeof own === 'string' ? own : workdir;
    const mounted = volumes.flatMap(({ type, source = '', target }) => {
        if (type !== 'bind')
            return [];
        const way = at === undefined ? '' : external_node_path_.posix.relative(target, at);
        return way.startsWith('..') ? [] : [external_node_path_.posix.join(source, way)];
    });
    return [...mounted, ...(build === undefined ? [] : [build.context])];
}
/** The text of the script of package.json that a command starts; undefined: it starts none that is known. */
function scriptIn(files, folder, command) {
    const path = external_node_path_.posix.join(folder, 'package.json');
    const name = development_SCRIPT.exec(command)?.[1];
    if (name === undefined || !files.exists(path))
        return undefined;
    try {
        const read = JSON.parse(files.read(path));
        const script = isMapping(read) ? mappingOf(read['scripts'])[name] : undefined;
        return typeof script === 'string' ? script.trim() : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/host-names.js

/**
 * The names at which a service reaches the others that are started: their own, `container_name`, `hostname`, the aliases of networks,
 * and its own `links`. A service's own name comes before the same name of another kind.
 */
function hostNames({ services }, from) {
    const others = Object.entries(services).filter(([name]) => name !== from);
    const further = others.flatMap(([name, service]) => host_names_otherNames(service).map((host) => [host, name]));
    const linked = linksOf(services[from]).filter(([, name]) => services[name] !== undefined);
    return new Map([...further, ...linked, ...others.map(([name]) => [name, name])]);
}
function host_names_otherNames({ container_name: container, networks, ...service }) {
    const aliases = Object.values(networks ?? {}).flatMap((network) => {
        const listed = mappingOf(network)['aliases'];
        return isList(listed) ? listed.map(value_textOf) : [];
    });
    const { hostname } = service;
    return [
        ...aliases,
        ...(typeof hostname === 'string' ? [hostname] : []),
        ...(container === undefined ? [] : [container]),
    ];
}
/** `service:alias` */
function linksOf(service) {
    const links = service?.['links'];
    return (isList(links) ? links.map(value_textOf) : []).flatMap((link) => {
        const [name = '', alias] = link.split(':');
        return alias === undefined ? [] : [[alias, name]];
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/reach.js
/** The service and those that it leads to, at any depth. */
function reach(front, all, ways) {
    const reached = new Set([front.name]);
    for (const name of reached) {
        const service = all.find((one) => one.name === name);
        for (const next of service === undefined ? [] : ways(service))
            reached.add(next);
    }
    return reached;
}
/** Whether a service leads to all of these, by way of any of all. */
function reachesAll(front, these, { all, ways }) {
    const reached = reach(front, all, ways);
    return these.every(({ name }) => reached.has(name));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/page-apis.js





/** Variables that name what pages ask; others name the pages themselves, a map, or what counts visitors. */
const OF_APIS = /(?:^|_)(?:API|BACKEND|SERVER|GRAPHQL|SOCKET|WS)(?:_|$)/;
const OF_OTHERS = /MAPS?|GOOGLE|SUPABASE|SENTRY|STRIPE|FIREBASE|ANALYTICS|KEY|TOKEN|SECRET|ID$/;
/** SvelteKit's, which its server reads: an empty one means the site itself. */
const AT_RUN_TIME = /^PUBLIC_/;
/** Env files that bundlers read in the folder that they build. */
const OF_BUNDLERS = ['.env', '.env.production'];
/**
 * The variables with addresses of other hosts that the pages of a service get when they are built: browsers ask there, whatever the domain is.
 * Their values may be secrets of a workflow, so nothing of these is kept.
 */
function pageApisOf(service, files, hosts) {
    const { build } = service;
    if (build === undefined)
        return [];
    const read = OF_BUNDLERS.map((name) => external_node_path_.posix.join(build.context, name)).filter((path) => files_isFile(files, path));
    const given = new Map([
        ...read.flatMap((path) => [...fileVariables(files.read(path))]),
        ...environment_variablesOf(files, service),
        ...argumentsOf(service),
    ]);
    return [...given].flatMap(([key, value]) => {
        const host = /^(?:https?|wss?):\/\/([\w-]+(?:\.[\w-]+)+)(?=[:/]|$)/.exec(value)?.[1];
        return host === undefined || !isOfApi(key) || hosts.has(host) || /^127\.|^0\.0\.0\.0$/.test(host) ? [] : [key];
    });
}
/**
 * Whether browsers are given an address of an API that is no path of the site, or that only the host knows, and the server of the pages has no
 * configuration that passes requests on: then what it asks itself does not join the two.
 */
function isApiApart(service, files, hosts) {
    if (service.build === undefined)
        return false;
    if (configurations(service, files).some((text) => hostsIn(text).some((host) => hosts.has(host))))
        return false;
    return [...environment_variablesOf(files, service)].some(([key, value]) => isOfApi(key) &&
        !AT_RUN_TIME.test(key) &&
        !/^\/(?!\/)/.test(value) &&
        !hostsIn(value).some((host) => hosts.has(host)));
}
function isOfApi(key) {
    return FOR_BROWSERS.test(key) && OF_APIS.test(key) && !OF_OTHERS.test(key);
}
/**
 * The API of the entry's pages that nothing passes requests to, while the pages ask another host; undefined: there is none, or several could be it.
 */
function lostApi(entry, all, web) {
    const [key] = entry.pageApis;
    if (key === undefined)
        return undefined;
    const reached = reach(entry, all, ({ passesTo, calls }) => [...passesTo, ...calls]);
    const others = web.filter((one) => one.isBuilt && !reached.has(one.name));
    const [api] = others;
    return api === undefined || others.length > 1 ? undefined : { key, api };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/caddy.js
/**
 * The sites of a Caddyfile, by the rules of Caddy's automatic HTTPS (caddyserver.com/docs/automatic-https). A variable without a value
 * counts as a name. `import` is not followed. Pure.
 */
function caddySites({ path: file, text }, variables) {
    const lines = caddy_linesOf(caddy_filledIn(text, variables));
    const isOff = lines.some(({ words, depth }) => depth === 1 && words[0] === 'auto_https' && words[1] === 'off');
    const isLocal = lines.some(({ words, depth }) => depth === 1 && words[0] === 'local_certs');
    return siteLines(lines).flatMap(({ words, line }, index, all) => {
        const end = all[index + 1]?.line ?? Number.POSITIVE_INFINITY;
        const own = lines.filter((one) => one.line >= line && one.line < end);
        const tls = own.find((one) => one.depth <= 1 && one.words[0] === 'tls');
        const isOnDemand = own.some((one) => one.depth === 2 && one.words[0] === 'on_demand');
        return words.map((address) => {
            const found = isOnDemand && !/^http:/i.test(address) ? 'acme' : tlsOf(address, tls?.words.slice(1) ?? []);
            return { file, line, address, tls: isOff ? 'plain' : isLocal && found === 'acme' ? 'local' : found };
        });
    });
}
/** Variables without a default that are whole addresses of sites: `{$DOMAIN} {`. Pure. */
function siteVariables({ path: file, text }) {
    return siteLines(caddy_linesOf(text)).flatMap(({ words, line }) => words.flatMap((word) => {
        const variable = /^\{\$(\w+)\}$/.exec(word)?.[1];
        return variable === undefined ? [] : [{ file, line, variable }];
    }));
}
/** Variables with a default that are whole addresses of sites: `{$SERVER_NAME:localhost} {`. Pure. */
function defaultVariables({ path, text }) {
    if (!path.endsWith('Caddyfile'))
        return [];
    return siteLines(caddy_linesOf(text)).flatMap(({ words }) => words.flatMap((word) => /^\{\$(\w+):[^}]*\}$/.exec(word)?.[1] ?? []));
}
/** Whether further sites may be in files that are not read here. */
function importsFiles({ path, text }) {
    const imports = path.endsWith('Caddyfile') ? caddy_linesOf(text).filter(({ words }) => words[0] === 'import') : [];
    return imports.some(({ depth, words }) => depth === 0 && /[/*.]/.test(words[1] ?? ''));
}
/** How one address is served, `tls` being the arguments of its `tls` directive. */
function tlsOf(address, tls = []) {
    if (/^http:\/\//i.test(address))
        return 'plain';
    const [, host = '', port] = /^(?:https:\/\/)?(\[[^\]]*\]|[^:/]*)(?::(\d+))?/i.exec(address) ?? [];
    if (port === '80' || (host === '' && port !== undefined && port !== '443'))
        return 'plain';
    if (tls[0] === 'internal')
        return 'local';
    if (tls.length > 1)
        return 'files';
    return host === '' || /(^|\.)(localhost|local|internal|home\.arpa)$|^[\d.]+$|^\[/i.test(host) ? 'local' : 'acme';
}
/** The lines that begin a site, without what configures all of them, snippets and named routes. */
function siteLines(lines) {
    const all = lines.filter(({ depth, words }) => depth === 0 && words[0] !== 'import');
    const hasBlock = all.some(({ opens, words }) => opens && ADDRESS.test(words[0] ?? ''));
    const outer = hasBlock ? all.filter((line) => !isPlaceholder(line)) : all;
    const [first] = outer.filter(({ words }) => words.length > 0);
    // A Caddyfile of one site may leave its braces out.
    const isOne = first !== undefined && !first.opens && first.words.at(-1)?.endsWith(',') === false;
    const own = isOne ? [first] : outer.filter(({ opens }) => opens);
    return joined(lines, own).filter(({ words }) => words.length > 0 && !/^[(&]/.test(words[0] ?? ''));
}
/** What an address begins with; directives of a site without braces may open blocks, too. */
const ADDRESS = /^(?:\$|:\d|https?:|localhost|[\w*-]+[.:])/;
/** A variable that stands for whole lines, which are not known. */
function isPlaceholder({ words, opens }) {
    return !opens && words.length === 1 && /^\$\w+$/.test(words[0] ?? '');
}
/** Addresses may go on over lines that end with a comma. */
function joined(lines, own) {
    return own.map((line) => {
        const words = [...line.words];
        for (let at = lines.indexOf(line) - 1; at >= 0; at -= 1) {
            const before = lines[at];
            if (before === undefined || before.depth !== 0 || !before.words.at(-1)?.endsWith(','))
                break;
            words.unshift(...before.words);
        }
        return { ...line, words: words.flatMap((word) => word.split(',')).filter((word) => word !== '') };
    });
}
/** The lines of a Caddyfile, without comments and closing braces. Pure. */
function caddy_linesOf(text) {
    let depth = 0;
    return text.split('\n').flatMap((whole, index) => {
        const words = whole
            .replace(/(^|\s)#.*$/, '')
            .split(/\s+/)
            .filter(Boolean);
        const at = depth;
        const opens = words.at(-1) === '{';
        if (words[0] === '}')
            depth = Math.max(0, depth - 1);
        if (opens)
            depth += 1;
        if (words.length === 0 || words[0] === '}')
            return [];
        return [{ words: opens ? words.slice(0, -1) : words, line: index + 1, depth: at, opens }];
    });
}
/** `{$NAME}` and `{$NAME:default}`; Caddy puts them in before it reads anything else. */
function caddy_filledIn(text, variables) {
    return text.replace(/\{\$(\w+)(?::([^}]*))?\}/g, (_, name, fallback) => {
        return variables.get(name) ?? fallback ?? `$${name}`;
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/nginx/tokens.js
/** As `ngx_conf_read_token` reads: `${` belongs to a word, and quotes only begin one. */
const PARTS = /\s+|#[^\n]*|"(?:[^"\\]|\\[^])*"|'(?:[^'\\]|\\[^])*'|[{};]|(?:\\[^]|\$\{|[^\s;{\\])+/y;
/** Splits an nginx configuration into tokens. What cannot be read is passed over. Pure. */
function nginxTokens(text) {
    const tokens = [];
    let [at, line] = [0, 1];
    while (at < text.length) {
        PARTS.lastIndex = at;
        const part = PARTS.exec(text)?.[0] ?? text.charAt(at);
        const token = tokenOf(part);
        if (token !== undefined)
            tokens.push({ ...token, line });
        line += part.split('\n').length - 1;
        at += part.length;
    }
    return tokens;
}
function tokenOf(part) {
    if (/^[\s#]/.test(part))
        return undefined;
    if (part === '{' || part === '}' || part === ';')
        return { kind: part, text: part };
    const isQuoted = /^(["']).*\1$/s.test(part) && part.length > 1;
    return { kind: 'word', text: (isQuoted ? part.slice(1, -1) : part).replace(/\\(["'\\])/g, '$1') };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/nginx/directives.js

/**
 * Reads an nginx configuration. `include` is not followed, and what is not well formed, such as a template's own syntax, is read as far as
 * it can be. Pure.
 */
function nginxDirectives(text) {
    const tokens = nginxTokens(text);
    let at = 0;
    const readBlock = () => {
        const found = [];
        let words = [];
        for (let token = tokens[at]; token !== undefined; token = tokens[at]) {
            at += 1;
            if (token.kind === '}')
                break;
            if (token.kind === 'word')
                words.push(token);
            else {
                const block = token.kind === '{' ? readBlock() : undefined;
                const [first, ...rest] = words;
                if (first !== undefined)
                    found.push({ name: first.text, args: rest.map((word) => word.text), line: first.line, block });
                words = [];
            }
        }
        return found;
    };
    const all = [];
    // More than one round only after a `}` too many.
    while (at < tokens.length)
        all.push(...readBlock());
    return all;
}
/** All directives, at any depth. */
function everyDirective(directives) {
    return directives.flatMap((directive) => [directive, ...everyDirective(directive.block ?? [])]);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/listens.js


/** Ports at which a web server listens by its configuration; none: the files do not show all of them. Pure. */
function listens(files, variables) {
    const caddyfiles = files.filter(({ path }) => path.endsWith('Caddyfile'));
    if (caddyfiles.length > 0)
        return caddyfiles.some(importsFiles) ? [] : listens_known(caddyfiles.flatMap((file) => caddyPorts(file, variables)));
    const addresses = files
        .flatMap(({ text }) => everyDirective(nginxDirectives(text)))
        .filter(({ name, block }) => name === 'listen' && block === undefined)
        .map(({ args: [address = ''] }) => address);
    return listens_known(addresses.map((address) => listens_portOf(address)));
}
/** Sites with a certificate listen at 443, and at 80 for those who ask there. */
function caddyPorts(file, variables) {
    return caddySites(file, variables).flatMap(({ address, tls }) => {
        if (address.includes('$'))
            return [undefined];
        const port = /:(\d+)(?:\/|$)/.exec(address)?.[1];
        if (port !== undefined)
            return [Number(port)];
        return tls === 'plain' ? [80] : [80, 443];
    });
}
function listens_portOf(address) {
    if (address.includes('$') || address.startsWith('unix:'))
        return undefined;
    return Number(/^(?:.*:)?(\d+)$/.exec(address)?.[1] ?? '80');
}
function listens_known(ports) {
    return ports.includes(undefined) ? [] : [...new Set(ports.flatMap((port) => port ?? []))];
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/passes-to.js

/** Where configurations of nginx, Caddy, Apache, HAProxy, Envoy and Traefik's file provider name the server that they pass requests to. */
const UPSTREAMS = [
    /\b(?:proxy_pass|grpc_pass)\s+["']?https?:\/\/([A-Za-z0-9_.-]+)/g,
    /\b(?:uwsgi_pass|fastcgi_pass|scgi_pass)\s+["']?(?:\w+:\/\/)?([A-Za-z0-9_.-]+)/g,
    /\bserver\s+(?:[\w-]+\s+)?([A-Za-z0-9_.-]+):\d+/g,
    /\b(?:php_fastcgi|to)\s+(?:[@/]\S*\s+)?(?:\w+:\/\/)?([A-Za-z0-9_.-]+)/g,
    /\b(?:ProxyPass(?:Match)?\s+\S+|BalancerMember)\s+["']?\w+:\/\/([A-Za-z0-9_.-]+)/g,
    /\bRewriteRule\s+\S+\s+["']?\w+:\/\/([A-Za-z0-9_.-]+)/g,
    /\bproxy:fcgi:\/\/([A-Za-z0-9_.-]+)/g,
    /\burl:\s*["']?(?:https?|h2c):\/\/([A-Za-z0-9_.-]+)/g,
    /\burl\s*=\s*["']https?:\/\/([A-Za-z0-9_.-]+)/g,
    /\baddress:\s*["']?([A-Za-z0-9_.-]+)/g,
    /\bset\s+\$\w+\s+["']?(?:https?:\/\/)?([A-Za-z0-9_.-]+)/g,
];
/** All on one line of a Caddyfile. */
const CADDY = /\breverse_proxy\s+([^\n{]+)/g;
/** Directives of nginx that pass requests on. */
const PASSES = /^(?:proxy|grpc|uwsgi|fastcgi|scgi)_pass$/;
/** Services that reverse proxy configurations pass requests to, those that get `/` of an nginx first. Pure. */
function passesTo(configurations, hosts) {
    const texts = configurations.map(passes_to_withoutComments);
    const named = [...texts.flatMap(rootHosts), ...texts.flatMap(upstreamHosts)];
    return [...new Set(named.flatMap((host) => hosts.get(host) ?? []))];
}
/** Those that get `/` of an nginx. Pure. */
function passesRootTo(configurations, hosts) {
    const named = configurations.map(passes_to_withoutComments).flatMap(rootHosts);
    return [...new Set(named.flatMap((host) => hosts.get(host) ?? []))];
}
function upstreamHosts(text) {
    const groups = groupsIn(text);
    const caddy = [...text.matchAll(CADDY)].flatMap(([, line = '']) => line.split(/\s+/).map((word) => word.replace(/^\w+:\/\//, '').replace(/[:/].*$/, '')));
    const found = UPSTREAMS.flatMap((pattern) => [...text.matchAll(pattern)].map(([, host = '']) => host));
    // `proxy_pass http://app` means the upstream of that name, not a service.
    return [...found, ...caddy].filter((host) => !groups.has(host)).concat(...groups.values());
}
/** The servers of nginx's `upstream` blocks, by the names of the blocks. */
function groupsIn(text) {
    return new Map([...text.matchAll(/\bupstream\s+([\w.-]+)\s*\{([^}]*)\}/g)].map(([, name = '', block = '']) => [
        name,
        [...block.matchAll(/\bserver\s+([A-Za-z0-9_.-]+)/g)].map(([, host = '']) => host),
    ]));
}
/** Where nginx passes `/` to; else what `try_files` ends with, or PHP. */
function rootHosts(text) {
    if (!text.includes('location'))
        return [];
    const all = everyDirective(nginxDirectives(text));
    const groups = groupsIn(text);
    const passed = (isMeant) => all
        .filter(({ name, args }) => name === 'location' && isMeant(args.at(-1) ?? ''))
        .flatMap(({ block = [] }) => everyDirective(block).flatMap((directive) => passedHost(directive, all)))
        .flatMap((host) => groups.get(host) ?? [host]);
    const places = [(path) => path === '/', (path) => path.startsWith('@'), isPhp];
    return places.map(passed).find((hosts) => hosts.length > 0) ?? [];
}
function passedHost({ name, args }, all) {
    if (!PASSES.test(name))
        return [];
    const [target = ''] = args;
    const variable = /^(?:\w+:\/\/)?\$(?:\{(\w+)\}|(\w+))/.exec(target);
    const key = variable?.[1] ?? variable?.[2];
    const value = all.find((one) => one.name === 'set' && one.args[0] === `$${key ?? ''}`)?.args[1] ?? target;
    return [value.replace(/^(?!unix:)\w+:\/\//, '').replace(/[:/$].*$/, '')];
}
function isPhp(path) {
    return path.includes('.php') || path.includes('\\.php');
}
function passes_to_withoutComments(text) {
    return text.replace(/^\s*#.*$/gm, '');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/name-pattern.js
/** Whether a name fits a pattern in which `*` stands for any part of it. Pure. */
function fitsPattern(name, pattern) {
    const parts = pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'));
    return new RegExp(`^${parts.join('.*')}$`).test(name);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/within.js
/** Whether a path is a folder, or lies below it. Both are relative to the same place, or absolute, without `.` and `..` inside. */
function within_isWithin(path, folder) {
    return folder === '.' || path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/proxy-files.js




/** Where reverse proxies have their configuration, by the ends of paths in the repository. */
const PROXY_CONFIGURATION = /(?:^|\/)(?:[^/]*\.conf(?:\.(?:template|tpl|tmpl|j2|in|prod|production))?|[^/]*Caddyfile|haproxy\.cfg|traefik\.(?:ya?ml|toml)|dynamic\.(?:ya?ml|toml))$/;
/** The same by where a file goes in the container, whatever the repository calls it. */
const PROXY_TARGET = /^\/etc\/nginx\/(?:.*\/)?[^/]*(?:\.conf|\.conf\.\w+|\.template|\/default)$|\/Caddyfile$|\/traefik\.(?:ya?ml|toml)$|\/haproxy\.cfg$|^\/etc\/traefik\/.*\.(?:ya?ml|toml)$/;
/** Folders that hold nothing else: whatever a file is called, it goes there to configure. */
const PROXY_FOLDER = /^\/etc\/nginx\/(?:conf\.d|http\.d|sites-enabled|sites-available|templates|snippets)(?:\/|$)|^\/etc\/(?:traefik|caddy|haproxy)(?:\/|$)|^\/usr\/local\/etc\/haproxy(?:\/|$)/;
/** What lies in such a folder and is read by people or OpenSSL. */
const NO_CONFIGURATION = /\.(?:md|txt|sh|py|pem|crt|key|csr|html?|json|htpasswd)$|\/(?:Dockerfile|\.[^/]*)$/i;
/** Names that a folder of configuration is tried with where its files cannot be listed. */
const USUAL_FILES = [
    'default.conf',
    'nginx.conf',
    'site.conf',
    'app.conf',
    'default.conf.template',
    'nginx.conf.template',
    'Caddyfile',
];
/**
 * The configuration files that a proxy gets by mounts and COPY lines of its Dockerfile. Not all that lies in a folder is of a service that
 * may be no web server (`namedOnly`): its image may hold the whole repository.
 */
function proxyFiles(files, { volumes = [], build }, built, namedOnly = false) {
    const mounted = volumes.flatMap(({ type, source, target }) => type === 'bind' && source !== undefined ? [{ from: source, to: target }] : []);
    const context = build?.context ?? '.';
    // A source that begins with a slash starts from the context all the same.
    const copied = (built?.copies ?? []).map(({ from, to }) => ({ from: external_node_path_.posix.join(context, from), to }));
    const found = [...mounted, ...copied].flatMap(({ from, to }, index) => {
        const place = external_node_path_.posix.normalize(from).replace(/(.)\/$/, '$1');
        const isPlace = PROXY_FOLDER.test(to);
        const isOwn = PROXY_CONFIGURATION.test(place) || PROXY_TARGET.test(to) || isPlace;
        const more = place.includes('*') ? matching(files, place) : namedOnly && !isPlace ? [] : proxy_files_inside(files, place);
        const inner = more.filter((path) => isPlace || PROXY_CONFIGURATION.test(path));
        return [...(isOwn ? [place] : []), ...inner]
            .filter((path) => !isPlace || !NO_CONFIGURATION.test(path))
            .map((path) => {
            const target = targetOf(path, place, to);
            const isHidden = index >= mounted.length && mounted.some((mount) => within_isWithin(target, mount.to));
            return [path, isHidden ? undefined : target];
        });
    });
    const targets = new Map([...found].reverse());
    return [...new Set(found.map(([path]) => path))]
        .filter((path) => files_isFile(files, path))
        .map((path) => ({ path, text: files.read(path), target: targets.get(path) }));
}
/** `to` may be the folder that the file goes into. */
function targetOf(path, place, to) {
    const isInto = place.includes('*') || /\/$|\/(?:nginx|conf\.d|http\.d|sites-enabled|templates)$/.test(to);
    if (path !== place && !place.includes('*'))
        return external_node_path_.posix.join(to, external_node_path_.posix.relative(place, path));
    return external_node_path_.posix.normalize(isInto ? external_node_path_.posix.join(to, external_node_path_.posix.basename(path)) : to);
}
/** The files of a folder whose names match a pattern such as `conf.d/*.conf`. */
function matching({ list }, pattern) {
    const [folder, name] = [external_node_path_.posix.dirname(pattern), external_node_path_.posix.basename(pattern)];
    return (list?.(folder) ?? []).filter((one) => fitsPattern(one, name)).map((one) => external_node_path_.posix.join(folder, one));
}
/** Where nginx looks for further files below a folder of its own. */
const SUBFOLDERS = ['', 'conf.d', 'http.d', 'sites-enabled', 'sites-available', 'templates'];
function proxy_files_inside({ list }, place) {
    if (list === undefined)
        return USUAL_FILES.map((name) => external_node_path_.posix.join(place, name));
    return SUBFOLDERS.map((name) => external_node_path_.posix.join(place, name)).flatMap((folder) => list(folder).map((name) => external_node_path_.posix.join(folder, name)));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/traefik/rule.js
const rule_HOST = /\bHost(?:SNI)?\(([^)]*)\)/g;
const rule_PATTERN = /\bHost(?:SNI)?Regexp\(|\bHost(?:SNI)?\([^)]*[${}]/;
const rule_PATH = /\bPath(?:Prefix|Regexp|Strip|PrefixStrip)?[(:]/;
/** The path of all pages, and all but some paths. */
const WHOLE_SITE = /\bPathPrefix\([`'"]\/[`'"]\)|!\s*Path\w*\([^)]*\)/g;
/** Traefik 1: `Host:a.example.com,b.example.com;PathPrefix:/api`. */
const OLD_HOST = /\bHost:([^;]*)/g;
/** Reads the rule of a Traefik router, as versions 1 to 3 write it. Pure. */
function ruleFacts(rule) {
    const hasPath = rule_PATH.test(rule.replace(WHOLE_SITE, ''));
    if (rule_PATTERN.test(rule))
        return { hosts: [], hasPath };
    const listed = [...rule.matchAll(rule_HOST), ...rule.matchAll(OLD_HOST)].map(([, names = '']) => names);
    const hosts = listed.flatMap((names) => names.split(/[`'",\s]+/)).filter((name) => name !== '' && name !== '*');
    return { hosts: [...new Set(hosts)], hasPath };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/traefik/file-routers.js



/** Routers of a file of Traefik's file provider; of TOML only their rules. Pure. */
function routersInFile({ path, text }) {
    if (path.endsWith('.toml') || /\.toml\./.test(path))
        return tomlRouters(path, text);
    const http = mappingOf(file_routers_read(text)['http']);
    const services = mappingOf(http['services']);
    return Object.values(mappingOf(http['routers'])).flatMap((router) => {
        if (!isMapping(router) || typeof router['rule'] !== 'string')
            return [];
        const { rule } = router;
        return [
            {
                ...ruleFacts(rule),
                ...{ rule, service: undefined, place: file_routers_placeOf(path, text, rule) },
                hasResolver: mappingOf(router['tls'])['certResolver'] !== undefined,
                targets: targetsOf(mappingOf(services[value_textOf(router['service']).replace(/@file$/, '')])),
            },
        ];
    });
}
function file_routers_read(text) {
    try {
        return mappingOf((0,dist/* parse */.qg)(text));
    }
    catch {
        // A template, or no YAML at all: Traefik may still read what becomes of it.
        return {};
    }
}
function targetsOf(service) {
    const servers = mappingOf(service['loadBalancer'])['servers'];
    return (isList(servers) ? servers : []).flatMap((server) => {
        const host = /^\w+:\/\/([^:/]+)/.exec(value_textOf(mappingOf(server)['url']))?.[1];
        return host === undefined ? [] : [host];
    });
}
function tomlRouters(path, text) {
    const sections = text.split(/^\s*(?=\[)/m);
    return sections.flatMap((section, index) => {
        const name = /^\[http\.routers\.([^\].]+)\]/i.exec(section)?.[1];
        const rule = /^\s*rule\s*=\s*["'](.*)["']\s*$/m.exec(section)?.[1];
        if (name === undefined || rule === undefined)
            return [];
        const tls = sections.slice(index).filter((one) => one.startsWith(`[http.routers.${name}`));
        return [
            {
                ...ruleFacts(rule),
                ...{ rule, service: undefined, targets: [], place: file_routers_placeOf(path, text, rule) },
                hasResolver: tls.some((one) => /certResolver\s*=/i.test(one)),
            },
        ];
    });
}
function file_routers_placeOf(path, text, rule) {
    const at = text.indexOf(rule);
    return at === -1 ? path : `${path}:${text.slice(0, at).split('\n').length}`;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/traefik/routers.js


/** All routers that the services' labels and Traefik's own files define. Pure. */
function traefikRouters(services, files) {
    return [
        ...Object.entries(services).flatMap(([name, service]) => labelled(name, service.labels ?? {})),
        ...files.flatMap(routersInFile),
    ];
}
const RULE = /^traefik\.(?:http\.routers\.([^.]+)\.rule|(?:[^.]+\.)?frontend\.rule)$/;
function labelled(service, labels) {
    if (labels['traefik.enable'] === 'false')
        return [];
    return Object.entries(labels).flatMap(([key, rule]) => {
        const found = RULE.exec(key);
        if (found === null)
            return [];
        const [, router] = found;
        return [
            {
                ...ruleFacts(rule),
                ...{ rule, service, targets: [], place: `label ${key} of ${service}` },
                // Traefik 1 has one resolver, for all frontends with a host.
                hasResolver: router === undefined || labels[`traefik.http.routers.${router}.tls.certresolver`] !== undefined,
            },
        ];
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/routing.js


const ROUTE = /^traefik\.(?:http\.routers\..+\.rule|frontend\.rule)$|^caddy(?:_\d+)?$/;
const PORT = /^traefik\.(?:http\.services\..+\.loadbalancer\.server\.port|port)$/;
function routingOf(service) {
    const labels = Object.entries(service.labels ?? {});
    const variables = environmentOf(service);
    const isOff = service.labels?.['traefik.enable'] === 'false';
    const has = (pattern) => labels.some(([key]) => pattern.test(key));
    // It only stands for a redirect of another name.
    const isRedirect = has(/^caddy.*\.redir$/) && !has(/^caddy.*\.reverse_proxy$/);
    const isTold = (has(ROUTE) && !isRedirect) || (variables.get('VIRTUAL_HOST') ?? '') !== '';
    const upstreams = labels.flatMap(([key, value]) => /^caddy.*\.reverse_proxy$/.test(key) ? (/(\d+)\}*$/.exec(value)?.[1] ?? []) : []);
    const named = labels.flatMap(([key, value]) => (PORT.test(key) ? [value] : []));
    const ports = [...named, ...upstreams, variables.get('VIRTUAL_PORT') ?? ''].map(Number);
    const rules = labels.flatMap(([key, value]) => (key.endsWith('.rule') && ROUTE.test(key) ? [value] : []));
    const isRoutedInPart = rules.length > 0 && rules.every((rule) => ruleFacts(rule).hasPath);
    return { isRouted: isTold && !isOff, isRoutedInPart, ports: ports.filter((port) => port > 0) };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/one-shot-command.js
/** What begins the commands that end: migrations, collecting and copying files. */
const WORK = new RegExp(`^(?:${[
    String.raw `(?:python3?(?:\.\d+)?\s+)?(?:\./)?manage\.py\s+(?:migrate|makemigrations|collectstatic|compilemessages|loaddata|createsuperuser|check|test|wait_for_\w+)`,
    String.raw `(?:python3?\s+-m\s+)?alembic\s+(?:-\S+\s+)*upgrade`,
    String.raw `flask\s+db\s+upgrade`,
    String.raw `(?:npx\s+)?prisma\s+(?:migrate|db|generate)`,
    String.raw `(?:bundle\s+exec\s+)?(?:\S*/)?(?:rake|rails)\s+(?:db|assets):[\w:]+`,
    String.raw `php\s+artisan\s+(?:migrate|db:seed|storage:link|\w+:(?:cache|clear))`,
    '(?:npm|yarn|pnpm)\\s+(?:run\\s+)?(?:ci|install|build|test)',
    'pytest|tox',
    'cp|chown|chmod|mkdir|rsync|rm|ln|mv',
].join('|')})(?=\\s|$)`);
/** What may stand beside them in a chain and ends too. */
const one_shot_command_BESIDE = /^(?:cd|export|set|source|\.|echo|printf|sleep|true|exit|wait|test|\[|until|while|do|done|if|then|else|fi|nc|pg_isready|mc|wait-for|\S*wait[-_]for[-_]?\S*)(?=\s|$)/;
/** What only starts another command. */
const one_shot_command_BEFORE = /^(?:exec\s+|time\s+|nohup\s+|sudo\s+|env\s+|[A-Za-z_]\w*=\S*\s+|(?:poetry|pipenv|pdm|uv)\s+run\s+(?:--\S+\s+)*)+/;
/**
 * Whether a command does some work and ends: each part of the chain does. A migration before the start of a server is the usual
 * way to start a server.
 */
function isOneShotCommand(command) {
    const parts = command
        .replace(/^\s*(?:\/\S*\/)?(?:(?:ba|da|a)?sh\s+-\w*c\s+)?["']?/, '')
        .replace(/["']\s*$/, '')
        .replace(/\\\n/g, ' ')
        .split(/&&?|\|\|?|;|\n|\s--\s/)
        .map((part) => part.trim().replace(one_shot_command_BEFORE, ''))
        .filter((part) => part !== '');
    return parts.some((part) => WORK.test(part)) && parts.every((part) => WORK.test(part) || one_shot_command_BESIDE.test(part));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/socket-hosts.js





/** Sockets that nginx passes requests to: `server unix:///run/app.sock`, `proxy_pass http://unix:/run/app.sock`. */
const socket_hosts_SOCKETS = /^[^#\n]*\b(?:server|\w+_pass)\s+(?:\w+:\/\/)?unix:(?:\/\/)?(\/[^\s;:"'}]+)/gm;
/** What nginx calls each of them. */
const SOCKET = 'unix';
/** The service behind the sockets that a web server passes requests to: the only one that has their folder from the same volume and may serve. */
function socketHosts(configurations, { services }, from) {
    const paths = configurations.flatMap((text) => [...text.matchAll(socket_hosts_SOCKETS)].map(([, path = '']) => path));
    const places = paths.flatMap((path) => socket_hosts_placeOf(services[from], external_node_path_.posix.dirname(path)) ?? []);
    const sharing = Object.entries(services).filter(([name, service]) => name !== from && mayServe(name, service) && places.some((place) => socket_hosts_has(service, place)));
    const [found] = sharing;
    return new Map(found === undefined || sharing.length > 1 ? [] : [[SOCKET, found[0]]]);
}
/** What a folder of a container is mounted from. */
function socket_hosts_placeOf({ volumes = [] } = {}, folder) {
    const mounts = volumes.filter(({ target }) => within_isWithin(folder, target));
    const [mount] = mounts.sort((one, other) => other.target.length - one.target.length);
    if (mount?.source === undefined || mount.source === '')
        return undefined;
    const { type, source, target } = mount;
    return { type, source: type === 'bind' ? external_node_path_.posix.join(source, external_node_path_.posix.relative(target, folder)) : source };
}
function socket_hosts_has({ volumes = [] }, place) {
    return volumes.some(({ type, source = '' }) => type === place.type &&
        source !== '' &&
        (type === 'bind' ? within_isWithin(place.source, source) : source === place.source));
}
function mayServe(name, { image = '', command, entrypoint }) {
    const line = [...(entrypoint ?? []), ...(command ?? [])].join(' ');
    const isOther = isStore(image) || isWorkerCommand(line) || isOneShotCommand(line);
    return !isOther && !isWorkerName(name) && !isOneShotName(name);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/proxied.js










/** Where a file goes in the container of a web server. */
const SERVER_PLACE = /^\/etc\/(?:nginx|caddy|traefik|haproxy)\/|^\/usr\/local\/(?:apache2\/conf|etc\/haproxy)\//;
const FILES = /\btry_files\s[^;]*\bindex\.html?\b|\btry_files\s+\{path\}\s+\/index\.html?|\bFallbackResource\b/;
/** What a service passes requests to, by its configuration, its command, and the labels of the others. */
function proxied(files, config, of) {
    const { name, service, image, built } = of;
    const isServer = isWebServer(image) || (service.build === undefined && isConfiguredAsServer(service));
    const configuration = [...proxyFiles(files, service, built, !isServer), ...written(files, config, service)];
    if (!isServer)
        return { configuration, isServer, passesTo: [], passesRootTo: [], showsFiles: false, listens: [] };
    const variables = new Map([...(built?.environment ?? []), ...environment_variablesOf(files, service)]);
    const texts = configuration.map(({ text }) => substituted(text, variables));
    const hosts = new Map([...socketHosts(texts, config, name), ...hostNames(config, name)]);
    const named = passesTo([...texts, (service.command ?? []).join(' ')], hosts);
    const found = findsServices(image ?? '') ? routed(config, name) : [];
    const roots = productOf(image ?? '') === 'traefik' ? traefikRoots(config, configuration, hosts) : passesRootTo(texts, hosts);
    const others = roots.filter((one) => one !== name);
    return {
        ...{ configuration, isServer },
        passesTo: [...new Set([...others, ...named, ...found])],
        passesRootTo: others,
        showsFiles: texts.some((text) => FILES.test(text)),
        listens: listens(configuration.map(({ path }, index) => ({ path, text: texts[index] ?? '' })), variables),
    };
}
/** Services of Traefik's routers that are for a whole site, not for paths of one. */
function traefikRoots({ services }, files, hosts) {
    const roots = traefikRouters(services, files).filter(({ hasPath }) => !hasPath);
    const names = roots.flatMap(({ service, targets }) => service ?? targets.flatMap((host) => hosts.get(host) ?? []));
    return [...new Set(names)];
}
/** An image that says nothing, with the configuration of a web server mounted into it. */
function isConfiguredAsServer({ volumes = [], configs = [] }) {
    return [...volumes, ...configs].some(({ target }) => SERVER_PLACE.test(target ?? ''));
}
/** Configuration that the compose file gives as `configs`. */
function written(files, config, { configs = [] }) {
    return configs.flatMap(({ source }) => {
        const { file, content } = config.configs[source] ?? {};
        if (typeof content === 'string')
            return [{ path: `configs.${source}`, text: content }];
        return file !== undefined && files.exists(file) ? [{ path: file, text: files.read(file) }] : [];
    });
}
/** Traefik, nginx-proxy and caddy-docker-proxy ask the engine which services there are. */
function findsServices(image) {
    const product = productOf(image);
    return /^(?:traefik|caddy-docker-proxy)$/.test(product) || (product === 'nginx-proxy' && ownerOf(image) !== '');
}
function routed({ services }, proxy) {
    return Object.entries(services)
        .filter(([name, service]) => name !== proxy && routingOf(service).isRouted)
        .map(([name]) => name);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/told-ports.js
/** Variables whose ports a program's server listens at: .NET's, and the one that most platforms set. */
const ADDRESSES = ['ASPNETCORE_URLS', 'URLS', 'DOTNET_URLS'];
const PORTS = ['ASPNETCORE_HTTP_PORTS', 'HTTP_PORTS', 'PORT'];
/**
 * Ports at which its variables let a service listen (learn.microsoft.com/aspnet/core/fundamentals/servers/kestrel/endpoints). `PORT` is only
 * a convention, so it comes last. Pure.
 */
function toldPorts(variables) {
    const listed = (names) => names.flatMap((name) => (variables.get(name) ?? '').split(/[;,\s]+/));
    const addresses = listed(ADDRESSES).flatMap((url) => /^http:\/\/[^/]*:(\d+)\/?$/.exec(url)?.[1] ?? []);
    const ports = listed(PORTS).filter((text) => /^\d+$/.test(text));
    return [...new Set([...addresses, ...ports].map(Number))].filter((port) => port > 0 && port < 65_536);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/candidates.js












/** The services that are started, as the choice of the entry sees them: with what their Dockerfiles and proxy configurations say. */
function entryCandidates(files, config) {
    const services = Object.entries(config.services);
    const awaited = new Set(services.flatMap(([, service]) => candidates_completedBefore(service)));
    const running = services.filter(([, service]) => replicasIn(service) > 0);
    const ports = running.map(([name, service]) => [name, (service.ports ?? []).map(candidates_published)]);
    const local = new Map(ports.flatMap(([name, own]) => own.flatMap(({ host }) => (host === undefined ? [] : [[host, name]]))));
    return running.map(([name, service]) => {
        const built = candidates_dockerfileOf(files, service);
        const image = service.build === undefined ? service.image : built?.base;
        const { passesTo, passesRootTo, configuration, isServer, showsFiles, listens } = proxied(files, config, {
            name,
            service,
            image,
            built,
        });
        const beside = new Map([...local].filter(([, other]) => other !== name));
        const { isRouted, isRoutedInPart, ports: routedPorts } = routingOf(service);
        const command = commandOf(service, built);
        const listening = {
            ports: (service.ports ?? []).map(candidates_published),
            expose: portsIn(service.expose ?? []),
            imageExpose: built?.expose ?? [],
            toldPorts: toldPorts(new Map([...(built?.environment ?? []), ...environment_variablesOf(files, service)])),
        };
        const own = [...listening.ports.map(({ container }) => container), ...listening.expose, ...listening.imageExpose];
        const around = { hosts: hostNames(config, name), local: beside, own: [...own, ...serverPorts(command)] };
        return {
            name,
            image,
            isBuilt: service.build !== undefined,
            command,
            ...listening,
            dependsOn: Object.keys(service.depends_on ?? {}),
            isAwaited: awaited.has(name),
            neverRestarts: service.restart === 'no',
            passesTo,
            passesRootTo,
            isWebServer: isServer,
            isConfigured: isServer && (configuration.length > 0 || built !== undefined),
            showsFiles,
            listens,
            ...addressesIn(service, files, around),
            pageApis: pageApisOf(service, files, around.hosts),
            isApiApart: isApiApart(service, files, around.hosts),
            isRouted,
            isRoutedInPart,
            routedPorts,
            isForDevelopment: isForDevelopment({ name, service, command, workdir: built?.workdir }, config, files),
            hasWebServer: isServer || configuration.length > 0 || (built?.hasWebServer ?? false),
        };
    });
}
/** The app of a repository that has only a Dockerfile. */
function dockerfileCandidate(files, dockerfile, target) {
    const built = readDockerfile(files.read(usedDockerfile(dockerfile, files.exists)), target);
    return {
        name: 'app',
        image: built.base,
        isBuilt: true,
        command: built.command,
        expose: [],
        imageExpose: built.expose,
        toldPorts: toldPorts(built.environment),
        listens: [],
        hasWebServer: built.hasWebServer,
        ...{ ports: [], dependsOn: [], isAwaited: false, neverRestarts: false },
        ...{ isWebServer: false, isConfigured: false, showsFiles: false },
        ...{
            passesTo: [],
            passesRootTo: [],
            calls: [],
            sendsTo: [],
            pageApis: [],
            isApiApart: false,
            isRouted: false,
            isRoutedInPart: false,
            routedPorts: [],
            isForDevelopment: false,
        },
    };
}
function candidates_completedBefore({ depends_on: dependsOn }) {
    return Object.entries(dependsOn ?? {})
        .filter(([, { condition }]) => condition === 'service_completed_successfully')
        .map(([name]) => name);
}
/** The Dockerfile of a service's image; undefined: it is not built, or its Dockerfile is not in the repository. */
function candidates_dockerfileOf(files, { build }) {
    if (build === undefined)
        return undefined;
    const args = new Map(Object.entries(build.args ?? {}).flatMap(([key, value]) => (value === null ? [] : [[key, value]])));
    if (build.dockerfile_inline !== undefined)
        return readDockerfile(build.dockerfile_inline, build.target, args);
    const path = dockerfilePath(build, files.exists);
    return path !== undefined && files.exists(path) ? readDockerfile(files.read(path), build.target, args) : undefined;
}
/** Compose replaces an image's command, and with an entrypoint of its own the image's command as well. */
function commandOf({ entrypoint, command }, built) {
    const own = [...(entrypoint ?? []), ...(command ?? [])].join(' ');
    return own === '' ? (built?.command ?? '') : own;
}
function candidates_published({ target, published: host, protocol, host_ip: address }) {
    const port = host === undefined ? undefined : Number.parseInt(host, 10);
    return { container: target, host: port, protocol: protocol === 'udp' ? 'udp' : 'tcp', address };
}
function portsIn(expose) {
    return expose
        .filter((text) => !text.endsWith('/udp'))
        .map((text) => Number.parseInt(text, 10))
        .filter((port) => port > 0);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/http-ports.js
/** Ports of protocols that no browser speaks: mail, SSH, DNS, file servers, databases, brokers, VNC, media, games, gRPC. */
const NOT_HTTP = new Set([
    ...[
        20, 21, 22, 23, 25, 53, 67, 69, 110, 111, 123, 135, 139, 143, 161, 389, 445, 465, 514, 554, 587, 636, 873, 989, 990,
        993, 995,
    ],
    ...[
        1025, 1194, 1433, 1434, 1521, 1883, 1935, 2049, 2181, 2375, 2376, 2379, 2380, 2525, 2888, 3306, 3389, 3478, 3888,
        4222, 4369, 5060, 5061,
    ],
    ...[
        5222, 5349, 5432, 5433, 5671, 5672, 5900, 6222, 6379, 6380, 6667, 7199, 7687, 8883, 9042, 9092, 9093, 9094, 9160,
        9300, 9306, 9312, 9418,
    ],
    ...[
        11211, 11212, 19092, 25565, 25672, 26257, 26379, 27017, 27018, 27019, 28015, 29092, 33060, 50051, 50052, 51820,
        61613, 61616,
    ],
]);
/** Ports at which stores answer over HTTP, and nobody else does. */
const STORES = new Set([6333, 6334, 7474, 7700, 8086, 8108, 8529, 8983, 9200, 9308, 11434, 15672]);
/** Ports of debuggers; some sites use them too. */
const DEBUGGERS = new Set([5005, 5678, 9229, 9230]);
/** That many ports in a row are a range, for media or file transfers. */
const RANGE = 3;
/** Ports of a service at which it may show pages. What is built here, and a web server, have the port that they were given. */
function httpPorts({ ports, ...made }) {
    const isOwn = made.isBuilt || made.isWebServer;
    const tcp = ports.filter(({ container, protocol }) => protocol === 'tcp' && !NOT_HTTP.has(container) && (isOwn || !STORES.has(container)));
    const found = tcp.filter((port) => !isInRange(port, tcp));
    const usual = found.filter(({ container }) => !DEBUGGERS.has(container));
    return usual.length > 0 ? usual : found;
}
function mayBeHttp(port) {
    return !NOT_HTTP.has(port) && !STORES.has(port);
}
/** Whether it is one of a range such as `3000-3005:3000-3005`: compose makes single ports of it. */
function isInRange({ host, container }, all) {
    if (host === undefined)
        return false;
    const isBeside = (distance) => all.some((other) => other.container === container + distance && other.host === host + distance);
    const reach = (step) => {
        let distance = 0;
        while (isBeside(distance + step))
            distance += step;
        return Math.abs(distance);
    };
    return reach(1) + reach(-1) + 1 >= RANGE;
}
/** Whether a port is only reachable on the host itself. */
function http_ports_isLocal({ address }) {
    return /^(?:127\.|::1$|localhost$)/.test(address ?? '');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/startless.js

/** Images whose own command is a shell or an interpreter without input, which ends at once. */
const STARTS_NOTHING = new RegExp(`^${anyOf(`
  python pypy miniconda3 anaconda3 uv node bun deno ruby golang go rust php openjdk eclipse-temurin amazoncorretto gradle maven
  elixir erlang swift perl dart sdk aspnet runtime debian ubuntu alpine fedora centos rockylinux almalinux amazonlinux busybox
`)}$`);
/** Who makes them; somebody else's image of such a name may start a program. */
const startless_OWNERS = new RegExp(`^${anyOf('library oven denoland astral-sh continuumio dotnet')}$`);
/** PHP with a server, and images whose last instructions come from their base. */
const startless_WITH_SERVER = /fpm|apache|onbuild/;
/** The base image of an image that starts no program, since neither of the two says how; undefined: it may start one. Pure. */
function startlessBase({ image = '', command }) {
    const owner = ownerOf(image);
    const isOfficial = owner === '' || startless_OWNERS.test(owner);
    if (command !== '' || !isOfficial || startless_WITH_SERVER.test(image) || !STARTS_NOTHING.test(productOf(image)))
        return undefined;
    return image;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/idle.js



/** Why nothing listens in a container that runs, as the end of a sentence about the service; undefined: a server may. */
function idleBecause(service) {
    if (isIdleCommand(service.command))
        return 'whose command only keeps its container running';
    const base = startlessBase(service);
    return base === undefined ? undefined : `which has no command, and ${base} starts only an interpreter or a shell`;
}
/**
 * Why a web server has nothing to show: nothing listens in what it passes requests to; or where that is not known, in a service that publishes
 * a port. undefined: it may have.
 */
function nothingBehind(front, candidates) {
    const { name, isWebServer, isConfigured, showsFiles, passesTo } = front;
    if (!isWebServer || showsFiles)
        return undefined;
    const behind = candidates.filter((one) => passesTo.includes(one.name));
    const [first] = behind;
    const [because, ...others] = behind.map(idleBecause);
    if (first !== undefined)
        return because === undefined || others.includes(undefined)
            ? undefined
            : `${name} passes requests to ${first.name}, ${because}`;
    const idle = candidates.find((one) => httpPorts(one).length > 0 && idleBecause(one) !== undefined);
    if (isConfigured || idle === undefined)
        return undefined;
    return `the configuration of ${name} is not in the repository, and nothing listens in ${idle.name}, ${idleBecause(idle) ?? ''}`;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/fastcgi.js



/** PHP-FPM's own port. */
const FASTCGI_PORT = 9000;
/** Images of PHP-FPM alone; those with a web server in them name it. */
const IMAGE = /(?:^|[-_/:.\d])(?:php[-_]?)?fpm(?:[-_.\d]|$)/;
/** Images of PHP that do not say how it is started: their own port does. */
const PHP = /(?:^|[-_/])php[\d.]*(?:[-_:]|$)/;
/** Nothing but PHP-FPM is started, whatever ports are published. */
const ALONE = /^\s*(?:\S*docker-php-entrypoint\s+)?\S*php-fpm[\d.]*(?:\s+-\S+)*\s*$/;
const fastcgi_WITH_SERVER = /nginx|apache|caddy|frankenphp|unit|roadrunner|litespeed|supervisor|s6-/;
/** Whether a service speaks FastCGI alone, as PHP-FPM does: a web server has to stand in front of it. */
function isFastCgi(service) {
    const { image = '', command, hasWebServer, ports, expose, imageExpose } = service;
    if (hasWebServer || fastcgi_WITH_SERVER.test(image) || fastcgi_WITH_SERVER.test(command))
        return false;
    if (ALONE.test(command))
        return true;
    const isStarted = /\bphp-fpm[\d.]*\b/.test(command);
    const own = [...ports.map(({ container }) => container), ...expose, ...imageExpose];
    const isPhp = PHP.test(image) && own.includes(FASTCGI_PORT);
    if (!isStarted && !isPhp && !IMAGE.test(image))
        return false;
    if (own.some((port) => port !== FASTCGI_PORT && mayBeHttp(port)))
        return false;
    return isStarted || !(isServerCommand(command) || isWorkerCommand(command) || isOneShotCommand(command));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/tools.js


/** What people who run a site use, and what other services use; no visitor is to come there first. By the names of images. */
const tools_PRODUCTS = anyOf(`
  adminer adminerevo pgadmin pgadmin4 phpmyadmin phppgadmin phpredisadmin pgweb pghero sqlpad cloudbeaver dbgate mongo-express mongoku
  redis-commander redisinsight kafka-ui kafdrop akhq cmak etcdkeeper elasticvue cerebro kibana opensearch-dashboards
  flower rq-dashboard bull-board mailhog mailpit maildev mailcatcher inbucket smtp4dev greenmail
  fake-smtp-server papercut-smtp mailslurper sendria wiremock mockserver mountebank httpbin stripe-mock
  swagger-ui swagger-editor redoc plantuml-server storybook jupyter jupyterlab base-notebook minimal-notebook scipy-notebook mlflow tensorboard
  grafana grafana-oss prometheus alertmanager pushgateway cadvisor loki promtail jaeger zipkin
  otel-collector opentelemetry-collector opentelemetry-collector-contrib otelcol fluentd fluent-bit telegraf statsd graphite-statsd
  logstash filebeat metricbeat apm-server graylog netdata glances uptime-kuma gatus dozzle portainer portainer-ce portainer-ee dockge
  aspire-dashboard watchtower ouroboros diun autoheal docker-gc docker-socket-proxy ofelia sonarqube jenkins nexus3 traefik-forward-auth whoami
  selenium chrome chromium browserless headless-shell gotenberg tika certbot lego acme.sh acme-companion .*letsencrypt-nginx-proxy-companion
  ddclient cloudflared ngrok tailscale gluetun wireguard fail2ban crowdsec keycloak authentik zitadel unleash-server
  soketi laravel-echo-server centrifugo mercure livekit-server sftp vsftpd postfix docker-mailserver coturn restic duplicati
`);
/** All of whose images are tools. */
const tools_OWNERS = new RegExp(`^${anyOf('grafana prom selenium seleniarm jupyter hashicorp fluent jaegertracing openzipkin otel certbot goacme cloudflare timberio datalust temporalio oryd mockoon motoserver')}$`);
const tools_IMAGE = new RegExp(String.raw `^(?:${tools_PRODUCTS}|.*[-_]exporter|.*[-_]backups?(?:[-_].*)?)$`);
/** Names of services that are certain, whatever the service is built from. */
const tools_NAME = new RegExp(`^(?:.*[-_.])?${anyOf(`
  adminer pgadmin4? phpmyadmin pgweb mongo[-_]express redis[-_]commander redisinsight kafka[-_]ui kafdrop kibana mailhog mailpit maildev mailcatcher
  swagger([-_](ui|editor))? grafana prometheus alertmanager cadvisor node[-_]exporter promtail jaeger zipkin otel([-_]collector)? portainer dozzle
  uptime[-_]kuma watchtower selenium localstack jupyter storybook cloudflared certbot
`)}$`);
const COMMAND = /\bcelery\b.*\bflower\b|(?:^|\/|\s)(?:(?:start|run)[-_]?)?flower(?:\.sh)?(?:\s|$)|\bjupyter[- ](?:lab|notebook|server)\b|start-notebook|\bstorybook\b|\bprisma studio\b|\bmlflow (?:server|ui)\b|\btensorboard\b|\brq-dashboard\b|\bmkdocs serve\b|\blocust\b/;
/** A command that starts the app too. */
const STARTS_MORE = /\b(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?(?:start|dev|serve)\b|\b(?:gunicorn|uvicorn|runserver|node server)\b/;
/** Whether a service is a tool, by its image, its command or its name. */
function isTool({ image = '', command, name }) {
    const isKnown = tools_IMAGE.test(productOf(image)) || tools_OWNERS.test(ownerOf(image)) || isBesideStore(image);
    return isKnown || (COMMAND.test(command) && !STARTS_MORE.test(command)) || tools_NAME.test(name);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/kind.js







/** The one port at which browsers speak UDP. */
const HTTP3 = 443;
/** Tells what a service is for, by its image, its command, its ports, and last by its name. Pure. */
function kind_kindOf(service) {
    const { name, image = '', command, isAwaited, neverRestarts } = service;
    if (isTool(service))
        return 'tool';
    if (isStore(image))
        return 'store';
    if (isAwaited || (isOneShotImage(image) && service.ports.length === 0))
        return 'one-shot';
    if (isFastCgi(service))
        return 'fastcgi';
    if (service.isForDevelopment || isSocketCommand(command) || idleBecause(service) !== undefined)
        return 'worker';
    // Whatever else its command does, somebody is meant to reach it.
    if (httpPorts(service).length > 0 || service.isRouted)
        return 'web';
    if (isOneShotCommand(command))
        return 'one-shot';
    if (speaksOther(service))
        return 'other';
    if (isServerCommand(command))
        return 'web';
    if (isWorkerCommand(command))
        return 'worker';
    if (neverRestarts && service.ports.length === 0)
        return 'one-shot';
    if (service.expose.length > 0)
        return isStoreName(name) ? 'store' : 'web';
    if (isWorkerName(name))
        return 'worker';
    if (isOneShotName(name))
        return 'one-shot';
    return isStoreName(name) ? 'store' : 'web';
}
function speaksOther({ ports, command }) {
    const none = ports.every(({ container, protocol }) => (protocol === 'udp' && container !== HTTP3) || !mayBeHttp(container));
    return ports.length > 0 && none && !isServerCommand(command);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/port.js


/** Ports that web frameworks use, the usual one first; templates/host/program/readiness/entry.py has the same. */
const USUAL_PORTS = [80, 8080, 8000, 3000, 5000];
const TLS_PORTS = new Set([443, 8443]);
/** Finds the port of the entry by what its files say. Pure. */
function entryPort(service) {
    const published = listening(service, reachable(httpPorts(service)));
    const bound = serverPorts(service.command).filter(mayBeHttp);
    const at80 = published.filter(({ host }) => host === 80).map(({ container }) => container);
    const all = published.map(({ container }) => container);
    const plain = all.filter((port) => !TLS_PORTS.has(port));
    const first = (...sources) => sources.find(([ports]) => ports.length > 0);
    const unsure = (candidates, others, where) => {
        return {
            candidates,
            isSure: false,
            because: `${all.join(' and ')} is published, and ${others.join(' and ')} ${where}`,
        };
    };
    const configured = inOrder(othersThan(all, service.listens), []);
    if (configured.length > 0)
        return unsure([...configured, ...inOrder(all, service.imageExpose)], configured, 'is named by its configuration as a web server');
    const contradicted = contradictions(service, { all, bound });
    if (contradicted.length > 0)
        return unsure([...inOrder(all, service.imageExpose), ...contradicted], contradicted, 'is named by its labels, its variables or its image');
    const sure = first([at80, 'it is published as port 80'], [all.filter((port) => bound.includes(port)), 'it is published, and its command names it'], [all.filter((port) => service.toldPorts.includes(port)), 'it is published, and its variables name it'], [plain, 'it is published'], [all, 'it is published']);
    const likely = first([service.routedPorts, 'labels for a reverse proxy name it'], [bound, 'its command names it'], [service.toldPorts.filter(mayBeHttp), 'its variables name it'], [service.expose.filter(mayBeHttp), 'it is exposed'], [service.imageExpose.filter(mayBeHttp), 'its image exposes it']);
    const [found, because] = sure ?? likely ?? [[], 'the running container is queried'];
    return { candidates: inOrder(found, service.imageExpose), isSure: sure !== undefined, because };
}
/**
 * Ports at which the service listens by what else its files say, where no published one is among them: by labels for a reverse proxy, by its
 * variables, by its image and its command at once, or by the Dockerfile that it is built from where nothing names the published one.
 */
function contradictions({ routedPorts, imageExpose, toldPorts, isBuilt, listens }, { all, bound }) {
    const told = toldPorts.filter(mayBeHttp);
    const named = [...routedPorts, ...told, ...bound.filter((port) => imageExpose.includes(port))];
    const exposed = imageExpose.filter(mayBeHttp);
    const isNamed = [...named, ...bound, ...listens, ...imageExpose].some((port) => all.includes(port));
    return othersThan(all, [...named, ...(isBuilt && !isNamed ? exposed : [])]);
}
/** The ports at which a service is said to listen, where a port is published and none of these is. */
function othersThan(published, said) {
    return published.length === 0 || said.some((port) => published.includes(port)) ? [] : [...new Set(said)];
}
/** Those at which the configuration of a web server listens, if it is known to do so at any of them. */
function listening({ listens }, ports) {
    const found = ports.filter(({ container }) => listens.includes(container));
    return found.length > 0 ? found : ports;
}
/** What is only reachable on the host itself is not made public in place of what already is. */
function reachable(ports) {
    const open = ports.filter((port) => !http_ports_isLocal(port));
    return open.length > 0 ? open : ports;
}
/** Those that the image exposes first: the others may be of tools for development. */
function inOrder(ports, exposed) {
    const rank = (port) => {
        const index = USUAL_PORTS.findIndex((usual) => usual === port);
        return (index === -1 ? USUAL_PORTS.length : index) - (exposed.includes(port) ? 2 * USUAL_PORTS.length : 0);
    };
    return [...new Set(ports)].sort((one, other) => rank(one) - rank(other));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/visitors.js





/** Whether a service has a port, a route or the command of a web server. */
function servesVisitors({ files }, config) {
    return entryCandidates(files, config).some((one) => kind_kindOf(one) === 'web' && (one.isRouted || one.isWebServer || entryPort(one).candidates.length > 0));
}
/** Whether nothing listens in a service that publishes a port: people start its server by hand. */
function hasIdleSite({ files }, config) {
    return entryCandidates(files, config).some((one) => idleBecause(one) !== undefined && httpPorts(one).length > 0);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/command-lines.js
/** The command lines of a text; those that a backslash continues are one. */
function commandLines(text) {
    return text.replace(/\\\r?\n/g, ' ').split(/\r?\n|&&|\|\||[;|]/);
}
/** Compose files that a command line names by `-f` or `COMPOSE_FILE`, as it writes them. */
function composeFilesOf(line) {
    return [...command_lines_filesOf(line), ...composeFileOf(line)];
}
/** Whether a command line starts containers, or is the beginning of such a command that is kept in a variable. */
function isStart(line) {
    return STARTS.test(line);
}
/** Whether a command line starts what compose finds by itself. */
function isBareStart(line) {
    return /\bdocker[- ]compose\s/.test(line) && /\sup(?=\s|["'`]|$)/.test(line) && !/\s(?:-f|--file)[\s=]/.test(line);
}
/** `up` on the line, or the beginning of a command that is kept in a variable; `stack deploy` of Swarm. */
const STARTS = /\sup(?=\s|["'`]|$)|^\s*(?:export\s+)?\w+\s*[:?]?=|\sstack\s+deploy\s/;
function command_lines_filesOf(line) {
    const flags = /(?:^|[\s"'`(])(?:-f|--file|-c|--compose-file)(?:\s+|=)["']?([^\s"'`]+\.ya?ml)/g;
    return [...line.matchAll(flags)].map(([, path]) => path ?? '');
}
/** `COMPOSE_FILE=a:b`; the lines were cut at `;` before. */
function composeFileOf(line) {
    const listed = /\bCOMPOSE_FILE\s*[:?]?[=:]\s*["']?([^\s"']+)/.exec(line)?.[1];
    return listed === undefined ? [] : listed.split(':');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/commands.js





const FOLDERS = ['.', 'scripts', 'bin', 'deploy', 'deployment', 'docs', 'ci', 'ops'];
/** Texts that have command lines for people and for machines. */
const TEXTS = /^(?:readme(?:\.\w+)?|[^/]*\.(?:md|sh|mk)|(?:gnu)?makefile|justfile|taskfile\.ya?ml|package\.json|\.gitlab-ci\.yml)$/i;
const MOST_TEXTS = 200;
/**
 * How the repository's own documents, scripts and workflows start the file for production. undefined: they do not, or they contradict each
 * other.
 */
function usageOf({ files, deploy, base }) {
    const found = commands_textsOf(files, [deploy, base]).flatMap(({ path: where, text }) => usagesIn(text, deploy).map((isAlone) => ({ isAlone, where })));
    const [first] = found;
    return first !== undefined && found.every(({ isAlone }) => isAlone === first.isAlone) ? first : undefined;
}
/** Of several files for production those that a command line of the repository names. */
function namedAmong(files, deploys) {
    const texts = commands_textsOf(files, []);
    return deploys.filter((deploy) => texts.some(({ text }) => usagesIn(text, external_node_path_.posix.basename(deploy)).length > 0));
}
function commands_textsOf(files, own) {
    const { list = () => [] } = files;
    const found = FOLDERS.flatMap((folder) => list(folder)
        .filter((name) => TEXTS.test(name))
        .map((name) => external_node_path_.posix.join(folder, name)));
    const paths = [...own, ...found.filter((path) => files_isFile(files, path))].slice(0, MOST_TEXTS);
    return [...paths.map((path) => ({ path, text: files.read(path) })), ...workflowsOf(files)];
}
/** For each command line that names the file: whether it does so without the one for everyday work. */
function usagesIn(text, deploy) {
    if (!text.includes(deploy))
        return [];
    return commandLines(text).flatMap((line) => {
        const named = composeFilesOf(line).map((path) => external_node_path_.posix.basename(path));
        if (!named.includes(deploy))
            return [];
        const isAlone = !named.some((name) => BASE_FILES.includes(name));
        // A file that cannot start anything may still be named alone to show logs of what runs.
        return isAlone && !isStart(line) ? [] : [isAlone];
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/deployment.js







/** undefined: none starts any, one starts what is not known here, or those for production contradict each other. */
function deploymentOf(files, variables) {
    const texts = deployingTexts(files);
    const ofSite = (all) => agreed({ files, variables }, all);
    return ofSite(texts) ?? ofSite(texts.filter(({ isProduction }) => isProduction));
}
function agreed(repository, texts) {
    const { files } = repository;
    const starts = texts.flatMap((text) => startsIn(files, text));
    const all = starts.length > 0 ? starts : texts.flatMap((text) => usesIn(files, text));
    const found = all.filter((one) => one === 'unknown' || mayBeSite(repository, one));
    const [first] = found;
    if (first === undefined || found.some((one) => one === 'unknown' || deployment_keyOf(one) !== deployment_keyOf(first)))
        return undefined;
    return first === 'unknown' ? undefined : first;
}
/** Monitoring and the like are started beside the site. */
function mayBeSite(repository, { paths }) {
    const read = paths === undefined ? undefined : attempt(repository, paths);
    return read?.kind !== 'read' || servesVisitors(repository, read.config);
}
function deployment_keyOf(deployment) {
    return deployment === 'unknown' ? '' : (deployment.paths ?? []).join('\n');
}
/** Where the start itself is not shown, as in a function of a script: what is shown, stopped or queried. */
function usesIn(files, { path: where, text }) {
    return commandLines(text)
        .filter((line) => /\bdocker[- ]compose\s/.test(line))
        .map(composeFilesOf)
        .filter((named) => named.length > 0)
        .map((named) => {
        const paths = named.flatMap((path) => deployment_placeOf(files, path) ?? []);
        return paths.length < named.length ? 'unknown' : { paths, where };
    });
}
function startsIn(files, { path: where, text, whole, remote }) {
    // Swarm has files of its own for its stacks.
    const lines = commandLines(text).filter((line) => /compose/i.test(line) && isStart(line) && !/\sstack\s/.test(line));
    return lines.flatMap((line) => {
        const named = composeFilesOf(line);
        // With that variable set, the bare command starts those files.
        if (named.length === 0 && (!isBareStart(line) || text.includes('COMPOSE_FILE')))
            return [];
        if (named.length === 0 && !SENDS_FILES.test(remote))
            return [];
        if (entersFolder(files, text, named))
            return [inFolder(files, text, named, where) ?? 'unknown'];
        if (named.length === 0 && namesOthers(files, whole))
            return ['unknown'];
        const paths = named.map((path) => deployment_placeOf(files, path));
        const known = paths.flatMap((path) => path ?? []);
        if (known.length < paths.length)
            return ['unknown'];
        return [{ paths: named.length === 0 ? undefined : known, where }];
    });
}
/** Without any of these, the compose file on the server may be another one. */
const SENDS_FILES = /\bgit\s+(?:pull|fetch|clone|checkout|reset|-C)|\bscp\b|\brsync\b|scp-action|ssh-deploy|self-hosted/;
/** Of which a person makes the `.env` of the server. */
const EXAMPLE = /^\.?env(?:[-_.]\w+)*$/;
/** A copy of another file, or what a variable of the server's `.env` names, may be what compose finds there. */
function namesOthers(files, text) {
    const examples = (files.list?.('.') ?? []).filter((name) => EXAMPLE.test(name) && files_isFile(files, name));
    if (examples.some((name) => /^\s*COMPOSE_FILE\s*=/m.test(files.read(name))))
        return true;
    return [...text.matchAll(/[\w.-]*compose[\w.-]*\.ya?ml/g)].some(([name]) => !BASE_FILES.includes(name));
}
/** The project of a folder that is entered once, by a path from the repository's root; undefined: that is not clear. */
function inFolder(files, text, named, where) {
    const relative = entered(text).filter((path) => !/^[/~$]/.test(path));
    const [folder, ...others] = new Set(relative.map((path) => external_node_path_.posix.normalize(path)));
    if (folder === undefined || others.length > 0 || folder.startsWith('..'))
        return undefined;
    const inside = named.map((path) => external_node_path_.posix.join(folder, path));
    const paths = named.length > 0 ? inside : bareIn(files, folder);
    const areKnown = paths.length > 0 && paths.every((path) => files_isFile(files, path) && looksLikeCompose(files.read(path)));
    return areKnown ? { paths, where } : undefined;
}
/** What compose finds there by itself; nothing where another file may be meant. */
function bareIn(files, folder) {
    const base = BASE_FILES.map((name) => external_node_path_.posix.join(folder, name)).find((path) => files.exists(path));
    return base === undefined ? [] : [base];
}
function entered(text) {
    return [...text.matchAll(/\bcd\s+["']?([^\s"';&|]+)/g)].map(([, path = '']) => path);
}
/** It is about a project in a folder of the repository. */
function entersFolder(files, text, named) {
    const folders = entered(text).map((path) => external_node_path_.posix.basename(path));
    const names = named.length === 0 ? BASE_FILES : named.map((path) => external_node_path_.posix.basename(path));
    return folders.some((folder) => /\w/.test(folder) && names.some((name) => files.exists(external_node_path_.posix.join(folder, name))));
}
/** Where the repository has a compose file that a command names: on the server it may lie elsewhere. */
function deployment_placeOf(files, named) {
    const path = external_node_path_.posix.normalize(named);
    const places = /^(?:[/~$]|\.\.)/.test(path) ? [external_node_path_.posix.basename(path)] : [path, external_node_path_.posix.basename(path)];
    return places.find((place) => /\.ya?ml$/.test(place) && files_isFile(files, place) && looksLikeCompose(files.read(place)));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/likeness.js

/**
 * What the file for production says again as the other one says it: what is laid over another file has no reason to. A sentence; undefined:
 * nothing.
 */
function repeats({ alone, base }) {
    for (const [name, own] of Object.entries(alone.services)) {
        const other = base.services[name];
        const what = other === undefined ? undefined : repeated(own, other);
        if (what !== undefined)
            return `it repeats ${what} of ${name}`;
    }
    return undefined;
}
function repeated(own, other) {
    if (own.build === undefined && other.build === undefined && own.image !== undefined && own.image === other.image)
        return 'the image';
    const isSame = (one) => one.type === 'volume' &&
        (other.volumes ?? []).some(({ source, target }) => source === one.source && target === one.target);
    if ((own.volumes ?? []).some(isSame))
        return 'a volume';
    if (Object.keys(own.depends_on ?? {}).some((name) => other.depends_on?.[name] !== undefined))
        return 'depends_on';
    const before = environment(other);
    return [...environment(own)].some(([key, value]) => value !== '' && before.get(key) === value)
        ? 'the environment'
        : undefined;
}
/** Variables that belong to everyday work, so that production has no need of them. */
const EVERYDAY = /(?:^|_)(?:DEBUG\w*|ENV|ENVIRONMENT|MODE|DEV\w*|\w*POLL\w*|\w*WATCH\w*|RELOAD|HMR|VERBOSE|LEVEL|XDEBUG\w*|PYTHON\w+|TZ|PORT)(?:_|$)/;
/** What ties a service to others, and to visitors. */
const TIES = ['environment', 'env_file', 'depends_on', 'ports', 'expose', 'labels', 'network_mode'];
/** What the file for production does not have of what makes its services run in the other one. A sentence; undefined: nothing. */
function lacks(projects) {
    return lackedVariable(projects) ?? lackedTies(projects);
}
function lackedVariable({ alone, base }) {
    for (const [name, own] of Object.entries(alone.services)) {
        const other = base.services[name];
        if (other === undefined || own.env_file !== undefined)
            continue;
        const key = [...environment(other).keys()].find((one) => !environment(own).has(one) && !EVERYDAY.test(one));
        if (key !== undefined)
            return `${name} has no ${key} there`;
    }
    return undefined;
}
function lackedTies({ alone, base }) {
    const isTied = (service) => TIES.some((key) => service?.[key] !== undefined) ||
        Object.keys(service?.networks ?? {}).some((network) => network !== 'default');
    const isUntied = Object.entries(alone.services).every(([name, service]) => !isTied(service) && isTied(base.services[name]));
    return isUntied ? 'its services have no ports, variables or dependencies there' : undefined;
}
/** Two services that publish the same port of the host, or have the same container name: they cannot run together. */
function clash({ services }) {
    const taken = new Map();
    for (const [name, { ports = [], container_name: container }] of Object.entries(services)) {
        const places = ports.flatMap(({ published, protocol, host_ip: ip = '' }) => published === undefined ? [] : [`port ${published}/${protocol}${ip === '' ? '' : ` of ${ip}`}`]);
        for (const place of [...places, ...(container === undefined ? [] : [`the container name ${container}`])]) {
            const other = taken.get(place);
            if (other !== undefined && other !== name)
                return `${other} and ${name} both take ${place}`;
            taken.set(place, name);
        }
    }
    return undefined;
}
function environment({ environment: given }) {
    const entries = isMapping(given) ? Object.entries(given) : [];
    return new Map(entries.map(([key, value]) => [key, typeof value === 'string' ? value : '']));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/proxied-service.js


/** A service by its name as a reverse proxy, with its Dockerfile where it is built. */
function proxiedService(files, config, { name, service }) {
    const built = candidates_dockerfileOf(files, service);
    const image = service.build === undefined ? service.image : built?.base;
    return proxied(files, config, { name, service, image, built });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/hosts.js
/** Whether the value of a variable names a host: as a whole, in a URL, in a list of addresses or in a connection string. */
function namesHost(key, value, host) {
    const name = escaped(host);
    if (hosts_addresses(value, host))
        return true;
    if (new RegExp(`(?:host|server|data source)\\s*=\\s*(?:tcp:)?${name}(?=[;,:\\s]|$)`, 'i').test(value))
        return true;
    return hosts_mayHoldHost(key, host) && value.split(/[,\s]+/).includes(host);
}
/** Variables hold names of other things too: of users, databases, drivers. */
function hosts_mayHoldHost(key, host) {
    return (PLACE.test(key) && !NAMES_DRIVER.test(key)) || key.toLowerCase() === host.toLowerCase();
}
/** Whether a text, such as a command, has the host with a port or in a URL. */
function hosts_addresses(text, host) {
    const name = escaped(host);
    return new RegExp(`(?://|@)${name}(?=$|[:/?,"'\\s])|(?:^|[\\s,;=@/"'(])${name}:\\d+`).test(text);
}
/** What services of a kind are called in the names of variables, by their images or their own names. */
const FAMILIES = [
    [
        /postg|pgvector|timescale|mysql|maria|percona|mongo|mssql|sql|cockroach|^db$|database/,
        /^(?:DATABASES?|DATASOURCE|DB|PG\w*|POSTG\w*|MYSQL\w*|MARIA\w*|MONGO\w*|SQL\w*|CONNECTIONSTRINGS?)$/i,
    ],
    [/redis|valkey|keydb|dragonfly|memcache|cache/, /^(?:REDIS\w*|VALKEY|CACHES?|MEMCACHED?|BROKER|CELERY|QUEUE)$/i],
    [/rabbit|nats|kafka|redpanda|mosquitto|broker|activemq/, /^(?:RABBIT\w*|AMQP|BROKER|CELERY|KAFKA|NATS|MQTT|MQ)$/i],
    [/minio|localstack|s3/, /^(?:S3|MINIO|AWS|STORAGE|BUCKET)$/i],
    [/elastic|opensearch|meili|typesense|solr|search/, /^(?:ELASTIC\w*|ES|OPENSEARCH|SEARCH|MEILI\w*|TYPESENSE|SOLR)$/i],
    [/mail|smtp/, /^(?:MAIL|MAILER|EMAIL|SMTP)$/i],
];
const PLACE = /(?:URL|URI|HOSTS?|DSN|ADDR|ADDRESS|SERVERS?|ENDPOINT|NODES|STRING|DEFAULT|CONNECTION|BACKEND)$/i;
/** Laravel's: `DB_CONNECTION=mysql` is a driver, and `QUEUE_CONNECTION=redis` a part of its configuration. */
const NAMES_DRIVER = /_CONNECTION$/i;
/** Whether a variable says where a service of this kind is, wherever that may be. */
function locates(key, { name, image }) {
    if (!PLACE.test(key))
        return false;
    const words = key.split(/_+/);
    const kind = `${name} ${image.split('/').at(-1) ?? ''}`.toLowerCase();
    return (words.some((word) => word.toLowerCase() === name.toLowerCase()) ||
        FAMILIES.some(([kinds, called]) => kinds.test(kind) && words.some((word) => called.test(word))));
}
/** Whether a value is not to be known here: an empty one comes from a variable, and so does a URL without a host. */
function isUnknown(value) {
    return value === null || value === '' || /^[\w+:]*:\/\/(?:[^@/]*@)?(?:[:/?]|$)/.test(value);
}
function escaped(host) {
    return host.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/environment.js





function production_environment_variablesOf(pair, { environment, env_file: envFiles = [] }) {
    const read = envFiles.map(({ path }) => [path, environment_readEnvFile(pair, path)]);
    const own = isMapping(environment) ? Object.entries(environment) : [];
    return {
        values: new Map([
            ...read.flatMap(([, values]) => [...(values ?? [])]),
            ...own.map(([key, value]) => [key, environment_known(value)]),
        ]),
        unknownFile: read.find(([, values]) => values === undefined)?.[0],
    };
}
function environment_known(value) {
    return typeof value === 'string' && !isUnknown(value) ? value : undefined;
}
function environment_readEnvFile({ files, variables }, path) {
    // The release's own `.env` holds the variables.
    if (path === '.env')
        return variables.size > 0 ? variables : undefined;
    if (!files_isFile(files, path))
        return undefined;
    try {
        return parseDotenv(files.read(path), (name) => variables.get(name));
    }
    catch (thrown) {
        if (thrown instanceof Problem)
            return undefined;
        throw thrown;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/needs.js





/** `tools` are services of the base that nothing needs but where the file for production itself says so. */
function findNeeds(pair, { alone, base }, tools) {
    const missing = Object.entries(base.services).filter(([name]) => alone.services[name] === undefined);
    const others = missing.map(([name, service]) => ({ name, image: imageOf(service), hosts: hostsOf(name, service) }));
    return Object.entries(alone.services).flatMap(([name, service]) => {
        const own = { name, service, variables: production_environment_variablesOf(pair, service), config: alone };
        const before = base.services[name];
        return others.flatMap((other) => {
            const direct = namedBy(pair, own, other);
            if (direct !== undefined)
                return [{ missing: other.name, kind: 'needed', because: direct }];
            const found = before === undefined || tools.has(other.name) ? undefined : inherited(pair, own, before, other);
            return found === undefined ? [] : [{ missing: other.name, ...found }];
        });
    });
}
/** Where the file for production itself names the other service. */
function namedBy({ files }, { name, service, variables, config }, other) {
    const key = keysNaming(variables, other)[0];
    if (key !== undefined)
        return `${key} of ${name} names it`;
    const command = [...(service.entrypoint ?? []), ...(service.command ?? [])].join(' ');
    if (other.hosts.some((host) => hosts_addresses(command, host)))
        return `the command of ${name} names it`;
    const { isServer, configuration } = proxiedService(files, config, { name, service });
    if (!isServer)
        return undefined;
    const hosts = new Map(other.hosts.map((host) => [host, other.name]));
    const passing = configuration.find(({ text }) => passesTo([text], hosts).length > 0);
    return passing === undefined ? undefined : `${passing.path} of ${name} passes requests to it`;
}
/** What a service needs by the file for everyday work, and what the file for production makes of that. */
function inherited(pair, { name, service, variables }, before, other) {
    const named = keysNaming(production_environment_variablesOf(pair, before), other);
    const depends = before.depends_on?.[other.name] !== undefined;
    if (named.length === 0 && !depends)
        return undefined;
    if (depends && Object.keys(service.depends_on ?? {}).length > 0)
        return { kind: 'replaced', because: `${name} depends on other services` };
    const keys = named.length > 0 ? named : [...variables.values.keys()].filter((key) => locates(key, other));
    const given = keys.filter((key) => variables.values.has(key));
    const unknown = given.find((key) => variables.values.get(key) === undefined);
    if (unknown !== undefined)
        return { kind: 'unclear', because: `${name} uses ${unknown}, whose value is not known here` };
    const [key] = given;
    if (key !== undefined && given.length === keys.length)
        return { kind: 'replaced', because: `${key} of ${name} points elsewhere` };
    const file = variables.unknownFile;
    if (file !== undefined)
        return { kind: 'unclear', because: `${name} may need it, depending on ${file}, which is not known here` };
    const isPrepared = named.length === 0 && before.depends_on?.[other.name]?.condition === COMPLETED;
    return {
        kind: isPrepared ? 'prepared' : 'needed',
        because: depends ? `${name} depends on it` : `${named[0] ?? ''} of ${name} names it`,
    };
}
const COMPLETED = 'service_completed_successfully';
function keysNaming({ values }, { hosts }) {
    return [...values].flatMap(([key, value]) => value !== undefined && hosts.some((host) => namesHost(key, value, host)) ? [key] : []);
}
function hostsOf(name, { container_name: container, hostname, networks = {} }) {
    const aliases = Object.values(networks).flatMap((network) => isMapping(network) && Array.isArray(network['aliases']) ? network['aliases'].map(String) : []);
    return [name, container, typeof hostname === 'string' ? hostname : undefined, ...aliases].filter((host) => host !== undefined && host !== '');
}
function imageOf({ image, build }) {
    return build === undefined ? (image ?? '') : '';
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/sources.js


/**
 * What the file for everyday work would mount over an image of the file for production: the source that this image was built from, which
 * production has no use for. A sentence's end; undefined: nothing.
 */
function sourceOverImage(alone, both) {
    for (const [name, { image, build, volumes: own = [] }] of Object.entries(alone.services)) {
        const merged = both.services[name];
        if (image === undefined || build !== undefined || merged?.build === undefined)
            continue;
        const { context } = merged.build;
        const source = (merged.volumes ?? []).find((mount) => holds(mount, context) && own.every(({ target }) => target !== mount.target))?.source;
        if (source !== undefined)
            return `would mount ${source === '.' ? 'the repository' : source} over the image of ${name}`;
    }
    return undefined;
}
function holds({ type, source = '/' }, context) {
    if (type !== 'bind' || /^[/~]|^\.\.(?:\/|$)/.test(source))
        return false;
    const path = external_node_path_.posix.relative(source, context);
    return path !== '..' && !path.startsWith('../');
}
/**
 * Why a file for production that compose refuses is a whole project all the same, which has to be corrected and not merged: each of its
 * services has an image or a build, and needs no service of the other file. A sentence; undefined: it is none.
 */
function wholeThoughRefused(pair) {
    const { deploy, base } = pair;
    const alone = attempt(pair, [deploy], { isChecked: false });
    const both = attempt(pair, [base, deploy]);
    if (alone.kind !== 'read' || both.kind !== 'read' || !isWhole(alone.config))
        return undefined;
    const over = sourceOverImage(alone.config, both.config);
    return over === undefined ? undefined : `each service of ${deploy} has an image or a build, and ${base} ${over}`;
}
/** Whether each of its services has an image or a build, and depends on no service of another file. */
function isWhole({ services }) {
    return Object.values(services).every(({ image, build, depends_on: dependencies = {}, network_mode: mode = '' }) => {
        const others = [...Object.keys(dependencies), ...(/^service:(.*)$/.exec(mode) ?? []).slice(1)];
        return (build !== undefined || (image ?? '') !== '') && others.every((other) => services[other] !== undefined);
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/unclear.js

/** Both readings, as the lines to add. */
function unclear_unclear({ deploy, base }, why) {
    return new deploy_error/* DeployError */.sH({
        code: 'compose-file-unclear',
        what: `The files do not show whether ${deploy} is used alone or on top of ${base}`,
        why,
        hint: [
            `Add to the workflow step, to use both:\n  compose-file: |\n    ${base}\n    ${deploy}`,
            `or, to use ${deploy} alone, without the services that only ${base} has:\n  compose-file: ${deploy}`,
        ].join('\n'),
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/production.js










/**
 * A file for production is either a whole project, or has only what differs from the file for everyday work. The first that decides: it makes
 * no sense alone; the repository's own command lines; what its services need; what it repeats (docs/decisions/production-file.md).
 * @throws DeployError compose-file-unclear
 */
function productionOf(pair) {
    const { deploy, base } = pair;
    const alone = attempt(pair, [deploy]);
    const usage = usageOf(pair);
    if (alone.kind === 'refused') {
        const whole = usage?.isAlone === false ? undefined : wholeThoughRefused(pair);
        if (whole !== undefined)
            return { isAlone: true, because: whole };
        return together(`${deploy} has only what differs from ${base}`);
    }
    const both = attempt(pair, [base, deploy]);
    if (both.kind === 'refused' && alone.kind === 'read')
        return { isAlone: true, because: `${deploy} cannot be merged over ${base}` };
    if (usage !== undefined) {
        const { isAlone, where } = usage;
        return { isAlone, because: `a command line in ${where} uses ${deploy} ${isAlone ? 'without' : 'with'} ${base}` };
    }
    if (alone.kind !== 'read' || both.kind !== 'read')
        throw unclear_unclear(pair, undecided(alone, both));
    const read = attempt(pair, [base]);
    if (read.kind === 'read' && !servesVisitors(pair, alone.config) && servesVisitors(pair, read.config))
        return withoutPages(pair, { alone: alone.config, base: read.config });
    return byContent(pair, alone.config, both.config);
}
function undecided(...attempts) {
    const why = attempts.flatMap((one) => (one.kind === 'read' ? [] : [one.why]))[0];
    return `The files cannot be read without the host: ${why ?? ''}`;
}
function byContent(pair, alone, both) {
    const { deploy, base } = pair;
    const read = attempt(pair, [base]);
    const projects = { alone, base: read.kind === 'read' ? read.config : both };
    const findings = findNeeds(pair, projects, toolsOf(pair, projects));
    const of = (kind) => findings.find((finding) => finding.kind === kind);
    const whole = repeats(projects);
    const against = whole ?? clash(both);
    const isOverSource = whole !== undefined && sourceOverImage(alone, both) !== undefined;
    const needed = of('needed') ?? (isOverSource ? undefined : of('prepared'));
    if (needed !== undefined) {
        const why = `${deploy} does not have the service ${needed.missing}, which ${base} has: ${needed.because}`;
        if (against !== undefined)
            throw unclear_unclear(pair, `${why}. But ${against}`);
        return together(why);
    }
    const open = of('unclear');
    if (open !== undefined && whole === undefined)
        throw unclear_unclear(pair, `${deploy} does not have the service ${open.missing}, which ${base} has: ${open.because}`);
    return byRest(pair, projects, { both, whole, findings });
}
/** Nothing shows that a service of the other file is needed. */
function byRest(pair, projects, { both, whole, findings }) {
    const { deploy, base } = pair;
    const stands = { isAlone: true, because: `${deploy} stands alone, so ${base} is not used` };
    if (whole !== undefined)
        return stands;
    if (isWhole(projects.alone) && bringsApp(pair, projects))
        return stands;
    const lost = lostServices(pair, projects).filter((name) => findings.every(({ missing }) => missing !== name));
    const [first] = lost;
    const part = lacks(projects);
    const against = clash(both);
    if (first === undefined) {
        if (part === undefined || against !== undefined || bringsServices(pair, projects))
            return stands;
        return together(`${deploy} has only what differs from ${base}: ${part}`);
    }
    const why = `${deploy} does not have the service ${first}, which ${base} has`;
    if (!isPart(pair, projects))
        return stands;
    if (findings.length > 0 || against !== undefined)
        throw unclear_unclear(pair, `${why}. But ${against ?? findings[0]?.because ?? ''}`);
    return together(why);
}
/** Services of the file for everyday work that help developers; production has no need of them. */
function toolsOf({ files }, { base }) {
    return new Set(entryCandidates(files, base).flatMap((one) => (kind_kindOf(one) === 'tool' ? [one.name] : [])));
}
/** Services that are started by the file for everyday work and would not be without it, less tools for developers. */
function lostServices(pair, { alone, base }) {
    const tools = toolsOf(pair, { alone, base });
    return Object.entries(base.services).flatMap(([name, { profiles = [] }]) => alone.services[name] === undefined && profiles.length === 0 && !tools.has(name) ? [name] : []);
}
/** Whether the file for production may be a part of the other one: it has a service of it, or nothing but what stands in front of services. */
function isPart(pair, { alone, base }) {
    return (Object.keys(alone.services).some((name) => base.services[name] !== undefined) ||
        !bringsServices(pair, { alone, base }));
}
/** A file for production whose services nobody visits changes the other one; or it is for something else. */
function withoutPages(pair, projects) {
    const why = `no service of ${pair.deploy} serves visitors, and ${pair.base} has one`;
    if (!isPart(pair, projects))
        throw unclear_unclear(pair, why);
    return together(why);
}
/** Whether it has services of its own that do not only stand in front of others. */
function bringsServices({ files }, { alone, base }) {
    return entryCandidates(files, alone).some((one) => base.services[one.name] === undefined && !standsInFront(one) && kind_kindOf(one) !== 'tool');
}
/** Whether it has an app of its own that is no service of the other file: there the app has another name. */
function bringsApp({ files }, { alone, base }) {
    return entryCandidates(files, alone).some((one) => base.services[one.name] === undefined && !standsInFront(one) && kind_kindOf(one) === 'web');
}
/** FrankenPHP that is built here has the app in it. */
function standsInFront({ image = '', isBuilt }) {
    return isWebServer(image) && !(isBuilt && image.includes('frankenphp'));
}
function together(because) {
    return { isAlone: false, because };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/production/readme.js




const README = /^readme(?:\.\w+)?$/i;
const HEADING = /^(#{1,6})\s+(.*)$/;
const FENCE = /^\s*(?:```|~~~)/;
const readme_PRODUCTION = /\bprod(?:uction)?\b|\bdeploy\w*|\bstag(?:e|ing)\b/i;
const readme_EVERYDAY = /\bdev(?:elop\w*)?\b|\blocal\w*|\btest\w*|\bdebug\w*/i;
/** The compose files that the README starts in a section about production; undefined: none, or it names several. */
function readmeDeployment(files) {
    const found = readmesOf(files).flatMap((where) => commandLines(productionText(files.read(where)))
        .filter((line) => isStart(line) && (composeFilesOf(line).length > 0 || isBareStart(line)))
        .map(composeFilesOf)
        .filter((named) => !named.some((path) => isForEveryday(files, path)))
        .map((named) => ({ paths: named.flatMap((path) => deployment_placeOf(files, path) ?? []), count: named.length, where })));
    const [first] = found;
    if (first === undefined || first.paths.every((path) => BASE_FILES.includes(path)))
        return undefined;
    const isSame = found.every(({ paths, count }) => paths.length === count && paths.join() === first.paths.join());
    return isSame ? { paths: first.paths, where: first.where } : undefined;
}
/**
 * The compose files that the README starts, where all its command lines name some and none of them is the chosen one; what is for everyday
 * work does not count. Each set once, in compose's order; none: it starts the chosen one, or nothing that is known here.
 */
function startedInstead(files, chosen) {
    // Swarm has files of its own for its stacks.
    const isUp = (line) => isStart(line) && !/\sstack\s/.test(line);
    const lines = readmesOf(files).flatMap((path) => commandLines(files.read(path)).filter(isUp));
    if (lines.some(isBareStart))
        return [];
    const named = lines.map(composeFilesOf).filter((paths) => paths.length > 0);
    const sets = named.map((paths) => paths.map((path) => deployment_placeOf(files, path)));
    if (sets.some((paths) => paths.some((path) => path === undefined || chosen.includes(path))))
        return [];
    const others = sets.map((paths) => paths.flatMap((path) => path ?? []));
    const found = others.filter((paths) => !paths.some((path) => isForEveryday(files, path)));
    return [...new Map(found.map((paths) => [paths.join('\n'), paths])).values()];
}
/** The READMEs at the root. */
function readmesOf(files) {
    return (files.list?.('.') ?? []).filter((name) => README.test(name) && files_isFile(files, name));
}
/** By its name, or by the comment at its top. */
function isForEveryday(files, named) {
    const place = deployment_placeOf(files, named);
    const comment = place === undefined ? '' : (/^(?:[ \t]*(?:#.*)?\r?\n)*/.exec(files.read(place))?.[0] ?? '');
    return EVERYDAY_NAME.test(named) || (readme_EVERYDAY.test(comment) && !readme_PRODUCTION.test(comment));
}
/** The lines of sections whose innermost heading of either kind is about production. */
function productionText(text) {
    let isFenced = false;
    let headings = [];
    const isProduction = () => {
        const decides = headings.findLast(({ title }) => readme_PRODUCTION.test(title) || readme_EVERYDAY.test(title));
        return decides !== undefined && readme_PRODUCTION.test(decides.title) && !readme_EVERYDAY.test(decides.title);
    };
    const lines = text.split(/\r?\n/).filter((line) => {
        if (FENCE.test(line))
            isFenced = !isFenced;
        const [, marks, title = ''] = (isFenced ? undefined : HEADING.exec(line)) ?? [];
        if (marks !== undefined) {
            const { length: level } = marks;
            headings = [...headings.filter((one) => one.level < level), { level, title }];
        }
        return isProduction();
    });
    return lines.join('\n');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/usual-files.js





/**
 * The compose files of a project whose inputs name none: what its workflows start on a server, else the documented pair, else what its README
 * starts for production; undefined: it has none under a usual name.
 * @throws DeployError compose-file-unclear
 */
function usualFiles(files, variables) {
    return deployed(files, variables) ?? pair(files, variables) ?? usual_files_described(files) ?? everyday(files);
}
/** A file of a name like these is started by a workflow for trials, and another one is for production. */
const FOR_TRIAL = /stag|dev|test/;
function deployed(files, variables) {
    const deployment = deploymentOf(files, variables);
    if (deployment === undefined)
        return undefined;
    const { paths, where } = deployment;
    const base = everyday(files);
    const because = `${where} starts ${paths === undefined || paths.length === 1 ? 'it' : 'them'} on a server`;
    if (paths === undefined)
        return base === undefined ? undefined : { ...base, because, isEveryday: false };
    const isForTrial = paths.some((path) => FOR_TRIAL.test(path)) && deployFiles(files).length > 0;
    return isForTrial ? undefined : { paths, because };
}
function deployFiles(files) {
    return [
        ...DEPLOY_FILES.filter((path) => files.exists(path)),
        ...DEPLOY_FILES_IF_COMPOSE.filter((path) => files.exists(path) && looksLikeCompose(files.read(path))),
    ];
}
/** A file for production, alone or on top of the one for everyday work. */
function pair(files, variables) {
    const found = deployFiles(files);
    const named = found.length > 1 ? namedAmong(files, found) : [];
    const [deploy, ...others] = named.length === 1 ? [...named, ...found.filter((path) => !named.includes(path))] : found;
    if (deploy === undefined)
        return undefined;
    const passedOver = others.length === 0 ? '' : `; ${others.join(' and ')} ${others.length === 1 ? 'is' : 'are'} passed over`;
    const base = BASE_FILES.find((path) => files.exists(path));
    if (base === undefined) {
        const first = named.length === 1 ? 'a command line of the repository names it' : 'it is the first of the usual names';
        const because = others.length === 0 ? 'it is the only one' : `${first}${passedOver}`;
        return { paths: [deploy], because };
    }
    const { isAlone, because } = productionOf({ files, deploy, base, variables });
    return {
        paths: isAlone ? [deploy] : [base, deploy],
        because: `${because}${passedOver}${withoutOverride(overrideIn(files))}`,
    };
}
function usual_files_described(files) {
    const { paths, where } = readmeDeployment(files) ?? {};
    if (paths === undefined || where === undefined)
        return undefined;
    return { paths, because: `${where} starts ${paths.length === 1 ? 'it' : 'them'} in its section about production` };
}
function everyday(files) {
    const base = BASE_FILES.find((path) => files.exists(path));
    if (base === undefined)
        return undefined;
    const override = overrideIn(files);
    const because = `it is the first of the usual names${withoutOverride(override)}`;
    return { paths: [base], because, leftOut: override, isEveryday: true };
}
function overrideIn(files) {
    return OVERRIDE_FILES.find((path) => files.exists(path));
}
function withoutOverride(override) {
    return override === undefined ? '' : `; ${override} is for development and left out`;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/folders.js








/** Those in the repository's folders, and in the folders of these. */
function composeFolders(files) {
    return foldersAmong(files, nearbyPaths(files));
}
/** What lies at the root, and in the folders there. */
function nearbyPaths({ list = () => [] }) {
    const names = list('.');
    return [...names, ...names.flatMap((name) => list(name).map((inside) => external_node_path_.posix.join(name, inside)))];
}
function foldersAmong(files, paths) {
    return paths.flatMap((folder) => {
        const first = [...DEPLOY_FILES, ...BASE_FILES].find((file) => files.exists(`${folder}/${file}`));
        return first === undefined ? [] : [{ folder, first, chosen: chosenIn(files, folder) }];
    });
}
/** Compose files at the root whose names are not the usual ones. */
function folders_otherNames(files) {
    return (files.list?.('.') ?? []).filter((name) => isComposeFile(files, name));
}
/** Folders whose compose files are not for a site. */
const FOR_TRIALS = /^(?:\..*|.*tests?|e2e|ci|dev|local|examples?|samples?|demos?|docs?|monitoring|vendor|node_modules)$/i;
/** A part of an app, and what has its pages where the repository has both. */
const BEHIND_PAGES = /^(?:api|server|backend|back|back-end)$/i;
const PAGES = /^(?:front|front-?end|client|web|www|ui|webapp|website)$/i;
/**
 * The compose files of a repository that has them in one folder only, and none of another name at its root. A folder of which nothing is built
 * from the repository, such as that of a monitoring, does not count beside one of which something is.
 */
function filesOfOnlyFolder(files, variables) {
    if (folders_otherNames(files).length > 0)
        return undefined;
    const found = composeFolders(files)
        .filter(({ folder }) => !folder.split('/').some((name) => FOR_TRIALS.test(name)))
        .map((one) => ({ ...one, use: useOf({ files, variables }, one) }));
    const sites = found.filter(({ use }) => use !== 'other');
    const builders = sites.filter(({ use }) => use === 'built' || use === 'idle');
    const [only, ...others] = builders.length > 0 ? builders : sites;
    if (only?.chosen === undefined || only.use === 'idle' || others.length > 0)
        return undefined;
    const [top = ''] = only.folder.split('/');
    const paths = only.chosen.map((path) => external_node_path_.posix.join(only.folder, path));
    const hasPages = (files.list?.('.') ?? []).some((name) => PAGES.test(name));
    if (BEHIND_PAGES.test(top) && hasPages && !buildsPages({ files, variables }, paths))
        return undefined;
    const dotenv = external_node_path_.posix.join(only.folder, '.env');
    // It names files as seen from there.
    if (files.exists(dotenv) && /^\s*(?:export\s+)?COMPOSE_FILE\s*=/m.test(files.read(dotenv)))
        return undefined;
    const because = found.length === 1 ? 'no other folder has compose files' : 'no other folder has those of a site';
    return { paths, because };
}
/** Whether one of their services is built from the folder at the root that has the pages. */
function buildsPages(repository, paths) {
    const read = attempt(repository, paths);
    if (read.kind !== 'read')
        return false;
    return Object.values(read.config.services).some(({ build }) => PAGES.test(build?.context.split('/')[0] ?? ''));
}
/** Folders of what belongs to a deployment, and to no part of the app. */
const OF_DEPLOYMENT = /^(?:deploy(?:ment)?s?|prod(?:uction)?|infra(?:structure)?|docker|ops|compose)$/i;
/**
 * Compose files whose names are for production, in folders for deployments: the base at the root may be for everyday work. Not those that only
 * override another one.
 */
function productionBelow(repository) {
    const { files } = repository;
    const names = files.list?.('.') ?? [];
    const inFolders = foldersAmong(files, names.filter((name) => OF_DEPLOYMENT.test(name)))
        .filter(({ chosen = [] }) => DEPLOY_FILES.includes(chosen.at(-1) ?? ''))
        .map(({ folder, chosen = [] }) => chosen.map((path) => external_node_path_.posix.join(folder, path)));
    // Under names that are not the usual ones, such as docker-compose.yml.production-example.
    const atRoot = names
        .filter((name) => /compose/i.test(name) && PRODUCTION.test(name) && !DEPLOY_FILES.includes(name))
        .filter((name) => files_isFile(files, name) && looksLikeCompose(files.read(name)))
        .map((name) => [name]);
    return sitesAmong(repository, [...atRoot, ...inFolders]);
}
/** Sets of compose files of which a service serves visitors. */
function sitesAmong(repository, sets) {
    return sets.filter((paths) => {
        const read = attempt(repository, paths);
        return read.kind === 'read' && servesVisitors(repository, read.config);
    });
}
/** What the compose files of a folder are for: a site of which something is built, one of images, one that people start by hand, or else. */
function useOf(repository, { folder, chosen, first }) {
    const paths = (chosen ?? [first]).map((path) => external_node_path_.posix.join(folder, path));
    const { files } = repository;
    const read = attempt(repository, paths);
    // A template that a program fills in is none of compose's.
    if (read.kind !== 'read')
        return paths.some((path) => files.read(path).includes('{{')) ? 'other' : 'built';
    if (!servesVisitors(repository, read.config))
        return hasIdleSite(repository, read.config) ? 'idle' : 'other';
    return Object.values(read.config.services).some(({ build }) => build !== undefined) ? 'built' : 'images';
}
function chosenIn({ exists, read, list }, folder) {
    const within = (path) => external_node_path_.posix.join(folder, path);
    const inside = {
        exists: (path) => exists(within(path)),
        read: (path) => read(within(path)),
        list: (path) => list?.(within(path)) ?? [],
    };
    try {
        return usualFiles(inside, new Map())?.paths;
    }
    catch (thrown) {
        if (thrown instanceof deploy_error/* DeployError */.sH)
            return undefined;
        throw thrown;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/compose/nearby.js




/** The lines that name what lies there under another name, or in another folder. */
function nearbyHint(files) {
    const lines = [
        ...folders_otherNames(files).map((name) => `compose-file: ${name}`),
        ...composeFolders(files).map((found) => lineOfFolder(files, found)),
        ...deployedBelow(files).map((path) => `compose-file: ${path}`),
    ];
    if (lines.length > 0)
        return `Add one of these lines to \`with:\` of the step:\n${lines.join('\n')}`;
    return 'Add one, or name the compose file as `compose-file`. Is it in another folder (`working-directory`)? Did actions/checkout run before this step?';
}
/** Compose files in folders, under names that are not the usual ones, that workflows and scripts for deploying name. */
function deployedBelow(files) {
    const isUsual = (path) => [...DEPLOY_FILES, ...BASE_FILES].includes(external_node_path_.posix.basename(path));
    const below = nearbyPaths(files).filter((path) => path.includes('/') && !path.startsWith('.') && !isUsual(path));
    const found = below.filter((path) => isComposeFile(files, path));
    if (found.length === 0)
        return [];
    const texts = deployingTexts(files).map(({ text }) => text);
    return found.filter((path) => texts.some((text) => text.includes(path)));
}
/** A path that leads out of the folder of its file, such as the build context `..`. */
const OUTWARD = /(?:^|[\s"'=:[{,])(?:\.\/)?\.\.(?:[/:"'\s\]},]|$)/m;
/** Only what is below `working-directory` is deployed, so a project that uses what is beside it is named by its file. */
function lineOfFolder(files, { folder, first, chosen = [first] }) {
    const isOutward = chosen.some((path) => OUTWARD.test(files.read(`${folder}/${path}`)));
    if (!isOutward)
        return `working-directory: ${folder}`;
    return composeLine(chosen.map((path) => `${folder}/${path}`));
}
/** The input that names compose files. */
function composeLine(paths) {
    const [only, ...more] = paths;
    return more.length === 0
        ? `compose-file: ${only ?? ''}`
        : ['compose-file: |', ...paths.map((path) => `  ${path}`)].join('\n');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/unbuildable.js


/** Commands that need a package.json. */
const INSTALLS = /^\s*RUN\s[^\n]*\b(?:npm\s+(?:ci|i|install)|yarn|pnpm\s+(?:i|install))\b/im;
/**
 * The package.json that a Dockerfile installs from and that its context does not have; undefined: that is not so. A pattern of COPY that fits
 * nothing copies nothing, and the build stops at the installation.
 */
function missingPackage(files, dockerfile) {
    const text = files.read(dockerfile);
    if (!INSTALLS.test(text))
        return undefined;
    const manifests = copiedPaths(text, undefined)
        .filter((path) => /^package[\w-]*\*[\w.*-]*$/.test(external_node_path_.posix.basename(path)))
        .map((path) => external_node_path_.posix.join(external_node_path_.posix.dirname(path), 'package.json'));
    return manifests.find((path) => !/[*?$]/.test(path) && !files.exists(path));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/unusual.js












/** Compose files that only test the image. */
const FOR_TESTS = /(?:^|[-_.])(?:tests?|ci|e2e)(?:[-_.]|$)/;
/** Those that people copy, and fill in. */
const unusual_EXAMPLE = /(?:^|[-_.])(?:example|sample|dist|template|tpl)(?:[-_.]|$)/i;
/** Those that show how the Dockerfile's app is run with other services, or with volumes; undefined: there are none. */
function unusualFiles(repository, dockerfile) {
    const { files, variables } = repository;
    const examples = folders_otherNames(files).filter((path) => unusual_EXAMPLE.test(path) && isOfSite(repository, [path]));
    const builders = filesThatBuild(repository, dockerfile).filter((path) => !examples.includes(path));
    const shown = builders.length > 0 ? `${builders.join(' and ')} ${builders.length === 1 ? 'builds' : 'build'} it` : '';
    if (examples.length > 0) {
        const sets = [...examples.map((path) => [path]), ...builders.map((path) => readable(repository, path))];
        return { sets, why: [`${examples.join(' and ')} shows how it is run`, shown].filter(Boolean).join(', ') };
    }
    if (builders.length > 0)
        return { sets: builders.map((path) => readable(repository, path)), why: shown };
    const described = describedFiles(files).filter((path) => isOfSite(repository, [path]));
    if (described.length > 0) {
        return { sets: described.map((path) => [path]), why: 'the README names files that show how it is run' };
    }
    const variants = folders_otherNames(files).filter((path) => !isForWork(path) && isOfSite(repository, [path]));
    if (variants.length > 0) {
        const why = `${variants.join(' and ')} ${variants.length === 1 ? 'shows' : 'show'} how the app is run`;
        return { sets: variants.map((path) => [path]), why };
    }
    const { paths } = filesOfOnlyFolder(files, variables) ?? {};
    if (paths !== undefined && isOfSite(repository, paths))
        return { sets: [paths], why: `${paths.join(' with ')} shows how it is run` };
    return besideUnbuildable(files, dockerfile);
}
/** Where the Dockerfile cannot be built from the root, each compose file may be what is deployed. */
function besideUnbuildable(files, dockerfile) {
    const missing = missingPackage(files, dockerfile);
    const paths = missing === undefined ? [] : composePaths(files).filter((path) => !isForWork(path));
    if (missing === undefined || paths.length === 0)
        return undefined;
    return { sets: paths.map((path) => [path]), why: `${dockerfile} installs packages, but there is no ${missing}` };
}
function isForWork(path) {
    return FOR_TESTS.test(path) || EVERYDAY_NAME.test(path);
}
/** At the root and in the folders there, under any name. */
function composePaths(files) {
    return nearbyPaths(files).filter((path) => !path.startsWith('.') && isComposeFile(files, path));
}
/**
 * The files of the only compose project that builds a Dockerfile, where it starts no program by itself: they have its command; or where they
 * lie in a folder for deployments, and the repository has no others. Not those of everyday work. undefined: there is a choice.
 */
function startedOnlyBy(repository, dockerfile, { sets: [first = [], ...others] }) {
    const { files } = repository;
    if (others.length > 0 || first.some((path) => EVERYDAY_NAME.test(path) || unusual_EXAMPLE.test(path)))
        return undefined;
    if (startlessBase(dockerfileCandidate(files, dockerfile, undefined)) !== undefined)
        return { paths: first, because: `${dockerfile} starts no program, and no other compose file builds it` };
    const [path = ''] = first;
    const [folder = ''] = path.split('/');
    const all = [...composePaths(files), ...composeFolders(files).map((one) => external_node_path_.posix.join(one.folder, one.first))];
    if (!OF_DEPLOYMENT.test(folder) || all.some((one) => one !== path))
        return undefined;
    if (!filesThatBuild(repository, dockerfile).includes(path) || !isOfSite(repository, first))
        return undefined;
    return { paths: first, because: `it builds ${dockerfile}, and is the only compose file` };
}
/** The Dockerfile is not all that the app needs: somebody runs it with other services. */
function unclearFiles(dockerfile, { sets, why }) {
    const lines = sets.map((paths) => composeLine(paths).replace(/^/gm, '  '));
    return new deploy_error/* DeployError */.sH({
        code: 'compose-file-unclear',
        what: `The files do not show whether ${dockerfile} is deployed alone or with the services of ${sets[0]?.[0] ?? ''}`,
        why: `There is no compose file under a usual name, and ${why}`,
        hint: [
            `Add to the workflow step, to deploy the services of a compose file:\n${lines.join('\nor\n')}`,
            `or, to deploy ${dockerfile} alone:\n  dockerfile: ${dockerfile}`,
        ].join('\n'),
    });
}
/** Compose files under other names, or in folders, with a service whose image is built from this Dockerfile. */
function filesThatBuild(repository, dockerfile) {
    const { files } = repository;
    const found = composePaths(files).filter((path) => !FOR_TESTS.test(external_node_path_.posix.basename(path)));
    return found.filter((path) => {
        const read = attempt(repository, [path]);
        if (read.kind !== 'read')
            return !path.includes('/') && /^\s+build:/m.test(files.read(path));
        const builds = Object.values(read.config.services).flatMap(({ build }) => build ?? []);
        return builds.some((build) => dockerfilePath(build, files.exists) === dockerfile);
    });
}
/** Compose files in folders that the README at the root names, or whose folder it names. */
function describedFiles(files) {
    const { list = () => [] } = files;
    const text = readmesOf(files).map(files.read).join('\n');
    const named = [...text.matchAll(/(?<![\w.-])((?:[\w-][\w.-]*\/)+[\w.-]*compose[\w.-]*)/g)];
    const places = [...new Set(named.map(([, path = '']) => path.replace(/\.$/, '')))];
    return places
        .flatMap((path) => [path, ...list(path).map((name) => external_node_path_.posix.join(path, name))])
        .filter((path) => isComposeFile(files, path) && !isForWork(path));
}
/** A file that cannot be read alone, with the one at the root that has what it depends on. */
function readable(repository, path) {
    if (attempt(repository, [path]).kind !== 'refused')
        return [path];
    const others = folders_otherNames(repository.files).filter((other) => other !== path && !FOR_TESTS.test(other));
    const found = others.find((other) => attempt(repository, [path, other]).kind === 'read');
    return found === undefined ? [path] : [path, found];
}
/** Whether files run the app with more than its image: with other services, or with data that is kept. */
function isOfSite(repository, paths) {
    const read = attempt(repository, paths);
    if (read.kind !== 'read' || !servesVisitors(repository, read.config))
        return false;
    const services = Object.values(read.config.services);
    return services.length > 1 || services.some(({ volumes = [] }) => volumes.length > 0);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/locate.js










/** @throws DeployError compose-file-missing, compose-file-unclear, nothing-to-deploy */
function locateFiles(files, { given, dockerfile, variables }) {
    if (given !== undefined)
        return locate_named(files, given, 'the input `compose-file`');
    const listed = listedFiles(variables);
    if (listed.length > 0)
        return locate_named(files, listed, '`COMPOSE_FILE`');
    const found = usualFiles(files, variables);
    if (found?.isEveryday === true) {
        const below = productionBelow({ files, variables });
        const only = productionInstead({ files, variables }, found.paths, below);
        if (only !== undefined)
            return only;
        const why = 'The one at the root has the usual name, and that of the other one is for production';
        askBetween(found.paths, below, why);
        askForReadme({ files, variables }, found.paths);
    }
    if (found !== undefined)
        return found;
    const path = dockerfile ?? 'Dockerfile';
    const used = usedDockerfile(path, files.exists);
    if (files.exists(used)) {
        const unusual = dockerfile === undefined ? unusualFiles({ files, variables }, used) : undefined;
        const starting = unusual && startedOnlyBy({ files, variables }, used, unusual);
        if (starting !== undefined)
            return starting;
        if (unusual !== undefined)
            throw unclearFiles(used, unusual);
        return { paths: [], because: `there is a ${used} and no compose file` };
    }
    const below = dockerfile === undefined ? filesOfOnlyFolder(files, variables) : undefined;
    if (below !== undefined)
        return below;
    throw new deploy_error/* DeployError */.sH({
        code: 'nothing-to-deploy',
        what: 'The repository has neither a compose file nor a Dockerfile at its root',
        why: `Looked for ${BASE_FILES.join(', ')}, for their forms for production such as docker-compose.prod.yml, and for ${path}`,
        hint: nearbyHint(files),
    });
}
/** The only files for production of the folders, where the file for everyday work has nothing but what the app uses, such as databases. */
function productionInstead(repository, everyday, [paths, ...others]) {
    if (paths === undefined || others.length > 0)
        return undefined;
    const read = attempt(repository, everyday);
    if (read.kind !== 'read' || servesVisitors(repository, read.config))
        return undefined;
    return { paths, because: `no service of ${everyday.join(' with ')} serves visitors` };
}
/** @throws DeployError compose-file-unclear, where the README starts a site of other files and never this one */
function askForReadme(repository, everyday) {
    const instead = sitesAmong(repository, startedInstead(repository.files, everyday));
    const [first = []] = instead;
    askBetween(everyday, instead, `The README starts ${first.join(' with ')}, and not ${everyday.join(' with ')}`);
}
/** @throws DeployError compose-file-unclear, unless there are no others */
function askBetween(everyday, others, why) {
    const [first] = others;
    if (first === undefined)
        return;
    throw new deploy_error/* DeployError */.sH({
        code: 'compose-file-unclear',
        what: `The files do not show whether ${everyday.join(' with ')} or ${first.join(' with ')} is for production`,
        why,
        hint: `Add to the workflow step, one of these:\n${[...others, everyday].map((paths) => composeLine(paths).replace(/^/gm, '  ')).join('\nor\n')}`,
    });
}
/** Those that no input names; undefined: that is not clear, or there are none. */
function tryLocate(files, options) {
    try {
        return locateFiles(files, { ...options, given: undefined });
    }
    catch (thrown) {
        if (thrown instanceof deploy_error/* DeployError */.sH)
            return undefined;
        throw thrown;
    }
}
function locate_named(files, paths, by) {
    const missing = paths.find((path) => !files.exists(path));
    if (missing === undefined)
        return { paths, because: `${by} names ${paths.length === 1 ? 'it' : 'them'}` };
    const present = [...DEPLOY_FILES, ...BASE_FILES].filter((path) => files.exists(path));
    const isLeftBehind = files.isLeftBehind?.(missing) === true;
    throw new deploy_error/* DeployError */.sH({
        code: 'compose-file-missing',
        what: `The repository has no compose file ${missing}`,
        why: isLeftBehind
            ? 'It is in the workspace, but git does not track it, so it is not deployed'
            : present.length === 0
                ? 'It has no compose file under a usual name either'
                : `It has ${present.join(', ')}`,
        hint: isLeftBehind
            ? `Commit it, or add to the inputs: include: ${missing}`
            : `Correct ${by}, or leave it out to have the file found. Is it committed?`,
    });
}

// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./.build/compiled/compose/facts/duration.js

const UNITS = {
    ...{ ns: 1e-6, us: 1e-3, µs: 1e-3, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 },
};
/** A duration such as `1m30s` in whole milliseconds, as `90000ms`; undefined for none. compose/facts.py does the same. */
function milliseconds(duration) {
    if (duration === undefined || duration === null || duration === '')
        return undefined;
    const parts = [...value_textOf(duration).matchAll(/(\d+(?:\.\d*)?|\.\d+)(ns|us|µs|ms|s|m|h|d|w)/g)];
    return `${Math.floor(parts.reduce((sum, [, n, unit]) => sum + Number(n) * (UNITS[unit ?? ''] ?? 0), 0))}ms`;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/facts/words.js
/** Words of a command line or a text; what stands between them tells nothing of its own. compose/words.py has the same pattern. */
const WORD = /[^ \t\r\n\f\v=:,;"'()[\]|&<>{}]+/g;
const HIDDEN = '***';
/** The words that compose files are written with: nothing that a variable holds is among them unless a file says it too. */
function wordsIn(texts) {
    return new Set(texts.flatMap((text) => text.match(WORD) ?? []));
}
/** A text in which every word that no file has is hidden: it came out of a variable, and may be a secret. */
function words_hidden(text, known) {
    return text.replace(WORD, (word) => (known.has(word) ? word : HIDDEN));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/facts/facts.js




/** Taken as they are; SERVICE_KEYS of compose/facts.py is the same list. */
const facts_PLAIN = [
    ...['image', 'container_name', 'network_mode', 'restart', 'scale', 'profiles', 'expose', 'pull_policy', 'platform'],
];
/** The keys of a service that are facts. */
const SERVICE_FACTS = [
    ...facts_PLAIN,
    ...[
        'command',
        'entrypoint',
        'build',
        'ports',
        'volumes',
        'depends_on',
        'networks',
        'healthcheck',
        'secrets',
        'configs',
    ],
    ...['deploy', 'stop_grace_period'],
];
/** @param known the words of the compose files, see `wordsIn` */
function projectFacts(config, known) {
    const services = (section) => mapValues(section, (service) => serviceFacts(service, known));
    const used = usedNames(config);
    const section = (key, facts) => Object.fromEntries(Object.entries(config[key])
        .filter(([name]) => used[key].has(name))
        .map(([name, item]) => [name, trimmed(facts(item))]));
    return {
        services: services(config.services),
        inactive: services(config.inactive),
        networks: section('networks', ({ name, external, driver }) => ({ name, external: facts_truth(external), driver })),
        volumes: section('volumes', ({ name, external, driver, driver_opts: options }) => ({
            ...{ name, external: facts_truth(external), driver, driver_opts: optionFacts(mappingOf(options), known) },
        })),
        secrets: section('secrets', ({ environment, ...item }) => ({ ...contentFacts(item), environment })),
        configs: section('configs', contentFacts),
    };
}
function serviceFacts(service, known) {
    const { build, command, entrypoint, ports, volumes, depends_on: needs, networks, healthcheck, deploy } = service;
    const words = (list) => list === undefined || list === null || list.length === 0 ? [] : [words_hidden(list.join(' '), known)];
    return trimmed({
        ...Object.fromEntries(facts_PLAIN.map((key) => [key, service[key]])),
        command: words(command),
        entrypoint: words(entrypoint),
        build: build === undefined ? undefined : buildFacts(build, known),
        ports: (ports ?? []).map(({ host_ip, target, published, protocol }) => trimmed({ host_ip, target, published, protocol })),
        volumes: (volumes ?? []).map(mountFacts),
        depends_on: mapValues(mappingOf(needs), (how) => ({
            ...mappingOf(how),
            restart: facts_truth(mappingOf(how)['restart']) === true,
        })),
        networks: mapValues(mappingOf(networks), (how) => {
            const { aliases, ipv4_address, ipv6_address } = mappingOf(how);
            return trimmed({ aliases, ipv4_address, ipv6_address });
        }),
        healthcheck: healthcheck === undefined ? undefined : checkFacts(healthcheck, known),
        secrets: (service.secrets ?? []).map(({ source, target }) => trimmed({ source, target })),
        configs: (service.configs ?? []).map(({ source, target }) => trimmed({ source, target })),
        deploy: trimmed({
            replicas: deploy?.replicas,
            update_config: trimmed({ order: mappingOf(mappingOf(deploy)['update_config'])['order'] }),
        }),
        stop_grace_period: milliseconds(service['stop_grace_period']),
    });
}
function buildFacts(build, known) {
    const { context, dockerfile, dockerfile_inline: inline, target, additional_contexts: more } = build;
    return trimmed({
        ...{ dockerfile, target, context: facts_withoutLogin(context) },
        dockerfile_inline: typeof inline === 'string' ? words_hidden(inline, known) : undefined,
        additional_contexts: mapValues(mappingOf(more), facts_withoutLogin),
        ssh: sshKeys(build),
        secrets: (build.secrets ?? []).map(({ source, target }) => trimmed({ source, target })),
    });
}
/** A repository's address may have a token in it. */
function facts_withoutLogin(context) {
    return typeof context === 'string' ? context.replace(/:\/\/[^/@]*@/, '://') : context;
}
function mountFacts({ type, source, target, read_only: readOnly, bind }) {
    const { propagation, selinux, create_host_path: isMade } = mappingOf(bind);
    const options = trimmed({ propagation, selinux, create_host_path: isMade === false ? false : undefined });
    return trimmed({ ...{ type, source, target }, read_only: facts_truth(readOnly), bind: options });
}
function checkFacts({ test, disable, retries, ...times }, known) {
    const [form, ...words] = isList(test) ? test.map(value_textOf) : [];
    const rest = words.length === 0 ? [] : [words_hidden(words.join(' '), known)];
    return trimmed({
        ...{ test: form === undefined ? [] : [form, ...rest], disable: facts_truth(disable), retries },
        ...mapValues(times, milliseconds),
    });
}
/** What `mount -o` is given may be the login of a file server. */
function optionFacts(options, known) {
    return mapValues(options, (value, key) => (key === 'device' ? value : words_hidden(value_textOf(value), known)));
}
function contentFacts({ name, external, file }) {
    return { name, external: facts_truth(external), file };
}
function facts_truth(value) {
    return value === true ? true : undefined;
}
/** Compose prints what services use, and nothing else. */
function usedNames({ services, inactive }) {
    const all = [...Object.values(services), ...Object.values(inactive)];
    const mounts = all.flatMap(({ volumes = [] }) => volumes.filter(({ type }) => type === 'volume'));
    const buildSecrets = all.flatMap(({ build }) => isList(build?.['secrets']) ? build['secrets'].filter(isMapping) : []);
    return {
        networks: new Set(all.flatMap(({ networks = {} }) => Object.keys(networks))),
        volumes: new Set(mounts.map(({ source }) => source ?? '')),
        secrets: new Set([
            ...all.flatMap(({ secrets = [] }) => secrets.map(({ source }) => source)),
            ...buildSecrets.map(({ source }) => value_textOf(source)),
        ]),
        configs: new Set(all.flatMap(({ configs = [] }) => configs.map(({ source }) => source))),
    };
}
/** Without what is empty or unset. */
function trimmed(facts) {
    const isEmpty = (value) => value === undefined ||
        value === null ||
        value === '' ||
        (isList(value) && value.length === 0) ||
        (isMapping(value) && Object.keys(value).length === 0);
    return Object.fromEntries(Object.entries(facts).filter(([, value]) => !isEmpty(value)));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/facts/config.js







const RESOURCES = ['networks', 'volumes', 'secrets', 'configs'];
/**
 * The project that compose on the host made of the files, as if it had been read here. What both tell alike, and what is no fact, such as
 * the values of the environment, is taken from `own`, the runner's reading.
 * @throws Problem it is no project
 */
function configFrom(told, own, known) {
    const [active, inactive] = [sectionOf(told, 'services'), sectionOf(told, 'inactive')];
    const facts = { ...inactive, ...active };
    const model = {
        services: mapValues(facts, (service) => withoutNames(mappingOf(service))),
        ...Object.fromEntries(RESOURCES.map((key) => [key, sectionOf(told, key)])),
    };
    checkShape(model);
    const long = normalised(canonical(model), () => undefined);
    const seen = projectFacts(own, known);
    const made = mapValues(sectionOf(long, 'services'), (service, name) => serviceFrom(service, mappingOf(facts[name]), {
        service: own.services[name] ?? own.inactive[name] ?? {},
        facts: mappingOf(seen.services[name] ?? seen.inactive[name]),
    }));
    const services = (of) => Object.fromEntries(config_inOrder(made, own).filter(([name]) => Object.hasOwn(of, name)));
    return {
        name: own.name,
        ...{ services: services(active), inactive: services(inactive) },
        ...{ networks: resources(long, 'networks'), volumes: resources(long, 'volumes') },
        ...{ secrets: resources(long, 'secrets'), configs: withContents(resources(long, 'configs'), own.configs) },
    };
}
function serviceFrom(service, told, own) {
    const others = Object.entries(own.service).filter(([key]) => !SERVICE_FACTS.includes(key));
    const facts = SERVICE_FACTS.map((key) => [
        key,
        (0,external_node_util_.isDeepStrictEqual)(own.facts[key], told[key]) ? (own.service[key] ?? service[key]) : service[key],
    ]);
    const args = own.service.build?.args;
    const build = service.build !== undefined && args !== undefined ? { build: { ...service.build, args } } : {};
    return {
        ...Object.fromEntries([...others, ...facts.filter(([, value]) => value !== undefined)]),
        ...build,
        ...config_named('environment', told, own),
        ...config_named('labels', told, own),
    };
}
/** Of these the host told the names alone. */
function config_named(key, told, own) {
    const names = sectionOf(told, 'keys')[key];
    const all = {
        ...Object.fromEntries((isList(names) ? names : []).map((name) => [String(name), key === 'labels' ? '' : null])),
        ...mappingOf(own.service[key]),
    };
    return Object.keys(all).length === 0 ? {} : { [key]: all };
}
/** The order of the files; compose prints services by name. */
function config_inOrder(made, own) {
    const order = allServices(own).map(([name]) => name);
    const rank = (name) => (order.includes(name) ? order.indexOf(name) : order.length);
    return Object.entries(made).sort(([one], [other]) => rank(one) - rank(other));
}
function resources(model, key) {
    return mapValues(sectionOf(model, key), mappingOf);
}
/** The texts in compose files stay where they are: the host reports none. */
function withContents(configs, own) {
    return mapValues(configs, (config, key) => {
        const { file, external } = config;
        const content = own[key]?.['content'];
        return file === undefined && external !== true && content !== undefined
            ? { ...mappingOf(config), content }
            : config;
    });
}
function withoutNames(service) {
    return Object.fromEntries(Object.entries(service).filter(([key]) => key !== 'keys'));
}
function sectionOf(of, key) {
    return mappingOf(mappingOf(of)[key]);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/beside-override.js

/**
 * Reads a project without its file for development, unless the app depends on that file.
 * @throws DeployError entry-unclear, and what `read` throws
 */
function besideOverride(located, read) {
    const { paths, leftOut } = located;
    const alone = beside_override_attempt(() => read(paths));
    const both = beside_override_attempt(() => read([...paths, leftOut]));
    if (alone instanceof deploy_error/* DeployError */.sH) {
        if (both instanceof deploy_error/* DeployError */.sH && both.code !== 'entry-unclear')
            throw alone;
        const isNone = alone.code === 'compose-file-invalid' || isWithoutApp(alone);
        if (both instanceof deploy_error/* DeployError */.sH && !isNone)
            throw alone;
        const then = both instanceof deploy_error/* DeployError */.sH ? `Then: ${both.hint}` : undefined;
        throw dependsOnIt(located, `Without it: ${alone.why ?? alone.what}`, then);
    }
    if (both instanceof deploy_error/* DeployError */.sH)
        return alone;
    const why = beside_override_differenceOf(alone, both);
    if (why !== undefined)
        throw dependsOnIt(located, why);
    return alone;
}
/** Why the one project is not what people know from their machines, as a sentence without a full stop. */
function beside_override_differenceOf(alone, both) {
    const [service, other] = [alone.entry.service, both.entry.service];
    if (service !== other)
        return `Without it the entry is ${service}, and with it ${other}`;
    const { build, image = '' } = alone.config.services[service] ?? {};
    const isBuilt = both.config.services[service]?.build !== undefined;
    if (build === undefined && isBuilt && !image.includes('/'))
        return `It builds ${service}, whose image ${image} is in no registry`;
    return undefined;
}
function dependsOnIt({ paths, leftOut }, why, then) {
    const lines = [...paths, leftOut].map((path) => `    ${path}`);
    return new deploy_error/* DeployError */.sH({
        code: 'entry-unclear',
        what: `${leftOut} is for development and left out, but the app depends on it`,
        why,
        hint: [
            'To deploy with it, add to the workflow step:',
            `  compose-file: |\n${lines.join('\n')}`,
            `To deploy without it, name the other files alone:\n  compose-file: ${paths.join(' ')}`,
            ...(then === undefined ? [] : [then]),
        ].join('\n'),
    });
}
/** It has no candidate for the entry at all. */
function isWithoutApp({ code, why }) {
    return code === 'entry-unclear' && (why?.includes('no service that serves HTTP') ?? false);
}
function beside_override_attempt(read) {
    try {
        return read();
    }
    catch (thrown) {
        if (thrown instanceof deploy_error/* DeployError */.sH)
            return thrown;
        throw thrown;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/acme.js





/** Images whose purpose is to get certificates, by the ends of their names. */
const AUTOMATIC = /(?:^|\/)(?:swag|linuxserver\/letsencrypt|nginx-proxy-manager|https-portal|jonasal\/nginx-certbot|staticfloat\/nginx-certbot|docker-nginx-auto-ssl|bunkerweb(?:-all-in-one)?)(?:[:@]|$)/;
const NGINX_PROXY = /(?:^|\/)(?:jwilder|nginxproxy)\/nginx-proxy(?:[:@]|$)/;
const COMPANION = /(?:^|\/)(?:acme-companion|letsencrypt-nginx-proxy-companion)(?:[:@]|$)/;
const TRAEFIK = /(?:^|\/)traefik(?:[:@]|$)/;
const acme_CADDY = /(?:^|\/)(?:caddy|caddy-docker-proxy|frankenphp)(?:[:@]|$)/;
const RESOLVER = /certificatesresolvers[._]|certificatesresolvers\s*[:=]|\[certificatesresolvers|--acme\b|\[acme\]/i;
/** Rules that Traefik makes itself, or that a template of its file provider writes. */
const OPEN_RULES = /defaultrule|\{\{/i;
/** An entry point that gets certificates for each of its routers. */
const RESOLVER_FOR_ALL = /entrypoints[\s\S]*tls[._:\s{]*certresolver|onHostRule/i;
const NO_NAMES = { names: [], places: [] };
function isAutomatic(image) {
    return AUTOMATIC.test(image);
}
/** undefined: it is none of the proxies that can. Pure. */
function acmeOf(front, config) {
    const { image } = front;
    const automatic = AUTOMATIC.exec(image)?.[0];
    if (automatic !== undefined)
        return { kind: 'acme', product: automatic.replace(/^\/|[:@]$/g, ''), ...NO_NAMES };
    if (NGINX_PROXY.test(image))
        return nginxProxy(config);
    if (TRAEFIK.test(image))
        return traefik(front, config);
    return isCaddy(front) ? caddy(front) : undefined;
}
function nginxProxy({ services }) {
    const companion = Object.values(services).some(({ image }) => COMPANION.test(image ?? ''));
    if (!companion)
        return { kind: 'plain' };
    const places = Object.entries(services).flatMap(([service, body]) => {
        const names = (environmentOf(body).get('LETSENCRYPT_HOST') ?? '').split(',').filter((name) => name !== '');
        return names.length === 0 ? [] : [{ names, place: `LETSENCRYPT_HOST of ${service}` }];
    });
    return { kind: 'acme', product: 'nginx-proxy with acme-companion', ...allFixed(places) };
}
function traefik(front, { services }) {
    const { files, publishes } = front;
    const told = toldTo(front);
    if (!told.some((text) => RESOLVER.test(text))) {
        if (!publishes.includes(443))
            return { kind: 'plain' };
        return { kind: 'unclear', why: 'Traefik publishes 443 and has no certificates resolver' };
    }
    const routers = traefikRouters(services, files);
    const isForAll = told.some((text) => RESOLVER_FOR_ALL.test(text));
    const certified = routers.filter(({ hasResolver }) => hasResolver || isForAll);
    const names = allFixed(certified.map(({ hosts, place }) => ({ names: hosts, place })));
    return { kind: 'acme', product: 'Traefik', ...(hasOpenRules(front) ? NO_NAMES : names) };
}
/** Whether Traefik makes rules that no file shows. */
function hasOpenRules(front) {
    return toldTo(front).some((text) => OPEN_RULES.test(text));
}
function toldTo({ command, variables, files }) {
    return [command, ...variables.keys(), ...files.map(({ text }) => text)];
}
function isCaddy({ image, files }) {
    return acme_CADDY.test(image) || files.some(({ path }) => path.endsWith('Caddyfile'));
}
function caddy(front) {
    const sites = caddySitesOf(front);
    const named = sites.filter(({ tls }) => tls === 'acme');
    if (named.length > 0) {
        const places = named.map((site) => ({ names: [hostOf(site.address)], place: shownPlace(site) }));
        const names = isOpenCaddy(front) ? NO_NAMES : allFixed(places);
        if (front.publishes.includes(443))
            return { kind: 'acme', product: 'Caddy', ...names };
        const redirected = places.flatMap((place) => place.names).join(', ');
        return { kind: 'unclear', why: `Caddy redirects ${redirected} to https, and does not publish port 443` };
    }
    const answersAll = sites.some(({ tls, address }) => tls === 'plain' && hostOf(address) === '');
    const other = sites.find(({ tls }) => tls === 'local' || tls === 'files');
    if (other === undefined || answersAll)
        return { kind: 'plain' };
    const made = other.tls === 'local' ? 'by an authority of its own, which browsers do not trust' : 'from files';
    const names = front.files
        .flatMap(defaultVariables)
        .filter((name) => (front.variables.get(name) ?? other.address).includes(other.address));
    const how = other.tls === 'local' && names.length > 0 ? `; give ${names.join(', ')} the domain to have it request one` : '';
    return { kind: 'unclear', why: `Caddy serves ${other.address} (${other.file}) with a certificate ${made}${how}` };
}
/** Whether it may have names that no file shows: of imported files, or of variables that an env file sets. */
function isOpenCaddy({ files, service }) {
    return files.some((file) => importsFiles(file) || (service.env_file !== undefined && file.text.includes('{$')));
}
/** Without a Caddyfile of the repository: what the command says, or the variable of FrankenPHP's own Caddyfile. */
function caddySitesOf({ name, files, variables, command, image, publishes }) {
    const named = files.filter(({ path }) => path.endsWith('Caddyfile'));
    // Caddy reads this one; others, such as `worker.Caddyfile`, are imported.
    const main = named.filter(({ path }) => external_node_path_.posix.basename(path) === 'Caddyfile');
    const found = (main.length > 0 ? main : named).flatMap((file) => caddySites(file, variables));
    if (found.length > 0)
        return found;
    const from = /\s--?f(?:rom)?[= ](\S+)/.exec(command)?.[1];
    const frankenphp = image.includes('frankenphp') ? (variables.get('SERVER_NAME') ?? 'localhost') : undefined;
    const addresses = (from ?? frankenphp)?.split(/[\s,]+/) ?? [];
    if (addresses.length === 0 && publishes.includes(443))
        return [{ file: name, line: 1, address: '', tls: 'acme' }];
    return addresses.map((address) => ({ file: name, line: 1, address, tls: tlsOf(address) }));
}
/** Each once, or none where one place has no whole name, such as a variable or a rule for any. */
function allFixed(found) {
    const isFixed = ({ names }) => names.length > 0 && names.every((name) => /^[\w*-]+(?:\.[\w-]+)+$/.test(name));
    if (!found.every(isFixed))
        return NO_NAMES;
    return {
        names: [...new Set(found.flatMap(({ names }) => names))],
        places: [...new Set(found.map(({ place }) => place))],
    };
}
function hostOf(address) {
    return address.replace(/^https?:\/\//i, '').replace(/[:/].*$/, '');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/likely-builds.js







/**
 * A project with the Dockerfiles that the images of its services were likely built from: where a file for production pulls what the one for
 * everyday work builds, or a folder has the service's name. Only to find out what a service is; nothing is built by it.
 */
function withLikelyBuilds(files, config, read) {
    const folder = files_folderOf(read[0] ?? '');
    const isUnknown = ({ build, image = '' }) => build === undefined && !isKnown(image);
    if (!Object.values(config.services).some(isUnknown))
        return config;
    const everyday = everydayBuilds(files, folder, read);
    const services = Object.entries(config.services).map(([name, service]) => {
        const build = isUnknown(service) ? (everyday.get(name) ?? folderBuild(files, folder, name)) : undefined;
        return [name, build === undefined ? service : { ...service, build }];
    });
    return { ...config, services: Object.fromEntries(services) };
}
/** Images of Docker Hub that nobody builds under these names, though a folder may be called `nginx`. */
const OFFICIAL = /^(?:docker\.io\/)?(?:library\/)?(?:nginx|caddy|traefik|haproxy|httpd)(?:[:@]|$)/;
/** Whether its name shows what it is. */
function isKnown(image) {
    return isStore(image) || isAutomatic(image) || OFFICIAL.test(image);
}
function everydayBuilds(files, folder, read) {
    const base = BASE_FILES.map((name) => external_node_path_.posix.join(folder, name)).find((path) => files.exists(path));
    if (base === undefined || read.includes(base))
        return new Map();
    try {
        const options = { variables: new Map(), profiles: ['*'], missing: () => undefined };
        const { services } = readConfig(files, { composeFiles: [base], ...options });
        return new Map(Object.entries(services).flatMap(([name, { build }]) => build !== undefined && hasDockerfile(files, build) ? [[name, build]] : []));
    }
    catch (thrown) {
        if (thrown instanceof deploy_error/* DeployError */.sH)
            return new Map();
        throw thrown;
    }
}
function folderBuild(files, folder, name) {
    const build = { context: external_node_path_.posix.join(folder, name) };
    return hasDockerfile(files, build) ? build : undefined;
}
function hasDockerfile(files, { context, dockerfile = 'Dockerfile' }) {
    return files.exists(external_node_path_.posix.join(context, dockerfile));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/certificate-source.js




/** Where certbot of a host keeps certificates. */
const CERTBOT = /^\/etc\/letsencrypt(?:\/|$)/;
/**
 * What a new host does not have of a certificate's file, as a place in a sentence; undefined: it may be in the repository, in the image or in
 * a volume that another service fills. Pure.
 */
function hostsOwn(path, service, { config, files }) {
    const mounts = readMounts(service.volumes).filter(({ target }) => within_isWithin(path, target));
    const [mount] = mounts.sort((one, other) => other.target.length - one.target.length);
    if (mount === undefined)
        return CERTBOT.test(path) ? 'a directory that nothing provides' : undefined;
    const { kind, source, target } = mount;
    if (kind === 'bind' && /^[/~]/.test(source))
        return `${source} of the host`;
    if (kind === 'volume' && config.volumes[source]?.external === true)
        return `the external volume ${source}`;
    if (CERTBOT.test(path))
        return source;
    const file = external_node_path_.posix.join(source, external_node_path_.posix.relative(target, path));
    const isKnown = kind === 'bind' && !file.includes('$') && !file.startsWith('..') && !certificate_source_isFilled(source, service, config);
    return isKnown && !files.exists(file) ? `${file}, which is not in the repository` : undefined;
}
/** Another service may make it in the same folder. */
function certificate_source_isFilled(source, service, config) {
    const others = allServices(config).filter(([, one]) => one !== service);
    return others.some(([, { volumes }]) => readMounts(volumes).some((mount) => mount.source === source && !mount.readOnly));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/lineages.js
/** The certificates below the folder in which the proxy sees what certbot keeps. Pure. */
function liveCertificates({ tls }, folder) {
    const found = tls.certificates.flatMap(({ path, file, line }) => {
        const isBelow = folder !== undefined && path.startsWith(`${folder}/`);
        const [, name] = isBelow ? (/\/live\/([^/]+)\/[^/]+$/.exec(path) ?? []) : [];
        return name === undefined ? [] : [{ name, file, line }];
    });
    return { lineages: found.filter(({ name }) => !name.includes('$')), hasAny: found.length > 0 };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/script-text.js



/** The text of a script that a container starts, as the repository has it, by a mount or a COPY line; undefined: it comes from elsewhere. */
function scriptText(script, service, files) {
    const name = external_node_path_.posix.basename(script);
    const mounts = (service.volumes ?? []).flatMap(({ source, target }) => source === undefined ? [] : [{ source, target }]);
    const copies = (candidates_dockerfileOf(files, service)?.copies ?? []).map(({ from, to }) => ({
        source: external_node_path_.posix.join(service.build?.context ?? '', from),
        target: to,
    }));
    const paths = [...mounts, ...copies].flatMap(({ source, target }) => {
        const isScript = external_node_path_.posix.basename(source) === name || external_node_path_.posix.basename(target) === name;
        const below = script.startsWith(`${target}/`) ? [external_node_path_.posix.join(source, script.slice(target.length))] : [];
        return isScript ? [source] : [...below, external_node_path_.posix.join(source, name)];
    });
    const path = paths.map((one) => external_node_path_.posix.normalize(one)).find((one) => files_isFile(files, one) && one.endsWith(name));
    return path === undefined ? undefined : files.read(path);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/start-script.js

const start_script_SCRIPT = /(?:^|[\s"'])((?:\.?\/)?[\w./-]+\.(?:sh|bash|py))\b/;
const CERTIFICATES = /letsencrypt|fullchain|\.pem\b|ssl|cert/i;
/**
 * Whether a proxy that names a certificate may start before it is there: a script starts it, which looks for the certificate or whose text
 * is not known.
 */
function startsWithout(front, files) {
    const script = start_script_SCRIPT.exec(front.command)?.[1];
    if (script === undefined)
        return false;
    const text = scriptText(script, front.service, files);
    return text === undefined || CERTIFICATES.test(text);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/certbot.js




const certbot_CERTIFICATES = '/etc/letsencrypt';
const WEBROOT = /acme|challenge|webroot|www|html/i;
/** The stack's certbot service; undefined: it has none. */
function certbotOf(config, proxy) {
    const name = findCertbot(config, proxy);
    if (name === undefined)
        return undefined;
    const shared = sharedMounts(config, name, proxy);
    return { name, certificates: shared.find((pair) => pair.certbot.target === certbot_CERTIFICATES), shared };
}
/** Whether the proxy uses certificates of this certbot: it mounts what certbot writes, and its configuration names nothing else. */
function feeds({ certificates }, front) {
    if (certificates === undefined)
        return false;
    const { certificates: named } = front.tls;
    if (named.length === 0 || named.some(({ path }) => certbot_isBelow(path, certificates.proxy)))
        return true;
    return certificates.certbot.target === certbot_CERTIFICATES && named.every(({ path }) => isMadeAtStart(path, front));
}
/** A file that nobody gives the container is a copy or a link, which its start script makes. */
function isMadeAtStart(path, { service, command }) {
    const mounts = mountsOf(service);
    const hasScript = service.build !== undefined ||
        command !== '' ||
        mounts.some(({ target }) => target.startsWith('/docker-entrypoint.d'));
    return hasScript && !mounts.some((mount) => mount.kind === 'bind' && (path === mount.target || certbot_isBelow(path, mount)));
}
function certbot_isBelow(path, { target }) {
    return path.startsWith(`${target}/`);
}
/** The proxy and certbot of a whole stack. */
function ownWithCertbot(front, { name, certificates, shared }, { config, files }) {
    const source = certificates?.certbot.source;
    const volume = certificates?.certbot.kind === 'volume' ? source : undefined;
    const { lineages, hasAny } = liveCertificates(front, certificates?.proxy.target);
    return {
        kind: 'certbot',
        proxy: front.name,
        because: `${name} requests certificates for ${front.name}`,
        certbot: name,
        certificateVolume: volume,
        certificateVolumeName: volume === undefined ? undefined : engineName(config.volumes, volume),
        certificateFolder: certificates?.certbot.kind === 'bind' ? source : undefined,
        certificatePath: certificates?.proxy.target,
        webroot: findWebroot(shared.filter((pair) => pair !== certificates)),
        lineages,
        needsCertificate: hasAny && !startsWithout(front, files),
    };
}
/** A service called or made like certbot; else one that is built here and writes /etc/letsencrypt, unless that is the host's own. */
function findCertbot(config, proxy) {
    const others = allServices(config).filter(([name]) => name !== proxy);
    const named = others.find(([name]) => /certbot|letsencrypt|lets-encrypt/i.test(name));
    const made = others.find(([, body]) => isMadeOfCertbot(body));
    const keeping = others.find(([, service]) => service.build !== undefined && mountsOf(service).some(isKept));
    return (named ?? made ?? keeping)?.[0];
}
function isKept({ target, source, readOnly }) {
    return target === certbot_CERTIFICATES && !readOnly && !/^[/~]/.test(source);
}
function isMadeOfCertbot({ image = '', build, command, entrypoint }) {
    const words = [image, build?.context ?? '', build?.dockerfile ?? '', ...(entrypoint ?? []), ...(command ?? [])];
    return words.some((word) => word.includes('certbot'));
}
function sharedMounts(config, certbot, proxy) {
    const services = new Map(allServices(config));
    const proxyMounts = mountsOf(services.get(proxy));
    return mountsOf(services.get(certbot)).flatMap((mount) => {
        const same = proxyMounts.find(({ kind, source }) => kind === mount.kind && source !== '' && source === mount.source);
        return same === undefined ? [] : [{ certbot: mount, proxy: same }];
    });
}
function mountsOf(service) {
    return readMounts(service?.volumes);
}
function findWebroot(shared) {
    const likely = shared.find(({ certbot, proxy }) => WEBROOT.test(`${certbot.source} ${certbot.target} ${proxy.target}`));
    const found = likely ?? shared[0];
    return found === undefined ? undefined : { certbot: found.certbot.target, proxy: found.proxy.target };
}
function engineName(volumes, key) {
    const volume = volumes[key];
    return volume?.name ?? (volume?.external === true ? key : undefined);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/nginx/loaded.js



/** What the nginx image reads by itself; it makes files of conf.d from templates. */
const LOADED = /^\/etc\/nginx\/(?:nginx\.conf|conf\.d\/[^/]+\.conf|http\.d\/[^/]+\.conf|templates\/(?:[^/]+\/)*[^/]+\.template)$/;
/** A folder of nginx's that is read only where something includes it, or where a start script takes files from it. */
const OTHER_FOLDER = /^\/etc\/nginx\/(?!(?:conf\.d|http\.d|sites-enabled|sites-available|templates)\/)[^/]+\//;
/** What packages of nginx bring. It has no upstream blocks. */
const loaded_USUAL = /^\/etc\/nginx\/(?:mime\.types|(?:fastcgi|uwsgi|scgi|proxy)_params|fastcgi\.conf|modules-enabled\/\*\.conf|(?:conf\.d|http\.d)\/\*(?:\.conf)?|default\.d\/\*\.conf|sites-enabled\/\*(?:\.conf)?)$|^\/usr\/share\/nginx\/modules\//;
/** Whether nginx reads a file for sure when it starts. `all` are the files that are known. Pure. */
function isLoaded({ target }, all) {
    if (target === undefined || !LOADED.test(target))
        return false;
    const main = all.filter((file) => file.target === '/etc/nginx/nginx.conf');
    if (main.length === 0 || target === '/etc/nginx/nginx.conf')
        return true;
    const made = target.replace(/^\/etc\/nginx\/templates\/(.+)\.template$/, '/etc/nginx/conf.d/$1');
    return main.flatMap(includesOf).some((pattern) => loaded_isMatch(made, pattern));
}
/** Whether nothing but a start script can have nginx read a file, which may then take another one. Pure. */
function isLeftToScript({ target }, all, command) {
    if (target === undefined || !OTHER_FOLDER.test(target) || command.includes(target))
        return false;
    return !all.flatMap(includesOf).some((pattern) => loaded_isMatch(target, pattern));
}
/** Whether upstream blocks may be in files that are not known. Pure. */
function includesUnknown(all) {
    return all
        .flatMap(({ text }) => outer(nginxDirectives(text)).flatMap(patternOf))
        .some((pattern) => !loaded_USUAL.test(pattern) && !all.some(({ target }) => target !== undefined && loaded_isMatch(target, pattern)));
}
/** The directives of the file itself and of its `http` block: upstream blocks stand nowhere else. */
function outer(directives) {
    return [...directives, ...directives.flatMap(({ name, block }) => (name === 'http' ? (block ?? []) : []))];
}
function includesOf({ text }) {
    return everyDirective(nginxDirectives(text)).flatMap(patternOf);
}
function patternOf({ name, args }) {
    const [path] = args;
    return name === 'include' && path !== undefined ? [external_node_path_.posix.resolve('/etc/nginx', path)] : [];
}
/** `*` stands for a part of a name, and not for several. */
function loaded_isMatch(path, pattern) {
    const [names, parts] = [path.split('/'), pattern.split('/')];
    return names.length === parts.length && parts.every((part, index) => fitsPattern(names[index] ?? '', part));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/tls-switch.js

/** Variables by which start scripts of proxies decide whether TLS is served. */
const SWITCH = /^(?:(?:ENABLE|USE|WITH)_)?(?:CERTBOT|SSL|TLS|HTTPS|LETSENCRYPT)(?:_(?:ENABLED?|ACTIVE|ON))?$/;
const OFF = /^(?:false|off|no|0|disabled?)$/i;
/** A variable of the compose files that switches the TLS of a proxy off; undefined: none does. Pure. */
function switchedOff({ service }) {
    return [...environmentOf(service)].find(([key, value]) => SWITCH.test(key) && OFF.test(value.trim()))?.[0];
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/classify.js







/** Services that get certificates for a proxy without being certbot. */
const FEEDERS = /(?:^|\/)(?:acme\.sh|lego)(?:[:@]|$)/;
/** Decides for a service that publishes 443 or 80. On 129 public stacks: 94 are fronted, 8 have certbot, 10 get certificates themselves. */
function classify(front, around) {
    const acme = acmeOf(front, around.config);
    const off = switchedOff(front);
    if (acme?.kind === 'acme') {
        if (off !== undefined)
            return withoutSwitch(front, off);
        return { kind: 'own', own: own(front, 'acme', `${acme.product} requests its certificates itself`) };
    }
    if (acme?.kind === 'plain')
        return { kind: 'fronted' };
    if (acme?.kind === 'unclear')
        return { kind: 'unclear', front, why: acme.why };
    const certbot = feederOf(front, around.config);
    if (certbot === undefined)
        return withoutCertbot(front, around);
    if (off !== undefined)
        return withoutSwitch(front, off);
    const [first] = front.nginx.servers;
    if (first !== undefined && servesWithoutTls(front)) {
        const { redirects } = front.tls;
        // Nobody starts it, so this configuration is the one that serves.
        if (!redirects && around.config.inactive[certbot.name] !== undefined)
            return { kind: 'fronted' };
        const why = `${front.name} publishes 443 and ${certbot.name} requests certificates for it, but no server of its configuration (${first.file}) listens with TLS`;
        // Behind the bundled proxy it would redirect for ever.
        if (redirects)
            return { kind: 'unclear', front, why: `${why}, and that at port 80 redirects to https` };
        return { kind: 'unclear', front, why, behind: { port: undefined } };
    }
    return { kind: 'own', own: ownWithCertbot(front, certbot, around) };
}
/** The stack's certbot, if the proxy is to use its certificates. */
function feederOf(front, config) {
    const certbot = certbotOf(config, front.name);
    const { certificates } = front.tls;
    const hasTls = front.publishes.includes(443) || certificates.length > 0;
    return certbot !== undefined && hasTls && (feeds(certbot, front) || certificates.length === 0) ? certbot : undefined;
}
/** Its configuration is known, and nobody answers https: the file with TLS is put in place by hand, or by a variable. */
function servesWithoutTls({ nginx: { servers }, tls: { certificates } }) {
    return certificates.length === 0 && servers.length > 0 && servers.every(({ listensTls }) => !listensTls);
}
/** The start script has a way without TLS. */
function withoutSwitch(front, variable) {
    const why = `${variable} of ${front.name} is off, so that it serves HTTP only; to serve TLS itself it needs ${variable} switched on, in the variables of the release`;
    return { kind: 'unclear', front, why, behind: { port: undefined } };
}
/** A proxy that is told to run unchanged, whatever its configuration says. */
function asOwn(front, around) {
    const certbot = acmeOf(front, around.config) === undefined ? feederOf(front, around.config) : undefined;
    if (certbot !== undefined)
        return ownWithCertbot(front, certbot, around);
    const verdict = classify(front, around);
    return verdict.kind === 'own' ? verdict.own : own(front, 'files', 'the input proxy is own');
}
function withoutCertbot(front, around) {
    const { publishes, tls, files, service, name } = front;
    if (tls.certificates.length > 0)
        return withCertificates(front, around);
    const plain = front.nginx.servers.filter(({ listensPlain }) => listensPlain);
    if (plain.length > 0 && plain.every(({ onlyRedirects }) => onlyRedirects) && front.isServer) {
        const [first] = plain;
        const place = first === undefined ? '' : ` (${shownPlace(first)})`;
        const why = `${name} only redirects to https${place}, and no server of its configuration has a certificate`;
        return { kind: 'unclear', front, why };
    }
    const isKnown = files.length > 0 || (service.build === undefined && /(?:^|\/)nginx(?:[:@]|$)/.test(front.image));
    if (isKnown && service.network_mode !== 'host')
        return { kind: 'fronted' };
    if (!publishes.includes(443) || !publishes.includes(80))
        return { kind: 'fronted' };
    const isHost = service.network_mode === 'host' && !(service.ports ?? []).length;
    const what = isHost ? 'uses the network of the host' : 'publishes ports 80 and 443';
    const why = `${name} ${what}, and no file of the repository shows how it comes to a certificate`;
    return { kind: 'unclear', front, why };
}
/** Its configuration names certificates, and no certbot of the stack requests them. */
function withCertificates(front, around) {
    const { publishes, tls, service, name } = front;
    const feeder = Object.values(around.config.services).find(({ image }) => FEEDERS.test(image ?? ''));
    if (feeder !== undefined && publishes.includes(443)) {
        return { kind: 'own', own: own(front, 'acme', `${feeder.image ?? ''} requests its certificates`) };
    }
    const needed = startsWithout(front, around.files) ? [] : tls.certificates.filter((one) => isRead(one, front));
    for (const certificate of needed) {
        const source = hostsOwn(certificate.path, service, around);
        if (source === undefined)
            continue;
        const place = `${certificate.path} (${shownPlace(certificate)})`;
        const why = `${name} uses the certificate ${place} from ${source}, and no service of the stack requests it. Without it ${name} does not start`;
        return { kind: 'unclear', front, why };
    }
    const [certificate] = tls.certificates;
    // With TLS alone it is asked by https, and nobody looks at the certificate.
    if (certificate === undefined || !tls.redirects)
        return { kind: 'fronted' };
    const why = `${name} redirects to https with the certificate ${certificate.path} (${shownPlace(certificate)}), and no service of the stack renews it`;
    const { target } = (service.ports ?? []).find(({ published }) => published === '443') ?? {};
    const behind = target === undefined ? undefined : { port: target };
    return { kind: 'unclear', front, why, behind, isSelfSigned: isOfImage(certificate.path, service) };
}
/** What only a start script takes from a folder of its own does not show that the proxy needs it. */
function isRead({ file }, { files, command }) {
    return !files.some((one) => one.path === file && isLeftToScript(one, files, command));
}
/** A file that no mount brings is in the image. */
function isOfImage(path, { build, volumes = [] }) {
    return build !== undefined && volumes.every(({ target }) => path !== target && !path.startsWith(`${target}/`));
}
function own({ name }, kind, because) {
    const nothing = { certificateVolume: undefined, certificateVolumeName: undefined, certificateFolder: undefined };
    const none = { certbot: undefined, certificatePath: undefined, webroot: undefined };
    return { kind, proxy: name, because, ...nothing, ...none, lineages: [], needsCertificate: false };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/choice.js
function chosen(service, because, isSure = true) {
    return { kind: 'chosen', service, because, isSure };
}
/** The choice where exactly one was found. */
function choice_only(found, because, isSure = true) {
    const [service] = found;
    return service === undefined || found.length > 1 ? undefined : chosen(service, because, isSure);
}
/** The choice of the first rule that makes one. */
function choice_firstOf(rules, services, all) {
    for (const rule of rules) {
        const choice = rule(services, all);
        if (choice !== undefined)
            return choice;
    }
    return undefined;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/rules/published.js



/** For web services that publish ports, the surest first. */
const PUBLISHED = [
    atPort80,
    routedFront,
    onlyOne,
    proxyOfOthers,
    callerOfOthers,
    onlyOpenOne,
    onlyProxy,
];
/**
 * Another published service that depends on it is a page whose API this is; one that it sends browsers to, or that a web server does not pass
 * requests to, would be missing: then it is not the entry for certain.
 */
function atPort80(published, all) {
    const found = published.filter((service) => httpPorts(service).some(({ host }) => host === 80));
    const [service] = found;
    if (service === undefined || found.length > 1)
        return undefined;
    const others = published.filter((other) => other !== service);
    const isInDoubt = ({ name, dependsOn }) => dependsOn.includes(service.name) || service.sendsTo.includes(name);
    if (others.some(isInDoubt))
        return undefined;
    const reached = reach(service, all, everyWay);
    const isBeside = (other) => !reached.has(other.name) && isOpen(other);
    if (service.isWebServer && service.isConfigured && others.some(isBeside))
        return undefined;
    return chosen(service, 'publishes port 80');
}
/** Visitors come to it by the labels for a reverse proxy; the ports that the others publish are for developers. */
function routedFront(published, all) {
    if (published.length === 0)
        return undefined;
    const fronts = all.filter((one) => one.isWebServer && one.isRouted && !published.includes(one));
    const found = fronts.filter((one) => reachesAll(one, [...published, one], { all, ways: ({ passesTo }) => passesTo }));
    return choice_only(found, 'has labels for a reverse proxy and passes requests to the services that publish a port');
}
function onlyOne(published) {
    return choice_only(published, 'is the only web service that publishes a port');
}
function proxyOfOthers(published, all) {
    const found = published.filter((one) => reachesAll(one, published, { all, ways: ({ passesTo }) => passesTo }));
    return choice_only(found, 'is the reverse proxy of the other services that publish a port');
}
/** A page whose browser asks the others by itself does not know them by their names in the project. */
function callerOfOthers(published, all) {
    const ways = ({ passesTo, calls }) => [...passesTo, ...calls];
    const found = published.filter((one) => reachesAll(one, published, { all, ways }));
    const [service] = found;
    if (service === undefined || service.sendsTo.length > 0 || service.isApiApart)
        return undefined;
    if (published.some(({ dependsOn }) => dependsOn.includes(service.name)))
        return undefined;
    return choice_only(found, 'calls the other services that publish a port by their names in the project', false);
}
/** The others are open to the host alone, and it depends on them. */
function onlyOpenOne(published, all) {
    const open = published.filter(isOpen);
    const [service] = open;
    if (service === undefined || open.length > 1)
        return undefined;
    if (!reachesAll(service, published, { all, ways: everyWay }))
        return undefined;
    return chosen(service, 'is the only one that publishes a port on other addresses than 127.0.0.1');
}
/** It shows the pages; the others are parts behind what it passes requests to, and none of them depends on that. */
function onlyProxy(published, all) {
    const proxies = published.filter(({ isWebServer }) => isWebServer);
    const [proxy] = proxies;
    if (proxy === undefined || proxies.length > 1 || proxy.passesTo.length === 0 || !proxy.showsFiles)
        return undefined;
    const reached = reach(proxy, all, everyWay);
    const behind = published.filter(({ name }) => reached.has(name));
    const others = published.filter(({ name }) => !reached.has(name));
    const isPart = (name) => behind.some((one) => one.name === name);
    if (others.some((other) => everyWay(other).some(isPart)))
        return undefined;
    return chosen(proxy, 'serves the pages and passes requests to the services behind it', false);
}
/** What a web server waits for when it starts says nothing of where it passes requests to, if its configuration does. */
function everyWay({ passesTo, calls, dependsOn, isWebServer, isConfigured }) {
    return isWebServer && isConfigured ? passesTo : [...passesTo, ...calls, ...dependsOn];
}
/** Whether browsers reach it at a port of the host that they can know. */
function isOpen(service) {
    return httpPorts(service).some((port) => port.host !== undefined && !http_ports_isLocal(port));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/rules/unpublished.js


/** For web services of which none publishes a port; what they find is a guess. */
const UNPUBLISHED = [onlyRouted, unpublished_onlyOne, onlyWebServer, onlyExposed, inFrontOfAll];
function onlyRouted(web) {
    const routed = web.filter(({ isRouted }) => isRouted);
    // The rest of the site is somewhere else.
    if (routed.length === 1 && routed.every(({ isRoutedInPart }) => isRoutedInPart))
        return undefined;
    if (routed.length < 2)
        return choice_only(routed, 'is the only one that labels for a reverse proxy name', false);
    const why = `labels for a reverse proxy lead visitors to ${routed.length} services`;
    return { kind: 'unclear', candidates: routed, why };
}
function unpublished_onlyOne(web) {
    return choice_only(web, 'is the only service that is no database, tool, worker or one-shot', false);
}
function onlyWebServer(web) {
    const found = web.filter(({ isWebServer }) => isWebServer);
    return choice_only(found, 'is the only web server', false);
}
function onlyExposed(web) {
    const found = web.filter(({ expose, imageExpose }) => expose.length + imageExpose.length > 0);
    return choice_only(found, 'is the only service that exposes a port', false);
}
function inFrontOfAll(web, all) {
    const found = web.filter((one) => reachesAll(one, web, { all, ways: ({ dependsOn }) => dependsOn }));
    return choice_only(found, 'depends on all others', false);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/choose.js






/** Chooses the service that the reverse proxy passes requests to. Published ports come first; names decide nothing. Pure. */
function chooseEntry(services) {
    const of = (kind) => services.filter((service) => kind_kindOf(service) === kind);
    const [web, fastCgi] = [of('web'), of('fastcgi')];
    const published = unlessLabelled(withoutBots(web.filter((service) => httpPorts(service).length > 0)), web);
    const choice = choice_firstOf(PUBLISHED, published, services) ??
        (published.length === 0 ? choice_firstOf(UNPUBLISHED, web, services) : undefined) ??
        (web.length === 0 && fastCgi.length === 0 ? pages(of('tool')) : undefined) ??
        choose_unclear(web, published, services);
    const [behind] = fastCgi;
    return behind === undefined || web.some(({ hasWebServer }) => hasWebServer)
        ? choice
        : withoutWebServer(choice, behind);
}
/** What answers a chat, or works off a queue, and publishes a port for that is not the site beside a service that may be. */
function withoutBots(published) {
    const others = published.filter(({ name }) => !/(^|[-_])(bot|worker|celery|cron|scheduler)([-_\d]|$)/.test(name));
    return others.length > 0 ? others : published;
}
/** Labels for a reverse proxy lead visitors to other services: what these publish no port for, and a part of the stack does, is for itself. */
function unlessLabelled(published, web) {
    // A web server with labels is the front of what it passes requests to, and of nothing else.
    const labelled = web.filter(({ isRouted, isWebServer }) => isRouted && !isWebServer);
    const isForVisitors = (one) => one.isRouted || one.isWebServer || labelled.some(({ name }) => [...one.passesTo, ...one.calls].includes(name));
    return labelled.length > 0 && !published.some(isForVisitors) ? [] : published;
}
function pages(tools) {
    const found = tools.filter((service) => httpPorts(service).length > 0);
    if (found.length > 1)
        return { kind: 'unclear', candidates: found, why: `${found.length} tools have a page` };
    return choice_only(found, 'is the only service with a page', false);
}
/** What else there is, such as a server for the site's assets, is not the site. */
function withoutWebServer(choice, { name }) {
    const candidates = choice.kind === 'unclear' ? choice.candidates : [choice.service];
    const why = `${name} is PHP-FPM, which speaks only FastCGI, and no web server of the project passes requests to it`;
    return { kind: 'unclear', candidates, why };
}
function choose_unclear(web, published, services) {
    if (web.length === 0) {
        const idle = services.find((one) => httpPorts(one).length > 0 && idleBecause(one) !== undefined);
        const more = idle === undefined ? '' : `; nothing listens in ${idle.name}, ${idleBecause(idle) ?? ''}`;
        return { kind: 'unclear', candidates: [], why: `the files show no service that serves HTTP${more}` };
    }
    const candidates = published.length > 0 ? published : web;
    const what = published.length > 0 ? 'publish a port' : 'may answer visitors';
    return { kind: 'unclear', candidates, why: `${candidates.length} services ${what}` };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/behind.js


/**
 * The app that a stack's own proxy passes requests to: of several the one that can be told apart without ports, else the one that gets `/`;
 * the proxy itself where nothing is to be seen.
 */
function behindOwnProxy(candidates, { proxy, certbot }) {
    const front = candidates.find(({ name }) => name === proxy);
    if (front === undefined)
        throw new Error(`There is no service ${proxy}`);
    const others = candidates.filter(({ name }) => name !== proxy && name !== certbot);
    const passed = front.passesTo.flatMap((name) => others.find((one) => one.name === name) ?? []);
    const because = `receives the requests of ${proxy}`;
    const root = passed.find(({ name }) => front.passesRootTo.includes(name));
    const first = root ?? passed[0];
    if (first === undefined)
        return chosenOf(others) ?? chosen(front, 'is the stack’s own reverse proxy');
    if (passed.length === 1)
        return chosen(first, because);
    const choice = root?.isWebServer === true ? chooseEntry(passed.map(withoutPorts)) : chosenOf(passed);
    if (choice !== undefined && choice.kind === 'chosen')
        return chosen(choice.service, because);
    return chosen(first, `${because} for /`, false);
}
/** A web server is the last choice: behind another one it has files to show, and the app is beside it. */
function chosenOf(services) {
    const choose = (some) => chooseEntry(some.map(withoutPorts));
    const app = choose(services.filter(({ isWebServer }) => !isWebServer));
    const choice = app.kind === 'unclear' && app.candidates.length === 0 ? choose(services) : app;
    return choice.kind === 'chosen' ? choice : undefined;
}
/** Behind a proxy it means nothing that a service publishes a port. */
function withoutPorts(service) {
    return { ...service, ports: [] };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/likeliest.js
/** What people call the service that has their pages, the likeliest first. Suggestions are put in this order; nothing is decided by it. */
const likeliest_PAGES = [
    ...[
        'web',
        'app',
        'frontend',
        'front',
        'client',
        'ui',
        'site',
        'www',
        'webapp',
        'website',
        'page',
        'pages',
        'dashboard',
        'portal',
    ],
    ...[
        'django',
        'flask',
        'rails',
        'laravel',
        'php',
        'wordpress',
        'next',
        'nextjs',
        'nuxt',
        'react',
        'vue',
        'angular',
        'node',
        'spring',
    ],
    ...['server', 'nginx', 'proxy', 'gateway', 'caddy'],
];
/** What they call a service that is asked by pages. */
const likeliest_PARTS = ['backend', 'back', 'api', 'service', 'auth', 'socket', 'ws', 'realtime', 'worker'];
/** Candidates in the order in which they are suggested; names that say nothing stand in the middle. Pure. */
function likeliestFirst(candidates) {
    return [...candidates].sort((one, other) => rank(one) - rank(other));
}
/** By the whole name, else by a part of it: `shop-web` is a `web`. An `api-gateway` is the way to the parts behind it. */
function rank({ name }) {
    const words = name.toLowerCase().split(/[-_.]/);
    const isPart = words.length > 1 && words.at(-1) !== 'gateway' && words.some((word) => likeliest_PARTS.includes(word));
    const ranks = (isPart ? [] : [name.toLowerCase(), ...words])
        .map((word) => likeliest_PAGES.indexOf(word))
        .filter((index) => index !== -1);
    const first = Math.min(...ranks);
    if (Number.isFinite(first))
        return first;
    return likeliest_PAGES.length + Math.max(0, ...words.map((word) => likeliest_PARTS.indexOf(word) + 1));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/unclear.js




/** As many suggestions as a person reads. */
const SUGGESTIONS = 4;
/** Asks which service visitors are to reach, with the lines to add. `where`: the compose files. */
function entryUnclear({ candidates, why }, where, elsewhere) {
    const ordered = likeliestFirst(candidates);
    const listed = ordered.map(unclear_shown).join(', ');
    const unbuilt = ordered.length === 0 && elsewhere.manifest !== undefined;
    const because = unbuilt ? `${why}, and no service is built from ${elsewhere.manifest ?? ''}` : why;
    return unclearIn(where, {
        why: listed === '' ? because : `${because}: ${listed}`,
        hint: ordered.length === 0 ? withoutCandidates(elsewhere) : amongCandidates(ordered),
    });
}
/** `where`: the compose files; `why`: a sentence without a full stop. */
function unclearIn(where, more) {
    return new deploy_error/* DeployError */.sH({
        code: 'entry-unclear',
        what: `${where} does not show which service the reverse proxy is to pass requests to`,
        ...more,
    });
}
/** Asks about pages that ask another host than the site's, beside an API of the stack that nothing passes requests to. */
function pagesAskElsewhere(pages, { key, api }, where) {
    return unclearIn(where, {
        why: `The pages of ${pages.name} get ${key} when they are built, an address of another host, and nothing passes requests to ${api.name}`,
        hint: [
            `Set ${key} to an address of your domain, such as https://<domain>/api, and let a web server in the stack pass these requests to ${api.name}.`,
            `If that host is right and served by something else, add to the workflow step:\n${entryLines(pages)}`,
        ].join('\n'),
    });
}
function amongCandidates(ordered) {
    return [
        `Add the service that has your pages to the workflow step${ordered.length > 1 ? ', one of these' : ', such as'}:`,
        ordered.slice(0, SUGGESTIONS).map(entryLines).join('\nor\n'),
        'If it is in a profile, add `profiles`. If the browser calls a second service directly, let a web server in the stack pass requests to it.',
    ].join('\n');
}
function withoutCandidates({ manifest, composeFiles, profiles }) {
    const lines = (key, values) => values.map((value) => `  ${key}: ${value}`).join('\n');
    return [
        ...(profiles.length === 0
            ? []
            : [`If it is in a profile, add one of these lines:\n${lines('profiles', profiles)}`]),
        ...(composeFiles.length === 0
            ? []
            : [`If another file has your app, add one of these lines:\n${lines('compose-file', composeFiles)}`]),
        `If it is in none, add it to the compose files${manifest === undefined ? '' : ', as a service with `build`'}.`,
        'If it is one of the services that are there, name it:\n  app-service: <service>',
    ].join('\n');
}
/** The inputs that name a service, with the port that its files show. */
function entryLines(candidate) {
    const [port] = entryPort(candidate).candidates;
    const lines = [`app-service: ${candidate.name}`, ...(port === undefined ? [] : [`app-port: ${port}`])];
    return lines.map((line) => `  ${line}`).join('\n');
}
function unclear_shown(candidate) {
    const ports = httpPorts(candidate).map(({ container }) => container);
    return ports.length === 0 ? candidate.name : `${candidate.name} (${ports.join(', ')})`;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/caddy-files.js

/** Directives whose block is for the requests of their matcher. */
const HANDLERS = /^(?:handle|handle_path|route)$/;
/** Directives that leave a request to another server. */
const caddy_files_PASSES = /^(?:reverse_proxy|php_fastcgi)$/;
/**
 * Paths of the site that a Caddyfile answers with files; `/` for whatever nothing else answers. Matchers by name are not followed. Pure.
 */
function caddyFileLocations({ path: file, text }) {
    if (!file.endsWith('Caddyfile'))
        return [];
    const lines = caddy_linesOf(text);
    return lines.flatMap((one, index) => {
        if (one.words[0] !== 'file_server')
            return [];
        const start = lines.slice(0, index).findLast(({ opens, depth }) => opens && depth < one.depth);
        const [handler = '', ofBlock] = start?.words ?? [];
        const matchers = [one.words[1], HANDLERS.test(handler) ? ofBlock : undefined].filter(isMatcher);
        const path = matchers.find((matcher) => matcher.startsWith('/'));
        if (path !== undefined)
            return [{ file, line: one.line, path }];
        const isNamed = matchers.some((matcher) => matcher.startsWith('@'));
        return isNamed || isPassedOn(one, start, lines) ? [] : [{ file, line: one.line, path: '/' }];
    });
}
function isMatcher(word) {
    return word !== undefined && /^[/@]/.test(word);
}
/** Whether the same block leaves requests of any path to another server. */
function isPassedOn(one, start, lines) {
    const from = start === undefined ? 0 : lines.indexOf(start) + 1;
    const end = lines.findIndex(({ depth }, index) => index >= from && depth < one.depth);
    return lines
        .slice(from, end === -1 ? undefined : end)
        .some(({ words: [name = '', matcher = ''], depth }) => depth === one.depth && caddy_files_PASSES.test(name) && !matcher.startsWith('/'));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/answers.js






/** As many paths as a person reads. */
const answers_PATHS = 4;
/** The answer that keeps the proxy with all that it does: nginx without TLS works behind the bundled proxy, without any input. */
function withoutTls({ name, nginx, tls }) {
    const [certificate] = nginx.certificates;
    if (certificate === undefined || !nginx.servers.some(({ listensTls }) => listensTls))
        return [];
    const redirect = tls.redirects ? ', the redirect to https' : '';
    const edit = `change ${certificate.file} to serve HTTP only: let the server of the site listen on 80 without ssl, and remove ssl_certificate${redirect} and the mount of the certificates`;
    return [`to keep ${name} behind the bundled reverse proxy, which then terminates TLS, ${edit}. No input is needed`];
}
/**
 * The answer that takes the proxy out of the way of requests, with what it does that nobody does then. None where the app speaks FastCGI, or
 * is the proxy itself, which redirects.
 */
function withoutTheProxy(front, { files, config, appService }) {
    const needed = front.tls.certificates.length === 0
        ? ''
        : `, and remove ${front.name} from the compose files if it does not start without its certificate`;
    const candidates = entryCandidates(files, config);
    const named = candidates.find(({ name }) => name === appService);
    const app = named ?? behindOwnProxy(candidates, { proxy: front.name, certbot: undefined }).service;
    if (kind_kindOf(app) === 'fastcgi' || (app.name === front.name && front.tls.redirects))
        return [];
    const lost = [...answers_filesOf(front, app), ...othersBehind(front, app)].map((sentence) => `\n${sentence}`).join('');
    const what = 'to have the bundled reverse proxy terminate TLS and pass requests to the app directly';
    return [`${what}${needed}:\n  proxy: bundled\n${entryLines(app)}${lost}`];
}
function answers_filesOf({ name, nginx, files }, app) {
    const locations = [...nginx.fileLocations, ...files.flatMap(caddyFileLocations)];
    const isPages = ({ path }) => path === '/';
    const [first] = locations;
    if (first === undefined || app.name === name)
        return [];
    const others = [...new Set(locations.filter((one) => !isPages(one)).map(({ path }) => path))];
    const paths = [...(locations.some(isPages) ? ['the pages (/)'] : []), ...others];
    const shown = paths.slice(0, answers_PATHS).join(', ') + (paths.length > answers_PATHS ? ' …' : '');
    return [
        `${name} serves ${shown} from files (${shownPlace(locations.find(isPages) ?? first)}); without it ${app.name} has to serve them`,
    ];
}
function othersBehind({ name, passesTo }, app) {
    const others = passesTo.filter((one) => one !== app.name);
    if (others.length === 0 || app.name === name)
        return [];
    return [`${name} also passes requests to ${others.join(', ')}; without it all requests go to ${app.name}`];
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/nginx/servers.js


/** Files that a start script puts variables into. */
const TEMPLATE = /\.(?:template|tpl|tmpl)$/;
/** What nginx configuration files say of TLS, names and headers. `variables` fill in templates of the nginx image. Pure. */
function nginxFacts(files, variables) {
    const read = files.map(({ path: file, text }) => ({
        file,
        directives: everyDirective(nginxDirectives(TEMPLATE.test(file) ? substituted(text, variables) : text)),
    }));
    const of = (find) => read.flatMap(({ file, directives }) => directives.flatMap((directive) => {
        const found = find(directive);
        return found === undefined ? [] : [{ file, line: directive.line, ...found }];
    }));
    return {
        servers: of(servers_serverOf),
        certificates: of(servers_certificateOf),
        overwrittenSchemes: of(schemeOf),
        fileLocations: of(fileLocationOf),
    };
}
function servers_serverOf({ name, block }) {
    if (name !== 'server' || block === undefined)
        return undefined;
    const listens = block.filter((directive) => directive.name === 'listen').map(({ args }) => args);
    const isTls = (args) => args.includes('ssl') || args.includes('quic');
    const allTls = block.some((directive) => directive.name === 'ssl' && directive.args[0] === 'on');
    const plain = allTls ? [] : listens.filter((args) => !isTls(args)).map(([address = '']) => servers_portOf(address));
    return {
        names: block.filter((directive) => directive.name === 'server_name').flatMap(({ args }) => args),
        listensPlain: !allTls && (listens.length === 0 || plain.length > 0),
        // Without `listen` it is port 80.
        plainPorts: !allTls && listens.length === 0 ? [80] : plain,
        listensTls: allTls || listens.some(isTls),
        redirects: everyDirective(block.filter((directive) => !isForScheme(directive))).some(isRedirect),
        onlyRedirects: [...block, ...rootBlock(block)].some(isRedirect),
        refuses: block.some((directive) => directive.name === 'return' && /^4\d\d$/.test(directive.args[0] ?? '')),
    };
}
/** An address without a port stands for port 80. */
function servers_portOf(address) {
    return Number(/^(?:.*:)?(\d+)$/.exec(address)?.[1] ?? '80');
}
function rootBlock(block) {
    return block.find(({ name, args }) => name === 'location' && args.join(' ') === '/')?.block ?? [];
}
/** A condition on the visitor's scheme, which the bundled proxy passes on: it redirects nobody who came by https. */
function isForScheme({ name, args }) {
    return name === 'if' && /forwarded_proto|forwarded_scheme/i.test(args.join(' '));
}
function isRedirect({ name, args }) {
    const leads = args.some((arg) => /^https:\/\//i.test(arg));
    return leads && (name === 'rewrite' || (name === 'return' && /^(30[12378]|https:)/i.test(args[0] ?? '')));
}
function servers_certificateOf({ name, args }) {
    const [path] = args;
    return name === 'ssl_certificate' && path !== undefined ? { path } : undefined;
}
function schemeOf({ name, args }) {
    const [header = '', value] = args;
    const isScheme = /^(http_)?x[-_]forwarded[-_]proto$/i.test(header) && value === '$scheme';
    return isScheme && /^(proxy_set_header|grpc_set_header|\w+_param)$/.test(name)
        ? { directive: name, header }
        : undefined;
}
function fileLocationOf({ name, args, block = [] }) {
    const path = args.at(-1) ?? '';
    if (name !== 'location' || !path.startsWith('/') || path.includes('acme-challenge'))
        return undefined;
    const has = (pattern) => block.some((directive) => pattern.test(directive.name));
    const tried = block.find((directive) => directive.name === 'try_files')?.args.at(-1);
    // What is no file is asked elsewhere.
    const isPassed = has(/_pass$|^return$/) || (path === '/' && /^@|\.php/.test(tried ?? ''));
    const isOfFiles = has(/^(?:alias|root)$/) || (path === '/' && tried !== undefined);
    return isOfFiles && !isPassed ? { path } : undefined;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/tls-facts.js
const CERTIFICATE = /^[ \t]*(?:bind[ \t].*[ \t]ssl[ \t]+crt|SSLCertificateFile)[ \t]+["']?([^\s"']+)/gm;
const REDIRECT = /^\s*(?:http-request\s+)?redirect\s+scheme\s+https|^\s*Redirect(?:Match|Permanent)?\s.*\shttps:|^\s*RewriteRule\s.*\shttps:/m;
/**
 * Reads nginx by its grammar; HAProxy and Apache by the lines that matter. `published` are the ports of its container that visitors reach: what
 * listens at others, such as a status page for the health check, is not for them. Pure.
 */
function tlsFacts(files, nginx, published) {
    const others = files.filter(({ path }) => !nginx.servers.some(({ file }) => file === path));
    const all = nginx.servers.filter(({ listensPlain }) => listensPlain);
    const reached = all.filter(({ plainPorts }) => plainPorts.some((port) => published.includes(port)));
    const plain = reached.length > 0 ? reached : all;
    return {
        certificates: [...nginx.certificates, ...others.flatMap(certificatesIn)],
        redirects: nginx.servers.length === 0
            ? others.some(({ text }) => REDIRECT.test(text))
            : plain.length > 0 && plain.every((one) => one.redirects),
    };
}
function certificatesIn({ path: file, text }) {
    return [...text.matchAll(CERTIFICATE)].flatMap((match) => {
        const [, path] = match;
        const line = text.slice(0, match.index).split('\n').length;
        return path === undefined ? [] : [{ file, line, path }];
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/front.js





/** The services that are started and publish 443 or 80, the likeliest proxy first. */
function frontsOf(files, config, services) {
    const started = services.filter(({ hasProfile, replicas }) => !hasProfile && replicas > 0);
    const at = (port) => started.filter(({ publishes }) => publishes.includes(port));
    const fronts = [...new Set([...at(443), ...at(80)])].flatMap((service) => {
        const body = config.services[service.name];
        return body === undefined ? [] : [frontOf(files, config, { ...service, body })];
    });
    return [...fronts.filter(isProxy), ...fronts.filter((front) => !isProxy(front))];
}
/** A service as a reverse proxy, whether it is one or not. */
function frontOf(files, config, { name, publishes, body: service }) {
    const built = candidates_dockerfileOf(files, service);
    const variables = new Map([...(built?.environment ?? []), ...environment_variablesOf(files, service)]);
    const image = (service.build === undefined ? service.image : built?.base) ?? '';
    const { configuration, passesTo, isServer } = proxied(files, config, { name, service, image, built });
    const nginx = nginxFacts(configuration, variables);
    return {
        ...{ name, service, image, isServer, publishes, variables },
        command: [...(service.entrypoint ?? []), ...(service.command ?? [])].join(' ') || (built?.command ?? ''),
        files: configuration,
        nginx,
        tls: tlsFacts(configuration, nginx, (service.ports ?? []).map(({ target }) => target)),
        passesTo,
    };
}
function isProxy({ isServer, publishes }) {
    return isServer && publishes.includes(443);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy.js




/**
 * The stack's own proxy, if it terminates TLS; undefined: the bundled one does.
 * @throws DeployError entry-unclear, invalid-input
 */
function findOwnProxy(request) {
    const { files, config, services, choice } = request;
    if (choice === 'bundled')
        return undefined;
    const fronts = frontsOf(files, config, services);
    if (choice === 'own')
        return asOwn(fronts[0] ?? noProxy(), request);
    const verdicts = fronts.map((front) => classify(front, request));
    const own = verdicts.find((verdict) => verdict.kind === 'own');
    if (own !== undefined)
        return own.own;
    const unclear = verdicts.find((verdict) => verdict.kind === 'unclear');
    if (unclear !== undefined)
        throw question(unclear, request);
    return undefined;
}
/** @throws DeployError invalid-input */
function noProxy() {
    throw new deploy_error/* DeployError */.sH({
        code: 'invalid-input',
        what: 'proxy: own is given, but no service of the compose files publishes port 80 or 443',
        why: 'A stack with its own reverse proxy has to serve visitors on these ports of the host',
        hint: 'Publish both ports from the proxy, or remove `proxy: own` so that the bundled reverse proxy is used.',
    });
}
function question(verdict, request) {
    const { front, why, behind, isSelfSigned = false } = verdict;
    const { name } = front;
    const own = 'to run it unchanged (you renew its certificate):\n  proxy: own';
    const port = behind?.port === undefined ? '' : `\n  app-port: ${behind.port}`;
    const through = `to have the bundled reverse proxy terminate TLS and pass requests to ${name}:\n  proxy: bundled\n  app-service: ${name}${port}`;
    const answers = behind === undefined
        ? [own, ...withoutTls(front), ...withoutTheProxy(front, request)]
        : isSelfSigned
            ? [through]
            : [through, own];
    return new deploy_error/* DeployError */.sH({
        code: 'entry-unclear',
        what: `The compose files do not show whether ${name} is to terminate TLS`,
        why,
        hint: answers.map((answer, index) => `${index === 0 ? 'Add to the workflow step, ' : 'or, '}${answer}`).join('\n'),
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/environment-slips.js

/** Secrets without which Laravel, Symfony, Django, Rails, NextAuth and what signs tokens does not work. */
const SECRETS = /^(?:APP_KEY|APP_SECRET|(?:DJANGO_)?SECRET_KEY|SECRET_KEY_BASE|(?:NEXTAUTH|AUTH|BETTER_AUTH|JWT|SESSION)_SECRET|JWT_SECRET_KEY)$/;
/** Those of services that are started, in the order of the services. What another line or file gives the same variable counts. Pure but for the files. */
function environmentSlips(files, { services }, composeFiles) {
    const lines = () => composeFiles
        .filter((path) => files.exists(path))
        .flatMap((file) => files
        .read(file)
        .split(/\r?\n/)
        .map((text, index) => ({ file, line: index + 1, text })));
    const placesOf = ({ kind, name }) => {
        const written = kind === 'colon' ? withColon(name) : withNothing(name);
        return lines()
            .filter(({ text }) => written.test(text))
            .map(({ file, line }) => ({ kind, name, file, line }));
    };
    const found = Object.values(services).flatMap(({ environment }) => slipsIn(mappingOf(environment)));
    const places = found.flatMap(placesOf).map((one) => [`${one.kind} ${one.file} ${one.line}`, one]);
    return [...new Map(places).values()];
}
function slipsIn(environment) {
    return Object.entries(environment).flatMap(([key, value]) => {
        const name = /^([A-Za-z_]\w*)\s*:/.exec(key)?.[1];
        if (name !== undefined)
            return value === null && environment[name] === undefined ? [{ kind: 'colon', name }] : [];
        return value === '' && SECRETS.test(key) ? [{ kind: 'empty', name: key }] : [];
    });
}
function withColon(name) {
    return new RegExp(`^\\s*-\\s+["']?${name}\\s*:\\S`);
}
/** Literally: `${NAME:-}` says that it may be empty. */
function withNothing(name) {
    return new RegExp(`^\\s*(?:["']?${name}["']?\\s*:\\s+(?:""|'')|-\\s+["']?${name}=["']?)\\s*(?:#.*)?$`);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/hidden-packages.js




const hidden_packages_KINDS = [
    {
        ...{ manifest: 'composer.json', folder: 'vendor', command: 'composer install --no-dev --no-interaction' },
        ...{ installs: /composer\s+(?:install|update|i\b)/, runsIn: /php|apache|artisan/i },
    },
    {
        ...{ manifest: 'package.json', folder: 'node_modules', command: 'npm ci' },
        ...{ installs: /\b(?:npm|pnpm|bun)\s+(?:ci|i|install)\b|\byarn(?:\s+install)?\s*(?:$|&|;)/m },
        runsIn: /\b(?:node|npm|npx|yarn|pnpm|next|nest|vite|bun)\b/,
    },
];
/**
 * Services that mount sources of the repository over their image, without the packages that git does not track. What the start command
 * installs is not missed, nor what a script may install whose text is not known. Pure but for the files.
 */
function hiddenPackages(files, config, services) {
    return services.flatMap(({ name: service, binds }) => {
        const body = config.services[service];
        if (body === undefined || binds.length === 0)
            return [];
        const targets = mountTargets(body);
        const built = candidates_dockerfileOf(files, body);
        const start = startOf(files, body, built);
        const runs = `${body.image ?? built?.base ?? ''} ${start ?? ''}`;
        // The packages are where the image works, if its Dockerfile shows that.
        const workdir = built === undefined || built.workdir === '/' ? undefined : built.workdir;
        const covering = binds.filter(({ target }) => workdir === undefined || `${workdir}/`.startsWith(`${target}/`));
        return covering.flatMap(({ path, target }) => hidden_packages_KINDS.flatMap(({ manifest, installs, runsIn, ...kind }) => {
            const isThere = files.exists(external_node_path_.posix.join(path, kind.folder)) || targets.includes(external_node_path_.posix.join(target, kind.folder));
            if (isThere || !files.exists(external_node_path_.posix.join(path, manifest)) || !runsIn.test(runs))
                return [];
            return start === undefined || installs.test(start) ? [] : [{ service, mounted: path, target, ...kind }];
        }));
    });
}
const hidden_packages_SCRIPT = /[\w./-]+\.(?:sh|bash)\b|\S*entrypoint\S*/g;
/** What a container runs, with the texts of its scripts; undefined: they are not all known. */
function startOf(files, service, built) {
    const command = commandOf(service, built);
    const texts = [...command.matchAll(hidden_packages_SCRIPT)]
        .map(([name]) => name)
        // Those of official images install nothing.
        .filter((name) => !/docker-(?:php-)?entrypoint(?:\.sh)?$/.test(name))
        .map((name) => scriptText(name, service, files));
    return texts.includes(undefined) ? undefined : [command, ...texts].join('\n');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/rails-storage.js



/**
 * Where a Rails app of a repository with a Dockerfile alone keeps uploads, and since Rails 8 its SQLite databases too (config/storage.yml,
 * config/database.yml of `rails new`), as a path of its image; undefined: it is no Rails app, or its image does not have the folder, whose
 * owner a volume takes over.
 */
function railsStorage(files, dockerfile, target) {
    const isRails = files_isFile(files, 'Gemfile') && /^\s*gem\s+["']rails["']/m.test(files.read('Gemfile'));
    if (!isRails || (files.list?.('storage') ?? []).length === 0)
        return undefined;
    const { workdir } = readDockerfile(files.read(dockerfile), target);
    return workdir === '/' || workdir.includes('$') ? undefined : external_node_path_.posix.join(workdir, 'storage');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/blank-names.js




const EMPTY_HOST = /\bHost(?:SNI)?\(\s*(["'`])\1\s*\)/;
/**
 * With an empty name Caddy (2.10) takes the site for global options and does not start, and Traefik's router answers nobody. Labels for a
 * Traefik elsewhere decide nothing here. Pure.
 */
function blankNames(front, { services }) {
    const all = TRAEFIK.test(front.image) ? traefikRouters(services, []) : [];
    const routers = all.filter(({ rule }) => EMPTY_HOST.test(rule));
    const labels = routers.flatMap(({ service, place }) => (service === undefined ? [] : [{ service, place }]));
    return [...labels, ...(front.service.env_file === undefined ? caddyNames(front) : [])];
}
function caddyNames({ name, files, variables }) {
    if (files.some(importsFiles))
        return [];
    return files
        .filter(({ path }) => path.endsWith('Caddyfile'))
        .flatMap(siteVariables)
        .filter((one) => (variables.get(one.variable) ?? '') === '')
        .map((one) => ({ service: name, place: shownPlace(one) }));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/own-proxy/findings.js




/** What is worth a warning in the configuration of the proxy that visitors reach first, or that ours passes requests to. */
function proxyFindings({ files, config, services, entry, ownProxy }) {
    const name = ownProxy?.proxy ?? entry;
    const body = config.services[name];
    if (body === undefined)
        return [];
    const publishes = services.find((service) => service.name === name)?.publishes ?? [];
    const front = frontOf(files, config, { name, publishes, body });
    const schemes = ownProxy === undefined ? front.nginx.overwrittenSchemes : [];
    const certified = ownProxy?.kind === 'acme' ? certifiedNames(front, config) : serverNames(front);
    const names = certified.length > 0 ? certified : routedNames(front, config);
    const blank = blankNames(front, config);
    if (blank.length > 0)
        return [{ kind: 'blank', blank }];
    return [...schemes.map((found) => ({ kind: 'scheme', ...found })), ...names];
}
function certifiedNames(front, config) {
    const acme = acmeOf(front, config);
    if (acme?.kind !== 'acme' || acme.names.length === 0)
        return [];
    const { names, places, product } = acme;
    return [{ kind: 'certified', names, places, product }];
}
/** None where some router answers to any name. */
function routedNames(front, { services }) {
    if (!TRAEFIK.test(front.image) || hasOpenRules(front))
        return [];
    const routers = traefikRouters(services, front.files);
    if (routers.length === 0 || routers.some(({ hosts }) => hosts.length === 0))
        return [];
    const names = [...new Set(routers.flatMap(({ hosts }) => hosts))];
    return [{ kind: 'rules', names, rules: routers.map(({ rule, place }) => ({ rule, place })) }];
}
/** None where some server answers to any name. */
function serverNames({ nginx: { servers } }) {
    const answering = servers.filter(({ refuses }) => !refuses);
    const [first] = answering;
    if (first === undefined || answering.some(({ names }) => names.length === 0 || names.some((name) => !isFixed(name))))
        return [];
    const { file, line } = first;
    return [{ kind: 'names', file, line, names: [...new Set(answering.flatMap(({ names }) => names))] }];
}
/** A whole name: no `_`, no pattern, no variable. */
function isFixed(name) {
    return /^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/.test(name) && !/^[\d.]+$/.test(name);
}

;// CONCATENATED MODULE: ./.build/compiled/compose/externals.js


/** Those that every engine has. */
const BUILT_IN = ['bridge', 'host', 'none'];
/** The external networks and volumes of what is started, and containers of others that it is linked with. Pure but for the files. */
function externalResources(config, context) {
    const isCertain = certainty(context.unknown);
    const services = Object.entries(config.services);
    const usersOf = (uses) => services.flatMap(([name, service]) => (uses(service) ? [name] : []));
    const networks = externalOf(config.networks)
        .filter(({ key, name }) => !BUILT_IN.includes(name) && isCertain('networks', key))
        .map(({ key, name }) => ({
        resource: { kind: 'network', name, services: usersOf((one) => Object.hasOwn(one.networks ?? {}, key)) },
        isJoined: key === 'default' && context.hasBundledProxy,
    }))
        .filter(({ resource, isJoined }) => isJoined || resource.services.length > 0);
    const volumes = externalOf(config.volumes)
        .filter(({ key }) => isCertain('volumes', key))
        .map(({ key, name }) => ({ kind: 'volume', name, services: usersOf((one) => mounts(one, key)) }))
        .filter((resource) => resource.services.length > 0);
    return [...networks.map(({ resource }) => resource), ...volumes, ...linkedContainers(config, isCertain)];
}
function externalOf(section) {
    return Object.entries(section).flatMap(([key, { name = key, external }]) => external === true ? [{ key, name }] : []);
}
function mounts({ volumes = [] }, key) {
    return volumes.some(({ type, source }) => type === 'volume' && source === key);
}
/** Whether what stands at a path of the compose files is known without the host. */
function certainty(unknown) {
    if (unknown === undefined)
        return () => true;
    const { files, paths } = unknown;
    const contents = paths.flatMap((path) => readDocuments(path, files.read(path)).map(({ content }) => content));
    return (...path) => isLiteral(contents, path);
}
/** `external_links`: `CONTAINER` or `CONTAINER:ALIAS`. */
function linkedContainers({ services }, isCertain) {
    const own = new Set(Object.values(services).flatMap(({ container_name: name }) => name ?? []));
    const links = Object.entries(services).flatMap(([service, { external_links: found }]) => isList(found) && isCertain('services', service, 'external_links')
        ? found.map((link) => ({ service, name: value_textOf(link).split(':')[0] ?? '' }))
        : []);
    const names = [...new Set(links.map(({ name }) => name))].filter((name) => name !== '' && !own.has(name));
    return names.map((name) => ({
        kind: 'container',
        name,
        services: links.filter((link) => link.name === name).map(({ service }) => service),
    }));
}
/** Whether one of the files has something at that path, and none has it with a variable. */
function isLiteral(contents, path) {
    const found = contents.map((content) => path.reduce((value, key) => mappingOf(value)[key], content));
    return (found.some((value) => value !== undefined) && found.every((value) => !JSON.stringify(value ?? null).includes('$')));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/sources.js


/** Named volumes that are a directory of the repository: `driver_opts: {type: none, o: bind, device: ./data}`. */
function deviceVolumes({ volumes }) {
    return Object.entries(volumes).flatMap(([key, { driver_opts: options = {} }]) => {
        const { o, device } = options;
        if (typeof o !== 'string' || !o.split(',').includes('bind') || typeof device !== 'string')
            return [];
        const path = repositoryPath(device, '');
        return path === undefined ? [] : [{ key, path, options }];
    });
}
/** Top-level secrets and configs with `file:` in the repository that a service, or a build, uses. */
function contentFiles(config) {
    return ['secrets', 'configs'].flatMap((section) => Object.entries(config[section]).flatMap(([key, { file }]) => {
        const path = file === undefined ? undefined : repositoryPath(file, '');
        return path === undefined || !used(config, section).has(key) ? [] : [{ section, key, path }];
    }));
}
function used(config, section) {
    const items = allServices(config).flatMap(([, { [section]: own = [], build }]) => [
        ...own,
        ...(section === 'secrets' ? (build?.secrets ?? []) : []),
    ]);
    return new Set(items.map(({ source }) => source));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/service.js






function readService(name, body, config) {
    const { image, build } = body;
    const mounts = readMounts(body.volumes);
    return {
        name,
        image,
        isBuilt: build !== undefined,
        dependsOn: Object.keys(body.depends_on ?? {}),
        completedBefore: completedBefore(body),
        publishes: usesHostNetwork(body) ? hostNetworkPorts(image ?? name) : publishedPorts(body.ports),
        binds: repositoryBinds(mounts, ''),
        mountsOutside: mounts.some(({ kind, source }) => kind === 'bind' && isOutside(source, '')),
        envFiles: (body.env_file ?? []).filter(({ required }) => required).map(({ path }) => path),
        replicas: replicasIn(body),
        singleBecause: singleBecause(body),
        hasHealthcheck: hasHealthcheck(body),
        hasProfile: config.inactive[name] !== undefined,
        keepsRunning: body.restart === 'always' || body.restart === 'unless-stopped',
    };
}
/** What of a service the compose file leaves open, as sentences. */
function unreadableOf(name, body) {
    if (!usesHostNetwork(body) || hostNetworkPorts(body.image ?? name).length > 0)
        return [];
    return [
        `The service ${name} is on the host's own network, so the ports that it takes cannot be determined from the compose file`,
    ];
}
function usesHostNetwork(body) {
    return body.network_mode === 'host';
}
/** A web server's purpose is to listen on these; on the host's own network nothing in a compose file says so. */
function hostNetworkPorts(image) {
    return isWebServer(image) ? [80, 443] : [];
}
function hasHealthcheck({ healthcheck }) {
    const { disable, test } = healthcheck ?? {};
    return disable !== true && test !== undefined && !['NONE', 'CMD-SHELL NONE'].includes(test.join(' '));
}

;// CONCATENATED MODULE: ./.build/compiled/compose/profiles.js
/** The profiles that are active: those of the input, else those of COMPOSE_PROFILES. */
function activeProfiles(options) {
    const listed = (options.variables.get('COMPOSE_PROFILES') ?? '').split(',').map((profile) => profile.trim());
    return options.profiles ?? listed.filter((profile) => profile !== '');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/command-service.js


/**
 * The service with the code of the app, in which a release command runs: the entry, or what a web server there passes requests to. Of several
 * the one that uses a store, since migrations do. Pure.
 */
function commandService(candidates, entry) {
    const front = candidates.find(({ name }) => name === entry);
    if (front === undefined || !front.isWebServer || front.passesTo.length === 0)
        return entry;
    const passed = candidates.filter(({ name }) => front.passesTo.includes(name));
    const stores = candidates.filter((one) => kind_kindOf(one) === 'store').map(({ name }) => name);
    const using = passed.filter(({ dependsOn, calls }) => [...dependsOn, ...calls].some((name) => stores.includes(name)));
    const [only] = using;
    if (only !== undefined && using.length === 1)
        return only.name;
    return behindOwnProxy(candidates, { proxy: entry, certbot: undefined }).service.name;
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/elsewhere.js





/** What shows that a folder holds an app. */
const MANIFESTS = [
    ...[
        'Dockerfile',
        'manage.py',
        'requirements.txt',
        'pyproject.toml',
        'Pipfile',
        'package.json',
        'composer.json',
        'artisan',
        'Gemfile',
    ],
    ...['pom.xml', 'build.gradle', 'build.gradle.kts', 'go.mod', 'Cargo.toml', 'mix.exs', 'deno.json'],
];
/** Names that compose files may have; what else there is in YAML is not read. */
const elsewhere_COMPOSE_NAME = /(?:compose|docker|stack).*\.ya?ml$/i;
/** `candidates`: the services of the compose files `read`. */
function elsewhereOf(files, candidates, { config, read }) {
    const folder = files_folderOf(read[0] ?? '');
    const isBuilt = candidates.some((one) => config.services[one.name]?.build !== undefined && !['store', 'tool'].includes(kind_kindOf(one)));
    const names = files.list?.(folder) ?? [];
    const compose = names.filter((name) => elsewhere_COMPOSE_NAME.test(name)).map((name) => external_node_path_.posix.join(folder, name));
    return {
        manifest: isBuilt ? undefined : manifestIn(files, folder, names),
        composeFiles: compose.filter((path) => !read.includes(path) && looksLikeCompose(files.read(path))),
        profiles: profilesOf(files, config),
    };
}
/** In the folder itself, or in one below it. */
function manifestIn(files, folder, names) {
    const folders = ['', ...names.filter((name) => !name.startsWith('.'))];
    return folders
        .flatMap((name) => MANIFESTS.map((manifest) => external_node_path_.posix.join(folder, name, manifest)))
        .find((path) => files.exists(path));
}
function profilesOf(files, config) {
    const inactive = entryCandidates(files, { ...config, services: config.inactive });
    const web = inactive.filter((service) => kind_kindOf(service) === 'web');
    return [...new Set(web.flatMap(({ name }) => config.inactive[name]?.profiles ?? []))];
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/inactive.js



/** `active` are the active profiles. */
function inactiveServices(files, config, active) {
    const { inactive } = config;
    const all = entryCandidates(files, { ...config, services: { ...config.services, ...inactive } });
    return all
        .filter(({ name }) => inactive[name] !== undefined)
        .map((candidate) => ({
        name: candidate.name,
        profiles: inactive_profilesOf(candidate.name, inactive, active).join(', '),
        isWeb: kind_kindOf(candidate) === 'web',
        isBuilt: candidate.isBuilt,
        fronts: candidate.isWebServer ? candidate.passesRootTo : [],
    }));
}
/** One that starts the service, and one for each service that it depends on, also where it may be started without it (`required: false`). */
function inactive_profilesOf(name, inactive, active) {
    const started = new Set(active);
    const seen = new Set();
    const add = (one) => {
        const service = inactive[one];
        if (service === undefined || seen.has(one))
            return;
        seen.add(one);
        const { profiles = [] } = service;
        const [first] = profiles;
        if (first !== undefined && !profiles.some((profile) => started.has(profile)))
            started.add(first);
        Object.keys(service.depends_on ?? {}).forEach(add);
    };
    add(name);
    return [...started];
}
/** The lines that start one of these services. */
function profileLines(services) {
    const names = new Map();
    for (const { name, profiles } of services)
        names.set(profiles, [...(names.get(profiles) ?? []), name]);
    const lines = [...names].map(([profiles, started]) => `  profiles: ${profiles}    # ${started.join(', ')}`);
    return [`Add ${lines.length === 1 ? 'this line' : 'one of these lines'} to the workflow step:`, ...lines].join('\n');
}
/** A web server that is not started has another service for its pages than the one that was `chosen`. */
function otherwiseFronted(front, chosen, where) {
    const pages = front.fronts.filter((name) => name !== chosen);
    return unclearIn(where, {
        why: `${front.name}, in a profile that is not active, passes requests to ${pages.join(', ')}; without it ${chosen} is the likeliest`,
        hint: [
            profileLines([front]),
            'or one of these:',
            ...[...pages, chosen].map((name) => `  app-service: ${name}`),
        ].join('\n'),
    });
}
/** The project has no page but in a profile. `where`: the compose files. */
function inProfiles(services, where) {
    return unclearIn(where, {
        why: `${services.map(({ name }) => name).join(', ')} may have your pages, in a profile that is not active; no other service serves HTTP`,
        hint: profileLines(services),
    });
}
/** What the repository builds is in a profile, and what is started without it comes from elsewhere. */
function builtInProfiles(services, chosen, where) {
    const names = services.map(({ name }) => name).join(', ');
    return unclearIn(where, {
        why: `${names}, in a profile that is not active, ${services.length === 1 ? 'is' : 'are'} built from the repository; without a profile nothing is, and ${chosen} is the likeliest`,
        hint: [profileLines(services), `or, without a profile:\n  app-service: ${chosen}`].join('\n'),
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/entry.js











/**
 * The entry of a project: what the inputs say, else what the files show.
 * @throws DeployError compose-service-missing, entry-unclear
 */
function findEntry(candidates, app, options) {
    const { ownProxy } = options;
    if (app.service !== undefined)
        return entryOf(entry_named(candidates, app.service, options), app);
    if (ownProxy !== undefined)
        return entryOf(behindOwnProxy(candidates, ownProxy), app);
    const choice = chooseEntry(candidates);
    const found = choice.kind === 'unclear' ? choice.candidates : [choice.service];
    const hasCode = () => candidates.some(({ isBuilt }) => isBuilt) || options.elsewhere().manifest !== undefined;
    if (found.length > 0 && found.every((one) => kind_kindOf(one) === 'tool' && !one.isBuilt) && hasCode())
        throw entry_unclear({ kind: 'unclear', candidates: [], why: onlyTools(found) }, options);
    if (choice.kind === 'unclear')
        throw entry_unclear(choice, options);
    const idle = nothingBehind(choice.service, candidates);
    if (idle !== undefined)
        throw entry_unclear({ kind: 'unclear', candidates: [], why: idle }, options);
    const lost = lostApi(choice.service, candidates, candidates.filter((one) => kind_kindOf(one) === 'web'));
    if (lost !== undefined)
        throw pagesAskElsewhere(choice.service, lost, options.where);
    const front = hiddenFront(choice.service, candidates, options);
    if (front !== undefined)
        throw otherwiseFronted(front, choice.service.name, options.where);
    const built = options.inactive.filter(({ isWeb, isBuilt }) => isWeb && isBuilt);
    if (built.length > 0 && candidates.every(({ isBuilt }) => !isBuilt))
        throw builtInProfiles(built, choice.service.name, options.where);
    return entryOf(choice, app);
}
function onlyTools(tools) {
    const names = tools.map(({ name }) => name).join(', ');
    return tools.length === 1 ? `${names} is a tool` : `${names} are tools`;
}
/** A web server of a profile that shows the pages of another service, where the chosen one is not at port 80 for everyone. */
function hiddenFront(service, candidates, { inactive }) {
    if (httpPorts(service).some((port) => port.host === 80 && !http_ports_isLocal(port)))
        return undefined;
    const others = new Set(candidates.filter((one) => one !== service && kind_kindOf(one) === 'web').map(({ name }) => name));
    return inactive.find(({ fronts }) => fronts.length > 0 && fronts.every((name) => others.has(name)));
}
function entry_unclear(choice, { where, elsewhere, inactive }) {
    const hidden = choice.candidates.length === 0 ? inactive.filter(({ isWeb }) => isWeb) : [];
    return hidden.length > 0 ? inProfiles(hidden, where) : entryUnclear(choice, where, elsewhere());
}
/** The app of a repository that has only a Dockerfile. */
function onlyEntry(service, app) {
    const found = app.service === undefined ? service : { ...service, name: app.service };
    return entryOf(chosen(found, 'is built from the Dockerfile'), app);
}
function entryOf({ service, because, isSure }, app) {
    const { ports, isSure: hasSurePorts, from } = entry_portsOf(service, app.port);
    const guess = isSure ? '' : 'taken for the entry: ';
    return {
        service: service.name,
        ports,
        hasSurePorts,
        protocol: app.protocol,
        because: `${guess}${service.name} ${because}; ${from}`,
    };
}
function entry_named(candidates, name, { where, inactive }) {
    const service = candidates.find((one) => one.name === name);
    if (service !== undefined)
        return chosen(service, 'is named by app-service');
    const other = inactive.find((one) => one.name === name);
    throw new deploy_error/* DeployError */.sH({
        code: 'compose-service-missing',
        what: `${where} starts no service ${name}, which app-service names`,
        why: `It starts: ${candidates.map((one) => one.name).join(', ') || 'nothing'}`,
        hint: other === undefined
            ? 'Correct `app-service`, or leave it out to have the service found. A service of a profile is started with the input `profiles`.'
            : `${name} is in a profile that is not active. ${profileLines([other])}`,
    });
}
function entry_portsOf(service, given) {
    if (given !== undefined)
        return { ports: [given], isSure: true, from: `app-port is ${given}` };
    const { candidates, isSure, because } = entryPort(service);
    const found = candidates.length === 0 ? 'its port is not in the files' : `port ${candidates.join(' or ')}`;
    return { ports: candidates, isSure, from: `${found}: ${because}` };
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/no-configuration.js



/**
 * Checks that what a service reads as the configuration of nginx has a directive: a file of another kind at that place is a mistake.
 * @throws DeployError compose-file-invalid if one has none
 */
function checkConfiguration(name, configuration) {
    const wrong = configuration.find((file) => isLoaded(file, configuration) && hasNoDirective(file.text));
    if (wrong === undefined)
        return;
    throw new deploy_error/* DeployError */.sH({
        code: 'compose-file-invalid',
        what: `${wrong.path}, which ${name} reads as ${wrong.target ?? ''}, is no configuration of nginx`,
        why: 'It has no directive that ends with ; or begins a block, so nginx does not start.',
        hint: 'Write the configuration into it, or correct the source of the mount.',
    });
}
/** Nothing but comments is none, and valid. */
function hasNoDirective(text) {
    const tokens = nginxTokens(text);
    return tokens.length > 0 && tokens.every(({ kind }) => kind === 'word');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/entry/upstreams.js










/**
 * Checks that what a service reads as nginx is a configuration, and that the hosts to which it passes requests are started, unless a network of
 * other projects may have them.
 * @throws DeployError compose-file-invalid; compose-service-missing if one is not started that nginx has to resolve, or none is
 */
function checkUpstreams(files, config, name, where) {
    const service = config.services[name];
    if (service === undefined)
        return;
    const { configuration, isServer } = proxiedService(files, config, { name, service });
    checkConfiguration(name, configuration);
    if (!isServer || isConnectedElsewhere(service, config))
        return;
    const known = new Set([...hostNames(config, name).keys(), name, ...ownHosts(service)]);
    const isMissing = ({ host }) => !known.has(host);
    const upstreams = upstreamsOf(configuration);
    const sure = includesUnknown(configuration) ? [] : upstreams.filter(({ isRead }) => isRead);
    // Of files that may not be in use, only those of which nothing is started.
    const first = sure.find(isMissing) ?? (upstreams.every(isMissing) ? upstreams[0] : undefined);
    if (first !== undefined)
        throw missing(first, name, { files, config, where });
}
function isConnectedElsewhere({ networks, network_mode: mode }, config) {
    return mode !== undefined || Object.keys(networks ?? {}).some((key) => config.networks[key]?.external === true);
}
/** `extra_hosts` and `external_links`. */
function ownHosts(service) {
    const { extra_hosts: hosts, external_links: links } = service;
    const listed = isMapping(hosts) ? Object.keys(hosts) : isList(hosts) ? hosts.map(value_textOf) : [];
    return [
        ...listed.map((entry) => entry.split(/[:=]/)[0] ?? ''),
        ...(isList(links) ? links.map((link) => value_textOf(link).split(':').at(-1) ?? '') : []),
    ];
}
/** The machine itself, a socket, and placeholders that a start script replaces. */
const NO_SERVICE = /^(?:localhost|unix|[A-Z][A-Z0-9_]+)$/;
/** `proxy_pass http://app` means the upstream block of that name, whichever file has it. */
function upstreamsOf(configuration) {
    const read = configuration.map((file) => ({
        ...{ file: file.path, isRead: isLoaded(file, configuration) },
        directives: everyDirective(nginxDirectives(file.text)),
    }));
    const groups = new Set(read.flatMap(({ directives }) => directives.flatMap((one) => (isGroup(one) ? (one.args[0] ?? []) : []))));
    return read.flatMap(({ directives, ...place }) => directives.flatMap((directive) => upstreams_hostsIn(directive)
        .filter(({ host }) => !NO_SERVICE.test(host) && (isGroup(directive) || !groups.has(host)))
        .map((found) => ({ ...place, ...found }))));
}
function isGroup({ name, block }) {
    return name === 'upstream' && block !== undefined;
}
/** Hosts that a directive names. One with `resolve` is resolved later. */
function upstreams_hostsIn(directive) {
    const { name, args, block = [] } = directive;
    const servers = isGroup(directive)
        ? block.filter((one) => one.name === 'server' && !one.args.includes('resolve'))
        : PASSES.test(name) && !(args[0] ?? '').includes('$')
            ? [directive]
            : [];
    return servers.flatMap((server) => {
        const host = /^([A-Za-z][\w-]*)(?=[:/]|$)/.exec((server.args[0] ?? '').replace(/^\w+:\/\//, ''))?.[1];
        return host === undefined ? [] : [{ host, line: server.line }];
    });
}
function missing({ host, ...place }, name, { files, config, where }) {
    const profile = config.inactive[host]?.profiles?.[0];
    const other = where.others().find((path) => new RegExp(`^\\s+${host}\\s*:`, 'm').test(files.read(path)));
    const lines = [...where.composeFiles, ...(other === undefined ? [] : [other])]
        .map((path) => `    ${path}`)
        .join('\n');
    return new deploy_error/* DeployError */.sH({
        code: 'compose-service-missing',
        what: `${where.composeFiles.join(' with ')} starts no service ${host}, to which ${name} passes requests (${shownPlace(place)})`,
        why: 'nginx does not start without it: host not found in upstream',
        hint: profile !== undefined
            ? `It is in a profile that is not active. Add to the workflow step:\n  profiles: ${profile}`
            : other !== undefined
                ? `${external_node_path_.posix.basename(other)} has it. Add to the workflow step:\n  compose-file: |\n${lines}`
                : 'Correct the name in the configuration, or add the service to the compose files.',
    });
}

;// CONCATENATED MODULE: ./.build/compiled/compose/read.js
























/** @throws DeployError compose-file-missing, compose-file-unclear, nothing-to-deploy */
function locateStack(files, { composeFiles: given, dockerfile, variables }) {
    return locateFiles(files, { given, dockerfile, variables });
}
/**
 * What the repository asks to run, as far as its compose files tell.
 * @throws DeployError compose-file-missing, compose-file-unclear, compose-file-invalid, compose-service-missing, entry-unclear, nothing-to-deploy
 */
function readStack(files, options, located = locateStack(files, options)) {
    if (located.leftOut === undefined)
        return readLocated(files, located, options);
    // What only the override misses is not needed.
    const told = { ...options.reading, missing: () => undefined, blanks: undefined };
    return besideOverride({ ...located, leftOut: located.leftOut }, (paths) => readLocated(files, { ...located, paths }, paths === located.paths ? options : { ...options, reading: told }));
}
function readLocated(files, { paths: composeFiles, because: composeBecause }, options) {
    const [composeFile] = composeFiles;
    const found = { composeFile, composeFiles, composeBecause };
    if (composeFile === undefined) {
        if (options.proxy === 'own')
            noProxy();
        const nothing = {
            services: [],
            volumes: [],
            deviceVolumes: [],
            contentFiles: [],
            externals: [],
            unreadable: [],
            profiles: [],
        };
        const empty = {
            name: undefined,
            composeDigest: '',
            folder: '',
            ownProxy: undefined,
            config: NO_CONFIG,
            proxyFindings: [],
        };
        const app = dockerfileCandidate(files, options.dockerfile ?? 'Dockerfile', options.target);
        const entry = onlyEntry(app, options.app);
        const dockerfile = usedDockerfile(options.dockerfile ?? 'Dockerfile', files.exists);
        const storage = railsStorage(files, dockerfile, options.target);
        const rest = { entry, commandService: entry.service, startlessBase: startlessBase(app), storage };
        return { kind: 'dockerfile', ...found, ...empty, ...nothing, ...rest };
    }
    const profiles = activeProfiles(options);
    const { variables, reading } = options;
    const config = options.config ?? readConfig(files, { composeFiles, variables, profiles, ...reading });
    const isPartlyKnown = options.config === undefined && reading?.missing !== undefined;
    const services = allServices(config).map(([name, service]) => readService(name, service, config));
    const choice = options.proxy ?? 'auto';
    const likely = withLikelyBuilds(files, config, composeFiles);
    const ownProxy = findOwnProxy({ files, config: likely, services, choice, appService: options.app.service });
    const where = composeFiles.join(' with ');
    const candidates = entryCandidates(files, likely);
    const elsewhere = () => elsewhereOf(files, candidates, { config, read: composeFiles });
    const entry = findEntry(candidates, options.app, {
        ...{ ownProxy, where, elsewhere },
        inactive: inactiveServices(files, config, profiles),
    });
    const { service: first } = ownProxy === undefined ? entry : { service: ownProxy.proxy };
    checkUpstreams(files, likely, first, { composeFiles, others: () => elsewhere().composeFiles });
    const folder = files_folderOf(composeFile);
    return {
        kind: ownProxy === undefined ? 'app' : 'whole',
        ...found,
        name: config.name,
        // One that only the host has is not known here.
        composeDigest: files.exists(composeFile) ? read_sha256(files.read(composeFile)) : '',
        folder: folder === '.' ? '' : folder,
        profiles,
        config,
        services,
        volumes: Object.keys(config.volumes),
        deviceVolumes: deviceVolumes(config),
        contentFiles: contentFiles(config),
        externals: externalResources(config, {
            hasBundledProxy: ownProxy === undefined,
            unknown: isPartlyKnown ? { files, paths: composeFiles } : undefined,
        }),
        ownProxy,
        entry,
        commandService: commandService(candidates, entry.service),
        hiddenPackages: hiddenPackages(files, likely, services),
        environmentSlips: environmentSlips(files, config, composeFiles),
        proxyFindings: proxyFindings({ files, config: likely, services, entry: entry.service, ownProxy }),
        unreadable: allServices(config).flatMap(([name, service]) => unreadableOf(name, service)),
    };
}
function read_sha256(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}

;// CONCATENATED MODULE: ./.build/compiled/compose/unread-stack.js



/** A project of which only the names of its files are known, until compose on the host has read them. */
function unreadStack({ paths, because }, options) {
    const [composeFile] = paths;
    const folder = external_node_path_.posix.dirname(composeFile ?? '.');
    return {
        kind: 'whole',
        name: undefined,
        ...{ composeFile, composeFiles: paths, composeBecause: because, composeDigest: '' },
        folder: folder === '.' ? '' : folder,
        profiles: activeProfiles(options),
        config: NO_CONFIG,
        ...{ services: [], volumes: [], deviceVolumes: [], contentFiles: [], unreadable: [], proxyFindings: [] },
        externals: [],
        ownProxy: undefined,
        // A name has to stand there; no step of the question uses it.
        commandService: 'app',
        entry: { service: 'app', ports: [], hasSurePorts: false, protocol: undefined, because: '' },
    };
}

;// CONCATENATED MODULE: ./.build/compiled/repository/own-reading.js











/** @throws DeployError compose-file-invalid, compose-service-missing, entry-unclear */
function readOwn(files, options, { located, isEnvHosts }) {
    const missing = new Set();
    const note = (name) => void (/^COMPOSE_/.test(name) || missing.add(name));
    const blanks = new BlankUses();
    try {
        const reading = { ...options.reading, blanks, missing: isEnvHosts ? note : undefined };
        const stack = readStack(files, { ...options, reading }, located);
        const { config, folder } = stack;
        const needs = needs_needsOf({ config, uses: blanks.found, isWhyUnread: false }, files, folder);
        return { stack, config, refusal: undefined, isLocal: false, unknown: [...missing], needs };
    }
    catch (thrown) {
        if (!(thrown instanceof deploy_error/* DeployError */.sH))
            throw thrown;
        const found = refused(files, options, { located, thrown, blanks });
        if (missing.size === 0 && !isLocal(thrown) && !hasNeeds(found.needs, files))
            throw thrown;
        return { ...found, isLocal: isLocal(found.refusal), unknown: [...missing] };
    }
}
/** Whether something is missing that is to be reported together with the refusal. */
function hasNeeds({ variables, envFiles }, files) {
    return variables.some(isNeeded) || envFiles.some(({ path }) => !files.exists(path));
}
/** What can be known of a project that cannot be read: with something in the place of variables, if that is what it takes. */
function refused(files, options, { located, thrown, blanks }) {
    const { variables, reading } = options;
    const stack = unreadStack(located, options);
    const fills = new BlankUses({ fills: true });
    const of = { composeFiles: located.paths, variables, profiles: activeProfiles(options), ...reading, blanks: fills };
    const filled = resultOf(() => readConfig(files, of));
    if (filled instanceof deploy_error/* DeployError */.sH) {
        const needs = needs_needsOf({ config: NO_CONFIG, uses: blanks.found, isWhyUnread: false }, files, stack.folder);
        // What is wrong with values for all variables is what has to be fixed.
        return { stack, config: NO_CONFIG, needs, refusal: isFilled(filled.why ?? '') ? thrown : filled };
    }
    const isWhyUnread = thrown.code === 'compose-file-invalid';
    const needs = needs_needsOf({ config: filled, uses: fills.found, isWhyUnread }, files, stack.folder);
    return { stack, config: envFilesOnly(filled), needs, refusal: thrown };
}
function resultOf(read) {
    try {
        return read();
    }
    catch (thrown) {
        if (thrown instanceof deploy_error/* DeployError */.sH)
            return thrown;
        throw thrown;
    }
}
/** Of these no value is a filler, and compose on the host is not asked about them. */
function envFilesOnly(config) {
    const only = (services) => mapValues(services, (service) => {
        const { env_file: files } = service;
        return files === undefined ? {} : { env_file: files };
    });
    return { ...NO_CONFIG, services: only(config.services), inactive: only(config.inactive) };
}

;// CONCATENATED MODULE: ./.build/compiled/repository/reading.js











/**
 * Reads the compose files. Where only the host knows the variables, or has files that they name, a refusal is no last word; nor is one that
 * comes of variables without a value, since all that is missing is reported at once.
 * @throws DeployError compose-file-missing, compose-file-unclear, compose-file-invalid, compose-service-missing, entry-unclear, nothing-to-deploy
 */
function readProject(repository, options, { isEnvHosts, located = locateStack(repository, options) }) {
    const texts = new Map();
    const files = noting(repository, options.composeFiles ?? [], texts);
    const { stack, config, needs, ...own } = readOwn(files, options, { located, isEnvHosts });
    const { refusal } = own;
    const known = () => wordsIn([...texts.values()]);
    const facts = refusal === undefined ? projectFacts(config, known()) : undefined;
    const digest = (0,compiled_digest/* digestOf */.o)(facts === undefined ? `${refusal?.what}: ${refusal?.why}` : JSON.stringify(facts));
    const namesEnv = [...texts].some(([path, text]) => includesDotenv(path, text));
    const made = { ...own, digest, isEnvHosts, namesEnv, sources: [...texts.keys()] };
    const told = (project) => ({
        stack: readStack(files, { ...options, config: reading_configOf(project, config, known()) }, toldFiles(project, located)),
        reading: {
            ...{ ...made, facts: project.facts, isTold: true, refusal: undefined },
            namesEnv: namesEnv || refusal !== undefined || !(0,external_node_util_.isDeepStrictEqual)(project.files, stack.composeFiles),
        },
        needs,
        told,
    });
    return { stack, reading: stack.kind === 'dockerfile' ? undefined : { ...made, facts, isTold: false }, needs, told };
}
/** The `.env` of the host may name others. */
function toldFiles({ files: paths }, located) {
    if (paths.join('|') === located.paths.join('|'))
        return located;
    return { paths, because: `\`COMPOSE_FILE\` of the .env on the host names ${paths.length === 1 ? 'it' : 'them'}` };
}
function includesDotenv(path, text) {
    try {
        return readDocuments(path, text).some(({ content }) => namesDotenv(content));
    }
    catch {
        // It is no compose file, or compose will reject it.
        return false;
    }
}
function reading_configOf({ facts }, own, known) {
    try {
        return configFrom(facts, own, known);
    }
    catch (thrown) {
        if (!(thrown instanceof Problem))
            throw thrown;
        throw new deploy_error/* DeployError */.sH({
            code: 'host-program-failed',
            what: 'What docker compose on the host made of the compose files cannot be read',
            why: thrown.message,
            hint: 'Run the job again. If it fails again, report it with the log.',
        });
    }
}
/** Notes the compose files that are read, by their paths. */
function noting(files, named, texts) {
    return {
        ...files,
        read: (path) => {
            const text = files.read(path);
            if (/\.ya?ml$/.test(path) || named.includes(path))
                texts.set(path, text);
            return text;
        },
    };
}

;// CONCATENATED MODULE: ./.build/compiled/repository/blob-id.js


const CHUNK_BYTES = 1024 * 1024;
const chunk = Buffer.allocUnsafe(CHUNK_BYTES);
/**
 * Git's id of a file's contents: sha1 over `blob SIZE`, a NUL and them (git-hash-object(1)), so that it is known without
 * reading where git knows it. `size` as the file was seen with; if it has changed since, the upload finds out.
 */
async function blobOf(file, size) {
    const hash = (0,external_node_crypto_.createHash)('sha1').update(`blob ${size}\0`);
    if (size < CHUNK_BYTES)
        return hash.update(readSmall(file)).digest('hex');
    for await (const part of (0,external_node_fs_.createReadStream)(file, { highWaterMark: CHUNK_BYTES })) {
        hash.update(part);
    }
    return hash.digest('hex');
}
/** At once: through the thread pool each of many small files would cost ten times its reading. Valid until the next call. */
function readSmall(file) {
    const descriptor = (0,external_node_fs_.openSync)(file, 'r');
    try {
        return chunk.subarray(0, (0,external_node_fs_.readSync)(descriptor, chunk, 0, CHUNK_BYTES, 0));
    }
    finally {
        (0,external_node_fs_.closeSync)(descriptor);
    }
}

;// CONCATENATED MODULE: ./.build/compiled/repository/globs.js



/** Loaded where there is a pattern. */
const load = async () => (await __webpack_require__.e(/* import() */ 6).then(__webpack_require__.t.bind(__webpack_require__, 4006, 19))).default;
/** Says whether a path is meant by any of the patterns. A pattern that names a folder means all that is in it. */
async function matcher(patterns) {
    const bare = patterns.map(cleaned).filter((pattern) => pattern !== '');
    if (bare.length === 0)
        return () => false;
    const picomatch = await load();
    // Without `nonegate` the pattern `!x` would mean everything but x.
    return picomatch(bare.flatMap((pattern) => [pattern, `${pattern}/**`]), { dot: true, nonegate: true });
}
/** Files and links in the workspace that the patterns mean, tracked or not. Links are not followed; `.git` is left out. */
async function listIncluded(workspace, patterns) {
    if (patterns.length === 0)
        return [];
    const picomatch = await load();
    const isMeant = await matcher(patterns);
    const bases = new Set(patterns.map((pattern) => picomatch.scan(cleaned(pattern)).base));
    const found = await Promise.all([...bases].map((base) => begin(workspace, base === '.' ? '' : base)));
    return [...new Set(found.flat())].filter(isMeant);
}
/** `./build/` and `/build` are ways to write `build`. */
function cleaned(pattern) {
    return pattern
        .trim()
        .replace(/^(\.?\/)+/, '')
        .replace(/\/+$/, '');
}
/** Walks the base of a pattern, unless a link stands in its way: the link itself is what travels then. */
async function begin(workspace, base) {
    const parts = base.split('/');
    for (let length = 1; length <= parts.length; length += 1) {
        const prefix = parts.slice(0, length).join('/');
        const stats = await (0,external_node_fs_promises_.lstat)(external_node_path_.join(workspace, prefix)).catch(() => undefined);
        if (stats?.isSymbolicLink() === true && prefix !== '')
            return length === parts.length ? [base] : [];
    }
    return walk(workspace, base);
}
async function walk(workspace, folder) {
    if (folder.split('/').some((part) => part === '.git' || part === '..'))
        return [];
    let entries;
    try {
        entries = await (0,external_node_fs_promises_.readdir)(Buffer.from(external_node_path_.join(workspace, folder)), { withFileTypes: true, encoding: 'buffer' });
    }
    catch {
        // Not a folder: the pattern's base is a file, or nothing at all.
        return [folder];
    }
    const found = await Promise.all(entries.map(async (entry) => {
        const name = decodePath(entry.name);
        const inside = folder === '' ? name : `${folder}/${name}`;
        if (name === '.git')
            return [];
        if (entry.isDirectory())
            return walk(workspace, inside);
        return entry.isFile() || entry.isSymbolicLink() ? [inside] : [];
    }));
    return found.flat();
}

;// CONCATENATED MODULE: ./.build/compiled/repository/git.js


const exec = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
const MAX_LISTING_BYTES = 512 * 1024 * 1024;
/**
 * What a git command prints.
 * @throws as execFile does
 */
async function gitListing(workspace, args) {
    // The workspace often belongs to another user than the step's (containers), and its configuration may name a program
    // to run as file system monitor: neither matters for a list of names.
    const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'];
    const options = { cwd: workspace, encoding: 'buffer', maxBuffer: MAX_LISTING_BYTES };
    return (await exec('git', [...settings, ...args], options)).stdout;
}

;// CONCATENATED MODULE: ./.build/compiled/repository/git-index.js


/** Files whose contents git changes on their way into the workspace (LFS, another encoding) are read themselves. */
const STORED_AS_THEY_ARE = ':(attr:!filter !working-tree-encoding)';
/** `H`: neither skipped nor assumed to be unchanged. Files only, not in conflict, in a repository of SHA-1 ids. */
const git_index_ENTRY = /^H 100(?:644|755) [0-9a-f]{40} 0\t/;
/**
 * The ids of the files that are in the workspace as git put them there, by path: git has kept each file's size, times and
 * inode (gitformat-index(5)), so nothing has to be read. Without those of submodules. Line ends may have been converted;
 * that changes the size, which the manifest holds too. Empty when git cannot tell.
 */
async function knownBlobs(workspace, platform) {
    if (platform === 'win32')
        return new Map();
    try {
        const [entries, touched] = await Promise.all([
            gitListing(workspace, ['ls-files', '-z', '-v', '--stage', '--', STORED_AS_THEY_ARE]),
            gitListing(workspace, ['diff-files', '-z', '--name-only', '--ignore-submodules=all']),
        ]);
        const known = new Map();
        for (const entry of decodeNames(entries)) {
            if (git_index_ENTRY.test(entry))
                known.set(entry.slice(52), entry.slice(9, 49));
        }
        for (const path of decodeNames(touched))
            known.delete(path);
        return known;
    }
    catch {
        return new Map();
    }
}

;// CONCATENATED MODULE: ./.build/compiled/repository/tracked.js



/**
 * What git tracks in the workspace, submodules' files included.
 * @throws DeployError workspace-empty when it is no git checkout, or nothing is tracked; invalid-input (a name that is not UTF-8)
 */
async function listTracked(workspace, platform) {
    const listing = await tracked_list(workspace, platform === 'win32' ? '--stage' : '--cached');
    const files = [];
    for (const entry of decodeNames(listing)) {
        const file = parseEntry(entry, platform);
        // A file in conflict stands three times in the index, one after the other.
        if (file.path !== files.at(-1)?.path)
            files.push(file);
    }
    if (files.length === 0) {
        throw emptyError(workspace, 'It is a git repository, but git tracks no file in it.');
    }
    return files;
}
function parseEntry(entry, platform) {
    if (platform !== 'win32')
        return { path: entry, gitMode: undefined };
    return { path: entry.slice(entry.indexOf('\t') + 1), gitMode: entry.slice(0, 6) };
}
async function tracked_list(workspace, mode) {
    try {
        return await gitListing(workspace, ['ls-files', '-z', mode, '--recurse-submodules']);
    }
    catch (error) {
        throw emptyError(workspace, tracked_reasonOf(error), error);
    }
}
function tracked_reasonOf(error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
        return 'Either the directory or the program git does not exist.';
    }
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    return `git says: ${stderr === '' ? (0,deploy_error/* messageOf */.bD)(error) : stderr}`;
}
function emptyError(workspace, why, cause) {
    return new deploy_error/* DeployError */.sH({
        code: 'workspace-empty',
        what: `There is nothing to upload in ${workspace}`,
        why,
        hint: 'Put a step with actions/checkout before this one (in the same job, and with the same path if one is set).',
        cause,
    });
}

;// CONCATENATED MODULE: ./.build/compiled/repository/files.js







/** Some milliseconds' worth. */
const FILES_AT_ONCE = 500;
/**
 * The files of the release to be, as they lie in the workspace, in the order of their paths' bytes. Links stay links. What
 * git tracks but is not there, `.git`, and submodules that were not checked out are left out.
 * @throws DeployError workspace-empty, invalid-input (a name that is not UTF-8)
 */
async function listFiles(workspace, selection) {
    const platform = selection.platform ?? process.platform;
    const telling = knownBlobs(workspace, platform);
    const tracked = await (selection.tracked ?? listTracked(workspace, platform));
    const known = new Set(tracked.map((file) => file.path));
    const more = (await listIncluded(workspace, selection.include)).filter((file) => !known.has(file));
    const isExcluded = await matcher(selection.exclude);
    const chosen = sortByPath([...tracked, ...more.map((file) => ({ path: file, gitMode: undefined }))].filter((file) => !isExcluded(file.path) && !(selection.withoutEnv && file.path === (selection.dotenv ?? '.env'))));
    // The contents' ids take git longer than the names: meanwhile the files are looked at.
    const seen = await inPieces(chosen, (file) => see(workspace, file, platform));
    const blobs = await telling;
    for (const file of seen) {
        if (file.kind === 'file')
            file.blob = blobs.get(file.path) ?? (await blobOf(`${workspace}/${file.path}`, file.size));
    }
    return seen;
}
/** What has been made of each, less what is undefined. */
async function inPieces(items, make) {
    const all = [];
    for (const [index, item] of items.entries()) {
        // Meanwhile the connection is being made: the host's half of the key exchange is not to wait for ours.
        if (index % FILES_AT_ONCE === 0)
            await (0,promises_.setImmediate)();
        const made = make(item);
        if (made !== undefined)
            all.push(made);
    }
    return all;
}
function see(workspace, file, platform) {
    const absolute = `${workspace}/${file.path}`;
    const stats = files_look(absolute);
    if (stats === undefined)
        return undefined;
    if (stats.isSymbolicLink()) {
        return { kind: 'symlink', path: file.path, target: decodePath((0,external_node_fs_.readlinkSync)(absolute, { encoding: 'buffer' })) };
    }
    // Directories (submodules that were not checked out), sockets and the like.
    if (!stats.isFile())
        return undefined;
    // Git for Windows writes a link as a file that holds its target.
    if (file.gitMode === '120000')
        return { kind: 'symlink', path: file.path, target: (0,external_node_fs_.readFileSync)(absolute, 'utf8') };
    const mode = platform === 'win32' ? (file.gitMode === '100755' ? 0o755 : 0o644) : stats.mode & 0o777;
    return { kind: 'file', path: file.path, mode, size: stats.size, blob: '' };
}
function files_look(absolute) {
    try {
        return (0,external_node_fs_.lstatSync)(absolute, { throwIfNoEntry: false });
    }
    catch {
        // A part of its path is a file now.
        return undefined;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/repository/deployed.js




/** What git tracks and what `include` names, less what `exclude` names. Without git it is everything but a `.env`: tracked.ts reports that. */
async function deployedPaths(workspace, source, tracked) {
    const { include, exclude } = source.kind === 'upload' ? source : { include: [], exclude: [] };
    const [isIncluded, isExcluded, files] = await Promise.all([
        matcher(include),
        matcher(exclude),
        tracked.catch(() => undefined),
    ]);
    if (files === undefined)
        return { has: (name) => external_node_path_.basename(name) !== '.env', isExcluded };
    const names = new Set(files.map((file) => file.path));
    let folders;
    const isSent = (name) => !isExcluded(name) && (names.has(name) || isIncluded(name) || (folders ??= deployed_foldersOf(names)).has(name));
    const isLinked = (name) => foldersAnd(name).some((one) => (names.has(one) || isIncluded(one)) && !isExcluded(one));
    return {
        has(relative) {
            const name = deployed_clean(relative);
            const real = realName(workspace, name);
            if (real === undefined)
                return false;
            if (real === name)
                return isSent(name);
            return isLinked(name) && (real.startsWith('../') || isSent(real));
        },
        isExcluded: (relative) => isExcluded(deployed_clean(relative)),
    };
}
function deployed_clean(relative) {
    return external_node_path_.posix.normalize(relative).replace(/(.)\/+$/, '$1');
}
/** The path without links, relative to the workspace; undefined: there is nothing. */
function realName(workspace, name) {
    try {
        const real = external_node_path_.relative((0,external_node_fs_.realpathSync)(workspace), (0,external_node_fs_.realpathSync)(external_node_path_.join(workspace, name)));
        return real === '' ? '.' : real.split(external_node_path_.sep).join('/');
    }
    catch {
        return undefined;
    }
}
/** All folders of some files, `.` being the root. */
function deployed_foldersOf(names) {
    const found = new Set(['.']);
    for (const name of names) {
        for (let end = name.lastIndexOf('/'); end > 0; end = name.lastIndexOf('/', end - 1)) {
            const folder = name.slice(0, end);
            if (found.has(folder))
                break;
            found.add(folder);
        }
    }
    return found;
}

;// CONCATENATED MODULE: ./.build/compiled/repository/gaps.js






/** Pointers are shorter (git-lfs, docs/spec.md). */
const MOST_POINTER_BYTES = 1024;
const POINTER = /^version https:\/\/(git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1\n/;
/** Finds the submodules and LFS files of the workspace, less what `exclude` leaves out. None where git cannot list them. */
async function readGaps({ workspace, source }) {
    const isExcluded = await matcher(source.kind === 'upload' ? source.exclude : []);
    try {
        const [submodules, lfsFiles] = await Promise.all([readSubmodules(workspace), readLfsFiles(workspace)]);
        return {
            submodules: submodules.filter(({ path }) => !isExcluded(path)),
            lfsFiles: lfsFiles.filter(({ path }) => !isExcluded(path)),
        };
    }
    catch {
        // Without git the listing of the files reports what is wrong (tracked.ts).
        return { submodules: [], lfsFiles: [] };
    }
}
async function readSubmodules(folder, above = '') {
    const root = repositoryRoot(folder);
    if (root === undefined || !(0,external_node_fs_.existsSync)((0,external_node_path_.join)(root, '.gitmodules')))
        return [];
    const words = ['config', '-z', '--file', (0,external_node_path_.join)(root, '.gitmodules'), '--get-regexp', '^submodule\\..*\\.path$'];
    // Git ends with status 1 where there is none.
    const entries = await gitListing(root, words).catch(() => Buffer.alloc(0));
    const listed = decodeNames(entries).map((entry) => entry.slice(entry.indexOf('\n') + 1));
    if (listed.length === 0)
        return [];
    // An entry may be there although the submodule was removed.
    const tracked = await gitListing(root, ['ls-files', '-z', '--stage', '--', ...listed.map(literally)]);
    const links = decodeNames(tracked).filter((entry) => entry.startsWith('160000 '));
    const paths = links.map((entry) => entry.slice(entry.indexOf('\t') + 1));
    const all = within(folder, root, paths).map(async (path) => {
        const own = { path: above + path, isCheckedOut: gaps_isFilled((0,external_node_path_.join)(folder, path)) };
        const nested = own.isCheckedOut ? await readSubmodules((0,external_node_path_.join)(folder, path), `${own.path}/`) : [];
        return [{ ...own, isNested: above !== '' }, ...nested];
    });
    return (await Promise.all(all)).flat();
}
async function readLfsFiles(workspace) {
    const root = repositoryRoot(workspace);
    if (root === undefined)
        return [];
    // From the root: below it, git 2.39 does not find the attributes of a directory of its own.
    const paths = decodeNames(await gitListing(root, ['ls-files', '-z', '--', ':(attr:filter=lfs)']));
    return within(workspace, root, paths).map((path) => ({ path, isPointer: isPointer((0,external_node_path_.join)(workspace, path)) }));
}
/** Paths of a repository as a directory of it sees them, less what is not in it. */
function within(folder, root, paths) {
    const seen = paths.map((path) => (0,external_node_path_.relative)(folder, (0,external_node_path_.join)(root, path)).split(external_node_path_.sep));
    return seen.filter(([first]) => first !== '' && first !== '..').map((parts) => parts.join('/'));
}
function literally(path) {
    return `:(top,literal)${path}`;
}
function gaps_isFilled(folder) {
    try {
        return (0,external_node_fs_.readdirSync)(folder).length > 0;
    }
    catch {
        return false;
    }
}
function isPointer(file) {
    try {
        return (0,external_node_fs_.statSync)(file).size < MOST_POINTER_BYTES && POINTER.test((0,external_node_fs_.readFileSync)(file, 'utf8'));
    }
    catch {
        return false;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/repository/repository.js



















/**
 * Begins to read the repository: nothing outside the workspace is asked. With `source: git` the files are those of the commit. `listing`
 * rejects with DeployError workspace-empty, invalid-input.
 * @throws DeployError compose-file-missing, compose-file-invalid, compose-service-missing, entry-unclear, nothing-to-deploy
 */
async function openRepository(inputs) {
    const { workspace, source } = inputs;
    const commit = source.kind === 'git' ? openCommit(workspace, source.sha) : undefined;
    const known = commit === undefined ? listTracked(workspace, process.platform) : Promise.resolve([]);
    const own = commit?.files ?? workspaceFiles(workspace, await deployedPaths(workspace, source, known));
    const files = release_files_releaseFiles(own, inputs.files);
    const { dockerfile } = inputs.build;
    let found;
    const env = readEnv(inputs, files, (variables) => {
        found = inputs.runtime === 'native' ? undefined : tryLocate(files, { dockerfile, variables });
        return found?.paths ?? [];
    });
    // A second .env may change what is found.
    const located = env.second === undefined ? found : undefined;
    const options = {
        composeFiles: inputs.composeFiles,
        profiles: inputs.profiles,
        dockerfile,
        app: inputs.app,
        proxy: inputs.proxy,
        target: inputs.build.target,
        variables: env.variables,
        reading: { project: projectName(inputs, { name: undefined }), named: inputs.projectName },
    };
    const isEnvHosts = inputs.env === undefined && env.tracked === undefined;
    const project = inputs.runtime === 'native'
        ? readNative(files, inputs, env.variables)
        : readProject(files, options, { isEnvHosts, located });
    checkBuild(inputs, project.stack);
    checkEnvPath(inputs, project.stack, env.path);
    let listed;
    const listing = repository_list(inputs, { commit, known, dotenv: env.path }).then((done) => (listed = done));
    // Heard where it is awaited; until then nobody does.
    listing.catch(() => undefined);
    const buildsOf = ({ stack, reading, native }) => {
        if (native !== undefined)
            return { images: { services: [], bases: [] }, buildCopies: [], missingStages: [] };
        const options = {
            ...imageOptions(inputs),
            appService: stack.entry.service,
            areVariablesKnown: !isEnvHosts || reading?.isTold === true,
        };
        const builds = buildsIn(stack, options);
        const texts = stack.kind === 'dockerfile' ? undefined : stack.composeFiles.filter(files.exists).map(files.read);
        return {
            images: readImages(stack, files, options),
            buildCopies: buildCopies(builds, files),
            missingStages: missingStages(builds, files, texts),
        };
    };
    const envFacts = { dotenv: env.path, secondEnv: env.second, trackedEnv: env.tracked };
    const rest = { ...envFacts, leftBehind: leftBehind(files, env.path), listing, listed: () => listed };
    return repositoryOf(project, buildsOf, rest);
}
/** Files by which compose would decide, and that are not deployed. */
function leftBehind({ isLeftBehind = () => false }, dotenv) {
    return [...DEPLOY_FILES, ...BASE_FILES, dotenv].filter(isLeftBehind);
}
function repositoryOf(project, buildsOf, rest) {
    const { stack, native, reading, needs } = project;
    const told = (by) => repositoryOf(project.told(by), buildsOf, rest);
    return { stack, native, reading, needs, told, ...buildsOf(project), ...rest };
}
function imageOptions({ buildPull, build: { dockerfile, target, args }, }) {
    const stage = target === undefined ? {} : { target };
    const given = Object.fromEntries(args.map(({ name, value }) => [name, value]));
    const onlyBuild = { context: '.', dockerfile: dockerfile ?? 'Dockerfile', ...stage, args: given };
    return { buildPull, onlyBuild };
}
/** @throws DeployError invalid-input */
function checkBuild({ build: { dockerfile, target, args } }, { composeFiles }) {
    const given = [
        ...(dockerfile === undefined ? [] : ['dockerfile']),
        ...(target === undefined ? [] : ['target']),
        ...(args.length === 0 ? [] : ['build-args']),
    ];
    if (composeFiles.length === 0 || given.length === 0)
        return;
    throw new deploy_error/* DeployError */.sH({
        code: 'invalid-input',
        what: `${given.join(', ')}: for repositories without a compose file; this one has ${composeFiles.join(', ')}`,
        why: 'A compose file defines how its own services are built',
        hint: 'Write them below `build:` of the service, or remove the compose file.',
    });
}
/** @throws DeployError invalid-input */
function checkEnvPath({ files }, { folder, composeFile }, dotenv) {
    const beside = `${folder}/.env`;
    const given = files.find(({ path }) => path === dotenv || (folder !== '' && path === beside));
    if (given === undefined)
        return;
    throw new deploy_error/* DeployError */.sH({
        code: 'invalid-input',
        what: `files: ${given.path} is the .env of the compose file`,
        why: `Compose reads it for ${composeFile ?? 'the compose file'}, and the variables of the release are in it`,
        hint: 'Use the input `env` or `env-file`.',
    });
}
async function repository_list(inputs, { commit, known: tracked, dotenv }) {
    const { workspace, source, env, files: given } = inputs;
    const withoutEnv = env !== undefined;
    const patterns = source.kind === 'upload' ? source : { include: [], exclude: [] };
    const listing = commit === undefined
        ? listFiles(workspace, { ...patterns, withoutEnv, dotenv, tracked })
        : commit.list().filter(({ path }) => !(withoutEnv && path === dotenv));
    const [all, gaps] = await Promise.all([listing, readGaps(inputs)]);
    const { files, replaced } = withoutInputs(all, given);
    const chunks = cutManifest(manifestText(files));
    return { files, replaced, gaps, chunks, digest: manifestDigest(files), index: chunkIndex(chunks) };
}

;// CONCATENATED MODULE: ./.build/compiled/main.js
var main_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var main_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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










/** How often a plan is made, since another run deployed in between, or compose on the host reads the project differently. */
const mostPlans = 3;
/** One run: observe, plan, apply, verify, report. Failures are reported here; nothing is thrown. */
async function main_main(ports) {
    const { inputs, runner, deployment, now } = ports;
    const began = now();
    const deadline = deadlineIn(inputs.timeoutMs, now);
    const over = new AbortController();
    const warned = new Set();
    let outcome;
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const arriving = main_addDisposableResource(env_1, connecting(ports), true);
            const own = await runner.group('Repository', () => main_read(inputs, arriving.connection));
            const logins = ports.logins(own.images);
            const seen = observeWorld(inputs, own, ports, over.signal);
            // Prevents an unhandled rejection; it is awaited later.
            seen.catch(() => undefined);
            const connection = await runner.group('Connect', async () => {
                (await ports.host()).notes.forEach(runner.info);
                return await arriving.connection;
            });
            connection.warnings.forEach(runner.warning);
            const { readTemplate } = ports;
            let project = { repository: own, unfinished: undefined };
            for (let attempt = 1;; attempt += 1) {
                const world = (of) => attempt === 1 && of === own ? seen : observeWorld(inputs, of, ports, over.signal);
                const loginsOf = (of) => (of === own ? logins : ports.logins(of.images));
                const at = { connection, readTemplate, world, logins: loginsOf };
                const inspecting = runner.group('Inspect', () => inspect(inputs, project.repository, at, deadline));
                if (attempt === 1 && !inputs.dryRun)
                    prepareDeploy(connection, readTemplate);
                runner.prepare();
                const { facts, visit, repository } = await inspecting;
                const repositoryFacts = { ...facts.repository, unfinished: project.unfinished };
                const planned = plan(inputs, { ...facts, repository: repositoryFacts }, new Date(now()), readTemplate);
                const timeline = new Timeline(planned.steps);
                const report = (verified) => {
                    const { wasRolledBack, failedContainers, createdZones } = timeline;
                    const seconds = (now() - began) / 1000;
                    const usage = connection.traffic;
                    outcome = {
                        plan: planned,
                        steps: timeline.results(),
                        verified,
                        usage,
                        seconds,
                        dryRun: inputs.dryRun,
                        wasRolledBack,
                        failedContainers,
                        createdZones,
                    };
                };
                await runner.group('Plan', () => Promise.resolve(reportPlan(runner, planned, warned)));
                report();
                if (planned.blockers.length > 0)
                    throw preconditionsFailed(planned.blockers);
                if (inputs.dryRun)
                    break;
                deployment.begin();
                try {
                    report(await deploy(planned, visit, { ports, connection, timeline, deadline, signal: over.signal }));
                    break;
                }
                catch (error) {
                    report();
                    if (attempt === mostPlans)
                        throw error;
                    project = nextProject(error, { repository, planned, say: runner.info });
                }
            }
            if (outcome !== undefined)
                await reportOutcome(runner, outcome, inputs);
            await deployment.end(true);
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = main_disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        await reportFailure(runner, (0,deploy_error/* asDeployError */.y0)(error), outcome, inputs);
        await deployment.end(false);
    }
    finally {
        over.abort();
    }
}
/** The repository, read; or still being read if the host has let us in before: it can be inspected meanwhile. */
async function main_read(inputs, connection) {
    const repository = await openRepository(inputs);
    await Promise.race([repository.listing, connection.catch(() => undefined)]);
    return repository;
}
/**
 * Connects while the repository is read, which does not need the host. Disposing closes the connection, or ends the attempts to make
 * one: a repository that cannot be deployed is reported at once, and nothing has been run on the host.
 */
function connecting(ports) {
    const over = new AbortController();
    const connection = ports.connect(over.signal);
    // Prevents an unhandled rejection; callers await it later.
    connection.catch(() => undefined);
    return {
        connection,
        async [Symbol.asyncDispose]() {
            over.abort();
            const made = await connection.catch(() => undefined);
            await made?.[Symbol.asyncDispose]();
        },
    };
}

;// CONCATENATED MODULE: ./.build/compiled/registries/ecr.js


const REGISTRY = /^\d{12}\.dkr\.ecr(-fips)?\.([a-z0-9-]+)\.(amazonaws\.com(?:\.cn)?)$/;
/** For the credentials, which may have to come from another service, and the token together. */
const callTimeoutMs = 5_000;
function isEcr(registry) {
    return REGISTRY.test(registry);
}
/**
 * A login for a private registry of Amazon ECR, valid for 12 hours: `ecr:GetAuthorizationToken`. The client of Route 53 has the credentials
 * and the signer of the SDK; a client of ECR would add to what each run loads.
 * @throws Error
 */
async function ecrLogin(registry) {
    const [, fips, region = '', domain = ''] = REGISTRY.exec(registry) ?? [];
    const own = process.env['AWS_ENDPOINT_URL_ECR'] || process.env['AWS_ENDPOINT_URL'];
    const url = new URL(own ?? `https://${fips === undefined ? 'api.ecr' : 'ecr-fips'}.${region}.${domain}/`);
    const body = '{}';
    const signal = AbortSignal.timeout(callTimeoutMs);
    const signed = await Promise.race([sign(url, region, body), rejection(signal)]);
    const response = await fetch(url, { method: 'POST', headers: signed, body, signal });
    const text = await response.text();
    if (!response.ok)
        throw new Error(`AWS answered ${response.status} ${errorOf(text)}`);
    return loginOf(registry, text);
}
async function sign(url, region, body) {
    // The SDK takes longer to load than all else; few runs need it here.
    const { Route53Client } = await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(621)]).then(__webpack_require__.t.bind(__webpack_require__, 8621, 19));
    const client = new Route53Client({ region });
    const signer = await client.config.signer({
        name: 'sigv4',
        signingName: 'ecr',
        signingRegion: region,
        properties: {},
    });
    const { headers } = await signer.sign({
        method: 'POST',
        protocol: url.protocol,
        hostname: url.hostname,
        ...(url.port === '' ? {} : { port: Number(url.port) }),
        path: url.pathname,
        query: {},
        headers: {
            host: url.host,
            'content-type': 'application/x-amz-json-1.1',
            'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken',
        },
        body,
    });
    return headers;
}
async function rejection(signal) {
    return await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(new Error('no AWS credentials within 5 s')));
    });
}
function loginOf(registry, text) {
    const found = JSON.parse(text);
    const token = Buffer.from(found.authorizationData?.[0]?.authorizationToken ?? '', 'base64').toString('utf8');
    const [, username, password] = /^([^:]+):([^]+)$/.exec(token) ?? [];
    if (username === undefined || password === undefined)
        throw new Error('AWS gave no token');
    return { registry, username, password: new compiled_secret/* Secret */.z(password) };
}
/** `{"__type": "AccessDeniedException", "Message": "User: … is not authorized to perform: …"}` */
function errorOf(text) {
    try {
        const { __type: type, message, Message } = JSON.parse(text);
        return [type?.replace(/^.*#/, ''), message ?? Message].filter(Boolean).join(': ');
    }
    catch (error) {
        return (0,deploy_error/* messageOf */.bD)(error);
    }
}

// EXTERNAL MODULE: ./.build/compiled/inputs/registries.js
var registries = __webpack_require__(8121);
;// CONCATENATED MODULE: ./.build/compiled/registries/logins.js




/** GitHub's registry takes any name with a token. */
const githubUser = 'x-access-token';
/**
 * The logins for a project's images: those of the input, and of registries that need none there. undefined: there are none. A registry
 * of Amazon that gives none is a warning: the host may have a credential helper, or a role of its own.
 */
function loginsOf(images, { registries: given, githubToken }, ports) {
    const used = registriesOf(images).filter((registry) => given.every((login) => login.registry !== registry));
    const github = githubToken !== undefined && used.includes('ghcr.io')
        ? [{ registry: 'ghcr.io', username: githubUser, password: githubToken }]
        : [];
    const amazon = used.filter(isEcr);
    if (given.length + github.length + amazon.length === 0)
        return undefined;
    const found = Promise.all(amazon.map(async (registry) => await amazonLogin(registry, ports)));
    return found.then((logins) => [...given, ...github, ...logins.flat()]);
}
async function amazonLogin(registry, { ecrLogin, mask, warn }) {
    try {
        const login = await ecrLogin(registry);
        (0,registries/* maskLogin */.q)(login.username, login.password.reveal(), mask);
        return [login];
    }
    catch (error) {
        warn(`There is no login for ${registry}: ecr:GetAuthorizationToken failed (${(0,deploy_error/* messageOf */.bD)(error)}). The host's own credentials are used, if it has any.`);
        return [];
    }
}

;// CONCATENATED MODULE: ./.build/compiled/runner/deployment.js
/** For runs without `github-token`. */
const noDeployment = { begin: () => undefined, end: () => Promise.resolve() };
const defaultEnvironment = 'production';
/** Of a deployment whose job still runs. */
const UNFINISHED = new Set(['waiting', 'queued', 'pending', 'in_progress']);
/** A deployment that is recorded at GitHub, unless the job's own `environment:` does that already. */
class GithubDeployment {
    #request;
    #api;
    #log;
    #hasWarned = false;
    #begun;
    constructor(request, api, log) {
        this.#request = request;
        this.#api = api;
        this.#log = log;
    }
    begin() {
        this.#begun ??= this.#create().catch((error) => this.#warn('created', error));
    }
    async end(isWell) {
        const id = await this.#begun;
        if (id === undefined)
            return;
        await this.#add(id, isWell ? this.#status('success', 'The site is live') : this.#status('failure', 'The deploy failed'));
    }
    async #create() {
        const { sha, environment = defaultEnvironment } = this.#request;
        const known = await this.#ofThisJob();
        if (known !== undefined) {
            this.#log.info(`The job's own environment "${known.environment}" records this deployment at GitHub.`);
            return undefined;
        }
        const description = `Deploy to ${this.#request.siteUrl}`.slice(0, 140);
        const id = await (await this.#api()).create({ sha, environment, description });
        await this.#add(id, this.#status('in_progress', 'The deploy is running'));
        return id;
    }
    /**
     * The deployment that GitHub made for the `environment:` of this job. A runner does not tell a step of it; but it is of this commit,
     * its log is a page of this run, and it is not finished while the job runs. Another job of the same run may have one too, at the
     * same time: an environment that is given by name is compared by its name as well.
     */
    async #ofThisJob() {
        const { sha, environment, run } = this.#request;
        const api = await this.#api();
        const candidates = (await api.list(sha)).filter((one) => !one.isOurs && (environment === undefined || one.environment === environment));
        for (const candidate of candidates) {
            const status = await api.latestStatus(candidate.id);
            const isOfThisRun = `${status?.logUrl}/`.includes(`/actions/runs/${run.id}/`);
            if (isOfThisRun && UNFINISHED.has(status?.state ?? ''))
                return candidate;
        }
        return undefined;
    }
    async #add(id, status) {
        await this.#api()
            .then((api) => api.addStatus(id, status))
            .catch((error) => this.#warn('updated', error));
    }
    #status(state, description) {
        return { state, description, environmentUrl: this.#request.siteUrl, logUrl: this.#request.run.url };
    }
    /** Once: what hinders one call hinders the next one too. */
    #warn(what, error) {
        if (this.#hasWarned)
            return undefined;
        this.#hasWarned = true;
        const reason = error instanceof Error ? error.message : String(error);
        const isRefused = error instanceof Error && 'status' in error && (error.status === 403 || error.status === 404);
        this.#log.warning(`The deployment at GitHub could not be ${what}, which does not affect the site: ${reason}` +
            (isRefused ? '\nGive the job "permissions: deployments: write", or remove "github-token".' : ''));
        return undefined;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/runner/run-description.js
/**
 * The run of the workflow, by the runner's default environment variables
 * (docs.github.com/actions/reference/variables-reference#default-environment-variables).
 */
function currentRun(environment) {
    const id = Number.parseInt(environment['GITHUB_RUN_ID'] ?? '', 10);
    const attempt = Number.parseInt(environment['GITHUB_RUN_ATTEMPT'] ?? '', 10);
    const serverUrl = environment['GITHUB_SERVER_URL'] ?? 'https://github.com';
    const repository = environment['GITHUB_REPOSITORY'] ?? '';
    const isKnown = repository !== '' && Number.isInteger(id);
    const url = isKnown ? `${serverUrl}/${repository}/actions/runs/${id}` : undefined;
    return { id, attempt: attempt || 1, actor: environment['GITHUB_ACTOR'] ?? '', serverUrl, url };
}
/** Who deploys, as the lock and the journal on the host name it: the run, its workflow, its actor, and a link. */
function describeRun(environment) {
    const { id, actor, url, serverUrl } = currentRun(environment);
    return `run ${id} of ${environment['GITHUB_WORKFLOW'] ?? ''} by ${actor} (${url ?? serverUrl})`;
}

;// CONCATENATED MODULE: ./.build/compiled/runner/run-order.js
/** By which a later run of the same workflow is known; undefined outside of GitHub. Pure. */
function runOrder(environment, commit) {
    // `owner/name/.github/workflows/deploy.yml@refs/heads/main`: numbers are counted for all branches together.
    const workflow = (environment['GITHUB_WORKFLOW_REF'] ?? '').replace(/@.*$/, '');
    const number = Number(environment['GITHUB_RUN_NUMBER']);
    if (workflow === '' || !Number.isSafeInteger(number) || number < 1)
        return undefined;
    return { workflow, number, commit };
}

// EXTERNAL MODULE: ./.build/compiled/runner/environment.js
var runner_environment = __webpack_require__(8574);
;// CONCATENATED MODULE: ./.build/compiled/runner/github.js


/** Loaded when it is needed: it takes longer to load than all that has to be done before the host is called. */
const core = () => Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(421)]).then(__webpack_require__.bind(__webpack_require__, 6421));
/** The runner of GitHub Actions. */
function githubRunner(environment, printer) {
    const isGiven = (file) => (environment[file] ?? '') !== '';
    return {
        job: (0,runner_environment/* jobOf */.Zw)(environment),
        run: currentRun(environment),
        // As `isDebug` of @actions/core.
        isDebug: environment['RUNNER_DEBUG'] === '1',
        async group(title, work) {
            printer.command('group', {}, title);
            try {
                return await work();
            }
            finally {
                printer.command('endgroup', {}, '');
            }
        },
        info: (line) => printer.text(line),
        mask: (value) => printer.command('add-mask', {}, value),
        warning: (text) => printer.command('warning', {}, text),
        fail(text) {
            printer.command('error', {}, text);
            process.exitCode = 1;
        },
        prepare: () => void core().catch(() => undefined),
        async output(name, value) {
            // The file's entries end at a random word, so that no value can begin another. A runner before 2.297 has no file.
            if (isGiven('GITHUB_OUTPUT'))
                (await core()).setOutput(name, value);
            else
                printer.command('set-output', { name }, value);
        },
        async saveState(name, value) {
            if (isGiven('GITHUB_STATE'))
                (await core()).saveState(name, value);
            else
                printer.command('save-state', { name }, value);
        },
        async summary(markdown) {
            // Without a summary file (a runner before 2.297, some self-hosted ones) the deploy is still a deploy.
            if (isGiven('GITHUB_STEP_SUMMARY'))
                await (await core()).summary.addRaw(markdown, true).write();
        },
    };
}

// EXTERNAL MODULE: ./.build/compiled/runner/print.js + 2 modules
var print = __webpack_require__(6528);
// EXTERNAL MODULE: ./.build/compiled/ssh/begin-connecting.js
var begin_connecting = __webpack_require__(8107);
// EXTERNAL MODULE: ./.build/compiled/ssh/connect.js + 6 modules
var connect = __webpack_require__(1588);
;// CONCATENATED MODULE: ./.build/compiled/real-ports.js



















/** Runs the action once; `arriving` is the connection to the host, undefined with bad input, or if the host is found at AWS. */
async function runOnce(environment, read, arriving) {
    const runner = githubRunner(environment, print/* printer */.ll);
    if ('problem' in read)
        await reportFailure(runner, read.problem, undefined, undefined);
    else
        await main_main(await realPorts(runner, read.inputs, { arriving, environment }));
}
/** The composition root: everything that reaches out of the process. */
async function realPorts(runner, inputs, { arriving, environment }) {
    const say = runner.info;
    const resolver = createResolver();
    const { dns } = inputs;
    const reach = arriving === undefined ? await instanceReach(inputs, runner, resolver) : directReach(inputs, arriving, say);
    return {
        runner,
        inputs,
        resolver,
        readTemplate: readTemplate,
        describeRun: () => describeRun(environment),
        runOrder: () => runOrder(environment, inputs.sha),
        now: Date.now,
        host: reach.host,
        connect: reach.connect,
        openWebPorts: reach.openWebPorts,
        logins: real_ports_once((images) => loginsOf(images, inputs, { ecrLogin: ecrLogin, mask: runner.mask, warn: runner.warning })),
        deployment: real_ports_deploymentOf(runner, inputs),
        visit: beginVisit,
        dns: dns.kind === 'route53' ? route53({ ...dns, resolver, say }) : undefined,
        fetchCommit: (host) => fetchCommit(inputs, host, {
            connect: (agent) => reach.connectAgain({ agent, timeoutMs: 60_000 }),
            readTemplate: readTemplate,
        }),
    };
}
function directReach(inputs, arriving, say) {
    const { host = '', port, user, sshKey, sshKeyPassphrase, hostKey } = inputs;
    const key = (0,private_key.givenKey)(sshKey ?? new compiled_secret/* Secret */.z(''), sshKeyPassphrase);
    return {
        host: () => Promise.resolve({ publicAddress: host, notes: [], instance: undefined }),
        openWebPorts: undefined,
        connect(signal) {
            signal.addEventListener('abort', arriving.abort, { once: true });
            return arriving.connection;
        },
        connectAgain: (options) => (0,connect.connect)({ host, port, user, key, hostKey, onRetry: say, ...options }),
    };
}
async function instanceReach(inputs, runner, resolver) {
    const { instance } = inputs;
    if (instance === undefined)
        throw new Error('Neither the host nor an instance is known.');
    const over = new AbortController();
    const { reachThroughAws } = await Promise.all(/* import() */[__webpack_require__.e(977), __webpack_require__.e(610)]).then(__webpack_require__.bind(__webpack_require__, 9610));
    const { info: say, warning: warn, saveState, run, job } = runner;
    const ports = { say, warn, saveState, run, repository: job.repository, addressesOf: real_ports_bothFamilies(resolver) };
    const reach = reachThroughAws(instance, inputs, ports, over.signal);
    return {
        host: reach.host,
        openWebPorts: reach.openWebPorts,
        connect(signal) {
            signal.addEventListener('abort', () => over.abort(), { once: true });
            return reach.connect({ signal, timeoutMs: Math.min(begin_connecting/* MOST_CONNECT_MS */.W, inputs.timeoutMs) });
        },
        connectAgain: reach.connect,
    };
}
function real_ports_bothFamilies(resolver) {
    return async (name) => {
        const found = await Promise.allSettled([resolver.resolve4(name), resolver.resolve6(name)]);
        return found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    };
}
/** Its result is kept: the argument is the same in a run. */
function real_ports_once(work) {
    let done;
    return (argument) => (done ??= { result: work(argument) }).result;
}
function real_ports_deploymentOf(runner, inputs) {
    const { githubToken, environment, sha, domain } = inputs;
    const repository = (0,inputs_inputs/* githubRepositoryOf */.hl)(inputs);
    if (githubToken === undefined || repository === undefined || sha === '')
        return noDeployment;
    const load = real_ports_once(async (of) => {
        const { deploymentApi } = await Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(413), __webpack_require__.e(105)]).then(__webpack_require__.bind(__webpack_require__, 5105));
        return deploymentApi(githubToken.reveal(), of);
    });
    return new GithubDeployment({ sha, environment, siteUrl: `https://${domain}`, run: runner.run }, () => load(repository), runner);
}


/***/ })

};
