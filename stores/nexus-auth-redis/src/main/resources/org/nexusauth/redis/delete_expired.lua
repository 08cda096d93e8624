-- Examines a batch of changes and deletes those that expired a day ago, by the clock that is
-- behind: Redis's or the caller's. Returns the number to continue from, or 0 at the end.
-- first: the number of the first change. caller_clock: seconds since the epoch. interval: how many
-- seconds must have passed since a run began.
local hash, stream = KEYS[1], KEYS[2]
local first, batch_size, caller_clock, interval = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
-- Positions in an entry, and of the values in its fields.
local ID, FIELDS = 1, 2
local SUBJECT, UNTIL = 2, 10
local SECONDS = 1 -- In the answer to TIME.
local clock = tonumber(redis.call('TIME')[SECONDS])
local now = math.min(clock, tonumber(caller_clock))
if redis.call('HEXISTS', hash, 'generation') == 0 then
  return 0
end
if first == '0' then
  local last = tonumber(redis.call('HGET', hash, 'swept') or '0')
  if clock - last < tonumber(interval) then
    return 0
  end
  redis.call('HSET', hash, 'swept', string.format('%d', clock))
end
local page = redis.call('XRANGE', stream, '0-' .. first, '+', 'COUNT', batch_size)
local number = 0
for _, entry in ipairs(page) do
  number = string.match(entry[ID], '%d+$')
  local subject, expiry = entry[FIELDS][SUBJECT], tonumber(entry[FIELDS][UNTIL])
  if expiry and expiry / 1000000 + 86400 < now then
    local left = {}
    for known in string.gmatch(redis.call('HGET', hash, subject) or '', '%d+') do
      if known ~= number then
        left[#left + 1] = known
      end
    end
    if #left == 0 then
      redis.call('HDEL', hash, subject)
    else
      redis.call('HSET', hash, subject, table.concat(left, ' '))
    end
    redis.call('HINCRBY', hash, 'entries', -redis.call('XDEL', stream, entry[ID]))
  end
end
if #page < tonumber(batch_size) then
  return 0
end
return tonumber(number) + 1
