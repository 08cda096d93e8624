-- Credits tokens that were not spent, in windows that have not ended; none if debits are lost.
-- KEYS and the arguments before the first key's are those of limit_take.lua without fresh.
-- Each further argument: tokens, then for each policy the window and its end.
local hash, second = KEYS[1], tonumber(redis.call('TIME')[1])
local server = ARGV[1]
local seen_generation, seen_sequence, seen_server = ARGV[2], tonumber(ARGV[3]), ARGV[4]
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
for i = ARGUMENTS_BEFORE + 1, #ARGV do
  local key = KEYS[i - ARGUMENTS_BEFORE + KEYS_BEFORE]
  local before = redis.call('GET', key)
  if before then
    local numbers = {}
    for number in string.gmatch(ARGV[i], '%d+') do
      numbers[#numbers + 1] = number
    end
    local tokens, credited = tonumber(numbers[1]), {}
    for at = 2, #numbers, 2 do
      credited[numbers[at] .. ':' .. numbers[at + 1]] = tonumber(numbers[at + 1]) > second
    end
    local after = string.gsub(before, '(%d+:%d+):(%d+)', function(window, used)
      if credited[window] then
        return window .. ':' .. string.format('%.0f', math.max(0, tonumber(used) - tokens))
      end
    end)
    if after ~= before then
      redis.call('SET', key, after, 'KEEPTTL')
    end
  end
end
return 1
