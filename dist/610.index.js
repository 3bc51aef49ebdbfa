export const id = 610;
export const ids = [610];
export const modules = {

/***/ 7687:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Af: () => (/* binding */ networkOf),
/* harmony export */   Du: () => (/* binding */ ruleDescription),
/* harmony export */   NG: () => (/* binding */ isOfRun),
/* harmony export */   Rb: () => (/* binding */ webRuleDescription),
/* harmony export */   ZM: () => (/* binding */ groupForRule),
/* harmony export */   b1: () => (/* binding */ expiredRules),
/* harmony export */   rt: () => (/* binding */ runName)
/* harmony export */ });
/* unused harmony export RULE_MINUTES */
/** How long a rule may stay: a login takes five minutes at most, and a killed runner cannot remove its rule. */
const RULE_MINUTES = 10;
/** `OWNER/NAME run ID.ATTEMPT`, as it stands in the description of a rule. */
function runName(run) {
    const name = `${run.repository || 'unknown'} run ${run.id || '0'}.${run.attempt || '1'}`;
    return name.replace(/[^A-Za-z0-9 ._\-:/]/g, '-').slice(0, 180);
}
/** The group that gets the rule: one that is named for it, else the first. */
function groupForRule(groups) {
    return groups.find(({ name }) => name.startsWith('ec2-https-deploy')) ?? groups[0];
}
const DESCRIPTION = /^ec2-https-deploy (.+) until (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/;
/** At most 255 characters of those that EC2 accepts in a description. */
function ruleDescription(run, now) {
    const until = new Date(now.getTime() + RULE_MINUTES * 60_000).toISOString().replace(/\.\d+Z$/, 'Z');
    return `ec2-https-deploy ${run} until ${until}`;
}
/** The same of a rule that stays, for visitors. */
function webRuleDescription(run) {
    return `ec2-https-deploy ${run} for visitors (open-web-ports)`;
}
/** Whether this run made the rule. */
function isOfRun({ description }, run) {
    return DESCRIPTION.exec(description)?.[1] === run;
}
/** Rules of this action that a run has left behind. A rule that something else made is never one of them. */
function expiredRules(rules, now) {
    return rules.filter(({ description }) => {
        const until = DESCRIPTION.exec(description)?.[2];
        return until !== undefined && new Date(until) < now;
    });
}
/** A network of one address. */
function networkOf(address) {
    return address.includes(':') ? `${address}/128` : `${address}/32`;
}


/***/ }),

/***/ 9402:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   r: () => (/* binding */ codeIn)
/* harmony export */ });
/** Whether AWS answered with one of these error names. */
function codeIn(error, ...names) {
    return error instanceof Error && names.includes(error.name);
}


/***/ }),

/***/ 9448:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ awsFailure),
/* harmony export */   S: () => (/* binding */ isOfCredentials)
/* harmony export */ });
/* harmony import */ var _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5004);
/* harmony import */ var _statement_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(623);


/** Error names of AWS for credentials whose time is over; EC2 uses the last one for them and for a clock that is wrong. */
const EXPIRED = new Set(['ExpiredToken', 'ExpiredTokenException', 'RequestExpired']);
/** The same for credentials that are missing or invalid. */
const INVALID_CREDENTIALS = new Set([
    ...EXPIRED,
    'AuthFailure',
    'CredentialsProviderError',
    'InvalidClientTokenId',
    'InvalidSignatureException',
    'MissingAuthenticationTokenException',
    'SignatureDoesNotMatch',
    'UnrecognizedClientException',
]);
const DENIED = new Set(['AccessDenied', 'AccessDeniedException', 'AuthException', 'UnauthorizedOperation']);
/** Error names of AWS for calls above a limit of the account, or, at Route 53, while another change of the zone is in progress. */
const THROTTLED = new Set([
    'PriorRequestNotComplete',
    'RequestLimitExceeded',
    'Throttling',
    'ThrottlingException',
    'TooManyRequestsException',
]);
const RUN_AGAIN = 'Run the job again. If it fails again, check https://health.aws.amazon.com and the network of the runner.';
const RUN_LATER = 'The limit of requests that all programs of the account share was reached at each attempt. Run the job again when fewer of them are ' +
    'running.';
const CONFIGURE = 'Add a step aws-actions/configure-aws-credentials before this one in the same job, and give the job ' +
    '"permissions: id-token: write" if it assumes a role.';
const RENEW = 'They have expired. Run the step aws-actions/configure-aws-credentials directly before this one, or raise its role-duration-seconds ' +
    '(one hour by default; the role has a maximum session duration, too). On a self-hosted runner, check the clock.';
/** Whether the error of that name concerns the credentials, not what they may do. */
function isOfCredentials(name) {
    return INVALID_CREDENTIALS.has(name);
}
/** Explains a failed call to the user. */
function awsFailure(call, error, words) {
    const { action, resource } = call;
    const name = error instanceof Error ? error.name : '';
    const message = withoutEncoded((0,_errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error));
    const why = `${name === '' || name === 'Error' ? '' : `${name}: `}${message}`;
    if (/^Region is missing/.test(message))
        return regionMissing(action, error);
    if (INVALID_CREDENTIALS.has(name)) {
        return new _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployError */ .sH({
            code: 'aws-credentials-missing',
            what: name === 'CredentialsProviderError'
                ? `No AWS credentials were found for ${action}`
                : `AWS rejected the credentials of this job (${action})`,
            why,
            hint: `${EXPIRED.has(name) ? RENEW : CONFIGURE} ${words.without}`,
            cause: error,
        });
    }
    if (DENIED.has(name)) {
        return new _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployError */ .sH({
            code: 'aws-denied',
            what: resource === '*'
                ? `AWS denied ${action} to the credentials of this job`
                : `AWS denied ${action} on ${resource} to the credentials of this job`,
            why,
            hint: words.policy ?? `Add this to a policy of the role or user:\n${(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .statementsText */ .Y)([(0,_statement_js__WEBPACK_IMPORTED_MODULE_1__/* .statementOf */ .T)(call)])}`,
            cause: error,
        });
    }
    const hint = words.hintFor?.(name) ?? (THROTTLED.has(name) ? RUN_LATER : RUN_AGAIN);
    return new _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployError */ .sH({ code: 'aws-error', what: `${action} failed`, why, hint, cause: error });
}
function regionMissing(action, error) {
    return new _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployError */ .sH({
        code: 'aws-region-missing',
        what: `No AWS region is set for ${action}`,
        hint: 'Set aws-region in the step aws-actions/configure-aws-credentials, or the variable AWS_REGION in the job, to the region of the instance.',
        cause: error,
    });
}
/** EC2 appends a kilobyte that only `aws sts decode-authorization-message` reads. */
function withoutEncoded(message) {
    return message.replace(/\s*Encoded authorization failure message: \S+/, '');
}


/***/ }),

/***/ 9588:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   t: () => (/* binding */ openTunnelCall)
/* harmony export */ });
/** The permission that a tunnel needs. */
function openTunnelCall({ endpoint, port }) {
    const condition = { NumericEquals: { 'ec2-instance-connect:remotePort': String(port) } };
    return { action: 'ec2-instance-connect:OpenTunnel', resource: endpoint.arn, condition };
}


/***/ }),

/***/ 623:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   T: () => (/* binding */ statementOf),
/* harmony export */   Y: () => (/* binding */ statementsText)
/* harmony export */ });
/** The smallest statement that allows the call. */
function statementOf({ action, resource, condition }) {
    return {
        Effect: 'Allow',
        Action: action,
        Resource: resource,
        ...(condition === undefined ? {} : { Condition: condition }),
    };
}
/** Statements as they stand in a policy. */
function statementsText(statements) {
    return JSON.stringify(statements, undefined, 2);
}


/***/ }),

/***/ 1086:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Tunnel: () => (/* binding */ Tunnel),
/* harmony export */   TunnelRefused: () => (/* binding */ TunnelRefused),
/* harmony export */   openTunnel: () => (/* binding */ openTunnel)
/* harmony export */ });
/* harmony import */ var node_stream__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7075);
/* harmony import */ var ws__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2977);


/** Most bytes of one frame, as the AWS CLI has it (`awscli/customizations/ec2instanceconnect/websocket.py`). */
const FRAME_BYTES = 65_000;
/** The endpoint refused to open a tunnel, or did not answer. */
class TunnelRefused extends Error {
    /** HTTP status; undefined: no answer. */
    status;
    /** Name of AWS for the error, if the answer has one. */
    type;
    constructor(message, status, type) {
        super(message);
        this.status = status;
        this.type = type;
    }
}
/**
 * Opens a tunnel: one WebSocket, whose binary frames are one TCP connection to the instance.
 * @throws TunnelRefused
 */
async function openTunnel(url, { timeoutMs, signal, ca }) {
    const socket = new ws__WEBPACK_IMPORTED_MODULE_1__/* .WebSocket */ .kb(url, { handshakeTimeout: timeoutMs, perMessageDeflate: false, ...(ca && { ca }) });
    const abort = () => socket.terminate();
    signal?.addEventListener('abort', abort, { once: true });
    try {
        await new Promise((resolve, reject) => {
            socket.once('open', resolve);
            socket.on('error', (error) => reject(new TunnelRefused(error.message)));
            socket.once('unexpected-response', (request, response) => {
                let body = '';
                response.setEncoding('utf8').on('data', (text) => (body = `${body}${text}`.slice(0, 4_000)));
                const end = () => {
                    request.destroy();
                    reject(refusal(response.statusCode ?? 0, body, response.headers['x-amzn-requestid']));
                };
                response.once('end', end).once('error', end);
            });
            if (signal?.aborted === true)
                abort();
        });
        return new Tunnel(socket);
    }
    finally {
        signal?.removeEventListener('abort', abort);
    }
}
function refusal(status, body, requestId) {
    const request = typeof requestId === 'string' ? ` (request ${requestId})` : '';
    const { message, Message, __type: type } = fieldsOf(body);
    const text = message ?? Message ?? (body.trim().slice(0, 300) || 'no explanation');
    return new TunnelRefused(`HTTP ${status}: ${text}${request}`, status, type?.replace(/^.*#/, ''));
}
/** Those of `{"__type": "…#ErrorName", "message": "…"}` that are texts; the message has a capital in some answers. */
function fieldsOf(body) {
    try {
        const fields = JSON.parse(body);
        if (typeof fields !== 'object' || fields === null)
            return {};
        return Object.fromEntries(Object.entries(fields).filter((field) => typeof field[1] === 'string'));
    }
    catch {
        // Not JSON.
        return {};
    }
}
/** The open tunnel, as a stream of bytes. */
class Tunnel extends node_stream__WEBPACK_IMPORTED_MODULE_0__.Duplex {
    #socket;
    bytesWritten = 0;
    bytesRead = 0;
    constructor(socket) {
        super();
        this.#socket = socket;
        this.on('error', () => undefined);
        socket.on('message', (data, isBinary) => this.#received(data, isBinary));
        socket.on('error', (error) => this.destroy(error));
        socket.on('close', (code, reason) => this.#closed(code, reason.toString('utf8')));
    }
    _read() {
        this.#socket.resume();
    }
    _write(chunk, _encoding, done) {
        for (let at = 0; at < chunk.length; at += FRAME_BYTES) {
            const frame = chunk.subarray(at, at + FRAME_BYTES);
            this.bytesWritten += frame.length;
            const isLast = at + FRAME_BYTES >= chunk.length;
            this.#socket.send(frame, (error) => {
                if (isLast)
                    done(error);
            });
        }
    }
    _final(done) {
        this.#socket.close(1000);
        done();
    }
    _destroy(error, done) {
        this.#socket.terminate();
        done(error);
    }
    #received(data, isBinary) {
        const bytes = Buffer.isBuffer(data)
            ? data
            : Buffer.concat([data].flat().map((part) => Buffer.from(part)));
        if (!isBinary) {
            this.destroy(new Error(`the endpoint reported: ${bytes.toString('utf8').slice(0, 300)}`));
            return;
        }
        this.bytesRead += bytes.length;
        if (!this.push(bytes))
            this.#socket.pause();
    }
    #closed(code, reason) {
        if (code === 1000)
            this.push(null);
        else
            this.destroy(new Error(`the endpoint closed the tunnel (code ${code}${reason === '' ? '' : `: ${reason}`})`));
    }
}


/***/ }),

/***/ 2780:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   a: () => (/* binding */ OpenPort),
/* harmony export */   d: () => (/* binding */ OPEN_PORT_STATE)
/* harmony export */ });
/* harmony import */ var _access_port_rule_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(7687);
/* harmony import */ var _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5004);


const OPEN_PORT_STATE = 'open-port';
/** A runner behind several addresses may show another one at each attempt; more than this many is no such runner. */
const MOST_NETWORKS = 3;
/**
 * Admits this runner to the SSH port of an instance, for the time of a login: a connection that is open survives the removal of its rule
 * (EC2 User Guide, "Security group connection tracking"). Disposing removes the rules that were added.
 */
class OpenPort {
    #ports;
    #group;
    #family;
    #networks = new Set();
    #added = [];
    /** @throws DeployError aws-error if the instance has no security group */
    constructor(instance, address, ports) {
        const group = (0,_access_port_rule_js__WEBPACK_IMPORTED_MODULE_1__/* .groupForRule */ .ZM)(instance.groups);
        if (group === undefined)
            throw new Error(`Instance ${instance.id} has no security group.`);
        this.#group = group;
        this.#family = address.includes(':') ? 6 : 4;
        this.#ports = ports;
    }
    /**
     * Adds the rule, unless the group has it; called before each attempt to connect, since the address of a runner may change, and since
     * another run that shares it may have removed its own rule.
     * @throws DeployError runner-address-unknown, aws-denied …
     */
    async admit() {
        const { ec2, run, say, saveState, now, inputs } = this.#ports;
        const network = (0,_access_port_rule_js__WEBPACK_IMPORTED_MODULE_1__/* .networkOf */ .Af)(await this.#address());
        const isNew = !this.#networks.has(network);
        if (isNew && this.#networks.size >= MOST_NETWORKS)
            return;
        const state = { run, group: this.#group };
        // Before the call: a run that is killed in the middle of it leaves a rule, too.
        await saveState(OPEN_PORT_STATE, JSON.stringify(state));
        const description = (0,_access_port_rule_js__WEBPACK_IMPORTED_MODULE_1__/* .ruleDescription */ .Du)(run, new Date(now()));
        const id = await (await ec2()).addRule({ group: this.#group, port: inputs.port, network, description });
        this.#networks.add(network);
        const own = id ?? (isNew ? await this.#ownRule(network) : undefined);
        if (own !== undefined)
            this.#added.push(own);
        if (own !== undefined)
            say(`Opened port ${inputs.port} for ${network} until the login is complete (${this.#group.id}, ${own})`);
        else if (isNew)
            say(`Port ${inputs.port} is open for ${network} already (${this.#group.id})`);
    }
    async [Symbol.asyncDispose]() {
        const { ec2, saveState, warn, say } = this.#ports;
        if (this.#networks.size === 0)
            return;
        const ids = this.#added.splice(0);
        try {
            await (await ec2()).removeRules(this.#group, ids);
            await saveState(OPEN_PORT_STATE, '');
            if (ids.length > 0)
                say(`Closed the port again: removed ${ids.join(', ')} from ${this.#group.id}`);
        }
        catch (error) {
            const hint = error instanceof _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployError */ .sH ? `\n${error.hint}` : '';
            warn(`${this.#group.id} still has the rule ${ids.join(', ')}. It could not be removed: ${(0,_errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}${hint}`);
        }
    }
    /** A rule that this run has added although it was not told so: the answer to the call was lost, and the call repeated. */
    async #ownRule(network) {
        const { ec2, run, inputs } = this.#ports;
        const rules = await (await ec2()).inboundRules([this.#group]);
        return rules.find((rule) => rule.network === network && rule.fromPort === inputs.port && (0,_access_port_rule_js__WEBPACK_IMPORTED_MODULE_1__/* .isOfRun */ .NG)(rule, run))?.id;
    }
    async #address() {
        try {
            return await this.#ports.runnerAddress(this.#family);
        }
        catch (error) {
            throw new _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployError */ .sH({
                code: 'runner-address-unknown',
                what: `The IPv${this.#family} address of this runner is unknown: ${(0,_errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error)}`,
                hint: this.#family === 6
                    ? 'Runners hosted by GitHub have no IPv6. Set host to the IPv4 address of the instance, or use an EC2 Instance Connect Endpoint (access: instance-connect-endpoint).'
                    : 'Run the job again. If it fails again, use an EC2 Instance Connect Endpoint (access: instance-connect-endpoint).',
                cause: error,
            });
        }
    }
}


/***/ }),

/***/ 9610:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  reachThroughAws: () => (/* binding */ reachThroughAws)
});

// EXTERNAL MODULE: external "node:timers/promises"
var promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./.build/compiled/access/port-rule.js
var port_rule = __webpack_require__(7687);
// EXTERNAL MODULE: ./.build/compiled/access/describe.js
var describe = __webpack_require__(9630);
// EXTERNAL MODULE: ./.build/compiled/access/inbound.js
var inbound = __webpack_require__(7594);
;// CONCATENATED MODULE: ./.build/compiled/access/exposure.js


/** What works today and breaks or hurts later. */
function exposureWarnings({ instance, rules, port, isDnsTarget }) {
    const { publicAddress, isElastic, groups } = instance;
    const fleeting = publicAddress !== undefined && !isElastic && isDnsTarget
        ? [
            `The address ${publicAddress} of instance ${(0,describe/* instanceText */.tK)(instance)} is not an Elastic IP: it changes when the instance is stopped and started, and the DNS records then point to another machine until the next deploy. Allocate an Elastic IP and associate it: aws ec2 allocate-address; aws ec2 associate-address --instance-id ${instance.id} --allocation-id ID`,
        ]
        : [];
    const open = (0,inbound/* openToWorld */.g1)(rules, port).map(({ groupId, network, id }) => {
        const name = groups.find((group) => group.id === groupId)?.name ?? '';
        return `Security group ${groupId} (${name}) allows port ${port} from ${network ?? ''} (rule ${id}). No deploy needs that: open-port: true admits the runner for the time of the login only, and an EC2 Instance Connect Endpoint needs no open port at all. Remove the rule: aws ec2 revoke-security-group-ingress --group-id ${groupId} --security-group-rule-ids ${id}`;
    });
    return [...fleeting, ...open];
}

;// CONCATENATED MODULE: ./.build/compiled/access/way.js


/** Chooses the way. `port`: the port of the SSH server. */
function chooseWay(input, { instance, rules }) {
    const { access, host, opensPort, port } = input;
    if (access === 'instance-connect-endpoint')
        return { kind: 'tunnel', because: `access: ${access}`, mayTunnelLater: false };
    if (access !== undefined)
        return { kind: 'direct', because: `access: ${access}`, mayTunnelLater: false };
    if (host === undefined && directAddress(instance) === undefined)
        return { kind: 'tunnel-if-any', because: 'the instance has no public address', mayTunnelLater: false };
    if (!opensPort && rules !== undefined && !(0,inbound/* mayAdmit */.FX)(rules, port))
        return {
            kind: 'tunnel-if-any',
            because: `no security group of the instance allows port ${port}`,
            mayTunnelLater: false,
        };
    return { kind: 'direct', because: 'the instance has a public address', mayTunnelLater: true };
}
/** A public address of the instance. */
function directAddress({ publicAddress, ipv6Addresses }) {
    return publicAddress ?? ipv6Addresses[0];
}
/** The address to which an endpoint connects. */
function tunnelAddress({ privateAddress, ipv6Addresses }) {
    return privateAddress ?? ipv6Addresses[0] ?? '';
}
/** One in the instance's subnet first, then any of its VPC, as the AWS CLI chooses. */
function chooseEndpoint(endpoints, { subnetId }) {
    return endpoints.find((endpoint) => endpoint.subnetId === subnetId) ?? endpoints[0];
}
/** The failure if no rule admits anything to the port and none is added: nobody needs to wait for a timeout then. */
function portClosed({ opensPort, port }, { instance, rules }) {
    if (opensPort || rules === undefined || (0,inbound/* mayAdmit */.FX)(rules, port))
        return undefined;
    return {
        code: 'ssh-port-closed',
        what: `No security group of instance ${(0,describe/* instanceText */.tK)(instance)} allows port ${port}`,
        why: `Its security groups are ${instance.groups.map(({ id, name }) => `${id} (${name})`).join(', ')}. No EC2 Instance Connect Endpoint was used.`,
        hint: [
            'Set open-port: true, which allows the runner for the time of the login.',
            `Or keep the port closed: create an endpoint in the VPC, which takes some minutes, and is used from then on: aws ec2 create-instance-connect-endpoint --subnet-id ${instance.subnetId ?? 'SUBNET'}`,
        ].join('\n'),
    };
}
function endpointMissing(instance) {
    return {
        code: 'endpoint-missing',
        what: `There is no EC2 Instance Connect Endpoint in the VPC ${instance.vpcId ?? ''} of instance ${(0,describe/* instanceText */.tK)(instance)}`,
        hint: `Create one, which takes some minutes: aws ec2 create-instance-connect-endpoint --subnet-id ${instance.subnetId ?? 'SUBNET'}. Or set access: instance-connect with open-port: true.`,
    };
}

// EXTERNAL MODULE: ./.build/compiled/errors/deploy-error.js
var deploy_error = __webpack_require__(5004);
// EXTERNAL MODULE: external "node:net"
var external_node_net_ = __webpack_require__(7030);
// EXTERNAL MODULE: ./.build/compiled/access/check-host.js
var check_host = __webpack_require__(206);
// EXTERNAL MODULE: ./.build/compiled/inputs/parsers/instance.js
var instance = __webpack_require__(5884);
;// CONCATENATED MODULE: ./.build/compiled/access/choose-instance.js


/** The one instance that a query means: a running one; a stopped one if none is running. */
function chooseInstance(query, found, options) {
    const existing = found.filter(({ state }) => state !== 'terminated' && state !== 'shutting-down');
    const started = existing.filter(({ state }) => state === 'running' || state === 'pending');
    const candidates = started.length > 0 ? started : existing;
    const [instance, ...others] = candidates;
    if (instance === undefined)
        return { failure: notFound(query, found, options.region) };
    if (others.length > 0)
        return { failure: ambiguous(query, candidates) };
    if (instance.isWindows)
        return { failure: windows(instance) };
    if (instance.state === 'running')
        return { chosen: { instance, needs: 'nothing' } };
    if (instance.state === 'pending')
        return { chosen: { instance, needs: 'time' } };
    const starts = options.startsInstance && !options.dryRun;
    return starts ? { chosen: { instance, needs: 'start' } } : { failure: notRunning(instance, options) };
}
function notFound(query, found, region) {
    return {
        code: 'instance-not-found',
        what: `There is no instance ${(0,instance/* describeQuery */.Q)(query)} in region ${region}`,
        why: found.length === 0
            ? 'AWS lists instances of one region and one account only.'
            : `Found, but terminated:\n${found.map(describe/* instanceLine */.Ut).join('\n')}`,
        hint: query.kind === 'id'
            ? 'Check the ID, the account of the credentials, and aws-region in the step aws-actions/configure-aws-credentials.'
            : 'Check the tag (upper and lower case differ), the account of the credentials, and aws-region in the step aws-actions/configure-aws-credentials.',
    };
}
function ambiguous(query, candidates) {
    return {
        code: 'instance-ambiguous',
        what: `${candidates.length} instances match ${(0,instance/* describeQuery */.Q)(query)}`,
        why: candidates.map(describe/* instanceLine */.Ut).join('\n'),
        hint: 'Set the input instance to the ID of one of them, or to a tag that only one of them has.',
    };
}
function windows(instance) {
    return {
        code: 'os-unsupported',
        what: `Instance ${(0,describe/* instanceText */.tK)(instance)} runs Windows`,
        hint: 'Use an instance with Amazon Linux 2023, Ubuntu or Debian.',
    };
}
function notRunning(instance, { startsInstance, dryRun }) {
    return {
        code: 'instance-not-running',
        what: `Instance ${(0,describe/* instanceText */.tK)(instance)} is ${instance.state}`,
        ...(startsInstance && dryRun ? { why: 'A dry run starts no instance.' } : {}),
        hint: startsInstance && dryRun
            ? 'Run without dry-run, or start the instance first.'
            : `Set start-instance: true, or start it: aws ec2 start-instances --instance-ids ${instance.id}`,
    };
}

;// CONCATENATED MODULE: ./.build/compiled/reach/find-host.js






const POLL_MS = 3_000;
/** Time for an instance to start; most take less than a minute. */
const START_MS = 5 * 60_000;
/**
 * Finds the instance, starts it if that is wanted, and removes rules that earlier runs have left behind.
 * @throws DeployError instance-not-found, instance-ambiguous, instance-not-running, instance-address-mismatch, os-unsupported, aws-…
 */
async function findHost(query, ports, signal) {
    const ec2 = await ports.ec2();
    const chosen = await choose(query, ec2, ports);
    const instance = chosen.needs === 'nothing' ? chosen.instance : await started(chosen, ec2, ports, signal);
    await checkHost(instance, ports);
    const rules = await inboundRules(instance, ec2, ports);
    const expired = (0,port_rule/* expiredRules */.b1)(rules ?? [], new Date(ports.now()));
    await removeExpired(instance, expired, ec2, ports);
    return {
        instance,
        rules: rules?.filter((rule) => !expired.includes(rule)),
        wasStarted: chosen.needs === 'start',
    };
}
async function choose(query, ec2, { inputs }) {
    const [found, region] = await Promise.all([ec2.findInstances(query), ec2.region()]);
    const choice = chooseInstance(query, found, { region, startsInstance: inputs.startsInstance, dryRun: inputs.dryRun });
    if ('failure' in choice)
        throw new deploy_error/* DeployError */.sH(choice.failure);
    return choice.chosen;
}
async function started({ instance, needs }, ec2, { say, now, sleep }, signal) {
    const end = now() + START_MS;
    let mayStart = needs === 'start';
    for (let current = instance;;) {
        if (current.state === 'running')
            return current;
        if (mayStart && current.state === 'stopped') {
            say(`Starting instance ${(0,describe/* instanceText */.tK)(instance)}.`);
            await ec2.startInstance(instance);
            mayStart = false;
        }
        if (now() >= end || current.state === 'terminated')
            throw new deploy_error/* DeployError */.sH(notStarted(current));
        await sleep(POLL_MS, signal);
        [current = current] = await ec2.findInstances({ kind: 'id', id: instance.id });
    }
}
function notStarted(instance) {
    return {
        code: 'instance-not-running',
        what: `Instance ${(0,describe/* instanceText */.tK)(instance)} is ${instance.state}`,
        why: `It was not running within ${START_MS / 60_000} minutes.`,
        hint: 'Check its state in the EC2 console, and run the job again.',
    };
}
async function checkHost(instance, { inputs: { host }, addressesOf }) {
    if (host === undefined)
        return;
    const resolved = (0,external_node_net_.isIP)(host) === 0 ? await addressesOf(host) : [host];
    const failure = (0,check_host/* contradiction */.q)(host, resolved, instance);
    if (failure !== undefined)
        throw new deploy_error/* DeployError */.sH(failure);
}
/** Without them a run can do: what they would have shown is not known then. */
async function inboundRules(instance, ec2, { warn, inputs }) {
    try {
        return await ec2.inboundRules(instance.groups);
    }
    catch (error) {
        if (inputs.opensPort || inputs.opensWebPorts || !(error instanceof deploy_error/* DeployError */.sH) || error.code !== 'aws-denied')
            throw error;
        warn(`The rules of the security groups were not checked: ${error.what}\n${error.hint}`);
        return undefined;
    }
}
async function removeExpired({ groups }, expired, ec2, { say, warn }) {
    for (const rule of expired) {
        const group = groups.find(({ id }) => id === rule.groupId);
        if (group === undefined)
            continue;
        try {
            await ec2.removeRules(group, [rule.id]);
            say(`Removed an expired rule of an earlier run from ${group.id}: ${rule.network ?? ''} (${rule.description})`);
        }
        catch (error) {
            const hint = error instanceof deploy_error/* DeployError */.sH ? `\n${error.hint}` : '';
            warn(`An expired rule of an earlier run is still in ${group.id}: ${rule.id} (${rule.description}). It could not be removed: ${(0,deploy_error/* messageOf */.bD)(error)}${hint}`);
        }
    }
}

// EXTERNAL MODULE: ./.build/compiled/ssh/connect.js + 6 modules
var connect = __webpack_require__(1588);
// EXTERNAL MODULE: ./.build/compiled/ssh/dial.js
var dial = __webpack_require__(7691);
// EXTERNAL MODULE: ./.build/compiled/ssh/keys/private-key.js + 1 modules
var private_key = __webpack_require__(7001);
// EXTERNAL MODULE: ./.build/compiled/ssh/host-keys/known-hosts.js
var known_hosts = __webpack_require__(3446);
;// CONCATENATED MODULE: ./.build/compiled/access/host-key-source.js

/** The tag of an instance that keeps the fingerprints of its host keys. */
const HOST_KEY_TAG = 'ec2-https-deploy:host-key';
/** The tag counts if the input is empty. undefined: the console is needed. */
function knownHostKey(input, tag) {
    if (input.kind !== 'unknown')
        return { policy: input, source: 'input' };
    const policy = (0,known_hosts/* parseHostKeyPolicy */.Z)(tag ?? '');
    return 'kind' in policy && policy.kind === 'pinned' ? { policy, source: 'tag' } : undefined;
}
/** The first of these that is known: the input, the tag, the console. */
function consoleHostKey(pins) {
    return pins === undefined
        ? { policy: { kind: 'unknown' }, source: 'none' }
        : { policy: { kind: 'pinned', pins }, source: 'console' };
}

;// CONCATENATED MODULE: ./.build/compiled/reach/explain.js



/** Adds to an error of the SSH room what is known of the instance and of the way to it. */
function explainAccess(error, tried) {
    if (!(error instanceof deploy_error/* DeployError */.sH))
        return error;
    switch (error.code) {
        case 'ssh-auth-failed':
            return tried.isPushedKey ? notTaken(error, tried) : error;
        case 'host-unreachable':
            return tried.endpoint === undefined ? directFailed(error, tried) : tunnelFailed(error, tried.endpoint, tried);
        case 'host-key-mismatch':
            return tried.hostKey.source === 'input' ? error : changedKey(error, tried);
        default:
            return error;
    }
}
function changed(error, changes) {
    const { code, what, why, cause } = error;
    return new deploy_error/* DeployError */.sH({ code, what, ...(why === undefined ? {} : { why }), ...changes, cause });
}
/** Success of a push means only that AWS has the key: the agent on the instance fetches it when sshd asks. */
function notTaken(error, { instance, user }) {
    return changed(error, {
        why: `EC2 Instance Connect took the key for user '${user}', but the SSH server of ${(0,describe/* instanceText */.tK)(instance)} did not accept it.`,
        hint: [
            ...error.hint.split('\n').filter((line) => line.startsWith('The SSH server runs on')),
            `Does the user '${user}' exist on the host? It depends on the image: ec2-user (Amazon Linux, RHEL), ubuntu (Ubuntu), admin (Debian).`,
            'Is the package ec2-instance-connect installed? It is part of Amazon Linux 2023 (not of its minimal image) and of Ubuntu. Debian has no such package: use ssh-key, with access: instance-connect-endpoint if the port is to stay closed.',
            'On the host: sshd -T | grep -i authorizedkeyscommand must show eic_run_authorized_keys, and the instance metadata service must be enabled.',
        ].join('\n'),
    });
}
function directFailed(error, { instance }) {
    return changed(error, {
        hint: [
            error.hint,
            'Without an open port: open-port: true admits the runner for the time of the login; or create an EC2 Instance Connect Endpoint in the VPC ' +
                `(aws ec2 create-instance-connect-endpoint --subnet-id ${instance.subnetId ?? 'SUBNET'}), which is then used.`,
        ].join('\n'),
    });
}
function tunnelFailed(error, endpoint, { instance }) {
    const groups = instance.groups.map(({ id }) => id).join(', ');
    const admitted = endpoint.preservesClientIp
        ? 'the address of the runner, since the endpoint preserves client addresses'
        : 'the security group of the endpoint';
    return changed(error, {
        why: `The endpoint ${endpoint.id} took the connection, but the SSH server of ${(0,describe/* instanceText */.tK)(instance)} was not reached.`,
        hint: `Check that a security group of the instance (${groups}) allows the SSH port from ${admitted}, and that the security group of the endpoint allows it outbound.`,
    });
}
function changedKey(error, { instance, hostKey }) {
    const origin = hostKey.source === 'tag'
        ? `The pinned key is in the tag ${HOST_KEY_TAG} of the instance`
        : 'The pinned key is in the console output of the instance';
    return changed(error, {
        hint: [
            `${origin}. If the keys of the host were replaced on purpose: verify the fingerprint, then set the input host-key to it, or correct the tag: aws ec2 create-tags --resources ${instance.id} --tags Key=${HOST_KEY_TAG},Value=FINGERPRINT`,
            ...error.hint.split('\n').slice(1),
        ].join('\n'),
    });
}

// EXTERNAL MODULE: ./.build/compiled/ssh/keys/fingerprint.js
var fingerprint = __webpack_require__(7414);
;// CONCATENATED MODULE: ./.build/compiled/access/console-host-keys.js

/** What syslog, systemd and cloud-init put before a line. */
const PREFIXES = [
    /^\[\s*\d+\.\d+\] /,
    /^(?:cloud-init|ci-info|ec2)(?:\[\d+\])?: /,
    /^<\d+>\w{3} [ \d]\d \d\d:\d\d:\d\d (?:cloud-init|ec2): /,
];
const FINGERPRINTS = 'SSH HOST KEY FINGERPRINTS';
const KEYS = 'SSH HOST KEY KEYS';
/**
 * The host keys that cloud-init wrote to the console when it made them (`cc_keys_to_console`). Several programs write to a console at
 * once, so lines may be torn: only complete keys of complete blocks count, the last such block of each kind, and if both kinds are there
 * they must agree. undefined: nothing that can be relied on.
 */
function hostKeysInConsole(output) {
    const lines = output.split('\n').map(bareLine);
    const fingerprints = lastBlock(lines, FINGERPRINTS).flatMap(fingerprintIn);
    const keys = lastBlock(lines, KEYS).flatMap(keyIn);
    const known = new Set(fingerprints);
    if (fingerprints.length > 0 && keys.some(({ fingerprint }) => !known.has(fingerprint)))
        return undefined;
    if (keys.length > 0)
        return keys.map(({ type, base64 }) => ({ kind: 'key', type, base64 }));
    return fingerprints.length === 0 ? undefined : fingerprints.map((sha256) => ({ kind: 'fingerprint', sha256 }));
}
/** Without control codes and prefixes. */
function bareLine(line) {
    let bare = line
        .replace(/\x1b\[[\d;?]*[A-Za-z]/g, '')
        .replace(/\p{Cc}/gu, '')
        .trim();
    for (const prefix of PREFIXES)
        bare = bare.replace(prefix, '');
    return bare.trim();
}
/** The lines of the last block that has a beginning and an end. */
function lastBlock(lines, title) {
    const isMark = (line, mark) => line?.replaceAll('-', '') === `${mark} ${title}`;
    const end = lines.findLastIndex((line) => isMark(line, 'END'));
    const begin = lines.slice(0, Math.max(end, 0)).findLastIndex((line) => isMark(line, 'BEGIN'));
    return begin < 0 ? [] : lines.slice(begin + 1, end);
}
/** `256 SHA256:… root@host (ED25519)` */
function fingerprintIn(line) {
    const found = /^\d{3,5} (SHA256:[A-Za-z0-9+/]{43}) .*\((?:ED25519|RSA|ECDSA)\)$/.exec(line)?.[1];
    return found === undefined ? [] : [found];
}
/** `ssh-ed25519 AAAA… root@host`, if the key is whole. */
function keyIn(line) {
    const [, type, base64] = /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp\d+) ([A-Za-z0-9+/]+=*)(?: |$)/.exec(line) ?? [];
    if (type === undefined || base64 === undefined)
        return [];
    const blob = Buffer.from(base64, 'base64');
    if (blob.toString('base64') !== base64 || !isWhole(blob))
        return [];
    const key = (0,fingerprint/* describePublicKey */.a)(blob);
    return key.type === type ? [key] : [];
}
/** Whether the fields of a key's wire format (RFC 4253, section 6.6) end where the bytes end. */
function isWhole(blob) {
    let at = 0;
    let fields = 0;
    while (at + 4 <= blob.length) {
        at += 4 + blob.readUInt32BE(at);
        fields += 1;
    }
    return at === blob.length && fields >= 2;
}

;// CONCATENATED MODULE: ./.build/compiled/reach/host-key.js




/** What the host is compared with: the input, else the tag of the instance, else the console output of its first boot. */
async function trustedHostKey(instance, ports) {
    const known = knownHostKey(ports.inputs.hostKey, instance.tags.get(HOST_KEY_TAG));
    if (known !== undefined)
        return known;
    const found = await fromConsole(instance, await ports.ec2(), ports);
    if (found.source === 'console')
        ports.say(`The host key is taken from the console output of ${(0,describe/* instanceText */.tK)(instance)}: ${shown(found)}`);
    return found;
}
async function fromConsole(instance, ec2, { warn }) {
    try {
        for (const isLatest of [true, false]) {
            const found = consoleHostKey(hostKeysInConsole((await ec2.consoleOutput(instance, isLatest)) ?? ''));
            if (found.source === 'console')
                return found;
        }
    }
    catch (error) {
        if (!(error instanceof deploy_error/* DeployError */.sH) || error.code !== 'aws-denied')
            throw error;
        warn(`The console output of the instance was not read for its host key: ${error.what}\n${error.hint}`);
    }
    return consoleHostKey(undefined);
}
/**
 * Keeps the key of a host that has been verified by the console: its output is overwritten after some time. `fingerprint`: that of the key
 * which the host presented.
 */
async function rememberHostKey(instance, fingerprint, ports) {
    const pin = `To compare it in the workflow as well, set the input host-key to ${fingerprint}`;
    if (ports.inputs.dryRun) {
        ports.say(pin);
        return;
    }
    try {
        await (await ports.ec2()).tagInstance(instance, HOST_KEY_TAG, fingerprint);
        ports.say(`The host key is kept in the tag ${HOST_KEY_TAG} of ${(0,describe/* instanceText */.tK)(instance)}, for later runs. ${pin}`);
    }
    catch (error) {
        if (!(error instanceof deploy_error/* DeployError */.sH))
            throw error;
        ports.warn(`Set the input host-key to ${fingerprint}. This run compared the key with the console output of ${(0,describe/* instanceText */.tK)(instance)}, which is overwritten after some time; later runs then stop. To keep the key in a tag of the instance instead: ${error.what}\n${error.hint}`);
    }
}
function shown({ policy }) {
    const pins = policy.kind === 'pinned' ? policy.pins : [];
    return pins.map((pin) => (pin.kind === 'key' ? `${pin.type} ${pin.base64}` : pin.sha256)).join(', ');
}

// EXTERNAL MODULE: ./.build/compiled/reach/open-port.js
var open_port = __webpack_require__(2780);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./.build/compiled/aws/error-name.js
var error_name = __webpack_require__(9402);
// EXTERNAL MODULE: ./.build/compiled/secret.js
var secret = __webpack_require__(1746);
// EXTERNAL MODULE: ./.build/compiled/ssh/keys/openssh.js
var openssh = __webpack_require__(7372);
;// CONCATENATED MODULE: ./.build/compiled/reach/pushed-key.js







/**
 * A key pair that is made in memory and never written. Its public half is pushed at each attempt to connect, since the instance admits
 * it for 60 s only; a connection that is open stays.
 */
function pushedKey(instance, user, instanceConnect) {
    let key;
    return async () => {
        key ??= new secret/* Secret */.z((0,openssh/* openSshEd25519 */.u)((0,external_node_crypto_.generateKeyPairSync)('ed25519').privateKey));
        const { type, base64 } = (0,private_key.publicKeyOf)(key);
        try {
            await (await instanceConnect()).pushKey(instance, user, `${type} ${base64}`);
        }
        catch (error) {
            // An instance that has just been started takes a key only after a while.
            if (error instanceof deploy_error/* DeployError */.sH && (0,error_name/* codeIn */.r)(error.cause, 'EC2InstanceUnavailableException'))
                throw new dial/* Unreached */.YX('broke-off', error.what, error);
            throw error;
        }
        return key;
    };
}

// EXTERNAL MODULE: ./.build/compiled/aws/failure.js
var failure = __webpack_require__(9448);
// EXTERNAL MODULE: ./.build/compiled/aws/open-tunnel-call.js
var open_tunnel_call = __webpack_require__(9588);
// EXTERNAL MODULE: ./.build/compiled/aws/tunnel.js
var tunnel = __webpack_require__(1086);
;// CONCATENATED MODULE: ./.build/compiled/reach/tunnel-dial.js





/** Statuses after which a further attempt may help: too many tunnels at once, or the service's own failure. */
const isPassing = (status) => status === undefined || status === 429 || status >= 500;
/** Dials through an endpoint. Each attempt is signed anew: a signed URL is valid for 60 s. */
function tunnelDial(request, instanceConnect, openTunnel) {
    return async (timeoutMs, signal) => {
        const url = await (await instanceConnect()).tunnelUrl(request);
        try {
            return await openTunnel(url.reveal(), { timeoutMs, signal });
        }
        catch (error) {
            if (error instanceof tunnel.TunnelRefused)
                throw explained(error, request);
            throw error;
        }
    };
}
function explained(error, request) {
    const { status, message } = error;
    if (isPassing(status))
        return new dial/* Unreached */.YX('broke-off', `the endpoint ${request.endpoint.id}: ${message}`, error);
    if (status === 401 || status === 403) {
        const name = error.type !== undefined && (0,failure/* isOfCredentials */.S)(error.type) ? error.type : 'AccessDeniedException';
        return (0,failure/* awsFailure */.M)((0,open_tunnel_call/* openTunnelCall */.t)(request), Object.assign(new Error(message), { name }), { without: '' });
    }
    return new deploy_error/* DeployError */.sH({
        code: 'tunnel-refused',
        what: `The endpoint ${request.endpoint.id} refused a tunnel to ${request.address}, port ${request.port}: ${message}`,
        hint: 'Check that the endpoint is in the VPC of the instance, and that its address type (ipv4, dualstack, ipv6) fits the address.',
        cause: error,
    });
}

;// CONCATENATED MODULE: ./.build/compiled/reach/instance-access.js
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










/** How long the host is dialled directly before an endpoint is looked for. */
const DIRECT_MS = 15_000;
/** The same for an instance that has just been started: its SSH server needs that long. */
const STARTED_MS = 90_000;
/** No tunnel lasts longer (EC2 User Guide, "EC2 Instance Connect Endpoint": considerations). */
const MOST_TUNNEL_SECONDS = 3_600;
/** The ways into one instance. Whatever way worked first is used for further connections. */
class InstanceAccess {
    #found;
    #ports;
    #key;
    #hostKey;
    #endpoint;
    #isRemembered = false;
    constructor(found, ports) {
        this.#found = found;
        this.#ports = ports;
        const { sshKey, sshKeyPassphrase, user } = ports.inputs;
        this.#key =
            sshKey === undefined
                ? pushedKey(found.instance, user, ports.instanceConnect)
                : (0,private_key.givenKey)(sshKey, sshKeyPassphrase);
    }
    /** @throws DeployError endpoint-missing, ssh-port-closed, runner-address-unknown, tunnel-refused, those of `connect` and of AWS */
    async connect(options) {
        const { instance } = this.#found;
        const hostKey = await (this.#hostKey ??= trustedHostKey(instance, this.#ports));
        const connection = await this.#connect(hostKey, options);
        if (hostKey.source === 'console' && !this.#isRemembered) {
            this.#isRemembered = true;
            await rememberHostKey(instance, connection.fingerprint, this.#ports);
        }
        return connection;
    }
    async #connect(hostKey, options) {
        const { inputs, say } = this.#ports;
        const way = chooseWay(inputs, this.#found);
        const endpoint = await this.#firstEndpoint(way);
        if (endpoint !== undefined) {
            if (this.#endpoint !== endpoint)
                say(`Access: through the EC2 Instance Connect Endpoint ${endpoint.id}, because ${way.because}`);
            return await this.#throughTunnel(endpoint, hostKey, options);
        }
        if (!way.mayTunnelLater || this.#endpoint === 'none')
            return await this.#directly(hostKey, options);
        const triedMs = Math.min(options.timeoutMs, this.#found.wasStarted ? STARTED_MS : DIRECT_MS);
        try {
            return await this.#directly(hostKey, { ...options, timeoutMs: triedMs });
        }
        catch (error) {
            const other = isUnreachable(error) ? await this.#endpointIfAny() : undefined;
            const leftMs = options.timeoutMs - triedMs;
            if (other === undefined && isUnreachable(error) && leftMs > 0)
                return await this.#directly(hostKey, { ...options, timeoutMs: leftMs });
            if (other === undefined)
                throw error;
            say(`Access: through the EC2 Instance Connect Endpoint ${other.id}, because port ${inputs.port} is not reachable`);
            return await this.#throughTunnel(other, hostKey, options);
        }
    }
    async #firstEndpoint({ kind }) {
        if (this.#endpoint !== undefined && this.#endpoint !== 'none')
            return this.#endpoint;
        if (kind === 'direct')
            return undefined;
        const found = kind === 'tunnel' ? await this.#lookUpEndpoint() : await this.#endpointIfAny();
        if (found === undefined && kind === 'tunnel')
            throw new deploy_error/* DeployError */.sH(endpointMissing(this.#found.instance));
        return found;
    }
    async #lookUpEndpoint() {
        const { instance } = this.#found;
        if (instance.vpcId === undefined)
            return undefined;
        return chooseEndpoint(await (await this.#ports.ec2()).endpointsIn(instance.vpcId), instance);
    }
    /** One that is not required: without the permission to list them there is none. */
    async #endpointIfAny() {
        try {
            const found = await this.#lookUpEndpoint();
            if (found === undefined)
                this.#endpoint = 'none';
            return found;
        }
        catch (error) {
            if (!(error instanceof deploy_error/* DeployError */.sH) || error.code !== 'aws-denied')
                throw error;
            this.#ports.warn(`EC2 Instance Connect Endpoints were not searched: ${error.what}\n${error.hint}`);
            this.#endpoint = 'none';
            return undefined;
        }
    }
    async #directly(hostKey, options) {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const { inputs } = this.#ports;
            const { instance } = this.#found;
            const closed = portClosed(inputs, this.#found);
            if (closed !== undefined)
                throw new deploy_error/* DeployError */.sH(closed);
            const host = inputs.host ?? directAddress(instance) ?? tunnelAddress(instance);
            const tcp = (0,dial/* dialling */.fM)({ host, port: inputs.port });
            if (!inputs.opensPort)
                return await this.#logIn(host, tcp, hostKey, options);
            const port = __addDisposableResource(env_1, new open_port/* OpenPort */.a(instance, host, this.#ports), true);
            const admitted = async (timeoutMs, signal) => {
                await port.admit();
                return await tcp(timeoutMs, signal);
            };
            return await this.#logIn(host, admitted, hostKey, options);
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
    async #throughTunnel(endpoint, hostKey, options) {
        const { inputs, instanceConnect, openTunnel } = this.#ports;
        const address = tunnelAddress(this.#found.instance);
        const seconds = Math.min(MOST_TUNNEL_SECONDS, Math.ceil(inputs.timeoutMs / 1000));
        const dial = tunnelDial({ endpoint, address, port: inputs.port, seconds }, instanceConnect, openTunnel);
        const connection = await this.#logIn(address, dial, hostKey, options, endpoint);
        this.#endpoint = endpoint;
        return connection;
    }
    async #logIn(host, dial, hostKey, options, endpoint) {
        const { inputs, say } = this.#ports;
        const { port, user } = inputs;
        try {
            return await (0,connect.connect)({
                ...options,
                host,
                port,
                user,
                key: this.#key,
                dial,
                hostKey: hostKey.policy,
                onRetry: say,
            });
        }
        catch (error) {
            const isPushedKey = inputs.sshKey === undefined;
            throw explainAccess(error, { instance: this.#found.instance, user, isPushedKey, endpoint, hostKey });
        }
    }
}
function isUnreachable(error) {
    return error instanceof deploy_error/* DeployError */.sH && error.code === 'host-unreachable';
}

;// CONCATENATED MODULE: ./.build/compiled/reach/reach.js







/** Begins to look for the instance. Aborting the signal ends that, and a start that is waited for. */
function reachInstance(query, ports, signal) {
    const { inputs, say, warn, run } = ports;
    const finding = find();
    const access = finding.then((found) => new InstanceAccess(found, ports));
    // Prevents unhandled rejections; callers await them later.
    access.catch(() => undefined);
    return {
        host: async () => hostOf(await finding, inputs),
        connect: async (options) => await (await access).connect(options),
        async openWebPorts(rules) {
            const ec2 = await ports.ec2();
            for (const rule of rules) {
                const id = await ec2.addRule({ ...rule, description: (0,port_rule/* webRuleDescription */.Rb)(run) });
                const of = `port ${rule.port} for ${rule.network} in ${rule.group.id}`;
                say(id === undefined ? `Another process has opened ${of}` : `Opened ${of} (${id})`);
            }
        },
    };
    async function find() {
        const found = await findHost(query, ports, signal);
        const { instance, rules = [] } = found;
        const failure = withoutAddress(instance, inputs);
        if (failure !== undefined)
            throw failure;
        const isDnsTarget = inputs.dns.kind === 'route53' && inputs.dns.target === undefined;
        exposureWarnings({ instance, rules, port: inputs.port, isDnsTarget }).forEach(warn);
        return found;
    }
}
function hostOf({ instance, rules }, { host }) {
    // A runner in the same network may be given the private address, which is nothing for visitors.
    const given = host === instance.privateAddress ? undefined : host;
    return {
        publicAddress: given ?? directAddress(instance) ?? host,
        notes: [(0,describe/* instanceNote */.EY)(instance)],
        instance: { instance, rules },
    };
}
function withoutAddress(instance, { dns, host }) {
    if (directAddress(instance) !== undefined || host !== undefined)
        return undefined;
    if (dns.kind === 'none' || dns.target !== undefined)
        return undefined;
    return new deploy_error/* DeployError */.sH({
        code: 'instance-without-address',
        what: `Instance ${(0,describe/* instanceText */.tK)(instance)} has no public address, so no DNS record can point to it`,
        hint: 'Associate an Elastic IP with it; or set dns-target to the load balancer in front of it; or set dns: none.',
    });
}

// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
// EXTERNAL MODULE: external "node:stream/consumers"
var consumers_ = __webpack_require__(8321);
;// CONCATENATED MODULE: ./.build/compiled/reach/runner-address.js



/** Services of AWS that answer with the address from which they are called; the second one in both families. */
const SERVICES = { 4: 'checkip.amazonaws.com', 6: 'checkip.global.api.aws' };
const TIMEOUT_MS = 10_000;
/**
 * The address from which this runner reaches the internet in a family. AWS has no API call for it. The environment's proxy is not used:
 * SSH does not use it either.
 * @throws Error
 */
async function runnerAddress(family) {
    const host = SERVICES[family];
    const answer = await new Promise((resolve, reject) => {
        const signal = AbortSignal.timeout(TIMEOUT_MS);
        const call = (0,external_node_https_.request)({ host, path: '/', family, agent: false, signal }, (response) => {
            if (response.statusCode !== 200)
                reject(new Error(`HTTP ${response.statusCode ?? 0}`));
            (0,consumers_.text)(response).then(resolve, reject);
        });
        call.on('error', reject);
        call.end();
    }).catch((error) => {
        throw new Error(`${host} did not return the address of this runner`, { cause: error });
    });
    const address = answer.slice(0, 100).trim();
    if ((0,external_node_net_.isIP)(address) !== family)
        throw new Error(`${host} returned no IPv${family} address`);
    return address;
}

;// CONCATENATED MODULE: ./.build/compiled/reach/through-aws.js




/** Begins to find the instance through the AWS SDK, whose parts are loaded on first use. */
function reachThroughAws(query, inputs, { repository, run, ...ports }, signal) {
    return reachInstance(query, {
        ...ports,
        inputs,
        ec2: once(async () => (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(193), __webpack_require__.e(919)]).then(__webpack_require__.bind(__webpack_require__, 3300))).ec2Api()),
        instanceConnect: once(async () => (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(173)]).then(__webpack_require__.bind(__webpack_require__, 4173))).instanceConnectApi()),
        openTunnel: async (url, options) => await (await Promise.resolve(/* import() */).then(__webpack_require__.bind(__webpack_require__, 1086))).openTunnel(url, options),
        runnerAddress: runnerAddress,
        run: (0,port_rule/* runName */.rt)({ repository, id: String(run.id), attempt: String(run.attempt) }),
        now: Date.now,
        sleep: async (ms, over) => await (0,promises_.setTimeout)(ms, undefined, { signal: over }),
    }, signal);
}
function once(make) {
    let made;
    return () => (made ??= make());
}


/***/ })

};
