export const id = 41;
export const ids = [41];
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

/***/ 1041:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   closeThroughAws: () => (/* binding */ closeThroughAws)
/* harmony export */ });
/* unused harmony export closeLeftOpen */
/* harmony import */ var _access_port_rule_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(7687);
/* harmony import */ var _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(5004);
/* harmony import */ var _open_port_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2780);



/** Removes the rules that a run which failed or was cancelled has left. `saved`: the state it kept; '' if it left none. Never rejects. */
async function closeLeftOpen(saved, ec2, { say, warn }) {
    if (saved === '')
        return;
    try {
        const { run, group } = JSON.parse(saved);
        const client = await ec2();
        const left = (await client.inboundRules([group])).filter((rule) => (0,_access_port_rule_js__WEBPACK_IMPORTED_MODULE_2__/* .isOfRun */ .NG)(rule, run));
        await client.removeRules(group, left.map(({ id }) => id));
        for (const { id, network } of left)
            say(`Removed the rule ${id} for ${network ?? ''} from ${group.id}`);
    }
    catch (error) {
        warn(`A rule of this run may be left in the security group; the next run removes it when it has expired. ${reasonOf(error)}`);
    }
}
function reasonOf(error) {
    if (!(error instanceof _errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .DeployError */ .sH))
        return (0,_errors_deploy_error_js__WEBPACK_IMPORTED_MODULE_0__/* .messageOf */ .bD)(error);
    return [error.what, error.why ?? '', error.hint].filter((part) => part !== '').join('\n');
}
/** The same with the state of the main step, through the AWS SDK, which is loaded only if there is something to remove. */
async function closeThroughAws(state, log) {
    await closeLeftOpen(state(_open_port_js__WEBPACK_IMPORTED_MODULE_1__/* .OPEN_PORT_STATE */ .d), async () => (await Promise.all(/* import() */[__webpack_require__.e(861), __webpack_require__.e(193), __webpack_require__.e(300)]).then(__webpack_require__.bind(__webpack_require__, 3300))).ec2Api(), log);
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


/***/ })

};
