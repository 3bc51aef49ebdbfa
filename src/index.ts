import './commonjs-globals.js';
import { endByError, makeTheRestPlain } from './runner/print.js';
import { start } from './start.js';

makeTheRestPlain();
await start(process.env).catch(endByError);
