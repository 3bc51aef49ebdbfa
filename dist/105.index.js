export const id = 105;
export const ids = [105];
export const modules = {

/***/ 5105:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   deploymentApi: () => (/* binding */ deploymentApi)
/* harmony export */ });
/* harmony import */ var _actions_github__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2413);

const callMs = 10_000;
/** How many deployments of one commit are looked at: each costs a request. */
const mostListed = 10;
/** In the payload of the deployments that this action creates. */
const creator = 'ec2-https-deploy';
/** The deployments of a repository (`owner/name`), by GitHub's REST API. */
function deploymentApi(token, repository, apiUrl = _actions_github__WEBPACK_IMPORTED_MODULE_0__/* .context */ ._.apiUrl) {
    const [owner = '', repo = ''] = repository.split('/');
    const { repos } = (0,_actions_github__WEBPACK_IMPORTED_MODULE_0__/* .getOctokit */ .Q)(token, { baseUrl: apiUrl }).rest;
    const common = () => ({ owner, repo, request: { signal: AbortSignal.timeout(callMs) } });
    return {
        async list(sha) {
            const { data } = await repos.listDeployments({ ...common(), sha, per_page: mostListed });
            return data.map(({ id, environment, payload }) => ({ id, environment, isOurs: isOurs(payload) }));
        },
        async latestStatus(id) {
            const { data } = await repos.listDeploymentStatuses({ ...common(), deployment_id: id, per_page: 1 });
            const [newest] = data;
            return newest && { state: newest.state, logUrl: newest.log_url ?? newest.target_url };
        },
        async create({ sha, environment, description }) {
            const { data } = await repos.createDeployment({
                ...common(),
                // The commit and not the branch, which may have moved on since.
                ref: sha,
                environment,
                description,
                payload: { creator },
                // The commit was checked by whoever started this job; checks of it, this very job among them, are not waited for.
                required_contexts: [],
                auto_merge: false,
            });
            if ('id' in data)
                return data.id;
            throw new Error(data.message ?? 'GitHub did not create it');
        },
        async addStatus(id, { state, description, environmentUrl, logUrl }) {
            await repos.createDeploymentStatus({
                ...{ ...common(), deployment_id: id, state, description, environment_url: environmentUrl },
                ...(logUrl === undefined ? {} : { log_url: logUrl }),
            });
        },
    };
}
function isOurs(payload) {
    return JSON.stringify(payload ?? '').includes(creator);
}


/***/ })

};
