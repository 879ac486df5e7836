#!/usr/bin/env bash
# The one entry to this repository; `./build.sh --help` explains it. Written for bash 3.2 and later, as macOS has it.
set -euo pipefail

# On Windows (Git's bash) `pwd -W` gives the C:/… form, which the .NET SDK and Pulumi understand.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && { pwd -W 2>/dev/null || pwd; })
found="$root/.build" # What is found out, installed or kept here; never committed.

readonly failed=1 mistaken=2 unable=3
readonly local_state="file://$found/state"

# Build servers would keep the caller's pipes open after the build.
export MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT="${DOTNET_CLI_TELEMETRY_OPTOUT:-1}" DOTNET_CLI_UI_LANGUAGE=en

say() { printf '%s\n' "$*" >&2; }

give_up() { # exit code, sentence
  say "build.sh: $2"
  exit "$1"
}

comma_separated() { awk '{ printf "%s%s", separator, $0; separator = ", " }'; }

help() {
  cat <<'TEXT'
usage: ./build.sh VERB [arguments]

  Without an account, a token or a network beyond packages:
  plan [STACK] [--out DIR]   show what `pulumi up` would create for a stack; without a stack, list the stacks
  bench                      evaluate a stack with 1, 10, 100 and 1,000 tenants and show what each costs
  test [ARGS]                build and run all tests; ARGS go to `dotnet test` (for example --filter Tenants)
                             with K3S_BINARY=/path/to/k3s, the tests' hosts run that K3s instead of a stand-in, and the
                             nodes' configurations are compared with its flags
  fetch [FOLDER]             bring the files of other projects that tests compare with (upstream/files.json) into .build/upstream:
                             from FOLDER (default ../shared/data, where it exists) what it has, the rest from their projects
  stand-ins [SCHEMAS]        write offline/'s provider classes anew from Pulumi's schemas (default: those that fetch brings)

  With Pulumi, against real machines:
  preview STACK [ARGS]       what would change; ARGS go to the Pulumi CLI (for example --diff)
  up STACK [ARGS]            make it so (ARGS: --yes and others)
  refresh STACK [ARGS]       bring the state up to date with what there is
  cancel STACK [ARGS]        free the lock that a killed run left behind
  destroy STACK [ARGS]       remove everything that is not protected

  --help                     this text; `./build.sh plan --help` explains plan's options

Stacks are the files Pulumi.STACK.yaml. plan, bench and test need the .NET SDK 10. The verbs with Pulumi also need:
  Pulumi CLI      at the version in .pulumi-version: from the PATH, else installed into .build/pulumi by Pulumi's installer
  state           where you are logged in (PULUMI_BACKEND_URL, backend: in Pulumi.yaml, `pulumi login`, PULUMI_ACCESS_TOKEN),
                  else the folder .build/state (not where CI is set); a stack that is missing there is created
  HCLOUD_TOKEN    when the stack says provider: hcloud and its file holds no hcloud:token; 64 characters
  PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE
                  when the state isn't Pulumi Cloud's and the stack names no secrets provider
The program is built once and handed to Pulumi in .build/project, which is where the CLI runs: name files in ARGS by their full paths.

PULUMI_SOURCE=packages or PULUMI_SOURCE=stand-ins decides which build of Pulumi's packages is used. Without it, build.sh tries to
restore the packages once, remembers the answer in .build/pulumi-source.props, and uses offline/'s stand-ins where it can't.

Exit codes: 0 fine; 1 a build, a test, a download or an installation failed; 2 the command line or the settings are wrong, or something
that you must give is missing; 3 this machine lacks the .NET SDK, Pulumi's packages or its CLI. The Pulumi CLI's own pass through.
TEXT
}

# --- The build ------------------------------------------------------------------------------------------------------------

need_sdk() {
  local version
  version=$(cd "$root" && dotnet --version 2>/dev/null) || version=
  case $version in
    10.*) ;;
    *) give_up "$unable" "the .NET SDK 10 is needed, there is $(sdks_found); get it at https://dotnet.microsoft.com/download." ;;
  esac
}

sdks_found() {
  local versions
  versions=$(dotnet --list-sdks 2>/dev/null | awk '{ print $1 }' | comma_separated) || versions=
  printf '%s' "${versions:+only }${versions:-none on the PATH}"
}

pinned_packages() {
  sed -nE 's/.*Include="(Pulumi[^"]*)" Version="([^"]*)".*/\1 \2/p' "$root/Directory.Packages.props"
}

# Decides between Pulumi's packages and the stand-ins, says so, and writes the only file that sets PulumiSource.
# With "again", a remembered answer "stand-ins" isn't trusted: the machine may have got a network since.
choose_pulumi_source() {
  local pins answer file="$found/pulumi-source.props"
  pins=$(pinned_packages | tr '\n' ',')
  case ${PULUMI_SOURCE:-} in
    packages | stand-ins) answer=$PULUMI_SOURCE pins="none, PULUMI_SOURCE was set" ;;
    "") answer=$(remembered_source "$file" "$pins" "${1:-}") || answer=$(probed_source) ;;
    *) give_up "$mistaken" "PULUMI_SOURCE is '$PULUMI_SOURCE' and must be 'packages' or 'stand-ins'." ;;
  esac
  remember_source "$file" "$pins" "$answer"
  say_source "$answer"
  pulumi_source=$answer
}

remembered_source() { # file, pins, "again" or nothing
  grep -qsF "Probed: $2" "$1" || return 1
  if grep -q '>packages<' "$1"; then echo packages; elif [ "$3" != again ]; then echo stand-ins; else return 1; fi
}

remember_source() { # file, pins, answer
  local text
  text="<Project>
  <!-- Written by build.sh. Probed: $2 -->
  <PropertyGroup><PulumiSource>$3</PulumiSource></PropertyGroup>
</Project>"
  mkdir -p "$found"
  # Left alone when nothing changed: a new time stamp would build everything again.
  [ "$(cat "$1" 2>/dev/null)" = "$text" ] || { printf '%s\n' "$text" >"$1.new" && mv "$1.new" "$1"; }
}

say_source() { # answer
  if [ "$1" = packages ]; then
    say "Pulumi: packages $(pinned_packages | sed -n 's/^Pulumi //p')"
  elif [ -n "${PULUMI_SOURCE:-}" ]; then
    say "Pulumi: stand-ins from offline/ (as PULUMI_SOURCE asks)"
  else
    say "Pulumi: stand-ins from offline/ (its packages can't be restored here; .build/probe.log says why)"
  fi
}

# Restores a project that wants nothing but Pulumi's packages. One try with a time limit: an answer "no" must be quick.
probed_source() {
  local probe="$found/probe" limit=""
  say "Trying whether Pulumi's packages can be restored …"
  mkdir -p "$probe"
  {
    echo '<Project Sdk="Microsoft.NET.Sdk">'
    echo '  <ItemGroup>'
    pinned_packages | sed -E 's|^([^ ]+) .*|    <PackageReference Include="\1" />|'
    echo '  </ItemGroup>'
    echo '</Project>'
  } >"$probe/Probe.csproj"
  if command -v timeout >/dev/null; then limit="timeout 180"; fi
  # shellcheck disable=SC2086 # Two words, or none where the machine has no timeout.
  if NUGET_ENHANCED_MAX_NETWORK_TRY_COUNT=1 $limit dotnet restore "$probe/Probe.csproj" -v:q -nologo -p:NuGetAudit=false \
    </dev/null >"$found/probe.log" 2>&1; then
    echo packages
  else
    echo stand-ins
  fi
}

build() { # project, configuration
  say "Building …"
  if ! dotnet build "$root/$1" -c "$2" -v:q -nologo -tl:off -clp:NoSummary </dev/null >"$found/build.log" 2>&1; then
    cat "$found/build.log" >&2
    give_up "$failed" "the build failed; its output is above and in .build/build.log."
  fi
}

# --- Verbs that need no Pulumi CLI ----------------------------------------------------------------------------------------

hand_over() { # verb and its arguments
  need_sdk
  choose_pulumi_source
  build infra Release
  exec dotnet run --project "$root/infra" -c Release --no-build --no-launch-profile -- "$@"
}

run_tests() {
  local results="$found/test-results" status=0
  need_sdk
  choose_pulumi_source
  rm -rf "$results"
  say "Building and testing …"
  dotnet test "$root/Infra.sln" -v:q -nologo -tl:off --logger "console;verbosity=minimal" --logger trx \
    --results-directory "$results" "$@" </dev/null || status=$?
  summarize_tests "$results" "$status"
  [ "$status" -eq 0 ] || exit "$failed"
}

# From the result files: why tests were skipped, then one line that counts. A run that broke off counts as failed.
summarize_tests() { # folder, exit code of the run
  find "$1" -name '*.trx' -exec cat {} + 2>/dev/null | awk -v status="$2" '
    function attribute(name) {
      if (!match($0, " " name "=\"[^\"]*\"")) return ""
      return substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
    }
    function plain(text) {
      gsub(/&quot;/, "\"", text); gsub(/&lt;/, "<", text); gsub(/&gt;/, ">", text); gsub(/&amp;/, "\\&", text)
      return text
    }
    /<UnitTestResult / { skipped = attribute("outcome") == "NotExecuted" ? attribute("testName") : "" }
    skipped != "" && /<Message>/ { sub(/.*<Message>/, ""); sub(/<\/Message>.*/, ""); print "Skipped " plain(skipped) ": " plain($0) }
    /<Counters / { total += attribute("total"); passed += attribute("passed"); executed += attribute("executed") }
    END {
      failures = executed - passed
      if (status != 0 && failures == 0) failures = 1
      printf "%d passed, %d failed, %d skipped\n", passed, failures, total - executed
    }'
}

fetch() { # nothing, or a folder to look in first
  need_sdk
  dotnet run --project "$root/upstream" --no-launch-profile -- "$root" "$@" </dev/null
}

regenerate_stand_ins() { # nothing, or the folder with the schemas
  # What can't be fetched is named by fetch, and missed by the generator only if it needs it.
  [ $# -gt 0 ] || fetch || true
  need_sdk
  exec dotnet run --project "$root/offline/generator" --no-launch-profile -- "${1:-$found/upstream/pulumi}"
}

# --- Verbs of the Pulumi CLI ----------------------------------------------------------------------------------------------

run_pulumi() { # a verb of the CLI, the stack, arguments for the CLI
  local verb=$1 stack=${2:-} backend
  need_stack "$verb" "$stack"
  backend=$(pulumi_backend)
  need_inputs "$stack" "$backend"
  need_sdk
  choose_pulumi_source again
  if [ "$pulumi_source" != packages ]; then
    give_up "$unable" "'$verb' needs Pulumi's packages; the stand-ins can plan and test, and can't deploy."
  fi
  find_pulumi
  if [ "$backend" = "$local_state" ]; then
    mkdir -p "$found/state"
    say "State: .build/state in this checkout (log in elsewhere with PULUMI_BACKEND_URL or 'pulumi login')"
  fi
  keep_paths "$backend"
  [ "$verb" = cancel ] || build infra Release
  shift 2
  cd "$root"
  "$pulumi" stack select --create --stack "$stack" >&2
  write_project
  cd "$found/project"
  if [ "$verb" = up ]; then bring_up "$stack" "$@"; fi
  exec "$pulumi" "$verb" --stack "$stack" "$@"
}

# The project of Pulumi.yaml, but with the program that was just built in place of its sources. Those Pulumi would build twice more,
# for the preview and for the update, and print both builds between the resources.
write_project() {
  local framework project="$found/project/Pulumi.yaml"
  framework=$(sed -nE 's|.*<TargetFramework>(.*)</TargetFramework>.*|\1|p' "$root/Directory.Build.props")
  mkdir -p "$found/project"
  {
    echo "# Written by build.sh from the Pulumi.yaml of the checkout."
    awk '/^[^ #]/ { kept = !/^(runtime|main|stackConfigDir):/ } kept' "$root/Pulumi.yaml"
    echo "runtime: { name: dotnet, options: { binary: bin/Release/$framework/Infra.dll } }"
    echo "main: ../../infra"
    echo "stackConfigDir: ../.."
  } >"$project.new" && mv "$project.new" "$project"
}

# Paths that the CLI takes from its working folder are meant from the checkout.
keep_paths() { # backend
  case $1 in
    file://*) PULUMI_BACKEND_URL=file://$(from_root "${1#file://}") && export PULUMI_BACKEND_URL ;;
  esac
  if [ -n "${PULUMI_CONFIG_PASSPHRASE_FILE:-}" ]; then
    PULUMI_CONFIG_PASSPHRASE_FILE=$(from_root "$PULUMI_CONFIG_PASSPHRASE_FILE") && export PULUMI_CONFIG_PASSPHRASE_FILE
  fi
}

from_root() { # path
  case $1 in
    /* | "~"* | [A-Za-z]:*) echo "$1" ;;
    *) echo "$root/$1" ;;
  esac
}

# `up` with Pulumi's display as it is. What happens is read afterwards from the log of events that its Automation API uses, too.
bring_up() { # stack, arguments for the CLI
  local stack=$1 status=0 events="$found/events-${1##*/}.json"
  shift
  (umask 077 && : >"$events")
  PULUMI_DEBUG_COMMANDS=true "$pulumi" up --stack "$stack" --event-log "$events" "$@" || status=$?
  if [ "$status" -ne 0 ]; then explain_failure "$stack" "$events"; fi
  rm -f "$events"
  exit "$status"
}

# Answers failures that are known with what to type.
explain_failure() { # stack, log of events
  local held flag="" namespace selector
  held=$(held_releases "$2")
  if [ -z "$held" ]; then return; fi
  if only_releases_are_pending "$2"; then flag=" --clear-pending-creates"; fi
  say "build.sh: Helm keeps the record of a chart that an earlier run began and didn't finish. If that run was killed, wait five minutes:" \
    "a part of it may still be at work. Then, with the stack's kubeconfig (README):"
  while read -r namespace selector; do
    say "  kubectl --namespace $namespace delete secrets --selector '$selector'"
  done <<<"$held"
  say "  ./build.sh refresh $1$flag"
  say "  ./build.sh up $1"
  say "What runs already stays and is taken over; docs/operations.md has more (\"A run that was killed\")."
}

# Of each release that Helm refuses to touch: the namespace, and the labels of the records that stand in the way.
held_releases() { # log of events, an event a line
  awk '
    function text(json, key) {
      if (!match(json, "\"" key "\":\"[^\"]*\"")) return ""
      return substr(json, RSTART + length(key) + 4, RLENGTH - length(key) - 5)
    }
    NR == FNR {
      if (!/"diagnosticEvent":/) next
      if (/cannot re-use a name that is still in use/) refused[text($0, "urn")] = ""
      if (/another operation \(install\/upgrade\/rollback\) is in progress/)
        refused[text($0, "urn")] = ",status in (pending-upgrade,pending-rollback)"
      next
    }
    /"resourcePreEvent":/ && text($0, "urn") in refused {
      inputs = substr($0, index($0, "\"new\":{"))
      inputs = substr(inputs, index(inputs, "\"inputs\":{"))
      print text(inputs, "namespace"), "owner=helm,name=" text(inputs, "name") refused[text($0, "urn")]
    }' "$1" "$1" | sort -u
}

# Whether all creations that Pulumi doesn't know the end of are those of releases.
only_releases_are_pending() { # log of events
  local pending
  pending=$(sed -nE '/pending operations from previous deployment/ s/\\n/\
/gp' "$1" | sed -nE 's/^ *\* (.*), interrupted while creating$/\1/p')
  [ -n "$pending" ] && ! grep -qv ':helm\.sh/v3:Release::' <<<"$pending"
}

need_stack() { # verb, stack
  local stacks
  stacks=$(find "$root" -maxdepth 1 -name 'Pulumi.*.yaml' | sed -E 's/.*Pulumi\.(.*)\.yaml$/\1/' | sort | comma_separated)
  case $2 in
    "" | -*) give_up "$mistaken" "'$1' needs a stack: ${stacks:-none exists yet; copy one from the README to Pulumi.<name>.yaml}." ;;
  esac
  [ -f "$(stack_file "$2")" ] ||
    give_up "$mistaken" "there is no stack '$2' (no file Pulumi.${2##*/}.yaml); stacks are: ${stacks:-none}."
}

stack_file() { # stack, which can be given as organization/project/name
  echo "$root/Pulumi.${1##*/}.yaml"
}

# Where the state is, in the order in which the CLI itself decides, and a local folder where it would ask.
pulumi_backend() {
  local project current
  project=$(sed -nE '/^backend:/,/^[^ b]/ s/^ +url: *["'\'']?([^"'\'' ]+).*/\1/p' "$root/Pulumi.yaml" 2>/dev/null) || project=
  current=$(sed -nE 's/.*"current": *"([^"]+)".*/\1/p' \
    "${PULUMI_HOME:-${HOME:-}/.pulumi}/credentials.json" 2>/dev/null) || current=
  if [ -n "${PULUMI_BACKEND_URL:-}" ]; then
    echo "$PULUMI_BACKEND_URL"
  elif [ -n "$project$current" ]; then
    echo "${project:-$current}"
  elif [ -n "${PULUMI_ACCESS_TOKEN:-}" ]; then
    echo https://api.pulumi.com
  else
    echo "$local_state"
  fi
}

need_inputs() { # stack, backend
  local missing="" file token=${HCLOUD_TOKEN:-} hcloud='provider["'\'']?:[[:space:]]*["'\'']?hcloud'
  file=$(stack_file "$1")
  if stack_says "$file" "$hcloud" && ! stack_says "$file" 'hcloud:token'; then
    case ${#token} in
      64) ;;
      0)
        say "build.sh: HCLOUD_TOKEN is missing: stack '$1' creates servers on Hetzner Cloud; export a read-and-write API token."
        missing=yes
        ;;
      *)
        say "build.sh: HCLOUD_TOKEN has ${#token} characters, and Hetzner Cloud's API tokens have 64:" \
          "copy it again, without quotes, spaces and line breaks."
        missing=yes
        ;;
    esac
  fi
  if [ "$2" = "$local_state" ] && [ -n "${CI:-}" ]; then
    say "build.sh: PULUMI_BACKEND_URL or PULUMI_ACCESS_TOKEN is missing: a pipeline would lose its state with the machine."
    missing=yes
  fi
  # An empty passphrase counts as missing: pipelines set it so where the secret doesn't exist, and it protects nothing.
  if [ "${2#https://}" = "$2" ] && ! stack_says "$file" '^secretsprovider:' &&
    [ -z "${PULUMI_CONFIG_PASSPHRASE:-}${PULUMI_CONFIG_PASSPHRASE_FILE:-}" ]; then
    say "build.sh: PULUMI_CONFIG_PASSPHRASE is missing: it encrypts the secrets in the state at $2;" \
      "export it, or name a file that holds it in PULUMI_CONFIG_PASSPHRASE_FILE."
    missing=yes
  fi
  [ -z "$missing" ] || exit "$mistaken"
}

stack_says() { # file, pattern outside comments
  sed 's/#.*//' "$1" | grep -E -- "$2" >/dev/null
}

# The CLI at the pinned version: from the PATH, from an earlier installation here, or installed now.
find_pulumi() {
  local wanted own="$found/pulumi/bin/pulumi"
  wanted=$(tr -d '[:space:]' <"$root/.pulumi-version")
  for pulumi in "$(command -v pulumi || true)" "$own"; do
    if [ "$("$pulumi" version 2>/dev/null)" = "v$wanted" ]; then return; fi
  done
  install_pulumi "$wanted"
  pulumi=$own
  [ "$("$pulumi" version 2>/dev/null)" = "v$wanted" ] || cannot_install_pulumi "$wanted"
}

install_pulumi() { # version
  say "Installing the Pulumi CLI $1 into .build/pulumi …"
  mkdir -p "$found/pulumi"
  {
    curl -fsSL --connect-timeout 20 https://get.pulumi.com -o "$found/pulumi/install.sh" &&
      sh "$found/pulumi/install.sh" --version "$1" --install-root "$found/pulumi" --no-edit-path
  } </dev/null >"$found/pulumi/install.log" 2>&1 || cannot_install_pulumi "$1"
}

cannot_install_pulumi() { # version
  give_up "$unable" "the Pulumi CLI $1 isn't on the PATH and couldn't be installed from get.pulumi.com\
 (.build/pulumi/install.log says why); install that version by hand: https://www.pulumi.com/docs/install/."
}

# --------------------------------------------------------------------------------------------------------------------------

case ${1:---help} in
  -h | --help | help) help ;;
  plan | bench) hand_over "$@" ;;
  test) shift && run_tests "$@" ;;
  fetch) shift && fetch "$@" ;;
  stand-ins) shift && regenerate_stand_ins "$@" ;;
  preview | up | refresh | cancel | destroy) run_pulumi "$@" ;;
  *)
    give_up "$mistaken" "there is no verb '$1'; verbs are: plan, bench, test, fetch, stand-ins, preview, up, refresh, cancel, destroy;\
 --help explains them."
    ;;
esac
