/** The page that has a section for every error code; relative links do not work in a job summary. */
export const ERRORS_PAGE = 'https://github.com/OWNER/ec2-https-deploy/blob/v1/docs/errors.md';
