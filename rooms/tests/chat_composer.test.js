/** What is about to be said: how it is sent, what comes back to the line, and who may write at all. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { signal } from "../../static/vendor/ui.js";
import { openComposer } from "../../static/rooms/chat/composer.js";

const ADA = { id: "m1", user: "ada", name: "Ada", role: "owner" };
const BEN = { id: "m2", user: "ben", name: "Ben", role: "player" };

function setUp({ refuse = null, member = BEN, rights = ["rooms.say"], about = {} } = {}) {
  const sent = [];
  const things = { room: { r: about }, token: { t1: { id: "t1", name: "Mira" }, t2: { id: "t2", name: "Lich" } }, control: { t1: { id: "t1", token: "t1" } } };
  const failed = signal([]);
  const room = {
    page: { api: "/api/v1", room: { id: "r" } }, failed, toast() {},
    kind: (name) => signal(things[name] ?? {}),
    members: signal([ADA, member]), you: signal({ user: member.user }), leads: signal(member.role !== "player"),
    replaying: signal(false), may: (right) => rights.includes(right),
    discard: (command) => { failed.value = failed.value.filter((one) => one !== command); },
    live: {
      send: (type, data) => {
        sent.push([type, data]);
        if (!refuse) return Promise.resolve({});
        failed.value = [...failed.value, { id: `c${sent.length}`, data, message: refuse.message }];
        return Promise.reject(refuse);
      },
    },
  };
  return { room, sent, composer: openComposer(room, { lastOwn: () => "from before" }) };
}
const say = async (composer, text) => {
  composer.draft.value = text;
  const done = await composer.send();
  await new Promise((resolve) => { setTimeout(resolve); });
  return done;
};

test("plain words are sent as they are, and the line is empty", async () => {
  const { composer, sent } = setUp();
  assert.equal(await say(composer, " Hello "), true);
  assert.deepEqual(sent, [["chat.say", { text: "Hello" }]]);
  assert.equal(composer.draft.value, "");
});

test("readers, kind, name and answer go with the words; the answer once", async () => {
  const { composer, sent } = setUp();
  composer.to.value = ["ada"];
  composer.kind.value = "ic";
  composer.speaker.value = "Mira";
  composer.reply.value = { id: "m9" };
  await say(composer, "one");
  await say(composer, "two");
  assert.deepEqual(sent.map(([, data]) => data), [{ text: "one", kind: "ic", to: ["ada"], speaker: "Mira", reply_to: "m9" }, { text: "two", kind: "ic", to: ["ada"], speaker: "Mira" }]);
});

test("a roll has a salt of this page, a command its own kind", async () => {
  const { composer, sent } = setUp();
  composer.kind.value = "ooc";
  await say(composer, "/roll 1d20");
  await say(composer, "I hit for [[1d8]]");
  assert.equal(sent[0][1].kind, undefined);
  assert.ok(sent[0][1].salt && sent[1][1].salt && sent[0][1].salt !== sent[1][1].salt);
});

test("what the server refuses comes back to the line with the reason", async () => {
  const { composer, room } = setUp({ refuse: { code: "unknown_command", message: "There is no command /dance." } });
  await say(composer, "/dance");
  assert.equal(composer.draft.value, "/dance");
  assert.equal(composer.refusal.value, "There is no command /dance.");
  assert.deepEqual(room.failed.value, []);
});

test("too long a text is neither cut nor sent: it stays, with how much is too much", async () => {
  const { composer, sent } = setUp();
  assert.equal(await say(composer, "🎲".repeat(2003)), false);
  assert.equal(composer.draft.value.length, 2 * 2003);
  assert.equal(composer.refusal.value, "This message is too long by 3 characters.");
  assert.equal(await say(composer, "🎲".repeat(2000)), true);
  assert.equal(sent.length, 1);
});

test("words that waited for a file which was then refused stay, and say so; sent again they go without it", async () => {
  const { composer, sent } = setUp();
  const file = { id: "f", state: "sending", part: 0, row: null };
  composer.attachments.files.value = [file];
  composer.draft.value = "The map";
  const going = composer.send();
  composer.attachments.files.value = [{ ...file, state: "failed" }];
  assert.equal(await going, false);
  assert.equal(composer.draft.value, "The map");
  assert.match(composer.refusal.value, /Send again/);
  await say(composer, "The map");
  assert.deepEqual(sent, [["chat.say", { text: "The map" }]]);
});

test("too fast is no fault of the words: they stay as a card to send again", async () => {
  const { composer, room } = setUp({ refuse: { code: "slow_down", message: "Slow down." } });
  await say(composer, "hello");
  assert.equal(composer.draft.value, "");
  assert.equal(room.failed.value.length, 1);
});

test("lines of commands are sent one by one, help is only shown", async () => {
  const { composer, sent } = setUp();
  await say(composer, "/r 1d20\n/r 1d8");
  await say(composer, "/help");
  assert.deepEqual(sent.map(([, { text }]) => text), ["/r 1d20", "/r 1d8"]);
  assert.equal(composer.help.value, true);
});

test("the up arrow goes back through what one said, the down arrow forward", async () => {
  const { composer } = setUp();
  composer.recall(-1);
  assert.equal(composer.draft.value, "from before");
  composer.draft.value = "";
  await say(composer, "one");
  await say(composer, "two");
  const seen = [-1, -1, 1, 1].map((step) => {
    composer.recall(step);
    return composer.draft.value;
  });
  assert.deepEqual(seen, ["two", "one", "two", ""]);
});

test("an answer to a whisper is for those who read it, and the line says so", () => {
  const { composer } = setUp();
  composer.reply.value = { id: "m9", by: { user: "ada" }, to: { gm: false, users: ["ben", "ada"] } };
  assert.deepEqual(composer.readers(), ["ada"]);
  composer.reply.value = { id: "m9", by: { user: "ada" }, to: { gm: true, users: [] } };
  assert.equal(composer.readers(), "gm");
  composer.reply.value = { id: "m9", by: { user: "ada" }, to: null };
  assert.equal(composer.readers(), null);
});

test("one speaks as one's own tokens, who leads as any", () => {
  assert.deepEqual(setUp().composer.speakers(), ["Mira"]);
  assert.deepEqual(setUp({ member: { ...ADA } }).composer.speakers(), ["Lich", "Mira"]);
});

test("who may not write reads why", () => {
  assert.equal(setUp().composer.forbidden(), "");
  assert.match(setUp({ about: { archived: true } }).composer.forbidden(), /archived/);
  assert.match(setUp({ member: { ...BEN, muted: true } }).composer.forbidden(), /muted/);
  assert.match(setUp({ rights: [] }).composer.forbidden(), /watch/);
});
