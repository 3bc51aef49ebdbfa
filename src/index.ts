import './commonjs-globals.js';
import { start } from './start.js';

await start(process.env);
