-- Credits tokens that were not spent, in windows that have not ended; none if debits are lost.
-- KEYS and the arguments before the first key's are those of limit_take.lua without fresh.
-- Each further argument: tokens in 4 bytes, then for each policy the window in 4 and its end in 8.
local hash, second = KEYS[1], tonumber(redis.call('TIME')[1])
local server = ARGV[1]
local seen_generation, seen_sequence, seen_server = ARGV[2], tonumber(ARGV[3]), ARGV[4]
local COUNTER, COUNTER_BYTES = '>I4I8I8', 20
local POLICY, POLICY_BYTES, TOKENS, TOKENS_BYTES = '>I4I8', 12, '>I4', 4
local KEYS_BEFORE, ARGUMENTS_BEFORE = 1, 4
local known = redis.call('HMGET', hash, 'generation', 'sequence', 'server', 'restored')
local generation, sequence = known[1], tonumber(known[2] or '0')
local restored = tonumber(known[4] or '0')
if server ~= known[3] then
  restored = sequence
end
if seen_generation ~= generation or seen_sequence > sequence
  or seen_server ~= server and seen_sequence > restored then
  return 0
end

local function is_unspent(unspent, window, finish)
  for at = 1 + TOKENS_BYTES, #unspent, POLICY_BYTES do
    local debited, its_end = struct.unpack(POLICY, unspent, at)
    if debited == window and its_end == finish then
      return true
    end
  end
  return false
end

for i = ARGUMENTS_BEFORE + 1, #ARGV do
  local key = KEYS[i - ARGUMENTS_BEFORE + KEYS_BEFORE]
  local known = redis.call('GET', key)
  if known then
    local counters = {}
    for at = 1, #known, COUNTER_BYTES do
      local window, finish, used = struct.unpack(COUNTER, known, at)
      if finish > second and is_unspent(ARGV[i], window, finish) then
        used = math.max(0, used - struct.unpack(TOKENS, ARGV[i]))
      end
      counters[#counters + 1] = struct.pack(COUNTER, window, finish, used)
    end
    redis.call('SET', key, table.concat(counters), 'KEEPTTL')
  end
end
return 1
