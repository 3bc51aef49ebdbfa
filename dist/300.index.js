export const id = 300;
export const ids = [300,919];
export const modules = {

/***/ 7609:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   C: () => (/* binding */ ec2Arn),
/* harmony export */   r: () => (/* binding */ route53Arn)
/* harmony export */ });
/** ARN of a resource of EC2: `arn:aws:ec2:eu-west-1:123456789012:instance/i-0123…`. */
function ec2Arn({ region, account }, resource) {
    return `arn:${partitionOf(region)}:ec2:${region}:${account}:${resource}`;
}
/** ARN of a resource of Route 53, which is global: `arn:aws:route53:::hostedzone/Z0123…`. */
function route53Arn(region, resource) {
    return `arn:${partitionOf(region)}:route53:::${resource}`;
}
/** China and the US government have partitions of their own (AWS General Reference, "Amazon Resource Names"). */
function partitionOf(region) {
    if (region.startsWith('cn-'))
        return 'aws-cn';
    return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}


/***/ }),

/***/ 3300:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  ec2Api: () => (/* binding */ ec2Api)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-ec2/dist-cjs/index.js
var dist_cjs = __webpack_require__(5193);
// EXTERNAL MODULE: ./.build/compiled/aws/error-name.js
var error_name = __webpack_require__(9402);
// EXTERNAL MODULE: ./.build/compiled/aws/arn.js
var arn = __webpack_require__(7609);
;// CONCATENATED MODULE: ./.build/compiled/aws/ec2-shapes.js

/** Owner of an address that AWS took from its pool; the owner of an Elastic IP is the account. */
const POOL = 'amazon';
function instancesOf(reservation, region) {
    const place = { region, account: reservation.OwnerId ?? '' };
    return (reservation.Instances ?? []).map((instance) => instanceOf(instance, place));
}
function instanceOf(instance, place) {
    const tags = new Map((instance.Tags ?? []).map(({ Key, Value }) => [Key ?? '', Value ?? '']));
    const interfaces = instance.NetworkInterfaces ?? [];
    const id = instance.InstanceId ?? '';
    return {
        id,
        arn: (0,arn/* ec2Arn */.C)(place, `instance/${id}`),
        name: tags.get('Name'),
        state: stateOf(instance.State?.Name),
        publicAddress: given(instance.PublicIpAddress),
        isElastic: isElastic(interfaces, instance.PublicIpAddress),
        privateAddress: given(instance.PrivateIpAddress),
        ipv6Addresses: interfaces.flatMap(({ Ipv6Addresses }) => (Ipv6Addresses ?? []).flatMap((one) => one.Ipv6Address ?? [])),
        publicDnsName: given(instance.PublicDnsName),
        zone: instance.Placement?.AvailabilityZone ?? '',
        vpcId: given(instance.VpcId),
        subnetId: given(instance.SubnetId),
        isWindows: instance.Platform?.toLowerCase() === 'windows',
        groups: groupsOf(instance, place),
        tags,
    };
}
/** Those of the primary network interface first. */
function groupsOf({ SecurityGroups = [], NetworkInterfaces = [] }, place) {
    const all = [...SecurityGroups, ...NetworkInterfaces.flatMap(({ Groups }) => Groups ?? [])];
    const names = new Map(all.map(({ GroupId = '', GroupName = '' }) => [GroupId, GroupName]));
    return [...names].map(([id, name]) => ({ id, name, arn: (0,arn/* ec2Arn */.C)(place, `security-group/${id}`) }));
}
function stateOf(name) {
    switch (name) {
        case 'running':
        case 'stopping':
        case 'stopped':
        case 'shutting-down':
        case 'terminated':
            return name;
        default:
            return 'pending';
    }
}
function isElastic(interfaces, address) {
    const found = interfaces.find(({ Association }) => address !== undefined && Association?.PublicIp === address);
    return found !== undefined && found.Association?.IpOwnerId !== POOL;
}
/** undefined: an outbound rule. */
function inboundRuleOf(rule) {
    if (rule.IsEgress === true)
        return undefined;
    return {
        id: rule.SecurityGroupRuleId ?? '',
        groupId: rule.GroupId ?? '',
        protocol: rule.IpProtocol ?? '',
        fromPort: rule.FromPort ?? -1,
        toPort: rule.ToPort ?? -1,
        network: rule.CidrIpv4 ?? rule.CidrIpv6,
        peer: rule.ReferencedGroupInfo?.GroupId ?? rule.PrefixListId,
        description: rule.Description ?? '',
    };
}
function endpointOf(endpoint) {
    return {
        id: endpoint.InstanceConnectEndpointId ?? '',
        arn: endpoint.InstanceConnectEndpointArn ?? '',
        dnsName: endpoint.DnsName ?? '',
        subnetId: endpoint.SubnetId,
        preservesClientIp: endpoint.PreserveClientIp === true,
    };
}
/** EC2 gives an empty name where there is none. */
function given(text) {
    return text === '' ? undefined : text;
}

// EXTERNAL MODULE: ./.build/compiled/aws/send.js
var send = __webpack_require__(7398);
;// CONCATENATED MODULE: ./.build/compiled/aws/ec2-api.js




/** States of an endpoint in which it takes connections, as the AWS CLI has them. */
const USABLE = ['create-complete', 'update-in-progress', 'update-complete', 'update-failed'];
/** EC2 through the SDK. */
function ec2Api() {
    const client = new dist_cjs/* EC2Client */.gu5(send/* CLIENT_CONFIG */.jV);
    return {
        region: () => (0,send/* send */.tN)({ action: 'ec2:DescribeInstances', resource: '*' }, () => client.config.region()),
        findInstances: (query) => (0,send/* send */.tN)({ action: 'ec2:DescribeInstances', resource: '*' }, async (limit) => {
            try {
                return await allInstances(client, query, limit.abortSignal);
            }
            catch (error) {
                if ((0,error_name/* codeIn */.r)(error, 'InvalidInstanceID.NotFound', 'InvalidInstanceID.Malformed'))
                    return [];
                throw error;
            }
        }),
        async startInstance({ id, arn }) {
            const command = new dist_cjs/* StartInstancesCommand */.a9E({ InstanceIds: [id] });
            await (0,send/* send */.tN)({ action: 'ec2:StartInstances', resource: arn }, (limit) => client.send(command, limit), startHint);
        },
        async consoleOutput({ id, arn }, isLatest) {
            const command = new dist_cjs/* GetConsoleOutputCommand */.Olx({ InstanceId: id, ...(isLatest ? { Latest: true } : {}) });
            return await (0,send/* send */.tN)({ action: 'ec2:GetConsoleOutput', resource: arn }, async (limit) => {
                try {
                    const { Output } = await client.send(command, limit);
                    return Output === undefined ? undefined : Buffer.from(Output, 'base64').toString('utf8');
                }
                catch (error) {
                    // A type that is not Nitro has no output "as of now".
                    if (isLatest && (0,error_name/* codeIn */.r)(error, 'UnsupportedOperation'))
                        return undefined;
                    throw error;
                }
            });
        },
        async tagInstance({ id, arn }, key, value) {
            const command = new dist_cjs/* CreateTagsCommand */.RmG({ Resources: [id], Tags: [{ Key: key, Value: value }] });
            const condition = { 'ForAllValues:StringEquals': { 'aws:TagKeys': key } };
            await (0,send/* send */.tN)({ action: 'ec2:CreateTags', resource: arn, condition }, (limit) => client.send(command, limit));
        },
        async inboundRules(groups) {
            if (groups.length === 0)
                return [];
            const call = { action: 'ec2:DescribeSecurityGroupRules', resource: '*' };
            return await (0,send/* send */.tN)(call, async ({ abortSignal }) => {
                const rules = [];
                const filters = [{ Name: 'group-id', Values: groups.map(({ id }) => id) }];
                for await (const page of (0,dist_cjs/* paginateDescribeSecurityGroupRules */.Dl4)({ client }, { Filters: filters })) {
                    abortSignal.throwIfAborted();
                    rules.push(...(page.SecurityGroupRules ?? []).flatMap((rule) => inboundRuleOf(rule) ?? []));
                }
                return rules;
            });
        },
        async addRule(rule) {
            const command = new dist_cjs/* AuthorizeSecurityGroupIngressCommand */.N8i({
                GroupId: rule.group.id,
                IpPermissions: [permissionOf(rule)],
            });
            const call = { action: 'ec2:AuthorizeSecurityGroupIngress', resource: rule.group.arn };
            return await (0,send/* send */.tN)(call, async (limit) => {
                try {
                    const { SecurityGroupRules } = await client.send(command, limit);
                    return SecurityGroupRules?.[0]?.SecurityGroupRuleId ?? '';
                }
                catch (error) {
                    if ((0,error_name/* codeIn */.r)(error, 'InvalidPermission.Duplicate'))
                        return undefined;
                    throw error;
                }
            }, quotaHint);
        },
        async removeRules({ id, arn }, ruleIds) {
            for (const ruleId of ruleIds) {
                const command = new dist_cjs/* RevokeSecurityGroupIngressCommand */.eo3({ GroupId: id, SecurityGroupRuleIds: [ruleId] });
                await (0,send/* send */.tN)({ action: 'ec2:RevokeSecurityGroupIngress', resource: arn }, async (limit) => {
                    try {
                        await client.send(command, limit);
                    }
                    catch (error) {
                        if (!(0,error_name/* codeIn */.r)(error, 'InvalidSecurityGroupRuleId.NotFound', 'InvalidPermission.NotFound'))
                            throw error;
                    }
                });
            }
        },
        async endpointsIn(vpcId) {
            const filters = [
                { Name: 'vpc-id', Values: [vpcId] },
                { Name: 'state', Values: USABLE },
            ];
            const command = new dist_cjs/* DescribeInstanceConnectEndpointsCommand */.Ck7({ Filters: filters });
            const call = { action: 'ec2:DescribeInstanceConnectEndpoints', resource: '*' };
            const { InstanceConnectEndpoints } = await (0,send/* send */.tN)(call, (limit) => client.send(command, limit));
            return (InstanceConnectEndpoints ?? []).map((endpoint) => endpointOf(endpoint));
        },
    };
}
async function allInstances(client, query, signal) {
    const asked = query.kind === 'id'
        ? { InstanceIds: [query.id] }
        : { Filters: [{ Name: `tag:${query.key}`, Values: [query.value] }] };
    const region = await client.config.region();
    const found = [];
    for await (const page of (0,dist_cjs/* paginateDescribeInstances */.H0T)({ client }, asked)) {
        signal.throwIfAborted();
        found.push(...(page.Reservations ?? []).flatMap((reservation) => instancesOf(reservation, region)));
    }
    return found;
}
function permissionOf({ port, network, description: Description }) {
    const range = network.includes(':')
        ? { Ipv6Ranges: [{ CidrIpv6: network, Description }] }
        : { IpRanges: [{ CidrIp: network, Description }] };
    return { IpProtocol: 'tcp', FromPort: port, ToPort: port, ...range };
}
function startHint(errorName) {
    if (errorName !== 'InsufficientInstanceCapacity')
        return undefined;
    return 'AWS has no capacity for this instance type in its zone at the moment. Start the instance later, or change its type.';
}
function quotaHint(errorName) {
    if (errorName !== 'RulesPerSecurityGroupLimitExceeded')
        return undefined;
    return 'Remove rules that are no longer needed from this security group, or attach a further group to the instance whose name begins with ec2-https-deploy.';
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

/***/ 7398:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   jV: () => (/* binding */ CLIENT_CONFIG),
/* harmony export */   tN: () => (/* binding */ send)
/* harmony export */ });
/* unused harmony export MAX_ATTEMPTS */
/* harmony import */ var _failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9448);

/** Time limit of one API call with all its retries. */
const CALL_TIMEOUT_MS = 60_000;
/** Enough for the request limits of an account that other jobs use too. */
const MAX_ATTEMPTS = 8;
/** What the AWS clients of a run have in common. The region and the credentials come from the SDK's own chain. */
const CLIENT_CONFIG = { maxAttempts: MAX_ATTEMPTS, customUserAgent: 'ec2-https-deploy' };
const WITHOUT = 'Without AWS, set host, ssh-key and host-key instead of instance.';
/**
 * Sends one call.
 * @throws DeployError aws-credentials-missing, aws-region-missing, aws-denied, aws-error
 */
async function send(call, request, hintFor) {
    try {
        return await request({ abortSignal: AbortSignal.timeout(CALL_TIMEOUT_MS) });
    }
    catch (error) {
        throw (0,_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .awsFailure */ .M)(call, error, { without: WITHOUT, ...(hintFor && { hintFor }) });
    }
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


/***/ })

};
