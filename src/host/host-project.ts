import { anything, list, object, text } from './shape.js';

/** The fields of a project as compose on the host reads it. */
export const hostProjectFields = { files: list(text(/^[^\p{Cc}|]+$/u)), facts: anything };

export const hostProject = object(hostProjectFields);
