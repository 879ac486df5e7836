#!/usr/bin/env bash
# Puts the scripts that this file carries where the commands on this machine look for them, each under a name that ends with its hash.
# Those of other versions stay: what was registered by another version of the program still runs. Parameters: NODE_NAME.
set -euo pipefail

SCRIPTS=/usr/local/lib/infra/scripts

hash_of() { # path
  sha256sum "$1" | cut -c 1-12
}

put() { # name (content on standard input)
  cat >"$new"
  [ "$(hash_of "$new")" = "${1##*-}" ] || fail "$SCRIPTS/$1 can't be written whole: look at 'df /usr/local'"
  chmod 0755 "$new"
  mv -f "$new" "$SCRIPTS/$1"
}

[ "$(hash_of "$0")" = "${0##*-}" ] ||
  fail "$PWD/$0 didn't arrive whole: make this machine's -upload anew, with pulumi up --replace"
make_directory "${SCRIPTS%/*}" 0755
make_directory "$SCRIPTS" 0755
new=$(mktemp "$SCRIPTS/.new.XXXXXX")
trap 'rm -f "$new"' EXIT
# scripts
# Earlier uploads were unpacked before this one.
for upload in "${0%-*}"-*; do
  if [ "$upload" -ot "$0" ]; then rm -f "$upload"; fi
done
