#!/usr/bin/env bash
# Run on a healthy server before a machine of this name joins: a dead node of that name would keep it out.
# A node that is alive is left alone, as this also runs for nodes that joined long ago. Parameters: NODE_NAME.
# shellcheck disable=SC2154 # what is included
set -euo pipefail

: "${DEAD_LIMIT:=60}"

# A kubelet renews its lease of 40 s every 10 s, and nobody else does: that tells who lives, within 10 s. Whether the node is Ready doesn't:
# a dead one counts as Ready for 50 s, and longer where the server that watched it died with it.
node_dead() {
  local first='' answered='' end=$((SECONDS + DEAD_LIMIT)) quiet=$((SECONDS + DEAD_LIMIT / 5))
  while true; do
    if ! try kubectl get lease "$NODE_NAME" --namespace kube-node-lease --ignore-not-found -o jsonpath='{.spec.renewTime}'; then
      if [ "$SECONDS" -ge "$end" ]; then
        fail "whether the old node of this name is dead can't be told, as the API on $(hostname) gives no answer ($said): run it again"
      fi
    elif [ -z "$answered" ]; then
      first=$said answered=yes
    elif [ "$said" != "$first" ]; then
      return 1
    elif [ "$SECONDS" -ge "$end" ] || node_lost "$NODE_NAME"; then
      return 0
    fi
    if [ "$SECONDS" -ge "$quiet" ]; then
      note "there is a node of this name whose lease isn't renewed since ${first:-ever}: it counts as dead within $DEAD_LIMIT s"
      quiet=$((end + DEAD_LIMIT))
    fi
    sleep 1
  done
}

lock "${LOCK_LIMIT:-300}" "$NODE_NAME"
need_api "${API_LIMIT:-60}"
if node_exists "$NODE_NAME"; then
  if ! node_dead; then
    note "the node is alive and stays: no other machine can join under its name"
    exit 0
  fi
  delete_node "$NODE_NAME"
  note "removed the dead node"
fi
forget_password "$NODE_NAME"
