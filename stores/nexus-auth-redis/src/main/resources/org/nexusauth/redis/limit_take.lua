-- Debits what was spent, then as many of the wanted tokens as all windows of a key have left; for
-- each want in turn. Returns seconds and microseconds of the clock, the generation and the
-- sequence, then for each want the tokens, and for each policy the window's end and what is used.
-- KEYS: the hash, then the counters of each want: window, end and use for each length of a window
-- in seconds, whatever its quota is.
-- server: the id of this Redis process. seen_*: what the node has seen last. The sequence counts
-- calls: if a node has seen more than this Redis was started with, debits are lost, and the
-- generation is replaced by fresh.
-- Each further argument: tokens, then for each policy window, phase, quota and spent tokens, as
-- numbers of 4 bytes.
local hash, now = KEYS[1], redis.call('TIME')
local fresh, server = ARGV[1], ARGV[2]
local seen_generation, seen_sequence, seen_server = ARGV[3], tonumber(ARGV[4]), ARGV[5]
local KEYS_BEFORE, ARGUMENTS_BEFORE = 1, 5
local EXPIRY = 5 -- Seconds after the end of its last window.
local FIELDS = 4 -- Of a policy.
local COUNTER, COUNTER_BYTES = '>I4I8I8', 20
local POLICY, POLICY_BYTES, TOKENS, TOKENS_BYTES = 'I4I4I4I4', 16, '>I4', 4
local second = tonumber(now[1])
local known = redis.call('HMGET', hash, 'generation', 'sequence', 'server', 'restored')
local generation, sequence = known[1], tonumber(known[2] or '0')
local restored = tonumber(known[4] or '0')
if server ~= known[3] then
  restored = sequence
  redis.call('HSET', hash, 'server', server, 'restored', string.format('%.0f', restored))
end
local lost = seen_generation == generation and (seen_sequence > sequence
  or seen_server ~= server and seen_sequence > restored)
if lost or not generation then
  generation = fresh
  redis.call('HSET', hash, 'generation', fresh)
end
sequence = redis.call('HINCRBY', hash, 'sequence', 1)
local answer = { second, tonumber(now[2]), generation, sequence }

-- Returns the ends and uses of the counters that run, by window; and their windows in order.
local function read_counters(key)
  local ends, uses, windows = {}, {}, {}
  local known = redis.call('GET', key) or ''
  for at = 1, #known, COUNTER_BYTES do
    local window, finish, used = struct.unpack(COUNTER, known, at)
    if finish > second then
      ends[window], uses[window] = finish, used
      windows[#windows + 1] = window
    end
  end
  return ends, uses, windows
end

local function write_counters(key, ends, uses, windows)
  local counters, last = {}, 0
  for i, window in ipairs(windows) do
    counters[i] = struct.pack(COUNTER, window, ends[window], uses[window])
    last = math.max(last, ends[window])
  end
  redis.call('SET', key, table.concat(counters), 'EXAT', string.format('%.0f', last + EXPIRY))
end

for i = ARGUMENTS_BEFORE + 1, #ARGV do
  local key = KEYS[i - ARGUMENTS_BEFORE + KEYS_BEFORE]
  local policies = (#ARGV[i] - TOKENS_BYTES) / POLICY_BYTES
  local want = { struct.unpack(TOKENS .. string.rep(POLICY, policies), ARGV[i]) }
  local last = FIELDS * policies
  local ends, uses, windows = read_counters(key)
  local tokens, spent = want[1], 0
  for at = 2, last, FIELDS do
    local window, phase, quota = want[at], want[at + 1], want[at + 2]
    local finish = (math.floor((second + phase) / window) + 1) * window - phase
    -- The next window was begun if the clock was set back a little; it is not begun twice.
    if ends[window] ~= finish and ends[window] ~= finish + window then
      if not ends[window] then
        windows[#windows + 1] = window
      end
      ends[window], uses[window] = finish, 0
    end
    uses[window] = uses[window] + want[at + 3]
    spent = spent + want[at + 3]
    tokens = math.min(tokens, math.max(0, quota - uses[window]))
  end
  answer[#answer + 1] = tokens
  for at = 2, last, FIELDS do
    local window = want[at]
    uses[window] = uses[window] + tokens
    answer[#answer + 1] = ends[window]
    answer[#answer + 1] = uses[window]
  end
  if tokens + spent > 0 and #windows > 0 then
    write_counters(key, ends, uses, windows)
  end
end
return answer
