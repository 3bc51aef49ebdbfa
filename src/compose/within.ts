/** Whether a path is a folder, or lies below it. Both are relative to the same place, or absolute, without `.` and `..` inside. */
export function isWithin(path: string, folder: string): boolean {
  return folder === '.' || path === folder || path.startsWith(`${folder.replace(/\/$/, '')}/`);
}
