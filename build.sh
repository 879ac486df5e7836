#!/usr/bin/env bash
# The one entry to this repository; `./build.sh --help` explains it. Written for bash 3.2 and later, as macOS has it.
set -euo pipefail

# On Windows (Git's bash) `pwd -W` gives the C:/… form, which the .NET SDK and Pulumi understand.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && case $OSTYPE in msys* | cygwin*) pwd -W ;; *) pwd ;; esac)
found="$root/.build" # What is found out, installed or kept here; never committed.

readonly failed=1 mistaken=2 unable=3
# The program as it was built. Its verbs `prepare`, `explain` and `measure` are for this script alone.
readonly program=(dotnet run --project "$root/infra" -c Release --no-build --no-launch-profile --)

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
  plan [STACK] [--out DIR]   show what `pulumi up` would create for a stack, what it costs and how long that takes, and check it
                             (docs/checks.md); without a stack, list the stacks; --timings FILE: with step times of your own
       [--against DIR|plan.json|COMMIT] [--format text|markdown|json] [--accept DANGER]
                             show what changes against another plan of the stack, dangers first (docs/plan-changes.md)
  prices [--from FILE]       show the price list that plans are computed with, how old it is, and how it is renewed; with FILE, write it
                             anew from what Hetzner's API answered (docs/cost.md)
  bench                      evaluate a stack with 1, 10, 100 and 1,000 tenants and show what each costs
  test [ARGS]                build and run all tests; ARGS go to `dotnet test` (for example --filter Tenants)
                             with K3S_BINARY=/path/to/k3s, the tests' hosts run that K3s instead of a stand-in, and the
                             nodes' configurations are compared with its flags
  e2e [SCENARIO…]            deploy stacks with real programs on hosts of its own and try what becomes of them; without the programs,
                             say what is missing (docs/end-to-end.md; Linux and root; --list names the scenarios)
  fetch [FOLDER]             bring the files of other projects that tests compare with (upstream/files.json) into .build/upstream:
                             from FOLDER (default ../shared/data, where it exists) what it has, the rest from their projects
                             --programs: bring the real programs that e2e runs, 2 GB, into .build/upstream/programs
  stand-ins [SCHEMAS]        write offline/'s provider classes anew from Pulumi's schemas (default: those that fetch brings)

  With Pulumi, against real machines:
  preview STACK [ARGS]       what would change; ARGS go to the Pulumi CLI (for example --diff)
  up STACK [ARGS]            make it so (ARGS: --yes and others)
  refresh STACK [ARGS]       bring the state up to date with what there is
  cancel STACK [ARGS]        free the lock that a killed run left behind
  destroy STACK [ARGS]       remove everything that is not protected

  verify STACK [ARGS]        compare the live cluster with the plan, and try whether its tenants are kept apart; nothing is changed there
                             (ARGS: --tenant NAME, --out PATH, --traffic, which makes a pod of each tenant for seconds, and
                             --kubeconfig FILE, with which neither Pulumi nor the state is needed)

  With any Kubernetes from 1.34 on:
  conformance --kubeconfig FILE [ARGS]
                             apply the guards' cases (tests/Guards/Cases) to a real API server, by dry runs in namespaces of its own, and
                             leave nothing behind (ARGS: --context NAME; --disposable, when the cluster has no other work; --yes, when it
                             has tenants of this program)

  --help                     this text; `./build.sh VERB --help` explains the options of plan, prices, verify and conformance

Stacks are the files Pulumi.STACK.yaml. plan, prices, bench and test need the .NET SDK 10. The verbs with Pulumi also need:
  Pulumi CLI      at the version in .pulumi-version: from the PATH, else installed into .build/pulumi by Pulumi's installer
  state           where you are logged in (PULUMI_BACKEND_URL, backend: in Pulumi.yaml, `pulumi login`, PULUMI_ACCESS_TOKEN),
                  else the folder .build/state (not where CI is set); a stack that is missing there is created
  HCLOUD_TOKEN    when the stack says provider: hcloud and its file holds no hcloud:token; 64 characters
  PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE
                  when the state isn't Pulumi Cloud's and the stack names no secrets provider
The program is built once and handed to Pulumi in .build/project, which is where the CLI runs: name files in ARGS by their full paths.

PULUMI_SOURCE=packages or PULUMI_SOURCE=stand-ins decides which build of Pulumi's packages is used. Without it, build.sh tries to
restore the packages once, remembers the answer in .build/pulumi-source.props, and uses offline/'s stand-ins where it can't.

Exit codes: 0 fine; 1 a build, a test, a check, a download or an installation failed, or a change is dangerous and not accepted;
2 the command line or the settings are wrong, or something that you must give is missing; 3 this machine lacks the .NET SDK, Pulumi's
packages or its CLI. The Pulumi CLI's own pass through.
TEXT
}

# --- The build ------------------------------------------------------------------------------------------------------------

need_sdk() {
  local version
  version=$(command -v dotnet >/dev/null && cd "$root" && dotnet --version) || version=
  case $version in
    10.*) ;;
    *) give_up "$unable" "the .NET SDK 10 is needed, there is $(sdks_found); get it at https://dotnet.microsoft.com/download." ;;
  esac
}

sdks_found() {
  local versions
  versions=$(command -v dotnet >/dev/null && dotnet --list-sdks | awk '{ print $1 }' | comma_separated) || versions=
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
  { [ -e "$1" ] && [ "$(cat "$1")" = "$text" ]; } || { printf '%s\n' "$text" >"$1.new" && mv "$1.new" "$1"; }
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

is_built() {
  local file
  for file in "$root"/infra/bin/Release/*/Infra.dll; do [ ! -e "$file" ] || return 0; done
  return 1
}

# --- Verbs that need no Pulumi CLI ----------------------------------------------------------------------------------------

hand_over() { # verb and its arguments
  need_sdk
  choose_pulumi_source
  build infra Release
  # What plan builds of another commit is to use the same.
  export PULUMI_SOURCE="$pulumi_source"
  exec "${program[@]}" "$@"
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
  { [ ! -d "$1" ] || find "$1" -name '*.trx' -exec cat {} +; } | awk -v status="$2" '
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

end_to_end() { # scenarios and options
  need_sdk
  choose_pulumi_source
  build tests/EndToEnd Release
  exec dotnet run --project "$root/tests/EndToEnd" -c Release --no-build --no-launch-profile -- --root "$root" "$@"
}

fetch() { # nothing, or a folder to look in first; or --programs
  if [ "${1:-}" = --programs ]; then
    "$root/tests/EndToEnd/Programs/bring-programs.sh" "$root" "$found/upstream/programs" || exit "$failed"
    return
  fi
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
  local verb=$1 stack=${2:-}
  prepare_pulumi "$verb" "$stack"
  shift 2
  "$pulumi" stack select --create --stack "$stack" >&2
  cd "$found/project"
  case $verb in up | destroy) run_explained "$verb" "$stack" "$@" ;; esac
  exec "$pulumi" "$verb" --stack "$stack" "$@"
}

prepare_pulumi() { # verb, stack: builds, exports what the CLI needs, finds the CLI
  local verb=$1 stack=$2 environment line
  case $stack in
    "" | -*) give_up "$mistaken" "'$verb' needs a stack; './build.sh plan' lists them." ;;
  esac
  need_sdk
  choose_pulumi_source again
  # The program doesn't run under Pulumi to be verified.
  if [ "$verb" != verify ] && [ "$pulumi_source" != packages ]; then
    give_up "$unable" "'$verb' needs Pulumi's packages; the stand-ins can plan and test, and can't deploy."
  fi
  # To free a lock, what was built for the run that left it will do.
  if [ "$verb" != cancel ] || ! is_built; then build infra Release; fi
  cd "$root"
  environment=$("${program[@]}" prepare "$verb" "$stack") || exit
  while IFS= read -r line; do
    [ -z "$line" ] || export "${line?}"
  done <<<"$environment"
  find_pulumi
}

# A verb with Pulumi's display as it is. What happened is read afterwards from the log of events that its Automation API uses, too.
run_explained() { # verb, stack, arguments for the CLI
  local verb=$1 stack=$2 status=0 events="$found/events-${2##*/}.json" times="$found/times-${2##*/}.json"
  shift 2
  (umask 077 && : >"$events")
  export PULUMI_DEBUG_COMMANDS=true
  run_stoppable "$pulumi" "$verb" --stack "$stack" --event-log "$events" "$@" || status=$?
  # What these can't do they say; the run's own outcome counts.
  if [ -s "$events" ]; then
    "${program[@]}" explain "$verb" "$stack" "$events" || true
    if [ "$verb" = up ] && [ "$status" -eq 0 ]; then "${program[@]}" measure "$events" "$times" || true; fi
  fi
  rm -f "$events"
  exit "$status"
}

# Runs a command, and hands it what asks build.sh to end as one interrupt; Pulumi takes a second one for haste. A command in the
# foreground would hold the traps up. At a terminal it stays in the terminal's group of processes, which gets Ctrl-C by itself; elsewhere
# (a pipeline) it has a group of its own, which nothing else sends signals to.
run_stoppable() { # command and its arguments
  local child status=0 signalled=""
  if [ -t 0 ]; then
    (trap - INT && exec "$@") <&0 & # Otherwise it would ignore interrupts, and read from nowhere.
    trap 'signalled=yes' INT
  else
    set -m
    "$@" <&0 &
    set +m
    trap hand_on INT
  fi
  child=$!
  trap hand_on TERM HUP
  wait "$child" || status=$?
  while [ -n "$signalled" ]; do
    signalled="" status=0
    wait "$child" || status=$?
  done
  trap - TERM HUP INT
  return "$status"
}

hand_on() { # in a trap of run_stoppable
  signalled=yes
  # It may have ended by itself.
  kill -INT "$child" 2>/dev/null || true
}

verify() { # the stack, options
  local option stack=${1:-} from=$PWD outputs
  for option in "$@"; do
    case $option in --kubeconfig | --kubeconfig=* | -h | --help) hand_over verify "$@" ;; esac
  done
  prepare_pulumi verify "$stack"
  # Through a pipe: the outputs hold the kubeconfig.
  outputs=$(cd "$found/project" && "$pulumi" stack output --json --show-secrets --stack "$stack") || exit "$mistaken"
  cd "$from"
  printf '%s' "$outputs" | "${program[@]}" verify --stack-outputs "$@"
}

# The CLI at the pinned version: from the PATH, from an earlier installation here, or installed now.
find_pulumi() {
  local wanted candidate own="$found/pulumi/bin/pulumi"
  # It would warn of newer versions than the pinned one.
  export PULUMI_SKIP_UPDATE_CHECK="${PULUMI_SKIP_UPDATE_CHECK:-true}"
  wanted=$(tr -d '[:space:]' <"$root/.pulumi-version")
  for candidate in pulumi "$own"; do
    pulumi=$(command -v "$candidate") || continue
    if [ "$("$pulumi" version)" = "v$wanted" ]; then return; fi
  done
  install_pulumi "$wanted"
  pulumi=$own
  [ "$("$pulumi" version)" = "v$wanted" ] || cannot_install_pulumi "$wanted"
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
  plan | prices | bench | conformance) hand_over "$@" ;;
  test) shift && run_tests "$@" ;;
  e2e) shift && end_to_end "$@" ;;
  fetch) shift && fetch "$@" ;;
  stand-ins) shift && regenerate_stand_ins "$@" ;;
  preview | up | refresh | cancel | destroy) run_pulumi "$@" ;;
  verify) shift && verify "$@" ;;
  *)
    give_up "$mistaken" "there is no verb '$1'; verbs are: plan, prices, bench, test, e2e, fetch, stand-ins, preview, up, refresh, cancel,\
 destroy, verify, conformance; --help explains them."
    ;;
esac
