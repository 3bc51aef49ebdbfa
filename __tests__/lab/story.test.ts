import { afterAll, beforeAll, jest } from '@jest/globals';
import { firstDeploy } from '../support/story/first-deploy.js';
import { StorySite } from '../support/story/site.js';

/* The life of one site on the host `fresh`, in order: each chapter goes on from where the one before it left the site. */

jest.setTimeout(180_000);
const site = new StorySite();

beforeAll(() => site.open(), 120_000);
afterAll(() => site.close());

firstDeploy(site);
