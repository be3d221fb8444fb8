-- Replays a file of prepared requests, each once. wrk -t1 -s replay.lua URL -- FILE SECONDS
-- New requests stop at the end of the file or after SECONDS; those under way are waited for.

local ffi = require("ffi")
ffi.cdef [[
  typedef struct { long seconds; long nanoseconds; } bench_time;
  int clock_gettime(int clock, bench_time *time);
]]
local now_buffer = ffi.new("bench_time")

local function clock()
  ffi.C.clock_gettime(1, now_buffer)
  return tonumber(now_buffer.seconds) + tonumber(now_buffer.nanoseconds) / 1e9
end

local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  prepared, granted, sent, answered, failed, refused = {}, 0, 0, 0, 0, 0
  started, ended, seconds = 0, 0, tonumber(args[2])
  was_checked = false
  local file = assert(io.open(args[1], "rb"))
  while true do
    local length = file:read("*n")
    if not length then break end
    file:read(1)
    prepared[#prepared + 1] = file:read(length)
  end
  file:close()
end

local function is_over()
  return granted >= #prepared or (started > 0 and clock() - started >= seconds)
end

function delay() -- asked before each request, sometimes by several connections before any of them sends
  if not is_over() then
    granted = granted + 1
    return 0
  end
  if answered == granted then wrk.thread:stop() end
  return 1000000
end

function request()
  if not was_checked then -- wrk parses one request before it begins, and does not send it
    was_checked = true
    return prepared[1]
  end
  if sent == 0 then started = clock() end
  sent = sent + 1
  return prepared[sent]
end

function response(status, headers, body)
  answered = answered + 1
  ended = clock()
  if status ~= 200 then
    failed = failed + 1
  elseif body:find('"response_action": "errors"', 1, true) or body:find('"response_action": "push"', 1, true) then
    refused = refused + 1
  end
  if is_over() and answered == granted then wrk.thread:stop() end
end

function done(summary, latency, requests)
  local thread = threads[1]
  local broken = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.timeout
  io.write(string.format(
    '\nRESULT {"sent": %d, "answered": %d, "failed": %d, "refused": %d, "broken": %d,'
      .. ' "seconds": %.6f, "p50_ms": %.3f, "p99_ms": %.3f}\n',
    thread:get("sent"), thread:get("answered"), thread:get("failed"), thread:get("refused"), broken,
    thread:get("ended") - thread:get("started"),
    latency:percentile(50) / 1000, latency:percentile(99) / 1000
  ))
end
