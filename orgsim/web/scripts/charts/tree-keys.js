/** The way through a tree by keys: to the boss, to the first who reports here, and to those beside. */

/**
 * Who is shown, and how they hang together.
 * @typedef {{parent: Map<number, number>, children: Map<number, number[]>}} Shown
 */

/**
 * @param {{person: number}[]} boxes @param {{person: number}[]} dots @param {ArrayLike<number>} boss
 * @returns {Shown} only of those in view
 */
export function shown(boxes, dots, boss) {
  const inView = new Set(boxes.map(({ person }) => person));
  const parent = new Map();
  const children = new Map();
  for (const { person } of [...boxes, ...dots]) {
    const above = boss[person];
    if (!inView.has(above)) continue;
    parent.set(person, above);
    if (!children.has(above)) children.set(above, []);
    children.get(above).push(person);
  }
  return { parent, children };
}

/**
 * Who is reached by a key.
 * @param {string} key @param {number} person where we are @param {number} root who is on top @param {Shown} tree
 * @returns {number | null} null if the key leads nowhere
 */
export function personAfterKey(key, person, root, { parent, children }) {
  const above = parent.get(person);
  const beside = above === undefined ? [person] : (children.get(above) ?? [person]);
  const place = beside.indexOf(person);
  switch (key) {
    case "ArrowUp":
      return above ?? null;
    case "ArrowDown":
      return children.get(person)?.[0] ?? null;
    case "ArrowLeft":
      return beside[place - 1] ?? null;
    case "ArrowRight":
      return beside[place + 1] ?? null;
    case "Home":
      return root;
    case "End":
      return beside[beside.length - 1];
    default:
      return null;
  }
}
