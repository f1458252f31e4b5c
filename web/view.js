// From a Message (chat API) to elements. Whatever came from the server is set as text, never as markup.
import { dates, faxWords, languages, texts } from './texts.js';

const NOT_TO_JUDGE = ['safety', 'handoff', 'smalltalk']; // routes
const HELPLINES = ['1300', '1387']; // to call when another number does not work
// A run of Thai, with what is inside it: "ท.ร.1/1".
const THAI = /([\u0e00-\u0e7f](?:[\u0e00-\u0e7f\d./-]|\s(?=[\u0e00-\u0e7f]))*)/;
const ATTRIBUTES = { label: 'aria-label', placeholder: 'placeholder' };
export let language = 'th';

/** "2026-11-21" in the reader's calendar; anything else as it is. */
function showDate(iso) {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  const { form, era, digits, months } = dates[language];
  if (!parts) return iso;
  const show = (number) => String(number).replace(/\d/g, (digit) => digits[digit]);
  return form
    .replace('{d}', show(Number(parts[3])))
    .replace('{m}', months.split(' ')[parts[2] - 1])
    .replace('{y}', show(Number(parts[1]) + era));
}

/** A text of the catalogue in the page's language; `values` fill its {places}. */
export function say(key, values) {
  const words = texts[key][languages.indexOf(language)];
  return values ? words.replace(/{(\w+)}/g, (place, name) => values[name]) : words;
}

/** Says `key` in `node`, and again whenever the page changes its language. An empty key empties it. */
export function put(node, key, values) {
  const known = Object.assign(node.dataset, values, { text: key });
  node.lang = language;
  node.textContent = key && say(key, Object.assign({}, known, known.date && { date: showDate(known.date) }));
  return node;
}

/** What people and the bot said stays as it was said; every label of the page changes. */
export function setLanguage(chosen) {
  language = chosen;
  document.documentElement.lang = chosen;
  document.querySelectorAll('[data-text]').forEach((node) => put(node, node.dataset.text));
  Object.keys(ATTRIBUTES).forEach((kind) => {
    document.querySelectorAll('[data-' + kind + ']').forEach((node) => {
      node.setAttribute(ATTRIBUTES[kind], say(node.dataset[kind]));
    });
  });
}

/** A talk can be in several languages; voice and letters of a message follow the script most of it is in. */
function writtenIn(text) {
  const count = (letters) => text.split(letters).length;
  const scripts = { my: count(/[\u1000-\u109f]/), th: count(/[\u0e00-\u0e7f]/), en: count(/[a-z]/i) };
  return languages.reduce((best, code) => (scripts[code] > scripts[best] ? code : best));
}

/** Thai inside another language: with its own letters and its own voice. */
function markThai(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  found.filter((node) => THAI.test(node.data) && node.parentNode.closest('[lang]').lang !== 'th').forEach((node) => {
    node.replaceWith(...node.data.split(THAI).map((part, place) => {
      if (place % 2 === 0) return part;
      const run = make('span', '', part);
      run.lang = 'th';
      return run;
    }));
  });
  return root;
}

function make(tag, className, ...content) {
  const node = document.createElement(tag);
  node.className = className;
  node.append(...content.filter(Boolean));
  return node;
}

export function labelled(tag, className, key) {
  return put(make(tag, className), key);
}

export function button(className, key, onClick, words) {
  const node = make('button', className, words);
  if (key) put(node, key);
  node.type = 'button';
  node.addEventListener('click', onClick);
  return node;
}

function link(className, url, words) {
  if (!/^https?:\/\//i.test(url)) return null;
  const node = make('a', className, words);
  node.href = url;
  node.target = '_blank';
  node.rel = 'noopener noreferrer nofollow';
  return node;
}

function phone({ number, label, hours }) {
  const icon = document.querySelector('#to-numbers .icon').cloneNode(true);
  const node = make('a', 'phone', icon, make('span', '', make('b', '', number), [label, hours].filter(Boolean).join(' · ')));
  node.href = 'tel:' + number.replace(/[^0-9+*#]/g, '');
  return node;
}

function isFax({ label }) {
  return faxWords.some((word) => (label || '').toLowerCase().includes(word));
}

/** Small buttons that tell the team something; `tell(key)` gives a promise, `values` fill the places of the texts. */
function judge(keys, tell, thanks, values) {
  const state = make('span', 'judge-state');
  state.tabIndex = -1;
  state.setAttribute('role', 'status');
  const buttons = keys.map((key) => put(button('quiet', null, () => tell(key).then(() => {
    buttons.forEach((one) => one.remove());
    put(state, thanks, values).focus(); // the button that had it is gone
  }, () => put(state, 'not_sent'))), key, values));
  return make('div', 'judge', ...buttons, state);
}

function judgeNumber(number, tell) {
  const other = HELPLINES.filter((one) => one !== number)[0];
  return judge(['number_failed'], tell, 'number_thanks', { number, other });
}

function card({ title, text, phones, address, url }, isUrgent, onWrongNumber) {
  const words = [text && make('p', '', text)];
  const numbers = phones || [];
  const calls = numbers.map((one) => (isFax(one) ? make('p', 'fax', one.label + ' ' + one.number) : phone(one)));
  const site = url && link('site', url);
  return make(
    'section', 'card',
    title && make('h3', '', title),
    ...(isUrgent ? calls.concat(words) : words.concat(calls)), // numbers on the first screen
    address && make('p', '', address),
    site && put(site, 'website'),
    ...numbers.map((one, place) => !isFax(one) && judgeNumber(one.number, () => onWrongNumber(place)))
  );
}

function source({ title, url, checked }) {
  const when = checked && put(make('small', 'checked'), 'checked', { date: checked });
  return make('li', '', (url && link('', url, title)) || title, when);
}

function sources(list) {
  const summary = make('summary', '', labelled('span', '', 'sources'), ' (' + list.length + ')');
  return make('details', 'sources', summary, make('ul', '', ...list.map(source)));
}

function isToJudge({ sender, asks, safety, route }) {
  return sender === 'bot' && !asks && !safety && !NOT_TO_JUDGE.includes(route);
}

/** A message of the bot, the staff or the system. `on` has reply(button) and judge(id, helpful, reason, about). */
export function message(data, on) {
  const { id, sender, text, notice, safety } = data;
  const bubble = make(
    'div', 'bubble',
    texts[sender] && labelled('span', sender === 'staff' ? 'who' : 'unseen', sender),
    text && make('p', 'text', text),
    notice && make('p', 'notice', notice),
    ...(data.cards || []).map((one, place) => card(one, safety, (number) => on.judge(id, false, 'wrong_fact', { card: place, phone: number }))),
    data.sources && data.sources.length && sources(data.sources),
    isToJudge(data) && judge(['helped', 'did_not_help'], (key) => on.judge(id, key === 'helped'), 'thanks')
  );
  const replies = (data.buttons || []).map((one) => button('reply', null, () => on.reply(one), one.title));
  const quick = replies.length && make('div', 'replies', ...replies);
  const node = make('div', 'message ' + sender + (safety ? ' safety ' + safety.urgency : ''), bubble, quick);
  node.lang = writtenIn(text);
  return markThai(node);
}

/** What the person wrote; showDelivery fills its last line. */
export function own({ label }) {
  const bubble = make('div', 'bubble', labelled('span', 'unseen', 'you'), make('p', 'text', label));
  const node = make('div', 'message own', bubble, make('div', 'delivery'));
  node.tabIndex = -1;
  node.lang = writtenIn(label);
  return markThai(node);
}

/** Shows how far an own message is. `item` as in line.js. */
export function showDelivery(node, { state, reason }, onAgain) {
  const key = { sending: 'sending', waiting: 'waiting', failed: 'not_sent' }[state];
  const place = node.lastChild;
  node.className = 'message own ' + state;
  place.textContent = '';
  if (key) place.append(reason || labelled('span', '', key));
  if (state === 'failed') place.append(' ', button('quiet', 'again', onAgain));
}
