#!/usr/bin/env bash
# Says in one list what this host lacks for K3s; changes nothing. Parameters: ROLE (server|agent), NODE_ADDRESS (optional).
set -euo pipefail

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
  [ -d "/sys/module/$module" ] || modprobe -n -q "$module" 2>/dev/null || grep -qw "$module" /proc/filesystems ||
    lack "the kernel module $module"
done
if ! grep -qw memory /sys/fs/cgroup/cgroup.controllers 2>/dev/null; then lack "cgroup v2 with the memory controller"; fi

while read -r path; do lack "another Kubernetes is installed ($path)"; done < <(other_kubernetes)
if [ -S /run/docker.sock ]; then lack "Docker runs here: its firewall rules drop the traffic between pods"; fi
if [ "$ROLE" = server ] && [ -e /etc/systemd/system/k3s-agent.service ]; then lack "K3s runs here as an agent already"; fi
if [ "$ROLE" = agent ] && [ -e /etc/systemd/system/k3s.service ]; then lack "K3s runs here as a server already"; fi

if [ ! -e /etc/rancher/k3s/config.yaml ] && command -v ss >/dev/null; then
  ports="10250"
  if [ "$ROLE" = server ]; then ports="2379 2380 6443 10250"; else ports="80 443 10250"; fi
  for port in $ports; do
    used=$(ss -Hltnp "sport = :$port" 2>/dev/null | sed -nE 's/.*users:\(\("([^"]+)".*/\1/p' | head -n 1) || used=
    if [ -n "$(ss -Hltn "sport = :$port")" ]; then lack "port $port is in use by ${used:-another program}"; fi
  done
fi
if [ -n "${NODE_ADDRESS:-}" ] && command -v ip >/dev/null && ! grep -qwF "$NODE_ADDRESS" <<<"$(ip -o address show)"; then
  lack "no interface has the address $NODE_ADDRESS"
fi

if [ "${#lacks[@]}" -gt 0 ]; then
  printf '%s lacks what K3s needs:\n' "${NODE_NAME:-$(hostname)}" >&2
  printf '  - %s\n' "${lacks[@]}" >&2
  exit 97
fi
