#!/usr/bin/env bash
# Says in one list what this host lacks for K3s; changes nothing. Parameters: ROLE (server|agent); NODE_ADDRESS;
# SERVICE_ADDRESS, at which its tenant is served, where that must be the machine's own.
# shellcheck disable=SC2154 # what is included
set -euo pipefail

: "${NODE_ADDRESS:=}" "${SERVICE_ADDRESS:=}"
lacks=()
lack() { lacks+=("$1"); }

if [ ! -d /run/systemd/system ]; then lack "systemd isn't running"; fi
case $(uname -m) in
  x86_64 | aarch64) ;;
  *) lack "the architecture is $(uname -m): K3s is installed on x86_64 and aarch64" ;;
esac

memory=$(($(awk '/^MemTotal:/ { print $2 }' /proc/meminfo) / 1024))
processors=$(nproc)
# K3s's own minimum: servers 2 cores and 2 GB, agents 1 core and 512 MB. Of 2 GB, the kernel leaves about 1.9.
needed_memory=480 needed_processors=1
if [ "$ROLE" = server ]; then needed_memory=1800 needed_processors=2; fi
if [ "$memory" -lt "$needed_memory" ]; then lack "$memory MiB of memory: $ROLE needs $needed_memory"; fi
if [ "$processors" -lt "$needed_processors" ]; then lack "$processors processors: $ROLE needs $needed_processors"; fi
space=$(df -Pm /var/lib | awk 'NR == 2 { print $4 }')
if [ "$space" -lt 4096 ]; then lack "$space MiB free below /var/lib: 4096 are needed"; fi

for command in awk flock sha256sum; do
  command -v "$command" >/dev/null || lack "the command $command"
done
# The preparation installs these where it can.
if ! command -v apt-get >/dev/null; then
  for command in curl ip iptables modprobe nft ss; do
    command -v "$command" >/dev/null || lack "the command $command"
  done
fi
for module in overlay br_netfilter nf_conntrack; do
  [ -d "/sys/module/$module" ] || try modprobe -n "$module" || grep -qw "$module" /proc/filesystems ||
    lack "the kernel module $module ($said)"
done
if ! grep -qw memory <<<"$(content /sys/fs/cgroup/cgroup.controllers)"; then lack "cgroup v2 with the memory controller"; fi

while read -r path; do lack "another Kubernetes is installed ($path)"; done < <(other_kubernetes)
if [ -S /run/docker.sock ]; then lack "Docker runs here: its firewall rules drop the traffic between pods"; fi
if [ "$ROLE" = server ] && [ -e /etc/systemd/system/k3s-agent.service ]; then lack "K3s runs here as an agent already"; fi
if [ "$ROLE" = agent ] && [ -e /etc/systemd/system/k3s.service ]; then lack "K3s runs here as a server already"; fi

if [ ! -e /etc/rancher/k3s/config.yaml ] && command -v ss >/dev/null; then
  ports="10250"
  if [ "$ROLE" = server ]; then ports="2379 2380 6443 10250"; else ports="80 443 10250"; fi
  for port in $ports; do
    listening=$(ss -Hltnp "sport = :$port")
    used=$(sed -nE '/users:/{s/.*users:\(\("([^"]+)".*/\1/p;q}' <<<"$listening")
    if [ -n "$listening" ]; then lack "port $port is in use by ${used:-another program}"; fi
  done
fi

# Addresses that are translated on the way (1:1 NAT) are on no interface: what comes for them comes for another one.
has_address() { # address
  ip -o address show | awk -v address="$1" '{ split($4, part, "/"); if (part[1] == address) found = 1 } END { exit !found }'
}
if command -v ip >/dev/null; then
  own=$(ip -o -4 address show scope global | awk '{ split($4, part, "/"); printf "%s%s", separator, part[1]; separator = ", " }')
  if [ -n "$NODE_ADDRESS" ] && ! has_address "$NODE_ADDRESS"; then
    lack "no interface has the address $NODE_ADDRESS, at which other nodes reach it, but $own: write that as the host's privateAddress"
  fi
  if [ -n "$SERVICE_ADDRESS" ] && [ "$SERVICE_ADDRESS" != "$NODE_ADDRESS" ] && ! has_address "$SERVICE_ADDRESS"; then
    lack "no interface has the address $SERVICE_ADDRESS, at which the tenant is served, but $own: where that is translated on the way\
 (1:1 NAT), write the interface's as the host's privateAddress, and as the tenant's address, too"
  fi
fi

# What others reach the machine at must pass every firewall on it; what passes this program's own can still be dropped by another one.
# Chains of iptables that drop all that no rule named stand for those of iptables-nft, too, which nft lists as tables ip and ip6 filter.
other_firewalls() {
  if command -v ufw >/dev/null && [[ $(ufw status) == *"Status: active"* ]]; then
    echo "ufw is active ('ufw disable' turns it off)"
    return
  fi
  if [ -d /run/systemd/system ] && service is-active --quiet firewalld; then
    echo "firewalld is active ('systemctl disable --now firewalld' turns it off)"
    return
  fi
  if command -v iptables >/dev/null; then
    iptables -S | awk '$1 == "-P" && ($2 == "INPUT" || $2 == "FORWARD") && $3 == "DROP" { drops[$2] = 1 }
      $1 == "-A" && ($2 == "INPUT" || $2 == "FORWARD") && $3 == "-j" && ($4 == "DROP" || $4 == "REJECT") { drops[$2] = 1 }
      END { for (chain in drops) print "iptables drops what no rule of " chain " accepts" }' | sort
  fi
  if command -v nft >/dev/null; then
    nft list ruleset | awk '$1 == "table" { table = $2 " " $3 }
      /type filter hook (input|forward) .*policy drop;/ && table !~ /^ip6? filter$/ && table != "inet infra_firewall" {
        hook = $0; sub(/.*hook /, "", hook); sub(/ .*/, "", hook)
        print "a chain of nftables drops what no rule of table " table " accepts at hook " hook
      }'
  fi
}
# Whoever let all that in says so by the file.
open_ports="80/tcp and 443/tcp from everywhere; 10250/tcp and 9120/tcp from the servers"
if [ "$ROLE" = server ]; then
  open_ports="6443/tcp from all nodes and administrators; 2379-2381/tcp, 10250/tcp and 9120/tcp from the servers"
fi
open_ports+="; 8472/udp (network: private) or 51820/udp and 51821/udp (public) from all nodes; SSH"
if [ ! -e /etc/rancher/k3s/config.yaml ] && [ ! -e /etc/infra/firewall-is-open ]; then
  mapfile -t firewalls < <(other_firewalls)
  if [ "${#firewalls[@]}" -gt 0 ]; then
    lack "a firewall beside this program's own: $(printf '%s; ' "${firewalls[@]}")turn it off, or let in $open_ports;\
 and all from and to 10.42.0.0/16 and 10.43.0.0/16 (docs/concepts.md, Ports), then 'mkdir -p /etc/infra && touch /etc/infra/firewall-is-open'"
  fi
fi

if [ "${#lacks[@]}" -gt 0 ]; then
  printf '%s lacks what K3s needs:\n' "${NODE_NAME:-$(hostname)}" >&2
  printf '  - %s\n' "${lacks[@]}" >&2
  exit 97
fi
