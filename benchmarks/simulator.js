// What the pages of the flight simulator are timed with, from inside the page: `page.evaluate` with the name and what it needs.
async ([name, given]) => {
  const { dataset } = document.documentElement;
  const nextFrame = () => new Promise((done) => requestAnimationFrame(done));
  const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
  /** The task after the one that drew, which a picture comes before. */
  const nextTask = () =>
    new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => done(undefined);
      port2.postMessage(null);
    });
  /** When all that was asked for is in the page, to the moment. */
  const drawn = () =>
    new Promise((done) => {
      const look = () => {
        if (Number(dataset.drawn) < Number(dataset.input)) return;
        watcher.disconnect();
        done(performance.now());
      };
      const watcher = new MutationObserver(look);
      watcher.observe(document.documentElement, { attributes: true, attributeFilter: ["data-drawn"] });
      look();
    });

  const measures = {
    /** Milliseconds from each move of a slider until it is drawn, and until it is painted. No place is visited twice. */
    async moves({ key, count, rest }) {
      const input = document.querySelector(`input[data-key="${key}"]`);
      const [low, high, step] = [input.min, input.max, input.step].map(Number);
      const places = Math.round((high - low) / step);
      const found = { drawn: [], painted: [] };
      for (let move = 0; move < count; move += 1) {
        const place = (7 + move * Math.round(places / 3 + 1)) % places;
        const before = dataset.input;
        input.value = String(low + place * step);
        const start = performance.now();
        input.dispatchEvent(new Event("input", { bubbles: true }));
        if (dataset.input === before) continue;
        const end = await drawn();
        await nextTask();
        found.drawn.push(end - start);
        found.painted.push(performance.now() - start);
        await pause(rest);
      }
      return found;
    },

    /** How many weeks pass in a second of playing, how many of them are drawn, and how many pictures there are. */
    async playing({ seconds }) {
      const week = document.querySelector(".weekbar input");
      document.querySelector(".weekbar button").click();
      await pause(500);
      const [start, first] = [await nextFrame(), Number(week.value)];
      const shown = new Set();
      let [now, frames] = [start, 0];
      while (now - start < seconds * 1000) {
        now = await nextFrame();
        frames += 1;
        shown.add(week.value);
      }
      const took = (now - start) / 1000;
      return { passed: (Number(week.value) - first) / took, drawn: shown.size / took, frames: frames / took };
    },
  };
  return measures[name](given);
};
