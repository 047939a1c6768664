/** Records of delimited text with quotes, as Python's csv module reads them. */

/** What keeps a record from being read: the template that says it. */
export class QuoteError extends Error {
  /** @param {string} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * Records one by one; an empty line is a record without cells.
 * @param {string} text @param {string} delimiter
 * @param {{strict?: boolean, limit?: number}} [options] `limit` of a cell's characters; not strict: text may follow a quote
 * @returns {Generator<string[], void>}
 * @throws {QuoteError} where the quotes make no sense
 */
export function* records(text, delimiter, { strict = true, limit = Infinity } = {}) {
  let at = 0;
  while (at < text.length) {
    /** @type {string[]} */
    const cells = [];
    for (let open = !isEnd(text[at]); open; ) {
      const { cell, next } = text[at] === '"' ? quotedCell(text, at, delimiter, strict) : plainCell(text, at, delimiter);
      if (cell.length > limit && Array.from(cell).length > limit) throw new QuoteError("long_cell");
      if (next === -1) throw new QuoteError("open_quote");
      cells.push(cell);
      open = text[next] === delimiter;
      at = open ? next + 1 : next;
    }
    at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
    yield cells;
  }
}

/** @param {string | undefined} character @returns {boolean} */
function isEnd(character) {
  return character === undefined || character === "\n" || character === "\r";
}

/** @param {string} text @param {number} from @param {string} delimiter @returns {{cell: string, next: number}} */
function plainCell(text, from, delimiter) {
  let next = from;
  while (!isEnd(text[next]) && text[next] !== delimiter) next += 1;
  return { cell: text.slice(from, next), next };
}

/** A cell in quotes; `next` is -1 where they never close. @param {string} text @param {number} from @param {string} delimiter @param {boolean} strict */
function quotedCell(text, from, delimiter, strict) {
  let cell = "";
  let start = from + 1;
  for (;;) {
    const end = text.indexOf('"', start);
    if (end < 0) return { cell: cell + text.slice(start), next: strict ? -1 : text.length };
    cell += text.slice(start, end);
    if (text[end + 1] !== '"') {
      if (isEnd(text[end + 1]) || text[end + 1] === delimiter) return { cell, next: end + 1 };
      if (strict) throw new QuoteError("after_quote");
      const rest = plainCell(text, end + 1, delimiter);
      return { cell: cell + rest.cell, next: rest.next };
    }
    cell += '"';
    start = end + 2;
  }
}
