/** Releases that stay on the host, the running one among them. */
export const keptReleases = 5;
