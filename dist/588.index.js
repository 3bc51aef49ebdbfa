export const id = 588;
export const ids = [588,1];
export const modules = {

/***/ 1588:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  connect: () => (/* binding */ connect)
});

// EXTERNAL MODULE: ./node_modules/p-retry/index.js + 1 modules
var p_retry = __webpack_require__(4995);
// EXTERNAL MODULE: ./.build/compiled/errors/deploy-error.js
var deploy_error = __webpack_require__(5004);
// EXTERNAL MODULE: ./.build/compiled/ssh/host-keys/verify.js
var verify = __webpack_require__(9834);
;// CONCATENATED MODULE: ./.build/compiled/ssh/errors.js


const REASONS = {
    refused: {
        why: 'The address is reachable, but no SSH server listens on the port: the instance may still be starting, sshd may be stopped or use another port, or the address may belong to another machine now.',
        hint: (peer) => `Check that the instance is running and that sshd listens on port ${peer.port} (input port). The address changes after a stop and start unless it is an Elastic IP.`,
    },
    'timed-out': {
        why: 'No response. Usually the security group blocks the runner, or the instance is stopped.',
        hint: (peer) => `Check that the instance is running, that its security group allows TCP port ${peer.port} from the runner (GitHub-hosted runners have changing addresses), and that the address is still that of the instance: without an Elastic IP it changes after every stop and start.`,
    },
    unresolvable: {
        why: 'The name does not resolve: it is misspelt, or it was the public DNS name of an instance that was stopped or terminated.',
        hint: () => 'Check the spelling of the input host. The EC2 console shows the current public DNS name; an Elastic IP or your own DNS record does not change.',
    },
    'no-route': {
        why: 'The runner has no route to that address, for example because it is private (10.…, 172.16–31.…, 192.168.…) or IPv6.',
        hint: () => 'Use the public address of the instance, or a self-hosted runner in its network.',
    },
    'broke-off': {
        why: 'The connection closed before SSH was ready: sshd is starting or overloaded, sshd limits connections (MaxStartups, PerSourcePenalties, fail2ban), or another server uses the port.',
        hint: (peer) => `Run the job again in a minute. If it fails again, check the log on the host (journalctl -u ssh -u sshd -n 50), and that port ${peer.port} is the SSH port.`,
    },
};
/** The error after the last attempt. */
function unreachableError(reached, peer, attempts, elapsedMs) {
    const reason = REASONS[reached.kind];
    const tried = attempts === 1 ? '1 attempt' : `${attempts} attempts in ${Math.round(elapsedMs / 1000)} s`;
    return new deploy_error/* DeployError */.sH({
        code: 'host-unreachable',
        what: `No SSH connection to ${peer.host}, port ${peer.port} (${tried}): ${reached.message}`,
        why: reason.why,
        hint: reason.hint(peer),
        cause: reached,
    });
}
/** Both sides speak SSH but share no algorithm. A retry does not help. */
function noCommonAlgorithmError(peer, message) {
    return new deploy_error/* DeployError */.sH({
        code: 'host-unreachable',
        what: `The SSH server of ${(0,verify/* addressOf */.ci)(peer)} and this action have no algorithm in common: ${message}`,
        hint: 'Allow one of these on the host: key exchange curve25519-sha256 or ecdh-sha2-nistp256, cipher aes128-gcm@openssh.com or aes256-ctr, host key ssh-ed25519 or rsa-sha2-512.',
    });
}
/** The host rejects the user or the key: a retry does not help, and some servers penalize it. */
function authFailedError(peer, refusal) {
    const { user, key, methods, ident } = refusal;
    return new deploy_error/* DeployError */.sH({
        code: 'ssh-auth-failed',
        what: `SSH authentication failed for user '${user}' at ${(0,verify/* addressOf */.ci)(peer)} with the ${key.type} key ${key.fingerprint}`,
        why: methods !== undefined && !methods.includes('publickey')
            ? `The host accepts no public keys for this user, only: ${methods.join(', ') || 'none'}.`
            : `The user does not exist on the host, or this key is not in its ~/.ssh/authorized_keys (${refusal.message}). The action does not retry this.`,
        hint: [
            ...likelyUser(user, ident),
            "The input user depends on the image: ec2-user (Amazon Linux, RHEL), ubuntu (Ubuntu), admin (Debian), rocky, fedora. The key must be that of the instance's key pair, or one whose public key was added.",
            `On the host, ssh-keygen -lf ~${user}/.ssh/authorized_keys must list ${key.fingerprint}; that file must belong to the user, with mode 600 (and 700 for ~/.ssh).`,
        ].join('\n'),
    });
}
/** Distributions that name themselves in the identification string of their sshd, with the user of their images at EC2. */
const USERS = { Ubuntu: 'ubuntu', Debian: 'admin' };
function likelyUser(user, ident = '') {
    const [, name] = /\b(Ubuntu|Debian)\b/.exec(ident) ?? [];
    const usual = name === 'Ubuntu' || name === 'Debian' ? USERS[name] : undefined;
    if (usual === undefined || usual === user)
        return [];
    return [`The SSH server runs on ${name}, whose images have the user ${usual}: set the input user to ${usual}.`];
}

// EXTERNAL MODULE: ./.build/compiled/ssh/dial.js
var ssh_dial = __webpack_require__(7691);
// EXTERNAL MODULE: external "node:util"
var external_node_util_ = __webpack_require__(7975);
// EXTERNAL MODULE: ./node_modules/node-ssh/lib/esm/index.mjs + 2 modules
var esm = __webpack_require__(9487);
// EXTERNAL MODULE: ./.build/compiled/ssh/keys/fingerprint.js
var fingerprint = __webpack_require__(7414);
// EXTERNAL MODULE: ./.build/compiled/ssh/keys/private-key.js + 1 modules
var private_key = __webpack_require__(7001);
// EXTERNAL MODULE: external "node:string_decoder"
var external_node_string_decoder_ = __webpack_require__(6193);
;// CONCATENATED MODULE: ./.build/compiled/ssh/output.js

const TAIL_BYTES = 1024 * 1024;
/** Collects the output of a program: all of it, or only the end. */
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
    /** Decoded as a whole, so that no character is split between two chunks. */
    text() {
        const all = Buffer.concat(this.#chunks);
        return (all.length > this.#limitBytes ? all.subarray(all.length - this.#limitBytes) : all).toString('utf8');
    }
}
/** Splits a byte stream into lines; an endless line is delivered in pieces of 1 MiB. */
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
            this.#deliver();
            this.#rest = next;
        }
        if (this.#rest.length > TAIL_BYTES)
            this.#deliver();
    }
    /** Delivers the last line if it has no newline. */
    end() {
        this.#rest += this.#decoder.end();
        if (this.#rest !== '')
            this.#deliver();
    }
    #deliver() {
        const line = this.#rest;
        this.#rest = '';
        this.#onLine(line);
    }
}

;// CONCATENATED MODULE: ./.build/compiled/ssh/exec-channel.js


/** A background process of the program may keep the channel open; after the exit this much silence ends it. */
const SILENCE_AFTER_EXIT_MS = 3_000;
/**
 * Writes stdin, collects the output and waits for the end of a program.
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
            const fail = (error) => reject(error instanceof Error ? error : new Error((0,deploy_error/* messageOf */.bD)(error)));
            const resetSilence = () => {
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
                resetSilence();
            });
            channel.stderr.on('data', (chunk) => {
                collect.stderr.add(chunk);
                resetSilence();
            });
            channel.on('exit', (code, signal) => {
                exit =
                    code === null ? { ended: 'killed', ...(signal === undefined ? {} : { signal }) } : { ended: 'exited', code };
                resetSilence();
            });
            // Writing to an ended program is not an error here: its exit code reports what happened.
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
        // No-op on a closed channel; otherwise the only way to stop the remote process.
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
    // An already ended stream emits no second 'end': piping it would make the program wait forever.
    else if (stdin.readableEnded)
        channel.end();
    else if (stdin.destroyed)
        fail(new Error('The stdin stream was destroyed before it was read.'));
    else
        stdin.pipe(channel);
}
/** A program may end without reading all of stdin; the source stream must be closed then. */
function stopFeeding(channel, stdin) {
    if (stdin === undefined || Buffer.isBuffer(stdin))
        return;
    stdin.unpipe(channel);
    stdin.destroy();
}

// EXTERNAL MODULE: ./.build/compiled/ssh/quote.js
var quote = __webpack_require__(4065);
;// CONCATENATED MODULE: ./.build/compiled/ssh/exec.js




/**
 * Runs one job over its own channel, or over that of its program if it was started before. `whyLost` returns the known reason of a lost
 * connection. See `Connection.run`.
 */
async function runJob(client, whyLost, job, started) {
    const startedMs = performance.now();
    const stdout = new Output(job.onLine === undefined ? 'all' : 'tail');
    const stderr = new Output('tail');
    const remainingMs = () => Math.max(0, job.timeoutMs - (performance.now() - startedMs));
    const channel = started ?? (await exec_open(client, whyLost, job));
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
function exec_open(client, whyLost, job) {
    return new Promise((resolve, reject) => {
        const fail = (error) => {
            clearTimeout(deadline);
            const isLost = whyLost() !== undefined || /^(Not connected|No response from server)$/.test((0,deploy_error/* messageOf */.bD)(error));
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
    return new deploy_error/* DeployError */.sH({
        code: 'host-program-failed',
        what: `The host refused to start the program for ${job.label}: ${(0,deploy_error/* messageOf */.bD)(error)}`,
        why: 'The SSH login succeeded, but the server refused to run a command, for example because of MaxSessions, AllowAgentForwarding or a missing login shell.',
        hint: 'Try it by hand: ssh USER@HOST true. Check the log on the host: journalctl -u ssh -u sshd -n 50.',
        cause: error,
    });
}

;// CONCATENATED MODULE: ./.build/compiled/ssh/prepared.js

/**
 * A program that was started ahead and waits for its standard input: a run of it saves the two round trips in which the channel is opened
 * and the program started. Where the server refuses (MaxSessions), there is none.
 */
class Prepared {
    program;
    #channel;
    constructor(client, program) {
        this.program = program;
        try {
            client.exec((0,quote/* loginShellCommand */.$)(program), (error, channel) => {
                if (error)
                    return;
                this.#channel = channel;
                for (const event of ['exit', 'close'])
                    channel.once(event, () => (this.#channel = undefined));
                channel.on('error', () => undefined);
            });
        }
        catch {
            // The connection is lost, which the next run reports.
        }
    }
    /** Its channel, once; undefined if it is not open yet, or not any more. */
    take() {
        const channel = this.#channel;
        this.#channel = undefined;
        return channel;
    }
}

;// CONCATENATED MODULE: ./.build/compiled/ssh/authenticate.js










/** Our identification string (RFC 4253, section 4.2): no version, which would only help an attacker. */
const SOFTWARE = 'ec2-https-deploy';
const DEFAULT_KEEPALIVE_MS = 15_000;
const UNANSWERED_KEEPALIVES = 3;
const CLOSE_TIMEOUT_MS = 1_000;
/** Client and host share no algorithm. */
class NoCommonAlgorithm extends Error {
}
/** One login attempt over one transport. */
class Attempt {
    #options;
    #key;
    #refusedTypes;
    #socket;
    #phase = 'handshake';
    #methods;
    #lost;
    #ident;
    /** The key that the host presented. */
    shown;
    constructor(options, key, refusedTypes, socket) {
        this.#options = options;
        this.#key = key;
        this.#refusedTypes = refusedTypes;
        this.#socket = socket;
    }
    async login(timeoutMs) {
        const ssh = new esm/* NodeSSH */.H();
        // The client pauses the stream in the same turn, so the first bytes reach both.
        this.#socket.once('data', (chunk) => (this.#ident = identOf(chunk)));
        const connecting = ssh.connect(this.#config(timeoutMs));
        const client = ssh.connection;
        if (client === null) {
            await connecting;
            throw new ssh_dial/* Unreached */.YX('broke-off', 'the connection ended at once', undefined);
        }
        // node-ssh removes its own listener after the login; without ours, a reset would end the process.
        client.on('error', (error) => (this.#lost ??= error.message));
        client.on('handshake', () => (this.#phase = 'authentication'));
        client.on('close', () => (this.#lost ??= 'the host closed the connection'));
        await connecting;
        return this.#connection(client);
    }
    #config(readyTimeout) {
        const { host, port, user, hostKey, agent, keepaliveMs } = this.#options;
        const key = (0,private_key.loginKeyOf)(this.#key);
        return {
            host,
            port,
            sock: this.#socket,
            ident: SOFTWARE,
            username: user,
            readyTimeout,
            keepaliveInterval: keepaliveMs ?? DEFAULT_KEEPALIVE_MS,
            keepaliveCountMax: UNANSWERED_KEEPALIVES,
            algorithms: { serverHostKey: (0,verify/* hostKeyAlgorithms */.Qb)(hostKey, this.#refusedTypes) },
            hostVerifier: (blob) => {
                this.shown = (0,fingerprint/* describePublicKey */.a)(blob);
                return (0,verify/* isTrusted */.W2)(hostKey, this.shown);
            },
            // Offers only the login key, once: the agent's keys are for use on the host.
            authHandler: (methods, _isPartial, next) => {
                if (methods === null)
                    return next({ type: 'publickey', username: user, key });
                this.#methods = methods;
                this.#socket.destroy();
            },
            ...(agent === undefined ? {} : { agent, agentForward: true }),
        };
    }
    /** Classifies the error that ended this attempt; an `Unreached` error may be retried. */
    explain(error) {
        if (error instanceof ssh_dial/* Unreached */.YX)
            return error;
        const message = (0,deploy_error/* messageOf */.bD)(error);
        const level = external_node_util_.types.isNativeError(error) && 'level' in error ? error.level : undefined;
        if (/no matching/i.test(message)) {
            return this.#refusedTypes.size > 0
                ? new NoCommonAlgorithm(message)
                : noCommonAlgorithmError(this.#options, message);
        }
        if (this.#methods !== undefined || (this.#phase === 'authentication' && isDisconnection(error))) {
            const { user } = this.#options;
            const text = this.#methods === undefined ? message : 'permission denied';
            return authFailedError(this.#options, {
                user,
                key: (0,private_key.publicKeyOf)(this.#key),
                methods: this.#methods,
                message: text,
                ident: this.#ident,
            });
        }
        if (level === 'client-timeout')
            return new ssh_dial/* Unreached */.YX('timed-out', message, error);
        return external_node_util_.types.isNativeError(error) ? (0,ssh_dial/* unreached */.iq)(error) : new ssh_dial/* Unreached */.YX('broke-off', message, error);
    }
    #connection(client) {
        const { shown } = this;
        if (shown === undefined)
            throw new Error('The host key was not verified.');
        const options = this.#options;
        const socket = this.#socket;
        const whyLost = () => this.#lost;
        let execs = 0;
        let prepared;
        return {
            fingerprint: shown.fingerprint,
            warnings: options.hostKey.kind === 'accept-any' ? [(0,verify/* acceptAnyWarning */.pp)(shown, options)] : [],
            run(job) {
                execs += 1;
                return runJob(client, whyLost, job, prepared?.program === job.program ? prepared.take() : undefined);
            },
            prepare(program) {
                prepared = new Prepared(client, program);
            },
            get traffic() {
                return { execs, bytesSent: socket.bytesWritten, bytesReceived: socket.bytesRead };
            },
            [Symbol.asyncDispose]: () => authenticate_close(client, socket),
        };
    }
}
/** The server's identification string (RFC 4253, section 4.2), which may name the distribution: `SSH-2.0-OpenSSH_9.6p1 Ubuntu-3`. */
function identOf(chunk) {
    return /^SSH-2\.0-[\x20-\x7e]{1,200}/m.exec(chunk.toString('latin1'))?.[0];
}
/** The server sent SSH_MSG_DISCONNECT, whose reason code is a number. */
function isDisconnection(error) {
    return external_node_util_.types.isNativeError(error) && 'code' in error && typeof error.code === 'number';
}
/** Sends SSH_MSG_DISCONNECT (RFC 4253, section 11.1) and closes the socket at once, without waiting for the host. */
function authenticate_close(client, socket) {
    if (socket.closed)
        return Promise.resolve();
    return new Promise((resolve) => {
        const timer = setTimeout(() => socket.destroy(), CLOSE_TIMEOUT_MS);
        socket.once('finish', () => socket.destroy());
        socket.once('close', () => {
            clearTimeout(timer);
            resolve();
        });
        client.end();
    });
}

;// CONCATENATED MODULE: ./.build/compiled/ssh/connect.js






const ATTEMPT_MS = ssh_dial/* FIRST_DIAL_MS */.bH;
/** A name that does not resolve is usually misspelt; this is how long to wait for the DNS of a new instance. */
const UNRESOLVABLE_TIMEOUT_MS = 15_000;
/**
 * Connects, verifies the host key and logs in. An unreachable host is retried with backoff until `timeoutMs`; a rejected key or
 * an untrusted host is not retried.
 * @throws DeployError host-unreachable, host-key-unknown, host-key-mismatch, ssh-auth-failed, and what `key` and `dial` throw
 */
async function connect(options) {
    const dial = options.dial ?? (0,ssh_dial/* dialling */.fM)(options);
    const startedMs = performance.now();
    const elapsedMs = () => performance.now() - startedMs;
    let attempts = 0;
    try {
        return await (0,p_retry/* default */.Ay)((attempt) => {
            attempts = attempt;
            return connectWithKey({ ...options, dial }, Math.min(ATTEMPT_MS, Math.max(1_000, options.timeoutMs - elapsedMs())));
        }, {
            retries: Infinity,
            minTimeout: 500,
            maxTimeout: 10_000,
            maxRetryTime: options.timeoutMs,
            signal: options.signal,
            shouldRetry: ({ error, attemptNumber }) => {
                if (!(error instanceof ssh_dial/* Unreached */.YX))
                    return false;
                if (error.kind === 'unresolvable' && elapsedMs() > UNRESOLVABLE_TIMEOUT_MS)
                    return false;
                // Given up by the caller, it is not made again: pRetry throws the reason of the signal.
                if (options.signal?.aborted !== true)
                    options.onRetry?.(`Attempt ${attemptNumber} to reach ${options.host} failed (${error.message}). Retrying.`);
                return true;
            },
        });
    }
    catch (error) {
        throw error instanceof ssh_dial/* Unreached */.YX ? unreachableError(error, options, attempts, elapsedMs()) : error;
    }
}
async function connectWithKey(options, timeoutMs) {
    return await connectOnce(options, await options.key(), new Set(), timeoutMs);
}
async function connectOnce(options, key, refusedTypes, timeoutMs) {
    const startedMs = performance.now();
    const { signal } = options;
    const socket = await options.dial(timeoutMs, signal);
    // ssh2 would wait forever for a socket that closed before it was listening.
    if (socket.destroyed)
        throw (0,ssh_dial/* unreached */.iq)(socket.errored ?? new Error('the host closed the connection immediately'));
    const abort = () => void socket.destroy();
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true)
        abort();
    const attempt = new Attempt(options, key, refusedTypes, socket);
    try {
        return await attempt.login(Math.max(1_000, timeoutMs - (performance.now() - startedMs)));
    }
    catch (error) {
        socket.destroy();
        const shown = attempt.shown;
        if (shown !== undefined && !(0,verify/* isTrusted */.W2)(options.hostKey, shown)) {
            if (!(0,verify/* mayHaveAnotherKey */.E4)(options.hostKey))
                throw (0,verify/* hostKeyError */.c1)(options.hostKey, shown, options);
            return connectForAnotherKey(options, key, new Set([...refusedTypes, shown.type]), { shown, timeoutMs });
        }
        throw attempt.explain(error);
    }
    finally {
        signal?.removeEventListener('abort', abort);
    }
}
/** Only fingerprints are pinned: tries the host's keys of the other types before reporting a mismatch. */
async function connectForAnotherKey(options, key, refusedTypes, before) {
    const mismatch = (0,verify/* hostKeyError */.c1)(options.hostKey, before.shown, options);
    if ((0,verify/* hostKeyAlgorithms */.Qb)(options.hostKey, refusedTypes).length === 0)
        throw mismatch;
    try {
        return await connectOnce(options, key, refusedTypes, before.timeoutMs);
    }
    catch (error) {
        const isMismatch = error instanceof deploy_error/* DeployError */.sH && error.code === 'host-key-mismatch';
        throw isMismatch || error instanceof NoCommonAlgorithm ? mismatch : error;
    }
}


/***/ }),

/***/ 9834:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   E4: () => (/* binding */ mayHaveAnotherKey),
/* harmony export */   Qb: () => (/* binding */ hostKeyAlgorithms),
/* harmony export */   W2: () => (/* binding */ isTrusted),
/* harmony export */   c1: () => (/* binding */ hostKeyError),
/* harmony export */   ci: () => (/* binding */ addressOf),
/* harmony export */   pp: () => (/* binding */ acceptAnyWarning)
/* harmony export */ });
/* harmony import */ var _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5004);
/* harmony import */ var _quote_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4065);


/** In OpenSSH's order of preference, without SHA-1 signatures. */
const ALGORITHMS = new Map([
    ['ssh-ed25519', ['ssh-ed25519']],
    ['ecdsa-sha2-nistp256', ['ecdsa-sha2-nistp256']],
    ['ecdsa-sha2-nistp384', ['ecdsa-sha2-nistp384']],
    ['ecdsa-sha2-nistp521', ['ecdsa-sha2-nistp521']],
    ['ssh-rsa', ['rsa-sha2-512', 'rsa-sha2-256']],
]);
/**
 * Algorithms to offer, pinned types first: a host presents the first key type that both sides support, so without this order a
 * host with a pinned RSA key would present its ed25519 key. Keys of the `refused` types were already presented and did not
 * match.
 */
function hostKeyAlgorithms(policy, refused) {
    const pinned = policy.kind === 'pinned' ? policy.pins.flatMap((pin) => (pin.kind === 'key' ? [pin.type] : [])) : [];
    const types = [...new Set([...pinned, ...ALGORITHMS.keys()])].filter((type) => !refused.has(type));
    return types.flatMap((type) => ALGORITHMS.get(type) ?? []);
}
/** Whether the policy accepts this key as the host's. */
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
/** A fingerprint does not include the key type: the pinned key may be one that the host has not presented yet. */
function mayHaveAnotherKey(policy) {
    return policy.kind === 'pinned' && policy.pins.some((pin) => pin.kind === 'fingerprint');
}
/** Describes the key that the host presented and how to verify it. */
function hostKeyError(policy, key, peer) {
    return policy.kind === 'pinned' ? mismatch(policy.pins, key, peer) : unknown(key, peer);
}
function unknown(key, peer) {
    return new _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployError */ .sH({
        code: 'host-key-unknown',
        what: `Unknown host key for ${addressOf(peer)}: ${key.type} ${key.fingerprint}`,
        why: 'The input host-key is empty, so the host cannot be authenticated. Nothing was sent to it.',
        hint: [`Verify the fingerprint, then set the input host-key to ${key.fingerprint}`, ...howToVerify(peer)].join('\n'),
    });
}
function mismatch(pins, key, peer) {
    const expected = pins.map((pin) => (pin.kind === 'key' ? `${pin.type} ${pin.base64}` : pin.sha256));
    return new _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployError */ .sH({
        code: 'host-key-mismatch',
        what: `Host key mismatch for ${addressOf(peer)}: it presented ${key.type} ${key.fingerprint}, which is not pinned`,
        why: `Pinned: ${expected.join(', ')}. The instance was replaced or reinstalled, the address belongs to another machine now, or this is a man-in-the-middle attack. Nothing was sent to it.`,
        hint: [
            `If the instance is new, verify its fingerprint, then set the input host-key to ${key.fingerprint}`,
            ...howToVerify(peer),
        ].join('\n'),
    });
}
function howToVerify(peer) {
    return [
        'In the console output of the first boot: aws ec2 get-console-output --latest --output text --instance-id ID (between BEGIN and END SSH HOST KEY FINGERPRINTS)',
        'On the host: for f in /etc/ssh/ssh_host_*_key.pub; do ssh-keygen -lf "$f"; done (the ed25519 one is /etc/ssh/ssh_host_ed25519_key.pub)',
        `From a trusted network, to compare: ssh-keyscan -p ${peer.port} ${(0,_quote_js__WEBPACK_IMPORTED_MODULE_1__/* .quote */ .h)(peer.host)} | ssh-keygen -lf -`,
    ];
}
/** `host` or `host:port`, with brackets if the host is an IPv6 address. */
function addressOf(peer) {
    const host = peer.host.includes(':') ? `[${peer.host}]` : peer.host;
    return peer.port === 22 ? peer.host : `${host}:${peer.port}`;
}
/** The warning for a connection that accepted any key. */
function acceptAnyWarning(key, peer) {
    return `The host key of ${addressOf(peer)} was not verified (host-key: accept-any). It is ${key.fingerprint} (${key.type}); verify it and set the input host-key to it.`;
}


/***/ }),

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


/***/ }),

/***/ 4065:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ loginShellCommand),
/* harmony export */   h: () => (/* binding */ quote)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);

const SAFE_WORD = /^[\w./:=@%+,-]+$/;
/**
 * Quotes any text as one word for a POSIX shell. Backslashes and `!` stay outside the quotes, so that fish and csh, which treat
 * them specially inside, read the same word; csh cannot express a newline, see `loginShellCommand`.
 * @throws RangeError on NUL, which no shell word can contain.
 */
function quote(text) {
    if (text.includes('\0'))
        throw new RangeError('A shell word cannot contain NUL.');
    if (SAFE_WORD.test(text))
        return text;
    return `'${text.replace(/['\\!]/g, (special) => `'\\${special}'`)}'`;
}
/** Rejoins the program from one argument per line, so that no newline passes through the login shell. */
const REJOIN = 'program=$(printf "%s\\n" "$@"); set --; eval "$program"';
/** The same for a compressed program. */
const UNPACK = 'program=$(printf "%s\\n" "$@" | base64 -d | gzip -dc); set --; eval "$program"';
/** Above this length, compression saves more transfer time than its three processes on the host cost (about 3 ms). */
const COMPRESSED_FROM_CHARACTERS = 2_000;
/** tcsh on some systems limits a word to 1024 characters. */
const PIECE = /.{1,1000}/g;
/**
 * The command line that runs a POSIX sh program under any login shell: sshd gives the line to the user's own shell, which
 * may be zsh, fish or csh. A long program is compressed, because SSH does not compress; the host then needs base64 and gzip.
 */
function loginShellCommand(program) {
    const lines = program.split('\n');
    if (lines.length === 1)
        return `exec sh -c ${quote(program)}`;
    const [start, words] = program.length < COMPRESSED_FROM_CHARACTERS
        ? [REJOIN, lines]
        : [UNPACK, (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.gzipSync)(program, { level: 9 }).toString('base64').match(PIECE) ?? []];
    return ['exec sh -c', quote(start), 'sh', ...words.map(quote)].join(' ');
}


/***/ })

};
