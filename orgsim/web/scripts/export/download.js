/** Files that the page itself makes and hands to the browser: nothing leaves the computer. */

const KEPT_MILLISECONDS = 60_000;

/** @param {string} name @param {string} ending @returns {string} a file name that every system takes */
export function fileName(name, ending) {
  const plain = name
    .normalize("NFKD")
    .replace(/[^\p{Letter}\p{Number}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase()
    .slice(0, 80);
  return `${plain || "chart"}.${ending}`;
}

/** Hands a file to the browser. @param {Blob} file @param {string} name */
export function download(file, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MILLISECONDS);
}
