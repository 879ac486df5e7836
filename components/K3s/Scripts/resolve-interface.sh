#!/usr/bin/env bash
# Tells K3s which interface holds this node's address. Run before each start of K3s: names and MACs change between boots.
set -euo pipefail
umask 022
address=$1
file=/etc/rancher/k3s/config.yaml.d/10-interface.yaml

find_interface() {
  ip -o address show | awk -v address="$address" '{ split($4, part, "/"); if (part[1] == address) { print $2; exit } }'
}

for _ in $(seq "${ADDRESS_LIMIT:-60}"); do
  interface=$(find_interface)
  [ -n "$interface" ] && break
  sleep 1
done
if [ -z "$interface" ]; then
  echo "no interface has this node's address $address: look at 'ip address' and the machine's private network" >&2
  exit 1
fi
wanted="flannel-iface: $interface"
if [ ! -e "$file" ] || [ "$(cat "$file")" != "$wanted" ]; then
  mkdir -p "$(dirname "$file")"
  echo "$wanted" >"$file.new"
  mv -f "$file.new" "$file"
fi
