export const id = 950;
export const ids = [950];
export const modules = {

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
            special.push({ name, type, why });
        else
            current.push({ name, type, ttlSeconds: set.TTL ?? 0, values: valuesOf(set) });
    }
    return { current, special, otherTypes: [...otherTypes] };
}
/** A name as Route 53 writes it (`\052.example.com.` for `*.example.com`) in this action's form. */
function recordName(name) {
    const unescaped = (name ?? '').replace(/\\([0-7]{3})/g, (_, octal) => String.fromCharCode(Number.parseInt(octal, 8)));
    return (0,_name_js__WEBPACK_IMPORTED_MODULE_0__/* .plainName */ .M)(unescaped);
}
/** Values as they were given: a DELETE must name them exactly. Comparing them is the planner's affair. */
function valuesOf(set) {
    return (set.ResourceRecords ?? []).map((record) => record.Value ?? '');
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

/***/ 8950:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run),
  tellBadInput: () => (/* binding */ tellBadInput)
});

// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
// EXTERNAL MODULE: ./.build/compiled/errors.js
var errors = __webpack_require__(9505);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
;// CONCATENATED MODULE: ./.build/compiled/certificate/certificate.js


/**
 * Reads the first certificate of a PEM text (certbot's `fullchain.pem` or `cert.pem`).
 * @throws DeployError certificate-not-valid when there is none that can be read
 */
function parsePemCertificate(pem) {
    try {
        return certificateOf(new external_node_crypto_.X509Certificate(pem));
    }
    catch (error) {
        throw new errors/* DeployError */.sH({
            code: 'certificate-not-valid',
            what: 'The certificate on the host cannot be read as PEM',
            hint: 'Look at the certificate files on the host; if they are broken, remove them: the next run gets a new one.',
            cause: error,
        });
    }
}
/** What this action wants to know of a certificate. */
function certificateOf(x509) {
    return {
        names: dnsNames(x509.subjectAltName),
        issuer: x509.issuer.split('\n').join(', '),
        notBefore: new Date(x509.validFrom),
        notAfter: new Date(x509.validTo),
    };
}
/** Whether the certificate is good for the name; `*.example.com` is good for one more label, as in RFC 6125. */
function covers(certificate, name) {
    const wildcard = name.replace(/^[^.]+/, '*');
    return certificate.names.includes(name) || certificate.names.includes(wildcard);
}
/** Whole days until the certificate ends; negative when it has. */
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

;// CONCATENATED MODULE: ./.build/compiled/certificate/handshake.js



/** Makes one TLS handshake for the domain and judges what was shown. Sends nothing, never rejects. */
async function shakeHands(domain, options = {}) {
    const { handshake, socket } = await openTls(domain, options);
    socket?.destroy();
    return handshake;
}
/** The same, and leaves the connection open for whoever asked: destroy the socket when there is one. */
async function openTls(domain, options = {}) {
    const { port = 443, timeoutMs = 10_000, connectTo, ca } = options;
    return await new Promise((resolve) => {
        const socket = (0,external_node_tls_.connect)({
            host: connectTo ?? domain,
            port,
            servername: domain,
            // The certificate is wanted in any case; the judgement is taken from socket.authorizationError.
            rejectUnauthorized: false,
            ...(ca === undefined ? {} : { ca }),
        });
        const finish = (handshake) => {
            clearTimeout(timer);
            if (handshake.kind === 'nothing')
                socket.destroy();
            resolve({ handshake, socket: handshake.kind === 'nothing' ? undefined : socket });
        };
        const timer = setTimeout(() => finish({ kind: 'nothing', why: `no TLS answer within ${timeoutMs / 1000} s` }), timeoutMs);
        socket.once('secureConnect', () => finish(judge(socket)));
        // Stays for late errors: one of a destroyed socket must not become an uncaught exception.
        socket.on('error', (error) => finish({ kind: 'nothing', why: (0,errors/* messageOf */.bD)(error) }));
        socket.once('close', () => finish({ kind: 'nothing', why: 'the connection was closed during the handshake' }));
    });
}
function judge(socket) {
    const shown = socket.getPeerX509Certificate();
    if (shown === undefined)
        return { kind: 'nothing', why: 'the server showed no certificate' };
    return {
        kind: 'tls',
        certificate: certificateOf(shown),
        address: socket.remoteAddress ?? '',
        problem: socket.authorized ? undefined : String(socket.authorizationError),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/certificate/served.js

/**
 * Looks at what the domain serves, by one handshake that sends nothing. `trusted`: the chain ends in a root that Node trusts
 * (NODE_EXTRA_CA_CERTS included), it is in date, and good for the domain. Never rejects.
 */
async function observeServed(domain, options = {}) {
    const seen = await shakeHands(domain, options);
    if (seen.kind === 'nothing')
        return seen;
    const { certificate, address, problem } = seen;
    return { kind: 'tls', certificate, address, trusted: problem === undefined };
}

// EXTERNAL MODULE: external "node:dns"
var external_node_dns_ = __webpack_require__(610);
// EXTERNAL MODULE: ./.build/compiled/dns/name.js
var dns_name = __webpack_require__(8037);
;// CONCATENATED MODULE: ./.build/compiled/dns/resolver.js


/** A resolver over node:dns. By default a question takes some 10 s at the very most. */
function createResolver({ servers, port = 53, timeoutMs = 2000, tries = 3 } = {}) {
    // A new channel for each question: a channel may keep answers, and we ask again because we wait for them to change.
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
        at: (addresses) => createResolver({ servers: addresses, port, timeoutMs, tries }),
    };
}
/** The code of an error of node:dns, or undefined. */
function codeOf(thrown) {
    if (typeof thrown !== 'object' || thrown === null || !('code' in thrown))
        return undefined;
    return typeof thrown.code === 'string' ? thrown.code : undefined;
}
async function orNone(ask) {
    try {
        return await ask();
    }
    catch (error) {
        const code = codeOf(error);
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


/** Why a delegation leads nowhere although the parent has one: its servers do not know the zone, or refuse. */
const lame = ['ESERVFAIL', 'EREFUSED', 'EREFUSED_QUERY'];
/**
 * The name servers to which the world is sent for a zone; empty when there is no delegation that works. A server that goes
 * by a name of the owner's own (white label) is given by the zone's name for it when both have the same address.
 * @throws DeployError name-does-not-resolve when the resolver itself gives no answer
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
/** Whether all the world's questions for the zone reach Route 53. */
function isDelegated(zone, delegatedTo) {
    return delegatedTo.length > 0 && delegatedTo.every((server) => zone.nameServers.includes(server));
}
/** What is wrong with the delegation of a name's zone, or undefined. Pure. */
function delegationProblem({ zone, delegatedTo }) {
    if (isDelegated(zone, delegatedTo))
        return undefined;
    const found = delegatedTo.length === 0
        ? 'No name servers answer for it: the parent has no delegation, or one that leads nowhere.'
        : `The parent sends the world to ${delegatedTo.join(', ')}.`;
    return {
        code: 'zone-not-delegated',
        what: `The zone ${zone.name} (${zone.id}) is not what the world asks for ${zone.name}`,
        why: `${found} Records in this zone are not seen, so no certificate can be had.`,
        hint: [
            `Enter exactly these name servers for ${zone.name} at the registrar (or as NS record in the parent zone), then run again:`,
            ...zone.nameServers.map((server) => `  ${server}`),
        ].join('\n'),
    };
}
async function nameServersOf(name, resolver) {
    try {
        return await resolver.resolveNs(name);
    }
    catch (error) {
        if (lame.includes(codeOf(error) ?? ''))
            return [];
        throw new errors/* DeployError */.sH({
            code: 'name-does-not-resolve',
            what: `The resolver of the runner did not answer when asked for the name servers of ${name}`,
            why: (0,errors/* messageOf */.bD)(error),
            hint: 'Run the job again; if it stays so, look at the DNS settings of the runner.',
            cause: error,
        });
    }
}
async function addresses(name, resolver) {
    return await resolver.resolve4(name).catch(() => []);
}

// EXTERNAL MODULE: ./.build/compiled/dns/record-sets.js
var record_sets = __webpack_require__(9349);
// EXTERNAL MODULE: ./node_modules/tldts/dist/cjs/index.js
var cjs = __webpack_require__(935);
;// CONCATENATED MODULE: ./.build/compiled/dns/zone.js

/**
 * The public zones of the longest suffix of the name: none, one, or several of the same name (which Route 53 allows, and of
 * which only the one that the parent delegates to is ever asked).
 */
function zonesFor(name, zones) {
    const containing = zones.filter((zone) => !zone.isPrivate && isWithin(name, zone.name));
    const longest = Math.max(...containing.map((zone) => zone.name.length));
    return containing.filter((zone) => zone.name.length === longest);
}
/** Whether a name lies in a zone: is its apex or ends in it at a dot. */
function isWithin(name, zone) {
    return name === zone || name.endsWith(`.${zone}`);
}
/** The names that a zone for this name may have, longest first, down to the domain that one registers. */
function possibleZoneNames(name) {
    const registrable = registrableDomain(name);
    const labels = name.split('.');
    const suffixes = labels.map((_, index) => labels.slice(index).join('.'));
    return suffixes.filter((suffix) => isWithin(suffix, registrable));
}
/** The domain that is registered (`example.co.uk` of `www.example.co.uk`); the name itself where there is none. */
function registrableDomain(name) {
    return (0,cjs/* getDomain */.FB)(name, { allowPrivateDomains: true }) ?? name;
}

;// CONCATENATED MODULE: ./.build/compiled/dns/zone-failures.js

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
            ...closed.map((zone) => `${zone.name} (${zone.id}) is a private zone, which the world cannot see.`),
        ].join(' '),
        hint: `If ${domain} is in another account, use the credentials of that one. If it has no zone yet: "aws route53 ` +
            `create-hosted-zone --name ${domain} --caller-reference first", then enter the zone's name servers at the ` +
            'registrar. If its DNS is elsewhere, make the record there and set "dns: none".',
    };
}
/** What the credentials see: another account's zones are the sign of the wrong credentials. */
function publicZones(listed) {
    const names = [...new Set(listed.filter(({ isPrivate }) => !isPrivate).map(({ name }) => name))].sort();
    if (names.length === 0)
        return 'The account has no public zone at all.';
    const rest = names.length > 10 ? ` and ${names.length - 10} more` : '';
    return `The account has ${names.slice(0, 10).join(', ')}${rest}.`;
}
/** The zone that was given by id does not exist, as far as these credentials can see. */
function givenZoneNotFound(id, cause) {
    return {
        code: 'hosted-zone-not-found',
        what: `There is no hosted zone "${id}" in this AWS account`,
        hint: 'Look up the id with "aws route53 list-hosted-zones", or leave "hosted-zone-id" out: the zone is found by its name.',
        cause,
    };
}
/** The zone that was given by id cannot hold the name, or nobody could see the record there. */
function givenZoneUnfit(name, zone) {
    const why = zone.isPrivate
        ? `${zone.name} (${zone.id}) is a private zone, which the world cannot see`
        : `${name} does not lie in ${zone.name} (${zone.id})`;
    return {
        code: 'hosted-zone-not-found',
        what: `The given hosted zone cannot hold ${name}: ${why}`,
        hint: 'Correct "hosted-zone-id", or leave it out: then each name\'s zone is found by the name.',
    };
}
/** Several public zones of one name, and the delegation does not tell which one counts. */
function zoneAmbiguous(name, zones) {
    const [first] = zones;
    const delegatedTo = first === undefined || first.delegatedTo.length === 0 ? 'nowhere' : first.delegatedTo.join(', ');
    return {
        code: 'hosted-zone-ambiguous',
        what: `There are ${zones.length} public hosted zones for ${name}: ${zones.map((zone) => zone.id).join(', ')}`,
        why: [
            `The parent delegates to ${delegatedTo}, which is none of them or more than one:`,
            ...zones.map((zone) => `  ${zone.id} ${zone.name}: ${zone.nameServers.join(', ')}`),
        ].join('\n'),
        hint: 'Say which one it is with "hosted-zone-id", and enter its name servers at the registrar; delete the others.',
    };
}
/** Route 53 took the change but did not bring it to all of its servers in time. */
function notInSync(zone, timeoutMs) {
    return {
        code: 'dns-not-insync',
        what: `Route 53 did not bring the change in ${zone.name} to all of its name servers within ${Math.round(timeoutMs / 1000)} s`,
        why: 'The change is made and will arrive; usually that takes less than a minute.',
        hint: 'Run the job again: it goes on from here. If it stays so, look at https://health.aws.amazon.com.',
    };
}

;// CONCATENATED MODULE: ./.build/compiled/dns/route53.js







/** Route 53, with credentials and endpoint from the environment. The AWS SDK is loaded when it is used first. */
function route53({ hostedZoneId, resolver, say, pollMs = 2000 }) {
    const sdk = once(async () => (await Promise.all(/* import() */[__webpack_require__.e(621), __webpack_require__.e(204)]).then(__webpack_require__.bind(__webpack_require__, 3823))).route53Api());
    return {
        async observe(names) {
            const api = await sdk();
            const look = zoneLook(api, resolver, hostedZoneId);
            const facts = [];
            // One name after the other: an account has five requests a second for all of its users.
            for (const name of names.map(dns_name/* plainName */.M))
                facts.push(await observeName(api, name, await look(name)));
            return { names: facts };
        },
        apply: (change, timeoutMs) => apply(change, timeoutMs),
    };
    async function observeName(api, name, { zone, delegatedTo }) {
        return { name, zone, delegatedTo, ...(0,record_sets/* sortRecordSets */.d0)(await api.recordSetsOf(zone.id, name)) };
    }
    // Not the SDK's waiter: it takes a refused GetChange for "not yet", and waits in silence until its time is up.
    async function apply(change, timeoutMs) {
        const start = Date.now();
        const api = await sdk();
        let status = await api.send(change);
        while (!status.isInSync) {
            const leftMs = start + timeoutMs - Date.now();
            if (leftMs <= 0)
                throw new errors/* DeployError */.sH(notInSync(change.zone, timeoutMs));
            say(`Waiting until all name servers of ${change.zone.name} have the change: ${seconds(Date.now() - start)} s`);
            await (0,promises_.setTimeout)(Math.min(pollMs, leftMs));
            status = await api.statusOf(status.id);
        }
    }
}
/** Finds the zone of a name. What was asked once (the list of zones, a zone and its delegation) is not asked again. */
function zoneLook(api, resolver, givenId) {
    const listZones = once(() => api.listZones());
    const observe = onceEach((id) => observeZone(api, resolver, id));
    const observeGiven = onceEach((id) => observeGivenZone(api, resolver, id));
    return async (name) => {
        if (givenId !== undefined) {
            const { isPrivate, ...given } = await observeGiven((0,record_sets/* bareId */.yW)(givenId));
            if (!isPrivate && isWithin(name, given.zone.name))
                return given;
            throw new errors/* DeployError */.sH(givenZoneUnfit(name, { ...given.zone, isPrivate }));
        }
        const listed = await listZones();
        return await chooseZone(name, listed, observe);
    };
}
async function chooseZone(name, listed, observe) {
    const fitting = await Promise.all(zonesFor(name, listed).map(({ id }) => observe(id)));
    const [first] = fitting;
    if (first === undefined)
        throw new errors/* DeployError */.sH(zoneNotFound(name, listed));
    if (fitting.length === 1)
        return first;
    const delegated = fitting.filter(({ zone, delegatedTo }) => isDelegated(zone, delegatedTo));
    const [asked] = delegated;
    if (asked !== undefined && delegated.length === 1)
        return asked;
    throw new errors/* DeployError */.sH(zoneAmbiguous(name, fitting.map(({ zone, delegatedTo }) => ({ ...zone, delegatedTo }))));
}
async function observeZone(api, resolver, id) {
    const { isPrivate, ...zone } = await api.getZone(id);
    return { zone, isPrivate, delegatedTo: isPrivate ? [] : await observeDelegation(zone, resolver) };
}
async function observeGivenZone(api, resolver, id) {
    try {
        return await observeZone(api, resolver, id);
    }
    catch (error) {
        if (!(error instanceof errors/* DeployError */.sH) || error.code !== 'aws-failed')
            throw error;
        if (!/^(NoSuchHostedZone|InvalidInput)\b/.test(error.why ?? ''))
            throw error;
        throw new errors/* DeployError */.sH(givenZoneNotFound(id, error));
    }
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

// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
;// CONCATENATED MODULE: ./.build/compiled/host/quote.js
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
/**
 * The command line that runs a POSIX sh program under any login shell: sshd gives the line to the user's own shell, which
 * may be zsh, fish or csh.
 */
function loginShellCommand(program) {
    const lines = program.split('\n');
    if (lines.length === 1)
        return `exec sh -c ${quote(program)}`;
    return ['exec sh -c', quote(REJOIN), 'sh', ...lines.map(quote)].join(' ');
}

;// CONCATENATED MODULE: ./.build/compiled/host/host-key.js


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
    return new errors/* DeployError */.sH({
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
    return new errors/* DeployError */.sH({
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
        `From a network that you trust, to compare: ssh-keyscan -p ${peer.port} ${quote(peer.host)} | ssh-keygen -lf -`,
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
        what: `The SSH server of ${addressOf(peer)} and this action have no algorithm in common: ${message}`,
        hint: 'Allow one of these on the host: key exchange curve25519-sha256 or ecdh-sha2-nistp256, cipher aes128-gcm@openssh.com or aes256-ctr, host key ssh-ed25519 or rsa-sha2-512.',
    });
}
/** The host knows the user or the key not: trying again does not help, and some servers punish it. */
function authRefusedError(peer, refusal) {
    const { user, key, methods } = refusal;
    return new errors/* DeployError */.sH({
        code: 'ssh-auth-refused',
        what: `${addressOf(peer)} does not let the user '${user}' in with the ${key.type} key ${key.fingerprint}`,
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
// EXTERNAL MODULE: ./node_modules/ssh2/lib/index.js
var lib = __webpack_require__(5472);
// EXTERNAL MODULE: ./.build/compiled/secret.js
var compiled_secret = __webpack_require__(1746);
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

;// CONCATENATED MODULE: ./.build/compiled/host/session.js




/** Runs one job over a channel of its own. `whyLost` tells what is known of the connection's end. See `Connection.run`. */
async function runJob(client, whyLost, job) {
    const startedMs = performance.now();
    const stdout = new Output(job.onLine === undefined ? 'all' : 'tail');
    const stderr = new Output('tail');
    const remainingMs = () => Math.max(0, job.timeoutMs - (performance.now() - startedMs));
    const channel = await session_open(client, whyLost, job);
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
            client.exec(loginShellCommand(job.program), (error, channel) => {
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
            algorithms: { serverHostKey: hostKeyAlgorithms(hostKey, this.#refusedTypes) },
            hostVerifier: (blob) => {
                this.shown = (0,fingerprint/* describePublicKey */.a)(blob);
                return isTrusted(hostKey, this.shown);
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
                key: publicKeyOf(this.#key),
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
            warnings: options.hostKey.kind === 'accept-any' ? [acceptAnyWarning(shown, options)] : [],
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
function login_close(client, socket) {
    if (socket.closed)
        return Promise.resolve();
    return new Promise((resolve) => {
        const timer = setTimeout(() => socket.destroy(), CLOSE_PATIENCE_MS);
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
    const key = mendPrivateKey(options.key, options.passphrase);
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
        if (shown !== undefined && !isTrusted(options.hostKey, shown)) {
            if (!mayHaveAnotherKey(options.hostKey))
                throw hostKeyError(options.hostKey, shown, options);
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
    const stranger = hostKeyError(options.hostKey, before.shown, options);
    if (hostKeyAlgorithms(options.hostKey, refusedTypes).length === 0)
        throw stranger;
    try {
        return await connectOnce({ ...options, dialed: undefined }, key, refusedTypes, before.timeoutMs);
    }
    catch (error) {
        const isAnotherStranger = error instanceof errors/* DeployError */.sH && error.code === 'host-key-mismatch';
        throw isAnotherStranger || error instanceof NoCommonAlgorithm ? stranger : error;
    }
}

// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
;// CONCATENATED MODULE: ./.build/compiled/env/digests.js

/** sha256 (hex) of each value, by key, in the order given. */
function envKeyDigests(entries) {
    return new Map(entries.map(({ key, value }) => [key, (0,external_node_crypto_.createHash)('sha256').update(value.reveal(), 'utf8').digest('hex')]));
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

// EXTERNAL MODULE: ./.build/compiled/env/write.js
var write = __webpack_require__(4535);
;// CONCATENATED MODULE: ./.build/compiled/host/assignments.js

/** Shell assignments, a line each: how values travel to the host. Names are ours; values may be anything but NUL. */
function assignments(values) {
    return Object.entries(values)
        .map(([name, value]) => `${name}=${quote(value)}\n`)
        .join('');
}

;// CONCATENATED MODULE: ./.build/compiled/inputs.js
/** The site's name and its aliases: the names of the records, of the certificate and of the site. */
function namesOf(inputs) {
    return [inputs.domain, ...inputs.aliases];
}

;// CONCATENATED MODULE: ./.build/compiled/source/manifest.js

/**
 * The files of a release as text, the same text for the same files: a line each, in the order of the paths' bytes,
 * `f MODE BLOB SIZE PATH` or `l TARGET PATH`. MODE is octal; `%`, space and control characters of paths and targets
 * are percent-encoded, so that a shell can read a line by its words.
 */
function manifestText(files) {
    const known = texts.get(files);
    if (known !== undefined)
        return known;
    const text = sortByPath(files)
        .map((file) => `${lineOf(file)}\n`)
        .join('');
    texts.set(files, text);
    return text;
}
/** A run needs the text of the same files several times, and with 100,000 of them it takes its time. */
const texts = new WeakMap();
/** In the order of the paths' bytes, as `sort` sees them in the C locale. */
function sortByPath(items) {
    return items
        .map((item) => ({ item, key: Buffer.from(item.path) }))
        .sort((a, b) => Buffer.compare(a.key, b.key))
        .map(({ item }) => item);
}
function lineOf(file) {
    const path = manifest_encode(file.path);
    return file.kind === 'symlink'
        ? `l ${manifest_encode(file.target)} ${path}`
        : `f ${file.mode.toString(8).padStart(3, '0')} ${file.blob} ${file.size} ${path}`;
}
/** @throws Error on a line that `manifestText` does not write. */
function parseManifest(text) {
    const lines = text.split('\n');
    if (lines.pop() !== '')
        throw new Error('The manifest is cut off: its last line has no newline.');
    return lines.map(parseLine);
}
const FILE_LINE = /^f ([0-7]{3,4}) ([0-9a-f]{40}) (\d+) (\S+)$/;
const LINK_LINE = /^l (\S+) (\S+)$/;
function parseLine(line, index) {
    const [, mode, blob, size, path] = FILE_LINE.exec(line) ?? [];
    if (mode !== undefined && blob !== undefined && size !== undefined && path !== undefined) {
        return { kind: 'file', path: decode(path), mode: Number.parseInt(mode, 8), size: Number(size), blob };
    }
    const [, target, linkPath] = LINK_LINE.exec(line) ?? [];
    if (target !== undefined && linkPath !== undefined) {
        return { kind: 'symlink', path: decode(linkPath), target: decode(target) };
    }
    throw new Error(`Line ${index + 1} of the manifest cannot be read.`);
}
/** sha256 of a text, hexadecimal: the manifest's digest names a set of files. */
function digestOf(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}
/** `previous` as a manifest's text. A file whose contents, mode or kind changed is sent. */
function compareManifests(next, previous) {
    const before = new Set(previous.split('\n').slice(0, -1));
    const send = [];
    const keep = [];
    const paths = new Set();
    for (const file of next) {
        (before.has(lineOf(file)) ? keep : send).push(file);
        paths.add(manifest_encode(file.path));
    }
    const pathsBefore = [...before].map((line) => line.slice(line.lastIndexOf(' ') + 1));
    return { send, keep, removed: pathsBefore.filter((path) => !paths.has(path)).map(decode) };
}
/** Also U+0085, U+00A0 and the other characters that count as white space somewhere. */
function manifest_encode(text) {
    return text.replace(/[%\s\p{Cc}]/gu, (character) => [...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''));
}
function decode(text) {
    return decodeURIComponent(text);
}

;// CONCATENATED MODULE: ./.build/compiled/release/difference.js



/** Compares the release to be with the one that the host runs. Pure. */
function differenceOf(next) {
    const { current } = next;
    const text = manifestText(next.files);
    const filesChanged = digestOf(text) !== current?.manifestDigest;
    const { send, keep, removed } = compareManifests(next.files, previousManifest(text, current));
    const envKeys = changedEnvKeys(next.env, current);
    return {
        files: { sent: send.length, kept: keep.length, removed: removed.length, bytes: sizeOf(send) },
        filesChanged,
        envKeys,
        envChanged: envKeys.length > 0 || isEdited(next.env, current),
        settingsChanged: next.settingsDigest !== current?.settingsDigest,
        isFirst: current === undefined,
    };
}
/** Text of the current release's manifest; empty without one. The host sends its own only when it differs from ours. */
function previousManifest(nextText, current) {
    return current === undefined ? '' : (current.manifest ?? nextText);
}
function changedEnvKeys(env, current) {
    if (env === undefined)
        return [];
    const { added, changed, removed } = changedKeys(current?.envKeyDigests ?? new Map(), envKeyDigests(env));
    return [...added, ...changed, ...removed].sort();
}
/** Whether somebody changed the `.env` on the host by hand: what is asked for wins. */
function isEdited(env, current) {
    return env !== undefined && current !== undefined && current.envDigest !== digestOf((0,write/* dotenvText */.Q)(env));
}
function sizeOf(files) {
    return files.reduce((sum, file) => sum + (file.kind === 'file' ? file.size : 0), 0);
}

// EXTERNAL MODULE: ./.build/compiled/values/shell-words.js
var shell_words = __webpack_require__(6697);
;// CONCATENATED MODULE: ./.build/compiled/release/renewal.js




/** Writes the renewal for a site. Pure. */
function renewalFiles({ inputs, site, renewScript }) {
    const [shebang = '', ...rest] = renewScript.split('\n');
    const values = assignments({
        ROOT: site.root,
        PROJECT: site.project,
        EDGE_SERVICE: site.edgeService,
        CERTBOT_SERVICE: site.certbotService ?? '',
        RENEW_COMMAND: wordsOf(inputs.renewCommand).join('\n'),
    });
    const script = [shebang, values.trimEnd(), ...rest].join('\n');
    const schedule = inputs.renewSchedule ?? ownSchedule(`${site.project} ${inputs.domain}`);
    const cronLine = `${schedule} /bin/sh ${site.root}/renew.sh ${site.cronMark}`;
    return { script, cronLine, schedule, digest: digestOf(`${script}${cronLine}\n`) };
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
function wordsOf(command) {
    const words = command === undefined ? { value: [] } : (0,shell_words/* shellWords */.C)(command);
    return 'value' in words ? words.value : [];
}

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
;// CONCATENATED MODULE: ./.build/compiled/steps/bootstrap.js

/**
 * The oldest compose that does what a release needs: before 2.24 escaped quotes in `.env` were read wrongly
 * (compose-go 81e1e90) and `pull --policy` was missing.
 */
const composeMinimum = '2.24.0';
/** Which package tool the host has; undefined: a system that this action does not know. */
function osFamily(host) {
    if (host.os.id === 'debian' || host.os.id === 'ubuntu')
        return 'apt';
    if (host.os.id === 'amzn' && host.os.versionId.startsWith('2023'))
        return 'dnf';
    return undefined;
}
/** What the host lacks. */
function needsOf(host, isGit, hasGit) {
    return [
        ...(isGit && !hasGit ? ['git'] : []),
        ...(host.docker.access === 'none' ? ['docker'] : []),
        ...(isComposeGood(host) ? [] : ['compose']),
        ...(host.cron.installed && host.cron.running ? [] : ['cron']),
    ];
}
function decideBootstrap({ inputs, facts: { host } }) {
    const needs = needsOf(host, inputs.source.kind === 'git', host.gitInstalled);
    if (needs.length === 0) {
        return {
            unchanged: `Docker ${host.docker.version ?? ''}, compose ${host.docker.compose ?? ''} and cron are there`,
        };
    }
    const refusals = refusalsFor(needs, host, inputs.bootstrap);
    if (refusals.length > 0)
        return { refusals };
    const title = `Install ${needs.map((need) => named[need]).join(', ')} on ${host.os.name}`;
    return { step: { kind: 'bootstrap', title, because: needs.map((need) => lacking(need, host)).join('; ') } };
}
const named = {
    docker: 'Docker Engine',
    compose: 'docker compose',
    cron: 'cron',
    git: 'git',
};
function isComposeGood({ docker }) {
    const version = semver.coerce(docker.compose);
    return version !== null && semver.gte(version, composeMinimum);
}
function lacking(need, { docker, cron }) {
    if (need === 'docker')
        return docker.installed ? 'Docker is installed but its engine does not answer' : 'there is no Docker Engine';
    if (need === 'cron')
        return cron.installed ? 'cron is installed but does not run' : 'there is no cron';
    if (need === 'git')
        return 'there is no git';
    if (docker.compose === undefined)
        return 'there is no docker compose';
    return `docker compose ${docker.compose} is older than ${composeMinimum}`;
}
function refusalsFor(needs, host, bootstrap) {
    const list = needs.map((need) => named[need]).join(', ');
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
                code: 'no-privilege',
                what: `${list} must be installed, but ${host.user} is not root and has no sudo without a password`,
                hint: `Log in as a user with sudo (ec2-user, ubuntu or admin on EC2), or install ${list} yourself.`,
            },
        ];
    }
    return [];
}
function notWanted(need, host) {
    const hint = `Set "bootstrap: true", or install ${named[need]} yourself.`;
    if (need !== 'compose')
        return { code: 'docker-missing', what: `On the host ${lacking(need, host)}, and "bootstrap" is false`, hint };
    if (host.docker.compose !== undefined)
        return { code: 'compose-too-old', what: `On the host ${lacking(need, host)}`, hint };
    if (!host.docker.composeV1)
        return { code: 'docker-missing', what: 'On the host there is no docker compose, and "bootstrap" is false', hint };
    return {
        code: 'compose-v1-only',
        what: 'The host has only docker-compose v1, which reached its end of life in 2023 and reads .env files differently',
        hint,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/steps/prune.js
/** Releases that stay on the host, the running one among them. */
const keptReleases = 5;
function decidePrune({ needsRelease, facts }) {
    const releases = facts.host.releaseCount + (needsRelease ? 1 : 0);
    if (!needsRelease || releases <= keptReleases)
        return {};
    const title = `Take away releases before the last ${keptReleases}, and the images that only they used`;
    return { step: { kind: 'prune', title, because: `there are ${releases}` } };
}

;// CONCATENATED MODULE: ./.build/compiled/stack/changeover.js
/**
 * Why the app's new containers cannot start beside the old ones, as a sentence's end after the service's name; undefined: they
 * can. Only our own edge finds the new ones; and some services must never run twice.
 */
function notRolledBecause(stack, appService) {
    if (stack.kind === 'whole')
        return 'is behind a proxy of its own stack, which would not find the new one';
    return stack.services.find(({ name }) => name === appService)?.singleBecause;
}
/** What becomes of each service when a release takes over from another, for the person who reads the plan. */
function changeoverText(stack, appService) {
    const why = notRolledBecause(stack, appService);
    const app = why === undefined
        ? `${appService} starts beside the old one, which ends when it has answered all it was asked`
        : `${appService} is replaced, with a moment in which it does not answer, since it ${why}`;
    const others = stack.services.filter(({ name, hasProfile }) => name !== appService && !hasProfile);
    if (others.length === 0)
        return app;
    return `${app}; kept unless the release changes it, and then replaced: ${others.map(told).join(', ')}`;
}
function told({ name, singleBecause }) {
    return singleBecause === undefined ? name : `${name} (never doubled: ${singleBecause})`;
}

;// CONCATENATED MODULE: ./.build/compiled/release/compose-plugin.js
const version = 'v2.38.2';
/**
 * The docker compose plugin for hosts whose distribution has none, by what `uname -m` prints. The digests are those that the
 * official Docker image checks (docker-library/docker, 28/cli/Dockerfile at 0724988).
 */
const sha256 = {
    x86_64: '486b3ffc0f806ca2efbc430cef89955386011662f0c76bad17c103d059cfa9cf',
    aarch64: '4d0f7678dd3338452beba4518e36a8e22b20cad79ba2535c687da554dc3997fb',
};
/** Where the plugin for an architecture is fetched and what it must be; undefined: none is pinned for it. */
function composePlugin(architecture, override) {
    if (override !== undefined)
        return override;
    const digest = sha256[architecture];
    if (digest === undefined)
        return undefined;
    return {
        url: `https://github.com/docker/compose/releases/download/${version}/docker-compose-linux-${architecture}`,
        sha256: digest,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/release/values.js





/** The values of the host program, by the names that it knows them by. Pure. */
function hostValues(planning, { run, edge }) {
    const { inputs, facts, site, release } = planning;
    const plugin = composePlugin(facts.host.architecture, inputs.composePlugin);
    const isGit = inputs.source.kind === 'git';
    const { stack } = facts.repository;
    return {
        ROOT: site.root,
        PROJECT: site.project,
        RELEASE: release,
        EXPECT_CURRENT: run.expectCurrent,
        RUN: run.holder,
        LOCK_WAIT_SECONDS: `${run.lockWaitSeconds}`,
        HEALTH_SECONDS: `${run.healthSeconds}`,
        SOURCE: inputs.source.kind,
        MANIFEST_DIGEST: digestOf(manifestText(facts.repository.files)),
        GIT_SHA: inputs.source.kind === 'git' ? inputs.source.sha : '',
        NEEDS: needsOf(facts.host, isGit, facts.host.gitInstalled).join(' '),
        OS_FAMILY: osFamily(facts.host) ?? '',
        COMPOSE_MINIMUM: composeMinimum,
        PLUGIN_URL: plugin?.url ?? '',
        PLUGIN_SHA256: plugin?.sha256 ?? '',
        APP_SERVICE: inputs.app.service,
        APP_PORT: `${inputs.app.port}`,
        APP_REPLICAS: `${stack.services.find(({ name }) => name === inputs.app.service)?.replicas ?? 1}`,
        RELEASE_COMMAND: inputs.releaseCommand ?? '',
        ROLLING: notRolledBecause(stack, inputs.app.service) === undefined ? 'yes' : 'no',
        EDGE_SERVICE: site.edgeService,
        OWN_EDGE: site.hasOwnEdge ? 'yes' : 'no',
        HSTS_SECONDS: `${edge?.hstsSeconds ?? 0}`,
        CERTBOT_SERVICE: site.certbotService ?? '',
        CERTBOT_WEBROOT: site.certbotWebroot ?? '',
        WEBROOT_VOLUME: site.webrootVolume ?? '',
        CERTIFICATE_NAME: site.certificateName,
        ACME_SERVER: inputs.acmeServer,
        EMAIL: inputs.email ?? '',
        PROBE_TOKEN: run.probeToken,
        CRON_MARK: site.cronMark,
        KEEP_RELEASES: `${keptReleases}`,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/source/manifest-delta.js
/**
 * How the host makes one manifest out of the other: `=N` takes over the next N lines, `-N` passes over N, `+LINE` puts a new
 * one in. What is taken over is what a release shares with the one before. Both are sorted by path, so a merge will do.
 */
function manifestDelta(previous, next) {
    const before = linesOf(previous);
    const known = new Map(before.map((line, index) => [line, index]));
    const delta = [];
    let at = 0;
    let taken = 0;
    const flush = () => {
        if (taken > 0)
            delta.push(`=${taken}`);
        taken = 0;
    };
    for (const line of linesOf(next)) {
        const index = known.get(line);
        if (index === undefined) {
            flush();
            delta.push(`+${line}`);
            continue;
        }
        if (index > at) {
            flush();
            delta.push(`-${index - at}`);
        }
        at = index + 1;
        taken += 1;
    }
    flush();
    return delta.map((line) => `${line}\n`).join('');
}
function linesOf(manifest) {
    return manifest.split('\n').slice(0, -1);
}

;// CONCATENATED MODULE: ./.build/compiled/steps/up.js

/** Services that must have a container that is well: all but those of a profile, and our edge. */
function expectedServices({ facts, inputs, site }) {
    const { stack } = facts.repository;
    const own = stack.kind === 'dockerfile'
        ? [inputs.app.service]
        : stack.services.filter(({ hasProfile }) => !hasProfile).map(({ name }) => name);
    return stack.kind === 'whole' ? own : [...own, site.edgeService];
}
function decideUp(planning) {
    const { needsRelease, release, difference, facts, inputs } = planning;
    const title = `Switch to release ${release}: start what changed, wait until all is well`;
    if (needsRelease) {
        const because = difference.isFirst
            ? 'nothing runs yet'
            : `the release is new: ${changeoverText(facts.repository.stack, inputs.app.service)}`;
        return { step: { kind: 'up', title, because } };
    }
    const shown = releaseShownInstead(planning);
    if (shown !== undefined) {
        return {
            step: { kind: 'up', title, because: `a switch was broken off: visitors are still answered by release ${shown}` },
        };
    }
    const lasting = lastingServices(planning);
    const missing = expectedServices(planning).filter((service) => !facts.host.containers.some((found) => found.service === service && isWell(found, lasting)));
    if (missing.length === 0)
        return { unchanged: 'All containers of the release run' };
    return {
        step: {
            kind: 'up',
            title,
            because: `not running well: ${missing.map((name) => describe(name, facts.host.containers)).join(', ')}`,
        },
    };
}
/** The release that our edge asks although it is not `current`: the host went down before the switch had come to its end. */
function releaseShownInstead({ facts, site }) {
    const { current, edgeRelease } = facts.host;
    if (site.hasOwnEdge || current === undefined || edgeRelease === current.name)
        return undefined;
    return edgeRelease;
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
function lastingServices({ facts, inputs, site }) {
    const kept = facts.repository.stack.services.filter(({ keepsRunning }) => keepsRunning).map(({ name }) => name);
    return new Set([inputs.app.service, site.edgeService, ...kept]);
}
function describe(name, containers) {
    const found = containers.find(({ service }) => service === name);
    return found === undefined ? `${name} (no container)` : `${name} (${found.health ?? found.state})`;
}

;// CONCATENATED MODULE: ./.build/compiled/bundle.js











const programs = ['start.sh', 'apply.sh', 'lib.sh', 'health.sh', 'roll.sh', 'write-probe.sh'];
/** Everything that the host needs for these steps, as the parts of one tar stream. Pure but for file paths in it. */
function bundleParts({ planning, steps, edge, run, readTemplate }) {
    const text = (name, content, mode = 0o644) => ({ path: name, mode, content });
    const { inputs, overlay, site } = planning;
    const renewal = renewalFiles({ inputs, site, renewScript: readTemplate('host/renew.sh') });
    return [
        ...programs.map((name) => text(name, readTemplate(`host/${name}`), 0o755)),
        ...[...new Set(steps.flatMap(scriptsOf))].map((name) => text(`steps/${name}.sh`, readTemplate(`host/steps/${name}.sh`), 0o755)),
        text('steps.list', lines(stepList(steps))),
        text('vars', assignments(hostValues(planning, { run, edge })), 0o600),
        text('names', lines(namesOf(inputs))),
        text('certify-words', lines(wordsOf(inputs.certifyCommand))),
        text('depends', lines(dependencies(planning))),
        text('built', lines(overlay.built.map((image) => `${image.service}|${image.builtBy}|${image.declared ?? ''}`))),
        text('pulled', lines(pulledServices(planning))),
        text('renew.sh', renewal.script, 0o755),
        text('cron-line', renewal.cronLine),
        ...(edge?.files ?? []).map((file) => text(`edge/${file.path}`, file.content)),
        ...(steps.includes('files') ? releaseParts(planning) : []),
    ];
}
/** An order and the start of the containers do not need each other: a certificate that comes before is had beside it. */
function stepList(steps) {
    const isBeside = steps.includes('certify') && steps.indexOf('certify') < steps.indexOf('up');
    if (!isBeside)
        return steps;
    return steps.flatMap((step) => (step === 'certify' ? ['&certify'] : step === 'up' ? ['up', 'wait'] : [step]));
}
/** Serving HTTPS from the bundled edge is putting its configuration in place. */
function scriptsOf(step) {
    return step === 'serve-https' ? ['serve-https', 'edge'] : [step];
}
function releaseParts({ inputs, facts, overlay }) {
    const { files } = facts.repository;
    const manifest = manifestText(files);
    const previous = previousManifest(manifest, facts.host.current);
    const { send } = compareManifests(files, previous);
    const isUpload = inputs.source.kind === 'upload';
    return [
        manifestPart(previous, manifest),
        { path: 'record/settings-digest', mode: 0o644, content: overlay.digest },
        { path: 'record/compose-files', mode: 0o644, content: overlay.composeFiles.join('|') },
        { path: 'record/compose-folder', mode: 0o644, content: facts.repository.stack.folder },
        ...overlay.files.map((file) => ({ path: `record/${file.path}`, mode: 0o644, content: file.content })),
        { path: 'data', mode: 0o644, content: lines(overlay.data) },
        ...envParts(inputs.env),
        ...(isUpload ? send.map((file) => filePart(file, inputs.workspace)) : []),
    ];
}
/** Of what the host has only the changes travel. */
function manifestPart(previous, manifest) {
    return previous === ''
        ? { path: 'record/manifest', mode: 0o644, content: manifest }
        : { path: 'manifest.delta', mode: 0o644, content: manifestDelta(previous, manifest) };
}
/** The values themselves, and their digests, by which the next run knows what changed without seeing values. */
function envParts(env) {
    if (env === undefined)
        return [];
    const digests = [...envKeyDigests(env)].map(([key, digest]) => `${key} ${digest}`);
    return [
        { path: 'env', mode: 0o600, content: (0,write/* dotenvText */.Q)(env) },
        { path: 'record/env-digests', mode: 0o600, content: lines(digests) },
    ];
}
function filePart(file, workspace) {
    if (file.kind === 'symlink')
        return { path: `files/${file.path}`, symlink: file.target };
    return { path: `files/${file.path}`, mode: file.mode, fromFile: external_node_path_.join(workspace, file.path), size: file.size };
}
/** Those whose images come from elsewhere. */
function pulledServices(planning) {
    const built = new Set(planning.overlay.built.map(({ service }) => service));
    return expectedServices(planning).filter((service) => !built.has(service));
}
/** What the app depends on, at any depth: it must run before the release command does. */
function dependencies({ facts, inputs }) {
    const { services } = facts.repository.stack;
    const found = new Set();
    const visit = (name) => {
        for (const next of services.find((service) => service.name === name)?.dependsOn ?? []) {
            if (found.has(next) || next === inputs.app.service)
                continue;
            found.add(next);
            visit(next);
        }
    };
    visit(inputs.app.service);
    return [...found];
}
function lines(items) {
    return items.map((item) => `${item}\n`).join('');
}

// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
;// CONCATENATED MODULE: ./.build/compiled/certificate/answers.js


/**
 * The addresses of a name, IPv4 first, as `asked` gives them. Where it gives only an alias (a zone's own server does, when
 * the target lies elsewhere), `world` is asked for the target. Never rejects.
 */
async function findAddresses(name, asked, world) {
    try {
        const direct = await bothFamilies(name, asked);
        if (direct.length > 0)
            return { kind: 'addresses', addresses: direct };
        const [target] = await asked.resolveCname(name);
        if (target === undefined)
            return { kind: 'addresses', addresses: [] };
        return { kind: 'addresses', addresses: await bothFamilies(target, world) };
    }
    catch (error) {
        return { kind: 'no-answer', why: (0,errors/* messageOf */.bD)(error) };
    }
}
/** A resolver that asks a zone's own name servers; undefined when none of them has an address. */
async function zoneResolver(nameServers, world) {
    const found = await Promise.all(nameServers.map(async (server) => await world.resolve4(server).catch(() => [])));
    const addresses = [...new Set(found.flat())];
    return addresses.length === 0 ? undefined : world.at(addresses);
}
/**
 * Whether a name leads to this host and nowhere else. An ACME server may ask any of the addresses, and prefers IPv6, so a
 * single foreign one can make an order fail. Pure.
 */
function judgeAnswer(answer) {
    const { name, where, found, expected } = answer;
    const host = expected.join(', ');
    if (found.kind === 'no-answer' || found.addresses.length === 0) {
        return {
            code: 'name-does-not-resolve',
            what: `${name} has no address at ${where}`,
            ...(found.kind === 'no-answer' ? { why: found.why } : {}),
            hint: `Make a record for ${name} that leads to ${host}. A resolver that was asked before it existed may remember that for up to 15 minutes.`,
        };
    }
    const ours = new Set(expected.map(normalAddress));
    const foreign = found.addresses.filter((address) => !ours.has(normalAddress(address)));
    if (foreign.length === 0)
        return undefined;
    const isOnlyIpv6 = foreign.every((address) => (0,external_node_net_.isIPv6)(address));
    return {
        code: 'name-answers-elsewhere',
        what: `${name} leads to ${foreign.join(', ')} at ${where}; this host is ${host}`,
        why: isOnlyIpv6
            ? 'An ACME server prefers the IPv6 address (AAAA record), and would look for its proof there.'
            : 'An ACME server would look for its proof there.',
        hint: isOnlyIpv6
            ? `Remove the AAAA record of ${name}, or make it this host's IPv6 address.`
            : `Point ${name} at ${host}. If it was changed just now, wait until the old record's TTL is over and run again.`,
    };
}
async function bothFamilies(name, resolver) {
    const [v4, v6] = await Promise.all([resolver.resolve4(name), resolver.resolve6(name)]);
    return [...v4, ...v6];
}
/** One spelling for each address: `2001:DB8:0::1` is `2001:db8::1`. */
function normalAddress(address) {
    return (0,external_node_net_.isIPv6)(address) ? new external_node_net_.SocketAddress({ address, family: 'ipv6' }).address : address;
}

;// CONCATENATED MODULE: ./.build/compiled/certificate/caa.js


const knownTags = new Set(['issue', 'issuewild', 'issuemail', 'issuevmc', 'iodef', 'contactemail', 'contactphone']);
/** The issuer domain by which CAA records name the authority behind an ACME server; undefined: not one we know. */
function caaIssuerOf(acmeServer) {
    const host = URL.canParse(acmeServer) ? new URL(acmeServer).hostname : '';
    return host.endsWith('.letsencrypt.org') ? 'letsencrypt.org' : undefined;
}
/**
 * Finds the CAA record set that counts for a name, by climbing from the name as in RFC 8659; undefined: there is none. Stops
 * at the registrable domain, since what is above belongs to a registry. Where nothing answers, that is said, and it goes on.
 */
async function findCaa(name, resolver, say) {
    for (const at of possibleZoneNames(name)) {
        try {
            const records = await resolver.resolveCaa(at);
            if (records.length > 0)
                return { at, records };
        }
        catch (error) {
            say(`The CAA records of ${at} could not be read (${(0,errors/* messageOf */.bD)(error)}): going on without`);
        }
    }
    return undefined;
}
/** Why the authority must not issue for the name by HTTP-01, or undefined. Pure. */
function caaRefusal(name, caa, issuer) {
    if (caa === undefined)
        return undefined;
    const unknown = caa.records.find(({ critical, tag }) => critical && !knownTags.has(tag.toLowerCase()));
    const issues = caa.records.filter(({ tag }) => tag.toLowerCase() === 'issue');
    const isAllowed = issues.length === 0 || issues.some(({ value }) => allows(value, issuer));
    if (unknown === undefined && isAllowed)
        return undefined;
    const found = caa.records.map(({ tag, value }) => `${tag} "${value}"`).join(', ');
    return {
        code: 'certificate-refused',
        what: `The CAA records of ${caa.at} do not let ${issuer} issue a certificate for ${name}`,
        why: `They are: ${found}.`,
        hint: `Add a CAA record to ${caa.at}: 0 issue "${issuer}" (without a parameter "validationmethods" that leaves out http-01).`,
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

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
;// CONCATENATED MODULE: ./.build/compiled/verify/http-get.js




const maxBodyBytes = 65_536;
/** One GET over a connection of its own (or the one given), without following redirects. The time limit covers it all. Never rejects. */
async function httpGet(url, options) {
    const signal = AbortSignal.timeout(options.timeoutMs);
    try {
        return await readAnswer(await send(url, options, signal));
    }
    catch (error) {
        if (signal.aborted)
            return { kind: 'failed', reason: 'timeout', why: `no answer within ${options.timeoutMs / 1000} s` };
        return { kind: 'failed', reason: codeOf(error) === 'ECONNREFUSED' ? 'refused' : 'other', why: reasonOf(error) };
    }
}
/** A URL of the site. `path` may begin with anything, even `//` or `@`: it cannot change the name. */
function siteUrl(protocol, name, path) {
    return new URL(`${protocol}://${name}${path.startsWith('/') ? '' : '/'}${path}`);
}
/** The first characters of an answer for people: one line, nothing that a terminal or a runner would obey. */
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
/** Trying several addresses gives an AggregateError, whose own message is empty. */
function reasonOf(error) {
    if (error instanceof AggregateError)
        return error.errors.map(errors/* messageOf */.bD).join('; ');
    return (0,errors/* messageOf */.bD)(error);
}

;// CONCATENATED MODULE: ./.build/compiled/certificate/probe.js


/** As many as an ACME server follows. */
const maxRedirects = 10;
/**
 * Fetches the probe as an ACME server would: port 80, redirects followed to ports 80 and 443 only, any certificate taken.
 * Gives undefined when the content came, else what is in the way. Never rejects.
 */
async function fetchProbe(name, probe, ports) {
    const first = new URL(`http://${name}/.well-known/acme-challenge/${probe.token}`);
    let url = first;
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
        const result = await exchange(url, ports);
        const next = redirectTarget(result, url);
        if (next === undefined)
            return judgeProbe({ first, url, result, content: probe.content });
        if (next === 'forbidden') {
            return notServed(first, `${url.href} leads to a place where no ACME server follows (${where(result)}).`, openHint);
        }
        url = next;
    }
    return notServed(first, `It leads from redirect to redirect, last to ${url.href}.`, proxyHint);
}
/** What an answer to the probe means. Pure. */
function judgeProbe(seen) {
    const { first, url, result, content } = seen;
    if (result.kind === 'failed') {
        const why = `${url.href}: ${result.why}.`;
        if (result.reason === 'timeout')
            return notServed(first, `${why} Packets are dropped on the way.`, openHint);
        if (result.reason === 'refused') {
            return notServed(first, `${why} The host is reached, but nothing listens on that port.`, listenHint);
        }
        return notServed(first, why, openHint);
    }
    if (result.status === 200 && result.body.trim() === content.trim())
        return undefined;
    const { server: product } = result.headers;
    const server = typeof product === 'string' ? `from "${excerpt(product, 60)}"` : 'without a Server header';
    const body = excerpt(result.body, 120);
    return notServed(first, `${url.href} answered ${result.status} ${server}: ${body === '' ? 'nothing' : body}`, proxyHint);
}
const openHint = 'Open port 80 (TCP) in the security group of the instance for 0.0.0.0/0, and in a firewall on the host.';
const listenHint = 'See that the proxy is up and publishes port 80 ("docker ps" on the host), then run again.';
const proxyHint = 'Something else answers for the name on port 80, or the proxy does not serve /.well-known/acme-challenge/ from the ' +
    "webroot that certbot writes to. Correct the proxy's configuration, then run again.";
function notServed(first, why, hint) {
    const what = `A test file for the certificate cannot be fetched from outside: ${first.href}`;
    return { code: 'probe-not-served', what, why: `${why} No order was spent.`, hint };
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

;// CONCATENATED MODULE: ./.build/compiled/certificate/preflight.js





/**
 * Makes sure that an order would succeed before one is spent, for a certificate authority counts the failures: every name
 * leads here, CAA allows it, and a file on port 80 is reached from outside.
 * @throws DeployError name-does-not-resolve, name-answers-elsewhere, certificate-refused, probe-not-served
 */
async function preflight(request, ports) {
    const dnsTimeoutMs = ports.dnsTimeoutMs ?? 90_000;
    await forEachName(request.names, async (name) => {
        const ownServers = request.nameServers.get(name) ?? [];
        // The zone's own servers first: a resolver asked before they have the record would remember that it is not there.
        if (ownServers.length > 0) {
            await eventually(() => checkAtZone(name, ownServers, request, ports), dnsTimeoutMs, ports.say);
        }
        await eventually(() => checkInWorld(name, request, ports), dnsTimeoutMs, ports.say);
    });
    ports.say(`DNS: ${request.names.join(', ')} lead to ${request.addresses.join(', ')}`);
    const issuer = caaIssuerOf(request.acmeServer);
    if (issuer !== undefined)
        await forEachName(request.names, (name) => checkCaa(name, issuer, ports));
    const { probe } = request;
    if (probe === undefined)
        return;
    await forEachName(request.names, (name) => eventually(() => fetchProbe(name, probe, ports), ports.probeTimeoutMs ?? 20_000, ports.say));
    ports.say(`Port 80: the test file was fetched from outside for ${request.names.join(', ')}`);
}
async function checkAtZone(name, servers, request, { resolver }) {
    const zone = await zoneResolver(servers, resolver);
    const where = `the zone's name servers (${servers.join(', ')})`;
    const found = zone === undefined
        ? { kind: 'no-answer', why: `${servers.join(', ')} have no address` }
        : await findAddresses(name, zone, resolver);
    return judgeAnswer({ name, where, found, expected: request.addresses });
}
async function checkInWorld(name, request, { resolver }) {
    const found = await findAddresses(name, resolver, resolver);
    return judgeAnswer({ name, where: 'the resolver of the runner', found, expected: request.addresses });
}
async function checkCaa(name, issuer, ports) {
    const refusal = caaRefusal(name, await findCaa(name, ports.resolver, ports.say), issuer);
    if (refusal !== undefined)
        throw new errors/* DeployError */.sH(refusal);
}
/** All names at a time; the first failure counts, after every name has come to its end. */
async function forEachName(names, check) {
    const results = await Promise.allSettled(names.map(check));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed !== undefined)
        throw (0,errors/* asDeployError */.y0)(failed.reason);
}
/** Repeats a check, 1 s to 10 s apart, until it finds no fault or the time is up. */
async function eventually(check, timeoutMs, say) {
    const deadline = Date.now() + timeoutMs;
    const attempt = async () => {
        const failure = await check();
        if (failure !== undefined)
            throw new errors/* DeployError */.sH(failure);
    };
    await (0,p_retry/* default */.Ay)(attempt, {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: 1000,
        factor: 1.6,
        maxTimeout: 10_000,
        shouldRetry: ({ error }) => {
            const isAgain = error instanceof errors/* DeployError */.sH && Date.now() < deadline;
            if (isAgain)
                say(`Not yet: ${error.message}`);
            return isAgain;
        },
    });
}

// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 6 modules
var schemas = __webpack_require__(0);
;// CONCATENATED MODULE: ./.build/compiled/host/events.js

/**
 * A line that the host program prints. The host is not trusted: what is not one of these is passed over, and texts are
 * shown only behind a prefix, so that none of them can be a workflow command.
 */
const eventSchema = schemas/* discriminatedUnion */.gMt('event', [
    schemas/* object */.Ikc({ event: schemas/* literal */.euz('begin'), step: schemas/* string */.YjP() }),
    schemas/* object */.Ikc({ event: schemas/* literal */.euz('log'), step: schemas/* string */.YjP(), text: schemas/* string */.YjP() }),
    schemas/* object */.Ikc({ event: schemas/* literal */.euz('failure'), step: schemas/* string */.YjP(), code: schemas/* string */.YjP(), text: schemas/* string */.YjP() }),
    schemas/* object */.Ikc({ event: schemas/* literal */.euz('end'), step: schemas/* string */.YjP(), rc: schemas/* number */.aig(), milliseconds: schemas/* number */.aig() }),
    schemas/* object */.Ikc({ event: schemas/* literal */.euz('done'), text: schemas/* enum */.k5n(['applied', 'failed']) }),
]);
/** The event of a line, or undefined for anything else. */
function parseEvent(line) {
    if (!line.startsWith('{'))
        return undefined;
    try {
        const parsed = eventSchema.safeParse(JSON.parse(line));
        return parsed.success ? parsed.data : undefined;
    }
    catch {
        return undefined;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/error-codes.js
/** Every way in which a run can fail. Each code is an anchor in docs/errors.md, and has a test. */
const ERROR_CODES = [
    'bad-input',
    'ssh-key-unreadable',
    'ssh-key-passphrase',
    'ssh-auth-refused',
    'host-unreachable',
    'host-key-unknown',
    'host-key-mismatch',
    'connection-lost',
    'timed-out',
    'host-program-failed',
    'refused',
    'aws-credentials-missing',
    'aws-denied',
    'aws-failed',
    'hosted-zone-not-found',
    'hosted-zone-ambiguous',
    'record-not-ours',
    'dns-not-insync',
    'zone-not-delegated',
    'name-does-not-resolve',
    'name-answers-elsewhere',
    'probe-not-served',
    'os-unsupported',
    'no-privilege',
    'docker-missing',
    'compose-v1-only',
    'compose-too-old',
    'port-taken',
    'disk-too-small',
    'path-not-writable',
    'nothing-to-deploy',
    'compose-file-missing',
    'compose-file-invalid',
    'compose-service-missing',
    'workspace-empty',
    'bootstrap-failed',
    'plugin-checksum',
    'upload-failed',
    'git-clone-failed',
    'lock-held',
    'state-moved-on',
    'build-failed',
    'release-command-failed',
    'containers-unhealthy',
    'edge-config-invalid',
    'certificate-refused',
    'renewal-not-proven',
    'https-not-answering',
    'certificate-not-valid',
    'health-check-failed',
    'wrong-release-answers',
    'unexpected',
];

;// CONCATENATED MODULE: ./.build/compiled/host/failures.js


/** What the codes that the host program reports mean to a person. */
const words = {
    'bootstrap-failed': {
        what: 'The host could not be made ready',
        hint: 'Look at the package tool’s lines above. Does the instance reach the internet (route, NAT, security group egress)? Installing by hand and "bootstrap: false" works too.',
    },
    'plugin-checksum': {
        what: 'The docker compose plugin that was downloaded is not the one it should be; it was not installed',
        hint: 'Try again. If it stays so, somebody answers for github.com in the host’s network: find out who. For a mirror of your own give "compose-plugin".',
    },
    'upload-failed': {
        what: 'The release’s files could not be put in place',
        hint: 'Look at the lines above: a full disk and files owned by root in the folder of the release before are the usual reasons.',
    },
    'git-clone-failed': {
        what: 'The host could not get the commit from the git server',
        hint: 'Is the public half of "deploy-key" entered at the repository (Settings, Deploy keys), and does the commit exist there?',
    },
    'lock-held': {
        what: 'Another run holds this host',
        hint: 'Wait for it to end and run this again. The lock belongs to a process and goes with it; there is nothing to delete.',
    },
    'state-moved-on': {
        what: 'The host changed while this run was planning',
        hint: 'Run this again. A concurrency group in the workflow keeps runs from meeting.',
    },
    'compose-file-invalid': {
        what: 'docker compose on the host refuses the compose files',
        hint: 'Try the same with: docker compose config. A variable that is required but not in "env" is a usual reason.',
    },
    'build-failed': {
        what: 'The images could not be built or pulled; the running release was not touched',
        hint: 'The reason is in the lines above. If the build was killed, the instance is short of memory: add swap or take a larger one.',
    },
    'release-command-failed': {
        what: 'The release command failed; the running release was not touched',
        hint: 'Its output is above: mend what it names and run this again. What it changed in a database before it failed stays changed.',
    },
    'containers-unhealthy': {
        what: 'The new release did not come up well',
        hint: 'Read the last lines of the containers above: a variable that "env" lacks is the commonest reason, a service that it waits for the next. Mend it and run this again.',
    },
    'edge-config-invalid': {
        what: 'nginx refused the edge’s configuration',
        hint: 'nginx says why above. If no input of yours can be the reason, report it with that line.',
    },
    'certificate-refused': {
        what: 'No certificate was issued; the site stays as it was',
        hint: 'The certificate authority says why above. Try with acme-server https://acme-staging-v02.api.letsencrypt.org/directory until it works: its limits are wide.',
    },
    'probe-not-served': {
        what: 'The probe file could not be put where the certificate authority will look',
        hint: 'Look at the lines above: the certbot container has to start and to write into the volume of the ACME webroot.',
    },
    'renewal-not-proven': {
        what: 'The site is up, but its renewal did not run when it was tried',
        hint: 'Look at renew.log in the site’s folder on the host. Without a renewal the certificate ends and the site with it.',
    },
};
/** The error for a failure that the host program reported, or for a step that ended without a word. */
function hostFailure(failure) {
    const code = ERROR_CODES.find((known) => known === failure.code) ?? 'host-program-failed';
    const said = words[code] ?? {
        what: 'The host program failed',
        hint: 'The reason is in the lines above. Run this again; it goes on from what is there.',
    };
    const lines = failure.lastLines.slice(-12);
    const why = [failure.text, ...(lines.length === 0 ? [] : ['last lines:', ...lines.map((line) => `  ${line}`)])].join('\n');
    return new errors/* DeployError */.sH({ code, what: said.what, why, hint: said.hint });
}

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
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
    const zipped = (0,external_node_stream_.pipeline)(external_node_stream_.Readable.from(archive), (0,external_node_zlib_.createGzip)(compression), () => undefined);
    fill(archive, parts, options.mtime).then(() => archive.finalize(), (error) => zipped.destroy(error instanceof Error ? error : new Error((0,errors/* messageOf */.bD)(error))));
    return zipped;
}
/**
 * Of 200 MB, a third of them pictures, level 3 makes 104 MB in 5 s, the default 6 makes 100 MB in 13 s: on a line that takes
 * more than 1 MB/s the higher level loses.
 */
const compression = { level: 3, memLevel: 9, chunkSize: 256 * 1024 };
/** Up to this size a file is read as a whole: a stream costs more than its reading. */
const SMALL_BYTES = 1024 * 1024;
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
            const content = await (0,external_node_fs_promises_.readFile)(part.fromFile);
            checkSize(part.path, size, content.length);
            await add(archive, header, content);
            return;
        }
        const entry = archive.entry({ ...header, size });
        await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(part.fromFile), measured(part.path, size), entry);
    }
    catch (error) {
        if (error instanceof errors/* DeployError */.sH)
            throw error;
        throw uploadError(part.path, (0,errors/* messageOf */.bD)(error), error);
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
    return new errors/* DeployError */.sH({
        code: 'upload-failed',
        what: `The file '${path}' cannot be sent: ${reason}`,
        hint: 'Nothing may write into the workspace while this step runs. Run the job again.',
        cause,
    });
}

;// CONCATENATED MODULE: ./.build/compiled/host/program.js




/**
 * Sends the bundle and follows the host program to its end, in one exec.
 * @throws DeployError as the host program reported; connection-lost, timed-out
 */
async function runHostProgram(connection, run) {
    const state = follow(run.watcher);
    const completed = await connection.run({
        program: run.receive,
        stdin: packBundle(run.parts, { mtime: run.now }),
        onLine: state.onLine,
        timeoutMs: run.timeoutMs,
        label: 'deploying',
    });
    const { failure, isApplied, lastLines, lastStep } = state;
    if (failure() !== undefined)
        throw hostFailure({ code: failure()?.code ?? '', text: failure()?.text ?? '', lastLines: lastLines() });
    if (isApplied())
        return;
    throw unfinished(completed, lastStep(), lastLines());
}
function follow(watcher) {
    let failure;
    let isApplied = false;
    let step = '';
    let lines = [];
    const take = (event) => {
        switch (event.event) {
            case 'begin':
                step = event.step;
                lines = [];
                return watcher.begin(event.step);
            case 'log':
                lines = [...lines.slice(-29), event.text];
                return watcher.log(event.text);
            case 'failure':
                failure = event;
                return undefined;
            case 'end':
                if (event.rc !== 0)
                    failure ??= { event: 'failure', step, code: '', text: `the step ${step} ended with status ${event.rc}` };
                return watcher.end(event.step, event.rc === 0, event.milliseconds / 1000);
            case 'done':
                isApplied = event.text === 'applied';
                return undefined;
            default:
                return event;
        }
    };
    return {
        onLine: (line) => {
            const event = parseEvent(line);
            if (event !== undefined)
                take(event);
            else if (line.trim() !== '')
                lines = [...lines.slice(-29), line];
        },
        failure: () => failure,
        isApplied: () => isApplied,
        lastStep: () => step,
        lastLines: () => lines,
    };
}
function unfinished(completed, step, lastLines) {
    const at = step === '' ? 'before its first step' : `in the step ${step}`;
    if (completed.ended === 'connection-lost') {
        return new errors/* DeployError */.sH({
            code: 'connection-lost',
            what: `The connection to the host was lost ${at}`,
            why: `${completed.why ?? 'no reason was given'}. The host program does not need the connection: it finishes, or takes back what it began.`,
            hint: 'Run this again: it waits for the host program to end, sees what is there, and does only the rest.',
        });
    }
    if (completed.ended === 'timed-out') {
        return new errors/* DeployError */.sH({
            code: 'timed-out',
            what: `The host program was still ${at} when the time of the run was over`,
            why: 'It goes on by itself, and finishes or takes back what it began.',
            hint: 'Give a longer "timeout", or find out from the lines above why the step takes so long.',
        });
    }
    const status = completed.signal ?? `status ${completed.code ?? 'unknown'}`;
    return hostFailure({ code: '', text: `it ended with ${status} ${at}. ${completed.stderr.trim()}`.trim(), lastLines });
}

;// CONCATENATED MODULE: ./.build/compiled/step.js
/** The kinds of step, in the order in which a run takes them. */
const STEP_KINDS = [
    'bootstrap',
    'records',
    'files',
    'env',
    'build',
    'release-command',
    'edge',
    'up',
    'probe',
    'preflight',
    'certify',
    'serve-https',
    'renewal',
    'prune',
    'restore',
];
/** Steps that the runner takes by itself; all others are the host program's. */
function isOnRunner(kind) {
    return kind === 'records' || kind === 'preflight';
}

;// CONCATENATED MODULE: ./.build/compiled/certificate/decide.js

/**
 * Decides from the certificate on the host. One that merely nears its end is left to the renewal; names it has beyond those
 * asked for are no reason for a new order. Pure.
 */
function certificateNeed(certificate, names, now) {
    if (certificate === undefined) {
        return { kind: 'missing', because: `there is no certificate for ${names.join(', ')} on the host` };
    }
    const missing = names.filter((name) => !covers(certificate, name));
    if (missing.length > 0) {
        const because = `the certificate is for ${certificate.names.join(', ')}, not for ${missing.join(', ')}`;
        return { kind: 'names', missing, because };
    }
    const end = certificate.notAfter.toISOString().slice(0, 10);
    if (certificate.notAfter.getTime() <= now.getTime()) {
        return { kind: 'expired', because: `the certificate ended on ${end} and was not renewed` };
    }
    return { kind: 'none', because: `the certificate covers ${names.join(', ')} until ${end}` };
}

;// CONCATENATED MODULE: ./.build/compiled/steps/certificate.js


function needOf({ inputs, facts, now, }) {
    return certificateNeed(facts.certificate, namesOf(inputs), now);
}
/** Whether a file can be put where the certificate authority will look. */
function canProbe({ site, inputs }) {
    return site.certbotService !== undefined && site.certbotWebroot !== undefined && inputs.certifyCommand === undefined;
}
/**
 * Whether the certificate is asked for before the app has started, which takes as long as an order does. Only where nothing
 * runs yet, so that nobody can be served worse meanwhile.
 */
function isCertifiedFirst(planning) {
    const { difference, site } = planning;
    return difference.isFirst && !site.hasOwnEdge && canProbe(planning) && needOf(planning).kind !== 'none';
}
function decideProbe(planning) {
    if (needOf(planning).kind === 'none' || !canProbe(planning))
        return {};
    const file = 'ut a probe file where the certificate authority will look';
    const title = isCertifiedFirst(planning) ? `Start the edge, and p${file}` : `P${file}`;
    return { step: { kind: 'probe', title, because: 'the way from outside is tried before an order is spent' } };
}
function decidePreflight(planning) {
    if (needOf(planning).kind === 'none')
        return {};
    const names = namesOf(planning.inputs).join(', ');
    const title = `Check from outside that ${names} leads to this host${canProbe(planning) ? ' and port 80 answers' : ''}`;
    return {
        step: {
            kind: 'preflight',
            title,
            because: 'a failed order counts against the rate limits of the certificate authority',
        },
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
    const title = `Get a certificate for ${namesOf(inputs).join(', ')}`;
    return { step: { kind: 'certify', title, because: need.because } };
}
function decideServeHttps(planning) {
    if (needOf(planning).kind === 'none')
        return {};
    const title = planning.site.hasOwnEdge
        ? `Restart ${planning.site.edgeService} with the certificate`
        : 'Serve HTTPS, and send HTTP there';
    return { step: { kind: 'serve-https', title, because: 'the certificate is new' } };
}
function noWay({ facts, site }) {
    const file = facts.repository.stack.composeFile ?? 'the compose file';
    return {
        code: 'compose-service-missing',
        what: site.certbotService === undefined
            ? `${file} publishes port 80 or 443 by its own service ${site.edgeService}, but has no certbot service`
            : `${file} has a certbot service, but no named volume that ${site.certbotService} and ${site.edgeService} share for the ACME webroot`,
        why: 'A stack with an edge of its own is run as it is, so its certificate must come from it too.',
        hint: 'Add a certbot service that shares the webroot and /etc/letsencrypt with the proxy, or give "certify-command", or take the published ports 80 and 443 away so that the bundled edge is laid over the stack.',
    };
}

// EXTERNAL MODULE: ./.build/compiled/values/host-name.js
var host_name = __webpack_require__(5149);
;// CONCATENATED MODULE: ./.build/compiled/dns/records.js


/**
 * TTL of a record that is new: Route 53's usual five minutes, so that a host which moves is found again soon. A record that
 * is there keeps its TTL, and a TTL alone is never a difference: people set it on purpose.
 */
const newTtlSeconds = 300;
/** Decides which records must change so that every name leads to the target. Pure. */
function planRecords(names, facts, target) {
    const known = facts.names.filter(({ name }) => names.includes(name));
    const plans = known.map((name) => ({ name, ...planName(name, target) }));
    const accepted = plans.flatMap(({ name, plan }) => (plan === undefined ? [] : [{ ...plan, name }]));
    return {
        changes: byZone(accepted),
        because: accepted.map(({ name, text, ...plan }) => ({ name: name.name, changes: isChange(plan), text })),
        refusals: plans.flatMap(({ refusal }) => refusal ?? []),
    };
}
function planName(facts, target) {
    const [special] = facts.special;
    if (special !== undefined)
        return { refusal: notOurs(facts, `an ${special.type} record of kind ${special.why}`) };
    if (target.kind === 'name' && (0,dns_name/* plainName */.M)(target.name) === facts.name)
        return planItself(facts);
    const wanted = wantedSets(facts, target);
    if (wanted.length === 0)
        return { refusal: targetless(facts, target) };
    const stray = facts.current.find((set) => isStray(set, wanted, target));
    if (stray !== undefined)
        return { refusal: notOurs(facts, `${records_describe([stray])}, which is not the host's`) };
    const remove = facts.current.filter((set) => wanted.every((other) => conflict(set, other)));
    const upsert = wanted.filter((set) => !facts.current.some((now) => isSame(now, set)));
    const isAlready = !isChange({ remove, upsert });
    const text = isAlready ? `${facts.name} is ${records_describe(facts.current)} already` : explain(facts, wanted, target);
    return { plan: { remove, upsert, text } };
}
/** A CNAME for a DNS name where the name can have one; else the addresses themselves. */
function wantedSets(facts, target) {
    const isApex = facts.name === facts.zone.name;
    if (target.kind === 'name' && !isApex && facts.otherTypes.length === 0) {
        return [recordSet(facts, 'CNAME', [(0,dns_name/* plainName */.M)(target.name)])];
    }
    const addresses = target.kind === 'ip' ? [target.address] : target.addresses;
    const v6 = addresses.filter((address) => (0,host_name/* isIpv6 */.sX)(address));
    const v4 = addresses.filter((address) => !(0,host_name/* isIpv6 */.sX)(address));
    return [
        ...(v4.length === 0 ? [] : [recordSet(facts, 'A', v4)]),
        ...(v6.length === 0 ? [] : [recordSet(facts, 'AAAA', v6)]),
    ];
}
function recordSet(facts, type, values) {
    const kept = facts.current.find((set) => set.type === type);
    return { name: facts.name, type, ttlSeconds: kept?.ttlSeconds ?? newTtlSeconds, values };
}
/**
 * An address record of the family that the host is not asked for by, as an AAAA beside our A. Left alone it would send part
 * of the visitors, and the certificate authority, to another machine; taken away silently it might be missed.
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
function isChange(plan) {
    return plan.remove.length > 0 || plan.upsert.length > 0;
}
function byZone(plans) {
    const zones = new Map(plans.filter(isChange).map(({ name }) => [name.zone.id, name.zone]));
    return [...zones.values()].map((zone) => {
        const inZone = plans.filter(({ name }) => name.zone.id === zone.id);
        return {
            zone,
            remove: inZone.flatMap(({ remove }) => remove),
            upsert: inZone.flatMap(({ upsert }) => upsert),
        };
    });
}
/** The host is given by the very name: its record is where the address comes from, and there is nothing to point it at. */
function planItself(facts) {
    if (facts.current.length > 0) {
        const text = `${facts.name} is what the host is called by; its record (${records_describe(facts.current)}) stays as it is`;
        return { plan: { remove: [], upsert: [], text } };
    }
    return { refusal: targetless(facts, { kind: 'name', name: facts.name, addresses: [] }) };
}
function explain(facts, wanted, target) {
    const before = facts.current.length === 0 ? 'has no address yet' : `is ${records_describe(facts.current)}`;
    return `${facts.name} ${before}; it becomes ${records_describe(wanted)}${whyNoCname(facts, target)}`;
}
function whyNoCname(facts, target) {
    if (target.kind === 'ip')
        return '';
    if (facts.name === facts.zone.name)
        return ' (the apex of a zone cannot be a CNAME)';
    return facts.otherTypes.length === 0 ? '' : ` (beside ${facts.otherTypes.join(' and ')} there can be no CNAME)`;
}
function records_describe(sets) {
    return sets.map((set) => `${set.type} ${set.values.join(', ')}`).join(' and ');
}
function notOurs(facts, found) {
    return {
        code: 'record-not-ours',
        what: `${facts.name} has ${found} in the zone ${facts.zone.name} (${facts.zone.id})`,
        why: 'Somebody made it for a purpose that this action cannot know, so it is not overwritten.',
        hint: `Delete that record if ${facts.name} is to lead to this host, or keep it and set "dns: none".`,
    };
}
function targetless(facts, target) {
    const name = target.kind === 'name' ? target.name : target.address;
    return {
        code: 'name-does-not-resolve',
        what: `${name} has no address, so there is nothing that ${facts.name} can point at`,
        hint: 'Give the IP address of the host (or its EC2 public DNS name) as the input "host" or "dns-target".',
    };
}

;// CONCATENATED MODULE: ./.build/compiled/steps/records.js


/** What Route 53 needs; undefined when DNS is somebody else's. */
function recordPlan({ inputs, facts }) {
    return facts.dns === undefined ? undefined : planRecords(namesOf(inputs), facts.dns, facts.target);
}
function decideRecords(planning) {
    const plan = recordPlan(planning);
    if (plan === undefined)
        return { unchanged: 'DNS is not this action’s (dns: none)' };
    if (plan.refusals.length > 0)
        return { refusals: plan.refusals };
    const changing = plan.because.filter(({ changes }) => changes);
    if (changing.length === 0)
        return { unchanged: plan.because.map(({ text }) => text).join('; ') };
    const names = changing.map(({ name }) => name).join(', ');
    return {
        step: {
            kind: 'records',
            title: `Upsert the Route 53 record of ${names}`,
            because: changing.map(({ text }) => text).join('; '),
        },
    };
}

;// CONCATENATED MODULE: ./.build/compiled/apply.js










/**
 * Carries out the plan: records and host at the same time, then, if a certificate has to be had, the check from outside and
 * the rest on the host. One exec; two when there is a certificate to get.
 * @throws DeployError
 */
async function apply(plan, hands, timeline, deadline) {
    const work = new Work(plan, hands, timeline, deadline);
    const steps = plan.steps.map(({ kind }) => kind).filter((kind) => !isOnRunner(kind));
    const isGit = plan.planning.inputs.source.kind === 'git';
    const early = isGit && steps.includes('files') ? steps.filter((kind) => kind === 'bootstrap') : [];
    const late = afterPreflight(plan);
    const main = steps.filter((kind) => !early.includes(kind) && !late.includes(kind));
    const { edge, facts, release } = plan.planning;
    const seen = facts.host.current?.name ?? '';
    const records = work.records();
    // Both at the same time; but a failure of the one must not leave the other running unheard.
    const host = (async () => {
        await work.host(early, { edge: edge.now, current: seen });
        if (isGit && steps.includes('files'))
            await hands.fetchCommit(facts.host);
        await work.host(main, { edge: edge.now, current: seen });
    })();
    for (const settled of await Promise.allSettled([records, host])) {
        if (settled.status === 'rejected')
            throw settled.reason;
    }
    const current = main.includes('up') ? release : seen;
    try {
        await work.preflight();
    }
    catch (error) {
        // Without a certificate there is the site over HTTP at least, for the person who has to find out why.
        await work.host(late.filter((kind) => kind === 'up'), { edge: edge.now, current });
        throw error;
    }
    await work.host(late, { edge: edge.afterwards ?? edge.now, current });
}
/** Puts the release before back, when the new one was found wanting from outside. */
async function restore(plan, previous, hands, timeline, deadline) {
    const planning = { ...plan.planning, release: previous };
    const edge = planning.edge.before;
    const steps = edge === undefined ? ['restore'] : ['restore', 'edge'];
    await new Work({ ...plan, planning }, hands, timeline, deadline).host(steps, {
        edge,
        current: plan.planning.release,
    });
}
/** With a certificate to get, what needs it or comes after it waits for the check from outside. */
function afterPreflight(plan) {
    const kinds = plan.steps.map(({ kind }) => kind);
    if (!kinds.includes('certify'))
        return [];
    return kinds.slice(kinds.indexOf('preflight') + 1).filter((kind) => !isOnRunner(kind));
}
/**
 * How long port 80 may take to answer after the containers were started. Proxies of the usual tutorials compute DH parameters
 * at their first start, which takes half a minute on a fast machine and minutes on a small one.
 */
const ownEdgeStartMs = 600_000;
const bundledEdgeStartMs = 30_000;
class Work {
    #plan;
    #hands;
    #timeline;
    #deadline;
    #probeToken;
    constructor(plan, hands, timeline, deadline) {
        this.#plan = plan;
        this.#hands = hands;
        this.#timeline = timeline;
        this.#deadline = deadline;
        this.#probeToken = canProbe(plan.planning) ? `probe-${(0,external_node_crypto_.randomBytes)(12).toString('hex')}` : '';
    }
    async records() {
        const changes = recordPlan(this.#plan.planning)?.changes ?? [];
        const { dns } = this.#hands;
        if (changes.length === 0 || dns === undefined)
            return;
        await this.#timed('records', async () => {
            for (const change of changes)
                await dns.apply(change, this.#deadline.remainingMs(300_000));
        });
    }
    async host(steps, state) {
        if (steps.length === 0)
            return;
        const { connection, readTemplate, say, whoIsAtWork, now } = this.#hands;
        const run = {
            expectCurrent: state.current,
            holder: await whoIsAtWork(),
            lockWaitSeconds: Math.ceil(this.#deadline.remainingMs() / 1000),
            healthSeconds: Math.ceil(this.#deadline.remainingMs(180_000) / 1000),
            probeToken: this.#probeToken,
        };
        const titles = new Map(this.#plan.steps.map(({ kind, title }) => [kind, title]));
        await runHostProgram(connection, {
            parts: bundleParts({ planning: this.#plan.planning, steps, edge: state.edge, run, readTemplate }),
            receive: readTemplate('host/receive.sh').trimEnd(),
            timeoutMs: this.#deadline.remainingMs(),
            now: new Date(now()),
            watcher: {
                begin: (step) => say(`▸ ${titles.get(step) ?? step}`),
                log: (line) => say(`  │ ${line}`),
                end: (step, isWell, seconds) => {
                    const kind = STEP_KINDS.find((known) => known === step);
                    if (kind !== undefined)
                        this.#timeline.record(kind, isWell, seconds);
                    say(`${isWell ? '✓' : '✗'} ${step} (${seconds.toFixed(1)} s)`);
                },
            },
        });
    }
    async preflight() {
        const { inputs, facts, site } = this.#plan.planning;
        if (!this.#plan.steps.some(({ kind }) => kind === 'preflight'))
            return;
        const names = facts.dns?.names ?? [];
        const undelegated = names.map(delegationProblem).find((problem) => problem !== undefined);
        const token = this.#probeToken;
        await this.#timed('preflight', async () => {
            if (undelegated !== undefined)
                throw new errors/* DeployError */.sH(undelegated);
            await preflight({
                names: namesOf(inputs),
                addresses: facts.target.kind === 'ip' ? [facts.target.address] : facts.target.addresses,
                nameServers: new Map(names.map(({ name, zone }) => [name, zone.nameServers])),
                acmeServer: inputs.acmeServer,
                probe: token === '' ? undefined : { token, content: token },
            }, {
                resolver: this.#hands.resolver,
                say: (line) => this.#hands.say(`  │ ${line}`),
                probeTimeoutMs: this.#deadline.remainingMs(site.hasOwnEdge ? ownEdgeStartMs : bundledEdgeStartMs),
            });
        });
    }
    async #timed(kind, work) {
        const { say, now } = this.#hands;
        const begun = now();
        const seconds = () => (now() - begun) / 1000;
        say(`▸ ${this.#plan.steps.find((step) => step.kind === kind)?.title ?? kind}`);
        try {
            await work();
        }
        catch (error) {
            this.#timeline.record(kind, false, seconds());
            throw error;
        }
        this.#timeline.record(kind, true, seconds());
        say(`✓ ${kind} (${seconds().toFixed(1)} s)`);
    }
}

;// CONCATENATED MODULE: ./.build/compiled/deadline.js

function deadlineIn(timeoutMs, now) {
    const end = now() + timeoutMs;
    return {
        remainingMs(capMs = Number.MAX_SAFE_INTEGER) {
            const left = end - now();
            if (left > 0)
                return Math.min(left, capMs);
            throw new errors/* DeployError */.sH({
                code: 'timed-out',
                what: `The run took longer than its timeout of ${Math.round(timeoutMs / 1000)} seconds`,
                why: 'What the host had begun it finishes or takes back by itself.',
                hint: 'Look at the steps and their times above; give a longer "timeout" if the step that took longest needs it.',
            });
        },
    };
}

;// CONCATENATED MODULE: ./.build/compiled/host/observation.js

/**
 * Reads what observe.sh printed: lines `fact NAME BASE64`, some names more than once. Lines of any other form (a login
 * banner, a profile that prints) are passed over.
 * @throws RangeError when the look was cut short, since half the facts would lead to a wrong plan
 */
function parseObservation(stdout) {
    const facts = readFacts(stdout);
    const one = (name) => facts.get(name)?.at(-1)?.toString('utf8');
    if (one('complete') !== 'yes')
        throw new RangeError('The look at the host was cut short.');
    return {
        os: { id: one('os-id') ?? '', versionId: one('os-version') ?? '', name: one('os-name') ?? '' },
        architecture: one('architecture') ?? '',
        user: one('user') ?? '',
        root: one('root') ?? '',
        rootWritable: one('root-writable') === 'yes',
        privilege: oneOf(one('privilege'), ['root', 'sudo']) ?? 'none',
        docker: {
            version: nonEmpty(one('docker-version')),
            installed: one('docker-installed') === 'yes',
            access: oneOf(one('docker-access'), ['direct', 'sudo']) ?? 'none',
            compose: nonEmpty(one('compose')),
            composeV1: one('compose-v1') === 'yes',
        },
        gitInstalled: one('git-installed') === 'yes',
        sshVersion: nonEmpty(one('ssh-version')),
        cron: { installed: one('cron-installed') === 'yes', running: one('cron-running') === 'yes' },
        disk: { freeBytes: count(one('free-kib')) * 1024, freeInodes: count(one('free-inodes')) },
        ports: (facts.get('port') ?? []).map((line) => parsePort(line.toString('utf8'))),
        current: parseCurrent(facts, one),
        releaseCount: Number(one('release-count') ?? 0),
        containers: observation_lines(one('containers')).map(parseContainer),
        certificatePem: nonEmpty(one('certificate')),
        edgeDigest: one('edge-digest'),
        edgeRelease: nonEmpty(one('edge-release')),
        hsts: parseHsts(one('hsts')),
        renewalDigest: one('renewal-digest'),
    };
}
function readFacts(stdout) {
    const facts = new Map();
    for (const line of stdout.split('\n')) {
        const match = /^fact ([a-z0-9-]+) ([A-Za-z0-9+/=]*)$/.exec(line.trimEnd());
        if (match === null)
            continue;
        const [, name = '', value = ''] = match;
        facts.set(name, [...(facts.get(name) ?? []), Buffer.from(value, 'base64')]);
    }
    return facts;
}
function parseCurrent(facts, one) {
    const name = one('release');
    const manifestDigest = one('manifest-digest');
    if (name === undefined || manifestDigest === undefined)
        return undefined;
    const packed = facts.get('manifest-gz')?.at(-1);
    return {
        name,
        manifestDigest,
        manifest: packed === undefined ? undefined : (0,external_node_zlib_.gunzipSync)(packed).toString('utf8'),
        envDigest: one('env-digest'),
        envKeyDigests: new Map(observation_lines(one('env-digests')).map((line) => parsePair(line, ' '))),
        settingsDigest: one('settings-digest')?.trim(),
    };
}
function parsePort(text) {
    const [port = '', ours = '', ...holder] = text.split('|');
    return { port: Number(port), ours: ours === 'yes', holder: holder.join('|') };
}
/** `docker ps` tells health and exit code only in its status text: "Up 3 minutes (healthy)", "Exited (0) 2 hours ago". */
function parseContainer(line) {
    const [service = '', state = '', status = ''] = line.split('|');
    const health = /\((healthy|unhealthy|health: starting)\)/.exec(status)?.[1]?.replace('health: ', '');
    return { service, state, health, exitCode: Number(/^Exited \((\d+)\)/.exec(status)?.[1] ?? 0) };
}
function parseHsts(text) {
    if (text === undefined)
        return undefined;
    const [maxAgeSeconds, since] = parsePair(text.trim(), ' ').map(Number);
    if (maxAgeSeconds === undefined || since === undefined || Number.isNaN(maxAgeSeconds + since))
        return undefined;
    return { maxAgeSeconds, since: new Date(since * 1000) };
}
function parsePair(text, by) {
    const at = text.indexOf(by);
    return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + by.length)];
}
function observation_lines(text) {
    return (text ?? '').split('\n').filter((line) => line !== '');
}
/** A figure that the host could not give (btrfs has no inode count) must not look like an empty disk. */
function count(text) {
    return text !== undefined && /^\d+$/.test(text) ? Number(text) : Number.MAX_SAFE_INTEGER;
}
function nonEmpty(text) {
    return text === undefined || text === '' ? undefined : text;
}
function oneOf(text, allowed) {
    return allowed.find((value) => value === text);
}

;// CONCATENATED MODULE: ./.build/compiled/site.js
const bundledEdge = {
    edgeService: 'edge',
    certbotService: 'certbot',
    certificateVolume: 'certificates',
    webroot: '/var/www/acme',
    webrootVolume: 'acme-webroot',
};
/** The compose project's name: what compose itself would derive from the last part of the path. */
function projectName(path) {
    const last = path.split('/').filter(Boolean).at(-1) ?? '';
    const name = last.toLowerCase().replace(/[^a-z0-9_-]/g, '');
    return name.replace(/^[^a-z0-9]+/, '') || 'site';
}
function cronMark(project) {
    return `# ec2-https-deploy (${project})`;
}
/** Docker's name of the volume: compose puts the project's before its own, unless the file says otherwise. */
function certificateVolume(project, own) {
    if (own?.certificateVolumeName !== undefined)
        return own.certificateVolumeName;
    const volume = own === undefined ? bundledEdge.certificateVolume : own.certificateVolume;
    return volume === undefined ? undefined : `${project}_${volume}`;
}
function siteOf(inputs, stack, root) {
    const project = projectName(inputs.path);
    const own = stack.ownEdge;
    return {
        project,
        root,
        certificateName: inputs.domain,
        certificateVolume: certificateVolume(project, own),
        edgeService: own?.proxy ?? bundledEdge.edgeService,
        certbotService: own === undefined ? bundledEdge.certbotService : own.certbot,
        certbotWebroot: own === undefined ? bundledEdge.webroot : own.webroot?.certbot,
        webrootVolume: own === undefined ? `${project}_${bundledEdge.webrootVolume}` : undefined,
        hasOwnEdge: own !== undefined,
        cronMark: cronMark(project),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/source/path-bytes.js

/**
 * A path as text.
 * @throws DeployError bad-input when its bytes are not UTF-8: such a name would arrive as another one
 */
function decodePath(bytes) {
    const path = bytes.toString('utf8');
    if (Buffer.from(path, 'utf8').equals(bytes))
        return path;
    throw new errors/* DeployError */.sH({
        code: 'bad-input',
        what: `The name of the file '${path}' is not UTF-8`,
        why: 'It could not be carried to the host as it is.',
        hint: 'Rename the file, or leave it out with the input exclude.',
    });
}

;// CONCATENATED MODULE: ./.build/compiled/source/hash.js


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
/** Does something with each item, a few at a time; results stand in the order of the items. */
async function mapBounded(items, limit, act) {
    const results = new Map();
    const queue = items.entries();
    const work = async () => {
        for (const [index, item] of queue)
            results.set(index, await act(item));
    };
    await Promise.all(Array.from({ length: Math.min(limit, items.length) }, work));
    return [...results].sort(([a], [b]) => a - b).map(([, result]) => result);
}

// EXTERNAL MODULE: ./node_modules/picomatch/index.js
var picomatch = __webpack_require__(4006);
;// CONCATENATED MODULE: ./.build/compiled/source/included.js




/** Says whether a path is meant by any of the patterns. A pattern that names a folder means all that is in it. */
function matcher(patterns) {
    const bare = patterns.map(cleaned).filter((pattern) => pattern !== '');
    if (bare.length === 0)
        return () => false;
    // Without `nonegate` the pattern `!x` would mean everything but x.
    return picomatch(bare.flatMap((pattern) => [pattern, `${pattern}/**`]), { dot: true, nonegate: true });
}
/** Files and links in the workspace that the patterns mean, tracked or not. Links are not followed; `.git` is left out. */
async function listIncluded(workspace, patterns) {
    const isMeant = matcher(patterns);
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

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
;// CONCATENATED MODULE: ./.build/compiled/source/git.js


const exec = (0,external_node_util_.promisify)(external_node_child_process_.execFile);
const MAX_LISTING_BYTES = 512 * 1024 * 1024;
/**
 * What a git command prints with `-z`, cut at each NUL.
 * @throws as execFile does
 */
async function gitListing(workspace, args) {
    // The workspace often belongs to another user than the step's (containers), and its configuration may name a program
    // to run as file system monitor: neither matters for a list of names.
    const settings = ['-c', 'safe.directory=*', '-c', 'core.fsmonitor=false'];
    const options = { cwd: workspace, encoding: 'buffer', maxBuffer: MAX_LISTING_BYTES };
    return splitAtNul((await exec('git', [...settings, ...args], options)).stdout);
}
function splitAtNul(bytes) {
    const parts = [];
    for (let start = 0, end = bytes.indexOf(0); end !== -1; start = end + 1, end = bytes.indexOf(0, start)) {
        parts.push(bytes.subarray(start, end));
    }
    return parts;
}

;// CONCATENATED MODULE: ./.build/compiled/source/known-blobs.js

/** Files whose contents git changes on their way into the workspace (LFS, another encoding) are read themselves. */
const STORED_AS_THEY_ARE = ':(attr:!filter !working-tree-encoding)';
/** `H`: neither skipped nor assumed to be unchanged. Files only, not in conflict, in a repository of SHA-1 ids. */
const ENTRY = /^H 100(?:644|755) ([0-9a-f]{40}) 0\t/;
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
        const known = new Map(entries.flatMap(parseEntry));
        for (const path of touched)
            known.delete(path.toString('utf8'));
        return known;
    }
    catch {
        return new Map();
    }
}
function parseEntry(entry) {
    const [head, blob] = ENTRY.exec(entry.toString('latin1')) ?? [];
    return head === undefined || blob === undefined ? [] : [[entry.subarray(head.length).toString('utf8'), blob]];
}

;// CONCATENATED MODULE: ./.build/compiled/source/tracked.js



/**
 * What git tracks in the workspace, submodules' files included.
 * @throws DeployError workspace-empty when it is no git checkout, or nothing is tracked
 */
async function listTracked(workspace, platform) {
    const listing = await list(workspace, platform === 'win32' ? '--stage' : '--cached');
    const tracked = listing.map((entry) => tracked_parseEntry(entry, platform));
    // A file in conflict stands three times in the index.
    const unique = new Map(tracked.map((file) => [file.path, file]));
    if (unique.size === 0) {
        throw emptyError(workspace, 'It is a git repository, but git tracks no file in it.');
    }
    return [...unique.values()];
}
function tracked_parseEntry(entry, platform) {
    if (platform !== 'win32')
        return { path: decodePath(entry), gitMode: undefined };
    const tab = entry.indexOf('\t');
    return { path: decodePath(entry.subarray(tab + 1)), gitMode: entry.subarray(0, 6).toString('latin1') };
}
async function list(workspace, mode) {
    try {
        return await gitListing(workspace, ['ls-files', '-z', mode, '--recurse-submodules']);
    }
    catch (error) {
        throw emptyError(workspace, tracked_reasonOf(error), error);
    }
}
function tracked_reasonOf(error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
        return 'Either the folder or the program git does not exist.';
    }
    const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    return `git says: ${stderr === '' ? (0,errors/* messageOf */.bD)(error) : stderr}`;
}
function emptyError(workspace, why, cause) {
    return new errors/* DeployError */.sH({
        code: 'workspace-empty',
        what: `There is nothing to upload in ${workspace}`,
        why,
        hint: 'Put a step with actions/checkout before this one (in the same job, and with the same path if one is set).',
        cause,
    });
}

;// CONCATENATED MODULE: ./.build/compiled/source/files.js









const FILES_AT_ONCE = 8;
/**
 * The files of the release to be, as they lie in the workspace, in the order of their paths' bytes. Links stay links. What
 * git tracks but is not there, `.git`, and submodules that were not checked out are left out.
 * @throws DeployError workspace-empty, bad-input (a name that is not UTF-8)
 */
async function listFiles(workspace, selection) {
    const platform = selection.platform ?? process.platform;
    const [tracked, blobs] = await Promise.all([listTracked(workspace, platform), knownBlobs(workspace, platform)]);
    const known = new Set(tracked.map((file) => file.path));
    const more = (await listIncluded(workspace, selection.include)).filter((file) => !known.has(file));
    const isExcluded = matcher(selection.exclude);
    const chosen = sortByPath([...tracked, ...more.map((file) => ({ path: file, gitMode: undefined }))].filter((file) => !isExcluded(file.path) && !(selection.withoutEnv && file.path === '.env')));
    const entries = await mapBounded(chosen, FILES_AT_ONCE, (file) => examine(workspace, file, { platform, blobs }));
    return entries.filter((entry) => entry !== undefined);
}
async function examine(workspace, file, known) {
    const absolute = external_node_path_.join(workspace, file.path);
    const stats = look(absolute);
    if (stats === undefined)
        return undefined;
    if (stats.isSymbolicLink()) {
        return { kind: 'symlink', path: file.path, target: decodePath(await (0,external_node_fs_promises_.readlink)(absolute, { encoding: 'buffer' })) };
    }
    // Directories (submodules that were not checked out), sockets and the like.
    if (!stats.isFile())
        return undefined;
    // Git for Windows writes a link as a file that holds its target.
    if (file.gitMode === '120000')
        return { kind: 'symlink', path: file.path, target: await (0,external_node_fs_promises_.readFile)(absolute, 'utf8') };
    const mode = known.platform === 'win32' ? (file.gitMode === '100755' ? 0o755 : 0o644) : stats.mode & 0o777;
    const blob = known.blobs.get(file.path) ?? (await blobOf(absolute, stats.size));
    return { kind: 'file', path: file.path, mode, size: stats.size, blob };
}
function look(absolute) {
    try {
        return (0,external_node_fs_.lstatSync)(absolute, { throwIfNoEntry: false });
    }
    catch {
        // A part of its path is a file now.
        return undefined;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/source/manifest-chunks.js

/*
 * The manifest of a large repository is itself large, and hardly differs from release to release. So the look at the host
 * says in a few bytes what the runner's manifest holds, and the host answers with the rest of its own: one exchange, no state.
 *
 * A manifest is cut where its contents say so (content-defined chunks, as in LBFS, SOSP 2001, section 3.1): behind each file
 * whose digest begins with less than a threshold. So a change moves no cut but those beside it.
 */
/** Enough that no two chunks of one release are ever the same by chance; what is put together is checked as a whole. */
const DIGEST_CHARACTERS = 16;
/**
 * The threshold and the digest of each chunk, as words, for `MANIFEST_CHUNKS` of observe.sh. With N files about √5N chunks:
 * their digests then weigh as much as the lines of a chunk that differs.
 */
function chunkIndex(manifest) {
    const threshold = thresholdOf(manifest);
    return [threshold, ...chunksOf(manifest, threshold).map((chunk) => digestOf(chunk).slice(0, DIGEST_CHARACTERS))].join(' ');
}
/**
 * The host's manifest from its answer: its lines, and `= FIRST LAST` for a run of chunks that stand in ours as well.
 * undefined when it is not the one that `digest` names: then nothing is known of what the host has.
 */
function rebuildManifest(ours, answer, digest) {
    const chunks = chunksOf(ours, thresholdOf(ours));
    const parts = answer.split(/(?<=\n)/).map((line) => {
        const [, first, last] = /^= (\d+) (\d+)\n$/.exec(line) ?? [];
        return first === undefined ? line : chunks.slice(Number(first), Number(last) + 1).join('');
    });
    const manifest = parts.join('');
    return digestOf(manifest) === digest ? manifest : undefined;
}
function chunksOf(manifest, threshold) {
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
function thresholdOf(manifest) {
    const lines = manifest.length === 0 ? 1 : manifest.split('\n').length - 1;
    return Math.min(0xffff, Math.round(0x10000 * Math.sqrt(5 / lines)))
        .toString(16)
        .padStart(4, '0');
}

;// CONCATENATED MODULE: ./.build/compiled/stack/compose-files.js
/** The compose files that are looked for, in this order: those meant for a deployment before those for everyday work. */
const COMPOSE_FILES = [
    ...bothEndings('docker-compose-deploy'),
    ...bothEndings('docker-compose.deploy'),
    ...bothEndings('compose.deploy'),
    ...bothEndings('compose.prod'),
    ...bothEndings('compose.production'),
    ...bothEndings('docker-compose.prod'),
    ...bothEndings('docker-compose.production'),
    'compose.yaml',
    'compose.yml',
    'docker-compose.yaml',
    'docker-compose.yml',
];
function bothEndings(name) {
    return [`${name}.yml`, `${name}.yaml`];
}

// EXTERNAL MODULE: ./node_modules/yaml/dist/index.js
var dist = __webpack_require__(8815);
;// CONCATENATED MODULE: ./.build/compiled/stack/yaml-file.js


function isMapping(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value);
}
/**
 * A YAML file as plain values: anchors and merge keys resolved, `!reset` values left out, other tags (`!override`)
 * without effect.
 * @throws DeployError compose-file-invalid
 */
function readYaml(path, text) {
    const document = (0,dist/* parseDocument */.Tp)(text, { merge: true, prettyErrors: true, logLevel: 'silent' });
    const [error] = document.errors;
    if (error !== undefined) {
        const { line, col } = error.linePos?.[0] ?? { line: 1, col: 1 };
        throw invalid(path, `line ${line}, column ${col}: ${(error.message.split('\n')[0] ?? '').replace(/ at line.*$/, '')}`);
    }
    const contents = plain(path, document);
    if (!isMapping(contents))
        throw invalid(path, 'line 1, column 1: it is not a mapping with `services:`');
    return contents;
}
function invalid(path, why) {
    return new errors/* DeployError */.sH({
        code: 'compose-file-invalid',
        what: `The compose file ${path} cannot be read`,
        why,
        hint: `Mend it; \`docker compose -f ${path} config\` checks it on any machine with Docker.`,
    });
}
function plain(path, document) {
    (0,dist/* visit */.YR)(document, {
        Pair: (_, pair) => ((0,dist/* isNode */.Ll)(pair.value) && pair.value.tag === '!reset' ? dist/* visit */.YR.REMOVE : undefined),
    });
    try {
        return document.toJS({ maxAliasCount: 1000 });
    }
    catch (thrown) {
        throw invalid(path, thrown instanceof Error ? thrown.message : String(thrown));
    }
}

;// CONCATENATED MODULE: ./.build/compiled/stack/mounts.js


/** Reads `volumes:` of a service, whose texts are interpolated already. */
function readMounts(volumes) {
    if (!Array.isArray(volumes))
        return [];
    return volumes.flatMap((volume) => {
        if (typeof volume === 'string')
            return [readShort(volume)];
        return isMapping(volume) ? [readLong(volume)] : [];
    });
}
/** Binds of files in the repository, relative to its root, `folder` being where the compose file lies. */
function repositoryBinds(mounts, folder) {
    return mounts
        .filter(({ kind, source }) => kind === 'bind' && !/^[/~]/.test(source))
        .map(({ source }) => external_node_path_.posix.join(folder, source).replace(/(.)\/$/, '$1'))
        .filter((path) => path !== '..' && !path.startsWith('../'));
}
function readShort(text) {
    const [first = '', second] = text.split(':');
    if (second === undefined)
        return { kind: 'anonymous', source: '', target: trimSlash(first) };
    const kind = /^[./~]/.test(first) ? 'bind' : 'volume';
    return { kind, source: first, target: trimSlash(second) };
}
function readLong(volume) {
    const source = textOf(volume['source'] ?? volume['src']);
    const target = trimSlash(textOf(volume['target'] ?? volume['dst'] ?? volume['destination']));
    const type = volume['type'];
    if (type === 'bind')
        return { kind: 'bind', source, target };
    if (type !== 'volume' && type !== undefined)
        return { kind: 'other', source, target };
    return { kind: source === '' ? 'anonymous' : 'volume', source, target };
}
function textOf(value) {
    return typeof value === 'string' ? value : '';
}
function trimSlash(path) {
    return path.length > 1 ? path.replace(/\/+$/, '') : path;
}

;// CONCATENATED MODULE: ./.build/compiled/stack/ports.js

/** The TCP ports of the host that `ports:` takes; a range gives each of its ports, one that the engine chooses gives none. */
function publishedPorts(ports) {
    if (!Array.isArray(ports))
        return [];
    return ports.flatMap((port) => {
        if (typeof port === 'string')
            return ports_readShort(port);
        return isMapping(port) && port['protocol'] !== 'udp' ? readRange(port['published']) : [];
    });
}
/** `[address:][published:]target[/protocol]` */
function ports_readShort(text) {
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

;// CONCATENATED MODULE: ./.build/compiled/stack/single.js


/** Images that keep their data in files which two of them would break. */
const STORES = /(^|\/)(postgres|postgis|pgvector|timescaledb|mysql|mariadb|percona|mongo|redis|valkey|keydb|rabbitmq|elasticsearch|opensearch|minio|influxdb|clickhouse-server|cassandra|neo4j|couchdb|etcd|nats|zookeeper|kafka)([:@]|$)/;
/** Programs that do each thing at its time: two of them do it twice. */
const SCHEDULERS = /\bcelery\b.*(\bbeat\b|\s-B\b|\s--beat\b)|\b(crond|supercronic|ofelia|rqscheduler|django-cron|clockwork)\b/;
/**
 * Why a service must never run twice at the same time, not even for a moment, as the end of a sentence that begins with its
 * name; undefined: nothing in its compose file says so.
 */
function singleBecause(body) {
    const { image } = body;
    if (typeof body['container_name'] === 'string')
        return 'has a container_name';
    if (publishedPorts(body['ports']).length > 0)
        return 'publishes a port of the host';
    if (typeof body['network_mode'] === 'string' && body['network_mode'] !== 'bridge')
        return `has network_mode ${body['network_mode']}`;
    if (hasOwnAddress(body['networks']))
        return 'has an address of its own in a network';
    if (SCHEDULERS.test(`${single_wordsOf(body['entrypoint'])} ${single_wordsOf(body['command'])}`))
        return 'is a scheduler';
    if (typeof image === 'string' && STORES.test(image))
        return 'keeps data that two would break';
    return isStopFirst(body['deploy']) ? 'asks for stop-first in deploy.update_config' : undefined;
}
function hasOwnAddress(networks) {
    if (!isMapping(networks))
        return false;
    return Object.values(networks).some((network) => isMapping(network) && (network['ipv4_address'] ?? network['ipv6_address']) !== undefined);
}
function single_wordsOf(command) {
    return Array.isArray(command) ? command.join(' ') : typeof command === 'string' ? command : '';
}
/** Compose itself takes no notice of it, and Swarm's default is the same; so only who writes it down asks for it. */
function isStopFirst(deploy) {
    const update = isMapping(deploy) ? deploy['update_config'] : undefined;
    return isMapping(update) && update['order'] === 'stop-first';
}

;// CONCATENATED MODULE: ./.build/compiled/stack/service.js





/** Images whose purpose is to listen on 80 and 443; on the host's own network nothing in a compose file says so. */
const WEB_SERVERS = /(^|[/-])(nginx|openresty|caddy|traefik|haproxy|httpd|apache|envoy|swag)([:@-]|$)/;
function readService(name, { folder, body }) {
    const image = typeof body['image'] === 'string' ? body['image'] : undefined;
    return {
        name,
        image,
        isBuilt: body['build'] !== undefined && body['build'] !== null,
        dependsOn: namesIn(body['depends_on']),
        publishes: usesHostNetwork(body) ? hostNetworkPorts(image ?? name) : publishedPorts(body['ports']),
        binds: repositoryBinds(readMounts(body['volumes']), folder),
        envFiles: readEnvFiles(body['env_file'], folder),
        replicas: replicasOf(body),
        singleBecause: singleBecause(body),
        hasHealthcheck: hasHealthcheck(body['healthcheck']),
        hasProfile: Array.isArray(body['profiles']) && body['profiles'].length > 0,
        keepsRunning: body['restart'] === 'always' || body['restart'] === 'unless-stopped',
    };
}
/** What of a service the compose file leaves open, as sentences. */
function unreadableOf(name, { body }) {
    const image = typeof body['image'] === 'string' ? body['image'] : name;
    if (!usesHostNetwork(body) || hostNetworkPorts(image).length > 0)
        return [];
    return [
        `The service ${name} is on the host's own network, so the ports that it takes cannot be told from the compose file`,
    ];
}
/** The folder that a service is built from, as written; undefined: it is not built, or from a URL. */
function buildContext(body) {
    const build = body['build'];
    const context = isMapping(build) ? build['context'] : build;
    return typeof context === 'string' ? context : undefined;
}
/** `scale`, or `deploy.replicas`; compose wants them to agree where both are given. */
function replicasOf(body) {
    const deploy = body['deploy'];
    const number = Number(body['scale'] ?? (isMapping(deploy) ? deploy['replicas'] : undefined) ?? 1);
    return Number.isInteger(number) && number >= 0 ? number : 1;
}
function usesHostNetwork(body) {
    return body['network_mode'] === 'host';
}
function hostNetworkPorts(image) {
    return WEB_SERVERS.test(image) ? [80, 443] : [];
}
function namesIn(dependsOn) {
    if (Array.isArray(dependsOn))
        return dependsOn.filter((name) => typeof name === 'string');
    return isMapping(dependsOn) ? Object.keys(dependsOn) : [];
}
function readEnvFiles(envFile, folder) {
    const items = Array.isArray(envFile) ? envFile : [envFile];
    return items
        .filter((item) => !(isMapping(item) && item['required'] === false))
        .map((item) => (isMapping(item) ? item['path'] : item))
        .filter((path) => typeof path === 'string')
        .map((path) => (path.startsWith('/') ? path : external_node_path_.posix.join(folder, path)));
}
function hasHealthcheck(healthcheck) {
    if (!isMapping(healthcheck) || healthcheck['disable'] === true)
        return false;
    const test = healthcheck['test'];
    return test !== undefined && test !== 'NONE' && !(Array.isArray(test) && test[0] === 'NONE');
}

;// CONCATENATED MODULE: ./.build/compiled/stack/own-edge.js



const CERTIFICATES = '/etc/letsencrypt';
const WEBROOT = /acme|challenge|webroot|www|html/i;
/** The proxy and certbot of a whole stack; undefined: no service that is always started publishes port 80 or 443. */
function findOwnEdge(project, services) {
    const always = services.filter((service) => !service.hasProfile);
    const proxy = always.find(({ publishes }) => publishes.includes(443)) ?? always.find(({ publishes }) => publishes.includes(80));
    if (proxy === undefined)
        return undefined;
    const certbot = findCertbot(project, proxy.name);
    const nothing = { certificateVolume: undefined, certificateVolumeName: undefined, certificatePath: undefined };
    if (certbot === undefined)
        return { proxy: proxy.name, certbot, webroot: undefined, ...nothing };
    const shared = sharedMounts(project, certbot, proxy.name);
    const certificates = shared.find((pair) => pair.certbot.target === CERTIFICATES);
    const volume = certificates?.certbot.kind === 'volume' ? certificates.certbot.source : undefined;
    return {
        proxy: proxy.name,
        certbot,
        certificateVolume: volume,
        certificateVolumeName: volume === undefined ? undefined : engineName(project.volumes, volume),
        certificatePath: certificates?.proxy.target,
        webroot: findWebroot(shared.filter((pair) => pair !== certificates)),
    };
}
/** A service called or made like certbot; else the one besides the proxy that keeps /etc/letsencrypt. */
function findCertbot({ services }, proxy) {
    const others = [...services].filter(([name]) => name !== proxy);
    const named = others.find(([name]) => /certbot|letsencrypt|lets-encrypt/i.test(name));
    const made = others.find(([, { body }]) => isMadeOfCertbot(body));
    const keeping = others.find(([, service]) => mountsOf(service).some(({ target }) => target === CERTIFICATES));
    return (named ?? made ?? keeping)?.[0];
}
function isMadeOfCertbot(body) {
    const image = body['image'];
    return (typeof image === 'string' && image.includes('certbot')) || (buildContext(body)?.includes('certbot') ?? false);
}
function sharedMounts({ services }, certbot, proxy) {
    const proxyMounts = mountsOf(services.get(proxy));
    return mountsOf(services.get(certbot)).flatMap((mount) => {
        const same = proxyMounts.find(({ kind, source }) => kind === mount.kind && source !== '' && source === mount.source);
        return same === undefined ? [] : [{ certbot: mount, proxy: same }];
    });
}
function mountsOf(service) {
    return readMounts(service?.body['volumes']);
}
function findWebroot(shared) {
    const likely = shared.find(({ certbot, proxy }) => WEBROOT.test(`${certbot.source} ${certbot.target} ${proxy.target}`));
    const found = likely ?? shared[0];
    return found === undefined ? undefined : { certbot: found.certbot.target, proxy: found.proxy.target };
}
function engineName(volumes, key) {
    const volume = volumes[key];
    if (!isMapping(volume))
        return undefined;
    if (typeof volume['name'] === 'string')
        return volume['name'];
    const external = volume['external'];
    if (isMapping(external) && typeof external['name'] === 'string')
        return external['name'];
    return external === true ? key : undefined;
}

;// CONCATENATED MODULE: ./.build/compiled/stack/interpolate.js
const NAME = /^[A-Za-z_][A-Za-z0-9_]*/;
/**
 * Puts variables in the place of `$X`, `${X}`, `${X:-default}`, `${X-default}`, `${X:+other}` and `${X+other}`, nested ones
 * too, and `$` in the place of `$$`, as compose does. A variable that is not set, `${X:?…}` among them, becomes nothing.
 */
function interpolate(text, variables) {
    let result = '';
    let at = 0;
    while (at < text.length) {
        const dollar = text.indexOf('$', at);
        if (dollar < 0)
            return result + text.slice(at);
        result += text.slice(at, dollar);
        const name = NAME.exec(text.slice(dollar + 1))?.[0];
        const close = text.charAt(dollar + 1) === '{' ? closingBrace(text, dollar + 2) : -1;
        if (name !== undefined) {
            result += variables.get(name) ?? '';
            at = dollar + 1 + name.length;
        }
        else if (close > 0) {
            result += expand(text.slice(dollar + 2, close), variables);
            at = close + 1;
        }
        else {
            result += '$';
            at = dollar + (text.charAt(dollar + 1) === '$' ? 2 : 1);
        }
    }
    return result;
}
function closingBrace(text, from) {
    let depth = 1;
    for (let at = from; at < text.length; at += 1) {
        if (text.startsWith('${', at))
            depth += 1;
        if (text.charAt(at) === '}')
            depth -= 1;
        if (depth === 0)
            return at;
    }
    return -1;
}
/** The inside of `${…}`. */
function expand(inside, variables) {
    const [, name = '', colon, operator, operand = ''] = /^([A-Za-z_][A-Za-z0-9_]*)(?:(:?)([-+?])([^]*))?$/.exec(inside) ?? [];
    const value = variables.get(name);
    const isSet = value !== undefined && !(colon === ':' && value === '');
    if (operator === '+')
        return isSet ? interpolate(operand, variables) : '';
    if (isSet)
        return value;
    return operator === '-' ? interpolate(operand, variables) : '';
}

;// CONCATENATED MODULE: ./.build/compiled/stack/project.js




/** Deeper nesting of `include` and `extends` than this is a circle. */
const DEEPEST = 20;
/** @throws DeployError compose-file-invalid */
function readProject(files, path, variables, depth = 0) {
    const content = filledIn(readYaml(path, readText(files, path)), variables);
    const folder = folderOf(path);
    const included = readIncluded(files, path, content['include'], variables, depth);
    const own = content['services'] ?? {};
    if (!isMapping(own))
        throw invalid(path, '`services` is not a mapping');
    const services = new Map(included.flatMap((project) => [...project.services]));
    const unreadable = included.flatMap((project) => project.unreadable);
    for (const name of Object.keys(own)) {
        const body = own[name];
        if (!isMapping(body))
            throw invalid(path, `the service ${name} is not a mapping`);
        const extended = extend(files, { path, services: own, body, variables, depth });
        services.set(name, { folder, body: extended.body });
        unreadable.push(...extended.unreadable);
    }
    if (services.size === 0 && unreadable.length === 0)
        throw invalid(path, 'it has no services');
    const volumes = Object.assign({}, ...included.map((project) => project.volumes), volumesOf(content));
    return { services, volumes, unreadable };
}
function readText(files, path) {
    try {
        return files.read(path);
    }
    catch (thrown) {
        throw invalid(path, (0,errors/* messageOf */.bD)(thrown));
    }
}
/** '' for the root. */
function folderOf(path) {
    const folder = external_node_path_.posix.dirname(path);
    return folder === '.' ? '' : folder;
}
function volumesOf(content) {
    const volumes = content['volumes'];
    return isMapping(volumes) ? volumes : {};
}
function readIncluded(files, path, include, variables, depth) {
    const items = Array.isArray(include) ? include : [];
    const paths = items
        .flatMap((item) => (isMapping(item) ? item['path'] : item))
        .filter((item) => typeof item === 'string');
    return paths.map((relative) => {
        const target = external_node_path_.posix.join(folderOf(path), relative);
        if (depth < DEEPEST && isReadable(files, target))
            return readProject(files, target, variables, depth + 1);
        return {
            services: new Map(),
            volumes: {},
            unreadable: [`${path} includes ${relative}, which is not in the repository`],
        };
    });
}
function extend(files, extending) {
    const { path, services, body, variables, depth } = extending;
    const base = body['extends'];
    const name = isMapping(base) ? base['service'] : base;
    if (typeof name !== 'string')
        return { body, unreadable: [] };
    const file = isMapping(base) && typeof base['file'] === 'string' ? external_node_path_.posix.join(folderOf(path), base['file']) : path;
    if (depth >= DEEPEST || !isReadable(files, file)) {
        return { body, unreadable: [`A service of ${path} extends ${name} of ${file}, which is not in the repository`] };
    }
    const others = file === path ? services : filledIn(readYaml(file, readText(files, file)), variables)['services'];
    const found = isMapping(others) ? others[name] : undefined;
    if (!isMapping(found) || !isMapping(others)) {
        return { body, unreadable: [`A service of ${path} extends ${name}, which ${file} does not have`] };
    }
    const parent = extend(files, { path: file, services: others, body: found, variables, depth: depth + 1 });
    return { body: merged(parent.body, body), unreadable: parent.unreadable };
}
/** Lists of both are put together, mappings merged, and all else is the later one's. */
function merged(earlier, later) {
    const result = { ...earlier };
    for (const [key, value] of Object.entries(later)) {
        const before = result[key];
        if (Array.isArray(before) && Array.isArray(value))
            result[key] = [...before, ...value];
        else
            result[key] = isMapping(before) && isMapping(value) ? { ...before, ...value } : value;
    }
    return result;
}
function isReadable(files, path) {
    return path !== '..' && !path.startsWith('../') && !path.startsWith('/') && files.exists(path);
}
/** The same values with the variables filled in everywhere but in keys. */
function filledIn(mapping, variables) {
    return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, project_fill(value, variables)]));
}
function project_fill(value, variables) {
    if (typeof value === 'string')
        return interpolate(value, variables);
    if (Array.isArray(value))
        return value.map((item) => project_fill(item, variables));
    return isMapping(value) ? filledIn(value, variables) : value;
}

;// CONCATENATED MODULE: ./.build/compiled/stack/read.js





/**
 * What the repository asks to run, as far as its compose file tells.
 * @throws DeployError compose-file-missing, compose-file-invalid, compose-service-missing, nothing-to-deploy
 */
function readStack(files, options) {
    const composeFile = chooseFile(files, options.composeFile);
    if (composeFile === undefined) {
        return { kind: 'dockerfile', composeFile, folder: '', services: [], ownEdge: undefined, unreadable: [] };
    }
    const project = readProject(files, composeFile, options.variables);
    const services = [...project.services].map(([name, service]) => readService(name, service));
    const ownEdge = findOwnEdge(project, services);
    if (ownEdge === undefined)
        checkAppService(composeFile, services, options.appService);
    const unreadable = [...project.services].flatMap(([name, service]) => unreadableOf(name, service));
    return {
        kind: ownEdge === undefined ? 'app' : 'whole',
        composeFile,
        folder: folderOf(composeFile),
        services,
        ownEdge,
        unreadable: [...project.unreadable, ...unreadable],
    };
}
/** undefined: there is none, but a Dockerfile. */
function chooseFile(files, given) {
    const present = COMPOSE_FILES.filter((path) => files.exists(path));
    if (given !== undefined) {
        if (files.exists(given))
            return given;
        throw new errors/* DeployError */.sH({
            code: 'compose-file-missing',
            what: `The repository has no compose file ${given}`,
            why: present.length === 0 ? 'It has no compose file under a usual name either' : `It has ${present.join(', ')}`,
            hint: 'Correct the input `compose-file`, or leave it out to have the file found. Is it committed?',
        });
    }
    if (present[0] !== undefined || files.exists('Dockerfile'))
        return present[0];
    throw new errors/* DeployError */.sH({
        code: 'nothing-to-deploy',
        what: 'The repository has neither a compose file nor a Dockerfile at its root',
        why: `Looked for ${COMPOSE_FILES.join(', ')} and Dockerfile`,
        hint: 'Add one, or name the compose file as `compose-file`. Did actions/checkout run before this step?',
    });
}
function checkAppService(composeFile, services, appService) {
    const service = services.find(({ name }) => name === appService);
    if (service !== undefined && !service.hasProfile)
        return;
    const startable = services.filter(({ hasProfile }) => !hasProfile).map(({ name }) => name);
    throw new errors/* DeployError */.sH({
        code: 'compose-service-missing',
        what: service === undefined
            ? `${composeFile} has no service ${appService} for the bundled nginx to talk to`
            : `The service ${appService} of ${composeFile} is in a profile, so it is not started`,
        why: `No service publishes port 80 or 443, so the bundled nginx is laid over the services: ${startable.join(', ')}`,
        hint: 'Name the service that answers HTTP or uWSGI as `app-service`, with its `app-port` and `app-protocol`.',
    });
}

;// CONCATENATED MODULE: ./.build/compiled/observe.js













/**
 * Reads the repository: nothing outside the workspace is asked.
 * @throws DeployError workspace-empty, compose-file-missing, compose-file-invalid, compose-service-missing, nothing-to-deploy
 */
async function observeRepository(inputs) {
    const { workspace, source } = inputs;
    const at = (relative) => external_node_path_.join(workspace, relative);
    const stack = readStack({ exists: (relative) => (0,external_node_fs_.existsSync)(at(relative)), read: (relative) => (0,external_node_fs_.readFileSync)(at(relative), 'utf8') }, {
        composeFile: inputs.composeFile,
        appService: inputs.app.service,
        variables: new Map((inputs.env ?? []).map(({ key, value }) => [key, value.reveal()])),
    });
    const patterns = source.kind === 'upload' ? source : { include: [], exclude: [] };
    const files = await listFiles(workspace, { ...patterns, withoutEnv: inputs.env !== undefined });
    return { stack, files };
}
/** Looks at the host, at Route 53 and at what the domain serves, all at the same time. Changes nothing. */
async function observe(inputs, repository, eyes, deadline) {
    const target = await observeTarget(inputs, eyes.resolver);
    const [host, dns, served] = await Promise.all([
        observeHost(inputs, repository, eyes, deadline),
        eyes.dns?.observe(namesOf(inputs)),
        eyes.served(inputs.domain, target.kind === 'ip' ? target.address : target.addresses[0]),
    ]);
    const pem = host.certificatePem;
    return {
        host,
        dns,
        target,
        served,
        certificate: pem === undefined ? undefined : parsePemCertificate(pem),
        repository,
    };
}
async function observeHost(inputs, { stack, files }, eyes, deadline) {
    const project = projectName(inputs.path);
    const manifest = manifestText(files);
    const values = assignments({
        ROOT_INPUT: inputs.path,
        PROJECT: project,
        MANIFEST_DIGEST: digestOf(manifest),
        MANIFEST_CHUNKS: chunkIndex(manifest),
        CERTIFICATE_NAME: inputs.domain,
        CERTIFICATE_VOLUME: siteOf(inputs, stack, '').certificateVolume ?? '',
        CRON_MARK: cronMark(project),
    });
    const completed = await eyes.connection.run({
        // Not through standard input, which could only be sent once the host has said that the program runs.
        program: values + eyes.readTemplate('host/observe.sh'),
        timeoutMs: deadline.remainingMs(120_000),
        label: 'looking at the host',
    });
    try {
        return withManifest(parseObservation(completed.stdout), manifest);
    }
    catch (error) {
        throw new errors/* DeployError */.sH({
            code: completed.ended === 'connection-lost' ? 'connection-lost' : 'host-program-failed',
            what: `The look at the host did not end well (${completed.ended})`,
            why: [completed.why, completed.stderr.trim()].filter(Boolean).join('; '),
            hint: 'Run this again. If it happens twice: can the user run sh, base64, gzip and sha256sum on the host?',
            cause: error,
        });
    }
}
/** The host said only in what its manifest differs from ours. */
function withManifest(host, ours) {
    const { current } = host;
    if (current?.manifest === undefined)
        return host;
    const manifest = rebuildManifest(ours, current.manifest, current.manifestDigest) ?? '';
    return { ...host, current: { ...current, manifest } };
}
/** The addresses that are this host's, as the world is told them. */
async function observeTarget(inputs, resolver) {
    const name = inputs.dns.kind === 'route53' ? inputs.dns.target : inputs.host;
    if ((0,external_node_net_.isIP)(name) !== 0)
        return { kind: 'ip', address: name };
    const [v4, v6] = await Promise.all([resolver.resolve4(name), resolver.resolve6(name).catch(() => [])]);
    return { kind: 'name', name, addresses: [...v4, ...v6] };
}

;// CONCATENATED MODULE: ./.build/compiled/outcome.js
/** Keeps the times of the steps while they are carried out. */
class Timeline {
    #steps;
    #results = new Map();
    constructor(steps) {
        this.#steps = steps;
    }
    record(kind, isWell, seconds) {
        this.#results.set(kind, { state: isWell ? 'done' : 'failed', seconds });
    }
    /** Whether the release before was put back: no step of the plan, but its undoing. */
    get wasRestored() {
        return this.#results.get('restore')?.state === 'done';
    }
    results() {
        return this.#steps.map((step) => {
            const result = this.#results.get(step.kind);
            return { ...step, state: result?.state ?? 'not reached', seconds: result?.seconds };
        });
    }
}
/** The `plan` output: the steps with their reasons and seconds, and what needed nothing. */
function planJson({ plan, steps, usage, dryRun, seconds }) {
    return JSON.stringify({
        release: plan.planning.release,
        dryRun,
        seconds: round(seconds),
        steps: steps.map((step) => ({ ...step, ...(step.seconds === undefined ? {} : { seconds: round(step.seconds) }) })),
        unchanged: plan.unchanged,
        refusals: plan.refusals.map(({ code, what, hint }) => ({ code, what, hint })),
        usage,
    });
}
function round(seconds) {
    return Math.round(seconds * 10) / 10;
}

;// CONCATENATED MODULE: ./.build/compiled/certificate/hsts.js
const day = 86_400;
/**
 * How long browsers are told to insist on HTTPS, in seconds, and how long a value must have stood, with HTTPS verified from
 * outside, before the next is dared. Mistakes made early are forgotten in minutes; a year is reached after some six weeks.
 * Never with includeSubDomains: other names of the domain are not this action's.
 */
const ladder = [
    { maxAgeSeconds: 300, stoodSeconds: 0 },
    { maxAgeSeconds: day, stoodSeconds: day },
    { maxAgeSeconds: 30 * day, stoodSeconds: 7 * day },
    { maxAgeSeconds: 365 * day, stoodSeconds: 30 * day },
];
/** The HSTS max-age to serve: at most one rung above what is served, and only if HTTPS is verified now. */
function nextHsts(current, isVerified, now) {
    if (current === undefined || current.maxAgeSeconds === 0)
        return ladder[0]?.maxAgeSeconds ?? 0;
    const stoodSeconds = (now.getTime() - current.since.getTime()) / 1000;
    const next = ladder.find((rung) => rung.maxAgeSeconds > current.maxAgeSeconds);
    const dare = isVerified && next !== undefined && stoodSeconds >= next.stoodSeconds;
    return dare ? next.maxAgeSeconds : current.maxAgeSeconds;
}

;// CONCATENATED MODULE: ./.build/compiled/edge/settings.js
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

;// CONCATENATED MODULE: ./.build/compiled/edge/template.js
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

;// CONCATENATED MODULE: ./.build/compiled/edge/render.js


/**
 * The nginx configuration of a site. Always one file: renaming it into place is the whole change, so nginx never reads
 * half of the old and half of the new.
 */
function renderEdge(settings, read) {
    if (settings.names.length === 0)
        throw new Error('A site needs at least one name');
    const challenge = read('compose/nginx/challenge.conf');
    const shared = renderTemplate(read('compose/nginx/shared.conf'), {
        challenge,
        appService: plainWord('The app service', settings.appService),
        appPort: String(settings.appPort),
        hsts: settings.tls && settings.hstsMaxAgeSeconds > 0 ? `max-age=${settings.hstsMaxAgeSeconds}` : '',
    });
    const site = {
        challenge,
        content: renderContent(settings, read),
        names: settings.names.map((name) => plainWord('The name', name)).join(' '),
    };
    const server = settings.tls
        ? renderTemplate(read('compose/nginx/https.conf'), {
            ...site,
            maxBodySize: bodyLimit(settings),
            certificateName: plainWord('The certificate name', settings.certificateName),
        })
        : renderTemplate(read('compose/nginx/http.conf'), site);
    return [{ path: 'site.conf', content: `${shared}\n${server}` }];
}
function bodyLimit({ maxBodySize }) {
    return plainWord('The body limit', maxBodySize);
}
function renderContent(settings, read) {
    return renderTemplate(read('compose/nginx/content.conf'), {
        maxBodySize: bodyLimit(settings),
        pass: read(`compose/nginx/pass-${settings.appProtocol}.conf`),
    });
}

;// CONCATENATED MODULE: ./.build/compiled/release/edge-state.js


/** The bundled edge's configuration as it has to lie on the host. Pure. */
function bundledEdgeState(request) {
    const { inputs, site, names, tls, hstsSeconds } = request;
    const files = renderEdge({
        names,
        appService: inputs.app.service,
        appPort: inputs.app.port,
        appProtocol: inputs.app.protocol,
        maxBodySize: inputs.maxBodySize,
        tls,
        hstsMaxAgeSeconds: hstsSeconds,
        certificateName: site.certificateName,
    }, request.readTemplate);
    return { files, digest: folderDigest(files), tls, hstsSeconds };
}
/** As observe.sh computes it: sha256 over `sha256sum`'s lines of the files, sorted by name. */
function folderDigest(files) {
    const line = ({ path, content }) => `${edge_state_sha256(content)}  ./${path}\n`;
    return edge_state_sha256([...files]
        .sort((a, b) => (a.path < b.path ? -1 : 1))
        .map(line)
        .join(''));
}
function edge_state_sha256(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}

;// CONCATENATED MODULE: ./.build/compiled/edge/compose.js


/** `edge.compose.yml`: nginx and certbot, laid over the compose file of the app. */
function renderEdgeCompose(settings, read) {
    return renderTemplate(read('compose/edge.compose.yml'), {
        appService: plainWord('The app service', settings.appService),
        edgeFolder: plainWord('The edge folder', settings.edgeFolder),
    });
}
/** `app.compose.yml`: the app of a repository that has only a Dockerfile. The app is told the names of its site. */
function renderAppCompose(settings, read) {
    return renderTemplate(read('compose/app.compose.yml'), {
        appService: plainWord('The app service', settings.appService),
        domain: plainWord('The domain', settings.domain),
        aliases: settings.aliases.map((alias) => plainWord('The alias', alias)).join(','),
    });
}

;// CONCATENATED MODULE: ./.build/compiled/release/bundled.js

/** The bundled compose files, with this site's names in them. */
function bundledCompose(inputs, site, read) {
    const appService = inputs.app.service;
    return {
        app: renderAppCompose({ appService, domain: inputs.domain, aliases: inputs.aliases }, read),
        edge: renderEdgeCompose({ appService, edgeFolder: `${site.root}/edge` }, read),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/release/name.js
/** A release is called after when it was made and from what: `20261122T104500Z-1a2b3c4`. Names sort by time. */
function releaseName(now, sha) {
    const time = now
        .toISOString()
        .replace(/[-:]/g, '')
        .replace(/\.\d+Z$/, 'Z');
    const commit = /^[0-9a-f]{7,}$/i.test(sha) ? sha.slice(0, 7).toLowerCase() : 'unknown';
    return `${time}-${commit}`;
}

;// CONCATENATED MODULE: ./.build/compiled/release/overlay.js



/** Where a release keeps what it needs to be run, beside the repository's own files. */
const RECORD = '.ec2-https-deploy';
/** Decides which compose files a release is run with, and writes ours. Pure. */
function overlayOf(request) {
    const { stack, bundled } = request;
    const ours = [
        ...(stack.kind === 'dockerfile' ? [{ path: 'app.compose.yml', content: bundled.app }] : []),
        ...(stack.kind === 'whole' ? [] : [{ path: 'edge.compose.yml', content: bundled.edge }]),
    ];
    const built = builtImages(request);
    const data = dataPaths(stack.services, request.files);
    const settings = { name: 'release.compose.yml', of: (release) => releaseCompose(request, built, release) };
    const theirs = stack.composeFile === undefined ? [] : [stack.composeFile];
    return {
        composeFiles: [...theirs, ...ours.map(({ path }) => `${RECORD}/${path}`), `${RECORD}/${settings.name}`],
        files: [...ours, { path: settings.name, content: settings.of(request.release) }],
        built,
        data,
        digest: digestOf(JSON.stringify([theirs, ours, settings.of('RELEASE'), built, data])),
    };
}
function builtImages({ stack, app }) {
    if (stack.kind === 'dockerfile')
        return [{ service: app.service, builtBy: app.service, declared: undefined }];
    const builders = stack.services.filter(({ isBuilt }) => isBuilt);
    return stack.services.flatMap((service) => {
        const declared = service.image;
        if (service.isBuilt)
            return [{ service: service.name, builtBy: service.name, declared }];
        // A worker that runs the app's image by its declared name has to change together with the app.
        const builder = declared === undefined ? undefined : builders.find(({ image }) => image === declared);
        return builder === undefined ? [] : [{ service: service.name, builtBy: builder.name, declared: undefined }];
    });
}
function releaseCompose(request, built, release) {
    const { stack, app, site, files } = request;
    const names = stack.kind === 'dockerfile' ? [app.service] : stack.services.map(({ name }) => name);
    const services = names.map((name) => {
        const image = built.find(({ service }) => service === name);
        const service = stack.services.find((found) => found.name === name);
        const mounts = mountsDigest(service, files);
        const tagged = image === undefined ? {} : { image: `${site.project}-${image.builtBy}:${release}` };
        const labels = {
            ...(mounts === undefined ? {} : { 'ec2-https-deploy.mounts': mounts }),
            ...(name === app.service ? { 'ec2-https-deploy.release': release } : {}),
            ...(name === app.service ? { 'ec2-https-deploy.replicas': `${service?.replicas ?? 1}` } : {}),
        };
        const labelled = Object.keys(labels).length === 0 ? {} : { labels };
        return [name, { ...tagged, ...labelled, ...(name === app.service ? appSettings(stack, release) : {}) }];
    });
    return (0,dist/* stringify */.As)({ services: Object.fromEntries(services.filter(([, content]) => Object.keys(content).length > 0)) });
}
/** The app is told its release; behind our edge the containers of a release have a name that no older one answers to. */
function appSettings(stack, release) {
    const environment = { RELEASE: release };
    if (stack.kind === 'whole')
        return { environment };
    return { environment, networks: { default: { aliases: [`release-${release.toLowerCase()}`] } } };
}
/**
 * Paths of bind mounts stay the same from release to release (they go through `current`), so compose would not see that
 * the files behind them changed: a label with their digest makes it start just those services again.
 */
function mountsDigest(service, files) {
    const mounted = files.filter(({ path }) => (service?.binds ?? []).some((bind) => overlay_isWithin(path, bind)));
    if (mounted.length === 0)
        return undefined;
    return digestOf(mounted.map((file) => `${file.path} ${file.kind === 'file' ? file.blob : file.target}`).join('\n'));
}
function dataPaths(services, files) {
    const binds = new Set(services.flatMap((service) => service.binds).map(normal));
    return [...binds].filter((bind) => bind !== '' && !files.some(({ path }) => overlay_isWithin(path, bind))).sort();
}
function overlay_isWithin(path, folder) {
    const place = normal(folder);
    return place === '' || path === place || path.startsWith(`${place}/`);
}
function normal(path) {
    return path
        .split('/')
        .filter((part) => part !== '' && part !== '.')
        .join('/');
}
/** Names of services that the overlay brings and the repository therefore cannot have. */
function takenNames(stack) {
    if (stack.kind === 'whole')
        return [];
    const ours = [bundledEdge.edgeService, bundledEdge.certbotService];
    return stack.services.map(({ name }) => name).filter((name) => ours.includes(name));
}

;// CONCATENATED MODULE: ./.build/compiled/steps/edge.js
/**
 * The bundled edge's nginx configuration. It names no release, so a change of code alone leaves it as it is; and it comes
 * before the containers start, since nginx would not start on a certificate that is missing.
 */
function decideEdge({ edge, facts }) {
    if (edge.now === undefined)
        return {};
    if (facts.host.edgeDigest === edge.now.digest)
        return { unchanged: 'The edge’s configuration is the one in use' };
    const title = edge.now.tls
        ? 'Configure the edge for HTTPS'
        : 'Configure the edge for HTTP, ready for the certificate';
    return {
        step: {
            kind: 'edge',
            title,
            because: reason(edge.now.hstsSeconds, facts.host.hsts?.maxAgeSeconds, facts.host.edgeDigest),
        },
    };
}
function reason(hsts, before, digest) {
    if (digest === undefined)
        return 'there is none yet';
    if (before !== undefined && before > 0 && hsts > before) {
        return `HTTPS has been answering well, so browsers may insist on it for ${hsts} seconds instead of ${before}`;
    }
    return 'it is not the one that belongs to these inputs';
}

;// CONCATENATED MODULE: ./.build/compiled/steps/release.js
/** Files of a new release: only what the host lacks travels. */
function decideFiles({ inputs, difference, needsRelease, release }) {
    if (!needsRelease)
        return { unchanged: 'The files are those of the running release' };
    const { sent, kept, removed, bytes } = difference.files;
    const title = inputs.source.kind === 'git'
        ? `Check out ${inputs.source.sha.slice(0, 7)} into release ${release}`
        : `Make release ${release}: send ${counted(sent, 'file')} (${size(bytes)}), link ${kept} that the host has`;
    return { step: { kind: 'files', title, because: releaseReason(difference, removed) } };
}
function decideEnv({ inputs, difference, needsRelease }) {
    if (!needsRelease)
        return { unchanged: 'The .env is the one deployed' };
    if (inputs.env === undefined) {
        const title = difference.isFirst
            ? 'Use the .env in the site’s folder on the host, if there is one'
            : 'Keep the .env that the host has';
        return { step: { kind: 'env', title, because: 'neither env nor env-file is given' } };
    }
    const because = envReason(difference);
    return { step: { kind: 'env', title: `Write .env with ${counted(inputs.env.length, 'variable')}`, because } };
}
function decideBuild({ needsRelease, overlay }) {
    if (!needsRelease)
        return {};
    const services = [...new Set(overlay.built.map(({ builtBy }) => builtBy))];
    const title = services.length === 0
        ? 'Pull the images that the host lacks'
        : `Build ${services.join(', ')}; pull the other images that the host lacks`;
    return { step: { kind: 'build', title, because: 'the new release must be ready before the old one is touched' } };
}
function decideReleaseCommand({ inputs, needsRelease }) {
    if (!needsRelease || inputs.releaseCommand === undefined)
        return {};
    const title = `Run "${inputs.releaseCommand}" once in the new ${inputs.app.service}`;
    return { step: { kind: 'release-command', title, because: 'release-command asks for it before each switch' } };
}
function releaseReason(difference, removed) {
    if (difference.isFirst)
        return 'no release is on the host yet';
    const reasons = [
        ...(difference.filesChanged ? [`${counted(difference.files.sent, 'file')} new or changed, ${removed} gone`] : []),
        ...(difference.envChanged ? [envReason(difference)] : []),
        ...(difference.settingsChanged ? ['the compose settings changed'] : []),
    ];
    return reasons.join('; ');
}
function envReason({ envKeys, envChanged, isFirst }) {
    if (isFirst)
        return 'there is none yet';
    if (envKeys.length > 0)
        return `changed: ${envKeys.join(', ')}`;
    return envChanged
        ? 'the .env on the host is not the one deployed'
        : 'every release has its own .env; its values are the same';
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

;// CONCATENATED MODULE: ./.build/compiled/steps/host.js


/** Room for an image build with its layers; an EC2 host starts with 8 GiB of which some 6 are free. */
const leastFreeBytes = 1024 ** 3;
const leastFreeInodes = 10_000;
/** What the host or the repository is like that makes a deploy impossible. All of it at once. */
function hostRefusals(planning) {
    return [...ports(planning), ...disk(planning), ...place(planning), ...names(planning)];
}
function ports({ facts }) {
    return facts.host.ports
        .filter(({ ours }) => !ours)
        .map(({ port, holder }) => ({
        code: 'port-taken',
        what: `Port ${port} of the host is held by ${holder}`,
        why: 'The site has to answer on ports 80 and 443, and what holds them is not part of this project.',
        hint: `${howToFree(port, holder)} Then run this again.`,
    }));
}
/** `container NAME…`, or the name of a program. */
function howToFree(port, holder) {
    const [kind, name = ''] = holder.split(' ');
    if (kind === 'container')
        return `If nobody needs it: docker rm -f ${name} on the host; or deploy to another host.`;
    return `On the host, sudo ss -ltnp 'sport = :${port}' shows the process, and systemctl status PID its service: sudo systemctl disable --now SERVICE ends it for good.`;
}
function disk({ facts: { host, repository } }) {
    const files = repository.files.reduce((sum, file) => sum + (file.kind === 'file' ? file.size : 0), 0);
    const needed = leastFreeBytes + 3 * files;
    const { freeBytes, freeInodes } = host.disk;
    const why = `Counted is the fuller one of the disks that hold ${host.root} and Docker's images. A full disk in the middle of a deploy is worse than none.`;
    const hint = 'Make room (df -h shows the disks; docker system df; docker image prune; sudo journalctl --vacuum-size=100M), or give the instance a larger volume.';
    return [
        ...(freeBytes < needed
            ? [
                {
                    code: 'disk-too-small',
                    what: `The host has ${size(freeBytes)} free, and a deploy needs ${size(needed)}`,
                    why,
                    hint,
                },
            ]
            : []),
        ...(freeInodes < leastFreeInodes
            ? [
                {
                    code: 'disk-too-small',
                    what: `The host has ${freeInodes} free inodes, and a deploy needs ${leastFreeInodes}`,
                    why,
                    hint,
                },
            ]
            : []),
    ];
}
function place({ facts: { host }, inputs }) {
    if (host.rootWritable)
        return [];
    return [
        {
            code: 'path-not-writable',
            what: `${host.user} may not write to ${host.root} (path: ${inputs.path})`,
            hint: `Choose a path below the home folder, such as ~/app, or give it to the user: sudo install -d -o ${host.user} ${host.root}`,
        },
    ];
}
function names({ facts }) {
    return takenNames(facts.repository.stack).map((name) => ({
        code: 'compose-file-invalid',
        what: `${facts.repository.stack.composeFile ?? 'The compose file'} has a service called ${name}, which is the name of a service of the bundled edge`,
        hint: `Rename the service ${name}, or publish port 443 by your own proxy so that the bundled edge is not used.`,
    }));
}

;// CONCATENATED MODULE: ./.build/compiled/steps/renewal.js

/** `renewScript` is the text of templates/host/renew.sh. */
function decideRenewal(planning, renewScript) {
    const { facts, site } = planning;
    if (site.certbotService === undefined)
        return {};
    const wanted = renewalFiles({ ...planning, renewScript });
    const { host } = facts;
    if (host.renewalDigest === wanted.digest && host.cron.running)
        return { unchanged: `The renewal is installed (${wanted.schedule})` };
    const because = host.renewalDigest === undefined
        ? 'there is none yet'
        : 'the renewal on the host is not the one that belongs to these inputs';
    return {
        step: { kind: 'renewal', title: `Install the renewal (${wanted.schedule}) and prove that it runs`, because },
    };
}

;// CONCATENATED MODULE: ./.build/compiled/plan.js

















/** Decides everything from what is asked for and what was seen. Pure: the same arguments give the same plan. */
function plan(inputs, facts, now, readTemplate) {
    const planning = prepare(inputs, facts, now, readTemplate);
    const decisions = decide(planning, readTemplate);
    return {
        steps: decisions.flatMap(({ step }) => step ?? []),
        unchanged: decisions.flatMap(({ unchanged }) => unchanged ?? []),
        refusals: [...hostRefusals(planning), ...decisions.flatMap(({ refusals }) => refusals ?? [])],
        planning,
    };
}
function decide(planning, readTemplate) {
    const up = decideUp(planning);
    const certificate = [decideProbe(planning), decidePreflight(planning), decideCertify(planning)];
    return [
        decideBootstrap(planning),
        decideRecords(planning),
        decideFiles(planning),
        decideEnv(planning),
        decideBuild(planning),
        decideReleaseCommand(planning),
        decideEdge(planning),
        ...(isCertifiedFirst(planning) ? [...certificate, up] : [up, ...certificate]),
        decideServeHttps(planning),
        decideRenewal(planning, readTemplate('host/renew.sh')),
        decidePrune(planning),
    ];
}
function prepare(inputs, facts, now, readTemplate) {
    const { stack, files } = facts.repository;
    const { current } = facts.host;
    const site = siteOf(inputs, stack, facts.host.root);
    const overlayFor = (release) => overlayOf({ stack, app: inputs.app, site, files, release, bundled: bundledCompose(inputs, site, readTemplate) });
    const name = releaseName(now, inputs.sha);
    const settingsDigest = overlayFor(name).digest;
    const difference = differenceOf({ files, env: inputs.env, settingsDigest, current });
    const needsRelease = difference.isFirst || difference.filesChanged || difference.envChanged || difference.settingsChanged;
    const release = needsRelease ? name : (current?.name ?? name);
    const overlay = overlayFor(release);
    const base = { inputs, facts, site, now, difference, needsRelease, release, overlay };
    return { ...base, edge: edgePlan(base, readTemplate) };
}
/** HTTPS is configured as soon as a certificate is there, since nginx does not start on one that is missing. */
function edgePlan(base, readTemplate) {
    const { facts, now, site } = base;
    if (site.hasOwnEdge)
        return { now: undefined, afterwards: undefined, before: undefined };
    const need = needOf(base);
    const isVerified = facts.served.kind === 'tls' && facts.served.trusted;
    const hstsSeconds = nextHsts(facts.host.hsts, isVerified, now);
    const names = namesOf(base.inputs);
    const state = (tls, hsts) => bundledEdgeState({ inputs: base.inputs, site, names, tls, hstsSeconds: hsts, readTemplate });
    const { current } = facts.host;
    const isCertified = need.kind !== 'missing';
    const before = current === undefined ? undefined : state(isCertified, isCertified ? hstsSeconds : 0);
    if (!isCertified)
        return { now: state(false, 0), afterwards: state(true, nextHsts(undefined, false, now)), before };
    return {
        now: state(true, hstsSeconds),
        afterwards: need.kind === 'none' ? undefined : state(true, hstsSeconds),
        before,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/links.js
/** The page that has a section for every error code; relative links do not work in a job summary. */
const ERRORS_PAGE = 'https://github.com/OWNER/ec2-https-deploy/blob/v1/docs/errors.md';

;// CONCATENATED MODULE: ./.build/compiled/runner/summary.js

/** The job summary of a run that went well. */
function outcomeSummary(outcome, inputs) {
    const { plan, verified, dryRun, steps } = outcome;
    const { release, facts } = plan.planning;
    const url = `https://${inputs.domain}`;
    const title = dryRun ? `🔎 Plan for [${inputs.domain}](${url})` : `✅ [${inputs.domain}](${url}) answers over HTTPS`;
    const lead = dryRun
        ? 'Dry run: nothing was changed.'
        : steps.length === 0
            ? `Nothing had to be done: release \`${release}\` is what answers.`
            : `Release \`${release}\` is live${facts.host.current === undefined ? '' : `, after \`${facts.host.current.name}\``}.`;
    const certificate = verified === undefined
        ? []
        : [
            '| certificate | |',
            '| --- | --- |',
            `| names | ${verified.certificate.names.map(code).join(', ')} |`,
            `| issuer | ${cell(verified.certificate.issuer)} |`,
            `| good until | ${verified.certificate.notAfter.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${verified.daysLeft} days |`,
            '',
        ];
    return [`## ${title}`, '', lead, '', ...stepTable(steps), ...certificate, ...quiet(outcome)].join('\n');
}
/** The job summary of a run that failed: what, why, what to do, and how far it came. */
function failureSummary(error, outcome, inputs) {
    const title = `## ❌ ${inputs === undefined ? 'The deploy failed' : `The deploy of ${inputs.domain} failed`}`;
    const why = error.why === undefined ? [] : ['', '**Why**', '', fence(error.why)];
    const head = [title, '', `**${cell(error.what)}**`, ...why, '', '**What to do**', '', fence(error.hint), ''];
    const more = `More about \`${error.code}\`: [docs/errors.md](${ERRORS_PAGE}#${error.code})`;
    return [...head, more, '', ...(outcome === undefined ? [] : [...stepTable(outcome.steps), ...quiet(outcome)])].join('\n');
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
function quiet({ plan, usage, seconds: total }) {
    const traffic = `${total.toFixed(1)} s in all, ${usage.execs} execs over one connection, ${usage.bytesSent} bytes sent and ${usage.bytesReceived} received.`;
    const lines = plan.unchanged.map((line) => `- ${cell(line)}`);
    return lines.length === 0
        ? [traffic]
        : ['<details><summary>What needed nothing</summary>', '', ...lines, '', '</details>', '', traffic];
}
/** Text of others must not become markup: neither a cell's end nor a tag nor a link. */
function cell(text) {
    return text.replace(/[\r\n]+/g, ' ').replace(/[\\|<>[\]*_`]/g, (character) => `\\${character}`);
}
function code(text) {
    return `\`${text.replaceAll('`', '')}\``;
}
function fence(text) {
    return ['~~~text', text.replaceAll('~~~', '~ ~ ~'), '~~~'].join('\n');
}

;// CONCATENATED MODULE: ./.build/compiled/report.js



/** The plan, in the words that the summary uses too. */
function reportPlan(runner, plan) {
    runner.info(plan.steps.length === 0 ? 'Plan: nothing to do' : `Plan: ${plan.steps.length} steps`);
    plan.steps.forEach((step, index) => runner.info(`  ${index + 1}. ${step.title}\n     because ${step.because}`));
    for (const line of plan.unchanged)
        runner.info(`  ✓ ${line}`);
    for (const { what } of plan.refusals)
        runner.info(`  ✗ ${what}`);
}
/** Outputs, last lines and summary of a run that went well. */
async function reportOutcome(runner, outcome, inputs) {
    writeOutputs(runner, outcome, inputs);
    runner.info(closingLine(outcome, inputs));
    const { execs, bytesSent, bytesReceived } = outcome.usage;
    runner.info(`${outcome.seconds.toFixed(1)} s, ${execs} execs, ${bytesSent} bytes sent, ${bytesReceived} received`);
    await runner.summary(outcomeSummary(outcome, inputs));
}
/** The one error of a run that failed: annotation, log, outputs as far as they are known, summary. */
async function reportFailure(runner, error, outcome, inputs) {
    if (outcome !== undefined && inputs !== undefined)
        writeOutputs(runner, outcome, inputs);
    runner.fail(error.what, (0,errors/* explain */.WE)(error));
    await runner.summary(failureSummary(error, outcome, inputs));
}
function closingLine({ plan, verified, dryRun }, inputs) {
    if (dryRun)
        return 'Dry run: nothing was changed.';
    if (verified === undefined)
        return 'Done.';
    const days = `certificate good for ${verified.daysLeft} days`;
    const release = plan.planning.release;
    return plan.steps.length === 0
        ? `Nothing was done: release ${release} already answers at https://${inputs.domain} (${days}).`
        : `https://${inputs.domain} answers ${verified.status} with release ${release} (${days}).`;
}
function writeOutputs(runner, outcome, inputs) {
    const { plan, verified, steps, dryRun, wasRestored } = outcome;
    const { facts, release, needsRelease } = plan.planning;
    const current = facts.host.current?.name ?? '';
    const isDone = (kind) => steps.some((step) => step.kind === kind && step.state === 'done');
    const changed = !dryRun && steps.some(({ state }) => state !== 'not reached');
    const notAfter = (verified?.certificate ?? facts.certificate)?.notAfter;
    const nameServers = [...new Set(facts.dns?.names.flatMap(({ zone }) => zone.nameServers) ?? [])];
    const isSwitched = isDone('up') && !wasRestored;
    runner.output('url', `https://${inputs.domain}`);
    runner.output('release', isSwitched || !needsRelease ? release : current);
    runner.output('previous-release', isSwitched && needsRelease ? current : '');
    runner.output('changed', `${changed}`);
    runner.output('plan', planJson(outcome));
    runner.output('dns-changed', `${isDone('records')}`);
    runner.output('certificate-expires-at', notAfter?.toISOString() ?? '');
    runner.output('name-servers', nameServers.join('\n'));
}

;// CONCATENATED MODULE: ./.build/compiled/verify/failures.js

/** Nothing speaks TLS, or HTTP within it, under the name. */
function notAnswering(name, why) {
    return {
        code: 'https-not-answering',
        what: `https://${name} does not answer`,
        why,
        hint: 'Open port 443 (TCP) in the security group of the instance for 0.0.0.0/0, and see in the log above that the edge ' +
            'is up. The release itself is in place on the host.',
    };
}
const problems = {
    CERT_HAS_EXPIRED: 'it has expired',
    CERT_NOT_YET_VALID: 'it is not valid yet',
    ERR_TLS_CERT_ALTNAME_INVALID: 'it is for other names',
    DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by itself',
    SELF_SIGNED_CERT_IN_CHAIN: 'its root is not one that browsers trust',
    UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is not one that browsers trust',
    UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its issuer is not one that browsers trust, or the chain was not sent whole',
};
/** The certificate shown for the name would frighten a visitor. */
function certificateNotValid(name, shown) {
    const { names, issuer, notAfter } = shown.certificate;
    const problem = shown.problem ?? '';
    return {
        code: 'certificate-not-valid',
        what: `https://${name} shows a certificate that is not valid: ${problems[problem] ?? problem}`,
        why: `It is for ${names.join(', ')}, by ${issuer}, until ${notAfter.toISOString()}; it came from ${shown.address}.`,
        hint: 'If the issuer is a test server (a staging "acme-server"), this is as expected there. Otherwise see that the name ' +
            'leads to this host, and that the proxy uses the certificate which certbot wrote.',
    };
}
/** HTTP does not lead to HTTPS where it must. */
function notRedirecting(name, result) {
    return {
        code: 'health-check-failed',
        what: `http://${name} does not lead to https://${name}`,
        why: result.kind === 'failed' ? result.why : `It answered ${result.status}${locationOf(result)}.`,
        hint: 'See that port 80 is open for 0.0.0.0/0 in the security group, and that no other proxy answers for the name.',
    };
}
/** The health path gave a 5xx, or never came to an end. */
function unhealthy(url, why, body) {
    const said = excerpt(body);
    return {
        code: 'health-check-failed',
        what: `${url.href} is not healthy: ${why}`,
        ...(said === '' ? {} : { why: `It said: ${said}` }),
        hint: 'Look at the application\'s log (docker compose logs) on the host, and at the input "health-path".',
    };
}
/** Another release than the one just deployed answers. */
function wrongRelease(url, asked, answered) {
    return {
        code: 'wrong-release-answers',
        what: `${url.href} is answered by release ${excerpt(answered, 80)}, not by ${asked}`,
        why: 'An old container still answers, or the name leads to another host or through a cache.',
        hint: 'See which address the name has, and "docker ps" on the host. If another deploy ran meanwhile, all is well.',
    };
}
/** ` with Location …` of an answer that has one. */
function locationOf(result) {
    const location = result.kind === 'answer' ? result.headers.location : undefined;
    return location === undefined ? '' : ` with Location ${excerpt(location, 200)}`;
}

;// CONCATENATED MODULE: ./.build/compiled/verify/verify.js






const verify_maxRedirects = 5;
/**
 * Looks at the site from here as a visitor would: certificate of every name, HTTP to HTTPS, health path, release. Each look
 * uses new connections.
 * @throws DeployError https-not-answering, certificate-not-valid, health-check-failed, wrong-release-answers
 */
async function verify(request, ports) {
    const start = Date.now();
    let firstWrongAnswer;
    const mayTryAgain = (error) => {
        if (error.code === 'unexpected')
            return false;
        if (error.code === 'https-not-answering')
            return Date.now() - start < request.timeoutMs;
        firstWrongAnswer ??= Date.now();
        const graceMs = Math.min(ports.graceMs ?? 20_000, request.timeoutMs);
        return Date.now() - firstWrongAnswer < graceMs;
    };
    return await (0,p_retry/* default */.Ay)(async () => await verify_look(request, ports).catch((error) => Promise.reject((0,errors/* asDeployError */.y0)(error))), {
        retries: Number.POSITIVE_INFINITY,
        minTimeout: 500,
        factor: 1.5,
        maxTimeout: 5000,
        shouldRetry: ({ error }) => {
            const isAgain = mayTryAgain((0,errors/* asDeployError */.y0)(error));
            if (isAgain)
                ports.say(`Not yet: ${error.message}`);
            return isAgain;
        },
    });
}
async function verify_look(request, ports) {
    const [domain = ''] = request.names;
    const [first, ...others] = await Promise.allSettled(request.names.map((name) => openValid(name, ports)));
    for (const other of others)
        if (other.status === 'fulfilled')
            other.value.socket.destroy();
    if (first === undefined)
        throw new Error('verify was called without a name');
    const failed = [first, ...others].find((one) => one.status === 'rejected');
    if (failed !== undefined && first.status === 'fulfilled')
        first.value.socket.destroy();
    if (failed !== undefined)
        throw failed.reason;
    if (first.status === 'rejected')
        throw first.reason;
    const { certificate, socket } = first.value;
    const { answer, url } = await askHealth(siteUrl('https', domain, request.healthPath), socket, ports);
    const answeredRelease = header(answer, 'x-release');
    if (request.expectRelease && answeredRelease !== undefined && answeredRelease !== request.release) {
        throw new errors/* DeployError */.sH(wrongRelease(url, request.release, answeredRelease));
    }
    const redirects = await Promise.all(request.names.map((name) => redirectsToHttps(name, request, ports)));
    if (answer.status >= 400)
        ports.say(`${url.href} answers ${answer.status}: taken as alive, since it is no 5xx`);
    return {
        url: `https://${domain}`,
        status: answer.status,
        certificate,
        daysLeft: daysLeft(certificate, new Date()),
        ...(answeredRelease === undefined ? {} : { answeredRelease }),
        redirects: redirects.every(Boolean),
    };
}
/** A connection whose certificate a visitor would not be warned of. */
async function openValid(name, ports) {
    const { connectTo, ca, httpsPort, exchangeTimeoutMs } = ports;
    const { handshake, socket } = await openTls(name, {
        connectTo,
        ca,
        port: httpsPort ?? 443,
        timeoutMs: exchangeTimeoutMs ?? 10_000,
    });
    if (handshake.kind === 'nothing' || socket === undefined) {
        throw new errors/* DeployError */.sH(notAnswering(name, handshake.kind === 'nothing' ? handshake.why : 'nothing was shown'));
    }
    if (handshake.problem === undefined)
        return { certificate: handshake.certificate, socket };
    socket.destroy();
    throw new errors/* DeployError */.sH(certificateNotValid(name, handshake));
}
/** Asks the health path over the connection given, and on while the answer leads elsewhere on the same host. */
async function askHealth(first, socket, ports) {
    let url = first;
    for (let redirects = 0; redirects <= verify_maxRedirects; redirects += 1) {
        // The connection that showed the certificate: what answers there is what was judged, and a round trip is saved.
        const answer = await get(url, ports, redirects === 0 ? socket : undefined);
        if (answer.kind === 'failed')
            throw new errors/* DeployError */.sH(notAnswering(first.hostname, `${url.href}: ${answer.why}`));
        if (answer.status >= 500)
            throw new errors/* DeployError */.sH(unhealthy(url, `it answered ${answer.status}`, answer.body));
        const next = verify_redirectTarget(answer, url);
        if (next === undefined || next.hostname !== first.hostname)
            return { answer, url };
        url = next;
    }
    throw new errors/* DeployError */.sH(unhealthy(first, `it leads from redirect to redirect, last to ${url.href}`, ''));
}
async function redirectsToHttps(name, request, ports) {
    const url = siteUrl('http', name, request.healthPath);
    const result = await get(url, ports);
    const target = result.kind === 'answer' ? verify_redirectTarget(result, url) : undefined;
    if (target?.protocol === 'https:' && request.names.includes(target.hostname))
        return true;
    if (request.expectRedirect)
        throw new errors/* DeployError */.sH(notRedirecting(name, result));
    const found = result.kind === 'answer' ? `answers ${result.status}${locationOf(result)}` : result.why;
    ports.say(`http://${name} does not lead to https:// (${found})`);
    return false;
}
async function get(url, ports, over) {
    const { connectTo, httpPort, httpsPort, ca } = ports;
    const timeoutMs = ports.exchangeTimeoutMs ?? 10_000;
    return await httpGet(url, { connectTo, httpPort, httpsPort, ca, timeoutMs, over, verifiesTls: true });
}
function verify_redirectTarget(answer, from) {
    const { location } = answer.headers;
    if (answer.status < 300 || answer.status >= 400 || location === undefined)
        return undefined;
    return URL.canParse(location, from.href) ? new URL(location, from) : undefined;
}
function header(answer, name) {
    const value = answer.headers[name];
    return typeof value === 'string' ? value : value?.[0];
}

;// CONCATENATED MODULE: ./.build/compiled/main.js
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









/** How often a plan is made anew because another run deployed in between. */
const mostPlans = 3;
/** One run: look, plan, carry out, prove, report. Failures are reported here; nothing is thrown. */
async function main(ports) {
    const { inputs, runner, now } = ports;
    const began = now();
    const deadline = deadlineIn(inputs.timeoutMs, now);
    const told = {};
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const arriving = __addDisposableResource(env_1, connecting(ports, deadline), true);
            const repository = await runner.group('Repository', () => observeRepository(inputs));
            const connection = await runner.group('Connection', () => arriving.connection);
            for (const warning of connection.warnings)
                runner.warning(warning);
            const tell = (plan, timeline, verified) => (told.outcome = {
                plan,
                steps: timeline.results(),
                verified,
                usage: connection.traffic,
                seconds: (now() - began) / 1000,
                dryRun: inputs.dryRun,
                wasRestored: timeline.wasRestored,
            });
            for (let attempt = 1;; attempt += 1) {
                const facts = await runner.group('Look', () => observe(inputs, repository, { ...ports.eyes, connection }, deadline));
                const decided = plan(inputs, facts, new Date(now()), ports.eyes.readTemplate);
                const timeline = new Timeline(decided.steps);
                reportPlan(runner, decided);
                tell(decided, timeline);
                if (decided.refusals.length > 0)
                    throw refusal(decided);
                if (inputs.dryRun)
                    break;
                try {
                    await carryOut(ports, decided, { ...ports.hands, connection }, timeline, deadline, (verified) => tell(decided, timeline, verified));
                    break;
                }
                catch (error) {
                    tell(decided, timeline);
                    if ((0,errors/* asDeployError */.y0)(error).code !== 'state-moved-on' || attempt === mostPlans)
                        throw error;
                    runner.info('Another run deployed in between: looking and planning again.');
                }
            }
            if (told.outcome !== undefined)
                await reportOutcome(runner, told.outcome, inputs);
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
    catch (error) {
        await reportFailure(runner, (0,errors/* asDeployError */.y0)(error), told.outcome, inputs);
    }
}
/**
 * Connects and logs in while the repository is read, which does not need it. Disposing closes the connection, or ends the attempts
 * to make one: a repository that cannot be deployed is told at once, and nothing has been run on the host.
 */
function connecting(ports, deadline) {
    const over = new AbortController();
    const connection = ports.connect(deadline, over.signal);
    // Heard where it is awaited; until then nobody does.
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
async function carryOut(ports, decided, hands, timeline, deadline, tell) {
    const { runner, inputs } = ports;
    if (decided.steps.length > 0)
        await runner.group('Deploy', () => apply(decided, hands, timeline, deadline));
    try {
        tell(await runner.group('Verify', () => prove(decided, inputs, hands.say, deadline)));
    }
    catch (error) {
        const previous = decided.planning.facts.host.current?.name;
        if (previous === undefined || !decided.planning.needsRelease)
            throw error;
        runner.info(`The new release does not hold from outside; putting ${previous} back.`);
        // What went wrong first is what the run is about, whatever becomes of the way back.
        await runner
            .group('Restore', () => restore(decided, previous, hands, timeline, deadline))
            .catch((second) => runner.warning(`${previous} was not put back. ${(0,errors/* explain */.WE)((0,errors/* asDeployError */.y0)(second))}`));
        throw error;
    }
}
async function prove({ planning }, inputs, say, deadline) {
    const request = {
        names: namesOf(inputs),
        healthPath: inputs.healthPath,
        release: planning.release,
        expectRelease: true,
        expectRedirect: !planning.site.hasOwnEdge,
        timeoutMs: deadline.remainingMs(60_000),
    };
    return await verify(request, { say });
}
/** One error for all that makes the run impossible; nothing has been touched. */
function refusal({ refusals }) {
    const [first] = refusals;
    if (first !== undefined && refusals.length === 1)
        return new errors/* DeployError */.sH(first);
    return new errors/* DeployError */.sH({
        code: 'refused',
        what: `Nothing was done: ${refusals.length} things are in the way`,
        why: refusals.map(({ code, what }, index) => `${index + 1}. ${what} [${code}]`).join('\n'),
        hint: refusals.map(({ hint }, index) => `${index + 1}. ${hint}`).join('\n'),
    });
}

;// CONCATENATED MODULE: ./.build/compiled/runner/who.js
/**
 * Who is at work, as the lock and the journal on the host tell it. Loaded when something is to be done, since the library
 * takes longer to load than a look at a host where nothing changed.
 */
async function whoIsAtWork() {
    const { context } = await Promise.all(/* import() */[__webpack_require__.e(119), __webpack_require__.e(413)]).then(__webpack_require__.bind(__webpack_require__, 2413));
    const { runId, workflow, actor, serverUrl, repo } = context;
    return `run ${runId} of ${workflow} by ${actor} (${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${runId})`;
}

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
        const mended = mendPrivateKey(options.key);
        const { type, base64 } = publicKeyOf(mended);
        this.#key = keyObjectOf(mended);
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
        if (!isTrusted(this.#options.server, key))
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
var fetch_commit_addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
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
var fetch_commit_disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
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
        const connection = fetch_commit_addDisposableResource(env_1, await ports.connect(agent), true);
        const values = assignments({ ROOT: host.root, URL: source.url, SHA: source.sha, KNOWN_HOSTS: knownHosts });
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
        const result_1 = fetch_commit_disposeResources(env_1);
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

;// CONCATENATED MODULE: ./.build/compiled/templates.js


/** The same distance from src/ and from dist/: the bundle reads the templates that were committed with it. */
const folder = external_node_path_.join(import.meta.dirname, '..', 'templates');
/** Reads a text of `templates/`, such as `host/observe.sh`. */
function readTemplate(relative) {
    return (0,external_node_fs_.readFileSync)(external_node_path_.join(folder, relative), 'utf8');
}

;// CONCATENATED MODULE: ./.build/compiled/run.js









/** Runs the action with the real ports. `dialed`: a TCP connection to the host that was begun already. */
async function run(runner, inputs, dialed) {
    await main(realPorts(runner, inputs, dialed));
}
/** The end of a run whose inputs cannot be read; nothing was touched. */
async function tellBadInput(runner, problem) {
    await reportFailure(runner, problem, undefined, undefined);
}
function realPorts(runner, inputs, dialed) {
    const say = runner.info;
    const resolver = createResolver();
    const { dns: dnsInput } = inputs;
    const dns = dnsInput.kind === 'route53' ? route53({ hostedZoneId: dnsInput.hostedZoneId, resolver, say }) : undefined;
    const { host, port, user, sshKey: key, sshKeyPassphrase: passphrase, hostKey } = inputs;
    const access = { host, port, user, key, passphrase, hostKey, onRetry: say };
    return {
        runner,
        inputs,
        now: Date.now,
        connect: (deadline, signal) => connect({ ...access, dialed, signal, timeoutMs: deadline.remainingMs(300_000) }),
        eyes: { dns, resolver, readTemplate: readTemplate, served: (domain, connectTo) => observeServed(domain, { connectTo }) },
        hands: {
            dns,
            resolver,
            readTemplate: readTemplate,
            say,
            now: Date.now,
            whoIsAtWork: whoIsAtWork,
            fetchCommit: (facts) => fetchCommit(inputs, facts, {
                connect: (agent) => connect({ ...access, agent, timeoutMs: 60_000 }),
                readTemplate: readTemplate,
            }),
        },
    };
}


/***/ })

};
