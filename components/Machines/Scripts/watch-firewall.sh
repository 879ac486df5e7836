#!/bin/sh
# Loads the node's firewall again when somebody flushed it. In a private network with IPv6, flannel says which nodes there are.
PATH=$PATH:/usr/sbin:/sbin

while sleep 2; do
  nft list tables | grep -qx 'table inet infra_firewall' || nft -f /usr/local/lib/infra/firewall.nft
  [ -e /sys/class/net/flannel-v6.1 ] || continue
  peers=$(bridge fdb show dev flannel-v6.1 | sed -nE 's/.* dst ([0-9a-f:]+)( .*)?$/\1/p' | sort -u | paste -s -d , -)
  if [ -n "$peers" ]; then echo "flush set inet infra_firewall peers6; add element inet infra_firewall peers6 { $peers }" | nft -f -; fi
done
