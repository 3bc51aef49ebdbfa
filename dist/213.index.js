export const id = 213;
export const ids = [213];
export const modules = {

/***/ 9213:
/***/ ((__unused_webpack_module, exports, __webpack_require__) => {

var __webpack_unused_export__;
const { awsEndpointFunctions, emitWarningIfUnsupportedVersion: emitWarningIfUnsupportedVersion$1, createDefaultUserAgentProvider, NODE_APP_ID_CONFIG_OPTIONS, getAwsRegionExtensionConfiguration, resolveAwsRegionExtensionConfiguration, resolveUserAgentConfig, resolveHostHeaderConfig, getUserAgentPlugin, getHostHeaderPlugin, getLoggerPlugin, getRecursionDetectionPlugin } = __webpack_require__(2771);
const { getHttpAuthSchemeEndpointRuleSetPlugin, DefaultIdentityProviderConfig, getHttpSigningPlugin, createPaginator } = __webpack_require__(402);
const { normalizeProvider, getSmithyContext, ServiceException, NoOpLogger, emitWarningIfUnsupportedVersion, loadConfigsForDefaultMode, getDefaultExtensionConfiguration, resolveDefaultRuntimeConfig, Client, makeBuilder, createAggregatedClient } = __webpack_require__(2658);
const { Command: $Command } = __webpack_require__(2658);
__webpack_unused_export__ = $Command;
__webpack_unused_export__ = Client;
const { resolveDefaultsModeConfig, loadConfig, NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, NODE_REGION_CONFIG_OPTIONS, NODE_REGION_CONFIG_FILE_OPTIONS, resolveRegionConfig } = __webpack_require__(7291);
const { BinaryDecisionDiagram, EndpointCache, decideEndpoint, customEndpointFunctions, resolveEndpointConfig, getEndpointPlugin } = __webpack_require__(2085);
const { parseUrl, getHttpHandlerExtensionConfiguration, resolveHttpHandlerRuntimeConfig, getContentLengthPlugin } = __webpack_require__(3422);
const { DEFAULT_RETRY_MODE, NODE_RETRY_MODE_CONFIG_OPTIONS, NODE_MAX_ATTEMPT_CONFIG_OPTIONS, resolveRetryConfig, getRetryPlugin } = __webpack_require__(3609);
const { TypeRegistry, getSchemaSerdePlugin } = __webpack_require__(6890);
const { resolveAwsSdkSigV4Config, AwsSdkSigV4Signer, NODE_AUTH_SCHEME_PREFERENCE_OPTIONS } = __webpack_require__(9904);
const { defaultProvider } = __webpack_require__(5861);
const { toUtf8, fromUtf8, toBase64, fromBase64, calculateBodyLength } = __webpack_require__(2430);
const { streamCollector, NodeHttpHandler } = __webpack_require__(1279);
const { AwsJson1_1Protocol } = __webpack_require__(7288);
const { Sha256 } = __webpack_require__(9542);

const defaultRoute53DomainsHttpAuthSchemeParametersProvider = async (config, context, input) => {
    return {
        operation: getSmithyContext(context).operation,
        region: await normalizeProvider(config.region)() || (() => {
            throw new Error("expected `region` to be configured for `aws.auth#sigv4`");
        })(),
    };
};
function createAwsAuthSigv4HttpAuthOption(authParameters) {
    return {
        schemeId: "aws.auth#sigv4",
        signingProperties: {
            name: "route53domains",
            region: authParameters.region,
        },
        propertiesExtractor: (config, context) => ({
            signingProperties: {
                config,
                context,
            },
        }),
    };
}
const defaultRoute53DomainsHttpAuthSchemeProvider = (authParameters) => {
    const options = [];
    switch (authParameters.operation) {
        default: {
            options.push(createAwsAuthSigv4HttpAuthOption(authParameters));
        }
    }
    return options;
};
const resolveHttpAuthSchemeConfig = (config) => {
    const config_0 = resolveAwsSdkSigV4Config(config);
    return Object.assign(config_0, {
        authSchemePreference: normalizeProvider(config.authSchemePreference ?? []),
    });
};

const resolveClientEndpointParameters = (options) => {
    return Object.assign(options, {
        useDualstackEndpoint: options.useDualstackEndpoint ?? false,
        useFipsEndpoint: options.useFipsEndpoint ?? false,
        defaultSigningName: "route53domains",
    });
};
const commonParams = {
    UseFIPS: { type: "builtInParams", name: "useFipsEndpoint" },
    Endpoint: { type: "builtInParams", name: "endpoint" },
    Region: { type: "builtInParams", name: "region" },
    UseDualStack: { type: "builtInParams", name: "useDualstackEndpoint" },
};

var version = "3.1137.0";
var packageInfo = {
	version: version};

const k = "ref";
const a = -1, b = true, c = "isSet", d = "PartitionResult", e = "booleanEquals", f = "getAttr", g = { [k]: "Endpoint" }, h = { [k]: d }, i = {}, j = [{ [k]: "Region" }];
const _data = {
    conditions: [
        [c, [g]],
        [c, j],
        ["aws.partition", j, d],
        [e, [{ [k]: "UseFIPS" }, b]],
        [e, [{ [k]: "UseDualStack" }, b]],
        [e, [{ fn: f, argv: [h, "supportsDualStack"] }, b]],
        [e, [{ fn: f, argv: [h, "supportsFIPS"] }, b]]
    ],
    results: [
        [a],
        [a, "Invalid Configuration: FIPS and custom endpoint are not supported"],
        [a, "Invalid Configuration: Dualstack and custom endpoint are not supported"],
        [g, i],
        ["https://route53domains-fips.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
        [a, "FIPS and DualStack are enabled, but this partition does not support one or both"],
        ["https://route53domains-fips.{Region}.{PartitionResult#dnsSuffix}", i],
        [a, "FIPS is enabled but this partition does not support FIPS"],
        ["https://route53domains.{Region}.{PartitionResult#dualStackDnsSuffix}", i],
        [a, "DualStack is enabled but this partition does not support DualStack"],
        ["https://route53domains.{Region}.{PartitionResult#dnsSuffix}", i],
        [a, "Invalid Configuration: Missing Region"]
    ]
};
const root = 2;
const r = 100_000_000;
const nodes = new Int32Array([
    -1, 1, -1,
    0, 12, 3,
    1, 4, r + 11,
    2, 5, r + 11,
    3, 8, 6,
    4, 7, r + 10,
    5, r + 8, r + 9,
    4, 10, 9,
    6, r + 6, r + 7,
    5, 11, r + 5,
    6, r + 4, r + 5,
    3, r + 1, 13,
    4, r + 2, r + 3,
]);
const bdd = BinaryDecisionDiagram.from(nodes, root, _data.conditions, _data.results);

const cache = new EndpointCache({
    size: 50,
    params: ["Endpoint", "Region", "UseDualStack", "UseFIPS"],
});
const defaultEndpointResolver = (endpointParams, context = {}) => {
    return cache.get(endpointParams, () => decideEndpoint(bdd, {
        endpointParams: endpointParams,
        logger: context.logger,
    }));
};
customEndpointFunctions.aws = awsEndpointFunctions;

class Route53DomainsServiceException extends ServiceException {
    constructor(options) {
        super(options);
        Object.setPrototypeOf(this, Route53DomainsServiceException.prototype);
    }
}

class DomainLimitExceeded extends Route53DomainsServiceException {
    name = "DomainLimitExceeded";
    $fault = "client";
    constructor(opts) {
        super({
            name: "DomainLimitExceeded",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DomainLimitExceeded.prototype);
    }
}
class InvalidInput extends Route53DomainsServiceException {
    name = "InvalidInput";
    $fault = "client";
    constructor(opts) {
        super({
            name: "InvalidInput",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, InvalidInput.prototype);
    }
}
class OperationLimitExceeded extends Route53DomainsServiceException {
    name = "OperationLimitExceeded";
    $fault = "client";
    constructor(opts) {
        super({
            name: "OperationLimitExceeded",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, OperationLimitExceeded.prototype);
    }
}
class UnsupportedTLD extends Route53DomainsServiceException {
    name = "UnsupportedTLD";
    $fault = "client";
    constructor(opts) {
        super({
            name: "UnsupportedTLD",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, UnsupportedTLD.prototype);
    }
}
class DnssecLimitExceeded extends Route53DomainsServiceException {
    name = "DnssecLimitExceeded";
    $fault = "client";
    constructor(opts) {
        super({
            name: "DnssecLimitExceeded",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DnssecLimitExceeded.prototype);
    }
}
class DuplicateRequest extends Route53DomainsServiceException {
    name = "DuplicateRequest";
    $fault = "client";
    requestId;
    constructor(opts) {
        super({
            name: "DuplicateRequest",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, DuplicateRequest.prototype);
        this.requestId = opts.requestId;
    }
}
class TLDRulesViolation extends Route53DomainsServiceException {
    name = "TLDRulesViolation";
    $fault = "client";
    constructor(opts) {
        super({
            name: "TLDRulesViolation",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TLDRulesViolation.prototype);
    }
}
class TLDInMaintenance extends Route53DomainsServiceException {
    name = "TLDInMaintenance";
    $fault = "client";
    tld;
    constructor(opts) {
        super({
            name: "TLDInMaintenance",
            $fault: "client",
            ...opts,
        });
        Object.setPrototypeOf(this, TLDInMaintenance.prototype);
        this.tld = opts.tld;
    }
}

const _A = "Availability";
const _AC = "AuthCode";
const _ACE = "AbuseContactEmail";
const _ACP = "AbuseContactPhone";
const _ACd = "AdminContact";
const _ADSTD = "AssociateDelegationSignerToDomain";
const _ADSTDR = "AssociateDelegationSignerToDomainRequest";
const _ADSTDRs = "AssociateDelegationSignerToDomainResponse";
const _ADTFAAA = "AcceptDomainTransferFromAnotherAwsAccount";
const _ADTFAAAR = "AcceptDomainTransferFromAnotherAwsAccountRequest";
const _ADTFAAARc = "AcceptDomainTransferFromAnotherAwsAccountResponse";
const _AI = "AccountId";
const _AL = "AddressLine";
const _ALd = "AddressLine1";
const _ALdd = "AddressLine2";
const _AP = "AdminPrivacy";
const _AR = "AutoRenew";
const _Al = "Algorithm";
const _BC = "BillingContact";
const _BD = "BillDate";
const _BP = "BillingPrivacy";
const _BR = "BillingRecord";
const _BRi = "BillingRecords";
const _C = "City";
const _CC = "CountryCode";
const _CD = "ContactDetail";
const _CDA = "CheckDomainAvailability";
const _CDAR = "CheckDomainAvailabilityRequest";
const _CDARh = "CheckDomainAvailabilityResponse";
const _CDT = "CheckDomainTransferability";
const _CDTR = "CheckDomainTransferabilityRequest";
const _CDTRh = "CheckDomainTransferabilityResponse";
const _CDTTAAA = "CancelDomainTransferToAnotherAwsAccount";
const _CDTTAAAR = "CancelDomainTransferToAnotherAwsAccountRequest";
const _CDTTAAARa = "CancelDomainTransferToAnotherAwsAccountResponse";
const _CDr = "CreationDate";
const _CEY = "CurrentExpiryYear";
const _CN = "ContactName";
const _CNo = "ContactNumber";
const _COP = "ChangeOwnershipPrice";
const _CT = "ContactType";
const _Co = "Consent";
const _Cu = "Currency";
const _D = "Digest";
const _DAC = "DomainAuthCode";
const _DD = "DeleteDomain";
const _DDAR = "DisableDomainAutoRenew";
const _DDARR = "DisableDomainAutoRenewRequest";
const _DDARRi = "DisableDomainAutoRenewResponse";
const _DDR = "DeleteDomainRequest";
const _DDRe = "DeleteDomainResponse";
const _DDSFD = "DisassociateDelegationSignerFromDomain";
const _DDSFDR = "DisassociateDelegationSignerFromDomainRequest";
const _DDSFDRi = "DisassociateDelegationSignerFromDomainResponse";
const _DDTL = "DisableDomainTransferLock";
const _DDTLR = "DisableDomainTransferLockRequest";
const _DDTLRi = "DisableDomainTransferLockResponse";
const _DIY = "DurationInYears";
const _DK = "DnssecKey";
const _DKL = "DnssecKeyList";
const _DKn = "DnssecKeys";
const _DLE = "DnssecLimitExceeded";
const _DLEo = "DomainLimitExceeded";
const _DN = "DomainName";
const _DP = "DomainPrice";
const _DPL = "DomainPriceList";
const _DR = "DuplicateRequest";
const _DS = "DomainSuggestion";
const _DSA = "DnssecSigningAttributes";
const _DSL = "DomainSuggestionsList";
const _DSLo = "DomainSummaryList";
const _DSn = "DnsSec";
const _DSo = "DomainSummary";
const _DT = "DigestType";
const _DTFD = "DeleteTagsForDomain";
const _DTFDR = "DeleteTagsForDomainRequest";
const _DTFDRe = "DeleteTagsForDomainResponse";
const _DTo = "DomainTransferability";
const _Do = "Domains";
const _E = "Email";
const _ED = "ExpirationDate";
const _EDAR = "EnableDomainAutoRenew";
const _EDARR = "EnableDomainAutoRenewRequest";
const _EDARRn = "EnableDomainAutoRenewResponse";
const _EDTL = "EnableDomainTransferLock";
const _EDTLR = "EnableDomainTransferLockRequest";
const _EDTLRn = "EnableDomainTransferLockResponse";
const _EP = "ExtraParams";
const _EPL = "ExtraParamList";
const _EPV = "ExtraParamValue";
const _EPx = "ExtraParam";
const _En = "End";
const _Ex = "Expiry";
const _F = "Fax";
const _FC = "FilterCondition";
const _FCi = "FilterConditions";
const _FIAK = "FIAuthKey";
const _FN = "FirstName";
const _Fl = "Flags";
const _GCRS = "GetContactReachabilityStatus";
const _GCRSR = "GetContactReachabilityStatusRequest";
const _GCRSRe = "GetContactReachabilityStatusResponse";
const _GDD = "GetDomainDetail";
const _GDDR = "GetDomainDetailRequest";
const _GDDRe = "GetDomainDetailResponse";
const _GDS = "GetDomainSuggestions";
const _GDSR = "GetDomainSuggestionsRequest";
const _GDSRe = "GetDomainSuggestionsResponse";
const _GI = "GlueIps";
const _GOD = "GetOperationDetail";
const _GODR = "GetOperationDetailRequest";
const _GODRe = "GetOperationDetailResponse";
const _I = "Id";
const _II = "InvalidInput";
const _IIn = "InvoiceId";
const _ILC = "IdnLangCode";
const _K = "Key";
const _KT = "KeyTag";
const _LD = "ListDomains";
const _LDR = "ListDomainsRequest";
const _LDRi = "ListDomainsResponse";
const _LN = "LastName";
const _LO = "ListOperations";
const _LOR = "ListOperationsRequest";
const _LORi = "ListOperationsResponse";
const _LP = "ListPrices";
const _LPR = "ListPricesRequest";
const _LPRi = "ListPricesResponse";
const _LTFD = "ListTagsForDomain";
const _LTFDR = "ListTagsForDomainRequest";
const _LTFDRi = "ListTagsForDomainResponse";
const _LUD = "LastUpdatedDate";
const _M = "Message";
const _MI = "MaxItems";
const _MP = "MaxPrice";
const _Ma = "Marker";
const _N = "Name";
const _NL = "NameserverList";
const _NPM = "NextPageMarker";
const _Na = "Nameservers";
const _Nam = "Nameserver";
const _O = "Operation";
const _OA = "OnlyAvailable";
const _OI = "OperationId";
const _OLE = "OperationLimitExceeded";
const _ON = "OrganizationName";
const _OS = "OperationSummary";
const _OSL = "OperationSummaryList";
const _Op = "Operator";
const _Ope = "Operations";
const _P = "Password";
const _PD = "PushDomain";
const _PDR = "PushDomainRequest";
const _PK = "PublicKey";
const _PN = "PhoneNumber";
const _PPAC = "PrivacyProtectAdminContact";
const _PPBC = "PrivacyProtectBillingContact";
const _PPRC = "PrivacyProtectRegistrantContact";
const _PPTC = "PrivacyProtectTechContact";
const _PWC = "PriceWithCurrency";
const _Pr = "Price";
const _Pri = "Prices";
const _R = "Reseller";
const _RC = "RegistrantContact";
const _RCRE = "ResendContactReachabilityEmail";
const _RCRER = "ResendContactReachabilityEmailRequest";
const _RCRERe = "ResendContactReachabilityEmailResponse";
const _RD = "RegisterDomain";
const _RDAC = "RetrieveDomainAuthCode";
const _RDACR = "RetrieveDomainAuthCodeRequest";
const _RDACRe = "RetrieveDomainAuthCodeResponse";
const _RDI = "RegistryDomainId";
const _RDR = "RegisterDomainRequest";
const _RDRe = "RegisterDomainResponse";
const _RDRen = "RenewDomainRequest";
const _RDRene = "RenewDomainResponse";
const _RDTFAAA = "RejectDomainTransferFromAnotherAwsAccount";
const _RDTFAAAR = "RejectDomainTransferFromAnotherAwsAccountRequest";
const _RDTFAAARe = "RejectDomainTransferFromAnotherAwsAccountResponse";
const _RDe = "RenewDomain";
const _RN = "RegistrarName";
const _ROA = "ResendOperationAuthorization";
const _ROAR = "ResendOperationAuthorizationRequest";
const _RP = "RegistrationPrice";
const _RPe = "RenewalPrice";
const _RPeg = "RegistrantPrivacy";
const _RPes = "RestorationPrice";
const _RU = "RegistrarUrl";
const _S = "State";
const _SA = "SigningAttributes";
const _SB = "SortBy";
const _SC = "SuggestionCount";
const _SCo = "SortCondition";
const _SD = "SubmittedDate";
const _SF = "StatusFlag";
const _SL = "StatusList";
const _SLu = "SuggestionsList";
const _SO = "SortOrder";
const _SS = "SubmittedSince";
const _St = "Status";
const _Sta = "Start";
const _T = "Transferability";
const _TC = "TechContact";
const _TD = "TransferDomain";
const _TDR = "TransferDomainRequest";
const _TDRr = "TransferDomainResponse";
const _TDTAAA = "TransferDomainToAnotherAwsAccount";
const _TDTAAAR = "TransferDomainToAnotherAwsAccountRequest";
const _TDTAAARr = "TransferDomainToAnotherAwsAccountResponse";
const _TL = "TransferLock";
const _TLDIM = "TLDInMaintenance";
const _TLDRV = "TLDRulesViolation";
const _TLa = "TagList";
const _TP = "TransferPrice";
const _TPe = "TechPrivacy";
const _TTD = "TagsToDelete";
const _TTU = "TagsToUpdate";
const _Ta = "Target";
const _Tag = "Tag";
const _Tl = "Tld";
const _Tr = "Transferable";
const _Ty = "Type";
const _UD = "UpdatedDate";
const _UDC = "UpdateDomainContact";
const _UDCP = "UpdateDomainContactPrivacy";
const _UDCPR = "UpdateDomainContactPrivacyRequest";
const _UDCPRp = "UpdateDomainContactPrivacyResponse";
const _UDCR = "UpdateDomainContactRequest";
const _UDCRp = "UpdateDomainContactResponse";
const _UDN = "UpdateDomainNameservers";
const _UDNR = "UpdateDomainNameserversRequest";
const _UDNRp = "UpdateDomainNameserversResponse";
const _UTFD = "UpdateTagsForDomain";
const _UTFDR = "UpdateTagsForDomainRequest";
const _UTFDRp = "UpdateTagsForDomainResponse";
const _UTLD = "UnsupportedTLD";
const _V = "Value";
const _VB = "ViewBilling";
const _VBR = "ViewBillingRequest";
const _VBRi = "ViewBillingResponse";
const _Va = "Values";
const _WIS = "WhoIsServer";
const _ZC = "ZipCode";
const _c = "client";
const _dN = "domainName";
const _e = "error";
const _eA = "emailAddress";
const _hE = "httpError";
const _iAV = "isAlreadyVerified";
const _m = "message";
const _rI = "requestId";
const _s = "smithy.ts.sdk.synthetic.com.amazonaws.route53domains";
const _st = "status";
const _t = "tld";
const n0 = "com.amazonaws.route53domains";
const _s_registry = new TypeRegistry(_s);
var Route53DomainsServiceException$ = [-3, _s, "Route53DomainsServiceException", 0, [], []];
_s_registry.registerError(Route53DomainsServiceException$, Route53DomainsServiceException);
const n0_registry = new TypeRegistry(n0);
var DnssecLimitExceeded$ = [-3, n0, _DLE,
    { [_e]: _c, [_hE]: 400 },
    [_m],
    [0]
];
n0_registry.registerError(DnssecLimitExceeded$, DnssecLimitExceeded);
var DomainLimitExceeded$ = [-3, n0, _DLEo,
    { [_e]: _c, [_hE]: 400 },
    [_m],
    [0]
];
n0_registry.registerError(DomainLimitExceeded$, DomainLimitExceeded);
var DuplicateRequest$ = [-3, n0, _DR,
    { [_e]: _c, [_hE]: 400 },
    [_rI, _m],
    [0, 0]
];
n0_registry.registerError(DuplicateRequest$, DuplicateRequest);
var InvalidInput$ = [-3, n0, _II,
    { [_e]: _c, [_hE]: 400 },
    [_m],
    [0]
];
n0_registry.registerError(InvalidInput$, InvalidInput);
var OperationLimitExceeded$ = [-3, n0, _OLE,
    { [_e]: _c, [_hE]: 400 },
    [_m],
    [0]
];
n0_registry.registerError(OperationLimitExceeded$, OperationLimitExceeded);
var TLDInMaintenance$ = [-3, n0, _TLDIM,
    { [_e]: _c, [_hE]: 400 },
    [_m, _t],
    [0, 0]
];
n0_registry.registerError(TLDInMaintenance$, TLDInMaintenance);
var TLDRulesViolation$ = [-3, n0, _TLDRV,
    { [_e]: _c, [_hE]: 400 },
    [_m],
    [0]
];
n0_registry.registerError(TLDRulesViolation$, TLDRulesViolation);
var UnsupportedTLD$ = [-3, n0, _UTLD,
    { [_e]: _c, [_hE]: 400 },
    [_m],
    [0]
];
n0_registry.registerError(UnsupportedTLD$, UnsupportedTLD);
const errorTypeRegistries = [
    _s_registry,
    n0_registry,
];
var AddressLine = [0, n0, _AL, 8, 0];
var City = [0, n0, _C, 8, 0];
var ContactName = [0, n0, _CN, 8, 0];
var ContactNumber = [0, n0, _CNo, 8, 0];
var CountryCode$1 = [0, n0, _CC, 8, 0];
var DomainAuthCode = [0, n0, _DAC, 8, 0];
var Email = [0, n0, _E, 8, 0];
var ExtraParamValue = [0, n0, _EPV, 8, 0];
var FIAuthKey = [0, n0, _FIAK, 8, 0];
var Password = [0, n0, _P, 8, 0];
var State = [0, n0, _S, 8, 0];
var ZipCode = [0, n0, _ZC, 8, 0];
var AcceptDomainTransferFromAnotherAwsAccountRequest$ = [3, n0, _ADTFAAAR,
    0,
    [_DN, _P],
    [0, [() => Password, 0]], 2
];
var AcceptDomainTransferFromAnotherAwsAccountResponse$ = [3, n0, _ADTFAAARc,
    0,
    [_OI],
    [0]
];
var AssociateDelegationSignerToDomainRequest$ = [3, n0, _ADSTDR,
    0,
    [_DN, _SA],
    [0, () => DnssecSigningAttributes$], 2
];
var AssociateDelegationSignerToDomainResponse$ = [3, n0, _ADSTDRs,
    0,
    [_OI],
    [0]
];
var BillingRecord$ = [3, n0, _BR,
    0,
    [_DN, _O, _IIn, _BD, _Pr],
    [0, 0, 0, 4, 1]
];
var CancelDomainTransferToAnotherAwsAccountRequest$ = [3, n0, _CDTTAAAR,
    0,
    [_DN],
    [0], 1
];
var CancelDomainTransferToAnotherAwsAccountResponse$ = [3, n0, _CDTTAAARa,
    0,
    [_OI],
    [0]
];
var CheckDomainAvailabilityRequest$ = [3, n0, _CDAR,
    0,
    [_DN, _ILC],
    [0, 0], 1
];
var CheckDomainAvailabilityResponse$ = [3, n0, _CDARh,
    0,
    [_A],
    [0]
];
var CheckDomainTransferabilityRequest$ = [3, n0, _CDTR,
    0,
    [_DN, _AC],
    [0, [() => DomainAuthCode, 0]], 1
];
var CheckDomainTransferabilityResponse$ = [3, n0, _CDTRh,
    0,
    [_T, _M],
    [() => DomainTransferability$, 0]
];
var Consent$ = [3, n0, _Co,
    0,
    [_MP, _Cu],
    [1, 0], 2
];
var ContactDetail$ = [3, n0, _CD,
    8,
    [_FN, _LN, _CT, _ON, _ALd, _ALdd, _C, _S, _CC, _ZC, _PN, _E, _F, _EP],
    [[() => ContactName, 0], [() => ContactName, 0], 0, [() => ContactName, 0], [() => AddressLine, 0], [() => AddressLine, 0], [() => City, 0], [() => State, 0], [() => CountryCode$1, 0], [() => ZipCode, 0], [() => ContactNumber, 0], [() => Email, 0], [() => ContactNumber, 0], [() => ExtraParamList, 0]]
];
var DeleteDomainRequest$ = [3, n0, _DDR,
    0,
    [_DN],
    [0], 1
];
var DeleteDomainResponse$ = [3, n0, _DDRe,
    0,
    [_OI],
    [0]
];
var DeleteTagsForDomainRequest$ = [3, n0, _DTFDR,
    0,
    [_DN, _TTD],
    [0, 64 | 0], 2
];
var DeleteTagsForDomainResponse$ = [3, n0, _DTFDRe,
    0,
    [],
    []
];
var DisableDomainAutoRenewRequest$ = [3, n0, _DDARR,
    0,
    [_DN],
    [0], 1
];
var DisableDomainAutoRenewResponse$ = [3, n0, _DDARRi,
    0,
    [],
    []
];
var DisableDomainTransferLockRequest$ = [3, n0, _DDTLR,
    0,
    [_DN],
    [0], 1
];
var DisableDomainTransferLockResponse$ = [3, n0, _DDTLRi,
    0,
    [_OI],
    [0]
];
var DisassociateDelegationSignerFromDomainRequest$ = [3, n0, _DDSFDR,
    0,
    [_DN, _I],
    [0, 0], 2
];
var DisassociateDelegationSignerFromDomainResponse$ = [3, n0, _DDSFDRi,
    0,
    [_OI],
    [0]
];
var DnssecKey$ = [3, n0, _DK,
    0,
    [_Al, _Fl, _PK, _DT, _D, _KT, _I],
    [1, 1, 0, 1, 0, 1, 0]
];
var DnssecSigningAttributes$ = [3, n0, _DSA,
    0,
    [_Al, _Fl, _PK],
    [1, 1, 0]
];
var DomainPrice$ = [3, n0, _DP,
    0,
    [_N, _RP, _TP, _RPe, _COP, _RPes],
    [0, () => PriceWithCurrency$, () => PriceWithCurrency$, () => PriceWithCurrency$, () => PriceWithCurrency$, () => PriceWithCurrency$]
];
var DomainSuggestion$ = [3, n0, _DS,
    0,
    [_DN, _A],
    [0, 0]
];
var DomainSummary$ = [3, n0, _DSo,
    0,
    [_DN, _AR, _TL, _Ex],
    [0, 2, 2, 4]
];
var DomainTransferability$ = [3, n0, _DTo,
    0,
    [_Tr],
    [0]
];
var EnableDomainAutoRenewRequest$ = [3, n0, _EDARR,
    0,
    [_DN],
    [0], 1
];
var EnableDomainAutoRenewResponse$ = [3, n0, _EDARRn,
    0,
    [],
    []
];
var EnableDomainTransferLockRequest$ = [3, n0, _EDTLR,
    0,
    [_DN],
    [0], 1
];
var EnableDomainTransferLockResponse$ = [3, n0, _EDTLRn,
    0,
    [_OI],
    [0]
];
var ExtraParam$ = [3, n0, _EPx,
    0,
    [_N, _V],
    [0, [() => ExtraParamValue, 0]], 2
];
var FilterCondition$ = [3, n0, _FC,
    0,
    [_N, _Op, _Va],
    [0, 0, 64 | 0], 3
];
var GetContactReachabilityStatusRequest$ = [3, n0, _GCRSR,
    0,
    [_dN],
    [0]
];
var GetContactReachabilityStatusResponse$ = [3, n0, _GCRSRe,
    0,
    [_dN, _st],
    [0, 0]
];
var GetDomainDetailRequest$ = [3, n0, _GDDR,
    0,
    [_DN],
    [0], 1
];
var GetDomainDetailResponse$ = [3, n0, _GDDRe,
    0,
    [_DN, _Na, _AR, _ACd, _RC, _TC, _AP, _RPeg, _TPe, _RN, _WIS, _RU, _ACE, _ACP, _RDI, _CDr, _UD, _ED, _R, _DSn, _SL, _DKn, _BC, _BP],
    [0, () => NameserverList, 2, [() => ContactDetail$, 0], [() => ContactDetail$, 0], [() => ContactDetail$, 0], 2, 2, 2, 0, 0, 0, [() => Email, 0], [() => ContactNumber, 0], 0, 4, 4, 4, 0, 0, 64 | 0, () => DnssecKeyList, [() => ContactDetail$, 0], 2]
];
var GetDomainSuggestionsRequest$ = [3, n0, _GDSR,
    0,
    [_DN, _SC, _OA],
    [0, 1, 2], 3
];
var GetDomainSuggestionsResponse$ = [3, n0, _GDSRe,
    0,
    [_SLu],
    [() => DomainSuggestionsList]
];
var GetOperationDetailRequest$ = [3, n0, _GODR,
    0,
    [_OI],
    [0], 1
];
var GetOperationDetailResponse$ = [3, n0, _GODRe,
    0,
    [_OI, _St, _M, _DN, _Ty, _SD, _LUD, _SF],
    [0, 0, 0, 0, 0, 4, 4, 0]
];
var ListDomainsRequest$ = [3, n0, _LDR,
    0,
    [_FCi, _SCo, _Ma, _MI],
    [() => FilterConditions, () => SortCondition$, 0, 1]
];
var ListDomainsResponse$ = [3, n0, _LDRi,
    0,
    [_Do, _NPM],
    [() => DomainSummaryList, 0]
];
var ListOperationsRequest$ = [3, n0, _LOR,
    0,
    [_SS, _Ma, _MI, _St, _Ty, _SB, _SO],
    [4, 0, 1, 64 | 0, 64 | 0, 0, 0]
];
var ListOperationsResponse$ = [3, n0, _LORi,
    0,
    [_Ope, _NPM],
    [() => OperationSummaryList, 0]
];
var ListPricesRequest$ = [3, n0, _LPR,
    0,
    [_Tl, _Ma, _MI],
    [0, 0, 1]
];
var ListPricesResponse$ = [3, n0, _LPRi,
    0,
    [_Pri, _NPM],
    [() => DomainPriceList, 0]
];
var ListTagsForDomainRequest$ = [3, n0, _LTFDR,
    0,
    [_DN],
    [0], 1
];
var ListTagsForDomainResponse$ = [3, n0, _LTFDRi,
    0,
    [_TLa],
    [() => TagList]
];
var Nameserver$ = [3, n0, _Nam,
    0,
    [_N, _GI],
    [0, 64 | 0], 1
];
var OperationSummary$ = [3, n0, _OS,
    0,
    [_OI, _St, _Ty, _SD, _DN, _M, _SF, _LUD],
    [0, 0, 0, 4, 0, 0, 0, 4]
];
var PriceWithCurrency$ = [3, n0, _PWC,
    0,
    [_Pr, _Cu],
    [1, 0], 2
];
var PushDomainRequest$ = [3, n0, _PDR,
    0,
    [_DN, _Ta],
    [0, 0], 2
];
var RegisterDomainRequest$ = [3, n0, _RDR,
    0,
    [_DN, _DIY, _ACd, _RC, _TC, _ILC, _AR, _PPAC, _PPRC, _PPTC, _BC, _PPBC],
    [0, 1, [() => ContactDetail$, 0], [() => ContactDetail$, 0], [() => ContactDetail$, 0], 0, 2, 2, 2, 2, [() => ContactDetail$, 0], 2], 5
];
var RegisterDomainResponse$ = [3, n0, _RDRe,
    0,
    [_OI],
    [0]
];
var RejectDomainTransferFromAnotherAwsAccountRequest$ = [3, n0, _RDTFAAAR,
    0,
    [_DN],
    [0], 1
];
var RejectDomainTransferFromAnotherAwsAccountResponse$ = [3, n0, _RDTFAAARe,
    0,
    [_OI],
    [0]
];
var RenewDomainRequest$ = [3, n0, _RDRen,
    0,
    [_DN, _CEY, _DIY],
    [0, 1, 1], 2
];
var RenewDomainResponse$ = [3, n0, _RDRene,
    0,
    [_OI],
    [0]
];
var ResendContactReachabilityEmailRequest$ = [3, n0, _RCRER,
    0,
    [_dN],
    [0]
];
var ResendContactReachabilityEmailResponse$ = [3, n0, _RCRERe,
    0,
    [_dN, _eA, _iAV],
    [0, [() => Email, 0], 2]
];
var ResendOperationAuthorizationRequest$ = [3, n0, _ROAR,
    0,
    [_OI],
    [0], 1
];
var RetrieveDomainAuthCodeRequest$ = [3, n0, _RDACR,
    0,
    [_DN],
    [0], 1
];
var RetrieveDomainAuthCodeResponse$ = [3, n0, _RDACRe,
    0,
    [_AC],
    [[() => DomainAuthCode, 0]]
];
var SortCondition$ = [3, n0, _SCo,
    0,
    [_N, _SO],
    [0, 0], 2
];
var Tag$ = [3, n0, _Tag,
    0,
    [_K, _V],
    [0, 0]
];
var TransferDomainRequest$ = [3, n0, _TDR,
    0,
    [_DN, _ACd, _RC, _TC, _ILC, _DIY, _Na, _AC, _AR, _PPAC, _PPRC, _PPTC, _BC, _PPBC],
    [0, [() => ContactDetail$, 0], [() => ContactDetail$, 0], [() => ContactDetail$, 0], 0, 1, () => NameserverList, [() => DomainAuthCode, 0], 2, 2, 2, 2, [() => ContactDetail$, 0], 2], 4
];
var TransferDomainResponse$ = [3, n0, _TDRr,
    0,
    [_OI],
    [0]
];
var TransferDomainToAnotherAwsAccountRequest$ = [3, n0, _TDTAAAR,
    0,
    [_DN, _AI],
    [0, 0], 2
];
var TransferDomainToAnotherAwsAccountResponse$ = [3, n0, _TDTAAARr,
    0,
    [_OI, _P],
    [0, [() => Password, 0]]
];
var UpdateDomainContactPrivacyRequest$ = [3, n0, _UDCPR,
    0,
    [_DN, _AP, _RPeg, _TPe, _BP],
    [0, 2, 2, 2, 2], 1
];
var UpdateDomainContactPrivacyResponse$ = [3, n0, _UDCPRp,
    0,
    [_OI],
    [0]
];
var UpdateDomainContactRequest$ = [3, n0, _UDCR,
    0,
    [_DN, _ACd, _RC, _TC, _Co, _BC],
    [0, [() => ContactDetail$, 0], [() => ContactDetail$, 0], [() => ContactDetail$, 0], () => Consent$, [() => ContactDetail$, 0]], 1
];
var UpdateDomainContactResponse$ = [3, n0, _UDCRp,
    0,
    [_OI],
    [0]
];
var UpdateDomainNameserversRequest$ = [3, n0, _UDNR,
    0,
    [_DN, _Na, _FIAK],
    [0, () => NameserverList, [() => FIAuthKey, 0]], 2
];
var UpdateDomainNameserversResponse$ = [3, n0, _UDNRp,
    0,
    [_OI],
    [0]
];
var UpdateTagsForDomainRequest$ = [3, n0, _UTFDR,
    0,
    [_DN, _TTU],
    [0, () => TagList], 1
];
var UpdateTagsForDomainResponse$ = [3, n0, _UTFDRp,
    0,
    [],
    []
];
var ViewBillingRequest$ = [3, n0, _VBR,
    0,
    [_Sta, _En, _Ma, _MI],
    [4, 4, 0, 1]
];
var ViewBillingResponse$ = [3, n0, _VBRi,
    0,
    [_NPM, _BRi],
    [0, () => BillingRecords]
];
var __Unit = "unit";
var BillingRecords = [1, n0, _BRi,
    0, () => BillingRecord$
];
var DnssecKeyList = [1, n0, _DKL,
    0, () => DnssecKey$
];
var DomainPriceList = [1, n0, _DPL,
    0, () => DomainPrice$
];
var DomainSuggestionsList = [1, n0, _DSL,
    0, () => DomainSuggestion$
];
var DomainSummaryList = [1, n0, _DSLo,
    0, () => DomainSummary$
];
var ExtraParamList = [1, n0, _EPL,
    0, [() => ExtraParam$,
        0]
];
var FilterConditions = [1, n0, _FCi,
    0, () => FilterCondition$
];
var NameserverList = [1, n0, _NL,
    0, () => Nameserver$
];
var OperationSummaryList = [1, n0, _OSL,
    0, () => OperationSummary$
];
var TagList = [1, n0, _TLa,
    0, () => Tag$
];
var AcceptDomainTransferFromAnotherAwsAccount$ = [9, n0, _ADTFAAA,
    0, () => AcceptDomainTransferFromAnotherAwsAccountRequest$, () => AcceptDomainTransferFromAnotherAwsAccountResponse$
];
var AssociateDelegationSignerToDomain$ = [9, n0, _ADSTD,
    0, () => AssociateDelegationSignerToDomainRequest$, () => AssociateDelegationSignerToDomainResponse$
];
var CancelDomainTransferToAnotherAwsAccount$ = [9, n0, _CDTTAAA,
    0, () => CancelDomainTransferToAnotherAwsAccountRequest$, () => CancelDomainTransferToAnotherAwsAccountResponse$
];
var CheckDomainAvailability$ = [9, n0, _CDA,
    0, () => CheckDomainAvailabilityRequest$, () => CheckDomainAvailabilityResponse$
];
var CheckDomainTransferability$ = [9, n0, _CDT,
    0, () => CheckDomainTransferabilityRequest$, () => CheckDomainTransferabilityResponse$
];
var DeleteDomain$ = [9, n0, _DD,
    0, () => DeleteDomainRequest$, () => DeleteDomainResponse$
];
var DeleteTagsForDomain$ = [9, n0, _DTFD,
    0, () => DeleteTagsForDomainRequest$, () => DeleteTagsForDomainResponse$
];
var DisableDomainAutoRenew$ = [9, n0, _DDAR,
    0, () => DisableDomainAutoRenewRequest$, () => DisableDomainAutoRenewResponse$
];
var DisableDomainTransferLock$ = [9, n0, _DDTL,
    0, () => DisableDomainTransferLockRequest$, () => DisableDomainTransferLockResponse$
];
var DisassociateDelegationSignerFromDomain$ = [9, n0, _DDSFD,
    0, () => DisassociateDelegationSignerFromDomainRequest$, () => DisassociateDelegationSignerFromDomainResponse$
];
var EnableDomainAutoRenew$ = [9, n0, _EDAR,
    0, () => EnableDomainAutoRenewRequest$, () => EnableDomainAutoRenewResponse$
];
var EnableDomainTransferLock$ = [9, n0, _EDTL,
    0, () => EnableDomainTransferLockRequest$, () => EnableDomainTransferLockResponse$
];
var GetContactReachabilityStatus$ = [9, n0, _GCRS,
    0, () => GetContactReachabilityStatusRequest$, () => GetContactReachabilityStatusResponse$
];
var GetDomainDetail$ = [9, n0, _GDD,
    0, () => GetDomainDetailRequest$, () => GetDomainDetailResponse$
];
var GetDomainSuggestions$ = [9, n0, _GDS,
    0, () => GetDomainSuggestionsRequest$, () => GetDomainSuggestionsResponse$
];
var GetOperationDetail$ = [9, n0, _GOD,
    0, () => GetOperationDetailRequest$, () => GetOperationDetailResponse$
];
var ListDomains$ = [9, n0, _LD,
    0, () => ListDomainsRequest$, () => ListDomainsResponse$
];
var ListOperations$ = [9, n0, _LO,
    0, () => ListOperationsRequest$, () => ListOperationsResponse$
];
var ListPrices$ = [9, n0, _LP,
    0, () => ListPricesRequest$, () => ListPricesResponse$
];
var ListTagsForDomain$ = [9, n0, _LTFD,
    0, () => ListTagsForDomainRequest$, () => ListTagsForDomainResponse$
];
var PushDomain$ = [9, n0, _PD,
    0, () => PushDomainRequest$, () => __Unit
];
var RegisterDomain$ = [9, n0, _RD,
    0, () => RegisterDomainRequest$, () => RegisterDomainResponse$
];
var RejectDomainTransferFromAnotherAwsAccount$ = [9, n0, _RDTFAAA,
    0, () => RejectDomainTransferFromAnotherAwsAccountRequest$, () => RejectDomainTransferFromAnotherAwsAccountResponse$
];
var RenewDomain$ = [9, n0, _RDe,
    0, () => RenewDomainRequest$, () => RenewDomainResponse$
];
var ResendContactReachabilityEmail$ = [9, n0, _RCRE,
    0, () => ResendContactReachabilityEmailRequest$, () => ResendContactReachabilityEmailResponse$
];
var ResendOperationAuthorization$ = [9, n0, _ROA,
    0, () => ResendOperationAuthorizationRequest$, () => __Unit
];
var RetrieveDomainAuthCode$ = [9, n0, _RDAC,
    0, () => RetrieveDomainAuthCodeRequest$, () => RetrieveDomainAuthCodeResponse$
];
var TransferDomain$ = [9, n0, _TD,
    0, () => TransferDomainRequest$, () => TransferDomainResponse$
];
var TransferDomainToAnotherAwsAccount$ = [9, n0, _TDTAAA,
    0, () => TransferDomainToAnotherAwsAccountRequest$, () => TransferDomainToAnotherAwsAccountResponse$
];
var UpdateDomainContact$ = [9, n0, _UDC,
    0, () => UpdateDomainContactRequest$, () => UpdateDomainContactResponse$
];
var UpdateDomainContactPrivacy$ = [9, n0, _UDCP,
    0, () => UpdateDomainContactPrivacyRequest$, () => UpdateDomainContactPrivacyResponse$
];
var UpdateDomainNameservers$ = [9, n0, _UDN,
    0, () => UpdateDomainNameserversRequest$, () => UpdateDomainNameserversResponse$
];
var UpdateTagsForDomain$ = [9, n0, _UTFD,
    0, () => UpdateTagsForDomainRequest$, () => UpdateTagsForDomainResponse$
];
var ViewBilling$ = [9, n0, _VB,
    0, () => ViewBillingRequest$, () => ViewBillingResponse$
];

const getRuntimeConfig$1 = (config) => {
    return {
        apiVersion: "2014-05-15",
        base64Decoder: config?.base64Decoder ?? fromBase64,
        base64Encoder: config?.base64Encoder ?? toBase64,
        disableHostPrefix: config?.disableHostPrefix ?? false,
        endpointProvider: config?.endpointProvider ?? defaultEndpointResolver,
        extensions: config?.extensions ?? [],
        httpAuthSchemeProvider: config?.httpAuthSchemeProvider ?? defaultRoute53DomainsHttpAuthSchemeProvider,
        httpAuthSchemes: config?.httpAuthSchemes ?? [
            {
                schemeId: "aws.auth#sigv4",
                identityProvider: (ipc) => ipc.getIdentityProvider("aws.auth#sigv4"),
                signer: new AwsSdkSigV4Signer(),
            },
        ],
        logger: config?.logger ?? new NoOpLogger(),
        protocol: config?.protocol ?? AwsJson1_1Protocol,
        protocolSettings: config?.protocolSettings ?? {
            defaultNamespace: "com.amazonaws.route53domains",
            errorTypeRegistries,
            xmlNamespace: "https://route53domains.amazonaws.com/doc/2014-05-15/",
            version: "2014-05-15",
            serviceTarget: "Route53Domains_v20140515",
        },
        serviceId: config?.serviceId ?? "Route 53 Domains",
        sha256: config?.sha256 ?? Sha256,
        urlParser: config?.urlParser ?? parseUrl,
        utf8Decoder: config?.utf8Decoder ?? fromUtf8,
        utf8Encoder: config?.utf8Encoder ?? toUtf8,
    };
};

const getRuntimeConfig = (config) => {
    emitWarningIfUnsupportedVersion(process.version);
    const defaultsMode = resolveDefaultsModeConfig(config);
    const defaultConfigProvider = () => defaultsMode().then(loadConfigsForDefaultMode);
    const clientSharedValues = getRuntimeConfig$1(config);
    emitWarningIfUnsupportedVersion$1(process.version);
    const loaderConfig = {
        profile: config?.profile,
        logger: clientSharedValues.logger,
    };
    return {
        ...clientSharedValues,
        ...config,
        runtime: "node",
        defaultsMode,
        authSchemePreference: config?.authSchemePreference ?? loadConfig(NODE_AUTH_SCHEME_PREFERENCE_OPTIONS, loaderConfig),
        bodyLengthChecker: config?.bodyLengthChecker ?? calculateBodyLength,
        credentialDefaultProvider: config?.credentialDefaultProvider ?? defaultProvider,
        defaultUserAgentProvider: config?.defaultUserAgentProvider ?? createDefaultUserAgentProvider({ serviceId: clientSharedValues.serviceId, clientVersion: packageInfo.version }),
        maxAttempts: config?.maxAttempts ?? loadConfig(NODE_MAX_ATTEMPT_CONFIG_OPTIONS, config),
        region: config?.region ?? loadConfig(NODE_REGION_CONFIG_OPTIONS, { ...NODE_REGION_CONFIG_FILE_OPTIONS, ...loaderConfig }),
        requestHandler: NodeHttpHandler.create(config?.requestHandler ?? defaultConfigProvider),
        retryMode: config?.retryMode ??
            loadConfig({
                ...NODE_RETRY_MODE_CONFIG_OPTIONS,
                default: async () => (await defaultConfigProvider()).retryMode || DEFAULT_RETRY_MODE,
            }, config),
        streamCollector: config?.streamCollector ?? streamCollector,
        useDualstackEndpoint: config?.useDualstackEndpoint ?? loadConfig(NODE_USE_DUALSTACK_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
        useFipsEndpoint: config?.useFipsEndpoint ?? loadConfig(NODE_USE_FIPS_ENDPOINT_CONFIG_OPTIONS, loaderConfig),
        userAgentAppId: config?.userAgentAppId ?? loadConfig(NODE_APP_ID_CONFIG_OPTIONS, loaderConfig),
    };
};

const getHttpAuthExtensionConfiguration = (runtimeConfig) => {
    const _httpAuthSchemes = runtimeConfig.httpAuthSchemes;
    let _httpAuthSchemeProvider = runtimeConfig.httpAuthSchemeProvider;
    let _credentials = runtimeConfig.credentials;
    return {
        setHttpAuthScheme(httpAuthScheme) {
            const index = _httpAuthSchemes.findIndex((scheme) => scheme.schemeId === httpAuthScheme.schemeId);
            if (index === -1) {
                _httpAuthSchemes.push(httpAuthScheme);
            }
            else {
                _httpAuthSchemes.splice(index, 1, httpAuthScheme);
            }
        },
        httpAuthSchemes() {
            return _httpAuthSchemes;
        },
        setHttpAuthSchemeProvider(httpAuthSchemeProvider) {
            _httpAuthSchemeProvider = httpAuthSchemeProvider;
        },
        httpAuthSchemeProvider() {
            return _httpAuthSchemeProvider;
        },
        setCredentials(credentials) {
            _credentials = credentials;
        },
        credentials() {
            return _credentials;
        },
    };
};
const resolveHttpAuthRuntimeConfig = (config) => {
    return {
        httpAuthSchemes: config.httpAuthSchemes(),
        httpAuthSchemeProvider: config.httpAuthSchemeProvider(),
        credentials: config.credentials(),
    };
};

const resolveRuntimeExtensions = (runtimeConfig, extensions) => {
    const extensionConfiguration = Object.assign(getAwsRegionExtensionConfiguration(runtimeConfig), getDefaultExtensionConfiguration(runtimeConfig), getHttpHandlerExtensionConfiguration(runtimeConfig), getHttpAuthExtensionConfiguration(runtimeConfig));
    extensions.forEach((extension) => extension.configure(extensionConfiguration));
    return Object.assign(runtimeConfig, resolveAwsRegionExtensionConfiguration(extensionConfiguration), resolveDefaultRuntimeConfig(extensionConfiguration), resolveHttpHandlerRuntimeConfig(extensionConfiguration), resolveHttpAuthRuntimeConfig(extensionConfiguration));
};

class Route53DomainsClient extends Client {
    config;
    constructor(...[configuration]) {
        const _config_0 = getRuntimeConfig(configuration || {});
        super(_config_0);
        this.initConfig = _config_0;
        const _config_1 = resolveClientEndpointParameters(_config_0);
        const _config_2 = resolveUserAgentConfig(_config_1);
        const _config_3 = resolveRetryConfig(_config_2);
        const _config_4 = resolveRegionConfig(_config_3);
        const _config_5 = resolveHostHeaderConfig(_config_4);
        const _config_6 = resolveEndpointConfig(_config_5);
        const _config_7 = resolveHttpAuthSchemeConfig(_config_6);
        const _config_8 = resolveRuntimeExtensions(_config_7, configuration?.extensions || []);
        this.config = _config_8;
        this.middlewareStack.use(getSchemaSerdePlugin(this.config));
        this.middlewareStack.use(getUserAgentPlugin(this.config));
        this.middlewareStack.use(getRetryPlugin(this.config));
        this.middlewareStack.use(getContentLengthPlugin(this.config));
        this.middlewareStack.use(getHostHeaderPlugin(this.config));
        this.middlewareStack.use(getLoggerPlugin(this.config));
        this.middlewareStack.use(getRecursionDetectionPlugin(this.config));
        this.middlewareStack.use(getHttpAuthSchemeEndpointRuleSetPlugin(this.config, {
            httpAuthSchemeParametersProvider: defaultRoute53DomainsHttpAuthSchemeParametersProvider,
            identityProviderConfigProvider: async (config) => new DefaultIdentityProviderConfig({
                "aws.auth#sigv4": config.credentials,
            }),
        }));
        this.middlewareStack.use(getHttpSigningPlugin(this.config));
    }
    destroy() {
        super.destroy();
    }
}

const command = makeBuilder(commonParams, "Route53Domains_v20140515", "Route53DomainsClient", getEndpointPlugin);
const _ep0 = {};
const _mw0 = (Command, cs, config, o) => [];

class AcceptDomainTransferFromAnotherAwsAccountCommand extends command(_ep0, _mw0, "AcceptDomainTransferFromAnotherAwsAccount", AcceptDomainTransferFromAnotherAwsAccount$) {
}

class AssociateDelegationSignerToDomainCommand extends command(_ep0, _mw0, "AssociateDelegationSignerToDomain", AssociateDelegationSignerToDomain$) {
}

class CancelDomainTransferToAnotherAwsAccountCommand extends command(_ep0, _mw0, "CancelDomainTransferToAnotherAwsAccount", CancelDomainTransferToAnotherAwsAccount$) {
}

class CheckDomainAvailabilityCommand extends command(_ep0, _mw0, "CheckDomainAvailability", CheckDomainAvailability$) {
}

class CheckDomainTransferabilityCommand extends command(_ep0, _mw0, "CheckDomainTransferability", CheckDomainTransferability$) {
}

class DeleteDomainCommand extends command(_ep0, _mw0, "DeleteDomain", DeleteDomain$) {
}

class DeleteTagsForDomainCommand extends command(_ep0, _mw0, "DeleteTagsForDomain", DeleteTagsForDomain$) {
}

class DisableDomainAutoRenewCommand extends command(_ep0, _mw0, "DisableDomainAutoRenew", DisableDomainAutoRenew$) {
}

class DisableDomainTransferLockCommand extends command(_ep0, _mw0, "DisableDomainTransferLock", DisableDomainTransferLock$) {
}

class DisassociateDelegationSignerFromDomainCommand extends command(_ep0, _mw0, "DisassociateDelegationSignerFromDomain", DisassociateDelegationSignerFromDomain$) {
}

class EnableDomainAutoRenewCommand extends command(_ep0, _mw0, "EnableDomainAutoRenew", EnableDomainAutoRenew$) {
}

class EnableDomainTransferLockCommand extends command(_ep0, _mw0, "EnableDomainTransferLock", EnableDomainTransferLock$) {
}

class GetContactReachabilityStatusCommand extends command(_ep0, _mw0, "GetContactReachabilityStatus", GetContactReachabilityStatus$) {
}

class GetDomainDetailCommand extends command(_ep0, _mw0, "GetDomainDetail", GetDomainDetail$) {
}

class GetDomainSuggestionsCommand extends command(_ep0, _mw0, "GetDomainSuggestions", GetDomainSuggestions$) {
}

class GetOperationDetailCommand extends command(_ep0, _mw0, "GetOperationDetail", GetOperationDetail$) {
}

class ListDomainsCommand extends command(_ep0, _mw0, "ListDomains", ListDomains$) {
}

class ListOperationsCommand extends command(_ep0, _mw0, "ListOperations", ListOperations$) {
}

class ListPricesCommand extends command(_ep0, _mw0, "ListPrices", ListPrices$) {
}

class ListTagsForDomainCommand extends command(_ep0, _mw0, "ListTagsForDomain", ListTagsForDomain$) {
}

class PushDomainCommand extends command(_ep0, _mw0, "PushDomain", PushDomain$) {
}

class RegisterDomainCommand extends command(_ep0, _mw0, "RegisterDomain", RegisterDomain$) {
}

class RejectDomainTransferFromAnotherAwsAccountCommand extends command(_ep0, _mw0, "RejectDomainTransferFromAnotherAwsAccount", RejectDomainTransferFromAnotherAwsAccount$) {
}

class RenewDomainCommand extends command(_ep0, _mw0, "RenewDomain", RenewDomain$) {
}

class ResendContactReachabilityEmailCommand extends command(_ep0, _mw0, "ResendContactReachabilityEmail", ResendContactReachabilityEmail$) {
}

class ResendOperationAuthorizationCommand extends command(_ep0, _mw0, "ResendOperationAuthorization", ResendOperationAuthorization$) {
}

class RetrieveDomainAuthCodeCommand extends command(_ep0, _mw0, "RetrieveDomainAuthCode", RetrieveDomainAuthCode$) {
}

class TransferDomainCommand extends command(_ep0, _mw0, "TransferDomain", TransferDomain$) {
}

class TransferDomainToAnotherAwsAccountCommand extends command(_ep0, _mw0, "TransferDomainToAnotherAwsAccount", TransferDomainToAnotherAwsAccount$) {
}

class UpdateDomainContactCommand extends command(_ep0, _mw0, "UpdateDomainContact", UpdateDomainContact$) {
}

class UpdateDomainContactPrivacyCommand extends command(_ep0, _mw0, "UpdateDomainContactPrivacy", UpdateDomainContactPrivacy$) {
}

class UpdateDomainNameserversCommand extends command(_ep0, _mw0, "UpdateDomainNameservers", UpdateDomainNameservers$) {
}

class UpdateTagsForDomainCommand extends command(_ep0, _mw0, "UpdateTagsForDomain", UpdateTagsForDomain$) {
}

class ViewBillingCommand extends command(_ep0, _mw0, "ViewBilling", ViewBilling$) {
}

const paginateListDomains = createPaginator(Route53DomainsClient, ListDomainsCommand, "Marker", "NextPageMarker", "MaxItems");

const paginateListOperations = createPaginator(Route53DomainsClient, ListOperationsCommand, "Marker", "NextPageMarker", "MaxItems");

const paginateListPrices = createPaginator(Route53DomainsClient, ListPricesCommand, "Marker", "NextPageMarker", "MaxItems");

const paginateViewBilling = createPaginator(Route53DomainsClient, ViewBillingCommand, "Marker", "NextPageMarker", "MaxItems");

const commands = {
    AcceptDomainTransferFromAnotherAwsAccountCommand,
    AssociateDelegationSignerToDomainCommand,
    CancelDomainTransferToAnotherAwsAccountCommand,
    CheckDomainAvailabilityCommand,
    CheckDomainTransferabilityCommand,
    DeleteDomainCommand,
    DeleteTagsForDomainCommand,
    DisableDomainAutoRenewCommand,
    DisableDomainTransferLockCommand,
    DisassociateDelegationSignerFromDomainCommand,
    EnableDomainAutoRenewCommand,
    EnableDomainTransferLockCommand,
    GetContactReachabilityStatusCommand,
    GetDomainDetailCommand,
    GetDomainSuggestionsCommand,
    GetOperationDetailCommand,
    ListDomainsCommand,
    ListOperationsCommand,
    ListPricesCommand,
    ListTagsForDomainCommand,
    PushDomainCommand,
    RegisterDomainCommand,
    RejectDomainTransferFromAnotherAwsAccountCommand,
    RenewDomainCommand,
    ResendContactReachabilityEmailCommand,
    ResendOperationAuthorizationCommand,
    RetrieveDomainAuthCodeCommand,
    TransferDomainCommand,
    TransferDomainToAnotherAwsAccountCommand,
    UpdateDomainContactCommand,
    UpdateDomainContactPrivacyCommand,
    UpdateDomainNameserversCommand,
    UpdateTagsForDomainCommand,
    ViewBillingCommand,
};
const paginators = {
    paginateListDomains,
    paginateListOperations,
    paginateListPrices,
    paginateViewBilling,
};
class Route53Domains extends Route53DomainsClient {
}
createAggregatedClient(commands, Route53Domains, { paginators });

const OperationType = {
    ADD_DNSSEC: "ADD_DNSSEC",
    CHANGE_DOMAIN_OWNER: "CHANGE_DOMAIN_OWNER",
    CHANGE_PRIVACY_PROTECTION: "CHANGE_PRIVACY_PROTECTION",
    DELETE_DOMAIN: "DELETE_DOMAIN",
    DISABLE_AUTORENEW: "DISABLE_AUTORENEW",
    DOMAIN_LOCK: "DOMAIN_LOCK",
    ENABLE_AUTORENEW: "ENABLE_AUTORENEW",
    EXPIRE_DOMAIN: "EXPIRE_DOMAIN",
    INTERNAL_TRANSFER_IN_DOMAIN: "INTERNAL_TRANSFER_IN_DOMAIN",
    INTERNAL_TRANSFER_OUT_DOMAIN: "INTERNAL_TRANSFER_OUT_DOMAIN",
    PUSH_DOMAIN: "PUSH_DOMAIN",
    REGISTER_DOMAIN: "REGISTER_DOMAIN",
    RELEASE_TO_GANDI: "RELEASE_TO_GANDI",
    REMOVE_DNSSEC: "REMOVE_DNSSEC",
    RENEW_DOMAIN: "RENEW_DOMAIN",
    RESTORE_DOMAIN: "RESTORE_DOMAIN",
    TRANSFER_IN_DOMAIN: "TRANSFER_IN_DOMAIN",
    TRANSFER_ON_RENEW: "TRANSFER_ON_RENEW",
    TRANSFER_OUT_DOMAIN: "TRANSFER_OUT_DOMAIN",
    UPDATE_DOMAIN_CONTACT: "UPDATE_DOMAIN_CONTACT",
    UPDATE_NAMESERVER: "UPDATE_NAMESERVER",
};
const DomainAvailability = {
    AVAILABLE: "AVAILABLE",
    AVAILABLE_PREORDER: "AVAILABLE_PREORDER",
    AVAILABLE_RESERVED: "AVAILABLE_RESERVED",
    DONT_KNOW: "DONT_KNOW",
    INVALID_NAME_FOR_TLD: "INVALID_NAME_FOR_TLD",
    PENDING: "PENDING",
    RESERVED: "RESERVED",
    UNAVAILABLE: "UNAVAILABLE",
    UNAVAILABLE_PREMIUM: "UNAVAILABLE_PREMIUM",
    UNAVAILABLE_RESTRICTED: "UNAVAILABLE_RESTRICTED",
};
const Transferable = {
    DOMAIN_IN_ANOTHER_ACCOUNT: "DOMAIN_IN_ANOTHER_ACCOUNT",
    DOMAIN_IN_OWN_ACCOUNT: "DOMAIN_IN_OWN_ACCOUNT",
    DONT_KNOW: "DONT_KNOW",
    PREMIUM_DOMAIN: "PREMIUM_DOMAIN",
    TRANSFERABLE: "TRANSFERABLE",
    UNTRANSFERABLE: "UNTRANSFERABLE",
};
const ContactType = {
    ASSOCIATION: "ASSOCIATION",
    COMPANY: "COMPANY",
    PERSON: "PERSON",
    PUBLIC_BODY: "PUBLIC_BODY",
    RESELLER: "RESELLER",
};
const CountryCode = {
    AC: "AC",
    AD: "AD",
    AE: "AE",
    AF: "AF",
    AG: "AG",
    AI: "AI",
    AL: "AL",
    AM: "AM",
    AN: "AN",
    AO: "AO",
    AQ: "AQ",
    AR: "AR",
    AS: "AS",
    AT: "AT",
    AU: "AU",
    AW: "AW",
    AX: "AX",
    AZ: "AZ",
    BA: "BA",
    BB: "BB",
    BD: "BD",
    BE: "BE",
    BF: "BF",
    BG: "BG",
    BH: "BH",
    BI: "BI",
    BJ: "BJ",
    BL: "BL",
    BM: "BM",
    BN: "BN",
    BO: "BO",
    BQ: "BQ",
    BR: "BR",
    BS: "BS",
    BT: "BT",
    BV: "BV",
    BW: "BW",
    BY: "BY",
    BZ: "BZ",
    CA: "CA",
    CC: "CC",
    CD: "CD",
    CF: "CF",
    CG: "CG",
    CH: "CH",
    CI: "CI",
    CK: "CK",
    CL: "CL",
    CM: "CM",
    CN: "CN",
    CO: "CO",
    CR: "CR",
    CU: "CU",
    CV: "CV",
    CW: "CW",
    CX: "CX",
    CY: "CY",
    CZ: "CZ",
    DE: "DE",
    DJ: "DJ",
    DK: "DK",
    DM: "DM",
    DO: "DO",
    DZ: "DZ",
    EC: "EC",
    EE: "EE",
    EG: "EG",
    EH: "EH",
    ER: "ER",
    ES: "ES",
    ET: "ET",
    FI: "FI",
    FJ: "FJ",
    FK: "FK",
    FM: "FM",
    FO: "FO",
    FR: "FR",
    GA: "GA",
    GB: "GB",
    GD: "GD",
    GE: "GE",
    GF: "GF",
    GG: "GG",
    GH: "GH",
    GI: "GI",
    GL: "GL",
    GM: "GM",
    GN: "GN",
    GP: "GP",
    GQ: "GQ",
    GR: "GR",
    GS: "GS",
    GT: "GT",
    GU: "GU",
    GW: "GW",
    GY: "GY",
    HK: "HK",
    HM: "HM",
    HN: "HN",
    HR: "HR",
    HT: "HT",
    HU: "HU",
    ID: "ID",
    IE: "IE",
    IL: "IL",
    IM: "IM",
    IN: "IN",
    IO: "IO",
    IQ: "IQ",
    IR: "IR",
    IS: "IS",
    IT: "IT",
    JE: "JE",
    JM: "JM",
    JO: "JO",
    JP: "JP",
    KE: "KE",
    KG: "KG",
    KH: "KH",
    KI: "KI",
    KM: "KM",
    KN: "KN",
    KP: "KP",
    KR: "KR",
    KW: "KW",
    KY: "KY",
    KZ: "KZ",
    LA: "LA",
    LB: "LB",
    LC: "LC",
    LI: "LI",
    LK: "LK",
    LR: "LR",
    LS: "LS",
    LT: "LT",
    LU: "LU",
    LV: "LV",
    LY: "LY",
    MA: "MA",
    MC: "MC",
    MD: "MD",
    ME: "ME",
    MF: "MF",
    MG: "MG",
    MH: "MH",
    MK: "MK",
    ML: "ML",
    MM: "MM",
    MN: "MN",
    MO: "MO",
    MP: "MP",
    MQ: "MQ",
    MR: "MR",
    MS: "MS",
    MT: "MT",
    MU: "MU",
    MV: "MV",
    MW: "MW",
    MX: "MX",
    MY: "MY",
    MZ: "MZ",
    NA: "NA",
    NC: "NC",
    NE: "NE",
    NF: "NF",
    NG: "NG",
    NI: "NI",
    NL: "NL",
    NO: "NO",
    NP: "NP",
    NR: "NR",
    NU: "NU",
    NZ: "NZ",
    OM: "OM",
    PA: "PA",
    PE: "PE",
    PF: "PF",
    PG: "PG",
    PH: "PH",
    PK: "PK",
    PL: "PL",
    PM: "PM",
    PN: "PN",
    PR: "PR",
    PS: "PS",
    PT: "PT",
    PW: "PW",
    PY: "PY",
    QA: "QA",
    RE: "RE",
    RO: "RO",
    RS: "RS",
    RU: "RU",
    RW: "RW",
    SA: "SA",
    SB: "SB",
    SC: "SC",
    SD: "SD",
    SE: "SE",
    SG: "SG",
    SH: "SH",
    SI: "SI",
    SJ: "SJ",
    SK: "SK",
    SL: "SL",
    SM: "SM",
    SN: "SN",
    SO: "SO",
    SR: "SR",
    SS: "SS",
    ST: "ST",
    SV: "SV",
    SX: "SX",
    SY: "SY",
    SZ: "SZ",
    TC: "TC",
    TD: "TD",
    TF: "TF",
    TG: "TG",
    TH: "TH",
    TJ: "TJ",
    TK: "TK",
    TL: "TL",
    TM: "TM",
    TN: "TN",
    TO: "TO",
    TP: "TP",
    TR: "TR",
    TT: "TT",
    TV: "TV",
    TW: "TW",
    TZ: "TZ",
    UA: "UA",
    UG: "UG",
    US: "US",
    UY: "UY",
    UZ: "UZ",
    VA: "VA",
    VC: "VC",
    VE: "VE",
    VG: "VG",
    VI: "VI",
    VN: "VN",
    VU: "VU",
    WF: "WF",
    WS: "WS",
    YE: "YE",
    YT: "YT",
    ZA: "ZA",
    ZM: "ZM",
    ZW: "ZW",
};
const ExtraParamName = {
    AU_ELIGIBILITY_TYPE: "AU_ELIGIBILITY_TYPE",
    AU_ID_NUMBER: "AU_ID_NUMBER",
    AU_ID_TYPE: "AU_ID_TYPE",
    AU_POLICY_REASON: "AU_POLICY_REASON",
    AU_PRIORITY_TOKEN: "AU_PRIORITY_TOKEN",
    AU_REGISTRANT_NAME: "AU_REGISTRANT_NAME",
    BIRTH_CITY: "BIRTH_CITY",
    BIRTH_COUNTRY: "BIRTH_COUNTRY",
    BIRTH_DATE_IN_YYYY_MM_DD: "BIRTH_DATE_IN_YYYY_MM_DD",
    BIRTH_DEPARTMENT: "BIRTH_DEPARTMENT",
    BRAND_NUMBER: "BRAND_NUMBER",
    CA_BUSINESS_ENTITY_TYPE: "CA_BUSINESS_ENTITY_TYPE",
    CA_LEGAL_REPRESENTATIVE: "CA_LEGAL_REPRESENTATIVE",
    CA_LEGAL_REPRESENTATIVE_CAPACITY: "CA_LEGAL_REPRESENTATIVE_CAPACITY",
    CA_LEGAL_TYPE: "CA_LEGAL_TYPE",
    DOCUMENT_NUMBER: "DOCUMENT_NUMBER",
    DUNS_NUMBER: "DUNS_NUMBER",
    ES_IDENTIFICATION: "ES_IDENTIFICATION",
    ES_IDENTIFICATION_TYPE: "ES_IDENTIFICATION_TYPE",
    ES_LEGAL_FORM: "ES_LEGAL_FORM",
    EU_COUNTRY_OF_CITIZENSHIP: "EU_COUNTRY_OF_CITIZENSHIP",
    FI_BUSINESS_NUMBER: "FI_BUSINESS_NUMBER",
    FI_NATIONALITY: "FI_NATIONALITY",
    FI_ORGANIZATION_TYPE: "FI_ORGANIZATION_TYPE",
    IT_NATIONALITY: "IT_NATIONALITY",
    IT_PIN: "IT_PIN",
    IT_REGISTRANT_ENTITY_TYPE: "IT_REGISTRANT_ENTITY_TYPE",
    ONWER_FI_ID_NUMBER: "FI_ID_NUMBER",
    RU_PASSPORT_DATA: "RU_PASSPORT_DATA",
    SE_ID_NUMBER: "SE_ID_NUMBER",
    SG_ID_NUMBER: "SG_ID_NUMBER",
    UK_COMPANY_NUMBER: "UK_COMPANY_NUMBER",
    UK_CONTACT_TYPE: "UK_CONTACT_TYPE",
    VAT_NUMBER: "VAT_NUMBER",
};
const ListDomainsAttributeName = {
    DomainName: "DomainName",
    Expiry: "Expiry",
};
const Operator = {
    BEGINS_WITH: "BEGINS_WITH",
    GE: "GE",
    LE: "LE",
};
const ReachabilityStatus = {
    DONE: "DONE",
    EXPIRED: "EXPIRED",
    PENDING: "PENDING",
};
const OperationStatus = {
    ERROR: "ERROR",
    FAILED: "FAILED",
    IN_PROGRESS: "IN_PROGRESS",
    SUBMITTED: "SUBMITTED",
    SUCCESSFUL: "SUCCESSFUL",
};
const StatusFlag = {
    PENDING_ACCEPTANCE: "PENDING_ACCEPTANCE",
    PENDING_AUTHORIZATION: "PENDING_AUTHORIZATION",
    PENDING_CUSTOMER_ACTION: "PENDING_CUSTOMER_ACTION",
    PENDING_PAYMENT_VERIFICATION: "PENDING_PAYMENT_VERIFICATION",
    PENDING_SUPPORT_CASE: "PENDING_SUPPORT_CASE",
};
const SortOrder = {
    ASC: "ASC",
    DESC: "DESC",
};
const ListOperationsSortAttributeName = {
    SubmittedDate: "SubmittedDate",
};

__webpack_unused_export__ = AcceptDomainTransferFromAnotherAwsAccount$;
__webpack_unused_export__ = AcceptDomainTransferFromAnotherAwsAccountCommand;
__webpack_unused_export__ = AcceptDomainTransferFromAnotherAwsAccountRequest$;
__webpack_unused_export__ = AcceptDomainTransferFromAnotherAwsAccountResponse$;
__webpack_unused_export__ = AssociateDelegationSignerToDomain$;
__webpack_unused_export__ = AssociateDelegationSignerToDomainCommand;
__webpack_unused_export__ = AssociateDelegationSignerToDomainRequest$;
__webpack_unused_export__ = AssociateDelegationSignerToDomainResponse$;
__webpack_unused_export__ = BillingRecord$;
__webpack_unused_export__ = CancelDomainTransferToAnotherAwsAccount$;
__webpack_unused_export__ = CancelDomainTransferToAnotherAwsAccountCommand;
__webpack_unused_export__ = CancelDomainTransferToAnotherAwsAccountRequest$;
__webpack_unused_export__ = CancelDomainTransferToAnotherAwsAccountResponse$;
__webpack_unused_export__ = CheckDomainAvailability$;
__webpack_unused_export__ = CheckDomainAvailabilityCommand;
__webpack_unused_export__ = CheckDomainAvailabilityRequest$;
__webpack_unused_export__ = CheckDomainAvailabilityResponse$;
__webpack_unused_export__ = CheckDomainTransferability$;
__webpack_unused_export__ = CheckDomainTransferabilityCommand;
__webpack_unused_export__ = CheckDomainTransferabilityRequest$;
__webpack_unused_export__ = CheckDomainTransferabilityResponse$;
__webpack_unused_export__ = Consent$;
__webpack_unused_export__ = ContactDetail$;
__webpack_unused_export__ = ContactType;
__webpack_unused_export__ = CountryCode;
__webpack_unused_export__ = DeleteDomain$;
__webpack_unused_export__ = DeleteDomainCommand;
__webpack_unused_export__ = DeleteDomainRequest$;
__webpack_unused_export__ = DeleteDomainResponse$;
__webpack_unused_export__ = DeleteTagsForDomain$;
__webpack_unused_export__ = DeleteTagsForDomainCommand;
__webpack_unused_export__ = DeleteTagsForDomainRequest$;
__webpack_unused_export__ = DeleteTagsForDomainResponse$;
__webpack_unused_export__ = DisableDomainAutoRenew$;
__webpack_unused_export__ = DisableDomainAutoRenewCommand;
__webpack_unused_export__ = DisableDomainAutoRenewRequest$;
__webpack_unused_export__ = DisableDomainAutoRenewResponse$;
__webpack_unused_export__ = DisableDomainTransferLock$;
__webpack_unused_export__ = DisableDomainTransferLockCommand;
__webpack_unused_export__ = DisableDomainTransferLockRequest$;
__webpack_unused_export__ = DisableDomainTransferLockResponse$;
__webpack_unused_export__ = DisassociateDelegationSignerFromDomain$;
__webpack_unused_export__ = DisassociateDelegationSignerFromDomainCommand;
__webpack_unused_export__ = DisassociateDelegationSignerFromDomainRequest$;
__webpack_unused_export__ = DisassociateDelegationSignerFromDomainResponse$;
__webpack_unused_export__ = DnssecKey$;
__webpack_unused_export__ = DnssecLimitExceeded;
__webpack_unused_export__ = DnssecLimitExceeded$;
__webpack_unused_export__ = DnssecSigningAttributes$;
__webpack_unused_export__ = DomainAvailability;
__webpack_unused_export__ = DomainLimitExceeded;
__webpack_unused_export__ = DomainLimitExceeded$;
__webpack_unused_export__ = DomainPrice$;
__webpack_unused_export__ = DomainSuggestion$;
__webpack_unused_export__ = DomainSummary$;
__webpack_unused_export__ = DomainTransferability$;
__webpack_unused_export__ = DuplicateRequest;
__webpack_unused_export__ = DuplicateRequest$;
__webpack_unused_export__ = EnableDomainAutoRenew$;
__webpack_unused_export__ = EnableDomainAutoRenewCommand;
__webpack_unused_export__ = EnableDomainAutoRenewRequest$;
__webpack_unused_export__ = EnableDomainAutoRenewResponse$;
__webpack_unused_export__ = EnableDomainTransferLock$;
__webpack_unused_export__ = EnableDomainTransferLockCommand;
__webpack_unused_export__ = EnableDomainTransferLockRequest$;
__webpack_unused_export__ = EnableDomainTransferLockResponse$;
__webpack_unused_export__ = ExtraParam$;
__webpack_unused_export__ = ExtraParamName;
__webpack_unused_export__ = FilterCondition$;
__webpack_unused_export__ = GetContactReachabilityStatus$;
__webpack_unused_export__ = GetContactReachabilityStatusCommand;
__webpack_unused_export__ = GetContactReachabilityStatusRequest$;
__webpack_unused_export__ = GetContactReachabilityStatusResponse$;
__webpack_unused_export__ = GetDomainDetail$;
exports.z0q = GetDomainDetailCommand;
__webpack_unused_export__ = GetDomainDetailRequest$;
__webpack_unused_export__ = GetDomainDetailResponse$;
__webpack_unused_export__ = GetDomainSuggestions$;
__webpack_unused_export__ = GetDomainSuggestionsCommand;
__webpack_unused_export__ = GetDomainSuggestionsRequest$;
__webpack_unused_export__ = GetDomainSuggestionsResponse$;
__webpack_unused_export__ = GetOperationDetail$;
__webpack_unused_export__ = GetOperationDetailCommand;
__webpack_unused_export__ = GetOperationDetailRequest$;
__webpack_unused_export__ = GetOperationDetailResponse$;
__webpack_unused_export__ = InvalidInput;
__webpack_unused_export__ = InvalidInput$;
__webpack_unused_export__ = ListDomains$;
__webpack_unused_export__ = ListDomainsAttributeName;
__webpack_unused_export__ = ListDomainsCommand;
__webpack_unused_export__ = ListDomainsRequest$;
__webpack_unused_export__ = ListDomainsResponse$;
__webpack_unused_export__ = ListOperations$;
__webpack_unused_export__ = ListOperationsCommand;
__webpack_unused_export__ = ListOperationsRequest$;
__webpack_unused_export__ = ListOperationsResponse$;
__webpack_unused_export__ = ListOperationsSortAttributeName;
__webpack_unused_export__ = ListPrices$;
__webpack_unused_export__ = ListPricesCommand;
__webpack_unused_export__ = ListPricesRequest$;
__webpack_unused_export__ = ListPricesResponse$;
__webpack_unused_export__ = ListTagsForDomain$;
__webpack_unused_export__ = ListTagsForDomainCommand;
__webpack_unused_export__ = ListTagsForDomainRequest$;
__webpack_unused_export__ = ListTagsForDomainResponse$;
__webpack_unused_export__ = Nameserver$;
__webpack_unused_export__ = OperationLimitExceeded;
__webpack_unused_export__ = OperationLimitExceeded$;
__webpack_unused_export__ = OperationStatus;
__webpack_unused_export__ = OperationSummary$;
__webpack_unused_export__ = OperationType;
__webpack_unused_export__ = Operator;
__webpack_unused_export__ = PriceWithCurrency$;
__webpack_unused_export__ = PushDomain$;
__webpack_unused_export__ = PushDomainCommand;
__webpack_unused_export__ = PushDomainRequest$;
__webpack_unused_export__ = ReachabilityStatus;
__webpack_unused_export__ = RegisterDomain$;
__webpack_unused_export__ = RegisterDomainCommand;
__webpack_unused_export__ = RegisterDomainRequest$;
__webpack_unused_export__ = RegisterDomainResponse$;
__webpack_unused_export__ = RejectDomainTransferFromAnotherAwsAccount$;
__webpack_unused_export__ = RejectDomainTransferFromAnotherAwsAccountCommand;
__webpack_unused_export__ = RejectDomainTransferFromAnotherAwsAccountRequest$;
__webpack_unused_export__ = RejectDomainTransferFromAnotherAwsAccountResponse$;
__webpack_unused_export__ = RenewDomain$;
__webpack_unused_export__ = RenewDomainCommand;
__webpack_unused_export__ = RenewDomainRequest$;
__webpack_unused_export__ = RenewDomainResponse$;
__webpack_unused_export__ = ResendContactReachabilityEmail$;
__webpack_unused_export__ = ResendContactReachabilityEmailCommand;
__webpack_unused_export__ = ResendContactReachabilityEmailRequest$;
__webpack_unused_export__ = ResendContactReachabilityEmailResponse$;
__webpack_unused_export__ = ResendOperationAuthorization$;
__webpack_unused_export__ = ResendOperationAuthorizationCommand;
__webpack_unused_export__ = ResendOperationAuthorizationRequest$;
__webpack_unused_export__ = RetrieveDomainAuthCode$;
__webpack_unused_export__ = RetrieveDomainAuthCodeCommand;
__webpack_unused_export__ = RetrieveDomainAuthCodeRequest$;
__webpack_unused_export__ = RetrieveDomainAuthCodeResponse$;
__webpack_unused_export__ = Route53Domains;
exports.q_K = Route53DomainsClient;
__webpack_unused_export__ = Route53DomainsServiceException;
__webpack_unused_export__ = Route53DomainsServiceException$;
__webpack_unused_export__ = SortCondition$;
__webpack_unused_export__ = SortOrder;
__webpack_unused_export__ = StatusFlag;
__webpack_unused_export__ = TLDInMaintenance;
__webpack_unused_export__ = TLDInMaintenance$;
__webpack_unused_export__ = TLDRulesViolation;
__webpack_unused_export__ = TLDRulesViolation$;
__webpack_unused_export__ = Tag$;
__webpack_unused_export__ = TransferDomain$;
__webpack_unused_export__ = TransferDomainCommand;
__webpack_unused_export__ = TransferDomainRequest$;
__webpack_unused_export__ = TransferDomainResponse$;
__webpack_unused_export__ = TransferDomainToAnotherAwsAccount$;
__webpack_unused_export__ = TransferDomainToAnotherAwsAccountCommand;
__webpack_unused_export__ = TransferDomainToAnotherAwsAccountRequest$;
__webpack_unused_export__ = TransferDomainToAnotherAwsAccountResponse$;
__webpack_unused_export__ = Transferable;
__webpack_unused_export__ = UnsupportedTLD;
__webpack_unused_export__ = UnsupportedTLD$;
__webpack_unused_export__ = UpdateDomainContact$;
__webpack_unused_export__ = UpdateDomainContactCommand;
__webpack_unused_export__ = UpdateDomainContactPrivacy$;
__webpack_unused_export__ = UpdateDomainContactPrivacyCommand;
__webpack_unused_export__ = UpdateDomainContactPrivacyRequest$;
__webpack_unused_export__ = UpdateDomainContactPrivacyResponse$;
__webpack_unused_export__ = UpdateDomainContactRequest$;
__webpack_unused_export__ = UpdateDomainContactResponse$;
__webpack_unused_export__ = UpdateDomainNameservers$;
exports.cG2 = UpdateDomainNameserversCommand;
__webpack_unused_export__ = UpdateDomainNameserversRequest$;
__webpack_unused_export__ = UpdateDomainNameserversResponse$;
__webpack_unused_export__ = UpdateTagsForDomain$;
__webpack_unused_export__ = UpdateTagsForDomainCommand;
__webpack_unused_export__ = UpdateTagsForDomainRequest$;
__webpack_unused_export__ = UpdateTagsForDomainResponse$;
__webpack_unused_export__ = ViewBilling$;
__webpack_unused_export__ = ViewBillingCommand;
__webpack_unused_export__ = ViewBillingRequest$;
__webpack_unused_export__ = ViewBillingResponse$;
__webpack_unused_export__ = errorTypeRegistries;
__webpack_unused_export__ = paginateListDomains;
__webpack_unused_export__ = paginateListOperations;
__webpack_unused_export__ = paginateListPrices;
__webpack_unused_export__ = paginateViewBilling;


/***/ })

};
