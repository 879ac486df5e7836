#!/usr/bin/env bash
# Takes K3s off a machine that leaves the cluster; the preparation of the operating system stays. Parameters: NODE_NAME.
set -euo pipefail

lock "${LOCK_LIMIT:-300}"
service disable --quiet --now infra-label-nodes.timer 2>/dev/null || true
for unit in k3s k3s-agent; do
  uninstall=/usr/local/bin/$unit-uninstall.sh
  if [ -x "$uninstall" ]; then
    "$uninstall" </dev/null >/var/log/infra-uninstall.log 2>&1 9>&- ||
      fail "K3s can't be removed: look at /var/log/infra-uninstall.log, and run $uninstall by hand"
    note "K3s was removed"
  fi
  rm -rf "/etc/systemd/system/$unit.service.d"
done
rm -rf /var/lib/infra/k3s /var/lib/infra/nodes
rm -f /etc/systemd/system/infra-label-nodes.* /usr/local/lib/infra/label-nodes /usr/local/lib/infra/resolve-interface
service daemon-reload
