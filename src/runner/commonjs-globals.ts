/*
 * ssh2 asks for `__dirname`, which an ES-module bundle does not have (vercel/ncc issue 749). A bare name falls back to the
 * global object, so it is given there before anything of ssh2 is loaded: this file is the first import of each entry.
 */
Object.assign(globalThis, { __dirname: import.meta.dirname });
