#!/usr/bin/env bash
# Run on a server: takes a node out of the cluster, drained as far as the limit allows. A node that is gone already is fine.
# Parameters: NODE_NAME, DRAIN_LIMIT (seconds).
# shellcheck disable=SC2154 # what is included
set -euo pipefail

: "${DRAIN_LIMIT:=120}"

# In steps, as a node that dies meanwhile never confirms an eviction: there is nothing to wait for.
drain() {
  local step end=$((SECONDS + DRAIN_LIMIT)) reason
  while true; do
    if node_lost "$NODE_NAME"; then
      note "not drained, as the node doesn't answer; deleted all the same"
      return
    fi
    step=$((end - SECONDS))
    if [ "$step" -gt 15 ]; then step=15; fi
    if [ "$step" -le 0 ]; then break; fi
    if KUBECTL_LIMIT=$((step + 15)) try kubectl drain "$NODE_NAME" --ignore-daemonsets --delete-emptydir-data --force \
      --timeout="${step}s"; then
      return
    fi
    reason=$said
    sleep 1
  done
  note "not drained within $DRAIN_LIMIT s; deleted all the same: $reason; still there: $(pods_left)"
}

# Those that a drain waits for: not a DaemonSet's, and not ended.
pods_left() {
  local pods
  pods=$(kubectl get pods --all-namespaces --field-selector="spec.nodeName=$NODE_NAME,status.phase!=Succeeded,status.phase!=Failed" \
    -o jsonpath='{range .items[*]}{.metadata.namespace}/{.metadata.name}|{.metadata.ownerReferences[0].kind}{"\n"}{end}') || return 0
  awk -F '|' '$2 != "DaemonSet" && NF { if (count++ < 10) names = names " " $1 }
    END { print count ? substr(names, 2) (count > 10 ? " and " count - 10 " more" : "") : "nothing" }' <<<"$pods"
}

if grep -qxF "node-name: $NODE_NAME" <<<"$(content /etc/rancher/k3s/config.yaml)"; then
  fail "this is $NODE_NAME itself: a server is taken out of the cluster through another one"
fi
lock "${LOCK_LIMIT:-300}" "$NODE_NAME"
rm -f "/var/lib/infra/nodes/$NODE_NAME"
if ! command -v k3s >/dev/null; then
  note "no K3s on $(hostname): nothing to take the node out of"
  exit 0
fi
need_api "${API_LIMIT:-60}"

if node_exists "$NODE_NAME"; then
  kubectl cordon "$NODE_NAME" >/dev/null
  drain
  delete_node "$NODE_NAME"
fi
forget_password "$NODE_NAME"
