// Loaded into a program by `node --import`: when it ends it says the most memory that it held, in kibibytes (getrusage(2)).
import { writeSync } from 'node:fs';

process.on('exit', () => writeSync(1, `peak-memory: ${process.resourceUsage().maxRSS}\n`));
