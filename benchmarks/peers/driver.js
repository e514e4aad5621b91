// The Node side of the comparison: reads one JSON request a line, answers one JSON line, and times itself, so that
// neither the pipe nor JSON is part of what is reported. See node.py for the other side.
"use strict";

const readline = require("node:readline");

const smsLength = require("sms-length");
const splitSms = require("split-sms");
const { SegmentedMessage } = require("sms-segments-calculator");

// Each answers the number of segments, so that no call can be optimised away.
const calls = {
  "sms-length": (text) => smsLength.count(text).messages,
  "split-sms": (text) => splitSms.split(text).parts.length,
  "sms-segments-calculator": (text) => new SegmentedMessage(text).segments.length,
};

// The texts of the segments; null where a library only counts.
const parts = {
  "sms-length": () => null,
  "split-sms": (text) => splitSms.split(text).parts.map((part) => part.content),
  "sms-segments-calculator": (text) =>
    new SegmentedMessage(text).segments.map((segment) =>
      Array.from(segment, (character) => (character.isReservedChar ? "" : character.raw)).join("")),
};

// What is kept when a list of results is asked for.
const results = {
  "sms-length": (text) => smsLength.count(text),
  "split-sms": (text) => splitSms.split(text),
  "sms-segments-calculator": (text) => new SegmentedMessage(text),
};

const messages = [];

const answers = {
  add: ({ texts }) => {
    for (const text of texts) messages.push(text);
    return { messages: messages.length };
  },

  result: ({ peer, text }) => ({ segments: calls[peer](text), parts: parts[peer](text) }),

  // `times` calls with one text.
  time: ({ peer, text, times }) => {
    const call = calls[peer];
    let segments = 0;
    const started = process.hrtime.bigint();
    for (let index = 0; index < times; index++) segments += call(text);
    return { nanoseconds: Number(process.hrtime.bigint() - started), segments };
  },

  // One call for each of the first `rows` messages added.
  pass: ({ peer, rows, keep }) => {
    const call = calls[peer];
    const result = results[peer];
    let segments = 0;
    const kept = [];
    const started = process.hrtime.bigint();
    if (keep) {
      for (let index = 0; index < rows; index++) kept.push(result(messages[index]));
    } else {
      for (let index = 0; index < rows; index++) segments += call(messages[index]);
    }
    return { nanoseconds: Number(process.hrtime.bigint() - started), segments, kept: kept.length };
  },

  version: () => ({ node: process.versions.node }),
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = answers[request.ask](request);
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
