#!/bin/bash
# Chat beside a file on slow links with deep buffers: two network namespaces, a pair of virtual
# interfaces, and a token bucket on the side that the file leaves from. Root only, Linux only; needs
# iproute2. Nothing outside of the two namespaces is touched, and they are gone when this ends.
#
#   bench/netns.sh [MODES] [LINKS] [DIRECTIONS]      each a list like "mux two-sockets"
#   CONTROL=cubic bench/netns.sh                     another TCP congestion control than the system's
set -euo pipefail
cd "$(dirname "$0")/.."

modes=${1:-socketio ws ws-big two-sockets mux}
links=${2:-20mbit 1mbit 200mbit}
directions=${3:-upload download}
control=${CONTROL:-$(cat /proc/sys/net/ipv4/tcp_congestion_control)}
declare -A latency=([20mbit]=400ms [1mbit]=1000ms [200mbit]=100ms)
declare -A megabytes=([20mbit]=16 [1mbit]=1 [200mbit]=64)

# `near` has the server; `far` is at the other end of the slow link.
near=bench-near-$$ far=bench-far-$$
near_address=10.77.0.1 far_address=10.77.0.2 port=8900
lines=artifacts/hol.ndjson
mkdir -p artifacts
: > "$lines"

end_processes() {
  local space
  for space in "$near" "$far"; do
    ip netns pids "$space" 2>/dev/null | xargs -r kill -9 2>/dev/null || true
  done
  wait
}

clean_up() {
  end_processes
  ip netns del "$near" 2>/dev/null || true
  ip netns del "$far" 2>/dev/null || true
}
trap clean_up EXIT

# From within the namespaces no registry is reached.
deno run --quiet --no-lock --allow-all bench/hol.ts prepare

ip netns add "$near"
ip netns add "$far"
ip link add v0 netns "$near" type veth peer name v0 netns "$far"
ip -n "$near" address add "$near_address/24" dev v0
ip -n "$far" address add "$far_address/24" dev v0
for space in "$near" "$far"; do
  ip -n "$space" link set lo up
  ip -n "$space" link set v0 up
  ip netns exec "$space" sh -c "echo $control > /proc/sys/net/ipv4/tcp_congestion_control"
done

hol() { # SPACE ROLE …
  local space=$1
  shift
  ip netns exec "$space" deno run --quiet --no-lock --allow-all bench/hol.ts "$@"
}

# Starts a receiver and waits until it reads. Its line goes to the file when it is done.
receiver() { # SPACE LABEL MODE
  local out
  out=$(mktemp)
  hol "$1" recv "$near_address:$port" --mode "$3" --label "$2" > "$out" &
  receivers+=($!)
  outs+=("$out")
  local n
  for n in $(seq 200); do
    grep -q ready "$out" && return
    sleep 0.1
  done
  echo "receiver did not start" >&2
  return 1
}

run() { # LINK DIRECTION MODE
  local link=$1 direction=$2 mode=$3 slow=$near from=$far
  [ "$direction" = download ] && slow=$far from=$near
  # The file leaves through the bucket: of the sender going up, of the server going down.
  for space in "$near" "$far"; do tc -n "$space" qdisc del dev v0 root 2>/dev/null || true; done
  tc -n "$from" qdisc add dev v0 root tbf rate "$link" burst 32kb latency "${latency[$link]}"

  receivers=() outs=()
  local ready
  ready=$(mktemp)
  hol "$near" server "$mode" --port $port > "$ready" &
  disown
  for _ in $(seq 300); do grep -q control "$ready" && break || sleep 0.1; done

  local label="\"link\":\"$link, ${latency[$link]}\",\"direction\":\"$direction\",\"mode\":\"$mode\",\"control\":\"$control\""
  if ! receiver "$slow" "{$label,\"reader\":\"slow\"}" "$mode"; then
    end_processes 2>/dev/null
    return
  fi
  [ "$direction" = download ] && receiver "$near" "{$label,\"reader\":\"fast\"}" "$mode"
  hol "$from" send "$near_address:$port" --mode "$mode" --mb "${megabytes[$link]}" \
    --chat-ms 50 --readers ${#receivers[@]} || echo "$link $direction $mode: the sender gave up" >&2
  wait "${receivers[@]}" || echo "$link $direction $mode: a receiver gave up" >&2
  end_processes 2>/dev/null
  grep -hv ready "${outs[@]}" | tee -a "$lines" >&2 || true
  rm -f "$ready" "${outs[@]}"
}

for link in $links; do
  for direction in $directions; do
    for mode in $modes; do run "$link" "$direction" "$mode"; done
  done
done
deno run --quiet --no-lock --allow-all bench/hol.ts table "$lines" | tee artifacts/hol.md
