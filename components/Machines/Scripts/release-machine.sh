#!/usr/bin/env bash
# Takes K3s and the firewall off a machine that leaves the cluster; the rest of its preparation stays. Parameters: NODE_NAME.
set -euo pipefail

remove_k3s() { # unit
  local uninstall=/usr/local/bin/$1-uninstall.sh path
  if [ ! -x "$uninstall" ]; then return; fi
  "$uninstall" </dev/null >/var/log/infra-uninstall.log 2>&1 9>&- || true
  # Its status doesn't say whether it could; its data stay where somebody mounted a disk for them.
  for path in /usr/local/bin/k3s /etc/rancher/k3s /var/lib/rancher/k3s; do
    if [ -e "$path" ] && ! mountpoint -q "$path"; then
      fail "K3s can't be removed, $path is left: look at /var/log/infra-uninstall.log, then run $uninstall by hand"
    fi
  done
  rm -rf /etc/rancher/node /var/log/pods /var/log/containers
  note "K3s was removed"
}

# Without it, K3s isn't installed: the machine must be prepared anew. What somebody put into /etc/infra/firewall.d is theirs.
remove_firewall() {
  rm -f /var/lib/infra/prepared
  service disable --quiet --now infra-firewall-watch.service infra-firewall.service 2>/dev/null || true
  rm -f /etc/systemd/system/infra-firewall.service /etc/systemd/system/infra-firewall-watch.service \
    /etc/systemd/system/nftables.service.d/10-infra.conf /usr/local/lib/infra/*.nft /usr/local/lib/infra/watch-firewall
  nft delete table inet infra_firewall 2>/dev/null || true
}

lock "${LOCK_LIMIT:-300}"
# The machine may serve another node by now: its tenant was renamed, or another one has it.
other=$(sed -n 's/^node-name: //p' /etc/rancher/k3s/config.yaml 2>/dev/null || true)
if [ -n "$other" ] && [ "$other" != "$NODE_NAME" ]; then
  note "K3s stays: this machine is the node $other now"
  exit 0
fi
service disable --quiet --now infra-label-nodes.timer 2>/dev/null || true
remove_k3s k3s
remove_k3s k3s-agent
remove_firewall
# Downloaded and never installed.
if [ ! -e /usr/local/bin/k3s ]; then rm -rf /var/lib/infra/releases /var/lib/rancher/k3s/data /var/lib/rancher/k3s/agent; fi
rm -rf /etc/systemd/system/k3s.service.d /etc/systemd/system/k3s-agent.service.d /var/lib/infra/k3s /var/lib/infra/nodes
rm -f /etc/systemd/system/infra-label-nodes.* /usr/local/lib/infra/label-nodes /usr/local/lib/infra/resolve-interface
service daemon-reload
