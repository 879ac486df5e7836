#!/usr/bin/env bash
# Makes a fresh Debian or Ubuntu ready for K3s and safe to leave alone.
# Standard input: what differs between nodes' firewalls. Parameters: NODE_NAME; SSH_PUBLIC_KEYS, one a line; CLOUD_INIT_LIMIT, seconds
# that cloud-init may take, where a machine has it; those of etcd-members.sh, for a server.
# shellcheck disable=SC2154 # what is included
set -euo pipefail

: "${NODE_ADDRESS:=}" "${SERVERS:=}"

packages_log=/var/log/infra-packages.log
# Seconds that others may hold apt's and dpkg's locks.
apt_limit=${APT_LIMIT:-300}

# A machine answers over SSH long before cloud-init is done with it.
wait_for_cloud_init() {
  command -v cloud-init >/dev/null || return 0
  local status=0
  try timeout "$CLOUD_INIT_LIMIT" cloud-init status --wait </dev/null || status=$?
  case $status in
    0 | 124) ;;
    *) note "cloud-init reports an error (status $status: $said): look at 'cloud-init status --long'" ;;
  esac
  [ "$status" != 124 ] || fail "cloud-init wasn't done after $CLOUD_INIT_LIMIT s: look at /var/log/cloud-init-output.log"
}

install_packages() {
  local packages=()
  command -v nft >/dev/null || packages+=(nftables)
  command -v curl >/dev/null || packages+=(curl)
  command -v ip >/dev/null || packages+=(iproute2)
  command -v modprobe >/dev/null || packages+=(kmod)
  command -v iptables >/dev/null || packages+=(iptables)
  if command -v apt-get >/dev/null; then command -v unattended-upgrade >/dev/null || packages+=(unattended-upgrades); fi
  if ! time_is_kept; then packages+=(systemd-timesyncd); fi
  if [ "${#packages[@]}" -eq 0 ]; then return; fi
  command -v apt-get >/dev/null || fail "install these first, by this system's own means: ${packages[*]}"
  update_package_lists || fail "can't update the package lists: look at $packages_log"
  DEBIAN_FRONTEND=noninteractive apt-get -q -y -o "DPkg::Lock::Timeout=$apt_limit" --no-install-recommends install "${packages[@]}" \
    >>"$packages_log" 2>&1 9>&- || fail "can't install ${packages[*]}: look at $packages_log"
}

# apt waits for dpkg's lock when it is told to, but never for that of its lists, which a fresh machine's first update holds for a while.
update_package_lists() {
  local end=$((SECONDS + apt_limit))
  until apt-get -q update >"$packages_log" 2>&1 9>&-; do
    if [ "$SECONDS" -ge "$end" ] || ! grep -q '^E: Could not get lock ' "$packages_log"; then return 1; fi
    sleep "${INTERVAL:-5}"
  done
}

time_is_kept() {
  local unit
  for unit in systemd-timesyncd chrony chronyd ntpsec ntpd; do
    if service is-active --quiet "$unit"; then return 0; fi
  done
  [ -e /usr/lib/systemd/system/systemd-timesyncd.service ]
}

keep_time() {
  local unit
  for unit in systemd-timesyncd chrony chronyd ntpsec ntpd; do
    if service is-active --quiet "$unit"; then return; fi
  done
  service enable --quiet --now systemd-timesyncd
}

# What the kubelet checks with protect-kernel-defaults, and room for the watches of many pods.
set_kernel_parameters() {
  local key value
  write_file /etc/sysctl.d/90-infra.conf 0644 <<'SYSCTL'
fs.inotify.max_user_instances = 8192
fs.inotify.max_user_watches = 524288
kernel.keys.root_maxbytes = 25000000
kernel.keys.root_maxkeys = 1000000
kernel.panic = 10
kernel.panic_on_oops = 1
net.ipv4.ip_forward = 1
vm.overcommit_memory = 1
vm.panic_on_oom = 0
SYSCTL
  while read -r key _ value; do
    if [ "$(sysctl -n "$key")" != "$value" ]; then
      sysctl -qw "$key=$value" || fail "can't set the kernel parameter $key to $value"
    fi
  done </etc/sysctl.d/90-infra.conf
}

load_modules() {
  local module
  write_file /etc/modules-load.d/90-infra.conf 0644 <<'MODULES'
br_netfilter
nf_conntrack
overlay
MODULES
  while read -r module; do
    [ -d "/sys/module/$module" ] || grep -qw "$module" /proc/filesystems || modprobe -q "$module" ||
      note "can't load the kernel module $module: K3s needs it unless it is built in"
  done </etc/modules-load.d/90-infra.conf
}

limit_journal() {
  changed=0
  write_file /etc/systemd/journald.conf.d/90-infra.conf 0644 <<'JOURNAL'
[Journal]
SystemMaxUse=500M
SystemKeepFree=1G
MaxRetentionSec=1month
JOURNAL
  if [ "$changed" = 1 ]; then service restart systemd-journald; fi
}

turn_swap_off() {
  if [ "$(wc -l </proc/swaps)" -gt 1 ]; then swapoff --all; fi
  if [ -e /etc/fstab ] && grep -qE '^[^#]+[[:space:]]swap[[:space:]]' /etc/fstab; then
    sed -i -E 's/^([^#]+[[:space:]]swap[[:space:]].*)$/# \1/' /etc/fstab
  fi
}

upgrade_unattended() {
  command -v apt-get >/dev/null || return 0
  write_file /etc/apt/apt.conf.d/90-infra-upgrades 0644 <<'APT'
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
Unattended-Upgrade::Automatic-Reboot "false";
APT
}

# include etcd-members.sh
# attach firewall.nft
# attach watch-firewall.sh
# include firewall.sh

# People's keys, in a block of our own: a key that is taken off the list is taken off the machine; others stay.
authorize_keys() {
  local user=${SUDO_USER:-root} home directory file others
  [ -n "${SSH_PUBLIC_KEYS:-}" ] || return 0
  home=$(getent passwd "$user" | cut -d : -f 6)
  directory=$home/.ssh
  file=$directory/authorized_keys
  [ -d "$directory" ] || install -d -m 0700 -o "$user" -g "$(id -g "$user")" "$directory"
  others=$(content "$file" | sed '/^# infra: begin$/,/^# infra: end$/d')
  changed=0
  write_file "$file" 0600 <<<"${others:+$others$'\n'}# infra: begin
$SSH_PUBLIC_KEYS
# infra: end"
  if [ "$changed" = 1 ]; then chown "$user:$(id -g "$user")" "$file"; fi
}

# Passwords go only when the user who is logged in has a key to come back with.
allow_keys_only() {
  local user=${SUDO_USER:-root} home file=/etc/ssh/sshd_config.d/00-infra.conf sshd unit=ssh.service
  sshd=$(command -v sshd) || return 0
  home=$(getent passwd "$user" | cut -d : -f 6)
  if ! grep -qE '^[^#]*(ssh-|ecdsa-|sk-)' <<<"$(content "$home/.ssh/authorized_keys")"; then
    fail "user $user has no key in $home/.ssh/authorized_keys: put one there before passwords are turned off"
  fi
  changed=0
  if [ -e "$file" ]; then cp -pf "$file" "$work/sshd"; fi
  write_file "$file" 0644 <<'SSHD'
KbdInteractiveAuthentication no
PasswordAuthentication no
PermitRootLogin prohibit-password
SSHD
  if [ "$changed" = 0 ]; then return; fi
  make_directory /run/sshd 0755
  if ! "$sshd" -t 2>"$work/sshd.log" || ! "$sshd" -T >"$work/sshd.settings" 2>>"$work/sshd.log" ||
    ! grep -qx 'passwordauthentication no' "$work/sshd.settings"; then
    if [ -e "$work/sshd" ]; then cp -pf "$work/sshd" "$file"; else rm -f "$file"; fi
    fail "sshd doesn't take $file, so it was put back: $(tail -n 1 "$work/sshd.log"); look at Include and Match in /etc/ssh/sshd_config"
  fi
  # Debian's name for it, or everybody else's.
  if [ "$(service show --property LoadState --value "$unit")" != loaded ]; then unit=sshd.service; fi
  service try-reload-or-restart "$unit"
}

work=$(mktemp -d /run/infra.XXXXXX)
trap 'rm -rf "$work"' EXIT
cat >"$work/differs.nft"
[ -s "$work/differs.nft" ] || fail "no firewall came on standard input"
wait_for_cloud_init
lock "${LOCK_LIMIT:-300}"
keep_etcd_together
# First of all, so that whatever fails can be looked at.
authorize_keys
install_packages
keep_time
load_modules
set_kernel_parameters
limit_journal
turn_swap_off
upgrade_unattended
raise_firewall
allow_keys_only
make_directory /var/lib/infra 0755
[ -e /var/lib/infra/prepared ] || touch /var/lib/infra/prepared
