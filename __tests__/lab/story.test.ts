import { story } from '../support/story/story.js';

/* On Debian without Docker and cron, with the docker compose that Debian has. */

story('fresh', { isBare: true });
