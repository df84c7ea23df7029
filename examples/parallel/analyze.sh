#!/usr/bin/env bash
# Pages through zhengwen with GNU parallel, in the order of the input.
#   analyze.sh pages.jsonl > records.jsonl
#   JOBS=8 BLOCK=20M HOSTS=hosts.txt analyze.sh pages.jsonl > records.jsonl
# JOBS: processes at once (default: cores). BLOCK: input for one process (default 10M). HOSTS: a file of
# ssh logins, one a line, each with zhengwen installed; without it, this machine alone.
# ZHENGWEN: the command (default: zhengwen).
set -euo pipefail
pages=${1:?usage: analyze.sh pages.jsonl}
filter="${ZHENGWEN:-zhengwen} analyze --format jsonl --workers 1"
# --halt: a process that crashes ends the run with its code; a page that cannot be read does not.
options=(--keep-order --block "${BLOCK:-10M}" --jobs "${JOBS:-100%}" --recend '\n' --halt now,fail=1)

case $pages in
  *.gz) gzip -dc -- "$pages" | parallel --pipe "${options[@]}" ${HOSTS:+--sshloginfile "$HOSTS"} "$filter" ;;
  *)
    if [ -n "${HOSTS:-}" ]; then
      parallel --pipe --sshloginfile "$HOSTS" "${options[@]}" "$filter" < "$pages"
    else
      # --pipepart reads the file's blocks in place, at disk speed; --pipe passes all through one process.
      parallel --pipepart --arg-file "$pages" "${options[@]}" "$filter"
    fi
    ;;
esac
