#!/usr/bin/env bash
# Run on a healthy server before a machine of this name joins: a dead node of that name would keep it out.
# A node that is alive is left alone. Parameters: NODE_NAME.
set -euo pipefail

renewed() { kubectl get lease "$NODE_NAME" --namespace kube-node-lease --ignore-not-found -o jsonpath='{.spec.renewTime}'; }

# A dead node counts as Ready for up to 50 s; its lease tells sooner who lives, as a kubelet renews it every 10 s.
dead() {
  local first end=$((SECONDS + ${DEAD_LIMIT:-60}))
  first=$(renewed)
  while node_ready "$NODE_NAME"; do
    if [ "$(renewed)" != "$first" ] || [ "$SECONDS" -ge "$end" ]; then return 1; fi
    sleep 2
  done
}

lock "${LOCK_LIMIT:-300}" "$NODE_NAME"
wait_until "${API_LIMIT:-60}" api_ready || fail "the Kubernetes API on $(hostname) isn't ready: look at 'journalctl -u k3s' there"
if node_exists "$NODE_NAME"; then
  if ! dead; then exit 0; fi
  # K3s removes the etcd member of a node that is deleted, and holds the node object until that is done.
  KUBECTL_LIMIT=90 kubectl delete node "$NODE_NAME" --ignore-not-found --timeout=75s >/dev/null ||
    fail "the dead node can't be deleted: look at its finalizers with 'k3s kubectl get node $NODE_NAME -o yaml' on $(hostname)"
  note "removed the dead node"
fi
forget_password "$NODE_NAME"
