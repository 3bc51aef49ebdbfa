export const id = 532;
export const ids = [532];
export const modules = {

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

/***/ 2532:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   domainsApi: () => (/* binding */ domainsApi)
/* harmony export */ });
/* harmony import */ var _aws_sdk_client_route_53_domains__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9213);
/* harmony import */ var _aws_error_name_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9402);
/* harmony import */ var _aws_failure_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9448);
/* harmony import */ var _name_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8037);




/** Time limit of one call with all its retries. */
const callTimeoutMs = 20_000;
const maxAttempts = 4;
/** The registrar, whose only region is us-east-1. */
function domainsApi() {
    const client = new _aws_sdk_client_route_53_domains__WEBPACK_IMPORTED_MODULE_1__/* .Route53DomainsClient */ .q_K({ region: 'us-east-1', maxAttempts, customUserAgent: 'ec2-https-deploy' });
    return {
        async detail(domain) {
            const command = new _aws_sdk_client_route_53_domains__WEBPACK_IMPORTED_MODULE_1__/* .GetDomainDetailCommand */ .z0q({ DomainName: domain });
            const about = { action: 'route53domains:GetDomainDetail', resource: '*' };
            const found = await call(about, async (limit) => {
                try {
                    return await client.send(command, limit);
                }
                catch (error) {
                    if ((0,_aws_error_name_js__WEBPACK_IMPORTED_MODULE_2__/* .codeIn */ .r)(error, 'InvalidInput', 'UnsupportedTLD'))
                        return undefined;
                    throw error;
                }
            });
            return (found && {
                nameServers: (found.Nameservers ?? []).map(({ Name }) => (0,_name_js__WEBPACK_IMPORTED_MODULE_3__/* .plainName */ .M)(Name ?? '')),
                hasDnssec: (found.DnssecKeys ?? []).length > 0,
                isOnHold: (found.StatusList ?? []).some((status) => /^(client|server)Hold\b/i.test(status)),
            });
        },
        async setNameServers(domain, nameServers) {
            const Nameservers = nameServers.map((Name) => ({ Name }));
            const command = new _aws_sdk_client_route_53_domains__WEBPACK_IMPORTED_MODULE_1__/* .UpdateDomainNameserversCommand */ .cG2({ DomainName: domain, Nameservers });
            await call({ action: 'route53domains:UpdateDomainNameservers', resource: '*' }, async (limit) => {
                try {
                    await client.send(command, limit);
                }
                catch (error) {
                    if (!(0,_aws_error_name_js__WEBPACK_IMPORTED_MODULE_2__/* .codeIn */ .r)(error, 'DuplicateRequest'))
                        throw error;
                }
            });
        },
    };
}
async function call(about, send) {
    try {
        return await send({ abortSignal: AbortSignal.timeout(callTimeoutMs) });
    }
    catch (error) {
        throw (0,_aws_failure_js__WEBPACK_IMPORTED_MODULE_0__/* .awsFailure */ .M)(about, error, {
            without: 'Without "set-name-servers", enter the name servers at the registrar yourself.',
        });
    }
}


/***/ })

};
