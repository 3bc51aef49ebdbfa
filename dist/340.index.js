export const id = 340;
export const ids = [340];
export const modules = {

/***/ 8340:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  apply: () => (/* binding */ apply),
  restore: () => (/* binding */ restore)
});

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/compiled/env/digests.js
var env_digests = __webpack_require__(3777);
// EXTERNAL MODULE: ./.build/compiled/env/write.js
var write = __webpack_require__(4535);
// EXTERNAL MODULE: ./.build/compiled/host/assignments.js
var assignments = __webpack_require__(6033);
// EXTERNAL MODULE: ./.build/compiled/host/program-text.js
var program_text = __webpack_require__(7955);
// EXTERNAL MODULE: ./.build/compiled/inputs.js
var compiled_inputs = __webpack_require__(7839);
// EXTERNAL MODULE: ./.build/compiled/release/difference.js
var difference = __webpack_require__(7459);
// EXTERNAL MODULE: ./.build/compiled/release/renewal.js
var release_renewal = __webpack_require__(9730);
// EXTERNAL MODULE: ./.build/compiled/steps/bootstrap.js
var bootstrap = __webpack_require__(3438);
// EXTERNAL MODULE: ./.build/compiled/source/manifest.js
var source_manifest = __webpack_require__(9259);
// EXTERNAL MODULE: ./.build/compiled/steps/prune.js
var prune = __webpack_require__(5776);
// EXTERNAL MODULE: ./.build/compiled/stack/changeover.js
var changeover = __webpack_require__(7781);
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

// EXTERNAL MODULE: ./.build/compiled/site.js
var compiled_site = __webpack_require__(3657);
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
        MANIFEST_DIGEST: (0,source_manifest/* manifestDigest */.It)(facts.repository.files),
        GIT_SHA: inputs.source.kind === 'git' ? inputs.source.sha : '',
        NEEDS: (0,bootstrap/* needsOf */.hN)(facts.host, isGit, facts.host.gitInstalled).join(' '),
        OS_FAMILY: (0,bootstrap/* osFamily */.VT)(facts.host) ?? '',
        COMPOSE_MINIMUM: bootstrap/* composeMinimum */.l_,
        PLUGIN_URL: plugin?.url ?? '',
        PLUGIN_SHA256: plugin?.sha256 ?? '',
        APP_SERVICE: inputs.app.service,
        APP_PORT: `${inputs.app.port}`,
        APP_REPLICAS: `${stack.services.find(({ name }) => name === inputs.app.service)?.replicas ?? 1}`,
        RELEASE_COMMAND: inputs.releaseCommand ?? '',
        ROLLING: (0,changeover/* notRolledBecause */.a)(stack, inputs.app.service) === undefined ? 'yes' : 'no',
        EDGE_SERVICE: site.edgeService,
        OWN_EDGE: site.hasOwnEdge ? 'yes' : 'no',
        HSTS_SECONDS: `${edge?.hstsSeconds ?? 0}`,
        CERTBOT_SERVICE: site.certbotService ?? '',
        CERTBOT_WEBROOT: site.certbotWebroot ?? '',
        WEBROOT_VOLUME: site.webrootVolume ?? '',
        CERTIFICATE_NAME: site.certificateName,
        CERTIFICATE_VOLUME: site.certificateVolume ?? '',
        ACME_SERVER: inputs.acmeServer,
        EMAIL: inputs.email ?? '',
        PROBE_TOKEN: run.probeToken,
        CRON_MARK: site.cronMark,
        ...compiled_site/* engineAt */.A,
        KEEP_RELEASES: `${prune/* keptReleases */.q}`,
    };
}

// EXTERNAL MODULE: ./.build/compiled/source/manifest-runs.js
var manifest_runs = __webpack_require__(2382);
;// CONCATENATED MODULE: ./.build/compiled/source/manifest-delta.js

/**
 * How the host makes one manifest out of the other: `=N` takes over the next N lines, `-N` passes over N, `+LINE` puts a new
 * one in. What is taken over is what a release shares with the one before.
 */
function manifestDelta(previous, next) {
    const delta = [];
    for (const { kind, lines, start, end } of (0,manifest_runs/* manifestRuns */.Q)(previous, next)) {
        if (kind === 'new')
            delta.push(`+${next.slice(start, end - 1).replaceAll('\n', '\n+')}\n`);
        else
            delta.push(`${kind === 'same' ? '=' : '-'}${lines}\n`);
    }
    return delta.join('');
}

;// CONCATENATED MODULE: ./.build/compiled/step-list.js
/**
 * The lines of `steps.list` (`carry_out` in apply.sh): the steps of one exec, where what does not need the other goes on beside it.
 * A stack's own proxy restarts to serve HTTPS, so nothing that asks it goes on beside that.
 */
function stepList(steps, hasOwnEdge) {
    const has = (...kinds) => kinds.every((kind) => steps.includes(kind));
    // Nothing is served yet: the edge starts while the app is built, and the certificate is had while the app starts.
    const edgeBeside = has('build', 'edge', 'probe') && !steps.includes('up');
    const certifyBeside = has('certify', 'up') && steps.indexOf('certify') < steps.indexOf('up');
    const renewalBeside = !hasOwnEdge && has('serve-https', 'renewal');
    return steps.flatMap((step) => {
        if (step === 'build' && edgeBeside)
            return ['&edge+probe', 'build', 'wait'];
        if ((step === 'edge' || step === 'probe') && edgeBeside)
            return [];
        if (step === 'certify' && certifyBeside)
            return ['&certify'];
        if (step === 'up' && certifyBeside)
            return ['up', 'wait'];
        if (step === 'serve-https' && renewalBeside)
            return ['&renewal', 'serve-https', 'wait'];
        if (step === 'renewal' && renewalBeside)
            return [];
        return [step];
    });
}

// EXTERNAL MODULE: ./.build/compiled/steps/up.js
var up = __webpack_require__(283);
;// CONCATENATED MODULE: ./.build/compiled/bundle.js













/** Everything that the host needs for these steps, as the parts of one tar stream. Pure but for file paths in it. */
function bundleParts({ planning, steps, edge, run, readTemplate }) {
    const { inputs, overlay, site } = planning;
    const renewal = (0,release_renewal/* renewalFiles */.Y)({ inputs, site, renewScript: readTemplate('host/renew.sh') });
    const has = (...kinds) => kinds.some((kind) => steps.includes(kind));
    return [
        ...(0,program_text/* programsFor */.T)(steps, readTemplate).map(({ path, content }) => bundle_text(path, content, 0o755)),
        bundle_text('steps.list', lines(stepList(steps, planning.site.hasOwnEdge))),
        bundle_text('vars', (0,assignments/* assignments */.T)(hostValues(planning, { run, edge })), 0o600),
        ...(has('certify')
            ? [bundle_text('names', lines((0,compiled_inputs/* namesOf */.e)(inputs))), bundle_text('certify-words', lines((0,release_renewal/* wordsOf */.Z)(inputs.certifyCommand)))]
            : []),
        ...(has('release-command') ? [bundle_text('depends', lines(dependencies(planning)))] : []),
        ...(has('build')
            ? [
                bundle_text('built', lines(overlay.built.map((image) => `${image.service}|${image.builtBy}|${image.declared ?? ''}`))),
                bundle_text('pulled', lines(pulledServices(planning))),
            ]
            : []),
        ...(has('renewal') ? [bundle_text('renew.sh', renewal.script, 0o755), bundle_text('cron-line', renewal.cronLine)] : []),
        ...(has('edge', 'serve-https') ? (edge?.files ?? []).map((file) => bundle_text(`edge/${file.path}`, file.content)) : []),
        ...(has('files') ? releaseParts(planning) : []),
    ];
}
function bundle_text(path, content, mode = 0o644) {
    return { path, mode, content };
}
function releaseParts({ inputs, facts, overlay }) {
    const { files } = facts.repository;
    const manifest = (0,source_manifest/* manifestText */.$2)(files);
    const previous = (0,difference/* previousManifest */.R)(manifest, facts.host.current);
    const { send } = (0,source_manifest/* compareManifests */.kK)(files, previous);
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
    const digests = [...(0,env_digests/* envKeyDigests */.e)(env)].map(([key, digest]) => `${key} ${digest}`);
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
    return (0,up/* expectedServices */.z)(planning).filter((service) => !built.has(service));
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

// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
// EXTERNAL MODULE: ./.build/compiled/errors.js
var errors = __webpack_require__(9505);
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

// EXTERNAL MODULE: ./.build/compiled/dns/zone.js
var zone = __webpack_require__(8296);
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
    for (const at of (0,zone/* possibleZoneNames */.Gs)(name)) {
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

// EXTERNAL MODULE: ./.build/compiled/verify/http-get.js
var http_get = __webpack_require__(6663);
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
    const server = typeof product === 'string' ? `from "${(0,http_get/* excerpt */.Kb)(product, 60)}"` : 'without a Server header';
    const body = (0,http_get/* excerpt */.Kb)(result.body, 120);
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
    return await (0,http_get/* httpGet */.lx)(url, { connectTo, httpPort, httpsPort, timeoutMs, verifiesTls: false });
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
    return result.kind === 'answer' ? (0,http_get/* excerpt */.Kb)(result.headers.location ?? '', 200) : '';
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

// EXTERNAL MODULE: ./.build/compiled/dns/delegation.js
var delegation = __webpack_require__(2288);
// EXTERNAL MODULE: ./node_modules/zod/v4/classic/schemas.js + 17 modules
var schemas = __webpack_require__(8816);
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
var promises_ = __webpack_require__(1455);
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
    const zipped = (0,external_node_stream_.pipeline)(external_node_stream_.Readable.from(archive), (0,external_node_zlib_.createGzip)(compressionOf(parts)), () => undefined);
    fill(archive, parts, options.mtime).then(() => archive.finalize(), (error) => zipped.destroy(error instanceof Error ? error : new Error((0,errors/* messageOf */.bD)(error))));
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
        const size = part.size ?? (await (0,promises_.stat)(part.fromFile)).size;
        const header = { name: part.path, type: 'file', mode: part.mode, mtime };
        if (size <= SMALL_BYTES) {
            const content = await (0,promises_.readFile)(part.fromFile);
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
/** Whether a step changes nothing that visitors meet. */
function isUnseen(kind) {
    return kind === 'renewal' || kind === 'prune';
}

// EXTERNAL MODULE: ./.build/compiled/steps/certificate.js + 1 modules
var certificate = __webpack_require__(7128);
// EXTERNAL MODULE: ./.build/compiled/steps/records.js
var records = __webpack_require__(9882);
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
        await work.host(late.filter((kind) => kind === 'release-command' || kind === 'up'), { edge: edge.now, current });
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
    #lastSeen;
    constructor(plan, hands, timeline, deadline) {
        this.#plan = plan;
        this.#hands = hands;
        this.#timeline = timeline;
        this.#deadline = deadline;
        this.#lastSeen = plan.steps.map(({ kind }) => kind).findLast((kind) => !isUnseen(kind));
        this.#probeToken = (0,certificate/* canProbe */.rt)(plan.planning) ? `probe-${(0,external_node_crypto_.randomBytes)(12).toString('hex')}` : '';
    }
    async records() {
        const changes = (0,records/* recordPlan */.B)(this.#plan.planning)?.changes ?? [];
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
        const { connection, readTemplate, say, whoIsAtWork, now, onServed } = this.#hands;
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
                    if (isWell && kind === this.#lastSeen)
                        onServed();
                },
            },
        });
    }
    async preflight() {
        const { inputs, facts, site } = this.#plan.planning;
        if (!this.#plan.steps.some(({ kind }) => kind === 'preflight'))
            return;
        const names = facts.dns?.names ?? [];
        const undelegated = names.map(delegation/* delegationProblem */._f).find((problem) => problem !== undefined);
        const token = this.#probeToken;
        await this.#timed('preflight', async () => {
            if (undelegated !== undefined)
                throw new errors/* DeployError */.sH(undelegated);
            await preflight({
                names: (0,compiled_inputs/* namesOf */.e)(inputs),
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


/***/ })

};
