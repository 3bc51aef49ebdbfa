// Loaded into a program by `node --import`: prints its peak memory at exit, in kibibytes (getrusage(2)).
import { writeSync } from 'node:fs';

process.on('exit', () => writeSync(1, `peak-memory: ${process.resourceUsage().maxRSS}\n`));
