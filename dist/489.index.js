export const id = 489;
export const ids = [489];
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

/***/ 6489:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  route53Api: () => (/* binding */ route53Api)
});

// EXTERNAL MODULE: ./node_modules/@aws-sdk/client-route-53/dist-cjs/index.js
var dist_cjs = __webpack_require__(8621);
// EXTERNAL MODULE: ./.build/compiled/aws/arn.js
var arn = __webpack_require__(7609);
// EXTERNAL MODULE: ./.build/compiled/aws/failure.js
var failure = __webpack_require__(9448);
// EXTERNAL MODULE: ./.build/compiled/aws/statement.js
var statement = __webpack_require__(623);
;// CONCATENATED MODULE: ./.build/compiled/dns/route53-failure.js


/** The actions that a deploy needs in its zone. */
const actionsOfZone = [
    'route53:GetHostedZone',
    'route53:ListResourceRecordSets',
    'route53:ChangeResourceRecordSets',
];
const HINTS = {
    InvalidChangeBatch: 'Another process may have changed the records after this run read them. Nothing was changed; run the job again.',
    HostedZoneAlreadyExists: 'A hosted zone of this name was created today, and does not exist any more. Create it yourself ("aws route53 create-hosted-zone"), or run the job again tomorrow.',
    TooManyHostedZones: 'Delete a hosted zone that is no longer used, or request a higher quota of hosted zones at Service Quotas.',
    DelegationSetNotAvailable: 'Too many accounts have a hosted zone of this name. If the domain is yours, contact AWS Support; otherwise correct the input domain.',
};
/** Explains a failed call to Route 53. */
function route53Failure(call, error) {
    return (0,failure/* awsFailure */.M)(call, error, {
        without: 'Without Route 53, set "dns: none".',
        policy: `Add this to a policy of the role or user${placeholder(call)}:\n${(0,statement/* statementsText */.Y)(statementsFor(call))}`,
        hintFor: (name) => HINTS[name],
    });
}
/** The smallest policy of a deploy, or the one statement of a call that only some deploys make. */
function statementsFor(call) {
    if (call.action === 'route53:CreateHostedZone')
        return [(0,statement/* statementOf */.T)(call)];
    return [
        { Effect: 'Allow', Action: ['route53:ListHostedZones', 'route53:GetChange'], Resource: '*' },
        { Effect: 'Allow', Action: actionsOfZone, Resource: zoneOf(call) ?? 'arn:aws:route53:::hostedzone/ZONE-ID' },
    ];
}
function placeholder(call) {
    const isKnown = call.action === 'route53:CreateHostedZone' || zoneOf(call) !== undefined;
    return isKnown ? '' : ' (replace ZONE-ID by the id of the zone from "aws route53 list-hosted-zones")';
}
function zoneOf({ resource }) {
    return resource.includes(':hostedzone/') ? resource : undefined;
}

// EXTERNAL MODULE: ./.build/compiled/dns/record-sets.js
var record_sets = __webpack_require__(9349);
// EXTERNAL MODULE: ./.build/compiled/dns/name.js
var dns_name = __webpack_require__(8037);
;// CONCATENATED MODULE: ./.build/compiled/dns/route53-api.js





/** Enough for the API limit of 5 requests per second per account and for PriorRequestNotComplete. */
const maxAttempts = 8;
/** Time limit of one API call with all its retries. */
const callTimeoutMs = 60_000;
/** A name usually has a few record sets; more pages are read for hundreds of weighted ones. */
const pageSize = 50;
/** The API through the SDK. Route 53 is global: if the environment sets no region, any region works. */
function route53Api() {
    const region = process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'] || 'us-east-1';
    const client = new dist_cjs.Route53Client({ region, maxAttempts, customUserAgent: 'ec2-https-deploy' });
    const zoneArn = (id) => (0,arn/* route53Arn */.r)(region, `hostedzone/${id}`);
    return {
        async listZones() {
            const zones = [];
            for (let marker = ''; marker !== undefined;) {
                const command = new dist_cjs/* ListHostedZonesCommand */.cUV(marker === '' ? {} : { Marker: marker });
                const page = await call({ action: 'route53:ListHostedZones', resource: '*' }, (limit) => client.send(command, limit));
                zones.push(...(page.HostedZones ?? []).map(listedZone));
                marker = page.IsTruncated === true ? page.NextMarker : undefined;
            }
            return zones;
        },
        async getZone(id) {
            const command = new dist_cjs/* GetHostedZoneCommand */.HAz({ Id: id });
            const { HostedZone, DelegationSet } = await call({ action: 'route53:GetHostedZone', resource: zoneArn(id) }, (limit) => client.send(command, limit));
            return { ...listedZone(HostedZone ?? {}), nameServers: (DelegationSet?.NameServers ?? []).map(dns_name/* plainName */.M) };
        },
        async recordSetsOf(zoneId, name) {
            const sets = [];
            let start = { StartRecordName: name };
            while (start !== undefined) {
                const command = new dist_cjs/* ListResourceRecordSetsCommand */.IOz({
                    HostedZoneId: zoneId,
                    MaxItems: pageSize,
                    ...start,
                });
                const page = await call({ action: 'route53:ListResourceRecordSets', resource: zoneArn(zoneId) }, (limit) => client.send(command, limit));
                sets.push(...(page.ResourceRecordSets ?? []).filter((set) => (0,record_sets/* recordName */.xD)(set.Name) === name));
                const hasMore = page.IsTruncated === true && (0,record_sets/* recordName */.xD)(page.NextRecordName) === name;
                start = hasMore
                    ? {
                        StartRecordName: page.NextRecordName,
                        StartRecordType: page.NextRecordType,
                        StartRecordIdentifier: page.NextRecordIdentifier,
                    }
                    : undefined;
            }
            return sets;
        },
        async send(change) {
            const command = new dist_cjs/* ChangeResourceRecordSetsCommand */.yzn({
                HostedZoneId: change.zone.id,
                ChangeBatch: {
                    Comment: 'ec2-https-deploy',
                    Changes: [
                        ...change.remove.map((set) => apiChange('DELETE', set)),
                        ...change.upsert.map((set) => apiChange('UPSERT', set)),
                    ],
                },
            });
            const { ChangeInfo } = await call({ action: 'route53:ChangeResourceRecordSets', resource: zoneArn(change.zone.id) }, (limit) => client.send(command, limit));
            return { id: (0,record_sets/* bareId */.yW)(ChangeInfo?.Id), isInSync: ChangeInfo?.Status === 'INSYNC' };
        },
        async statusOf(changeId) {
            const command = new dist_cjs/* GetChangeCommand */.Yn4({ Id: changeId });
            const resource = (0,arn/* route53Arn */.r)(region, `change/${changeId}`);
            const { ChangeInfo } = await call({ action: 'route53:GetChange', resource }, (limit) => client.send(command, limit));
            return { id: changeId, isInSync: ChangeInfo?.Status === 'INSYNC' };
        },
        async createZone(name, callerReference) {
            const command = new dist_cjs/* CreateHostedZoneCommand */.tyC({
                Name: name,
                CallerReference: callerReference,
                HostedZoneConfig: { Comment: 'ec2-https-deploy' },
            });
            const { HostedZone, DelegationSet } = await call({ action: 'route53:CreateHostedZone', resource: '*' }, (limit) => client.send(command, limit));
            return { id: (0,record_sets/* bareId */.yW)(HostedZone?.Id), name, nameServers: (DelegationSet?.NameServers ?? []).map(dns_name/* plainName */.M) };
        },
    };
}
function listedZone(zone) {
    return { id: (0,record_sets/* bareId */.yW)(zone.Id), name: (0,record_sets/* recordName */.xD)(zone.Name), isPrivate: zone.Config?.PrivateZone === true };
}
function apiChange(action, set) {
    const records = set.values.map((value) => ({ Value: value }));
    const health = set.healthCheckId === undefined ? {} : { HealthCheckId: set.healthCheckId };
    return {
        Action: action,
        ResourceRecordSet: { Name: set.name, Type: set.type, TTL: set.ttlSeconds, ResourceRecords: records, ...health },
    };
}
async function call(about, send) {
    try {
        return await send({ abortSignal: AbortSignal.timeout(callTimeoutMs) });
    }
    catch (error) {
        throw route53Failure(about, error);
    }
}


/***/ })

};
