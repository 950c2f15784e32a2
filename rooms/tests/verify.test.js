/** The page's own sums about dice: known vectors, and rolls the server made (rooms/dice/tests/cases/rolls.json). */
import assert from "node:assert/strict";
import { createHash, createHmac, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { bytesOf, fromHex, hmacSha256, sha256, toHex } from "../../static/base/sha256.js";
import { dice, hear, verify } from "../../static/rooms/dice/verify.js";

const ROLLS = JSON.parse(readFileSync(new URL("../dice/tests/cases/rolls.json", import.meta.url), "utf8"));
const changed = (roll, change) => {
  const copy = structuredClone(roll);
  change(copy);
  return verify(copy);
};

test("sha256 gives the digests of FIPS 180-4", () => {
  const known = {
    "": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    abc: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq: "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ["a".repeat(1_000_000)]: "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0",
  };
  for (const [message, digest] of Object.entries(known)) assert.equal(toHex(sha256(bytesOf(message))), digest);
});

test("hmac gives the codes of RFC 4231", () => {
  assert.equal(toHex(hmacSha256(new Uint8Array(20).fill(0x0b), bytesOf("Hi There"))), "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
  assert.equal(toHex(hmacSha256(bytesOf("Jefe"), bytesOf("what do ya want for nothing?"))), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  assert.equal(toHex(hmacSha256(new Uint8Array(131).fill(0xaa), bytesOf("Test Using Larger Than Block-Size Key - Hash Key First"))), "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
});

test("every length of message agrees with the machine's own", () => {
  for (let length = 0; length < 200; length += 1) {
    const [message, key] = [randomBytes(length), randomBytes(length)];
    assert.equal(toHex(sha256(message)), createHash("sha256").update(message).digest("hex"));
    assert.equal(toHex(hmacSha256(key, message)), createHmac("sha256", key).update(message).digest("hex"));
  }
});

test("hexadecimal digits go there and back, and nonsense is nothing", () => {
  assert.equal(toHex(fromHex("00ff5f")), "00ff5f");
  assert.equal(fromHex("5").length + fromHex("xy").length, 0);
});

test("rolls of the server hold", () => {
  for (const roll of ROLLS) assert.deepEqual(verify(roll), { promised: true, told: false, thrown: true, shown: true }, roll.formula);
});

test("a promise that was heard before is known again", () => {
  hear(ROLLS[0].proof.commitment);
  assert.equal(verify(ROLLS[0]).told, true);
});

test("whatever is changed afterwards is found out", () => {
  const [roll] = ROLLS;
  assert.equal(changed(roll, (one) => { one.proof.seed = "00".repeat(32); }).promised, false);
  assert.equal(changed(roll, (one) => { one.proof.seed = ""; }).promised, false);
  assert.equal(changed(roll, (one) => { one.proof.salt = "other"; }).thrown, false);
  assert.equal(changed(roll, (one) => { one.formula = "4d6kl3 + 2"; }).thrown, false);
  assert.equal(changed(roll, (one) => { one.proof.draws[0][1] = (one.proof.draws[0][1] % 6) + 1; }).thrown, false);
  assert.equal(changed(roll, (one) => { one.parts[0].dice[0].value += 1; }).shown, false);
  assert.equal(changed(roll, (one) => { one.parts[0].dice.pop(); }).shown, false);
});

test("no face is favoured", () => {
  const [next, counts] = [dice("5f".repeat(32), "salt", "6000d6"), new Array(7).fill(0)];
  for (let time = 0; time < 6000; time += 1) counts[next(6)] += 1;
  assert.equal(counts[0], 0);
  for (const count of counts.slice(1)) assert.ok(Math.abs(count - 1000) < 150, String(counts));
});
