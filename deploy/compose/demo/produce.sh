#!/bin/sh
# Messages and notes, the same ones again and again, until it is stopped. PAUSE_S: seconds between two rounds.
set -eu
while true; do
  mifeng topics publish mifeng.messages /demo/messages.jsonl --config /etc/mifeng/mifeng.toml
  mifeng topics publish mifeng.notes /demo/notes.jsonl --config /etc/mifeng/mifeng.toml
  sleep "${PAUSE_S:-5}"
done
