import { afterAll, beforeAll, jest } from '@jest/globals';
import { certificates } from '../support/story/certificates.js';
import { changes } from '../support/story/changes.js';
import { disruptions } from '../support/story/disruptions.js';
import { failures } from '../support/story/failures.js';
import { firstDeploy } from '../support/story/first-deploy.js';
import { StorySite } from '../support/story/site.js';

/* The life of one site on the host `fresh`, in order: each chapter goes on from where the one before it left the site. */

jest.setTimeout(180_000);
const site = new StorySite();

beforeAll(() => site.open(), 120_000);
afterAll(() => site.close());

firstDeploy(site);
changes(site);
failures(site);
disruptions(site);
certificates(site);
