/** By which our proxy names the release that answers, in lower case. What an app sends under this name reaches nobody. */
export const RELEASE_HEADER = 'x-ec2-https-deploy-release';
