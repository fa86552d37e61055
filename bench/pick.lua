-- wrk -s pick.lua BASE -- PATHS_FILE: asks for a random path of the file each time; one line of figures at the end.
local requests = {}

function init(args)
  math.randomseed(7)
  wrk.headers["Accept-Encoding"] = "gzip"
  wrk.headers["X-Forwarded-Proto"] = "https"
  for line in io.lines(args[1]) do
    requests[#requests + 1] = wrk.format("GET", line)
  end
end

function request()
  return requests[math.random(#requests)]
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.status + errors.connect + errors.read + errors.write + errors.timeout
  io.write(string.format("FIGURES %d %d %.3f %.3f %d\n", summary.requests, summary.duration,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed))
end
