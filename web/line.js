// The line to the gateway: what is kept on this phone, the outbox, the requests, the events.
const KEY = 'sitthi';
const API = 'api/chat/';
const TIMEOUT = 30000; // milliseconds
const WATCH = 30000;
const PAUSES = [1, 2, 4, 8, 15, 30, 60]; // seconds between two tries of one message

// Conversation id, outbox and draft are in sessionStorage, nothing in localStorage. Phones are shared: once the tab is
// closed, whoever holds the phone next can neither read the talk nor write in it. A reload, a crash of the tab or a lost
// line happen within one tab, and there sessionStorage lives on: nothing typed is lost. No reply is ever stored.
export function open() {
  let isForgotten = false;
  const memory = { language: null, conversation: null, draft: '', outbox: [] };
  try {
    Object.assign(memory, JSON.parse(sessionStorage.getItem(KEY)));
  } catch (error) {
    isForgotten = true; // storage is switched off: the page works, a reload forgets
  }
  memory.save = () => {
    if (!isForgotten) sessionStorage.setItem(KEY, JSON.stringify(memory));
  };
  /** For good: a reply that comes in later writes nothing back. */
  memory.forget = () => {
    if (isForgotten) return;
    isForgotten = true;
    sessionStorage.clear();
    localStorage.clear();
  };
  return memory;
}

export const conversationPath = (memory) => 'conversations/' + encodeURIComponent(memory.conversation);
export const isGone = ({ status }) => status === 404 || status === 410;
const isPassing = ({ status }) => status >= 500 || [408, 425, 429].includes(status);

export function orThrow(answer) {
  if (answer.status >= 400) throw new Error('status ' + answer.status);
  return answer;
}

/** A random UUID (version 4): the gateway finds a repeated first message only by such an id. */
function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = Array.from(bytes).map((byte) => (byte + 256).toString(16).slice(1)).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

function read(text, status) {
  try {
    return text ? JSON.parse(text) : {};
  } catch (error) {
    if (status < 400) throw error; // a Wi-Fi sign-in page answers 200 with its own HTML: that is no answer
    return {};
  }
}

/** Resolves to {status, data}; rejects when nothing of the gateway came back: no line, timeout, another's page. */
export function request(method, path, body) {
  const options = { method, cache: 'no-store', headers: { 'Content-Type': 'application/json' } };
  if (body) options.body = JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('timeout')), TIMEOUT);
    fetch(API + path, options)
      .then((answer) => answer.text().then((text) => ({ status: answer.status, data: read(text, answer.status) })))
      .then(resolve, reject)
      .then(() => clearTimeout(timer));
  });
}

/** One message after the other, each with its own id, until the gateway has taken it. */
export function createOutbox(memory, on) {
  let current = null;
  let isHeld = false;
  let tries = 0;
  let timer = null;

  const next = () => memory.outbox.filter((item) => item.state !== 'failed')[0];

  function settle(item, state) {
    item.state = state;
    memory.save();
    on.item(item);
  }

  function drop(item, state) {
    memory.outbox = memory.outbox.filter((other) => other !== item);
    settle(item, state);
  }

  function wait(item) {
    const pause = PAUSES[Math.min(tries, PAUSES.length - 1)] * (0.8 + Math.random() * 0.4);
    tries += 1;
    settle(item, 'waiting');
    timer = setTimeout(pump, pause * 1000);
  }

  function taken(item, data) {
    tries = 0;
    memory.conversation = data.conversation_id;
    drop(item, 'sent');
    on.reply(data);
  }

  function refused(item, answer) {
    tries = 0;
    if (isGone(answer) && memory.conversation) {
      memory.conversation = null; // erased elsewhere or expired: the message begins a new one
      return;
    }
    item.reason = answer.data.error && answer.data.error.message;
    if (item.silent) drop(item, 'failed');
    else settle(item, 'failed');
  }

  function post(item) {
    const body = { client_message_id: item.id };
    if (memory.conversation) body.conversation_id = memory.conversation;
    if (item.language) body.language = item.language;
    body[item.payload ? 'payload' : 'text'] = item.payload || item.text;
    return request('POST', 'messages', body);
  }

  function pump() {
    const item = next();
    clearTimeout(timer);
    if (current || isHeld || !item) return;
    settle(item, 'sending');
    current = post(item).catch(() => ({ status: 503 })).then((answer) => {
      current = null;
      if (answer.status === 200) taken(item, answer.data);
      else if (isPassing(answer)) wait(item);
      else refused(item, answer);
      if (tries === 0) pump();
    });
  }

  return {
    add: (item) => {
      item.id = newId();
      if (item.silent) memory.outbox = memory.outbox.filter((other) => !other.silent || other.state === 'sending');
      memory.outbox.push(item);
      settle(item, tries ? 'waiting' : 'sending');
      if (!tries) pump();
    },
    /** Tries at once, whatever the pause. */
    hurry: () => {
      tries = 0;
      isHeld = false;
      pump();
    },
    again: (item) => {
      item.reason = null;
      settle(item, 'waiting');
      pump();
    },
    /** Sends nothing more until `hurry`; resolves when nothing is on its way. */
    hold: () => {
      isHeld = true;
      return current || Promise.resolve();
    },
  };
}

/** Staff's words as they come: server-sent events; where these do not get through, a look every half minute. */
export function createEars(memory, on) {
  let source = null;
  let last = 0; // a new conversation is heard from its beginning: what is on the page already is not shown twice

  function close() {
    if (source) source.close();
    source = null;
  }

  function listen(from) {
    last = from || last;
    if (!window.EventSource || !memory.conversation || source) return;
    source = new EventSource(API + 'events?conversation_id=' + encodeURIComponent(memory.conversation) + '&last_event_id=' + last);
    source.onmessage = (event) => {
      last = event.lastEventId;
      on.messages({ messages: [JSON.parse(event.data)] });
    };
    source.onerror = () => {
      if (source && source.readyState === EventSource.CLOSED) close();
    };
  }

  setInterval(() => {
    if (!memory.conversation || document.hidden || (source && source.readyState === EventSource.OPEN)) return;
    on.lookBack();
    listen();
  }, WATCH);

  return { listen, close, forget: () => { last = 0; } };
}
