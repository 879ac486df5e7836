# shellcheck shell=bash disable=SC2154 # work and changed are the script's
# The node's firewall: loaded now, at each boot before the network, and again when somebody flushed it. A part of prepare-os.sh.
# What a network plugin rewrites are iptables' tables, never a table of our own. Nothing here restarts what K3s depends on.
firewall_rules=/usr/local/lib/infra/firewall.nft

raise_firewall() {
  local nft problem
  nft=$(command -v nft)
  make_directory /etc/infra/firewall.d 0755
  { cat "$work/differs.nft" && firewall_nft && what_the_machine_knows; } >"$work/firewall.nft"
  if ! cmp -s "$work/firewall.nft" "$firewall_rules" || ! firewall_loaded; then
    problem=$("$nft" -c -f "$work/firewall.nft" 2>&1) ||
      fail "nft doesn't take the firewall's rules, nothing was changed: ${problem%%$'\n'*}; look at /etc/infra/firewall.d, too"
    load_or_take_back
  fi
  write_file "$firewall_rules" 0644 <"$work/firewall.nft"
  stay_over_boots
  stay_with_system_rules
  watch_firewall
}

firewall_loaded() {
  [[ $(nft list tables)$'\n' == *$'table inet infra_firewall\n'* ]]
}

# The ports of the SSH server, which need not be the one that the program dials; and the address that the program comes from, as whoever
# runs it may be in none of the administrators' ranges. Without a session of SSH's, the one that came last stays.
what_the_machine_knows() {
  local client port family
  client=$(session_client)
  make_directory /run/sshd 0755
  {
    sshd_ports
    session_port
  } | sort -un | while read -r port; do echo "add element inet infra_firewall ssh_ports { $port }"; done
  if [ -n "$client" ]; then
    family=
    case $client in *:*) family=6 ;; esac
    echo "add element inet infra_firewall program$family { $client }"
  else
    content "$firewall_rules" | sed -n '/^add element inet infra_firewall program/p'
  fi
}

sshd_ports() {
  if ! command -v sshd >/dev/null; then return; fi
  if sshd -T >"$work/sshd.settings" 2>"$work/sshd.log"; then
    sed -n 's/^port //p' "$work/sshd.settings"
  else
    note "sshd doesn't tell its ports, so SSH stays open at this session's alone: $(tail -n 1 "$work/sshd.log")" >&2
  fi
}

# SSH_CONNECTION: the client's address and port, the server's address and port.
session_client() {
  local client
  read -r client _ <<<"${SSH_CONNECTION:-}"
  printf '%s' "${client%%%*}"
}

session_port() {
  local port
  read -r _ _ _ port <<<"${SSH_CONNECTION:-}"
  if [ -n "$port" ]; then echo "$port"; fi
}

# The rules ask the program's session for what they'd ask its next one. So if they'd lock it out, no answer comes to what is sent here;
# then the rules of before are loaded again, as they were and not as their files are now, and by a timer if this script is gone by then.
load_or_take_back() {
  local before=/run/infra-firewall.before acknowledged
  {
    printf '%stable inet infra_firewall\n' '' 'delete '
    if firewall_loaded; then nft --stateless list table inet infra_firewall; fi
  } >"$before"
  keep_firewall
  systemd-run --quiet --collect --unit infra-firewall-back --on-active "${FIREWALL_LIMIT:-60}" --timer-property AccuracySec=1s \
    "$nft" -f "$before" 9>&- || fail "the timer that would take a wrong firewall back can't be set: look at 'journalctl -u init.scope'"
  "$nft" -f "$work/firewall.nft"
  acknowledged=$(acknowledged_bytes)
  if [ -n "$acknowledged" ]; then
    note "the firewall is loaded"
    if ! INTERVAL=0.2 wait_until "${FIREWALL_PROOF_LIMIT:-10}" was_acknowledged "$acknowledged"; then
      "$nft" -f "$before"
      keep_firewall
      fail "the new firewall would have locked out the program, which comes from $(session_client): the one before is in force again;" \
        "look at what /etc/infra/firewall.d and cluster.administrators.cidrs say"
    fi
  fi
  keep_firewall
  rm -f "$before"
}

keep_firewall() {
  if service is-active --quiet infra-firewall-back.timer; then service stop infra-firewall-back.timer; fi
}

# Nothing where the kernel has no such connection, and so no say in it.
acknowledged_bytes() {
  local client client_port server_port
  read -r client client_port _ server_port <<<"${SSH_CONNECTION:-}"
  [ -n "$client" ] || return 0
  case $client in *:*) client="[${client%%%*}]" ;; esac
  ss -Htin "sport = :$server_port and dst $client:$client_port" | sed -nE 's/.*bytes_acked:([0-9]+).*/\1/p' | head -n 1
}

was_acknowledged() { # bytes before
  local now
  now=$(acknowledged_bytes)
  [ "${now:-0}" -gt "$1" ]
}

stay_over_boots() {
  changed=0
  write_file /etc/systemd/system/infra-firewall.service 0644 <<UNIT
[Unit]
Description=This node's firewall
DefaultDependencies=no
RequiresMountsFor=/usr/local/lib/infra /etc/infra
After=nftables.service
Wants=network-pre.target
Before=network-pre.target shutdown.target
Conflicts=shutdown.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=$nft -f $firewall_rules

[Install]
WantedBy=sysinit.target
UNIT
  if [ "$changed" = 1 ]; then
    service daemon-reload
    service enable --quiet infra-firewall.service
  fi
}

# The system's own rules begin with 'flush ruleset'. Loaded, reloaded or taken away together with ours, they leave no moment without them.
stay_with_system_rules() {
  local system=/etc/nftables.conf unit
  unit=$(service show --property FragmentPath --value nftables.service)
  if [ -z "$unit" ] || ! grep -qE "^ExecStart=[^ ]*nft -f $system\$" "$unit"; then return; fi
  changed=0
  write_file /usr/local/lib/infra/system-rules.nft 0644 <<RULES
include "$system"
include "$firewall_rules"
RULES
  write_file /usr/local/lib/infra/no-system-rules.nft 0644 <<RULES
flush ruleset
include "$firewall_rules"
RULES
  write_file /etc/systemd/system/nftables.service.d/10-infra.conf 0644 <<DROP_IN
[Service]
ExecStart=
ExecStart=$nft -f /usr/local/lib/infra/system-rules.nft
ExecReload=
ExecReload=$nft -f /usr/local/lib/infra/system-rules.nft
ExecStop=
ExecStop=$nft -f /usr/local/lib/infra/no-system-rules.nft
DROP_IN
  if [ "$changed" = 1 ]; then service daemon-reload; fi
}

# Whoever flushes the ruleset in another way takes ours along; it is back within seconds.
watch_firewall() {
  changed=0
  write_file /usr/local/lib/infra/watch-firewall 0755 < <(watch_firewall_sh)
  write_file /etc/systemd/system/infra-firewall-watch.service 0644 <<'UNIT'
[Unit]
Description=Load this node's firewall again when somebody flushed it
After=infra-firewall.service

[Service]
ExecStart=/usr/local/lib/infra/watch-firewall
Restart=always

[Install]
WantedBy=multi-user.target
UNIT
  if [ "$changed" = 1 ]; then
    service daemon-reload
    service enable --quiet infra-firewall-watch.service
    service restart infra-firewall-watch.service
  fi
}
