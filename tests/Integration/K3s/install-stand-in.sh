#!/bin/sh
# Stands in for K3s's installer as of 1.36, as far as the program's scripts rely on it: the environment it takes, where it downloads
# from and the checksum it insists on, the unit it writes and the files it leaves. It installs the stand-in for K3s and a real K3s
# alike. Written for these tests; it shares no text with the real one.
set -eu

: "${INSTALL_K3S_EXEC:=server}" "${INSTALL_K3S_BIN_DIR:=/usr/local/bin}"
# Nothing else says where releases are: GITHUB_URL was taken until 1.35 only.
: "${INSTALL_K3S_ARTIFACT_URL:=https://github.com/k3s-io/k3s/releases/download}"

role=${INSTALL_K3S_EXEC%% *}
unit=k3s
[ "$role" = agent ] && unit=k3s-agent
mkdir -p /var/log/k3s-stand-in
{
  echo "install ${INSTALL_K3S_VERSION:-} $INSTALL_K3S_EXEC"
  env | sed -n 's/^\(INSTALL_K3S_[A-Z_]*\|K3S_[A-Z_]*\)=.*/  \1/p' | sort
} >> /var/log/k3s-stand-in/installer

case $(uname -m) in
  x86_64) architecture=amd64 suffix='' ;;
  aarch64) architecture=arm64 suffix=-arm64 ;;
  *) echo "[ERROR]  Unsupported architecture" >&2; exit 1 ;;
esac

if [ "${INSTALL_K3S_SKIP_DOWNLOAD:-false}" = true ]; then
  if [ ! -x "$INSTALL_K3S_BIN_DIR/k3s" ]; then
    echo "[ERROR]  Executable k3s binary not found at $INSTALL_K3S_BIN_DIR/k3s" >&2
    exit 1
  fi
else
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  release="$INSTALL_K3S_ARTIFACT_URL/$(echo "${INSTALL_K3S_VERSION:?}" | sed 's/+/%2B/g')"
  curl -sfL -o "$work/hashes" "$release/sha256sum-$architecture.txt" || { echo "[ERROR]  Download failed" >&2; exit 1; }
  wanted=$(sed -n "s/^\([0-9a-f]*\)  *k3s$suffix\$/\1/p" "$work/hashes")
  installed=$(sha256sum "$INSTALL_K3S_BIN_DIR/k3s" 2> /dev/null | cut -d ' ' -f 1) || true
  if [ "$installed" != "$wanted" ]; then
    curl -sfL -o "$work/k3s" "$release/k3s$suffix" || { echo "[ERROR]  Download failed" >&2; exit 1; }
    if [ "$(sha256sum "$work/k3s" | cut -d ' ' -f 1)" != "$wanted" ]; then
      echo "[ERROR]  Download sha256 does not match $wanted" >&2
      exit 1
    fi
    chmod 755 "$work/k3s"
    mv -f "$work/k3s" "$INSTALL_K3S_BIN_DIR/k3s"
  fi
fi

umask 077
env | grep '^K3S_' > "/etc/systemd/system/$unit.service.env" || true
umask 022
cat > "/etc/systemd/system/$unit.service" << UNIT
[Unit]
Description=Lightweight Kubernetes
Wants=network-online.target
After=network-online.target

[Install]
WantedBy=multi-user.target

[Service]
Type=notify
EnvironmentFile=-/etc/default/%N
EnvironmentFile=-/etc/sysconfig/%N
EnvironmentFile=-/etc/systemd/system/$unit.service.env
KillMode=process
Delegate=yes
LimitNOFILE=1048576
LimitNPROC=infinity
LimitCORE=infinity
TasksMax=infinity
TimeoutStartSec=0
Restart=always
RestartSec=5s
ExecStart=$INSTALL_K3S_BIN_DIR/k3s $INSTALL_K3S_EXEC
UNIT

cat > "$INSTALL_K3S_BIN_DIR/$unit-uninstall.sh" << UNINSTALL
#!/bin/sh
set -eu
systemctl disable --quiet --now $unit
rm -f /etc/systemd/system/$unit.service /etc/systemd/system/$unit.service.env $INSTALL_K3S_BIN_DIR/k3s
rm -rf /etc/rancher/k3s /var/lib/rancher/k3s
rm -f $INSTALL_K3S_BIN_DIR/$unit-uninstall.sh
UNINSTALL
chmod 755 "$INSTALL_K3S_BIN_DIR/$unit-uninstall.sh"

[ "${INSTALL_K3S_SKIP_ENABLE:-false}" = true ] && exit 0
systemctl enable --quiet "$unit"
systemctl daemon-reload
[ "${INSTALL_K3S_SKIP_START:-false}" = true ] && exit 0
systemctl restart "$unit"
