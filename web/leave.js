// Leaving the page quickly, and erasing the conversation.
import * as line from './line.js';
import * as view from './view.js';

// Light on a slow line, nothing personal on it, a page that anybody may have open.
const ELSEWHERE = { th: 'https://th.wikipedia.org/', en: 'https://en.wikipedia.org/', my: 'https://my.wikipedia.org/' };
const SHIFT_PAUSE = 5000; // milliseconds between two of three presses, as in GOV.UK's "Exit this page"
const at = (id) => document.getElementById(id);

function leave({ memory, ears }) {
  document.documentElement.className = 'gone'; // blank first, then go
  document.title = '\u200b';
  ears.close();
  memory.forget();
  location.replace(ELSEWHERE[view.language]);
}

function setUpExit(page) {
  let presses = 0;
  let timer = null;
  at('exit').addEventListener('click', (event) => {
    event.preventDefault();
    leave(page);
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Shift') presses = 0; // Shift for a capital letter does not count
  });
  document.addEventListener('keyup', (event) => {
    if (event.key !== 'Shift') return;
    clearTimeout(timer);
    timer = setTimeout(() => { presses = 0; }, SHIFT_PAUSE);
    presses += 1;
    if (presses === 3) leave(page);
  });
  window.addEventListener('pageshow', (event) => {
    if (event.persisted && document.documentElement.className === 'gone') location.reload();
  });
}

function ask(on) {
  at('erase-ask').hidden = on;
  at('erase-confirm').hidden = !on;
  at(on ? 'erase-no' : 'erase-ask').focus();
}

function erase({ memory, outbox, ears, startAfresh }) {
  ask(false);
  view.put(at('erase-state'), 'erasing');
  ears.close();
  outbox.hold().then(() => {
    return memory.conversation && line.request('DELETE', line.conversationPath(memory));
  }).then((answer) => {
    if (answer && !line.isGone(answer)) line.orThrow(answer);
    ears.forget();
    startAfresh();
    view.put(at('erase-state'), 'erased');
  }).catch(() => view.put(at('erase-state'), 'erase_failed')).then(() => {
    outbox.hurry();
    ears.listen();
  });
}

export function showLeaving(page) {
  setUpExit(page);
  at('erase-ask').addEventListener('click', () => ask(true));
  at('erase-no').addEventListener('click', () => ask(false));
  at('erase-yes').addEventListener('click', () => erase(page));
  at('erase-confirm').addEventListener('keydown', (event) => {
    if (event.key === 'Escape') ask(false);
  });
}
