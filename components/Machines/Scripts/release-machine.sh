#!/usr/bin/env bash
# Takes K3s and the firewall off a machine that leaves the cluster; the rest of its preparation stays. Parameters: NODE_NAME.
set -euo pipefail

remove_k3s() { # unit
  local uninstall=/usr/local/bin/$1-uninstall.sh path status=0
  if [ ! -x "$uninstall" ]; then return; fi
  "$uninstall" </dev/null >/var/log/infra-uninstall.log 2>&1 9>&- || status=$?
  # Its status doesn't say whether it could; its data stay where somebody mounted a disk for them.
  for path in /usr/local/bin/k3s /etc/rancher/k3s /var/lib/rancher/k3s; do
    if [ -e "$path" ] && ! mountpoint -q "$path"; then
      fail "K3s can't be removed (status $status), $path is left: look at /var/log/infra-uninstall.log, then run $uninstall by hand"
    fi
  done
  rm -rf /etc/rancher/node /var/log/pods /var/log/containers
  note "K3s was removed"
}

stop_unit() { # unit
  if [ -e "/etc/systemd/system/$1" ]; then service disable --quiet --now "$1"; fi
}

# Without it, K3s isn't installed: the machine must be prepared anew. What somebody put into /etc/infra/firewall.d is theirs.
remove_firewall() {
  rm -f /var/lib/infra/prepared
  stop_unit infra-firewall-watch.service
  stop_unit infra-firewall.service
  rm -f /etc/systemd/system/infra-firewall.service /etc/systemd/system/infra-firewall-watch.service \
    /etc/systemd/system/nftables.service.d/10-infra.conf /usr/local/lib/infra/*.nft /usr/local/lib/infra/watch-firewall
  # Made first, as one that isn't there can't be deleted.
  if command -v nft >/dev/null; then nft 'table inet infra_firewall; delete table inet infra_firewall'; fi
}

lock "${LOCK_LIMIT:-300}"
# The machine may serve another node by now: its tenant was renamed, or another one has it.
other=$(content /etc/rancher/k3s/config.yaml | sed -n 's/^node-name: //p')
if [ -n "$other" ] && [ "$other" != "$NODE_NAME" ]; then
  note "K3s stays: this machine is the node $other now"
  exit 0
fi
stop_unit infra-label-nodes.timer
remove_k3s k3s
remove_k3s k3s-agent
remove_firewall
# Downloaded and never installed.
if [ ! -e /usr/local/bin/k3s ]; then rm -rf /var/lib/infra/releases /var/lib/rancher/k3s/data /var/lib/rancher/k3s/agent; fi
rm -rf /etc/systemd/system/k3s.service.d /etc/systemd/system/k3s-agent.service.d /var/lib/infra/k3s /var/lib/infra/nodes \
  /var/lib/infra/etcd-addresses
rm -f /etc/systemd/system/infra-label-nodes.* /usr/local/lib/infra/label-nodes /usr/local/lib/infra/resolve-interface
service daemon-reload
