var __webpack_exports__ = {};
/*
 * Runs after the job. Nothing of a deploy outlives its step today: the SSH key lives in the memory of the step, and the
 * host program ends by itself. What comes later (a firewall rule, a deployment status) is taken back here.
 */


