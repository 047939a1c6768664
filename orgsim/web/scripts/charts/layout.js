/** Where labels go, so that none hides another, and how large text is. */

/** @param {number} width pixels of a chart @returns {number} pixels of its text: larger on a projector */
export function textSize(width) {
  return width < 640 ? 12 : width < 1000 ? 13 : 15;
}

/** @param {string} text @param {number} size @returns {number} pixels the text takes, a little too many */
export function textWidth(text, size) {
  return text.length * size * 0.6;
}

/** @param {string} text @param {number} size @returns {number} as `textWidth`, in bold */
export function boldWidth(text, size) {
  return text.length * size * 0.72;
}

/** @param {string} text @param {number} room pixels @param {number} size @returns {string} as much of the text as has room */
export function fitted(text, room, size) {
  if (textWidth(text, size) <= room) return text;
  const letters = Math.floor(room / (size * 0.6)) - 1;
  return letters > 0 ? `${text.slice(0, letters)}…` : "";
}

/**
 * Places near the wanted ones, at least `gap` apart and inside [low, high] where all fit; the order stays.
 * @param {number[]} wanted @param {number} gap @param {number} low @param {number} high
 * @returns {number[]} in the order of `wanted`
 */
export function spread(wanted, gap, low, high) {
  const order = wanted.map((_, place) => place).sort((a, b) => wanted[a] - wanted[b]);
  const placed = order.map((place) => wanted[place]);
  for (let i = 0; i < placed.length; i += 1) {
    placed[i] = Math.max(placed[i], i ? placed[i - 1] + gap : low);
  }
  for (let i = placed.length - 1; i >= 0; i -= 1) {
    placed[i] = Math.min(placed[i], i < placed.length - 1 ? placed[i + 1] - gap : high);
  }
  const result = new Array(wanted.length);
  order.forEach((place, i) => (result[place] = placed[i]));
  return result;
}

/**
 * Rows for labels along a line, so that labels in one row do not touch.
 * @param {{start: number, end: number}[]} labels from where to where each reaches
 * @returns {number[]} the row of each, 0 first
 */
export function rows(labels) {
  /** @type {{start: number, end: number}[][]} */
  const taken = [];
  return labels.map((label) => {
    const free = taken.findIndex((row) => row.every((other) => label.end < other.start || label.start > other.end));
    if (free >= 0) taken[free].push(label);
    else taken.push([label]);
    return free >= 0 ? free : taken.length - 1;
  });
}

/**
 * The range of an axis: the one asked for, or round numbers about the finite values.
 * @param {ArrayLike<number>[]} values @param {[number, number] | undefined} [asked] @returns {[number, number]}
 */
export function rangeOf(values, asked) {
  if (asked) return asked;
  let low = Infinity;
  let high = -Infinity;
  for (const each of values) {
    for (let i = 0; i < each.length; i += 1) {
      const value = each[i];
      if (value < low && value > -Infinity) low = value;
      if (value > high && value < Infinity) high = value;
    }
  }
  if (!(low <= high)) return [0, 1];
  return low === high ? [low - Math.abs(low || 1) / 2, high + Math.abs(high || 1) / 2] : [low, high];
}
