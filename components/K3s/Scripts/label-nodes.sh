#!/usr/bin/env bash
# Puts the recorded labels on nodes that lack them: a node that registers anew comes without its restricted label.
# /var/lib/infra/nodes/<node> holds one key=value a line.
set -euo pipefail

for record in /var/lib/infra/nodes/*; do
  [ -f "$record" ] || continue
  node=${record##*/}
  present=$(k3s kubectl get node "$node" --ignore-not-found -o jsonpath='{.metadata.labels}')
  [ -n "$present" ] || continue
  mapfile -t wanted <"$record"
  for label in "${wanted[@]}"; do
    if [[ $present != *"\"${label%%=*}\":\"${label#*=}\""* ]]; then
      k3s kubectl label node "$node" --overwrite "${wanted[@]}" >/dev/null
      echo "labelled $node: ${wanted[*]}"
      break
    fi
  done
done
