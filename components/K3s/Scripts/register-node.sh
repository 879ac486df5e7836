#!/usr/bin/env bash
# Run on a server: waits for a node that joined, and labels it through the API, now and whenever it registers anew.
# Parameters: NODE_NAME, LABELS (key=value, separated by spaces), READY_LIMIT, SERVER (which machine this is; a new one needs it again).
set -euo pipefail

# attach label-nodes.sh

lock "${LOCK_LIMIT:-300}" "$NODE_NAME"
need_api "${READY_LIMIT:-300}"
joined() { node_exists "$NODE_NAME" && node_ready "$NODE_NAME"; }
wait_until "${READY_LIMIT:-300}" joined ||
  fail "the node didn't join or isn't Ready: look at 'journalctl -u k3s-agent' on it, and 'k3s kubectl get nodes' on $(hostname)"

# A label that is wanted no longer goes; the others are put on below.
record="/var/lib/infra/nodes/$NODE_NAME"
if [ -f "$record" ]; then
  while IFS='=' read -r key _; do
    if [[ " $LABELS " != *" $key="* ]]; then kubectl label node "$NODE_NAME" "$key-" >/dev/null; fi
  done <"$record"
fi
write_file "$record" 0600 <<<"${LABELS// /$'\n'}"
changed=0
write_file /usr/local/lib/infra/label-nodes 0755 < <(label_nodes_sh)
write_file /etc/systemd/system/infra-label-nodes.service 0644 <<'UNIT'
[Unit]
Description=Restore the labels that decide which tenant a node belongs to
After=k3s.service

[Service]
Type=oneshot
Environment=PATH=/usr/local/bin:/usr/bin:/bin HOME=/root
ExecStart=/usr/local/lib/infra/label-nodes
UNIT
write_file /etc/systemd/system/infra-label-nodes.timer 0644 <<'UNIT'
[Unit]
Description=Restore the labels of nodes every minute

[Timer]
OnBootSec=1min
OnUnitActiveSec=1min
AccuracySec=5s

[Install]
WantedBy=timers.target
UNIT
if [ "$changed" = 1 ]; then
  service daemon-reload
  service enable --quiet infra-label-nodes.timer
  service restart infra-label-nodes.timer
fi
/usr/local/lib/infra/label-nodes 9>&-
