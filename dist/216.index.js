export const id = 216;
export const ids = [216];
export const modules = {

/***/ 7216:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   githubRunner: () => (/* binding */ githubRunner)
/* harmony export */ });
/* harmony import */ var _actions_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6437);
/* harmony import */ var _environment_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8574);


/** The runner of GitHub Actions. */
function githubRunner(environment) {
    return {
        job: (0,_environment_js__WEBPACK_IMPORTED_MODULE_1__/* .jobOf */ .Z)(environment),
        mask: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setSecret */ .Pq,
        group: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .group */ .Os,
        info: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .info */ .pq,
        warning: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .warning */ .$e,
        fail(title, text) {
            _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .error */ .z3(text, { title });
            process.exitCode = _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .ExitCode */ .yU.Failure;
        },
        output: _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .setOutput */ .uH,
        async summary(markdown) {
            // Without a summary file (a runner before 2.297, some self-hosted ones) the deploy is still a deploy.
            if ((environment['GITHUB_STEP_SUMMARY'] ?? '') === '')
                return;
            await _actions_core__WEBPACK_IMPORTED_MODULE_0__/* .summary */ .z.addRaw(markdown, true).write();
        },
    };
}


/***/ })

};
