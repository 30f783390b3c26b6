/** Codes of a second factor, as an authenticator app makes them: RFC 6238, 30 s, six digits, SHA-1. */

import { createHmac } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The app of one account: each code is of a later step than the one before, since the server takes a step once, and the next one early. */
export function authenticator(secret: string): () => string {
  let last = 0;
  return () => {
    const now = Math.floor(Date.now() / 30_000);
    last = Math.max(now, last + 1);
    if (last > now + 1) throw new Error("three codes within a minute: the server takes two, so use a recovery code");
    return totp(secret, last - now);
  };
}

/** The code of a secret in base 32; `ahead` steps of 30 s from now, since a step is taken only once. */
export function totp(secret: string, ahead = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const digest = createHmac("sha1", bytes(secret)).update(counter).digest();
  const at = digest[digest.length - 1]! & 15;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

function bytes(secret: string): Buffer {
  const bits = [...secret.replace(/[\s=]/g, "").toUpperCase()].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
}
