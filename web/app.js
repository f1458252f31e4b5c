// The page: what is on it, and what happens when something is pressed, sent or heard.
import { showLeaving } from './leave.js';
import * as line from './line.js';
import { languages } from './texts.js';
import * as view from './view.js';

const LIMIT = 4000; // characters of one message, as the gateway has it
const TYPING_AFTER = 400; // milliseconds
const LANGUAGE_PAYLOAD = 'language:';

const memory = line.open();
const at = (id) => document.getElementById(id);
let nodes = {}; // own messages by client message id
let seen = {}; // theirs by message id
let typing = null;
let outbox;
let ears;

// --- language

function browserLanguage() {
  const wished = (navigator.languages || [navigator.language || '']).map((tag) => tag.slice(0, 2).toLowerCase());
  return wished.filter((code) => languages.includes(code))[0] || 'th';
}

function showLanguage(chosen) {
  view.setLanguage(chosen);
  document.querySelectorAll('.start').forEach((start) => start.classList.toggle('shown', start.lang === chosen));
  document.querySelectorAll('.languages a').forEach((choice) => {
    if (choice.lang === chosen) choice.setAttribute('aria-current', 'true');
    else choice.removeAttribute('aria-current');
  });
  document.title = view.say('bot');
  fitWords();
}

/** A choice counts until the tab closes; one that nobody chose follows what is written. */
function chooseLanguage(chosen) {
  memory.language = chosen;
  memory.save();
  showLanguage(chosen);
  if (location.search) history.replaceState(null, '', location.pathname); // the address of a link chooses once
}

function tellLanguage() {
  if (memory.conversation) send({ payload: LANGUAGE_PAYLOAD + memory.language, label: '', silent: true });
}

// --- the conversation

const isTheirs = ({ sender }) => sender !== 'visitor';
const isWithStaff = () => document.body.classList.contains('with-staff');
const isNearEnd = () => document.documentElement.scrollHeight - innerHeight - pageYOffset < 160;

function showEnd() {
  window.scrollTo(0, document.documentElement.scrollHeight);
  at('more').hidden = true;
}

/** The end of the talk, or the beginning of `first` when what is new is higher than the window. */
function showFrom(first) {
  const room = innerHeight - at('composer').offsetHeight - 64;
  showEnd();
  const { top } = first.getBoundingClientRect();
  if (at('typing').getBoundingClientRect().bottom - top > room) window.scrollBy(0, top - at('bar').offsetHeight - 8);
}

function put(node) {
  at('log').append(node);
  at('starters').hidden = true;
  at('erase').hidden = false;
  view.put(at('erase-state'), '');
}

function showOwn(item) {
  document.querySelectorAll('#log .replies').forEach((old) => old.remove());
  nodes[item.id] = view.own(item);
  put(nodes[item.id]);
  showItem(item);
}

function showItem(item) {
  if (nodes[item.id]) view.showDelivery(nodes[item.id], item, () => outbox.again(item));
  showTyping(item.state === 'sending' && !item.silent);
  showLineState();
}

/** Only when the answer takes a while: a quick one needs no sign, a line that is down has none. */
function showTyping(on) {
  const place = at('typing');
  clearTimeout(typing);
  place.textContent = '';
  if (!on || isWithStaff()) return;
  typing = setTimeout(() => {
    const follow = isNearEnd();
    place.append(view.labelled('span', 'unseen', 'typing'));
    for (let dots = 0; dots < 3; dots += 1) place.append(document.createElement('i'));
    if (follow) showEnd();
  }, TYPING_AFTER);
}

function lineState() {
  if (memory.outbox.some((item) => item.state === 'waiting' && !item.silent)) return 'waiting';
  if (navigator.onLine === false) return 'offline';
  return isWithStaff() ? 'with_staff' : '';
}

function showLineState() {
  const key = lineState();
  const follow = isNearEnd();
  at('line-state').className = 'line-state ' + key;
  at('send-now').hidden = key !== 'waiting';
  if (at('line-words').dataset.text === key) return; // not announced twice
  view.put(at('line-words'), key);
  if (follow) showEnd();
}

function showMode(mode) {
  if (mode) document.body.classList.toggle('with-staff', mode === 'staff');
  showLineState();
}

function showMessages(list, follow) {
  const shown = list.filter((data) => isTheirs(data) && !seen[data.id]).map((data) => {
    const node = view.message(data, { reply: pressReply, judge });
    seen[data.id] = true;
    put(node);
    return node;
  });
  if (!shown.length) return;
  showTyping(false);
  // A danger card stays in sight.
  if (follow) showFrom(shown[0].matches('.safety + .bot') ? shown[0].previousSibling : shown[0]);
  else at('more').hidden = false;
}

function hearReply({ messages, language, mode }) {
  showMode(mode);
  showMessages(messages, true);
  if (!memory.language && languages.includes(language)) showLanguage(language);
  ears.listen();
}

function hearEvent({ messages, mode }) {
  showMode(mode);
  const isAwaited = memory.outbox.some((item) => item.state === 'sending'); // an event may overtake the answer
  showMessages(messages, isAwaited || isNearEnd());
}

function send(item) {
  item.language = memory.language;
  outbox.add(item);
  if (item.silent) return;
  showOwn(item);
  showEnd();
}

/** The pressed button goes, so the focus moves on, and not to where a keyboard opens. */
function press(item) {
  send(item);
  at('log').lastChild.focus({ preventScroll: true });
}

function pressReply({ title, payload }) {
  const chosen = payload.replace(LANGUAGE_PAYLOAD, '');
  if (languages.includes(chosen)) chooseLanguage(chosen);
  press({ payload, label: title });
}

function judge(id, helpful, reason, about) {
  const body = { message_id: id, conversation_id: memory.conversation, helpful, reason, about };
  return line.request('POST', 'feedback', body).then(line.orThrow);
}

// --- a page that comes back

function fetchHistory() {
  return line.request('GET', line.conversationPath(memory) + '/messages').then((answer) => {
    return line.isGone(answer) ? null : line.orThrow(answer).data;
  });
}

function showHistory({ messages, mode, last_event_id: last }) {
  at('log').setAttribute('aria-live', 'off'); // old words are not announced
  const lastOwn = messages.filter((old) => !isTheirs(old)).slice(-memory.outbox.length);
  messages.forEach((old) => {
    if (isTheirs(old)) showMessages([old], true);
    else showOwn({ id: old.id, label: old.text, state: 'sent' });
  });
  memory.outbox.forEach((item) => {
    const known = lastOwn.filter((old) => old.text === item.label)[0]; // only its answer did not come back
    if (known) nodes[item.id] = nodes[known.id];
  });
  showMode(mode);
  ears.listen(last);
  setTimeout(() => at('log').setAttribute('aria-live', 'polite'), 500);
}

function showLost() {
  const lost = view.labelled('p', 'lost', 'history_failed');
  put(lost);
  lost.after(view.button('quiet', 'again', () => location.reload()));
}

function comeBack() {
  if (!memory.conversation) return Promise.resolve();
  return fetchHistory().then((data) => {
    if (data) showHistory(data);
    else memory.conversation = null;
  }).catch(showLost);
}

function lookBack() {
  fetchHistory().then((data) => data && hearEvent(data)).catch(() => null); // no line: the next look comes by itself
}

// --- writing

function fitWords() {
  const words = at('words');
  words.style.height = 'auto';
  words.style.height = Math.min(words.scrollHeight + 3, innerHeight / 3) + 'px';
}

function isFit(text) {
  const count = Array.from(text).length;
  at('too-long').textContent = count > LIMIT ? view.say('too_long', { count, limit: LIMIT }) : '';
  return count > 0 && count <= LIMIT;
}

function write(text) {
  at('words').value = text;
  keepDraft();
}

function keepDraft() {
  memory.draft = at('words').value;
  memory.save();
  fitWords();
  if (at('too-long').textContent) isFit(memory.draft.trim());
}

function submit(event) {
  const text = at('words').value.trim();
  event.preventDefault();
  if (!isFit(text)) return;
  send({ text, label: text }); // in the outbox before it leaves the box
  write('');
}

function setUpWriting() {
  const words = at('words');
  words.value = memory.draft;
  words.addEventListener('input', keepDraft);
  words.addEventListener('keydown', (event) => {
    const isComposing = event.isComposing || event.keyCode === 229;
    if (event.key === 'Enter' && !event.shiftKey && !isComposing) submit(event);
  });
  at('composer').addEventListener('submit', submit);
  at('composer').hidden = false;
  at('no-chat').hidden = true;
  at('starters').append(...['starter_1', 'starter_2', 'starter_3'].map((key) => view.button('reply', key, () => {
    press({ text: view.say(key), label: view.say(key) });
  })));
}

// --- start

function startAfresh() {
  memory.conversation = null;
  memory.outbox = [];
  nodes = {};
  seen = {};
  at('log').textContent = '';
  at('starters').hidden = false;
  at('erase').hidden = true;
  showTyping(false);
  showMode('bot');
  write('');
  at('words').focus();
}

function setUpBar() {
  document.querySelectorAll('.languages a').forEach((choice) => choice.addEventListener('click', (event) => {
    event.preventDefault();
    chooseLanguage(choice.lang);
    tellLanguage();
  }));
  at('to-numbers').addEventListener('click', (event) => {
    event.preventDefault();
    document.querySelector('.shown').focus();
    window.scrollTo(0, 0);
  });
  at('more').addEventListener('click', showEnd);
  at('send-now').addEventListener('click', () => outbox.hurry());
  window.addEventListener('scroll', () => { at('more').hidden = at('more').hidden || isNearEnd(); });
  window.addEventListener('offline', showLineState);
  window.addEventListener('online', () => {
    showLineState();
    outbox.hurry();
  });
}

function start() {
  const asked = location.hash.replace('#start-', '');
  const linked = new URLSearchParams(location.search).get('lang'); // of a partner's link
  const isSwitched = languages.includes(linked) && linked !== memory.language;
  document.documentElement.classList.add('js');
  outbox = line.createOutbox(memory, { item: showItem, reply: hearReply });
  ears = line.createEars(memory, { messages: hearEvent, lookBack });
  setUpWriting();
  setUpBar();
  showLeaving({ memory, outbox, ears, startAfresh });
  if (!memory.language && languages.includes(asked)) memory.language = asked;
  if (isSwitched) memory.language = linked;
  if (isSwitched) memory.save();
  showLanguage(memory.language || browserLanguage());
  showLineState();
  comeBack().then(() => {
    memory.outbox.filter((item) => !item.silent && !nodes[item.id]).forEach(showOwn);
    if (isSwitched) tellLanguage();
    outbox.hurry();
  });
}

start();
