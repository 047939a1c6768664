/** What lies in the file: blocks of data by name, packed by gzip and written in base 64. */

/** @param {string} name @returns {Promise<Uint8Array<ArrayBuffer>>} */
export async function bytes(name) {
  const block = document.getElementById(`part-${name}`);
  if (!block) throw new Error(`the file is damaged: it has no ${name}`);
  const packed = Uint8Array.from(atob((block.textContent ?? "").trim()), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @param {string} name @returns {Promise<any>} */
export async function json(name) {
  return JSON.parse(new TextDecoder().decode(await bytes(name)));
}
