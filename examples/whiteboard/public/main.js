import { Board } from './board.js';
import { Canvas } from './canvas.js';
import { Connection } from './connection.js';
import { paced } from './pace.js';
import { Pen } from './pen.js';
import { nameOf, People } from './people.js';
import { allow, chosen, prepareTools, say, showConnection } from './tools.js';

const byId = (id) => document.getElementById(id);
/** Twenty times a second is smooth to the eye, and kind to the service. */
const pace = 50;
/** The app may be away while the service is not. */
const patience = 5_000;

const connection = new Connection();
const board = new Board();
const people = new People({ list: byId('people'), title: byId('people-title'), sheet: byId('sheet') });
const canvas = new Canvas(byId('lasting'), byId('moving'), () => showAll());
const pen = new Pen(byId('moving'), byId('crosshair'), { choose: chosen, onMove, onDraw, onFinish });
prepareTools({ onUndo, onClear });

// What the app says is for certain. What comes from the group is said by another page: it may show a pen, and nothing else.
const fromApp = { people: (message) => meet(message), refused: (message) => refuse(message) };
const fromPages = {
  drawing: (by, drawing) => board.takeDrawing(by, drawing),
  cursor: (by, place) => people.move(by, place),
};

connection.addEventListener('open', ({ detail }) => {
  people.me = detail.userId;
  showConnection(true);
  void askForPicture();
});
connection.addEventListener('lost', () => {
  people.hideAll();
  showConnection(false);
  showAll();
});
connection.addEventListener('message', ({ detail: { from, fromUserId, data } }) => {
  if (from === 'server') (fromApp[data.type] ?? change)(data);
  else if (Object.hasOwn(fromPages, data?.type)) {
    fromPages[data.type](fromUserId, data);
    showMoving();
  }
});
addEventListener('online', () => connection.tryNow());
document.addEventListener('visibilitychange', () => document.hidden || connection.tryNow());
setInterval(() => board.sweep((userId) => people.isHere(userId)) && showMoving(), 1_000);
void connection.run();

async function askForPicture() {
  const outcome = await connection.request('picture', {});
  // Where it was lost, the next connection asks.
  if (outcome === 'refused') setTimeout(() => void askForPicture(), patience);
}

/** The picture, or a change of it. */
function change(message) {
  if (message.type === 'cleared' && message.by !== people.me) say(`${nameOf(message.by)} cleared the board.`);
  const hasMissed = board.take(message);
  if (hasMissed) void askForPicture();
  // What was drawn without a connection, or was on its way when that broke.
  if (message.type === 'picture') for (const stroke of board.unconfirmed) void send(stroke);
  showAll();
}

function meet(message) {
  people.take(message);
  if (board.sweep((userId) => people.isHere(userId))) showMoving();
}

function refuse({ id, reason }) {
  board.forget(id);
  say(reason);
  showAll();
}

const tellPlace = paced(pace, (place) => connection.tell({ type: 'cursor', ...place }));
const tellDrawing = paced(pace, () => tellNewPoints());
let told = { id: undefined, count: 0 };

function onMove(place) {
  if (pen.line === undefined) tellPlace(place);
}

function onDraw() {
  tellDrawing();
  showMoving();
}

/** Tells the points that the others have not been told of yet. */
function tellNewPoints() {
  if (pen.line === undefined) return;
  const { id, colour, width, points } = pen.line;
  if (told.id !== id) told = { id, count: 0 };
  connection.tell({ type: 'drawing', id, colour, width, points: points.slice(told.count) });
  told.count = points.length;
  const [x, y] = points.slice(-2);
  tellPlace({ x, y });
}

function onFinish(line) {
  const stroke = { ...line, by: people.me };
  board.add(stroke);
  void send(stroke);
  showAll();
}

async function send({ id, colour, width, points }) {
  if ((await connection.request('stroke', { id, colour, width, points })) !== 'refused') return;
  refuse({ id, reason: 'The app could not take this line.' });
}

function onUndo() {
  const last = board.lastOf(people.me);
  if (last !== undefined) void connection.request('undo', { id: last.id });
}

function onClear() {
  void connection.request('clear', {});
}

function showAll() {
  canvas.drawLasting(board.strokes);
  showMoving();
  const { isOpen } = connection;
  allow({ undo: isOpen && board.lastOf(people.me) !== undefined, clear: isOpen && board.strokes.length > 0 });
}

function showMoving() {
  canvas.drawMoving(() => (pen.line === undefined ? board.drawings : [...board.drawings, pen.line]));
}
