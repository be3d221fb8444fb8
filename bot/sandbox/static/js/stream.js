// The live stream: the server says what changed, the page fetches what it shows. Reconnects by itself.

import { streamUrl } from "./api.js";

const FIRST_PAUSE = 300;
const LONGEST_PAUSE = 5000;

/** Open a stream; `changed(list)`, `notice(…)`, `link(connected, again)` are told. Returns a function that ends it. */
export function openStream({ changed, notice, link }) {
  let socket = null;
  let pause = FIRST_PAUSE;
  let timer = null;
  let over = false;
  let again = false;
  const connect = () => {
    socket = new WebSocket(streamUrl());
    socket.addEventListener("open", () => { pause = FIRST_PAUSE; link(true, again); again = true; });
    socket.addEventListener("message", (event) => {
      const said = JSON.parse(event.data);
      if (said.changed?.length) changed(said.changed);
      if (said.notice) notice(said.notice);
    });
    socket.addEventListener("close", () => {
      if (over) return;
      link(false, again);
      again = true;
      timer = setTimeout(connect, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    });
  };
  connect();
  return () => { over = true; clearTimeout(timer); socket.close(); };
}
