var __webpack_exports__ = {};
/*
 * Runs after a job that failed or was cancelled; after any other it would only start Node. Nothing of a deploy outlives its step
 * today: the SSH key lives in the memory of the step, and the host program ends by itself. What comes later (a firewall rule, a
 * deployment status) is taken back by the step itself, and here when the step could not.
 */


