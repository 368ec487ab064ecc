#!/bin/sh
# Once: keys, topics, cases. A second time it finds everything there and loads the cases again.
set -eu
if [ ! -e /data/keys/worker ]; then
  mifeng keys create /data/keys/reviewer
  mkdir /data/keys/worker
  mv /data/keys/reviewer/pseudonym.key /data/keys/worker/
  cp /data/keys/reviewer/reviewer.pub /data/keys/worker/
fi
mifeng topics create --config /etc/mifeng/mifeng.toml
mifeng cases load /demo/cases.jsonl --config /etc/mifeng/mifeng.toml
