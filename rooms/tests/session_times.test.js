/** Times of sessions: any zone in, UTC kept, words out. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { fromNow } from "../../static/base/times.js";
import { elapsed, fromField, sorted, toField } from "../../static/rooms/sessions/session_times.js";

const inZone = (zone, body) => {
  const before = process.env.TZ;
  process.env.TZ = zone;
  try { body(); } finally {
    if (before === undefined) delete process.env.TZ; else process.env.TZ = before;
  }
};

test("what is written into the field is kept as UTC and shown again as written", () => {
  for (const [zone, utc] of [["Europe/Berlin", "2026-11-27T18:30:00.000Z"], ["America/New_York", "2026-11-28T00:30:00.000Z"], ["Asia/Kolkata", "2026-11-27T14:00:00.000Z"], ["UTC", "2026-11-27T19:30:00.000Z"]]) {
    inZone(zone, () => {
      const moment = fromField("2026-11-27T19:30");
      assert.equal(moment.toISOString(), utc, zone);
      assert.equal(toField(moment), "2026-11-27T19:30", zone);
    });
  }
});

test("the field shows the summer's hour in summer and the winter's in winter", () => inZone("Europe/Berlin", () => {
  assert.equal(toField(new Date("2026-07-01T17:00:00Z")), "2026-07-01T19:00");
  assert.equal(toField(new Date("2026-12-01T18:00:00Z")), "2026-12-01T19:00");
}));

test("an hour that the change of clocks skips becomes the hour after it", () => inZone("Europe/Berlin", () => {
  assert.equal(toField(fromField("2026-03-29T02:30")), "2026-03-29T03:30");
}));

test("what is no time is none", () => {
  assert.equal(fromField(""), null);
  assert.equal(fromField("soon"), null);
});

test("how far away a session is, in words", () => inZone("Europe/Berlin", () => {
  const now = new Date("2026-11-21T15:00:00Z");
  const away = (iso) => fromNow(new Date(iso), now, "en");
  assert.equal(away("2026-11-21T15:20:00Z"), "in 20 minutes");
  assert.equal(away("2026-11-21T18:10:00Z"), "in 3 hours");
  assert.equal(away("2026-11-22T18:00:00Z"), "tomorrow");
  assert.equal(away("2026-11-23T08:00:00Z"), "in 2 days");
  assert.equal(away("2026-11-21T14:15:00Z"), "45 minutes ago");
  assert.equal(away("2026-11-21T15:00:20Z"), "this minute");
}));

test("play that runs is counted in hours and minutes", () => {
  assert.equal(elapsed(new Date("2026-11-21T15:00:00Z"), new Date("2026-11-21T17:05:59Z")), "2:05");
  assert.equal(elapsed(new Date("2026-11-21T15:00:00Z"), new Date("2026-11-21T14:59:00Z")), "0:00");
});

test("one runs, the soonest comes next, what never began is past", () => {
  const now = new Date("2026-11-21T15:00:00Z");
  const session = (id, starts_at, more = {}) => ({ id, starts_at, minutes: 240, started_at: null, ended_at: null, ...more });
  const { running, next, past } = sorted([
    session("later", "2026-12-05T18:00:00Z"), session("soon", "2026-11-28T18:00:00Z"),
    session("runs", "2026-11-21T14:00:00Z", { started_at: "2026-11-21T14:05:00Z" }),
    session("forgotten", "2026-11-14T18:00:00Z"),
    session("played", "2026-11-07T18:00:00Z", { started_at: "2026-11-07T18:00:00Z", ended_at: "2026-11-07T22:00:00Z" }),
  ], now);
  assert.equal(running.id, "runs");
  assert.deepEqual(next.map(({ id }) => id), ["soon", "later"]);
  assert.deepEqual(past.map(({ id }) => id), ["forgotten", "played"]);
});
