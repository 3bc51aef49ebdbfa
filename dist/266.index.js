export const id = 266;
export const ids = [266];
export const modules = {

/***/ 4743:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H_: () => (/* binding */ daysLeft),
/* harmony export */   bf: () => (/* binding */ parsePemCertificate),
/* harmony export */   hU: () => (/* binding */ covers),
/* harmony export */   tq: () => (/* binding */ certificateOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9505);


/**
 * Reads the first certificate of a PEM text (certbot's `fullchain.pem` or `cert.pem`).
 * @throws DeployError certificate-not-valid when there is none that can be read
 */
function parsePemCertificate(pem) {
    try {
        return certificateOf(new node_crypto__WEBPACK_IMPORTED_MODULE_0__.X509Certificate(pem));
    }
    catch (error) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .DeployError */ .sH({
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


/***/ }),

/***/ 2288:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $$: () => (/* binding */ observeDelegation),
/* harmony export */   MK: () => (/* binding */ isDelegated),
/* harmony export */   _f: () => (/* binding */ delegationProblem)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9505);
/* harmony import */ var _resolver_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(284);


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
        if (lame.includes((0,_resolver_js__WEBPACK_IMPORTED_MODULE_1__/* .codeOf */ .$)(error) ?? ''))
            return [];
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployError */ .sH({
            code: 'name-does-not-resolve',
            what: `The resolver of the runner did not answer when asked for the name servers of ${name}`,
            why: (0,_errors_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error),
            hint: 'Run the job again; if it stays so, look at the DNS settings of the runner.',
            cause: error,
        });
    }
}
async function addresses(name, resolver) {
    return await resolver.resolve4(name).catch(() => []);
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

/***/ 3106:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   s: () => (/* binding */ planRecords)
/* harmony export */ });
/* harmony import */ var _values_ip_address_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6559);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8037);


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
    if (target.kind === 'name' && (0,_name_js__WEBPACK_IMPORTED_MODULE_1__/* .plainName */ .M)(target.name) === facts.name)
        return planItself(facts);
    const wanted = wantedSets(facts, target);
    if (wanted.length === 0)
        return { refusal: targetless(facts, target) };
    const stray = facts.current.find((set) => isStray(set, wanted, target));
    if (stray !== undefined)
        return { refusal: notOurs(facts, `${describe([stray])}, which is not the host's`) };
    const remove = facts.current.filter((set) => wanted.every((other) => conflict(set, other)));
    const upsert = wanted.filter((set) => !facts.current.some((now) => isSame(now, set)));
    const isAlready = !isChange({ remove, upsert });
    const text = isAlready ? `${facts.name} is ${describe(facts.current)} already` : explain(facts, wanted, target);
    return { plan: { remove, upsert, text } };
}
/** A CNAME for a DNS name where the name can have one; else the addresses themselves. */
function wantedSets(facts, target) {
    const isApex = facts.name === facts.zone.name;
    if (target.kind === 'name' && !isApex && facts.otherTypes.length === 0) {
        return [recordSet(facts, 'CNAME', [(0,_name_js__WEBPACK_IMPORTED_MODULE_1__/* .plainName */ .M)(target.name)])];
    }
    const addresses = target.kind === 'ip' ? [target.address] : target.addresses;
    const v6 = addresses.filter((address) => (0,_values_ip_address_js__WEBPACK_IMPORTED_MODULE_0__/* .isIpv6 */ .s)(address));
    const v4 = addresses.filter((address) => !(0,_values_ip_address_js__WEBPACK_IMPORTED_MODULE_0__/* .isIpv6 */ .s)(address));
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
    return set.values.map(_name_js__WEBPACK_IMPORTED_MODULE_1__/* .plainName */ .M).sort().join(' ');
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
        const text = `${facts.name} is what the host is called by; its record (${describe(facts.current)}) stays as it is`;
        return { plan: { remove: [], upsert: [], text } };
    }
    return { refusal: targetless(facts, { kind: 'name', name: facts.name, addresses: [] }) };
}
function explain(facts, wanted, target) {
    const before = facts.current.length === 0 ? 'has no address yet' : `is ${describe(facts.current)}`;
    return `${facts.name} ${before}; it becomes ${describe(wanted)}${whyNoCname(facts, target)}`;
}
function whyNoCname(facts, target) {
    if (target.kind === 'ip')
        return '';
    if (facts.name === facts.zone.name)
        return ' (the apex of a zone cannot be a CNAME)';
    return facts.otherTypes.length === 0 ? '' : ` (beside ${facts.otherTypes.join(' and ')} there can be no CNAME)`;
}
function describe(sets) {
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


/***/ }),

/***/ 284:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ codeOf),
/* harmony export */   T: () => (/* binding */ createResolver)
/* harmony export */ });
/* harmony import */ var node_dns__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(610);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8037);


/** A resolver over node:dns. By default a question takes some 10 s at the very most. */
function createResolver({ servers, port = 53, timeoutMs = 2000, tries = 3 } = {}) {
    // A new channel for each question: a channel may keep answers, and we ask again because we wait for them to change.
    const channel = () => {
        const resolver = new node_dns__WEBPACK_IMPORTED_MODULE_0__.promises.Resolver({ timeout: timeoutMs, tries });
        if (servers !== undefined)
            resolver.setServers(servers.map((server) => withPort(server, port)));
        return resolver;
    };
    return {
        resolve4: (name) => orNone(() => channel().resolve4(name)),
        resolve6: (name) => orNone(() => channel().resolve6(name)),
        resolveNs: async (name) => (await orNone(() => channel().resolveNs(name))).map(_name_js__WEBPACK_IMPORTED_MODULE_1__/* .plainName */ .M),
        resolveCname: async (name) => (await orNone(() => channel().resolveCname(name))).map(_name_js__WEBPACK_IMPORTED_MODULE_1__/* .plainName */ .M),
        resolveCaa: async (name) => (await orNone(() => channel().resolveCaa(name))).flatMap(properties),
        at: (addresses, patience) => createResolver({ servers: addresses, port, timeoutMs, tries, ...patience }),
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


/***/ }),

/***/ 8296:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Gs: () => (/* binding */ possibleZoneNames),
/* harmony export */   UO: () => (/* binding */ isWithin),
/* harmony export */   fU: () => (/* binding */ zonesFor),
/* harmony export */   jG: () => (/* binding */ registrableDomain)
/* harmony export */ });
/* harmony import */ var tldts__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(935);

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
    return (0,tldts__WEBPACK_IMPORTED_MODULE_0__/* .getDomain */ .FB)(name, { allowPrivateDomains: true }) ?? name;
}


/***/ }),

/***/ 3777:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   F: () => (/* binding */ changedKeys),
/* harmony export */   e: () => (/* binding */ envKeyDigests)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);

/** sha256 (hex) of each value, by key, in the order given. */
function envKeyDigests(entries) {
    return new Map(entries.map(({ key, value }) => [key, (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(value.reveal(), 'utf8').digest('hex')]));
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


/***/ }),

/***/ 6033:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ assignments)
/* harmony export */ });
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7235);

/** Shell assignments, a line each: how values travel to the host. Names are ours; values may be anything but NUL. */
function assignments(values) {
    return Object.entries(values)
        .map(([name, value]) => `${name}=${(0,_quote_js__WEBPACK_IMPORTED_MODULE_0__/* .quote */ .h)(value)}\n`)
        .join('');
}


/***/ }),

/***/ 7955:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ programsFor),
/* harmony export */   f: () => (/* binding */ withoutComments)
/* harmony export */ });
/** The files of the host program that these steps need, and no others: what they read in, run, or hand on. */
function programsFor(steps, readTemplate) {
    const found = new Map();
    const need = (path) => {
        if (found.has(path))
            return;
        const content = withoutComments(readTemplate(`host/${path}`));
        found.set(path, content);
        for (const [, other = ''] of content.matchAll(USED))
            need(other);
    };
    for (const path of ['start.sh', 'apply.sh', ...steps.map((step) => `steps/${step}.sh`)])
        need(path);
    return [...found].map(([path, content]) => ({ path, content }));
}
/** How a program uses another one of the bundle. */
const USED = /(?:\.|\bsh|\bcat) "\$BUNDLE\/([\w/-]+\.sh)"/g;
/** A program less the lines that only people read: without them a small deploy sends a third less. */
function withoutComments(program) {
    const [first = '', ...lines] = program.split('\n');
    return [first, ...lines.filter((line) => !/^\s*#/.test(line))].join('\n');
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

/***/ 7839:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   e: () => (/* binding */ namesOf)
/* harmony export */ });
/** The site's name and its aliases: the names of the records, of the certificate and of the site. */
function namesOf(inputs) {
    return [inputs.domain, ...inputs.aliases];
}


/***/ }),

/***/ 7459:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   P: () => (/* binding */ differenceOf),
/* harmony export */   R: () => (/* binding */ previousManifest)
/* harmony export */ });
/* harmony import */ var _env_digests_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3777);
/* harmony import */ var _env_write_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(4535);
/* harmony import */ var _source_manifest_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9259);



/** Compares the release to be with the one that the host runs. Pure. */
function differenceOf(next) {
    const { current } = next;
    const text = (0,_source_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestText */ .$2)(next.files);
    const filesChanged = (0,_source_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestDigest */ .It)(next.files) !== current?.manifestDigest;
    const { send, kept, removed } = (0,_source_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .compareManifests */ .kK)(next.files, previousManifest(text, current));
    const envKeys = changedEnvKeys(next.env, current);
    return {
        files: { sent: send.length, kept, removed: removed.length, bytes: sizeOf(send) },
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
    const { added, changed, removed } = (0,_env_digests_js__WEBPACK_IMPORTED_MODULE_0__/* .changedKeys */ .F)(current?.envKeyDigests ?? new Map(), (0,_env_digests_js__WEBPACK_IMPORTED_MODULE_0__/* .envKeyDigests */ .e)(env));
    return [...added, ...changed, ...removed].sort();
}
/** Whether somebody changed the `.env` on the host by hand: what is asked for wins. */
function isEdited(env, current) {
    return env !== undefined && current !== undefined && current.envDigest !== (0,_source_manifest_js__WEBPACK_IMPORTED_MODULE_1__/* .digestOf */ .ol)((0,_env_write_js__WEBPACK_IMPORTED_MODULE_2__/* .dotenvText */ .Q)(env));
}
function sizeOf(files) {
    return files.reduce((sum, file) => sum + (file.kind === 'file' ? file.size : 0), 0);
}


/***/ }),

/***/ 9730:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Y: () => (/* binding */ renewalFiles),
/* harmony export */   Z: () => (/* binding */ wordsOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _host_assignments_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6033);
/* harmony import */ var _source_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9259);
/* harmony import */ var _values_shell_words_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(6697);




/** Writes the renewal for a site. Pure. */
function renewalFiles({ inputs, site, renewScript }) {
    const [shebang = '', ...rest] = renewScript.split('\n');
    const values = (0,_host_assignments_js__WEBPACK_IMPORTED_MODULE_1__/* .assignments */ .T)({
        ROOT: site.root,
        PROJECT: site.project,
        EDGE_SERVICE: site.edgeService,
        CERTBOT_SERVICE: site.certbotService ?? '',
        RENEW_COMMAND: wordsOf(inputs.renewCommand).join('\n'),
    });
    const script = [shebang, values.trimEnd(), ...rest].join('\n');
    const schedule = inputs.renewSchedule ?? ownSchedule(`${site.project} ${inputs.domain}`);
    const cronLine = `${schedule} /bin/sh ${site.root}/renew.sh ${site.cronMark}`;
    return { script, cronLine, schedule, digest: (0,_source_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .digestOf */ .ol)(`${script}${cronLine}\n`) };
}
/**
 * Twice a day, twelve hours apart, at a minute and hour that differ from site to site but never for one: certificate
 * authorities ask clients not to come all at once (letsencrypt.org/docs/integration-guide).
 */
function ownSchedule(name) {
    const number = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(name).digest().readUInt32BE(0);
    const hour = Math.floor(number / 60) % 12;
    return `${number % 60} ${hour},${hour + 12} * * *`;
}
/** The words of a command that `parseInputs` has already found to be one; none where there is no command. */
function wordsOf(command) {
    const words = command === undefined ? { value: [] } : (0,_values_shell_words_js__WEBPACK_IMPORTED_MODULE_3__/* .shellWords */ .C)(command);
    return 'value' in words ? words.value : [];
}


/***/ }),

/***/ 4266:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  run: () => (/* binding */ run),
  tellBadInput: () => (/* binding */ tellBadInput)
});

// EXTERNAL MODULE: ./.build/compiled/dns/resolver.js
var dns_resolver = __webpack_require__(284);
// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./.build/compiled/errors.js
var errors = __webpack_require__(9505);
// EXTERNAL MODULE: ./.build/compiled/dns/delegation.js
var delegation = __webpack_require__(2288);
// EXTERNAL MODULE: ./.build/compiled/dns/record-sets.js
var record_sets = __webpack_require__(9349);
// EXTERNAL MODULE: ./.build/compiled/dns/name.js
var dns_name = __webpack_require__(8037);
// EXTERNAL MODULE: ./.build/compiled/dns/zone.js
var zone = __webpack_require__(8296);
;// CONCATENATED MODULE: ./.build/compiled/dns/zone-failures.js

/** No public zone holds the name. */
function zoneNotFound(name, listed) {
    const tried = (0,zone/* possibleZoneNames */.Gs)(name);
    const closed = listed.filter((zone) => zone.isPrivate && tried.includes(zone.name));
    const domain = (0,zone/* registrableDomain */.jG)(name);
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
    const sdk = once(async () => (await Promise.all(/* import() */[__webpack_require__.e(621), __webpack_require__.e(204)]).then(__webpack_require__.bind(__webpack_require__, 6204))).route53Api());
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
    async function observeName(api, name, { zone, delegatedTo: asked }) {
        const [sets, delegatedTo] = await Promise.all([api.recordSetsOf(zone.id, name), asked]);
        return { name, zone, delegatedTo, ...(0,record_sets/* sortRecordSets */.d0)(sets) };
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
            if (!isPrivate && (0,zone/* isWithin */.UO)(name, given.zone.name))
                return given;
            throw new errors/* DeployError */.sH(givenZoneUnfit(name, { ...given.zone, isPrivate }));
        }
        const listed = await listZones();
        return await chooseZone(name, listed, observe);
    };
}
async function chooseZone(name, listed, observe) {
    const fitting = await Promise.all((0,zone/* zonesFor */.fU)(name, listed).map(({ id }) => observe(id)));
    const [first] = fitting;
    if (first === undefined)
        throw new errors/* DeployError */.sH(zoneNotFound(name, listed));
    if (fitting.length === 1)
        return first;
    const answers = await Promise.all(fitting.map(async ({ delegatedTo }) => await delegatedTo));
    const delegated = fitting.filter(({ zone }, index) => (0,delegation/* isDelegated */.MK)(zone, answers[index] ?? []));
    const [asked] = delegated;
    if (asked !== undefined && delegated.length === 1)
        return asked;
    throw new errors/* DeployError */.sH(zoneAmbiguous(name, fitting.map(({ zone }, index) => ({ ...zone, delegatedTo: answers[index] ?? [] }))));
}
async function observeZone(api, resolver, id) {
    const { isPrivate, ...zone } = await api.getZone(id);
    const delegatedTo = isPrivate ? Promise.resolve([]) : (0,delegation/* observeDelegation */.$$)(zone, resolver);
    // Heard by whoever wants it, if anybody does.
    delegatedTo.catch(() => undefined);
    return { zone, isPrivate, delegatedTo };
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

// EXTERNAL MODULE: ./.build/compiled/host/call.js
var call = __webpack_require__(5807);
;// CONCATENATED MODULE: ./.build/compiled/ahead.js
/** How long work that was begun ahead is as good as work begun now. */
const freshMs = 10_000;
/**
 * Work that begins by itself after `afterMs`, or when it is first asked for, whichever is earlier. Asked for again, or when it was
 * begun too long ago, it is done anew. Aborting the signal keeps it from beginning by itself.
 */
function beginAhead(work, { afterMs, now, signal }) {
    let begun;
    const timer = setTimeout(() => {
        begun = { at: now(), result: work() };
        // Heard by whoever asks for it, if anybody does.
        begun.result.catch(() => undefined);
    }, afterMs);
    signal.addEventListener('abort', () => clearTimeout(timer));
    return () => {
        clearTimeout(timer);
        const ahead = begun;
        begun = undefined;
        return ahead !== undefined && now() - ahead.at < freshMs ? ahead.result : work();
    };
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

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./.build/compiled/certificate/certificate.js
var certificate_certificate = __webpack_require__(4743);
// EXTERNAL MODULE: ./.build/compiled/dns/records.js
var records = __webpack_require__(3106);
;// CONCATENATED MODULE: ./.build/compiled/dns/settled.js



/** So long a name server is waited for; where a network lets no questions out, Route 53 can say all of it. */
const patience = { timeoutMs: 500, tries: 1 };
/** So many of a zone's name servers are tried, one after the other. */
const mostServers = 2;
/**
 * What the records of the names are. The name servers that the world asks are asked first: where all of a name is as it would be
 * made, nobody needs Route 53, its library or its credentials. It is asked for the other names.
 * @throws DeployError whatever `dns` throws
 */
async function observeNames(names, target, { dns, resolver }) {
    const settled = await findSettled(names.map(dns_name/* plainName */.M), target, resolver);
    const open = names.filter((name) => settled.every((facts) => facts.name !== (0,dns_name/* plainName */.M)(name)));
    if (open.length === 0)
        return { names: settled };
    return { names: [...settled, ...(await dns.observe(open)).names] };
}
/** The names for which nothing would be changed, by the word of their zones' name servers. Never rejects. */
async function findSettled(names, target, resolver) {
    const answers = await Promise.all(names.map((name) => askNameServers(name, resolver).catch(() => undefined)));
    return answers.filter((facts) => facts !== undefined).filter((facts) => isSettled(facts, target));
}
/** Whether the plan for what was found is to leave it; one that knew more than was asked would leave it too. */
function isSettled(facts, target) {
    const { because, refusals } = (0,records/* planRecords */.s)([facts.name], { names: [facts] }, target);
    return facts.current.length > 0 && refusals.length === 0 && because.every(({ changes }) => !changes);
}
/** A name as its zone's own servers have it, with no cache between; undefined: nobody could be asked. */
async function askNameServers(name, resolver) {
    const zone = await findZone(name, resolver);
    if (zone === undefined)
        return undefined;
    const found = await Promise.all(zone.nameServers.map((server) => resolver.resolve4(server)));
    const addresses = found.flat().slice(0, mostServers);
    if (addresses.length === 0)
        return undefined;
    const current = await recordSets(name, resolver.at(addresses, patience));
    return { name, zone, current, special: [], otherTypes: [], delegatedTo: zone.nameServers };
}
/** The lowest zone that the name may lie in. */
async function findZone(name, resolver) {
    const asked = (0,zone/* possibleZoneNames */.Gs)(name).map(async (zone) => ({
        id: '',
        name: zone,
        nameServers: await resolver.resolveNs(zone),
    }));
    return (await Promise.all(asked)).find(({ nameServers }) => nameServers.length > 0);
}
/** A server gives an alias's own addresses too where it knows them: then the alias is what is there. */
async function recordSets(name, server) {
    const [cname, v4, v6] = await Promise.all([server.resolveCname(name), server.resolve4(name), server.resolve6(name)]);
    const sets = [recordSet(name, 'CNAME', cname), recordSet(name, 'A', v4), recordSet(name, 'AAAA', v6)];
    return sets.filter(({ values }) => values.length > 0).slice(0, cname.length > 0 ? 1 : undefined);
}
/** The TTL does not matter where nothing is changed. */
function recordSet(name, type, values) {
    return { name, type, ttlSeconds: 0, values };
}

// EXTERNAL MODULE: ./.build/compiled/host/assignments.js
var assignments = __webpack_require__(6033);
// EXTERNAL MODULE: ./.build/compiled/host/program-text.js
var program_text = __webpack_require__(7955);
;// CONCATENATED MODULE: ./.build/compiled/host/look.js

/** The program that looks at a host, to be put after its values; what it prints is for `parseObservation`. */
function lookProgram(readTemplate) {
    return ['remembered.sh', 'manifest-changes.sh', 'observe-docker.sh', 'observe.sh']
        .map((name) => (0,program_text/* withoutComments */.f)(readTemplate(`host/${name}`)))
        .join('');
}

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./.build/compiled/host/observation.js

/**
 * Reads what observe.sh printed: lines `word NAME VALUE` (printable ASCII) and `fact NAME BASE64`, some names more than
 * once. Lines of any other form (a login banner, a profile that prints) are passed over.
 * @throws RangeError when the look was cut short, since half the facts would lead to a wrong plan
 */
function parseObservation(stdout) {
    const facts = readFacts(stdout);
    const one = (name) => facts.get(name)?.at(-1)?.toString('utf8');
    if (one('complete') !== 'yes')
        throw new RangeError('The look at the host was cut short.');
    const text = (name) => facts
        .get(name)
        ?.map((line) => line.toString('utf8'))
        .join('\n');
    const access = oneOf(one('docker-access'), ['direct', 'sudo']) ?? 'none';
    return {
        os: { id: one('os-id') ?? '', versionId: one('os-version') ?? '', name: one('os-name') ?? '' },
        architecture: one('architecture') ?? '',
        user: one('user') ?? '',
        root: one('root') ?? '',
        rootWritable: one('root-writable') === 'yes',
        privilege: oneOf(one('privilege'), ['root', 'sudo']) ?? 'none',
        docker: {
            version: access === 'none' ? undefined : nonEmpty(one('docker-version')),
            installed: one('docker-installed') === 'yes',
            access,
            compose: nonEmpty(one('compose')),
            composeV1: one('compose-v1') === 'yes',
        },
        gitInstalled: one('git-installed') === 'yes',
        sshVersion: nonEmpty(one('ssh-version')),
        cron: { installed: one('cron-installed') === 'yes', running: one('cron-running') === 'yes' },
        disk: { freeBytes: count(one('free-kib')) * 1024, freeInodes: count(one('free-inodes')) },
        ports: (facts.get('port') ?? []).map((line) => parsePort(line.toString('utf8'))),
        current: parseCurrent(facts, one, text('env-digests')),
        releaseCount: Number(one('release-count') ?? 0),
        containers: (facts.get('container') ?? []).map((line) => parseContainer(line.toString('utf8'))),
        certificatePem: nonEmpty(text('certificate')),
        edgeDigest: one('edge-digest'),
        edgeRelease: nonEmpty(one('edge-release')),
        hsts: parseHsts(one('hsts')),
        renewalDigest: one('renewal-digest'),
    };
}
function readFacts(stdout) {
    const facts = new Map();
    for (const line of stdout.split('\n')) {
        const match = /^(?:(word) ([a-z0-9-]+) ([ -~]*)|fact ([a-z0-9-]+) ([A-Za-z0-9+/=]*))\r?$/.exec(line);
        if (match === null)
            continue;
        const [, word, plainName = '', plain = '', packedName = '', packed = ''] = match;
        const [name, value] = word === undefined ? [packedName, Buffer.from(packed, 'base64')] : [plainName, Buffer.from(plain)];
        facts.set(name, [...(facts.get(name) ?? []), value]);
    }
    return facts;
}
function parseCurrent(facts, one, envDigests) {
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
        envKeyDigests: new Map(lines(envDigests).map((line) => parsePair(line, ' '))),
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
function lines(text) {
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

// EXTERNAL MODULE: ./.build/compiled/inputs.js
var compiled_inputs = __webpack_require__(7839);
// EXTERNAL MODULE: ./.build/compiled/site.js
var compiled_site = __webpack_require__(3657);
// EXTERNAL MODULE: ./.build/compiled/source/path-bytes.js
var path_bytes = __webpack_require__(1023);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
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

// EXTERNAL MODULE: external "node:fs/promises"
var external_node_fs_promises_ = __webpack_require__(1455);
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
        const name = (0,path_bytes/* decodePath */.q0)(entry.name);
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
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
;// CONCATENATED MODULE: ./.build/compiled/source/git.js


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

;// CONCATENATED MODULE: ./.build/compiled/source/known-blobs.js


/** Files whose contents git changes on their way into the workspace (LFS, another encoding) are read themselves. */
const STORED_AS_THEY_ARE = ':(attr:!filter !working-tree-encoding)';
/** `H`: neither skipped nor assumed to be unchanged. Files only, not in conflict, in a repository of SHA-1 ids. */
const ENTRY = /^H 100(?:644|755) [0-9a-f]{40} 0\t/;
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
        for (const entry of (0,path_bytes/* decodeNames */.$R)(entries)) {
            if (ENTRY.test(entry))
                known.set(entry.slice(52), entry.slice(9, 49));
        }
        for (const path of (0,path_bytes/* decodeNames */.$R)(touched))
            known.delete(path);
        return known;
    }
    catch {
        return new Map();
    }
}

;// CONCATENATED MODULE: ./.build/compiled/source/tracked.js



/**
 * What git tracks in the workspace, submodules' files included.
 * @throws DeployError workspace-empty when it is no git checkout, or nothing is tracked; bad-input (a name that is not UTF-8)
 */
async function listTracked(workspace, platform) {
    const listing = await list(workspace, platform === 'win32' ? '--stage' : '--cached');
    const files = [];
    for (const entry of (0,path_bytes/* decodeNames */.$R)(listing)) {
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
async function list(workspace, mode) {
    try {
        return await gitListing(workspace, ['ls-files', '-z', mode, '--recurse-submodules']);
    }
    catch (error) {
        throw emptyError(workspace, reasonOf(error), error);
    }
}
function reasonOf(error) {
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







/** Some milliseconds' worth. */
const FILES_AT_ONCE = 500;
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
    const chosen = (0,path_bytes/* sortByPath */.$y)([...tracked, ...more.map((file) => ({ path: file, gitMode: undefined }))].filter((file) => !isExcluded(file.path) && !(selection.withoutEnv && file.path === '.env')));
    const entries = [];
    for (const [index, file] of chosen.entries()) {
        // Meanwhile the connection is being made: the host's half of the key exchange is not to wait for ours.
        if (index % FILES_AT_ONCE === 0)
            await (0,promises_.setImmediate)();
        const entry = await examine(workspace, file, { platform, blobs });
        if (entry !== undefined)
            entries.push(entry);
    }
    return entries;
}
async function examine(workspace, file, known) {
    const absolute = `${workspace}/${file.path}`;
    const stats = look(absolute);
    if (stats === undefined)
        return undefined;
    if (stats.isSymbolicLink()) {
        return { kind: 'symlink', path: file.path, target: (0,path_bytes/* decodePath */.q0)((0,external_node_fs_.readlinkSync)(absolute, { encoding: 'buffer' })) };
    }
    // Directories (submodules that were not checked out), sockets and the like.
    if (!stats.isFile())
        return undefined;
    // Git for Windows writes a link as a file that holds its target.
    if (file.gitMode === '120000')
        return { kind: 'symlink', path: file.path, target: (0,external_node_fs_.readFileSync)(absolute, 'utf8') };
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

// EXTERNAL MODULE: ./.build/compiled/source/manifest.js
var source_manifest = __webpack_require__(9259);
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
    return [threshold, ...chunksOf(manifest, threshold).map((chunk) => (0,source_manifest/* digestOf */.ol)(chunk).slice(0, DIGEST_CHARACTERS))].join(' ');
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
    return (0,source_manifest/* digestOf */.ol)(manifest) === digest ? manifest : undefined;
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
    let lines = 0;
    for (let end = manifest.indexOf('\n'); end !== -1; end = manifest.indexOf('\n', end + 1))
        lines += 1;
    return Math.min(0xffff, Math.round(0x10000 * Math.sqrt(5 / Math.max(1, lines))))
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
    if (SCHEDULERS.test(`${wordsOf(body['entrypoint'])} ${wordsOf(body['command'])}`))
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
function wordsOf(command) {
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
    return Object.fromEntries(Object.entries(mapping).map(([key, value]) => [key, fill(value, variables)]));
}
function fill(value, variables) {
    if (typeof value === 'string')
        return interpolate(value, variables);
    if (Array.isArray(value))
        return value.map((item) => fill(item, variables));
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
    return { stack, files, chunks: chunkIndex((0,source_manifest/* manifestText */.$2)(files)) };
}
/**
 * Looks at the names' records and at what the host serves, both at the same time. Changes nothing. The visit may still be on its way:
 * if there is nothing to do it is the proof of that, and costs no time of its own. Aborting the signal ends it.
 */
async function observeWorld(inputs, repository, eyes, signal) {
    const { dns: route53, resolver } = eyes;
    const target = await observeTarget(inputs, resolver);
    const visiting = visitHost(inputs, repository, { target, visit: eyes.visit, signal });
    const asking = route53 && observeNames((0,compiled_inputs/* namesOf */.e)(inputs), target, { dns: route53, resolver });
    const [dns, served] = await Promise.all([asking, visiting.served]);
    return { target, dns, served, visit: visiting.visit };
}
/** Looks at the host, and at the world at the same time. Changes nothing. */
async function observe(inputs, repository, eyes, deadline) {
    let onStarted = () => undefined;
    const started = new Promise((resolve) => void (onStarted = resolve));
    const looking = observeHost(inputs, repository, eyes, { deadline, onStarted });
    // The host can look while we compute.
    await Promise.race([started, looking]);
    const [host, { visit, ...world }] = await Promise.all([looking, eyes.world()]);
    const pem = host.certificatePem;
    const certificate = pem === undefined ? undefined : (0,certificate_certificate/* parsePemCertificate */.bf)(pem);
    return { facts: { ...world, host, certificate, repository }, visit };
}
/** A visit that goes to this host, whatever the names lead to. Aborting the signal ends it. */
function visitHost(inputs, repository, { target, visit, signal }) {
    const connectTo = target.kind === 'ip' ? target.address : target.addresses[0];
    return visit(visitRequest(inputs, repository), { connectTo, signal });
}
/** What a visitor of the site expects. */
function visitRequest(inputs, { stack }) {
    const { hasOwnEdge } = (0,compiled_site/* siteOf */.zU)(inputs, stack, '');
    return { names: (0,compiled_inputs/* namesOf */.e)(inputs), healthPath: inputs.healthPath, expectRedirect: !hasOwnEdge };
}
async function observeHost(inputs, { stack, files, chunks }, eyes, { deadline, onStarted }) {
    const project = (0,compiled_site/* projectName */.j1)(inputs.path);
    const values = (0,assignments/* assignments */.T)({
        ROOT_INPUT: inputs.path,
        PROJECT: project,
        SOURCE: inputs.source.kind,
        MANIFEST_DIGEST: (0,source_manifest/* manifestDigest */.It)(files),
        MANIFEST_CHUNKS: chunks,
        CERTIFICATE_NAME: inputs.domain,
        CERTIFICATE_VOLUME: (0,compiled_site/* siteOf */.zU)(inputs, stack, '').certificateVolume ?? '',
        CRON_MARK: (0,compiled_site/* cronMark */.uy)(project),
        CRON_PID_FILE: compiled_site/* cronPidFile */.q4,
        ...compiled_site/* engineAt */.A,
    });
    const completed = await eyes.connection.run({
        // Not through standard input, which could only be sent once the host has said that the program runs.
        program: values + lookProgram(eyes.readTemplate),
        onStarted,
        timeoutMs: deadline.remainingMs(120_000),
        label: 'looking at the host',
    });
    try {
        return withManifest(parseObservation(completed.stdout), (0,source_manifest/* manifestText */.$2)(files));
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
    const line = ({ path, content }) => `${sha256(content)}  ./${path}\n`;
    return sha256([...files]
        .sort((a, b) => (a.path < b.path ? -1 : 1))
        .map(line)
        .join(''));
}
function sha256(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest('hex');
}

// EXTERNAL MODULE: ./.build/compiled/release/difference.js
var release_difference = __webpack_require__(7459);
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
        digest: (0,source_manifest/* digestOf */.ol)(JSON.stringify([theirs, ours, settings.of('RELEASE'), built, data])),
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
    const binds = (service?.binds ?? []).map(normal);
    const mounted = binds.length === 0 ? [] : files.filter(({ path }) => binds.some((bind) => isWithin(path, bind)));
    if (mounted.length === 0)
        return undefined;
    return (0,source_manifest/* digestOf */.ol)(mounted.map((file) => `${file.path} ${file.kind === 'file' ? file.blob : file.target}`).join('\n'));
}
function dataPaths(services, files) {
    const binds = new Set(services.flatMap((service) => service.binds).map(normal));
    return [...binds].filter((bind) => bind !== '' && !files.some(({ path }) => isWithin(path, bind))).sort();
}
/** `place` in its normal form. */
function isWithin(path, place) {
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
    const ours = [compiled_site/* bundledEdge */.Wx.edgeService, compiled_site/* bundledEdge */.Wx.certbotService];
    return stack.services.map(({ name }) => name).filter((name) => ours.includes(name));
}

// EXTERNAL MODULE: ./.build/compiled/steps/bootstrap.js
var bootstrap = __webpack_require__(3438);
// EXTERNAL MODULE: ./.build/compiled/steps/certificate.js + 1 modules
var steps_certificate = __webpack_require__(7128);
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

// EXTERNAL MODULE: ./.build/compiled/steps/prune.js
var prune = __webpack_require__(5776);
// EXTERNAL MODULE: ./.build/compiled/steps/records.js
var steps_records = __webpack_require__(9882);
// EXTERNAL MODULE: ./.build/compiled/release/renewal.js
var renewal = __webpack_require__(9730);
;// CONCATENATED MODULE: ./.build/compiled/steps/renewal.js

/** `renewScript` is the text of templates/host/renew.sh. */
function decideRenewal(planning, renewScript) {
    const { facts, site } = planning;
    if (site.certbotService === undefined)
        return {};
    const wanted = (0,renewal/* renewalFiles */.Y)({ ...planning, renewScript });
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

// EXTERNAL MODULE: ./.build/compiled/steps/up.js
var steps_up = __webpack_require__(283);
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
    const up = (0,steps_up/* decideUp */.C)(planning);
    const releaseCommand = decideReleaseCommand(planning);
    const certificate = [(0,steps_certificate/* decideProbe */.r1)(planning), (0,steps_certificate/* decidePreflight */.u6)(planning), (0,steps_certificate/* decideCertify */.dp)(planning)];
    return [
        (0,bootstrap/* decideBootstrap */.TV)(planning),
        (0,steps_records/* decideRecords */.F)(planning),
        decideFiles(planning),
        decideEnv(planning),
        decideBuild(planning),
        ...((0,steps_certificate/* isCertifiedFirst */.Uh)(planning)
            ? [decideEdge(planning), ...certificate, releaseCommand, up]
            : [releaseCommand, decideEdge(planning), up, ...certificate]),
        (0,steps_certificate/* decideServeHttps */.vb)(planning),
        decideRenewal(planning, readTemplate('host/renew.sh')),
        (0,prune/* decidePrune */.Z)(planning),
    ];
}
function prepare(inputs, facts, now, readTemplate) {
    const { stack, files } = facts.repository;
    const { current } = facts.host;
    const site = (0,compiled_site/* siteOf */.zU)(inputs, stack, facts.host.root);
    const overlayFor = (release) => overlayOf({ stack, app: inputs.app, site, files, release, bundled: bundledCompose(inputs, site, readTemplate) });
    const name = releaseName(now, inputs.sha);
    const settingsDigest = overlayFor(name).digest;
    const difference = (0,release_difference/* differenceOf */.P)({ files, env: inputs.env, settingsDigest, current });
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
    const need = (0,steps_certificate/* needOf */.ER)(base);
    const isVerified = facts.served.kind === 'tls' && facts.served.trusted;
    const hstsSeconds = nextHsts(facts.host.hsts, isVerified, now);
    const names = (0,compiled_inputs/* namesOf */.e)(base.inputs);
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

// EXTERNAL MODULE: external "node:dns/promises"
var external_node_dns_promises_ = __webpack_require__(1553);
// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
// EXTERNAL MODULE: ./.build/compiled/verify/http-get.js
var http_get = __webpack_require__(6663);
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
    const said = (0,http_get/* excerpt */.Kb)(body);
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
        what: `${url.href} is answered by release ${(0,http_get/* excerpt */.Kb)(answered, 80)}, not by ${asked}`,
        why: 'An old container still answers, or the name leads to another host or through a cache.',
        hint: 'See which address the name has, and "docker ps" on the host. If another deploy ran meanwhile, all is well.',
    };
}
/** ` with Location …` of an answer that has one. */
function locationOf(result) {
    const location = result.kind === 'answer' ? result.headers.location : undefined;
    return location === undefined ? '' : ` with Location ${(0,http_get/* excerpt */.Kb)(location, 200)}`;
}

// EXTERNAL MODULE: external "node:tls"
var external_node_tls_ = __webpack_require__(1692);
;// CONCATENATED MODULE: ./.build/compiled/certificate/handshake.js



/**
 * Makes one TLS handshake for the domain and judges what was shown. Sends nothing, never rejects. The connection stays open for
 * whoever asked: destroy the socket when there is one.
 */
async function openTls(domain, options = {}) {
    const { port = 443, timeoutMs = 10_000, connectTo, ca, signal } = options;
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
            signal?.removeEventListener('abort', giveUp);
            if (handshake.kind === 'nothing')
                socket.destroy();
            resolve({ handshake, socket: handshake.kind === 'nothing' ? undefined : socket });
        };
        const timer = setTimeout(() => finish({ kind: 'nothing', why: `no TLS answer within ${timeoutMs / 1000} s` }), timeoutMs);
        const giveUp = () => finish({ kind: 'nothing', why: 'it was given up' });
        signal?.addEventListener('abort', giveUp, { once: true });
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
        certificate: (0,certificate_certificate/* certificateOf */.tq)(shown),
        address: socket.remoteAddress ?? '',
        problem: socket.authorized ? undefined : String(socket.authorizationError),
    };
}

;// CONCATENATED MODULE: ./.build/compiled/certificate/served.js
/** What a handshake showed. `trusted`: the chain ends in a root that Node trusts (NODE_EXTRA_CA_CERTS included), it is in date, and good for the domain. */
function servedBy(seen) {
    if (seen.kind === 'nothing')
        return seen;
    const { certificate, address, problem } = seen;
    return { kind: 'tls', certificate, address, trusted: problem === undefined };
}

;// CONCATENATED MODULE: ./.build/compiled/verify/visit.js





const maxRedirects = 5;
/** Goes to the site as a visitor would, once: certificate of every name, health path, HTTP to HTTPS. New connections only. */
function beginVisit(request, ports) {
    const { connectTo, ca, httpsPort = 443, exchangeTimeoutMs: timeoutMs = 10_000, signal } = ports;
    const opening = request.names.map((name) => openTls(name, { connectTo, ca, port: httpsPort, timeoutMs, signal }));
    const visit = Promise.all(opening).then((opened) => visit_look(request, opened, ports));
    // Heard by whoever wants the visit, if anybody does.
    visit.catch(() => undefined);
    return { served: firstOf(opening).then(({ handshake }) => servedBy(handshake)), visit };
}
async function visit_look(request, opened, ports) {
    const { socket, others } = socketsOf(opened);
    for (const other of others)
        other.destroy();
    try {
        const seen = opened.map(({ handshake }, index) => valid(request.names[index] ?? '', handshake));
        const [domain = ''] = request.names;
        const leading = Promise.all(request.names.map((name) => leadToHttps(name, request, ports)));
        // Both at once; but a site that is not well is the first thing to tell.
        leading.catch(() => undefined);
        const { answer, url } = await askHealth((0,http_get/* siteUrl */.hX)('https', domain, request.healthPath), socket, ports);
        const notRedirected = (await leading).filter((note) => note !== undefined);
        const alive = `${url.href} answers ${answer.status}: taken as alive, since it is no 5xx`;
        return {
            status: answer.status,
            url,
            certificate: firstOf(seen).certificate,
            release: header(answer, 'x-release'),
            redirects: notRedirected.length === 0,
            addresses: new Map(seen.map(({ address }, index) => [request.names[index] ?? '', address])),
            notes: [...notRedirected, ...(answer.status >= 400 ? [alive] : [])],
        };
    }
    finally {
        socket?.destroy();
    }
}
/** The first one's connection is used on; those of the aliases have shown what they were opened for. */
function socketsOf([first, ...others]) {
    return { socket: first?.socket, others: others.flatMap(({ socket }) => socket ?? []) };
}
/** What a visitor would not be warned of. */
function valid(name, handshake) {
    if (handshake.kind === 'nothing')
        throw new errors/* DeployError */.sH(notAnswering(name, handshake.why));
    if (handshake.problem !== undefined)
        throw new errors/* DeployError */.sH(certificateNotValid(name, handshake));
    return handshake;
}
/** Asks the health path over the connection given, and on while the answer leads elsewhere on the same host. */
async function askHealth(first, socket, ports) {
    let url = first;
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
        // The connection that showed the certificate: what answers there is what was judged, and a round trip is saved.
        const answer = await get(url, ports, redirects === 0 ? socket : undefined);
        if (answer.kind === 'failed')
            throw new errors/* DeployError */.sH(notAnswering(first.hostname, `${url.href}: ${answer.why}`));
        if (answer.status >= 500)
            throw new errors/* DeployError */.sH(unhealthy(url, `it answered ${answer.status}`, answer.body));
        const next = redirectTarget(answer, url);
        if (next === undefined || next.hostname !== first.hostname)
            return { answer, url };
        url = next;
    }
    throw new errors/* DeployError */.sH(unhealthy(first, `it leads from redirect to redirect, last to ${url.href}`, ''));
}
/** undefined: http:// leads to https://; else what it does instead, where that is allowed. */
async function leadToHttps(name, request, ports) {
    const url = (0,http_get/* siteUrl */.hX)('http', name, request.healthPath);
    const result = await get(url, ports);
    const target = result.kind === 'answer' ? redirectTarget(result, url) : undefined;
    if (target?.protocol === 'https:' && request.names.includes(target.hostname))
        return undefined;
    if (request.expectRedirect)
        throw new errors/* DeployError */.sH(notRedirecting(name, result));
    const found = result.kind === 'answer' ? `answers ${result.status}${locationOf(result)}` : result.why;
    return `http://${name} does not lead to https:// (${found})`;
}
async function get(url, ports, over) {
    const { connectTo, httpPort, httpsPort, ca, signal } = ports;
    const timeoutMs = ports.exchangeTimeoutMs ?? 10_000;
    return await (0,http_get/* httpGet */.lx)(url, { connectTo, httpPort, httpsPort, ca, timeoutMs, over, signal, verifiesTls: true });
}
function redirectTarget(answer, from) {
    const { location } = answer.headers;
    if (answer.status < 300 || answer.status >= 400 || location === undefined)
        return undefined;
    return URL.canParse(location, from.href) ? new URL(location, from.href) : undefined;
}
function header(answer, name) {
    const value = answer.headers[name];
    return typeof value === 'string' ? value : value?.[0];
}
function firstOf([first]) {
    if (first === undefined)
        throw new Error('A visit needs the name of a site');
    return first;
}

;// CONCATENATED MODULE: ./.build/compiled/verify/verify.js






/**
 * Looks at the site from here as a visitor would, again and again until it is well: certificate of every name, HTTP to HTTPS,
 * health path, release. Each look uses new connections.
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
    const attempt = async () => verify_judge(await beginVisit(request, ports).visit, request, ports.say);
    return await (0,p_retry/* default */.Ay)(async () => await attempt().catch((error) => Promise.reject((0,errors/* asDeployError */.y0)(error))), {
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
const systemLookup = async (name) => (await (0,external_node_dns_promises_.lookup)(name, { all: true })).map(({ address }) => address);
/**
 * What a visit says that went to the host while it was looked at. It is as good as one made now if nothing has been changed since,
 * and if the names lead to where it went. undefined: it is not, or the site was not well; then the site has to be looked at again.
 */
async function verifiedBy(visit, request, say, resolve = systemLookup) {
    try {
        const seen = await visit;
        const led = await Promise.all([...seen.addresses].map(async ([name, address]) => (await resolve(name)).includes(address)));
        return led.every(Boolean) ? verify_judge(seen, request, say) : undefined;
    }
    catch {
        // Whatever it was, the look that follows tells it.
        return undefined;
    }
}
/** Everything that a visit cannot know by itself: whether the release is the one that has to be there. */
function verify_judge(visit, request, say) {
    const { url, status, certificate, release, redirects, notes } = visit;
    if (release !== undefined && release !== request.release) {
        throw new errors/* DeployError */.sH(wrongRelease(url, request.release, release));
    }
    for (const note of notes)
        say(note);
    return {
        url: `https://${request.names[0] ?? ''}`,
        status,
        certificate,
        daysLeft: (0,certificate_certificate/* daysLeft */.H_)(certificate, new Date()),
        ...(release === undefined ? {} : { answeredRelease: release }),
        redirects,
    };
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
/**
 * The host is asked to look as soon as it has let us in, since it can look while we compute. If it has not by then, it is so far
 * away that the world can be looked at meanwhile: a visit takes as many round trips as are left.
 */
const nearHostMs = 100;
/** One run: look, plan, carry out, prove, report. Failures are reported here; nothing is thrown. */
async function main(ports) {
    const { inputs, runner, now } = ports;
    const began = now();
    const deadline = deadlineIn(inputs.timeoutMs, now);
    const told = {};
    const over = new AbortController();
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const arriving = __addDisposableResource(env_1, connecting(ports, deadline), true);
            const repository = await runner.group('Repository', () => observeRepository(inputs));
            const world = beginAhead(() => observeWorld(inputs, repository, ports.eyes, over.signal), {
                afterMs: nearHostMs,
                now,
                signal: over.signal,
            });
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
                const { facts, visit } = await runner.group('Look', () => observe(inputs, repository, { ...ports.eyes, connection, world }, deadline));
                const decided = plan(inputs, facts, new Date(now()), ports.eyes.readTemplate);
                const timeline = new Timeline(decided.steps);
                reportPlan(runner, decided);
                tell(decided, timeline);
                if (decided.refusals.length > 0)
                    throw refusal(decided);
                if (inputs.dryRun)
                    break;
                try {
                    const work = { decided, visit, connection, timeline, deadline, signal: over.signal };
                    await carryOut(ports, work, (verified) => tell(decided, timeline, verified));
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
    finally {
        over.abort();
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
/** Loaded when there is something to do. */
const applying = () => Promise.all(/* import() */[__webpack_require__.e(43), __webpack_require__.e(340)]).then(__webpack_require__.bind(__webpack_require__, 8340));
async function carryOut(ports, work, tell) {
    const { runner, inputs } = ports;
    const { decided, connection, timeline, deadline, signal } = work;
    const { facts } = decided.planning;
    let visit = decided.steps.length === 0 ? work.visit : undefined;
    const onServed = () => {
        ({ visit } = visitHost(inputs, facts.repository, { target: facts.target, visit: ports.eyes.visit, signal }));
    };
    const hands = { ...ports.hands, connection, onServed };
    if (decided.steps.length > 0) {
        const { apply } = await applying();
        await runner.group('Deploy', () => apply(decided, hands, timeline, deadline));
    }
    try {
        tell(await runner.group('Verify', () => prove(decided, visit, inputs, hands.say, deadline)));
    }
    catch (error) {
        const previous = facts.host.current?.name;
        if (previous === undefined || !decided.planning.needsRelease)
            throw error;
        runner.info(`The new release does not hold from outside; putting ${previous} back.`);
        const { restore } = await applying();
        // What went wrong first is what the run is about, whatever becomes of the way back.
        await runner
            .group('Restore', () => restore(decided, previous, hands, timeline, deadline))
            .catch((second) => runner.warning(`${previous} was not put back. ${(0,errors/* explain */.WE)((0,errors/* asDeployError */.y0)(second))}`));
        throw error;
    }
}
/** A visit begun when nothing was left to change is proof enough, if the site was well; else the site gets its time. */
async function prove({ planning }, visit, inputs, say, deadline) {
    const { release, facts } = planning;
    const request = { ...visitRequest(inputs, facts.repository), release, timeoutMs: deadline.remainingMs(60_000) };
    const before = visit === undefined ? undefined : await verifiedBy(visit, request, say);
    return before ?? (await verify(request, { say }));
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

// EXTERNAL MODULE: external "node:v8"
var external_node_v8_ = __webpack_require__(8877);
;// CONCATENATED MODULE: ./.build/compiled/runner/memory.js

/**
 * Keeps V8 from letting what is young grow to tens of megabytes, as it does while a large tree is read, and then sends files in
 * buffers that it collects as rarely. For the whole process; heard at any time, unlike `--max-semi-space-size`.
 */
function keepYoungMemorySmall() {
    (0,external_node_v8_.setFlagsFromString)('--semi-space-growth-factor=1');
}

;// CONCATENATED MODULE: ./.build/compiled/runner/who.js
/**
 * Who is at work, as the lock and the journal on the host tell it. Loaded when something is to be done, since the library
 * takes longer to load than a look at a host where nothing changed.
 */
async function whoIsAtWork() {
    const { context } = await __webpack_require__.e(/* import() */ 413).then(__webpack_require__.bind(__webpack_require__, 2413));
    const { runId, workflow, actor, serverUrl, repo } = context;
    return `run ${runId} of ${workflow} by ${actor} (${serverUrl}/${repo.owner}/${repo.repo}/actions/runs/${runId})`;
}

;// CONCATENATED MODULE: ./.build/compiled/templates.js


/** The same distance from src/ and from dist/: the bundle reads the templates that were committed with it. */
const folder = external_node_path_.join(import.meta.dirname, '..', 'templates');
/** Reads a text of `templates/`, such as `host/observe.sh`. */
function readTemplate(relative) {
    return (0,external_node_fs_.readFileSync)(external_node_path_.join(folder, relative), 'utf8');
}

;// CONCATENATED MODULE: ./.build/compiled/run.js









/** Runs the action with the real ports. `connect` gives the connection that was begun already, until the signal ends it. */
async function run(runner, inputs, connect) {
    keepYoungMemorySmall();
    await main(realPorts(runner, inputs, connect));
}
/** The end of a run whose inputs cannot be read; nothing was touched. */
async function tellBadInput(runner, problem) {
    await reportFailure(runner, problem, undefined, undefined);
}
function realPorts(runner, inputs, connect) {
    const say = runner.info;
    const resolver = (0,dns_resolver/* createResolver */.T)();
    const { dns: dnsInput } = inputs;
    const dns = dnsInput.kind === 'route53' ? route53({ hostedZoneId: dnsInput.hostedZoneId, resolver, say }) : undefined;
    return {
        runner,
        inputs,
        now: Date.now,
        connect: (_, signal) => connect(signal),
        eyes: { dns, resolver, readTemplate: readTemplate, visit: beginVisit },
        hands: {
            dns,
            resolver,
            readTemplate: readTemplate,
            say,
            now: Date.now,
            whoIsAtWork: whoIsAtWork,
            fetchCommit: async (facts) => {
                const [{ fetchCommit }, ssh] = await Promise.all([Promise.all(/* import() */[__webpack_require__.e(472), __webpack_require__.e(417)]).then(__webpack_require__.bind(__webpack_require__, 6417)), Promise.all(/* import() */[__webpack_require__.e(472), __webpack_require__.e(487), __webpack_require__.e(757)]).then(__webpack_require__.bind(__webpack_require__, 4757))]);
                await fetchCommit(inputs, facts, {
                    connect: (agent) => ssh.connect({ ...(0,call/* accessOf */.Y)(inputs), onRetry: say, agent, timeoutMs: 60_000 }),
                    readTemplate: readTemplate,
                });
            },
        },
    };
}


/***/ }),

/***/ 3657:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   A: () => (/* binding */ engineAt),
/* harmony export */   Wx: () => (/* binding */ bundledEdge),
/* harmony export */   j1: () => (/* binding */ projectName),
/* harmony export */   q4: () => (/* binding */ cronPidFile),
/* harmony export */   uy: () => (/* binding */ cronMark),
/* harmony export */   zU: () => (/* binding */ siteOf)
/* harmony export */ });
const bundledEdge = {
    edgeService: 'edge',
    certbotService: 'certbot',
    certificateVolume: 'certificates',
    webroot: '/var/www/acme',
    webrootVolume: 'acme-webroot',
};
/** Where cron notes the number of its process: Debian's (man cron) and cronie alike. */
const cronPidFile = '/run/crond.pid';
/** Where Docker's engine notes the number of its process, and where it is asked (man dockerd: --pidfile, --host). */
const engineAt = { ENGINE_PID_FILE: '/run/docker.pid', ENGINE_SOCKET: '/var/run/docker.sock' };
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


/***/ }),

/***/ 2382:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Q: () => (/* binding */ manifestRuns)
/* harmony export */ });
/* harmony import */ var _path_bytes_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1023);

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
    return (0,_path_bytes_js__WEBPACK_IMPORTED_MODULE_0__/* .comparePaths */ .cD)(pathOf(old), pathOf(line)) <= 0 ? 'gone' : 'new';
}
function pathOf(line) {
    return decodeURIComponent(line.slice(line.lastIndexOf(' ') + 1, -1));
}
/** Behind the line that begins there. */
function endOf(manifest, start) {
    const newline = manifest.indexOf('\n', start);
    return newline === -1 ? manifest.length : newline + 1;
}


/***/ }),

/***/ 9259:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $2: () => (/* binding */ manifestText),
/* harmony export */   It: () => (/* binding */ manifestDigest),
/* harmony export */   kK: () => (/* binding */ compareManifests),
/* harmony export */   ol: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _manifest_runs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2382);
/* harmony import */ var _path_bytes_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1023);



/**
 * The files of a release as text, the same text for the same files: a line each, in the order of the paths' bytes,
 * `f MODE BLOB SIZE PATH` or `l TARGET PATH`. MODE is octal; `%`, space and control characters of paths and targets
 * are percent-encoded, so that a shell can read a line by its words.
 */
function manifestText(files) {
    const known = texts.get(files);
    if (known !== undefined)
        return known;
    const sorted = (0,_path_bytes_js__WEBPACK_IMPORTED_MODULE_2__/* .sortByPath */ .$y)(files);
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
    const digest = digests.get(files) ?? digestOf(manifestText(files));
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
/** sha256 of a text, hexadecimal. */
function digestOf(text) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(text).digest('hex');
}
/** `previous` as a manifest's text. A file whose contents, mode or kind changed is sent. */
function compareManifests(next, previous) {
    const files = (0,_path_bytes_js__WEBPACK_IMPORTED_MODULE_2__/* .sortByPath */ .$y)(next);
    const send = [];
    const gone = [];
    let at = 0;
    for (const run of (0,_manifest_runs_js__WEBPACK_IMPORTED_MODULE_1__/* .manifestRuns */ .Q)(previous, manifestText(next))) {
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


/***/ }),

/***/ 1023:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $R: () => (/* binding */ decodeNames),
/* harmony export */   $y: () => (/* binding */ sortByPath),
/* harmony export */   cD: () => (/* binding */ comparePaths),
/* harmony export */   q0: () => (/* binding */ decodePath)
/* harmony export */ });
/* harmony import */ var node_buffer__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(4573);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9505);


/**
 * A path as text.
 * @throws DeployError bad-input when its bytes are not UTF-8: such a name would arrive as another one
 */
function decodePath(bytes) {
    const path = bytes.toString('utf8');
    if (Buffer.from(path, 'utf8').equals(bytes))
        return path;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .DeployError */ .sH({
        code: 'bad-input',
        what: `The name of the file '${path}' is not UTF-8`,
        why: 'It could not be carried to the host as it is.',
        hint: 'Rename the file, or leave it out with the input exclude.',
    });
}
/**
 * Names as git lists them with `-z`, each with a NUL behind it.
 * @throws DeployError bad-input as decodePath does
 */
function decodeNames(listing) {
    // As a whole: one by one, 10,000 names take longer than git needs to list them.
    if ((0,node_buffer__WEBPACK_IMPORTED_MODULE_0__.isUtf8)(listing))
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


/***/ }),

/***/ 7781:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ notRolledBecause),
/* harmony export */   e: () => (/* binding */ changeoverText)
/* harmony export */ });
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


/***/ }),

/***/ 3438:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   TV: () => (/* binding */ decideBootstrap),
/* harmony export */   VT: () => (/* binding */ osFamily),
/* harmony export */   hN: () => (/* binding */ needsOf),
/* harmony export */   l_: () => (/* binding */ composeMinimum)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2088);

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
    const version = semver__WEBPACK_IMPORTED_MODULE_0__.coerce(docker.compose);
    return version !== null && semver__WEBPACK_IMPORTED_MODULE_0__.gte(version, composeMinimum);
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


/***/ }),

/***/ 7128:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  rt: () => (/* binding */ canProbe),
  dp: () => (/* binding */ decideCertify),
  u6: () => (/* binding */ decidePreflight),
  r1: () => (/* binding */ decideProbe),
  vb: () => (/* binding */ decideServeHttps),
  Uh: () => (/* binding */ isCertifiedFirst),
  ER: () => (/* binding */ needOf)
});

// EXTERNAL MODULE: ./.build/compiled/certificate/certificate.js
var certificate_certificate = __webpack_require__(4743);
;// CONCATENATED MODULE: ./.build/compiled/certificate/decide.js

/**
 * Decides from the certificate on the host. One that merely nears its end is left to the renewal; names it has beyond those
 * asked for are no reason for a new order. Pure.
 */
function certificateNeed(certificate, names, now) {
    if (certificate === undefined) {
        return { kind: 'missing', because: `there is no certificate for ${names.join(', ')} on the host` };
    }
    const missing = names.filter((name) => !(0,certificate_certificate/* covers */.hU)(certificate, name));
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

// EXTERNAL MODULE: ./.build/compiled/inputs.js
var compiled_inputs = __webpack_require__(7839);
;// CONCATENATED MODULE: ./.build/compiled/steps/certificate.js


function needOf({ inputs, facts, now, }) {
    return certificateNeed(facts.certificate, (0,compiled_inputs/* namesOf */.e)(inputs), now);
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
    const names = (0,compiled_inputs/* namesOf */.e)(planning.inputs).join(', ');
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
    const title = `Get a certificate for ${(0,compiled_inputs/* namesOf */.e)(inputs).join(', ')}`;
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


/***/ }),

/***/ 5776:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Z: () => (/* binding */ decidePrune),
/* harmony export */   q: () => (/* binding */ keptReleases)
/* harmony export */ });
/** Releases that stay on the host, the running one among them. */
const keptReleases = 5;
function decidePrune({ needsRelease, facts }) {
    const releases = facts.host.releaseCount + (needsRelease ? 1 : 0);
    if (!needsRelease || releases <= keptReleases)
        return {};
    const title = `Take away releases before the last ${keptReleases}, and the images that only they used`;
    return { step: { kind: 'prune', title, because: `there are ${releases}` } };
}


/***/ }),

/***/ 9882:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ recordPlan),
/* harmony export */   F: () => (/* binding */ decideRecords)
/* harmony export */ });
/* harmony import */ var _dns_records_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3106);
/* harmony import */ var _inputs_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7839);


/** What Route 53 needs; undefined when DNS is somebody else's. */
function recordPlan({ inputs, facts }) {
    return facts.dns === undefined ? undefined : (0,_dns_records_js__WEBPACK_IMPORTED_MODULE_0__/* .planRecords */ .s)((0,_inputs_js__WEBPACK_IMPORTED_MODULE_1__/* .namesOf */ .e)(inputs), facts.dns, facts.target);
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


/***/ }),

/***/ 283:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ decideUp),
/* harmony export */   z: () => (/* binding */ expectedServices)
/* harmony export */ });
/* harmony import */ var _stack_changeover_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7781);

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
            : `the release is new: ${(0,_stack_changeover_js__WEBPACK_IMPORTED_MODULE_0__/* .changeoverText */ .e)(facts.repository.stack, inputs.app.service)}`;
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


/***/ }),

/***/ 6663:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Kb: () => (/* binding */ excerpt),
/* harmony export */   hX: () => (/* binding */ siteUrl),
/* harmony export */   lx: () => (/* binding */ httpGet)
/* harmony export */ });
/* harmony import */ var node_http__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7067);
/* harmony import */ var node_https__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4708);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9505);
/* harmony import */ var _dns_resolver_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(284);




const maxBodyBytes = 65_536;
/** One GET over a connection of its own (or the one given), without following redirects. The time limit covers it all. Never rejects. */
async function httpGet(url, options) {
    const timeout = AbortSignal.timeout(options.timeoutMs);
    const signal = options.signal === undefined ? timeout : AbortSignal.any([timeout, options.signal]);
    try {
        return await readAnswer(await send(url, options, signal));
    }
    catch (error) {
        if (timeout.aborted)
            return { kind: 'failed', reason: 'timeout', why: `no answer within ${options.timeoutMs / 1000} s` };
        return { kind: 'failed', reason: (0,_dns_resolver_js__WEBPACK_IMPORTED_MODULE_3__/* .codeOf */ .$)(error) === 'ECONNREFUSED' ? 'refused' : 'other', why: reasonOf(error) };
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
            ? (0,node_https__WEBPACK_IMPORTED_MODULE_1__.request)({
                ...settings,
                ...(over === undefined ? { agent: false } : { createConnection: () => over }),
                servername: url.hostname,
                rejectUnauthorized: options.verifiesTls,
                ...(options.ca === undefined ? {} : { ca: options.ca }),
            })
            : (0,node_http__WEBPACK_IMPORTED_MODULE_0__.request)({ ...settings, agent: false });
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
        return error.errors.map(_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD).join('; ');
    return (0,_errors_js__WEBPACK_IMPORTED_MODULE_2__/* .messageOf */ .bD)(error);
}


/***/ })

};
